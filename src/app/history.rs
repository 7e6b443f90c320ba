//! What was decided in this run: acts in order, so that each can be undone, done again, or taken back when
//! it could not be saved.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::article::{ArticleId, Decision, Reversing, RuleChange, TagRule, Triage};
use crate::text::SafeText;

use super::event::Act;
use super::list::List;
use super::listing::{ListEntry, Marks, Sums};

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
    /// The number of the act that did it first; it names the deed.
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
        Self { number: 0, changes, rule: None, saying }
    }
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
    /// The reader wants a rule remembered that spares a deed elsewhere.
    Remembered,
    /// A reading position is kept; nobody is told.
    Kept,
}

/// The acts of this run; those of earlier ones stand in the journal. Both stacks hold their deeds in the order they were first done.
#[derive(Debug, Clone, Default)]
pub struct History {
    done: Vec<Deed>,
    undone: Vec<Deed>,
    pending: BTreeMap<u64, (Cause, Deed)>,
    durable: HashMap<ArticleId, Triage>,
    last_number: u64,
    /// How many acts that are not of this run were taken back since something was last done.
    behind: usize,
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
    /// Sends a deed of the reader on its way. `list` is as it was before.
    pub fn begin(&mut self, mut deed: Deed, list: &List) -> Act {
        self.undone.clear();
        self.behind = 0;
        deed.number = self.last_number + 1;
        self.done.push(deed.clone());
        self.send(Cause::Done, deed, list)
    }

    /// Sends a rule on its way that belongs to the deed of this number from now on; where there is none such, it is a
    /// deed of its own.
    pub fn remember(&mut self, rule: TagRule, number: Option<u64>, saying: SafeText) -> Act {
        let known = self.done.iter_mut().find(|deed| Some(deed.number) == number);
        let number = known.as_ref().map_or(self.last_number + 1, |deed| deed.number);
        let alone = Deed { number, changes: Vec::new(), rule: Some(rule.clone()), saying };
        if let Some(deed) = known {
            deed.rule = Some(rule);
        } else {
            self.undone.clear();
            self.behind = 0;
            self.done.push(alone.clone());
        }
        self.send(Cause::Remembered, alone, &List::default())
    }

    /// Sends something on its way that is not the reader's deed.
    pub fn keep(&mut self, change: Change, list: &List) -> Act {
        self.send(Cause::Kept, Deed::new(vec![change], SafeText::default()), list)
    }

    /// Sends the last deed's opposite on its way.
    pub fn undo(&mut self, list: &List) -> Option<(Act, Deed)> {
        let deed = self.done.pop()?;
        insert(&mut self.undone, deed.clone());
        let act = self.send(Cause::Undone, opposite(&deed), list);
        Some((act, deed))
    }

    /// Sends the deed that was last undone on its way again.
    pub fn redo(&mut self, list: &List) -> Option<(Act, Deed)> {
        if self.undone.is_empty() {
            return None;
        }
        let deed = self.undone.remove(0);
        insert(&mut self.done, deed.clone());
        let act = self.send(Cause::Redone, deed.clone(), list);
        Some((act, deed))
    }

    /// Whether what is done again next is not of this run.
    pub fn is_behind(&self) -> bool {
        self.behind > 0
    }

    /// Reaches behind this run, to take back or do again.
    pub fn reach(&mut self, reversing: Reversing) {
        self.behind = match reversing {
            Reversing::Undo => self.behind.saturating_add(1),
            Reversing::Redo => self.behind.saturating_sub(1),
        };
    }

    /// What was reached for behind this run was not done, so that there is as much as before.
    pub fn reached_in_vain(&mut self, reversing: Reversing) {
        self.reach(match reversing {
            Reversing::Undo => Reversing::Redo,
            Reversing::Redo => Reversing::Undo,
        });
    }

    /// There is nothing behind this run to be done again.
    pub fn forget_behind(&mut self) {
        self.behind = 0;
    }

    /// An act is durable: what it was, for the notice.
    pub fn saved(&mut self, number: u64) -> Option<(Cause, Deed)> {
        let (cause, deed) = self.pending.remove(&number)?;
        for change in &deed.changes {
            if let Some(durable) = self.durable.get_mut(&change.id) {
                change.decision.apply(durable);
            }
        }
        self.forget_settled();
        // What it was to belong to may have failed meanwhile; the rule stands in the configuration all the same.
        let known = |deeds: &[Deed]| deeds.iter().any(|other| other.number == deed.number);
        if cause == Cause::Remembered && !known(&self.done) && !known(&self.undone) {
            insert(&mut self.done, deed.clone());
        }
        Some((cause, deed))
    }

    /// An act was not saved: what it was. Its changes stand no more; [`Self::state`] tells what does.
    pub fn failed(&mut self, number: u64) -> Option<(Cause, Deed)> {
        let (cause, deed) = self.pending.remove(&number)?;
        match cause {
            Cause::Done => drop(take(&mut self.done, deed.number)),
            Cause::Undone => {
                if let Some(deed) = take(&mut self.undone, deed.number) {
                    insert(&mut self.done, deed);
                }
            }
            Cause::Redone => {
                if let Some(deed) = take(&mut self.done, deed.number) {
                    insert(&mut self.undone, deed);
                }
            }
            Cause::Remembered => {
                self.forget_rule(deed.number);
            }
            Cause::Kept => {}
        }
        Some((cause, deed))
    }

    /// Takes the rule from a deed, which is none where it did nothing else: it is the reader's own affair from now on.
    pub fn forget_rule(&mut self, number: u64) {
        for deeds in [&mut self.done, &mut self.undone] {
            deeds.retain_mut(|deed| {
                if deed.number == number {
                    deed.rule = None;
                }
                deed.number != number || !deed.changes.is_empty()
            });
        }
    }

    /// The state of an article some of whose changes are not known to be durable: the durable state and the
    /// changes still on their way, in order. None where nothing is on its way.
    pub fn state(&self, id: ArticleId) -> Option<Triage> {
        let mut state = self.durable.get(&id)?.clone();
        let changes = self.pending.values().flat_map(|(_, deed)| &deed.changes);
        for change in changes.filter(|change| change.id == id) {
            change.decision.apply(&mut state);
        }
        Some(state)
    }

    /// Takes note of the state of an article as the library has it now, and adds what is still on its way.
    pub fn bring_up_to_date(&mut self, id: ArticleId, triage: &mut Triage) {
        if let Some(durable) = self.durable.get_mut(&id) {
            durable.clone_from(triage);
        }
        if let Some(state) = self.state(id) {
            *triage = state;
        }
    }

    /// The same for the marks of articles.
    pub fn bring_marks_up_to_date(&mut self, entries: &mut [ListEntry], sums: &mut Sums) {
        if self.durable.is_empty() {
            return;
        }
        for entry in entries {
            let Some(durable) = self.durable.get_mut(&entry.id) else { continue };
            entry.marks.put_on(durable);
            let marks = self.state(entry.id).map_or(entry.marks, |state| Marks::of(&state));
            sums.subtract(usize::from(entry.minutes), entry.marks);
            sums.add(usize::from(entry.minutes), marks);
            entry.marks = marks;
        }
    }

    /// The articles that would be changed next by undoing or doing again.
    pub fn next_of(&self, reversing: Reversing) -> impl Iterator<Item = ArticleId> {
        let deed = match reversing {
            Reversing::Undo => self.done.last(),
            Reversing::Redo => self.undone.first().filter(|_| !self.is_behind()),
        };
        deed.into_iter().flat_map(|deed| &deed.changes).map(|change| change.id)
    }

    /// Drops what is known of articles with nothing on its way.
    pub fn forget_settled(&mut self) {
        let pending: HashSet<ArticleId> =
            self.pending.values().flat_map(|(_, deed)| &deed.changes).map(|change| change.id).collect();
        self.durable.retain(|id, _| pending.contains(id));
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
                Decision::Tag(_)
                | Decision::Untag(_)
                | Decision::Position(_)
                | Decision::Correct(_)
                | Decision::Withdraw(_)
                | Decision::About(_)
                | Decision::NotAbout(_)
                | Decision::ByWords(_)
                | Decision::Snooze(_)
                | Decision::Wake
                | Decision::Note(_)
                | Decision::Highlight(..)
                | Decision::Unhighlight(_) => {}
            }
        }
        session
    }

    fn send(&mut self, cause: Cause, deed: Deed, list: &List) -> Act {
        self.last_number += 1;
        for change in &deed.changes {
            if let Some(triage) = list.triage(change.id) {
                self.durable.entry(change.id).or_insert_with(|| triage.clone());
            }
        }
        let decisions = deed.changes.iter().map(|change| (change.id, change.decision.clone())).collect();
        let rule = deed.rule.clone().map(|rule| match cause {
            Cause::Undone => RuleChange::TakeBack(rule),
            Cause::Done | Cause::Redone | Cause::Remembered | Cause::Kept => RuleChange::Write(rule),
        });
        let reverses = match cause {
            Cause::Undone => Some((Reversing::Undo, deed.number)),
            Cause::Redone => Some((Reversing::Redo, deed.number)),
            Cause::Done | Cause::Remembered | Cause::Kept => None,
        };
        self.pending.insert(self.last_number, (cause, deed));
        Act { number: self.last_number, decisions, rule, reverses }
    }
}

/// Puts a deed in its place by its number.
fn insert(deeds: &mut Vec<Deed>, deed: Deed) {
    let place = deeds.partition_point(|other| other.number < deed.number);
    deeds.insert(place, deed);
}

fn take(deeds: &mut Vec<Deed>, number: u64) -> Option<Deed> {
    let place = deeds.iter().position(|deed| deed.number == number)?;
    Some(deeds.remove(place))
}

/// The same changes taken back, last one first.
fn opposite(deed: &Deed) -> Deed {
    let back = deed.changes.iter().rev().map(|change| Change {
        id: change.id,
        decision: change.inverse.clone(),
        inverse: change.decision.clone(),
    });
    Deed { changes: back.collect(), ..deed.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Stance;

    fn deed(saying: &str) -> Deed {
        let change =
            Change { id: ArticleId::of_body([saying]), decision: Decision::Star, inverse: Decision::Unstar };
        Deed::new(vec![change], SafeText::label(saying))
    }

    #[test]
    fn undo_sends_the_opposite_and_redo_the_same_again() {
        let mut history = History::default();
        let first = history.begin(deed("one"), &List::default());
        let (undo, _) = history.undo(&List::default()).expect("one deed");
        assert_eq!(undo.decisions, [(ArticleId::of_body(["one"]), Decision::Unstar)]);
        let (redo, _) = history.redo(&List::default()).expect("one undone");
        assert_eq!(redo.decisions, first.decisions);
        assert!(undo.number > first.number && redo.number > undo.number);
    }

    #[test]
    fn new_deed_forgets_what_was_undone() {
        let mut history = History::default();
        history.begin(deed("one"), &List::default());
        history.undo(&List::default());
        history.begin(deed("two"), &List::default());
        assert!(history.redo(&List::default()).is_none());
    }

    #[test]
    fn failed_act_leaves_the_stacks_as_if_it_had_not_been_tried() {
        let mut history = History::default();
        let first = history.begin(deed("one"), &List::default());
        history.saved(first.number);
        let second = history.begin(deed("two"), &List::default());
        assert_eq!(history.failed(second.number).map(|(cause, _)| cause), Some(Cause::Done));
        let (undo, undone) = history.undo(&List::default()).expect("the first deed is still there");
        assert_eq!(&*undone.saying, "one");
        assert_eq!(history.failed(undo.number).map(|(cause, _)| cause), Some(Cause::Undone));
        assert!(history.redo(&List::default()).is_none(), "what was not undone cannot be done again");
        let (undo, _) = history.undo(&List::default()).expect("it can still be undone");
        history.saved(undo.number);
        let (redo, _) = history.redo(&List::default()).expect("it was undone");
        assert_eq!(history.failed(redo.number).map(|(cause, _)| cause), Some(Cause::Redone));
        assert!(history.redo(&List::default()).is_some(), "what was not done again can be tried again");
    }

    #[test]
    fn failure_of_one_deed_leaves_the_others_to_be_undone() {
        let mut history = History::default();
        let acts: Vec<Act> = (0..3).map(|_| history.begin(deed("same"), &List::default())).collect();
        history.saved(acts[0].number);
        history.saved(acts[1].number);
        history.failed(acts[2].number);
        assert!(history.undo(&List::default()).is_some() && history.undo(&List::default()).is_some());
        assert!(history.undo(&List::default()).is_none());
    }

    fn rule() -> TagRule {
        let tag = "country:JO".parse().unwrap();
        TagRule { paths: None, word: Some("Jordan".to_owned()), stance: Stance::NotAbout, tag }
    }

    #[test]
    fn a_rule_goes_and_comes_with_the_deed_it_belongs_to() {
        let mut history = History::default();
        let act = history.begin(deed("one"), &List::default());
        let remembered = history.remember(rule(), Some(act.number), SafeText::default());
        assert_eq!((remembered.decisions.len(), remembered.rule), (0, Some(RuleChange::Write(rule()))));
        let (undo, _) = history.undo(&List::default()).expect("one deed with its rule");
        assert_eq!((undo.decisions.len(), undo.rule), (1, Some(RuleChange::TakeBack(rule()))));
        let (redo, _) = history.redo(&List::default()).expect("one undone");
        assert_eq!((redo.decisions.len(), redo.rule), (1, Some(RuleChange::Write(rule()))));
        assert!(history.redo(&List::default()).is_none());
    }

    #[test]
    fn a_rule_that_was_not_written_leaves_its_deed_as_it_was() {
        let mut history = History::default();
        let act = history.begin(deed("one"), &List::default());
        let remembered = history.remember(rule(), Some(act.number), SafeText::default());
        history.failed(remembered.number);
        let (undo, _) = history.undo(&List::default()).expect("the deed stands");
        assert_eq!(undo.rule, None);
        let alone = history.remember(rule(), None, SafeText::default());
        history.failed(alone.number);
        assert!(history.undo(&List::default()).is_none(), "nothing else was done");
    }

    #[test]
    fn a_rule_whose_deed_failed_is_undone_alone() {
        let mut history = History::default();
        let act = history.begin(deed("one"), &List::default());
        let remembered = history.remember(rule(), Some(act.number), SafeText::default());
        history.failed(act.number);
        history.saved(remembered.number);
        let (undo, _) = history.undo(&List::default()).expect("the rule");
        assert_eq!((undo.decisions.len(), undo.rule), (0, Some(RuleChange::TakeBack(rule()))));
    }

    #[test]
    fn session_counts_what_stands() {
        let mut history = History::default();
        history.begin(deed("one"), &List::default());
        history.begin(deed("two"), &List::default());
        history.undo(&List::default());
        assert_eq!(history.session(), Session { starred: 1, ..Session::default() });
    }
}
