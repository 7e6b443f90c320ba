//! Bytes of one file to articles: a pure function that never fails as a whole.

use std::path::Path;

use crate::article::{Article, Problem, Removed};

/// What a file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// A dump of a page's text.
    Text,
}

impl Format {
    /// The name used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
        }
    }
}

/// Everything that came out of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// What the file turned out to be.
    pub format: Format,
    /// Its articles in the order of the page.
    pub articles: Vec<Article>,
    /// Removed parts that stand in no article.
    pub removed: Vec<Removed>,
    /// What could not be understood.
    pub problems: Vec<Problem>,
    /// How many hidden characters the character policy took out.
    pub hidden: usize,
}

/// Reads one file's bytes. `path` is only the name the articles carry; nothing is opened.
pub fn read(_path: &Path, _bytes: &[u8]) -> Page {
    Page { format: Format::Text, articles: Vec::new(), removed: Vec::new(), problems: Vec::new(), hidden: 0 }
}
