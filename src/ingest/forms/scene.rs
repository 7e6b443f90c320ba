//! Tells the words below a picture from those of a report without a credit: they show one moment, in the present tense
//! or without a verb, where a report tells what happened and who said so. Reads English words only.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::sentence;

/// The shortest and the longest scene, in bytes.
const LENGTHS: (usize, usize) = (24, 190);
/// The fewest and the most words of a scene.
const WORDS: (usize, usize) = (4, 26);

/// Whether a text is one sentence that shows something and tells nothing: `A nurse prepares a vaccine at a clinic.`
pub(in crate::ingest) fn is_scene(text: &str) -> bool {
    let Some(open) = text.strip_suffix('.').filter(|_| (LENGTHS.0..=LENGTHS.1).contains(&text.len())) else {
        return false;
    };
    open.starts_with(char::is_uppercase)
        && !open.contains(['"', '“', '”', ';', ':', '?', '!', '%', '…', '$', '€', '£'])
        && !open.contains(". ")
        && (WORDS.0..=WORDS.1).contains(&sentence::words(open))
        && !tells(open)
}

/// Whether a text has a verb of what happened or was said, or a word that speaks of what stood before.
pub(in crate::ingest) fn tells(text: &str) -> bool {
    let mut before = "";
    for word in text.split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’' | '-'))
    {
        if word.is_empty() {
            continue;
        }
        let lower = word.to_ascii_lowercase();
        let past = word.len() >= 5 && word.ends_with("ed") && !sentence::is_capitalised(word);
        // Behind an article or a preposition the word describes: `a flooded street`.
        if TELLING_WORDS.contains(lower.as_str()) || (past && !LEADING.contains(&before)) {
            return true;
        }
        before = word;
    }
    false
}

/// Words before which a participle stands.
const LEADING: &[&str] = &[
    "a", "A", "an", "An", "the", "The", "of", "in", "on", "with", "by", "from", "under", "near", "at", "and",
    "their", "its", "his", "her", "newly", "badly", "heavily",
];

static TELLING_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| TELLING.split(' ').collect());

/// Auxiliaries, pronouns and the past of the irregular verbs that reports use most.
const TELLING: &str = "\
    was were had has have having is are am been be said says say will would could should may might must can cannot \
    did does do not n't he she it they we i you this these that which who whose what why how there but because \
    although if than never only also too according isn't aren't wasn't weren't won't don't doesn't didn't can't \
    told went came left took gave made got found held met saw knew thought felt brought bought built caught chose \
    fell fought flew grew heard hit kept laid led lost paid put ran rose sank sat sent set shot shut sold spoke spent \
    stood stole struck swept threw won wore wrote began became broke drew drove hid rang sought slept taught tore \
    withdrew underwent overcame lit sped fled bid cut";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scenes_show_and_reports_tell() {
        for text in [
            "A ferry waits outside the long wall of Marsa.",
            "The flooded market of Port Blue on Monday.",
            "Mayor Jane Doe arrives at the council with her lawyer.",
            "Omar Osei in an undated family picture.",
        ] {
            assert!(is_scene(text), "{text}");
        }
        for text in [
            "A ferry waited outside the long wall of Marsa.",
            "The market of Port Blue is under water.",
            "Mayor Jane Doe told the council to wait.",
            "They wait outside the wall.",
            "Ferries wait outside the wall. The pilots are on strike.",
            "Ferries wait outside the wall of Marsa",
            "Ferries wait.",
        ] {
            assert!(!is_scene(text), "{text}");
        }
    }
}
