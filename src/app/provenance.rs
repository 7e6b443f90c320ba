//! Where the open article came from, as lines: what was taken out of its page and why, and which words
//! earned its tags.

use std::ops::Range;

use crate::article::{Article, Lines};
use crate::text::SafeText;

use super::account;
use super::event::Opened;
use super::panes::panel_margin;
use super::sheet::SheetRow;
use super::source_page::{Provenance, SourceLine, Telling};

/// One row of the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyLine {
    /// A heading, or nothing for a blank line.
    Heading(SafeText),
    /// Something of the page or of a tag.
    Entry {
        /// The lines of the file, or what a tag is about.
        left: SafeText,
        /// The reason, or the words.
        why: SafeText,
        /// The text that was removed; empty for tags.
        text: SafeText,
    },
    /// Words that speak for a tag, or for none.
    Word {
        /// The words with their number; empty below the first line of their reason.
        left: SafeText,
        /// What they weigh together.
        weight: SafeText,
        /// By which rule they speak and where they stand.
        why: SafeText,
    },
    /// What is said in a low voice.
    Hint(SafeText),
    /// A rule above an article of the page, with its place among them.
    Rule(SafeText),
    /// A row of a line of the page.
    Page(PageRow),
}

/// A row of a line of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRow {
    /// The line.
    pub line: SourceLine,
    /// The bytes of its text.
    pub text: Range<usize>,
    /// The bytes of the remark on it; none of a remark where the same is said as of the line above.
    pub remark: Option<Range<usize>>,
    /// Whether it begins the line.
    pub first: bool,
    /// Whether it stands in the text of the open article.
    pub own: bool,
    /// Whether the cursor is on the line.
    pub chosen: bool,
}

impl WhyLine {
    /// The columns of a weight.
    pub const WEIGHT: u16 = 5;
    /// The most columns of words before their weight.
    const WORD: u16 = 22;

    /// The columns of words in a panel of so many columns.
    pub fn word_columns(width: u16) -> u16 {
        Self::WORD.min(width / 3)
    }

    pub(super) fn heading(words: &str) -> Self {
        Self::Heading(SafeText::label(words))
    }

    fn hint(words: &str) -> Self {
        Self::Hint(SafeText::label(words))
    }

    pub(super) fn entry(left: &str, why: &str) -> Self {
        Self::Entry { left: SafeText::label(left), why: SafeText::label(why), text: SafeText::default() }
    }
}

/// The rows of the panel from one on, so many at most: the file, its lines and what became of each, then the tags in
/// brief; or in full why the article has its tags. A page that cannot be read any more gives way to what was taken out.
pub fn why_lines(opened: &Opened, panel: &Provenance, rows: Range<usize>, columns: u16) -> Vec<WhyLine> {
    if panel.telling == Telling::Tags {
        return tags_in_full(opened, columns).into_iter().skip(rows.start).take(rows.len()).collect();
    }
    let (above, below) = (lines_above_page(opened, panel), lines_below_page(opened));
    let page = panel.sheet.rows().len();
    let before = above.iter().skip(rows.start).cloned();
    let first = rows.start.saturating_sub(above.len());
    let behind = first.saturating_sub(page);
    let of_page = panel.sheet.rows().iter().skip(first).filter_map(|row| page_line(opened, panel, row));
    before.chain(of_page).chain(below.into_iter().skip(behind)).take(rows.len()).collect()
}

/// Everything that led to the tags, on a screen of so many columns.
pub(super) fn tags_in_full(opened: &Opened, columns: u16) -> Vec<WhyLine> {
    let width = columns.saturating_sub(2 * panel_margin(columns));
    opened.explanation.iter().flat_map(|explanation| account::full(explanation, width)).collect()
}

/// The rows above those of the page.
pub(super) fn lines_above_page(opened: &Opened, panel: &Provenance) -> Vec<WhyLine> {
    let mut lines = vec![WhyLine::heading(&place(&opened.article))];
    match &panel.page {
        Some(page) if page.lines.is_empty() => {
            lines.push(WhyLine::hint("the file cannot be read any more; this was taken out of it"));
            lines.push(WhyLine::heading(""));
            lines.extend(removed_lines(&opened.article));
        }
        Some(_) => {
            let told = "the bar: this article's text · dim: in no article, with the reason";
            lines.extend([WhyLine::hint(told), WhyLine::heading("")]);
        }
        None => {}
    }
    lines
}

/// The rows below those of the page.
pub(super) fn lines_below_page(opened: &Opened) -> Vec<WhyLine> {
    let mut lines = vec![WhyLine::heading(""), WhyLine::heading("Why these tags")];
    lines.extend(opened.explanation.iter().flat_map(|explanation| account::brief(explanation)));
    lines
}

fn page_line(opened: &Opened, panel: &Provenance, row: &SheetRow) -> Option<WhyLine> {
    let line = |at: usize| panel.page.as_ref()?.lines.get(at);
    Some(match row {
        SheetRow::Rule { line: at, place } => {
            let own = line(*at)?.begins == Some(opened.article.id);
            let article = if own { "this article" } else { "article" };
            WhyLine::Rule(SafeText::label(&format!("{article}, {place} of {}", panel.sheet.articles())))
        }
        SheetRow::Piece { line: at, first, text, remark } => {
            let line = line(*at)?.clone();
            let own = line.article == Some(opened.article.id);
            let (text, remark, chosen) = (text.clone(), remark.clone(), *at == panel.cursor);
            WhyLine::Page(PageRow { line, text, remark, first: *first, own, chosen })
        }
    })
}

fn removed_lines(article: &Article) -> Vec<WhyLine> {
    let mut lines: Vec<WhyLine> = article
        .removed
        .iter()
        .map(|removed| WhyLine::Entry {
            left: SafeText::label(&numbers(removed.lines)),
            why: SafeText::label(&format!("{}: {}", removed.kind.name(), removed.why)),
            text: removed.text.clone(),
        })
        .collect();
    if lines.is_empty() {
        lines.push(WhyLine::entry("", "nothing was taken out of the page"));
    }
    lines
}

fn place(article: &Article) -> String {
    format!("{}, lines {}", article.source.path.to_string_lossy(), numbers(article.source.lines))
}

fn numbers(lines: Lines) -> String {
    if lines.first == lines.last {
        lines.first.to_string()
    } else {
        format!("{}-{}", lines.first, lines.last)
    }
}
