//! How things look: the theme and the signs, resolved from what the terminal can show and the reader chose.

use super::theme::{Depth, Styles, Theme};
use crate::text::Ellipsis;

/// How the screen may look: colours and characters the terminal can show, and the themes to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Only ASCII signs in what the program itself draws; the terminal's encoder spells what is left.
    pub ascii: bool,
    /// No colours at all, only bold, dim, underline and reverse.
    pub plain: bool,
    /// What lines are drawn with.
    pub borders: Borders,
    /// How many colours there are.
    pub depth: Depth,
    /// The themes there are; the state knows which of them is chosen.
    pub themes: Vec<Theme>,
}

/// What lines between panes are drawn with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Borders {
    /// Lines.
    #[default]
    Lines,
    /// Dashes and bars, where fonts or copying make lines a nuisance.
    Ascii,
}

impl Default for Look {
    fn default() -> Self {
        let (borders, depth) = (Borders::default(), Depth::default());
        Self { ascii: false, plain: false, borders, depth, themes: Theme::built_in() }
    }
}

/// The signs the program draws.
#[derive(Debug, Clone, Copy)]
pub(super) struct Signs {
    /// A horizontal rule.
    pub(super) rule: &'static str,
    /// The part of the upper rule that tells how much is dealt with.
    pub(super) gauge: &'static str,
    /// The rule between two panes, and the bar beside a caption.
    pub(super) divider: &'static str,
    /// The part of the edge of the list that tells how far down it is scrolled.
    pub(super) thumb: &'static str,
    /// Where the divider meets the upper rule.
    pub(super) tee_down: &'static str,
    /// Where the divider meets the lower rule.
    pub(super) tee_up: &'static str,
    /// Between two things on one line.
    pub(super) dot: &'static str,
    /// In place of what did not fit.
    pub(super) more: &'static str,
    /// The hyphen at a broken word.
    pub(super) hyphen: &'static str,
}

impl Signs {
    /// How a text ends that was cut.
    pub(super) fn ellipsis(self) -> Ellipsis {
        if self.more.is_ascii() { Ellipsis::Dots } else { Ellipsis::Sign }
    }

    /// What pictures are drawn with: ASCII where the other signs are.
    pub(super) fn dots(self) -> Dots {
        if self.dot.is_ascii() { Dots::Ascii } else { Dots::Braille }
    }
}

/// What pictures are drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dots {
    /// Braille signs: eight dots a cell.
    Braille,
    /// ASCII signs: one dot a cell.
    Ascii,
}

impl Look {
    /// The styles of the theme at a place.
    pub(super) fn styles(&self, theme: usize) -> Styles {
        let theme = self.themes.get(theme).filter(|_| !self.plain);
        theme.map_or_else(Styles::plain, |theme| theme.styles(self.depth))
    }

    /// The signs for this look.
    pub(super) fn signs(&self) -> &'static Signs {
        match self.borders {
            _ if self.ascii => &ASCII,
            Borders::Lines => &UNICODE,
            Borders::Ascii => &ASCII_LINES,
        }
    }
}

static ASCII: Signs = Signs {
    rule: "-",
    gauge: "=",
    divider: "|",
    thumb: "#",
    tee_down: "+",
    tee_up: "+",
    dot: "-",
    more: "...",
    hyphen: "-",
};

/// Box-drawing lines and a middle dot: one cell wide in every font that is not a CJK one of old.
static UNICODE: Signs = Signs {
    rule: "─",
    gauge: "━",
    divider: "│",
    thumb: "┃",
    tee_down: "┬",
    tee_up: "┴",
    dot: "·",
    more: "…",
    hyphen: "-",
};

/// Lines in ASCII among other signs that are not.
static ASCII_LINES: Signs = Signs { dot: UNICODE.dot, more: UNICODE.more, ..ASCII };
