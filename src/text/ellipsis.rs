//! One line of a text within a width, with a sign where it was cut.

use super::{SafeText, truncate, width};

/// How a text that was cut ends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Ellipsis {
    /// The sign of one cell, `…`.
    #[default]
    Sign,
    /// Three full stops, for terminals that have no other characters.
    Dots,
}

impl Ellipsis {
    fn text(self) -> &'static str {
        match self {
            Self::Sign => "…",
            Self::Dots => "...",
        }
    }
}

/// The text as one line of at most `cells`; where it had to be cut, it ends in an ellipsis, or in as much of one as
/// fits.
pub fn ellipsize(text: &SafeText, cells: usize, ellipsis: Ellipsis) -> SafeText {
    let line = if text.contains('\n') { SafeText::label(text) } else { text.clone() };
    if truncate(&line, cells).len() == line.len() {
        return line;
    }
    let sign = truncate(ellipsis.text(), cells);
    let head = truncate(&line, cells - width(sign)).trim_end();
    SafeText::label(&format!("{head}{sign}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ellipsis_stands_for_what_was_cut() {
        let table = [
            ("Coup in Niger", 13, "Coup in Niger", "Coup in Niger"),
            ("Coup in Niger", 12, "Coup in Nig…", "Coup in N..."),
            ("Coup in Niger", 8, "Coup in…", "Coup..."),
            ("Coup in Niger", 2, "C…", ".."),
            ("Coup in Niger", 1, "…", "."),
            ("Coup in Niger", 0, "", ""),
            ("日本語", 4, "日…", "..."),
            ("می\u{200c}خواهم", 3, "می…", "..."),
        ];
        for (text, cells, sign, dots) in table {
            let text = SafeText::label(text);
            assert_eq!(ellipsize(&text, cells, Ellipsis::Sign).as_str(), sign, "{text} at {cells}");
            assert_eq!(ellipsize(&text, cells, Ellipsis::Dots).as_str(), dots, "{text} at {cells}");
        }
        let lines = SafeText::body("two\nlines");
        assert_eq!(ellipsize(&lines, 8, Ellipsis::Sign).as_str(), "two lin…");
        assert_eq!(ellipsize(&lines, 9, Ellipsis::Sign).as_str(), "two lines");
    }

    proptest! {
        #[test]
        fn ellipsized_text_fits(text in any::<String>(), cells in 0..40_usize) {
            let text = SafeText::body(&text);
            for ellipsis in [Ellipsis::Sign, Ellipsis::Dots] {
                prop_assert!(width(&ellipsize(&text, cells, ellipsis)) <= cells);
            }
        }
    }
}
