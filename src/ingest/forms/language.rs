//! Whether a text is English, by its commonest words. Says nothing about other languages.

/// Words that every second English sentence has and other languages do not.
const FUNCTION_WORDS: &[&str] = &[
    "the", "of", "and", "to", "that", "was", "for", "with", "his", "they", "have", "this", "from", "had",
    "not", "are", "were", "which", "has", "been", "would", "their", "who", "will", "it", "is", "at", "by",
    "he", "she",
];

/// The longest of them, in bytes.
const LONGEST: usize = 5;

/// So many words are looked at.
const SAMPLE: usize = 2000;
/// So many in a hundred words of English text are function words at least.
const SHARE: usize = 12;

/// The BCP 47 tag of the language, where it is certain.
pub(in crate::ingest) fn detect<'a>(texts: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let (mut all, mut known) = (0, 0);
    for word in texts.flat_map(str::split_whitespace).take(SAMPLE) {
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        all += 1;
        known += usize::from(is_function_word(bare));
    }
    (all >= 8 && known * 100 >= all * SHARE).then_some("en")
}

fn is_function_word(word: &str) -> bool {
    (2..=LONGEST).contains(&word.len()) && FUNCTION_WORDS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_recognised_and_nothing_else() {
        let english =
            "The harbour was closed on Monday and the ferries that serve the islands will not leave.";
        assert_eq!(detect([english].into_iter()), Some("en"));
        for other in [
            "Der Hafen wurde am Montag geschlossen und die Fähren bleiben bis auf Weiteres im Hafen liegen.",
            "Le port a été fermé lundi et les bateaux qui desservent les îles ne partiront pas avant demain.",
            "أغلق الميناء يوم الاثنين ولن تغادر العبارات التي تخدم الجزر حتى إشعار آخر",
            "The end",
        ] {
            assert_eq!(detect([other].into_iter()), None, "{other}");
        }
    }
}
