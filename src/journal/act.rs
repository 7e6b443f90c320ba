//! Names of acts, and what a record says of the act it takes back or does again.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::article::Reversing;

/// Names an act among all of all devices.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActName {
    /// The device that wrote it.
    pub(super) device: Arc<str>,
    /// The number of its first record.
    pub(super) first: u64,
}

/// What an act says of an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reversal {
    /// Whether it takes that one back or does it again.
    pub reversing: Reversing,
    /// The earlier act.
    pub act: ActName,
}

impl fmt::Display for ActName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.device, self.first)
    }
}

impl FromStr for ActName {
    type Err = ();

    /// Reads `desk-1f0c77a2:41`.
    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let (device, first) = written.rsplit_once(':').ok_or(())?;
        let first = first.parse().map_err(|_| ())?;
        Ok(Self { device: device.into(), first })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_reads_back() {
        for (written, sound) in
            [("desk-1f0c77a2:41", true), ("a:b:7", true), ("desk", false), ("desk:x", false)]
        {
            let name = written.parse::<ActName>();
            assert_eq!(name.map(|name| name.to_string()).ok().as_deref(), sound.then_some(written));
        }
    }
}
