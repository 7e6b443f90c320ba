//! Names of articles: the content id that every decision hangs on, and the id of a story.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use xxhash_rust::xxh3::Xxh3;

use crate::text;

/// The content id of an article: XXH3-64 of the folded letters and digits of its body.
///
/// White space, punctuation, case and accents do not count, so that the id survives renaming, moving,
/// re-encoding and re-wrapping of the file. Written as sixteen lower-case hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ArticleId(u64);

impl ArticleId {
    /// The id of a body given as its pieces in order; where the pieces are cut does not matter.
    pub fn of_body<'a>(pieces: impl IntoIterator<Item = &'a str>) -> Self {
        let mut hash = Xxh3::new();
        for piece in pieces {
            hash.update(text::letters(piece).as_bytes());
        }
        Self(hash.digest())
    }
}

impl ArticleId {
    /// The id as a number, for whoever keeps many.
    pub fn number(self) -> u64 {
        self.0
    }

    /// The id that was kept as a number.
    pub fn from_number(number: u64) -> Self {
        Self(number)
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for ArticleId {
    type Err = IdError;

    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        let hex = typed.len() == 16 && typed.bytes().all(|byte| byte.is_ascii_hexdigit());
        let value = hex.then(|| u64::from_str_radix(typed, 16).ok()).flatten();
        value.map(Self).ok_or_else(|| IdError(typed.to_owned()))
    }
}

/// A text that is not sixteen hex digits stood where an id belongs.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not an article id (sixteen hex digits)")]
pub struct IdError(String);

/// The id of a story: what the copies of one article share.
///
/// It may change as copies arrive, so no decision hangs on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StoryId(ArticleId);

impl From<ArticleId> for StoryId {
    fn from(first: ArticleId) -> Self {
        Self(first)
    }
}

impl fmt::Display for StoryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn id_ignores_case_accents_punctuation_and_cuts() {
        let whole = ArticleId::of_body(["The café’s owner said: “No.”"]);
        assert_eq!(whole, ArticleId::of_body(["the CAFE", "s owner", " said no"]));
        assert_ne!(whole, ArticleId::of_body(["The café’s owner said: “Yes.”"]));
    }

    #[test]
    fn id_reads_back_what_it_prints() {
        let id = ArticleId::of_body(["Niger"]);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!("12".parse::<ArticleId>().is_err());
        assert!("+123456789abcdef".parse::<ArticleId>().is_err());
    }
}
