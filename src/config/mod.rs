//! The configuration file and the folders of the program.
