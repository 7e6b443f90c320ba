//! Opens regular files and nothing else: a pipe may never answer and a device never end. Anything may bear the name of a
//! journal file.

use std::fs::{File, FileType, OpenOptions};
use std::io;
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::path::Path;

use rustix::fs::OFlags;
use rustix::io::Errno;
use thiserror::Error;

/// What stands where a file should.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("it is {0} and no file")]
struct Odd(&'static str);

/// Opens a regular file and waits for nothing.
pub(super) fn open(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    let file = options.custom_flags(OFlags::NONBLOCK.bits().cast_signed()).open(path)?;
    match odd(file.metadata()?.file_type()) {
        None => Ok(file),
        Some(odd) => Err(io::Error::other(Odd(odd))),
    }
}

/// Says what stands where a file should, if that is why it could not be opened: other files can be read all the same.
pub(super) fn oddity(error: &io::Error) -> Option<String> {
    if let Some(odd) = error.get_ref().and_then(|inner| inner.downcast_ref::<Odd>()) {
        return Some(odd.to_string());
    }
    let odd = match (error.kind(), Errno::from_io_error(error)) {
        (io::ErrorKind::IsADirectory, _) => Odd("a folder"),
        (io::ErrorKind::NotFound, _) => return Some("it leads nowhere".to_owned()),
        (_, Some(Errno::LOOP)) => return Some("it leads to itself".to_owned()),
        (_, Some(Errno::NXIO)) => Odd("a socket or a device"),
        (_, _) => return None,
    };
    Some(odd.to_string())
}

fn odd(kind: FileType) -> Option<&'static str> {
    match kind {
        kind if kind.is_file() => None,
        kind if kind.is_dir() => Some("a folder"),
        kind if kind.is_fifo() => Some("a named pipe"),
        kind if kind.is_socket() => Some("a socket"),
        _ => Some("a device"),
    }
}
