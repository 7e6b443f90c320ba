//! What was decided in this run: acts in order, so that each can be undone, done again, or taken back when
//! it could not be saved.

use std::collections::{BTreeMap, HashSet, VecDeque};

use crate::article::{ArticleId, Date, Decision, Reversing, RuleChange, TagRule, Triage};
use crate::text::SafeText;

use super::deed::{Change, Deed, Doer};
use super::event::Act;
use super::list::List;
use super::listing::{ListEntry, Marks};
use super::sums::Sums;
use super::unsettled::Unsettled;

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

/// The acts of this run; those of earlier ones stand in the journal. What was done stands in the order it was first done,
/// what was undone with the last one first.
#[derive(Debug, Clone, Default)]
pub struct History {
    done: Vec<Deed>,
    undone: Vec<Deed>,
    pending: BTreeMap<u64, (Cause, Deed)>,
    unsettled: Unsettled,
    last_number: u64,
    /// How many acts that are not of this run were taken back since something was last done.
    behind: usize,
    /// What was reached for and is not answered, the first one first.
    reached: VecDeque<Reached>,
}

/// What was reached for in the journal.
#[derive(Debug, Clone)]
enum Reached {
    /// An act from before this run.
    Before,
    /// What the rules did in this run.
    Rules(Deed),
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
    /// Articles kept out of the inbox until a day.
    pub snoozed: usize,
    /// Tags given to articles.
    pub tagged: usize,
}

impl History {
    /// Sends a deed of the reader on its way. `list` is as it was before.
    pub fn begin(&mut self, mut deed: Deed, list: &List) -> Act {
        self.undone.clear();
        self.behind = 0;
        deed.begin(self.last_number + 1);
        self.done.push(deed.clone());
        self.send(Cause::Done, deed, list)
    }

    /// Sends a rule on its way that belongs to the deed of this number from now on; where there is none such, it is a
    /// deed of its own.
    pub fn remember(&mut self, rule: TagRule, number: Option<u64>, saying: SafeText) -> Act {
        let known = self.done.iter_mut().find(|deed| number.is_some_and(|number| deed.is(number)));
        let number = known.as_ref().map_or(self.last_number + 1, |deed| deed.number());
        let alone = Deed::of_rule(number, rule.clone(), saying);
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

    /// Takes note that the rules did something. What is still on its way to the journal comes there behind it.
    pub fn ruled(&mut self) {
        self.behind = 0;
        let unsaved = self.pending.values().filter(|(cause, _)| *cause == Cause::Done);
        let number = unsaved.map(|(_, deed)| deed.number()).min().unwrap_or_else(|| {
            self.last_number += 1;
            self.last_number
        });
        insert(&mut self.done, Deed::of_rules(number));
    }

    /// Sends the opposite of the reader's last deed on its way; nothing where the rules did something after it.
    pub fn undo(&mut self, list: &List) -> Option<(Act, Deed)> {
        let deed = self.done.pop_if(|deed| deed.doer() == Doer::Reader)?;
        self.undone.insert(0, deed.clone());
        let act = self.send(Cause::Undone, deed.opposite(), list);
        Some((act, deed))
    }

    /// Sends the deed that was last undone on its way again; nothing where that is not one of the reader.
    pub fn redo(&mut self, list: &List) -> Option<(Act, Deed)> {
        self.undone.first().filter(|deed| deed.doer() == Doer::Reader)?;
        let deed = self.undone.remove(0);
        insert(&mut self.done, deed.clone());
        let act = self.send(Cause::Redone, deed.clone(), list);
        Some((act, deed))
    }

    /// Whether what is done again next is not of this run.
    pub fn is_behind(&self) -> bool {
        self.behind > 0
    }

    /// Reaches into the journal, for what the rules did last or behind this run, to take back or do again.
    pub fn reach(&mut self, reversing: Reversing) {
        let first_undone = self.undone.first().is_some_and(|deed| deed.doer() == Doer::Rules);
        let of_rules = match reversing {
            Reversing::Undo => self.done.pop_if(|deed| deed.doer() == Doer::Rules),
            Reversing::Redo if first_undone && !self.is_behind() => Some(self.undone.remove(0)),
            Reversing::Redo => None,
        };
        let Some(deed) = of_rules else {
            self.count_behind(reversing);
            self.reached.push_back(Reached::Before);
            return;
        };
        self.place(deed.clone(), reversing);
        self.reached.push_back(Reached::Rules(deed));
    }

    /// Whether it is not known yet what came of what was reached for.
    pub fn is_reaching(&self) -> bool {
        !self.reached.is_empty()
    }

    /// What was reached for is taken back, or done again.
    pub fn has_reached(&mut self) {
        self.reached.pop_front();
    }

    /// What was reached for was not done, so that there is as much as before.
    pub fn reached_in_vain(&mut self, reversing: Reversing) {
        let back = match reversing {
            Reversing::Undo => Reversing::Redo,
            Reversing::Redo => Reversing::Undo,
        };
        match self.reached.pop_front() {
            Some(Reached::Rules(deed)) => {
                self.forget(&deed);
                self.place(deed, back);
            }
            Some(Reached::Before) | None => self.count_behind(back),
        }
    }

    /// There is nothing where it was reached for.
    pub fn reached_nothing(&mut self, reversing: Reversing) {
        match (self.reached.pop_front(), reversing) {
            (Some(Reached::Rules(deed)), _) => self.forget(&deed),
            (Some(Reached::Before) | None, Reversing::Undo) => self.count_behind(Reversing::Redo),
            (Some(Reached::Before) | None, Reversing::Redo) => self.behind = 0,
        }
    }

    fn count_behind(&mut self, reversing: Reversing) {
        self.behind = match reversing {
            Reversing::Undo => self.behind.saturating_add(1),
            Reversing::Redo => self.behind.saturating_sub(1),
        };
    }

    /// Puts a deed where it stands when it was taken back or done again.
    fn place(&mut self, deed: Deed, reversing: Reversing) {
        match reversing {
            Reversing::Undo => self.undone.insert(0, deed),
            Reversing::Redo => insert(&mut self.done, deed),
        }
    }

    fn forget(&mut self, deed: &Deed) {
        for deeds in [&mut self.done, &mut self.undone] {
            if let Some(place) = deeds.iter().position(|other| other == deed) {
                deeds.remove(place);
            }
        }
    }

    /// An act is durable: what it was, for the notice.
    pub fn saved(&mut self, number: u64) -> Option<(Cause, Deed)> {
        let (cause, deed) = self.pending.remove(&number)?;
        self.unsettled.saved(number, &deed.changes);
        // What it was to belong to may have failed meanwhile; the rule stands in the configuration all the same.
        let known = |deeds: &[Deed]| deeds.iter().any(|other| other.is(deed.number()));
        if cause == Cause::Remembered && !known(&self.done) && !known(&self.undone) {
            insert(&mut self.done, deed.clone());
        }
        Some((cause, deed))
    }

    /// An act was not saved: what it was. Its changes stand no more; [`Self::state`] tells what does.
    pub fn failed(&mut self, number: u64) -> Option<(Cause, Deed)> {
        let (cause, deed) = self.pending.remove(&number)?;
        self.unsettled.failed(number, &deed.changes);
        match cause {
            Cause::Done => drop(take(&mut self.done, deed.number())),
            Cause::Undone => {
                if let Some(deed) = take(&mut self.undone, deed.number()) {
                    insert(&mut self.done, deed);
                }
            }
            Cause::Redone => {
                if let Some(deed) = take(&mut self.done, deed.number()) {
                    self.undone.insert(0, deed);
                }
            }
            Cause::Remembered => {
                self.forget_rule(deed.number());
            }
            Cause::Kept => {}
        }
        Some((cause, deed))
    }

    /// Takes the rule from a deed, which is none where it did nothing else: it is the reader's own affair from now on.
    pub fn forget_rule(&mut self, number: u64) {
        for deeds in [&mut self.done, &mut self.undone] {
            deeds.retain_mut(|deed| {
                if deed.is(number) {
                    deed.rule = None;
                }
                !deed.is(number) || !deed.changes.is_empty()
            });
        }
    }

    /// The state of an article some of whose changes are not known to be durable: the durable state and the
    /// changes still on their way, in order. None where nothing is on its way.
    pub fn state(&self, id: ArticleId) -> Option<Triage> {
        self.unsettled.state(id)
    }

    /// Takes note of the state of an article as the library has it now, and adds what is still on its way.
    pub fn bring_up_to_date(&mut self, id: ArticleId, triage: &mut Triage) {
        if let Some(durable) = self.unsettled.durable(id) {
            durable.clone_from(triage);
        }
        if let Some(state) = self.state(id) {
            *triage = state;
        }
    }

    /// The same for the marks of articles.
    pub fn bring_marks_up_to_date(
        &mut self,
        (entries, sums): (&mut [ListEntry], &mut Sums),
        today: Option<Date>,
    ) {
        if self.unsettled.is_empty() {
            return;
        }
        for entry in entries {
            let Some(durable) = self.unsettled.durable(entry.id) else { continue };
            entry.marks.put_on(durable);
            let marks = self.state(entry.id).map_or(entry.marks, |state| Marks::of(&state, today));
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
        self.unsettled.forget_settled();
    }

    /// The tags that were given in this run.
    pub fn given_tags(&self) -> impl Iterator<Item = &SafeText> {
        let changes = self.done.iter().filter_map(|deed| deed.changes.first());
        changes
            .filter_map(|change| if let Decision::Tag(name) = &change.decision { Some(name) } else { None })
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
                Decision::Snooze(_) => session.snoozed += 1,
                Decision::Wake => session.snoozed = session.snoozed.saturating_sub(1),
                Decision::Tag(_) => session.tagged += 1,
                Decision::Untag(_) => session.tagged = session.tagged.saturating_sub(1),
                Decision::Position(_)
                | Decision::Correct(_)
                | Decision::Withdraw(_)
                | Decision::About(_)
                | Decision::NotAbout(_)
                | Decision::ByWords(_)
                | Decision::Note(_)
                | Decision::Highlight(..)
                | Decision::Unhighlight(_) => {}
            }
        }
        session
    }

    fn send(&mut self, cause: Cause, deed: Deed, list: &List) -> Act {
        self.last_number += 1;
        let concerned = deed.changes.iter().map(|change| change.id);
        let unknown: HashSet<ArticleId> = concerned.filter(|id| !self.unsettled.has(*id)).collect();
        self.unsettled.send(self.last_number, &deed.changes, list.states_of(&unknown));
        let decisions = deed.changes.iter().map(|change| (change.id, change.decision.clone())).collect();
        let rule = deed.rule.clone().map(|rule| match cause {
            Cause::Undone => RuleChange::TakeBack(rule),
            Cause::Done | Cause::Redone | Cause::Remembered | Cause::Kept => RuleChange::Write(rule),
        });
        let reverses = match cause {
            Cause::Undone => Some((Reversing::Undo, deed.number())),
            Cause::Redone => Some((Reversing::Redo, deed.number())),
            Cause::Done | Cause::Remembered | Cause::Kept => None,
        };
        self.pending.insert(self.last_number, (cause, deed));
        Act { number: self.last_number, decisions, rule, reverses }
    }
}

/// Puts a deed in its place by its number.
fn insert(deeds: &mut Vec<Deed>, deed: Deed) {
    let place = deeds.partition_point(|other| other.place() < deed.place());
    deeds.insert(place, deed);
}

fn take(deeds: &mut Vec<Deed>, number: u64) -> Option<Deed> {
    let place = deeds.iter().position(|deed| deed.is(number))?;
    Some(deeds.remove(place))
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

    /// What is undone and redone next, by what is said of it; `rules` for what they did.
    fn turned(history: &mut History, reversing: Reversing) -> String {
        let list = List::default();
        let own = match reversing {
            Reversing::Undo => history.undo(&list),
            Reversing::Redo => history.redo(&list),
        };
        let Some((act, deed)) = own else {
            history.reach(reversing);
            history.has_reached();
            return if history.is_behind() { "before" } else { "rules" }.to_owned();
        };
        history.saved(act.number);
        deed.saying.to_string()
    }

    #[test]
    fn what_rules_did_is_undone_in_order_of_time() {
        let mut history = History::default();
        let list = List::default();
        let first = history.begin(deed("one"), &list);
        history.saved(first.number);
        let second = history.begin(deed("two"), &list);
        // The second came to the journal after what the rules did.
        history.ruled();
        history.saved(second.number);
        history.ruled();
        let mut turn = |reversing, times: usize| -> Vec<String> {
            (0..times).map(|_| turned(&mut history, reversing)).collect()
        };
        assert_eq!(turn(Reversing::Undo, 5), ["rules", "two", "rules", "one", "before"]);
        history.reached_in_vain(Reversing::Undo);
        let mut turn = |reversing, times: usize| -> Vec<String> {
            (0..times).map(|_| turned(&mut history, reversing)).collect()
        };
        assert_eq!(turn(Reversing::Redo, 4), ["one", "rules", "two", "rules"]);
        assert_eq!(turn(Reversing::Undo, 2), ["rules", "two"]);
    }

    #[test]
    fn what_rules_did_stays_to_be_undone_when_that_is_not_saved_and_is_gone_when_it_is_not_there() {
        let mut history = History::default();
        history.begin(deed("one"), &List::default());
        history.ruled();
        for _ in 0..2 {
            assert!(history.undo(&List::default()).is_some(), "the reader's deed was not saved yet");
            assert!(history.redo(&List::default()).is_some());
        }
        history.saved(1);
        history.ruled();
        history.reach(Reversing::Undo);
        history.reached_in_vain(Reversing::Undo);
        assert!(history.undo(&List::default()).is_none());
        history.reach(Reversing::Undo);
        history.reached_nothing(Reversing::Undo);
        assert!(history.undo(&List::default()).is_some() && !history.is_behind());
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
