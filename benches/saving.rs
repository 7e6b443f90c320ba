//! What it takes to save a decision so that it is there whatever happens, beside appending the same bytes to a file and
//! making them durable: `cargo bench --bench saving -- [TIMES]`.
//!
//! Both take turns; each row is the time that half of all do not exceed, and the one that 99 in 100 do not.

#[path = "measure/place.rs"]
mod place;
#[path = "measure/spread.rs"]
mod spread;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use dateline::article::{ArticleId, Decision};
use dateline::journal::Journal;
use place::folder;
use spread::{milliseconds, quantile, ratio};

const TIMES: usize = 2_000;

fn main() -> Result<()> {
    let mut given = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let times = given.next().map_or(Ok(TIMES), |times| times.parse()).context("how many times")?;
    let folder = folder("saving");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let (saved, appended) = measure(&folder, times)?;
    let mut out = io::stdout().lock();
    for (name, times) in [("write and sync", &appended), ("journal", &saved)] {
        let [half, most] = [50, 99].map(|part| milliseconds(quantile(times, part)));
        writeln!(out, "{name:<20}{half:>9.3} ms{most:>9.3} ms")?;
    }
    let by = ratio(quantile(&saved, 50), quantile(&appended, 50));
    writeln!(out, "the journal takes {by:.3} times as long")?;
    Ok(fs::remove_dir_all(&folder)?)
}

/// The times that saving in the journal and appending to a file took.
fn measure(folder: &Path, times: usize) -> Result<(Vec<Duration>, Vec<Duration>)> {
    let journal_folder = folder.join("journal");
    let (mut journal, _) = Journal::open(&journal_folder)?;
    let entries = fs::read_dir(&journal_folder)?.map(|entry| entry.map(|entry| entry.path()));
    let own = entries.filter_map(Result::ok).find(|path| path.is_file()).context("no journal file")?;
    let mut plain = OpenOptions::new().create(true).append(true).open(folder.join("plain"))?;
    let (mut saved, mut appended) = (Vec::new(), Vec::new());
    for number in 0..times {
        let decision = if number % 2 == 0 { Decision::Star } else { Decision::Archive };
        let act = [(ArticleId::of_body([number.to_string().as_str()]), decision)];
        let before = fs::metadata(&own)?.len();
        let start = Instant::now();
        journal.append(&act, None)?;
        saved.push(start.elapsed());
        let bytes = usize::try_from(fs::metadata(&own)?.len() - before)?;
        appended.push(append(&mut plain, &vec![b'x'; bytes])?);
    }
    Ok((saved, appended))
}

fn append(file: &mut File, bytes: &[u8]) -> io::Result<Duration> {
    let start = Instant::now();
    file.write_all(bytes)?;
    file.sync_data()?;
    Ok(start.elapsed())
}
