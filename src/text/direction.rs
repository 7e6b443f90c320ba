//! Which way a paragraph runs. Letters stay in their logical order; where a terminal puts them is its own affair.

use icu_properties::CodePointMapData;
use icu_properties::props::BidiClass;

/// Whether the first letter that has a direction runs from right to left: the rule P2 of the Unicode bidirectional
/// algorithm.
pub fn runs_right_to_left(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let classes = CodePointMapData::<BidiClass>::new();
    let mut strong = text.chars().filter_map(|letter| match classes.get(letter) {
        BidiClass::LeftToRight => Some(false),
        BidiClass::RightToLeft | BidiClass::ArabicLetter => Some(true),
        _ => None,
    });
    strong.next().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_with_a_direction_decides() {
        for (text, expected) in [
            ("plain", false),
            ("قال الرئيس", true),
            ("«قال» the", true),
            ("12 שלום", true),
            ("é قال", false),
            ("12 – 13", false),
            ("", false),
        ] {
            assert_eq!(runs_right_to_left(text), expected, "{text}");
        }
    }
}
