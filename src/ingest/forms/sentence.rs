//! Small questions about the wording of one line: how it begins, how it ends, how many words it has.

use crate::text;

/// Closing marks that may follow the end of a sentence.
const CLOSING: [char; 13] = ['"', '”', '’', '\'', '»', ')', ']', '*', '」', '』', '）', '》', '】'];

/// Marks that end a sentence.
const ENDS: [char; 15] = ['.', '!', '?', '…', '。', '！', '？', '｡', '．', '؟', '۔', '।', '॥', '။', '។'];

/// So long is no headline in a script whose sentences end in no mark, in characters.
const LONGEST_UNMARKED: usize = 90;

/// Whether the text ends as a sentence does, closing quotes and brackets set aside. In Thai and Lao no mark tells:
/// there it is what is longer than a headline.
pub(in crate::ingest) fn ends_sentence(text: &str) -> bool {
    let open = text.trim_end_matches(CLOSING);
    open.ends_with(ENDS)
        || open.ends_with(|letter: char| matches!(letter, '\u{0e01}'..='\u{0eff}'))
            && is_longer(text, LONGEST_UNMARKED)
}

/// Whether the text breaks off: `…`, `...`, `[…]`, `(...)`, also before a `Read more`.
pub(in crate::ingest) fn breaks_off(text: &str) -> bool {
    let lower_tail = tail(text, 16).to_lowercase();
    let cut = ["read more", "more", "continue reading"]
        .iter()
        .find_map(|word| lower_tail.strip_suffix(word).map(|_| text.len().saturating_sub(word.len())));
    let without = cut.and_then(|end| text.get(..end)).unwrap_or(text);
    let open = without.trim_end().trim_end_matches([']', ')', '"', '”', '»', '›', '>']).trim_end();
    open.ends_with('…') || open.ends_with("...") || open.ends_with(". . .")
}

/// The last characters of a text, at most `count`.
pub(in crate::ingest) fn tail(text: &str, count: usize) -> &str {
    let bytes = text.len().checked_sub(count).map_or(text, |start| text.get(start..).unwrap_or_default());
    if bytes.len() == count && bytes.is_ascii() {
        return bytes;
    }
    let start = text.char_indices().rev().take(count).last().map_or(0, |(at, _)| at);
    text.get(start..).unwrap_or(text)
}

fn plain_ascii(text: &str) -> String {
    let mut plain = vec![0; text.len()];
    let mut written = plain.iter_mut();
    let (mut begun, mut gap) = (false, false);
    for letter in text.bytes().map(text::ascii_letter) {
        let Some(letter) = letter else {
            gap = begun;
            continue;
        };
        if gap {
            written.next().into_iter().for_each(|slot| *slot = b' ');
        }
        written.next().into_iter().for_each(|slot| *slot = letter.get());
        (begun, gap) = (true, false);
    }
    let room = written.len();
    plain.truncate(text.len() - room);
    String::from_utf8(plain).expect("ASCII letters, digits and spaces are text")
}

/// The first bytes of a text, at most `most` of them, cut between characters.
pub(in crate::ingest) fn head(text: &str, most: usize) -> &str {
    let cut = (0..=most.min(text.len())).rev().find(|&at| text.is_char_boundary(at));
    cut.and_then(|cut| text.get(..cut)).unwrap_or_default()
}

/// The number of characters as they stand.
pub(in crate::ingest) fn characters(text: &str) -> usize {
    text.chars().count()
}

/// The number of characters of the first word: the room it needs at the end of a line.
pub(in crate::ingest) fn first_word(text: &str) -> usize {
    text.split(' ').next().map_or(0, characters)
}

/// How long a text is in letters, whatever its script; see [`text::spelled_length`].
pub(in crate::ingest) fn length(text: &str) -> usize {
    text::spelled_length(text)
}

/// Whether the length of the text is more than that; most texts tell by their bytes, which are not read for it.
pub(in crate::ingest) fn is_longer(text: &str, most: usize) -> bool {
    text.len() > most && (text.len() > most.saturating_mul(4) || length(text) > most)
}

/// The number of words; see [`text::count_words`].
pub(in crate::ingest) fn words(text: &str) -> usize {
    text::count_words(text)
}

/// Whether the first letter is a small one.
pub(in crate::ingest) fn starts_lower(text: &str) -> bool {
    text.chars().find(|letter| letter.is_alphanumeric()).is_some_and(char::is_lowercase)
}

/// Whether a word begins with a capital letter, opening quotes and brackets set aside.
pub(in crate::ingest) fn is_capitalised(word: &str) -> bool {
    word.chars().find(|letter| letter.is_alphanumeric()).is_some_and(char::is_uppercase)
}

/// Whether a word has at least two letters and no small one.
pub(in crate::ingest) fn is_all_caps(word: &str) -> bool {
    let letters = word.chars().filter(|letter| letter.is_alphabetic());
    letters.clone().count() >= 2 && letters.clone().all(char::is_uppercase)
}

/// The words in lower case with everything but letters and digits as single spaces.
pub(in crate::ingest) fn plain(text: &str) -> String {
    if text.is_ascii() {
        return plain_ascii(text);
    }
    let mut plain = String::with_capacity(text.len());
    for word in text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !plain.is_empty() {
            plain.push(' ');
        }
        if word.is_ascii() {
            plain.push_str(word);
        } else {
            plain.extend(word.chars().flat_map(char::to_lowercase));
        }
    }
    plain.make_ascii_lowercase();
    plain
}

/// The text behind `prefix`, letters compared without regard to case.
pub(in crate::ingest) fn strip_prefix_folded<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| text.get(prefix.len()..)).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sentences_end_behind_quotes_and_brackets() {
        for text in [
            "He left.",
            "“He left.”",
            "Why?",
            "(He left.)",
            "لماذا؟",
            "他走了。」",
            "វាលិច។",
            "लाया।",
            &"ค่าเงินบาท".repeat(10),
        ] {
            assert!(ends_sentence(text), "{text}");
        }
        for text in ["He left", "Talks resume in “Geneva”", "He left:", "", "他走了」", "ค่าเงินบาท"]
        {
            assert!(!ends_sentence(text), "{text}");
        }
    }

    #[test]
    fn teasers_break_off() {
        for text in ["The talks …", "The talks...", "The talks [...]", "The talks… Read more", "The […]"]
        {
            assert!(breaks_off(text), "{text}");
        }
        for text in ["The talks.", "More", "", "He wanted more"] {
            assert!(!breaks_off(text), "{text}");
        }
    }

    #[test]
    fn heads_are_cut_between_characters() {
        assert_eq!((head("naïveté", 3), head("naïveté", 4), head("é", 9)), ("na", "naï", "é"));
        assert_eq!((head("é", 1), head("", 3)), ("", ""));
    }

    proptest! {
        #[test]
        fn ways_for_ascii_agree_with_those_for_any_text(text in "([ -~\\t\\r\\n]{0,60}|.{0,20}){0,3}", count in 0..40_usize) {
            prop_assert_eq!(is_longer(&text, count), length(&text) > count);
            let last: Vec<char> = text.chars().rev().take(count).collect();
            prop_assert_eq!(tail(&text, count), last.into_iter().rev().collect::<String>());
            let parts = text.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty());
            let lower: Vec<String> =
                parts.map(|part| part.chars().flat_map(char::to_lowercase).collect()).collect();
            prop_assert_eq!(plain(&text), lower.join(" "));
        }
    }

    #[test]
    fn tails_are_cut_between_characters() {
        assert_eq!(tail("naïveté", 3), "eté");
        assert_eq!(tail("é", 9), "é");
        assert_eq!(tail("", 3), "");
    }
}
