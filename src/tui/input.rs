//! The thread that reads keys and what the mouse does. It is also the one to notice that the terminal is gone.

use std::io;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crossterm::event;
use signal_hook::consts::SIGHUP;

use crate::app::Event;
use crate::text::SafeText;

use super::guard::Terminal;
use super::happening::{Happening, Sender, start};
use super::keys::{key, pointed};
use super::report::passing_over;
use super::signals::die_within;
use super::tty::{Waited, wait};

/// How long the event source is asked for more. It hands out what it has buffered only while this has not passed:
/// with zero it never does, and with a moment it does not on a machine that is busy.
pub(super) const MORE: Duration = Duration::from_millis(50);

/// Noted in the log for input that the event source cannot read.
const UNREADABLE: &str =
    "the terminal sent something that is no key and could not be read; it was passed over";

/// The time to save what is unsaved once the terminal is gone.
const FAREWELL: Duration = Duration::from_millis(1500);

/// Sends every key and deed of the mouse until the terminal is gone, and then sees to it that the program ends.
pub(super) fn watch(terminal: Arc<Terminal>, sender: Sender) -> io::Result<()> {
    start("keys", sender, move |sender| {
        // Waiting here and not in the event source, which would spin on a dead terminal.
        while wait() == Waited::Keys {
            if !terminal.is_ours() {
                // What is typed now is for the shell.
                thread::sleep(MORE);
            } else if send_all(sender, || next(&terminal)).is_err() {
                break;
            }
        }
        die_within(FAREWELL, SIGHUP, terminal);
        let _ = sender.send(Happening::Signal(SIGHUP));
    })
}

/// What can be read next; none where there is nothing more now, or where it is not for this program.
fn next(terminal: &Terminal) -> io::Result<Option<event::Event>> {
    if terminal.is_ours() && event::poll(MORE)? { event::read().map(Some) } else { Ok(None) }
}

/// Sends what can be read now. Input over which the event source panics is passed over and noted in the log: whatever a
/// terminal sends, it is no reason to end. `Err` where the terminal or the loop is gone.
fn send_all(sender: &Sender, next: impl Fn() -> io::Result<Option<event::Event>>) -> io::Result<()> {
    loop {
        let happening = match passing_over(&next) {
            Some(read) => match read? {
                Some(event) => happening(&event),
                None => return Ok(()),
            },
            None => Some(Happening::Event(Event::Noted(vec![SafeText::label(UNREADABLE)]))),
        };
        if let Some(happening) = happening {
            sender.send(happening).map_err(io::Error::other)?;
        }
    }
}

/// What a key or the mouse makes happen; none where it is none of ours.
fn happening(event: &event::Event) -> Option<Happening> {
    let pointed = || pointed(event).map(|pointed| Happening::Event(Event::Pointed(pointed)));
    key(event).map(Happening::Key).or_else(pointed)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use crossterm::event::{Event as Read, KeyCode, KeyEvent, KeyModifiers};

    use super::*;
    use crate::app::Key;
    use crate::tui::happening::channel;

    #[test]
    fn input_that_cannot_be_read_is_noted_and_the_keys_behind_it_come() {
        let (sender, happenings) = channel();
        let calls = Cell::new(0);
        let next = || {
            calls.set(calls.get() + 1);
            assert_ne!(calls.get(), 1, "the reader of keys panics over what comes first");
            let key = KeyEvent::new(KeyCode::Char('j'), KeyModifiers::NONE);
            Ok((calls.get() == 2).then_some(Read::Key(key)))
        };
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let sent = send_all(&sender, next);
        std::panic::set_hook(hook);
        assert!(sent.is_ok());
        drop(sender);
        let told: Vec<Happening> = happenings.iter().collect();
        assert!(
            matches!(&told[..], [Happening::Event(Event::Noted(lines)), Happening::Key(pressed)]
                if &*lines[0] == UNREADABLE && *pressed == Key::char('j')),
            "{told:?}"
        );
    }

    #[test]
    fn a_terminal_that_is_gone_is_an_error_and_nothing_to_pass_over() {
        let (sender, _happenings) = channel();
        assert!(send_all(&sender, || Err(io::Error::other("gone"))).is_err());
    }
}
