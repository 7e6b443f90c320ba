//! What the articles of an answer add up to, kept right while they are decided about.

use super::listing::Marks;

/// What the articles of an answer add up to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sums {
    /// Minutes of reading in what is neither read nor archived.
    pub minutes_left: usize,
    /// How many are neither read nor archived nor snoozed.
    pub waiting: usize,
    /// How many are read, starred, archived or snoozed.
    pub touched: usize,
}

impl Sums {
    /// Adds an article.
    pub fn add(&mut self, minutes: usize, marks: Marks) {
        self.minutes_left += if marks.waits() { minutes } else { 0 };
        self.waiting += usize::from(marks.waits());
        self.touched += usize::from(marks.is_touched());
    }

    /// Takes an article away.
    pub fn subtract(&mut self, minutes: usize, marks: Marks) {
        let mut article = Self::default();
        article.add(minutes, marks);
        self.minutes_left = self.minutes_left.saturating_sub(article.minutes_left);
        self.waiting = self.waiting.saturating_sub(article.waiting);
        self.touched = self.touched.saturating_sub(article.touched);
    }
}
