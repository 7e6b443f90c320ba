//! The processor time a benchmark takes, which other programs on the machine do not disturb.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// The processor time this thread has taken.
pub fn processor_time() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    Duration::try_from(now).unwrap_or_default()
}
