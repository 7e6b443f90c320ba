//! Articles with their copies folded, and the ways to lay hands on one of them.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use thiserror::Error;

use super::understood::Understood;
use crate::article::{Article, ArticleId, Decision, HeadlineOrigin, StoryId, Tags};
use crate::classify::Home;
use crate::stories::{self, CommonWords, Relations, Sketch, Wanted, Wording};
use crate::text::SafeText;

/// One article of the library.
#[derive(Debug, Clone)]
pub struct Item {
    /// The article.
    pub article: Arc<Article>,
    /// What it is about.
    pub tags: Arc<Tags>,
    /// The home country of its source, told or learned.
    pub home: Option<Home>,
    /// The story it belongs to.
    pub story: StoryId,
    /// How many copies of it there are, itself included.
    pub copies: usize,
}

/// All articles, each copy and each story.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    copies: Vec<Item>,
    items: Vec<Item>,
    /// The copies of each item, the fullest first.
    stories: Vec<Vec<usize>>,
    places: HashMap<ArticleId, Place>,
    links: Links,
}

/// Links between items that tell of one event. They are found for an item when they are first asked for: few items
/// are opened of the many there are.
#[derive(Debug, Default)]
struct Links {
    /// The sketch of each item.
    sketches: Vec<Arc<Sketch>>,
    relations: OnceLock<Relations>,
    /// What is known to be related to each item, the nearest first.
    known: Vec<OnceLock<Box<[ArticleId]>>>,
}

/// Where an id stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// The fullest of the copies with this id.
    copy: usize,
    /// The item that stands for its story.
    item: usize,
}

impl Shelf {
    /// Folds copies: what tells one text becomes one item, the fullest of its copies, in the place of the first.
    pub(super) fn new(articles: Vec<Understood>) -> Self {
        let kept: Vec<Arc<Sketch>> = articles.iter().map(|one| Arc::clone(&one.sketch)).collect();
        let sketches: Vec<&Sketch> = kept.iter().map(|sketch| &**sketch).collect();
        let mut copies: Vec<Item> = articles.into_iter().map(single).collect();
        let stories = stories_of(&copies, &sketches);
        let mut shelf = Self::default();
        for members in stories {
            let Some(shown) = members.first().and_then(|shown| copies.get(*shown)).cloned() else { continue };
            let item = shelf.items.len();
            for member in &members {
                if let Some(copy) = copies.get_mut(*member) {
                    (copy.story, copy.copies) = (shown.story, members.len());
                    shelf.places.entry(copy.article.id).or_insert(Place { copy: *member, item });
                }
            }
            shelf.links.sketches.extend(members.first().and_then(|shown| kept.get(*shown)).cloned());
            shelf.items.push(Item { copies: members.len(), ..shown });
            shelf.stories.push(members);
        }
        shelf.links.known.resize_with(shelf.items.len(), OnceLock::new);
        shelf.copies = copies;
        shelf
    }

    /// Other articles on the same event as an id's, one a story, the nearest first.
    pub(super) fn related(&self, id: ArticleId, common: &CommonWords) -> &[ArticleId] {
        let Some(item) = self.places.get(&id).map(|place| place.item) else { return &[] };
        let found = || {
            let relations = self.links.relations.get_or_init(|| {
                let sketches: Vec<&Sketch> = self.links.sketches.iter().map(|sketch| &**sketch).collect();
                Relations::new(common, &sketches)
            });
            let links = relations.of(item, Wanted::default());
            links.iter().filter_map(|link| self.items.get(link.to)).map(|item| item.article.id).collect()
        };
        self.links.known.get(item).map_or(&[], |known| known.get_or_init(found))
    }

    /// Gives articles other tags, where there are some.
    pub(super) fn retag(&mut self, tags: impl Fn(&Item) -> Option<Arc<Tags>>) {
        for copy in &mut self.copies {
            if let Some(tags) = tags(copy) {
                copy.tags = tags;
            }
        }
        for (item, members) in self.items.iter_mut().zip(&self.stories) {
            if let Some(shown) = members.first().and_then(|shown| self.copies.get(*shown)) {
                item.tags = Arc::clone(&shown.tags);
            }
        }
    }

    /// Each copy, in the order of their sources.
    pub(super) fn copies(&self) -> &[Item] {
        &self.copies
    }

    /// One item a story, in the order of their sources.
    pub(super) fn items(&self) -> &[Item] {
        &self.items
    }

    /// The article of an id, whether it is shown or stands behind a fuller copy.
    pub(super) fn item(&self, id: ArticleId) -> Option<&Item> {
        self.places.get(&id).and_then(|place| self.copies.get(place.copy))
    }

    /// The item that stands for the story of an id.
    pub(super) fn shown(&self, id: ArticleId) -> Option<&Item> {
        self.places.get(&id).and_then(|place| self.items.get(place.item))
    }

    /// All copies of the story of an id, the fullest first.
    pub(super) fn story(&self, id: ArticleId) -> impl Iterator<Item = &Item> {
        let members = self.places.get(&id).and_then(|place| self.stories.get(place.item));
        members.into_iter().flatten().filter_map(|copy| self.copies.get(*copy))
    }

    /// The ids of each story that has more than one.
    pub(super) fn shared_ids(&self) -> impl Iterator<Item = Vec<ArticleId>> {
        self.items.iter().map(|item| self.ids(item.article.id)).filter(|ids| ids.len() > 1)
    }

    /// The ids of the copies of an article, its own included; alone where it is not known.
    pub(super) fn ids(&self, id: ArticleId) -> Vec<ArticleId> {
        let mut ids: Vec<ArticleId> = self.story(id).map(|copy| copy.article.id).chain([id]).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// Decisions as they are written: each for every copy that it reaches, once.
    pub(super) fn reached(&self, decisions: &[(ArticleId, Decision)]) -> Vec<(ArticleId, Decision)> {
        let reached = |(id, decision): &(ArticleId, Decision)| {
            let ids = if decision.reaches_copies() { self.ids(*id) } else { vec![*id] };
            ids.into_iter().map(|id| (id, decision.clone())).collect::<Vec<_>>()
        };
        decisions.iter().flat_map(reached).collect()
    }

    /// The article whose id begins with these letters, in whatever case.
    pub(super) fn find(&self, typed: &str) -> Result<&Item, FindError> {
        let wanted = typed.to_ascii_lowercase();
        let fits = |id: &&ArticleId| id.to_string().starts_with(&wanted);
        let mut found: Vec<&Place> =
            self.places.iter().filter(|(id, _)| fits(id)).map(|(_, place)| place).collect();
        found.sort_unstable_by_key(|place| place.copy);
        let found: Vec<&Item> = found.iter().filter_map(|place| self.copies.get(place.copy)).collect();
        match found.as_slice() {
            [] => Err(FindError::None(SafeText::label(typed))),
            [item] => Ok(item),
            several => Err(FindError::Ambiguous {
                typed: SafeText::label(typed),
                candidates: several.iter().map(|item| item.article.id).collect(),
            }),
        }
    }

    /// How many letters of an id tell every article here from the others; at least `least`.
    pub(super) fn id_length(&self, least: usize) -> usize {
        let mut ids: Vec<String> = self.places.keys().map(ArticleId::to_string).collect();
        ids.sort_unstable();
        let shared = |pair: &[String]| match pair {
            [first, second] => {
                first.bytes().zip(second.bytes()).take_while(|(one, other)| one == other).count()
            }
            _ => 0,
        };
        ids.windows(2).map(|pair| shared(pair) + 1).max().unwrap_or(0).max(least)
    }
}

/// The copies of each story, the fullest first; the stories in the order of their first copies.
fn stories_of(copies: &[Item], sketches: &[&Sketch]) -> Vec<Vec<usize>> {
    let wording = |place: usize| copies.get(place).map(|copy| Wording::of(&copy.article)).unwrap_or_default();
    let mut stories = stories::groups(sketches, wording);
    let grouped: HashSet<usize> = stories.iter().flatten().copied().collect();
    stories.extend((0..copies.len()).filter(|copy| !grouped.contains(copy)).map(|copy| vec![copy]));
    stories.sort_by_key(|members| members.iter().min().copied());
    for members in &mut stories {
        members.sort_by_cached_key(|place| {
            let (copy, sketch) = (copies.get(*place), sketches.get(*place));
            let length = sketch.map_or(0, |sketch| sketch.length);
            let source = copy.map(|copy| (copy.article.source.path.clone(), copy.article.source.lines));
            (Reverse((length, copy.map(fullness))), copy.map(|copy| copy.article.id), source)
        });
    }
    stories
}

/// Why no article was found for a shortened id.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FindError {
    /// No id begins so.
    #[error("no article has an id that begins with `{0}`")]
    None(SafeText),
    /// More than one does.
    #[error("{} articles have an id that begins with `{typed}`: {}", candidates.len(), listed(candidates))]
    Ambiguous {
        /// What was typed.
        typed: SafeText,
        /// The articles it could be, in the order of their sources.
        candidates: Vec<ArticleId>,
    },
}

/// The first few ids, in words.
fn listed(ids: &[ArticleId]) -> String {
    let shown: Vec<String> = ids.iter().take(5).map(ToString::to_string).collect();
    let rest = if ids.len() > shown.len() { ", …" } else { "" };
    format!("{}{rest}", shown.join(", "))
}

fn single(Understood { article, tags, home, .. }: Understood) -> Item {
    let story = StoryId::from(article.id);
    Item { article, tags, home, story, copies: 1 }
}

/// How much a copy knows beside its body: a printed headline, then facts, then captions.
fn fullness(item: &Item) -> (bool, usize, usize) {
    let article = &item.article;
    let facts = [
        article.kicker.is_some(),
        article.dates.published.is_some(),
        article.dates.updated.is_some(),
        article.attribution.byline.is_some(),
        article.attribution.agency.is_some(),
        article.attribution.dateline.is_some(),
        article.url.is_some(),
        !article.standfirst.is_empty(),
    ];
    let known = facts.into_iter().filter(|known| *known).count();
    (article.headline.origin == HeadlineOrigin::Page, known, article.captions.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::samples::{self, article};

    fn shelf(pages: &[(&str, &str)]) -> Shelf {
        samples::shelf(pages.iter().map(|(path, body)| article(path, body)))
    }

    #[test]
    fn equal_bodies_fold_and_are_counted() {
        let shelf = shelf(&[("a", "One story."), ("b", "Another."), ("c", "one story")]);
        let paths: Vec<_> =
            shelf.items().iter().map(|item| item.article.source.path.display().to_string()).collect();
        assert_eq!(paths, ["a", "b"]);
        assert_eq!(shelf.items().iter().map(|item| item.copies).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(shelf.copies().iter().map(|item| item.copies).collect::<Vec<_>>(), [2, 1, 2]);
    }

    #[test]
    fn the_fullest_copy_stands_for_the_others() {
        let mut bare = article("a", "One story.");
        bare.headline.origin = HeadlineOrigin::Derived;
        let mut credited = article("c", "One story.");
        credited.attribution.agency = Some(SafeText::label("Reuters"));
        let all = [bare, article("b", "One story."), credited, article("d", "One story.")];
        for (count, fullest) in [(1, "a"), (2, "b"), (3, "c"), (4, "c")] {
            let shelf = samples::shelf(all.iter().take(count).cloned());
            assert_eq!(shelf.items().len(), 1);
            assert_eq!(shelf.items()[0].article.source.path.display().to_string(), fullest, "of {count}");
        }
    }

    /// Twelve sentences of their own each, so that parts of them are told from each other.
    fn long(seed: &str, sentences: std::ops::Range<usize>) -> String {
        let word = |sentence: usize, place: u8| {
            format!("{seed}{}{}", "x".repeat(sentence), char::from(b'a' + place))
        };
        let sentence = |number: usize| (0..14).map(|place| word(number, place)).collect::<Vec<_>>().join(" ");
        sentences.map(sentence).collect::<Vec<_>>().join(". ")
    }

    #[test]
    fn a_cut_copy_stands_behind_the_whole() {
        let (cut, whole, other) = (long("one", 0..5), long("one", 0..12), long("other", 0..12));
        let shelf = shelf(&[("cut", &cut), ("whole", &whole), ("other", &other)]);
        let [cut, whole] = [&cut, &whole].map(|body| ArticleId::of_body([body.as_str()]));
        let shown: Vec<ArticleId> = shelf.items().iter().map(|item| item.article.id).collect();
        assert_eq!(shown, [whole, ArticleId::of_body([other.as_str()])]);
        assert_eq!(shelf.items().iter().map(|item| item.copies).collect::<Vec<_>>(), [2, 1]);
        assert!(
            shelf.copies().iter().take(2).all(|copy| copy.story == StoryId::from(whole) && copy.copies == 2)
        );
        assert_eq!(shelf.shown(cut).unwrap().article.id, whole);
        assert_eq!(shelf.item(cut).unwrap().article.id, cut);
        assert_eq!(shelf.find(&cut.to_string()).unwrap().article.id, cut);
        assert_eq!(shelf.story(cut).map(|copy| copy.article.id).collect::<Vec<_>>(), [whole, cut]);
        assert_eq!(shelf.shared_ids().map(|ids| ids.len()).collect::<Vec<_>>(), [2]);
        assert_eq!(shelf.ids(ArticleId::of_body(["unknown"])).len(), 1);
    }

    #[test]
    fn which_copy_is_shown_does_not_depend_on_their_order() {
        let bodies = [long("one", 0..9), long("one", 0..12), long("one", 0..12), long("one", 3..12)];
        let paths = ["d", "c", "b", "a"];
        let pages: Vec<(&str, &str)> = paths.into_iter().zip(bodies.iter().map(String::as_str)).collect();
        for turn in 0..pages.len() {
            let mut turned = pages.clone();
            turned.rotate_left(turn);
            let shelf = shelf(&turned);
            let shown: Vec<_> =
                shelf.items().iter().map(|item| (item.article.source.path.clone(), item.copies)).collect();
            assert_eq!(shown, [("b".into(), 4)]);
        }
    }

    #[test]
    fn a_copy_is_related_to_what_its_story_is_related_to() {
        let first = "Skipper Jonas Wray was killed in Ellmouth as a crane toppled onto his pilot boat.";
        let second = "In Ellmouth a crane toppled onto the pilot boat of skipper Jonas Wray on Tuesday.";
        let shelf = shelf(&[("a", first), ("b", first), ("c", second), ("d", "Bees gave more honey.")]);
        let common = CommonWords::default();
        let [first, second, alone] =
            [first, second, "Bees gave more honey."].map(|body| ArticleId::of_body([body]));
        let expected = [(first, vec![second]), (second, vec![first]), (alone, vec![])];
        for (id, related) in expected.iter().rev().chain(&expected) {
            assert_eq!(shelf.related(*id, &common), related, "{id}");
        }
        assert!(shelf.related(ArticleId::of_body(["unknown"]), &common).is_empty());
    }

    #[test]
    fn a_shortened_id_finds_its_article() {
        let shelf = shelf(&[("a", "One."), ("b", "Two."), ("c", "Three.")]);
        let length = shelf.id_length(1);
        for item in shelf.items() {
            let id = item.article.id.to_string();
            let found = shelf.find(&id[..length].to_uppercase()).unwrap();
            assert_eq!(found.article.id, item.article.id);
            assert_eq!(shelf.item(item.article.id).unwrap().article, item.article);
        }
        assert!(
            matches!(shelf.find(""), Err(FindError::Ambiguous { candidates, .. }) if candidates.len() == 3)
        );
        assert!(matches!(shelf.find("not an id"), Err(FindError::None(_))));
    }

    #[test]
    fn ids_are_shortened_no_further_than_they_stay_unique() {
        let bodies: Vec<String> = (0..300).map(|number| format!("Story {number}.")).collect();
        let shelf = samples::shelf(bodies.iter().map(|body| article("a", body)));
        let length = shelf.id_length(1);
        let short = |length: usize| {
            let cut = shelf.items().iter().map(|item| item.article.id.to_string()[..length].to_owned());
            cut.collect::<std::collections::HashSet<_>>().len()
        };
        assert_eq!(short(length), 300);
        assert!(short(length - 1) < 300);
        assert_eq!(shelf.id_length(12), 12);
    }
}
