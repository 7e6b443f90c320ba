//! What holds other files: compressions, archives and crawls, unpacked in memory and in bounded steps.
//!
//! Nothing is ever written, and no name in an archive becomes a path of the file system. Every reader here counts
//! against the [`Budget`] of the file it began with.

mod compression;
mod http;
mod member;
mod meter;
#[cfg(test)]
pub(super) mod samples;
mod tar;
mod warc;
mod zip;

pub(super) use compression::{decoder, without_ending};
pub(super) use member::{member_path, passed_over, record_path};
pub(super) use meter::{Budget, Meter, Metered, Source, Unpacked, unpack};
pub(super) use tar::{Next, each_entry};
pub(super) use warc::{Capture, Records};
pub(super) use zip::{Flavour, Zip};

/// What an entry of an archive is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EntryKind {
    /// A file, whose bytes can be read.
    File,
    /// A folder.
    Folder,
    /// A symbolic or hard link.
    Link,
    /// A device, a pipe, or something else that holds no bytes.
    Special,
    /// A file that cannot be unpacked, and why, as the end of a sentence.
    Closed(&'static str),
}
