//! A growing set of phrases, from which [`Phrases`](super::phrases::Phrases) are written or made.

use std::collections::{BTreeMap, BTreeSet};

use super::blob::{TooLong, Writer};
use super::phrases::Node;
use super::scan::{self, NO_WORDS, Token};

/// A growing set of phrases, each with the number it stands for.
#[derive(Debug, Clone, Default)]
pub(super) struct PhraseSet {
    /// By the hash of each head of a phrase: the number of the one that ends there, and whether others go on.
    heads: BTreeMap<u64, (Option<u16>, bool)>,
    /// The upper halves of the hashes of first words.
    first_words: BTreeSet<u32>,
}

impl PhraseSet {
    /// Adds a phrase, and gives the number it stands for: this one, or the one it had already.
    pub(super) fn insert(&mut self, words: &[Token], number: u16) -> u16 {
        self.begin(words);
        let phrase = self.insert_heads(words);
        self.end(phrase, number)
    }

    /// Marks that a phrase begins with the first of these words.
    pub(super) fn begin(&mut self, words: &[Token]) {
        self.first_words.extend(words.first().map(|first| scan::upper_half(first.hash)));
    }

    /// Marks that phrases go on after these words, all but the last, and gives the hash of all.
    pub(super) fn insert_heads(&mut self, words: &[Token]) -> u64 {
        let mut phrase = NO_WORDS;
        for (place, word) in words.iter().enumerate() {
            if place > 0 {
                self.heads.entry(phrase).or_default().1 = true;
            }
            phrase = scan::joined(phrase, word.hash);
        }
        phrase
    }

    /// Lets a phrase end at a hash.
    pub(super) fn end(&mut self, phrase: u64, number: u16) -> u16 {
        *self.heads.entry(phrase).or_default().0.get_or_insert(number)
    }

    /// The same phrases, each standing for what `numbers` has at the place of its number.
    pub(super) fn renumbered(&self, numbers: &[u16]) -> Self {
        let mut renumbered = self.clone();
        for number in renumbered.heads.values_mut().filter_map(|(number, _)| number.as_mut()) {
            *number = numbers.get(usize::from(*number)).copied().unwrap_or(*number);
        }
        renumbered
    }

    /// Marks that there is something to look for beyond a hash, where no phrase need end.
    pub(super) fn mark(&mut self, phrase: u64) {
        self.heads.entry(phrase).or_default();
    }

    /// The nodes, in the order of their hashes.
    pub(super) fn nodes(&self) -> impl ExactSizeIterator<Item = Node> {
        let node = |(hash, (number, goes_on)): (&u64, &(Option<u16>, bool))| {
            Node::new(*hash, number.unwrap_or_default(), *goes_on)
        };
        self.heads.iter().map(node)
    }

    /// The upper halves of the hashes of first words.
    pub(super) fn first_words(&self) -> impl Iterator<Item = u32> {
        self.first_words.iter().copied()
    }

    /// Writes nodes, then the hashes of first words.
    pub(super) fn write(&self, writer: &mut Writer) -> Result<(), TooLong> {
        if self.heads.values().any(|(number, _)| number.is_some_and(|n| u32::from(n) >= Node::NUMBERS)) {
            return Err(TooLong);
        }
        writer.word(u32::try_from(self.heads.len()).map_err(|_| TooLong)?);
        self.nodes().for_each(|node| writer.long(node.bits()));
        writer.rising(self.first_words.iter().copied())
    }
}

/// Things of which many are alike.
pub(super) struct Alike<K> {
    /// Each that differs from the others, with how many are like it.
    pub(super) each: Vec<(K, u16)>,
    /// For the number of a thing, from 1, the one it gets when those alike are numbered one after another.
    pub(super) numbers: Vec<u16>,
}

impl<K: Ord> Alike<K> {
    pub(super) fn of(things: impl Iterator<Item = K>) -> Result<Self, TooLong> {
        let mut alike: BTreeMap<K, Vec<usize>> = BTreeMap::new();
        for (place, thing) in (1..).zip(things) {
            alike.entry(thing).or_default().push(place);
        }
        let mut numbers = vec![0; alike.values().map(Vec::len).sum::<usize>() + 1];
        for (number, place) in (1..).zip(alike.values().flatten()) {
            *numbers.get_mut(*place).ok_or(TooLong)? = number;
        }
        let count =
            |(thing, places): (K, Vec<usize>)| Ok((thing, u16::try_from(places.len()).map_err(|_| TooLong)?));
        Ok(Self { each: alike.into_iter().map(count).collect::<Result<_, _>>()?, numbers })
    }
}
