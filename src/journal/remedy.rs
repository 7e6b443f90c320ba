//! What damaged lines said, as far as backups know it: by the numbers that are missing where they stand.

use std::collections::HashSet;
use std::path::PathBuf;

use super::backups;
use super::disk::Disk;
use super::files::Content;
use super::record::{self, Line, Place};
use super::scan::Scan;
use super::{JournalError, transfer};

/// What became of what the damaged lines of a file said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remedy {
    /// It stands elsewhere in the journal.
    MadeGood,
    /// The newest backup that knows what is missing.
    Backup(PathBuf),
    /// No backup knows it.
    Unknown,
}

/// Damaged lines that follow each other, between two records.
#[derive(Debug)]
struct Gap<'a> {
    lines: u64,
    before: Option<Place<'a>>,
    after: Option<Place<'a>>,
}

/// The device and the number of a record.
type Number = (String, u64);

/// What became of what the damaged lines of a file said; none where it has none. `journal` is every file of its folder,
/// and `backups` every backup, the oldest first.
pub(super) fn remedy(
    disk: &impl Disk,
    file: &Content,
    journal: &[Content],
    backups: &[PathBuf],
) -> Result<Option<Remedy>, JournalError> {
    let gaps = gaps(&file.bytes);
    if gaps.is_empty() {
        return Ok(None);
    }
    let known: HashSet<Number> = journal.iter().flat_map(|content| numbers(&content.bytes)).collect();
    let filled =
        |gap: &Gap<'_>| known.iter().filter(|number| gap.may_hold(number)).count() as u64 >= gap.lines;
    let open: Vec<&Gap<'_>> = gaps.iter().filter(|gap| !filled(gap)).collect();
    if open.is_empty() {
        return Ok(Some(Remedy::MadeGood));
    }
    for backup in backups.iter().rev() {
        let bytes = backups::read(disk, backup)?;
        let missing =
            |number: &Number| !known.contains(number) && open.iter().any(|gap| gap.may_hold(number));
        if numbers(&bytes).any(|number| missing(&number)) {
            return Ok(Some(Remedy::Backup(backup.clone())));
        }
    }
    Ok(Some(Remedy::Unknown))
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = Number> {
    transfer::placed_lines(bytes).map(|(place, _)| (place.device.into_owned(), place.seq))
}

/// The damaged lines behind the first one, which says nothing of an article.
fn gaps(bytes: &[u8]) -> Vec<Gap<'_>> {
    let scan = Scan::of(bytes);
    if scan.damaged.is_empty() {
        return Vec::new();
    }
    let mut gaps: Vec<Gap<'_>> = Vec::new();
    let mut before: Option<Place<'_>> = None;
    let mut damaged = 0;
    let standing = bytes.get(..scan.good).unwrap_or_default();
    for line in standing.split(|byte| *byte == b'\n').skip(1).filter(|line| !line.is_empty()) {
        let place = match record::read_line(line) {
            Line::Damaged => {
                damaged += 1;
                continue;
            }
            Line::Record(record) => record.place,
            Line::Foreign(Some(place)) => place,
            Line::Foreign(None) | Line::Header(_) => continue,
        };
        if damaged > 0 {
            gaps.push(Gap { lines: damaged, before, after: Some(place.clone()) });
        }
        (damaged, before) = (0, Some(place));
    }
    if damaged > 0 {
        gaps.push(Gap { lines: damaged, before, after: None });
    }
    gaps
}

impl Gap<'_> {
    /// Whether a record with this number may have stood here.
    fn may_hold(&self, (device, seq): &Number) -> bool {
        let neighbours = || self.before.iter().chain(&self.after);
        if !neighbours().any(|place| place.device == *device) {
            return false;
        }
        let first = self.before.as_ref().map_or(0, |place| place.seq);
        let last = self.after.as_ref().map_or(u64::MAX, |place| place.seq);
        if first < last {
            return (first.saturating_add(1)..last).contains(seq);
        }
        // Records that came in later stand behind those with higher numbers.
        let behind = first.saturating_add(1)..=first.saturating_add(self.lines);
        behind.contains(seq) || (last.saturating_sub(self.lines)..last).contains(seq)
    }
}
