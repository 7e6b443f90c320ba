//! Phrases on their way into a section, as [`Phrases`](crate::classify::phrases::Phrases) reads them.

use std::collections::{BTreeMap, BTreeSet};

use crate::classify::blob::{TooLong, Writer};
use crate::classify::phrases::Node;
use crate::classify::scan::{self, NO_WORDS, Token};

/// A growing set of phrases, each with the number it stands for.
#[derive(Debug, Clone, Default)]
pub(in crate::classify) struct PhraseSet {
    /// By the hash of each head of a phrase: the number of the one that ends there, and whether others go on.
    heads: BTreeMap<u64, (Option<u16>, bool)>,
    /// The upper halves of the hashes of first words.
    first_words: BTreeSet<u32>,
}

impl PhraseSet {
    /// Adds a phrase, and gives the number it stands for: this one, or the one it had already.
    pub(in crate::classify) fn insert(&mut self, words: &[Token], number: u16) -> u16 {
        self.begin(words);
        let phrase = self.insert_heads(words);
        self.end(phrase, number)
    }

    /// Marks that a phrase begins with the first of these words.
    pub(super) fn begin(&mut self, words: &[Token]) {
        self.first_words.extend(words.first().map(|first| upper_half(first.hash)));
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

    /// Writes nodes, then the hashes of first words.
    pub(in crate::classify) fn write(&self, writer: &mut Writer) -> Result<(), TooLong> {
        writer.word(u32::try_from(self.heads.len()).map_err(|_| TooLong)?);
        for (hash, (number, goes_on)) in &self.heads {
            let number = number.unwrap_or_default();
            if u32::from(number) >= Node::NUMBERS {
                return Err(TooLong);
            }
            writer.long(Node::new(*hash, number, *goes_on).bits());
        }
        writer.word(u32::try_from(self.first_words.len()).map_err(|_| TooLong)?);
        self.first_words.iter().for_each(|hash| writer.word(*hash));
        Ok(())
    }
}

fn upper_half(hash: u64) -> u32 {
    u32::try_from(hash >> u32::BITS).unwrap_or_default()
}
