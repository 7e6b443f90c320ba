//! The help as lines of keys and meanings, made from the table of actions and the keys in force.

use super::action::{ACTIONS, FIELD_KEYS, Section};
use super::correct::PANEL_KEYS;
use super::keymap::Pane;
use super::state::App;
use crate::text::SafeText;

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

/// The whole help for the pane that has the keys.
pub fn help_lines(app: &App) -> Vec<HelpLine> {
    let other = match app.focus() {
        Pane::List => Pane::Reading,
        Pane::Reading => Pane::List,
    };
    let mut lines = Vec::new();
    for section in Section::ALL {
        lines.push(HelpLine::Heading(section.name()));
        for binding in ACTIONS.iter().filter(|binding| binding.section == section) {
            let here = app.keymap().keys(app.focus(), binding.action);
            let keys = if here.is_empty() { app.keymap().keys(other, binding.action) } else { here.clone() };
            if keys.is_empty() {
                continue;
            }
            let written: Vec<String> = keys.iter().map(ToString::to_string).collect();
            let keys = SafeText::label(&written.join(" "));
            lines.push(HelpLine::Keys { keys, says: binding.says, here: !here.is_empty() });
        }
    }
    lines.push(HelpLine::Heading("While typing"));
    let fields = FIELD_KEYS.iter();
    lines.extend(fields.map(|(keys, says)| HelpLine::Keys { keys: SafeText::label(keys), says, here: true }));
    lines.push(HelpLine::Heading("Over the page (=)"));
    let panel = PANEL_KEYS.iter();
    lines.extend(panel.map(|(keys, says)| HelpLine::Keys { keys: SafeText::label(keys), says, here: true }));
    lines
}
