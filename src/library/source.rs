//! Reads one file without ever hanging, following a link by surprise, or taking more than a bounded amount
//! of memory.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fmt::Display;
use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{FileTypeExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// The path that stands for standard input.
pub const STANDARD_INPUT: &str = "-";

/// The most bytes read of one file: 64 MiB.
pub(super) const LIMIT: u64 = 64 << 20;

/// How a path was come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) enum Reached {
    /// The reader named it, so that a link is followed.
    Named,
    /// It was found in a folder; a link is refused.
    Walked,
}

/// What a file held.
#[derive(Debug)]
pub(super) struct Contents<'a> {
    /// Its bytes, at most 64 MiB of them.
    pub(super) bytes: Cow<'a, [u8]>,
    /// Whether there was more than that.
    pub(super) cut: bool,
    /// What tells one file from another, whatever its name; none for standard input.
    pub(super) identity: Option<Identity>,
}

impl Contents<'_> {
    /// A hash of all that is read of the file.
    pub(super) fn fingerprint(&self) -> u64 {
        xxh3_64_with_seed(&self.bytes, u64::from(self.cut))
    }
}

/// Device and inode of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) struct Identity(u64, u64);

impl Identity {
    /// The identity of what a path leads to; nothing where it cannot be asked.
    pub(super) fn of(path: &Path) -> Option<Self> {
        std::fs::metadata(path).ok().map(|found| Self::of_metadata(&found))
    }

    /// The identity of what the system tells of here.
    pub(super) fn of_metadata(found: &Metadata) -> Self {
        Self(found.dev(), found.ino())
    }
}

/// Why a file was not read.
#[derive(Debug, Error)]
pub enum ReadError {
    /// The operating system refused.
    #[error("cannot be read: {}", said(.0))]
    Io(#[from] io::Error),
    /// It is a file that holds no such page.
    #[error("holds no such page now")]
    NoPage,
    /// It is something else than a file.
    #[error("is {0}, not a file")]
    NotAFile(&'static str),
}

/// Reads a file. One open, and everything from that handle: what stands under the name may change meanwhile.
pub(super) fn read(path: &Path, reached: Reached) -> Result<Contents<'static>, ReadError> {
    read_up_to(path, reached, LIMIT)
}

/// The same, but for no more than so many bytes.
pub(super) fn read_up_to(path: &Path, reached: Reached, limit: u64) -> Result<Contents<'static>, ReadError> {
    let file = open(path, reached)?;
    let metadata = file.metadata()?;
    if let Some(kind) = special(metadata.file_type()) {
        return Err(ReadError::NotAFile(kind));
    }
    let (bytes, cut) = read_bounded(file, limit)?;
    let identity = Some(Identity::of_metadata(&metadata));
    Ok(Contents { bytes: Cow::Owned(bytes), cut, identity })
}

/// The file that holds a page: the path itself, or what stands before the first `!/` that follows a file.
pub(super) fn file_of(page: &Path) -> PathBuf {
    let bytes = page.as_os_str().as_bytes();
    let ends =
        bytes.windows(INTO.len()).enumerate().filter(|(_, window)| *window == INTO).map(|(end, _)| end);
    let mut files = ends.map(|end| Path::new(OsStr::from_bytes(bytes.get(..end).unwrap_or(bytes))));
    let is_file = |path: &&Path| *path == Path::new(STANDARD_INPUT) || path.is_file();
    files.find(is_file).unwrap_or(page).to_owned()
}

/// What stands between the path of an archive and that of a page in it.
const INTO: &[u8] = b"!/";

/// The contents of standard input, which was read before.
pub(super) fn bounded(input: &[u8]) -> Contents<'_> {
    let kept = usize::try_from(LIMIT).ok().and_then(|limit| input.get(..limit));
    Contents {
        bytes: Cow::Borrowed(kept.unwrap_or(input)),
        cut: kept.is_some_and(|kept| kept.len() < input.len()),
        identity: None,
    }
}

/// Reads standard input for [`Options::input`](super::Options): no more of it than can be told to be too much.
///
/// # Errors
/// What the system says.
pub fn read_input(from: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(LIMIT + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Opens without waiting, as a pipe without a writer would wait for ever.
fn open(path: &Path, reached: Reached) -> io::Result<File> {
    let flags = match reached {
        Reached::Named => OFlags::NONBLOCK,
        Reached::Walked => OFlags::NONBLOCK | OFlags::NOFOLLOW,
    };
    OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(path)
}

/// Reads at most `limit` bytes, and says whether there were more.
pub(super) fn read_bounded(from: impl Read, limit: u64) -> io::Result<(Vec<u8>, bool)> {
    let mut bytes = Vec::new();
    from.take(limit + 1).read_to_end(&mut bytes)?;
    let kept = usize::try_from(limit).unwrap_or(usize::MAX);
    let cut = bytes.len() > kept;
    bytes.truncate(kept);
    Ok((bytes, cut))
}

/// What a thing is that is not a regular file.
pub(super) fn special(kind: std::fs::FileType) -> Option<&'static str> {
    if kind.is_file() {
        None
    } else if kind.is_dir() {
        Some("a folder")
    } else if kind.is_fifo() {
        Some("a named pipe")
    } else if kind.is_socket() {
        Some("a socket")
    } else {
        Some("a device")
    }
}

/// What an error says, without the system's number at its end, which only programmers read.
pub fn said(error: &impl Display) -> String {
    let whole = error.to_string();
    match whole.rsplit_once(" (os error ") {
        Some((sentence, number)) if number.trim_end_matches(')').parse::<i32>().is_ok() => {
            sentence.to_owned()
        }
        _ => whole,
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::net::UnixListener;

    use super::*;

    #[test]
    fn pipes_sockets_devices_and_folders_are_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("socket.txt");
        let _listener = UnixListener::bind(&socket).unwrap();
        let pipe = folder.path().join("pipe.txt");
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, rustix::fs::Mode::RUSR, 0)
            .unwrap();
        for (path, kind) in
            [(&*pipe, "a named pipe"), (folder.path(), "a folder"), (Path::new("/dev/zero"), "a device")]
        {
            match read(path, Reached::Named) {
                Err(ReadError::NotAFile(found)) => assert_eq!(found, kind),
                other => panic!("{}: {other:?}", path.display()),
            }
        }
        assert!(read(&socket, Reached::Walked).is_err());
    }

    #[test]
    fn links_are_followed_only_where_named() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("page.txt"), folder.path().join("link.txt"));
        std::fs::write(&file, "text").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        assert!(read(&link, Reached::Walked).is_err());
        let (followed, direct) =
            (read(&link, Reached::Named).unwrap(), read(&file, Reached::Walked).unwrap());
        assert_eq!(followed.identity, direct.identity);
        assert_eq!(&*followed.bytes, b"text");
    }

    #[test]
    fn reading_stops_at_the_limit() {
        for (limit, kept, cut) in [(3, 3, true), (4, 4, false), (5, 4, false)] {
            let (bytes, was_cut) = read_bounded(&b"text"[..], limit).unwrap();
            assert_eq!((bytes.len(), was_cut), (kept, cut), "limit {limit}");
        }
    }

    #[test]
    fn a_page_in_an_archive_leads_to_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let odd = folder.path().join("odd!");
        std::fs::create_dir(&odd).unwrap();
        let archive = odd.join("a.zip");
        std::fs::write(&archive, "text").unwrap();
        for (page, file) in [
            (archive.clone(), archive.clone()),
            (odd.join("a.zip!/b/c!/d.html"), archive.clone()),
            (odd.join("b.zip!/c.html"), odd.join("b.zip!/c.html")),
            (PathBuf::from("-!/a"), PathBuf::from("-")),
        ] {
            assert_eq!(file_of(&page), file);
        }
    }

    #[test]
    fn system_messages_lose_their_number() {
        assert_eq!(said(&io::Error::from_raw_os_error(13)), "Permission denied");
        assert_eq!(said(&io::Error::other("odd")), "odd");
        assert_eq!(said(&"a (os error 2): gone (os error 2)"), "a (os error 2): gone");
        assert_eq!(said(&"a (os error) b"), "a (os error) b");
    }
}
