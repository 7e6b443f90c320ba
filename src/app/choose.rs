//! Choosing what is shown: the pickers, the views, the search in the text.

use super::action::Action;
use super::event::{Effect, NoticeKind};
use super::key::Key;
use super::keymap::Pane;
use super::listing::View;
use super::overlay::{FindBar, Overlay};
use super::picker::{Picked, Picker, Shelf};
use super::prompt::{Prompt, Typed};
use super::state::{App, Stage};
use crate::query::Vocabulary;
use crate::text::SafeText;

impl App {
    pub(super) fn open_find(&mut self) -> Vec<Effect> {
        self.overlay = Overlay::Find(FindBar { prompt: Prompt::default(), origin: self.reading.top() });
        Vec::new()
    }

    pub(super) fn press_in_find(&mut self, mut bar: FindBar, key: Key) -> Vec<Effect> {
        match bar.prompt.press(key) {
            Typed::Left => {
                self.reading.forget_search();
                self.reading.go_to(bar.origin);
            }
            Typed::Taken => self.end_find(bar.prompt.text()),
            Typed::Changed => {
                // Every letter looks from where the search set out, not from where the last letter led.
                self.reading.go_to(bar.origin);
                if bar.prompt.text().trim().is_empty() {
                    self.reading.forget_search();
                } else {
                    self.reading.look_for(bar.prompt.text());
                }
                self.overlay = Overlay::Find(bar);
            }
            Typed::Complete | Typed::Up | Typed::Down | Typed::Nothing => self.overlay = Overlay::Find(bar),
        }
        Vec::new()
    }

    fn end_find(&mut self, words: &str) {
        let hits = self.reading.search().map_or(0, |search| search.hits().len());
        if hits == 0 {
            self.reading.forget_search();
            let text = SafeText::label(&format!("\"{words}\" is not in this article"));
            self.say(NoticeKind::Warning, text);
        } else {
            let noun = if hits == 1 { "hit" } else { "hits" };
            let next = self.hint(Action::NextUnread, "next");
            let previous = self.hint(Action::PreviousUnread, "previous");
            let ends = self.hint(Action::Dismiss, "ends");
            let text = format!("{hits} {noun}{next}{previous}{ends}");
            self.say(NoticeKind::Done, SafeText::label(&text));
        }
    }

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
        vec![self.list_anew()]
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
        let problems = match &self.stage {
            Stage::Ready(loaded) => loaded.problems.len(),
            Stage::Loading(_) => 0,
        };
        let lines = problems + self.log().count() + 4;
        lines.saturating_sub(usize::from(self.size.height) / 2)
    }
}
