//! The terminal: the loop, the guard that gives the terminal back, and the worker thread.

mod desk;
mod facets;

pub use desk::Desk;
