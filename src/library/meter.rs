//! How far threads have come that read files, one of which may take longer than all others.

use std::cell::Cell;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use crate::ingest::SoFar;

/// What was read by now, of whole files and of those that are being read.
#[derive(Debug, Default)]
pub(super) struct Meter {
    bytes: AtomicU64,
    articles: AtomicUsize,
}

impl Meter {
    /// The bytes that were read.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// The articles that were found in them.
    pub(super) fn articles(&self) -> usize {
        self.articles.load(Ordering::Relaxed)
    }

    /// Takes note that a file of this size is being read.
    pub(super) fn file(&self, size: usize) -> Metered<'_> {
        Metered { meter: self, size, counted: Cell::default() }
    }
}

/// A file that is being read.
#[derive(Debug)]
pub(super) struct Metered<'a> {
    meter: &'a Meter,
    size: usize,
    counted: Cell<SoFar>,
}

impl Metered<'_> {
    /// Takes note of how far one of its documents has come.
    pub(super) fn tell(&self, so_far: SoFar) {
        let counted = self.counted.get();
        // What is packed holds more than the file does, and a document behind another begins anew.
        let bytes = so_far.bytes.min(self.size).max(counted.bytes);
        self.count(SoFar { bytes, articles: so_far.articles.max(counted.articles) });
    }

    /// Takes note that all of it was read, and how many articles it has.
    pub(super) fn end(self, articles: usize) {
        self.count(SoFar { bytes: self.size, articles });
    }

    fn count(&self, now: SoFar) {
        let before = self.counted.replace(now);
        let more = now.bytes.saturating_sub(before.bytes);
        self.meter.bytes.fetch_add(u64::try_from(more).unwrap_or(u64::MAX), Ordering::Relaxed);
        // Of what was found a repeated page may be left out in the end.
        self.meter.articles.fetch_add(now.articles.wrapping_sub(before.articles), Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_are_being_read_count_with_what_was_read_of_them() {
        let meter = Meter::default();
        let (one, other) = (meter.file(100), meter.file(50));
        one.tell(SoFar { bytes: 40, articles: 2 });
        other.tell(SoFar { bytes: 50, articles: 1 });
        assert_eq!((meter.bytes(), meter.articles()), (90, 3));
        other.tell(SoFar { bytes: 30, articles: 1 });
        one.tell(SoFar { bytes: 400, articles: 5 });
        assert_eq!((meter.bytes(), meter.articles()), (150, 6));
        one.end(4);
        other.end(1);
        assert_eq!((meter.bytes(), meter.articles()), (150, 5));
    }
}
