//! How fast articles are tagged, beside a raw scan for the same names: `cargo bench --bench tags -- [FILE]...`.
//!
//! Reads files of JSON lines with `headline` and `text`, else the texts of `data/evaluation`. Each row is one core,
//! the best of several rounds in processor time. The raw scan finds the names of `data/gazetteer` in the same texts
//! with aho-corasick, longest first, in either case, and does nothing with what it finds.

#[path = "measure/clock.rs"]
mod clock;
#[path = "measure/rounds.rs"]
mod rounds;

use std::fs;
use std::hint::black_box;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use anyhow::{Context, Result};
use dateline::article::Article;
use dateline::classify::Tagger;
use rounds::{best, megabytes, over};
use serde_json::Value;

fn main() -> Result<()> {
    let given: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let articles = if given.is_empty() { own_texts()? } else { rows(&given)? };
    let length = |article: &Article| {
        article.headline.text.len() + article.body.iter().map(|block| block.text.len()).sum::<usize>()
    };
    let bytes: usize = articles.iter().map(length).sum();
    let began = Instant::now();
    let tagger = Tagger::new();
    let loaded = began.elapsed();
    let names = names()?;
    let mut out = io::stdout().lock();
    writeln!(out, "{} articles, {:.2} MB, {} names", articles.len(), megabytes(bytes), names.len())?;
    writeln!(out, "tables loaded in {:.2} ms", loaded.as_secs_f64() * 1e3)?;
    let nfa = automaton(&names, AhoCorasickKind::ContiguousNFA)?;
    let dfa = automaton(&names, AhoCorasickKind::DFA)?;
    let places = Tagger::of_places();
    let stages: [(&str, &dyn Fn()); 4] = [
        ("aho-corasick, NFA", &over(&articles, |article| scan(&nfa, article))),
        ("aho-corasick, DFA", &over(&articles, |article| scan(&dfa, article))),
        ("regions", &over(&articles, |article| places.tag(article))),
        ("regions and topics", &over(&articles, |article| tagger.tag(article))),
    ];
    let times = best(&stages.map(|(_, stage)| stage));
    let [_, raw, ..] = times;
    for ((name, _), time) in stages.iter().zip(&times) {
        let speed = megabytes(bytes) / time.as_secs_f64();
        let ratio = raw.as_secs_f64() / time.as_secs_f64();
        writeln!(out, "{name:<20}{speed:>10.1} MB/s{ratio:>8.2} of aho-corasick, DFA")?;
    }
    Ok(())
}

fn automaton(names: &[String], kind: AhoCorasickKind) -> Result<AhoCorasick> {
    let mut builder = AhoCorasick::builder();
    builder.match_kind(MatchKind::LeftmostLongest).ascii_case_insensitive(true).kind(Some(kind));
    Ok(builder.build(names)?)
}

/// How many names stand in an article, whole words or not.
fn scan(automaton: &AhoCorasick, article: &Article) -> usize {
    let texts = [&article.headline.text].into_iter().chain(article.body.iter().map(|block| &block.text));
    texts.map(|text| automaton.find_iter(black_box(text.as_str())).count()).sum()
}

/// The names of places as the tables have them, without their marks.
fn names() -> Result<Vec<String>> {
    let columns: [(&str, &[usize]); 5] = [
        ("countries.tsv", &[3, 4, 5]),
        ("countries_hand.tsv", &[1, 2, 3, 4, 5]),
        ("regions.tsv", &[7]),
        ("cities.tsv", &[0]),
        ("blockers.tsv", &[1]),
    ];
    let mut names = Vec::new();
    for (table, columns) in columns {
        let text = fs::read_to_string(data("gazetteer").join(table))?;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let listed =
                columns.iter().filter_map(|column| cells.get(*column)).flat_map(|cell| cell.split('|'));
            names.extend(listed.map(|name| name.trim_end_matches(['~', '^', '&']).to_owned()));
        }
    }
    names.retain(|name| !name.is_empty());
    names.sort_unstable();
    names.dedup();
    Ok(names)
}

fn data(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(folder)
}

/// The project's own texts, a paragraph a line, the first the headline.
fn own_texts() -> Result<Vec<Article>> {
    let mut articles = Vec::new();
    for entry in fs::read_dir(data("evaluation"))? {
        let text = fs::read_to_string(entry?.path())?;
        for case in text.split("\n# ").skip(1) {
            let mut lines =
                case.lines().filter(|line| !line.trim().is_empty() && !line.starts_with(['>', '[']));
            let headline = lines.next().unwrap_or_default();
            articles.push(Article::plain(headline, lines));
        }
    }
    Ok(articles)
}

fn rows(paths: &[String]) -> Result<Vec<Article>> {
    let mut articles = Vec::new();
    for path in paths {
        let text = fs::read_to_string(path).with_context(|| format!("reading {path}"))?;
        for line in text.lines() {
            let row: Value = serde_json::from_str(line)?;
            let field = |name: &str| row[name].as_str().unwrap_or_default().trim();
            articles.push(Article::plain(field("headline"), field("text").split("\n\n")));
        }
    }
    Ok(articles)
}
