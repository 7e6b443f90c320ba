//! What single words say of topics, remembered: news says most of its words again and again.
//!
//! Nothing is decided here. What is remembered never changes what a word means, only how soon that is known.

use super::fields::Field;
use super::lexicon::Opening;
use super::scan::{self, Token};

/// How many of a hash's upper bits choose the place of its word; the lower half tells it from others there.
const PLACE_BITS: u32 = 14;

/// What lexicon and model know of one word, from the lowest bit: the number of the term that it is by itself, that of
/// the learned word from 1, either 0 where it is none, and two marks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Word(u32);

impl Word {
    /// Both numbers stay below this.
    pub(super) const NUMBERS: u32 = 1 << Self::NUMBER_BITS;
    const NUMBER_BITS: u32 = 15;
    const GOES_ON: u32 = 1 << 30;
    const GOES_ON_WITH_HEAD: u32 = 1 << 31;

    pub(super) fn new(opening: Opening, feature: Option<usize>) -> Self {
        let feature = feature.and_then(|place| u32::try_from(place + 1).ok());
        let small = |number: Option<u32>| number.filter(|number| *number < Self::NUMBERS).unwrap_or_default();
        let mark = |holds: bool, mark: u32| if holds { mark } else { 0 };
        let marks =
            mark(opening.goes_on, Self::GOES_ON) | mark(opening.goes_on_with_head, Self::GOES_ON_WITH_HEAD);
        Self(small(opening.term) | (small(feature) << Self::NUMBER_BITS) | marks)
    }

    /// What terms begin with it.
    pub(super) fn opening(self) -> Opening {
        let term = self.0 & (Self::NUMBERS - 1);
        Opening {
            term: (term > 0).then_some(term),
            goes_on: self.0 & Self::GOES_ON != 0,
            goes_on_with_head: self.0 & Self::GOES_ON_WITH_HEAD != 0,
        }
    }

    /// The place of the learned word it is.
    pub(super) fn feature(self) -> Option<usize> {
        let number = (self.0 >> Self::NUMBER_BITS) & (Self::NUMBERS - 1);
        usize::try_from(number).unwrap_or_default().checked_sub(1)
    }
}

/// One part of an article with what is known of its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Passage<'a> {
    /// Its place in the list of fields.
    pub(super) field: usize,
    pub(super) content: &'a Field<'a>,
    pub(super) tokens: &'a [Token],
    /// One for each token.
    pub(super) words: &'a [Word],
}

/// The words of the field that is read, and those met lately.
#[derive(Debug)]
pub(super) struct Words {
    /// One for each word of the field.
    field: Vec<Word>,
    /// Each with the lower half of its hash, at the place the upper bits ask for, where it took that of another.
    lately: Box<[(u32, Word)]>,
}

impl Words {
    /// None yet. What stands at all places is the empty word, of which nothing is known.
    pub(super) fn none() -> Self {
        Self { field: Vec::new(), lately: vec![<(u32, Word)>::default(); 1 << PLACE_BITS].into() }
    }

    /// What is known of each of these words, by `look_up` where it is not remembered.
    pub(super) fn of(&mut self, tokens: &[Token], look_up: impl Fn(&Token) -> Word) -> &[Word] {
        let lately = &mut self.lately;
        let word = |token: &Token| {
            // Accents are folded in the hash, but count for the terms that go on with any letters.
            let place =
                usize::try_from(token.hash >> (u64::BITS - PLACE_BITS)).ok().filter(|_| token.is_ascii);
            let Some((half, word)) = place.and_then(|place| lately.get_mut(place)) else {
                return look_up(token);
            };
            let own = scan::lower_half(token.hash);
            if *half != own {
                (*half, *word) = (own, look_up(token));
            }
            *word
        };
        self.field.clear();
        self.field.extend(tokens.iter().map(word));
        &self.field
    }
}
