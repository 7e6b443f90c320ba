//! Where the open article came from, as lines: what was taken out of its page and why, and which words
//! earned its tags.

use crate::article::{Article, Lines};
use crate::text::SafeText;

use super::account;
use super::event::Opened;
use super::panes::panel_margin;
use super::source_page::{Provenance, SourceLine, Telling};

/// One line of the panel.
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
    /// A line of the page.
    Page {
        /// The line.
        line: SourceLine,
        /// Whether the cursor is on it.
        chosen: bool,
    },
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

    pub(super) fn entry(left: &str, why: &str) -> Self {
        Self::Entry { left: SafeText::label(left), why: SafeText::label(why), text: SafeText::default() }
    }
}

/// Everything the panel says about an article on a screen of so many columns: its tags in brief, then its page, or
/// what was taken out of a page that cannot be read any more; or in full why it has its tags.
pub fn why_lines(opened: &Opened, panel: &Provenance, columns: u16) -> Vec<WhyLine> {
    if panel.telling == Telling::Tags {
        let width = columns.saturating_sub(2 * panel_margin(columns));
        return opened.explanation.iter().flat_map(|explanation| account::full(explanation, width)).collect();
    }
    let mut lines = lines_above_page(opened);
    match &panel.page {
        Some(page) if !page.lines.is_empty() => {
            let numbered = page.lines.iter().enumerate();
            lines.extend(
                numbered.map(|(at, line)| WhyLine::Page { line: line.clone(), chosen: at == panel.cursor }),
            );
        }
        Some(_) | None => lines.extend(removed_lines(&opened.article)),
    }
    lines
}

/// The lines of the panel above those of the page.
pub(super) fn lines_above_page(opened: &Opened) -> Vec<WhyLine> {
    let mut lines = vec![WhyLine::heading("Why these tags")];
    lines.extend(opened.explanation.iter().flat_map(|explanation| account::brief(explanation)));
    lines.push(WhyLine::heading(""));
    lines.push(WhyLine::heading(&place(&opened.article)));
    lines
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
