//! The command line: what was typed, what it means, and the commands that need no screen.
//!
//! Commands write to the streams they are given. Results go to standard output, everything else to standard
//! error, and every text that comes from a file is cleaned before it is shown.

mod absent;
mod arguments;
mod around;
mod choices;
mod command;
mod doctor;
mod export;
mod held;
mod list;
mod mark;
mod outcome;
mod page;
mod paint;
mod run;
mod scan;
mod selected;
mod settle;
mod shell;
mod show;
mod state;
mod stats;
mod table;
mod terminal;
mod tree;
mod why;

pub use around::{Around, Terminal};
pub use choices::Choices;
pub use command::ReadOptions;
pub use outcome::{Exit, Outcome};
pub use run::run;
pub use terminal::{run_here, silence_reader_threads};
