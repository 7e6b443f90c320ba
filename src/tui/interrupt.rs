//! What the loop asks the worker for by now, looked at in the middle of long work: an answer that nobody waits for any
//! more ends early, and what must not wait goes first.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use crate::app::Effect;

/// Tells long work whether to go on. Both ends of the worker hold it.
#[derive(Debug, Clone, Default)]
pub struct Interrupt(Arc<Asked>);

#[derive(Debug, Default)]
struct Asked {
    /// The number of the newest request; the highest of all once the reader has left.
    newest: AtomicU64,
    /// How many effects that write to the journal are not begun.
    saving: AtomicUsize,
    /// How many effects are not begun.
    waiting: AtomicUsize,
}

/// Something else goes first: what was begun is to be dropped, and done anew if it is still wanted then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interrupted;

impl Interrupt {
    /// Takes note that an effect is asked for.
    pub(super) fn ask(&self, effect: &Effect) {
        match effect {
            Effect::List(request) => drop(self.0.newest.fetch_max(request.number, Ordering::SeqCst)),
            Effect::Quit => self.0.newest.store(u64::MAX, Ordering::SeqCst),
            Effect::Save(_) | Effect::Reverse(_) => drop(self.0.saving.fetch_add(1, Ordering::SeqCst)),
            Effect::ListOn(_)
            | Effect::FetchRows(_)
            | Effect::Count(_)
            | Effect::Glance(_)
            | Effect::CountViews(_)
            | Effect::Open(_)
            | Effect::ShowPage(_)
            | Effect::Explain(_)
            | Effect::ReadWords
            | Effect::LookAtFiles
            | Effect::TakeFiles
            | Effect::BeginDay(_)
            | Effect::Export(_)
            | Effect::Outside(_)
            | Effect::Remember(_)
            | Effect::Mouse(_)
            | Effect::Redraw
            | Effect::Suspend => {}
        }
        self.0.waiting.fetch_add(1, Ordering::SeqCst);
    }

    /// Takes note that an effect waits no more: it is begun, or dropped.
    pub(super) fn take(&self, effect: &Effect) {
        if matches!(effect, Effect::Save(_) | Effect::Reverse(_)) {
            self.0.saving.fetch_sub(1, Ordering::SeqCst);
        }
        self.0.waiting.fetch_sub(1, Ordering::SeqCst);
    }

    /// The number of the newest request.
    pub(super) fn newest(&self) -> u64 {
        self.0.newest.load(Ordering::SeqCst)
    }

    /// Whether the request of this number is still to be answered now: there is no newer one, and nothing is to be
    /// saved first.
    ///
    /// # Errors
    /// It is not.
    pub fn go_on(&self, number: u64) -> Result<(), Interrupted> {
        let stale = self.0.newest.load(Ordering::Relaxed) > number;
        if stale || self.0.saving.load(Ordering::Relaxed) > 0 { Err(Interrupted) } else { Ok(()) }
    }

    /// The same for what is of use only while there is nothing else to do.
    ///
    /// # Errors
    /// There is something else to do.
    pub fn go_on_idly(&self, number: u64) -> Result<(), Interrupted> {
        if self.0.waiting.load(Ordering::Relaxed) > 0 { Err(Interrupted) } else { self.go_on(number) }
    }
}
