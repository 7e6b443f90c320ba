//! A decoded page as numbered, cleaned lines. Blank lines are only counted; nothing is judged here.

use std::borrow::Cow;

use memchr::{memchr_iter, memchr2, memchr3, memchr3_iter, memmem};

use crate::article::Lines;
use crate::text::{self, Field};

/// One line of a page, or several that turned out to be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// The cleaned text, white space folded; never empty.
    pub(super) text: String,
    /// Where it stood.
    pub(super) lines: Lines,
    /// How many blank lines stand right before it.
    pub(super) gap: u32,
    /// How many white space characters it began with.
    pub(super) indent: usize,
    /// Whether a form feed stands before it: a sheet of paper ended there.
    pub(super) fed: bool,
    /// The line with its white space, where that is more than single spaces.
    pub(super) raw: Option<String>,
    /// How it is set.
    pub(super) setting: Setting,
    /// The numbers of links that were taken out of it.
    pub(super) marks: Option<String>,
    /// Whether it is nothing but links.
    pub(super) menu: bool,
}

/// How a line is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Setting {
    /// As running text.
    #[default]
    Running,
    /// As a quotation; its marks are gone.
    Quoted,
    /// With line breaks that matter.
    Preformatted,
}

impl Line {
    /// A line of running text.
    pub(super) fn running(text: String, lines: Lines) -> Self {
        Self {
            text,
            lines,
            gap: 0,
            indent: 0,
            fed: false,
            raw: None,
            setting: Setting::Running,
            marks: None,
            menu: false,
        }
    }
}

/// The lines of a page that are not blank.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Numbered {
    /// The lines in the order of the page.
    pub(super) lines: Vec<Line>,
    /// How many hidden characters the character policy took out.
    pub(super) hidden: usize,
}

/// Numbers the lines of a decoded page from `first`.
pub(super) fn number(decoded: &str, first: u32) -> Numbered {
    let mut numbered = Numbered::default();
    let (mut gap, mut fed) = (0, false);
    for (raw, line) in physical_lines(decoded).zip(first..) {
        if raw.is_empty() {
            gap += 1;
            continue;
        }
        // A tab parts columns as several spaces do; behind the beginning of an escape sequence spaces would be part of it.
        let escapes = || raw.contains(|letter: char| matches!(letter, '\u{1b}' | '\u{80}'..='\u{9f}'));
        let spaced = (raw.contains('\t') && !escapes()).then(|| raw.replace('\t', TAB));
        let raw = spaced.as_deref().unwrap_or(raw);
        let (cleaned, hidden) = text::clean(raw, Field::Label);
        numbered.hidden += hidden;
        let mut text = fold_spaces(&cleaned).into_owned();
        fed |= raw.contains('\u{c}');
        if text.is_empty() {
            gap += 1;
            continue;
        }
        if raw.trim_end().ends_with(SOFT_HYPHEN) {
            text = format!("{}-", text.trim_end_matches(SOFT_HYPHEN));
        }
        let indent = raw.chars().take_while(|letter| letter.is_whitespace()).count();
        let printed = cleaned.trim_end();
        let raw = (printed.len() != text.len()).then(|| printed.to_owned());
        numbered.lines.push(Line { gap, indent, fed, raw, ..Line::running(text, Lines::one(line)) });
        (gap, fed) = (0, false);
    }
    numbered
}

const TAB: &str = "\t\t\t\t";

/// At the end of a line it says that a word goes on; cleaning would hide that.
const SOFT_HYPHEN: char = '\u{ad}';

/// The lines of a decoded page as an editor counts them, which all line numbers refer to; a lone carriage return
/// ends one only where the page has no line feed.
pub fn physical_lines(decoded: &str) -> Box<dyn Iterator<Item = &str> + '_> {
    if decoded.contains('\n') { Box::new(decoded.lines()) } else { Box::new(decoded.split('\r')) }
}

/// Every run of white space, no-break spaces included, as one space; none at the ends.
pub(in crate::ingest) fn fold_spaces(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if are_folded(text) {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    Cow::Owned(folded)
}

/// Whether the only white space of a text, seen without its ends, is single ASCII spaces.
fn are_folded(text: &str) -> bool {
    let bytes = text.as_bytes();
    let double = || memmem::find(bytes, b"  ").is_some();
    let other = || memchr3(b'\t', b'\n', b'\r', bytes).is_some() || memchr2(0x0B, 0x0C, bytes).is_some();
    // All white space beyond ASCII begins with one of these bytes.
    let starts = || memchr3_iter(0xC2, 0xE2, 0xE3, bytes).chain(memchr_iter(0xE1, bytes));
    let is_white = |at: usize| text.get(at..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    !double() && !other() && (text.is_ascii() || !starts().any(is_white))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(decoded: &str) -> Numbered {
        super::number(decoded, 1)
    }

    #[test]
    fn blank_lines_are_counted_and_numbers_kept() {
        let lines = number("One\r\n\r\n \t\r\n  Two\u{a0} words \n").lines;
        let seen: Vec<_> =
            lines.iter().map(|line| (line.text.as_str(), line.lines.first, line.gap)).collect();
        assert_eq!(seen, [("One", 1, 0), ("Two words", 4, 2)]);
        assert_eq!(lines.iter().map(|line| line.indent).collect::<Vec<_>>(), [0, 2]);
    }

    #[test]
    fn lone_carriage_returns_end_lines_only_without_line_feeds() {
        assert_eq!(number("one\rtwo").lines.len(), 2);
        assert_eq!(number("one\rtwo\nthree").lines.len(), 2);
    }

    #[test]
    fn a_tab_behind_an_escape_swallows_no_letter() {
        assert!(number("one\u{1b}\tTwo").lines[0].text.ends_with("Two"));
    }

    #[test]
    fn every_kind_of_white_space_is_folded() {
        for white in ('\0'..=char::MAX).filter(|letter| letter.is_whitespace()) {
            assert_eq!(fold_spaces(&format!("One{white} “two”{white}")), "One “two”", "{white:?}");
            let apart = format!("One{white}two");
            assert_eq!(fold_spaces(&apart), "One two", "{white:?}");
        }
        assert!(matches!(fold_spaces(" One “two” 時 "), Cow::Borrowed("One “two” 時")));
    }

    #[test]
    fn a_soft_hyphen_at_the_end_stays_as_a_hyphen() {
        let texts: Vec<_> = number("govern\u{ad}\nment").lines.into_iter().map(|line| line.text).collect();
        assert_eq!(texts, ["govern-", "ment"]);
    }
}
