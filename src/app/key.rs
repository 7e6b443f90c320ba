//! Keys as data: what a terminal reports, told apart from any terminal library, and how a key is written.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A key with its modifiers. Shift is part of the character: `J`, not Shift and `j`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// The key.
    pub code: KeyCode,
    /// Control was held.
    pub control: bool,
    /// Alt was held.
    pub alt: bool,
}

/// The keys a reader can press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyCode {
    /// A character, Space included.
    Char(char),
    /// Enter or Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, from 1.
    Function(u8),
}

const NAMES: [(&str, KeyCode); 16] = [
    ("Space", KeyCode::Char(' ')),
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("BackTab", KeyCode::BackTab),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
    ("F1", KeyCode::Function(1)),
];

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: KeyCode) -> Self {
        Self { code, control: false, alt: false }
    }

    /// A character without modifiers.
    pub const fn char(char: char) -> Self {
        Self::plain(KeyCode::Char(char))
    }

    /// A letter with Control.
    pub const fn control(letter: char) -> Self {
        Self { code: KeyCode::Char(letter), control: true, alt: false }
    }
}

/// Writes `j`, `^R`, `Space`, `PgUp`, `Alt-x`, as [`FromStr`] reads it.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.alt {
            f.write_str("Alt-")?;
        }
        if self.control {
            f.write_str("^")?;
        }
        let named = NAMES.iter().find(|(_, code)| *code == self.code);
        match (named, self.code) {
            (Some((name, _)), _) => f.write_str(name),
            (None, KeyCode::Char(letter)) if self.control => write!(f, "{}", letter.to_ascii_uppercase()),
            (None, KeyCode::Char(letter)) => write!(f, "{letter}"),
            (None, KeyCode::Function(number)) => write!(f, "F{number}"),
            (None, other) => write!(f, "{other:?}"),
        }
    }
}

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let error = || KeyError(written.to_owned());
        let (alt, rest) = written.strip_prefix("Alt-").map_or((false, written), |rest| (true, rest));
        let (control, rest) = match rest.strip_prefix('^') {
            Some(rest) if !rest.is_empty() => (true, rest),
            _ => (false, rest),
        };
        let mut letters = rest.chars();
        let code = match (letters.next(), letters.next()) {
            (Some(letter), None) if control => KeyCode::Char(letter.to_ascii_lowercase()),
            (Some(letter), None) => KeyCode::Char(letter),
            _ => named(rest).ok_or_else(error)?,
        };
        Ok(Self { code, control, alt })
    }
}

fn named(name: &str) -> Option<KeyCode> {
    let listed = NAMES.iter().find(|(known, _)| *known == name).map(|(_, code)| *code);
    listed.or_else(|| {
        let number: u8 = name.strip_prefix('F')?.parse().ok()?;
        (1..=24).contains(&number).then_some(KeyCode::Function(number))
    })
}

/// A text that names no key.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not a key; write j, J, ^R, Space, Enter, PgUp, F2 or Alt-x")]
pub struct KeyError(String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back_what_they_print() {
        for written in
            ["j", "J", "^R", "Space", "Enter", "Alt-x", "PgUp", "F1", "F12", "^", "^^", "'", "Alt-^X", "é"]
        {
            let key = written.parse::<Key>().map(|key| key.to_string());
            assert_eq!(key, Ok(written.to_owned()));
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for written in ["", "jj", "Ctrl-R", "F0", "F99", "Alt-"] {
            assert!(written.parse::<Key>().is_err(), "{written}");
        }
    }
}
