//! The page behind the open article as lines with a cursor: what became of each, and what its reader sets right.

use std::path::PathBuf;

use crate::article::{ArticleId, Correction, LineKey};
use crate::text::SafeText;

use super::prompt::Prompt;

/// A page as its file has it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourcePage {
    /// The file as its articles name it.
    pub path: PathBuf,
    /// All its lines; none where it cannot be read any more.
    pub lines: Vec<SourceLine>,
}

/// One line of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceLine {
    /// Its number, from 1.
    pub number: u32,
    /// What it says.
    pub text: SafeText,
    /// Whether it is in no article's text.
    pub removed: bool,
    /// Why, or what was corrected about it; empty for most lines.
    pub remark: SafeText,
    /// The article that begins here.
    pub begins: Option<ArticleId>,
    /// By what a correction finds it; none where nothing can be corrected.
    pub key: Option<LineKey>,
    /// What was set right about it, with the articles it was done on.
    pub corrections: Vec<(ArticleId, Correction)>,
}

/// What the provenance panel tells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Telling {
    /// The page and what became of its lines.
    #[default]
    Page,
    /// Why the article has its tags.
    Tags,
}

/// The provenance panel.
#[derive(Debug, Clone, Default)]
pub struct Provenance {
    /// What it tells.
    pub telling: Telling,
    /// The first of its lines on screen, from 0.
    pub top: usize,
    /// The page, once it has come.
    pub page: Option<SourcePage>,
    /// The line of the page that the cursor is on, from 0.
    pub cursor: usize,
    /// A headline being typed.
    pub prompt: Option<Prompt>,
}

impl Provenance {
    /// Takes the page. The cursor goes to where the article begins, or stays where it was on the same page.
    pub fn show(&mut self, page: SourcePage, id: ArticleId) {
        let same = self.page.as_ref().is_some_and(|known| known.path == page.path);
        if !same {
            let begins = page.lines.iter().position(|line| line.begins == Some(id));
            self.cursor = begins.unwrap_or_default();
        }
        self.cursor = self.cursor.min(page.lines.len().saturating_sub(1));
        self.page = Some(page);
    }

    /// The line that the cursor is on.
    pub fn line(&self) -> Option<&SourceLine> {
        self.page.as_ref()?.lines.get(self.cursor)
    }

    /// Moves the cursor, stopping at the ends.
    pub fn step(&mut self, lines: isize) {
        let last = self.page.as_ref().map_or(0, |page| page.lines.len().saturating_sub(1));
        self.cursor = self.cursor.saturating_add_signed(lines).min(last);
    }

    /// The article that the line of the cursor stands in.
    pub fn article(&self) -> Option<ArticleId> {
        let lines = &self.page.as_ref()?.lines;
        lines.iter().take(self.cursor + 1).rev().find_map(|line| line.begins)
    }
}
