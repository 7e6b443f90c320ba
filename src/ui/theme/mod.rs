//! Themes: which colour each role has. A theme never changes what a role means: weight, underlining and reversal
//! are the same in all of them, so that nothing is said by colour alone.

mod built_in;
mod depth;
#[cfg(test)]
mod laws;
mod own;

use ratatui::style::{Color, Modifier, Style};

pub use depth::Depth;

/// What is drawn alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// What everything stands on.
    Background,
    /// Running text.
    Text,
    /// Headlines and subheadings, keys.
    Strong,
    /// Captions, dates, counts, hints.
    Quiet,
    /// The lines between panes, and how much is dealt with.
    Rule,
    /// The row one is at, the program's name.
    Accent,
    /// Letters that fit what was typed.
    Match,
    /// What stands behind the hit one is at.
    Hit,
    /// Something went wrong, stars.
    Warning,
}

impl Role {
    /// All roles, each at the place of its colour.
    pub const ALL: [Self; 9] = [
        Self::Background,
        Self::Text,
        Self::Strong,
        Self::Quiet,
        Self::Rule,
        Self::Accent,
        Self::Match,
        Self::Hit,
        Self::Warning,
    ];

    /// Its name in the configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Background => "background",
            Self::Text => "text",
            Self::Strong => "strong",
            Self::Quiet => "quiet",
            Self::Rule => "rule",
            Self::Accent => "accent",
            Self::Match => "match",
            Self::Hit => "hit",
            Self::Warning => "warning",
        }
    }
}

/// A colour, and what stands for it where a terminal has only sixteen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Shade {
    /// The colour itself; [`Color::Reset`] leaves it to the terminal.
    full: Color,
    /// One of the sixteen, or [`Color::Reset`].
    sixteen: Color,
}

/// A named set of colours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    name: String,
    shades: [Shade; Role::ALL.len()],
}

/// The styles of the screen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Styles {
    /// What a cell has that nothing gave a colour.
    pub(super) ground: Style,
    /// Running text.
    pub(super) text: Style,
    /// What ranks first: headlines, subheadings.
    pub(super) strong: Style,
    /// What ranks last: captions, tags, hints.
    pub(super) quiet: Style,
    /// The lines between panes.
    pub(super) rule: Style,
    /// The selection and the program's name.
    pub(super) accent: Style,
    /// Letters that fit what was typed.
    pub(super) matched: Style,
    /// The hit the reader is at.
    pub(super) hit: Style,
    /// Something went wrong.
    pub(super) warning: Style,
}

impl Styles {
    /// The styles without any colour.
    pub(super) fn plain() -> Self {
        Self::of(|_| Color::Reset)
    }

    /// What is typed and wrong.
    pub(super) fn wrong(&self) -> Style {
        self.warning.add_modifier(Modifier::UNDERLINED)
    }

    fn of(colour: impl Fn(Role) -> Color) -> Self {
        let coloured = |style: Style, role| match colour(role) {
            Color::Reset => style,
            colour => style.fg(colour),
        };
        // Where a colour says that something ranks last, dimming it too would make it hard to read.
        let quiet = |role| match colour(role) {
            Color::Reset => Style::new().add_modifier(Modifier::DIM),
            colour => Style::new().fg(colour),
        };
        let strong = Style::new().add_modifier(Modifier::BOLD);
        Self {
            ground: coloured(Style::new().bg(colour(Role::Background)), Role::Text),
            text: coloured(Style::new(), Role::Text),
            strong: coloured(strong, Role::Strong),
            quiet: quiet(Role::Quiet),
            rule: quiet(Role::Rule),
            accent: coloured(strong, Role::Accent),
            matched: coloured(strong.add_modifier(Modifier::UNDERLINED), Role::Match),
            hit: coloured(strong.add_modifier(Modifier::REVERSED), Role::Hit),
            warning: coloured(strong, Role::Warning),
        }
    }
}

impl Theme {
    /// What it is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The colour of a role on a terminal that has so many.
    fn colour(&self, role: Role, depth: Depth) -> Color {
        let place = Role::ALL.iter().position(|known| *known == role);
        let shade = place.and_then(|place| self.shades.get(place)).copied().unwrap_or_default();
        match depth {
            Depth::Sixteen => shade.sixteen,
            Depth::Indexed | Depth::True => depth.nearest(shade.full),
        }
    }

    /// Its styles on a terminal that has so many colours.
    pub(super) fn styles(&self, depth: Depth) -> Styles {
        Styles::of(|role| self.colour(role, depth))
    }
}
