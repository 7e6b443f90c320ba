//! The terminal as two file descriptors: its size, its line discipline, writing to it and waiting for it.
//! Knows nothing of what is drawn, and never asks the terminal itself anything.

use std::io;
use std::os::fd::BorrowedFd;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::process::getpgrp;
use rustix::stdio::{stdin, stdout};
use rustix::termios::{
    OptionalActions, QueueSelector, Termios, isatty, tcflush, tcgetattr, tcgetpgrp, tcgetwinsize, tcsetattr,
};

use crate::app::Size;

/// No more cells than this are drawn: a terminal that claims more would cost gigabytes.
const LARGEST: Size = Size { width: 1000, height: 500 };

/// What terminals that do not know their size, such as serial lines, are taken for.
const UNKNOWN: Size = Size { width: 80, height: 24 };

/// A pause after which no more of what was pasted is expected.
const QUIET: Duration = Duration::from_millis(10);

/// The longest time spent on the rest of a paste.
const LONGEST_PASTE: Duration = Duration::from_millis(80);

/// Whether keys can be read from a terminal and a screen can be drawn on one.
pub(super) fn is_terminal() -> bool {
    isatty(stdin()) && isatty(stdout())
}

/// The size to draw for. `Err` where the terminal is gone.
pub(super) fn size() -> io::Result<Size> {
    let reported = tcgetwinsize(stdout())?;
    Ok(drawable(Size { width: reported.ws_col, height: reported.ws_row }))
}

fn drawable(reported: Size) -> Size {
    if reported == Size::default() {
        return UNKNOWN;
    }
    Size { width: reported.width.min(LARGEST.width), height: reported.height.min(LARGEST.height) }
}

/// Lets every key through at once and unchanged. Returns the modes as they were.
pub(super) fn make_raw() -> io::Result<Termios> {
    let before = tcgetattr(stdin())?;
    let mut raw = before.clone();
    raw.make_raw();
    tcsetattr(stdin(), OptionalActions::Now, &raw)?;
    Ok(before)
}

/// Gives the modes back. Keys that were not read are thrown away.
pub(super) fn restore(modes: &Termios) {
    // A job in the background would be stopped here; its shell has set the modes already.
    let in_front = |front| front == getpgrp();
    if tcgetpgrp(stdin()).map_or(true, in_front) {
        throw_keys_away();
        let _ = tcsetattr(stdin(), OptionalActions::Now, modes);
    }
}

/// Throws keys away until no more come: the rest of a paste must not run in the shell.
fn throw_keys_away() {
    let since = Instant::now();
    loop {
        let _ = tcflush(stdin(), QueueSelector::IFlush);
        let more = answers(stdin(), PollFlags::IN, QUIET);
        if !more || since.elapsed() > LONGEST_PASTE {
            return;
        }
    }
}

/// Writes as much as one call takes. `Err` where the terminal is gone.
pub(super) fn write(bytes: &[u8]) -> io::Result<usize> {
    loop {
        match rustix::io::write(stdout(), bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => return Ok(written),
            Err(Errno::INTR) => {}
            // Whoever shares this terminal may have made it non-blocking.
            Err(Errno::AGAIN) => {
                takes_output(QUIET);
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// Whether the terminal takes output within this time; not while another thread is held up writing to it.
pub(super) fn takes_output(patience: Duration) -> bool {
    answers(stdout(), PollFlags::OUT, patience)
}

/// Whether exactly this is true of the terminal within less than a second.
fn answers(terminal: BorrowedFd<'_>, what: PollFlags, patience: Duration) -> bool {
    let mut asked = [PollFd::new(&terminal, what)];
    let patience = Timespec { tv_sec: 0, tv_nsec: i64::from(patience.subsec_nanos()) };
    poll(&mut asked, Some(&patience)).is_ok() && asked[0].revents() == what
}

/// What ended a wait for keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Waited {
    /// Keys can be read.
    Keys,
    /// The terminal is gone and will not come back.
    Gone,
}

/// Sleeps until there are keys or no terminal any more.
pub(super) fn wait() -> Waited {
    let terminal = stdin();
    loop {
        let mut asked = [PollFd::new(&terminal, PollFlags::IN)];
        match poll(&mut asked, None) {
            Err(Errno::INTR | Errno::AGAIN) => {}
            Ok(_) if asked[0].revents() == PollFlags::IN => return Waited::Keys,
            // A hang-up is told beside input that can never be read again.
            Ok(_) | Err(_) => return Waited::Gone,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_held_within_what_can_be_drawn() {
        let cases = [
            ((0, 0), (80, 24)),
            ((0, 5), (0, 5)),
            ((1, 1), (1, 1)),
            ((1000, 500), (1000, 500)),
            ((5000, 1), (1000, 1)),
            ((u16::MAX, u16::MAX), (1000, 500)),
        ];
        for ((width, height), (drawn_width, drawn_height)) in cases {
            let drawn = Size { width: drawn_width, height: drawn_height };
            assert_eq!(drawable(Size { width, height }), drawn, "{width}x{height}");
        }
    }
}
