//! The character policy: the only door through which text from a file reaches a screen, a log or an export.
//!
//! Stored bytes are never changed; cleaning is a view of them.

mod clean;
mod cluster;
mod escape;
mod reveal;

#[cfg(test)]
mod laws;

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use clean::clean;
pub use reveal::reveal;

/// Where a text will stand; line breaks are kept only in bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// One line: a headline, a name, a message.
    Label,
    /// Running text, where a line feed is a line break.
    Body,
}

/// Text that went through the character policy and may be shown anywhere.
///
/// The text is shared: rows, panels and messages of the screen take copies of it all the time, and a copy costs
/// a counter, never the text.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SafeText(Arc<str>);

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

/// What is read back is cleaned again: whoever wrote it may have been somebody else.
impl<'de> Deserialize<'de> for SafeText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::body(&Cow::<str>::deserialize(deserializer)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn label_is_one_line_and_body_keeps_its_lines() {
        assert_eq!(SafeText::label("Coup in\r\nNiger").as_str(), "Coup in Niger");
        assert_eq!(SafeText::body("Coup in\r\nNiger").as_str(), "Coup in\nNiger");
        assert!(SafeText::default().is_empty());
    }

    #[test]
    fn safe_text_serializes_as_its_text() {
        let json = serde_json::to_string(&SafeText::label("“Niamey”\u{202e}")).unwrap();
        assert_eq!(json, "\"“Niamey”\"");
    }

    #[test]
    fn copy_shares_the_text() {
        let text = SafeText::label("Niamey");
        let copy = text.clone();
        assert!(std::ptr::eq(text.as_str(), copy.as_str()));
    }
}
