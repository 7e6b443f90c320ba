//! Where a word may be broken with a hyphen, by the patterns of its language. The one place where their library is named.

use hypher::{Lang, hyphenate};

use super::Hyphenation;

/// The places inside a word of letters alone, in bytes.
pub(super) fn breaks(word: &str, language: Hyphenation) -> Vec<usize> {
    let language = match language {
        Hyphenation::Off => return Vec::new(),
        Hyphenation::English => Lang::English,
        Hyphenation::Spanish => Lang::Spanish,
        Hyphenation::French => Lang::French,
        Hyphenation::German => Lang::German,
        Hyphenation::Portuguese => Lang::Portuguese,
    };
    let mut at = 0;
    let ends = hyphenate(word, language).map(|syllable| {
        at += syllable.len();
        at
    });
    ends.filter(|end| *end < word.len()).collect()
}
