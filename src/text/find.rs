//! Finding typed words in a text without minding case and accents, by place in the text as it stands.

use std::ops::Range;

use super::fold;

/// The byte ranges of `text` that read like `needle` once both are folded; they never overlap.
///
/// An empty needle is found nowhere.
pub fn find(text: &str, needle: &str) -> Vec<Range<usize>> {
    let needle = fold(needle.trim());
    if needle.is_empty() {
        return Vec::new();
    }
    if text.is_ascii() {
        // Folding leaves every letter in its place.
        let found =
            fold(text).match_indices(needle.as_ref()).map(|(at, found)| at..at + found.len()).collect();
        return found;
    }
    let mut folded = String::with_capacity(text.len());
    // The place in `text` of every byte of the folded form, and how many bytes the letter there has.
    let mut places: Vec<(usize, u8)> = Vec::with_capacity(text.len() + 1);
    for (at, letter) in text.char_indices() {
        if letter.is_ascii() {
            folded.push(letter.to_ascii_lowercase());
            places.push((at, 1));
        } else {
            let mut buffer = [0_u8; 4];
            let letter = letter.encode_utf8(&mut buffer);
            folded.push_str(&fold(letter));
            places.resize(folded.len(), (at, u8::try_from(letter.len()).unwrap_or_default()));
        }
    }
    let matches = folded.match_indices(needle.as_ref());
    let ranges = matches.filter_map(|(at, found)| {
        let ((first, _), (last, length)) = (places.get(at)?, places.get(at + found.len() - 1)?);
        Some(*first..last + usize::from(*length))
    });
    ranges.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_found_reads_like_what_was_typed(text in "[aAbé ß日]{0,24}", needle in "[aAbBé sß日]{1,3}") {
            let found = find(&text, &needle);
            for range in &found {
                let folded = fold(&text[range.clone()]).into_owned();
                prop_assert!(folded.contains(&*fold(needle.trim())), "{folded}");
            }
            let wanted = fold(needle.trim()).into_owned();
            let expected = if wanted.is_empty() { 0 } else { fold(&text).matches(&wanted).count() };
            prop_assert_eq!(found.len(), expected);
        }
    }

    #[test]
    fn finds_by_place_in_the_text_as_it_stands() {
        let cases: [(&str, &str, &[&str]); 6] = [
            ("Niger and Nigeria", "niger", &["Niger", "Niger"]),
            ("Die Straße in Łódź", "strasse", &["Straße"]),
            ("Die Straße in Łódź", "lodz", &["Łódź"]),
            ("a cafe\u{301} here", "café", &["cafe"]),
            ("nothing", "", &[]),
            ("aaaa", "aa", &["aa", "aa"]),
        ];
        for (text, needle, expected) in cases {
            let found: Vec<&str> =
                find(text, needle).into_iter().filter_map(|range| text.get(range)).collect();
            assert_eq!(found, expected, "{needle} in {text}");
        }
    }
}
