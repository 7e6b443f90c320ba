//! Why an article has the tags it has: every place name and topic word found, and what became of it.

use std::ops::Range;

use crate::article::Tags;
use crate::text::SafeText;

use super::gazetteer::Relation;

/// The tags of an article with everything that led to them.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The same tags that [`Tagger::tag`](super::Tagger::tag) gives.
    pub tags: Tags,
    /// The place names in the order they were read: headline, dateline, standfirst, body, captions.
    pub mentions: Vec<Mention>,
    /// The words that spoke for a topic, in the same order.
    pub terms: Vec<Term>,
}

/// A part of an article that tags are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// The printed headline.
    Headline,
    /// The line above the headline.
    Kicker,
    /// The place the story was filed from.
    Dateline,
    /// A point of the standfirst, by its place in the article's list.
    Standfirst(usize),
    /// A block of the body, by its place in the article's list.
    Block(usize),
    /// A caption, by its place in the article's list.
    Caption(usize),
}

/// One place name found.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// The part of the article it stands in.
    pub place: Place,
    /// The bytes of that part's text.
    pub range: Range<usize>,
    /// The words as they stand there.
    pub text: SafeText,
    /// What became of it.
    pub verdict: Verdict,
}

/// What became of a place name.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// It speaks for these countries or regions.
    Counted(Vec<Count>),
    /// It speaks for nothing.
    PassedOver(Reason),
}

/// What one mention adds to one country or region.
#[derive(Debug, Clone, PartialEq)]
pub struct Count {
    /// The code of the country or region.
    pub code: SafeText,
    /// How the name is related to it.
    pub relation: Relation,
    /// What it adds: the weight of the name times that of its place in the article.
    pub weight: f32,
}

/// Why a place name speaks for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// It is part of a person's name: `Jordan Smith`.
    PersonName,
    /// It is part of a fixed phrase: `New York Times`.
    FixedPhrase,
    /// It names a street.
    Street,
    /// It names a language or a dish: `French class`.
    Language,
    /// It has a meaning only in capitals: `us`.
    SmallLetters,
    /// It is ambiguous and nothing else in the article speaks for its country.
    NoSupport,
    /// The words after it tell that the place is in another country: `Paris, Texas`.
    Elsewhere,
}

impl Reason {
    /// The reason in words for the reader.
    pub fn words(self) -> &'static str {
        match self {
            Self::PersonName => "part of a person's name",
            Self::FixedPhrase => "part of a fixed phrase",
            Self::Street => "name of a street",
            Self::Language => "a language or a dish",
            Self::SmallLetters => "not written in capitals",
            Self::NoSupport => "ambiguous, and nothing else speaks for it",
            Self::Elsewhere => "a place of that name in another country",
        }
    }
}

/// One word or phrase that spoke for topics.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// The part of the article it stands in.
    pub place: Place,
    /// The bytes of that part's text.
    pub range: Range<usize>,
    /// The words as they stand there.
    pub text: SafeText,
    /// The codes of the topics.
    pub codes: Vec<SafeText>,
    /// The weight of the term times that of its place in the article.
    pub weight: f32,
}
