//! How long it takes from starting the program until a list of articles is on screen, and the memory it has then,
//! beside newsboat's start and its opening of the list: `cargo bench --bench start -- [ARTICLES]...`.
//!
//! Both read a feed of so many made-up articles and run in a pseudo-terminal; the clock stops with the part of output
//! that brings the first headline. They take turns. A cold start finds no cache and reads everything. Newsboat has
//! read the feed before; it is left out for more than 100,000 articles, where its first reading takes too long, and
//! where it is not installed. Then what newsboat takes for the fewest articles is given for comparison.

#[path = "archive/mod.rs"]
mod archive;
#[path = "archive/forms.rs"]
mod forms;
#[path = "measure/memory.rs"]
mod memory;
#[path = "measure/numbers.rs"]
mod numbers;
#[path = "measure/peer.rs"]
mod peer;
#[path = "measure/place.rs"]
mod place;
#[path = "measure/spread.rs"]
mod spread;
#[path = "measure/watched.rs"]
mod watched;

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use archive::{Archive, Story};
use forms::Form;
use memory::memory;
use peer::installed;
use place::folder;
use portable_pty::CommandBuilder;
use spread::{milliseconds, quantile, ratio};
use watched::Watched;

const SIZES: [usize; 2] = [1_000, 10_000];

/// The bytes of a body on average: little, so that the time to list is not one of reading bodies.
const BODY: usize = 300;

const ROUNDS: usize = 7;

/// The most articles newsboat is asked to read.
const NEWSBOAT: usize = 100_000;

/// So many letters of a headline stand in a list at least, and begin in so many columns.
const LETTERS: usize = 14;
const COLUMNS: usize = 80;

fn main() -> Result<()> {
    let given = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let mut sizes: Vec<usize> =
        given.map(|size| size.parse().context("a number of articles")).collect::<Result<_>>()?;
    if sizes.is_empty() {
        sizes = SIZES.to_vec();
    }
    sizes.sort_unstable();
    let newsboat = installed("newsboat");
    if !newsboat {
        writeln!(io::stdout(), "newsboat is not installed")?;
    }
    let mut fewest = None;
    for size in sizes {
        let folder = folder("start");
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        let trial = Trial::prepare(size, folder)?;
        let peer = newsboat && size <= NEWSBOAT;
        let (own, other) = trial.run(if peer { Peer::Newsboat } else { Peer::None })?;
        if let Some(other) = other.or(fewest) {
            let by = ratio(other.median, own.median);
            writeln!(io::stdout(), "  newsboat takes {by:.1} times as long, {}", own.beside(&other))?;
            fewest = fewest.or(Some(other));
        }
        fs::remove_dir_all(&trial.folder)?;
    }
    Ok(())
}

/// Whether there is another program to be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Peer {
    None,
    Newsboat,
}

/// The memory of a process in bytes: the most it had, and that which is no file's.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Memory {
    most: u64,
    own: u64,
}

/// What one start took.
type Listed = (Duration, Option<Memory>);

/// What starting a program took.
#[derive(Debug, Clone, Copy)]
struct Start {
    median: Duration,
    memory: Option<Memory>,
}

impl Start {
    fn row(&self, name: &str, times: &[Duration]) -> io::Result<()> {
        let [half, most] = [50, 100].map(|part| milliseconds(quantile(times, part)));
        let memory = self.memory.unwrap_or_default();
        let [resident, own] =
            [memory.most, memory.own].map(|bytes| (bytes / 1_000_000, bytes / 100_000 % 10));
        writeln!(
            io::stdout(),
            "  {name:<28}{half:>9.1} ms, at most {most:>9.1} ms; {}.{} MB resident, {}.{} MB of it no file's",
            resident.0,
            resident.1,
            own.0,
            own.1
        )
    }

    /// How the memory of another program compares.
    fn beside(&self, other: &Self) -> String {
        let times = self.memory.zip(other.memory).map(|(own, other)| other.most * 10 / own.most.max(1));
        times.map_or_else(String::new, |times| format!("and {}.{} times the memory", times / 10, times % 10))
    }
}

/// A feed and where the programs keep what they keep.
struct Trial {
    folder: PathBuf,
    size: usize,
    feed: PathBuf,
    starts: HashSet<String>,
}

impl Trial {
    fn prepare(size: usize, folder: PathBuf) -> Result<Self> {
        let mut starts = HashSet::new();
        let note = |story: &Story| {
            let start: String = story.headline.chars().take(LETTERS).collect();
            starts.insert(start);
        };
        let written =
            forms::write(Form::Feed, Archive::new(1, BODY).take(size).inspect(note), &folder.join("feed"))?;
        writeln!(io::stdout(), "{size} articles, {} MB", written.bytes / 1_000_000)?;
        let feed = written.files.first().context("there is no feed")?.clone();
        Ok(Self { folder, size, feed, starts })
    }

    /// Starts the program with and without a cache, and newsboat where it is there.
    fn run(&self, peer: Peer) -> Result<(Start, Option<Start>)> {
        let (cold, memory) = self.own()?;
        Start { median: cold, memory }.row("dateline, cold", &[cold])?;
        if peer == Peer::Newsboat {
            self.prepare_newsboat()?;
        }
        let (mut own, mut other) = (Vec::new(), Vec::new());
        let (mut memory, mut memory_of_other) = (None, None);
        for _ in 0..ROUNDS {
            let (time, taken) = self.own()?;
            own.push(time);
            memory = memory.max(taken);
            if peer == Peer::Newsboat {
                let (time, taken) = self.newsboat()?;
                other.push(time);
                memory_of_other = memory_of_other.max(taken);
            }
        }
        let start = Start { median: quantile(&own, 50), memory };
        start.row("dateline", &own)?;
        if peer == Peer::None {
            return Ok((start, None));
        }
        let beside = Start { median: quantile(&other, 50), memory: memory_of_other };
        beside.row("newsboat, start and list", &other)?;
        Ok((start, Some(beside)))
    }

    /// The time until a headline is on screen.
    fn own(&self) -> Result<Listed> {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dateline"));
        command.arg(self.folder.join("feed"));
        for kept in ["state", "cache"] {
            command.arg(format!("--{kept}-dir"));
            command.arg(self.folder.join(kept));
        }
        command.env("XDG_CONFIG_HOME", self.folder.join("config"));
        let before = Instant::now();
        let mut screen = Watched::start(command)?;
        let listed = screen.until("the list of dateline", |text| self.has_headline(text))?;
        let memory = resident(screen.process());
        screen.quiet(Duration::from_millis(300))?;
        screen.leave("q")?;
        Ok((listed.saturating_duration_since(before), memory))
    }

    fn newsboat_arguments(&self) -> Vec<PathBuf> {
        let path = |name: &str| self.folder.join(name);
        vec!["-u".into(), path("urls"), "-c".into(), path("cache.db"), "-C".into(), path("newsboat.config")]
    }

    /// Lets newsboat read the feed.
    fn prepare_newsboat(&self) -> Result<()> {
        fs::write(self.folder.join("urls"), format!("file://{}\n", self.feed.display()))?;
        fs::write(self.folder.join("newsboat.config"), "auto-reload no\nrefresh-on-startup no\n")?;
        let mut command = Command::new("newsboat");
        command.args(self.newsboat_arguments()).args(["-x", "reload"]).env("HOME", &self.folder);
        let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
        ensure!(status.success(), "newsboat cannot read the feed of {} articles", self.size);
        Ok(())
    }

    /// The time until the feeds are on screen, and from opening the feed until a headline is.
    fn newsboat(&self) -> Result<Listed> {
        let mut command = CommandBuilder::new("newsboat");
        command.args(self.newsboat_arguments());
        command.env("HOME", &self.folder);
        let before = Instant::now();
        let mut screen = Watched::start(command)?;
        let started = screen.until("newsboat", |text| text.contains("Generated"))?;
        screen.quiet(Duration::from_millis(300))?;
        ensure!(screen.screen().contains("Generated"), "newsboat shows no feeds");
        let pressed = screen.press("\r")?;
        let listed = screen.until("the list of newsboat", |text| self.has_headline(text))?;
        let memory = resident(screen.process());
        screen.leave("Q")?;
        let took = started.saturating_duration_since(before) + listed.saturating_duration_since(pressed);
        Ok((took, memory))
    }

    fn has_headline(&self, text: &str) -> bool {
        text.lines().any(|line| {
            let places: Vec<usize> = line.char_indices().map(|(at, _)| at).chain([line.len()]).collect();
            let parts = places.windows(LETTERS + 1).take(COLUMNS);
            parts
                .filter_map(|part| line.get(*part.first()?..*part.last()?))
                .any(|part| self.starts.contains(part))
        })
    }
}

/// The memory a process has now.
fn resident(process: u32) -> Option<Memory> {
    Some(Memory { most: memory(process, "VmHWM")?, own: memory(process, "RssAnon")? })
}
