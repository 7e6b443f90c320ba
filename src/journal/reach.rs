//! How far the numbers of each device go: by that a journal that lost its end is told from one that is whole, as
//! compacting never leaves out the last record of a device. Pure.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::record::Place;
use super::scan::Scan;

/// The highest sequence number of each device.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Reach(BTreeMap<String, u64>);

impl Reach {
    /// How far the whole acts of some files go.
    pub(super) fn of<'s, 'a: 's>(scans: impl IntoIterator<Item = &'s Scan<'a>>) -> Self {
        let mut reach = Self::default();
        for scan in scans {
            let records = scan.records.iter().map(|record| &record.place).chain(&scan.foreign);
            // Records of one device mostly follow each other, so that few names are looked up.
            let mut run: Option<(&str, u64)> = None;
            for Place { seq, device, .. } in records {
                run = match run {
                    Some((same, highest)) if same == device => Some((same, highest.max(*seq))),
                    _ => {
                        reach.note(run);
                        Some((device, *seq))
                    }
                };
            }
            reach.note(run);
        }
        reach
    }

    /// The highest number of a device; 0 where it has none.
    pub(super) fn of_device(&self, device: &str) -> u64 {
        self.0.get(device).copied().unwrap_or(0)
    }

    /// The highest number of all.
    pub(super) fn highest(&self) -> u64 {
        self.0.values().copied().max().unwrap_or(0)
    }

    /// Whether it goes further for any device.
    pub(super) fn exceeds(&self, other: &Self) -> bool {
        self.0.iter().any(|(device, last)| *last > other.of_device(device))
    }

    fn note(&mut self, run: Option<(&str, u64)>) {
        let Some((device, last)) = run else { return };
        match self.0.get_mut(device) {
            Some(known) => *known = last.max(*known),
            None => drop(self.0.insert(device.to_owned(), last)),
        }
    }
}
