//! The keys that set the text: how wide it is, whether its lines are even, words broken, paragraphs apart.

use super::Action;
use super::event::{Effect, NoticeKind};
use super::page::Spacing;
use super::state::App;
use super::taste::Taste;
use crate::text::SafeText;

/// How much wider or narrower one key makes the measure, in cells.
const MEASURE_STEP: u16 = 4;
/// The narrowest and widest measure that keys lead to.
const MEASURES: std::ops::RangeInclusive<u16> = 32..=120;

impl App {
    /// Sets the text otherwise, as a key asks, and keeps that for the next start.
    pub(super) fn set_text(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Narrower => self.change_measure(|measure| measure.saturating_sub(MEASURE_STEP)),
            Action::Wider => self.change_measure(|measure| measure + MEASURE_STEP),
            Action::Justify => self.toggle_justified(),
            Action::Hyphenate => self.toggle_hyphenated(),
            Action::Spacing => self.toggle_spacing(),
            // No other key sets the text.
            _ => Vec::new(),
        }
    }

    fn change_measure(&mut self, change: impl Fn(u16) -> u16) -> Vec<Effect> {
        let measure = change(self.settings.measure).clamp(*MEASURES.start(), *MEASURES.end());
        self.settings.measure = measure;
        self.arrange();
        self.say(NoticeKind::Done, SafeText::label(&format!("lines of {measure} characters at most")));
        self.keep_taste(Taste::Measure)
    }

    fn toggle_justified(&mut self) -> Vec<Effect> {
        self.settings.justify = !self.settings.justify;
        self.arrange();
        let text =
            if self.settings.justify { "lines of even length" } else { "lines as long as their words" };
        self.say(NoticeKind::Done, SafeText::label(text));
        self.keep_taste(Taste::Justify)
    }

    fn toggle_spacing(&mut self) -> Vec<Effect> {
        let (spacing, text) = match self.settings.spacing {
            Spacing::Spaced => (Spacing::Indented, "paragraphs begin with an indent"),
            Spacing::Indented => (Spacing::Spaced, "paragraphs are parted by blank lines"),
        };
        self.settings.spacing = spacing;
        self.arrange();
        self.say(NoticeKind::Done, SafeText::label(text));
        self.keep_taste(Taste::Spacing)
    }

    fn toggle_hyphenated(&mut self) -> Vec<Effect> {
        self.settings.hyphenate = !self.settings.hyphenate;
        self.arrange();
        let text = if self.settings.hyphenate { "words are broken at line ends" } else { "words stay whole" };
        self.say(NoticeKind::Done, SafeText::label(text));
        self.keep_taste(Taste::Hyphenate)
    }
}
