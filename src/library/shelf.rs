//! Articles with their copies folded, and the ways to lay hands on one of them.

use std::collections::HashMap;
use std::sync::Arc;

use thiserror::Error;

use crate::article::{Article, ArticleId, HeadlineOrigin, StoryId, Tags};
use crate::text::SafeText;

/// One article of the library.
#[derive(Debug, Clone)]
pub struct Item {
    /// The article.
    pub article: Arc<Article>,
    /// What it is about.
    pub tags: Arc<Tags>,
    /// The story it belongs to.
    pub story: StoryId,
    /// How many copies of it there are, itself included.
    pub copies: usize,
    /// Other articles of the same story.
    pub others: Vec<ArticleId>,
}

/// All articles, each copy and each story.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    copies: Vec<Item>,
    items: Vec<Item>,
    places: HashMap<ArticleId, usize>,
}

impl Shelf {
    /// Folds copies: articles of one id become one item, the fullest of them, in the place of the first.
    pub(super) fn new<A: Into<Arc<Article>>, T: Into<Arc<Tags>>>(articles: Vec<(A, T)>) -> Self {
        let mut copies: Vec<Item> =
            articles.into_iter().map(|(article, tags)| single(article.into(), tags.into())).collect();
        let mut places: HashMap<ArticleId, usize> = HashMap::new();
        let mut chosen: Vec<(usize, usize)> = Vec::new();
        for (number, copy) in copies.iter().enumerate() {
            let place = *places.entry(copy.article.id).or_insert(chosen.len());
            match chosen.get_mut(place) {
                Some((best, count)) => {
                    *count += 1;
                    if copies.get(*best).is_some_and(|best| fullness(copy) > fullness(best)) {
                        *best = number;
                    }
                }
                None => chosen.push((number, 1)),
            }
        }
        for copy in &mut copies {
            let place = places.get(&copy.article.id).and_then(|place| chosen.get(*place));
            copy.copies = place.map_or(1, |(_, count)| *count);
        }
        let items = chosen.iter().filter_map(|(best, _)| copies.get(*best).cloned()).collect();
        Self { copies, items, places }
    }

    /// Each copy, in the order of their sources.
    pub(super) fn copies(&self) -> &[Item] {
        &self.copies
    }

    /// One item a story, in the order of their sources.
    pub(super) fn items(&self) -> &[Item] {
        &self.items
    }

    /// The item of an id.
    pub(super) fn item(&self, id: ArticleId) -> Option<&Item> {
        self.places.get(&id).and_then(|place| self.items.get(*place))
    }

    /// The item whose id begins with these letters, in whatever case.
    pub(super) fn find(&self, typed: &str) -> Result<&Item, FindError> {
        let wanted = typed.to_ascii_lowercase();
        let fits = |item: &&Item| item.article.id.to_string().starts_with(&wanted);
        let found: Vec<&Item> = self.items.iter().filter(fits).collect();
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
        let mut ids: Vec<String> = self.items.iter().map(|item| item.article.id.to_string()).collect();
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

fn single(article: Arc<Article>, tags: Arc<Tags>) -> Item {
    let story = StoryId::from(article.id);
    Item { article, tags, story, copies: 1, others: Vec::new() }
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
    use crate::library::samples::article;

    fn shelf(pages: &[(&str, &str)]) -> Shelf {
        Shelf::new(pages.iter().map(|(path, body)| (article(path, body), Tags::default())).collect())
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
            let some = all.iter().take(count).map(|article| (article.clone(), Tags::default()));
            let shelf = Shelf::new(some.collect());
            assert_eq!(shelf.items().len(), 1);
            assert_eq!(shelf.items()[0].article.source.path.display().to_string(), fullest, "of {count}");
        }
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
        let shelf = Shelf::new(bodies.iter().map(|body| (article("a", body), Tags::default())).collect());
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
