//! Why an article has its tags: the words that speak for each, where they stand, and what was passed over.
//!
//! The tagger finds all this; the screen and the command line tell it. Nothing is decided here.

use std::fmt;
use std::ops::Range;

use crate::text::SafeText;

use super::relation::Relation;

/// Everything that led to the tags of one article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Explanation {
    /// Countries: those of the tags and those only mentioned, in the order of the tags.
    pub countries: Vec<Account>,
    /// Regions, in the order of the tags.
    pub regions: Vec<Account>,
    /// Topics: those of the tags, then those with too little to be one, strongest first.
    pub topics: Vec<Account>,
    /// Names that speak for nothing, in the order they are first read.
    pub passed_over: Vec<PassedOver>,
}

/// What speaks for one country, region or topic, and what came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// The code: `NE`, `011`, `sahel`, `16000000`.
    pub code: SafeText,
    /// The label shown on screen.
    pub label: SafeText,
    /// The sum of what its words weigh, where each stands.
    pub score: f32,
    /// What came of it.
    pub ruling: Ruling,
    /// The words, heaviest first.
    pub words: Vec<Witness>,
    /// The countries of the article that lie in it, heaviest first; none but for regions.
    pub countries: Vec<Share>,
}

/// What came of all the words for one thing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Ruling {
    /// The article is about it.
    About,
    /// The article only mentions it.
    Mentioned(Shortfall),
}

/// Why an article only mentions something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shortfall {
    /// Only captions name it, and the text names others.
    OnlyCaptions,
    /// Its words weigh too little.
    TooLittle {
        /// The least they would have to weigh.
        least: f32,
    },
    /// Its words weigh little beside those of the strongest.
    SmallShare {
        /// What the words of the strongest weigh, as far as it counts here.
        strongest: f32,
        /// The least share of that, 0 to 1.
        share: f32,
    },
    /// As many others as an article may have are stronger.
    Outnumbered,
}

/// Words that speak for something, all equal ones together.
#[derive(Debug, Clone, PartialEq)]
pub struct Witness {
    /// The words as they first stand in the article.
    pub text: SafeText,
    /// By which rule they speak.
    pub rule: Rule,
    /// What all of them weigh together.
    pub weight: f32,
    /// Where they stand, in the order they are read.
    pub spots: Vec<Spot>,
    /// Other things of the same name, if the rest of the article decided between them.
    pub rather_than: Vec<SafeText>,
    /// The words that decided it: `Atlanta` for Georgia in the United States, `Texas` for Paris.
    pub decided_by: Option<SafeText>,
}

/// What one country adds to a region.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// The code of the country.
    pub code: SafeText,
    /// Its label.
    pub label: SafeText,
    /// What it adds to the score.
    pub weight: f32,
}

/// By which rule words speak for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// A name, as it is related to the place.
    Named(Relation),
    /// No words of the article, but where its source is at home.
    HomeCountry,
    /// What the reader said about the article.
    Reader,
    /// A rule of the reader's.
    ReadersRule,
    /// A word of the lexicon of topics.
    Lexicon,
    /// A word that a model learned from labelled news.
    Learned,
}

/// Where words stand: bytes of one part of the article.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Spot {
    /// The part.
    pub place: Place,
    /// The bytes of its text.
    pub range: Range<usize>,
}

/// A part of an article that tags are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
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

/// A name that speaks for nothing, all equal ones together.
#[derive(Debug, Clone, PartialEq)]
pub struct PassedOver {
    /// The words as they first stand in the article.
    pub text: SafeText,
    /// Why.
    pub reason: Reason,
    /// The words with those beside them that tell: `Michael Jordan`, `Paris, Texas`; the same where none do.
    pub within: SafeText,
    /// Where they stand, in the order they are read.
    pub spots: Vec<Spot>,
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
    /// It is settled that the article is not about what it names.
    Denied,
}

impl Explanation {
    /// The accounts of all tags: countries, regions, topics, each best first.
    pub fn tags(&self) -> impl Iterator<Item = &Account> {
        let all = [&self.countries, &self.regions, &self.topics].into_iter().flatten();
        all.filter(|account| account.ruling == Ruling::About)
    }
}

impl Account {
    /// How many places of the article speak for it.
    pub fn count(&self) -> usize {
        self.words.iter().map(|witness| witness.spots.len()).sum()
    }
}

impl Rule {
    /// The rule in words for the reader.
    pub fn words(self) -> &'static str {
        match self {
            Self::Named(relation) => relation.words(),
            Self::HomeCountry => "home country",
            Self::Reader => "you",
            Self::ReadersRule => "rule of yours",
            Self::Lexicon => "lexicon",
            Self::Learned => "learned",
        }
    }

    /// Whether it goes without saying beside a topic: most words of topics stand in the lexicon.
    pub fn is_usual(self) -> bool {
        self == Self::Lexicon
    }

    /// The word JSON uses for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Named(relation) => relation.code(),
            Self::HomeCountry => "home-country",
            Self::Reader => "reader",
            Self::ReadersRule => "readers-rule",
            Self::Lexicon => "lexicon",
            Self::Learned => "learned",
        }
    }
}

impl Place {
    /// The word JSON uses for it; the number of those that are counted stands beside it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Kicker => "kicker",
            Self::Dateline => "dateline",
            Self::Standfirst(_) => "standfirst",
            Self::Block(_) => "paragraph",
            Self::Caption(_) => "caption",
        }
    }

    /// Its number among those of its kind, from 1; none where there is only one.
    pub fn number(self) -> Option<usize> {
        match self {
            Self::Headline | Self::Kicker | Self::Dateline => None,
            Self::Standfirst(at) | Self::Block(at) | Self::Caption(at) => Some(at + 1),
        }
    }
}

impl fmt::Display for Place {
    /// The place in words: `headline`, `paragraph 3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.number() {
            Some(number) => write!(f, "{} {number}", self.code()),
            None => f.write_str(self.code()),
        }
    }
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
            Self::Denied => "set aside by you",
        }
    }

    /// The word JSON uses for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::PersonName => "person",
            Self::FixedPhrase => "phrase",
            Self::Street => "street",
            Self::Language => "language",
            Self::SmallLetters => "small-letters",
            Self::NoSupport => "ambiguous",
            Self::Elsewhere => "elsewhere",
            Self::Denied => "denied",
        }
    }
}
