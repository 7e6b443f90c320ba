//! What is wrong with a filter: nobody acts on a list that was not asked for.

use super::event::Effect;
use super::filter_bar::FilterBar;
use super::listing::QueryMistake;
use super::overlay::Overlay;
use super::state::App;
use crate::query::Query;

impl App {
    /// Why a text makes no sense as a filter: what the last answer said where it cannot be told here.
    pub(super) fn mistake_in(&self, query: &str) -> Option<QueryMistake> {
        let (Some(vocabulary), Some(today)) = (self.vocabulary(), self.list.today()) else {
            return self.filter.mistake().cloned();
        };
        Query::parse(query.trim_start(), vocabulary, today).err().map(QueryMistake::from)
    }

    /// Where a filter that makes no sense is on, as one the program was started with may be, opens it to be set right:
    /// what is listed below it is not what it asks for, and no key reaches that.
    pub(super) fn hold_to_mistake(&mut self) -> Vec<Effect> {
        if !matches!(self.overlay, Overlay::None) || !self.filter.is_answered() {
            return Vec::new();
        }
        let Some(mistake) = self.filter.mistake().cloned() else { return Vec::new() };
        // They meant another list.
        self.waiting.clear();
        self.overlay = Overlay::Filter(FilterBar::refused(self.filter.query(), mistake));
        vec![Effect::ReadWords]
    }
}
