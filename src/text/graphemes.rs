//! A text as units of display with the cells each takes; everything that measures or cuts goes through here.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::safe::is_plain;

/// One user-perceived character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Grapheme<'a> {
    /// The characters.
    pub(super) text: &'a str,
    /// The cells it takes on screen.
    pub(super) cells: usize,
}

/// The graphemes of a text. Where two characters that never join anything stand side by side, the first is one
/// without a look at the tables: that is nearly everywhere.
pub(super) fn graphemes(text: &str) -> impl Iterator<Item = Grapheme<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let grapheme = first_grapheme(rest)?;
        rest = rest.get(grapheme.text.len()..)?;
        Some(grapheme)
    })
}

fn first_grapheme(text: &str) -> Option<Grapheme<'_>> {
    let mut chars = text.chars();
    let first = chars.next()?;
    if is_alone(first) && chars.next().is_none_or(is_alone) {
        let head = text.get(..first.len_utf8())?;
        return Some(Grapheme { text: head, cells: first.width().unwrap_or(0) });
    }
    let head = text.graphemes(true).next()?;
    Some(Grapheme { text: head, cells: cells(head) })
}

fn is_alone(c: char) -> bool {
    matches!(c, ' ' | '\n') || is_plain(c)
}

/// The cells of one grapheme, as ratatui counts them for its buffer, so that a measured row is never cut on screen:
/// controls take none, and the voicing marks of half-width kana take one more than the tables give them.
fn cells(grapheme: &str) -> usize {
    if grapheme.contains(char::is_control) {
        return 0;
    }
    let voicing = grapheme.chars().filter(|c| matches!(c, '\u{ff9e}' | '\u{ff9f}')).count();
    grapheme.width() + voicing
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn shortcut_agrees_with_the_tables_for_every_character() {
        for c in ('\0'..=char::MAX).filter(|&c| is_alone(c)) {
            let text = format!("{c}a{c}{c} ");
            let expected: Vec<&str> = text.graphemes(true).collect();
            let found: Vec<&str> = graphemes(&text).map(|grapheme| grapheme.text).collect();
            assert_eq!(found, expected, "{c:?}");
            assert_eq!(
                first_grapheme(&text).map(|grapheme| grapheme.cells),
                Some(cells(&text[..c.len_utf8()])),
                "{c:?}"
            );
        }
    }

    #[test]
    fn voicing_marks_of_half_width_kana_are_measured_as_the_buffer_does() {
        let units: Vec<usize> = graphemes("ｶﾞﾊﾟxﾞ").map(|grapheme| grapheme.cells).collect();
        assert_eq!(units, [3, 3, 3]);
    }

    proptest! {
        #[test]
        fn graphemes_are_those_of_the_tables(text in any::<String>()) {
            let expected: Vec<&str> = text.graphemes(true).collect();
            let found: Vec<&str> = graphemes(&text).map(|grapheme| grapheme.text).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
