//! What reading one file gave: its articles, and what went wrong.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::article::{ArticleId, Problem, ProblemKind, Removed, system_text};
use crate::ingest::Format;

/// What came out of one file, or of one file of an archive.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FileReport {
    /// The file as it was reached from the path given.
    #[serde(with = "system_text")]
    pub path: PathBuf,
    /// What it turned out to be; none where it could not be read.
    pub format: Option<Format>,
    /// Its articles in the order of the page.
    pub ids: Vec<ArticleId>,
    /// Removed parts that stand in no article.
    pub removed: Vec<Removed>,
    /// What could not be read or understood.
    pub problems: Vec<Problem>,
    /// How many hidden characters were taken out.
    pub hidden: usize,
    /// How many further copies of headlines and captions were taken out.
    pub repeats: usize,
}

impl FileReport {
    /// Whether the file, or a part of it, could not be read at all.
    pub fn failed(&self) -> bool {
        let unread = |problem: &Problem| match problem.kind {
            ProblemKind::Unreadable | ProblemKind::TooLarge => true,
            ProblemKind::Encoding | ProblemKind::NoArticle | ProblemKind::Unsure | ProblemKind::Malformed => {
                false
            }
        };
        self.problems.iter().any(unread)
    }

    /// Whether all there is to say of the file is that nothing in it is an article.
    pub fn holds_no_article(&self) -> bool {
        self.problems.iter().all(|problem| problem.kind == ProblemKind::NoArticle)
            && !self.problems.is_empty()
    }
}
