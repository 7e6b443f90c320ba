//! The files of archives and the chapters of books.

use std::io::Read;
use std::path::{Path, PathBuf};

use crate::article::ProblemKind;
use crate::ingest::book::Book;
use crate::ingest::pack::{self, EntryKind, Flavour, Meter, Next, Unpacked, Zip};
use crate::ingest::{Format, Reason};

use super::{Document, Found, Opener, Place};

impl<T> Opener<'_, T> {
    pub(super) fn zip(&mut self, path: &Path, bytes: &[u8], place: Place) {
        let zip = Zip::open(bytes);
        let flavour = zip.flavour();
        match (flavour, place) {
            (Flavour::Office, _) => {
                return self.foreign(path, "is a document of an office program, not news");
            }
            (Flavour::Plain, Place::Archive) => return self.nested(path),
            (Flavour::Book | Flavour::Plain, _) => {}
        }
        if let Some(fault) = zip.fault {
            self.unread(path, ProblemKind::Unreadable, fault);
        }
        if flavour == Flavour::Book {
            self.book(path, &zip);
        } else {
            self.entries(path, &zip);
        }
    }

    /// The chapters of a book in the order they are read in; the files of one that does not say it.
    fn book(&mut self, path: &Path, zip: &Zip<'_>) {
        let book = Book::of(zip, self.budget);
        if book.chapters.is_empty() {
            return self.entries(path, zip);
        }
        for chapter in book.chapters {
            let place = pack::member_path(path, chapter.name.as_bytes());
            let is_wanted = self.wanted.is_none_or(|wanted| leads_to(&place, wanted));
            let Some(entry) = zip.entry(chapter.name.as_bytes()).filter(|_| is_wanted) else { continue };
            if !self.budget.take_entry() {
                return;
            }
            let Unpacked { bytes, trouble } = entry.unpack(self.budget);
            let document = Document {
                path: place,
                format: Format::Book,
                bytes,
                stated: chapter.stated,
                problem: trouble,
            };
            self.visit(Found::Document(document));
        }
    }

    /// The files of a zip archive.
    fn entries(&mut self, path: &Path, zip: &Zip<'_>) {
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

    pub(super) fn tar(&mut self, path: &Path, from: &mut dyn Read, meter: &Meter<'_>) {
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

    fn settle(&mut self, members: Members<T>) {
        for (path, found, later) in members.in_order() {
            match later {
                Later::None => self.found.extend(found),
                Later::Some => self.pass_over(&path, Reason::Repeated, "stands again later in the archive"),
            }
        }
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
