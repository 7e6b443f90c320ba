//! Tags texts for other programs: JSON lines in, JSON lines out.
//!
//! `cargo run --release --example tag_lines < ROWS > TAGS` reads objects with `headline`, `dateline` and `text` (its
//! paragraphs parted by line breaks) and prints for each the codes of the countries it is `about` and of all
//! those it names, as `named`. The last line holds `bytes` of texts and the `seconds` that tagging them took, with
//! topics and all else: the sum over small parts of the best of five rounds.

use std::error::Error;
use std::hint::black_box;
use std::io::{self, Read, Write};
use std::time::Instant;

use dateline::article::{Article, Tag};
use dateline::classify::Tagger;
use dateline::text::SafeText;
use serde_json::{Value, json};

/// Articles that are timed together, so that another program on the machine spoils only single parts.
const PART: usize = 50;
const ROUNDS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let mut input = String::new();
    io::stdin().lock().read_to_string(&mut input)?;
    let rows: Vec<Value> = input.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let articles: Vec<Article> = rows.iter().map(article).collect();
    let tagger = Tagger::new();
    let mut out = io::BufWriter::new(io::stdout().lock());
    for article in &articles {
        let tags = tagger.tag(article);
        let named: Vec<&str> = tags.countries.iter().chain(&tags.mentioned).map(code).collect();
        let about: Vec<&str> = tags.countries.iter().map(code).collect();
        writeln!(out, "{}", json!({"about": about, "named": named}))?;
    }
    let seconds: f64 = articles.chunks(PART).map(|part| seconds(&tagger, part)).sum();
    let bytes: usize = rows.iter().flat_map(texts).map(str::len).sum();
    writeln!(out, "{}", json!({"bytes": bytes, "seconds": seconds}))?;
    Ok(out.flush()?)
}

/// The least seconds of some rounds that tagging these articles took.
fn seconds(tagger: &Tagger, articles: &[Article]) -> f64 {
    let once = || {
        let began = Instant::now();
        for article in articles {
            black_box(tagger.tag(article));
        }
        began.elapsed().as_secs_f64()
    };
    (0..ROUNDS).map(|_| once()).fold(f64::INFINITY, f64::min)
}

/// The headline, the dateline and the text of a row, empty where it has none.
fn texts(row: &Value) -> [&str; 3] {
    ["headline", "dateline", "text"].map(|name| row[name].as_str().unwrap_or_default().trim())
}

fn article(row: &Value) -> Article {
    let [headline, dateline, text] = texts(row);
    let indented = text.split("\n    ").flat_map(|part| part.split("\n\n"));
    let mut article = Article::plain(headline, indented);
    let dateline = dateline.trim_end_matches(['-', ' ']);
    article.attribution.dateline = (!dateline.is_empty()).then(|| SafeText::label(dateline));
    article
}

fn code(tag: &Tag) -> &str {
    &tag.code
}
