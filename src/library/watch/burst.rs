//! When to tell of things that happen one upon another: once they have ended, but not too late.

use std::time::{Duration, Instant};

/// Things that happened and were not told yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Burst {
    first: Instant,
    last: Instant,
}

impl Burst {
    /// The first thing happens.
    pub(super) fn new(now: Instant) -> Self {
        Self { first: now, last: now }
    }

    /// Another thing happens.
    pub(super) fn more(&mut self, now: Instant) {
        self.last = now;
    }

    /// When to tell of it, unless more happens: after so much quiet, or so long after the first at the latest.
    pub(super) fn due(&self, quiet: Duration, longest: Duration) -> Instant {
        (self.last + quiet).min(self.first + longest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_told_when_it_ends_and_a_long_one_before() {
        let (quiet, longest) = (Duration::from_millis(300), Duration::from_secs(3));
        let start = Instant::now();
        let mut burst = Burst::new(start);
        for (last, due) in [(0, 300), (100, 400), (2_600, 2_900), (2_900, 3_000), (10_000, 3_000)] {
            burst.more(start + Duration::from_millis(last));
            assert_eq!(burst.due(quiet, longest), start + Duration::from_millis(due), "at {last} ms");
        }
    }
}
