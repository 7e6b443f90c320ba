//! Folding the groups of the list: what is folded is not shown, and nothing that is done to what is shown reaches it.

use super::action::Action;
use super::event::{Effect, NoticeKind};
use super::state::App;
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
        let folded = self.filter.folded_mut();
        folded.retain(|known| *known != label);
        if !was_folded {
            folded.push(label);
        }
        self.list_folded(begin)
    }

    /// Folds all groups.
    pub(super) fn fold_all(&mut self) -> Vec<Effect> {
        let labels = self.list.groups().iter().map(|group| group.label.clone()).collect();
        *self.filter.folded_mut() = labels;
        let begin = self.list.group_at(self.list.cursor()).map_or(0, |(begin, _)| begin);
        self.list_folded(begin)
    }

    /// Unfolds all groups.
    pub(super) fn unfold_all(&mut self) -> Vec<Effect> {
        self.filter.folded_mut().clear();
        self.end_selection();
        vec![self.list_anew()]
    }

    /// Whether the cursor stands on the heading of a folded group.
    pub(super) fn is_on_fold(&self) -> bool {
        self.list.is_folded(self.list.cursor())
    }

    /// Lists anew with the cursor where a group begins. What was selected may be shown no more.
    fn list_folded(&mut self, begin: usize) -> Vec<Effect> {
        self.end_selection();
        self.list.choose(begin);
        vec![self.list_anew()]
    }
}
