//! The bytes of one journal file as records, and where the part that stands ends. Pure; reads no file.

use std::ops::Range;
use std::path::Path;

use super::JournalError;
use super::record::{self, FORMAT, Line, Place, Record};

/// How the first line of a file of any format begins.
const HEADER_START: &[u8] = b"{\"format\":";

/// What the first line of a file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Head {
    /// There is none that can be read.
    Unreadable,
    /// A format known here, and the device the file belongs to.
    Known(String),
    /// A format of a later version.
    Newer(u32),
}

/// A journal file, read.
#[derive(Debug)]
pub(super) struct Scan<'a> {
    /// What the first line says.
    pub(super) head: Head,
    /// The decisions of all whole acts, in the order of the file.
    pub(super) records: Vec<Record<'a>>,
    /// Where the lines of whole acts stand that a later version may understand.
    pub(super) foreign: Vec<Place<'a>>,
    /// The numbers, from 1, of damaged lines with whole acts after them.
    pub(super) damaged: Vec<usize>,
    /// The bytes that stand; what follows was never finished.
    pub(super) good: usize,
    /// The highest sequence number.
    pub(super) last: u64,
}

/// The start of the latest act, for taking it back where it was never finished.
struct Latest<'a> {
    start: usize,
    end: usize,
    records: usize,
    foreign: usize,
    place: Option<Place<'a>>,
}

impl<'a> Scan<'a> {
    /// Reads a file, or the rest of one from a line's start.
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        let mut scan = Self {
            head: Head::Unreadable,
            records: Vec::new(),
            foreign: Vec::new(),
            damaged: Vec::new(),
            good: 0,
            last: 0,
        };
        let mut latest = Latest { start: 0, end: 0, records: 0, foreign: 0, place: None };
        let mut damaged = Vec::new();
        let mut start = 0;
        for (index, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
            let end = start + line.len();
            let before = (scan.records.len(), scan.foreign.len());
            match scan.take(line, start == 0) {
                Taken::Damaged => damaged.push((index + 1, start)),
                Taken::Whole(place) => latest.advance(place, start..end, before),
            }
            start = end;
        }
        scan.good = scan.end_of_whole_acts(&latest, bytes);
        let standing = damaged.into_iter().filter(|(_, start)| *start < scan.good);
        scan.damaged = standing.map(|(number, _)| number).collect();
        scan
    }

    /// Fails where the file is of a later format.
    pub(super) fn refuse_newer(&self, path: &Path) -> Result<(), JournalError> {
        match self.head {
            Head::Newer(found) => Err(JournalError::newer(path, found)),
            Head::Known(_) | Head::Unreadable => Ok(()),
        }
    }

    fn take(&mut self, line: &'a [u8], first: bool) -> Taken<'a> {
        if line.starts_with(HEADER_START)
            && let Some(newer) = record::declared_format(line).filter(|format| *format > FORMAT)
        {
            self.head = Head::Newer(newer);
            return Taken::Whole(None);
        }
        let Some(line) = line.strip_suffix(b"\n") else { return Taken::Damaged };
        if line.is_empty() {
            return Taken::Whole(None);
        }
        match record::read_line(line) {
            Line::Damaged => Taken::Damaged,
            Line::Header(header) => {
                if first && self.head == Head::Unreadable {
                    self.head = Head::Known(header.device.into_owned());
                }
                Taken::Whole(None)
            }
            Line::Foreign(place) => {
                self.foreign.extend(place.clone());
                Taken::Whole(self.note(place))
            }
            Line::Record(record) => {
                let place = self.note(Some(record.place.clone()));
                self.records.push(record);
                Taken::Whole(place)
            }
        }
    }

    fn note(&mut self, place: Option<Place<'a>>) -> Option<Place<'a>> {
        self.last = self.last.max(place.as_ref().map_or(0, |place| place.seq));
        place
    }

    /// Takes back the latest act where its end never reached the disk, so that no act is half applied.
    fn end_of_whole_acts(&mut self, latest: &Latest<'a>, bytes: &[u8]) -> usize {
        let Some(place) = &latest.place else { return latest.end };
        // A block that the disk lost reads as zeros, and no line of a journal holds a zero byte.
        let lost_block = bytes.get(latest.start..latest.end).is_some_and(|act| act.contains(&0));
        // Sorted or merged by its owner, a file may hold an act's end before its middle.
        let ended = place.ends_its_act()
            || self
                .records
                .iter()
                .any(|record| record.place.ends_its_act() && record.place.shares_act(place));
        if ended && !lost_block {
            return latest.end;
        }
        self.records.truncate(latest.records);
        self.foreign.truncate(latest.foreign);
        latest.start
    }
}

enum Taken<'a> {
    Whole(Option<Place<'a>>),
    Damaged,
}

impl<'a> Latest<'a> {
    fn advance(&mut self, place: Option<Place<'a>>, line: Range<usize>, before: (usize, usize)) {
        let same = match (&self.place, &place) {
            (Some(latest), Some(place)) => latest.shares_act(place),
            (_, _) => false,
        };
        if !same {
            // Where the act's first lines are lost, they stood right after the last line that is whole.
            let begins = place.as_ref().is_none_or(|place| place.seq <= place.act);
            self.start = if begins { line.start } else { self.end };
            (self.records, self.foreign) = before;
        }
        self.end = line.end;
        self.place = place;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{ArticleId, Decision};

    fn act(first: u64, size: usize) -> Vec<u8> {
        let ids = (0..size).map(|number| ArticleId::of_body([number.to_string().as_str()]));
        let decisions: Vec<_> = ids.map(|id| (id, Decision::Star)).collect();
        record::act_lines("desk-00c0ffee", first, &decisions, None)
    }

    fn file(acts: &[Vec<u8>]) -> Vec<u8> {
        [vec![record::header_line("desk-00c0ffee")], acts.to_vec()].concat().concat()
    }

    #[test]
    fn whole_file_stands() {
        let bytes = file(&[act(1, 1), act(2, 3)]);
        let scan = Scan::of(&bytes);
        assert_eq!(scan.head, Head::Known("desk-00c0ffee".to_owned()));
        assert_eq!((scan.records.len(), scan.last, scan.good), (4, 4, bytes.len()));
        assert!(scan.damaged.is_empty());
    }

    #[test]
    fn unfinished_act_is_taken_back_whole() {
        let kept = file(&[act(1, 1)]);
        let whole = file(&[act(1, 1), act(2, 3)]);
        for length in kept.len()..whole.len() {
            let scan = Scan::of(&whole[..length]);
            assert_eq!((scan.records.len(), scan.good), (1, kept.len()), "cut at {length}");
        }
    }

    #[test]
    fn act_with_a_lost_block_is_taken_back_whole() {
        let kept = file(&[act(1, 1)]);
        for zeros in [0..10, 150..400, 300..301] {
            let mut bytes = file(&[act(1, 1), act(2, 4)]);
            bytes[kept.len()..][zeros].fill(0);
            let scan = Scan::of(&bytes);
            assert_eq!((scan.records.len(), scan.good), (1, kept.len()));
        }
    }

    #[test]
    fn damaged_line_in_the_middle_is_passed_over() {
        let mut bytes = file(&[act(1, 3), act(4, 1)]);
        let at = bytes.len() / 2;
        bytes[at] ^= 1;
        let scan = Scan::of(&bytes);
        assert_eq!(scan.records.len(), 3);
        assert_eq!((scan.damaged.len(), scan.good), (1, bytes.len()));
    }

    #[test]
    fn act_of_a_sorted_file_is_whole() {
        let bytes = file(&[act(8, 4)]);
        let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
        lines.sort_unstable();
        let sorted = lines.concat();
        assert_eq!(Scan::of(&sorted).records.len(), 4);
    }

    #[test]
    fn newer_file_is_told_even_where_its_lines_mean_nothing() {
        let scan = Scan::of(b"{\"format\":2,\"sum\":\"x\"}\nbinary");
        assert_eq!(scan.head, Head::Newer(2));
    }
}
