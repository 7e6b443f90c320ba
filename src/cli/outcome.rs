//! How a command ends: what the shell is told, and what the reader is told when it did not work.

use std::io;
use std::process::ExitCode;

use thiserror::Error;

use crate::config::{ConfigError, FolderError};
use crate::journal::JournalError;
use crate::library::{LibraryError, OutputError};

use super::command::ReadOptions;

/// What is left to do once the arguments were carried out.
#[derive(Debug)]
pub enum Outcome {
    /// Nothing; the program ends so.
    Exit(Exit),
    /// The reader is to be opened.
    Read(Box<ReadOptions>),
}

/// The exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Exit {
    /// It was done.
    Done,
    /// Nothing matched.
    NothingMatched,
    /// Something could not be read, understood as a whole, or written; it was named.
    Failed,
    /// The command line makes no sense.
    Usage,
}

impl Exit {
    /// The number the shell sees. 64 is `EX_USAGE` of `sysexits.h`.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::NothingMatched => 1,
            Self::Failed => 2,
            Self::Usage => 64,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// Whether there was anything to do or to report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Matched {
    /// There was.
    Some,
    /// There was nothing.
    None,
}

/// Why a command ended early.
#[derive(Debug, Error)]
pub(super) enum Failure {
    /// Standard output cannot be written to. Where its other end was closed, that is no failure.
    #[error("cannot write the result: {0}")]
    Output(#[from] io::Error),
    /// What was asked for is not there.
    #[error("{0}")]
    Nothing(String),
    /// The program's own folders are not known.
    #[error(transparent)]
    Folders(#[from] FolderError),
    /// The configuration cannot be read or makes no sense.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The library cannot be opened.
    #[error(transparent)]
    Library(#[from] LibraryError),
    /// The journal cannot be read or written.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// An export cannot be written.
    #[error(transparent)]
    Export(#[from] OutputError),
    /// Something else could not be read or written.
    #[error("{0}")]
    Failed(String),
    /// The command line makes no sense; several lines where a place in it is pointed at.
    #[error("{0}")]
    Usage(String),
}

impl Failure {
    /// What the shell is told.
    pub(super) fn exit(&self) -> Exit {
        match self {
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
            Self::Output(_)
            | Self::Folders(_)
            | Self::Config(_)
            | Self::Library(_)
            | Self::Journal(_)
            | Self::Export(_)
            | Self::Failed(_) => Exit::Failed,
            Self::Nothing(_) => Exit::NothingMatched,
            Self::Usage(_) => Exit::Usage,
        }
    }
}
