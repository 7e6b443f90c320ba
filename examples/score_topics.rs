//! Scores the topics of full articles against labels of several topics each.
//!
//! `cargo run --release --example score_topics -- TEXTS LABELS [--errors]` reads rows of `id`, `title` and `text` from
//! TEXTS and rows of `id`, `primary_topic` and `topics` from LABELS, both files of JSON lines, and prints how often the
//! first tag is the primary one or any right one, and the F1 of all tags.

use std::collections::HashMap;
use std::error::Error;
use std::io::{self, Write};

use dateline::article::{Article, Tag};
use dateline::classify::Tagger;
use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (Some(texts), Some(labels)) = (arguments.first(), arguments.get(1)) else {
        return Err("usage: score_topics TEXTS LABELS [--errors]".into());
    };
    let tells_errors = arguments.iter().any(|word| word == "--errors");
    let labels = rows(labels)?;
    let labels: HashMap<&str, &Value> =
        labels.iter().filter_map(|row| Some((row["id"].as_str()?, row))).collect();
    let tagger = Tagger::new();
    let mut out = io::stdout().lock();
    let (mut count, mut primary, mut among) = (0.0, 0.0, 0.0);
    let (mut right, mut wrong, mut missed) = (0.0, 0.0, 0.0);
    for row in rows(texts)? {
        let Some(gold) = row["id"].as_str().and_then(|id| labels.get(id)) else { continue };
        let first = gold["primary_topic"].as_str().unwrap_or_default();
        let all: Vec<&str> =
            gold["topics"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let text = row["text"].as_str().unwrap_or_default();
        let tags =
            tagger.tag(&Article::plain(row["title"].as_str().unwrap_or_default(), text.split("\n\n"))).topics;
        let is_right = |tag: &&Tag| all.contains(&tag.label.as_str()) || tag.label.as_str() == first;
        let found = tags.iter().filter(is_right).count();
        count += 1.0;
        primary += f64::from(u8::from(tags.first().is_some_and(|tag| tag.label.as_str() == first)));
        among += f64::from(u8::from(tags.first().is_some_and(|tag| is_right(&tag))));
        right += f64::from(u32::try_from(found)?);
        wrong += f64::from(u32::try_from(tags.len() - found)?);
        missed += f64::from(u32::try_from(all.len().saturating_sub(found))?);
        if tells_errors && (tags.first().is_none_or(|tag| tag.label.as_str() != first) || found < tags.len())
        {
            writeln!(out, "gold {first} {all:?} found {} | {}", told(&tags), row["title"])?;
        }
    }
    let (primary, among) = (100.0 * primary / count, 100.0 * among / count);
    let (precision, recall) = (100.0 * right / (right + wrong), 100.0 * right / (right + missed));
    let f1 = 2.0 * precision * recall / (precision + recall);
    writeln!(out, "{count} articles: first tag primary {primary:.1} %, among the right ones {among:.1} %")?;
    writeln!(out, "all tags P {precision:.1} R {recall:.1} F1 {f1:.1}")?;
    Ok(())
}

fn rows(path: &str) -> Result<Vec<Value>, Box<dyn Error>> {
    Ok(std::fs::read_to_string(path)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
}

/// Tags with their evidence in one line.
fn told(tags: &[Tag]) -> String {
    let one = |tag: &Tag| {
        let words: Vec<&str> = tag.evidence.iter().map(|evidence| evidence.text.as_str()).collect();
        format!("{} ({})", tag.label.as_str(), words.join(", "))
    };
    tags.iter().map(one).collect::<Vec<_>>().join("; ")
}
