//! What a query asks of many articles at once. Who has them answers; the query knows nothing of where they are kept.

use fixedbitset::FixedBitSet;

use super::value::State;
use crate::article::{Date, TagKind, Zone};
use crate::text::Fit;

/// Numbered articles that can be asked which of them have something. Every answer is added to a set, which is as long
/// as there are articles.
pub trait Corpus {
    /// Why an answer could not be given: what it is kept in cannot be read, or nobody wants it any more.
    type Error;

    /// How many articles there are; they are numbered from 0.
    fn articles(&self) -> usize;

    /// Those that have, in one kind of text, a word which fits a folded one at least so well.
    ///
    /// # Errors
    /// As for every method: the answer could not be given.
    fn having(&self, zone: Zone, word: &str, fit: Fit, set: &mut FixedBitSet) -> Result<(), Self::Error>;

    /// Those that have, in one kind of text, a folded word with this part, which may be empty, that is accepted.
    ///
    /// # Errors
    /// The answer could not be given.
    fn having_any(
        &self,
        zone: Zone,
        part: &str,
        accepted: &dyn Fn(&str) -> bool,
        set: &mut FixedBitSet,
    ) -> Result<(), Self::Error>;

    /// Those that carry a tag.
    ///
    /// # Errors
    /// The answer could not be given.
    fn carrying(&self, tag: &Carried, set: &mut FixedBitSet) -> Result<(), Self::Error>;

    /// The tags that articles carry, each with its label.
    ///
    /// # Errors
    /// The answer could not be given.
    fn labels(&self) -> Result<Vec<(Carried, String)>, Self::Error>;

    /// Those in a language, given in lower case, or in one narrower than it.
    ///
    /// # Errors
    /// The answer could not be given.
    fn in_language(&self, language: &str, set: &mut FixedBitSet) -> Result<(), Self::Error>;

    /// Those whose id begins with these hex digits in lower case.
    ///
    /// # Errors
    /// The answer could not be given.
    fn with_id(&self, start: &str, set: &mut FixedBitSet) -> Result<(), Self::Error>;

    /// Those whose story's id begins with these hex digits in lower case.
    ///
    /// # Errors
    /// The answer could not be given.
    fn in_story(&self, start: &str, set: &mut FixedBitSet) -> Result<(), Self::Error>;

    /// Those on which something was noted that is accepted, or in which words are highlighted that are.
    ///
    /// # Errors
    /// The answer could not be given.
    fn noting(&self, accepted: &dyn Fn(&str) -> bool, set: &mut FixedBitSet) -> Result<(), Self::Error>;

    /// Those in a state.
    ///
    /// # Errors
    /// The answer could not be given.
    fn in_state(&self, state: State, set: &mut FixedBitSet) -> Result<(), Self::Error>;

    /// Those whose publication date is accepted.
    ///
    /// # Errors
    /// The answer could not be given.
    fn published(
        &self,
        accepted: &dyn Fn(Option<Date>) -> bool,
        set: &mut FixedBitSet,
    ) -> Result<(), Self::Error>;

    /// Those the number of whose words is accepted.
    ///
    /// # Errors
    /// The answer could not be given.
    fn of_length(&self, accepted: &dyn Fn(usize) -> bool, set: &mut FixedBitSet) -> Result<(), Self::Error>;

    /// The texts of one kind in one article, as they stand.
    ///
    /// # Errors
    /// The answer could not be given.
    fn texts(&self, article: usize, zone: Zone) -> Result<Vec<String>, Self::Error>;
}

/// A tag that an article carries.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Carried {
    /// One of what it is about or names, by its code.
    Found(TagKind, String),
    /// One of the reader's own, by its name.
    Own(String),
}
