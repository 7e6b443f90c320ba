//! The loop: draw; wait for one thing to happen; take what else has happened; hand on what the state asks for.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use ratatui::buffer::Buffer;
use signal_hook::consts::SIGHUP;

use crate::app::{App, Effect, Event, Notice, NoticeKind, Outside};
use crate::text::SafeText;
use crate::ui::Spot;

use super::guard::Terminal;
use super::happening::Happening;
use super::outside::{Begun, Outdoors};
use super::screen::Screen;
use super::signals::stop_job;
use super::tty;
use super::worker::Worker;

/// The shortest time between two frames: 60 a second.
const FRAME: Duration = Duration::from_micros(16_667);

/// The longest time spent on what is queued before it shows.
const BATCH: Duration = Duration::from_millis(8);

/// So long nothing is drawn at the start, unless there is a list to be drawn.
const OPENING: Duration = Duration::from_millis(40);

/// Why the loop ended.
#[derive(Debug)]
pub(super) enum Ending {
    /// The reader left.
    Quit,
    /// The program was asked to end by this signal, or the terminal is gone.
    Signal(i32),
    /// The library could not be loaded.
    Failed(anyhow::Error),
    /// A thread panicked.
    Fault,
}

impl Ending {
    /// The terminal is gone: the same as being told so by the kernel.
    const LOST: Self = Self::Signal(SIGHUP);
}

/// What the loop holds while it runs.
pub(super) struct EventLoop<Draw> {
    /// The state.
    pub(super) app: App,
    /// How the state is drawn.
    pub(super) draw: Draw,
    /// Where it is drawn.
    pub(super) screen: Screen,
    /// The terminal the screen is on.
    pub(super) terminal: Arc<Terminal>,
    /// Who does what the state asks for.
    pub(super) worker: Worker,
    /// What is done outside the program.
    pub(super) outdoors: Outdoors,
}

impl<Draw: Fn(&App, &mut Buffer) -> Option<Spot>> EventLoop<Draw> {
    /// Runs until there is a reason to end.
    pub(super) fn run(&mut self, happenings: &Receiver<Happening>) -> Ending {
        if let ControlFlow::Break(ending) = self.open(happenings) {
            return ending;
        }
        loop {
            if let ControlFlow::Break(ending) = self.turn(happenings) {
                return ending;
            }
        }
    }

    /// Gives the library time to tell its first list, so that what is known already is the first thing to be seen.
    fn open(&mut self, happenings: &Receiver<Happening>) -> ControlFlow<Ending> {
        self.resize()?;
        let latest = Instant::now() + OPENING;
        while !self.app.has_list()
            && let Ok(next) = happenings.recv_timeout(latest.saturating_duration_since(Instant::now()))
        {
            self.take(next)?;
        }
        ControlFlow::Continue(())
    }

    fn turn(&mut self, happenings: &Receiver<Happening>) -> ControlFlow<Ending> {
        self.resize()?;
        self.show()?;
        self.wait(happenings)
    }

    /// Waits for something to happen and takes all that happens until the next frame is due.
    fn wait(&mut self, happenings: &Receiver<Happening>) -> ControlFlow<Ending> {
        let due = Instant::now() + FRAME;
        let Ok(first) = happenings.recv() else { return ControlFlow::Break(Ending::Fault) };
        let latest = due.max(Instant::now() + BATCH);
        self.take(first)?;
        while let Ok(next) = happenings.recv_timeout(due.saturating_duration_since(Instant::now())) {
            self.take(next)?;
            if Instant::now() >= latest {
                break;
            }
        }
        ControlFlow::Continue(())
    }

    fn take(&mut self, happening: Happening) -> ControlFlow<Ending> {
        match happening {
            Happening::Key(key) => self.update(Event::Key(key)),
            Happening::Event(event) => {
                self.worker.heard(&event);
                self.update(event)
            }
            // The size is looked at before each frame anyway: some terminals tell nobody when it changes.
            Happening::Resized => ControlFlow::Continue(()),
            Happening::Suspended => self.suspend(),
            Happening::Resumed => self.resume(),
            Happening::Ready => {
                self.worker.loaded();
                ControlFlow::Continue(())
            }
            Happening::Signal(signal) => {
                // Whatever the state makes of it, the end has its cause.
                let _ = self.update(Event::Stopping);
                ControlFlow::Break(Ending::Signal(signal))
            }
            Happening::Failed(error) => ControlFlow::Break(Ending::Failed(error)),
            Happening::Finished | Happening::Fault => ControlFlow::Break(Ending::Fault),
        }
    }

    fn update(&mut self, event: Event) -> ControlFlow<Ending> {
        for effect in self.app.update(event) {
            match effect {
                Effect::List(_)
                | Effect::ListOn(_)
                | Effect::FetchRows(_)
                | Effect::Count(_)
                | Effect::Glance(_)
                | Effect::Open(_)
                | Effect::CountViews(_)
                | Effect::ShowPage(_)
                | Effect::Explain(_)
                | Effect::ReadWords
                | Effect::LookAtFiles
                | Effect::TakeFiles
                | Effect::BeginDay(_)
                | Effect::Export(_)
                | Effect::Remember(_)
                | Effect::Save(_)
                | Effect::Reverse(_) => {
                    self.worker.ask(effect);
                }
                Effect::Outside(outside) => self.go_outside(outside)?,
                Effect::Mouse(mouse) => {
                    if self.terminal.tell_of(mouse).is_err() {
                        return ControlFlow::Break(Ending::LOST);
                    }
                }
                Effect::Redraw => self.screen.forget(),
                Effect::Suspend => self.suspend()?,
                Effect::Quit => return ControlFlow::Break(Ending::Quit),
            }
        }
        ControlFlow::Continue(())
    }

    fn show(&mut self) -> ControlFlow<Ending> {
        match self.screen.show(|buffer| (self.draw)(&self.app, buffer)) {
            Ok(withheld) => {
                debug_assert_eq!(withheld, 0, "only cleaned text may be drawn");
                if withheld > 0 { self.warn() } else { ControlFlow::Continue(()) }
            }
            Err(_) => ControlFlow::Break(Ending::LOST),
        }
    }

    fn warn(&mut self) -> ControlFlow<Ending> {
        let text =
            SafeText::label("this page holds characters that could harm the terminal; they were held back");
        self.update(Event::Notice(Notice { kind: NoticeKind::Warning, text }))
    }

    fn resize(&mut self) -> ControlFlow<Ending> {
        let Ok(size) = tty::size() else { return ControlFlow::Break(Ending::LOST) };
        if !self.screen.resize(size) {
            return ControlFlow::Continue(());
        }
        self.update(Event::Resized(size))
    }

    fn go_outside(&mut self, outside: Outside) -> ControlFlow<Ending> {
        let told = match self.outdoors.begin(outside) {
            Begun::Told(notice) => Some(notice),
            Begun::Lend(guest) => {
                let told = self.outdoors.lend(guest);
                self.resume()?;
                told
            }
        };
        told.map_or(ControlFlow::Continue(()), |notice| self.update(Event::Notice(notice)))
    }

    fn suspend(&mut self) -> ControlFlow<Ending> {
        self.terminal.leave();
        stop_job();
        self.resume()
    }

    fn resume(&mut self) -> ControlFlow<Ending> {
        match self.terminal.enter() {
            Ok(()) => {
                self.screen.forget();
                ControlFlow::Continue(())
            }
            Err(_) => ControlFlow::Break(Ending::LOST),
        }
    }
}
