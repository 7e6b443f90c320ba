//! What stands out on a line of the text: hits of a search, words that earned tags, the selected address.

use std::ops::Range;

use super::page::Line;
use super::reading::{Hit, Reading};
use crate::article::TextRange;

/// Why some letters of a line look different. Of two on the same letters, the later one here shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Emphasis {
    /// They are highlighted.
    Highlight,
    /// They are looked for, or earned a tag.
    Match,
    /// They are the hit the reader is at.
    Current,
    /// They name the selected address.
    Link,
    /// They are in the passage that is being marked.
    Passage,
}

impl Reading {
    /// Which bytes of a line's text stand out, in order and none twice.
    pub fn emphasis_on(&self, line: &Line) -> Vec<(Range<usize>, Emphasis)> {
        let Line::Text { part, row } = line else { return Vec::new() };
        let mut found = self.kept_on(*part);
        if let Some(search) = self.search() {
            // Hits stand in order and never overlap, so those of one row stand together.
            let hits = search.hits();
            let first = hits.partition_point(|hit| (hit.part, hit.range.end) <= (*part, row.shown.start));
            let behind = hits.iter().enumerate().skip(first);
            let on_row = behind.take_while(|(_, hit)| hit.part == *part && hit.range.start < row.shown.end);
            found.extend(on_row.map(|(index, hit)| {
                let current = Some(index) == search.current();
                (hit.range.clone(), if current { Emphasis::Current } else { Emphasis::Match })
            }));
        }
        let on_part = |hit: &Hit| hit.part == *part;
        found.extend(self.link_hit().filter(on_part).map(|hit| (hit.range, Emphasis::Link)));
        flat(&found, &row.shown)
    }

    /// What is highlighted in a part, and what is being marked there.
    fn kept_on(&self, part: usize) -> Vec<(Range<usize>, Emphasis)> {
        let block = self.page().and_then(|page| page.parts().get(part)?.block);
        let Some((block, opened)) = block.zip(self.opened()) else { return Vec::new() };
        let first = TextRange { block: u32::try_from(block).unwrap_or(u32::MAX), start: 0, length: 0 };
        let last = TextRange { start: u32::MAX, length: u32::MAX, ..first };
        let kept = opened.triage.highlights.range(first..=last);
        let mut found: Vec<_> = kept.map(|(range, _)| (range.bytes(), Emphasis::Highlight)).collect();
        let marked = self.passage().and_then(|passage| passage.bytes_in(block));
        found.extend(marked.map(|range| (range, Emphasis::Passage)));
        found
    }
}

/// Ranges that may overlap, cut to a row, as ranges in order of which none overlaps another.
fn flat(found: &[(Range<usize>, Emphasis)], row: &Range<usize>) -> Vec<(Range<usize>, Emphasis)> {
    let inside = |at: usize| at.clamp(row.start, row.end);
    let mut ends: Vec<usize> =
        found.iter().flat_map(|(range, _)| [inside(range.start), inside(range.end)]).collect();
    ends.sort_unstable();
    ends.dedup();
    let mut all: Vec<(Range<usize>, Emphasis)> = Vec::new();
    for (start, end) in ends.iter().zip(ends.iter().skip(1)) {
        let here = found.iter().filter(|(range, _)| range.start <= *start && *end <= range.end);
        let Some(emphasis) = here.map(|(_, emphasis)| *emphasis).max() else { continue };
        match all.last_mut() {
            Some((last, same)) if last.end == *start && *same == emphasis => last.end = *end,
            _ => all.push((*start..*end, emphasis)),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_overlaps_shows_the_stronger_and_stays_on_its_row() {
        use Emphasis::{Current, Link, Match};
        for (found, expected) in [
            (vec![(2..6, Match)], vec![(2..6, Match)]),
            (vec![(0..30, Match)], vec![(1..20, Match)]),
            (vec![(2..10, Link), (4..6, Match)], vec![(2..10, Link)]),
            (vec![(2..10, Match), (4..6, Current)], vec![(2..4, Match), (4..6, Current), (6..10, Match)]),
            (vec![(30..40, Match)], vec![]),
            (vec![(2..4, Match), (4..6, Match)], vec![(2..6, Match)]),
        ] {
            assert_eq!(flat(&found, &(1..20)), expected, "{found:?}");
        }
    }
}
