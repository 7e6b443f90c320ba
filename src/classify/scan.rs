//! Words of a text: where each stands, how it is written, and the hash of its folded form.
//!
//! One pass serves both the gazetteer and the lexicon; nothing here knows what a word means.

use crate::text;

/// The fraction of the golden ratio, odd and with bits all over: what a hash is multiplied by.
pub(super) const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;
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
    /// Whether all its letters are of ASCII.
    pub(super) is_ascii: bool,
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
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        at = if byte.is_ascii_alphanumeric() {
            word(text, at, tokens)
        } else if byte.is_ascii() {
            at + 1
        } else {
            beyond_ascii(text, at, at, tokens)
        };
    }
}

/// Eight bytes of a text at once, the first lowest, and zeros past its end.
#[derive(Debug, Clone, Copy)]
struct Eight(u64);

/// This byte eight times.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// What marks a byte that has some property.
const MARK: u64 = each(0x80);
/// The bit that tells small letters from capitals in ASCII; digits have it too.
const SMALL: u64 = each(0x20);

impl Eight {
    fn at(bytes: &[u8], start: usize) -> Self {
        let rest = bytes.get(start..).unwrap_or_default();
        Self(rest.first_chunk().map_or_else(|| Self::last(rest), |chunk| u64::from_le_bytes(*chunk)))
    }

    /// The last bytes of a text, fewer than eight.
    #[cold]
    fn last(rest: &[u8]) -> u64 {
        rest.iter().rev().fold(0, |eight, byte| (eight << 8) | u64::from(*byte))
    }

    /// Marks on the bytes that are in this range, where all are below 0x80. No sum reaches into the next byte.
    fn within(bytes: u64, first: u8, last: u8) -> u64 {
        let from = |least: u8| bytes + each(0x80 - least);
        from(first) & !from(last + 1)
    }

    /// Marks on letters of ASCII, of either case.
    fn letters(self) -> u64 {
        Self::within((self.0 & !MARK) | SMALL, b'a', b'z') & !self.0 & MARK
    }

    fn digits(self) -> u64 {
        Self::within(self.0 & !MARK, b'0', b'9') & !self.0 & MARK
    }
}

/// Every bit of the number told to every other: both halves of a product of 128 bits.
#[expect(clippy::cast_possible_truncation, reason = "each half of the product is taken by itself")]
fn mixed(number: u64) -> u64 {
    let product = u128::from(number ^ MULTIPLIER) * u128::from(MULTIPLIER);
    (product as u64) ^ ((product >> u64::BITS) as u64)
}

/// The first eight bytes of a text from `start`, the first lowest, with the letters of ASCII folded.
pub(super) fn folded_head(text: &str, start: usize) -> u64 {
    Eight::at(text.as_bytes(), start).0 | SMALL
}

/// The bits of the first `length` of eight bytes.
pub(super) const FIRST: [u64; 9] = first_bytes();

const fn first_bytes() -> [u64; 9] {
    let mut masks = [0; 9];
    let mut length = 1;
    while length < 9 {
        masks[length] = u64::MAX >> (64 - 8 * length);
        length += 1;
    }
    masks
}

/// The hash of one folded word, the same that [`tokens`] gives it: eight bytes at a time.
pub(super) fn word_hash(folded: &str) -> u64 {
    let starts = (0..folded.len()).step_by(8);
    starts.fold(0, |hash, start| mixed(hash ^ Eight::at(folded.as_bytes(), start).0))
}

/// What the embedded tables keep of a hash where 32 bits tell enough.
pub(super) fn upper_half(hash: u64) -> u32 {
    u32::try_from(hash >> u32::BITS).unwrap_or_default()
}

/// The other half of a hash.
#[expect(clippy::cast_possible_truncation, reason = "the lower half is what is wanted")]
pub(super) fn lower_half(hash: u64) -> u32 {
    hash as u32
}

/// The hash of a phrase that goes on with one more word.
pub(super) fn joined(phrase: u64, word: u64) -> u64 {
    (phrase.rotate_left(23) ^ word).wrapping_mul(MULTIPLIER)
}

/// The hashes of every head of a word of plain letters, from its first letter to the whole.
pub(super) fn head_hashes(word: &str) -> impl Iterator<Item = u64> {
    let mut whole = 0;
    (1..=word.len()).map(move |length| {
        let place = (length - 1) / 8 * 8;
        let eight = Eight::at(word.as_bytes(), place).0;
        let own = FIRST.get(length - place).copied().unwrap_or(u64::MAX);
        let hash = mixed(whole ^ ((eight | SMALL) & own));
        if length - place == 8 {
            whole = hash;
        }
        hash
    })
}

/// Reads the word that starts at `start` and tells where it ends.
fn word(text: &str, start: usize, tokens: &mut Vec<Token>) -> usize {
    let bytes = text.as_bytes();
    let (mut hash, mut end, mut small) = (0, start, 0);
    loop {
        let eight = Eight::at(bytes, end);
        let letters = eight.letters();
        let ends = !(letters | eight.digits()) & MARK;
        // The mark of the first byte that ends the word stands in its highest bit.
        let length = if ends == 0 { 8 } else { ends.trailing_zeros() as usize / 8 };
        let own = FIRST[length];
        if length > 0 {
            hash = mixed(hash ^ ((eight.0 | SMALL) & own));
        }
        // Shifted, the bit of a small letter stands where the mark of a letter does.
        small |= letters & (eight.0 << 2) & own;
        end += length;
        if length < 8 {
            break;
        }
    }
    if bytes.get(end).is_some_and(|byte| !byte.is_ascii()) && next_is_letter(text, end) {
        return beyond_ascii(text, start, end, tokens);
    }
    let shape = match bytes.get(start) {
        Some(first) if first.is_ascii_uppercase() => capital_shape(small != 0),
        _ => Shape::Small,
    };
    tokens.push(Token { start, end, hash, shape, is_ascii: true });
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
    let hash = word_hash(&text::letters(word));
    tokens.push(Token { start, end: start + length, hash, shape, is_ascii: false });
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

    #[test]
    fn every_byte_of_ascii_is_told_for_what_it_is_at_every_place() {
        for byte in 0..=u8::MAX {
            for place in 0..8 {
                let eight = Eight(u64::from(byte) << (8 * place) | (each(b'-') & !(0xff << (8 * place))));
                let mark = |holds: bool| u64::from(holds) << (8 * place + 7);
                assert_eq!(eight.letters(), mark(byte.is_ascii_alphabetic()), "{byte} at {place}");
                assert_eq!(eight.digits(), mark(byte.is_ascii_digit()), "{byte} at {place}");
            }
        }
    }

    #[test]
    fn long_words_are_read_whole_and_hash_as_their_folded_letters() {
        for word in ["Aa", "Abcdefg", "Abcdefgh", "ABCDEFGHI", "aBcdefghijklmnopqrstuvwxyz0123456789"] {
            let text = format!("({word}) x");
            let mut found = Vec::new();
            tokens(&text, &mut found);
            assert_eq!(&text[found[0].start..found[0].end], word);
            assert_eq!(found[0].hash, word_hash(&word.to_ascii_lowercase()), "{word}");
            assert_eq!(found.len(), 2);
        }
    }

    #[test]
    fn heads_of_a_word_hash_as_words_of_their_own() {
        let word = "Paramilitaries";
        for (length, hash) in (1..).zip(head_hashes(word)) {
            assert_eq!(hash, word_hash(&word[..length].to_ascii_lowercase()), "{length}");
        }
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
