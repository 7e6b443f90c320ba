//! Where in an article a text stands, and so which words are looked for in it and how deep.

use super::words::Depth;

/// A kind of text of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Site {
    /// The headline.
    Headline,
    /// The label of what it is about, or a tag of the reader's own.
    Label,
    /// Who wrote it, or the agency.
    Person,
    /// Anything else that is printed.
    Body,
}

impl Site {
    /// How deep a word is looked for there.
    pub(super) fn depth(self) -> Depth {
        match self {
            Self::Headline | Self::Label | Self::Person => Depth::Parts,
            Self::Body => Depth::Words,
        }
    }
}
