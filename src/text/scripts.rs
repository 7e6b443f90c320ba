//! Which scripts the letters of a word are of: a name that mixes them may look like another one.

use icu_properties::CodePointMapData;
use icu_properties::props::Script;

/// Scripts that are written together.
const WRITTEN_TOGETHER: [&[Script]; 3] = [
    &[Script::Han, Script::Hiragana, Script::Katakana],
    &[Script::Han, Script::Hangul],
    &[Script::Han, Script::Bopomofo],
];

/// Whether a word has letters of scripts that are not written together, such as a Cyrillic `а` among Latin letters.
pub fn mixes_scripts(word: &str) -> bool {
    let scripts = CodePointMapData::<Script>::new();
    let used = word.chars().map(|letter| scripts.get(letter));
    let mut used: Vec<Script> =
        used.filter(|script| ![Script::Common, Script::Inherited].contains(script)).collect();
    used.dedup();
    let together = |group: &[Script]| used.iter().all(|script| group.contains(script));
    used.iter().any(|script| Some(script) != used.first())
        && !WRITTEN_TOGETHER.iter().any(|group| together(group))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_script_are_told_from_mixed_ones() {
        for (word, mixed) in [
            ("example", false),
            ("münchen-2", false),
            ("правда", false),
            ("東京タワーです", false),
            ("한국漢字", false),
            ("\u{440}\u{430}ypal", true),
            ("g\u{3bf}\u{3bf}gle", true),
            ("", false),
        ] {
            assert_eq!(mixes_scripts(word), mixed, "{word}");
        }
    }
}
