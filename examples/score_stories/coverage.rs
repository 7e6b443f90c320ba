//! Scores of related coverage: nearest neighbours and links on labelled leads, nearness against human judgement.

use std::collections::HashMap;

use dateline::article::Article;
use dateline::stories::{CommonWords, Held, LINKED, Link, Sketch, Wanted, links};
use serde_json::Value;

use super::share;

/// How well the nearest article and the shown links are of the same story.
#[derive(Debug, Default)]
pub struct Coverage {
    /// Articles.
    pub articles: usize,
    /// Articles whose nearest neighbour is of the same story.
    pub nearest: usize,
    /// Links that are shown.
    pub links: usize,
    /// Of them, those within one story.
    pub right: usize,
    /// Articles with at least one link.
    pub linked: usize,
    /// The nearest neighbours that are of another story: nearness, the two texts.
    pub mistakes: Vec<(f32, String, String)>,
}

/// Scores leads with their `text` and `story`.
pub fn coverage(rows: &[&Value]) -> Coverage {
    let text = |row: &Value| row["text"].as_str().unwrap_or_default().to_owned();
    let links = linked(&rows.iter().map(|row| text(row)).collect::<Vec<_>>(), 5);
    let mut coverage = Coverage { articles: rows.len(), ..Coverage::default() };
    for (row, links) in rows.iter().zip(links) {
        let right = |link: &Link| rows[link.to as usize]["story"] == row["story"];
        match links.first() {
            Some(first) if right(first) => coverage.nearest += 1,
            Some(first) => coverage.mistakes.push((first.nearness, text(row), text(rows[first.to as usize]))),
            None => coverage.mistakes.push((0.0, text(row), String::new())),
        }
        let shown: Vec<&Link> = links.iter().filter(|link| link.nearness >= LINKED).collect();
        coverage.links += shown.len();
        coverage.right += shown.iter().filter(|link| right(link)).count();
        coverage.linked += usize::from(!shown.is_empty());
    }
    coverage
}

/// Precision of links above each threshold and the share of articles that have one.
pub fn thresholds(rows: &[&Value]) -> Vec<(f32, f64, f64)> {
    let texts: Vec<String> =
        rows.iter().map(|row| row["text"].as_str().unwrap_or_default().to_owned()).collect();
    let links = linked(&texts, 5);
    let at = |least: f32| {
        let (mut all, mut right, mut linked) = (0, 0, 0);
        for (row, links) in rows.iter().zip(&links) {
            let shown: Vec<&Link> = links.iter().filter(|link| link.nearness >= least).collect();
            all += shown.len();
            right += shown.iter().filter(|link| rows[link.to as usize]["story"] == row["story"]).count();
            linked += usize::from(!shown.is_empty());
        }
        (least, share(right, all), share(linked, rows.len()))
    };
    [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5].into_iter().map(at).collect()
}

/// Pearson's correlation of nearness with the `similarity_to` of human readers, over all pairs; no link is 0.
pub fn correlation(rows: &[Value]) -> f64 {
    let texts: Vec<String> =
        rows.iter().map(|row| row["text"].as_str().unwrap_or_default().to_owned()).collect();
    let mut pairs = Vec::new();
    for (one, links) in linked(&texts, usize::MAX).into_iter().enumerate() {
        let near: HashMap<usize, f32> = links.iter().map(|link| (link.to as usize, link.nearness)).collect();
        for other in (0..rows.len()).filter(|other| *other != one) {
            let human = rows[one]["similarity_to"][other].as_f64().unwrap_or_default();
            pairs.push((f64::from(near.get(&other).copied().unwrap_or(0.0)), human));
        }
    }
    let count = share(pairs.len(), 1);
    let mean = |of: fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / count;
    let (ours, theirs) = (mean(|pair| pair.0), mean(|pair| pair.1));
    let sum = |of: &dyn Fn(f64, f64) -> f64| {
        pairs.iter().map(|pair| of(pair.0 - ours, pair.1 - theirs)).sum::<f64>()
    };
    sum(&|one, other| one * other) / (sum(&|one, _| one * one) * sum(&|_, other| other * other)).sqrt()
}

fn linked(texts: &[String], most: usize) -> Vec<Vec<Link>> {
    let common = CommonWords::new();
    let articles: Vec<Article> = texts.iter().map(|text| Article::plain("", [text.as_ref()])).collect();
    let sketches: Vec<Sketch> = articles.iter().map(|article| Sketch::of(article, &common)).collect();
    let held = Held::new(&common, &sketches.iter().collect::<Vec<_>>());
    let links = |number| links(&held, number, Wanted { least: 0.0, most }).unwrap_or_default();
    (0..).zip(texts).map(|(number, _)| links(number)).collect()
}
