//! The terminal: the loop, the guard that gives the terminal back, and the worker thread.

mod desk;

pub use desk::Desk;
