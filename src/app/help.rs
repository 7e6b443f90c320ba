//! The help as lines of keys and meanings, made from the table of actions and the keys in force.

use super::action::{ACTIONS, Action, Binding, FIELD_KEYS, Section};
use super::correct::PANEL_KEYS;
use super::event::Effect;
use super::key::{Key, KeyCode};
use super::keymap::Pane;
use super::listing::View;
use super::overlay::Overlay;
use super::prompt::{Prompt, Typed};
use super::state::App;
use super::synonyms::{OF_QUEUE, OF_THEMES, of_action, of_view};
use crate::text::{self, Hyphenation, SafeText, WrapOptions, fold, wrap};

/// The narrowest column of the help with room for several keys beside what they do.
const ROOM_FOR_KEYS: u16 = 44;
/// The narrowest panel in which the help stands in two columns.
const TWO_COLUMNS: u16 = 96;
/// Columns left free behind each column of the help.
const BETWEEN: u16 = 2;

/// What is done by its name, behind the key of the palette, and other words for it.
const BY_NAME: [(&str, &str, &str); 4] = [
    ("queue 20m", "a reading list of 20 minutes, topics in turn", OF_QUEUE),
    ("view notes", "what you noted something on or highlighted", of_view(View::Noted)),
    ("view snoozed", "what is out of the inbox until a day ahead", of_view(View::Snoozed)),
    ("theme", "the themes; the one in use is marked", OF_THEMES),
];

/// What the signs on the screen mean.
const SIGNS: [(&str, &str); 7] = [
    (">", "the row you are at"),
    ("*", "starred"),
    ("+", "selected; before a word: a tag of your own"),
    ("r n a z c", "read, noted on, archived, snoozed, changed since you decided about it"),
    ("x2", "there are 2 copies, of which one is listed"),
    ("40%", "so much of it was read"),
    (
        "thick line",
        "below the header: how much of the list is dealt with; at its edge: what of it is on screen",
    ),
];

/// One line of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpLine {
    /// A heading.
    Heading(&'static str),
    /// Keys and what they do, or how that goes on from the line above.
    Keys {
        /// The keys, parted by spaces; none on a line that goes on.
        keys: SafeText,
        /// What they do; for keys of the pane one is not in, also where.
        says: SafeText,
        /// Whether they act in the pane that has the keys now.
        here: bool,
    },
}

impl HelpLine {
    fn keys(keys: &str, says: &str, here: bool) -> Self {
        Self::Keys { keys: SafeText::label(keys), says: SafeText::label(says), here }
    }

    fn goes_on(&self) -> bool {
        matches!(self, Self::Keys { keys, .. } if keys.is_empty())
    }
}

/// The open help.
#[derive(Debug, Clone, Default)]
pub struct Help {
    /// What is typed to find a key.
    pub prompt: Prompt,
    /// How many lines it is scrolled by.
    pub top: usize,
}

impl App {
    /// Letters find keys; the rest scrolls or leaves.
    pub(super) fn press_in_help(&mut self, mut help: Help, key: Key) -> Vec<Effect> {
        let page = usize::from(self.panes().panel(self.size).height).max(1);
        let typed = !help.prompt.text().is_empty();
        let moved = match key.code {
            KeyCode::PageDown => Some(help.top.saturating_add(page)),
            KeyCode::PageUp => Some(help.top.saturating_sub(page)),
            KeyCode::Char(' ') if !typed => Some(help.top.saturating_add(page)),
            _ => match help.prompt.press(key) {
                Typed::Left | Typed::Taken => return Vec::new(),
                Typed::Changed => Some(0),
                Typed::Up => Some(help.top.saturating_sub(1)),
                Typed::Down => Some(help.top.saturating_add(1)),
                Typed::Complete | Typed::Nothing => None,
            },
        };
        help.top = moved.unwrap_or(help.top).min(help_below(self, &help));
        self.overlay = Overlay::Help(help);
        Vec::new()
    }
}

/// How many lines of the help are below its panel when it is not scrolled.
pub fn help_below(app: &App, help: &Help) -> usize {
    let height = usize::from(app.panes().panel(app.size()).height);
    let longest = help_columns(app, help).iter().map(Vec::len).max().unwrap_or(0);
    longest.saturating_sub(height)
}

/// The help as it is set: one column of lines, or two where there is room for them. What is longer than its column goes
/// on below itself.
pub fn help_columns(app: &App, help: &Help) -> Vec<Vec<HelpLine>> {
    let (columns, width) = columns(app);
    let (lines, keys) = (help_lines(app, help), help_keys(app));
    let lines: Vec<HelpLine> = lines.into_iter().flat_map(|line| set(line, (width, keys))).collect();
    let mut half = lines.len().div_ceil(usize::from(columns));
    while lines.get(half).is_some_and(HelpLine::goes_on) {
        half += 1;
    }
    lines.chunks(half.max(1)).map(<[HelpLine]>::to_vec).collect()
}

/// How many columns the help stands in, and how wide each is.
fn columns(app: &App) -> (u16, u16) {
    let panel = app.panes().panel(app.size());
    let columns = if panel.width >= TWO_COLUMNS { 2 } else { 1 };
    (columns, (panel.width / columns).saturating_sub(BETWEEN))
}

/// The cells of a column of the help before what keys do.
pub fn help_keys(app: &App) -> u16 {
    let (_, width) = columns(app);
    if width >= ROOM_FOR_KEYS { 18 } else { 12 }
}

/// A line in as many as it takes.
fn set(line: HelpLine, (width, indent): (u16, u16)) -> Vec<HelpLine> {
    let HelpLine::Keys { keys, says, here } = line else { return vec![line] };
    let room = usize::from(width.saturating_sub(indent).max(1));
    let rows = wrap(&says, WrapOptions { width: room, hyphenation: Hyphenation::Off });
    let mut pieces = rows.into_iter().filter_map(|row| says.get(row.shown));
    let beside = text::width(&keys) + 4 <= usize::from(indent);
    let first = if beside { pieces.next().unwrap_or_default() } else { "" };
    let mut lines = vec![HelpLine::keys(&keys, first, here)];
    lines.extend(pieces.map(|piece| HelpLine::keys("", piece, here)));
    lines
}

/// The help for the pane that has the keys: what fits the words that are typed, by keys, meanings or names.
pub fn help_lines(app: &App, help: &Help) -> Vec<HelpLine> {
    let typed = fold(help.prompt.text().trim()).into_owned();
    let fits = |texts: &[&str]| {
        let words = typed.split_whitespace();
        words.into_iter().all(|word| texts.iter().any(|text| fold(text).contains(word)))
    };
    let mut lines = Vec::new();
    for section in Section::ALL {
        let rows = ACTIONS.iter().filter(|binding| binding.section == section);
        let rows = rows.filter_map(|binding| {
            let line = line_of(app, binding)?;
            let HelpLine::Keys { keys, .. } = &line else { return None };
            fits(&[keys, binding.says, binding.name, of_action(binding.action)]).then_some(line)
        });
        put(&mut lines, section.name(), rows);
    }
    let palette = app.keymap().keys(app.focus(), Action::Palette).into_iter().next();
    let by_name = BY_NAME.iter().filter(|(name, says, also)| fits(&[name, says, also]) && palette.is_some());
    let prefix = palette.map_or_else(String::new, |key| key.to_string());
    let by_name = by_name.map(|(name, says, _)| HelpLine::keys(&format!("{prefix} {name}"), says, true));
    put(&mut lines, "By name", by_name);
    for (name, keys) in [
        ("Signs", SIGNS.as_slice()),
        ("While typing", FIELD_KEYS.as_slice()),
        ("Over the page (=)", PANEL_KEYS.as_slice()),
    ] {
        let rows = keys.iter().filter(|(keys, says)| fits(&[keys, says]));
        put(&mut lines, name, rows.map(|(keys, says)| HelpLine::keys(keys, says, true)));
    }
    lines
}

/// A heading and what stands under it; nothing where nothing does.
fn put(lines: &mut Vec<HelpLine>, heading: &'static str, rows: impl Iterator<Item = HelpLine>) {
    let mut rows = rows.peekable();
    if rows.peek().is_some() {
        lines.push(HelpLine::Heading(heading));
        lines.extend(rows);
    }
}

/// An action with its keys; none where it has no keys at all.
fn line_of(app: &App, binding: &Binding) -> Option<HelpLine> {
    let (other, there) = match app.focus() {
        Pane::List => (Pane::Reading, "in the text"),
        Pane::Reading => (Pane::List, "in the list"),
    };
    let here = app.keymap().keys(app.focus(), binding.action);
    let keys = if here.is_empty() { app.keymap().keys(other, binding.action) } else { here.clone() };
    if keys.is_empty() {
        return None;
    }
    let written: Vec<String> = keys.iter().map(ToString::to_string).collect();
    let says = if here.is_empty() { format!("{there}: {}", binding.says) } else { binding.says.to_owned() };
    Some(HelpLine::keys(&written.join(" "), &says, !here.is_empty()))
}
