//! What it costs to group a list, to count what it can be narrowed to and to choose a reading list of it:
//! `cargo bench --bench grouping -- [ARTICLES]...`.
//!
//! Each row is one thing asked of the worker that answers the screen, with the frame that shows a list drawn; the
//! median and the slowest of some rounds, and the median in frames of a screen.

#[path = "archive/mod.rs"]
mod archive;
#[path = "archive/forms.rs"]
mod forms;
#[path = "measure/numbers.rs"]
mod numbers;
#[path = "measure/place.rs"]
mod place;
#[path = "measure/spread.rs"]
mod spread;

use std::fs;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};
use archive::Archive;
use dateline::app::{App, Arrangement, Budget, Effect, Event, Request, Settings, Size, View};
use dateline::article::Date;
use dateline::library::{Library, Options};
use dateline::query::Grouping;
use dateline::tui::{Desk, Interrupt};
use dateline::ui::{self, Look};
use forms::Form;
use place::folder;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use spread::{milliseconds, quantile, ratio};

const SIZES: [usize; 2] = [10_000, 100_000];
/// The bytes of a body on average.
const BODY: usize = 600;
const ROUNDS: usize = 9;
/// A frame of a screen that shows sixty a second.
const FRAME: Duration = Duration::from_micros(16_667);
/// A large screen.
const SCREEN: Size = Size { width: 200, height: 60 };

fn main() -> Result<()> {
    let given = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let mut sizes: Vec<usize> =
        given.map(|size| size.parse().context("a number of articles")).collect::<Result<_>>()?;
    if sizes.is_empty() {
        sizes = SIZES.to_vec();
    }
    sizes.into_iter().try_for_each(measure)
}

fn measure(articles: usize) -> Result<()> {
    let place = folder("grouping");
    if place.exists() {
        fs::remove_dir_all(&place)?;
    }
    let paths = vec![place.join("archive")];
    forms::write(Form::Lines, Archive::new(7, BODY).take(articles), &paths[0])?;
    let (journal, cache) = (place.join("journal"), place.join("cache"));
    let options = Options { paths, journal, cache, ..Options::default() };
    let begun = Instant::now();
    let library = Library::open(&options, &mut |_| {})?;
    let mut out = io::stdout().lock();
    writeln!(out, "{articles} articles, read in {:.1} s", begun.elapsed().as_secs_f64())?;
    let today = Date::day_of(2026, 2, 20).map_err(|_| anyhow!("there is such a day"))?;
    let mut bench = Bench::new(Desk::new(library, today, Vec::new()))?;
    let by = |grouping| Arrangement { grouping: Some(grouping), ..Arrangement::default() };
    for grouping in Grouping::ALL {
        let request = Request { arrangement: by(grouping), ..Request::default() };
        bench.time(&mut out, &format!("by {}", grouping.name()), &request, Effect::List)?;
        let folded = bench.app.list().groups().iter().map(|group| group.label.clone()).collect();
        let folded = Request { folded, ..request.clone() };
        bench.time(&mut out, &format!("by {}, all folded", grouping.name()), &folded, Effect::List)?;
        let typed = Request { query: "s".to_owned(), ..request };
        bench.time(&mut out, &format!("by {}, a letter typed", grouping.name()), &typed, Effect::List)?;
    }
    let all = Request::default();
    bench.time(&mut out, "facets", &all, Effect::Count)?;
    let narrowed = Request { query: "source:lines language:en date:2020..".to_owned(), ..Request::default() };
    bench.time(&mut out, "facets of a filter of three fields", &narrowed, Effect::Count)?;
    for (round, minutes) in (1..).zip([20, 60]) {
        let view = View::Queue(Budget { minutes, number: round });
        let request = Request { view, ..Request::default() };
        bench.time(
            &mut out,
            &format!("queue of {minutes} minutes, then shown again"),
            &request,
            Effect::List,
        )?;
    }
    drop(bench);
    Ok(fs::remove_dir_all(&place)?)
}

/// The worker and the screen it answers.
struct Bench {
    desk: Desk,
    app: App,
    /// The number of the last request.
    number: u64,
}

impl Bench {
    fn new(desk: Desk) -> Result<Self> {
        let mut app = App::new(Settings::default()).map_err(|_| anyhow!("the usual keys are bound"))?;
        app.update(Event::Resized(SCREEN));
        app.update(Event::Loaded(desk.loaded()));
        let number = app.filter().number();
        Ok(Self { desk, app, number })
    }

    /// Asks so often and tells how long the first answer and the others took.
    fn time(
        &mut self,
        out: &mut impl Write,
        name: &str,
        request: &Request,
        effect: fn(Request) -> Effect,
    ) -> Result<()> {
        let mut times: Vec<Duration> = Vec::new();
        for _ in 0..ROUNDS {
            let effect = effect(Request { number: self.number, ..request.clone() });
            let begun = Instant::now();
            let events = self
                .desk
                .perform(&effect, &Interrupt::default())
                .map_err(|_| anyhow!("nothing interrupts"))?;
            for event in events {
                self.app.update(event);
            }
            let mut frame = Buffer::empty(Rect::new(0, 0, SCREEN.width, SCREEN.height));
            ui::draw(&self.app, &Look::default(), &mut frame);
            times.push(begun.elapsed());
        }
        let first = milliseconds(times.remove(0));
        let (median, slowest) = (quantile(&times, 50), milliseconds(quantile(&times, 100)));
        let (time, frames) = (milliseconds(median), ratio(median, FRAME));
        let groups = self.app.list().groups().len();
        writeln!(
            out,
            "  {name:<40}{time:>8.1} ms  {frames:>5.2} frames   slowest {slowest:>8.1}   first {first:>8.1}   {groups} groups"
        )?;
        Ok(())
    }
}
