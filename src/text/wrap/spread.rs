//! Fragments to rows whose space will be spread over them: where a row ends is weighed over the whole paragraph, so that
//! the gaps between words stay small (D. Knuth and M. Plass, "Breaking Paragraphs into Lines", 1981).

use super::Widths;
use super::engine;
use super::fragment::Fragment;
use super::justify::WIDEST;

/// What a row costs by itself, so that fewer rows are better where all else is equal.
const ROW: u64 = 10;
/// What a gap costs that is one cell wider than a space.
const CELL: u64 = 100;
/// What a gap costs besides that is two cells wider: it is the first that one sees.
const WIDE: u64 = 200;
/// What a broken word costs.
const HYPHEN: u64 = 100;
/// What two rows in a row that end in a broken word cost besides.
const HYPHENS: u64 = 150;
/// What a last row costs that is shorter than a quarter of the others.
const SHORT: u64 = 60;

/// The widest rows whose gaps are weighed, in cells: the time for it grows with the width.
const WIDEST_ROW: usize = 200;

/// How many fragments stand on each row. Gaps are weighed on rows that someone reads and in paragraphs that someone
/// wrote; otherwise rows are packed as those that stay ragged.
pub(super) fn pack(fragments: &[Fragment], widths: Widths) -> Vec<usize> {
    if widths.others > WIDEST_ROW || fragments.len() > engine::MOST_EVEN {
        return engine::pack(fragments, widths);
    }
    // The cheapest way to rows that end before each fragment, and where the last of them begins.
    let mut best: Vec<(u64, usize)> = vec![(0, 0)];
    for end in 1..=fragments.len() {
        let mut cheapest = (u64::MAX, end - 1);
        for row in rows_to(fragments, end, widths) {
            let before = best.get(row.start).map_or(u64::MAX, |&(cost, _)| cost);
            let cost = before.saturating_add(row.cost(fragments, end));
            if cost < cheapest.0 {
                cheapest = (cost, row.start);
            }
        }
        best.push(cheapest);
    }
    let mut counts = Vec::new();
    let mut end = fragments.len();
    while let Some(&(_, start)) = best.get(end).filter(|_| end > 0) {
        counts.push(end - start);
        end = start;
    }
    counts.reverse();
    counts
}

/// A row that could end before some fragment.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    /// Its first fragment.
    start: usize,
    /// The cells that are free on it.
    free: u64,
    /// The places where they can go.
    gaps: u64,
    /// Its width.
    width: u64,
}

/// The rows that end before fragment `end`, the shortest first; at least the one of a single fragment.
fn rows_to(fragments: &[Fragment], end: usize, widths: Widths) -> impl Iterator<Item = Candidate> {
    let last = fragments.get(end - 1).map_or(0, |last| last.cells + usize::from(last.hyphen));
    let (mut taken, mut gaps) = (last, 0);
    (0..end)
        .rev()
        .map_while(move |start| {
            if start + 1 < end {
                let fragment = fragments.get(start)?;
                taken += fragment.cells + fragment.space;
                gaps += u64::from(fragment.space > 0);
            }
            let width = if start == 0 { widths.first } else { widths.others };
            let fits = taken <= width || start + 1 == end;
            let free = u64::try_from(width.saturating_sub(taken)).unwrap_or(u64::MAX);
            let width = u64::try_from(width).unwrap_or(u64::MAX);
            // The first row may be wider than the others.
            let more = fits || taken <= widths.first;
            more.then_some(fits.then_some(Candidate { start, free, gaps, width }))
        })
        .flatten()
}

impl Candidate {
    fn cost(self, fragments: &[Fragment], end: usize) -> u64 {
        let is_broken = |at: usize| at > 0 && fragments.get(at - 1).is_some_and(|before| before.hyphen);
        let (begins_broken, ends_broken) = (is_broken(self.start), is_broken(end));
        let hyphen = if ends_broken { HYPHEN } else { 0 };
        if end == fragments.len() {
            let short = (self.width - self.free.min(self.width)) * 4 < self.width;
            return ROW + if short { SHORT } else { 0 } + if begins_broken { HYPHENS } else { 0 };
        }
        let hyphens = if begins_broken && ends_broken { HYPHENS } else { 0 };
        ROW + hyphen + hyphens + self.badness()
    }

    /// What the gaps of the row cost, by the third power of their width; of a row that will be left ragged, its gap.
    fn badness(self) -> u64 {
        let widest = u64::try_from(WIDEST).unwrap_or(u64::MAX);
        if self.free > self.gaps * widest {
            let free = self.free.min(1 << 16);
            return WIDE + CELL * widest.pow(3) + free * free * CELL / 10;
        }
        // In hundredths of a cell.
        let each = self.free * 100 / self.gaps.max(1);
        let wide = if self.free > self.gaps { WIDE } else { 0 };
        wide + each.pow(3) * CELL / 1_000_000
    }
}
