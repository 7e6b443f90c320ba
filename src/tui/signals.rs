//! What other processes and the kernel ask of the program. The loop does what is asked; where it cannot, the
//! program still ends in time, by the signal that was sent, and gives the terminal back first.

use std::io;
use std::process;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use rustix::process::{Signal, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::guard::Terminal;
use super::happening::{Happening, Sender, start};

/// The time to save what is unsaved after a signal that ends the program.
const FAREWELL: Duration = Duration::from_millis(250);

/// The time the kernel is given to stop all threads of the program.
const STOPPING: Duration = Duration::from_millis(50);

/// Sends what signals ask for from now on.
pub(super) fn watch(terminal: Arc<Terminal>, sender: Sender) -> io::Result<()> {
    let watched = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH];
    let mut signals = Signals::new(watched)?;
    start("signals", sender, move |sender| {
        for signal in signals.forever() {
            let happening = match signal {
                // The program that has the terminal is sent these too, and it is the one who is meant.
                SIGINT | SIGQUIT if terminal.was_lent() => continue,
                SIGCONT if terminal.is_lent() => continue,
                SIGTSTP if terminal.is_lent() => {
                    let _ = emulate_default_handler(SIGTSTP);
                    continue;
                }
                SIGWINCH => Happening::Resized,
                SIGTSTP => Happening::Suspended,
                SIGCONT => Happening::Resumed,
                fatal => {
                    die_within(FAREWELL, fatal, Arc::clone(&terminal));
                    Happening::Signal(fatal)
                }
            };
            if sender.send(happening).is_err() {
                return;
            }
        }
    })
}

/// Ends the program by this signal if it has not ended by itself in this time.
pub(super) fn die_within(limit: Duration, signal: i32, terminal: Arc<Terminal>) {
    let deadline = move || {
        thread::sleep(limit);
        terminal.leave();
        die_by(signal)
    };
    // Without memory for a thread there is only the loop to rely on.
    let _ = thread::Builder::new().name("deadline".to_owned()).spawn(deadline);
}

/// Ends the program as this signal does by default, so that whoever started it sees the cause.
pub(super) fn die_by(signal: i32) -> ! {
    let _ = emulate_default_handler(signal);
    process::exit(128_i32.saturating_add(signal))
}

/// Stops the program and all others of its job until the shell continues them.
///
/// `SIGTTOU` stops as `SIGSTOP` does, but the kernel passes over it where no shell is left that could continue
/// the job. There, as in a terminal window of its own, this returns at once.
pub(super) fn stop_job() {
    let _ = kill_current_process_group(Signal::TTOU);
    // Other threads may take the signal; this one goes on until the kernel reaches it.
    thread::sleep(STOPPING);
}
