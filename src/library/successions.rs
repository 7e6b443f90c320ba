//! Which articles are what became of others whose pages were changed: those that stand in the same place or bear the same
//! headline, and say enough of the same. What several could be is given to none of them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::shelf::Shelf;
use super::tracks::Track;
use crate::article::{ArticleId, Resemblance, RunsOfWords, Sighting, Succession};

/// The most articles of one headline, or of one place, that are held against one that is missing.
const MOST: usize = 64;

/// The most pages of one name in different folders.
const MOST_OF_NAME: usize = 8;

/// Runs of words that have to be the same, where there are so many.
const FEWEST_RUNS: usize = 4;

/// How much more the best has to resemble than what comes next.
const LEAD: f32 = 0.1;

/// What a headline or a place in common counts for beside the text.
const AGREEMENT: f32 = 0.15;

/// An article that is found nowhere, and by what it is known again.
pub(super) type Missing = (ArticleId, Sighting);

/// What an article has in common with one that is missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Agreement {
    headline: bool,
    place: bool,
}

/// An article that may be what became of one that is missing.
struct Candidate {
    number: u32,
    id: ArticleId,
    likeness: f32,
}

/// What became of articles that are missing, of those articles that may have become of them.
pub(super) fn successions(
    shelf: &Shelf,
    missing: &[Missing],
    may_follow: &dyn Fn(ArticleId, ArticleId) -> bool,
) -> Vec<Succession> {
    let mut texts: HashMap<u32, Option<(ArticleId, RunsOfWords)>> = HashMap::new();
    let mut found = Vec::new();
    for ((was, sighting), numbers) in missing.iter().zip(near(shelf, missing)) {
        let mut candidates: Vec<Candidate> = Vec::new();
        for (number, agreement) in numbers {
            let text = texts.entry(number).or_insert_with(|| text(shelf, number));
            let Some((id, runs)) = text.as_ref().filter(|(id, _)| id != was && may_follow(*was, *id)) else {
                continue;
            };
            let resemblance = sighting.sample.resemblance(runs);
            if is_same(agreement, resemblance, sighting.sample.len()) {
                candidates.push(Candidate { number, id: *id, likeness: likeness(agreement, resemblance) });
            }
        }
        found.extend(best(shelf, candidates).map(|id| Succession { id, was: *was }));
    }
    found
}

/// The id of an article and the runs of words in its text.
fn text(shelf: &Shelf, number: u32) -> Option<(ArticleId, RunsOfWords)> {
    let article = shelf.item(number)?.article;
    Some((article.id, RunsOfWords::of(&article)))
}

/// For each missing article the numbers of those that agree with it.
fn near(shelf: &Shelf, missing: &[Missing]) -> Vec<BTreeMap<u32, Agreement>> {
    let tracks: Vec<Track> = missing.iter().map(|(_, sighting)| Track::of_sighting(sighting)).collect();
    let headlines = having(shelf, &tracks, |track| track.headline);
    let places = having(shelf, &tracks, |track| track.place);
    let names = having(shelf, &tracks, |track| track.name);
    let near = |track: &Track| {
        let mut near: BTreeMap<u32, Agreement> = BTreeMap::new();
        for number in few(&headlines, track.headline, MOST) {
            near.entry(*number).or_default().headline = true;
        }
        let beside = few(&places, track.place, MOST).iter().chain(few(&names, track.name, MOST_OF_NAME));
        for number in beside {
            near.entry(*number).or_default().place = true;
        }
        near
    };
    tracks.iter().map(near).collect()
}

/// The articles that have each number some tracks have.
fn having(shelf: &Shelf, wanted: &[Track], of: fn(&Track) -> u32) -> HashMap<u32, Vec<u32>> {
    let mut having: HashMap<u32, Vec<u32>> = wanted.iter().map(|track| (of(track), Vec::new())).collect();
    having.remove(&0);
    for (number, track) in (0..).zip(shelf.tracks()) {
        if let Some(numbers) = having.get_mut(&of(&track)).filter(|numbers| numbers.len() <= MOST) {
            numbers.push(number);
        }
    }
    having
}

/// Those that have a number, unless so many have it that it says nothing.
fn few(having: &HashMap<u32, Vec<u32>>, number: u32, most: usize) -> &[u32] {
    having.get(&number).filter(|numbers| numbers.len() <= most).map(Vec::as_slice).unwrap_or_default()
}

/// Whether so much of a text was kept that it is the same article.
fn is_same(agreement: Agreement, resemblance: Resemblance, sample: usize) -> bool {
    let Resemblance { kept, known, runs } = resemblance;
    let (more, less) = (kept.max(known), kept.min(known));
    let enough = match agreement {
        Agreement { headline: true, place: true } => more >= 0.5,
        Agreement { headline: true, .. } | Agreement { place: true, .. } => more >= 0.75 && less >= 0.2,
        Agreement { headline: false, place: false } => false,
    };
    enough && runs >= FEWEST_RUNS.min(sample).max(1)
}

fn likeness(agreement: Agreement, resemblance: Resemblance) -> f32 {
    let agreed = [agreement.headline, agreement.place].into_iter().filter(|agreed| *agreed);
    f32::midpoint(resemblance.kept, resemblance.known) + agreed.map(|_| AGREEMENT).sum::<f32>()
}

/// The candidate that is clearly the best; copies of one text do not stand in each other's way.
fn best(shelf: &Shelf, mut candidates: Vec<Candidate>) -> Option<ArticleId> {
    candidates.sort_by(|one, other| other.likeness.total_cmp(&one.likeness).then(one.id.cmp(&other.id)));
    let first = candidates.first()?;
    let story: BTreeSet<u32> = shelf.story(first.number).into_iter().collect();
    let rival = candidates.iter().find(|other| !story.contains(&other.number));
    let clear = rival.is_none_or(|rival| first.likeness - rival.likeness >= LEAD);
    clear.then_some(first.id)
}
