//! What was decided in this run: acts in order, so that each can be undone, done again, or taken back when
//! it could not be saved.

use std::collections::HashMap;

use crate::article::{ArticleId, Decision};
use crate::text::SafeText;

use super::event::Act;

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

/// Changes made together, and how they are spoken of.
#[derive(Debug, Clone, PartialEq)]
pub struct Deed {
    /// The changes in the order they were made.
    pub changes: Vec<Change>,
    /// What was done, as a notice says it: `archived "Iranians Chant…"`.
    pub saying: SafeText,
}

/// Why an act is on its way to the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The reader did it.
    Done,
    /// The reader took it back.
    Undone,
    /// The reader did it again.
    Redone,
    /// A reading position is kept; nobody is told.
    Kept,
}

/// The acts of this run.
#[derive(Debug, Clone, Default)]
pub struct History {
    done: Vec<Deed>,
    undone: Vec<Deed>,
    pending: HashMap<u64, (Cause, Deed)>,
    last_number: u64,
}

/// How much was done in this run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Session {
    /// Articles marked read.
    pub read: usize,
    /// Articles starred.
    pub starred: usize,
    /// Articles archived.
    pub archived: usize,
}

impl History {
    /// Sends a deed of the reader on its way.
    pub fn begin(&mut self, deed: Deed) -> Act {
        self.undone.clear();
        self.done.push(deed.clone());
        self.send(Cause::Done, deed)
    }

    /// Sends something on its way that is not the reader's deed.
    pub fn keep(&mut self, change: Change) -> Act {
        self.send(Cause::Kept, Deed { changes: vec![change], saying: SafeText::default() })
    }

    /// Sends the last deed's opposite on its way.
    pub fn undo(&mut self) -> Option<(Act, Deed)> {
        let deed = self.done.pop()?;
        self.undone.push(deed.clone());
        let act = self.send(Cause::Undone, opposite(&deed));
        Some((act, deed))
    }

    /// Sends the deed that was last undone on its way again.
    pub fn redo(&mut self) -> Option<(Act, Deed)> {
        let deed = self.undone.pop()?;
        self.done.push(deed.clone());
        let act = self.send(Cause::Redone, deed.clone());
        Some((act, deed))
    }

    /// An act is durable: what it was, for the notice.
    pub fn saved(&mut self, number: u64) -> Option<(Cause, Deed)> {
        self.pending.remove(&number)
    }

    /// An act was not saved: what must be taken back on screen, last change first.
    pub fn failed(&mut self, number: u64) -> Option<(Cause, Deed)> {
        let (cause, deed) = self.pending.remove(&number)?;
        let original = opposite(&deed);
        match cause {
            Cause::Done => self.done.retain(|done| *done != deed),
            Cause::Undone => {
                if let Some(place) = self.undone.iter().rposition(|undone| undone.changes == original.changes)
                {
                    let deed = self.undone.remove(place);
                    self.done.push(deed);
                }
            }
            Cause::Redone => {
                if let Some(place) = self.done.iter().rposition(|done| *done == deed) {
                    let deed = self.done.remove(place);
                    self.undone.push(deed);
                }
            }
            Cause::Kept => {}
        }
        Some((cause, deed))
    }

    /// How much was done in this run and not taken back.
    pub fn session(&self) -> Session {
        let mut session = Session::default();
        for change in self.done.iter().flat_map(|deed| &deed.changes) {
            match change.decision {
                Decision::Read => session.read += 1,
                Decision::Unread => session.read = session.read.saturating_sub(1),
                Decision::Star => session.starred += 1,
                Decision::Unstar => session.starred = session.starred.saturating_sub(1),
                Decision::Archive => session.archived += 1,
                Decision::Restore => session.archived = session.archived.saturating_sub(1),
                Decision::Tag(_) | Decision::Untag(_) | Decision::Position(_) => {}
            }
        }
        session
    }

    fn send(&mut self, cause: Cause, deed: Deed) -> Act {
        self.last_number += 1;
        let decisions = deed.changes.iter().map(|change| (change.id, change.decision.clone())).collect();
        self.pending.insert(self.last_number, (cause, deed));
        Act { number: self.last_number, decisions }
    }
}

/// The same changes taken back, last one first.
fn opposite(deed: &Deed) -> Deed {
    let back = deed.changes.iter().rev().map(|change| Change {
        id: change.id,
        decision: change.inverse.clone(),
        inverse: change.decision.clone(),
    });
    Deed { changes: back.collect(), saying: deed.saying.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deed(saying: &str) -> Deed {
        let change =
            Change { id: ArticleId::of_body([saying]), decision: Decision::Star, inverse: Decision::Unstar };
        Deed { changes: vec![change], saying: SafeText::label(saying) }
    }

    #[test]
    fn undo_sends_the_opposite_and_redo_the_same_again() {
        let mut history = History::default();
        let first = history.begin(deed("one"));
        let (undo, _) = history.undo().expect("one deed");
        assert_eq!(undo.decisions, [(ArticleId::of_body(["one"]), Decision::Unstar)]);
        let (redo, _) = history.redo().expect("one undone");
        assert_eq!(redo.decisions, first.decisions);
        assert!(undo.number > first.number && redo.number > undo.number);
    }

    #[test]
    fn new_deed_forgets_what_was_undone() {
        let mut history = History::default();
        history.begin(deed("one"));
        history.undo();
        history.begin(deed("two"));
        assert!(history.redo().is_none());
    }

    #[test]
    fn failed_act_leaves_the_stacks_as_if_it_had_not_been_tried() {
        let mut history = History::default();
        let first = history.begin(deed("one"));
        history.saved(first.number);
        let second = history.begin(deed("two"));
        assert_eq!(history.failed(second.number).map(|(cause, _)| cause), Some(Cause::Done));
        let (undo, undone) = history.undo().expect("the first deed is still there");
        assert_eq!(&*undone.saying, "one");
        assert_eq!(history.failed(undo.number).map(|(cause, _)| cause), Some(Cause::Undone));
        assert!(history.redo().is_none(), "what was not undone cannot be done again");
        let (undo, _) = history.undo().expect("it can still be undone");
        history.saved(undo.number);
        let (redo, _) = history.redo().expect("it was undone");
        assert_eq!(history.failed(redo.number).map(|(cause, _)| cause), Some(Cause::Redone));
        assert!(history.redo().is_some(), "what was not done again can be tried again");
    }

    #[test]
    fn session_counts_what_stands() {
        let mut history = History::default();
        history.begin(deed("one"));
        history.begin(deed("two"));
        history.undo();
        assert_eq!(history.session(), Session { starred: 1, ..Session::default() });
    }
}
