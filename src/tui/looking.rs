//! Keeps what is listed as the files are: looks at them on a thread of its own whenever they stir.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::app::{Event, Notice, NoticeKind, Progress};
use crate::library::{self, Glimpse, Library, LibraryError, Look, Looked, Stirring, Watch};

use super::happening::{Teller, start};

/// How far reading has come is told no more often than this, and not at all where it ends sooner.
const BREATH: Duration = Duration::from_millis(150);

/// The time the files that are being read are given to be kept when the reader leaves.
const LEAVING: Duration = Duration::from_millis(300);

/// The looks at the files of a library.
#[derive(Debug)]
pub(super) struct Looking {
    teller: Teller,
    shared: Arc<Shared>,
    /// Whether a look is being taken.
    busy: bool,
    /// Whether something stirred meanwhile.
    again: bool,
    /// Ends when it is dropped. None where the system watches nothing: then files are looked at once.
    _watch: Option<Watch>,
}

/// What a look and the desk tell one another.
#[derive(Debug, Default)]
struct Shared {
    /// Whether nobody waits for the look any more.
    leaving: AtomicBool,
    slot: Mutex<Slot>,
    ended: Condvar,
}

/// Where a look leaves what it came to.
#[derive(Debug, Default)]
struct Slot {
    seen: Option<Seen>,
    /// Whether a look is being taken.
    looking: bool,
}

/// What a look came to.
#[derive(Debug)]
pub(super) enum Seen {
    /// What is known by now; more is to come.
    Part(Box<Looked>),
    /// What is known at its end.
    All(Box<Looked>),
    /// Nothing, for this reason.
    Failed(LibraryError),
}

impl Looking {
    /// Watches the files of these paths, but for folders of the program's own; the first look is taken at once.
    pub(super) fn new(paths: &[PathBuf], own: &[PathBuf], teller: Teller) -> Self {
        let told = teller.clone();
        let stir = move |stirring| match stirring {
            Stirring::Changed => told.tell(Event::FilesStirred),
            Stirring::Slow(text) => told.tell(Event::Notice(Notice { kind: NoticeKind::Done, text })),
        };
        let watch = Watch::new(paths, own, stir).ok();
        if watch.is_none() {
            teller.tell(Event::FilesStirred);
        }
        Self { teller, shared: Arc::default(), busy: false, again: false, _watch: watch }
    }

    /// Looks at the files; while a look is being taken, once more behind it.
    pub(super) fn look(&mut self, library: &Library) {
        if std::mem::replace(&mut self.busy, true) {
            self.again = true;
            return;
        }
        self.again = false;
        let (look, shared, teller) = (library.look(), Arc::clone(&self.shared), self.teller.clone());
        self.shared.slot().looking = true;
        let work = move |_: &_| shared.take(look, &teller);
        // Without a thread the files are looked at when they stir next.
        self.busy = start("look", self.teller.0.clone(), work).is_ok();
        self.shared.slot().looking &= self.busy;
    }

    /// What a look has come to since this was asked last.
    pub(super) fn seen(&mut self) -> Option<Seen> {
        let seen = self.shared.slot().seen.take();
        self.busy &= !matches!(seen, Some(Seen::All(_) | Seen::Failed(_)));
        seen
    }

    /// Whether a look is being taken.
    pub(super) fn is_busy(&self) -> bool {
        self.busy
    }

    /// Whether something stirred while the last look was taken.
    pub(super) fn is_due(&self) -> bool {
        self.again && !self.busy
    }

    /// Ends a look that is being taken. Waits for what it has read to be kept, but never for long.
    pub(super) fn leave(&self) {
        self.shared.leaving.store(true, Ordering::Relaxed);
        let wait = self.shared.ended.wait_timeout_while(self.shared.slot(), LEAVING, |slot| slot.looking);
        // Whatever came of it: the reader does not wait.
        drop(wait);
    }
}

impl Shared {
    fn slot(&self) -> MutexGuard<'_, Slot> {
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, look: Look, teller: &Teller) {
        let mut pace = Pace { began: Instant::now(), told: Instant::now() };
        let mut tell = |glimpse| match glimpse {
            Glimpse::Progress(progress) => {
                if let Some(progress) = pace.of(progress) {
                    teller.tell(Event::Progress(progress));
                }
            }
            Glimpse::Part(looked) => self.leave_behind(Seen::Part(looked), teller),
        };
        let goes_on = || !self.leaving.load(Ordering::Relaxed);
        match look.take(&goes_on, &mut tell) {
            Ok(Some(looked)) => self.leave_behind(Seen::All(Box::new(looked)), teller),
            Ok(None) => {}
            Err(error) => self.leave_behind(Seen::Failed(error), teller),
        }
        self.slot().looking = false;
        self.ended.notify_all();
    }

    /// Leaves what was seen for the desk, in the place of what was seen before and not taken yet.
    fn leave_behind(&self, seen: Seen, teller: &Teller) {
        self.slot().seen = Some(seen);
        teller.tell(Event::FilesRead);
    }
}

/// How fast reading goes, and when that was told last.
#[derive(Debug)]
struct Pace {
    began: Instant,
    told: Instant,
}

impl Pace {
    /// What is to be told of how far reading has come, if it is time for that.
    fn of(&mut self, progress: library::Progress) -> Option<Progress> {
        if self.told.elapsed() < BREATH {
            return None;
        }
        self.told = Instant::now();
        let library::Progress { phase, files, total, bytes, all_bytes, articles, done } = progress;
        let milliseconds = usize::try_from(self.began.elapsed().as_millis()).unwrap_or(usize::MAX).max(1);
        let files_a_second = files.saturating_mul(1000) / milliseconds;
        Some(Progress { phase, files, total, bytes, all_bytes, articles, done, files_a_second })
    }
}
