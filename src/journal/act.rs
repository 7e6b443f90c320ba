//! What is written together, names of acts, and what a record says of the act it takes back or does again.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use super::replay::Past;
use crate::article::{ArticleId, Decision, Reversing, Sighting, Succession};

/// What is written together: all of it becomes durable, or nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct NewAct<'a> {
    /// What was decided, in order.
    pub decisions: &'a [(ArticleId, Decision)],
    /// The earlier act it takes back or does again; none where it is an act of its own.
    pub reverses: Option<&'a Reversal>,
    /// The articles whose pages were changed.
    pub successions: &'a [Succession],
    /// By what articles are known again, in the order of the ids. Written with a record about the same article, and
    /// nothing without one.
    pub seen: &'a [(ArticleId, Sighting)],
}

impl<'a> NewAct<'a> {
    /// How many records it takes.
    pub(super) fn records(&self) -> u64 {
        self.successions.len() as u64 + self.decisions.len() as u64
    }

    /// By what an article is known again.
    pub(super) fn seen_of(&self, id: ArticleId) -> Option<&'a Sighting> {
        let place = self.seen.binary_search_by_key(&id, |(known, _)| *known).ok()?;
        self.seen.get(place).map(|(_, sighting)| sighting)
    }
}

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

/// What became of an act that was to take back another one, or to do it again.
#[derive(Debug, Clone, PartialEq)]
pub enum Turned {
    /// It is durable as it was asked for, under this name; under none where there was nothing to write.
    AsAsked(Option<ActName>),
    /// Others decided something since the journal was opened: durable is, under this name, what all acts that stand
    /// leave.
    AsOthersLeave(ActName, Past),
    /// Another program did it before; nothing was written.
    Already(Past),
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
