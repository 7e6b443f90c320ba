//! The articles a command works on.

use crate::article::Date;
use crate::library::{Found, Guess, Item, Library, Overview, SavedView, Search};
use crate::query::{Query, QueryError};
use crate::text;

use super::around::Around;
use super::command::Selection;
use super::outcome::Failure;
use super::paint::Paint;

/// The articles that fit what was asked for, in their order.
#[derive(Debug)]
pub(super) struct Selected<'a> {
    /// Where they are from.
    pub(super) library: &'a Library,
    /// The articles.
    pub(super) articles: Vec<u32>,
    /// The query as it was understood.
    pub(super) query: Query,
    /// Names in the query that were taken for misspelt ones.
    pub(super) guesses: Vec<Guess>,
    /// How results look.
    pub(super) paint: Paint,
    /// Today's date.
    pub(super) today: Date,
}

/// Finds the articles a selection asks for.
pub(super) fn select<'a>(
    library: &'a Library,
    selection: &Selection,
    paint: Paint,
    around: &Around<'_>,
) -> Result<Selected<'a>, Failure> {
    let view = selection.view.as_deref().map(|name| named(library, name)).transpose()?;
    let within = view.map_or("", |view| &view.query);
    let search = Search {
        view: within,
        sort: selection.sort.or(view.and_then(|view| view.sort)),
        copies: selection.copies,
        ..Search::new(&selection.query, around.today)
    };
    let Found { articles, guesses, .. } =
        library.search(&search).map_err(|error| mistaken(&selection.query, &error))?;
    let articles = articles.stretch(0..selection.limit);
    let parse = |query| Query::parse(query, library.vocabulary(), around.today).unwrap_or_default();
    let query = parse(&selection.query).within(parse(within));
    Ok(Selected { library, articles, query, guesses, paint, today: around.today })
}

/// The saved view of a name.
fn named<'a>(library: &'a Library, name: &str) -> Result<&'a SavedView, Failure> {
    let unknown = || {
        let names: Vec<&str> = library.views().iter().map(|view| view.name.as_str()).collect();
        let known = if names.is_empty() {
            "the configuration has none".to_owned()
        } else {
            format!("there are {}", names.join(", "))
        };
        Failure::Usage(format!("no view is called `{name}`; {known}"))
    };
    library.view(name).ok_or_else(unknown)
}

/// The fewest letters of an id that are shown.
const SHORTEST: usize = 6;

impl Selected<'_> {
    /// The articles with their texts, one after the other.
    pub(super) fn items(&self) -> impl Iterator<Item = Item> {
        self.articles.iter().filter_map(|number| self.library.item(*number))
    }

    /// What a list shows of them.
    pub(super) fn overviews(&self) -> impl Iterator<Item = Overview> {
        self.articles.iter().filter_map(|number| self.library.overview(*number))
    }

    /// How many letters of an id are shown, so that they tell it from the others here.
    pub(super) fn id_length(&self) -> usize {
        self.library.id_length(SHORTEST)
    }
}

/// A query that makes no sense, with its mistake underlined.
fn mistaken(query: &str, error: &QueryError) -> Failure {
    let before = query.get(..error.at.start).unwrap_or(query);
    let wrong = query.get(error.at.clone()).unwrap_or_default();
    let underline = "^".repeat(text::width(wrong).max(1));
    let space = "\u{a0}".repeat(text::width(before));
    Failure::Usage(format!("the query makes no sense: {}\n{query}\n{space}{underline}", error.message))
}
