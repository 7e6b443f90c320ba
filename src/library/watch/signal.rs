//! Where the thread of a watch waits, and what wakes it. However much happens, it takes no more memory.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use super::Pace;
use super::burst::Burst;

/// What happened since the thread last looked.
#[derive(Debug)]
pub(super) struct Signal {
    pace: Pace,
    noted: Mutex<Noted>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Noted {
    burst: Option<Burst>,
    folders: bool,
    stopped: bool,
}

/// Why the thread woke.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Woken {
    /// The watch is over.
    Stopped,
    /// Things happened and have ended, or have gone on for long.
    Stirred {
        /// Whether other folders may be there now.
        folders: bool,
    },
    /// Nothing happened until the time given.
    Late,
}

impl Signal {
    /// Nothing happened yet.
    pub(super) fn new(pace: Pace) -> Self {
        Self { pace, noted: Mutex::default(), changed: Condvar::new() }
    }

    /// Something happened, perhaps to a folder.
    pub(super) fn note(&self, of_folder: bool) {
        let mut noted = self.lock();
        noted.folders |= of_folder;
        let now = Instant::now();
        match &mut noted.burst {
            // The thread finds out by itself, when the time comes, that it has become a later one.
            Some(burst) => burst.more(now),
            none @ None => {
                *none = Some(Burst::new(now));
                self.changed.notify_all();
            }
        }
    }

    /// Ends the watch.
    pub(super) fn stop(&self) {
        self.lock().stopped = true;
        self.changed.notify_all();
    }

    /// Waits until something has happened and ended; at most until this time, where nothing happens.
    pub(super) fn wait(&self, latest: Instant) -> Woken {
        let mut noted = self.lock();
        loop {
            if noted.stopped {
                return Woken::Stopped;
            }
            let now = Instant::now();
            let wake = match noted.burst.map(|burst| burst.due(self.pace.quiet, self.pace.longest)) {
                Some(due) if now >= due => {
                    noted.burst = None;
                    return Woken::Stirred { folders: std::mem::take(&mut noted.folders) };
                }
                Some(due) => due,
                None if now >= latest => return Woken::Late,
                None => latest,
            };
            let waited = self.changed.wait_timeout(noted, wake.saturating_duration_since(now));
            noted = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Noted> {
        self.noted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
