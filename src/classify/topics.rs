//! The topics of an article: by the words of the lexicon it uses, and where it is short also by a learned model.

use crate::article::{Evidence, EvidenceSource, Ruling, Shortfall, Tag};

use super::fields::Field;
use super::lexicon::Lexicon;
use super::model::{self, FeatureFound, Features, TopicModel};
use super::phrases::HashKeyed;
use super::scan::{self, NO_WORDS, Token};
use super::tables::{Tables, TopicId};
use super::weigh::{self, mean, written};

/// What a further occurrence of a term counts beside its first.
const REPEATED: f32 = 0.3;
/// The most that further occurrences count, in places of weight 1: a word that fills an article is still one word.
const MOST_REPEATS: f32 = 6.0;
/// The least score of a first topic: no topic is better than a wrong one.
const LEAST_SCORE: f32 = 4.0;
/// The least share of the first topic's score for a second and third one.
const LEAST_SHARE: f32 = 0.45;
/// A first topic stronger than this asks no more of the others: a long war report may still be about diplomacy.
const STRONG_SCORE: f32 = 40.0;
const MOST_TOPICS: usize = 3;
/// The weight of the strongest terms; evidence is told beside it.
const STRONGEST_TERM: f32 = 3.0;
const MOST_EVIDENCE: usize = 8;
/// Up to how many bytes of text the model has its full power, which then falls with the length.
const FULL_POWER: f32 = 300.0;
/// The score of the lexicon's best topic that halves the model's power: where words speak clearly it adds little, and
/// it knows less of texts unlike those it learned from.
const CLEAR_SCORE: f32 = 16.0;
/// The part of its power that the model has where second and third topics are told: it learned from texts with one topic
/// each, and so leaves little to any other.
const FURTHER_POWER: f32 = 0.3;
/// What every topic has before any word speaks for it, so that the model can still raise one the lexicon missed.
const SMOOTHING: f32 = 2.0;
/// The least a learned word adds to the logarithm of a topic's odds to be told as evidence.
const NOTICEABLE: f32 = 0.1;
/// Shorter learned words, such as `a` and `in`, count but tell a reader nothing.
const TELLING_BYTES: usize = 4;

/// One occurrence of a term.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct TermFound {
    pub(super) term: u32,
    /// The place of its field in the list of fields.
    pub(super) field: usize,
    /// The byte of the field's text it begins at.
    pub(super) start: usize,
    /// The byte after it.
    pub(super) end: usize,
    /// The weight of its place.
    pub(super) at: f32,
    /// What it does not speak for.
    pub(super) silent: TopicSet,
}

/// Topics that a word is not to speak for by rules of the reader's: a bit for each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct TopicSet(u32);

impl TopicSet {
    /// Whether a topic is among them.
    pub(super) fn has(self, topic: TopicId) -> bool {
        self.0 & Self::bit(topic) != 0
    }

    /// Adds a topic.
    pub(super) fn add(&mut self, topic: TopicId) {
        self.0 |= Self::bit(topic);
    }

    /// Whether there is none.
    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn bit(topic: TopicId) -> u32 {
        u32::try_from(topic.0).ok().and_then(|place| 1_u32.checked_shl(place)).unwrap_or(0)
    }
}

/// The words of one article that speak for topics.
#[derive(Debug, Clone)]
pub(super) struct Material {
    pub(super) terms: Vec<TermFound>,
    pub(super) features: Features,
}

impl Material {
    /// Nothing yet.
    pub(super) fn none() -> Self {
        Self { terms: Vec::new(), features: Features::none() }
    }

    /// How much the model has to say beside these scores of the lexicon, 0 to 1: it learned from single sentences.
    fn power(&self, scores: &[f32]) -> f32 {
        if self.features.found.is_empty() {
            return 0.0;
        }
        let clear = scores.iter().copied().fold(0.0, f32::max);
        (FULL_POWER / model::real(self.features.bytes)).min(1.0) * CLEAR_SCORE / (CLEAR_SCORE + clear)
    }
}

/// What topics are decided by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Topics<'a> {
    pub(super) tables: &'a Tables,
    pub(super) lexicon: &'a Lexicon,
    pub(super) model: &'a TopicModel,
}

/// A word or pair of words that the model learned, and what all its occurrences add to a topic.
#[derive(Debug, Clone, Copy)]
pub(super) struct Learned {
    pub(super) feature: usize,
    /// The place of its first occurrence among the features found.
    pub(super) first: usize,
    pub(super) count: u32,
    pub(super) weight: f32,
}

impl Topics<'_> {
    /// Adds what one field, whose words are `tokens`, says of topics.
    pub(super) fn find(&self, field: usize, content: &Field, tokens: &[Token], all: &mut Material) {
        find_terms(self.lexicon, field, content, tokens, &mut all.terms);
        self.model.find(field, content, tokens, &mut all.features);
    }

    /// The tags of an article's topics, best first.
    pub(super) fn tags(&self, fields: &[Field], material: &Material) -> Vec<Tag> {
        let uses = uses(&material.terms);
        let ranking = self.ranking(&uses, material);
        let top = ranking.first().map_or(0.0, |first| first.score);
        let tag = |ranked: &Ranked| {
            let title = &self.tables.topics.get(ranked.topic.0)?.title;
            let mut evidence = evidence(self.lexicon, fields, &uses, ranked.topic);
            evidence.extend(learned_evidence(fields, material, self.learned(&uses, material, ranked.topic)));
            evidence.sort_by(|a, b| b.weight.total_cmp(&a.weight));
            evidence.truncate(MOST_EVIDENCE);
            Some(weigh::tag(title, certainty(ranked.score, top), evidence))
        };
        ranking.iter().filter(|ranked| ranked.ruling == Ruling::About).filter_map(tag).collect()
    }

    /// All topics, strongest first.
    pub(super) fn ranking(&self, uses: &[Use], material: &Material) -> Vec<Ranked> {
        let scores = self.scores(uses, material);
        let strongest = scores.first().map_or(0.0, |(_, score)| *score).min(STRONG_SCORE);
        let ruling = |place: usize, score: f32| {
            if score < LEAST_SCORE {
                Ruling::Mentioned(Shortfall::TooLittle { least: LEAST_SCORE })
            } else if score < LEAST_SHARE * strongest {
                Ruling::Mentioned(Shortfall::SmallShare { strongest, share: LEAST_SHARE })
            } else if place >= MOST_TOPICS {
                Ruling::Mentioned(Shortfall::Outnumbered)
            } else {
                Ruling::About
            }
        };
        let ranked = |(place, (topic, score))| Ranked { topic, score, ruling: ruling(place, score) };
        scores.into_iter().enumerate().map(ranked).collect()
    }

    /// What the terms of the lexicon give each topic, in the order of the table.
    pub(super) fn lexicon_scores(&self, uses: &[Use]) -> Vec<f32> {
        let mut scores = vec![0.0; self.tables.topics.len()];
        for used in uses {
            let topics = self.lexicon.term(used.first.term).map_or(&[][..], |term| term.topics);
            for (topic, weight) in topics.iter().filter(|(topic, _)| used.speaks_for(*topic)) {
                if let Some(score) = scores.get_mut(topic.0) {
                    *score += weight * used.value();
                }
            }
        }
        scores
    }

    /// What the learned words add to one topic, those that pull for it noticeably, strongest first.
    pub(super) fn learned(&self, uses: &[Use], material: &Material, topic: TopicId) -> Vec<Learned> {
        let factor = material.features.share() * material.power(&self.lexicon_scores(uses));
        let Some(column) = self.model.column(topic) else { return Vec::new() };
        let found = material.features.found.iter().enumerate();
        let found = found.filter(|(_, found)| !found.silent.has(topic));
        let telling = found.filter(|(_, found)| found.end - found.start >= TELLING_BYTES);
        let pull = |(first, found): (usize, &FeatureFound)| Learned {
            feature: found.feature,
            first,
            count: 1,
            weight: factor * self.model.weight(found.feature, column),
        };
        let mut pulls: Vec<Learned> = telling.map(pull).filter(|learned| learned.weight > 0.0).collect();
        pulls.sort_unstable_by_key(|learned| (learned.feature, learned.first));
        let same = pulls.chunk_by(|one, other| one.feature == other.feature);
        let together = |same: &[Learned]| {
            let count = u32::try_from(same.len()).unwrap_or(u32::MAX);
            let weight = same.iter().map(|learned| learned.weight).sum();
            same.first().map(|first| Learned { count, weight, ..*first })
        };
        let mut all: Vec<Learned> = same.filter_map(together).collect();
        all.retain(|learned| learned.weight >= NOTICEABLE);
        all.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        all
    }

    /// The score of each topic, highest first: the likeliest by lexicon and model has at least that of any other.
    fn scores(&self, uses: &[Use], material: &Material) -> Vec<(TopicId, f32)> {
        let lexicon = self.lexicon_scores(uses);
        let power = material.power(&lexicon);
        let odds = material.features.odds(self.model, lexicon.len());
        let likely = highest(&shared(&lexicon, &odds, power));
        let mut scores = shared(&lexicon, &odds, FURTHER_POWER * power);
        scores.sort_by(|a, b| b.1.total_cmp(&a.1));
        let most = scores.first().map_or(0.0, |(_, score)| *score);
        let others = scores.into_iter().filter(|(topic, _)| Some(*topic) != likely);
        likely.map(|likely| (likely, most)).into_iter().chain(others).collect()
    }
}

/// All that the lexicon gives, shared out among the topics by the product of its scores and the model's odds.
fn shared(lexicon: &[f32], odds: &[f32], power: f32) -> Vec<(TopicId, f32)> {
    let smoothed = || lexicon.iter().map(|score| score + SMOOTHING);
    let both: Vec<f32> = smoothed().zip(odds).map(|(score, odds)| score * (odds * power).exp()).collect();
    let unit = smoothed().sum::<f32>() / both.iter().sum::<f32>();
    (0..).map(TopicId).zip(both.into_iter().map(|both| both * unit)).collect()
}

fn highest(scores: &[(TopicId, f32)]) -> Option<TopicId> {
    scores.iter().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(topic, _)| *topic)
}

/// Adds the terms of one field, whose words are `tokens`.
fn find_terms(lexicon: &Lexicon, field: usize, content: &Field, tokens: &[Token], all: &mut Vec<TermFound>) {
    let mut place = if lexicon.is_empty() { tokens.len() } else { 0 };
    while let Some(token) = tokens.get(place) {
        let may_begin = lexicon.may_begin(content.text, token);
        let hit = may_begin.then(|| lexicon.longest(content.text, tokens, place)).flatten();
        let Some(hit) = hit else {
            place += 1;
            continue;
        };
        let end = tokens.get(hit.after - 1).map_or(token.end, |last| last.end);
        let at = content.topic_weight_at(token.start);
        let silent = TopicSet::default();
        all.push(TermFound { term: hit.value, field, start: token.start, end, at, silent });
        place = hit.after;
    }
}

/// All occurrences of one term in an article that speak for the same topics.
#[derive(Debug, Clone, Copy)]
pub(super) struct Use {
    pub(super) first: TermFound,
    count: u32,
    best: f32,
    sum: f32,
}

impl Use {
    /// Whether these occurrences may speak for a topic.
    pub(super) fn speaks_for(&self, topic: TopicId) -> bool {
        !self.first.silent.has(topic)
    }

    /// What the term counts before its own weight.
    pub(super) fn value(&self) -> f32 {
        self.best + REPEATED * (self.sum - self.best).min(MOST_REPEATS)
    }
}

/// A topic, what speaks for it and what came of that.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ranked {
    pub(super) topic: TopicId,
    pub(super) score: f32,
    pub(super) ruling: Ruling,
}

fn certainty(score: f32, top: f32) -> f32 {
    score / (score + LEAST_SCORE) * (score / top.max(score))
}

/// The occurrences put together by term, in the order of their first.
pub(super) fn uses(found: &[TermFound]) -> Vec<Use> {
    let mut places: HashKeyed<usize> = HashKeyed::default();
    let mut uses: Vec<Use> = Vec::new();
    for term in found {
        let key = u64::from(term.silent.0) << u32::BITS | u64::from(term.term);
        let place = *places.entry(scan::joined(NO_WORDS, key)).or_insert(uses.len());
        match uses.get_mut(place) {
            Some(known) => {
                known.count += 1;
                known.best = known.best.max(term.at);
                known.sum += term.at;
            }
            None => uses.push(Use { first: *term, count: 1, best: term.at, sum: term.at }),
        }
    }
    uses
}

fn evidence(lexicon: &Lexicon, fields: &[Field], uses: &[Use], topic: TopicId) -> Vec<Evidence> {
    let weight = |used: &Use| {
        let topics = lexicon.term(used.first.term)?.topics;
        topics.iter().find(|(other, _)| *other == topic).map(|(_, weight)| *weight)
    };
    let uses = uses.iter().filter(|used| used.speaks_for(topic));
    let mut speaking: Vec<(&Use, f32)> =
        uses.filter_map(|used| weight(used).map(|weight| (used, weight))).collect();
    speaking.sort_by(|a, b| (b.1 * b.0.value()).total_cmp(&(a.1 * a.0.value())));
    speaking.truncate(MOST_EVIDENCE);
    let evidence = |(used, weight): (&Use, f32)| Evidence {
        source: EvidenceSource::Words,
        text: written(fields, used.first.field, used.first.start..used.first.end),
        count: used.count,
        weight: (weight / STRONGEST_TERM * mean(used.sum, used.count)).min(1.0),
    };
    speaking.into_iter().map(evidence).collect()
}

fn learned_evidence(
    fields: &[Field],
    material: &Material,
    learned: Vec<Learned>,
) -> impl Iterator<Item = Evidence> {
    learned.into_iter().take(MOST_EVIDENCE).filter_map(|learned| {
        let found = material.features.found.get(learned.first)?;
        let text = written(fields, found.field, found.start..found.end);
        let weight = learned.weight.min(1.0);
        Some(Evidence { source: EvidenceSource::Words, text, count: learned.count, weight })
    })
}
