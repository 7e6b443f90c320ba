//! Where the articles of an answer stand when some of its groups are folded: of each of these the first stands for all.

use std::ops::Range;

use crate::app::{Group, Sums};
use crate::article::ArticleId;
use crate::library::Library;

use super::order::Order;
use super::rows::Rows;

/// The articles of an answer in their order, without those of folded groups but for the first of each.
#[derive(Debug)]
pub(super) struct Folding {
    order: Order,
    /// The groups, where one is folded.
    runs: Vec<Run>,
}

/// The places of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Run {
    /// Among those that are shown.
    shown: Range<usize>,
    /// Among all.
    all: Range<usize>,
}

impl Folding {
    /// Folds an order whose articles stand in these groups.
    pub(super) fn new(order: Order, groups: &[Group]) -> Self {
        let folds = groups.iter().any(|group| group.folded);
        Self { order, runs: if folds { runs(groups) } else { Vec::new() } }
    }

    /// How many places there are.
    pub(super) fn count(&self) -> usize {
        self.runs.last().map_or_else(|| self.order.count(), |last| last.shown.end)
    }

    /// The articles at these places, as far as there are so many.
    pub(super) fn stretch(&self, library: &Library, places: Range<usize>) -> Vec<u32> {
        if self.runs.is_empty() {
            return self.order.stretch(library, places);
        }
        let pieces = self.runs.iter().filter_map(|run| run.all_at(&places));
        pieces.flat_map(|piece| self.order.stretch(library, piece)).collect()
    }

    /// Where an article stands, or what stands for it.
    pub(super) fn place_of(&self, library: &Library, id: ArticleId) -> Option<usize> {
        let place = self.order.place_of(library, id)?;
        if self.runs.is_empty() {
            return Some(place);
        }
        let run = self.runs.iter().find(|run| run.all.contains(&place))?;
        Some((run.shown.start + place - run.all.start).min(run.shown.end - 1))
    }

    /// What all of them add up to, also those that are folded.
    pub(super) fn sums(&self, rows: Rows<'_>) -> Sums {
        self.order.sums(rows)
    }
}

impl Run {
    /// Which of all places its part of some shown ones are.
    fn all_at(&self, places: &Range<usize>) -> Option<Range<usize>> {
        let (from, to) = (places.start.max(self.shown.start), places.end.min(self.shown.end));
        (from < to).then(|| self.all.start + from - self.shown.start..self.all.start + to - self.shown.start)
    }
}

fn runs(groups: &[Group]) -> Vec<Run> {
    let (mut shown, mut all) = (0, 0);
    let run = |group: &Group| {
        let run = Run { shown: shown..shown + group.places(), all: all..all + group.count };
        (shown, all) = (run.shown.end, run.all.end);
        run
    };
    groups.iter().map(run).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_folded_groups_lead_to_the_first_article_of_each() {
        let group = |count: usize, folded: bool| Group { label: None, count, folded };
        let runs = runs(&[group(2, false), group(3, true), group(2, false)]);
        let all = |places: Range<usize>| {
            runs.iter().filter_map(|run| run.all_at(&places)).flatten().collect::<Vec<usize>>()
        };
        assert_eq!(all(0..usize::MAX), [0, 1, 2, 5, 6]);
        assert_eq!(all(1..4), [1, 2, 5]);
        assert_eq!(all(2..3), [2]);
        assert_eq!(all(9..12), [0; 0]);
    }
}
