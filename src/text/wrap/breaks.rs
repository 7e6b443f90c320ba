//! Where a row may end inside a paragraph.

use super::{Hyphenation, engine, syllables};
use crate::text::graphemes::{graphemes, is_alone};

/// The ends of words inside a paragraph, in bytes: the places where a row may end without a hyphen.
pub(super) fn word_ends(paragraph: &str) -> Vec<usize> {
    if paragraph.is_ascii() { ascii_word_ends(paragraph.as_bytes()) } else { unicode_word_ends(paragraph) }
}

/// What the Unicode line breaking algorithm allows after spaces of ASCII text, without its tables: not before
/// closing and other trailing punctuation (rule LB13), not after an opening bracket (LB14).
fn ascii_word_ends(bytes: &[u8]) -> Vec<usize> {
    let mut ends = Vec::with_capacity(bytes.len() / 6);
    let mut last = b' ';
    let mut spaced = false;
    for (at, &byte) in bytes.iter().enumerate() {
        if byte == b' ' {
            spaced = true;
            continue;
        }
        let trails = matches!(byte, b'!' | b'?' | b')' | b']' | b'}' | b'/' | b',' | b'.' | b':' | b';');
        if spaced && !trails && !matches!(last, b'(' | b'[' | b'{') {
            ends.push(at);
        }
        (last, spaced) = (byte, false);
    }
    ends
}

fn unicode_word_ends(paragraph: &str) -> Vec<usize> {
    let mut ends = engine::opportunities(paragraph);
    let mut boundary = 0;
    ends.retain(|&end| {
        let Some((before, after)) = neighbours(paragraph, end) else {
            return false;
        };
        // A row that began inside a grapheme would not have the width of its parts. White space carries no marks
        // in a cleaned text.
        let is_boundary = before.is_whitespace() || (is_alone(before) && is_alone(after));
        boundary = if is_boundary { end } else { next_boundary(paragraph, boundary, end) };
        boundary == end && is_wanted(before, after)
    });
    ends
}

fn neighbours(paragraph: &str, end: usize) -> Option<(char, char)> {
    let (head, tail) = paragraph.split_at_checked(end)?;
    Some((head.chars().next_back()?, tail.chars().next()?))
}

/// The first end of a grapheme at or after byte `end`, counted from the end of one before.
fn next_boundary(paragraph: &str, from: usize, end: usize) -> usize {
    let mut at = from;
    let mut units = graphemes(paragraph.get(from..).unwrap_or_default());
    while at < end
        && let Some(unit) = units.next()
    {
        at += unit.text.len();
    }
    at
}

/// Whether an opportunity is one that readers expect. Those between ASCII characters break addresses and terms apart.
fn is_wanted(before: char, after: char) -> bool {
    before.is_whitespace() || (!(before.is_ascii() && after.is_ascii()) && after != '—')
}

/// Where a word has hyphens of its own between letters, in bytes; none in addresses.
pub(super) fn hyphen_ends(word: &str) -> Vec<usize> {
    if !word.contains('-') || is_address(word) {
        return Vec::new();
    }
    let mut before = ' ';
    let mut ends = Vec::new();
    for (at, c) in word.char_indices() {
        let next = word.get(at + 1..).filter(|_| c == '-').and_then(|rest| rest.chars().next());
        if before.is_alphanumeric() && next.is_some_and(char::is_alphabetic) && stands_alone(word, at) {
            ends.push(at + 1);
        }
        before = c;
    }
    ends
}

/// Where words of a language inside a word may be broken, in bytes. Left whole are short words, acronyms, and whatever
/// has digits or the punctuation of addresses in it.
pub(super) fn syllable_ends(word: &str, language: Hyphenation) -> Vec<usize> {
    const SHORTEST: usize = 6;
    let stem = word.trim_end_matches(['.', ':', ',', ';']);
    if stem.len() < SHORTEST || stem.contains(|c: char| c.is_ascii_digit() || ".:/\\@_=&#".contains(c)) {
        return Vec::new();
    }
    let mut ends = Vec::new();
    let mut at = 0;
    for run in stem.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let letters = run.trim_end_matches(|c: char| !c.is_alphanumeric());
        let is_word = letters.chars().count() >= SHORTEST
            && letters.chars().all(|letter| is_of(language, letter))
            && letters.chars().any(char::is_lowercase);
        if is_word && stands_apart(stem, letters, at) {
            ends.extend(syllables::breaks(letters, language).into_iter().map(|end| at + end));
        }
        at += run.len();
    }
    ends
}

/// Whether a language is written with this letter.
fn is_of(language: Hyphenation, letter: char) -> bool {
    let accented = ('\u{c0}'..='\u{24f}').contains(&letter) && letter.is_alphabetic();
    letter.is_ascii_alphabetic() || (accented && language != Hyphenation::English)
}

/// Where a word that is wider than a row is best broken: after its punctuation and spaces, in bytes.
pub(super) fn forced_ends(word: &str) -> Vec<usize> {
    let after =
        |c: char| c == ' ' || c.is_ascii_punctuation() && !matches!(c, '(' | '[' | '{' | '<' | '"' | '\'');
    let ends = word.char_indices().filter(|&(_, c)| after(c)).map(|(at, _)| at);
    let mut ends: Vec<usize> = ends.filter(|&at| stands_alone(word, at)).map(|at| at + 1).collect();
    // Of a run of punctuation only the last is a place to break, so that `://` and `...` stay together.
    let bytes = word.as_bytes();
    ends.retain(|&end| bytes.get(end).is_some_and(|byte| *byte != b' ' && !byte.is_ascii_punctuation()));
    ends
}

fn is_address(word: &str) -> bool {
    word.contains("://") || word.contains('@') || word.trim_start_matches(['(', '<', '"']).starts_with("www.")
}

/// Whether nothing attaches to the ASCII character at byte `at`.
fn stands_alone(word: &str, at: usize) -> bool {
    word.get(at..).and_then(|rest| graphemes(rest).next()).is_some_and(|unit| unit.text.len() == 1)
}

/// Whether no mark attaches to the last of the letters that begin at byte `at`.
fn stands_apart(word: &str, letters: &str, at: usize) -> bool {
    let last = letters.chars().next_back().map_or(0, char::len_utf8);
    let rest = word.get(at + letters.len() - last..);
    rest.and_then(|rest| graphemes(rest).next()).is_some_and(|unit| unit.text.len() == last)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_of_plain_text_end_after_spaces() {
        assert_eq!(word_ends("one two  three "), [4, 9]);
        assert_eq!(word_ends("( a ) b !"), [6]);
        assert_eq!(word_ends("a .5 b . c"), [5, 9]);
        assert_eq!(word_ends("  in"), [2]);
    }

    #[test]
    fn unicode_opportunities_are_narrowed() {
        assert_eq!(word_ends("é a/b c|d"), [3, 7]);
        assert_eq!(word_ends("日本、語"), [3, 9]);
        assert_eq!(word_ends("a—b"), [4]);
    }

    #[test]
    fn english_words_are_told_from_other_things() {
        let english_ends = |word| syllable_ends(word, Hyphenation::English);
        assert_eq!(english_ends("representative,"), [3, 5, 8, 10]);
        assert_eq!(english_ends("\"government's"), [4, 7]);
        for word in ["short", "UNESCO", "MINUSMA", "example.com", "covid2019x", "président", "a/hyphenation"]
        {
            assert!(english_ends(word).is_empty(), "{word}");
        }
    }

    #[test]
    fn accented_letters_belong_to_words_of_their_languages() {
        for (word, language, expected) in [
            ("gobernación", Hyphenation::Spanish, "go-ber-na-ción"),
            ("l'été", Hyphenation::French, "l'été"),
            ("Bundesregierung", Hyphenation::German, "Bun-des-re-gie-rung"),
            ("presidência", Hyphenation::Portuguese, "pre-si-dên-cia"),
            ("pre\u{301}sident", Hyphenation::French, "pre\u{301}sident"),
        ] {
            let mut broken = word.to_owned();
            for end in syllable_ends(word, language).into_iter().rev() {
                broken.insert(end, '-');
            }
            assert_eq!(broken, expected);
        }
    }

    #[test]
    fn hyphens_between_letters_are_ends() {
        assert_eq!(hyphen_ends("well-known-x"), [5, 11]);
        assert_eq!(hyphen_ends("élu-là"), [5]);
        for word in
            ["2023-11-10", "covid-19", "--flag", "a-", "-a", "http://a-b.c", "a-b@c-d.e", "a-\u{301}b"]
        {
            assert!(hyphen_ends(word).is_empty(), "{word}");
        }
    }

    proptest! {
        #[test]
        fn ascii_ends_are_those_of_the_unicode_algorithm(text in "[ a-c1!?,.:;()/\\[\\]{}'\"$%+#&*<=>@^_`~|\\\\]{0,24}") {
            let mut expected = engine::opportunities(&text);
            expected.retain(|&end| text[..end].ends_with(' '));
            prop_assert_eq!(word_ends(&text), expected, "{:?}", text);
        }
    }
}
