//! The command line on the real streams of the process.

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal};
use std::sync::Arc;

use signal_hook::consts::SIGXFSZ;

use crate::library::{READER_THREAD, today};

use super::around::{Around, Terminal};
use super::outcome::Outcome;
use super::run::run;

/// Carries out a command line with the streams, the environment and the clock of this process.
pub fn run_here(arguments: impl IntoIterator<Item = OsString>) -> Outcome {
    // Caught and not looked at, so that a file that grew too long is a failed write and not the end. Where the system
    // refuses that, all else works as well.
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::default());
    let (input, out, err) = (io::stdin(), io::stdout(), io::stderr());
    let terminal = Terminal { input: input.is_terminal(), columns: columns(&out), err: err.is_terminal() };
    let mut around = Around {
        input: &mut input.lock(),
        out: &mut BufWriter::new(out.lock()),
        err: &mut err.lock(),
        terminal,
        variable: &|name| std::env::var_os(name),
        today: today(),
    };
    run(arguments, &mut around)
}

/// The columns of the terminal behind a stream; none where it is not one. A terminal that does not know its
/// size is taken for one of 80 columns.
fn columns(out: &io::Stdout) -> Option<u16> {
    let size = || rustix::termios::tcgetwinsize(out).ok().map(|size| size.ws_col);
    out.is_terminal().then(|| size().filter(|columns| *columns > 0).unwrap_or(80))
}

/// Keeps a panic on a thread that reads files off the screen: it is caught there and told as a problem of the
/// file. All other panics are told as before.
pub fn silence_reader_threads() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some(READER_THREAD) {
            usual(panic);
        }
    }));
}
