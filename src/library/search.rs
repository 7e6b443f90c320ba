//! Which articles fit a question, and in what order they are shown.

use std::cmp::Reverse;
use std::fmt;

use crate::article::{Date, Triage};
use crate::query::{
    self, Candidate, Closeness, Direction, Query, QueryError, Rank, Sort, SortKey, Vocabulary,
};

use crate::text::SafeText;

use super::shelf::Item;

/// A question for the library.
#[derive(Clone, Copy)]
pub struct Search<'a> {
    /// The query as typed; empty for everything.
    pub query: &'a str,
    /// Today's date, from which `date:2w..` counts.
    pub today: Date,
    /// The order asked for beside the query, whose own `sort:` goes first; none for the best first where the
    /// query has words, else the newest first.
    pub sort: Option<Sort>,
    /// The most articles wanted.
    pub limit: usize,
    /// How far words may be from what was typed. [`Closeness::Similar`] goes on to similar words only where
    /// nothing fits exactly.
    pub closeness: Closeness,
    /// Whether copies are shown each.
    pub copies: Copies,
    /// The query of a saved view, which an article must fit too and whose order counts where this one names none; empty
    /// for everything.
    pub view: &'a str,
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
            view: "",
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
            .field("view", &self.view)
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

/// What fits a question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The articles, in the order they are shown.
    pub items: Vec<Hit>,
    /// Nothing fitted exactly, and these have only similar words.
    pub similar: bool,
    /// Names in the query that were taken for misspelt ones.
    pub guesses: Vec<Guess>,
}

/// A name in a query that was taken for another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// What was typed: `ukrane`.
    pub typed: SafeText,
    /// The labels of what it was taken for.
    pub labels: Vec<SafeText>,
}

/// Written as `` `ukrane` was taken for Ukraine``.
impl fmt::Display for Guess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let labels: Vec<&str> = self.labels.iter().map(SafeText::as_str).collect();
        write!(f, "`{}` was taken for {}", self.typed, labels.join(", "))
    }
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
    let view = Query::parse(search.view, vocabulary, search.today)?;
    let query = Query::parse(search.query, vocabulary, search.today)?.within(view);
    let fitting = |closeness: Closeness| -> Vec<Hit> {
        let hit = |(place, item): (usize, &Item)| {
            let triage = triage(item);
            if search.within.is_some_and(|within| !within(item, triage)) {
                return None;
            }
            let candidate = Candidate {
                article: &item.article,
                tags: &item.tags,
                triage,
                story: item.story,
                copies: item.copies,
            };
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
    let key = if query.has_words() { SortKey::Relevance } else { SortKey::Date };
    let usual = Sort { key, direction: Direction::Usual };
    arrange(&mut hits, items, query.sort().or(search.sort).unwrap_or(usual));
    hits.truncate(search.limit);
    Ok(Found { items: hits, similar, guesses: guesses(&query) })
}

fn guesses(query: &Query) -> Vec<Guess> {
    let guess = |guess: &query::Guess<'_>| Guess {
        typed: SafeText::label(guess.typed),
        labels: guess.labels.iter().map(|label| SafeText::label(label)).collect(),
    };
    query.guesses().iter().map(guess).collect()
}

/// Puts hits into their order. Where two are equal, the newer one comes first, then the one whose source comes
/// first: hits come in the order of their sources, which a stable sort keeps among equals.
fn arrange(hits: &mut [Hit], items: &[Item], sort: Sort) {
    let article = |hit: &Hit| items.get(hit.item).map(|item| &item.article);
    let date = |hit: &Hit| article(hit).and_then(|article| article.dates.published).map(|dated| dated.date);
    let words = |hit: &Hit| article(hit).map_or(0, |article| article.words());
    let region = |hit: &Hit| {
        let region = items.get(hit.item).and_then(|item| item.tags.regions.first());
        (region.is_none(), region.map(|region| crate::text::fold(&region.label).into_owned()))
    };
    let headline =
        |hit: &Hit| article(hit).map(|article| crate::text::fold(&article.headline.text).into_owned());
    if sort.key != SortKey::Source {
        hits.sort_by_key(|hit| Reverse(date(hit)));
    }
    match (sort.key, sort.direction) {
        (SortKey::Date | SortKey::Source, Direction::Usual) => {}
        // Undated articles stand last whichever way round.
        (SortKey::Date, Direction::Reversed) => hits.sort_by_key(|hit| (date(hit).is_none(), date(hit))),
        (SortKey::Source, Direction::Reversed) => hits.reverse(),
        (SortKey::Relevance, direction) => sort_by(hits, direction, |hit| Reverse(hit.rank)),
        (SortKey::Words | SortKey::Minutes, direction) => sort_by(hits, direction, words),
        (SortKey::Headline, direction) => sort_by(hits, direction, headline),
        (SortKey::Region, direction) => sort_by(hits, direction, region),
    }
}

fn sort_by<K: Ord>(hits: &mut [Hit], direction: Direction, key: impl Fn(&Hit) -> K) {
    match direction {
        Direction::Usual => hits.sort_by_cached_key(key),
        Direction::Reversed => hits.sort_by_cached_key(|hit| Reverse(key(hit))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{DateOrigin, Dated};
    use crate::library::samples::{self, article};
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
            article
        };
        samples::shelf(pages.into_iter().map(dated))
    }

    fn order(sort: &str) -> String {
        let shelf = shelf();
        let mut hits: Vec<Hit> =
            (0..6).map(|item| Hit { item, rank: Rank(u32::try_from(item / 2).unwrap()) }).collect();
        arrange(&mut hits, shelf.items(), sort.parse().unwrap());
        hits.iter().map(|hit| shelf.items()[hit.item].article.source.path.display().to_string()).collect()
    }

    #[test]
    fn articles_stand_in_the_order_asked_for() {
        for (sort, expected) in [
            ("source", "abcdef"),
            ("-source", "fedcba"),
            ("date", "cbdeaf"),
            ("-date", "ebdcaf"),
            ("relevance", "efcdba"),
            ("headline", "dfbcea"),
            ("words", "befdac"),
            ("-words", "cdafbe"),
        ] {
            assert_eq!(order(sort), expected, "{sort}");
        }
    }

    #[test]
    fn order_in_the_query_goes_before_the_one_beside_it() {
        let shelf = shelf();
        let untouched = Triage::default();
        let today = "2024-06-01".parse().unwrap();
        let question = Search { sort: "date".parse().ok(), limit: 1, ..Search::new("sort:-words", today) };
        let found = search(shelf.items(), |_| &untouched, &Vocabulary::default(), &question).unwrap();
        assert_eq!(found.items.iter().map(|hit| hit.item).collect::<Vec<_>>(), [2]);
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
