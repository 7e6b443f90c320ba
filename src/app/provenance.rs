//! Where the open article came from, as lines: what was taken out of its page and why, and which words
//! earned its tags.

use crate::article::{Article, Evidence, Lines, Tag, Tags};
use crate::text::SafeText;

use super::event::Opened;
use super::source_page::{Provenance, SourceLine};

/// How many words are named beside a tag.
const NAMED: usize = 5;

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
    /// A line of the page.
    Page {
        /// The line.
        line: SourceLine,
        /// Whether the cursor is on it.
        chosen: bool,
    },
}

/// Everything the panel says about an article: its tags, then its page, or what was taken out of a page that
/// cannot be read any more.
pub fn why_lines(opened: &Opened, panel: &Provenance) -> Vec<WhyLine> {
    let mut lines = tag_lines(opened);
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
pub(super) fn tag_lines(opened: &Opened) -> Vec<WhyLine> {
    let mut lines = vec![heading("Tags and the words that earned them")];
    lines.extend(tags(&opened.tags));
    lines.push(WhyLine::Heading(SafeText::default()));
    lines.push(heading(&place(&opened.article)));
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
        lines.push(entry("", "nothing was taken out of the page"));
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

fn tags(tags: &Tags) -> Vec<WhyLine> {
    let about = [&tags.countries, &tags.regions, &tags.topics].into_iter().flatten();
    let mut lines: Vec<WhyLine> = about.map(|tag| entry(&tag.label, &words(tag))).collect();
    lines.extend(
        tags.mentioned.iter().map(|tag| entry(&tag.label, &format!("only mentioned: {}", words(tag)))),
    );
    if lines.is_empty() {
        lines.push(entry("", "none"));
    }
    lines
}

fn words(tag: &Tag) -> String {
    let said = |words: &Evidence| match words.count {
        0 | 1 => format!("\"{}\"", words.text),
        count => format!("\"{}\" {count} times", words.text),
    };
    let named: Vec<String> = tag.evidence.iter().take(NAMED).map(said).collect();
    let rest = tag.evidence.len().saturating_sub(NAMED);
    match (named.is_empty(), rest) {
        (true, _) => "by the countries in it".to_owned(),
        (false, 0) => named.join(", "),
        (false, rest) => format!("{} and {rest} more", named.join(", ")),
    }
}

fn heading(words: &str) -> WhyLine {
    WhyLine::Heading(SafeText::label(words))
}

fn entry(left: &str, why: &str) -> WhyLine {
    WhyLine::Entry { left: SafeText::label(left), why: SafeText::label(why), text: SafeText::default() }
}
