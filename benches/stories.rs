//! How fast copies and related articles are found, and what is kept of each article for it:
//! `cargo bench --bench stories -- [FILE.jsonl]...`.
//!
//! Reads the `headline` and `text` of each row of the files given, else articles composed here, and takes more and
//! more of them: work that grows with the number of articles alone keeps its pace from row to row.

#[path = "measure/clock.rs"]
mod clock;
#[path = "measure/numbers.rs"]
mod numbers;

use std::fs;
use std::io::{self, Write};
use std::time::Duration;

use anyhow::{Context, Result};
use clock::processor_time;
use dateline::article::Article;
use dateline::stories::{self, CommonWords, Events, Field, Held, Sketch, Term, Wanted, Wording};
use numbers::Numbers;
use serde_json::Value;

/// Articles that are composed where no files are given.
const COMPOSED: usize = 16_000;

/// The fewest articles a row is about.
const LEAST: usize = 1000;

fn main() -> Result<()> {
    let files: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let articles = if files.is_empty() { composed() } else { read(&files)? };
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{:>10}{:>14}{:>14}{:>14}{:>14}{:>14}{:>18}",
        "articles", "sketched/s", "grouped/s", "weighed/s", "linked/s", "joined/s", "bytes/article"
    )?;
    for count in sizes(articles.len()) {
        let part = articles.get(..count).unwrap_or(&articles);
        let row = measured(part);
        let pace = |time: Duration| rate(count, time);
        writeln!(
            out,
            "{count:>10}{:>14.0}{:>14.0}{:>14.0}{:>14.0}{:>14.0}{:>18}   {} groups of copies, {} links, {} joined",
            pace(row.sketching),
            pace(row.grouping),
            pace(row.weighing),
            pace(row.linking),
            pace(row.joining),
            row.bytes / count.max(1),
            row.groups,
            row.links,
            row.joined
        )?;
    }
    Ok(())
}

/// Twice as many each time, and all of them at last.
fn sizes(all: usize) -> Vec<usize> {
    let mut sizes: Vec<usize> =
        std::iter::successors(Some(LEAST), |size| Some(size * 2)).take_while(|size| *size < all).collect();
    sizes.push(all);
    sizes
}

/// What some articles took, in processor time of one thread.
struct Row {
    sketching: Duration,
    grouping: Duration,
    weighing: Duration,
    linking: Duration,
    joining: Duration,
    bytes: usize,
    groups: usize,
    links: usize,
    joined: usize,
}

fn measured(articles: &[Article]) -> Row {
    let common = CommonWords::new();
    let (sketching, sketches) =
        timed(|| articles.iter().map(|article| Sketch::of(article, &common)).collect::<Vec<_>>());
    let all: Vec<&Sketch> = sketches.iter().collect();
    let wording = |place: usize| articles.get(place).map(Wording::of).unwrap_or_default();
    let (grouping, groups) = timed(|| stories::groups(all.as_slice(), wording));
    let Ok(groups) = groups;
    let (weighing, held) = timed(|| Held::new(&common, &all));
    let linked = |number| stories::links(&held, number, Wanted::default()).unwrap_or_default();
    let (linking, links) = timed(|| (0..).zip(&all).map(|(number, _)| linked(number).len()).sum());
    let (joining, joined) = timed(|| joined(&held, all.len()));
    Row {
        sketching,
        grouping,
        weighing,
        linking,
        joining,
        joined,
        bytes: sketches.iter().map(bytes).sum(),
        groups: groups.len(),
        links,
    }
}

/// How many articles join the story of another one.
fn joined(held: &Held, count: usize) -> usize {
    let mut events = Events::default();
    for row in (0..).take(count).filter_map(|number| held.row(number).ok()) {
        events.add(&row).unwrap_or_default();
    }
    (0..).zip(events.stories()).filter(|(number, first)| number != first).count()
}

/// What a sketch takes of memory.
fn bytes(sketch: &Sketch) -> usize {
    size_of::<Sketch>() + sketch.prints.len() * size_of::<u32>() + sketch.terms.len() * size_of::<Term>()
}

/// The best of a few rounds, with what came out.
fn timed<T>(work: impl Fn() -> T) -> (Duration, T) {
    let once = || {
        let start = processor_time();
        let result = work();
        (processor_time().saturating_sub(start), result)
    };
    let (first, result) = once();
    let again = (0..2).map(|_| once().0).min().unwrap_or(first);
    (first.min(again), result)
}

#[expect(clippy::cast_precision_loss, reason = "articles are far fewer than 2^52")]
fn rate(count: usize, time: Duration) -> f64 {
    count as f64 / time.as_secs_f64().max(1e-9)
}

fn read(files: &[String]) -> Result<Vec<Article>> {
    let mut articles = Vec::new();
    for file in files {
        let text = fs::read_to_string(file).with_context(|| format!("reading {file}"))?;
        for line in text.lines() {
            let row: Value = serde_json::from_str(line).with_context(|| format!("a row of {file}"))?;
            let field = |name: &str| row.get(name).and_then(Value::as_str).unwrap_or_default();
            articles.push(Article::plain(field("headline"), field("text").split("\n\n")));
        }
    }
    Ok(articles)
}

/// Articles of a few hundred words: one in twelve is an edited copy of one shortly before it, and about five tell of
/// one event in its own names.
fn composed() -> Vec<Article> {
    let mut numbers = Numbers(11);
    let mut texts: Vec<Vec<String>> = Vec::with_capacity(COMPOSED);
    for number in 0..COMPOSED {
        let earlier =
            number.checked_sub(1 + numbers.below(40)).and_then(|earlier| texts.get(earlier)).cloned();
        let text = match earlier.filter(|_| numbers.below(12) == 0) {
            Some(mut copy) => {
                let place = numbers.below(copy.len());
                copy.remove(place);
                copy.push(sentence(&mut numbers, number / 5));
                copy
            }
            None => (0..8 + numbers.below(16)).map(|_| sentence(&mut numbers, number / 5)).collect(),
        };
        texts.push(text);
    }
    texts.iter().map(|sentences| Article::plain("", [&*sentences.join(" ")])).collect()
}

/// A sentence about an event: common words, rarer ones, and now and then a name of the event.
fn sentence(numbers: &mut Numbers, event: usize) -> String {
    let word = |numbers: &mut Numbers| match numbers.below(10) {
        0..5 => COMMON.get(numbers.below(COMMON.len())).map(|word| (*word).to_owned()).unwrap_or_default(),
        5..9 => {
            // Rare words are many: the square of a number below 180 leaves most to the first few thousand.
            let (one, other) = (numbers.below(180), numbers.below(180));
            made(one * other)
        }
        _ => {
            let mut name = made(100_000 + event * 4 + numbers.below(4));
            name.get_mut(..1).into_iter().for_each(str::make_ascii_uppercase);
            name
        }
    };
    let words: Vec<String> = (0..14 + numbers.below(8)).map(|_| word(numbers)).collect();
    let mut sentence = words.join(" ");
    sentence.get_mut(..1).into_iter().for_each(str::make_ascii_uppercase);
    sentence + "."
}

/// A word for a number.
fn made(number: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "den", "fo", "gir", "hul", "ka", "lem", "mo", "nar", "pel", "ri", "sot", "tu", "vin", "wer",
        "zo",
    ];
    let mut rest = number + 16;
    let mut word = String::new();
    while rest > 0 {
        word.push_str(SYLLABLES.get(rest % 16).copied().unwrap_or_default());
        rest /= 16;
    }
    word
}

const COMMON: [&str; 40] = [
    "the",
    "of",
    "to",
    "and",
    "in",
    "a",
    "on",
    "said",
    "for",
    "that",
    "was",
    "with",
    "at",
    "by",
    "from",
    "it",
    "has",
    "as",
    "were",
    "police",
    "government",
    "people",
    "after",
    "minister",
    "which",
    "officials",
    "two",
    "year",
    "not",
    "city",
    "country",
    "more",
    "have",
    "would",
    "new",
    "been",
    "who",
    "report",
    "first",
    "week",
];
