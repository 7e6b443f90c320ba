//! Bytes of one file to articles: a pure function that never fails as a whole.
//!
//! A text page goes through stages, each a plain type in its own file: `lines` numbers and cleans, `reflow` joins
//! what was wrapped, `opening` cuts lines into pieces and `shape` looks at each alone, `repeats` finds copies,
//! `split` cuts the page into sections, `roles` (with `head` and `body`) tells the part of each piece, and
//! `assemble` builds articles. No stage knows a site or a file's name.

mod agency;
mod assemble;
mod body;
mod byline;
mod caption;
mod control;
mod credit;
mod dateline;
mod dates;
mod head;
mod headline;
mod hyphens;
mod language;
mod lines;
mod meta;
mod opening;
mod reflow;
mod repeats;
mod rhythm;
mod roles;
mod sentence;
mod shape;
mod split;
mod wording;

use std::path::Path;

use crate::article::{Article, Problem, ProblemKind, Removed};
use crate::text::{self, Decoded, SafeText};

pub use lines::physical_lines;

use repeats::Repeats;
use roles::Section;
use split::Survey;

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
    let numbered = lines::number(&decoded.text);
    let pieces = opening::pieces(&reflow::reflow(numbered.lines));
    let repeats = Repeats::of(&pieces);
    let survey = Survey::of(&pieces, &repeats);
    let sections: Vec<Section> =
        split::sections(&survey).into_iter().map(|range| Section::of(&survey, range)).collect();
    let page = assemble::assemble(path, &pieces, &sections);
    let mut problems = page.problems;
    problems.extend(encoding_problem(&decoded));
    Page {
        format: Format::Text,
        articles: page.articles,
        removed: page.removed,
        problems,
        hidden: numbered.hidden,
    }
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
