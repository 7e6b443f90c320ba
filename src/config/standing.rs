//! Saved views and rules for new articles, as they are written. Whether their queries and actions make sense is decided
//! where they are used.

use serde::Deserialize;
use toml::Spanned;

use super::place::Placed;

/// A query the reader gave a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// The name.
    pub name: Placed,
    /// Which articles it holds.
    pub query: Placed,
    /// Their order, as `--sort` takes it; none for the usual one.
    pub sort: Option<Placed>,
}

/// What is to be done about new articles that fit a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TriageRule {
    /// Which articles it is about.
    pub when: Placed,
    /// What is done about them, an action each: `archive`, `tag:harbour`.
    pub then: Vec<Placed>,
}

/// A view as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenView {
    name: Spanned<String>,
    query: Spanned<String>,
    sort: Option<Spanned<String>>,
}

impl WrittenView {
    /// The view with the places of its texts in the file.
    pub(super) fn placed(self, file: &str) -> SavedView {
        SavedView {
            name: Placed::of(file, self.name),
            query: Placed::of(file, self.query),
            sort: self.sort.map(|sort| Placed::of(file, sort)),
        }
    }
}

/// A rule as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenTriageRule {
    when: Spanned<String>,
    then: Vec<Spanned<String>>,
}

impl WrittenTriageRule {
    /// The rule with the places of its texts in the file.
    pub(super) fn placed(self, file: &str) -> TriageRule {
        TriageRule {
            when: Placed::of(file, self.when),
            then: self.then.into_iter().map(|action| Placed::of(file, action)).collect(),
        }
    }
}
