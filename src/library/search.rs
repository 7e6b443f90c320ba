//! Which articles fit a question, and in what order they are shown.

use std::cmp::Reverse;
use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::article::{Date, Triage};
use crate::query::{Candidate, Closeness, Query, QueryError, Rank, Vocabulary};

use super::shelf::Item;

/// A question for the library.
#[derive(Clone, Copy)]
pub struct Search<'a> {
    /// The query as typed; empty for everything.
    pub query: &'a str,
    /// Today's date, from which `date:2w..` counts.
    pub today: Date,
    /// The order asked for; none for the best first where the query has words, else the newest first.
    pub sort: Option<Sort>,
    /// The most articles wanted.
    pub limit: usize,
    /// How far words may be from what was typed. [`Closeness::Similar`] goes on to similar words only where
    /// nothing fits exactly.
    pub closeness: Closeness,
    /// Whether copies are shown each.
    pub copies: Copies,
    /// What an article must fit before the query is asked: a standing view.
    pub within: Option<&'a Within<'a>>,
}

/// A condition on an article and what its reader decided about it.
pub type Within<'a> = dyn Fn(&Item, &Triage) -> bool + 'a;

impl<'a> Search<'a> {
    /// A question with exact words, copies folded, in the usual order and without a limit.
    pub fn new(query: &'a str, today: Date) -> Self {
        Self {
            query,
            today,
            sort: None,
            limit: usize::MAX,
            closeness: Closeness::Exact,
            copies: Copies::Folded,
            within: None,
        }
    }
}

impl fmt::Debug for Search<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Search")
            .field("query", &self.query)
            .field("today", &self.today)
            .field("sort", &self.sort)
            .field("limit", &self.limit)
            .field("closeness", &self.closeness)
            .field("copies", &self.copies)
            .finish_non_exhaustive()
    }
}

/// Whether the copies of an article are shown once or each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Copies {
    /// Once, the fullest of them.
    #[default]
    Folded,
    /// Each.
    Each,
}

/// The orders articles can be shown in. Where two are equal, the newer one comes first, then the one whose
/// source comes first; articles without a date stand last in the orders by date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sort {
    /// The best fit for the query first.
    Best,
    /// The newest first.
    Newest,
    /// The oldest first.
    Oldest,
    /// By headline, from A to Z.
    Headline,
    /// The shortest first.
    Shortest,
    /// The longest first.
    Longest,
    /// By file and line.
    Source,
}

impl Sort {
    /// All orders.
    pub const ALL: [Self; 7] =
        [Self::Best, Self::Newest, Self::Oldest, Self::Headline, Self::Shortest, Self::Longest, Self::Source];

    /// The name used on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Best => "best",
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::Headline => "headline",
            Self::Shortest => "shortest",
            Self::Longest => "longest",
            Self::Source => "source",
        }
    }
}

impl FromStr for Sort {
    type Err = SortError;

    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|sort| sort.name() == typed).ok_or(SortError)
    }
}

/// A text that names no order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not an order; there are {}", Sort::ALL.map(Sort::name).join(", "))]
pub struct SortError;

/// What fits a question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The articles, in the order they are shown.
    pub items: Vec<Hit>,
    /// Nothing fitted exactly, and these have only similar words.
    pub similar: bool,
}

/// One article that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Its place among the items, or among the copies where each is shown.
    pub item: usize,
    /// How well it fits.
    pub rank: Rank,
}

/// Answers a question about these items.
pub(super) fn search<'a>(
    items: &'a [Item],
    triage: impl Fn(&Item) -> &'a Triage,
    vocabulary: &Vocabulary,
    search: &Search<'_>,
) -> Result<Found, QueryError> {
    let query = Query::parse(search.query, vocabulary, search.today)?;
    let fitting = |closeness: Closeness| -> Vec<Hit> {
        let hit = |(place, item): (usize, &Item)| {
            let triage = triage(item);
            if search.within.is_some_and(|within| !within(item, triage)) {
                return None;
            }
            let candidate =
                Candidate { article: &item.article, tags: &item.tags, triage, copies: item.copies };
            query.rank(candidate, closeness).map(|rank| Hit { item: place, rank })
        };
        items.iter().enumerate().filter_map(hit).collect()
    };
    let mut hits = fitting(Closeness::Exact);
    let mut similar = false;
    if hits.is_empty() && search.closeness == Closeness::Similar && query.has_words() {
        hits = fitting(Closeness::Similar);
        similar = !hits.is_empty();
    }
    let usual = if query.has_words() { Sort::Best } else { Sort::Newest };
    arrange(&mut hits, items, search.sort.unwrap_or(usual));
    hits.truncate(search.limit);
    Ok(Found { items: hits, similar })
}

/// Puts hits into their order. They come in the order of their sources, which a stable sort keeps among equals.
fn arrange(hits: &mut [Hit], items: &[Item], sort: Sort) {
    let article = |hit: &Hit| items.get(hit.item).map(|item| &item.article);
    let date = |hit: &Hit| article(hit).and_then(|article| article.dates.published).map(|dated| dated.date);
    let words = |hit: &Hit| article(hit).map_or(0, |article| article.words());
    let newest = |hit: &Hit| Reverse(date(hit));
    match sort {
        Sort::Source => {}
        Sort::Newest => hits.sort_by_key(newest),
        Sort::Oldest => hits.sort_by_key(|hit| (date(hit).is_none(), date(hit))),
        Sort::Best => hits.sort_by_key(|hit| (Reverse(hit.rank), newest(hit))),
        Sort::Shortest => hits.sort_by_cached_key(|hit| (words(hit), newest(hit))),
        Sort::Longest => hits.sort_by_cached_key(|hit| (Reverse(words(hit)), newest(hit))),
        Sort::Headline => hits.sort_by_cached_key(|hit| {
            let headline = article(hit).map(|article| crate::text::fold(&article.headline.text).into_owned());
            (headline, newest(hit))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{DateOrigin, Dated, Tags};
    use crate::library::samples::article;
    use crate::library::shelf::Shelf;

    fn shelf() -> Shelf {
        let pages = [
            ("a", "Undated first one.", None),
            ("b", "Middle.", Some("2023-05")),
            ("c", "Newest of them all here.", Some("2024")),
            ("d", "Also middle one.", Some("2023-05")),
            ("e", "Oldest.", Some("2001-01-02")),
            ("f", "Another undated.", None),
        ];
        let dated = |(path, body, date): (&str, &str, Option<&str>)| {
            let mut article = article(path, body);
            article.dates.published =
                date.map(|date| Dated { date: date.parse().unwrap(), origin: DateOrigin::Page });
            (article, Tags::default())
        };
        Shelf::new(pages.into_iter().map(dated).collect())
    }

    fn order(sort: Sort) -> String {
        let shelf = shelf();
        let mut hits: Vec<Hit> =
            (0..6).map(|item| Hit { item, rank: Rank(u32::try_from(item / 2).unwrap()) }).collect();
        arrange(&mut hits, shelf.items(), sort);
        hits.iter().map(|hit| shelf.items()[hit.item].article.source.path.display().to_string()).collect()
    }

    #[test]
    fn articles_stand_in_the_order_asked_for() {
        for (sort, expected) in [
            (Sort::Source, "abcdef"),
            (Sort::Newest, "cbdeaf"),
            (Sort::Oldest, "ebdcaf"),
            (Sort::Best, "efcdba"),
            (Sort::Headline, "dfbcea"),
            (Sort::Shortest, "befdac"),
            (Sort::Longest, "cdafbe"),
        ] {
            assert_eq!(order(sort), expected, "{sort:?}");
        }
    }

    #[test]
    fn order_names_read_back() {
        for sort in Sort::ALL {
            assert_eq!(sort.name().parse(), Ok(sort));
        }
        assert!("alphabetical".parse::<Sort>().unwrap_err().to_string().contains("newest"));
    }

    #[test]
    fn a_view_and_a_limit_narrow_what_is_found() {
        let shelf = shelf();
        let untouched = Triage::default();
        let dated = |item: &Item, _: &Triage| item.article.dates.published.is_some();
        let today = "2024-06-01".parse().unwrap();
        let question = Search { within: Some(&dated), limit: 2, ..Search::new("", today) };
        let found = search(shelf.items(), |_| &untouched, &Vocabulary::default(), &question).unwrap();
        assert_eq!(found.items.iter().map(|hit| hit.item).collect::<Vec<_>>(), [2, 1]);
        assert!(!found.similar);
    }
}
