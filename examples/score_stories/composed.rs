//! A set of articles whose copies are known, because they were made here.

use std::collections::{BTreeMap, HashMap};

use dateline::article::Article;
use dateline::stories::{CommonWords, Sketch, Wording, groups};

use super::edits::{self, Dice, Paragraphs, Strangers};
use super::own;

/// One composed article.
#[derive(Debug)]
struct Composed {
    /// Articles of one origin are copies.
    origin: usize,
    /// What was done to it.
    kind: &'static str,
    paragraphs: Paragraphs,
}

/// How well copies are told.
#[derive(Debug, Default)]
pub struct Score {
    /// Articles in all.
    pub articles: usize,
    /// Pairs that are copies and were found.
    pub found: usize,
    /// Pairs that are copies and were missed.
    pub missed: usize,
    /// Pairs that were taken for copies and are none.
    pub wrong: usize,
    /// The kinds of the missed and the wrong pairs, with their counts.
    pub mistakes: BTreeMap<(&'static str, &'static str, &'static str), usize>,
}

/// Scores copies made of these texts.
pub fn score(texts: &[String], seed: u64) -> Score {
    let composed = compose(texts, &mut Dice::new(seed));
    let articles: Vec<Article> = composed
        .iter()
        .map(|composed| {
            let paragraphs: Vec<String> =
                composed.paragraphs.iter().map(|sentences| sentences.join(" ")).collect();
            Article::plain("", paragraphs.iter().map(String::as_str))
        })
        .collect();
    let sketches: Vec<Sketch> =
        articles.iter().map(|article| Sketch::of(article, &CommonWords::default())).collect();
    let all: Vec<&Sketch> = sketches.iter().collect();
    let Ok(groups) = groups(all.as_slice(), |place| Wording::of(&articles[place]));
    let mut group_of: HashMap<usize, usize> = HashMap::new();
    for (number, group) in groups.iter().enumerate() {
        group_of.extend(group.iter().map(|member| (*member, number)));
    }
    compare(&composed, &group_of)
}

fn compare(composed: &[Composed], group_of: &HashMap<usize, usize>) -> Score {
    let mut score = Score { articles: composed.len(), ..Score::default() };
    for (first, one) in composed.iter().enumerate() {
        for (second, other) in composed.iter().enumerate().skip(first + 1) {
            let told = group_of.get(&first).is_some_and(|group| group_of.get(&second) == Some(group));
            let what = match (one.origin == other.origin, told) {
                (true, true) => {
                    score.found += 1;
                    continue;
                }
                (false, false) => continue,
                (true, false) => {
                    score.missed += 1;
                    "missed"
                }
                (false, true) => {
                    score.wrong += 1;
                    "wrong"
                }
            };
            *score.mistakes.entry((what, one.kind.min(other.kind), one.kind.max(other.kind))).or_default() +=
                1;
        }
    }
    score
}

fn compose(texts: &[String], dice: &mut Dice) -> Vec<Composed> {
    let mut parsed: Vec<Paragraphs> = texts.iter().map(|text| edits::parse(text)).collect();
    parsed.retain(|article| edits::words(article) >= 60);
    let originals = parsed.len() * 2 / 3;
    let mut strangers = Strangers::new(&parsed[originals..]);
    let mut all = Vec::new();
    let mut origin = 0;
    for original in &parsed[..originals] {
        let mut add = |kind, paragraphs| all.push(Composed { origin, kind, paragraphs });
        for (kind, paragraphs) in copies(original, &mut strangers, dice) {
            add(kind, paragraphs);
        }
        origin += 1;
        if original.len() >= 4 {
            all.push(Composed {
                origin,
                kind: "update",
                paragraphs: edits::updated(original, &mut strangers, dice),
            });
            origin += 1;
        }
    }
    for _ in 0..originals / 4 {
        let background = strangers.paragraph(dice.within(70, 140), dice);
        for kind in ["background", "background of another"] {
            let mut paragraphs: Paragraphs =
                (0..dice.within(2, 5)).map(|_| strangers.paragraph(dice.within(45, 70), dice)).collect();
            let place = dice.within(1, paragraphs.len());
            paragraphs.insert(place, background.clone());
            all.push(Composed { origin, kind, paragraphs });
            origin += 1;
        }
    }
    for form in own::forms(160, dice) {
        all.push(Composed { origin, kind: "form", paragraphs: edits::parse(&form) });
        origin += 1;
    }
    all
}

/// Copies of one article: itself and what editors make of it.
fn copies(
    original: &Paragraphs,
    strangers: &mut Strangers,
    dice: &mut Dice,
) -> Vec<(&'static str, Paragraphs)> {
    let percent = dice.within(30, 60);
    let rework = dice.within(5, 30);
    let brief = dice.within(30, 60);
    let cut = edits::truncated(original, dice.within(30, 60), dice);
    vec![
        ("original", original.clone()),
        ("truncated", edits::truncated(original, percent, dice)),
        ("lede rewritten", edits::lede_rewritten(original, dice)),
        ("reworked", edits::reworked(original, rework, dice)),
        ("set another way", edits::reset(original, dice)),
        ("framed", edits::framed(original, dice)),
        ("half own", edits::half_own(original, strangers, dice)),
        ("across the Atlantic", edits::across(original)),
        ("brief", edits::opening(original, brief, false)),
        ("truncated and framed", edits::framed(&cut, dice)),
        ("reworked and across", edits::across(&edits::reworked(original, rework, dice))),
    ]
}
