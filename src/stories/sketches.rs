//! Sketches wherever they lie: in memory, or set aside by who has more of them than fit there. Articles are known by
//! their numbers.

use std::convert::Infallible;

use super::sketch::Sketch;
use super::terms::{Shape, Term};
use crate::article::ArticleId;

/// Bytes of a term as it is set aside.
pub const TERM: usize = 5;

/// The sketches of some articles.
pub trait Sketches {
    /// Why one cannot be read.
    type Error;

    /// How many articles there are.
    fn count(&self) -> usize;

    /// What is held of the sketch of an article; nothing where there is no such article.
    fn brief(&self, article: usize) -> Option<Brief>;

    /// Tells the fingerprints of each article in the order of their numbers.
    ///
    /// # Errors
    /// They cannot be read, or as what is told.
    fn prints(&self, tell: Tell<'_, u32, Self::Error>) -> Result<(), Self::Error>;

    /// Tells the terms of each article in the order of their numbers.
    ///
    /// # Errors
    /// They cannot be read, or as what is told.
    fn terms(&self, tell: Tell<'_, Term, Self::Error>) -> Result<(), Self::Error>;
}

/// Who is told something of each article.
pub type Tell<'a, T, E> = &'a mut dyn FnMut(usize, &[T]) -> Result<(), E>;

/// What is held of a sketch when the rest of it is set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brief {
    /// The article.
    pub id: ArticleId,
    /// Letters and digits of its body.
    pub length: usize,
    /// A number for its words.
    pub wording: u32,
    /// How many fingerprints it has.
    pub prints: u32,
    /// How many terms it has.
    pub terms: u32,
    /// The day it appeared.
    pub day: Option<u32>,
}

impl Sketch {
    /// What is held of it.
    pub fn brief(&self) -> Brief {
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Brief {
            id: self.id,
            length: self.length,
            wording: self.wording,
            prints: count(self.prints.len()),
            terms: count(self.terms.len()),
            day: self.day,
        }
    }

    /// Its fingerprints as they are set aside, four bytes each.
    pub fn written_prints(&self) -> Vec<u8> {
        self.prints.iter().flat_map(|print| print.to_le_bytes()).collect()
    }

    /// Its terms as they are set aside, [`TERM`] bytes each.
    pub fn written_terms(&self) -> Vec<u8> {
        let written = |term: &Term| {
            let [a, b, c, d] = term.number.to_le_bytes();
            let shape = match term.shape {
                Shape::Word => 0,
                Shape::Name => 1,
                Shape::Figure => 2,
                Shape::Pair => 3,
            };
            [a, b, c, d, shape << 4 | term.times & 0xf]
        };
        self.terms.iter().flat_map(written).collect()
    }
}

/// Fingerprints that were set aside.
pub fn read_prints(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect()
}

/// Terms that were set aside.
pub fn read_terms(bytes: &[u8]) -> Vec<Term> {
    let read = |[a, b, c, d, rest]: &[u8; TERM]| {
        let shape = match rest >> 4 {
            0 => Shape::Word,
            1 => Shape::Name,
            2 => Shape::Figure,
            _ => Shape::Pair,
        };
        Term { number: u32::from_le_bytes([*a, *b, *c, *d]), shape, times: rest & 0xf }
    };
    bytes.as_chunks().0.iter().map(read).collect()
}

/// Those that are in memory, by their places.
impl Sketches for [&Sketch] {
    type Error = Infallible;

    fn count(&self) -> usize {
        self.len()
    }

    fn brief(&self, article: usize) -> Option<Brief> {
        self.get(article).map(|sketch| sketch.brief())
    }

    fn prints(&self, tell: Tell<'_, u32, Infallible>) -> Result<(), Infallible> {
        self.iter().enumerate().try_for_each(|(article, sketch)| tell(article, &sketch.prints))
    }

    fn terms(&self, tell: Tell<'_, Term, Infallible>) -> Result<(), Infallible> {
        self.iter().enumerate().try_for_each(|(article, sketch)| tell(article, &sketch.terms))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stories::CommonWords;
    use crate::stories::samples::article;

    #[test]
    fn what_is_set_aside_is_read_back() {
        let mut text =
            article("Skipper Jonas Wray of Ellmouth paid 300 for a boat, and 300 for another boat.");
        for common in [CommonWords::new(), CommonWords::default()] {
            let sketch = Sketch::of(&text, &common);
            assert!(!sketch.terms.is_empty() && !sketch.prints.is_empty());
            assert_eq!(*read_prints(&sketch.written_prints()), *sketch.prints);
            assert_eq!(*read_terms(&sketch.written_terms()), *sketch.terms);
            text.body.extend_from_within(..);
        }
    }
}
