//! A copy of a page that is inside a compressed file or an archive, for programs that read files alone.
//!
//! It stands in a folder of its own that nobody else may look into, may not be written to, and is removed with the value.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::process;

use thiserror::Error;

use super::private::make_private_folder;
use super::source::{self, Reached, ReadError, said};
use crate::ingest;

/// The most bytes of a name; file systems take 255.
const NAME: usize = 200;

/// The name of a copy where the page has none.
const NAMELESS: &str = "page";

/// How many folders of this process are tried.
const ATTEMPTS: usize = 1000;

/// A copy of a page.
#[derive(Debug)]
pub struct PageCopy {
    folder: PathBuf,
    file: PathBuf,
}

/// Why there is no copy of a page.
#[derive(Debug, Error)]
pub enum CopyError {
    /// The page is not there.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The copy could not be written.
    #[error("cannot be copied to {}: {}", folder.display(), said(source))]
    Write {
        /// Where it was to be.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl PageCopy {
    /// Copies a page, under its own name, into a new folder in this one, which is made where it is missing. None where
    /// the page is a file as it is. `page` is the path as its articles name it: `a.zip!/b.html`, `a.html.gz`.
    ///
    /// # Errors
    /// The page is not there any more, or the copy cannot be written.
    pub fn of(page: &Path, folder: &Path) -> Result<Option<Self>, CopyError> {
        let file = source::file_of(page);
        let contents = source::read(&file, Reached::Named)?;
        let bytes = ingest::page_bytes(&file, &contents.bytes, page).ok_or(ReadError::NoPage)?;
        if bytes == *contents.bytes {
            return Ok(None);
        }
        Self::write(folder, &name(page), &bytes)
            .map(Some)
            .map_err(|source| CopyError::Write { folder: folder.to_owned(), source })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.file
    }

    fn write(within: &Path, name: &str, bytes: &[u8]) -> io::Result<Self> {
        make_private_folder(within)?;
        let folder = new_folder(within)?;
        // From here on whatever was made is removed again.
        let copy = Self { file: folder.join(name), folder };
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o400).open(&copy.file)?;
        file.write_all(bytes)?;
        Ok(copy)
    }
}

impl Drop for PageCopy {
    fn drop(&mut self) {
        // An editor may have left something beside it; all of the folder is ours.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Makes a folder that was not there.
fn new_folder(within: &Path) -> io::Result<PathBuf> {
    let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
    for number in 0..ATTEMPTS {
        let folder = within.join(format!("copy-{}-{number}", process::id()));
        match DirBuilder::new().mode(0o700).create(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

/// The name of a page without its folders and what it was compressed with, as a name that is safe to make.
fn name(page: &Path) -> String {
    let own = ingest::without_compression(page);
    let own = own.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let safe = |letter: char| if letter.is_control() || "/\\!".contains(letter) { '_' } else { letter };
    let mut name: String = own.chars().map(safe).collect();
    while name.len() > NAME {
        name.remove(0);
    }
    if name.trim_matches(['.', ' ']).is_empty() { NAMELESS.to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    /// A text as gzip has it where nothing gets shorter: one stored block.
    fn gzip(text: &str) -> Vec<u8> {
        let size = u16::try_from(text.len()).unwrap();
        let sum = text.bytes().fold(u32::MAX, |sum, byte| {
            let step = |sum: u32, _| if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 };
            (0..8).fold(sum ^ u32::from(byte), step)
        });
        let mut bytes = vec![0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 1];
        bytes.extend(size.to_le_bytes().into_iter().chain((!size).to_le_bytes()));
        bytes.extend(text.bytes());
        bytes.extend((!sum).to_le_bytes().into_iter().chain(u32::from(size).to_le_bytes()));
        bytes
    }

    #[test]
    fn what_is_compressed_is_copied_and_the_copy_goes_with_its_value() {
        let folder = tempfile::tempdir().unwrap();
        let (page, plain) = (folder.path().join("storm.html.gz"), folder.path().join("plain.html"));
        let html = "<h1>Storm</h1><p>The harbour closed.</p>";
        fs::write(&page, gzip(html)).unwrap();
        fs::write(&plain, html).unwrap();
        let state = folder.path().join("state");

        assert!(PageCopy::of(&plain, &state).unwrap().is_none());
        assert!(!state.exists(), "nothing is made for a file as it is");
        let copy = PageCopy::of(&page, &state).unwrap().unwrap();
        let path = copy.path().to_owned();
        assert_eq!(fs::read_to_string(&path).unwrap(), html);
        assert_eq!(path.file_name().unwrap(), "storm.html");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o400, 0o700));
        let other = PageCopy::of(&page, &state).unwrap().unwrap();
        assert_ne!(other.path(), path);
        drop(copy);
        assert!(!path.parent().unwrap().exists() && other.path().exists());

        let gone = PageCopy::of(&folder.path().join("storm.html.gz!/other.html"), &state);
        assert!(matches!(gone, Err(CopyError::Read(ReadError::NoPage))), "{gone:?}");
    }

    #[test]
    fn names_are_safe_whatever_stands_in_an_archive() {
        for (page, expected) in [
            ("a.zip!/b/c.html", "c.html"),
            ("a.html.gz", "a.html"),
            ("a.zip!/..", "page"),
            ("a.warc!/http://example.org/x\u{1b}[2J", "x_[2J"),
            ("a.zip!/...", "page"),
        ] {
            assert_eq!(name(Path::new(page)), expected, "{page}");
        }
        assert_eq!(name(Path::new(&"é".repeat(300))).len(), NAME);
    }
}
