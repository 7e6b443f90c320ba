//! The palette: everything the program can do and every saved view, found by typing.

use super::action::{ACTIONS, Action};
use super::event::Effect;
use super::key::Key;
use super::keymap::Pane;
use super::listing::View;
use super::overlay::Overlay;
use super::prompt::{Prompt, Typed};
use super::state::App;
use crate::query::{Kind, Resolved, Term, Vocabulary};
use crate::text::SafeText;

/// The open palette.
#[derive(Debug, Clone, Default)]
pub struct Palette {
    /// What is typed to narrow it.
    pub prompt: Prompt,
    /// The chosen row.
    pub cursor: usize,
}

/// What a row of the palette does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// What a key does.
    Action(Action),
    /// It shows a view.
    Show(View),
    /// It makes a reading list of so many minutes.
    Queue(u16),
    /// It draws in the theme at this place.
    Theme(usize),
}

/// One row of the palette.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaletteRow {
    /// What it does.
    pub does: Command,
    /// What it does, in words.
    pub says: SafeText,
    /// Bytes of the words where matched letters begin.
    pub letters: Vec<usize>,
    /// Its name in the configuration; empty for a view.
    pub name: SafeText,
    /// Its keys in the pane that has them, else in the other one.
    pub keys: SafeText,
}

impl App {
    pub(super) fn open_palette(&mut self) -> Vec<Effect> {
        self.overlay = Overlay::Palette(Palette::default());
        Vec::new()
    }

    pub(super) fn press_in_palette(&mut self, mut palette: Palette, key: Key) -> Vec<Effect> {
        let rows = self.palette_rows(&palette);
        match palette.prompt.press(key) {
            Typed::Left => return Vec::new(),
            Typed::Taken | Typed::Complete => match rows.get(palette.cursor).map(|row| row.does) {
                Some(Command::Action(action)) => return self.perform(action),
                Some(Command::Show(view)) => return self.choose_view(view),
                Some(Command::Queue(minutes)) => return self.show_queue(minutes),
                Some(Command::Theme(place)) => return self.choose_theme(place),
                None => {}
            },
            Typed::Changed => palette.cursor = 0,
            Typed::Up => palette.cursor = palette.cursor.saturating_sub(1),
            Typed::Down => palette.cursor = (palette.cursor + 1).min(rows.len().saturating_sub(1)),
            Typed::Nothing => {}
        }
        self.overlay = Overlay::Palette(palette);
        Vec::new()
    }

    /// The rows that fit what is typed, best first; all of them in the order of the help where nothing is.
    pub fn palette_rows(&self, palette: &Palette) -> Vec<PaletteRow> {
        let mut rows: Vec<PaletteRow> = ACTIONS
            .iter()
            .filter(|binding| binding.action != Action::Palette)
            .map(|binding| PaletteRow {
                does: Command::Action(binding.action),
                says: SafeText::label(binding.says),
                letters: Vec::new(),
                name: SafeText::label(binding.name),
                keys: self.keys_of(binding.action),
            })
            .collect();
        rows.extend(self.saved_views().iter().enumerate().map(|(place, view)| PaletteRow {
            does: Command::Show(View::Saved(place)),
            says: SafeText::label(&format!("view {}", view.name)),
            letters: Vec::new(),
            name: SafeText::default(),
            keys: self.keys_of(Action::Views),
        }));
        rows.extend(self.settings.themes.names.iter().enumerate().map(|(place, name)| PaletteRow {
            does: Command::Theme(place),
            says: SafeText::label(&format!("theme {name}")),
            letters: Vec::new(),
            name: SafeText::default(),
            keys: SafeText::default(),
        }));
        let typed = palette.prompt.text().trim();
        if typed.is_empty() {
            rows.push(queue_row(super::queue::MINUTES));
            return rows;
        }
        let queue = super::queue::minutes_asked(typed).map(queue_row);
        queue.into_iter().chain(fitting(&rows, typed)).collect()
    }

    fn keys_of(&self, action: Action) -> SafeText {
        let panes = [self.focus, if self.focus == Pane::List { Pane::Reading } else { Pane::List }];
        let keys = panes.map(|pane| self.keymap.keys(pane, action));
        let keys = keys.into_iter().find(|keys| !keys.is_empty()).unwrap_or_default();
        SafeText::label(&keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
    }
}

fn queue_row(minutes: u16) -> PaletteRow {
    PaletteRow {
        does: Command::Queue(minutes),
        says: SafeText::label(&format!("a reading list of {minutes} minutes")),
        letters: Vec::new(),
        name: SafeText::label(&format!("queue {minutes}m")),
        keys: SafeText::default(),
    }
}

/// The rows whose words or names fit, best first, as names of regions and topics fit in a picker.
fn fitting(rows: &[PaletteRow], typed: &str) -> Vec<PaletteRow> {
    let term = |row: &PaletteRow| Term {
        kind: Kind::Tag,
        code: row.says.to_string(),
        label: row.says.to_string(),
        aliases: vec![row.name.to_string()],
    };
    let names = Vocabulary::new(rows.iter().map(term).collect());
    let row = |found: Resolved<'_>| {
        let row = rows.iter().find(|row| row.says.as_str() == found.term.code)?;
        Some(PaletteRow { letters: found.letters, ..row.clone() })
    };
    names.resolve_any(typed).into_iter().filter_map(row).collect()
}
