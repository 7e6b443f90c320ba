//! What the system tells of a file without its being read, by which a file that did not change is known again.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::source::Identity;

/// Size, times and identity of a file. Where they are the same later, so is what the file holds, if they were
/// [settled](Self::settled) when it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) struct Facts {
    /// The size in bytes.
    pub(super) size: u64,
    /// When the contents were last changed, or are said to have been: nanoseconds since 1970.
    pub(super) modified: i64,
    /// When the contents or anything about the file last changed, which nobody can set: nanoseconds since 1970.
    pub(super) changed: i64,
    /// What tells the file from all others, whatever its name.
    pub(super) identity: Identity,
}

/// How long the times of a file may stay the same while it changes: two seconds on FAT, the coarsest of all.
const GRAIN: Duration = Duration::from_secs(2);

impl Facts {
    /// The facts of a file.
    pub(super) fn of(found: &Metadata) -> Self {
        Self {
            size: found.size(),
            modified: nanoseconds(found.mtime(), found.mtime_nsec()),
            changed: nanoseconds(found.ctime(), found.ctime_nsec()),
            identity: Identity::of_metadata(found),
        }
    }

    /// Whether the file was left alone so long before this time that any later change gives it other times.
    pub(super) fn settled(&self, at: SystemTime) -> bool {
        let since = at.duration_since(UNIX_EPOCH).unwrap_or_default();
        let latest = i64::try_from(since.saturating_sub(GRAIN).as_nanos()).unwrap_or(i64::MAX);
        self.modified < latest && self.changed < latest
    }
}

fn nanoseconds(seconds: i64, rest: i64) -> i64 {
    seconds.saturating_mul(1_000_000_000).saturating_add(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_settled_two_seconds_after_the_last_change() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("page.txt");
        std::fs::write(&path, "text").unwrap();
        let facts = Facts::of(&std::fs::metadata(path).unwrap());
        let changed = UNIX_EPOCH + Duration::from_nanos(facts.changed.unsigned_abs());
        for (after, settled) in [(0, false), (1_999, false), (2_001, true), (60_000, true)] {
            assert_eq!(facts.settled(changed + Duration::from_millis(after)), settled, "{after} ms after");
        }
        let restored = Facts { modified: 0, ..facts };
        assert!(!restored.settled(changed), "a file whose time was set back changed all the same");
        let future = Facts { modified: i64::MAX, ..facts };
        assert!(!future.settled(changed + Duration::from_secs(60)));
        assert!(!facts.settled(UNIX_EPOCH));
    }
}
