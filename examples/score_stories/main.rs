//! Scores how well copies and related coverage are told, on sets that are not part of the project.
//!
//! `cargo run --release --example score_stories -- FOLDER [--mistakes]` reads what it finds of `wikinews.jsonl` (texts
//! to make copies of), `stories/ecbplus.jsonl` and `stories/lee50.jsonl`, and says which of them are absent. Copies of
//! articles written for this project are always scored.

mod composed;
mod coverage;
mod edits;
mod own;

use std::error::Error;
use std::io::{self, Write};
use std::path::Path;

use serde_json::Value;

type Failure = Box<dyn Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(folder) = arguments.iter().find(|word| !word.starts_with("--")).map(Path::new) else {
        return Err("usage: score_stories FOLDER [--mistakes]".into());
    };
    let mistakes = arguments.iter().any(|word| word == "--mistakes");
    let mut out = io::stdout().lock();
    let mut texts: Vec<String> = own::ARTICLES.iter().map(|text| (*text).to_owned()).collect();
    tell_copies(&mut out, "own articles", &texts, mistakes)?;
    match rows(&folder.join("wikinews.jsonl"))? {
        None => writeln!(out, "wikinews.jsonl: not there, passed over")?,
        Some(rows) => {
            texts.extend(rows.iter().filter_map(|row| row["text"].as_str()).map(str::to_owned));
            tell_copies(&mut out, "own articles and wikinews.jsonl", &texts, mistakes)?;
        }
    }
    match rows(&folder.join("stories/ecbplus.jsonl"))? {
        None => writeln!(out, "stories/ecbplus.jsonl: not there, passed over")?,
        Some(rows) => tell_coverage(&mut out, &rows, mistakes)?,
    }
    match rows(&folder.join("stories/lee50.jsonl"))? {
        None => writeln!(out, "stories/lee50.jsonl: not there, passed over")?,
        Some(rows) => {
            let correlation = coverage::correlation(&rows);
            writeln!(out, "lee50: correlation with human similarity {correlation:.3}")?;
        }
    }
    Ok(())
}

/// The whole set, then its halves by topic, each with nothing but itself to weigh words by.
fn tell_coverage(out: &mut dyn Write, rows: &[Value], mistakes: bool) -> Result<(), Failure> {
    let topic =
        |row: &Value| row["topic"].as_str().and_then(|topic| topic.parse::<usize>().ok()).unwrap_or(0);
    let parts: [(&str, &[usize]); 3] = [("all", &[0, 1]), ("even topics", &[0]), ("odd topics", &[1])];
    for (name, remainders) in parts {
        let part: Vec<&Value> = rows.iter().filter(|row| remainders.contains(&(topic(row) % 2))).collect();
        let score = coverage::coverage(&part);
        writeln!(
            out,
            "ecbplus, {name}: {} articles, nearest of the same story {:.4}; {} links shown, precision {:.4}, on {:.1} % of articles",
            score.articles,
            share(score.nearest, score.articles),
            score.links,
            share(score.right, score.links),
            share(score.linked, score.articles) * 100.0,
        )?;
        for (nearness, one, other) in score.mistakes.iter().filter(|_| mistakes && name == "all") {
            writeln!(out, "  {nearness:.2} {one}\n       {other}")?;
        }
        for (least, precision, linked) in coverage::thresholds(&part).into_iter().filter(|_| mistakes) {
            writeln!(
                out,
                "  from {least:.2}: precision {precision:.4}, on {:.1} % of articles",
                linked * 100.0
            )?;
        }
    }
    Ok(())
}

fn tell_copies(out: &mut dyn Write, name: &str, texts: &[String], mistakes: bool) -> Result<(), Failure> {
    for seed in 1..=2 {
        let score = composed::score(texts, seed);
        writeln!(
            out,
            "copies, {name}, seed {seed}: {} articles, {} pairs, precision {:.4}, recall {:.4}",
            score.articles,
            score.found + score.missed,
            share(score.found, score.found + score.wrong),
            share(score.found, score.found + score.missed),
        )?;
        for ((what, one, other), count) in score.mistakes.iter().filter(|_| mistakes) {
            writeln!(out, "  {count:5} {what}: {one} / {other}")?;
        }
    }
    Ok(())
}

/// A part of a whole, 0 to 1.
fn share(part: usize, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "pairs are far fewer than 2^52")]
    let share = part as f64 / whole.max(1) as f64;
    share
}

/// The rows of a file of JSON lines; nothing where there is no file.
fn rows(path: &Path) -> Result<Option<Vec<Value>>, Failure> {
    if !path.exists() {
        return Ok(None);
    }
    let text = std::fs::read_to_string(path)?;
    Ok(Some(text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?))
}
