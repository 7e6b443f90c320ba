//! Deciding about a folded group as a whole: it is opened, so that one sees what is asked about, and folded again after
//! the answer.

use std::collections::HashSet;
use std::ops::Range;

use super::action::Action;
use super::ask::Question;
use super::bulk::counted;
use super::confirm::Then;
use super::event::{Effect, NoticeKind};
use super::lack::Lack;
use super::listing::ListEntry;
use super::state::App;
use super::triage::Verdict;
use crate::article::{ArticleId, Decision};
use crate::text::SafeText;

/// What is to be done to a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct GroupDeed {
    /// What its articles have in common.
    pub(super) label: Option<SafeText>,
    /// What is to be done to them.
    pub(super) meant: Meant,
}

/// What is to be done to the articles of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant {
    /// Something with one key, after the reader said yes.
    Verdict(Verdict),
    /// What the answer to this question says: a tag, a day.
    Answer(Question),
}

impl App {
    /// Whether an action is a deed about the folded group at the cursor, as nothing is selected.
    pub(super) fn is_about_fold(&self, action: Action) -> bool {
        let deeds =
            [Action::Done, Action::Archive, Action::Star, Action::ToggleRead, Action::Tag, Action::Snooze];
        deeds.contains(&action) && self.is_on_fold() && !self.acts_on_selection()
    }

    /// Opens the folded group at the cursor, to ask whether something is done to all of its articles that are listed.
    pub(super) fn open_to_ask(&mut self, action: Action) -> Vec<Effect> {
        let meant = match action {
            Action::Tag => Meant::Answer(Question::Tag),
            Action::Snooze => Meant::Answer(Question::Snooze),
            Action::Archive => Meant::Verdict(Verdict::Archive),
            Action::Star => Meant::Verdict(Verdict::Star),
            Action::ToggleRead => Meant::Verdict(Verdict::ToggleRead),
            _ => Meant::Verdict(Verdict::Done),
        };
        let group = self.list.group_at(self.list.cursor());
        self.group_deed = group.map(|(_, group)| GroupDeed { label: group.label.clone(), meant });
        // What is asked about begins where the group does.
        let left = self.folded_at.clone();
        let effects = self.fold_group();
        self.folded_at = left;
        self.list.seek(None);
        effects
    }

    /// Asks what was to be asked about a group, if its articles are known by now.
    pub(super) fn ask_about_group(&mut self) -> Vec<Effect> {
        if !self.filter.is_answered() {
            return Vec::new();
        }
        let Some(deed) = self.group_deed.take() else { return Vec::new() };
        let group = self.list.group_at(self.list.cursor()).filter(|(_, group)| group.label == deed.label);
        let Some((begin, end)) = group.map(|(begin, group)| (begin, begin + group.places())) else {
            return Vec::new();
        };
        if end > self.list.known() && !self.list.is_whole() {
            self.group_deed = Some(deed);
            return self.fetch(Lack::Entries(end));
        }
        match deed.meant {
            Meant::Verdict(verdict) => self.ask_whether_all(deed, verdict, begin..end),
            Meant::Answer(question) => self.ask_for_all(deed, question, begin..end),
        }
    }

    /// Asks whether a verdict is to be given on the articles of a group at these places.
    fn ask_whether_all(&mut self, deed: GroupDeed, verdict: Verdict, places: Range<usize>) -> Vec<Effect> {
        let entries = self.list.entries().get(places).unwrap_or_default();
        let states: Vec<_> = entries.iter().map(|entry| (entry.id, entry.marks.state())).collect();
        let decision = self.decision_about(verdict, &states);
        let word = match decision {
            Decision::Restore => "restore",
            Decision::Archive => "archive",
            Decision::Star => "star",
            Decision::Unstar => "unstar",
            Decision::Unread => "mark as unread",
            _ => "mark as read",
        };
        let meant = |entry: &&ListEntry| decision.inverse(&entry.marks.state()).is_some();
        let articles: HashSet<ArticleId> = entries.iter().filter(meant).map(|entry| entry.id).collect();
        let name = self.group_name(deed.label.as_ref());
        if articles.is_empty() {
            self.say(NoticeKind::Done, SafeText::label(&format!("nothing of {name} to {word}")));
            return self.fold_group();
        }
        let question = format!("{word} {} of {name}?", counted(articles.len()));
        self.ask_whether(&question, Then::Decide(deed, articles))
    }

    /// Selects the articles of a group at these places, and asks what is to be done to them.
    fn ask_for_all(&mut self, deed: GroupDeed, question: Question, places: Range<usize>) -> Vec<Effect> {
        let entries = self.list.entries().get(places).unwrap_or_default();
        let articles = entries.iter().map(|entry| entry.id).collect();
        self.select_these(articles);
        self.asked_of = Some(deed);
        self.ask(question)
    }

    /// Folds the group again that a question was about, now that it is answered or left.
    pub(super) fn end_question(&mut self) -> Vec<Effect> {
        self.asked_of.take().map_or_else(Vec::new, |deed| self.fold_again(&deed))
    }

    /// Does to the articles of a group what was asked about, and folds it again.
    pub(super) fn decide_about_group(
        &mut self,
        deed: &GroupDeed,
        articles: &HashSet<ArticleId>,
    ) -> Vec<Effect> {
        let mut effects = match deed.meant {
            Meant::Verdict(verdict) => self.decide_these(verdict, articles),
            Meant::Answer(_) => Vec::new(),
        };
        effects.extend(self.fold_again(deed));
        effects
    }

    /// Folds a group that was opened for a question.
    pub(super) fn fold_again(&mut self, deed: &GroupDeed) -> Vec<Effect> {
        let begin = self.list.beginning_of(deed.label.as_ref());
        let left = self.folded_at.get(&deed.label).copied();
        self.list.choose(begin.unwrap_or(self.list.cursor()));
        let effects = self.fold_group();
        self.folded_at.extend(left.map(|left| (deed.label.clone(), left)));
        effects
    }
}
