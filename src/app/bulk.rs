//! Decisions about many articles at once: those that are selected, or all that are shown after the reader was asked.

use std::collections::HashSet;

use super::confirm::Then;
use super::deed::{Change, Deed};
use super::event::{Effect, NoticeKind};
use super::listing::{ListEntry, View};
use super::state::App;
use super::triage::{LastDeed, Verdict, quoted};
use crate::article::{ArticleId, Decision, Triage};
use crate::text::SafeText;

/// What a decision is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// What is selected.
    Selection,
    /// The current article.
    Current,
}

impl App {
    /// Does the same to all articles that are selected, and selects nothing any more; `again` is what was decided before.
    pub(super) fn decide_selected(&mut self, verdict: Verdict, again: Option<Decision>) -> Vec<Effect> {
        self.end_range();
        let decided = self.states_of(Target::Selection);
        let decision = again.unwrap_or_else(|| self.decision_about(verdict, &decided));
        let effects = self.decide_about(verdict, decision, &decided);
        self.end_selection();
        effects
    }

    /// Asks whether to archive everything that is shown, or to restore it among archived ones.
    pub(super) fn ask_to_archive_shown(&mut self) -> Vec<Effect> {
        let restores = self.archiving() == Decision::Restore;
        let word = if restores { "restore" } else { "archive" };
        let meant = self.list.shown().filter(|(_, entry)| entry.marks.archived == restores);
        let articles: HashSet<ArticleId> = meant.map(|(_, entry)| entry.id).collect();
        if articles.is_empty() {
            self.say(NoticeKind::Done, SafeText::label(&format!("nothing here to {word}")));
            return Vec::new();
        }
        let question = format!("{word} {}, all that is shown?", counted(articles.len()));
        self.ask_whether(&question, Then::Archive(articles))
    }

    /// Archives what was asked about, or restores it among archived ones.
    pub(super) fn archive_these(&mut self, articles: &HashSet<ArticleId>) -> Vec<Effect> {
        self.decide_these(Verdict::Archive, articles)
    }

    /// Decides the same about these articles, as far as they are shown, as one act.
    pub(super) fn decide_these(&mut self, verdict: Verdict, articles: &HashSet<ArticleId>) -> Vec<Effect> {
        let decided = self.states(|_, _, entry| articles.contains(&entry.id));
        let decision = self.decision_about(verdict, &decided);
        self.decide_about(verdict, decision, &decided)
    }

    /// What the key for archiving does in this view.
    pub(super) fn archiving(&self) -> Decision {
        if self.filter.view() == View::Archived { Decision::Restore } else { Decision::Archive }
    }

    /// What the next decision is about.
    pub(super) fn target(&self) -> Target {
        if self.acts_on_selection() { Target::Selection } else { Target::Current }
    }

    /// The articles that are meant, with their states.
    pub(super) fn states_of(&self, target: Target) -> Vec<(ArticleId, Triage)> {
        match target {
            Target::Selection => self.states(|app, place, _| app.is_selected(place)),
            Target::Current => self.states(|app, place, _| app.list.is_chosen(place)),
        }
    }

    /// The states of the listed articles that are wanted.
    fn states(&self, wanted: impl Fn(&Self, usize, &ListEntry) -> bool) -> Vec<(ArticleId, Triage)> {
        let wanted = self.list.shown().filter(|(place, entry)| wanted(self, *place, entry));
        let state = |entry: &ListEntry| {
            let known = self.list.triage(entry.id).cloned();
            known.unwrap_or_else(|| entry.marks.state())
        };
        wanted.map(|(_, entry)| (entry.id, state(entry))).collect()
    }

    /// The decision a verdict stands for on articles in these states.
    pub(super) fn decision_about(&self, verdict: Verdict, articles: &[(ArticleId, Triage)]) -> Decision {
        let all = |holds: fn(&Triage) -> bool| articles.iter().all(|(_, triage)| holds(triage));
        match verdict {
            Verdict::ToggleRead if all(|triage| triage.read) => Decision::Unread,
            Verdict::Done | Verdict::ToggleRead => Decision::Read,
            Verdict::Archive => self.archiving(),
            Verdict::Star if all(|triage| triage.starred) => Decision::Unstar,
            Verdict::Star => Decision::Star,
        }
    }

    /// Decides the same about articles in these states, as one act.
    fn decide_about(
        &mut self,
        verdict: Verdict,
        decision: Decision,
        articles: &[(ArticleId, Triage)],
    ) -> Vec<Effect> {
        let mut effects = self.do_to_all(&decision, articles);
        self.last_deed = Some(LastDeed::Verdict(verdict, decision));
        if matches!(verdict, Verdict::Done | Verdict::Archive)
            && self.list.current_id().and_then(|id| self.list.marks(id)).is_some_and(|marks| !marks.waits())
            && let Some(next) = self.list.next_unread()
        {
            self.list.choose(next);
        }
        effects.extend(self.follow_cursor());
        effects
    }

    /// Does one thing to articles in these states, as one act.
    pub(super) fn do_to_all(&mut self, decision: &Decision, articles: &[(ArticleId, Triage)]) -> Vec<Effect> {
        let change = |(id, triage): &(ArticleId, Triage)| {
            let inverse = decision.inverse(triage)?;
            Some(Change { id: *id, decision: decision.clone(), inverse })
        };
        let changes: Vec<Change> = articles.iter().filter_map(change).collect();
        let named = match articles {
            [(only, _)] => {
                self.list.triage(*only).and(self.list.place_of(*only)).and_then(|place| self.list.row(place))
            }
            _ => None,
        };
        let named = named.map_or_else(|| counted(changes.len().max(1)), |row| quoted(&row.headline));
        if articles.is_empty() && self.list.lost().is_some() {
            return self.say_no_article();
        }
        if changes.is_empty() {
            self.say(NoticeKind::Done, SafeText::label("nothing was to be changed"));
            return Vec::new();
        }
        let deed = Deed::new(changes, SafeText::label(&decision.told_of(&named)));
        let act = self.history.begin(deed.clone(), &self.list);
        self.apply(&deed);
        vec![Effect::Save(act)]
    }
}

/// `1 article`, `12 articles`.
pub(super) fn counted(articles: usize) -> String {
    format!("{articles} {}", if articles == 1 { "article" } else { "articles" })
}
