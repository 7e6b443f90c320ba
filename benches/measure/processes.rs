//! The processor time other programs take. From `/proc`, so on Linux.

use std::fs;
use std::time::Duration;

/// How many parts of a second `/proc` counts in, on every machine of today.
const TICKS: u64 = 100;

/// The processor time of all processes that were started here and have ended, in hundredths of a second.
pub fn children_time() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let figures = stat.rsplit_once(')').map_or("", |(_, figures)| figures);
    // The time in the program and in the system, the 16th and 17th figure of all.
    let ticks = figures.split_whitespace().skip(13).take(2).filter_map(|figure| figure.parse::<u64>().ok());
    Duration::from_millis(ticks.sum::<u64>() * 1000 / TICKS)
}
