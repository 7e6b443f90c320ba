//! What a key costs in an article of a megabyte: `cargo bench --bench large -- [BYTES]`.
//!
//! The same bytes as paragraphs, as one line of words, as one word, and as one line without spaces between its words; each
//! row is what one thing takes that its reader does, with the frame that shows it.

#[path = "measure/place.rs"]
mod place;

use std::collections::VecDeque;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};
use dateline::app::{App, Effect, Event, Key, Settings, Size};
use dateline::article::Date;
use dateline::library::{Library, Options};
use dateline::tui::{Desk, Interrupt};
use dateline::ui::{self, Look};
use place::folder;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const BYTES: usize = 1_000_000;

/// What its reader does, and the keys for it.
const DONE: [(&str, &str); 10] = [
    ("a page on", "Space"),
    ("to the end", "G"),
    ("a page back", "b"),
    ("to the beginning", "g"),
    ("a letter to find", "/ e"),
    ("the second letter", "v"),
    ("the next hit", "Enter n n n"),
    ("marking a sentence", "Esc v"),
    ("a sentence more", "j"),
    ("the page behind it", "Esc ="),
];

fn main() -> Result<()> {
    let mut given = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let bytes = given.next().map_or(Ok(BYTES), |bytes| bytes.parse()).context("how many bytes")?;
    let folder = folder("large");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let mut out = io::stdout().lock();
    for (name, text) in texts(bytes) {
        let pages = folder.join(name.replace(' ', "-"));
        fs::create_dir_all(&pages)?;
        fs::write(pages.join("a.txt"), format!("The harbour is closed by a storm\n\n{text}\n"))?;
        for (what, took) in measure(&pages, &folder)? {
            writeln!(out, "{name:<22}{what:<22}{:>9.2} ms", took.as_secs_f64() * 1e3)?;
        }
    }
    Ok(fs::remove_dir_all(&folder)?)
}

/// Texts of so many bytes, each with what it is.
fn texts(bytes: usize) -> [(&'static str, String); 4] {
    let sentence =
        "The ships of the second fleet waited outside the harbour of Mombasa, every one of them alone. ";
    let words = sentence.repeat(bytes / sentence.len());
    // Paragraphs that say the same would be folded.
    let paragraph = |number| format!("{number} days had passed. {}\n\n", sentence.repeat(5).trim_end());
    let paragraphs = (0..bytes / sentence.len() / 5).map(paragraph).collect();
    let han = "港口在星期一关闭，官员们说船只正在等待。";
    [
        ("paragraphs", paragraphs),
        ("one line", words),
        ("one word", "abcdefghij".repeat(bytes / 10)),
        ("no spaces", han.repeat(bytes / han.len())),
    ]
}

/// What everything takes, in order.
fn measure(pages: &Path, folder: &Path) -> Result<Vec<(&'static str, Duration)>> {
    let mut told = Vec::new();
    let start = Instant::now();
    let options =
        Options { paths: vec![pages.to_owned()], journal: folder.join("state"), ..Options::default() };
    let library = Library::open(&options, &mut |_| {}).context("opening the library")?;
    told.push(("reading the file", start.elapsed()));
    let desk = Desk::new(library, Date::year_only(2026)?, Vec::new());
    let app = App::new(Settings { hyphenate: true, justify: true, ..Settings::default() });
    let app = app.map_err(|_| anyhow!("the default keys are sound"))?;
    let mut screen = Screen { app, desk };
    let loaded = screen.desk.loaded();
    screen.timed("the empty screen", &mut told, |screen| screen.happens(Event::Resized(size(120))))?;
    screen.timed("opening it", &mut told, |screen| screen.happens(Event::Loaded(loaded)))?;
    screen.press("l")?;
    for (what, keys) in DONE {
        screen.timed(what, &mut told, |screen| screen.press(keys))?;
    }
    for (what, width) in [("that page narrower", 100), ("that page wider", 140)] {
        screen.timed(what, &mut told, |screen| screen.happens(Event::Resized(size(width))))?;
    }
    screen.press("Esc")?;
    for (what, width) in [("narrower", 80), ("wider", 120)] {
        screen.timed(what, &mut told, |screen| screen.happens(Event::Resized(size(width))))?;
    }
    Ok(told)
}

fn size(width: u16) -> Size {
    Size { width, height: 40 }
}

/// The program without its terminal.
struct Screen {
    app: App,
    desk: Desk,
}

impl Screen {
    /// Does something and draws the screen; adds what both took.
    fn timed(
        &mut self,
        what: &'static str,
        told: &mut Vec<(&'static str, Duration)>,
        done: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        let start = Instant::now();
        done(self)?;
        let Size { width, height } = self.app.size();
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        ui::draw(&self.app, &Look::default(), &mut buffer);
        told.push((what, start.elapsed()));
        Ok(())
    }

    fn press(&mut self, keys: &str) -> Result<()> {
        keys.split(' ').try_for_each(|key| self.happens(Event::Key(key.parse::<Key>()?)))
    }

    fn happens(&mut self, event: Event) -> Result<()> {
        let mut waiting = VecDeque::from([event]);
        while let Some(event) = waiting.pop_front() {
            for effect in self.app.update(event) {
                if !matches!(effect, Effect::Mouse(_) | Effect::Redraw | Effect::Suspend | Effect::Outside(_))
                {
                    let answers = self.desk.perform(&effect, &Interrupt::default());
                    waiting.extend(answers.map_err(|_| anyhow!("nobody interrupted"))?);
                }
            }
        }
        Ok(())
    }
}
