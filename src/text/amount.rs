//! How much a text says, in words and in letters, also in scripts that part no words by spaces.

/// The scripts that write no spaces between words, and how many of their letters make a word.
///
/// The texts of equal content by which S. Trauzettel-Klosinski and K. Dietz measure the speed of reading
/// ("Standardized Assessment of Reading Performance", Investigative Ophthalmology & Visual Science, 2012) have about
/// 1.6 characters to a word in Chinese and 1.9 in Japanese; counted as two, 220 words a minute are 440 characters. Thai,
/// Lao, Khmer and Burmese spell their words with letters, about four to a usual one; the marks above and below that
/// sound no letter are not counted.
fn letters_of_a_word(letter: char) -> Option<usize> {
    match letter {
        // Han, Hiragana, Katakana.
        '\u{3005}'..='\u{3007}'
        | '\u{3041}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3ffff}' => Some(2),
        // Thai, Lao, Burmese, Khmer.
        '\u{0e01}'..='\u{0eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{a9e0}'..='\u{a9ff}'
        | '\u{aa60}'..='\u{aa7f}' => Some(4),
        _ => None,
    }
}

/// Parts of a word that a letter is counted in, so that letters of all these scripts make whole words together.
const PARTS: usize = 4;

/// Letters of a word in scripts that write spaces, the space among them.
const SPACED: usize = 6;

/// Whether a letter is of a script that is written without spaces between words: Han, Hiragana, Katakana, Thai, Lao,
/// Burmese, Khmer.
pub fn is_unspaced(letter: char) -> bool {
    letters_of_a_word(letter).is_some()
}

/// Whether a text may have such letters or Hangul, told from its bytes alone: few texts in other scripts have any of
/// these.
fn may_be_dense(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, 0xe0 | 0xe1 | 0xe3..=0xed | 0xef | 0xf0))
}

/// The number of words of a text: what white space parts, and of letters that are written without spaces as many
/// words as they make.
pub fn count_words(text: &str) -> usize {
    if text.is_ascii() {
        return ascii_words(text.as_bytes());
    }
    if !may_be_dense(text) {
        return text.split_whitespace().count();
    }
    text.split_whitespace().map(words_of_run).sum()
}

fn ascii_words(bytes: &[u8]) -> usize {
    let is_blank = |byte: u8| matches!(byte, b'\t'..=b'\r' | b' ');
    let behind = bytes
        .iter()
        .zip(bytes.iter().skip(1))
        .filter(|(before, byte)| is_blank(**before) && !is_blank(**byte));
    behind.count() + usize::from(bytes.first().is_some_and(|&first| !is_blank(first)))
}

/// The words of a text without white space; at least one.
fn words_of_run(run: &str) -> usize {
    let (mut parts, mut others, mut inside) = (0, 0, false);
    for letter in run.chars() {
        match letters_of_a_word(letter) {
            Some(letters) => {
                parts += if letter.is_alphanumeric() { PARTS / letters } else { 0 };
                inside = false;
            }
            None if letter.is_alphanumeric() => {
                others += usize::from(!inside);
                inside = true;
            }
            None => {}
        }
    }
    if parts == 0 { 1 } else { others + parts.div_ceil(PARTS) }
}

/// The number of characters of a text as if it were written in letters with spaces: a character that is half a word
/// counts as half a word does there, and a syllable of Hangul as two letters. Lengths that are set for Latin texts hold
/// for all by it.
pub fn spelled_length(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else if may_be_dense(text) {
        text.chars().map(spelled).sum()
    } else {
        text.chars().count()
    }
}

fn spelled(letter: char) -> usize {
    match letters_of_a_word(letter) {
        Some(letters) => SPACED / letters,
        None if matches!(letter, '\u{ac00}'..='\u{d7a3}') => 2,
        None => 1,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_without_spaces_are_counted_by_their_letters() {
        for (text, words) in [
            ("", 0),
            ("The harbour – closed", 4),
            ("Üçüncü liman", 2),
            ("한국은행 기준금리 인상", 3),
            ("केंद्रीय बैंक", 2),
            ("البنك المركزي", 2),
            ("港", 1),
            ("日本銀行", 2),
            ("日本銀行が金利を引き上げ、円相場は急騰", 9),
            ("日本 銀行", 2),
            ("疫情", 1),
            ("COVID-19疫情", 2),
            ("2024年3月5日", 5),
            ("「…」", 1),
            ("ค่าเงินบาท", 3),
            ("ธนาคารกลาง ขึ้นดอกเบี้ย", 6),
        ] {
            assert_eq!(count_words(text), words, "{text}");
        }
    }

    #[test]
    fn letters_that_are_half_a_word_are_as_long_as_half_a_word() {
        let lengths = [
            ("", 0),
            ("harbour", 7),
            ("liman üç", 8),
            ("日本銀行", 12),
            ("บาท", 3),
            ("은행 은", 7),
            ("港A", 4),
        ];
        for (text, length) in lengths {
            assert_eq!(spelled_length(text), length, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_script_that_is_counted_by_letters_is_passed_over(letter: char) {
            prop_assert!(spelled(letter) == 1 && !is_unspaced(letter) || may_be_dense(&letter.to_string()));
        }

        #[test]
        fn texts_with_spaces_have_as_many_words_as_they_part(text in "([ -~\\t-\\r]{0,20}|[éßж “”—]{0,6}|[가-하 ]{0,5}){0,4}") {
            prop_assert_eq!(count_words(&text), text.split_whitespace().count());
            let syllables = text.chars().filter(|letter| *letter >= '가').count();
            prop_assert_eq!(spelled_length(&text), text.chars().count() + syllables);
        }

        #[test]
        fn a_text_has_no_more_words_than_letters_and_no_fewer_than_spaces_part(text in "([ぁ-ん一-龥ก-ฮ]{1,6}[ a-z]{0,3}){0,5}") {
            prop_assert!(count_words(&text) >= text.split_whitespace().count());
            prop_assert!(count_words(&text) <= text.chars().filter(|letter| !letter.is_whitespace()).count());
        }
    }

    #[test]
    fn scripts_without_spaces_are_told_from_those_with_spaces() {
        for (letters, unspaced) in [("日々のカー、ｶｰ", true), ("ไทยລາວខ្មែរမြန်မာ", true), ("aé9я한ع क", false)]
        {
            for letter in letters.chars().filter(|letter| letter.is_alphanumeric()) {
                assert_eq!(is_unspaced(letter), unspaced, "{letter}");
            }
        }
    }
}
