//! The embedded tables against the ones in `data/` they are compiled from.

use std::fs;
use std::path::Path;

use dateline::classify::{self, CompileError};

/// The most bytes all embedded tables may take.
const MOST_BYTES: usize = 500_000;

fn read(table: &str) -> Result<String, String> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    fs::read_to_string(data.join(table)).map_err(|error| error.to_string())
}

#[test]
fn embedded_tables_are_those_of_their_sources() {
    let compiled = classify::compile(read).expect("the tables make sense");
    let embedded = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/tables.bin"));
    let same = embedded.expect("the file is there") == compiled.bytes;
    assert!(same, "data/tables.bin is older than the tables: run `cargo run --example gazetteer`");
    assert!(compiled.bytes.len() <= MOST_BYTES, "{} bytes", compiled.bytes.len());
}

#[test]
fn row_that_makes_no_sense_is_told_with_its_place() {
    let cases = [
        ("gazetteer/cities.tsv", "atlantis\tXX\t0.55\n", "gazetteer/cities.tsv:1: no such country"),
        ("gazetteer/cities.tsv", "# city\nparis\tFR\t9\n", "gazetteer/cities.tsv:2: no weight of 0 to 1"),
        ("topics/lexicon.tsv", "gardening\troses\n", "topics/lexicon.tsv:1: no such topic"),
        ("topics/lexicon.tsv", "sport\tun*\n", "topics/lexicon.tsv:1: `un*` has fewer than 3 plain letters"),
        ("topics/lexicon.tsv", "sport\tgoal=x\n", "topics/lexicon.tsv:1: `goal=x` has no weight of 1 to 3"),
        ("gazetteer/countries_hand.tsv", "XX\tAtlantis\n", "gazetteer/countries_hand.tsv:1: no such country"),
        ("gazetteer/blockers.tsv", "misc\t--\n", "gazetteer/blockers.tsv:1: `--` has no letters"),
    ];
    for (table, text, expected) in cases {
        let source = |name: &str| if name == table { Ok(text.to_owned()) } else { read(name) };
        let error = classify::compile(source).expect_err(expected);
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn table_that_cannot_be_read_is_told() {
    let source =
        |name: &str| if name.ends_with("surnames.txt") { Err("gone".to_owned()) } else { read(name) };
    let expected = CompileError::Table { table: "gazetteer/surnames.txt", reason: "gone".to_owned() };
    assert_eq!(classify::compile(source), Err(expected));
}
