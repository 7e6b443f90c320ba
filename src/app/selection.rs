//! The articles the reader selected in the list: the next decision there is about all of them, as one act.

use std::collections::HashSet;
use std::ops::Range;

use super::action::Action;
use super::event::{Effect, NoticeKind};
use super::keymap::Pane;
use super::state::App;
use crate::article::ArticleId;
use crate::text::SafeText;

/// The articles that are selected: those chosen one by one, and a range that is still being drawn.
#[derive(Debug, Clone, Default)]
pub(super) struct Selection {
    chosen: HashSet<ArticleId>,
    /// The place the range began at. It reaches to the cursor.
    began: Option<usize>,
}

impl Selection {
    fn range(&self, cursor: usize) -> Range<usize> {
        let Some(began) = self.began else { return 0..0 };
        began.min(cursor)..began.max(cursor) + 1
    }
}

impl App {
    /// Whether the article at a place of the list is selected.
    pub fn is_selected(&self, place: usize) -> bool {
        if self.list.is_folded(place) {
            return false;
        }
        let chosen = || {
            let entry = self.list.entries().get(place);
            entry.is_some_and(|entry| self.selection.chosen.contains(&entry.id))
        };
        self.selection.range(self.list.cursor()).contains(&place) || chosen()
    }

    /// Whether a range is being drawn, which reaches to the cursor.
    pub fn draws_range(&self) -> bool {
        self.selection.began.is_some()
    }

    /// How many articles are selected.
    pub fn selected(&self) -> usize {
        let drawn = self.drawn().filter(|id| !self.selection.chosen.contains(id)).count();
        self.selection.chosen.len() + drawn
    }

    /// Whether a decision is about what is selected: in the text it is about the article one reads.
    pub(super) fn acts_on_selection(&self) -> bool {
        self.focus == Pane::List && (self.selection.began.is_some() || !self.selection.chosen.is_empty())
    }

    /// Selects the current article, or leaves it out again, and goes on to the next.
    pub(super) fn select_one(&mut self) -> Vec<Effect> {
        self.end_range();
        if let Some(id) = self.list.current_id()
            && !self.selection.chosen.remove(&id)
        {
            self.selection.chosen.insert(id);
        }
        self.list.step(1);
        self.follow_cursor()
    }

    /// Begins a range at the cursor, or ends the one that is being drawn.
    pub(super) fn select_range(&mut self) -> Vec<Effect> {
        if self.selection.began.is_some() {
            self.end_range();
        } else if !self.list.is_empty() {
            self.selection.began = Some(self.list.cursor());
            let ends = self.hint(Action::SelectRange, "ends the range");
            self.say(NoticeKind::Done, SafeText::label(&format!("move to draw a range{ends}")));
        }
        Vec::new()
    }

    /// Selects everything that is listed, or nothing where all is selected.
    pub(super) fn select_shown(&mut self) -> Vec<Effect> {
        self.end_range();
        let all: HashSet<ArticleId> = self.list.shown().map(|(_, entry)| entry.id).collect();
        let is_all = all.is_subset(&self.selection.chosen);
        self.selection.chosen = if is_all { HashSet::new() } else { all };
        Vec::new()
    }

    /// Selects these articles and no others.
    pub(super) fn select_these(&mut self, articles: HashSet<ArticleId>) {
        self.selection = Selection { chosen: articles, began: None };
    }

    /// Selects nothing any more; says whether anything was selected.
    pub(super) fn end_selection(&mut self) -> bool {
        let before = std::mem::take(&mut self.selection);
        before.began.is_some() || !before.chosen.is_empty()
    }

    /// Leaves out what is not listed any more, and fixes a range where it is: the places are about to change, or did.
    pub(super) fn keep_selection(&mut self) {
        self.end_range();
        if self.list.is_whole() && !self.selection.chosen.is_empty() {
            let listed: HashSet<ArticleId> = self.list.shown().map(|(_, entry)| entry.id).collect();
            self.selection.chosen.retain(|id| listed.contains(id));
        }
    }

    /// The articles of the range count as chosen from now on.
    pub(super) fn end_range(&mut self) {
        let drawn: Vec<ArticleId> = self.drawn().collect();
        self.selection.began = None;
        self.selection.chosen.extend(drawn);
    }

    /// The articles of the range that is being drawn.
    fn drawn(&self) -> impl Iterator<Item = ArticleId> {
        let range = self.selection.range(self.list.cursor());
        let from = range.start;
        let entries = (from..).zip(self.list.entries().get(range).unwrap_or_default());
        entries.filter(|(place, _)| !self.list.is_folded(*place)).map(|(_, entry)| entry.id)
    }

    /// Whether an article that is selected may stand among those that are not known yet.
    pub(super) fn selects_unseen(&self) -> bool {
        let seen = self.list.shown().filter(|(_, entry)| self.selection.chosen.contains(&entry.id));
        !self.list.is_whole() && seen.count() < self.selection.chosen.len()
    }
}
