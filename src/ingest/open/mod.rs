//! From the bytes of a file to the documents in it: what is compressed or packed is unpacked, in bounded steps and
//! in memory only.
//!
//! An archive stands in a file or in a compressed one, never in another archive; a compressed document may stand
//! in an archive.

mod archive;
mod crawl;

use std::borrow::Cow;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use crate::article::{Problem, ProblemKind};

use super::draft::Stated;
use super::pack::{self, Budget, Meter, Metered, Source, Unpacked};
use super::sniff::{self, Archive, Compression, Kind};
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
    /// What is said about it by what it stood in; it counts where the document itself says nothing.
    pub(super) stated: Stated,
    /// What went wrong in unpacking it.
    pub(super) problem: Option<Problem>,
}

/// What was found in a file.
#[derive(Debug)]
pub(super) enum Found<'a> {
    /// A document to be read.
    Document(Document<'a>),
    /// What cannot be read, as a page that says so.
    Unread(Page),
}

/// Opens a file and hands out what is found in it. The files of an archive come in the order of their names, as
/// those of a folder do, and the records of a crawl in their own.
pub(super) fn open<T>(path: &Path, bytes: &[u8], mut visit: impl FnMut(Found<'_>) -> Vec<T>) -> Vec<T> {
    let mut opener =
        Opener { budget: &Budget::of_a_file(), wanted: None, visit: &mut visit, found: Vec::new() };
    opener.file(path, bytes, Place::File);
    if opener.found.is_empty() {
        opener.unread(path, ProblemKind::NoArticle, "holds no files");
    }
    opener.found
}

/// Opens a file and hands out only the document of this path, which may stand in an archive.
pub(super) fn open_one<T>(
    path: &Path,
    bytes: &[u8],
    wanted: &Path,
    mut visit: impl FnMut(&Document<'_>) -> T,
) -> Option<T> {
    let mut visit = |found: Found<'_>| match found {
        Found::Document(document) if document.path.as_os_str() == wanted.as_os_str() => {
            vec![visit(&document)]
        }
        Found::Document(_) | Found::Unread(_) => Vec::new(),
    };
    let mut opener =
        Opener { budget: &Budget::of_a_file(), wanted: Some(wanted), visit: &mut visit, found: Vec::new() };
    opener.file(path, bytes, Place::File);
    opener.found.into_iter().next()
}

/// Where bytes stand, which says what may still be opened in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// They are a file.
    File,
    /// They are a file of an archive.
    Archive,
}

struct Opener<'o, T> {
    budget: &'o Budget,
    /// The path of the only document that is asked for.
    wanted: Option<&'o Path>,
    visit: &'o mut dyn FnMut(Found<'_>) -> Vec<T>,
    found: Vec<T>,
}

impl<T> Opener<'_, T> {
    /// Bytes that may be compressed.
    fn file(&mut self, path: &Path, bytes: &[u8], place: Place) {
        match sniff::sniff(path, bytes) {
            Kind::Compressed(compression) => self.compressed(path, compression, bytes, place),
            kind => {
                let whole = Unpacked { bytes: Cow::Borrowed(bytes), trouble: None };
                self.uncompressed(path, kind, whole, place);
            }
        }
    }

    /// What is compressed as one: a document, or an archive or crawl, which is unpacked as it is read.
    fn compressed(&mut self, path: &Path, compression: Compression, bytes: &[u8], place: Place) {
        let budget = self.budget;
        let meter = Meter::new(budget);
        let decoder = pack::decoder(compression, Source::new(bytes, &meter));
        let mut from = Metered::new(decoder, &meter);
        let mut head = Vec::new();
        let begun = from.by_ref().take(sniff::HEAD as u64).read_to_end(&mut head);
        let kind = sniff::sniff(&pack::without_ending(path), &head);
        match (kind, place) {
            _ if begun.as_ref().is_err_and(|error| error.kind() == ErrorKind::Unsupported) => {
                let why =
                    format!("is compressed with {}, which was left out of this build", compression.name());
                self.unread(path, ProblemKind::Unreadable, &why);
            }
            _ if begun.is_err() && head.is_empty() => self.trouble(path, &meter.trouble()),
            (Kind::Compressed(_), _) => {
                self.unread(path, ProblemKind::Unreadable, "is compressed twice, which is not read");
            }
            (Kind::Archive(Archive::Tar), Place::File) => self.tar(path, &mut head.chain(from), &meter),
            (Kind::Document(Format::WebArchive), _) => self.crawl(path, &mut head.chain(from), &meter),
            _ => {
                let mut whole = pack::unpack(&mut head.chain(from), &meter);
                if begun.is_err() {
                    whole.trouble = Some(meter.trouble());
                }
                self.uncompressed(path, kind, whole, place);
            }
        }
    }

    fn uncompressed(&mut self, path: &Path, kind: Kind, whole: Unpacked<'_>, place: Place) {
        let meter = Meter::new(self.budget);
        let Unpacked { bytes, trouble } = whole;
        if bytes.is_empty()
            && let Some(trouble) = trouble
        {
            return self.trouble(path, &trouble);
        }
        match kind {
            Kind::Compressed(_) => {
                self.unread(path, ProblemKind::Unreadable, "is compressed twice, which is not read");
            }
            Kind::Foreign(what) => self.foreign(path, &format!("is {what}, not news")),
            Kind::Binary => self.foreign(path, "is no text and nothing else that is read"),
            Kind::Archive(Archive::Zip) => self.zip(path, &bytes, place),
            Kind::Archive(Archive::Tar) if place == Place::File => {
                self.tar(path, &mut Source::new(&bytes, &meter), &meter);
            }
            Kind::Archive(Archive::Tar) => self.nested(path),
            Kind::Document(Format::WebArchive) => {
                self.crawl(path, &mut Source::new(&bytes, &meter), &meter);
            }
            Kind::Document(format) => {
                let path = path.to_owned();
                return self.visit(Found::Document(Document {
                    path,
                    format,
                    bytes,
                    stated: Stated::default(),
                    problem: trouble,
                }));
            }
        }
        if let Some(trouble) = trouble {
            self.trouble(path, &trouble);
        }
    }

    fn unpacked_member(&mut self, path: &Path, whole: Unpacked<'_>) {
        match sniff::sniff(path, &whole.bytes) {
            Kind::Compressed(compression) => {
                if let Some(trouble) = &whole.trouble {
                    self.trouble(path, trouble);
                }
                self.compressed(path, compression, &whole.bytes, Place::Archive);
            }
            kind => self.uncompressed(path, kind, whole, Place::Archive),
        }
    }

    fn visit(&mut self, found: Found<'_>) {
        let found = (self.visit)(found);
        self.found.extend(found);
    }

    fn unread(&mut self, path: &Path, kind: ProblemKind, why: &str) {
        self.visit(Found::Unread(Page::unread(path, kind, why)));
    }

    fn trouble(&mut self, path: &Path, trouble: &Problem) {
        self.unread(path, trouble.kind, &trouble.message);
    }

    fn nested(&mut self, path: &Path) {
        self.unread(path, ProblemKind::Unreadable, "is an archive in an archive, which is not opened");
    }

    fn foreign(&mut self, path: &Path, why: &str) {
        self.pass_over(path, Reason::Binary, why);
    }

    /// What is passed over unless it was asked for by its name.
    fn pass_over(&mut self, path: &Path, reason: Reason, why: &str) {
        let page = Page::unread(path, ProblemKind::Unreadable, why);
        self.visit(Found::Unread(Page { passed_over: Some(reason), ..page }));
    }
}
