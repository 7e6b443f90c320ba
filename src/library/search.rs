//! Which articles fit a question, and in what order they are shown.

use std::cmp::Reverse;
use std::fmt;

use super::asked::{Asked, Unanswered};
use super::numbers::{short, size};
use super::ordered::Ordered;
use super::shelf::Shelf;
use crate::article::{Date, Triage};
use crate::index::Broken;
use crate::query::{self, Closeness, Direction, Fitting, Query, QueryError, Sort, SortKey, Vocabulary};
use crate::text::{self, SafeText};

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
    /// How far words may be from what was typed. [`Closeness::Similar`] goes on to similar words only where
    /// nothing fits exactly.
    pub closeness: Closeness,
    /// Whether copies are shown each.
    pub copies: Copies,
    /// The query of a saved view, which an article must fit too and whose order counts where this one names none; empty
    /// for everything.
    pub view: &'a str,
    /// What the state of an article must fit before the query is asked: a standing view.
    pub within: Option<&'a Within<'a>>,
    /// Whether the answer is still wanted; it is looked at now and then, and nothing is found once it is not.
    pub wanted: &'a dyn Fn() -> bool,
}

/// A condition on what its reader decided about an article.
pub type Within<'a> = dyn Fn(&Triage) -> bool + 'a;

impl<'a> Search<'a> {
    /// A question with exact words, copies folded, in the usual order.
    pub fn new(query: &'a str, today: Date) -> Self {
        Self {
            query,
            today,
            sort: None,
            closeness: Closeness::Exact,
            copies: Copies::Folded,
            view: "",
            within: None,
            wanted: &|| true,
        }
    }
}

impl fmt::Debug for Search<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Search")
            .field("query", &self.query)
            .field("today", &self.today)
            .field("sort", &self.sort)
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
    pub articles: Ordered,
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

/// What fits a question, in no order yet.
pub(super) struct Answer {
    query: Query,
    fitting: Fitting,
    similar: bool,
}

impl Answer {
    /// The answer to a question; none where it cannot be given, which the shelf remembers if it is to blame.
    ///
    /// # Errors
    /// The query makes no sense.
    pub(super) fn new(
        asked: Asked<'_>,
        vocabulary: &Vocabulary,
        search: &Search<'_>,
    ) -> Result<Option<Self>, QueryError> {
        let view = Query::parse(search.view, vocabulary, search.today)?;
        let query = Query::parse(search.query, vocabulary, search.today)?.within(view);
        Ok(match Self::of(asked, query, search) {
            Ok(answer) => Some(answer),
            Err(Unanswered::Broken(broken)) => asked.shelf.told(Err(broken)),
            Err(Unanswered::Unwanted) => None,
        })
    }

    fn of(asked: Asked<'_>, query: Query, search: &Search<'_>) -> Result<Self, Unanswered> {
        let mut among = match search.within {
            Some(within) => asked.in_states(within),
            None => asked.in_states(&|_| true),
        };
        if search.copies == Copies::Folded {
            among.intersect_with(asked.shelf.shown());
        }
        let fitting = |closeness: Closeness| {
            let mut fitting = query.fitting(&asked, closeness)?;
            fitting.narrow(&among);
            Ok::<Fitting, Unanswered>(fitting)
        };
        let mut found = fitting(Closeness::Exact)?;
        let mut similar = false;
        if found.set().is_clear() && search.closeness == Closeness::Similar && query.has_words() {
            found = fitting(Closeness::Similar)?;
            similar = !found.set().is_clear();
        }
        Ok(Self { query, fitting: found, similar })
    }

    /// The articles in their order.
    pub(super) fn found(self, on: &Shelf, asked_for: &Search<'_>) -> Found {
        let key = if self.query.has_words() { SortKey::Relevance } else { SortKey::Date };
        let usual = Sort { key, direction: Direction::Usual };
        let sort = self.query.sort().or(asked_for.sort).unwrap_or(usual);
        let (similar, guesses) = (self.similar, guesses(&self.query));
        let articles = match (sort.key, sort.direction) {
            (SortKey::Relevance, Direction::Usual) => Ordered::best_first(self.fitting),
            (SortKey::Date, Direction::Usual) => Ordered::best_first(self.fitting.alike()),
            _ => {
                let arranged = on.told(arrange(&self.fitting, on, sort)).unwrap_or_default();
                Ordered::best_first(self.fitting).rearranged(arranged)
            }
        };
        Found { articles, similar, guesses }
    }
}

fn guesses(query: &Query) -> Vec<Guess> {
    let guess = |guess: &query::Guess<'_>| Guess {
        typed: SafeText::label(guess.typed),
        labels: guess.labels.iter().map(|label| SafeText::label(label)).collect(),
    };
    query.guesses().iter().map(guess).collect()
}

/// Puts articles into an order. Where two are equal, the newer one comes first, then the one whose source comes first:
/// so they are numbered, and a stable sort keeps it.
fn arrange(fitting: &Fitting, shelf: &Shelf, sort: Sort) -> Result<Vec<u32>, Broken> {
    let mut numbers: Vec<u32> = fitting.set().ones().map(short).collect();
    let direction = sort.direction;
    match sort.key {
        SortKey::Date => {
            // Undated articles stand last whichever way round.
            let dates = shelf.articles().dates()?;
            let date = |number: &u32| at(dates, *number);
            numbers.sort_by_key(|number| (date(number) == 0, by_day(direction, date(number))));
        }
        SortKey::Source => {
            let places = shelf.places();
            sort_by(&mut numbers, direction, |number| at(&places, *number));
        }
        SortKey::Relevance => {
            let points = |number: &u32| fitting.points(size(*number));
            sort_by(&mut numbers, direction, |number| Reverse(points(number)));
        }
        SortKey::Words | SortKey::Minutes => {
            let lengths = shelf.articles().lengths()?;
            sort_by(&mut numbers, direction, |number| at(lengths, *number));
        }
        SortKey::Headline => {
            let headlines = shelf.articles().headlines()?;
            let folded = |number: &u32| {
                let headline = usize::try_from(*number).ok().and_then(|place| headlines.get(place));
                headline.map(|headline| text::fold(headline).into_owned())
            };
            sort_by(&mut numbers, direction, folded);
        }
        SortKey::Region => {
            let region = |number: &u32| {
                let label = shelf.first_region(*number);
                (label.is_none(), label.map(|label| text::fold(&label).into_owned()))
            };
            sort_by(&mut numbers, direction, region);
        }
    }
    Ok(numbers)
}

fn sort_by<K: Ord>(numbers: &mut [u32], direction: Direction, key: impl Fn(&u32) -> K) {
    match direction {
        Direction::Usual => numbers.sort_by_cached_key(key),
        Direction::Reversed => numbers.sort_by_cached_key(|number| Reverse(key(number))),
    }
}

/// A date as what articles are put in order by.
fn by_day(direction: Direction, date: u32) -> i64 {
    match direction {
        Direction::Usual => -i64::from(date),
        Direction::Reversed => i64::from(date),
    }
}

fn at(column: &[u32], number: u32) -> u32 {
    column.get(size(number)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{DateOrigin, Dated};
    use crate::library::decisions::Decisions;
    use crate::library::samples::{self, article};

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

    fn sorted(sort: &str, shelf: &Shelf) -> Vec<u32> {
        let query = Query::parse("middle OR new", &Vocabulary::default(), TODAY.parse().unwrap());
        let decisions = Decisions::open(std::path::PathBuf::new());
        let asked = Asked { shelf, decisions: &decisions, decided: &[], wanted: &|| true };
        let fitting = if sort.ends_with("relevance") { query.unwrap() } else { Query::default() };
        let fitting = fitting.fitting(&asked, Closeness::Exact).unwrap();
        arrange(&fitting, shelf, sort.parse().unwrap()).unwrap()
    }

    const TODAY: &str = "2024-06-01";

    fn paths(shelf: &Shelf, numbers: &[u32]) -> String {
        let path = |number: &u32| shelf.item(*number).unwrap().article.source.path.display().to_string();
        numbers.iter().map(path).collect()
    }

    fn found(search: &Search<'_>) -> String {
        let shelf = shelf();
        let decisions = Decisions::open(std::path::PathBuf::new());
        let asked = Asked { shelf: &shelf, decisions: &decisions, decided: &[], wanted: search.wanted };
        let answer = Answer::new(asked, &Vocabulary::default(), search).unwrap();
        answer.map(|answer| paths(&shelf, &answer.found(&shelf, search).articles.all())).unwrap_or_default()
    }

    #[test]
    fn articles_stand_in_the_order_asked_for() {
        let shelf = shelf();
        for (sort, expected) in [
            ("source", "abcdef"),
            ("-source", "fedcba"),
            ("date", "cbdeaf"),
            ("-date", "ebdcaf"),
            ("headline", "dfbcea"),
            ("words", "befdac"),
            ("-words", "cdafbe"),
            ("relevance", "bdc"),
            ("-relevance", "cbd"),
        ] {
            assert_eq!(paths(&shelf, &sorted(sort, &shelf)), expected, "{sort}");
        }
    }

    #[test]
    fn order_in_the_query_goes_before_the_one_beside_it() {
        let today = TODAY.parse().unwrap();
        let search = Search { sort: "date".parse().ok(), ..Search::new("sort:-words", today) };
        assert_eq!(found(&search), "cdafbe");
    }

    #[test]
    fn a_view_narrows_what_is_found_and_an_answer_nobody_wants_is_empty() {
        let new = Search::new("date:1900..", TODAY.parse().unwrap());
        assert_eq!(found(&new), "cbde");
        assert_eq!(found(&Search { within: Some(&|triage| triage.read), ..new }), "");
        assert_eq!(found(&Search { within: Some(&|triage| !triage.read), ..new }), "cbde");
        assert_eq!(found(&Search { wanted: &|| false, ..new }), "");
    }
}
