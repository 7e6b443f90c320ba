//! The memory of other programs. From `/proc`, so on Linux.

use std::fs;

/// A figure of a process, such as `VmHWM` (the most memory it ever took) or `RssAnon`, in bytes.
pub fn memory(process: u32, figure: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(figure)?.strip_prefix(':'))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}
