//! Completions and the manual page, made from the table of arguments.

use std::io::{self, Write};

use clap::CommandFactory;
use clap_complete::Shell;

use super::arguments::Arguments;

/// Writes completions for a shell.
pub(super) fn completions(shell: Shell, out: &mut dyn Write) -> io::Result<()> {
    // Into memory first: the generator takes a failed write for a mistake of the program.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "dateline", &mut script);
    out.write_all(&script)
}

/// Writes the manual page with all commands, for `man -l -`.
pub(super) fn manual(out: &mut dyn Write) -> io::Result<()> {
    clap_mangen::Man::new(Arguments::command().flatten_help(true)).render(out)
}
