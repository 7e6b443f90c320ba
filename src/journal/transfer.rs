//! Records that leave a journal and records that come into it from elsewhere: whole lines, as they were written.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::files;
use super::log::{self, Log};
use super::reach::Reach;
use super::record::{self, Line, Place, Record};
use super::scan::Scan;
use super::twins::Names;
use super::{JournalError, Replay, plain, shown};
use crate::article::{ArticleId, Decision};

/// What an export holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Every record of every device, as it was written: a journal file by itself.
    EveryRecord,
    /// The decisions that lead to the state of now, without their history.
    PresentState,
}

/// The decisions of a journal for another place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exported {
    /// JSON lines.
    pub lines: Vec<u8>,
    /// How many decisions they hold.
    pub decisions: usize,
    /// What was passed over, as sentences for the reader.
    pub notices: Vec<String>,
}

/// A file to be taken into a journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its name, for messages.
    pub path: PathBuf,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The files that a path names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    /// Those that could be read.
    pub files: Vec<Source>,
    /// What was passed over, as sentences for the reader.
    pub notices: Vec<String>,
}

/// What came of taking files into a journal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// Records and decisions that were not known before.
    pub added: usize,
    /// Those that were known, or that say what holds already.
    pub known: usize,
    /// What was passed over, as sentences for the reader.
    pub notices: Vec<String>,
}

/// A line of a journal that says something, whether or not this version knows what.
struct Kept<'a> {
    place: Option<Place<'a>>,
    line: &'a [u8],
}

/// What a file brings.
#[derive(Default)]
struct Brought<'a> {
    records: Vec<&'a [u8]>,
    decisions: Vec<(ArticleId, Decision)>,
    /// How many lines mean nothing.
    meaningless: usize,
    /// How many bytes at the end are of an act that was never finished.
    unfinished: usize,
}

/// All decisions of the files in a folder.
pub(super) fn export(disk: &impl Disk, folder: &Path, extent: Extent) -> Result<Exported, JournalError> {
    match extent {
        Extent::EveryRecord => {
            let (contents, lost) = files::contents_and_lost(disk, folder)?;
            let mut exported = every_record(&contents);
            exported.notices.extend(lost);
            Ok(exported)
        }
        Extent::PresentState => log::read_only(disk, folder).map(present_state),
    }
}

/// All records of some files in the order of their replay, each once.
pub(super) fn every_record(contents: &[files::Content]) -> Exported {
    let scans: Vec<Scan<'_>> = contents.iter().map(|content| Scan::of(&content.bytes)).collect();
    let notices = contents.iter().zip(&scans).flat_map(|(content, scan)| content.notices(scan)).collect();
    let mut kept: Vec<Kept<'_>> = contents.iter().flat_map(|content| kept(&content.bytes)).collect();
    kept.sort_by(|one, other| one.order().cmp(&other.order()));
    kept.dedup_by(|one, other| one.line == other.line);
    let mut lines = record::export_header_line(&Reach::of(&scans));
    for kept in &kept {
        push_line(&mut lines, kept.line);
    }
    close(&mut lines);
    Exported { lines, decisions: kept.len(), notices }
}

fn present_state(replay: Replay) -> Exported {
    let mut states: Vec<_> = replay.states.iter().collect();
    states.sort_by_key(|(id, _)| **id);
    let told =
        states.into_iter().flat_map(|(id, state)| state.decisions().into_iter().map(|made| (*id, made)));
    let lines: Vec<Vec<u8>> = told.map(|(id, decision)| plain::line(id, decision)).collect();
    Exported { decisions: lines.len(), lines: lines.concat(), notices: replay.notices }
}

/// The files that a path names: itself, or the journal files of a folder.
pub(super) fn sources(disk: &impl Disk, path: &Path) -> Result<Sources, JournalError> {
    let source = |path: PathBuf, bytes| Source { path, bytes };
    if !path.is_dir() {
        // What is named may be anything: a pipe that another program writes into.
        let bytes = fs::read(path).map_err(JournalError::io("cannot read", path))?;
        return Ok(Sources { files: vec![source(path.to_owned(), bytes)], notices: Vec::new() });
    }
    let (files, odd): (Vec<_>, Vec<_>) =
        files::contents(disk, path)?.into_iter().partition(|content| content.oddity.is_none());
    let files = files.into_iter().map(|content| source(content.path, content.bytes)).collect();
    Ok(Sources { files, notices: files::notices(&odd) })
}

/// Takes what files say into the journal in a folder: records as they stand, in one step, and decisions without
/// a number as one act of now. What is known already changes nothing.
pub(super) fn import<D: Disk>(
    disk: &D,
    folder: &Path,
    host: &str,
    sources: &[Source],
) -> Result<Imported, JournalError> {
    for source in sources {
        Scan::of(&source.bytes).refuse_newer(&source.path)?;
    }
    let brought: Vec<Brought<'_>> = sources.iter().map(|source| Brought::of(&source.bytes)).collect();
    let notices = sources.iter().zip(&brought).flat_map(|(source, brought)| brought.notices(&source.path));
    let mut imported = Imported { notices: notices.collect(), ..Imported::default() };
    let (mut log, replay) = Log::open(disk, folder, host)?;
    imported.notices.extend(replay.notices);
    if brought.iter().any(|brought| !brought.records.is_empty()) {
        let mut names = Names::of(&files::contents(disk, folder)?);
        let parted: Vec<_> = brought.iter().flat_map(|brought| names.parted(&brought.records)).collect();
        let records: Vec<&[u8]> = parted.iter().map(AsRef::as_ref).collect();
        imported.added = log.merge(&records)?;
        imported.known = records.len().saturating_sub(imported.added);
    }
    let decisions: Vec<_> = brought.into_iter().flat_map(|brought| brought.decisions).collect();
    if !decisions.is_empty() {
        let mut states = log::read_only(disk, folder)?.states;
        let all = decisions.len();
        let changes = |(id, decision): &(ArticleId, Decision)| {
            let state = states.entry(*id).or_default();
            let changes = decision.inverse(state).is_some();
            decision.apply(state);
            changes
        };
        let new: Vec<_> = decisions.into_iter().filter(changes).collect();
        log.append(&new, None)?;
        imported.added += new.len();
        imported.known += all - new.len();
    }
    Ok(imported)
}

/// What the own file holds once it has those of these lines that stand in no file, and how many they are.
pub(super) fn joined(own: &[u8], files: &[files::Content], records: &[&[u8]]) -> (Vec<u8>, usize) {
    let known = files.iter().flat_map(|content| kept(&content.bytes));
    let mut known: HashSet<&[u8]> = known.map(|kept| kept.line).collect();
    let new: Vec<&[u8]> = records.iter().copied().filter(|line| known.insert(line)).collect();
    let mut bytes = own.to_vec();
    for line in &new {
        push_line(&mut bytes, line);
    }
    close(&mut bytes);
    (bytes, new.len())
}

impl Kept<'_> {
    /// Where it is replayed; what has no number comes last.
    fn order(&self) -> (u64, &str, &[u8]) {
        let place = self.place.as_ref();
        let device = place.map_or("", |place| &*place.device);
        (place.map_or(u64::MAX, |place| place.seq), device, self.line)
    }
}

impl<'a> Brought<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        let mut brought = Self::default();
        let good = Scan::of(bytes).good;
        let mut start = 0;
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let stands = start < good;
            start += line.len();
            let line = line.trim_ascii_end();
            match record::read_line(line) {
                _ if line.is_empty() => {}
                Line::Header(_) => {}
                Line::Record(Record { place, .. }) | Line::Foreign(Some(place))
                    if place.seq > record::HIGHEST_TAKEN_OVER =>
                {
                    brought.meaningless += 1;
                }
                Line::Record(_) | Line::Foreign(_) if stands => brought.records.push(line),
                Line::Record(_) | Line::Foreign(_) => brought.unfinished += line.len(),
                Line::Damaged => match plain::read(line) {
                    Some(decision) => brought.decisions.push(decision),
                    None => brought.meaningless += 1,
                },
            }
        }
        brought
    }

    fn notices(&self, path: &Path) -> Vec<String> {
        let path = shown(path);
        let mut notices = Vec::new();
        match self.meaningless {
            0 => {}
            1 => notices.push(format!("1 line of {path} holds no decision; passed over")),
            more => notices.push(format!("{more} lines of {path} hold no decision; passed over")),
        }
        if self.unfinished > 0 {
            notices.push(format!("the last act in {path} was never finished; passed over"));
        }
        notices
    }
}

/// The lines of all whole acts in a file.
fn kept(bytes: &[u8]) -> Vec<Kept<'_>> {
    let standing = bytes.get(..Scan::of(bytes).good).unwrap_or_default();
    let lines = standing.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end);
    let kept = lines.filter_map(|line| match record::read_line(line) {
        Line::Record(record) => Some(Kept { place: Some(record.place), line }),
        Line::Foreign(place) => Some(Kept { place, line }),
        Line::Header(_) | Line::Damaged => None,
    });
    kept.collect()
}

/// The lines of all whole acts in a file that tell where they stand among others.
pub(super) fn placed_lines(bytes: &[u8]) -> impl Iterator<Item = (Place<'_>, &[u8])> {
    kept(bytes).into_iter().filter_map(|kept| Some((kept.place?, kept.line)))
}

fn push_line(lines: &mut Vec<u8>, line: &[u8]) {
    lines.extend_from_slice(line);
    lines.push(b'\n');
}

/// Says by an empty line that nothing is to follow, where the last act would look as if it had been cut short: the
/// rest of it stands elsewhere or was lost long ago.
pub(super) fn close(lines: &mut Vec<u8>) {
    if Scan::of(lines).good < lines.len() {
        lines.push(b'\n');
    }
}
