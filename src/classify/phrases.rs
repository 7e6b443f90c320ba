//! A set of phrases, found longest first in the words of a text.
//!
//! Phrases are kept by 64-bit hashes of their folded words, so that looking one up never touches its letters.
//! With fewer than 2^14 phrases the chance that a word of a text is taken for another is below 2^-49.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::scan::{self, NO_WORDS, Token};

/// A map whose keys are hashes already.
pub(super) type HashKeyed<V> = HashMap<u64, V, BuildHasherDefault<AlreadyHashed>>;

/// Passes a 64-bit hash through unchanged.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct AlreadyHashed(u64);

impl Hasher for AlreadyHashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// A set of hashes that may answer yes for one that is not in it, in 8 KiB.
#[derive(Debug, Clone)]
pub(super) struct Filter(Box<[u64; 1024]>);

impl Filter {
    pub(super) fn empty() -> Self {
        Self(Box::new([0; 1024]))
    }

    pub(super) fn insert(&mut self, hash: u64) {
        let (word, bit) = Self::place(hash);
        self.0[word] |= bit;
    }

    pub(super) fn may_hold(&self, hash: u64) -> bool {
        let (word, bit) = Self::place(hash);
        self.0[word] & bit != 0
    }

    /// The top ten bits choose the word, the six below them the bit.
    fn place(hash: u64) -> (usize, u64) {
        let word = usize::try_from(hash >> 54).unwrap_or_default();
        (word, 1 << ((hash >> 48) & 63))
    }
}

/// Phrases and the number each stands for.
#[derive(Debug, Clone)]
pub(super) struct Phrases {
    nodes: HashKeyed<Node>,
    first_words: Filter,
}

/// What is known about one head of a phrase.
#[derive(Debug, Clone, Copy, Default)]
struct Node {
    value: Option<u32>,
    goes_on: bool,
}

/// A phrase found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    /// The number the phrase stands for.
    pub(super) value: u32,
    /// The place of the token after its last word.
    pub(super) after: usize,
}

impl Phrases {
    /// No phrases, with room for this many.
    pub(super) fn with_capacity(phrases: usize) -> Self {
        let nodes = HashKeyed::with_capacity_and_hasher(phrases, BuildHasherDefault::default());
        Self { nodes, first_words: Filter::empty() }
    }

    /// Adds a phrase, or gives the number it stands for already.
    pub(super) fn insert(&mut self, words: &[Token], value: u32) -> u32 {
        if let Some(first) = words.first() {
            self.first_words.insert(first.hash);
        }
        let mut phrase = NO_WORDS;
        for (place, word) in words.iter().enumerate() {
            phrase = scan::joined(phrase, word.hash);
            let node = self.nodes.entry(phrase).or_default();
            if place + 1 == words.len() {
                return *node.value.get_or_insert(value);
            }
            node.goes_on = true;
        }
        value
    }

    /// Whether a phrase may begin with this word; a wrong yes only costs a look-up.
    pub(super) fn may_begin(&self, word: &Token) -> bool {
        self.first_words.may_hold(word.hash)
    }

    /// The longest phrase that begins at the token `from`; `joins` tells whether the gap between two
    /// neighbouring tokens may stand inside a phrase.
    pub(super) fn longest(
        &self,
        tokens: &[Token],
        from: usize,
        joins: impl Fn(&Token, &Token) -> bool,
    ) -> Option<Hit> {
        let mut best = None;
        let mut phrase = NO_WORDS;
        let mut previous: Option<&Token> = None;
        for (place, token) in tokens.iter().enumerate().skip(from) {
            if previous.is_some_and(|previous| !joins(previous, token)) {
                break;
            }
            phrase = scan::joined(phrase, token.hash);
            let Some(node) = self.nodes.get(&phrase) else { break };
            best = node.value.map(|value| Hit { value, after: place + 1 }).or(best);
            if !node.goes_on {
                break;
            }
            previous = Some(token);
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<Token> {
        let mut found = Vec::new();
        scan::tokens(text, &mut found);
        found
    }

    #[test]
    fn longest_phrase_wins_and_shorter_ones_are_found_when_it_breaks_off() {
        let mut phrases = Phrases::with_capacity(4);
        for (value, phrase) in (0..).zip(["guinea", "guinea bissau", "papua new guinea"]) {
            phrases.insert(&tokens(phrase), value);
        }
        let find = |text: &str, from| phrases.longest(&tokens(text), from, |_, _| true);
        assert_eq!(find("Guinea-Bissau voted", 0), Some(Hit { value: 1, after: 2 }));
        assert_eq!(find("Guinea voted", 0), Some(Hit { value: 0, after: 1 }));
        assert_eq!(find("Papua New Guinea", 0), Some(Hit { value: 2, after: 3 }));
        assert_eq!(find("Papua New Zealand", 0), None);
    }

    #[test]
    fn same_phrase_keeps_its_first_number() {
        let mut phrases = Phrases::with_capacity(4);
        assert_eq!(phrases.insert(&tokens("Niger"), 4), 4);
        assert_eq!(phrases.insert(&tokens("NIGER"), 9), 4);
    }
}
