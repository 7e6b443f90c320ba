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
    let mut folded = String::with_capacity(text.len());
    // The place in `text` of every byte of the folded form, and of its end.
    let mut places = Vec::with_capacity(text.len() + 1);
    for (at, letter) in text.char_indices() {
        let mut buffer = [0_u8; 4];
        folded.push_str(&fold(letter.encode_utf8(&mut buffer)));
        places.resize(folded.len(), at..at + letter.len_utf8());
    }
    let matches = folded.match_indices(needle.as_ref());
    let ranges = matches.filter_map(|(at, found)| {
        let (first, last) = (places.get(at)?, places.get(at + found.len() - 1)?);
        Some(first.start..last.end)
    });
    ranges.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
