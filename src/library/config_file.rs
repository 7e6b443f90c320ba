//! The configuration file while it is being changed: read and replaced under a lock, so that several programs take
//! turns, and only while it still holds what was read, so that nothing an editor wrote meanwhile is lost.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::output::{OutputError, replace_text};

/// The file, locked until this is dropped.
#[derive(Debug)]
pub(super) struct ConfigFile {
    path: PathBuf,
    /// What stood in it; none where there is no file.
    before: Option<String>,
    /// Held for its lock. It is empty and stays: were it taken away, two programs could hold different ones.
    _turn: File,
}

impl ConfigFile {
    /// Waits until no other program changes the file, and reads it. A file that is not there is empty; its folder is
    /// made.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        // Through a link, the file it leads to is the one that programs take turns with.
        let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        let turn = OpenOptions::new().create(true).append(true).open(lock_path(&target))?;
        match turn.lock() {
            // Some network file systems have no locks; the comparison is what is left there.
            Err(error) if error.kind() != ErrorKind::Unsupported => return Err(error),
            Err(_) | Ok(()) => {}
        }
        let before = match fs::read_to_string(&target) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        Ok(Self { path: target, before, _turn: turn })
    }

    /// Where the file lies.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// What stood in the file when it was opened.
    pub(super) fn text(&self) -> &str {
        self.before.as_deref().unwrap_or_default()
    }

    /// Puts another text in its place.
    pub(super) fn replace(&self, after: &str) -> Result<(), OutputError> {
        replace_text(&self.path, self.before.as_deref(), after)
    }

    /// Puts back what stood there before `after` was put in its place. A file that was not there stays, empty.
    pub(super) fn put_back(&self, after: &str) -> Result<(), OutputError> {
        replace_text(&self.path, Some(after), self.text())
    }
}

/// The file beside the configuration that is locked: the configuration itself is replaced while it is changed.
fn lock_path(target: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(".lock");
    target.with_file_name(name)
}
