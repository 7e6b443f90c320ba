//! What an article is about: countries, regions and topics, each with the words that earned it.

use serde::{Deserialize, Serialize};

use crate::text::SafeText;

/// Everything the tagger found in one article, best first in every list.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Tags {
    /// Countries the article is about: ISO 3166-1 alpha-2 codes (and `XK`).
    pub countries: Vec<Tag>,
    /// Countries that are named but are not what the article is about.
    pub mentioned: Vec<Tag>,
    /// Regions it is about: M49 three-digit codes, else the slug of an informal region or group.
    pub regions: Vec<Tag>,
    /// Topics: codes of the IPTC Media Topics.
    pub topics: Vec<Tag>,
}

impl Tags {
    /// Whether both name the same countries, regions and topics in the same order.
    pub fn same_as(&self, other: &Self) -> bool {
        let lists = |tags: &Self| [tags.countries.clone(), tags.regions.clone(), tags.topics.clone()];
        let codes =
            |tags: &Self| lists(tags).map(|list| list.into_iter().map(|tag| tag.code).collect::<Vec<_>>());
        codes(self) == codes(other)
    }
}

/// One of the lists an article's tags stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TagKind {
    /// Countries the article is about.
    Country,
    /// Countries it names.
    Mentioned,
    /// Regions.
    Region,
    /// Topics.
    Topic,
}

impl TagKind {
    /// Every list.
    pub const ALL: [Self; 4] = [Self::Country, Self::Mentioned, Self::Region, Self::Topic];
}

impl Tags {
    /// One of the lists.
    pub fn of(&self, kind: TagKind) -> &[Tag] {
        match kind {
            TagKind::Country => &self.countries,
            TagKind::Mentioned => &self.mentioned,
            TagKind::Region => &self.regions,
            TagKind::Topic => &self.topics,
        }
    }

    /// One of the lists, to be changed.
    pub fn of_mut(&mut self, kind: TagKind) -> &mut Vec<Tag> {
        match kind {
            TagKind::Country => &mut self.countries,
            TagKind::Mentioned => &mut self.mentioned,
            TagKind::Region => &mut self.regions,
            TagKind::Topic => &mut self.topics,
        }
    }
}

/// One tag.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tag {
    /// The code: `NE`, `011`, `sahel`, `16000000`.
    pub code: SafeText,
    /// The short label shown on screen: `Niger`, `Western Africa`, `conflict`.
    pub label: SafeText,
    /// The full name: `Conflict, war and peace`; for places the same as the label.
    pub name: SafeText,
    /// How much of the article it explains, 0 to 1.
    pub score: f32,
    /// The words that earned it, strongest first.
    pub evidence: Vec<Evidence>,
}

impl Tag {
    /// Whether the home country of the source decided for it, alone or between places of one name.
    pub fn is_by_home(&self) -> bool {
        self.evidence.iter().any(|words| words.source == EvidenceSource::HomeCountry)
    }
}

/// The labels of tags as a list or a page shows them, best first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subjects {
    /// Countries the article is about; that of a source's home says so.
    pub countries: Vec<SafeText>,
    /// Regions.
    pub regions: Vec<SafeText>,
    /// Topics, the lesser ones folded into wider ones.
    pub topics: Vec<SafeText>,
}

/// What speaks for a tag.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Whether words of the article speak, or what else.
    pub source: EvidenceSource,
    /// The words as they stand in the article; where it is not they that speak, what does: `set by you`.
    pub text: SafeText,
    /// How often they stand there.
    pub count: u32,
    /// What one occurrence weighs, 0 to 1.
    pub weight: f32,
}

/// Where the evidence for a tag comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum EvidenceSource {
    /// Words of the article.
    Words,
    /// The home country of the article's source.
    HomeCountry,
    /// What the reader said about the article.
    Reader,
    /// A rule of the reader's.
    ReadersRule,
}
