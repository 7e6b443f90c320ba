//! Weighs the terms of articles by how many have them, and writes what is kept to tell what is related to one of them:
//! first the lists of all terms that several have, then the rows. Takes memory for the distinct terms of these lists.

use std::ops::RangeInclusive;

use super::field::{LEADING, Row, Weighed, part, write_list};
use super::sketches::Sketches;
use super::terms::{CommonWords, Shape, Term};

/// So many terms of articles are put in order at a time.
const TOGETHER: u64 = 1 << 22;

/// Terms are found by so many of the first bits of their numbers.
const FOUND_BY: u32 = 16;

/// Articles whose terms are weighed.
pub struct Weighing<'a, S: ?Sized> {
    common: &'a CommonWords,
    sketches: &'a S,
    /// Which articles are compared.
    compared: &'a dyn Fn(usize) -> bool,
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

impl<'a, S: Sketches + ?Sized> Weighing<'a, S> {
    /// Begins with the articles of these sketches that are compared.
    pub fn new(common: &'a CommonWords, sketches: &'a S, compared: &'a dyn Fn(usize) -> bool) -> Self {
        let (mut articles, mut terms) = (0, 0);
        for brief in (0..sketches.count()).filter(|one| compared(*one)).filter_map(|one| sketches.brief(one))
        {
            articles += 1;
            terms += u64::from(brief.terms);
        }
        Self {
            common,
            sketches,
            compared,
            articles,
            step: (1 << u32::BITS) / (terms / TOGETHER + 1) + 1,
            next: 0,
            length: 0,
            shared: Shared::default(),
        }
    }

    /// The next lists, all of which stand behind one another; nothing when there are no more.
    ///
    /// # Errors
    /// As below: the sketches cannot be read.
    pub fn lists(&mut self) -> Result<Option<Vec<u8>>, S::Error> {
        let Ok(first) = u32::try_from(self.next) else { return Ok(None) };
        self.next += self.step;
        let numbers = first..=u32::try_from(self.next - 1).unwrap_or(u32::MAX);
        let mut lists = Vec::new();
        for having in self.having(&numbers)?.chunk_by(|one, other| one.number == other.number) {
            self.list(having, &mut lists);
        }
        self.length += lists.len();
        Ok(Some(lists))
    }

    /// Which articles have the terms of these numbers, in the order of the terms and then of the articles.
    fn having(&self, numbers: &RangeInclusive<u32>) -> Result<Vec<Having>, S::Error> {
        let mut having = Vec::new();
        self.sketches.terms(&mut |place, terms| {
            let article = u32::try_from(place).unwrap_or(u32::MAX);
            let from = terms.partition_point(|term| term.number < *numbers.start());
            let within = terms.iter().skip(from).take_while(|term| term.number <= *numbers.end());
            if (self.compared)(place) {
                having.extend(within.map(|term| {
                    let is_name = term.shape == Shape::Name;
                    Having { number: term.number, article, is_name }
                }));
            }
            Ok(())
        })?;
        having.sort_unstable();
        Ok(having)
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

    /// Tells the rows of all articles in the order of their numbers, when all lists are written.
    ///
    /// # Errors
    /// The sketches cannot be read, or as what is told.
    pub fn rows(&mut self, mut tell: impl FnMut(&[u8]) -> Result<(), S::Error>) -> Result<(), S::Error> {
        self.shared.find_by();
        let this = &*self;
        this.sketches.terms(&mut |article, terms| {
            let brief = this.sketches.brief(article).filter(|_| (this.compared)(article));
            tell(&brief.map(|brief| this.row(brief.day, terms).write()).unwrap_or_default())
        })
    }

    fn row(&self, day: Option<u32>, terms: &[Term]) -> Row {
        let mut length = 0.0;
        let mut weights = Vec::with_capacity(terms.len());
        for term in terms {
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
        Row { day, weights: weights.into_iter().filter_map(weighed).collect() }
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
