//! How things look: the few styles of the screen and the signs it draws, resolved once from what the
//! terminal can show. The terminal's own colours everywhere; weight carries rank.

use ratatui::style::{Color, Modifier, Style};

/// How the screen may look: colours and characters the terminal can show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// Only ASCII signs in what the program itself draws; the terminal's encoder spells what is left.
    pub ascii: bool,
    /// No colours at all, only bold, dim, underline and reverse.
    pub plain: bool,
}

/// The styles of the screen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Styles {
    /// Running text.
    pub(super) text: Style,
    /// What ranks first: headlines, subheadings.
    pub(super) strong: Style,
    /// What ranks last: captions, tags, hints.
    pub(super) quiet: Style,
    /// The selection and the program's name.
    pub(super) accent: Style,
    /// Letters that fit what was typed.
    pub(super) matched: Style,
    /// The hit the reader is at.
    pub(super) hit: Style,
    /// Something went wrong.
    pub(super) warning: Style,
}

/// The signs the program draws.
#[derive(Debug, Clone, Copy)]
pub(super) struct Signs {
    /// A horizontal rule.
    pub(super) rule: &'static str,
    /// The part of the upper rule that tells how much is dealt with.
    pub(super) gauge: &'static str,
    /// The rule between two panes.
    pub(super) divider: &'static str,
    /// Where the divider meets the upper rule.
    pub(super) tee_down: &'static str,
    /// Where the divider meets the lower rule.
    pub(super) tee_up: &'static str,
    /// The bar beside a caption.
    pub(super) bar: &'static str,
    /// Between two things on one line.
    pub(super) dot: &'static str,
    /// In place of what did not fit.
    pub(super) more: &'static str,
    /// The hyphen at a broken word.
    pub(super) hyphen: &'static str,
}

impl Look {
    /// The styles for this look.
    pub(super) fn styles(self) -> Styles {
        let text = Style::new();
        let strong = text.add_modifier(Modifier::BOLD);
        let coloured = |style: Style, colour: Color| if self.plain { style } else { style.fg(colour) };
        Styles {
            text,
            strong,
            quiet: text.add_modifier(Modifier::DIM),
            accent: coloured(strong, Color::Cyan),
            matched: coloured(strong.add_modifier(Modifier::UNDERLINED), Color::Cyan),
            hit: strong.add_modifier(Modifier::REVERSED),
            warning: coloured(strong, Color::Yellow),
        }
    }

    /// The signs for this look.
    pub(super) fn signs(self) -> Signs {
        if self.ascii { ASCII } else { UNICODE }
    }
}

const ASCII: Signs = Signs {
    rule: "-",
    gauge: "=",
    divider: "|",
    tee_down: "+",
    tee_up: "+",
    bar: "|",
    dot: "-",
    more: "...",
    hyphen: "-",
};

/// Box-drawing lines and a middle dot: one cell wide in every font that is not a CJK one of old.
const UNICODE: Signs = Signs {
    rule: "─",
    gauge: "━",
    divider: "│",
    tee_down: "┬",
    tee_up: "┴",
    bar: "│",
    dot: "·",
    more: "…",
    hyphen: "-",
};
