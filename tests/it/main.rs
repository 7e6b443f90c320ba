//! The integration tests, one binary for all.

mod tags;

fn main() {}
