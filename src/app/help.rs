//! The help as lines of keys and meanings, made from the table of actions and the keys in force.

use super::action::{ACTIONS, Binding, FIELD_KEYS, Section};
use super::correct::PANEL_KEYS;
use super::event::Effect;
use super::key::{Key, KeyCode};
use super::keymap::Pane;
use super::overlay::Overlay;
use super::prompt::{Prompt, Typed};
use super::state::App;
use crate::text::{SafeText, fold};

/// One line of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpLine {
    /// A heading.
    Heading(&'static str),
    /// An action with its keys in the focused pane, or in the other one where it has none here.
    Keys {
        /// The keys, parted by spaces.
        keys: SafeText,
        /// What they do.
        says: &'static str,
        /// Whether they act in the pane that has the keys now.
        here: bool,
    },
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
        let page = usize::from(self.size.height / 2).max(1);
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
        let last = help_lines(self, &help).len().saturating_sub(page);
        help.top = moved.unwrap_or(help.top).min(last);
        self.overlay = Overlay::Help(help);
        Vec::new()
    }
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
            fits(&[keys, binding.says, binding.name]).then_some(line)
        });
        put(&mut lines, section.name(), rows);
    }
    for (name, keys) in
        [("While typing", FIELD_KEYS.as_slice()), ("Over the page (=)", PANEL_KEYS.as_slice())]
    {
        let rows = keys.iter().filter(|(keys, says)| fits(&[keys, says]));
        put(
            &mut lines,
            name,
            rows.map(|(keys, says)| HelpLine::Keys { keys: SafeText::label(keys), says, here: true }),
        );
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
    let other = match app.focus() {
        Pane::List => Pane::Reading,
        Pane::Reading => Pane::List,
    };
    let here = app.keymap().keys(app.focus(), binding.action);
    let keys = if here.is_empty() { app.keymap().keys(other, binding.action) } else { here.clone() };
    if keys.is_empty() {
        return None;
    }
    let written: Vec<String> = keys.iter().map(ToString::to_string).collect();
    let keys = SafeText::label(&written.join(" "));
    Some(HelpLine::Keys { keys, says: binding.says, here: !here.is_empty() })
}
