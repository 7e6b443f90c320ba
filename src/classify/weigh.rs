//! Which countries an article is about and which it only mentions, by adding up the votes of their names.

use crate::article::{Evidence, EvidenceSource, Place, Ruling, Shortfall, Tag};
use crate::text::SafeText;

use super::fields::Field;
use super::gazetteer::Target;
use super::home::Home;
use super::resolve::Vote;
use super::tables::{CountryId, Tables, Title};
use super::toponym::Found;

/// The least score of a country the article is about: one name in a caption.
const LEAST_SCORE: f32 = 0.3;
/// The least share of the strongest country's score for one that the headline or the dateline names, or the lede
/// and another place.
const NAMED_ABOVE: f32 = 0.2;
/// The same for one that is named in the lede alone, or several times below it.
const NAMED_IN_TEXT: f32 = 0.3;
/// The same for one that is named once, below the lede: most such are mentioned in passing.
const NAMED_ONCE: f32 = 0.6;
/// The score at which half of full certainty is reached.
const HALF_CERTAIN: f32 = 0.5;
/// The most pieces of evidence a tag carries.
pub(super) const MOST_EVIDENCE: usize = 8;

/// The votes of one article and the text they came from.
#[derive(Clone, Copy)]
pub(super) struct Ballot<'a> {
    pub(super) tables: &'a Tables,
    pub(super) fields: &'a [Field<'a>],
    pub(super) found: &'a [Found],
    pub(super) votes: &'a [Vote],
    /// The home country of the source.
    pub(super) home: Option<Home>,
}

/// A country and the sum of its votes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Standing {
    pub(super) country: CountryId,
    pub(super) score: f32,
    /// How many names speak for it.
    names: u32,
    /// Where its most prominent name stands.
    seen: Seen,
}

/// Where a name stands, the least prominent first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Seen {
    /// In a caption.
    #[default]
    Caption,
    /// In the text below the lede, or in the line above the headline.
    Text,
    /// In the lede or the standfirst.
    Lede,
    /// In the headline or the dateline.
    Above,
}

impl Standing {
    /// The least share of the strongest score that makes it a country the article is about.
    fn least_share(&self) -> f32 {
        match self.seen {
            Seen::Above => NAMED_ABOVE,
            Seen::Lede if self.names > 1 => NAMED_ABOVE,
            Seen::Lede => NAMED_IN_TEXT,
            Seen::Text | Seen::Caption if self.names > 1 => NAMED_IN_TEXT,
            Seen::Text | Seen::Caption => NAMED_ONCE,
        }
    }
}

/// The countries of an article, strongest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Standings {
    pub(super) about: Vec<Standing>,
    pub(super) mentioned: Vec<Standing>,
    pub(super) bar: Bar,
}

/// What a country has to reach for an article to be about it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Bar {
    /// The score of the strongest country that may lead.
    top: f32,
    /// Where a country has to be named at least: outside captions, if anything else names any.
    least_seen: Seen,
}

impl Bar {
    /// What comes of a country.
    pub(super) fn ruling(self, standing: &Standing) -> Ruling {
        // What 0.3 stands for in the table is a hair less in arithmetic.
        let reaches = |least: f32| standing.score >= least - f32::EPSILON;
        let share = standing.least_share();
        if standing.seen < self.least_seen {
            Ruling::Mentioned(Shortfall::OnlyCaptions)
        } else if !reaches(LEAST_SCORE) {
            Ruling::Mentioned(Shortfall::TooLittle { least: LEAST_SCORE })
        } else if !reaches(share * self.top) {
            Ruling::Mentioned(Shortfall::SmallShare { strongest: self.top, share })
        } else {
            Ruling::About
        }
    }
}

impl Standing {
    /// A country that the article is about whatever else it names: as much as the strongest one.
    pub(super) fn settled(country: CountryId, top: f32, named: Option<Self>) -> Self {
        let score = named.map_or(LEAST_SCORE, |named| named.score).max(top);
        Self { country, score, names: 1, seen: Seen::Above }
    }
}

impl Standings {
    /// Takes a country out of both lists.
    pub(super) fn take(&mut self, country: CountryId) -> Option<Standing> {
        let taken = |list: &mut Vec<Standing>| {
            list.iter().position(|standing| standing.country == country).map(|place| list.remove(place))
        };
        taken(&mut self.about).or_else(|| taken(&mut self.mentioned))
    }

    /// The score of the strongest country.
    pub(super) fn top(&self) -> f32 {
        self.about.first().map_or(0.0, |first| first.score)
    }
}

impl<'a> Ballot<'a> {
    /// Parts the countries into those the article is about and those it mentions.
    pub(super) fn standings(&self) -> Standings {
        let all = self.sums();
        let highest = all.iter().map(|standing| standing.seen).max().unwrap_or(Seen::Caption);
        let least_seen = highest.min(Seen::Text);
        let top = all.iter().filter(|s| s.seen >= least_seen).map(|s| s.score).fold(0.0, f32::max);
        let bar = Bar { top, least_seen };
        let (about, mentioned) = all.into_iter().partition(|s| bar.ruling(s) == Ruling::About);
        Standings { about, mentioned, bar }
    }

    fn sums(&self) -> Vec<Standing> {
        let mut sums: Vec<Standing> = Vec::new();
        for vote in self.votes {
            let Target::Country(country) = vote.target else { continue };
            let seen = self.seen(vote);
            match sums.iter_mut().find(|standing| standing.country == country) {
                Some(standing) => {
                    standing.score += vote.weight;
                    standing.names += 1;
                    standing.seen = standing.seen.max(seen);
                }
                None => sums.push(Standing { country, score: vote.weight, names: 1, seen }),
            }
        }
        // What names no place at all is about where it was written.
        if let Some(home) = self.home.filter(|_| self.votes.is_empty()) {
            sums.push(Standing { country: home.country, score: LEAST_SCORE, names: 1, seen: Seen::Text });
        }
        // The sort is stable: of two equal ones the first named stays first.
        sums.sort_by(|a, b| b.score.total_cmp(&a.score));
        sums
    }

    fn seen(&self, vote: &Vote) -> Seen {
        let Some(found) = self.found.get(vote.found) else { return Seen::Text };
        self.fields.get(found.field).map_or(Seen::Text, |field| match field.place {
            Place::Headline | Place::Dateline => Seen::Above,
            Place::Standfirst(_) => Seen::Lede,
            Place::Block(_) if field.is_lede(found.start) => Seen::Lede,
            Place::Kicker | Place::Block(_) => Seen::Text,
            Place::Caption(_) => Seen::Caption,
        })
    }

    /// The tags of countries, with scores beside the strongest one's.
    pub(super) fn country_tags(&self, standings: &[Standing], top: f32) -> Vec<Tag> {
        let tag = |standing: &Standing| {
            let title = self.tables.countries.get(standing.country.0).map(|country| &country.title)?;
            let score = certainty(standing.score, top);
            Some(tag(title, score, self.evidence(Target::Country(standing.country))))
        };
        standings.iter().filter_map(tag).collect()
    }

    /// The words that speak for a target, strongest first.
    pub(super) fn evidence(&self, target: Target) -> Vec<Evidence> {
        let by_home = self.by_home(target);
        let mut names: Vec<(u32, &'a Found, u32, f32)> = Vec::new();
        for vote in self.votes.iter().filter(|vote| vote.target == target) {
            let Some(found) = self.found.get(vote.found) else { continue };
            match names.iter_mut().find(|(name, ..)| *name == found.name) {
                Some((_, _, count, weight)) => {
                    *count += 1;
                    *weight += vote.weight;
                }
                None => names.push((found.name, found, 1, vote.weight)),
            }
        }
        names.sort_by(|a, b| b.3.total_cmp(&a.3));
        names.truncate(MOST_EVIDENCE - by_home.iter().count());
        let evidence = |(_, found, count, weight): (u32, &Found, u32, f32)| Evidence {
            source: EvidenceSource::Words,
            text: written(self.fields, found.field, found.start..found.end),
            count,
            weight: mean(weight, count).min(1.0),
        };
        let names = names.into_iter().map(evidence);
        names.chain(by_home).collect()
    }

    /// What the home of the source says for a target, where that decided.
    fn by_home(&self, target: Target) -> Option<Evidence> {
        let home = self.home.filter(|home| target == Target::Country(home.country))?;
        let decided = self.votes.is_empty() || self.votes.iter().any(|vote| vote.by_home);
        decided.then(|| Evidence {
            source: EvidenceSource::HomeCountry,
            text: home.words(),
            count: 1,
            weight: LEAST_SCORE,
        })
    }
}

/// The words of a field as they stand there.
pub(super) fn written(fields: &[Field], field: usize, range: std::ops::Range<usize>) -> SafeText {
    let text = fields.get(field).and_then(|field| field.text.get(range));
    SafeText::label(text.unwrap_or_default())
}

/// How certain a score is beside the strongest one's, 0 to 1: its share of the strongest, less while both are small.
pub(super) fn certainty(score: f32, top: f32) -> f32 {
    if score <= 0.0 { 0.0 } else { score / (score + HALF_CERTAIN) * (score / top.max(score)) }
}

/// A tag with this title.
pub(super) fn tag(title: &Title, score: f32, evidence: Vec<Evidence>) -> Tag {
    let Title { code, label, name } = title.clone();
    Tag { code, label, name, score, evidence }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words in one article are far below 2^24")]
pub(super) fn mean(sum: f32, count: u32) -> f32 {
    sum / count.max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certainty_grows_with_the_score_and_with_its_share() {
        assert!(certainty(0.3, 0.3) < certainty(10.0, 10.0));
        assert!(certainty(3.0, 10.0) < certainty(6.0, 10.0));
        assert!(certainty(1000.0, 1000.0) <= 1.0);
        assert!(certainty(0.0, 0.0).abs() < f32::EPSILON);
    }
}
