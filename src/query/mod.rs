//! What the reader asked for: parsing, printing back, matching and ranking.

use std::ops::Range;

use thiserror::Error;

use crate::article::{Article, Date, Tags, Triage};

/// What a vocabulary word names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A region, `region:`.
    Region,
    /// A country, `country:` and `mentions:`.
    Country,
    /// A topic, `topic:`.
    Topic,
    /// A tag of the reader's own, `tag:`.
    Tag,
}

/// One value a field can take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// What it names.
    pub kind: Kind,
    /// The code articles carry.
    pub code: String,
    /// The label shown.
    pub label: String,
    /// Other names a reader may type.
    pub aliases: Vec<String>,
}

/// All values of all fields that resolve against a vocabulary.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    terms: Vec<Term>,
}

/// A term that fits what was typed.
#[derive(Debug, Clone)]
pub struct Resolved<'a> {
    /// The term.
    pub term: &'a Term,
    /// Byte places of the label's matched letters, for highlighting; empty when an alias matched.
    pub letters: Vec<usize>,
}

impl Vocabulary {
    /// A vocabulary of these terms.
    pub fn new(terms: Vec<Term>) -> Self {
        Self { terms }
    }

    /// The terms of one kind that fit what was typed, best first; all of them for an empty text.
    pub fn resolve(&self, kind: Kind, _typed: &str) -> Vec<Resolved<'_>> {
        let terms = self.terms.iter().filter(|term| term.kind == kind);
        terms.map(|term| Resolved { term, letters: Vec::new() }).collect()
    }
}

/// A parsed query.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query {}

/// Where and why a query makes no sense.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message} (at column {})", at.start + 1)]
pub struct QueryError {
    /// The bytes of the query that are wrong.
    pub at: Range<usize>,
    /// What is wrong, and what would be right.
    pub message: String,
}

/// What a query is matched against.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// The article.
    pub article: &'a Article,
    /// What it is about.
    pub tags: &'a Tags,
    /// What the reader decided.
    pub triage: &'a Triage,
    /// How many copies there are.
    pub copies: usize,
}

/// How well a candidate fits, best first when sorted descending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Rank(pub u32);

/// How far words may be from what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closeness {
    /// Whole words, prefixes and parts of words.
    Exact,
    /// Also similar words; only for the live filter.
    Similar,
}

impl Query {
    /// Parses a query. `today` is what `date:today` and `date:2w..` count from.
    ///
    /// # Errors
    /// The place and reason where the text makes no sense.
    pub fn parse(_typed: &str, _vocabulary: &Vocabulary, _today: Date) -> Result<Self, QueryError> {
        Ok(Self {})
    }

    /// Whether the query has words to rank by, beside its fields.
    pub fn has_words(&self) -> bool {
        false
    }

    /// How well the candidate fits; nothing where it does not.
    pub fn rank(&self, _candidate: Candidate<'_>, _closeness: Closeness) -> Option<Rank> {
        Some(Rank(0))
    }
}
