//! Choosing what is shown: the pickers and the views.

use super::action::Action;
use super::event::Effect;
use super::home::Listed;
use super::key::Key;
use super::keymap::Pane;
use super::listing::View;
use super::overlay::Overlay;
use super::picker::{Picked, Picker, Shelf};
use super::state::{App, Stage};
use crate::query::Vocabulary;

impl App {
    pub(super) fn open_picker(&mut self, over: Shelf) -> Vec<Effect> {
        let nothing = Vocabulary::default();
        let picker = Picker::new(
            over,
            self.filter.facets().unwrap_or_default(),
            (self.vocabulary().unwrap_or(&nothing), self.filter.query()),
        );
        self.overlay = Overlay::Picker(Box::new(picker));
        Vec::new()
    }

    pub(super) fn press_in_picker(&mut self, mut picker: Box<Picker>, key: Key) -> Vec<Effect> {
        let nothing = Vocabulary::default();
        let page = usize::from(self.panes().choices(self.size).height);
        match picker.press(key, self.vocabulary().unwrap_or(&nothing), page) {
            Picked::Open => {
                self.overlay = Overlay::Picker(picker);
                Vec::new()
            }
            Picked::Left => Vec::new(),
            Picked::Chosen(facet) => {
                let query = self.filter.with_facet(&facet, picker.shelf().kinds());
                self.look_at(Pane::List);
                self.narrow(&query)
            }
        }
    }

    pub(super) fn show_view(&mut self, view: View) -> Vec<Effect> {
        self.end_selection();
        self.filter.look_at(view);
        self.look_at(Pane::List);
        self.list_otherwise(Listed::Elsewhere)
    }

    /// The log and a panel of mere text: scroll, or leave; any other key does nothing.
    pub(super) fn press_over_text(
        &mut self,
        overlay: impl Fn(usize) -> Overlay,
        top: usize,
        key: Key,
    ) -> Vec<Effect> {
        let longest = self.longest_overlay();
        self.press_over_lines(overlay, (top, longest), key)
    }

    /// The same over a text that may be scrolled by `longest` lines.
    pub(super) fn press_over_lines(
        &mut self,
        overlay: impl Fn(usize) -> Overlay,
        (top, longest): (usize, usize),
        key: Key,
    ) -> Vec<Effect> {
        let page = usize::from(self.size.height / 2).max(1);
        // The keys that scroll a text scroll this one too, however they are bound.
        let moved = match self.keymap.action(Pane::Reading, key) {
            Some(Action::ScrollDown) => top.saturating_add(1),
            Some(Action::ScrollUp) => top.saturating_sub(1),
            Some(Action::Advance | Action::PageDown | Action::HalfPageDown) => top.saturating_add(page),
            Some(Action::PageUp | Action::HalfPageUp) => top.saturating_sub(page),
            Some(Action::First) => 0,
            Some(Action::Last) => usize::MAX,
            Some(Action::Quit) => return self.quit(),
            Some(
                Action::Dismiss
                | Action::Back
                | Action::Return
                | Action::Log
                | Action::Provenance
                | Action::Companions,
            ) => return Vec::new(),
            // Whoever types on, to find something here, means nothing of what lies beneath.
            Some(_) | None => top,
        };
        self.overlay = overlay(moved.min(longest));
        Vec::new()
    }

    /// All regions, countries, topics and tags, once the library is open.
    pub fn vocabulary(&self) -> Option<&Vocabulary> {
        match &self.stage {
            Stage::Ready(loaded) => Some(&loaded.vocabulary),
            Stage::Loading(_) => None,
        }
    }

    fn longest_overlay(&self) -> usize {
        self.log_lines().len().saturating_sub(usize::from(self.size.height) / 2)
    }
}
