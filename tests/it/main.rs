//! The integration tests, one binary for all.

fn main() {}
