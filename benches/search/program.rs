//! The library as the program opens it, and its desk asked as a key asks it.

use std::path::Path;

use anyhow::{Context, Result, anyhow};
use dateline::app::{Effect, Event, Request, View};
use dateline::article::Date;
use dateline::library::{Library, Options};
use dateline::tui::{Desk, Interrupt};

/// A program that waits for keys.
pub struct Program {
    desk: Desk,
    interrupt: Interrupt,
    asked: u64,
}

impl Program {
    /// Reads what stands in a folder and keeps what it read, as the first start does.
    pub fn read(pages: &Path, folder: &Path) -> Result<()> {
        Library::open(&options(pages, folder), &mut |_| {}).map(drop).context("opening the library")
    }

    /// Opens what was kept, as the next start does, and lists everything.
    pub fn open(pages: &Path, folder: &Path) -> Result<Self> {
        let library = Library::open_known(&options(pages, folder)).context("nothing was kept")?;
        let today = Date::year_only(2026)?;
        let desk = Desk::new(library, today, Vec::new());
        let mut program = Self { desk, interrupt: Interrupt::default(), asked: 0 };
        program.answer("")?;
        Ok(program)
    }

    /// Opens the filter.
    pub fn open_filter(&mut self) -> Result<()> {
        let read = self.desk.perform(&Effect::ReadWords, &self.interrupt);
        read.map(drop).map_err(|_| anyhow!("nobody interrupted"))
    }

    /// Answers what was typed: the beginning of the list, the rows on screen, the sums and the count. Gives the count.
    pub fn answer(&mut self, typed: &str) -> Result<usize> {
        self.asked += 1;
        let (number, query) = (self.asked, typed.to_owned());
        let request = Request { number, view: View::All, query, ..Request::default() };
        let events = self.desk.perform(&Effect::List(request), &self.interrupt);
        match events.map_err(|_| anyhow!("nobody interrupted"))?.pop() {
            Some(Event::Listed(listing)) => Ok(listing.total),
            other => Err(anyhow!("a list was expected, not {other:?}")),
        }
    }
}

fn options(pages: &Path, folder: &Path) -> Options {
    Options {
        paths: vec![pages.to_owned()],
        journal: folder.join("state"),
        cache: folder.join("cache"),
        ..Options::default()
    }
}
