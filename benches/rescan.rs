//! What it takes to find that nothing changed in a folder of many files, beside walking it and asking the system about
//! each file: `cargo bench --bench rescan -- [FILES]`.
//!
//! The program lists one article, with what it knows from a run before; so its start is in the figure. Both take turns;
//! wall and processor time of the median.

#[path = "archive/mod.rs"]
mod archive;
#[path = "archive/forms.rs"]
mod forms;
#[path = "measure/numbers.rs"]
mod numbers;
#[path = "measure/place.rs"]
mod place;
#[path = "measure/processes.rs"]
mod processes;
#[path = "measure/spread.rs"]
mod spread;

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use archive::Archive;
use forms::Form;
use place::folder;
use processes::children_time;
use spread::{milliseconds, quantile, ratio};

const FILES: usize = 20_000;

/// The bytes of a body on average.
const BODY: usize = 600;

const ROUNDS: usize = 5;

/// Longer than the times of a file may stay the same while it changes.
const GRAIN: Duration = Duration::from_millis(2_500);

/// Wall and processor time.
type Times = (Duration, Duration);

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        Some("walk") => walk_alone(&arguments.next().context("a folder")?),
        Some(given) if !given.starts_with("--") => compare(given.parse().context("the number of files")?),
        Some(_) | None => compare(FILES),
    }
}

fn compare(files: usize) -> Result<()> {
    let folder = folder("rescan");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let pages = folder.join("pages");
    let written = forms::write(Form::Pages, Archive::new(1, BODY).take(files), &pages)?;
    // What changed within the grain of its times may change again unseen, so that it is read at every start.
    thread::sleep(GRAIN);
    let mut out = io::stdout().lock();
    writeln!(out, "{files} files, {} MB", written.bytes / 1_000_000)?;
    let mut tell = |name: &str, (wall, processor): Times| {
        let [wall, processor] = [wall, processor].map(milliseconds);
        writeln!(out, "  {name:<28}{wall:>10.1} ms{processor:>10.1} ms of processor time")
    };
    tell("the first run", list(&folder)?)?;
    let (mut own, mut walks) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        own.push(list(&folder)?);
        let program = std::env::current_exe()?;
        walks.push(timed(Command::new(program).arg("walk").arg(&pages))?);
    }
    let [own, walked] = [own, walks].map(|times| median(&times));
    tell("walking and asking", walked)?;
    tell("a run where nothing changed", own)?;
    let (wall, processor) = (ratio(own.0, walked.0), ratio(own.1, walked.1));
    writeln!(out, "  {wall:.2} times as long, {processor:.2} times the processor time")?;
    Ok(fs::remove_dir_all(&folder)?)
}

fn median(times: &[Times]) -> Times {
    let (wall, processor): (Vec<Duration>, Vec<Duration>) = times.iter().copied().unzip();
    (quantile(&wall, 50), quantile(&processor, 50))
}

/// Lists one article.
fn list(folder: &Path) -> Result<Times> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.arg("list").arg(folder.join("pages")).args(["--limit", "1"]);
    for kept in ["state", "cache"] {
        command.arg(format!("--{kept}-dir")).arg(folder.join(kept));
    }
    timed(command.env("XDG_CONFIG_HOME", folder.join("config")))
}

fn timed(command: &mut Command) -> Result<Times> {
    let (start, before) = (Instant::now(), children_time());
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).status()?;
    ensure!(status.success(), "a program failed");
    Ok((start.elapsed(), children_time().saturating_sub(before)))
}

/// Walks a folder and asks the system about each file, as a program of its own.
fn walk_alone(folder: &str) -> Result<()> {
    let files = walk(Path::new(folder))?;
    ensure!(files > 0, "there are no files");
    Ok(())
}

fn walk(folder: &Path) -> io::Result<usize> {
    let mut files = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            files += walk(&entry.path())?;
        } else {
            files += usize::from(fs::metadata(entry.path())?.is_file());
        }
    }
    Ok(files)
}
