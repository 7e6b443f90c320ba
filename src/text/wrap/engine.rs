//! The one place where textwrap is named: break opportunities, and fragments to rows.

use textwrap::WordSeparator;
use textwrap::core::Fragment as Packable;
use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};

use super::Widths;
use super::fragment::Fragment;

/// The most fragments whose rows are made even; no paragraph of prose has as many. Above, rows are filled one after
/// the other, which takes less time and memory.
pub(super) const MOST_EVEN: usize = 4000;

/// What breaking rows well is worth. Too wide a row must cost more than any number of short ones.
const PENALTIES: Penalties = Penalties {
    nline_penalty: 1000,
    overflow_penalty: 1 << 40,
    short_last_line_fraction: 4,
    short_last_line_penalty: 25,
    hyphen_penalty: 50,
};

impl Packable for Fragment {
    fn width(&self) -> f64 {
        number(self.cells)
    }

    fn whitespace_width(&self) -> f64 {
        number(self.space)
    }

    fn penalty_width(&self) -> f64 {
        number(usize::from(self.hyphen))
    }
}

/// Where the Unicode line breaking algorithm lets a row end inside the paragraph, in bytes.
pub(super) fn opportunities(paragraph: &str) -> Vec<usize> {
    let mut at = 0;
    let ends = WordSeparator::UnicodeBreakProperties.find_words(paragraph).map(|word| {
        at += word.word.len() + word.whitespace.len();
        at
    });
    ends.filter(|&end| end < paragraph.len()).collect()
}

/// How many fragments stand on each row.
pub(super) fn pack(fragments: &[Fragment], widths: Widths) -> Vec<usize> {
    let numbers = [number(widths.first), number(widths.others)];
    let width = |row: usize| if row == 0 { widths.first } else { widths.others };
    if fragments.len() <= MOST_EVEN
        && let Ok(rows) = wrap_optimal_fit(fragments, &numbers, &PENALTIES)
        && rows.iter().enumerate().all(|(at, row)| fits(row, width(at)))
    {
        return rows.into_iter().map(<[Fragment]>::len).collect();
    }
    wrap_first_fit(fragments, &numbers).into_iter().map(<[Fragment]>::len).collect()
}

fn fits(row: &[Fragment], width: usize) -> bool {
    let Some((last, head)) = row.split_last() else {
        return true;
    };
    let before: usize = head.iter().map(|fragment| fragment.cells + fragment.space).sum();
    head.is_empty() || before + last.cells + usize::from(last.hyphen) <= width
}

fn number(cells: usize) -> f64 {
    f64::from(u32::try_from(cells).unwrap_or(u32::MAX))
}
