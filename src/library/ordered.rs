//! Articles that were found, in the order they are shown. Only what is looked at is laid out: the best of a million cost
//! what is looked at of them.

use std::ops::Range;

use fixedbitset::FixedBitSet;

use crate::query::Fitting;

/// Articles in an order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ordered {
    fitting: Fitting,
    /// Their numbers, where they stand in another order than the best first.
    arranged: Option<Vec<u32>>,
}

impl Ordered {
    /// Those that fit best first, then the newest first.
    pub(super) fn best_first(fitting: Fitting) -> Self {
        Self { fitting, arranged: None }
    }

    /// The same articles in another order: the numbers of all of them.
    #[must_use]
    pub fn rearranged(self, order: Vec<u32>) -> Self {
        Self { fitting: self.fitting, arranged: Some(order) }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.fitting.count()
    }

    /// The articles without their order.
    pub fn set(&self) -> &FixedBitSet {
        self.fitting.set()
    }

    /// All of them.
    pub fn all(&self) -> Vec<u32> {
        self.stretch(0..usize::MAX)
    }

    /// The articles at these places, as far as there are so many.
    pub fn stretch(&self, places: Range<usize>) -> Vec<u32> {
        let Some(arranged) = &self.arranged else { return self.fitting.stretch(places) };
        let end = places.end.min(arranged.len());
        arranged.get(places.start.min(end)..end).unwrap_or_default().to_vec()
    }

    /// Where an article stands; none where it is not among them.
    pub fn place_of(&self, article: u32) -> Option<usize> {
        match &self.arranged {
            Some(arranged) => arranged.iter().position(|known| *known == article),
            None => self.fitting.place_of(usize::try_from(article).ok()?),
        }
    }
}
