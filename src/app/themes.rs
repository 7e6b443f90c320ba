//! Which of the themes is chosen. What they look like is no matter of the state.

use super::event::{Effect, NoticeKind};
use super::state::App;
use super::taste::Taste;
use crate::text::SafeText;

/// The themes there are, and the chosen one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Themes {
    /// Their names; none where the screen has no colours to choose.
    pub names: Vec<SafeText>,
    /// The place of the chosen one among them.
    pub chosen: usize,
}

impl App {
    /// Draws in another theme from now on, also in later runs, until the configuration asks for another one.
    pub(super) fn choose_theme(&mut self, place: usize) -> Vec<Effect> {
        let Some(name) = self.settings.themes.names.get(place) else { return Vec::new() };
        let text = SafeText::label(&format!("theme {name}, from now on"));
        self.settings.themes.chosen = place;
        self.say(NoticeKind::Done, text);
        self.keep_taste(Taste::Theme)
    }
}
