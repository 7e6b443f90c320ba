//! What is remembered from one run to the next that is no decision about an article: losing it costs nothing.

use super::taste::KeptTaste;

/// What the reader did in earlier runs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Habits {
    /// Filters that were taken, the newest last.
    pub filters: Vec<String>,
    /// Whether this is the first run.
    pub is_new: bool,
}

/// Something to be remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Habit {
    /// This filter was taken.
    Filter(String),
    /// The screen of the first run was shown.
    Greeted,
    /// This was chosen about how the screen is set.
    Taste(KeptTaste),
}
