//! The one place where the terminal is taken and given back. Giving back may be asked for by any thread, any
//! number of times, on a terminal that is no longer there; it never fails and never waits for long.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::termios::Termios;

use crate::app::Mouse;

use super::tty;

/// The other screen, nothing on it, and no cursor until a frame places it. Bracketed paste stays off.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[m\x1b[2J";

/// The same backwards.
const LEAVE: &[u8] = b"\x1b[m\x1b[?25h\x1b[?1049l";

/// Buttons and drags are told of, as digits, so that no column is too far (modes 1002 and 1006 of xterm).
const MOUSE_ON: &[u8] = b"\x1b[?1002h\x1b[?1006h";

/// The same backwards.
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l";

/// How long giving back waits for a frame that is being written.
const PATIENCE: Duration = Duration::from_millis(75);

/// Between two such parts of a frame the terminal can be given back.
const PART: usize = 4096;

/// The time in which a signal comes that was sent before another program ended.
const BELATED: Duration = Duration::from_millis(500);

/// The terminal, ours or not.
#[derive(Debug, Default)]
pub(super) struct Terminal {
    ours: AtomicBool,
    lent: AtomicBool,
    /// When another program gave it back last.
    back: Mutex<Option<Instant>>,
    /// Whether it is to tell of the mouse while it is ours.
    mouse: AtomicBool,
    modes: Mutex<Option<Termios>>,
    writing: Mutex<()>,
}

impl Terminal {
    /// Takes the terminal, or takes it again after the program was stopped.
    pub(super) fn enter(&self) -> io::Result<()> {
        let before = tty::make_raw()?;
        if self.lent.load(Ordering::SeqCst) {
            *held(&self.back) = Some(Instant::now());
        }
        self.lent.store(false, Ordering::SeqCst);
        held(&self.modes).get_or_insert(before);
        self.ours.store(true, Ordering::SeqCst);
        self.write(ENTER)?;
        if self.mouse.load(Ordering::SeqCst) { self.write(MOUSE_ON) } else { Ok(()) }
    }

    /// Lets the terminal tell of the mouse, or no longer; when it is taken again, that is as before.
    pub(super) fn tell_of(&self, mouse: Mouse) -> io::Result<()> {
        // Known first: whoever gives the terminal back meanwhile turns it off.
        self.mouse.store(mouse == Mouse::On, Ordering::SeqCst);
        match mouse {
            Mouse::On => self.write(MOUSE_ON),
            Mouse::Off => self.write(MOUSE_OFF),
        }
    }

    /// Gives the terminal back as it was. Nothing is written to it afterwards until it is taken again.
    pub(super) fn leave(&self) {
        let was_ours = self.ours.swap(false, Ordering::SeqCst);
        // Also where another thread came first, so that nobody ends the process before that one is done.
        let _turn = self.turn();
        if !was_ours {
            return;
        }
        if tty::takes_output(PATIENCE) {
            if self.mouse.load(Ordering::SeqCst) {
                let _ = tty::write(MOUSE_OFF);
            }
            let _ = tty::write(LEAVE);
        }
        if let Some(modes) = held(&self.modes).take() {
            tty::restore(&modes);
        }
    }

    /// Gives the terminal back for another program that was asked for, until it is taken again.
    pub(super) fn lend(&self) {
        self.lent.store(true, Ordering::SeqCst);
        self.leave();
    }

    /// Whether another program has it that was asked for: what is typed there is for that one.
    pub(super) fn is_lent(&self) -> bool {
        self.lent.load(Ordering::SeqCst)
    }

    /// Whether what is typed there was for another program a moment ago: a signal that was sent then may be looked at
    /// only when that one has ended by it.
    pub(super) fn was_lent(&self) -> bool {
        self.is_lent() || held(&self.back).is_some_and(|back| back.elapsed() < BELATED)
    }

    /// Whether the terminal is taken.
    pub(super) fn is_ours(&self) -> bool {
        self.ours.load(Ordering::SeqCst)
    }

    /// Writes a frame. Once the terminal is given back the rest of it is dropped. `Err` where it is gone.
    pub(super) fn write(&self, frame: &[u8]) -> io::Result<()> {
        let _turn = held(&self.writing);
        let mut rest = frame;
        while !rest.is_empty() && self.is_ours() {
            let part = rest.get(..PART).unwrap_or(rest);
            let written = tty::write(part)?;
            rest = rest.get(written..).unwrap_or_default();
        }
        Ok(())
    }

    /// The turn to write; without it when the one who has it is held up by a terminal that takes nothing.
    fn turn(&self) -> Option<MutexGuard<'_, ()>> {
        let since = Instant::now();
        loop {
            match self.writing.try_lock() {
                Ok(turn) => return Some(turn),
                Err(TryLockError::Poisoned(turn)) => return Some(turn.into_inner()),
                Err(TryLockError::WouldBlock) if since.elapsed() >= PATIENCE => return None,
                Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(2)),
            }
        }
    }
}

/// Gives the terminal back at the end of a scope, whatever ends it.
#[derive(Debug)]
pub(super) struct Guard(pub(super) Arc<Terminal>);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.leave();
    }
}

/// What a mutex holds, also when a thread that had it panicked: nothing here is ever half changed.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
