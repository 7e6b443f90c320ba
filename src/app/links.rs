//! The addresses of the open article: chosen by a letter, opened, copied, found in the text.

use super::action::Action;
use super::event::{Effect, NoticeKind};
use super::key::{Key, KeyCode};
use super::keymap::Pane;
use super::overlay::Overlay;
use super::reading::Reading;
use super::state::App;
use crate::article::Mention;
use crate::text::SafeText;

/// The letters that choose an address; those that move, copy and leave are not among them.
const LETTERS: &str = "asdfghlwertuiopzxcvbnm";

/// The open panel.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LinkPanel {
    /// The chosen address.
    pub cursor: usize,
}

impl LinkPanel {
    /// The letter that chooses the address at a place; none for those too far down.
    pub fn letter(place: usize) -> Option<char> {
        LETTERS.chars().nth(place)
    }
}

impl App {
    /// Opens the panel, if there are addresses.
    pub(super) fn open_links(&mut self) -> Vec<Effect> {
        if self.opened_here().is_none() {
            return Vec::new();
        }
        let links = self.reading.links();
        if links.is_empty() {
            self.say(NoticeKind::Done, SafeText::label("no address in this article"));
        } else {
            let cursor = self.reading.chosen_place().unwrap_or(0);
            self.reading.choose_link(Some(cursor));
            self.overlay = Overlay::Links(LinkPanel { cursor });
        }
        Vec::new()
    }

    pub(super) fn press_in_links(&mut self, mut panel: LinkPanel, key: Key) -> Vec<Effect> {
        let last = self.reading.links().len().saturating_sub(1);
        let letter = if let (KeyCode::Char(letter), false, false) = (key.code, key.control, key.alt) {
            LETTERS.chars().position(|known| known == letter)
        } else {
            None
        };
        match (letter, self.keymap.action(Pane::Reading, key)) {
            (Some(place), _) if place <= last => panel.cursor = place,
            (_, Some(Action::ScrollDown)) => panel.cursor = (panel.cursor + 1).min(last),
            (_, Some(Action::ScrollUp)) => panel.cursor = panel.cursor.saturating_sub(1),
            (_, Some(Action::Copy)) => return self.copy(),
            _ if key.code == KeyCode::Enter => return self.follow_link(),
            // The address stays selected in the text.
            _ => return Vec::new(),
        }
        self.reading.choose_link(Some(panel.cursor));
        self.overlay = Overlay::Links(panel);
        Vec::new()
    }
}

impl Reading {
    /// The addresses of the open article.
    pub fn links(&self) -> &[Mention] {
        &self.links
    }

    /// The address that is selected.
    pub fn chosen_link(&self) -> Option<&Mention> {
        self.links.get(self.link?)
    }

    /// Its place among all of them.
    pub(super) fn chosen_place(&self) -> Option<usize> {
        self.link
    }

    /// Selects an address, or none, and goes to where it stands.
    pub(super) fn choose_link(&mut self, place: Option<usize>) {
        self.link = place;
        if let Some(hit) = self.link_hit() {
            self.bring_into_sight(&hit);
        }
    }
}
