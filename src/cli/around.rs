//! What a command finds around it: streams, the terminal, the environment, the day.

use std::ffi::OsString;
use std::fmt;
use std::io::{Read, Write};

use crate::article::Date;
use crate::text::SafeText;

/// What a command finds around it, so that it runs the same in a test.
pub struct Around<'a> {
    /// Standard input, read only where `-` is a path.
    pub input: &'a mut dyn Read,
    /// Standard output, for results.
    pub out: &'a mut dyn Write,
    /// Standard error, for everything else.
    pub err: &'a mut dyn Write,
    /// Which of them are a terminal.
    pub terminal: Terminal,
    /// Looks up a variable of the environment.
    pub variable: &'a dyn Fn(&str) -> Option<OsString>,
    /// Today's date.
    pub today: Date,
}

/// Which streams are a terminal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Terminal {
    /// Standard input is.
    pub input: bool,
    /// Standard output is, with this many columns.
    pub columns: Option<u16>,
    /// Standard error is.
    pub err: bool,
}

impl Around<'_> {
    /// Says something beside the result. Where even standard error is gone, there is nobody to tell.
    pub(super) fn say(&mut self, message: &str) {
        for line in message.lines() {
            let _ = writeln!(self.err, "dateline: {}", SafeText::label(line));
        }
    }

    /// Whether a variable of the environment is set and not empty.
    pub(super) fn has(&self, name: &str) -> bool {
        (self.variable)(name).is_some_and(|value| !value.is_empty())
    }
}

impl fmt::Debug for Around<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Around")
            .field("terminal", &self.terminal)
            .field("today", &self.today)
            .finish_non_exhaustive()
    }
}
