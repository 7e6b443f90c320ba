//! What is wrong with a filter, and what was only guessed: nobody acts on a list that was not asked for.

use super::action::Action;
use super::event::{Effect, NoticeKind};
use super::filter_bar::FilterBar;
use super::listing::QueryMistake;
use super::overlay::Overlay;
use super::state::App;
use crate::query::Query;
use crate::text::SafeText;

impl App {
    /// Why a text makes no sense as a filter: what the last answer said where it cannot be told here.
    pub(super) fn mistake_in(&self, query: &str) -> Option<QueryMistake> {
        let (Some(vocabulary), Some(today)) = (self.vocabulary(), self.list.today()) else {
            return self.filter.mistake().cloned();
        };
        Query::parse(query.trim_start(), vocabulary, today).err().map(QueryMistake::from)
    }

    /// Says what a filter that is on was taken for where that is a guess. One that makes no sense, as the program may be
    /// started with, is opened to be set right: what is listed below it is not what it asks for, and no key reaches that.
    pub(super) fn tell_doubts(&mut self) -> Vec<Effect> {
        if !matches!(self.overlay, Overlay::None) || !self.filter.is_answered() {
            return Vec::new();
        }
        let Some(mistake) = self.filter.mistake().cloned() else {
            if let Some(guesses) = self.filter.untold_guesses() {
                self.say(NoticeKind::Warning, guesses);
            }
            return Vec::new();
        };
        // They meant another list.
        self.waiting.clear();
        self.overlay = Overlay::Filter(FilterBar::refused(self.filter.query(), mistake));
        vec![Effect::ReadWords]
    }

    /// Whether an action would be about many articles of a list in which nothing fits what was typed.
    pub(super) fn is_about_similar(&self, action: Action) -> bool {
        let about_shown = matches!(action, Action::SelectShown | Action::SelectRange | Action::ArchiveShown);
        (about_shown || self.is_about_fold(action)) && self.filter.similar()
    }

    /// Says why nothing is done to many articles at once.
    pub(super) fn say_only_similar(&mut self) -> Vec<Effect> {
        let select = self.hint(Action::Select, "selects one");
        let text = format!("these are only similar to what was typed{select}");
        self.say(NoticeKind::Warning, SafeText::label(&text));
        Vec::new()
    }
}
