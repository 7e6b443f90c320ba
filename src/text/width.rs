//! Display width by grapheme, and cutting a text to a width.

use super::graphemes::graphemes;

/// The cells a cleaned text takes on screen. Line feeds take none.
pub fn width(text: &str) -> usize {
    let mut rest = text;
    let mut cells = 0;
    loop {
        let ascii = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        // The last of them may carry the character after it.
        let alone = if ascii == rest.len() { ascii } else { ascii.saturating_sub(1) };
        let (plain, tail) = rest.split_at(alone);
        cells += plain.bytes().filter(|byte| !byte.is_ascii_control()).count();
        let Some(unit) = graphemes(tail).next() else {
            return cells;
        };
        cells += unit.cells();
        rest = tail.get(unit.text.len()..).unwrap_or_default();
    }
}

/// The longest head of `text` that fits `cells`, cut between graphemes.
pub fn truncate(text: &str, cells: usize) -> &str {
    if text.len() <= cells && text.is_ascii() {
        return text;
    }
    let (mut end, mut taken) = (0, 0);
    for grapheme in graphemes(text) {
        taken += grapheme.cells();
        if taken > cells {
            break;
        }
        end += grapheme.text.len();
    }
    text.get(..end).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::SafeText;
    use super::*;

    #[test]
    fn width_counts_cells() {
        let table = [
            ("", 0),
            ("Niamey", 6),
            ("Ouagadougou\n", 11),
            ("e\u{301}te\u{301}", 3),
            ("日本", 4),
            ("ｶﾞｷﾞ", 6),
            ("한국", 4),
            ("한", 2),
            ("नमस्ते", 4),
            ("ไทย", 3),
            ("สระอำ", 5),
            ("مرحبا", 5),
            ("🇳🇪", 2),
            ("👩 ok", 5),
            ("“a” – …", 7),
        ];
        for (text, cells) in table {
            assert_eq!(width(text), cells, "{text:?}");
        }
    }

    #[test]
    fn truncate_cuts_between_graphemes() {
        let table = [
            ("Niamey", 3, "Nia"),
            ("Niamey", 6, "Niamey"),
            ("Niamey", 60, "Niamey"),
            ("Niamey", 0, ""),
            ("e\u{301}te\u{301}", 1, "e\u{301}"),
            ("日本語", 3, "日"),
            ("ｶﾞｷﾞ", 3, "ｶﾞ"),
            ("🇳🇪🇫🇷", 3, "🇳🇪"),
        ];
        for (text, cells, head) in table {
            assert_eq!(truncate(text, cells), head, "{text:?} at {cells}");
        }
    }

    proptest! {
        #[test]
        fn truncated_text_fits_and_is_a_head(text in any::<String>(), cells in 0..40_usize) {
            let text = SafeText::body(&text);
            let head = truncate(&text, cells);
            prop_assert!(text.starts_with(head));
            prop_assert!(width(head) <= cells);
            let longer = truncate(&text, cells + 1);
            prop_assert!(longer.len() >= head.len());
            prop_assert!(head.len() == text.len() || width(&text) > cells);
        }

        #[test]
        fn widths_add_up_at_graphemes(text in any::<String>(), cells in 0..40_usize) {
            let text = SafeText::body(&text);
            let head = truncate(&text, cells);
            prop_assert_eq!(width(head) + width(&text[head.len()..]), width(&text));
        }
    }
}
