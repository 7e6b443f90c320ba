//! Places in a source to line numbers, in one pass over it.

use crate::article::Lines;

/// Counts lines up to places that are asked for in rising order; an earlier place gets the line counted last.
#[derive(Debug)]
pub(super) struct LineCounter<'s> {
    source: &'s [u8],
    /// What ends a line: a lone carriage return only where there is no line feed.
    end: u8,
    at: usize,
    line: u32,
}

impl<'s> LineCounter<'s> {
    /// A counter at the start of the first line.
    pub(super) fn new(source: &'s str) -> Self {
        let end = if source.contains('\n') { b'\n' } else { b'\r' };
        Self { source: source.as_bytes(), end, at: 0, line: 1 }
    }

    /// The lines from one place to another, in bytes of the source.
    pub(super) fn lines(&mut self, (first, last): (usize, usize)) -> Lines {
        let first = self.line(first);
        Lines { first, last: self.line(last) }
    }

    fn line(&mut self, place: usize) -> u32 {
        let passed = self.source.get(self.at..place.min(self.source.len())).unwrap_or_default();
        let ends = passed.split(|byte| *byte == self.end).count() - 1;
        self.line = self.line.saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
        self.at += passed.len();
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_by_line() {
        let mut counter = LineCounter::new("one\ntwo\r\nthree\nfour");
        assert_eq!(counter.lines((0, 3)), Lines::one(1));
        assert_eq!(counter.lines((4, 10)), Lines { first: 2, last: 3 });
        assert_eq!(counter.lines((15, 99)), Lines::one(4));
        assert_eq!(counter.lines((0, 1)), Lines::one(4));
    }
}
