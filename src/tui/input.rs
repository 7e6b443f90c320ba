//! The thread that reads keys and what the mouse does. It is also the one to notice that the terminal is gone.

use std::io;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crossterm::event;
use signal_hook::consts::SIGHUP;

use crate::app::Event;

use super::guard::Terminal;
use super::happening::{Happening, Sender, start};
use super::keys::{key, pointed};
use super::signals::die_within;
use super::tty::{Waited, wait};

/// How long the event source is asked for more. It hands out what it has buffered only while this has not passed:
/// with zero it never does, and with a moment it does not on a machine that is busy.
pub(super) const MORE: Duration = Duration::from_millis(50);

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
            } else if read(&terminal, sender).is_err() {
                break;
            }
        }
        die_within(FAREWELL, SIGHUP, terminal);
        let _ = sender.send(Happening::Signal(SIGHUP));
    })
}

/// Sends what can be read now. `Err` where the terminal or the loop is gone.
fn read(terminal: &Terminal, sender: &Sender) -> io::Result<()> {
    while terminal.is_ours() && event::poll(MORE)? {
        let event = event::read()?;
        let pointed = || pointed(&event).map(|pointed| Happening::Event(Event::Pointed(pointed)));
        if let Some(happening) = key(&event).map(Happening::Key).or_else(pointed) {
            sender.send(happening).map_err(io::Error::other)?;
        }
    }
    Ok(())
}
