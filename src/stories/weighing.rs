//! Weighs the terms of articles by how many have them, and writes what is kept to tell what is related to one of them:
//! first the lists of all terms that several have, then the rows. Takes memory for the distinct terms of these lists.

use std::ops::RangeInclusive;

use super::field::{LEADING, Row, Weighed, part, write_list};
use super::sketch::Sketch;
use super::terms::{CommonWords, Shape, Term};

/// So many terms of articles are put in order at a time.
const TOGETHER: usize = 1 << 22;

/// Terms are found by so many of the first bits of their numbers.
const FOUND_BY: u32 = 16;

/// Articles whose terms are weighed.
#[derive(Debug)]
pub struct Weighing<'a> {
    common: &'a CommonWords,
    /// The articles by their numbers; nothing for those that are not compared.
    sketches: &'a [Option<&'a Sketch>],
    /// How many are compared.
    articles: usize,
    /// How many terms there are between two multiples of this number, at most about [`TOGETHER`].
    step: u64,
    /// The first number whose terms are not listed yet.
    next: u64,
    /// How many bytes of lists there are.
    length: usize,
    shared: Shared,
}

/// The terms that several articles have.
#[derive(Debug, Default)]
struct Shared {
    /// In the order of their numbers.
    terms: Vec<SharedTerm>,
    /// How many begin with a lower number of so many bits than [`FOUND_BY`].
    firsts: Vec<usize>,
}

/// A term that several articles have. All of it lies together, as it is looked up for every term of every article.
#[derive(Debug, Clone, Copy)]
struct SharedTerm {
    number: u32,
    /// Where its list begins.
    list: u32,
    /// What it says.
    rarity: f32,
    /// Most have it as a name.
    is_name: bool,
    /// It leads to those who have it.
    leads: bool,
}

impl<'a> Weighing<'a> {
    /// Begins with the articles of these sketches, by their numbers; those without one are not compared.
    pub fn new(common: &'a CommonWords, sketches: &'a [Option<&'a Sketch>]) -> Self {
        let terms: usize = sketches.iter().flatten().map(|sketch| sketch.terms.len()).sum();
        let steps = u64::try_from(terms / TOGETHER + 1).unwrap_or(1);
        Self {
            common,
            sketches,
            articles: sketches.iter().flatten().count(),
            step: (1 << u32::BITS) / steps + 1,
            next: 0,
            length: 0,
            shared: Shared::default(),
        }
    }

    /// The next lists, all of which stand behind one another; nothing when there are no more.
    pub fn lists(&mut self) -> Option<Vec<u8>> {
        let first = u32::try_from(self.next).ok()?;
        self.next += self.step;
        let numbers = first..=u32::try_from(self.next - 1).unwrap_or(u32::MAX);
        let mut lists = Vec::new();
        for having in self.having(&numbers).chunk_by(|one, other| one.number == other.number) {
            self.list(having, &mut lists);
        }
        self.length += lists.len();
        Some(lists)
    }

    /// Which articles have the terms of these numbers, in the order of the terms and then of the articles.
    fn having(&self, numbers: &RangeInclusive<u32>) -> Vec<Having> {
        let mut having = Vec::new();
        for (article, sketch) in (0_u32..).zip(self.sketches) {
            let Some(sketch) = sketch else { continue };
            let from = sketch.terms.partition_point(|term| term.number < *numbers.start());
            let terms = sketch.terms.iter().skip(from).take_while(|term| term.number <= *numbers.end());
            having.extend(terms.map(|term| {
                let is_name = term.shape == Shape::Name;
                Having { number: term.number, article, is_name }
            }));
        }
        having.sort_unstable();
        having
    }

    /// Adds the list of one term, if several have it.
    fn list(&mut self, having: &[Having], lists: &mut Vec<u8>) {
        let (Some(first), Ok(at)) = (having.first(), u32::try_from(self.length + lists.len())) else {
            return;
        };
        if having.len() == 1 {
            return;
        }
        let leads = having.len() <= LEADING;
        write_list(having.iter().filter(|_| leads).map(|one| one.article), lists);
        let names = having.iter().filter(|one| one.is_name).count();
        self.shared.terms.push(SharedTerm {
            number: first.number,
            list: at,
            rarity: self.common.rarity(first.number, having.len(), self.articles),
            is_name: names * 10 >= having.len() * 7,
            leads,
        });
    }

    /// The rows of all articles in the order of their numbers, when all lists are written.
    pub fn rows(&mut self) -> impl Iterator<Item = Vec<u8>> {
        self.shared.find_by();
        self.sketches.iter().map(|sketch| sketch.map(|sketch| self.row(sketch).write()).unwrap_or_default())
    }

    fn row(&self, sketch: &Sketch) -> Row {
        let mut length = 0.0;
        let mut weights = Vec::with_capacity(sketch.terms.len());
        for term in &sketch.terms {
            let shared = self.shared.find(term.number);
            let weight = self.weight(*term, shared);
            length += weight * weight;
            weights.extend(shared.map(|shared| (shared, weight)));
        }
        let length = length.sqrt().max(f32::MIN_POSITIVE);
        let weighed = |(shared, weight): (&SharedTerm, f32)| {
            let weight = part(weight / length);
            (weight > 0).then_some(Weighed { at: shared.list, leads: shared.leads, weight })
        };
        Row { day: sketch.day, weights: weights.into_iter().filter_map(weighed).collect() }
    }

    /// How much a term weighs in an article, as others have it.
    fn weight(&self, term: Term, shared: Option<&SharedTerm>) -> f32 {
        let is_name = shared.is_none_or(|shared| shared.is_name);
        let shape = if term.shape == Shape::Name && !is_name { Shape::Word } else { term.shape };
        let alone = || self.common.rarity(term.number, 1, self.articles);
        Term { shape, ..term }.weight() * shared.map_or_else(alone, |shared| shared.rarity)
    }
}

impl Shared {
    /// Makes ready to find terms.
    fn find_by(&mut self) {
        let beginning = |term: &SharedTerm| term.number >> (u32::BITS - FOUND_BY);
        let below = |bits: u32| self.terms.partition_point(|term| beginning(term) < bits);
        self.firsts = (0..=1 << FOUND_BY).map(below).collect();
    }

    fn find(&self, number: u32) -> Option<&SharedTerm> {
        let bits = usize::try_from(number >> (u32::BITS - FOUND_BY)).ok()?;
        let near = self.terms.get(*self.firsts.get(bits)?..*self.firsts.get(bits + 1)?)?;
        let found = near.binary_search_by_key(&number, |term| term.number).ok()?;
        near.get(found)
    }
}

/// That an article has a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Having {
    number: u32,
    article: u32,
    is_name: bool,
}
