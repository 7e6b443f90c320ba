//! Many wordings looked for at once in one pass over a text, without regard to the case of English letters.

use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, StartKind};

/// A closed set of wordings.
#[derive(Debug)]
pub(super) struct Phrases(AhoCorasick);

impl Phrases {
    /// Builds the automaton once; meant for a static table.
    pub(super) fn of(wordings: &[&str]) -> Self {
        let builder = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .kind(Some(AhoCorasickKind::DFA))
            .build(wordings);
        Self(builder.expect("a table of some dozens of short wordings is far below every limit"))
    }

    /// Builds the automaton for wordings that texts begin with; compares letters as they are.
    pub(super) fn opening(wordings: &[String]) -> Self {
        let builder = AhoCorasick::builder().start_kind(StartKind::Anchored).build(wordings);
        Self(builder.expect("a table of some dozens of short wordings is far below every limit"))
    }

    /// Whether the text begins with any of the wordings; asked of those built for it.
    pub(super) fn open(&self, text: &str) -> bool {
        self.0.find(Input::new(text).anchored(Anchored::Yes)).is_some()
    }

    /// Whether any of the wordings stands in the text.
    pub(super) fn are_in(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings_are_found_in_any_case_and_place() {
        let phrases = Phrases::of(&["file photo", "looks on"]);
        assert!(phrases.are_in("A File Photo of the quay") && phrases.are_in("the mayor LOOKS ON"));
        assert!(!phrases.are_in("a file of photos") && !phrases.are_in(""));
    }
}
