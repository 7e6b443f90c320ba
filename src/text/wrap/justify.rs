//! Where the extra space of a justified row goes.

use super::Row;
use crate::text::{SafeText, width};

/// Extra space between two words of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Gap {
    /// The byte of the text before which the space is shown: where the second word begins.
    pub at: usize,
    /// The extra cells, at least 1, beside the spaces of the text itself.
    pub cells: usize,
}

/// The most extra cells of a gap: a row with wider ones is easier to read as it is.
pub(super) const WIDEST: usize = 2;

/// The extra space that makes a row exactly `width` cells wide, its hyphen included: spread evenly over the spaces
/// between words, what is left over from the left. None for the last row of a paragraph, for a row without spaces
/// between words, for one that is wide enough, and for one whose gaps would be more than two cells wider than a space.
pub fn justify(text: &SafeText, row: &Row, width: usize) -> Vec<Gap> {
    let shown = text.get(row.shown.clone()).unwrap_or_default();
    let lacking = width.saturating_sub(self::width(shown) + usize::from(row.hyphen));
    let words = word_starts(shown);
    if row.last || lacking == 0 || lacking > words.len().saturating_mul(WIDEST) {
        return Vec::new();
    }
    let (each, over) = (lacking / words.len(), lacking % words.len());
    let gaps = words
        .into_iter()
        .enumerate()
        .map(|(index, start)| Gap { at: row.shown.start + start, cells: each + usize::from(index < over) });
    gaps.filter(|gap| gap.cells > 0).collect()
}

/// Where each word after the first begins.
fn word_starts(shown: &str) -> Vec<usize> {
    let indentation = shown.len() - shown.trim_start().len();
    let bytes = shown.as_bytes();
    let starts = bytes.windows(2).enumerate().skip(indentation);
    starts
        .filter(|(_, pair)| pair.first() == Some(&b' ') && pair.last() != Some(&b' '))
        .map(|(at, _)| at + 1)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str) -> Row {
        Row { range: 0..text.len(), shown: 0..text.len(), hyphen: false, last: false }
    }

    #[track_caller]
    fn check(text: &str, width: usize, gaps: &[(usize, usize)]) {
        let found = justify(&SafeText::label(text), &row(text), width);
        let gaps: Vec<Gap> = gaps.iter().map(|&(at, cells)| Gap { at, cells }).collect();
        assert_eq!(found, gaps, "{text:?}");
    }

    #[test]
    fn space_is_spread_from_the_left() {
        check("a b c", 5, &[]);
        check("a b c", 6, &[(2, 1)]);
        check("a b c", 8, &[(2, 2), (4, 1)]);
        check("a b c", 9, &[(2, 2), (4, 2)]);
        check("  a  b", 8, &[(5, 2)]);
        check("日 本", 7, &[(4, 2)]);
    }

    #[test]
    fn rows_with_wide_gaps_stay_as_they_are() {
        check("a b c", 10, &[]);
        check("responsabilidades administrativas", 40, &[]);
    }

    #[test]
    fn hyphen_takes_a_cell() {
        let text = SafeText::label("a b c");
        let row = Row { hyphen: true, ..row(&text) };
        assert_eq!(justify(&text, &row, 8), [Gap { at: 2, cells: 1 }, Gap { at: 4, cells: 1 }]);
    }

    #[test]
    fn rows_that_cannot_or_must_not_stretch_have_no_gaps() {
        check("alone", 9, &[]);
        check("too wide", 3, &[]);
        let text = SafeText::label("the end");
        assert!(justify(&text, &Row { last: true, ..row(&text) }, 20).is_empty());
    }
}
