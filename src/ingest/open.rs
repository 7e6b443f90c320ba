//! From the bytes of a file to the documents in it: what is compressed or packed is unpacked, in bounded steps and
//! in memory only.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::sniff::{self, Kind};
use super::{Format, Page, Reason};

/// One document of a file.
#[derive(Debug)]
pub(super) struct Document<'a> {
    /// The file, or where in it the document stands.
    pub(super) path: PathBuf,
    /// What it is.
    pub(super) format: Format,
    /// Its bytes, unpacked.
    pub(super) bytes: Cow<'a, [u8]>,
}

/// What was found in a file.
#[derive(Debug)]
pub(super) enum Found<'a> {
    /// A document to be read.
    Document(Document<'a>),
    /// What cannot be read, as a page that says so.
    Unread(Page),
}

/// Opens a file and hands out what is found in it.
pub(super) fn open<T>(path: &Path, bytes: &[u8], mut visit: impl FnMut(Found<'_>) -> Vec<T>) -> Vec<T> {
    match sniff::sniff(path, bytes) {
        Kind::Document(format) => {
            visit(Found::Document(Document { path: path.to_owned(), format, bytes: Cow::Borrowed(bytes) }))
        }
        Kind::Compressed(_) => {
            visit(Found::Unread(Page::unread(path, "is compressed, which is not read yet")))
        }
        Kind::Archive(_) => visit(Found::Unread(Page::unread(path, "is an archive, which is not read yet"))),
        Kind::Foreign(what) => visit(foreign(path, &format!("is {what}, not news"))),
        Kind::Binary => visit(foreign(path, "is no text and nothing else that is read")),
    }
}

/// What is passed over unless it was asked for.
fn foreign(path: &Path, why: &str) -> Found<'static> {
    Found::Unread(Page { passed_over: Some(Reason::Binary), ..Page::unread(path, why) })
}
