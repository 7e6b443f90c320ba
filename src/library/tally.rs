//! How many of some articles are about each country, region and topic.

use fixedbitset::FixedBitSet;

use super::asked::Asked;
use crate::article::TagKind;
use crate::classify::{Entry, Subject};

/// How many of some articles have a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Whether it is a country, a region or a topic.
    pub subject: Subject,
    /// Its code.
    pub code: String,
    /// Its label.
    pub label: String,
    /// How many have it; a topic into which lesser ones are folded counts those too.
    pub count: usize,
}

/// Counts those of the tables that at least one of these articles has, in the order of the tables; none where the index
/// cannot be read.
pub(super) fn tally(asked: Asked<'_>, entries: &[Entry], among: &FixedBitSet) -> Vec<Tally> {
    let mut tallies = Vec::new();
    for entry in entries {
        let lesser = entries.iter().filter(|lesser| {
            entry.subject == Subject::Topic
                && lesser.subject == Subject::Topic
                && lesser.parents.first() == Some(&entry.code)
        });
        let mut having = FixedBitSet::with_capacity(among.len());
        for own in lesser.chain([entry]) {
            if !(asked.wanted)() {
                return Vec::new();
            }
            let Some(found) = asked.shelf.told(asked.found(kind(own.subject), &own.code)) else {
                return Vec::new();
            };
            having.union_with(&found);
        }
        let count = having.intersection_count(among);
        if count > 0 {
            let Entry { subject, code, label, .. } = entry;
            tallies.push(Tally { subject: *subject, code: code.clone(), label: label.clone(), count });
        }
    }
    tallies
}

/// The kind of tag of what an article is about.
fn kind(subject: Subject) -> TagKind {
    match subject {
        Subject::Country => TagKind::Country,
        Subject::Region => TagKind::Region,
        Subject::Topic => TagKind::Topic,
    }
}
