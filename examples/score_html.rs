//! Scores the loader on saved web pages with known text: `score_html FOLDER [--verbose]`.
//!
//! The folder holds pages, gzipped or not, and `gold.jsonl` with a line `{"html": FILE, "text_gold": TEXT}` a page.
//! Prints the mean F1 of the words of a page, the worst ten pages (with `--verbose` every page), and the speed.
//!
//! The gold texts hold what a reader takes for the text of the article: no headline, no captions. What is compared
//! is therefore the body, with the dateline and the agency that opened it.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use dateline::article::Article;
use dateline::ingest::{self, Rules};
use dateline::text::SafeText;
use flate2::read::GzDecoder;
use serde_json::Value;

/// How many of the worst pages are listed.
const WORST: usize = 10;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (flags, folders): (Vec<&String>, Vec<&String>) =
        arguments.iter().partition(|argument| argument.starts_with("--"));
    let [folder] = folders[..] else { bail!("usage: score_html FOLDER [--verbose]") };
    let verbose = flags.iter().any(|flag| *flag == "--verbose");
    let pages = read_pages(Path::new(folder))?;
    let (wall, busy) = (Instant::now(), busy_seconds());
    let texts: Vec<String> = pages.iter().map(|page| text_of(&page.name, &page.bytes)).collect();
    let seconds = match (busy, busy_seconds()) {
        (Some(before), Some(after)) => after - before,
        _ => wall.elapsed().as_secs_f64(),
    };
    let mut scores: Vec<(Score, &str)> =
        pages.iter().zip(&texts).map(|(page, text)| (score(text, &page.gold), &*page.name)).collect();
    scores.sort_by(|(one, _), (other, _)| one.f1.total_cmp(&other.f1));
    print(&mut io::stdout().lock(), &scores, if verbose { scores.len() } else { WORST })?;
    let size: usize = pages.iter().map(|page| page.bytes.len()).sum();
    writeln!(io::stdout(), "{:.1} MB a CPU-second", megabytes(size) / seconds)?;
    Ok(())
}

struct Page {
    name: String,
    bytes: Vec<u8>,
    gold: String,
}

fn read_pages(folder: &Path) -> Result<Vec<Page>> {
    let gold = folder.join("gold.jsonl");
    let gold = fs::read_to_string(&gold).with_context(|| format!("reading {}", gold.display()))?;
    gold.lines().map(|line| read_page(folder, line)).collect()
}

fn read_page(folder: &Path, line: &str) -> Result<Page> {
    let row: Value = serde_json::from_str(line).context("a line of gold.jsonl")?;
    let (Some(name), Some(gold)) = (row["html"].as_str(), row["text_gold"].as_str()) else {
        bail!("a line of gold.jsonl without `html` or `text_gold`");
    };
    let stored = fs::read(folder.join(name)).with_context(|| format!("reading {name}"))?;
    let mut bytes = Vec::new();
    match name.strip_suffix(".gz") {
        Some(_) => GzDecoder::new(&*stored).read_to_end(&mut bytes).map(drop)?,
        None => bytes = stored,
    }
    let name = name.strip_suffix(".gz").unwrap_or(name).to_owned();
    Ok(Page { name, bytes, gold: gold.to_owned() })
}

/// The text of a page as the program shows it.
fn text_of(name: &str, bytes: &[u8]) -> String {
    let pages = ingest::read(Path::new(name), bytes, &Rules::default());
    let articles = pages.iter().flat_map(|page| &page.articles);
    articles.map(article_text).collect::<Vec<_>>().join("\n")
}

fn article_text(article: &Article) -> String {
    let opening = [&article.attribution.dateline, &article.attribution.agency];
    let texts = opening.into_iter().flatten().chain(article.body.iter().map(|block| &block.text));
    texts.map(SafeText::as_str).collect::<Vec<_>>().join("\n")
}

/// How well the words of a text are those of another, as multisets.
struct Score {
    precision: f64,
    recall: f64,
    f1: f64,
}

fn score(found: &str, gold: &str) -> Score {
    let (found, gold) = (words(found), words(gold));
    let both: usize =
        found.iter().map(|(word, count)| gold.get(word).map_or(0, |other| *count.min(other))).sum();
    let share = |all: &HashMap<String, usize>| match all.values().sum::<usize>() {
        0 => f64::from(u8::from(both == 0)),
        all => megabytes(both) / megabytes(all),
    };
    let (precision, recall) = (share(&found), share(&gold));
    let sum = precision + recall;
    Score { precision, recall, f1: if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 } }
}

fn words(text: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    let folded = text.to_lowercase();
    let words = folded.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    for word in words.filter(|word| !word.is_empty()) {
        *counts.entry(word.to_owned()).or_default() += 1;
    }
    counts
}

fn print(out: &mut impl Write, scores: &[(Score, &str)], listed: usize) -> Result<()> {
    for (score, name) in scores.iter().take(listed) {
        writeln!(
            out,
            "{:.3}  precision {:.3}  recall {:.3}  {name}",
            score.f1, score.precision, score.recall
        )?;
    }
    let sum: f64 = scores.iter().map(|(score, _)| score.f1).sum();
    let count = u32::try_from(scores.len()).context("counting pages")?;
    writeln!(out, "F1 {:.4} a page over {count} pages", sum / f64::from(count.max(1)))?;
    Ok(())
}

/// The seconds this thread has had of a processor; nothing where the system does not tell.
fn busy_seconds() -> Option<f64> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = told.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

/// A count in millions; exact for every count of bytes a machine can hold in memory today.
fn megabytes(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, |count| f64::from(count) / 1e6)
}
