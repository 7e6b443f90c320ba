//! The topics of an article, by the words of the lexicon it uses.

use crate::article::{Evidence, Ruling, Shortfall, Tag};

use super::fields::Field;
use super::lexicon::Lexicon;
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
}

/// Adds the terms of one field, whose words are `tokens`.
pub(super) fn find(
    lexicon: &Lexicon,
    field: usize,
    content: &Field,
    tokens: &[Token],
    all: &mut Vec<TermFound>,
) {
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
        all.push(TermFound { term: hit.value, field, start: token.start, end, at });
        place = hit.after;
    }
}

/// All occurrences of one term in an article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Use {
    pub(super) first: TermFound,
    count: u32,
    best: f32,
    sum: f32,
}

impl Use {
    /// What the term counts before its own weight.
    pub(super) fn value(&self) -> f32 {
        self.best + REPEATED * (self.sum - self.best).min(MOST_REPEATS)
    }
}

/// The tags of an article's topics, best first.
pub(super) fn tags(tables: &Tables, lexicon: &Lexicon, fields: &[Field], found: &[TermFound]) -> Vec<Tag> {
    let uses = uses(found);
    let ranking = ranking(tables, lexicon, &uses);
    let top = ranking.first().map_or(0.0, |first| first.score);
    let tag = |ranked: &Ranked| {
        let title = &tables.topics.get(ranked.topic.0)?.title;
        let evidence = evidence(lexicon, fields, &uses, ranked.topic);
        Some(weigh::tag(title, certainty(ranked.score, top), evidence))
    };
    ranking.iter().filter(|ranked| ranked.ruling == Ruling::About).filter_map(tag).collect()
}

/// A topic, what speaks for it and what came of that.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ranked {
    pub(super) topic: TopicId,
    pub(super) score: f32,
    pub(super) ruling: Ruling,
}

/// All topics, strongest first.
pub(super) fn ranking(tables: &Tables, lexicon: &Lexicon, uses: &[Use]) -> Vec<Ranked> {
    let mut scores = scores(tables, lexicon, uses);
    scores.sort_by(|a, b| b.1.total_cmp(&a.1));
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

fn certainty(score: f32, top: f32) -> f32 {
    score / (score + LEAST_SCORE) * (score / top.max(score))
}

/// The occurrences put together by term, in the order of their first.
pub(super) fn uses(found: &[TermFound]) -> Vec<Use> {
    let mut places: HashKeyed<usize> = HashKeyed::default();
    let mut uses: Vec<Use> = Vec::new();
    for term in found {
        let place = *places.entry(scan::joined(NO_WORDS, u64::from(term.term))).or_insert(uses.len());
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

fn scores(tables: &Tables, lexicon: &Lexicon, uses: &[Use]) -> Vec<(TopicId, f32)> {
    let mut scores: Vec<(TopicId, f32)> =
        (0..tables.topics.len()).map(|place| (TopicId(place), 0.0)).collect();
    for used in uses {
        let topics = lexicon.term(used.first.term).map_or(&[][..], |term| &term.topics);
        for (topic, weight) in topics {
            if let Some((_, score)) = scores.get_mut(topic.0) {
                *score += weight * used.value();
            }
        }
    }
    scores
}

fn evidence(lexicon: &Lexicon, fields: &[Field], uses: &[Use], topic: TopicId) -> Vec<Evidence> {
    let weight = |used: &Use| {
        let topics = &lexicon.term(used.first.term)?.topics;
        topics.iter().find(|(other, _)| *other == topic).map(|(_, weight)| *weight)
    };
    let mut speaking: Vec<(&Use, f32)> =
        uses.iter().filter_map(|used| weight(used).map(|weight| (used, weight))).collect();
    speaking.sort_by(|a, b| (b.1 * b.0.value()).total_cmp(&(a.1 * a.0.value())));
    speaking.truncate(MOST_EVIDENCE);
    let evidence = |(used, weight): (&Use, f32)| Evidence {
        text: written(fields, used.first.field, used.first.start..used.first.end),
        count: used.count,
        weight: (weight / STRONGEST_TERM * mean(used.sum, used.count)).min(1.0),
    };
    speaking.into_iter().map(evidence).collect()
}
