//! What became of an article that is not listed any more as it was.

use super::ArticleId;

/// What became of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// A copy of it is listed in its place.
    Copy(ArticleId),
    /// Its page was changed, and this is what stands there now.
    Changed(ArticleId),
    /// The same page was understood otherwise: more of its site is known by now, or its reader set it right.
    Reread(ArticleId),
    /// It is found nowhere.
    Gone,
}

impl Became {
    /// The article that it is now; none where it is gone.
    pub fn now(self) -> Option<ArticleId> {
        match self {
            Self::Copy(now) | Self::Changed(now) | Self::Reread(now) => Some(now),
            Self::Gone => None,
        }
    }
}
