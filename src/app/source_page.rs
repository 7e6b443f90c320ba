//! The page behind the open article as lines with a cursor: what became of each, and what its reader sets right.

use std::path::PathBuf;

use crate::article::{ArticleId, Correction, LineKey};
use crate::text::SafeText;

use super::prompt::Prompt;
use super::sheet::Sheet;

/// A page as its file has it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourcePage {
    /// The file as its articles name it.
    pub path: PathBuf,
    /// All its lines; none where it cannot be read any more.
    pub lines: Vec<SourceLine>,
}

/// One line of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceLine {
    /// Its number, from 1.
    pub number: u32,
    /// What it says.
    pub text: SafeText,
    /// Whether it is in no article's text.
    pub removed: bool,
    /// The article in whose text it is.
    pub article: Option<ArticleId>,
    /// Whether it is a caption, or a copy of one.
    pub caption: bool,
    /// Why, or what was corrected about it; empty for most lines.
    pub remark: SafeText,
    /// Whether of it only the same is to be said as of the line above; then it has no remark.
    pub repeats_above: bool,
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
    /// The first of its rows on screen, from 0.
    pub top: usize,
    /// The page, once it has come.
    pub page: Option<SourcePage>,
    /// The page as it is set for the panel.
    pub sheet: Sheet,
    /// The line of the page that the cursor is on, from 0.
    pub cursor: usize,
    /// A headline being typed.
    pub prompt: Option<Prompt>,
}

/// How the panel stands on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PanelSize {
    /// Rows above those of the page, which scroll with it.
    pub above: usize,
    /// Rows below them.
    pub below: usize,
    /// Rows on screen.
    pub height: usize,
}

impl Provenance {
    /// Takes the page and sets it for so many columns. The cursor goes to a line by its number, on a page with several
    /// parts of that number to the first one of the open article; or it stays where it was on the same page.
    pub fn show(&mut self, page: SourcePage, (number, article): (u32, Option<ArticleId>), columns: u16) {
        let same = self.page.as_ref().is_some_and(|known| known.path == page.path);
        if !same {
            let there = page.lines.iter().position(|line| line.number >= number).unwrap_or_default();
            let of_number = page.lines.iter().skip(there).take_while(|line| line.number <= number);
            let own = of_number.zip(there..).find(|(line, _)| article.is_some() && line.article == article);
            self.cursor = own.map_or(there, |(_, at)| at);
            self.top = usize::MAX;
        }
        self.cursor = self.cursor.min(page.lines.len().saturating_sub(1));
        self.page = Some(page);
        self.set(columns);
    }

    /// Sets the page for so many columns; the line of the cursor stays where it is on screen.
    pub fn set(&mut self, columns: u16) {
        let before = self.sheet.rows_of(self.cursor).start;
        self.sheet = Sheet::new(self.lines(), columns, self.cursor);
        let after = self.sheet.rows_of(self.cursor).start;
        if self.telling == Telling::Page && self.top != usize::MAX {
            self.top = (self.top + after).saturating_sub(before);
        }
    }

    /// The line that the cursor is on.
    pub fn line(&self) -> Option<&SourceLine> {
        self.page.as_ref()?.lines.get(self.cursor)
    }

    /// Moves the cursor by a line, stopping at the ends. Through a line that is higher than the panel it scrolls first.
    pub fn step(&mut self, down: bool, size: PanelSize) {
        let rows = self.sheet.rows_of(self.cursor);
        let (first, end) = (rows.start + size.above, rows.end + size.above);
        if down && end > self.top + size.height {
            self.top += 1;
        } else if !down && first < self.top {
            self.top -= 1;
        } else {
            let last = self.lines().len().saturating_sub(1);
            self.cursor = self.cursor.saturating_add_signed(if down { 1 } else { -1 }).min(last);
        }
    }

    /// Moves by rows, stopping at the ends.
    pub fn turn(&mut self, rows: isize, size: PanelSize) {
        let own = self.sheet.rows_of(self.cursor);
        // In a line that is higher than the panel it goes on from what is on screen of it.
        let from = own.start.max(self.top.saturating_sub(size.above).min(own.end.saturating_sub(1)));
        let last = self.sheet.rows().len().saturating_sub(1);
        self.cursor = self.sheet.line_at(from.saturating_add_signed(rows).min(last));
        self.top = self.top.saturating_add_signed(rows);
    }

    /// Moves the cursor to the next or the previous line of which something holds; says whether there is one.
    pub fn seek(&mut self, down: bool, holds: impl Fn(&SourceLine) -> bool) -> bool {
        let lines = self.lines();
        let fits = |at: &usize| lines.get(*at).is_some_and(&holds);
        let found =
            if down { (self.cursor + 1..lines.len()).find(fits) } else { (0..self.cursor).rev().find(fits) };
        self.cursor = found.unwrap_or(self.cursor);
        found.is_some()
    }

    /// Scrolls as little as shows the line of the cursor; at the ends of the page, what stands above and below it too.
    pub fn keep_in_sight(&mut self, size: PanelSize) {
        let PanelSize { above, below, height } = size;
        let rows = self.sheet.rows_of(self.cursor);
        let (first, end) = (rows.start + above, rows.end + above);
        let lowest = (above + self.sheet.rows().len() + below).saturating_sub(height);
        let tall = end - first > height;
        self.top = match self.top {
            // The page has just come.
            usize::MAX => first.saturating_sub(height / 3),
            top if tall => top.clamp(first, end - height),
            top => top.min(first).max(end.saturating_sub(height)),
        };
        if self.cursor == 0 && end <= height {
            self.top = 0;
        } else if self.cursor + 1 >= self.lines().len() && !tall {
            self.top = self.top.max(lowest.min(first));
        }
        self.top = self.top.min(lowest);
    }

    /// The article that the line of the cursor stands in.
    pub fn article(&self) -> Option<ArticleId> {
        self.lines().iter().take(self.cursor + 1).rev().find_map(|line| line.begins)
    }

    /// Whether lines of the page can be set right, which holds of text pages.
    pub fn can_be_corrected(&self) -> bool {
        self.lines().iter().any(|line| line.key.is_some())
    }

    /// Whether below the line of the cursor stands one that can be set right.
    pub fn has_text_below(&self) -> bool {
        self.lines().iter().skip(self.cursor + 1).any(|line| line.key.is_some())
    }

    /// Whether an article begins above the line of the cursor.
    pub fn has_article_above(&self) -> bool {
        self.lines().iter().take(self.cursor).any(|line| line.begins.is_some())
    }

    fn lines(&self) -> &[SourceLine] {
        self.page.as_ref().map(|page| page.lines.as_slice()).unwrap_or_default()
    }
}
