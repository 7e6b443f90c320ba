//! Sets of keys that other programs taught their users. A preset says only where it differs from the table of actions.
//!
//! Where a preset takes all keys of an action that it does not name, that action has them with Alt.
//! No preset moves what changes an article to a key that does something harmless in the program it is named after.

use super::action::Action;

/// A set of keys to begin with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Preset {
    /// The keys of the table of actions.
    #[default]
    Vim,
    /// As in the feed reader.
    Newsboat,
    /// As in the mail reader.
    Mutt,
    /// As in the pager.
    Less,
}

/// The keys of one action in a preset.
#[derive(Debug, Clone, Copy)]
pub struct Rebinding {
    /// The action.
    pub action: Action,
    /// Its keys in the list, parted by spaces.
    pub list: &'static str,
    /// Its keys in the reading pane, parted by spaces.
    pub reading: &'static str,
}

const fn keys(action: Action, list: &'static str, reading: &'static str) -> Rebinding {
    Rebinding { action, list, reading }
}

/// `N` is read or unread, `p` the previous unread article, `D` takes an article out of the way.
const NEWSBOAT: &[Rebinding] = &[
    keys(Action::NextArticle, "j J Down", "J"),
    keys(Action::PreviousArticle, "k K Up", "K"),
    keys(Action::NextUnread, "n ^N", "n ^N"),
    keys(Action::PreviousUnread, "p ^P", "p ^P"),
    keys(Action::ToggleRead, "N r", "N r"),
    keys(Action::Archive, "D a", "D a"),
    keys(Action::Companions, "c", "c"),
    keys(Action::Fold, "C", ""),
    keys(Action::Star, "s ^B", "s ^B"),
    keys(Action::PageUp, "b PgUp", "b PgUp"),
    keys(Action::PageDown, "PgDn", "PgDn"),
    keys(Action::Dismiss, "Esc ^F", "Esc ^F"),
    keys(Action::Views, "f '", "f '"),
    keys(Action::Tag, "+ ^E", "+ ^E"),
    keys(Action::Provenance, "=", "= ^U"),
];

/// `d` puts away, `t` tags for the next act, `l` limits, `F` flags, `N` is new or not, Tab goes to the next unread one.
const MUTT: &[Rebinding] = &[
    keys(Action::NextArticle, "j J Down", "j J Right"),
    keys(Action::PreviousArticle, "k K Up", "k K"),
    keys(Action::ScrollDown, "Alt-J", "Enter Down"),
    keys(Action::ScrollUp, "Alt-K", "Backspace Up"),
    keys(Action::PageUp, "b PgUp ^B", "- b PgUp ^B"),
    keys(Action::HalfPageDown, "] ^D", "] ^D"),
    keys(Action::HalfPageUp, "[ ^U", "[ ^U"),
    keys(Action::Read, "Enter Right", ""),
    keys(Action::Return, "", "i h Left"),
    keys(Action::SwitchPane, "i", "Alt-i"),
    keys(Action::NextUnread, "n Tab", "n Tab"),
    keys(Action::PreviousUnread, "p BackTab", "p BackTab"),
    keys(Action::Archive, "d a", "d a"),
    keys(Action::Done, "x", "x"),
    keys(Action::Star, "F s", "F s"),
    keys(Action::Facets, "Alt-f", "Alt-f"),
    keys(Action::ToggleRead, "N r", "N r"),
    keys(Action::Select, "t v", ""),
    keys(Action::Topics, "^T", "t ^T"),
    keys(Action::Filter, "l /", ""),
    keys(Action::Views, "c '", "c '"),
    keys(Action::Fold, "C", ""),
];

/// `f`, `b`, `d` and `u` page in the text, so that done is `x` and undo `U`; `&` filters.
const LESS: &[Rebinding] = &[
    keys(Action::ScrollDown, "J", "j Down Enter ^N ^E"),
    keys(Action::ScrollUp, "K", "k Up ^P ^Y ^K"),
    keys(Action::PageDown, "f PgDn ^F ^V", "f PgDn ^F ^V"),
    keys(Action::PageUp, "b PgUp ^B Alt-v", "b PgUp ^B Alt-v"),
    keys(Action::HalfPageDown, "d ^D", "d ^D"),
    keys(Action::HalfPageUp, "u ^U", "u ^U"),
    keys(Action::Done, "x", "x"),
    keys(Action::Undo, "U", "U"),
    keys(Action::Filter, "/ &", ""),
    keys(Action::Help, "? h", "?"),
];

impl Preset {
    /// All presets.
    pub const ALL: [Self; 4] = [Self::Vim, Self::Newsboat, Self::Mutt, Self::Less];

    /// Its name in the configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Vim => "vim",
            Self::Newsboat => "newsboat",
            Self::Mutt => "mutt",
            Self::Less => "less",
        }
    }

    /// The preset with a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.name() == name)
    }

    /// Where it differs from the table of actions.
    pub fn rebindings(self) -> &'static [Rebinding] {
        match self {
            Self::Vim => &[],
            Self::Newsboat => NEWSBOAT,
            Self::Mutt => MUTT,
            Self::Less => LESS,
        }
    }
}
