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

/// Bytes that are looked at together.
const BLOCK: usize = 64;

/// Puts the words of a text into `tokens`, whatever stood there before.
pub(super) fn tokens(text: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    let (blocks, rest) = text.as_bytes().as_chunks::<BLOCK>();
    // The bytes past the end are no letters, so that the last word ends there at the latest.
    let mut last = [0; BLOCK];
    last.iter_mut().zip(rest).for_each(|(own, byte)| *own = *byte);
    let (mut start, mut before) = (None, 0);
    for (place, block) in blocks.iter().chain([&last]).enumerate() {
        let letters = letters(block);
        let mut edges = letters ^ (letters << 1 | before);
        before = letters >> (BLOCK - 1);
        while edges != 0 {
            let at = place * BLOCK + edges.trailing_zeros() as usize;
            edges &= edges - 1;
            match start.take() {
                None => start = Some(at),
                Some(start) => word(text, start, at, tokens),
            }
        }
    }
}

/// Which of these bytes may belong to a word, the first the lowest bit: letters and digits, and all beyond ASCII.
fn letters(block: &[u8; BLOCK]) -> u64 {
    let marks = block.map(|byte| u8::from(byte.is_ascii_alphanumeric() || !byte.is_ascii()));
    let (eights, _) = marks.as_chunks();
    let bits = |(place, eight): (u32, &[u8; 8])| {
        // Brings the lowest bits of eight bytes together in the highest byte.
        let together = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080);
        (together >> (u64::BITS - 8)) << (8 * place)
    };
    (0..).zip(eights).map(bits).fold(0, |all, bits| all | bits)
}

/// Eight bytes of a text at once, the first lowest, and zeros past its end.
fn eight(bytes: &[u8], start: usize) -> u64 {
    let rest = bytes.get(start..).unwrap_or_default();
    rest.first_chunk().map_or_else(|| last_bytes(rest), |chunk| u64::from_le_bytes(*chunk))
}

/// The last bytes of a text, fewer than eight.
#[cold]
fn last_bytes(rest: &[u8]) -> u64 {
    rest.iter().rev().fold(0, |eight, byte| (eight << 8) | u64::from(*byte))
}

/// This byte eight times.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// What bytes beyond ASCII have.
const BEYOND: u64 = each(0x80);
/// What letters of ASCII have and digits have not.
const LETTER: u64 = each(0x40);
/// The bit that tells small letters from capitals in ASCII; digits have it too.
const SMALL: u64 = each(0x20);

/// Every bit of the number told to every other: both halves of a product of 128 bits.
#[expect(clippy::cast_possible_truncation, reason = "each half of the product is taken by itself")]
fn mixed(number: u64) -> u64 {
    let product = u128::from(number ^ MULTIPLIER) * u128::from(MULTIPLIER);
    (product as u64) ^ ((product >> u64::BITS) as u64)
}

/// The first eight bytes of a text from `start`, the first lowest, with the letters of ASCII folded.
pub(super) fn folded_head(text: &str, start: usize) -> u64 {
    eight(text.as_bytes(), start) | SMALL
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
    starts.fold(0, |hash, start| mixed(hash ^ eight(folded.as_bytes(), start)))
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
        let eight = eight(word.as_bytes(), place);
        let own = FIRST.get(length - place).copied().unwrap_or(u64::MAX);
        let hash = mixed(whole ^ ((eight | SMALL) & own));
        if length - place == 8 {
            whole = hash;
        }
        hash
    })
}

/// Adds the word that stands between two bytes, or the words, where other things than letters are among them.
#[inline]
fn word(text: &str, start: usize, end: usize, tokens: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let (mut hash, mut small, mut beyond) = (0, 0, 0);
    let mut at = start;
    loop {
        let eight = eight(bytes, at);
        let own = FIRST.get(end - at).copied().unwrap_or(u64::MAX);
        hash = mixed(hash ^ ((eight | SMALL) & own));
        // Shifted, the bit of a small letter stands where that of a letter does.
        small |= eight & (eight << 1) & LETTER & own;
        beyond |= eight & BEYOND & own;
        if end - at <= 8 {
            break;
        }
        at += 8;
    }
    if beyond != 0 {
        return words_beyond_ascii(text, start, end, tokens);
    }
    let is_capital = bytes.get(start).is_some_and(u8::is_ascii_uppercase);
    let shape = if is_capital { capital_shape(small != 0) } else { Shape::Small };
    tokens.push(Token { start, end, hash, shape, is_ascii: true });
}

/// Adds the words between two bytes, of which some are no ASCII.
#[cold]
fn words_beyond_ascii(text: &str, start: usize, end: usize, tokens: &mut Vec<Token>) {
    let mut at = start;
    while let Some(byte) = text.as_bytes().get(at..end).and_then(<[u8]>::first) {
        if byte.is_ascii() {
            let rest = text.as_bytes().get(at..end).unwrap_or_default();
            let after = at + rest.iter().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
            if after < end && next_is_letter(text, after) {
                at = beyond_ascii(text, at, tokens);
            } else {
                word(text, at, after, tokens);
                at = after;
            }
        } else {
            at = beyond_ascii(text, at, tokens);
        }
    }
}

/// Adds the word that starts at `start` and has letters beyond ASCII, and tells where it ends; passes over what is
/// no letter.
fn beyond_ascii(text: &str, start: usize, tokens: &mut Vec<Token>) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let length = rest.find(|letter| !is_letter(letter)).unwrap_or(rest.len());
    if length == 0 {
        return start + rest.chars().next().map_or(1, char::len_utf8);
    }
    let word = rest.get(..length).unwrap_or_default();
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
    fn every_byte_is_told_for_what_it_is_at_every_place() {
        for byte in 0..=u8::MAX {
            for place in 0..BLOCK {
                let mut block = [b'-'; BLOCK];
                block[place] = byte;
                let belongs = byte.is_ascii_alphanumeric() || !byte.is_ascii();
                assert_eq!(letters(&block), u64::from(belongs) << place, "{byte} at {place}");
            }
        }
    }

    #[test]
    fn words_are_read_across_blocks_and_to_the_end() {
        for length in 0..3 * BLOCK {
            let text = format!("{}Niger’s é{}", "-".repeat(length), "x".repeat(length));
            let last = format!("é{}", "x".repeat(length));
            let expected = [("Niger", Shape::Capital), ("s", Shape::Small), (&last, Shape::Small)];
            assert_eq!(words(&text), expected, "{length}");
            assert_eq!(words(&text[..length + 5]), [("Niger", Shape::Capital)]);
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
