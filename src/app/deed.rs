//! A deed: changes made together, by the reader or by rules, with what takes each back.

use crate::article::{ArticleId, Decision, TagRule};
use crate::text::SafeText;

/// One decision with the one that takes it back.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The article.
    pub id: ArticleId,
    /// What was decided.
    pub decision: Decision,
    /// What takes it back.
    pub inverse: Decision,
}

/// Whose deed it is. Of those of one number, the first one here was done first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Doer {
    /// The rules for new articles, which act while the reader does something else. What they did stands in the journal
    /// alone; it is taken back and done again by its place there.
    Rules,
    /// The reader.
    Reader,
}

/// Changes made together, and how they are spoken of.
#[derive(Debug, Clone, PartialEq)]
pub struct Deed {
    doer: Doer,
    /// The number of the act that did it first; it names the deeds of the reader.
    number: u64,
    /// The changes in the order they were made.
    pub changes: Vec<Change>,
    /// The rule that was remembered with them.
    pub rule: Option<TagRule>,
    /// What was done, as a notice says it: `archived "Iranians Chant…"`.
    pub saying: SafeText,
}

impl Deed {
    /// The number of the act that did it first.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// A deed that is not done yet.
    pub fn new(changes: Vec<Change>, saying: SafeText) -> Self {
        Self { doer: Doer::Reader, number: 0, changes, rule: None, saying }
    }

    /// What the rules did before the act of the reader of this number.
    pub(super) fn of_rules(number: u64) -> Self {
        Self { doer: Doer::Rules, number, ..Self::new(Vec::new(), SafeText::default()) }
    }

    /// Whether it is what the reader did first by the act of this number.
    pub(super) fn is(&self, number: u64) -> bool {
        self.doer == Doer::Reader && self.number == number
    }

    /// A rule that is remembered by the act of this number.
    pub(super) fn of_rule(number: u64, rule: TagRule, saying: SafeText) -> Self {
        Self { number, rule: Some(rule), ..Self::new(Vec::new(), saying) }
    }

    /// Whose deed it is.
    pub(super) fn doer(&self) -> Doer {
        self.doer
    }

    /// It is done by the act of this number.
    pub(super) fn begin(&mut self, number: u64) {
        self.number = number;
    }

    /// What tells which of two deeds was done first.
    pub(super) fn place(&self) -> (u64, Doer) {
        (self.number, self.doer)
    }

    /// The same changes taken back, last one first.
    pub(super) fn opposite(&self) -> Self {
        let back = self.changes.iter().rev().map(|change| Change {
            id: change.id,
            decision: change.inverse.clone(),
            inverse: change.decision.clone(),
        });
        Self { changes: back.collect(), ..self.clone() }
    }
}
