//! The processor time other programs take. From `/proc`, so on Linux.

use std::fs;
use std::time::Duration;

/// How many parts of a second `/proc` counts in, on every machine of today.
const TICKS: u64 = 100;

/// The processor time that a running process took so far, in hundredths of a second.
pub fn processor_time_of(process: u32) -> Option<Duration> {
    stat(&format!("/proc/{process}/stat"), 11)
}

/// The processor time of all processes that were started here and have ended.
pub fn children_time() -> Duration {
    stat("/proc/self/stat", 13).unwrap_or_default()
}

/// The sum of two neighbouring figures behind the name of a process.
fn stat(path: &str, first: usize) -> Option<Duration> {
    let stat = fs::read_to_string(path).ok()?;
    let figures = stat.rsplit_once(')')?.1;
    let ticks: u64 =
        figures.split_whitespace().skip(first).take(2).filter_map(|figure| figure.parse::<u64>().ok()).sum();
    Some(Duration::from_millis(ticks * 1000 / TICKS))
}
