//! What an article is about: countries, regions and topics, each with the words that earned it.

use crate::article::{Article, Tags};

/// What a vocabulary entry names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// A country or territory of ISO 3166-1.
    Country,
    /// A region of M49, an informal region or a group of countries.
    Region,
    /// A topic of the IPTC Media Topics.
    Topic,
}

/// One thing an article can be tagged with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it names.
    pub subject: Subject,
    /// The code tags carry: `NE`, `011`, `sahel`, `16000000`.
    pub code: String,
    /// The label shown: `Niger`, `Western Africa`, `conflict`.
    pub label: String,
    /// Other names a reader may type: codes, slugs, adjectives, capitals, abbreviations.
    pub aliases: Vec<String>,
    /// Codes of the regions this one lies in, the closest first; none for topics.
    pub parents: Vec<String>,
}

/// The tables, loaded once, and the tagger over them.
#[derive(Debug)]
pub struct Tagger {
    entries: Vec<Entry>,
}

impl Tagger {
    /// Loads the embedded tables.
    pub fn new() -> Self {
        Self { entries: Vec::new() }
    }

    /// Everything an article can be tagged with, in the order of the tables.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What the article is about.
    pub fn tag(&self, _article: &Article) -> Tags {
        Tags::default()
    }
}

impl Default for Tagger {
    fn default() -> Self {
        Self::new()
    }
}
