//! How fast articles are found, and how fast what finds them is built, each beside another program on the same text:
//! `cargo bench --bench search -- [HEADLINES [MEGABYTES]]`.
//!
//! A key in the filter of the program over so many headlines beside a key in fzf; two words in so many megabytes of texts
//! beside `rg -c -i` with one of them; building the index of these texts beside FTS5 of `SQLite`. They take turns. A
//! program that is not installed is left out and named; 0 headlines or megabytes leave out the whole part.

#[path = "archive/mod.rs"]
mod archive;
#[path = "search/build.rs"]
mod build;
#[path = "measure/clock.rs"]
mod clock;
#[path = "archive/forms.rs"]
mod forms;
#[path = "search/held.rs"]
mod held;
#[path = "measure/memory.rs"]
mod memory;
#[path = "measure/numbers.rs"]
mod numbers;
#[path = "measure/peer.rs"]
mod peer;
#[path = "search/peers.rs"]
mod peers;
#[path = "measure/place.rs"]
mod place;
#[path = "search/program.rs"]
mod program;
#[path = "measure/spread.rs"]
mod spread;
#[path = "search/typing.rs"]
mod typing;
#[path = "measure/watched.rs"]
mod watched;

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use archive::Archive;
use build::Built;
use clock::processor_time;
use dateline::classify::Tagger;
use forms::Form;
use held::Held;
use numbers::Numbers;
use peer::installed;
use peers::Detail;
use place::folder;
use program::Program;
use spread::{milliseconds, quantile, ratio};
use typing::Fzf;

const HEADLINES: usize = 200_000;
const MEGABYTES: usize = 100;

/// The bytes of a body on average.
const BODY: usize = 2_600;

/// How many words are typed here, and how many of them in fzf too.
const TYPED: usize = 150;
const TYPED_IN_FZF: usize = 4;

/// How many pairs of words are looked for, and how often ripgrep looks for one of them.
const PAIRS: usize = 200;
const RIPGREPS: usize = 10;

/// How often the index of so many megabytes, or less, is built; larger ones once.
const BUILDS: usize = 3;
const SMALL: usize = 200;

fn main() -> Result<()> {
    let given: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let number = |place: usize, usual: usize| given.get(place).map_or(Ok(usual), |given| given.parse());
    let headlines = number(0, HEADLINES).context("the number of headlines")?;
    let megabytes = number(1, MEGABYTES).context("the megabytes")?;
    let folder = folder("search");
    fs::create_dir_all(&folder)?;
    if headlines > 0 {
        filter(headlines, &folder)?;
    }
    if megabytes > 0 {
        full_text(megabytes, &folder)?;
    }
    Ok(fs::remove_dir_all(&folder)?)
}

fn say(line: &str) -> io::Result<()> {
    writeln!(io::stdout(), "{line}")
}

/// A row of a table: half of all are not slower than the first time, 99 in 100 not than the second.
fn row(name: &str, times: &[Duration]) -> io::Result<()> {
    let [half, most] = [50, 99].map(|part| milliseconds(quantile(times, part)));
    say(&format!("  {name:<44}{half:>10.3} ms{most:>10.3} ms"))
}

/// Keys in the filter.
fn filter(count: usize, folder: &Path) -> Result<()> {
    let (pages, lines) = (folder.join("pages"), folder.join("lines"));
    let written = forms::write(Form::Lines, Archive::new(1, 0).take(count), &pages)?;
    let lines = forms::write(Form::Headlines, Archive::new(1, 0).take(count), &lines)?.files.remove(0);
    say(&format!("{count} headlines, {} MB", written.bytes / 1_000_000))?;
    let first = Instant::now();
    Program::read(&pages, folder)?;
    row("the first start, which reads everything", &[first.elapsed()])?;
    let first = Instant::now();
    let mut program = Program::open(&pages, folder)?;
    row("the next start, until everything is listed", &[first.elapsed()])?;
    let mut numbers = Numbers(2);
    let mut words = typing::words(&fs::read_to_string(&lines)?, 1, TYPED, &mut numbers).concat();
    typing::mistype(&mut words, &mut numbers);
    let first = Instant::now();
    program.open_filter()?;
    row("opening the filter, which reads the words", &[first.elapsed()])?;
    let first = Instant::now();
    program.answer("a")?;
    row("the first key", &[first.elapsed()])?;
    let mut fzf = if installed("fzf") { Some(Fzf::start(&lines, count)?) } else { None };
    let (mut own, mut processor, mut of_fzf) = (Vec::new(), Vec::new(), Vec::new());
    let mut slowest = (Duration::ZERO, "");
    for (place, word) in words.iter().enumerate() {
        for typed in typing::keys(word) {
            let (start, before) = (Instant::now(), processor_time());
            program.answer(typed)?;
            own.push(start.elapsed());
            let taken = processor_time().saturating_sub(before);
            slowest = slowest.max((taken, typed));
            processor.push(taken);
        }
        let Some(fzf) = fzf.as_mut().filter(|_| place % (TYPED / TYPED_IN_FZF) == 0) else { continue };
        for key in typing::keys(word) {
            let letter = key.chars().next_back().unwrap_or_default().to_string();
            of_fzf.push(fzf.key(&letter)?);
        }
        fzf.clear()?;
    }
    row(&format!("a key of {} in the filter", own.len()), &own)?;
    row(&format!("  its processor time, most for `{}`", slowest.1), &processor)?;
    match fzf {
        Some(fzf) => {
            let memory = fzf.memory().unwrap_or_default() / 1_000_000;
            fzf.leave()?;
            row(&format!("a key of {} in fzf", of_fzf.len()), &of_fzf)?;
            let by = [50, 99].map(|part| ratio(quantile(&of_fzf, part), quantile(&own, part)));
            say(&format!(
                "  fzf takes {:.0} times as long, {:.0} times at its slowest, and {memory} MB",
                by[0], by[1]
            ))?;
        }
        None => say("  fzf is not installed")?,
    }
    Ok(())
}

/// Words in whole texts, and building what finds them.
fn full_text(megabytes: usize, folder: &Path) -> Result<()> {
    let (segment, lines) = (folder.join("texts.segment"), folder.join("texts.txt"));
    let sqlite = installed("sqlite3");
    let mut times = Vec::new();
    let mut of_sqlite = [Detail::Full, Detail::None].map(|detail| (detail, Vec::new(), 0));
    let mut built = Built::default();
    for _ in 0..if megabytes <= SMALL { BUILDS } else { 1 } {
        let stories = Archive::new(3, BODY);
        let mut left = megabytes * 1_000_000;
        let enough = stories.take_while(|story| {
            let bytes =
                story.headline.len() + story.paragraphs.iter().map(|text| text.len() + 1).sum::<usize>();
            left = left.saturating_sub(bytes);
            left > 0
        });
        built = build::build(enough, &segment, &lines)?;
        times.push(built.time);
        for (detail, times, bytes) in of_sqlite.iter_mut().filter(|_| sqlite) {
            let (time, size) = peers::full_text_of_sqlite(&lines, *detail, &folder.join("words.db"))?;
            times.push(time);
            *bytes = size;
        }
    }
    let own = quantile(&times, 50);
    told_of_building(&built, own)?;
    for (detail, times, bytes) in of_sqlite.iter().filter(|_| sqlite) {
        let time = quantile(times, 50);
        let (speed, part) = figures(built.texts, *bytes, time);
        let (name, by) = (detail.name(), ratio(time, own));
        say(&format!(
            "  FTS5 of SQLite, {name} places: {speed:.1} MB a second, {part:.3} of the texts; {by:.2} times as long"
        ))?;
    }
    if !sqlite {
        say("  sqlite3 is not installed")?;
    }
    look_for_pairs(&segment, &lines)
}

fn told_of_building(built: &Built, time: Duration) -> io::Result<()> {
    let (speed, part) = figures(built.texts, built.segment - built.records, time);
    let (_, whole) = figures(built.texts, built.segment, time);
    say(&format!("{} MB of texts, per second of processor time", built.texts / 1_000_000))?;
    say(&format!(
        "  index: {speed:.1} MB a second, {part:.3} of the texts; with the articles themselves {whole:.3}"
    ))
}

/// The megabytes a second, and the part of the texts that some bytes are.
#[expect(clippy::cast_precision_loss, reason = "figures with a few digits are wanted")]
fn figures(texts: u64, bytes: u64, time: Duration) -> (f64, f64) {
    (texts as f64 / 1e6 / time.as_secs_f64().max(1e-9), bytes as f64 / texts as f64)
}

fn look_for_pairs(segment: &Path, lines: &Path) -> Result<()> {
    let tagger = Tagger::new();
    let held = Held::new(build::open(segment)?, &tagger);
    let pairs = typing::words(&fs::read_to_string(lines)?, 2, PAIRS, &mut Numbers(4));
    let first = Instant::now();
    held.answer("minister border")?;
    row("the first search, which reads the words", &[first.elapsed()])?;
    let (mut whole, mut begun, mut ripgrep) = (Vec::new(), Vec::new(), Vec::new());
    let mut processor = Vec::new();
    let has_ripgrep = installed("rg");
    for (place, pair) in pairs.iter().enumerate() {
        let [one, other] = pair.as_slice() else { continue };
        let beginning: String = other.chars().take(3).collect();
        for (typed, times) in
            [(format!("{one} {other}"), &mut whole), (format!("{one} {beginning}"), &mut begun)]
        {
            let (start, before) = (Instant::now(), processor_time());
            held.answer(&typed)?;
            times.push(start.elapsed());
            processor.push(processor_time().saturating_sub(before));
        }
        if has_ripgrep && place % (PAIRS / RIPGREPS) == 0 {
            ripgrep.push(peers::ripgrep(one, lines)?);
        }
    }
    row("two words", &whole)?;
    row("two words, of the second three letters", &begun)?;
    row("  their processor time", &processor)?;
    if has_ripgrep {
        row("rg -c -i with one of them", &ripgrep)?;
        let usual = quantile(&ripgrep, 50);
        let (half, most) = (quantile(&whole, 50), quantile(&begun, 99));
        say(&format!(
            "  ripgrep takes {:.0} and {:.1} times as long",
            ratio(usual, half),
            ratio(usual, most)
        ))?;
    } else {
        say("  rg is not installed")?;
    }
    Ok(())
}
