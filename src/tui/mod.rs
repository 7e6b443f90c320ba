//! The terminal: the loop, the guard that gives the terminal back, and the threads around them.
//!
//! Five threads live as long as the program, and one channel joins them. The first one runs the loop in `event_loop`,
//! which alone owns the state; `keys` reads what is typed, `signals` hears what the kernel asks, `days` looks at the
//! calendar, `worker` owns the library. The loop asks the worker to end and waits until all is saved; the other three
//! wait for what may never come, and go with the process.
//!
//! Others come and go, and send to the loop as well. `dateline-watch` hears which files stir; the worker begins it with
//! the library and lets go of it at its own end. `look` reads what stirred, one at a time; it ends by itself, or when the
//! worker leaves, which waits for it a moment. `outside` waits for one program that was started and ends with that, which
//! it ends itself where that takes too long over a text. The `dateline-reader` threads, among which reading is shared, end
//! with what they read; `deadline` ends the program where the loop does not.
//!
//! `canvas` keeps what is shown, `screen` and `encode` write all bytes of a frame, `guard` those around all frames,
//! `outside` those that set the clipboard; nothing else writes to the terminal, and nothing ever asks it a question.

mod canvas;
mod counting;
mod days;
mod desk;
mod encode;
mod event_loop;
mod exporting;
mod facets;
mod folding;
mod following;
mod guard;
mod happening;
mod input;
mod interrupt;
mod keys;
mod listings;
mod look;
mod looking;
mod order;
mod outside;
mod page;
mod past;
mod queue;
mod renewal;
mod report;
mod rows;
mod ruling;
mod screen;
mod signals;
mod tty;
mod understood;
mod worker;

use std::cell::RefCell;
use std::env;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::Duration;

use anyhow::{Context, anyhow};
use ratatui::buffer::Buffer;
use thiserror::Error;

use crate::app::App;
use crate::ui::{self, Look, Spot};

pub use desk::Desk;
pub use happening::Teller;
pub use interrupt::{Interrupt, Interrupted};
pub use outside::Programs;
pub use ruling::rule;
pub use worker::{Load, Perform};

use event_loop::{Ending, EventLoop};
use guard::{Guard, Terminal};
use happening::Happening;
use outside::Outdoors;
use report::Panics;
use screen::Screen;
use worker::{Farewell, Worker};

/// The time to save what is unsaved when the reader does not wait for it.
const FAREWELL: Duration = Duration::from_secs(1);

/// What the reader needs to know before it starts.
pub struct Setup<D> {
    /// Loads the library; called on the worker thread while the screen is up already.
    pub desk: Load<D>,
    /// The state before anything happened, with what the reader chose.
    pub app: App,
    /// What the terminal can show.
    pub look: Look,
    /// The programs of the reader's choice.
    pub programs: Programs,
    /// Where a report is written should the program fail by a fault of its own.
    pub report_folder: PathBuf,
}

/// There is no terminal to draw on. Nothing was sent to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Standard input or output is a file or a pipe.
    #[error("dateline needs a terminal here; in a pipe use `dateline list` or `dateline show ID`")]
    NotATerminal,
    /// `TERM` is unset, empty or `dumb`.
    #[error(
        "dateline needs a terminal with a cursor (TERM is unset or `dumb`); use `dateline list` or `dateline show ID`"
    )]
    Dumb,
}

/// Whether there is a terminal to draw on.
///
/// # Errors
/// The reason why there is none.
pub fn check() -> Result<(), Refusal> {
    if !tty::is_terminal() {
        return Err(Refusal::NotATerminal);
    }
    match env::var("TERM").as_deref() {
        Ok("" | "dumb") | Err(env::VarError::NotPresent) => Err(Refusal::Dumb),
        Ok(_) | Err(env::VarError::NotUnicode(_)) => Ok(()),
    }
}

/// Runs the reader until it is left. When it returns, the terminal is as it was.
///
/// Does not return after a signal that ends the program (it then dies by that signal) and after a panic (exit
/// code 101); what was to be saved is saved before, as far as time allows.
///
/// # Errors
/// A [`Refusal`]; a terminal that cannot be set up; a library that cannot be loaded; decisions that could not be
/// saved when the reader was left.
pub fn run<D: Perform + 'static>(setup: Setup<D>) -> anyhow::Result<()> {
    run_drawn_by(setup, ui::draw)
}

/// As [`run`], with another hand to draw: for tests of the terminal itself.
///
/// # Errors
/// As [`run`].
pub fn run_drawn_by<D: Perform + 'static>(
    setup: Setup<D>,
    draw: impl Fn(&App, &Look, &mut Buffer) -> Option<Spot>,
) -> anyhow::Result<()> {
    check()?;
    let Setup { desk, app, look, programs, report_folder } = setup;
    let terminal = Arc::new(Terminal::default());
    let _guard = Guard(Arc::clone(&terminal));
    let (sender, happenings) = happening::channel();
    signals::watch(Arc::clone(&terminal), sender.clone()).context("cannot watch for signals")?;
    let panics = Panics::keep(Arc::clone(&terminal));
    terminal.enter().context("cannot set up the terminal")?;
    let worker = Worker::start(desk, sender.clone()).context("cannot start a thread")?;
    let outdoors = Outdoors {
        programs,
        terminal: Arc::clone(&terminal),
        teller: Teller(sender.clone()),
        folder: report_folder.clone(),
        copies: RefCell::default(),
    };
    days::watch(sender.clone()).context("cannot start a thread")?;
    input::watch(Arc::clone(&terminal), sender).context("cannot start a thread")?;

    let mut event_loop = EventLoop {
        app,
        screen: Screen::new(Arc::clone(&terminal), look::charset(&look), &look),
        draw: |app: &App, buffer: &mut Buffer| draw(app, &look, buffer),
        terminal: Arc::clone(&terminal),
        worker,
        outdoors,
    };
    let ending = catch_unwind(AssertUnwindSafe(|| event_loop.run(&happenings))).unwrap_or(Ending::Fault);
    terminal.leave();
    let worker = event_loop.worker;
    // A signal ends the program below, and what was copied for an editor is not to stay.
    drop(event_loop.outdoors);
    match ending {
        Ending::Quit => match worker.finish(&happenings, Duration::MAX) {
            Farewell::Done => Ok(()),
            Farewell::Unsaved(why) => Err(anyhow!("not saved: {why}")),
            Farewell::Fault => fail(&panics, &report_folder),
        },
        Ending::Failed(error) => Err(error),
        Ending::Signal(signal) => {
            save(worker, &happenings);
            signals::die_by(signal)
        }
        Ending::Fault => {
            save(worker, &happenings);
            fail(&panics, &report_folder)
        }
    }
}

/// Lets the worker save what it can while nobody waits for it.
fn save(worker: Worker, happenings: &Receiver<Happening>) {
    if let Farewell::Unsaved(why) = worker.finish(happenings, FAREWELL) {
        report::say(&format!("dateline: not saved: {why}"));
    }
}

fn fail(panics: &Panics, report_folder: &Path) -> ! {
    panics.tell(report_folder);
    process::exit(report::EXIT_CODE)
}
