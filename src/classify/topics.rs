//! The topics of an article: by the words of the lexicon it uses, and where it is short also by a learned model.

use std::ops::Range;

use crate::article::{Evidence, EvidenceSource, Ruling, Shortfall, Tag};

use super::fields::Field;
use super::lexicon::Lexicon;
use super::model::{self, Features, Repeated, TopicModel};
use super::scan::Token;
use super::tables::{Tables, TopicId};
use super::together::Places;
use super::weigh::{self, mean, written};
use super::words::{Passage, Word};

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

    /// Adds topics.
    pub(super) fn add_all(&mut self, others: Self) {
        self.0 |= others.0;
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
    pub(super) repeated: Repeated,
    pub(super) weight: f32,
}

/// What the words of an article come to together, before any topic is judged.
#[derive(Debug)]
pub(super) struct Weighed {
    pub(super) material: Material,
    pub(super) uses: Vec<Use>,
    /// What the terms of the lexicon give each topic, in the order of the table.
    pub(super) scores: Vec<f32>,
    /// How much the model has to say beside these, 0 to 1.
    power: f32,
    /// What one occurrence of a learned word counts.
    share: f32,
    learned: Vec<Repeated>,
}

impl Weighed {
    fn speaking(&self, learned: &Learned) -> Option<Speaking> {
        let found = self.material.features.found.get(learned.repeated.first)?;
        let (count, weight) = (u32::from(learned.repeated.count), learned.weight.min(1.0));
        Some(Speaking { field: found.field, range: found.start..found.end, count, weight })
    }
}

/// Words of an article that speak for a topic, before they are written out.
#[derive(Debug, Clone)]
struct Speaking {
    /// The place of their field in the list of fields.
    field: usize,
    /// The bytes of its text where they stand first.
    range: Range<usize>,
    count: u32,
    weight: f32,
}

impl Topics<'_> {
    /// What is known of one word of a text.
    pub(super) fn word(&self, text: &str, token: &Token) -> Word {
        Word::new(self.lexicon.opening(text, token), self.model.word(token))
    }

    /// Adds what one passage says of topics.
    pub(super) fn find(&self, passage: Passage, all: &mut Material) {
        find_terms(self.lexicon, passage, &mut all.terms);
        self.model.find(passage, &mut all.features);
    }

    /// The tags of an article's topics, best first.
    pub(super) fn tags(&self, fields: &[Field], weighed: &Weighed) -> Vec<Tag> {
        if weighed.uses.is_empty() && weighed.material.features.found.is_empty() {
            return Vec::new();
        }
        let ranking = self.ranking(weighed);
        let top = ranking.first().map_or(0.0, |first| first.score);
        let tag = |ranked: &Ranked| {
            let title = &self.tables.topics.get(ranked.topic.0)?.title;
            let evidence = self.evidence(fields, weighed, ranked.topic);
            Some(weigh::tag(title, certainty(ranked.score, top), evidence))
        };
        ranking.iter().filter(|ranked| ranked.ruling == Ruling::About).filter_map(tag).collect()
    }

    /// What all this comes to together.
    pub(super) fn weighed(&self, material: Material, places: &mut Places) -> Weighed {
        let number = |term: &TermFound| usize::try_from(term.term).ok();
        let uses = places.together(&material.terms, number, |_, term| Use::new(term), Use::add);
        let learned = material.features.together(places);
        let scores = self.lexicon_scores(&uses);
        let power = material.power(&scores);
        let share = material.features.share() * power;
        Weighed { material, uses, scores, power, share, learned }
    }

    /// All topics, strongest first.
    pub(super) fn ranking(&self, weighed: &Weighed) -> Vec<Ranked> {
        let scores = self.scores(weighed);
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
    fn lexicon_scores(&self, uses: &[Use]) -> Vec<f32> {
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
    pub(super) fn learned(&self, weighed: &Weighed, topic: TopicId) -> Vec<Learned> {
        let Some(column) = self.model.column(topic) else { return Vec::new() };
        let features = &weighed.material.features;
        let learned = |repeated: &Repeated| {
            let repeated = features.speaking(repeated, topic)?;
            let once = weighed.share * self.model.weight(repeated.feature, column);
            let weight = if once > 0.0 { (0..repeated.count).map(|_| once).sum() } else { once };
            (weight >= NOTICEABLE).then_some(Learned { repeated, weight })
        };
        let mut all: Vec<Learned> = weighed.learned.iter().filter_map(learned).collect();
        all.sort_by_key(|learned| learned.repeated.feature);
        all.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        all
    }

    /// The words that speak for a topic, strongest first.
    fn evidence(&self, fields: &[Field], weighed: &Weighed, topic: TopicId) -> Vec<Evidence> {
        let mut speaking = self.speaking_terms(&weighed.uses, topic);
        let learned = self.learned(weighed, topic).into_iter().take(MOST_EVIDENCE);
        speaking.extend(learned.filter_map(|learned| weighed.speaking(&learned)));
        speaking.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        speaking.truncate(MOST_EVIDENCE);
        let evidence = |Speaking { field, range, count, weight }: Speaking| Evidence {
            source: EvidenceSource::Words,
            text: written(fields, field, range),
            count,
            weight,
        };
        speaking.into_iter().map(evidence).collect()
    }

    /// The terms of the lexicon that say most for a topic.
    fn speaking_terms(&self, uses: &[Use], topic: TopicId) -> Vec<Speaking> {
        let weight = |used: &Use| {
            let topics = self.lexicon.term(used.first.term)?.topics;
            topics.iter().find(|(other, _)| *other == topic).map(|(_, weight)| *weight)
        };
        let uses = uses.iter().filter(|used| used.speaks_for(topic));
        let mut terms: Vec<(&Use, f32)> =
            uses.filter_map(|used| weight(used).map(|weight| (used, weight))).collect();
        terms.sort_by(|a, b| (b.1 * b.0.value()).total_cmp(&(a.1 * a.0.value())));
        terms.truncate(MOST_EVIDENCE);
        let speaking = |(used, weight): (&Use, f32)| Speaking {
            field: used.first.field,
            range: used.first.start..used.first.end,
            count: used.count,
            weight: (weight / STRONGEST_TERM * mean(used.sum, used.count)).min(1.0),
        };
        terms.into_iter().map(speaking).collect()
    }

    /// The score of each topic, highest first: the likeliest by lexicon and model has at least that of any other.
    fn scores(&self, weighed: &Weighed) -> Vec<(TopicId, f32)> {
        let Weighed { material, scores: lexicon, power, .. } = weighed;
        let odds = material.features.odds(self.model, lexicon.len());
        let likely = highest(&shared(lexicon, &odds, *power));
        let mut scores = shared(lexicon, &odds, FURTHER_POWER * power);
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

/// Adds the terms of a passage.
fn find_terms(lexicon: &Lexicon, passage: Passage, all: &mut Vec<TermFound>) {
    let Passage { field, content, tokens, words } = passage;
    let mut reached = 0;
    for (place, (token, word)) in tokens.iter().zip(words).enumerate() {
        let opening = word.opening();
        if place < reached || opening.is_none() {
            continue;
        }
        let Some(hit) = lexicon.longest(content.text, tokens, place, opening) else { continue };
        let end = tokens.get(hit.after - 1).map_or(token.end, |last| last.end);
        let at = content.topic_weight_at(token.start);
        let silent = TopicSet::default();
        all.push(TermFound { term: hit.value, field, start: token.start, end, at, silent });
        reached = hit.after;
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
    fn new(first: &TermFound) -> Self {
        Self { first: *first, count: 1, best: first.at, sum: first.at }
    }

    /// Adds a further occurrence, where it is one of the same term that speaks for the same topics.
    fn add(&mut self, further: &TermFound) -> bool {
        let same = (self.first.term, self.first.silent) == (further.term, further.silent);
        if same {
            self.count += 1;
            self.best = self.best.max(further.at);
            self.sum += further.at;
        }
        same
    }

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
