//! Folding of text for matching: accents off, lower case, plain quotes and dashes.
//!
//! Folded text is for comparing and for ids; it is never shown.

use std::borrow::Cow;
use std::num::NonZeroU8;

use icu_properties::CodePointMapData;
use icu_properties::props::GeneralCategory;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// The form in which words are compared: NFKD, accents and points off, lower case, letters that have no
/// decomposition spelled plainly (`ł ø đ ß æ œ ı ð þ ħ` and others), curly quotes, primes and dashes as ASCII, all
/// spaces as one kind, joiners off. Borrowed where the text is folded already.
///
/// Marks without which a word is another word stay: vowel signs and viramas of Indic scripts, vowels and tones of
/// Thai and Lao, the voicing of kana.
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return fold_ascii(text);
    }
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    // ASCII neither joins nor reorders anything, so the text may be cut beside it.
    while !rest.is_empty() {
        let ascii = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        let (plain, tail) = rest.split_at(ascii);
        folded.extend(plain.chars().map(|c| c.to_ascii_lowercase()));
        let other = tail.bytes().position(|byte| byte.is_ascii()).unwrap_or(tail.len());
        let (foreign, tail) = tail.split_at(other);
        fold_foreign(foreign, &mut folded);
        rest = tail;
    }
    if folded == text { Cow::Borrowed(text) } else { Cow::Owned(folded) }
}

/// The letters and digits of the folded text and nothing else: what is compared where neither marks nor white space
/// count.
pub fn letters(text: &str) -> String {
    let mut letters = Vec::with_capacity(text.len() + BLOCK);
    let mut rest = text.as_bytes();
    while !rest.is_empty() {
        let ascii = push_ascii_letters(rest, &mut letters);
        let (_, tail) = rest.split_at_checked(ascii).unwrap_or_default();
        let other = tail.iter().position(u8::is_ascii).unwrap_or(tail.len());
        let (foreign, tail) = tail.split_at_checked(other).unwrap_or_default();
        push_foreign_letters(foreign, &mut letters);
        rest = tail;
    }
    whole(letters)
}

fn whole(letters: Vec<u8>) -> String {
    String::from_utf8(letters).expect("ASCII and whole characters were pushed, nothing else")
}

/// The first and the last of a text's [`letters`], eight bytes of each and zeros where there are fewer: texts whose
/// ends differ do not say the same, which spares reading what stands between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ends {
    /// The first bytes of the letters.
    pub first: [u8; 8],
    /// The last bytes of the letters, the last one first.
    pub last: [u8; 8],
}

impl Ends {
    /// The ends of a text.
    pub fn of(text: &str) -> Self {
        let first = ascii_end(text.bytes()).or_else(|| plain_end(text.chars()));
        let last = ascii_end(text.bytes().rev()).or_else(|| plain_end(text.chars().rev()));
        let ends = first.zip(last);
        let (first, last) = ends.unwrap_or_else(|| {
            let letters = letters(text);
            (first_bytes(letters.bytes()), first_bytes(letters.bytes().rev()))
        });
        Self { first, last }
    }
}

/// The letters that come first, where nothing beyond ASCII stands among them.
fn ascii_end(mut bytes: impl Iterator<Item = u8>) -> Option<[u8; 8]> {
    let mut end = [0; 8];
    for slot in &mut end {
        *slot = loop {
            match bytes.next() {
                None => return Some(end),
                Some(0x80..) => return None,
                Some(byte) => match ASCII_LETTERS[usize::from(byte)] {
                    0 => {}
                    letter => break letter,
                },
            }
        };
    }
    Some(end)
}

/// The letters that come first, where no letter beyond ASCII is among them.
fn plain_end(mut chars: impl Iterator<Item = char>) -> Option<[u8; 8]> {
    let mut end = [0; 8];
    for slot in &mut end {
        *slot = loop {
            let Some(next) = chars.next() else { return Some(end) };
            match u8::try_from(next).map_or(0, |byte| ASCII_LETTERS[usize::from(byte)]) {
                0 if next.is_ascii() || is_silent(next) => {}
                0 => return None,
                letter => break letter,
            }
        };
    }
    Some(end)
}

fn first_bytes(bytes: impl Iterator<Item = u8>) -> [u8; 8] {
    let mut first = [0; 8];
    first.iter_mut().zip(bytes).for_each(|(slot, byte)| *slot = byte);
    first
}

/// Bytes taken together, so that letters are written without asking for room each time.
const BLOCK: usize = 64;

/// Each ASCII letter in lower case and each digit; zero for every other byte.
static ASCII_LETTERS: [u8; 256] = {
    let mut letters = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            letters[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    letters
};

/// An ASCII letter in lower case or a digit; nothing for every other byte.
pub fn ascii_letter(byte: u8) -> Option<NonZeroU8> {
    NonZeroU8::new(ASCII_LETTERS[usize::from(byte)])
}

/// Adds the letters and digits of the ASCII bytes at the beginning; returns how many bytes that were.
///
/// Every byte is written and only letters advance: no branch depends on the text.
fn push_ascii_letters(bytes: &[u8], letters: &mut Vec<u8>) -> usize {
    let mut read = 0;
    for block in bytes.chunks(BLOCK) {
        let mut kept = [0_u8; BLOCK];
        let mut length = 0;
        let ascii = block.is_ascii();
        let block =
            if ascii { block } else { block.split(|byte| !byte.is_ascii()).next().unwrap_or_default() };
        for &byte in block {
            let letter = ASCII_LETTERS[usize::from(byte)];
            kept[length % BLOCK] = letter;
            length = length.wrapping_add(usize::from(letter != 0));
        }
        letters.extend_from_slice(kept.get(..length).unwrap_or_default());
        read += block.len();
        if !ascii {
            break;
        }
    }
    read
}

fn push_foreign_letters(bytes: &[u8], letters: &mut Vec<u8>) {
    // A quotation mark or a dash alone is what most foreign letters of an English text are.
    if matches!(bytes, [0xE2, 0x80, 0x90..=0xA7]) {
        return;
    }
    let text = String::from_utf8_lossy(bytes);
    if text.chars().all(is_silent) {
        return;
    }
    let mut folded = String::with_capacity(text.len());
    fold_foreign(&text, &mut folded);
    let mut buffer = [0; 4];
    for letter in folded.chars().filter(|letter| letter.is_alphanumeric()) {
        letters.extend_from_slice(letter.encode_utf8(&mut buffer).as_bytes());
    }
}

/// The quotes, dashes, dots and spaces of everyday text, which fold to no letter.
fn is_silent(c: char) -> bool {
    matches!(c, '\u{a0}' | '«' | '»' | '\u{2010}'..='\u{2027}')
}

fn fold_ascii(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

fn fold_foreign(text: &str, folded: &mut String) {
    for c in
        text.chars().map(before_decomposition).nfkd().filter(|&c| !is_dropped(c)).flat_map(char::to_lowercase)
    {
        match spelling(c) {
            Some(plain) => folded.push_str(plain),
            // Lower case may decompose again: İ is i and a dot.
            None if !is_dropped(c) => folded.push(c),
            None => {}
        }
    }
}

/// Whether a character is a mark that only refines the letter below it, or a joiner.
///
/// By canonical combining class: 1 overlays, 7 nuktas, 10 to 36 the points of Hebrew, Arabic and Syriac, 200 and up
/// what is written around Latin, Greek and Cyrillic letters. Kept are 8, the voicing of kana, 9, viramas, and 84 to
/// 132, vowels and tones of Telugu, Thai, Lao and Tibetan.
fn is_dropped(c: char) -> bool {
    match c {
        '\u{200c}' | '\u{200d}' | '\u{ad}' => true,
        _ => matches!(canonical_combining_class(c), 1 | 7 | 10..=36 | 200..=240),
    }
}

/// Signs that decomposition would take apart into a space and an accent, or into two primes.
fn before_decomposition(c: char) -> char {
    match c {
        '\u{b4}' | '\u{384}' | '\u{1fbd}' | '\u{1fbf}' => '\'',
        '\u{2ba}' | '\u{2033}' | '\u{2036}' => '"',
        _ => c,
    }
}

/// The plain spelling of a letter or sign in lower case.
fn spelling(c: char) -> Option<&'static str> {
    let plain = match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ł' => "l",
        'ø' | 'ɔ' => "o",
        'đ' | 'ð' | 'ɖ' | 'ɗ' => "d",
        'ı' | 'ɩ' => "i",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' | 'ɲ' => "n",
        'ĸ' | 'ƙ' => "k",
        'ɓ' => "b",
        'ɛ' | 'ə' | 'ǝ' => "e",
        'ɠ' | 'ǥ' => "g",
        'ƴ' => "y",
        'ʋ' => "v",
        'ƶ' => "z",
        'ς' => "σ",
        '“' | '”' | '„' | '‟' | '«' | '»' | '〝' | '〞' | '〟' => "\"",
        '\u{2b9}' | '\u{2bb}'..='\u{2bd}' | '\u{2018}'..='\u{201b}' | '′' | '‵' | '‹' | '›' => "'",
        '\u{2044}' => "/",
        '\u{2212}' => "-",
        _ => return by_category(c),
    };
    Some(plain)
}

fn by_category(c: char) -> Option<&'static str> {
    if c.is_ascii() {
        return None;
    }
    match CodePointMapData::<GeneralCategory>::new().get(c) {
        GeneralCategory::DashPunctuation => Some("-"),
        GeneralCategory::SpaceSeparator => Some(" "),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_fold_to_what_is_typed() {
        let table = [
            ("Niamey", "niamey"),
            ("São Tomé", "sao tome"),
            ("ŁÓDŹ", "lodz"),
            ("Ærø, Þórður, Đorđe", "aero, thordur, dorde"),
            ("Großer STRAẞE", "grosser strasse"),
            ("İstanbul Diyarbakır", "istanbul diyarbakir"),
            ("Œuvre ﬁnale", "oeuvre finale"),
            ("Côte d’Ivoire", "cote d'ivoire"),
            ("Cote d´Ivoire", "cote d'ivoire"),
            ("“quoted” ‘it’ «là» 5′ 6″", "\"quoted\" 'it' \"la\" 5' 6\""),
            ("2019–2020 — a‑b − c", "2019-2020 - a-b - c"),
            ("10\u{a0}000\u{202f}francs\u{3000}CFA", "10 000 francs cfa"),
            ("Ɗan Ƙasa Ɓauna Ewɔ Ŋ", "dan kasa bauna ewo n"),
            ("ΟΔΥΣΣΕΥΣ ὀδυσσεύς", "οδυσσευσ οδυσσευσ"),
            ("Ёлка Йод", "елка иод"),
            ("مُحَمَّد", "محمد"),
            ("שָׁלוֹם", "שלום"),
            ("می\u{200c}خواهم", "میخواهم"),
            ("ＡＢＣ①½…", "abc11/2..."),
            ("हिन्दी", "हिन्दी"),
        ];
        for (text, folded) in table {
            assert_eq!(fold(text), folded, "{text:?}");
        }
    }

    #[test]
    fn marks_that_make_another_word_stay() {
        assert_ne!(fold("कि"), fold("का"));
        assert_ne!(fold("ガ"), fold("カ"));
        assert_ne!(fold("ไก่"), fold("ไก"));
    }

    #[test]
    fn composed_and_decomposed_fold_alike() {
        assert_eq!(fold("cafe\u{301}"), fold("café"));
        assert_eq!(fold("한국"), fold("한국"));
    }

    #[test]
    fn what_is_passed_over_has_no_letters() {
        for c in ('\0'..=char::MAX).filter(|&c| is_silent(c)) {
            let folded = fold(c.encode_utf8(&mut [0; 4])).into_owned();
            assert!(!folded.contains(char::is_alphanumeric), "{c:?}");
        }
    }

    #[test]
    fn every_code_point_folds_once_and_for_all() {
        for c in '\0'..=char::MAX {
            let text = format!("a{c}");
            let once = fold(&text).into_owned();
            assert!(
                matches!(fold(&once), Cow::Borrowed(_)),
                "{c:?} folds to {once:?}, then {:?}",
                fold(&once)
            );
        }
    }

    proptest! {
        #[test]
        fn folded_text_is_borrowed(text in any::<String>()) {
            let once = fold(&text).into_owned();
            prop_assert!(matches!(fold(&once), Cow::Borrowed(_)));
        }

        #[test]
        fn letters_are_those_of_the_folded_text(text in "([a-zA-Z0-9 .,]{0,90}|[’“”–—… «»\u{a0}]{1,3}|[éßİŁ①½ﬁ한]{1,3}|.{0,5}){0,6}") {
            let slowly: String = fold(&text).chars().filter(|letter| letter.is_alphanumeric()).collect();
            prop_assert_eq!(letters(&text), &*slowly);
            let ends = Ends { first: first_bytes(slowly.bytes()), last: first_bytes(slowly.bytes().rev()) };
            prop_assert_eq!(Ends::of(&text), ends);
        }

        #[test]
        fn ascii_only_loses_its_capitals(text in "[ -~]{0,40}") {
            prop_assert_eq!(fold(&text), text.to_ascii_lowercase());
        }
    }
}
