//! Scores the tagger on the project's own evaluation set.
//!
//! `cargo run --release --example score_evaluation -- [FOLDER] [--errors] [--rows]` reads the texts of FOLDER
//! (`data/evaluation`, also where none is named) and prints each measure in percent; with `--errors`, every miss too,
//! with the words that led there. With `--rows` it prints plain English texts instead, as JSON lines for other programs.

use std::error::Error;
use std::io::{self, Write};
use std::path::PathBuf;

use dateline::article::{Article, Block};
use dateline::classify::Tagger;
use serde_json::json;

#[path = "../tests/it/evaluation/cases.rs"]
mod cases;
#[path = "../tests/it/evaluation/score.rs"]
mod score;

fn main() -> Result<(), Box<dyn Error>> {
    let (options, folders): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|word| word.starts_with("--"));
    let folder = folders.first().map_or_else(|| PathBuf::from("data/evaluation"), PathBuf::from);
    let tagger = Tagger::new();
    let cases = cases::read(&folder, &tagger)?;
    let mut out = io::stdout().lock();
    let asked = |name: &str| options.iter().any(|option| option == name);
    if asked("--rows") {
        return write_rows(&mut out, &cases);
    }
    let report = score::Report::of(&tagger, &cases);
    if asked("--errors") {
        for miss in &report.misses {
            writeln!(out, "{miss}")?;
        }
    }
    writeln!(out, "{} texts", cases.len())?;
    for (measure, percent) in report.figures() {
        writeln!(out, "{percent:6.1}  {measure:?}")?;
    }
    Ok(())
}

/// The English texts without captions whose source is not known, with the countries expected.
fn write_rows(out: &mut impl Write, cases: &[cases::Case]) -> Result<(), Box<dyn Error>> {
    let plain = |article: &Article| article.language.is_none() && article.captions.is_empty();
    for case in cases.iter().filter(|case| case.home.is_none() && plain(&case.article)) {
        let article = &case.article;
        let points = article.standfirst.iter().map(|point| point.text.as_str());
        let paragraphs = points.chain(article.body.iter().map(|Block { text, .. }| text.as_str()));
        let row = json!({
            "headline": article.headline.text,
            "dateline": article.attribution.dateline,
            "text": paragraphs.collect::<Vec<_>>().join("\n\n"),
            "about": case.gold.about,
            "mentioned": case.gold.mentioned,
        });
        writeln!(out, "{row}")?;
    }
    Ok(())
}
