//! Bytes of one file to articles: a pure function that never fails as a whole.
//!
//! `page` reads dumps of a page's text; `forms` knows the small forms news is written in.

mod forms;
mod page;

use std::path::Path;

use crate::article::{Article, Problem, ProblemKind, Removed};
use crate::text::{self, Decoded, SafeText};

pub use page::physical_lines;

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
pub fn read(path: &Path, bytes: &[u8]) -> Page {
    let decoded = text::decode(bytes);
    page::read(path, &decoded)
}

fn encoding_problem(decoded: &Decoded) -> Option<Problem> {
    let message = match decoded.broken {
        0 => return None,
        1 => format!("One sequence of bytes is no text in {}; U+FFFD stands for it.", decoded.encoding),
        count => {
            format!("{count} sequences of bytes are no text in {}; U+FFFD stands for each.", decoded.encoding)
        }
    };
    Some(Problem { kind: ProblemKind::Encoding, lines: None, message: SafeText::label(&message) })
}
