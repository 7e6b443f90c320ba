//! Lines that sign a text without saying so: a few names in a row, a name with what its bearer is. Where such a line
//! stands decides whether it does.

use super::{byline, sentence};

/// Whether the line is a few names, of people, places or offices: `From: Ministry of Works`, `Jane Doe, Marsa`.
pub(in crate::ingest) fn is_row_of_names(text: &str) -> bool {
    let small = ["of", "the", "and", "for", "in"];
    sentence::words(text) <= 6
        && text.split(' ').all(|word| sentence::is_capitalised(word) || small.contains(&word))
}

/// Whether the line is a name and what its bearer is: `Jane Doe Port correspondent`.
pub(in crate::ingest) fn is_titled_name(text: &str) -> bool {
    let parts = text.match_indices(' ').nth(1).map(|(second, _)| text.split_at(second));
    parts.is_some_and(|(name, role)| byline::ends_in_role(role.trim_start()) && byline::is_bare_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_a_row_are_told_from_headlines() {
        for text in ["From: Ministry of Works", "Jane Doe, Marsa", "Jane Doe"] {
            assert!(is_row_of_names(text), "{text}");
        }
        for text in ["Storm closes harbour", "The Old Harbour of the Town of Port Blue"] {
            assert!(!is_row_of_names(text), "{text}");
        }
    }

    #[test]
    fn names_stand_with_what_their_bearers_are() {
        assert!(is_titled_name("Jane Doe Port correspondent"));
        for text in ["Jane Doe", "Jane Doe leaves port", "Storm closes port of correspondent"] {
            assert!(!is_titled_name(text), "{text}");
        }
    }
}
