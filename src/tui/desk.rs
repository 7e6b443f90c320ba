//! Carries out what the state asks for: effects in, events out, one at a time and without threads.

use crate::app::{Effect, Event};

/// The library as the interactive state sees it.
#[derive(Debug, Default)]
pub struct Desk {}

impl Desk {
    /// Does what is asked and says what came of it.
    pub fn perform(&mut self, _effect: Effect) -> Vec<Event> {
        Vec::new()
    }
}
