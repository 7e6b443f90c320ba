//! Writes a file whole or not at all: never over an existing one unasked, and never half.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::source::{said, special};

/// What to do where the file exists already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Leave it alone and say so.
    Refuse,
    /// Put the new one in its place once it is complete.
    Replace,
}

/// Why a file was not written. An earlier file of the name is as it was.
#[derive(Debug, Error)]
pub enum OutputError {
    /// A file of the name exists.
    #[error("{} exists already; --force replaces it", .0.display())]
    Exists(PathBuf),
    /// Something else than a file has the name.
    #[error("{} is {kind}, not a file", path.display())]
    NotAFile {
        /// The name.
        path: PathBuf,
        /// What it is: `a folder`.
        kind: &'static str,
    },
    /// The file is no longer what it was when it was read.
    #[error("{} was changed by another program meanwhile", .0.display())]
    Changed(PathBuf),
    /// The operating system refused.
    #[error("cannot write {}: {}", path.display(), said(source))]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Writes a file with what `content` gives. It is written under another name beside its place and takes its
/// name when it is complete and on disk.
///
/// # Errors
/// The file exists and is to be kept, or it cannot be written.
pub fn write_file(
    path: &Path,
    existing: Existing,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), OutputError> {
    let failed = |source| OutputError::Io { path: path.to_owned(), source };
    // Through a link, the file it leads to is the one to replace.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if let Ok(found) = fs::symlink_metadata(&target) {
        if let Some(kind) = special(found.file_type()) {
            return Err(OutputError::NotAFile { path: path.to_owned(), kind });
        }
        if existing == Existing::Refuse {
            return Err(OutputError::Exists(path.to_owned()));
        }
    }
    let draft = Draft::create(&target).map_err(failed)?;
    draft.fill(content).map_err(failed)?;
    match draft.publish(&target, existing) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(OutputError::Exists(path.to_owned()))
        }
        published => published.map_err(failed),
    }
}

/// Puts a text in the place of what was read from a file before, or of no file, if nobody changed that meanwhile.
///
/// # Errors
/// The file was changed since, or it cannot be written.
pub(super) fn replace_text(path: &Path, before: Option<&str>, after: &str) -> Result<(), OutputError> {
    let Some(before) = before else {
        let written = write_file(path, Existing::Refuse, |out| out.write_all(after.as_bytes()));
        return written.map_err(|error| match error {
            OutputError::Exists(path) => OutputError::Changed(path),
            other => other,
        });
    };
    let mut changed = false;
    let written = write_file(path, Existing::Replace, |out| {
        out.write_all(after.as_bytes())?;
        changed = fs::read(path)? != before.as_bytes();
        if changed { Err(io::ErrorKind::Interrupted.into()) } else { Ok(()) }
    });
    if changed { Err(OutputError::Changed(path.to_owned())) } else { written }
}

/// How many passing names are tried; others may be in use, or left behind by a program that was killed.
const ATTEMPTS: usize = 100;

/// A file under a passing name, removed unless it was published.
struct Draft {
    path: PathBuf,
    file: File,
}

impl Draft {
    /// Makes a file beside the target. Its name has nothing of the target's, which may be as long as names can be.
    fn create(target: &Path) -> io::Result<Self> {
        let mut last = io::ErrorKind::InvalidInput.into();
        for attempt in 0..ATTEMPTS {
            let path = target.with_file_name(format!(".dateline-{}-{attempt}.part", std::process::id()));
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(file) => return Ok(Self { path, file }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
                Err(error) => return Err(error),
            }
        }
        Err(last)
    }

    fn fill(&self, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let mut buffered = BufWriter::new(&self.file);
        content(&mut buffered)?;
        buffered.flush()?;
        self.file.sync_all()
    }

    fn publish(&self, target: &Path, existing: Existing) -> io::Result<()> {
        match existing {
            Existing::Replace => {
                if let Ok(found) = fs::metadata(target) {
                    self.file.set_permissions(found.permissions())?;
                }
                fs::rename(&self.path, target)
            }
            // Unlike a rename, a link never takes the place of a file that came into being meanwhile.
            Existing::Refuse => fs::hard_link(&self.path, target).or_else(|error| match error.kind() {
                io::ErrorKind::AlreadyExists => Err(error),
                _ => self.copy(target),
            }),
        }
    }

    /// Writes the target a second time: for file systems without links, as those of memory cards are. A target
    /// that cannot be completed is taken away again.
    fn copy(&self, target: &Path) -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(target)?;
        let copied = File::open(&self.path).and_then(|mut draft| io::copy(&mut draft, &mut file));
        copied.and_then(|_| file.sync_all()).inspect_err(|_| {
            let _ = fs::remove_file(target);
        })
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // After a rename there is nothing left under this name, which is as it should be.
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<_> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn an_existing_file_is_kept_unless_its_replacement_is_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("news.md");
        let write =
            |existing, text: &'static str| write_file(&path, existing, |out| out.write_all(text.as_bytes()));
        write(Existing::Refuse, "first").unwrap();
        assert!(matches!(write(Existing::Refuse, "second"), Err(OutputError::Exists(_))));
        assert_eq!(fs::read_to_string(&path).unwrap(), "first");
        write(Existing::Replace, "third").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "third");
        assert_eq!(names(folder.path()), ["news.md"]);
    }

    #[test]
    fn a_file_that_was_changed_since_it_was_read_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        replace_text(&path, None, "first").unwrap();
        assert!(matches!(replace_text(&path, None, "second"), Err(OutputError::Changed(_))));
        assert!(matches!(replace_text(&path, Some("other"), "third"), Err(OutputError::Changed(_))));
        assert_eq!(fs::read_to_string(&path).unwrap(), "first");
        replace_text(&path, Some("first"), "fourth").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "fourth");
        assert_eq!(names(folder.path()), ["config.toml"]);
    }

    #[test]
    fn a_failure_leaves_the_earlier_file_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("news.md");
        fs::write(&path, "earlier").unwrap();
        let failed = write_file(&path, Existing::Replace, |out| {
            out.write_all(b"half")?;
            Err(io::Error::other("disk full"))
        });
        assert!(failed.unwrap_err().to_string().ends_with("disk full"));
        assert_eq!(fs::read_to_string(&path).unwrap(), "earlier");
        assert_eq!(names(folder.path()), ["news.md"]);
    }

    #[test]
    fn a_file_is_published_where_there_are_no_links() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("news.md");
        let draft = Draft::create(&path).unwrap();
        draft.fill(|out| out.write_all(b"text")).unwrap();
        draft.copy(&path).unwrap();
        assert_eq!(draft.copy(&path).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        drop(draft);
        assert_eq!(fs::read_to_string(&path).unwrap(), "text");
        assert_eq!(names(folder.path()), ["news.md"]);
    }

    #[test]
    fn a_name_left_behind_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("news.md");
        let left = Draft::create(&path).unwrap();
        write_file(&path, Existing::Refuse, |out| out.write_all(b"text")).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "text");
        drop(left);
    }

    #[test]
    fn a_folder_or_device_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        for path in [folder.path(), Path::new("/dev/null")] {
            let refused = write_file(path, Existing::Replace, |_| Ok(()));
            assert!(matches!(refused, Err(OutputError::NotAFile { .. })), "{}", path.display());
        }
    }

    #[test]
    fn a_link_keeps_leading_to_the_replaced_file() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "earlier").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write_file(&link, Existing::Replace, |out| out.write_all(b"new")).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }
}
