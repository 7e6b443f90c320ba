//! Keeps what is listed as the files are: looks at them on a thread of its own whenever they stir.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use crate::app::{Event, Notice, NoticeKind};
use crate::library::{Library, LibraryError, Looked, Stirring, Watch};

use super::happening::{Teller, start};

/// Where a look leaves what it came to.
type Slot = Arc<Mutex<Option<Result<Looked, LibraryError>>>>;

/// The looks at the files of a library.
#[derive(Debug)]
pub(super) struct Looking {
    teller: Teller,
    slot: Slot,
    /// Whether a look is being taken.
    busy: bool,
    /// Whether something stirred meanwhile.
    again: bool,
    /// Ends when it is dropped. None where the system watches nothing: then files are looked at once.
    _watch: Option<Watch>,
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
        Self { teller, slot: Slot::default(), busy: false, again: false, _watch: watch }
    }

    /// Looks at the files; while a look is being taken, once more behind it.
    pub(super) fn look(&mut self, library: &Library) {
        if std::mem::replace(&mut self.busy, true) {
            self.again = true;
            return;
        }
        self.again = false;
        let (look, slot, teller) = (library.look(), Arc::clone(&self.slot), self.teller.clone());
        let work = move |_: &_| {
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(look.take());
            teller.tell(Event::FilesRead);
        };
        // Without a thread the files are looked at when they stir next.
        self.busy = start("look", self.teller.0.clone(), work).is_ok();
    }

    /// What a look came to, if one has ended and could be taken.
    pub(super) fn taken(&mut self) -> Option<Looked> {
        let looked = self.slot.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.busy &= looked.is_none();
        looked?.ok()
    }

    /// Whether something stirred while the last look was taken.
    pub(super) fn is_due(&self) -> bool {
        self.again && !self.busy
    }
}
