//! A rule of the reader's about tags, for all articles it is about.

use super::{Stance, TagKey};

/// A rule about the tags of many articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagRule {
    /// A pattern of the paths of the files it holds for, as in `.gitignore`; none where it holds for all.
    pub paths: Option<String>,
    /// The word it is about; none where it is about whole articles.
    pub word: Option<String>,
    /// Whether the tag is given or taken, or the word means it or never does.
    pub stance: Stance,
    /// The tag.
    pub tag: TagKey,
}
