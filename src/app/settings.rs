//! What the reader chose before the program started.

use super::arrange::Arrangement;
use super::dates::DateForm;
use super::extent::RowForm;
use super::habits::Habits;
use super::keymap::OwnKeys;
use super::page::Spacing;
use super::presets::Preset;
use super::taste::Taste;
use super::themes::Themes;
use crate::text::SafeText;

/// What the reader chose before the program started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The widest a line of text may be, in cells.
    pub measure: u16,
    /// Break words at the end of a line, in the languages whose patterns are known.
    pub hyphenate: bool,
    /// Spread the words of a line over the whole measure.
    pub justify: bool,
    /// What parts paragraphs.
    pub spacing: Spacing,
    /// Nothing but text: one pane at a time, and no lines.
    pub plain: bool,
    /// The configuration file, as it is named on the start screen.
    pub config: SafeText,
    /// The keys to begin with.
    pub preset: Preset,
    /// Own keys.
    pub keys: Vec<OwnKeys>,
    /// What is remembered of earlier runs.
    pub habits: Habits,
    /// The themes to choose from.
    pub themes: Themes,
    /// How the list is arranged to begin with.
    pub arrangement: Arrangement,
    /// How the rows of the list are set where there is room for it.
    pub rows: RowForm,
    /// How dates stand in the list.
    pub dates: DateForm,
    /// What the configuration says about everything that keys change, in its words; nothing where that is the usual.
    pub configured: Vec<(Taste, String)>,
    /// The filter to begin with; empty for none.
    pub query: String,
    /// The name of the saved view to begin with; none for the inbox.
    pub view: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            measure: 72,
            hyphenate: false,
            justify: false,
            spacing: Spacing::default(),
            plain: false,
            config: SafeText::default(),
            preset: Preset::default(),
            keys: Vec::new(),
            habits: Habits::default(),
            themes: Themes::default(),
            arrangement: Arrangement::default(),
            rows: RowForm::default(),
            dates: DateForm::default(),
            configured: Vec::new(),
            query: String::new(),
            view: None,
        }
    }
}
