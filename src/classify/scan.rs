//! Words of a text: where each stands, how it is written, and the hash of its folded form.
//!
//! One pass serves both the gazetteer and the lexicon; nothing here knows what a word means.

use crate::text;

const SEPARATOR: u8 = 0;
const BEYOND_ASCII: u8 = 255;
/// For each byte its lower-case letter or digit, `SEPARATOR`, or `BEYOND_ASCII`.
const FOLDED: [u8; 256] = folded_bytes();
/// The 64-bit offset and prime of FNV-1a, which needs one multiplication a byte and no set-up.
const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;
/// The state a phrase's hash starts from; see [`joined`].
pub(super) const NO_WORDS: u64 = 0;

/// How the letters of a word are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// It begins with a small letter, a digit, or a letter without case.
    Small,
    /// It begins with a capital and has small letters.
    Capital,
    /// It has capitals and no small letter.
    Upper,
}

/// One word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// The byte its first letter stands at.
    pub(super) start: usize,
    /// The byte after its last letter.
    pub(super) end: usize,
    /// The hash of its folded letters; see [`word_hash`].
    pub(super) hash: u64,
    /// How it is written.
    pub(super) shape: Shape,
}

impl Token {
    /// Whether the word begins with a capital letter.
    pub(super) fn is_capitalised(self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper)
    }
}

/// Puts the words of a text into `tokens`, whatever stood there before.
pub(super) fn tokens(text: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at = match FOLDED[usize::from(byte)] {
            SEPARATOR => at + 1,
            BEYOND_ASCII => beyond_ascii(text, at, at, tokens),
            _ => word(text, at, tokens),
        };
    }
}

/// The hash of one folded word, the same that [`tokens`] gives it.
pub(super) fn word_hash(folded: &str) -> u64 {
    folded.bytes().fold(FNV_OFFSET, hash_byte)
}

/// The hash of a phrase that goes on with one more word.
pub(super) fn joined(phrase: u64, word: u64) -> u64 {
    (phrase.rotate_left(23) ^ word).wrapping_mul(FNV_PRIME)
}

/// The hashes of every head of a word of plain letters, from its first letter to the whole.
pub(super) fn head_hashes(word: &str) -> impl Iterator<Item = u64> {
    word.bytes().scan(FNV_OFFSET, |hash, byte| {
        *hash = hash_byte(*hash, FOLDED[usize::from(byte)]);
        Some(*hash)
    })
}

fn hash_byte(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME)
}

/// Reads the word that starts at `start` and tells where it ends.
fn word(text: &str, start: usize, tokens: &mut Vec<Token>) -> usize {
    let mut hash = FNV_OFFSET;
    let mut small = false;
    let mut end = start;
    for &byte in text.as_bytes().get(start..).unwrap_or_default() {
        match FOLDED[usize::from(byte)] {
            BEYOND_ASCII if next_is_letter(text, end) => return beyond_ascii(text, start, end, tokens),
            SEPARATOR | BEYOND_ASCII => break,
            folded => hash = hash_byte(hash, folded),
        }
        small |= byte.is_ascii_lowercase();
        end += 1;
    }
    let shape = match text.as_bytes().get(start) {
        Some(first) if first.is_ascii_uppercase() => capital_shape(small),
        _ => Shape::Small,
    };
    tokens.push(Token { start, end, hash, shape });
    end
}

/// Reads on at `at`, where a character beyond ASCII stands, within the word that starts at `start`.
fn beyond_ascii(text: &str, start: usize, at: usize, tokens: &mut Vec<Token>) -> usize {
    let after = |place: usize| text.get(place..).unwrap_or_default();
    let length = after(start).find(|letter| !is_letter(letter)).unwrap_or(text.len() - start);
    if length == 0 {
        return at + after(at).chars().next().map_or(1, char::len_utf8);
    }
    let word = after(start).get(..length).unwrap_or_default();
    let shape = match word.chars().next() {
        Some(first) if first.is_uppercase() => capital_shape(word.chars().any(char::is_lowercase)),
        _ => Shape::Small,
    };
    let folded = text::letters(word);
    tokens.push(Token { start, end: start + length, hash: word_hash(&folded), shape });
    start + length
}

fn next_is_letter(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(is_letter)
}

/// Letters, digits, and the accents that follow a letter in decomposed text.
fn is_letter(letter: char) -> bool {
    letter.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&letter)
}

fn capital_shape(has_small_letters: bool) -> Shape {
    if has_small_letters { Shape::Capital } else { Shape::Upper }
}

const fn folded_bytes() -> [u8; 256] {
    let mut table = [BEYOND_ASCII; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] =
            if byte.is_ascii_alphanumeric() { byte.to_ascii_lowercase() } else { SEPARATOR };
        byte += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<(&str, Shape)> {
        let mut found = Vec::new();
        tokens(text, &mut found);
        found.iter().map(|token| (&text[token.start..token.end], token.shape)).collect()
    }

    #[test]
    fn words_end_at_punctuation_of_any_script() {
        let expected = [
            ("Niger", Shape::Capital),
            ("s", Shape::Small),
            ("U", Shape::Upper),
            ("S", Shape::Upper),
            ("Córdoba", Shape::Capital),
            ("G20", Shape::Upper),
            ("ÉLYSÉE", Shape::Upper),
            ("7th", Shape::Small),
        ];
        assert_eq!(words("Niger’s «U.S.»—Córdoba, G20 ÉLYSÉE… 7th"), expected);
    }

    #[test]
    fn case_does_not_change_the_hash() {
        let mut found = Vec::new();
        tokens("NIGER niger Niger", &mut found);
        assert!(found.iter().all(|token| token.hash == word_hash("niger")));
        assert_eq!(head_hashes("NIger").last(), Some(word_hash("niger")));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_to_its_end(text: String) {
            let mut found = Vec::new();
            tokens(&text, &mut found);
            for pair in found.windows(2) {
                proptest::prop_assert!(pair[0].end <= pair[1].start);
            }
            let read: usize = found.iter().map(|token| text[token.start..token.end].chars().count()).sum();
            proptest::prop_assert_eq!(read >= text.chars().filter(|c| c.is_alphanumeric()).count(), true);
        }
    }
}
