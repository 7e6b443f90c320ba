//! The kinds of things that words of a vocabulary name.

use crate::article::Subject;

/// What a vocabulary word names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A region, `region:`.
    Region,
    /// A country, `country:` and `mentions:`.
    Country,
    /// A topic, `topic:`.
    Topic,
    /// A tag of the reader's own, `tag:`.
    Tag,
}

impl From<Subject> for Kind {
    fn from(subject: Subject) -> Self {
        match subject {
            Subject::Country => Self::Country,
            Subject::Region => Self::Region,
            Subject::Topic => Self::Topic,
        }
    }
}

impl Kind {
    /// What a tag of the kind names; nothing where it is the reader's own.
    pub fn subject(self) -> Option<Subject> {
        match self {
            Self::Country => Some(Subject::Country),
            Self::Region => Some(Subject::Region),
            Self::Topic => Some(Subject::Topic),
            Self::Tag => None,
        }
    }

    /// What one of the kind is called in a sentence.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Country => "country",
            Self::Topic => "topic",
            Self::Tag => "tag",
        }
    }

    /// Which kind comes first where several fit equally well.
    pub(super) fn precedence(self) -> u8 {
        match self {
            Self::Country => 0,
            Self::Region => 1,
            Self::Topic => 2,
            Self::Tag => 3,
        }
    }
}
