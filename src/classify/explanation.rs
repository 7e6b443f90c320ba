//! Why an article has the tags it has: every place name and topic word found, and what became of it.
//!
//! Everything is read off what the tags themselves are made of; nothing is decided here.

use crate::article::{
    Account, Explanation, PassedOver, Reason, Rule, Ruling, Share, Shortfall, Spot, Witness,
};
use crate::text::SafeText;

use super::gazetteer::{Demand, Sense, Target};
use super::home::Home;
use super::resolve::Vote;
use super::setting;
use super::tables::{RegionId, Title, TopicId};
use super::topics::{Learned, Ranked, TermFound, Use};
use super::toponym::{Follows, Found, Reading};
use super::weigh::{Ballot, Standing, Standings, written};
use super::{Read, Tagger, regions};

/// Topics that came close are named beside the tags, so many at most.
const MOST_CLOSE: usize = 2;
/// The share of what a tag needs that comes close to one.
const CLOSE: f32 = 0.4;

/// Tells why an article has its tags.
pub(super) struct Explainer<'a> {
    tagger: &'a Tagger,
    read: &'a Read<'a>,
    ballot: Ballot<'a>,
    standings: Standings,
}

impl<'a> Explainer<'a> {
    pub(super) fn new(tagger: &'a Tagger, read: &'a Read<'a>) -> Self {
        let ballot = read.ballot(tagger);
        Self { tagger, read, standings: read.standings(tagger, &ballot), ballot }
    }

    pub(super) fn explanation(&self) -> Explanation {
        let standings = self.standings.about.iter().chain(&self.standings.mentioned);
        let mut explanation = Explanation {
            countries: standings.filter_map(|standing| self.country(standing)).collect(),
            regions: self.regions(),
            topics: self.topics(),
            passed_over: self.passed_over(),
        };
        self.read.settlement(self.tagger).explain(&mut explanation);
        explanation
    }

    fn country(&self, standing: &Standing) -> Option<Account> {
        let title = &self.tagger.tables.countries.get(standing.country.0)?.title;
        let target = Target::Country(standing.country);
        let own = self.ballot.votes.iter().filter(|vote| vote.target == target);
        let mut words = self.witnesses(own.map(|vote| (vote, 1.0)));
        let home = self.ballot.home.filter(|home| home.country == standing.country);
        if let Some(home) = home.filter(|_| words.is_empty()) {
            words.push(unspoken(home.words(), Rule::HomeCountry, standing.score));
        }
        let settled = self.read.settlement(self.tagger).gives(target);
        let ruling = if settled { Ruling::About } else { self.standings.bar.ruling(standing) };
        Some(Account { ruling, words, ..account(title, standing.score) })
    }

    fn regions(&self) -> Vec<Account> {
        let scores = regions::scores(&self.ballot, &self.standings);
        let told = scores.iter().filter_map(|score| {
            let title = &self.tagger.tables.regions.get(score.region.0)?.title;
            let words = self.words_for_region(score.region);
            let countries = self.shares(score.region);
            Some(Account { words, countries, ..account(title, score.total()) })
        });
        told.collect()
    }

    fn words_for_region(&self, region: RegionId) -> Vec<Witness> {
        let tables = &self.tagger.tables;
        let speaking = self.ballot.votes.iter().filter_map(|vote| match vote.target {
            Target::Region(named) => Some((vote, regions::inherited(tables, named, region)?)),
            Target::Country(_) => None,
        });
        self.witnesses(speaking)
    }

    fn shares(&self, region: RegionId) -> Vec<Share> {
        let tables = &self.tagger.tables;
        let mut shares: Vec<Share> = regions::shares(tables, &self.standings, region)
            .filter_map(|(country, weight)| {
                let Title { code, label, .. } = tables.countries.get(country.0)?.title.clone();
                Some(Share { code, label, weight })
            })
            .collect();
        shares.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        shares
    }

    /// Votes put together by name and rule, each with the share of its weight that counts here.
    fn witnesses<'v>(&self, votes: impl Iterator<Item = (&'v Vote, f32)>) -> Vec<Witness> {
        let mut witnesses: Vec<(u32, Witness)> = Vec::new();
        for (vote, share) in votes {
            let Some(found) = self.read.found.get(vote.found) else { continue };
            let rule = match found.reading {
                Reading::Means(_) => Rule::ReadersRule,
                Reading::Open | Reading::In(_) | Reading::Nothing(_) => Rule::Named(vote.relation),
            };
            let weight = vote.weight * share;
            let known = witnesses.iter_mut().find(|(name, w)| *name == found.name && w.rule == rule);
            if let Some((_, witness)) = known {
                witness.weight += weight;
                // `ECOWAS` speaks for the group and for the region the group lies in, but stands there once.
                let spot = self.spot(found.field, found.start..found.end);
                witness.spots.extend(spot.filter(|spot| witness.spots.last() != Some(spot)));
                if witness.decided_by.is_none() {
                    (witness.rather_than, witness.decided_by) = self.decision(vote, found);
                }
            } else {
                let (rather_than, decided_by) = self.decision(vote, found);
                let text = written(&self.read.fields, found.field, found.start..found.end);
                let spots = self.spot(found.field, found.start..found.end).into_iter().collect();
                witnesses.push((found.name, Witness { text, rule, weight, spots, rather_than, decided_by }));
            }
        }
        let mut witnesses: Vec<Witness> = witnesses.into_iter().map(|(_, witness)| witness).collect();
        witnesses.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        witnesses
    }

    /// What else a name may stand for, and the words that decided, where the name alone did not.
    fn decision(&self, vote: &Vote, found: &Found) -> (Vec<SafeText>, Option<SafeText>) {
        let senses = self.read.gazetteer.senses(found.name);
        let own = senses.iter().find(|sense| sense.target == vote.target);
        let own_weight = own.map_or(0.0, |sense| sense.weight);
        let others = senses.iter().filter(|sense| {
            sense.target != vote.target && sense.demand != Demand::Beside && found.allows(sense)
        });
        let others: Vec<&Sense> = others.collect();
        let labels = || others.iter().filter_map(|sense| self.label(sense.target)).collect();
        if vote.by_home {
            return (labels(), self.ballot.home.map(Home::words));
        }
        if others.is_empty() || own.is_some_and(|sense| sense.demand == Demand::Beside) {
            return (Vec::new(), None);
        }
        match found.reading {
            Reading::In(_) => (labels(), self.neighbour(vote.found, found)),
            Reading::Open if others.iter().any(|sense| sense.weight >= own_weight) => {
                (labels(), self.supporter(vote, found))
            }
            Reading::Open | Reading::Nothing(_) | Reading::Means(_) => (Vec::new(), None),
        }
    }

    /// The name that tells in which country the one before it lies: `Texas` for Paris.
    fn neighbour(&self, place: usize, found: &Found) -> Option<SafeText> {
        let next = self.read.found.get(place + 1)?;
        let beside = next.field == found.field && next.follows == Follows::Comma && next.start > found.end;
        beside.then(|| written(&self.read.fields, next.field, next.start..next.end))
    }

    /// The heaviest other name that speaks for the same country.
    fn supporter(&self, vote: &Vote, found: &Found) -> Option<SafeText> {
        let others = self.ballot.votes.iter().filter(|other| other.target == vote.target);
        let others = others.filter_map(|other| Some((other, self.read.found.get(other.found)?)));
        let others = others.filter(|(_, other)| other.name != found.name);
        let (_, heaviest) = others.max_by(|(a, _), (b, _)| a.weight.total_cmp(&b.weight))?;
        Some(written(&self.read.fields, heaviest.field, heaviest.start..heaviest.end))
    }

    fn label(&self, target: Target) -> Option<SafeText> {
        let tables = &self.tagger.tables;
        Some(match target {
            Target::Country(country) => tables.countries.get(country.0)?.title.label.clone(),
            Target::Region(region) => tables.regions.get(region.0)?.title.label.clone(),
        })
    }

    fn topics(&self) -> Vec<Account> {
        let tables = &self.tagger.tables;
        let ranking = self.tagger.topics().ranking(&self.read.topics);
        let about = ranking.iter().filter(|ranked| ranked.ruling == Ruling::About);
        let close = ranking.iter().filter(|ranked| comes_close(ranked)).take(MOST_CLOSE);
        let told = about.chain(close).filter_map(|ranked| {
            let title = &tables.topics.get(ranked.topic.0)?.title;
            let words = self.terms(ranked.topic);
            Some(Account { ruling: ranked.ruling, words, ..account(title, ranked.score) })
        });
        told.collect()
    }

    fn terms(&self, topic: TopicId) -> Vec<Witness> {
        let uses = self.read.topics.uses.iter().filter(|used| used.speaks_for(topic));
        let speaking = uses.filter_map(|used| {
            let topics = self.tagger.lexicon.term(used.first.term)?.topics;
            let (_, weight) = topics.iter().find(|(other, _)| *other == topic)?;
            Some((used, weight * used.value()))
        });
        let mut witnesses: Vec<Witness> = speaking.map(|(used, weight)| self.term(used, weight)).collect();
        let learned = self.tagger.topics().learned(&self.read.topics, topic);
        witnesses.extend(learned.into_iter().filter_map(|learned| self.learned(topic, learned)));
        witnesses.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        witnesses
    }

    fn term(&self, used: &Use, weight: f32) -> Witness {
        let same = |found: &&TermFound| (found.term, found.silent) == (used.first.term, used.first.silent);
        let all = self.read.topics.material.terms.iter().filter(same);
        Witness {
            text: written(&self.read.fields, used.first.field, used.first.start..used.first.end),
            rule: Rule::Lexicon,
            weight,
            spots: all.filter_map(|found| self.spot(found.field, found.start..found.end)).collect(),
            rather_than: Vec::new(),
            decided_by: None,
        }
    }

    fn learned(&self, topic: TopicId, learned: Learned) -> Option<Witness> {
        let all = &self.read.topics.material.features.found;
        let first = all.get(learned.repeated.first)?;
        let same = all.iter().filter(|found| found.feature == first.feature && !found.silent.has(topic));
        Some(Witness {
            text: written(&self.read.fields, first.field, first.start..first.end),
            rule: Rule::Learned,
            weight: learned.weight,
            spots: same.filter_map(|found| self.spot(found.field, found.start..found.end)).collect(),
            rather_than: Vec::new(),
            decided_by: None,
        })
    }

    fn passed_over(&self) -> Vec<PassedOver> {
        let mut all: Vec<(u32, PassedOver)> = Vec::new();
        for (place, found) in self.read.found.iter().enumerate() {
            let Reading::Nothing(reason) = found.reading else { continue };
            let within = self.within(place, found, reason);
            let known = all.iter_mut().find(|(name, over)| *name == found.name && over.reason == reason);
            if let Some((_, over)) = known {
                over.spots.extend(self.spot(found.field, found.start..found.end));
                if within.len() > over.within.len() {
                    over.within = within;
                }
            } else {
                let text = written(&self.read.fields, found.field, found.start..found.end);
                let spots = self.spot(found.field, found.start..found.end).into_iter().collect();
                all.push((found.name, PassedOver { text, reason, within, spots }));
            }
        }
        all.into_iter().map(|(_, over)| over).collect()
    }

    /// A name with the words beside it that tell why it speaks for nothing.
    fn within(&self, place: usize, found: &Found, reason: Reason) -> SafeText {
        let name = found.start..found.end;
        let text = self.read.fields.get(found.field).map_or("", |field| field.text.as_str());
        let range = match reason {
            Reason::PersonName => setting::person(text, name),
            Reason::Street => setting::street(text, name),
            Reason::Language => setting::with_next_word(text, name),
            Reason::Elsewhere => match self.read.found.get(place + 1) {
                Some(next) if next.field == found.field && next.follows == Follows::Comma => {
                    found.start..next.end
                }
                Some(_) | None => setting::with_next_word(text, name),
            },
            // A phrase that is read whole is the name itself; `Swiss franc` is more than that.
            Reason::FixedPhrase if !self.read.gazetteer.senses(found.name).is_empty() => {
                setting::with_next_word(text, name)
            }
            Reason::FixedPhrase | Reason::SmallLetters | Reason::NoSupport | Reason::Denied => name,
        };
        written(&self.read.fields, found.field, range)
    }

    fn spot(&self, field: usize, range: std::ops::Range<usize>) -> Option<Spot> {
        let place = self.read.fields.get(field)?.place;
        Some(Spot { place, range })
    }
}

pub(super) fn account(title: &Title, score: f32) -> Account {
    Account {
        code: title.code.clone(),
        label: title.label.clone(),
        score,
        ruling: Ruling::About,
        words: Vec::new(),
        countries: Vec::new(),
    }
}

/// What speaks for something without standing in the article.
pub(super) fn unspoken(text: SafeText, rule: Rule, weight: f32) -> Witness {
    Witness { text, rule, weight, spots: Vec::new(), rather_than: Vec::new(), decided_by: None }
}

fn comes_close(ranked: &Ranked) -> bool {
    match ranked.ruling {
        Ruling::About => false,
        Ruling::Mentioned(Shortfall::TooLittle { least }) => ranked.score >= CLOSE * least,
        Ruling::Mentioned(Shortfall::SmallShare { strongest, share }) => {
            ranked.score >= CLOSE * share * strongest
        }
        Ruling::Mentioned(Shortfall::Outnumbered | Shortfall::OnlyCaptions) => true,
    }
}
