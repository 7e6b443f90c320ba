//! Which articles tell of one event, all of an archive at once: each joins the story of the nearest one before it, where
//! the two are near enough.
//!
//! It goes through the articles once and takes the same memory however many there are: what is held is of the last so
//! many articles, and of these the terms that say most.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::field::{Malformed, Row, Weighed};
use super::related::{apart, cosine};

/// An article joins the story of another from this nearness of their own words on. Of the leads of known events in the
/// ECB+ corpus (976 leads, 86 events, most of which have a double of the same kind) 86 in a hundred of those that stand
/// together belong together, and 77 in a hundred of those that belong together stand together.
const JOINS: f32 = 0.2;

/// As near it must be to the first article of the story at least, so that no story leads on to another one.
const STAYS: f32 = 0.1;

/// So many articles are held, the last ones.
const HELD: usize = 1 << 14;

/// So many terms that lead to others are followed from each article, those that weigh most.
const FOLLOWED: usize = 16;

/// So many of the last articles that have a term are come upon by it.
const LAST: usize = 64;

/// So many of the articles that were come upon are held against one.
const LOOKED_AT: usize = 8;

/// Articles that are put together into stories while they are told one after the other.
#[derive(Debug, Default)]
pub struct Events {
    /// For each article told so far the number of the first one of its story.
    stories: Vec<u32>,
    held: VecDeque<Row>,
    /// The places in `leads` of the last article that has each term.
    heads: FxHashMap<u32, u32>,
    /// That articles have terms that lead to others, in the order of the articles, [`FOLLOWED`] of each.
    leads: VecDeque<Lead>,
    /// How many of these there were in all.
    led: u32,
}

/// That an article has a term.
#[derive(Debug, Clone, Copy, Default)]
struct Lead {
    article: u32,
    weight: u16,
    /// The place of the last article before it that has the term; its own where there is none.
    before: u32,
}

impl Events {
    /// Takes the next article: the [row](super::Field::row) that is kept of it.
    ///
    /// # Errors
    /// The bytes are no row.
    pub fn add(&mut self, row: &[u8]) -> Result<(), Malformed> {
        let row = Row::read(row)?;
        let number = u32::try_from(self.stories.len()).unwrap_or(u32::MAX);
        let leading = leading(&row);
        let nearest = self.come_upon(&leading).into_iter().filter_map(|other| self.near(&row, other));
        let nearest = nearest.max_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        let joined = nearest.filter(|(_, story)| self.stays(&row, *story)).map(|(_, story)| story);
        self.stories.push(joined.unwrap_or(number));
        self.hold(number, row, &leading);
        Ok(())
    }

    /// For each article the number of the first one that was told of its story: its own where it begins one.
    pub fn stories(self) -> Vec<u32> {
        self.stories
    }

    /// Of the last articles those that share most with one by the terms that lead to others.
    fn come_upon(&self, leading: &[Weighed]) -> Vec<u32> {
        let gone = self.led - u32::try_from(self.leads.len()).unwrap_or(u32::MAX);
        let lead = |place: u32| self.leads.get(usize::try_from(place.checked_sub(gone)?).ok()?);
        let mut shared: Vec<(u32, u64)> = Vec::new();
        for term in leading {
            let mut place = self.heads.get(&term.at).copied();
            for _ in 0..LAST {
                let Some((at, found)) = place.and_then(|at| Some((at, lead(at)?))) else { break };
                shared.push((found.article, u64::from(found.weight) * u64::from(term.weight)));
                place = (found.before != at).then_some(found.before);
            }
        }
        shared.sort_unstable();
        let runs = shared.chunk_by(|one, other| one.0 == other.0);
        let sums =
            runs.filter_map(|run| Some((run.iter().map(|(_, product)| product).sum(), run.first()?.0)));
        let mut found: Vec<(u64, u32)> = sums.collect();
        if found.len() > LOOKED_AT {
            found.select_nth_unstable_by(LOOKED_AT, |one, other| other.cmp(one));
            found.truncate(LOOKED_AT);
        }
        found.into_iter().map(|(_, article)| article).collect()
    }

    /// How near one is to another article and the story of that, where they are near enough.
    fn near(&self, row: &Row, other: u32) -> Option<(f32, u32)> {
        let nearness = Some(nearness(row, self.row(other)?)).filter(|nearness| *nearness >= JOINS)?;
        Some((nearness, *self.stories.get(usize::try_from(other).ok()?)?))
    }

    /// Whether one is near enough to the first article of a story, as far as that is held still.
    fn stays(&self, row: &Row, story: u32) -> bool {
        self.row(story).is_some_and(|first| nearness(row, first) >= STAYS)
    }

    fn row(&self, article: u32) -> Option<&Row> {
        let gone = self.stories.len().checked_sub(self.held.len())?;
        self.held.get(usize::try_from(article).ok()?.checked_sub(gone)?)
    }

    fn hold(&mut self, article: u32, row: Row, leading: &[Weighed]) {
        if self.held.len() >= HELD {
            self.held.pop_front();
        }
        self.held.push_back(row);
        for term in leading {
            let own = self.led;
            let before = self.heads.insert(term.at, own).unwrap_or(own);
            self.leads.push_back(Lead { article, weight: term.weight, before });
            self.led += 1;
        }
        if self.leads.len() >= 2 * HELD * FOLLOWED {
            self.forget();
        }
    }

    /// Forgets what leads to articles that are held no more.
    fn forget(&mut self) {
        let kept = self.leads.split_off(self.leads.len() / 2);
        let gone = self.led - u32::try_from(kept.len()).unwrap_or(u32::MAX);
        self.leads = kept;
        self.heads.retain(|_, place| *place >= gone);
    }
}

/// The terms of an article that lead to others and weigh most.
fn leading(row: &Row) -> Vec<Weighed> {
    let mut leading: Vec<Weighed> = row.weights.iter().filter(|term| term.leads).copied().collect();
    if leading.len() > FOLLOWED {
        leading.select_nth_unstable_by_key(FOLLOWED, |term| (std::cmp::Reverse(term.weight), term.at));
        leading.truncate(FOLLOWED);
    }
    leading
}

/// How near two articles are by their own words and the days they appeared on.
fn nearness(one: &Row, other: &Row) -> f32 {
    let (mut own, mut others) = (one.weights.iter().peekable(), other.weights.iter().peekable());
    let mut product = 0;
    while let (Some(first), Some(second)) = (own.peek(), others.peek()) {
        if first.at == second.at {
            product += u64::from(first.weight) * u64::from(second.weight);
        }
        let (next, further) = (first.at <= second.at, second.at <= first.at);
        if next {
            own.next();
        }
        if further {
            others.next();
        }
    }
    cosine(product) * apart(one.day, other.day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stories::samples::article;
    use crate::stories::{CommonWords, Field, Held, Sketch};

    /// The stories of some texts.
    fn stories(texts: &[&str]) -> Vec<u32> {
        let common = CommonWords::new();
        let sketches: Vec<Sketch> = texts.iter().map(|text| Sketch::of(&article(text), &common)).collect();
        let held = Held::new(&common, &sketches.iter().collect::<Vec<_>>());
        let mut events = Events::default();
        for number in (0..).take(texts.len()) {
            events.add(&held.row(number).unwrap()).unwrap();
        }
        events.stories()
    }

    const REPORTS: [&str; 6] = [
        "The harbour of Ellmouth was closed on Tuesday when a crane fell on the pilot boat, killing skipper Jonas Wray.",
        "The parliament of Santa Maura lowered the voting age to sixteen by 34 votes to 29.",
        "Skipper Jonas Wray was killed in Ellmouth as a crane toppled onto his pilot boat.",
        "Bees kept on roofs gave more honey this summer than those in the fields, a study found.",
        "Sixteen-year-olds may vote in Santa Maura after parliament passed the law by 34 votes to 29.",
        "In Ellmouth, divers searched on Wednesday below the crane that sank the pilot boat of skipper Wray.",
    ];

    #[test]
    fn reports_of_one_event_are_one_story_and_others_stand_alone() {
        assert_eq!(stories(&REPORTS), [0, 1, 0, 3, 1, 0]);
        assert_eq!(stories(&[]), [0; 0]);
    }

    #[test]
    fn articles_that_were_told_long_before_are_joined_no_more() {
        let mut events = Events::default();
        let row = |terms: &[u32]| {
            let weighed = |at: &u32| Weighed { at: *at, leads: true, weight: 30_000 };
            Row { day: None, weights: terms.iter().map(weighed).collect() }.write()
        };
        events.add(&row(&[1, 2, 3])).unwrap();
        events.add(&row(&[1, 2, 3])).unwrap();
        let others = u32::try_from(3 * HELD).unwrap();
        for number in 0..others {
            let first = 10 + 20 * number;
            events.add(&row(&(first..first + 20).collect::<Vec<_>>())).unwrap();
        }
        events.add(&row(&[1, 2, 3])).unwrap();
        let most = 2 * HELD * FOLLOWED;
        assert!(events.held.len() <= HELD && events.leads.len() <= most && events.heads.len() <= most);
        let stories = events.stories();
        assert_eq!((stories[0], stories[1], stories.last()), (0, 0, Some(&(others + 2))));
    }
}
