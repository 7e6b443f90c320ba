//! A linear model over words and pairs of words, learned from labelled news, which speaks for topics where a text is
//! too short for the lexicon. It holds ordinary words only: names are the business of the other tables.

use crate::article::Place;

use super::blob::Reader;
use super::phrases::Filter;
use super::scan::{self, NO_WORDS, Token};
use super::tables::TopicId;
use super::together::Places;
use super::topics::TopicSet;
use super::words::Passage;

/// The first bytes of an article that the model reads: it learned from headlines and single sentences, and the lede of
/// a long article is most like them.
pub(super) const MOST_BYTES: usize = 800;
/// What a weight of 1 in the table adds to the logarithm of a topic's odds, before the length of the text counts.
const UNIT: f32 = 0.1;
/// Room for so many topics.
pub(super) const MOST_TOPICS: usize = 24;
/// How many of a hash's upper bits choose where its search begins.
const BUCKET_BITS: u32 = 14;
/// Shorter learned words, such as `a` and `in`, count but tell a reader nothing.
const TELLING_BYTES: usize = 4;

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

impl FeatureFound {
    fn tells(&self) -> bool {
        self.end - self.start >= TELLING_BYTES
    }
}

/// A word or pair of words that stands in an article, once or more often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Repeated {
    /// Its place in the model.
    pub(super) feature: usize,
    /// The place of its first occurrence among the features found.
    pub(super) first: usize,
    /// How often it stands there.
    pub(super) count: u16,
    /// What it does not speak for at every place.
    silent: TopicSet,
}

/// The words it knows and their weights.
#[derive(Debug, Clone)]
pub(super) struct TopicModel {
    /// The upper halves of the hashes, sorted.
    keys: Vec<u32>,
    /// For each value of the upper bits, the place of the first key that begins with it or a later one.
    buckets: Vec<u16>,
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
        let weights = section.bytes(keys.len() * topics.len());
        Self { buckets: buckets(&keys), keys, filter, topics, weights }
    }

    /// The place of a topic among the weights of a feature; none where nothing was learned of it.
    pub(super) fn column(&self, topic: TopicId) -> Option<usize> {
        self.topics.iter().position(|other| *other == topic)
    }

    /// What a feature adds to the topic of a column, for or against it.
    pub(super) fn weight(&self, feature: usize, column: usize) -> f32 {
        let weight = self.weights.get(feature * self.topics.len() + column);
        f32::from(weight.copied().unwrap_or_default().cast_signed()) * UNIT
    }

    /// The weights of one feature, and of the next ones as far as there is room, for which nobody asks.
    #[inline]
    fn row(&self, feature: usize) -> [u8; MOST_TOPICS] {
        let rest = self.weights.get(feature * self.topics.len()..).unwrap_or_default();
        rest.first_chunk().copied().unwrap_or_else(|| last_row(rest))
    }

    /// The place of a word.
    pub(super) fn word(&self, token: &Token) -> Option<usize> {
        self.place(scan::joined(NO_WORDS, token.hash))
    }

    /// Adds what it knows of a passage, and tells how many more bytes it would read.
    pub(super) fn find(&self, passage: Passage, all: &mut Features) {
        let Passage { field, content, tokens, words } = passage;
        if !is_read(content.place) || self.keys.is_empty() {
            return;
        }
        all.bytes += content.text.len();
        let left = all.left;
        all.left = left.saturating_sub(content.text.len());
        let mut after = tokens.iter().skip(1);
        for (token, word) in tokens.iter().zip(words).take_while(|(token, _)| token.start < left) {
            let mut add = |feature: usize, end: usize| {
                let (start, silent) = (token.start, TopicSet::default());
                all.add(FeatureFound { feature, field, start, end, silent }, self.row(feature));
            };
            if let Some(feature) = word.feature() {
                add(feature, token.end);
            }
            let pair = |next: &Token| scan::joined(scan::joined(NO_WORDS, token.hash), next.hash);
            if let Some((next, feature)) = after.next().and_then(|next| Some((next, self.place(pair(next))?)))
            {
                add(feature, next.end);
            }
        }
    }

    fn place(&self, hash: u64) -> Option<usize> {
        if !self.filter.may_hold(hash) {
            return None;
        }
        let key = scan::upper_half(hash);
        let bucket = usize::try_from(key >> (u32::BITS - BUCKET_BITS)).ok()?;
        let (from, to) =
            (usize::from(*self.buckets.get(bucket)?), usize::from(*self.buckets.get(bucket + 1)?));
        let at = self.keys.get(from..to)?.iter().position(|other| *other == key)?;
        Some(from + at)
    }
}

/// The weights of the last features, in whose place there is not room for all.
#[cold]
fn last_row(rest: &[u8]) -> [u8; MOST_TOPICS] {
    let mut bytes = rest.iter().copied();
    std::array::from_fn(|_| bytes.next().unwrap_or_default())
}

/// For each value of the upper bits, how many sorted keys stand before the first with it or a greater one.
fn buckets(keys: &[u32]) -> Vec<u16> {
    let mut buckets = vec![0_u16; (1 << BUCKET_BITS) + 1];
    let mut reached = 0;
    for (place, key) in (0..).zip(keys) {
        let own = usize::try_from(key >> (u32::BITS - BUCKET_BITS)).unwrap_or_default();
        if own >= reached {
            buckets.get_mut(reached..=own).unwrap_or_default().fill(place);
            reached = own + 1;
        }
    }
    let all = u16::try_from(keys.len()).unwrap_or(u16::MAX);
    buckets.get_mut(reached..).unwrap_or_default().fill(all);
    buckets
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
    /// The weights of all that were found together, for each column.
    sums: [i32; MOST_TOPICS],
}

impl Features {
    pub(super) fn none() -> Self {
        Self { found: Vec::new(), bytes: 0, left: MOST_BYTES, sums: [0; MOST_TOPICS] }
    }

    #[inline]
    fn add(&mut self, found: FeatureFound, weights: [u8; MOST_TOPICS]) {
        self.found.push(found);
        for (sum, weight) in self.sums.iter_mut().zip(weights) {
            // An article has far fewer features than would fill it; unchecked, all columns are added at once.
            *sum = sum.wrapping_add(i32::from(weight.cast_signed()));
        }
    }

    /// What one occurrence counts: long texts have more words, and each tells less.
    pub(super) fn share(&self) -> f32 {
        real(self.found.len().max(1)).sqrt().recip()
    }

    /// What the model makes of the article: for each topic the logarithm of its odds, 0 for those it knows nothing of.
    pub(super) fn odds(&self, model: &TopicModel, topics: usize) -> Vec<f32> {
        let mut sums = self.sums;
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

    /// The words and pairs found that tell a reader something, each once, in the order of their first occurrences.
    pub(super) fn together(&self, places: &mut Places) -> Vec<Repeated> {
        let number = |found: &FeatureFound| found.tells().then_some(found.feature);
        let once = |first, found: &FeatureFound| {
            let FeatureFound { feature, silent, .. } = *found;
            Repeated { feature, first, count: 1, silent }
        };
        let again = |repeated: &mut Repeated, found: &FeatureFound| {
            repeated.count += 1;
            repeated.silent.add_all(found.silent);
            true
        };
        places.together(&self.found, number, once, again)
    }

    /// What of this speaks for a topic.
    pub(super) fn speaking(&self, repeated: &Repeated, topic: TopicId) -> Option<Repeated> {
        if !repeated.silent.has(topic) {
            return Some(*repeated);
        }
        let same = |found: &FeatureFound| found.feature == repeated.feature && found.tells();
        let speaks = |found: &FeatureFound| same(found) && !found.silent.has(topic);
        let first = self.found.iter().position(speaks)?;
        let count = self.found.iter().filter(|found| speaks(found)).count();
        Some(Repeated { first, count: u16::try_from(count).unwrap_or(u16::MAX), ..*repeated })
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
