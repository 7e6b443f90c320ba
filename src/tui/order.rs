//! In which order the articles of an answer are listed. What is decided later does not move them.

use std::ops::Range;

use crate::app::Sums;
use crate::article::ArticleId;
use crate::library::{Front, Library, Ordered};

use super::rows::Rows;

/// The articles of an answer in their order.
#[derive(Debug)]
pub(super) enum Order {
    /// What a view lists before anything is asked; only what is looked at is read.
    Front(Front),
    /// What was found.
    Found(Ordered),
}

impl Order {
    /// How many articles there are.
    pub(super) fn count(&self) -> usize {
        match self {
            Self::Front(front) => front.count(),
            Self::Found(found) => found.count(),
        }
    }

    /// The articles at these places, as far as there are so many.
    pub(super) fn stretch(&self, library: &Library, places: Range<usize>) -> Vec<u32> {
        match self {
            Self::Front(front) => library.stretch(front, places),
            Self::Found(found) => found.stretch(places),
        }
    }

    /// Where an article stands.
    pub(super) fn place_of(&self, library: &Library, id: ArticleId) -> Option<usize> {
        let number = library.number(id)?;
        match self {
            Self::Front(front) => library.place_in(front, number),
            Self::Found(found) => found.place_of(number),
        }
    }

    /// What all of them add up to.
    pub(super) fn sums(&self, rows: Rows<'_>) -> Sums {
        match self {
            Self::Front(front) => rows.sums_of(front),
            Self::Found(found) => rows.sums(found.set()),
        }
    }
}
