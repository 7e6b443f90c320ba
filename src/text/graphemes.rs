//! A text as units of display with the cells each takes; everything that measures or cuts goes through here.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::class::is_plain;

/// One user-perceived character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Grapheme<'a> {
    /// The characters.
    pub(super) text: &'a str,
}

impl Grapheme<'_> {
    /// The cells it takes on screen, as ratatui counts them for its buffer, so that a measured row is never cut
    /// there: controls take none, and the voicing marks of half-width kana one more than the tables give them.
    pub(super) fn cells(self) -> usize {
        let mut chars = self.text.chars();
        match (chars.next(), chars.as_str()) {
            (Some('\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'), "") => 0,
            (Some(' '..='\u{ac}' | '\u{ae}'..='\u{2ff}'), "") => 1,
            _ if self.text.contains(char::is_control) => 0,
            _ => {
                let voicing = self.text.chars().filter(|c| matches!(c, '\u{ff9e}' | '\u{ff9f}')).count();
                self.text.width() + voicing
            }
        }
    }
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

/// Whether a character never joins the one before it or the one after it, unless that one is a mark.
pub(super) fn is_alone(c: char) -> bool {
    matches!(c, ' ' | '\n') || is_plain(c)
}

fn first_grapheme(text: &str) -> Option<Grapheme<'_>> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let head = if is_alone(first) && chars.next().is_none_or(is_alone) {
        text.get(..first.len_utf8())
    } else {
        text.graphemes(true).next()
    };
    head.map(|text| Grapheme { text })
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
        }
    }

    #[test]
    fn voicing_marks_of_half_width_kana_are_measured_as_the_buffer_does() {
        let units: Vec<usize> = graphemes("ｶﾞﾊﾟxﾞ").map(Grapheme::cells).collect();
        assert_eq!(units, [3, 3, 3]);
    }

    #[test]
    fn cells_of_single_characters_are_those_of_the_tables() {
        for c in ('\0'..=char::MAX).filter(|c| !matches!(c, '\u{ff9e}' | '\u{ff9f}')) {
            let expected = if c.is_control() { 0 } else { c.to_string().width() };
            assert_eq!(Grapheme { text: c.encode_utf8(&mut [0; 4]) }.cells(), expected, "{c:?}");
        }
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
