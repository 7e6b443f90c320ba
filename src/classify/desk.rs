//! What reading an article needs and the next one can use again: room for its words, and what words mean.
//!
//! No result depends on it. Articles that are read at the same time have a desk each.

use std::sync::{Mutex, PoisonError};

use super::scan::Token;
use super::together::Places;
use super::words::Words;

/// Where one article after another is read.
#[derive(Debug)]
pub(super) struct Desk {
    /// The words of the field that is read.
    pub(super) tokens: Vec<Token>,
    /// What is known of them.
    pub(super) words: Words,
    pub(super) places: Places,
}

/// The desks at which nobody reads.
#[derive(Debug, Default)]
pub(super) struct Desks(Mutex<Vec<Desk>>);

impl Desks {
    /// A desk that is free, else a new one.
    pub(super) fn take(&self) -> Desk {
        let free = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        free.unwrap_or_else(|| Desk { tokens: Vec::new(), words: Words::none(), places: Places::default() })
    }

    /// Leaves a desk for the next article.
    pub(super) fn leave(&self, desk: Desk) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(desk);
    }
}
