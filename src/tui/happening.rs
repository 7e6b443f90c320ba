//! The one channel into the loop: what is sent through it, and the threads that send.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use crate::app::{Event, Key};

/// How much may wait in the channel; whoever finds it full is held up, so that a flood of keys stays in the
/// kernel and costs no memory here.
const WAITING: usize = 256;

/// Everything the loop can be woken by.
#[derive(Debug)]
pub(super) enum Happening {
    /// A key was pressed.
    Key(Key),
    /// The terminal may have another size.
    Resized,
    /// The program was asked to stop until it is continued.
    Suspended,
    /// The program was continued, and others may have used the terminal meanwhile.
    Resumed,
    /// A signal asks the program to end; a lost terminal counts as the signal of a hang-up.
    Signal(i32),
    /// The worker has something for the state.
    Event(Event),
    /// The worker has loaded the library.
    Ready,
    /// The worker could not load the library.
    Failed(anyhow::Error),
    /// The worker has done everything it was asked for and is gone.
    Finished,
    /// A thread panicked.
    Fault,
}

/// Where threads send what happens.
pub(super) type Sender = SyncSender<Happening>;

/// Tells the loop of events, from any thread.
#[derive(Debug, Clone)]
pub struct Teller(pub(super) Sender);

impl Teller {
    /// Tells of an event. Whether somebody still listens does not matter.
    pub fn tell(&self, event: Event) {
        let _ = self.0.send(Happening::Event(event));
    }
}

/// The two ends of the channel.
pub(super) fn channel() -> (Sender, Receiver<Happening>) {
    sync_channel(WAITING)
}

/// Starts a thread that sends; where it panics, it sends that.
pub(super) fn start(
    name: &str,
    sender: Sender,
    work: impl FnOnce(&Sender) + Send + 'static,
) -> io::Result<()> {
    let guarded = move || {
        if catch_unwind(AssertUnwindSafe(|| work(&sender))).is_err() {
            let _ = sender.send(Happening::Fault);
        }
    };
    thread::Builder::new().name(name.to_owned()).spawn(guarded).map(drop)
}
