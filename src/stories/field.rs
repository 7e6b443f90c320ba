//! Articles as directions in the space of their terms, in the form in which they are kept: for each article a row of its
//! terms with their weights, for each term a list of the articles that have it. One is read without the others.

use serde::{Deserialize, Serialize};

use super::sketch::Sketch;
use super::terms::CommonWords;
use super::weighing::Weighing;

/// The most bytes of a list.
pub const LONGEST_LIST: u64 = 2048;

/// Terms that stand in more articles than this lead to no others, and are not listed.
pub(super) const LEADING: usize = 400;

/// The weight that is the whole length of an article.
pub(super) const WHOLE: f32 = 65_535.0;

/// Where rows and lists are read.
pub trait Field {
    /// Why one cannot be read.
    type Error: From<Malformed>;

    /// The row of an article, by its number; nothing for one that is not compared.
    ///
    /// # Errors
    /// It cannot be read.
    fn row(&self, article: u32) -> Result<Vec<u8>, Self::Error>;

    /// The bytes of all lists from this one on, [`LONGEST_LIST`] or as many as there are.
    ///
    /// # Errors
    /// They cannot be read.
    fn lists(&self, from: u32) -> Result<Vec<u8>, Self::Error>;
}

/// Bytes that are no row or no list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("has not the form of what is kept of an article")]
pub struct Malformed;

/// A term of an article that others have, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Weighed {
    /// Where the list of those that have it begins, which tells it from other terms.
    pub(super) at: u32,
    /// Whether its list leads to others.
    pub(super) leads: bool,
    /// How much it weighs in the article, [`WHOLE`] at most.
    pub(super) weight: u16,
}

/// What is kept of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// The day it appeared, counted from a day long ago.
    pub(super) day: Option<u32>,
    /// Its terms in the order of their lists.
    pub(super) weights: Vec<Weighed>,
}

/// A row as it is written: each term by its distance from the one before, doubled, and one more where it leads.
#[derive(Serialize, Deserialize)]
struct Written {
    day: Option<u32>,
    weights: Vec<(u64, u16)>,
}

impl Row {
    pub(super) fn write(&self) -> Vec<u8> {
        let mut before = 0;
        let weights = self.weights.iter().map(|term| {
            let distance = u64::from(term.at.saturating_sub(std::mem::replace(&mut before, term.at)));
            (distance << 1 | u64::from(term.leads), term.weight)
        });
        let written = Written { day: self.day, weights: weights.collect() };
        postcard::to_stdvec(&written).unwrap_or_default()
    }

    pub(super) fn read(bytes: &[u8]) -> Result<Self, Malformed> {
        if bytes.is_empty() {
            return Ok(Self::default());
        }
        let written: Written = postcard::from_bytes(bytes).map_err(|_| Malformed)?;
        let mut at = 0_u32;
        let weight = |(distance, weight): (u64, u16)| {
            at = u32::try_from(distance >> 1).ok().and_then(|distance| at.checked_add(distance))?;
            Some(Weighed { at, leads: distance & 1 == 1, weight })
        };
        let weights: Option<Vec<Weighed>> = written.weights.into_iter().map(weight).collect();
        Ok(Self { day: written.day, weights: weights.ok_or(Malformed)? })
    }
}

/// A part of a whole length as a weight.
pub(super) fn part(part: f32) -> u16 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 0 to 65535")]
    let weight = (part.clamp(0.0, 1.0) * WHOLE).round() as u16;
    weight
}

/// Adds a list of articles, whose numbers rise.
pub(super) fn write_list(articles: impl Iterator<Item = u32>, lists: &mut Vec<u8>) {
    let mut before = 0;
    let distance = |article: u32| article.saturating_sub(std::mem::replace(&mut before, article));
    let distances: Vec<u32> = articles.map(distance).collect();
    lists.extend(postcard::to_stdvec(&distances).unwrap_or_default());
}

/// The articles of the list that these bytes begin with.
pub(super) fn read_list(bytes: &[u8]) -> Result<Vec<u32>, Malformed> {
    let (mut articles, _): (Vec<u32>, _) = postcard::take_from_bytes(bytes).map_err(|_| Malformed)?;
    let mut last = 0_u32;
    for article in &mut articles {
        last = last.checked_add(*article).ok_or(Malformed)?;
        *article = last;
    }
    Ok(articles)
}

/// Rows and lists in memory.
#[derive(Debug, Clone)]
pub struct Held {
    rows: Vec<Vec<u8>>,
    lists: Vec<u8>,
}

impl Held {
    /// The rows and lists of these articles, whose numbers are their places.
    pub fn new(common: &CommonWords, sketches: &[&Sketch]) -> Self {
        let mut weighing = Weighing::new(common, sketches, &|_| true);
        let mut held = Self { rows: Vec::new(), lists: Vec::new() };
        while let Ok(Some(lists)) = weighing.lists() {
            held.lists.extend(lists);
        }
        let Ok(()) = weighing.rows(|row| {
            held.rows.push(row.to_vec());
            Ok(())
        });
        held
    }
}

impl Field for Held {
    type Error = Malformed;

    fn row(&self, article: u32) -> Result<Vec<u8>, Malformed> {
        let row = usize::try_from(article).ok().and_then(|article| self.rows.get(article));
        Ok(row.cloned().unwrap_or_default())
    }

    fn lists(&self, from: u32) -> Result<Vec<u8>, Malformed> {
        let (from, most) = (usize::try_from(from).ok(), usize::try_from(LONGEST_LIST).ok());
        let lists = from.and_then(|from| self.lists.get(from..)).ok_or(Malformed)?;
        Ok(most.and_then(|most| lists.get(..most)).unwrap_or(lists).to_vec())
    }
}
