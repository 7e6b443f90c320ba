//! What the system tells of a file without its being read, by which a file that did not change is known again.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;

use serde::{Deserialize, Serialize};

use super::source::Identity;

/// Size, times and identity of a file. Where they are the same later, so is what the file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
}

fn nanoseconds(seconds: i64, rest: i64) -> i64 {
    seconds.saturating_mul(1_000_000_000).saturating_add(rest)
}
