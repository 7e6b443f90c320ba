//! Decisions: made on the row at once, sent to be saved, undone and done again.

use crate::article::{ArticleId, Decision, Reversing, Triage};
use crate::text::{Ellipsis, SafeText, ellipsize};

use super::deed::{Change, Deed};
use super::event::{Effect, NoticeKind, Reach, ReversalOutcome, Reversed};
use super::keymap::Pane;
use super::lack::Lack;
use super::listing::{Row, View};
use super::settle::Settling;
use super::state::App;

/// How much of a headline a notice quotes, in cells.
const QUOTED: usize = 40;

impl App {
    /// Does a deed to what is selected, else to the current article.
    pub(super) fn decide(&mut self, verdict: Verdict) -> Vec<Effect> {
        if self.acts_on_selection() { self.decide_selected(verdict, None) } else { self.decide_here(verdict) }
    }

    /// Does a deed to the current article and moves on as its key promises.
    pub(super) fn decide_here(&mut self, verdict: Verdict) -> Vec<Effect> {
        self.decide_so(verdict, None)
    }

    /// The same; what was decided before is decided again, and never the opposite of it.
    fn decide_so(&mut self, verdict: Verdict, again: Option<Decision>) -> Vec<Effect> {
        let Some(row) = self.list.current() else { return self.say_no_article() };
        let restores = self.filter.view() == View::Archived;
        let decision = again.unwrap_or_else(|| match verdict {
            Verdict::Archive if restores => Decision::Restore,
            Verdict::Archive | Verdict::Done | Verdict::Star | Verdict::ToggleRead => {
                decision(verdict, &row.triage)
            }
        });
        let verb = verb(verdict, &decision);
        let deed = deed(row, decision.clone(), verb);
        self.last_deed = Some(LastDeed::Verdict(verdict, decision));
        let mut effects = Vec::new();
        if deed.changes.is_empty() {
            self.say(NoticeKind::Done, SafeText::label(&format!("already {verb}")));
        } else {
            effects.push(Effect::Save(self.history.begin(deed.clone(), &self.list)));
            self.apply(&deed);
        }
        effects.extend(self.move_on(verdict));
        effects
    }

    /// Does the last deed again: the same, also where its key would do the opposite by now.
    pub(super) fn repeat(&mut self) -> Vec<Effect> {
        match self.last_deed.clone() {
            Some(LastDeed::Verdict(verdict, decision)) if self.acts_on_selection() => {
                self.decide_selected(verdict, Some(decision))
            }
            Some(LastDeed::Verdict(verdict, decision)) => self.decide_so(verdict, Some(decision)),
            Some(LastDeed::Answer(decision)) => self.decide_as_asked(&decision),
            Some(LastDeed::Settling(settling)) => self.settle_tags(settling),
            None => {
                self.say(NoticeKind::Done, SafeText::label("nothing to repeat yet"));
                Vec::new()
            }
        }
    }

    /// Takes the last deed back; the cursor goes to its article.
    pub(super) fn undo(&mut self) -> Vec<Effect> {
        let Some((act, deed)) = self.history.undo(&self.list) else {
            return self.reach_behind(Reversing::Undo);
        };
        self.list.decide(deed.changes.iter().rev().map(|change| (change.id, &change.inverse)));
        let mut effects = vec![Effect::Save(act)];
        effects.extend(self.go_to_deed(&deed));
        effects
    }

    /// Does again what was taken back last.
    pub(super) fn redo(&mut self) -> Vec<Effect> {
        let of_this_run = if self.history.is_behind() { None } else { self.history.redo(&self.list) };
        let Some((act, deed)) = of_this_run else {
            return self.reach_behind(Reversing::Redo);
        };
        self.apply(&deed);
        let mut effects = vec![Effect::Save(act)];
        effects.extend(self.go_to_deed(&deed));
        effects
    }

    /// Asks for an act that stands in the journal alone: what the rules did, or one that is not of this run.
    fn reach_behind(&mut self, reversing: Reversing) -> Vec<Effect> {
        self.history.reach(reversing);
        vec![Effect::Reverse(Reach { reversing, anywhere: false })]
    }

    /// Reaches for an act although none of its articles is found today.
    pub(super) fn reach_anywhere(&mut self, reversing: Reversing) -> Vec<Effect> {
        self.history.reach(reversing);
        vec![Effect::Reverse(Reach { reversing, anywhere: true })]
    }

    /// Tells what came of an act that is not of this run; the cursor goes to its article once it is listed.
    pub(super) fn take_reversal(&mut self, reversed: &Reversed) -> Vec<Effect> {
        let reversing = reversed.reversing;
        let (kind, text) = match &reversed.outcome {
            ReversalOutcome::Saved { article, saying } => {
                self.history.has_reached();
                self.list.seek(*article);
                (NoticeKind::Done, self.told_of_reversal(reversing, saying))
            }
            ReversalOutcome::Elsewhere { saying } => {
                self.history.reached_in_vain(reversing);
                return self.ask_to_reverse(reversing, saying);
            }
            ReversalOutcome::Nothing => {
                self.history.reached_nothing(reversing);
                (NoticeKind::Done, nothing_left(reversing).to_owned())
            }
            ReversalOutcome::NotSaved(why) => {
                self.history.reached_in_vain(reversing);
                (NoticeKind::Warning, format!("not saved: {why}"))
            }
        };
        self.say(kind, SafeText::label(&text));
        if self.lack == Some(Lack::Reversal) { self.go_on() } else { Vec::new() }
    }

    /// Keeps the place in the open article if it moved.
    pub(super) fn keep_position(&mut self) -> Vec<Effect> {
        let Some((id, position)) = self.reading.moved() else { return Vec::new() };
        let before = self.list.triage(id).cloned().unwrap_or_default();
        let decision = Decision::Position(position);
        let Some(inverse) = decision.inverse(&before) else { return Vec::new() };
        let act = self.history.keep(Change { id, decision: decision.clone(), inverse }, &self.list);
        self.list.decide([(id, &decision)]);
        vec![Effect::Save(act)]
    }

    pub(super) fn apply(&mut self, deed: &Deed) {
        self.list.settle_here();
        self.list.decide(deed.changes.iter().map(|change| (change.id, &change.decision)));
    }

    /// The cursor goes to the first article of a deed, unless it stands on one of them.
    fn go_to_deed(&mut self, deed: &Deed) -> Vec<Effect> {
        let ids: Vec<ArticleId> = deed.changes.iter().map(|change| change.id).collect();
        let here = self.list.current_id().filter(|id| ids.contains(id)).map(|_| self.list.cursor());
        let place = here.or_else(|| self.list.place_of_first(&ids));
        if let Some(place) = place {
            self.list.choose(place);
        }
        let mut effects = self.follow_cursor();
        // What came back to the view, and was not listed, is listed now.
        if !self.list.lists_all(&ids) {
            if place.is_none() {
                self.list.seek(ids.first().copied());
            }
            effects.push(self.list_anew());
        }
        effects
    }

    /// Done and archived articles are left for the next unread one; others for the next row, in the list.
    fn move_on(&mut self, verdict: Verdict) -> Vec<Effect> {
        match verdict {
            Verdict::Done | Verdict::Archive => {
                if let Some(next) = self.list.next_unread() {
                    self.list.choose(next);
                }
            }
            Verdict::Star | Verdict::ToggleRead if self.focus == Pane::List => self.list.step(1),
            Verdict::Star | Verdict::ToggleRead => {}
        }
        self.follow_cursor()
    }
}

/// What the reader did last, to be done again elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum LastDeed {
    /// Something with one key, which came to this.
    Verdict(Verdict, Decision),
    /// Tags were settled.
    Settling(Settling),
    /// What was asked for was done: a tag, a day.
    Answer(Decision),
}

/// What a reader can decide about an article with one key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Read or dismissed.
    Done,
    /// Out of the inbox.
    Archive,
    /// Starred, or not any more.
    Star,
    /// Read, or unread again.
    ToggleRead,
}

/// The decision a verdict stands for on an article in this state.
fn decision(verdict: Verdict, triage: &Triage) -> Decision {
    match verdict {
        Verdict::Star if triage.starred => Decision::Unstar,
        Verdict::Star => Decision::Star,
        Verdict::ToggleRead if triage.read => Decision::Unread,
        Verdict::ToggleRead | Verdict::Done => Decision::Read,
        Verdict::Archive => Decision::Archive,
    }
}

/// The word for what a verdict came to.
fn verb(verdict: Verdict, decision: &Decision) -> &'static str {
    match (verdict, decision) {
        (Verdict::Star, Decision::Unstar) => "unstarred",
        (Verdict::Star, _) => "starred",
        (Verdict::ToggleRead, Decision::Unread) => "marked unread",
        (Verdict::ToggleRead, _) => "marked read",
        (Verdict::Archive, Decision::Restore) => "restored",
        (Verdict::Archive, _) => "archived",
        (Verdict::Done, _) => "done",
    }
}

fn deed(row: &Row, decision: Decision, verb: &str) -> Deed {
    let inverse = decision.inverse(&row.triage);
    let changes = inverse.map(|inverse| Change { id: row.id, decision, inverse }).into_iter().collect();
    Deed::new(changes, SafeText::label(&format!("{verb} {}", quoted(&row.headline))))
}

fn nothing_left(reversing: Reversing) -> &'static str {
    match reversing {
        Reversing::Undo => "nothing to undo",
        Reversing::Redo => "nothing to do again",
    }
}

/// An article as a notice names it, by its headline.
pub fn quoted(headline: &SafeText) -> String {
    format!("\"{}\"", ellipsize(headline, QUOTED, Ellipsis::Sign))
}
