//! A paragraph as fragments: what always stands together on a row.

use std::ops::Range;

use super::breaks::{forced_ends, hyphen_ends, syllable_ends, word_ends};
use super::{Hyphenation, WrapOptions};
use crate::text::graphemes::graphemes;
use crate::text::width;

/// A piece of a paragraph, with the white space after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fragment {
    /// The first byte, in the paragraph.
    pub(super) start: usize,
    /// The byte after the last, white space included.
    pub(super) end: usize,
    /// The cells of the piece.
    pub(super) cells: usize,
    /// The cells of the white space after it, which vanishes at the end of a row.
    pub(super) space: usize,
    /// Whether a hyphen is shown if a row ends here.
    pub(super) hyphen: bool,
}

/// Cuts a paragraph into fragments in order, without a gap, each no wider than a row if it is not one grapheme.
pub(super) fn cut(paragraph: &str, options: WrapOptions) -> Vec<Fragment> {
    let ends = word_ends(paragraph);
    let mut cutter = Cutter { paragraph, options, fragments: Vec::with_capacity(ends.len() + 1) };
    let mut start = 0;
    for end in ends.into_iter().chain([paragraph.len()]) {
        cutter.word(start..end);
        start = end;
    }
    cutter.fragments
}

struct Cutter<'a> {
    paragraph: &'a str,
    options: WrapOptions,
    fragments: Vec<Fragment>,
}

impl<'a> Cutter<'a> {
    fn text(&self, range: Range<usize>) -> &'a str {
        self.paragraph.get(range).unwrap_or_default()
    }

    fn word(&mut self, range: Range<usize>) {
        let word = self.text(range.clone());
        let mut ends: Vec<(usize, bool)> = hyphen_ends(word).into_iter().map(|end| (end, false)).collect();
        if self.options.hyphenation != Hyphenation::Off {
            ends.extend(syllable_ends(word, self.options.hyphenation).into_iter().map(|end| (end, true)));
            ends.sort_unstable();
        }
        let mut start = range.start;
        for (end, hyphen) in ends {
            self.piece(start..range.start + end, hyphen);
            start = range.start + end;
        }
        self.piece(start..range.end, false);
    }

    fn piece(&mut self, range: Range<usize>, hyphen: bool) {
        if self.push_if_it_fits(range.clone(), hyphen) {
            return;
        }
        let mut start = range.start;
        for end in forced_ends(self.text(range.clone())) {
            self.part(start..range.start + end);
            start = range.start + end;
        }
        self.part(start..range.end);
    }

    fn part(&mut self, range: Range<usize>) {
        if self.push_if_it_fits(range.clone(), false) {
            return;
        }
        let (mut start, mut at, mut cells) = (range.start, range.start, 0);
        for unit in graphemes(self.text(range)) {
            if at > start && cells + unit.cells() > self.options.width {
                self.fragments.push(self.measure(start..at, false));
                (start, cells) = (at, 0);
            }
            at += unit.text.len();
            cells += unit.cells();
        }
        self.fragments.push(self.measure(start..at, false));
    }

    fn push_if_it_fits(&mut self, range: Range<usize>, hyphen: bool) -> bool {
        let fragment = self.measure(range, hyphen);
        let fits = fragment.cells + usize::from(hyphen) <= self.options.width;
        if fits {
            self.fragments.push(fragment);
        }
        fits
    }

    fn measure(&self, range: Range<usize>, hyphen: bool) -> Fragment {
        let text = self.text(range.clone());
        let shown = text.trim_end();
        let space = width(text.get(shown.len()..).unwrap_or_default());
        Fragment { start: range.start, end: range.end, cells: width(shown), space, hyphen }
    }
}
