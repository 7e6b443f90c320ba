//! A set of phrases, found longest first in the words of a text.
//!
//! Phrases are kept by 48 bits of a hash of their folded words, so that looking one up never touches its letters.
//! A look-up compares with one or two of them: the chance that a word is taken for another is about 2^-47.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::blob::Reader;
use super::phrase_set::PhraseSet;
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

/// A set of hashes that may answer yes for one that is not in it, in a power of two of words of 64 bits: 8 KiB
/// unless more are asked for.
#[derive(Debug, Clone)]
pub(super) struct Filter<const WORDS: usize = 1024>(Box<[u64; WORDS]>);

impl<const WORDS: usize> Filter<WORDS> {
    /// How many of a hash's upper bits choose the word; the six below them choose the bit.
    const CHOICE: u32 = WORDS.trailing_zeros();

    pub(super) fn empty() -> Self {
        Self(Box::new([0; WORDS]))
    }

    /// The set of the hashes with these upper halves.
    pub(super) fn of_upper_halves(halves: &[u32]) -> Self {
        let mut filter = Self::empty();
        for half in halves {
            filter.insert(u64::from(*half) << u32::BITS);
        }
        filter
    }

    pub(super) fn insert(&mut self, hash: u64) {
        let (word, bit) = Self::place(hash);
        self.0[word] |= bit;
    }

    pub(super) fn may_hold(&self, hash: u64) -> bool {
        let (word, bit) = Self::place(hash);
        self.0[word] & bit != 0
    }

    fn place(hash: u64) -> (usize, u64) {
        let word = usize::try_from(hash >> (u64::BITS - Self::CHOICE)).unwrap_or_default();
        (word, 1 << ((hash >> (u64::BITS - Self::CHOICE - 6)) & 63))
    }
}

/// Phrases and the number each stands for: a table of hashes with one place for each, the next free one where
/// that is taken.
#[derive(Debug, Clone)]
pub(super) struct Phrases {
    /// Nodes at or after the place their hash asks for; at least as many free places as taken ones.
    slots: Vec<Node>,
    /// How far a hash is shifted to give its place.
    shift: u32,
    first_words: Filter,
}

/// What is known about one head of a phrase: the upper 48 bits of its hash, the number of the phrase that ends here
/// from 1, and whether longer ones go on. No node is 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Node(u64);

impl Node {
    /// The lowest bits hold a number of up to 15 bits and one bit for whether phrases go on.
    const HASH: u64 = !0xffff;
    /// Numbers of phrases stay below this.
    pub(super) const NUMBERS: u32 = 1 << 15;

    pub(super) fn new(hash: u64, number: u16, goes_on: bool) -> Self {
        Self((hash & Self::HASH) | (u64::from(number) << 1) | u64::from(goes_on))
    }

    pub(super) fn bits(self) -> u64 {
        self.0
    }

    /// The number of the phrase that ends here.
    pub(super) fn number(self) -> Option<u32> {
        let number = u32::try_from((self.0 & !Self::HASH) >> 1).unwrap_or_default();
        (number > 0).then_some(number)
    }

    /// Whether longer phrases go on.
    pub(super) fn goes_on(self) -> bool {
        self.0 & 1 == 1
    }
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
    /// No phrases.
    pub(super) fn empty() -> Self {
        Self::with_room(0)
    }

    /// Reads nodes, then the hashes of first words.
    pub(super) fn read(section: &mut Reader) -> Self {
        let nodes = section.word();
        let mut phrases = Self::with_room(nodes);
        for _ in 0..nodes {
            phrases.insert(Node(section.long()));
        }
        phrases.first_words = Filter::of_upper_halves(&section.rising());
        phrases
    }

    /// The phrases of a set.
    pub(super) fn of(set: &PhraseSet) -> Self {
        let nodes = set.nodes();
        let mut phrases = Self::with_room(u32::try_from(nodes.len()).unwrap_or_default());
        nodes.for_each(|node| phrases.insert(node));
        set.first_words().for_each(|hash| phrases.first_words.insert(u64::from(hash) << u32::BITS));
        phrases
    }

    fn with_room(nodes: u32) -> Self {
        let places = (2 * nodes).next_power_of_two().max(2);
        Self {
            slots: vec![Node(0); usize::try_from(places).unwrap_or_default()],
            shift: u64::BITS - places.trailing_zeros(),
            first_words: Filter::empty(),
        }
    }

    fn insert(&mut self, node: Node) {
        let mut place = self.place(node.0);
        while self.slots.get(place).is_some_and(|taken| *taken != Node(0)) {
            place = self.next(place);
        }
        if let Some(slot) = self.slots.get_mut(place) {
            *slot = node;
        }
    }

    /// The place a hash asks for.
    fn place(&self, hash: u64) -> usize {
        usize::try_from(hash >> self.shift).unwrap_or_default()
    }

    /// The place after this one, around the end. There are a power of two of them.
    fn next(&self, place: usize) -> usize {
        (place + 1) & (self.slots.len() - 1)
    }

    /// What is known about the head of a phrase with this hash.
    pub(super) fn node(&self, hash: u64) -> Option<Node> {
        let mut place = self.place(hash);
        loop {
            let node = *self.slots.get(place)?;
            if (node.0 ^ hash) & Node::HASH == 0 {
                return Some(node);
            }
            if node == Node(0) {
                return None;
            }
            place = self.next(place);
        }
    }

    /// The number of the phrase with this hash.
    pub(super) fn number(&self, hash: u64) -> Option<u32> {
        self.node(hash)?.number()
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
            let Some(node) = self.node(phrase) else { break };
            best = node.number().map(|value| Hit { value, after: place + 1 }).or(best);
            if !node.goes_on() {
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
    use crate::classify::blob::Writer;

    fn tokens(text: &str) -> Vec<Token> {
        let mut found = Vec::new();
        scan::tokens(text, &mut found);
        found
    }

    #[test]
    fn longest_phrase_wins_and_shorter_ones_are_found_when_it_breaks_off() {
        let mut set = PhraseSet::default();
        for (number, phrase) in (1..).zip(["guinea", "guinea bissau", "papua new guinea"]) {
            assert_eq!(set.insert(&tokens(phrase), number), number);
        }
        let mut writer = Writer::default();
        set.write(&mut writer).expect("three phrases");
        let phrases = Phrases::read(&mut Reader::new(writer.bytes().to_vec().leak()));
        let find = |text: &str, from| phrases.longest(&tokens(text), from, |_, _| true);
        assert_eq!(find("Guinea-Bissau voted", 0), Some(Hit { value: 2, after: 2 }));
        assert_eq!(find("Guinea voted", 0), Some(Hit { value: 1, after: 1 }));
        assert_eq!(find("Papua New Guinea", 0), Some(Hit { value: 3, after: 3 }));
        assert_eq!(find("Papua New Zealand", 0), None);
        assert!(phrases.may_begin(&tokens("PAPUA")[0]));
    }
}
