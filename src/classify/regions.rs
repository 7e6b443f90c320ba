//! The regions of an article: those its countries lie in, and those it names itself.
//!
//! Organisations count where they are named, never because a member country is.

use crate::article::Tag;

use super::gazetteer::Target;
use super::tables::{CountryId, RegionId, RegionKind, Tables};
use super::weigh::{self, Ballot, Standings};

/// The least score of a region by direct words alone: one clear word for it.
const LEAST_DIRECT: f32 = 0.9;
/// The least share of the strongest country's or region's score.
const LEAST_SHARE: f32 = 0.125;
/// What a region named directly adds to the one it lies in.
const TO_PARENT: f32 = 0.5;
/// Regions with at least this share of their countries' score are what a newspaper would print; they stand first.
const PRINTED: f32 = 0.9;

/// What speaks for one region.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Score {
    pub(super) region: RegionId,
    by_countries: f32,
    by_words: f32,
}

impl Score {
    pub(super) fn total(&self) -> f32 {
        self.by_countries + self.by_words
    }
}

/// The tags of an article's regions, best first: those that newspapers print, then continents and other
/// wider ones.
pub(super) fn tags(ballot: &Ballot, standings: &Standings) -> Vec<Tag> {
    let scores = scores(ballot, standings);
    let top = scores.iter().map(Score::total).fold(0.0, f32::max);
    let tag = |score: &Score| {
        let title = &ballot.tables.regions.get(score.region.0)?.title;
        let evidence = ballot.evidence(Target::Region(score.region));
        Some(weigh::tag(title, weigh::certainty(score.total(), top), evidence))
    };
    scores.iter().filter_map(tag).collect()
}

/// The regions an article is about, in the order of its tags, with what speaks for each.
pub(super) fn scores(ballot: &Ballot, standings: &Standings) -> Vec<Score> {
    let tables = ballot.tables;
    let mut scores: Vec<Score> = (0..tables.regions.len())
        .map(|place| Score { region: RegionId(place), by_countries: 0.0, by_words: 0.0 })
        .collect();
    add_countries(tables, standings, &mut scores);
    add_words(ballot, &mut scores);
    let strongest = scores.iter().map(|score| score.by_words).fold(standings.top(), f32::max);
    let named = named_regions(tables, &scores, strongest);
    scores.retain(|score| score.by_countries > 0.0 || named.contains(&score.region));
    scores.sort_by(|a, b| {
        let printed = is_printed(tables, b.region).cmp(&is_printed(tables, a.region));
        printed.then(b.total().total_cmp(&a.total()))
    });
    scores
}

/// What each country the article is about adds to a region, in the order of the countries.
pub(super) fn shares(
    tables: &Tables,
    standings: &Standings,
    region: RegionId,
) -> impl Iterator<Item = (CountryId, f32)> {
    let share = tables.regions.get(region.0).map_or(0.0, |record| record.share);
    let lies_in = move |country: CountryId| {
        tables.countries.get(country.0).is_some_and(|record| record.regions.contains(&region))
    };
    let inside = standings.about.iter().filter(move |standing| share > 0.0 && lies_in(standing.country));
    inside.map(move |standing| (standing.country, share * standing.score))
}

/// How much of the weight of words for one region counts for another: all for itself, less for those it lies in.
pub(super) fn inherited(tables: &Tables, named: RegionId, region: RegionId) -> Option<f32> {
    let mut weight = 1.0;
    for holder in chain(tables, named) {
        if holder == region {
            return Some(weight);
        }
        weight *= TO_PARENT;
    }
    None
}

fn add_countries(tables: &Tables, standings: &Standings, scores: &mut [Score]) {
    for standing in &standings.about {
        let regions = tables.countries.get(standing.country.0).map_or(&[][..], |country| &country.regions);
        for &region in regions {
            let share = tables.regions.get(region.0).map_or(0.0, |record| record.share);
            if let Some(score) = scores.get_mut(region.0) {
                score.by_countries += share * standing.score;
            }
        }
    }
}

fn add_words(ballot: &Ballot, scores: &mut [Score]) {
    for vote in ballot.votes {
        let Target::Region(region) = vote.target else { continue };
        let mut weight = vote.weight;
        for holder in chain(ballot.tables, region) {
            if let Some(score) = scores.get_mut(holder.0) {
                score.by_words += weight;
            }
            weight *= TO_PARENT;
        }
    }
}

/// The regions that direct words alone carry, with those they lie in.
fn named_regions(tables: &Tables, scores: &[Score], strongest: f32) -> Vec<RegionId> {
    let least = LEAST_DIRECT.max(LEAST_SHARE * strongest) - f32::EPSILON;
    let named = scores.iter().filter(|score| score.by_words >= least);
    named.flat_map(|score| chain(tables, score.region)).collect()
}

/// A region, the one it lies in, and so on.
pub(super) fn chain(tables: &Tables, region: RegionId) -> impl Iterator<Item = RegionId> {
    std::iter::successors(Some(region), |region| tables.regions.get(region.0)?.parent)
}

fn is_printed(tables: &Tables, region: RegionId) -> bool {
    tables.regions.get(region.0).is_some_and(|record| match record.kind {
        RegionKind::Group => true,
        // A region without a share counts by its own name only, and then it is what the article says.
        RegionKind::M49 | RegionKind::Informal => record.share >= PRINTED || record.share <= 0.0,
    })
}
