//! Scores the loader on page dumps with known articles: `score_pages PAGES_DIR GOLD_DIR [--verbose]`.
//!
//! Prints one row a layout, a layout being the middle of the file's name (`composed-001-LAYOUT-4.txt`), and with
//! `--verbose` the first difference of every page that is not wholly right.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use dateline::article::{Article, HeadlineOrigin};
use dateline::ingest::{self, Rules};
use serde_json::Value;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (flags, folders): (Vec<&String>, Vec<&String>) =
        arguments.iter().partition(|argument| argument.starts_with("--"));
    let [pages, gold] = folders[..] else { bail!("usage: score_pages PAGES_DIR GOLD_DIR [--verbose]") };
    let verbose = flags.iter().any(|flag| *flag == "--verbose");
    let mut out = io::stdout().lock();
    let mut layouts: BTreeMap<String, Score> = BTreeMap::new();
    for path in text_files(Path::new(pages))? {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let found = ingest::read(&path, &fs::read(&path)?, &Rules::default());
        let found: Vec<Article> = found.into_iter().flat_map(|page| page.articles).collect();
        let gold = Path::new(gold).join(format!("{name}.gold.json"));
        let gold = fs::read(&gold).with_context(|| format!("reading {}", gold.display()))?;
        let marks = mark(&found, &serde_json::from_slice(&gold)?);
        layouts.entry(layout(&name)).or_default().add(&marks);
        if let Some(difference) = marks.difference.filter(|_| verbose) {
            writeln!(out, "{name}: {difference}")?;
        }
    }
    print(&mut out, &layouts)
}

fn text_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    Ok(paths)
}

/// The part of a name between its number and its count.
fn layout(name: &str) -> String {
    let parts: Vec<&str> = name.split('-').collect();
    let is_number = |part: &&&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let from = parts.iter().take(2).position(|part| is_number(&part)).map_or(0, |at| at + 1);
    let to = parts.len() - usize::from(parts.last().is_some_and(|part| is_number(&part)));
    parts.get(from..to).unwrap_or_default().join("-")
}

/// What of a page is exactly right.
#[derive(Default)]
struct Marks {
    right: [bool; COLUMNS.len()],
    difference: Option<String>,
}

const COLUMNS: [&str; 6] = ["articles", "headlines", "bodies", "captions", "dates", "standfirst"];

/// How to read one column from an article and from its expected form.
type Aspect = (fn(&Article) -> Vec<String>, fn(&Value) -> Vec<String>);

fn mark(found: &[Article], gold: &Value) -> Marks {
    let gold = gold["articles"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut marks = Marks::default();
    let aspects: [Aspect; 5] = [
        (found_headline, gold_headline),
        (
            |article| article.body.iter().map(|block| folded(&block.text)).collect(),
            |gold| texts(&gold["body"]),
        ),
        (
            |article| article.captions.iter().map(|caption| folded(&caption.text)).collect(),
            |gold| texts(&gold["captions"]),
        ),
        (found_date, |gold| gold["date"].as_str().map(folded).into_iter().collect()),
        (
            |article| article.standfirst.iter().map(|point| folded(&point.text)).collect(),
            |gold| texts(&gold["standfirst"]),
        ),
    ];
    marks.note(0, (found.len() != gold.len()).then(|| format!("{} instead of {}", found.len(), gold.len())));
    for (column, (of_found, of_gold)) in (1..).zip(aspects) {
        let found: Vec<Vec<String>> = found.iter().map(of_found).collect();
        let gold: Vec<Vec<String>> = gold.iter().map(of_gold).collect();
        marks.note(column, difference(&found, &gold));
    }
    marks
}

impl Marks {
    fn note(&mut self, column: usize, difference: Option<String>) {
        self.right[column] = difference.is_none();
        let told = difference.map(|difference| format!("{}: {difference}", COLUMNS[column]));
        self.difference = self.difference.take().or(told);
    }
}

fn difference(found: &[Vec<String>], gold: &[Vec<String>]) -> Option<String> {
    let none = Vec::new();
    (0..found.len().max(gold.len())).find_map(|article| {
        let (found, gold) = (found.get(article).unwrap_or(&none), gold.get(article).unwrap_or(&none));
        let at = (0..found.len().max(gold.len())).find(|&at| found.get(at) != gold.get(at))?;
        Some(format!(
            "article {}, item {}: found {:?}, expected {:?}",
            article + 1,
            at + 1,
            found.get(at),
            gold.get(at)
        ))
    })
}

fn found_headline(article: &Article) -> Vec<String> {
    let printed = article.headline.origin == HeadlineOrigin::Page;
    printed.then(|| folded(&article.headline.text)).into_iter().collect()
}

fn gold_headline(gold: &Value) -> Vec<String> {
    gold["headline"].as_str().map(folded).into_iter().collect()
}

fn found_date(article: &Article) -> Vec<String> {
    article.dates.published.iter().map(|dated| dated.date.to_string()).collect()
}

fn texts(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(folded).collect()
}

/// White space folded and invisible joiners dropped, as cleaning does.
fn folded(text: &str) -> String {
    let visible: String = text
        .chars()
        .filter(|letter| !matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'))
        .collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[derive(Default)]
struct Score {
    pages: usize,
    right: [usize; COLUMNS.len()],
    whole: usize,
}

impl Score {
    fn add(&mut self, marks: &Marks) {
        self.pages += 1;
        for (sum, right) in self.right.iter_mut().zip(marks.right) {
            *sum += usize::from(right);
        }
        self.whole += usize::from(marks.right.iter().all(|right| *right));
    }

    fn join(&mut self, other: &Self) {
        self.pages += other.pages;
        self.whole += other.whole;
        for (sum, right) in self.right.iter_mut().zip(other.right) {
            *sum += right;
        }
    }
}

fn print(out: &mut impl Write, layouts: &BTreeMap<String, Score>) -> Result<()> {
    let width = layouts.keys().map(String::len).max().unwrap_or_default().max("layout".len());
    write!(out, "{:width$}  pages", "layout")?;
    for column in COLUMNS {
        write!(out, "  {column:>10}")?;
    }
    writeln!(out, "   all right")?;
    let mut total = Score::default();
    for (layout, score) in layouts {
        print_row(out, &format!("{layout:width$}"), score)?;
        total.join(score);
    }
    print_row(out, &format!("{:width$}", "total"), &total)
}

fn print_row(out: &mut impl Write, name: &str, score: &Score) -> Result<()> {
    write!(out, "{name}  {:>5}", score.pages)?;
    for right in score.right {
        write!(out, "  {right:>10}")?;
    }
    writeln!(out, "  {:>10}", score.whole)?;
    Ok(())
}
