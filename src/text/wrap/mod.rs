//! Wrapping of cleaned text into rows that keep their place in it. Nothing is copied: a row is ranges of bytes.

mod breaks;
mod engine;
mod fragment;
mod justify;
mod spread;
mod syllables;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod prose;

use std::ops::Range;

use super::{SafeText, truncate};
use fragment::Fragment;

pub use justify::{Gap, justify};

/// Whether words may be broken at the end of a row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Hyphenation {
    /// Only where the text itself has a hyphen or a break opportunity.
    #[default]
    Off,
    /// Also where English words may be broken.
    English,
    /// Also where Spanish words may be broken.
    Spanish,
    /// Also where French words may be broken.
    French,
    /// Also where German words may be broken.
    German,
    /// Also where Portuguese words may be broken.
    Portuguese,
}

impl Hyphenation {
    /// That of a language by its BCP 47 tag: `pt-BR`. Words of other languages stay whole.
    pub fn of_language(tag: &str) -> Self {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        match language.to_ascii_lowercase().as_str() {
            "en" => Self::English,
            "es" => Self::Spanish,
            "fr" => Self::French,
            "de" => Self::German,
            "pt" => Self::Portuguese,
            _ => Self::Off,
        }
    }
}

/// How to wrap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WrapOptions {
    /// The widest a row may be, in cells; at least 1.
    pub width: usize,
    /// Whether words may be broken.
    pub hyphenation: Hyphenation,
}

/// One row of wrapped text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The bytes of the text this row covers; the ranges of all rows concatenate to the whole text.
    pub range: Range<usize>,
    /// The bytes that are shown: `range` without the white space at its end.
    pub shown: Range<usize>,
    /// Whether a hyphen is shown after the row, where a word was broken.
    pub hyphen: bool,
    /// Whether this row ends its paragraph and so is never justified.
    pub last: bool,
}

/// Wraps a text. A line feed ends a row and belongs to its range; an empty text has no rows.
///
/// No row is wider than asked, its hyphen included, but for a single grapheme that is wider by itself. Breaks are
/// those of the Unicode line breaking algorithm, with these differences: between ASCII characters without white
/// space only after a hyphen before a letter, and never before an em dash. A word, also an address, is broken only
/// if it is wider than a row: after its punctuation if that helps, else between graphemes. Rows of a paragraph are
/// made as even as they can be. Time and memory grow linearly with the text.
pub fn wrap(text: &SafeText, options: WrapOptions) -> Vec<Row> {
    wrap_set_in(text, options, 0)
}

/// The same with the first row so many cells narrower than the others, at least 1 wide.
pub fn wrap_set_in(text: &SafeText, options: WrapOptions, first_indent: usize) -> Vec<Row> {
    wrap_with(engine::pack, text, options, first_indent)
}

/// The same for rows over which [`justify`] will spread what is left of their width: they end where the gaps between
/// words stay small, which is elsewhere than where the rows are as even as they can be.
pub fn wrap_to_justify(text: &SafeText, options: WrapOptions, first_indent: usize) -> Vec<Row> {
    wrap_with(spread::pack, text, options, first_indent)
}

/// Tells how many fragments stand on each row of a line.
type Pack = fn(&[Fragment], Widths) -> Vec<usize>;

fn wrap_with(pack: Pack, text: &SafeText, options: WrapOptions, first_indent: usize) -> Vec<Row> {
    let width = options.width.max(1);
    let mut widths = Widths { first: width.saturating_sub(first_indent).max(1), others: width };
    let mut rows = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        wrap_line((line, at), widths, (options.hyphenation, pack), &mut rows);
        at += line.len();
        widths.first = widths.others;
    }
    rows
}

/// The widths of the rows of a line, in cells.
#[derive(Debug, Clone, Copy)]
struct Widths {
    first: usize,
    others: usize,
}

/// Wraps a line that begins at byte `at` of the text and may end in a line feed.
fn wrap_line(
    (line, at): (&str, usize),
    widths: Widths,
    (hyphenation, pack): (Hyphenation, Pack),
    rows: &mut Vec<Row>,
) {
    let paragraph = line.strip_suffix('\n').unwrap_or(line);
    let shown = paragraph.trim_end();
    if truncate(shown, widths.first).len() == shown.len() {
        let (range, shown) = (at..at + line.len(), at..at + shown.len());
        rows.push(Row { range, shown, hyphen: false, last: true });
        return;
    }
    // What always stands together has to fit any of the rows.
    let fragments =
        fragment::cut(paragraph, WrapOptions { width: widths.first.min(widths.others), hyphenation });
    let mut rest = fragments.as_slice();
    for count in pack(&fragments, widths) {
        let (row, tail) = rest.split_at(count.min(rest.len()));
        rest = tail;
        rows.extend(row_of(row, paragraph, at));
    }
    if let Some(last) = rows.last_mut() {
        last.range.end = at + line.len();
        last.last = true;
    }
}

fn row_of(fragments: &[Fragment], paragraph: &str, at: usize) -> Option<Row> {
    let (first, last) = (fragments.first()?, fragments.last()?);
    let shown = paragraph.get(first.start..last.end)?.trim_end().len();
    let (start, end) = (at + first.start, at + last.end);
    Some(Row { range: start..end, shown: start..start + shown, hyphen: last.hyphen, last: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, width: usize, rows: &[&str]) {
        check_with(text, WrapOptions { width, hyphenation: Hyphenation::Off }, rows);
    }

    #[track_caller]
    fn check_with(text: &str, options: WrapOptions, rows: &[&str]) {
        let text = SafeText::body(text);
        let hyphen = |row: &Row| if row.hyphen { "-" } else { "" };
        let found: Vec<String> = wrap(&text, options)
            .iter()
            .map(|row| format!("{}{}", &text[row.shown.clone()], hyphen(row)))
            .collect();
        assert_eq!(found, rows);
    }

    #[test]
    fn empty_text_has_no_rows_and_each_line_has_one() {
        check("", 10, &[]);
        check("a", 10, &["a"]);
        check("a\n", 10, &["a"]);
        check("\n\na\n\n", 10, &["", "", "a", ""]);
        check("   ", 2, &[""]);
    }

    #[test]
    fn line_feed_belongs_to_its_row_and_ends_a_paragraph() {
        let text = SafeText::body("one two \nthree");
        let rows = wrap(&text, WrapOptions { width: 4, hyphenation: Hyphenation::Off });
        let row = |range, shown, last| Row { range, shown, hyphen: false, last };
        assert_eq!(
            rows,
            [
                row(0..4, 0..3, false),
                row(4..9, 4..7, true),
                row(9..13, 9..13, false),
                row(13..14, 13..14, true)
            ]
        );
    }

    #[test]
    fn words_stay_whole_and_rows_are_even() {
        check("The talks in Abuja failed", 12, &["The talks in", "Abuja failed"]);
        check("aaa bb cc ddddd", 6, &["aaa", "bb cc", "ddddd"]);
        check("   indented goes on", 12, &["   indented", "goes on"]);
    }

    #[test]
    fn hyphens_and_dashes_of_the_text_are_places_to_break() {
        check("a well-known man", 7, &["a well-", "known", "man"]);
        check("on 2023-11-10 here", 6, &["on", "2023-", "11-10", "here"]);
        check("covid-19 is", 8, &["covid-19", "is"]);
        check("--flag", 5, &["--", "flag"]);
        check("the man—tall—left", 10, &["the man—", "tall—left"]);
    }

    #[test]
    fn address_that_fits_a_row_is_not_broken() {
        let text = "see https://example.com/a-b/c-d?e=f now";
        check(text, 31, &["see", "https://example.com/a-b/c-d?e=f", "now"]);
        check(text, 20, &["see https://example.", "com/a-b/c-d?e=f now"]);
    }

    #[test]
    fn word_wider_than_a_row_is_cut_between_graphemes() {
        check("abcdefghij", 4, &["abcd", "efgh", "ij"]);
        check("e\u{301}e\u{301}e\u{301}", 2, &["e\u{301}e\u{301}", "e\u{301}"]);
        check("日本語", 1, &["日", "本", "語"]);
        check("🇳🇪🇫🇷", 3, &["🇳🇪", "🇫🇷"]);
    }

    #[test]
    fn scripts_without_spaces_break_between_characters() {
        check("日本語、中国語。", 6, &["日本", "語、中", "国語。"]);
        check("ｶﾞｷﾞｸﾞ", 6, &["ｶﾞｷﾞ", "ｸﾞ"]);
    }

    #[test]
    fn punctuation_stays_with_its_word() {
        check("un « mot » ici", 8, &["un", "« mot »", "ici"]);
        check("“yes” – no", 7, &["“yes” –", "no"]);
        check("what ?! no", 7, &["what ?!", "no"]);
    }

    #[test]
    fn english_words_are_hyphenated_if_asked() {
        let options = WrapOptions { width: 10, hyphenation: Hyphenation::English };
        check_with("a representative", options, &["a repre-", "sentative"]);
    }

    #[test]
    fn words_are_broken_by_the_language_they_are_of() {
        for (tag, word, rows) in [
            ("fr", "président déchu", ["présid", "ent déchu"].as_slice()),
            ("de-AT", "Bundesregierung", &["Bundesregie", "rung"]),
            ("es", "gobernación", &["goberna", "ción"]),
            ("pt_BR", "presidência", &["presidên", "cia"]),
        ] {
            let hyphenation = Hyphenation::of_language(tag);
            let broken = |width| {
                let text = SafeText::body(word);
                wrap(&text, WrapOptions { width, hyphenation }).iter().any(|row| row.hyphen)
            };
            assert!((4..word.len()).any(broken), "{word}: {rows:?}");
        }
        assert_eq!(Hyphenation::of_language("tr"), Hyphenation::Off);
    }
}
