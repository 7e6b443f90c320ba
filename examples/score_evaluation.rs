//! Scores the tagger on the project's own evaluation set.
//!
//! `cargo run --release --example score_evaluation -- [FOLDER] [--errors]` reads the texts of FOLDER
//! (`data/evaluation`, also where none is named) and prints each measure in percent; with `--errors`, every miss too,
//! with the words that led there.

use std::error::Error;
use std::io::{self, Write};
use std::path::PathBuf;

use dateline::classify::Tagger;

#[path = "../tests/it/evaluation/cases.rs"]
mod cases;
#[path = "../tests/it/evaluation/score.rs"]
mod score;

fn main() -> Result<(), Box<dyn Error>> {
    let (options, folders): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|word| word.starts_with("--"));
    let folder = folders.first().map_or_else(|| PathBuf::from("data/evaluation"), PathBuf::from);
    let cases = cases::read(&folder)?;
    let report = score::Report::of(&Tagger::new(), &cases);
    let mut out = io::stdout().lock();
    if options.iter().any(|option| option == "--errors") {
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
