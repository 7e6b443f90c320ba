//! Folding the groups of the list: what is folded is not shown, and nothing that is done to what is shown reaches it.

use super::action::Action;
use super::event::{Effect, NoticeKind};
use super::state::App;
use crate::article::ArticleId;
use crate::text::SafeText;

impl App {
    /// Folds the group at the cursor, or unfolds it.
    pub(super) fn fold_group(&mut self) -> Vec<Effect> {
        let Some((begin, group)) = self.list.group_at(self.list.cursor()) else {
            let text = format!("the list has no groups{}", self.hint(Action::Arrange, "groups it"));
            self.say(NoticeKind::Done, SafeText::label(&text));
            return Vec::new();
        };
        let (label, was_folded) = (group.label.clone(), group.folded);
        let at = self.list.current_id();
        let folded = self.filter.folded_mut();
        folded.retain(|known| *known != label);
        let left = if was_folded {
            self.folded_at.remove(&label)
        } else {
            folded.push(label.clone());
            self.folded_at.extend(at.map(|at| (label, at)));
            None
        };
        self.list_folded(begin, left)
    }

    /// Folds all groups.
    pub(super) fn fold_all(&mut self) -> Vec<Effect> {
        let labels = self.list.groups().iter().map(|group| group.label.clone()).collect();
        *self.filter.folded_mut() = labels;
        let at = self.list.current_id();
        let (begin, label) = match self.list.group_at(self.list.cursor()) {
            Some((begin, group)) => (begin, group.label.clone()),
            None => (0, None),
        };
        self.folded_at.extend(at.map(|at| (label, at)));
        self.list_folded(begin, None)
    }

    /// Unfolds all groups.
    pub(super) fn unfold_all(&mut self) -> Vec<Effect> {
        self.filter.folded_mut().clear();
        self.end_selection();
        let here = self.list.group_at(self.list.cursor()).filter(|(_, group)| group.folded);
        let left = here.and_then(|(_, group)| self.folded_at.remove(&group.label));
        self.folded_at.clear();
        self.list.seek(left);
        vec![self.list_anew()]
    }

    /// Whether the cursor stands on the heading of a folded group.
    pub fn is_on_fold(&self) -> bool {
        self.list.is_folded(self.list.cursor()) && self.list.lost().is_none()
    }

    /// Whether an action is about an article and there is none at the cursor.
    pub(super) fn lacks_article(&self, action: Action) -> bool {
        let is_meant = match self.list.lost() {
            // What is open is still there to be copied and handed on, and there is nothing to decide about.
            Some(_) => {
                let selects = matches!(action, Action::SelectRange | Action::Repeat);
                selects || (is_about_article(action) && !is_about_text(action))
            }
            None => is_about_article(action),
        };
        is_meant && self.list.current_id().is_none() && !self.acts_on_selection()
    }

    /// Says that there is no article at the cursor, and how to come to those of a folded group.
    pub(super) fn say_no_article(&mut self) -> Vec<Effect> {
        let text = if self.is_on_fold() {
            format!("these articles are folded{}", self.hint(Action::Read, "unfolds them"))
        } else if self.list.lost().is_some() {
            self.told_of_lost()
        } else {
            "no article here".to_owned()
        };
        self.say(NoticeKind::Warning, SafeText::label(&text));
        Vec::new()
    }

    /// Lists anew with the cursor where a group begins, or on the article it was left on when the group was folded. What
    /// was selected may be shown no more.
    fn list_folded(&mut self, begin: usize, left: Option<ArticleId>) -> Vec<Effect> {
        self.end_selection();
        self.list.choose(begin);
        self.list.seek(left);
        vec![self.list_anew()]
    }
}

/// Whether an action needs nothing but the text that is open.
fn is_about_text(action: Action) -> bool {
    matches!(action, Action::OpenLink | Action::Links | Action::Copy | Action::CopyId | Action::Pipe)
}

/// Whether an action is about the article at the cursor, or about what is selected.
fn is_about_article(action: Action) -> bool {
    match action {
        Action::Done
        | Action::Archive
        | Action::Star
        | Action::ToggleRead
        | Action::Tag
        | Action::Untag
        | Action::Snooze
        | Action::Select
        | Action::Retag
        | Action::Provenance
        | Action::Words
        | Action::Companions
        | Action::Highlight
        | Action::Notes
        | Action::OpenLink
        | Action::Links
        | Action::EditSource
        | Action::Copy
        | Action::CopyId
        | Action::Export
        | Action::Pipe => true,
        // All others are about the list, the text or the screen.
        _ => false,
    }
}
