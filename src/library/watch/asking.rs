//! Finds out by looking, now and then, whether something changed of which the system does not tell.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::library::walk::{self, Finding};

/// Looking takes at most this part of the time.
const SHARE: u32 = 50;

/// Looks at all files under some paths now and then.
#[derive(Debug)]
pub(super) struct Asking {
    paths: Vec<PathBuf>,
    /// The folders of the program itself, in which nothing matters.
    own: Vec<PathBuf>,
    least: Duration,
    /// How long looking took the last time.
    took: Duration,
    next: Instant,
    /// What was found then.
    found: u64,
}

impl Asking {
    /// Asks about nothing yet; about what is added, no more often than this, and not about the program's own folders.
    pub(super) fn new(least: Duration, own: &[PathBuf]) -> Self {
        let own =
            own.iter().flat_map(|path| [Some(path.clone()), path.canonicalize().ok()]).flatten().collect();
        Self { paths: Vec::new(), own, least, took: Duration::ZERO, next: Instant::now(), found: 0 }
    }

    /// Asks about these paths too, as they are now.
    pub(super) fn add(&mut self, paths: &[PathBuf]) {
        self.paths.extend_from_slice(paths);
        self.look();
    }

    /// How often it asks: the longer that takes, the less often.
    pub(super) fn every(&self) -> Duration {
        self.least.max(self.took * SHARE)
    }

    /// When it asks next.
    pub(super) fn next(&self) -> Instant {
        self.next
    }

    /// Asks, if it is time to; says whether something changed.
    pub(super) fn ask(&mut self) -> bool {
        Instant::now() >= self.next && {
            let before = self.found;
            self.look();
            self.found != before
        }
    }

    fn look(&mut self) {
        let start = Instant::now();
        let found = walk::find(&self.paths);
        let mut hasher = DefaultHasher::new();
        let foreign = |finding: &&Finding| !self.own.iter().any(|own| finding.path().starts_with(own));
        for finding in found.found.iter().filter(foreign) {
            finding.hash(&mut hasher);
        }
        self.found = hasher.finish();
        self.took = start.elapsed();
        self.next = Instant::now() + self.every();
    }
}
