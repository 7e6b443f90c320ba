//! What is in the library, and what was decided about it.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use serde_json::{Value, json};

use crate::article::{Tag, minutes_of};
use crate::library::{Overview, SavedView, Search};
use crate::text::SafeText;

use super::command::Form;
use super::mark::counted;
use super::paint::Weight;
use super::selected::Selected;
use super::table::{self, Cell, Column, Side};

/// The most lines of one kind shown to people.
const MOST: usize = 12;

const COLUMNS: [Column; 2] =
    [Column { side: Side::Right, most: 9 }, Column { side: Side::Left, most: usize::MAX }];

/// What is counted, and how often each of it stands there.
struct Counts {
    title: &'static str,
    name: &'static str,
    values: Vec<(String, usize)>,
}

/// Writes figures about the selected articles.
pub(super) fn stats(selected: &Selected<'_>, form: Form, out: &mut dyn Write) -> io::Result<()> {
    match form {
        Form::Json => {
            serde_json::to_writer(&mut *out, &object(selected))?;
            out.write_all(b"\n")
        }
        Form::Human => write_figures(selected, out),
    }
}

fn tables(selected: &Selected<'_>) -> [Counts; 7] {
    let all: Vec<Overview> = selected.overviews().collect();
    let items = all.as_slice();
    let month = |item: &Overview| {
        let dated = item.published.map(|date| date.to_string());
        dated.map_or("undated".to_owned(), |date| date.get(..7).unwrap_or(&date).to_owned())
    };
    let source = |item: &Overview| SafeText::label(&item.path.to_string_lossy()).to_string();
    let labels = |tags: &[Tag]| tags.iter().map(|tag| tag.label.to_string()).collect::<Vec<_>>();
    let mut dates = count(items, |item| vec![month(item)]);
    dates.sort_by(|(one, _), (other, _)| (one == "undated", other).cmp(&(other == "undated", one)));
    [
        Counts { title: "By month", name: "dates", values: dates },
        Counts {
            title: "By country",
            name: "countries",
            values: count(items, |item| labels(&item.tags.countries)),
        },
        Counts {
            title: "By region",
            name: "regions",
            values: count(items, |item| labels(&item.tags.regions)),
        },
        Counts { title: "By topic", name: "topics", values: count(items, |item| labels(&item.tags.topics)) },
        Counts { title: "By file", name: "sources", values: count(items, |item| vec![source(item)]) },
        Counts { title: "By state", name: "states", values: states(selected, items) },
        Counts { title: "By view", name: "views", values: views(selected) },
    ]
}

/// How many articles have each value, the most frequent first.
fn count(items: &[Overview], values: impl Fn(&Overview) -> Vec<String>) -> Vec<(String, usize)> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for value in items.iter().flat_map(values) {
        *counts.entry(value).or_default() += 1;
    }
    let mut sorted: Vec<_> = counts.into_iter().collect();
    sorted.sort_by(|(one, count), (other, more)| more.cmp(count).then_with(|| one.cmp(other)));
    sorted
}

/// How many articles are in each state; every state is told, even where no article is in it.
fn states(selected: &Selected<'_>, items: &[Overview]) -> Vec<(String, usize)> {
    let states = || items.iter().map(|item| selected.library.triage(item.id));
    let mut counts = vec![
        ("unread".to_owned(), states().filter(|state| !state.read).count()),
        ("read".to_owned(), states().filter(|state| state.read).count()),
        ("starred".to_owned(), states().filter(|state| state.starred).count()),
        ("archived".to_owned(), states().filter(|state| state.archived).count()),
    ];
    let tags = |item: &Overview| {
        let tags = &selected.library.triage(item.id).tags;
        tags.iter().map(|tag| format!("tag:{tag}")).collect()
    };
    counts.extend(count(items, tags));
    counts
}

/// How many of the articles each saved view holds, in the order of the configuration.
fn views(selected: &Selected<'_>) -> Vec<(String, usize)> {
    let chosen: HashSet<u32> = selected.articles.iter().copied().collect();
    let count = |view: &SavedView| {
        let found = selected.library.search(&Search::new(&view.query, selected.today)).unwrap_or_default();
        let articles = found.articles.all().into_iter().map(|number| selected.library.shown_for(number));
        (view.name.to_string(), articles.filter(|number| chosen.contains(number)).count())
    };
    selected.library.views().iter().map(count).collect()
}

/// Articles, copies, words and minutes.
fn totals(selected: &Selected<'_>) -> [(&'static str, usize); 5] {
    let lengths = selected.library.lengths();
    let words = |number: &u32| usize::try_from(*lengths.get(usize::try_from(*number).ok()?)?).ok();
    let words = || selected.articles.iter().filter_map(words);
    let copies = selected.articles.iter().map(|number| selected.library.story(*number).len());
    [
        ("articles", selected.articles.len()),
        ("copies", copies.sum()),
        ("files", selected.library.files_count()),
        ("words", words().sum()),
        ("minutes", words().map(minutes_of).sum()),
    ]
}

/// The figures as JSON; see `docs/json.md`.
fn object(selected: &Selected<'_>) -> Value {
    let mut object = serde_json::Map::new();
    for (name, number) in totals(selected) {
        object.insert(name.to_owned(), json!(number));
    }
    for Counts { name, values, .. } in tables(selected) {
        let counts = values.iter().map(|(value, count)| json!({"name": value, "count": count}));
        object.insert(name.to_owned(), Value::Array(counts.collect()));
    }
    Value::Object(object)
}

fn write_figures(selected: &Selected<'_>, out: &mut dyn Write) -> io::Result<()> {
    let paint = selected.paint;
    let [(_, articles), (_, copies), (_, files), (_, words), (_, minutes)] = totals(selected);
    let time = match minutes / 60 {
        0 => format!("{minutes} min"),
        hours => format!("{hours} h {} min", minutes % 60),
    };
    let facts = [
        counted(articles, "article"),
        format!("{copies} with their copies"),
        counted(files, "file"),
        counted(words, "word"),
        format!("{time} of reading"),
    ];
    writeln!(out, "{}", paint.paint(Weight::Strong, &facts.join(", ")))?;
    for Counts { title, values, .. } in tables(selected) {
        if values.is_empty() {
            continue;
        }
        writeln!(out, "\n{}", paint.paint(Weight::Strong, title))?;
        let row = |(value, count): &(String, usize)| {
            vec![Cell::new(Weight::Plain, count.to_string()), Cell::new(Weight::Plain, value.clone())]
        };
        let rows: Vec<Vec<Cell>> = values.iter().take(MOST).map(row).collect();
        table::write(&rows, &COLUMNS, paint, out)?;
        if values.len() > MOST {
            writeln!(out, "{}", paint.paint(Weight::Quiet, &format!("and {} more", values.len() - MOST)))?;
        }
    }
    Ok(())
}
