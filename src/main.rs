//! The program: hands its arguments to the library and turns the answer into an exit code.
fn main() {}
