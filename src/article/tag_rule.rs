//! A rule of the reader's about tags, for all articles it is about.

use std::path::PathBuf;

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

/// A change to the rules of the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleChange {
    /// The rule is written behind the others.
    Write(TagRule),
    /// The rule that was written last in these words is taken out again.
    TakeBack(TagRule),
}

/// What came of a change to the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleOutcome {
    /// The rule was written.
    Written {
        /// The configuration file.
        path: PathBuf,
        /// The line the rule begins at, from 1.
        line: usize,
        /// How many articles have other tags by it.
        changed: usize,
    },
    /// The rule was taken out again.
    TakenBack,
    /// The rule does not stand in the file any more as it was written; the file is as it was.
    LeftAlone,
}
