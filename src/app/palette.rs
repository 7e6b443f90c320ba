//! The palette: everything the program can do and every saved view, found by typing.

use super::action::{ACTIONS, Action, Binding};
use super::event::Effect;
use super::key::Key;
use super::keymap::Pane;
use super::listing::View;
use super::overlay::Overlay;
use super::picker::paged;
use super::prompt::{Prompt, Typed};
use super::state::App;
use super::{queue, synonyms};
use crate::query::{Kind, Resolved, Term, Tier, Vocabulary};
use crate::text::{SafeText, fold, words};

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
    /// Its keys in the pane that has them, else in the other one; of what is so already, that it is.
    pub keys: SafeText,
    /// Other words that lead to it.
    also: &'static str,
}

impl App {
    pub(super) fn open_palette(&mut self) -> Vec<Effect> {
        self.overlay = Overlay::Palette(Palette::default());
        Vec::new()
    }

    pub(super) fn press_in_palette(&mut self, mut palette: Palette, key: Key) -> Vec<Effect> {
        let rows = self.palette_rows(&palette);
        let page = usize::from(self.panes().choices(self.size).height);
        if let Some(cursor) = paged(key, palette.cursor, (rows.len(), page)) {
            palette.cursor = cursor;
            self.overlay = Overlay::Palette(palette);
            return Vec::new();
        }
        match palette.prompt.press(key) {
            Typed::Left => return Vec::new(),
            Typed::Taken | Typed::Complete => match rows.get(palette.cursor).map(|row| row.does) {
                Some(Command::Action(action)) => return self.perform(action),
                Some(Command::Show(view)) => return self.choose_view(view),
                Some(Command::Queue(minutes)) => return self.show_queue(minutes),
                Some(Command::Theme(place)) => return self.choose_theme(place),
                None => {}
            },
            Typed::Changed => palette.cursor = self.first_choice(&palette),
            Typed::Up => palette.cursor = palette.cursor.saturating_sub(1),
            Typed::Down => palette.cursor = (palette.cursor + 1).min(rows.len().saturating_sub(1)),
            Typed::Nothing => {}
        }
        self.overlay = Overlay::Palette(palette);
        Vec::new()
    }

    /// Where one begins among the rows that fit: at the best, of all themes at the one in use.
    fn first_choice(&self, palette: &Palette) -> usize {
        let typed = palette.prompt.text().trim().to_lowercase();
        let in_use = Command::Theme(self.settings.themes.chosen);
        let rows = self.palette_rows(palette);
        let themes = rows.first().is_some_and(|row| matches!(row.does, Command::Theme(_)));
        let asked = themes && "themes".starts_with(&typed);
        rows.iter().position(|row| asked && row.does == in_use).unwrap_or_default()
    }

    /// Why nothing fits what is typed.
    pub fn palette_refuses(&self, palette: &Palette) -> SafeText {
        let wrong = queue::wrong_length(palette.prompt.text().trim());
        wrong.unwrap_or_else(|| SafeText::label("nothing is called so"))
    }

    /// The rows that fit what is typed, best first; all of them in the order of the help where nothing is.
    pub fn palette_rows(&self, palette: &Palette) -> Vec<PaletteRow> {
        let typed = palette.prompt.text().trim();
        let queue = queue::minutes_asked(typed);
        // Nothing else is meant, least of all a list of another length.
        if queue::wrong_length(typed).is_some() {
            return Vec::new();
        }
        let mut rows = self.action_rows();
        rows.extend(self.view_entries());
        rows.extend(self.theme_rows());
        if queue.is_none() {
            rows.push(queue_row(queue::MINUTES));
        }
        if typed.is_empty() {
            return rows;
        }
        queue.map(queue_row).into_iter().chain(fitting(&rows, typed)).collect()
    }

    fn action_rows(&self) -> Vec<PaletteRow> {
        let actions = ACTIONS.iter().filter(|binding| binding.action != Action::Palette);
        let row = |binding: &Binding| PaletteRow {
            does: Command::Action(binding.action),
            says: SafeText::label(binding.says),
            letters: Vec::new(),
            name: SafeText::label(binding.name),
            keys: self.keys_of(binding.action),
            also: synonyms::of_action(binding.action),
        };
        actions.map(row).collect()
    }

    /// The views that have no key of their own.
    fn view_entries(&self) -> Vec<PaletteRow> {
        let saved = self.saved_views().iter().enumerate();
        let saved = saved.map(|(place, view)| (View::Saved(place), view.name.as_str()));
        let standing = [View::Noted, View::Snoozed].map(|view| (view, view.name()));
        let row = |(view, name): (View, &str)| PaletteRow {
            does: Command::Show(view),
            says: SafeText::label(&format!("view {name}")),
            letters: Vec::new(),
            name: SafeText::default(),
            keys: self.keys_of(Action::Views),
            also: synonyms::of_view(view),
        };
        saved.chain(standing).map(row).collect()
    }

    fn theme_rows(&self) -> Vec<PaletteRow> {
        let themes = &self.settings.themes;
        let row = |(place, name): (usize, &SafeText)| PaletteRow {
            does: Command::Theme(place),
            says: SafeText::label(&format!("theme {name}")),
            letters: Vec::new(),
            name: SafeText::default(),
            keys: SafeText::label(if place == themes.chosen { "now" } else { "" }),
            also: synonyms::OF_THEMES,
        };
        themes.names.iter().enumerate().map(row).collect()
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
        also: synonyms::OF_QUEUE,
    }
}

/// The rows that fit, best first: by their words or names as names of regions and topics fit in a picker, then by other
/// words for them, then by initials; and where nothing else does, by what is nearly so.
fn fitting(rows: &[PaletteRow], typed: &str) -> Vec<PaletteRow> {
    let term = |row: &PaletteRow| Term {
        kind: Kind::Tag,
        code: row.says.to_string(),
        label: row.says.to_string(),
        aliases: vec![row.name.to_string()],
    };
    let vocabulary = Vocabulary::new(rows.iter().map(term).collect());
    let row = |found: Resolved<'_>| {
        let row = rows.iter().find(|row| row.says.as_str() == found.term.code)?;
        Some((found.tier, PaletteRow { letters: found.letters, ..row.clone() }))
    };
    let named: Vec<_> = vocabulary.resolve_any(typed).into_iter().filter_map(row).collect();
    let (best, rest): (Vec<_>, Vec<_>) = named
        .into_iter()
        .partition(|(tier, _)| matches!(tier, Tier::Exact | Tier::Prefix | Tier::WordPrefix));
    let mut found: Vec<PaletteRow> = best.into_iter().map(|(_, row)| row).collect();
    let add = |row: PaletteRow, found: &mut Vec<PaletteRow>| {
        if !found.iter().any(|known| known.does == row.does) {
            found.push(row);
        }
    };
    for row in rows.iter().filter(|row| row.has_words(typed)) {
        add(row.clone(), &mut found);
    }
    let nothing = found.is_empty();
    for (_, row) in rest.into_iter().filter(|(tier, _)| nothing || !tier.is_guess()) {
        add(row, &mut found);
    }
    found
}

impl PaletteRow {
    /// Whether every word that is typed begins one of its own, in any order.
    fn has_words(&self, typed: &str) -> bool {
        let own = fold(&format!("{} {} {}", self.says, self.name, self.also)).into_owned();
        let begins = |word: &str| words(&own).any(|own| own.starts_with(word));
        words(&fold(typed)).all(begins)
    }
}
