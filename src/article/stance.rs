//! What an article can be tagged with, and what its reader says of such a tag whatever the words of the article say.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::text::SafeText;

/// What a tag names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// A country or territory of ISO 3166-1.
    Country,
    /// A region of M49, an informal region or a group of countries.
    Region,
    /// A topic of the IPTC Media Topics.
    Topic,
}

impl Subject {
    /// All of them, in the order tags are shown.
    pub const ALL: [Self; 3] = [Self::Country, Self::Region, Self::Topic];

    /// What one of them is called: `country`, as in a query.
    pub fn name(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Region => "region",
            Self::Topic => "topic",
        }
    }
}

/// One tag by what it names. Written as a query asks for it: `country:NE`, `topic:16000000`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TagKey {
    /// What it names.
    pub subject: Subject,
    /// Its code: `NE`, `011`, `sahel`, `16000000`.
    pub code: SafeText,
}

impl TagKey {
    /// The tag with this code.
    pub fn new(subject: Subject, code: &str) -> Self {
        Self { subject, code: SafeText::label(code) }
    }
}

impl fmt::Display for TagKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.subject.name(), self.code)
    }
}

impl FromStr for TagKey {
    type Err = TagKeyError;

    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        let error = || TagKeyError(typed.to_owned());
        let (name, code) = typed.split_once(':').ok_or_else(error)?;
        let subject = Subject::ALL.into_iter().find(|subject| subject.name() == name).ok_or_else(error)?;
        if code.is_empty() { Err(error()) } else { Ok(Self::new(subject, code)) }
    }
}

/// A text names no tag.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is no tag; write it as `country:NE`, `region:sahel` or `topic:16000000`")]
pub struct TagKeyError(String);

/// What is settled about a tag of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stance {
    /// The article is about it.
    About,
    /// The article is not about it.
    NotAbout,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_written_as_a_query_asks_for_it() {
        for (subject, code, written) in [
            (Subject::Country, "NE", "country:NE"),
            (Subject::Region, "sahel", "region:sahel"),
            (Subject::Topic, "16000000", "topic:16000000"),
        ] {
            let tag = TagKey::new(subject, code);
            assert_eq!(tag.to_string(), written);
            assert_eq!(written.parse(), Ok(tag));
        }
        for wrong in ["", "NE", "country:", "place:NE", "Country:NE"] {
            assert!(wrong.parse::<TagKey>().is_err(), "{wrong}");
        }
    }
}
