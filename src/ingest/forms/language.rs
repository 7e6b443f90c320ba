//! The language of a text. Whether it is English is seen in one pass over its first words; only what is not goes on to
//! be compared with other languages.

use crate::text;

use super::function_words;

/// Words that every second English sentence has and other languages do not.
const FUNCTION_WORDS: &[&str] = &[
    "the", "of", "and", "to", "that", "was", "for", "with", "his", "they", "have", "this", "from", "had",
    "not", "are", "were", "which", "has", "been", "would", "their", "who", "will", "it", "is", "at", "by",
    "he", "she",
];

/// The longest of them, in bytes.
const LONGEST: usize = 5;

/// So many words are looked at. More of them settle nothing: in each hundred words of English prose some forty are
/// function words.
const SAMPLE: usize = 120;
/// So many in a hundred words of English text are function words at least.
const SHARE: usize = 12;

/// The BCP 47 tag of the language, where it is certain; `und` for prose in a language that is none of those known.
pub(in crate::ingest) fn detect<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> Option<&'static str> {
    if is_english(texts.clone()) { Some("en") } else { function_words::detect(texts) }
}

/// The language of an article: what it states, unless its text is plainly in another of the languages that can be told.
/// Pages often state the language of their template.
pub(in crate::ingest) fn settle<'a>(
    stated: Option<String>,
    texts: impl Iterator<Item = &'a str> + Clone,
) -> Option<String> {
    let Some(stated) = stated else { return detect(texts).map(str::to_owned) };
    let main = stated.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    if !function_words::tells(&main) || (main == "en" && is_english(texts.clone())) {
        return Some(stated);
    }
    let found = function_words::detect_surely(texts);
    Some(found.filter(|found| *found != main).map_or(stated, str::to_owned))
}

fn is_english<'a>(texts: impl Iterator<Item = &'a str>) -> bool {
    let mut sample = Sample::default();
    for text in texts {
        if text.is_ascii() {
            sample.take_ascii(text);
        } else {
            text.split_whitespace().for_each(|word| sample.take(word));
        }
        if sample.all == SAMPLE {
            break;
        }
    }
    sample.all >= 8 && sample.known * 100 >= sample.all * SHARE
}

/// The words looked at.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sample {
    all: usize,
    known: usize,
}

/// A word while its bytes arrive.
#[derive(Debug, Clone, Copy)]
enum Word {
    /// Nothing of it, or only marks before its letters.
    Unbegun { marks: bool },
    /// Letters, the last eight packed into one number.
    Letters(u64),
    /// Letters and marks behind them.
    Closed(u64),
    /// Marks among the letters.
    Parted,
}

impl Sample {
    fn take(&mut self, word: &str) {
        if self.all < SAMPLE {
            self.all += 1;
            self.known += usize::from(is_function_word(word));
        }
    }

    /// Takes the words of an ASCII text in one pass over its bytes, three times as fast as one after the other.
    fn take_ascii(&mut self, text: &str) {
        let mut word = Word::Unbegun { marks: false };
        for byte in text.bytes().chain([b' ']) {
            word = match (text::ascii_letter(byte).map(|letter| u64::from(letter.get())), word) {
                (Some(letter), Word::Unbegun { .. }) => Word::Letters(letter),
                (Some(letter), Word::Letters(packed)) => Word::Letters(packed << 8 | letter),
                (None, word) if matches!(byte, b'\t'..=b'\r' | b' ') => {
                    self.end(word);
                    if self.all == SAMPLE {
                        return;
                    }
                    Word::Unbegun { marks: false }
                }
                (None, Word::Unbegun { .. }) => Word::Unbegun { marks: true },
                (None, Word::Letters(packed) | Word::Closed(packed)) => Word::Closed(packed),
                (Some(_), Word::Closed(_) | Word::Parted) | (None, Word::Parted) => Word::Parted,
            };
        }
    }

    fn end(&mut self, word: Word) {
        let known = match word {
            Word::Unbegun { marks: false } => return,
            Word::Letters(packed) | Word::Closed(packed) => PACKED_WORDS.contains(&packed),
            Word::Unbegun { marks: true } | Word::Parted => false,
        };
        if self.all < SAMPLE {
            self.all += 1;
            self.known += usize::from(known);
        }
    }
}

fn is_function_word(word: &str) -> bool {
    let plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = word.as_bytes();
    let bare = if plain(bytes.first()) && plain(bytes.last()) {
        bytes
    } else {
        word.trim_matches(|letter: char| !letter.is_alphanumeric()).as_bytes()
    };
    // A capital becomes small by one bit, and no other byte becomes a letter by it.
    let packed =
        |word: &[u8]| word.iter().fold(0_u64, |packed, letter| packed << 8 | u64::from(letter | 0x20));
    bare.len() <= LONGEST && PACKED_WORDS.contains(&packed(bare))
}

/// The function words, the letters of each packed into one number: all thirty are compared faster than one is
/// looked up.
static PACKED_WORDS: [u64; FUNCTION_WORDS.len()] = {
    let mut packed = [0; FUNCTION_WORDS.len()];
    let mut at = 0;
    while at < packed.len() {
        let letters = FUNCTION_WORDS[at].as_bytes();
        let mut letter = 0;
        while letter < letters.len() {
            packed[at] = packed[at] << 8 | letters[letter] as u64;
            letter += 1;
        }
        at += 1;
    }
    packed
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn function_words_are_known_in_any_case_and_between_marks() {
        for word in FUNCTION_WORDS {
            assert!(word.len() <= LONGEST && is_function_word(word), "{word}");
            assert!(is_function_word(&format!("“{}”,", word.to_uppercase())), "{word}");
        }
        for word in ["then", "a", "", "…", "the-", "whichever", "thé", "th\u{5}"] {
            assert_eq!(is_function_word(word), word == "the-", "{word}");
        }
    }

    proptest! {
        #[test]
        fn one_pass_takes_what_words_one_by_one_are(text in "((the|The|of|WHICH|theof|x{0,9}of|[!-~]|[ -~]{0,4}|[ \\t\\n]) ?){0,30}") {
            let (mut pass, mut slowly) = (Sample::default(), Sample::default());
            pass.take_ascii(&text);
            text.split_whitespace().for_each(|word| slowly.take(word));
            prop_assert_eq!(pass, slowly);
        }
    }

    #[test]
    fn english_is_recognised_and_so_are_others() {
        let english =
            "The harbour was closed on Monday and the ferries that serve the islands will not leave.";
        assert_eq!(detect([english].into_iter()), Some("en"));
        let spaced = english.replace(' ', "\u{a0}\n\t ");
        assert_eq!(detect([spaced.as_str()].into_iter()), Some("en"));
        for (other, language) in [
            (
                "Der Hafen wurde am Montag geschlossen und die Fähren bleiben bis auf Weiteres liegen.",
                Some("de"),
            ),
            (
                "Le port a été fermé lundi et les bateaux qui desservent les îles ne partiront pas.",
                Some("fr"),
            ),
            ("أغلق الميناء يوم الاثنين ولن تغادر العبارات التي تخدم الجزر حتى إشعار آخر", None),
            ("The end", None),
        ] {
            assert_eq!(detect([other].into_iter()), language, "{other}");
        }
    }

    #[test]
    fn what_is_stated_holds_unless_the_text_is_plainly_in_another_language() {
        let german = "Der Hafen wurde am Montag geschlossen und die Fähren bleiben bis auf Weiteres im Hafen liegen, \
            sagte ein Sprecher der Behörde. Nach dem Sturm müssen die Boote repariert werden, bevor sie wieder fahren \
            können. Das wird mehrere Wochen dauern.";
        let english =
            "The harbour was closed on Monday and the ferries that serve the islands will not leave.";
        let cases = [
            (Some("en-US"), german, Some("de")),
            (Some("de-AT"), german, Some("de-AT")),
            (Some("de"), "Ein Wort.", Some("de")),
            (Some("en"), "Der Hafen ist zu.", Some("en")),
            (Some("gsw"), german, Some("gsw")),
            (Some("en-GB"), english, Some("en-GB")),
            (None, german, Some("de")),
            (None, "Hafen", None),
        ];
        for (stated, text, expected) in cases {
            let settled = settle(stated.map(str::to_owned), [text].into_iter());
            assert_eq!(settled.as_deref(), expected, "{stated:?}: {text}");
        }
    }
}
