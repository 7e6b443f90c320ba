//! What is listed before anything is asked: the articles whose copies are folded, by region, the region with most
//! articles first. It is put in order when a generation of the index is written; what was decided is laid over it, so
//! that the first screen costs what was decided and what it shows, however many articles there are.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use fixedbitset::FixedBitSet;
use serde::{Deserialize, Serialize};

use super::collection::Library;
use super::numbers::{self, partition_point, word, words};
use super::parts::Part;
use super::search::Within;
use super::shelf::Shelf;
use super::{folded, written};
use crate::article::{Triage, minutes_of};
use crate::index::{Broken, Catalogue, Generation, Segment};

/// So many numbers are read at a time.
const TOGETHER: usize = 1024;

/// The articles of one region, as they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Region {
    /// Its number, as the index tells it.
    number: u16,
    articles: u32,
    /// How long all of them take to read.
    minutes: u64,
}

/// What a view lists before anything is asked, as it was when it was listed: what is decided later does not move it.
#[derive(Debug)]
pub struct Front {
    /// In the order they are shown.
    groups: Vec<Group>,
    minutes: u64,
    decided: Vec<u32>,
}

/// The articles of one region.
#[derive(Debug, Default)]
struct Group {
    region: u16,
    /// Where they are written.
    places: Range<u64>,
    /// Those written there that are not listed here, in order.
    gone: Vec<u32>,
    /// Those listed here that are not written there, in order.
    come: Vec<u32>,
}

impl Front {
    /// How many articles there are.
    pub fn count(&self) -> usize {
        self.groups.iter().map(Group::count).sum()
    }

    /// The regions in order, as [`Library::region_label`] names them, each with how many articles stand under it.
    pub fn regions(&self) -> impl Iterator<Item = (u16, usize)> {
        self.groups.iter().map(|group| (group.region, group.count()))
    }

    /// How many minutes all of them take to read.
    pub fn minutes(&self) -> usize {
        usize::try_from(self.minutes).unwrap_or(usize::MAX)
    }

    /// Those about which something was decided.
    pub fn decided(&self) -> &[u32] {
        &self.decided
    }
}

impl Library {
    /// What a view lists before anything is asked; none where articles stand in it only by what was decided, which
    /// are few, or where the index cannot be read.
    pub fn front(&self, view: &Within<'_>) -> Option<Front> {
        if !view(&Triage::default()) {
            return None;
        }
        let mut decided: Vec<(u32, bool)> =
            self.decided.iter().map(|(id, number)| (*number, view(self.triage(*id)))).collect();
        decided.sort_unstable();
        self.shelf.told(front(&self.shelf, &decided))
    }

    /// The numbers of the articles at some places of a front.
    pub fn stretch(&self, front: &Front, places: Range<usize>) -> Vec<u32> {
        let mut found = Vec::new();
        let mut begins = 0;
        for group in &front.groups {
            let ends = begins + group.count();
            let (from, to) = (places.start.clamp(begins, ends), places.end.clamp(begins, ends));
            if from < to {
                found.extend(group.articles_from(&self.shelf, from - begins).take(to - from));
            }
            begins = ends;
        }
        found
    }

    /// Where an article stands in a front.
    pub fn place_in(&self, front: &Front, article: u32) -> Option<usize> {
        let region = self.region(article);
        let before = front.groups.iter().take_while(|group| group.region != region);
        let before: usize = before.map(Group::count).sum();
        let group = front.groups.iter().find(|group| group.region == region)?;
        let inside = self.shelf.told(group.place_of(&self.shelf, article))??;
        Some(before + inside)
    }
}

impl Group {
    fn count(&self) -> usize {
        let written = usize::try_from(self.places.end - self.places.start).unwrap_or(usize::MAX);
        written.saturating_sub(self.gone.len()) + self.come.len()
    }

    /// Its articles from a place on.
    fn articles_from<'a>(&'a self, on: &'a Shelf, place: usize) -> impl Iterator<Item = u32> + 'a {
        let as_written = self.gone.is_empty() && self.come.is_empty();
        let (known, skipped) = if as_written { (place as u64, 0) } else { (0, place) };
        let chunks = (self.places.start + known..self.places.end).step_by(TOGETHER);
        let numbers = move |from: u64| {
            let places = from..self.places.end.min(from + TOGETHER as u64);
            on.told(words(on.generation(), Part::Order, places)).unwrap_or_default()
        };
        let listed = |number: &u32| self.gone.binary_search(number).is_err();
        let written = chunks.flat_map(numbers).filter(listed);
        merged(written, self.come.iter().copied()).skip(skipped)
    }

    fn place_of(&self, on: &Shelf, article: u32) -> Result<Option<usize>, Broken> {
        let number = |place: u64| word(on.generation(), Part::Order, place);
        let place = partition_point(self.places.clone(), |place| Ok(number(place)? < article))?;
        let written = place < self.places.end && number(place)? == article;
        let before = |numbers: &[u32]| numbers.partition_point(|number| *number < article);
        let listed = match self.come.binary_search(&article) {
            Ok(_) => true,
            Err(_) => written && self.gone.binary_search(&article).is_err(),
        };
        let place = usize::try_from(place - self.places.start).map_err(|_| Broken::Form)?;
        Ok(listed.then(|| (place + before(&self.come)).saturating_sub(before(&self.gone))))
    }
}

/// Writes what is listed before anything is asked: of these articles those that stand for their stories.
pub(super) fn write(
    articles: &Segment,
    shown: &FixedBitSet,
    catalogue: &mut Catalogue,
) -> Result<(), Broken> {
    let (of, lengths) = (articles.regions()?, articles.lengths()?);
    let mut regions: BTreeMap<u16, (Vec<u32>, u64)> = BTreeMap::new();
    for ((region, length), place) in of.iter().zip(lengths).zip(0_usize..) {
        if shown.contains(place) {
            let (numbers, minutes) = regions.entry(*region).or_default();
            numbers.push(numbers::short(place));
            *minutes += minutes_of(numbers::size(*length)) as u64;
        }
    }
    let rows = regions.iter().map(|(number, (articles, minutes))| Region {
        number: *number,
        articles: numbers::short(articles.len()),
        minutes: *minutes,
    });
    catalogue.part(Part::Regions.number(), &written::bytes(&rows.collect::<Vec<_>>())?)?;
    let order: Vec<u32> = regions.into_values().flat_map(|(articles, _)| articles).collect();
    Ok(catalogue.part(Part::Order.number(), &numbers::bytes(&order))?)
}

/// How many articles there are whose copies are folded.
pub(super) fn count(generation: &Generation) -> Result<usize, Broken> {
    Ok(regions(generation)?.iter().map(|region| numbers::size(region.articles)).sum())
}

fn regions(generation: &Generation) -> Result<Vec<Region>, Broken> {
    written::read(&generation.part(Part::Regions.number())?)
}

/// What is listed where some articles were decided on, given in order, each with whether it is listed still.
fn front(shelf: &Shelf, decided: &[(u32, bool)]) -> Result<Front, Broken> {
    let mut groups: BTreeMap<u16, Group> = BTreeMap::new();
    let mut front = Front { groups: Vec::new(), minutes: 0, decided: Vec::new() };
    let mut end = 0;
    for Region { number, articles, minutes } in regions(shelf.generation())? {
        let places = end..end + u64::from(articles);
        end = places.end;
        front.minutes += minutes;
        groups.insert(number, Group { region: number, places, ..Group::default() });
    }
    for (article, listed) in decided {
        if !folded::is_shown(shelf.generation(), *article)? {
            continue;
        }
        let (written, now) = (shelf.articles().first_region(*article)?, shelf.region(*article));
        if !listed || written != now {
            groups.entry(written).or_default().gone.push(*article);
        }
        if !listed {
            let minutes = minutes_of(numbers::size(shelf.articles().length(*article)?)) as u64;
            front.minutes = front.minutes.saturating_sub(minutes);
            continue;
        }
        front.decided.push(*article);
        if written != now {
            let group = groups.entry(now).or_insert_with(|| Group { region: now, ..Group::default() });
            group.come.push(*article);
        }
    }
    front.groups = groups.into_values().filter(|group| group.count() > 0).collect();
    arrange(shelf, &mut front.groups);
    Ok(front)
}

/// Puts the region with most articles first and those without one last; of two with as many that goes first which has
/// the newest article.
fn arrange(shelf: &Shelf, groups: &mut [Group]) {
    let rank = |group: &Group| (shelf.region_label(group.region).is_none(), Reverse(group.count()));
    groups.sort_by_cached_key(rank);
    for alike in groups.chunk_by_mut(|one, other| rank(one) == rank(other)).filter(|alike| alike.len() > 1) {
        alike.sort_by_cached_key(|group| group.articles_from(shelf, 0).next());
    }
}

/// The numbers of both in one order, where both rise.
fn merged(one: impl Iterator<Item = u32>, other: impl Iterator<Item = u32>) -> impl Iterator<Item = u32> {
    let (mut one, mut other) = (one.peekable(), other.peekable());
    std::iter::from_fn(move || match (one.peek(), other.peek()) {
        (Some(first), Some(second)) if second < first => other.next(),
        (Some(_), _) => one.next(),
        (None, _) => other.next(),
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::article::{Article, Decision};
    use crate::library::decisions::Decisions;
    use crate::library::joined::Joined;
    use crate::library::understood::{Tables, Understood};
    use crate::library::written::Head;
    use crate::library::{FileReport, Options};
    use crate::stories::CommonWords;

    /// As many articles as columns of two bytes take whole blocks to keep.
    const WHOLE_BLOCKS: usize = 8192;

    /// So many articles of which no two are alike.
    fn library(articles: usize, folder: &tempfile::TempDir) -> Library {
        let journal = folder.path().join(articles.to_string());
        let article = |number: usize| {
            // Words of its own, so that none is taken for a copy of another.
            let letter = |digit: char| char::from_u32(digit as u32 + 0x31).unwrap_or_default();
            let word: String = number.to_string().chars().map(letter).collect();
            let text = format!("Ship{word} and boat{word} met crew{word}.");
            Understood::bare(Arc::new(Article::plain(&format!("Boat {number} comes in"), [text.as_str()])))
        };
        let articles: Vec<Understood> = (0..articles).map(article).collect();
        let path = articles.first().map(|one| one.article.source.path.clone()).unwrap_or_default();
        let file = FileReport {
            path,
            format: None,
            ids: Vec::new(),
            removed: Vec::new(),
            problems: Vec::new(),
            hidden: 0,
            repeats: 0,
        };
        let joined = Joined::of(&articles, vec![file]).unwrap();
        let generation =
            written::write((None, 0), Head::default(), &joined, &CommonWords::default(), &mut |_| {})
                .unwrap();
        let options = Options { journal, ..Options::default() };
        let tables = Tables::new(options.homes.clone(), options.tag_rules.clone());
        let decisions = Decisions::open(options.journal.clone());
        Library::with(options, tables, decisions, (Shelf::new(generation).unwrap(), None))
    }

    /// What a first screen asks; gives how many bytes of the index were read for it.
    fn open(library: &Library) -> u64 {
        let front = library.front(&|triage: &Triage| !triage.archived).unwrap();
        assert_eq!(library.size(crate::library::Copies::Folded), front.count() + library.decided.len());
        let known = library.stretch(&front, 0..512);
        assert_eq!(known.len(), 512);
        for number in &known {
            assert!(library.id(*number).is_some() && library.headline_cells(*number).is_some());
            assert!(library.length(*number) > 0);
        }
        assert!(known.iter().take(100).all(|number| library.overview(*number).is_some()));
        let regions: Vec<_> = front.regions().map(|(region, _)| library.region_label(region)).collect();
        assert_eq!(regions, [None]);
        library.shelf.generation().bytes_read()
    }

    /// What going on where reading stopped asks; gives how many bytes of the index were read for it.
    fn resume(library: &Library) -> u64 {
        let before = library.shelf.generation().bytes_read();
        let front = library.front(&|triage: &Triage| !triage.archived).unwrap();
        let begun = library.id(library.stretch(&front, 300..301)[0]).unwrap();
        assert_eq!(library.place_in(&front, library.number(begun).unwrap()), Some(300), "where it was left");
        library.shelf.generation().bytes_read() - before
    }

    #[test]
    fn a_first_screen_reads_as_much_of_a_large_archive_as_of_a_small_one() {
        let folder = tempfile::tempdir().unwrap();
        let [small, large] = [WHOLE_BLOCKS, 2 * WHOLE_BLOCKS].map(|articles| {
            let mut library = library(articles, &folder);
            let ids: Vec<_> = (0..3).filter_map(|number| library.id(number)).collect();
            library.decide(&ids.iter().map(|id| (*id, Decision::Archive)).collect::<Vec<_>>()).unwrap();
            let before = library.shelf.generation().bytes_read();
            [open(&library) - before, resume(&library)]
        });
        let column: u64 = 2 * WHOLE_BLOCKS as u64;
        let more = format!("{small:?} bytes of {WHOLE_BLOCKS} articles, {large:?} of twice as many");
        assert!(large[0] < small[0] + column, "{more}");
        // An article is looked up by halving, by its id and then by its number: one block more each.
        assert!(large[1] < small[1] + 3 * column, "{more}");
    }

    #[test]
    fn places_are_those_of_the_articles_that_are_listed() {
        let folder = tempfile::tempdir().unwrap();
        let mut library = library(600, &folder);
        let id = library.id(4).unwrap();
        library.decide(&[(id, Decision::Archive)]).unwrap();
        let front = library.front(&|triage: &Triage| !triage.archived).unwrap();
        let all = library.stretch(&front, 0..usize::MAX);
        assert_eq!(all, (0..600).filter(|number| *number != 4).collect::<Vec<u32>>());
        assert_eq!(library.stretch(&front, 598..700), [599]);
        assert_eq!(library.stretch(&front, 3..5), [3, 5]);
        assert_eq!([3, 4, 5].map(|number| library.place_in(&front, number)), [Some(3), None, Some(4)]);
        assert_eq!((front.count(), front.decided().len()), (599, 0));
        assert!(library.front(&|triage: &Triage| triage.starred).is_none());
    }
}
