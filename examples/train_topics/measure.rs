//! How well models of topics do on texts they have not seen.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::descent::{odds, pruned};
use super::texts::{Origin, Text};
use super::{Failure, Row, TOPICS, real};

/// Up to how many bytes the model has its full power, and the score of the lexicon that halves it; the same as in the
/// tagger.
const FULL_POWER: f32 = 300.0;
const CLEAR_SCORE: f32 = 16.0;
const FOLDS: u64 = 5;

/// Prints the accuracy of the lexicon alone and of models on texts they were not trained on.
pub(crate) fn measure(out: &mut impl Write, texts: &[Text], features: usize) -> Result<(), Failure> {
    let of = |origin: Origin| texts.iter().filter(move |text| text.origin == origin).collect::<Vec<_>>();
    let (events, headlines, lessons) = (of(Origin::Events), of(Origin::Headlines), of(Origin::Lessons));
    let nothing = vec![[0.0; TOPICS]; features];
    for (name, texts) in [("events", &events), ("headlines", &headlines), ("lessons", &lessons)] {
        tell(out, &format!("lexicon alone, {name}"), texts, hits(texts, &nothing))?;
    }
    let (held, taught): (Vec<&Text>, Vec<&Text>) = texts.iter().partition(|text| text.is_held_out());
    tell(out, "events held out", &held, hits(&held, &pruned(&taught, features)))?;
    let is_by = |text: &&Text, last: u32| text.year.is_none_or(|year| year <= last);
    let early: Vec<&Text> = texts.iter().filter(|text| is_by(text, 2014)).collect();
    let late: Vec<&Text> = events.iter().copied().filter(|text| !is_by(text, 2015)).collect();
    tell(out, "events from 2016 by texts to 2014", &late, hits(&late, &pruned(&early, features)))?;
    let (mut headline_hits, mut lesson_hits) = (0, 0);
    for fold in 0..FOLDS {
        let is_tested = |text: &&Text| text.origin != Origin::Events && text.hash % FOLDS == fold;
        let (tested, taught): (Vec<&Text>, Vec<&Text>) = texts.iter().partition(is_tested);
        let weights = pruned(&taught, features);
        let (tested_headlines, tested_lessons): (Vec<&Text>, Vec<&Text>) =
            tested.into_iter().partition(|text| text.origin == Origin::Headlines);
        headline_hits += hits(&tested_headlines, &weights);
        lesson_hits += hits(&tested_lessons, &weights);
    }
    tell(out, &format!("headlines in {FOLDS} folds"), &headlines, headline_hits)?;
    tell(out, &format!("lessons in {FOLDS} folds"), &lessons, lesson_hits)?;
    Ok(())
}

fn tell(out: &mut impl Write, name: &str, texts: &[&Text], hits: usize) -> io::Result<()> {
    let share = 100.0 * real(hits) / real(texts.len());
    writeln!(out, "{share:5.1} %  {name} ({} texts)", texts.len())
}

/// How often the best topic among those of the set is a right one.
fn hits(texts: &[&Text], weights: &[Row]) -> usize {
    let known: BTreeSet<usize> = texts.iter().flat_map(|text| text.topics.iter().copied()).collect();
    let learned = |feature: &usize| weights[*feature].iter().any(|weight| weight.abs() > 0.0);
    let hit = |text: &&&Text| {
        let found: Vec<usize> = text.features.iter().copied().filter(learned).collect();
        let clear = text.lexicon.iter().copied().fold(0.0, f32::max);
        let power = (FULL_POWER / real(text.bytes.max(1))).min(1.0) * CLEAR_SCORE / (CLEAR_SCORE + clear);
        let odds = odds(text, &found, weights, power);
        let best = known.iter().max_by(|a, b| odds[**a].total_cmp(&odds[**b]));
        best.is_some_and(|best| text.topics.contains(best))
    };
    texts.iter().filter(hit).count()
}
