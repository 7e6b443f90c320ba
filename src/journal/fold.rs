//! Which records of a file say nothing any more: later ones in the same file have the last word on the same thing.
//!
//! Lines are only left out, never changed or made, so that whatever other files hold leads to the same state.

use std::collections::{HashMap, HashSet};

use super::record::{self, Line, Record};
use super::scan::Scan;
use super::transfer;
use crate::article::{ArticleId, Decision, TagKey, TextRange};
use crate::text::SafeText;

/// A file without what says nothing any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Folded {
    /// Its content.
    pub(super) bytes: Vec<u8>,
    /// How many records were left out.
    pub(super) dropped: usize,
}

/// A thing about an article on which only the last decision counts.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Slot {
    Read,
    Starred,
    Archived,
    Tag(SafeText),
    Position,
    Stance(TagKey),
    Snoozed,
    Note,
    Highlight(TextRange),
}

/// Leaves out what is superseded among all but the newest acts, which stay as they are. None where the file holds
/// what this version does not understand, and so cannot know to be superfluous. `folder` is every file of the journal:
/// an act of this one may have been taken back on another device.
pub(super) fn folded(bytes: &[u8], newest: usize, folder: &[&[u8]]) -> Option<Folded> {
    let lines = || bytes.split_inclusive(|byte| *byte == b'\n');
    let foreign = |line: &[u8]| matches!(record::read_line(line.trim_ascii_end()), Line::Foreign(_));
    if lines().any(foreign) {
        return None;
    }
    let all: Vec<Record<'_>> = folder.iter().flat_map(|bytes| Scan::of(bytes).records).collect();
    let superseded = superseded(&Scan::of(bytes).records, newest, &reversals(&all));
    let kept: Vec<&[u8]> = lines().filter(|line| !superseded.contains(line.trim_ascii_end())).collect();
    let dropped = lines().count() - kept.len();
    let mut bytes = kept.concat();
    transfer::close(&mut bytes);
    Some(Folded { bytes, dropped })
}

/// The lines of records that another one of the same file has the last word over. Acts that were taken back stay with
/// what takes them back: what was before them may be needed again. So do the last record of an article that tells by
/// what it is known again, and the last one of each device.
fn superseded<'a>(
    records: &[Record<'a>],
    newest: usize,
    reversed: &HashSet<(u64, &str)>,
) -> HashSet<&'a [u8]> {
    let mut sorted: Vec<&Record<'a>> = records.iter().collect();
    sorted.sort_by(|one, other| one.order().cmp(&other.order()));
    let newest = newest_acts(&sorted, newest);
    let mut last: HashMap<(ArticleId, Slot), &'a [u8]> = HashMap::new();
    let mut superseded = HashSet::new();
    let stays = |record: &Record<'_>| newest.contains(&act(record)) || reversed.contains(&act(record));
    for record in sorted.iter().filter(|record| record.reverses.is_none() && !stays(record)) {
        let Some(slot) = record.decision().and_then(slot) else { continue };
        let before = last.insert((record.id, slot), record.line);
        superseded.extend(before.filter(|line| *line != record.line));
    }
    let seen = sorted.iter().filter(|record| record.seen.is_some());
    let last_seen: HashMap<ArticleId, &'a [u8]> = seen.map(|record| (record.id, record.line)).collect();
    // By the last record of each device it is seen whether a file lost its end.
    let last_made: HashMap<&str, &'a [u8]> =
        sorted.iter().map(|record| (&*record.place.device, record.line)).collect();
    for line in last_seen.values().chain(last_made.values()) {
        superseded.remove(line);
    }
    superseded
}

fn newest_acts<'r>(sorted: &[&'r Record<'_>], newest: usize) -> HashSet<(u64, &'r str)> {
    let mut acts = HashSet::new();
    for record in sorted.iter().rev() {
        if acts.len() >= newest && !acts.contains(&act(record)) {
            break;
        }
        acts.insert(act(record));
    }
    acts
}

/// The acts that others take back or do again.
fn reversals<'r>(records: &'r [Record<'_>]) -> HashSet<(u64, &'r str)> {
    let named = records.iter().filter_map(|record| record.reverses.as_deref());
    named.map(|reversal| (reversal.act.first, &*reversal.act.device)).collect()
}

fn act<'r>(record: &'r Record<'_>) -> (u64, &'r str) {
    (record.place.act, &record.place.device)
}

/// What a decision has the last word on. Corrections contradict and withdraw one another in ways of their own, and
/// all of them stay.
fn slot(decision: &Decision) -> Option<Slot> {
    match decision {
        Decision::Read | Decision::Unread => Some(Slot::Read),
        Decision::Star | Decision::Unstar => Some(Slot::Starred),
        Decision::Archive | Decision::Restore => Some(Slot::Archived),
        Decision::Tag(name) | Decision::Untag(name) => Some(Slot::Tag(name.clone())),
        Decision::Position(_) => Some(Slot::Position),
        Decision::About(tag) | Decision::NotAbout(tag) | Decision::ByWords(tag) => {
            Some(Slot::Stance(tag.clone()))
        }
        Decision::Snooze(_) | Decision::Wake => Some(Slot::Snoozed),
        Decision::Note(_) => Some(Slot::Note),
        Decision::Highlight(range, _) | Decision::Unhighlight(range) => Some(Slot::Highlight(*range)),
        Decision::Correct(_) | Decision::Withdraw(_) => None,
    }
}
