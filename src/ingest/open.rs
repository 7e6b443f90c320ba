//! From the bytes of a file to the documents in it: what is compressed or packed is unpacked, in bounded steps and
//! in memory only.
//!
//! An archive stands in a file or in a compressed one, never in another archive; a compressed document may stand
//! in an archive.

use std::borrow::Cow;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::article::{Problem, ProblemKind};
use crate::text;

use super::pack::{
    self, Budget, Capture, EntryKind, Flavour, Meter, Metered, Next, Records, Source, Unpacked, Zip,
};
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
    /// The address it was saved from, where what it stood in says so.
    pub(super) url: Option<String>,
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
                    url: None,
                    problem: trouble,
                }));
            }
        }
        if let Some(trouble) = trouble {
            self.trouble(path, &trouble);
        }
    }

    fn zip(&mut self, path: &Path, bytes: &[u8], place: Place) {
        let zip = Zip::open(bytes);
        match (zip.flavour(), place) {
            (Flavour::Office, _) => {
                return self.foreign(path, "is a document of an office program, not news");
            }
            (Flavour::Plain, Place::Archive) => return self.nested(path),
            (Flavour::Book | Flavour::Plain, _) => {}
        }
        if let Some(fault) = zip.fault {
            self.unread(path, ProblemKind::Unreadable, fault);
        }
        let mut members = Members::default();
        for entry in &zip.entries {
            let unpack = |opener: &mut Self| entry.unpack(opener.budget);
            match self.member(path, &entry.name, entry.kind, unpack) {
                Some(member) => members.0.push(member),
                None => break,
            }
        }
        self.settle(members);
    }

    fn tar(&mut self, path: &Path, from: &mut dyn Read, meter: &Meter<'_>) {
        let mut members = Members::default();
        let end = pack::each_entry(from, |name, kind, content| {
            match self.member(path, name, kind, |_| pack::unpack(content, meter)) {
                Some(member) => members.0.push(member),
                None => return Next::Stop,
            }
            if meter.is_stopped() { Next::Stop } else { Next::Go }
        });
        if end.is_err() || meter.is_stopped() {
            self.trouble(path, &meter.trouble());
        }
        self.settle(members);
    }

    /// One entry of an archive, and what was found in it; nothing where no more entries are read.
    fn member(
        &mut self,
        archive: &Path,
        name: &[u8],
        kind: EntryKind,
        unpack: impl FnOnce(&mut Self) -> Unpacked<'static>,
    ) -> Option<(PathBuf, Vec<T>)> {
        if !self.budget.take_entry() {
            let why = "holds more than 10,000 files; the rest was not read";
            self.unread(archive, ProblemKind::TooLarge, why);
            return None;
        }
        let path = pack::member_path(archive, name);
        if self.wanted.is_some_and(|wanted| !leads_to(&path, wanted)) {
            return Some((path, Vec::new()));
        }
        let before = std::mem::take(&mut self.found);
        match (kind, pack::passed_over(name)) {
            (EntryKind::Folder, _) => {}
            (_, Some(reason)) => self.pass_over(&path, reason, "is passed over for its name"),
            (EntryKind::Link, None) => self.pass_over(&path, Reason::Link, "is a link"),
            (EntryKind::Special, None) => self.pass_over(&path, Reason::Special, "is no file"),
            (EntryKind::Closed(why), None) => self.unread(&path, ProblemKind::Unreadable, why),
            (EntryKind::File, None) => {
                let whole = unpack(self);
                self.unpacked_member(&path, whole);
            }
        }
        Some((path, std::mem::replace(&mut self.found, before)))
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

    fn settle(&mut self, members: Members<T>) {
        for (path, found, later) in members.in_order() {
            match later {
                Later::None => self.found.extend(found),
                Later::Some => self.pass_over(&path, Reason::Repeated, "stands again later in the archive"),
            }
        }
    }

    fn crawl(&mut self, path: &Path, from: &mut dyn Read, meter: &Meter<'_>) {
        let mut records = Records::new(from, meter);
        let mut number = 0;
        loop {
            number += 1;
            match records.next() {
                Ok(None) => return,
                Err(_) => return self.trouble(path, &meter.trouble()),
                Ok(Some(_)) if !self.budget.take_entry() => {
                    let why = "holds more than 10,000 records; the rest was not read";
                    return self.unread(path, ProblemKind::TooLarge, why);
                }
                Ok(Some(record)) => {
                    let address = record.address().map(ToOwned::to_owned);
                    let place = pack::record_path(path, number, address.as_deref());
                    self.record(&place, address, record.capture(self.budget));
                }
            }
        }
    }

    fn record(&mut self, path: &Path, url: Option<String>, capture: Capture) {
        match capture {
            Capture::Nothing => {}
            Capture::Media => self.pass_over(path, Reason::Binary, "is a part of a page and no page"),
            Capture::Closed(why) => self.unread(path, ProblemKind::Unreadable, why),
            Capture::Document(captured) => {
                let Unpacked { bytes, trouble } = captured.content;
                let kind = sniff::sniff(Path::new(captured.name), &bytes);
                let Kind::Document(format) = kind else {
                    return self.pass_over(path, Reason::Binary, "is no text");
                };
                let bytes = match captured.charset {
                    Some(charset) => Cow::Owned(in_utf_8(&bytes, &charset)),
                    None => bytes,
                };
                let path = path.to_owned();
                self.visit(Found::Document(Document { path, format, bytes, url, problem: trouble }));
            }
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

/// The files of an archive, with what was found in each.
struct Members<T>(Vec<(PathBuf, Vec<T>)>);

/// Whether another file of the same name stands later in an archive, which is the one that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Later {
    None,
    Some,
}

impl<T> Default for Members<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Members<T> {
    fn in_order(mut self) -> impl Iterator<Item = (PathBuf, Vec<T>, Later)> {
        self.0.sort_by(|(one, _), (other, _)| one.cmp(other));
        let next: Vec<Option<PathBuf>> =
            self.0.iter().skip(1).map(|(path, _)| Some(path.clone())).chain([None]).collect();
        self.0.into_iter().zip(next).map(|((path, found), next)| {
            let later = if next.as_ref() == Some(&path) { Later::Some } else { Later::None };
            (path, found, later)
        })
    }
}

/// Whether a document of this path is that of a file, or may stand in it.
fn leads_to(path: &Path, wanted: &Path) -> bool {
    wanted.as_os_str().as_encoded_bytes().starts_with(path.as_os_str().as_encoded_bytes())
}

/// A text in UTF-8 with a mark that says so, because what the server said counts more than what the page says.
fn in_utf_8(bytes: &[u8], charset: &str) -> Vec<u8> {
    let decoded = text::decode_declared(bytes, charset);
    ["\u{FEFF}".as_bytes(), decoded.text.as_bytes()].concat()
}
