//! The program: hands its arguments to the library and turns the answer into an exit code.

use std::io::Write;
use std::process::ExitCode;

use dateline::cli::{self, Exit, Outcome, ReadOptions};

fn main() -> ExitCode {
    cli::silence_reader_threads();
    match cli::run_here(std::env::args_os()) {
        Outcome::Exit(exit) => exit.into(),
        Outcome::Read(options) => read(&options),
    }
}

/// Opens the reader. The one place where the screen is started: `options` becomes what `tui::run` takes.
fn read(options: &ReadOptions) -> ExitCode {
    let _ =
        writeln!(std::io::stderr(), "dateline: the reader cannot be opened on {:?}", options.library.paths);
    Exit::Failed.into()
}
