//! Spans of several bars: drawn with the keys that select a range in the list, and named by a query as one range of days.

use crate::app::action::Action;
use crate::app::key::{Key, KeyCode};

use super::{FacetPane, FacetRow, Histogram};
use crate::app::facets::histogram::Bar;

/// The field of the query language that dates are filtered by.
pub(super) const DATE: &str = "date";

/// Between the first and the last day of a range.
const TO: &str = "..";

/// Bars side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The place of the first.
    pub first: usize,
    /// The place of the last.
    pub last: usize,
}

impl Span {
    /// Whether a bar is one of them.
    pub fn holds(self, bar: usize) -> bool {
        (self.first..=self.last).contains(&bar)
    }
}

impl Histogram {
    /// A span as a word of a query: `date:2023-08`, `date:2023-08..2023-10`.
    pub(super) fn query(&self, span: Span) -> Option<String> {
        let (first, last) = (self.bars.get(span.first)?, self.bars.get(span.last)?);
        if span.first == span.last {
            return Some(format!("{DATE}:{}", first.value));
        }
        Some(format!("{DATE}:{}{TO}{}", begin(first), end(last)))
    }

    /// The span one of the words of a query names.
    pub(super) fn named_by(&self, words: &[&str]) -> Option<Span> {
        let value = words.iter().find_map(|word| word.strip_prefix(DATE)?.strip_prefix(':'))?;
        let (from, to) = value.split_once(TO).unwrap_or((value, value));
        let first = self.bars.iter().position(|bar| begin(bar) == from)?;
        let last = self.bars.iter().rposition(|bar| end(bar) == to)?;
        (first <= last).then_some(Span { first, last })
    }

    /// The place of a bar of another histogram among these.
    pub(super) fn place_of(&self, bar: &Bar) -> Option<usize> {
        self.bars.iter().position(|own| own.value == bar.value)
    }
}

/// How many bars a key goes on.
fn way_in_time(key: Key) -> Option<isize> {
    match key.code {
        KeyCode::Left | KeyCode::Char('h') => Some(-1),
        KeyCode::Right | KeyCode::Char('l') => Some(1),
        _ => None,
    }
}

/// The first day, month or year of a bar.
fn begin(bar: &Bar) -> &str {
    bar.value.split_once(TO).map_or(&*bar.value, |(from, _)| from)
}

/// The last one.
fn end(bar: &Bar) -> &str {
    bar.value.split_once(TO).map_or(&*bar.value, |(_, to)| to)
}

impl FacetPane {
    /// The bars that are chosen: from where a span was begun to the one with the cursor, or that alone.
    pub fn span(&self) -> Span {
        let begun = self.anchor.unwrap_or(self.bar);
        Span { first: begun.min(self.bar), last: begun.max(self.bar) }
    }

    /// Whether a span is being drawn.
    pub fn draws_span(&self) -> bool {
        self.anchor.is_some()
    }

    /// The bars the filter names.
    pub fn taken(&self) -> Option<Span> {
        self.taken
    }

    /// How many articles are of the chosen bars.
    pub fn counted(&self) -> usize {
        let Span { first, last } = self.span();
        let bars = self.histogram.bars.get(first..=last).unwrap_or_default();
        bars.iter().map(|bar| bar.count).sum()
    }

    /// Whether the cursor stands on the bars.
    pub fn is_on_dates(&self) -> bool {
        matches!(self.rows.get(self.cursor), Some(FacetRow::Dates))
    }

    /// Whether taking what the cursor stands on gives back what was taken: the same span, or one bar of it.
    pub(super) fn gives_back(&self) -> bool {
        self.taken.is_some_and(|taken| taken == self.span() || (!self.draws_span() && taken.holds(self.bar)))
    }

    /// Whether a key goes through time where the cursor is on the bars, whatever it does elsewhere.
    pub fn goes_through_time(key: Key) -> bool {
        way_in_time(key).is_some()
    }

    /// Goes through time, or begins and ends a span; says whether a key does so.
    pub(super) fn press_on_dates(&mut self, key: Key, action: Option<Action>) -> bool {
        if !self.is_on_dates() {
            return false;
        }
        match (way_in_time(key), action) {
            (Some(by), _) => self.move_bar(by),
            (_, Some(Action::Select | Action::SelectRange)) => {
                self.anchor = if self.draws_span() { None } else { Some(self.bar) };
            }
            (_, Some(Action::Dismiss)) if self.draws_span() => self.anchor = None,
            (_, _) => return false,
        }
        true
    }

    /// Begins a span at a bar.
    pub(in crate::app) fn begin_span(&mut self, bar: usize) {
        self.go_to_bar(bar);
        self.anchor = Some(self.bar);
    }

    /// Lets the span reach to a bar, or what there is next to it.
    pub(in crate::app) fn go_to_bar(&mut self, bar: usize) {
        self.bar = bar.min(self.histogram.bars.len().saturating_sub(1));
    }

    fn move_bar(&mut self, by: isize) {
        self.go_to_bar(self.bar.saturating_add_signed(by));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Date;

    fn histogram(dates: &str) -> Histogram {
        let dates: Vec<(Option<Date>, usize)> = dates.split(' ').map(|date| (date.parse().ok(), 1)).collect();
        Histogram::new(&dates)
    }

    #[test]
    fn spans_read_back_from_the_query_that_names_them() {
        for dates in ["2024-05-01 2024-05-09", "2024-03-01 2024-05-30", "2023-01-15 2024-05", "1931 2024"] {
            let histogram = histogram(dates);
            for first in 0..histogram.bars.len() {
                for last in first..histogram.bars.len() {
                    let span = Span { first, last };
                    let word = histogram.query(span).unwrap();
                    assert_eq!(histogram.named_by(&["war", &word]), Some(span), "{word}");
                }
            }
        }
        let weeks = histogram("2024-03-01 2024-05-30");
        let span = Span { first: 1, last: 3 };
        assert_eq!(weeks.query(span).unwrap(), "date:2024-03-04..2024-03-24");
        for word in ["date:2024", "date:2w..", "date:2024-03-05..2024-03-24", "dates:2024"] {
            assert_eq!(weeks.named_by(&[word]), None, "{word}");
        }
    }
}
