//! What the reader asked for: parsing, printing back, matching and ranking. `docs/queries.md` tells the language.
//!
//! Knows articles one at a time; which ones there are and in what order they are shown is for others to say.

mod ahead;
mod corpus;
mod elsewhere;
mod engine;
mod field;
mod fitting;
mod fuzzy;
mod grouping;
mod kind;
#[cfg(test)]
mod law;
mod lexer;
mod matcher;
mod parser;
#[cfg(test)]
mod probes;
mod site;
mod sort;
mod tree;
mod typo;
mod value;
mod vocabulary;
mod words;

use std::fmt;
use std::ops::Range;

use thiserror::Error;

pub use self::ahead::{day_ahead, days_ahead};
pub use self::corpus::{Carried, Corpus};
pub use self::field::{FIELDS, Field, FieldRow, Takes};
pub use self::fitting::Fitting;
pub use self::grouping::{Grouping, GroupingError};
pub use self::kind::Kind;
pub use self::site::Site;
pub use self::sort::{Direction, Sort, SortError, SortKey};
pub use self::typo::distance;
pub use self::value::{State, published};
pub use self::vocabulary::{Resolved, Term, Tier, Vocabulary};

use self::engine::Engine;
use self::matcher::{Reach, View};
use self::tree::{Node, Value};
use self::value::Meaning;
use self::words::{Traced, Wanted};
use crate::article::{Article, Date, StoryId, Tags, Triage};
use crate::text::SafeText;

/// A parsed query. The default one fits every article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query {
    root: Option<Node>,
    sort: Option<Sort>,
}

/// Where and why a query makes no sense.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message} (at column {})", at.start + 1)]
pub struct QueryError {
    /// The bytes of the query that are wrong.
    pub at: Range<usize>,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl QueryError {
    fn new(at: Range<usize>, message: String) -> Self {
        Self { at, message }
    }
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
    /// The story it belongs to.
    pub story: StoryId,
    /// How many copies there are.
    pub copies: usize,
}

/// How well a candidate fits, best first when sorted descending.
///
/// The sum over the query's words of what each earns where it fits best: from 100 for a whole word of the headline
/// to 6 for a word similar to one of a tag's label. Filters earn nothing.
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

impl Closeness {
    fn reach(self) -> Reach {
        match self {
            Self::Exact => Reach::Parts,
            Self::Similar => Reach::Similar,
        }
    }
}

/// A field's value that was understood as something else than what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess<'a> {
    /// What was typed: `ukrane`.
    pub typed: &'a str,
    /// The labels of what it was taken for.
    pub labels: &'a [String],
}

impl Query {
    /// Parses a query. `today` is what `date:today` and `date:2w..` count from.
    ///
    /// # Errors
    /// The place and reason where the text makes no sense.
    pub fn parse(typed: &str, vocabulary: &Vocabulary, today: Date) -> Result<Self, QueryError> {
        parser::parse(typed, vocabulary, today)
    }

    /// This query asked of the articles that fit another; of two orders this one's counts.
    #[must_use]
    pub fn within(self, other: Self) -> Self {
        let root = match (self.root, other.root) {
            (Some(own), Some(other)) => Some(Node::All(vec![other, own])),
            (own, other) => own.or(other),
        };
        Self { root, sort: self.sort.or(other.sort) }
    }

    /// Whether the query has words to rank by, beside its fields.
    pub fn has_words(&self) -> bool {
        let mut found = false;
        for_each_wanted(self.root.as_ref(), &mut |node| found |= matches!(node, Node::Text(_)));
        found
    }

    /// The order it asks for.
    pub fn sort(&self) -> Option<Sort> {
        self.sort
    }

    /// Whether it fits every article because it names no condition: `*`, `sort:date`.
    pub fn asks_nothing(&self) -> bool {
        let mut asks = false;
        for_each(self.root.as_ref(), &mut |node| match node {
            Node::Filter(_) => asks = true,
            Node::Text(wanted) => asks |= wanted.typed().to_string().contains(char::is_alphanumeric),
            Node::All(_) | Node::Any(_) | Node::Not(_) => {}
        });
        !asks
    }

    /// Whether it asks for what stands in no inbox: articles that are archived or snoozed.
    pub fn looks_behind_inbox(&self) -> bool {
        let mut looks = false;
        for_each_wanted(self.root.as_ref(), &mut |node| {
            let Node::Filter(filter) = node else { return };
            let behind =
                |value: &Value| matches!(value.meaning, Meaning::Is(State::Archived | State::Snoozed(_)));
            looks |= filter.values.iter().any(behind);
        });
        looks
    }

    /// Whether the code of a region, country, topic or tag is among those it names.
    pub fn names(&self, code: &str) -> bool {
        let mut named = false;
        for_each(self.root.as_ref(), &mut |node| {
            let Node::Filter(filter) = node else { return };
            let mut terms = filter.values.iter().filter_map(|value| value.meaning.terms());
            named |= terms.any(|terms| terms.codes.iter().any(|known| known == code));
        });
        named
    }

    /// The values that were taken for misspelt names, so that a caller can say so, or refuse to act on a guess.
    pub fn guesses(&self) -> Vec<Guess<'_>> {
        let mut guesses = Vec::new();
        for_each(self.root.as_ref(), &mut |node| {
            let Node::Filter(filter) = node else { return };
            for value in &filter.values {
                let terms = value.meaning.terms().filter(|terms| !terms.guessed.is_empty());
                let guess = terms.map(|terms| Guess { typed: &value.typed.text, labels: &terms.guessed });
                guesses.extend(guess);
            }
        });
        guesses
    }

    /// How well the candidate fits; nothing where it does not.
    pub fn rank(&self, candidate: Candidate<'_>, closeness: Closeness) -> Option<Rank> {
        let Some(root) = &self.root else { return Some(Rank::default()) };
        matcher::points(root, &View::new(candidate), closeness.reach()).map(Rank)
    }

    /// Which articles of a corpus fit, and how well: the same as [`rank`](Self::rank) says of each.
    ///
    /// # Errors
    /// The corpus could not answer.
    pub fn fitting<C: Corpus>(&self, corpus: &C, closeness: Closeness) -> Result<Fitting, C::Error> {
        match &self.root {
            Some(root) => Engine::new(corpus).fitting(root, closeness.reach()),
            None => Ok(Fitting::all(corpus.articles())),
        }
    }

    /// The bytes of a headline that the query's words stand on, in order and apart from each other.
    ///
    /// Whole words and beginnings of words; parts of words only where no word begins with what was typed.
    pub fn highlights(&self, text: &SafeText) -> Vec<Range<usize>> {
        self.places(text, Site::Headline)
    }

    /// The bytes of one text of an article that the query's words stand on, in order and apart from each other: what
    /// [`rank`](Self::rank) takes for a word there, and nothing else.
    pub fn places(&self, text: &str, site: Site) -> Vec<Range<usize>> {
        let wanted = self.wanted(&|meaning| meaning.words_at(site));
        if wanted.is_empty() {
            return Vec::new();
        }
        let traced = Traced::new(text);
        let mut ranges = Vec::new();
        for wanted in wanted {
            let places = wanted.places(&traced.folded, site.depth());
            ranges.extend(places.iter().filter_map(|place| traced.origin(place, text)));
        }
        words::merged(ranges)
    }

    /// The words and phrases that are looked for in texts, as they were typed and in order.
    pub fn words(&self) -> Vec<&str> {
        self.wanted(&Meaning::printed_words).into_iter().map(|wanted| wanted.typed().text.as_str()).collect()
    }

    /// The words and phrases that are looked for everywhere, and those of some fields.
    fn wanted<'a>(&'a self, of_field: &dyn Fn(&'a Meaning) -> Option<&'a Wanted>) -> Vec<&'a Wanted> {
        let mut wanted = Vec::new();
        for_each_wanted(self.root.as_ref(), &mut |node| match node {
            Node::Text(text) => wanted.push(text),
            Node::Filter(filter) => {
                wanted.extend(filter.values.iter().filter_map(|value| of_field(&value.meaning)));
            }
            Node::All(_) | Node::Any(_) | Node::Not(_) => {}
        });
        wanted
    }
}

/// Visits every node.
fn for_each<'a>(node: Option<&'a Node>, visit: &mut impl FnMut(&'a Node)) {
    let Some(node) = node else { return };
    visit(node);
    match node {
        Node::All(nodes) | Node::Any(nodes) => {
            for node in nodes {
                for_each(Some(node), visit);
            }
        }
        Node::Not(node) => for_each(Some(node), visit),
        Node::Text(_) | Node::Filter(_) => {}
    }
}

/// Visits every node that is not left out by a negation.
fn for_each_wanted<'a>(node: Option<&'a Node>, visit: &mut impl FnMut(&'a Node)) {
    let Some(node) = node else { return };
    visit(node);
    match node {
        Node::All(nodes) | Node::Any(nodes) => {
            for node in nodes {
                for_each_wanted(Some(node), visit);
            }
        }
        Node::Not(_) | Node::Text(_) | Node::Filter(_) => {}
    }
}

/// Writes the query so that parsing it again gives the same one, conditions as typed, the order last.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.root, self.sort) {
            (None, None) => Ok(()),
            (None, Some(sort)) => write!(f, "sort:{sort}"),
            (Some(root), None) => write!(f, "{root}"),
            (Some(root), Some(sort)) => write!(f, "{root} sort:{sort}"),
        }
    }
}
