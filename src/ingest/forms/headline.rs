//! A headline made from the lede, for pages that print none.

use super::sentence;

/// The longest derived headline, in characters.
const LONGEST: usize = 100;
/// A first sentence shorter than this says too little.
const SHORTEST_SENTENCE: usize = 30;

/// The opening words of a lede: its first sentence where that is short enough, else whole words that fit.
pub(in crate::ingest) fn derive(lede: &str) -> String {
    let words = whole_words(lede);
    let sentence = first_sentence(words).filter(|sentence| sentence::length(sentence) >= SHORTEST_SENTENCE);
    let chosen = sentence.unwrap_or(words);
    let trimmed =
        chosen.trim_end_matches([' ', ',', ';', ':', '—', '–', '-', '.', '。', '、', '，', '；', '：', '।']);
    if trimmed.is_empty() { chosen.to_owned() } else { trimmed.to_owned() }
}

/// As many whole words as fit; a single word that does not fit is cut.
fn whole_words(text: &str) -> &str {
    let Some((end, next)) = first_beyond(text) else { return text.trim() };
    let head = text.get(..end).unwrap_or(text);
    let parts = |letter: char| letter.is_whitespace() || matches!(letter, '、' | '，' | '；' | '。');
    let cut = if parts(next) { Some(end) } else { head.rfind(parts) };
    cut.and_then(|cut| text.get(..cut)).map_or(head, str::trim)
}

/// The first character that does not fit, with its place.
fn first_beyond(text: &str) -> Option<(usize, char)> {
    let mut length = 0;
    text.char_indices().find(|&(at, letter)| {
        let written = text.get(at..at + letter.len_utf8()).unwrap_or_default();
        length += sentence::length(written);
        length > LONGEST
    })
}

fn first_sentence(text: &str) -> Option<&str> {
    let full = text.rfind(['。', '！', '？']).and_then(|at| text.get(..at));
    if full.is_some() {
        return full;
    }
    let ends = text.match_indices(". ").map(|(at, _)| at);
    let not_abbreviated = |at: &usize| {
        let last = text.get(..*at).and_then(|head| head.rsplit(' ').next()).unwrap_or_default();
        last.chars().count() > 3 && !last.contains('.')
    };
    let end = ends.filter(|at| not_abbreviated(at)).last();
    end.and_then(|end| text.get(..=end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_are_whole_words_of_the_lede() {
        let lede = "The ferry company said on Monday that all service to the outer islands would be suspended until the storm passes.";
        let derived = derive(lede);
        assert_eq!(
            derived,
            "The ferry company said on Monday that all service to the outer islands would be suspended until the"
        );
        assert!(lede.starts_with(&derived));
    }

    #[test]
    fn a_short_first_sentence_is_enough() {
        let lede = "The harbour of Port Blue was closed on Monday. Ferries waited outside for the storm to pass, the mayor said.";
        assert_eq!(derive(lede), "The harbour of Port Blue was closed on Monday");
        assert_eq!(derive("It rained."), "It rained");
        let lede = "港务局星期一宣布关闭港口。渡轮在外海等候风暴过去，预计星期三才能恢复通航，市长对记者说。";
        assert_eq!(derive(lede), "港务局星期一宣布关闭港口");
    }

    #[test]
    fn one_endless_word_is_cut() {
        assert_eq!(derive(&"é".repeat(300)).chars().count(), 100);
        assert_eq!(derive(&"港".repeat(300)).chars().count(), 33);
        assert_eq!(derive(&format!("{}，{}", "港".repeat(25), "口".repeat(25))), "港".repeat(25));
        assert_eq!(derive(""), "");
    }
}
