//! The sections of a segment, each with the number that names it in the file.

use crate::article::Zone;

/// A section of a segment that is no part of an inverted index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// Content ids, eight bytes each.
    Ids,
    /// Publication dates as [`day_number`](super::columns::day_number) packs them; 0 for none.
    Dates,
    /// Numbers of words of the body.
    Lengths,
    /// Which file each comes from.
    Files,
    /// All headlines, one behind the other.
    Headlines,
    /// Where each headline ends.
    HeadlineEnds,
    /// Whether the headline was derived, a byte each.
    Derived,
    /// The tags of each article, one behind the other.
    Tags,
    /// Where the tags of each end.
    TagEnds,
    /// The distinct tags.
    Dictionary,
    /// The articles themselves.
    Records,
    /// Where each record ends, eight bytes each.
    RecordEnds,
    /// Which tag each article is listed under, by one more than its number in the dictionary, two bytes each; 0 for
    /// none.
    Regions,
    /// How many cells each headline takes as it is shown, two bytes each.
    Cells,
    /// All ids in rising order, eight bytes each.
    IdsInOrder,
    /// The number of the article of each of them.
    IdNumbers,
    /// The first of them of each block.
    IdFirsts,
}

/// What an inverted index is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    /// The words of one kind of text.
    Words(Zone),
    /// The codes of tags, each with how it stands.
    Tags,
    /// The languages of texts.
    Languages,
}

impl Key {
    /// Everything an inverted index is about.
    pub(super) const ALL: [Self; 8] = [
        Self::Words(Zone::Headline),
        Self::Words(Zone::Body),
        Self::Words(Zone::Byline),
        Self::Words(Zone::Agency),
        Self::Words(Zone::Name),
        Self::Words(Zone::Path),
        Self::Tags,
        Self::Languages,
    ];

    /// Its place in [`Key::ALL`].
    pub(super) fn number(self) -> usize {
        match self {
            Self::Words(Zone::Headline) => 0,
            Self::Words(Zone::Body) => 1,
            Self::Words(Zone::Byline) => 2,
            Self::Words(Zone::Agency) => 3,
            Self::Words(Zone::Name) => 4,
            Self::Words(Zone::Path) => 5,
            Self::Tags => 6,
            Self::Languages => 7,
        }
    }

    /// The number its inverted index has in the file.
    pub(super) fn section(self) -> u64 {
        FIRST_KEY + self.number() as u64
    }
}

/// The first number of an inverted index; those of other sections, times its parts, lie below.
const FIRST_KEY: u64 = 64;

impl Section {
    /// Its number in the file.
    pub(super) fn number(self) -> u64 {
        match self {
            Self::Ids => 0,
            Self::Dates => 1,
            Self::Lengths => 2,
            Self::Files => 3,
            Self::Headlines => 4,
            Self::HeadlineEnds => 5,
            Self::Derived => 6,
            Self::Tags => 7,
            Self::TagEnds => 8,
            Self::Dictionary => 9,
            Self::Records => 10,
            Self::RecordEnds => 11,
            Self::Regions => 12,
            Self::Cells => 16,
            Self::IdsInOrder => 13,
            Self::IdNumbers => 14,
            Self::IdFirsts => 15,
        }
    }
}
