//! A linear model over words and pairs of words, learned from labelled news, which speaks for topics where a text is
//! too short for the lexicon. It holds ordinary words only: names are the business of the other tables.

use crate::article::Place;

use super::blob::Reader;
use super::fields::Field;
use super::phrases::Filter;
use super::scan::{self, NO_WORDS, Token};
use super::tables::TopicId;
use super::topics::TopicSet;

/// The first bytes of an article that the model reads: it learned from headlines and single sentences, and the lede of
/// a long article is most like them.
pub(super) const MOST_BYTES: usize = 800;
/// What a weight of 1 in the table adds to the logarithm of a topic's odds, before the length of the text counts.
const UNIT: f32 = 0.1;
/// Room for so many topics.
const MOST_TOPICS: usize = 32;
/// How many of a hash's upper bits choose where its search begins.
const BUCKET_BITS: u32 = 12;

/// One occurrence of a word or pair of words that the model knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FeatureFound {
    /// Its place in the model.
    pub(super) feature: usize,
    /// The place of its field in the list of fields.
    pub(super) field: usize,
    /// The byte of the field's text it begins at.
    pub(super) start: usize,
    /// The byte after it.
    pub(super) end: usize,
    /// What it does not speak for.
    pub(super) silent: TopicSet,
}

/// The words it knows and their weights.
#[derive(Debug, Clone)]
pub(super) struct TopicModel {
    /// The upper halves of the hashes, sorted.
    keys: Vec<u32>,
    /// For each value of the upper bits, the place of the first key that begins with it or a later one.
    buckets: Vec<usize>,
    filter: Filter<4096>,
    topics: Vec<TopicId>,
    /// A signed byte for each topic, feature after feature.
    weights: &'static [u8],
}

impl TopicModel {
    /// A model that has learned nothing.
    pub(super) fn empty() -> Self {
        let (keys, buckets, topics) = (Vec::new(), Vec::new(), Vec::new());
        Self { keys, buckets, filter: Filter::empty(), topics, weights: &[] }
    }

    /// Reads its section of the embedded tables.
    pub(super) fn read(mut section: Reader) -> Self {
        let topics = section.list(|section| TopicId(usize::from(section.byte())));
        let keys = section.rising();
        let filter = Filter::of_upper_halves(&keys);
        let mut passed = 0;
        let mut bucket = |start: u32| {
            let rest = keys.iter().skip(passed);
            passed += rest.take_while(|key| **key >> (u32::BITS - BUCKET_BITS) < start).count();
            passed
        };
        let buckets = (0..=1 << BUCKET_BITS).map(&mut bucket).collect();
        let weights = section.bytes(keys.len() * topics.len());
        Self { keys, buckets, filter, topics, weights }
    }

    /// The place of a topic among the weights of a feature; none where nothing was learned of it.
    pub(super) fn column(&self, topic: TopicId) -> Option<usize> {
        self.topics.iter().position(|other| *other == topic)
    }

    /// What a feature adds to the topic of a column, for or against it.
    pub(super) fn weight(&self, feature: usize, column: usize) -> f32 {
        let byte = self.row(feature).get(column).copied().unwrap_or_default();
        f32::from(byte.cast_signed()) * UNIT
    }

    /// The weights of one feature, a signed byte for each topic.
    fn row(&self, feature: usize) -> &[u8] {
        let width = self.topics.len();
        self.weights.get(feature * width..).and_then(|rest| rest.get(..width)).unwrap_or_default()
    }

    /// Adds what it knows of one field, whose words are `tokens`, and tells how many more bytes it would read.
    pub(super) fn find(&self, field: usize, content: &Field, tokens: &[Token], all: &mut Features) {
        if !is_read(content.place) || self.keys.is_empty() {
            return;
        }
        all.bytes += content.text.len();
        let left = all.left;
        all.left = left.saturating_sub(content.text.len());
        for (place, token) in tokens.iter().enumerate().take_while(|(_, token)| token.start < left) {
            let word = scan::joined(NO_WORDS, token.hash);
            let mut add = |hash: u64, end: usize| {
                if let Some(feature) = self.place(hash) {
                    let (start, silent) = (token.start, TopicSet::default());
                    all.found.push(FeatureFound { feature, field, start, end, silent });
                }
            };
            add(word, token.end);
            if let Some(next) = tokens.get(place + 1) {
                add(scan::joined(word, next.hash), next.end);
            }
        }
    }

    fn place(&self, hash: u64) -> Option<usize> {
        let key = scan::upper_half(hash);
        if !self.filter.may_hold(hash) {
            return None;
        }
        let bucket = usize::try_from(key >> (u32::BITS - BUCKET_BITS)).ok()?;
        let (from, to) = (*self.buckets.get(bucket)?, *self.buckets.get(bucket + 1)?);
        let at = self.keys.get(from..to)?.iter().position(|other| *other == key)?;
        Some(from + at)
    }
}

/// What the model knows of an article.
#[derive(Debug, Clone)]
pub(super) struct Features {
    /// Every occurrence, in the order they were read.
    pub(super) found: Vec<FeatureFound>,
    /// How many bytes of text the article has.
    pub(super) bytes: usize,
    /// How many more bytes the model reads.
    left: usize,
}

impl Features {
    pub(super) fn none() -> Self {
        Self { found: Vec::new(), bytes: 0, left: MOST_BYTES }
    }

    /// What one occurrence counts: long texts have more words, and each tells less.
    pub(super) fn share(&self) -> f32 {
        real(self.found.len().max(1)).sqrt().recip()
    }

    /// What the model makes of the article: for each topic the logarithm of its odds, 0 for those it knows nothing of.
    pub(super) fn odds(&self, model: &TopicModel, topics: usize) -> Vec<f32> {
        let mut sums = [0_i32; MOST_TOPICS];
        for found in &self.found {
            for (sum, byte) in sums.iter_mut().zip(model.row(found.feature)) {
                *sum += i32::from(byte.cast_signed());
            }
        }
        // Hardly any article has such words, so that they are taken back rather than looked for among all.
        for found in self.found.iter().filter(|found| !found.silent.is_empty()) {
            let columns = sums.iter_mut().zip(model.row(found.feature)).zip(&model.topics);
            for ((sum, byte), _) in columns.filter(|(_, topic)| found.silent.has(**topic)) {
                *sum -= i32::from(byte.cast_signed());
            }
        }
        let mut odds = vec![0.0; topics];
        let unit = UNIT * self.share();
        for (topic, sum) in model.topics.iter().zip(sums) {
            if let Some(odds) = odds.get_mut(topic.0) {
                *odds =
                    unit * f32::from(i16::try_from(sum).unwrap_or(if sum < 0 { i16::MIN } else { i16::MAX }));
            }
        }
        odds
    }
}

/// Whether the model reads this part of an article.
pub(super) fn is_read(place: Place) -> bool {
    match place {
        Place::Headline | Place::Kicker | Place::Standfirst(_) | Place::Block(_) => true,
        Place::Dateline | Place::Caption(_) => false,
    }
}

/// A count as a number to calculate with; beyond 65,535 nothing changes any more.
pub(super) fn real(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}
