//! Learns the weights of the model of topics: multinomial logistic regression beside the lexicon's shares.

use super::texts::Text;
use super::{Row, TOPICS, UNIT, real};

/// How many features the table keeps.
const FEATURES: usize = 8_400;
/// Passes over all texts, the size of the first steps, and how strongly weights are held down.
const PASSES: usize = 8;
const STEP: f32 = 0.2;
const HOLD: f32 = 2e-3;
/// What every topic has before the lexicon speaks; the same as in the tagger.
const SMOOTHING: f32 = 2.0;

/// Weights as the table has them: of the features that tell most, trained again without the others, in whole units.
pub(crate) fn pruned(texts: &[&Text], features: usize) -> Vec<Row> {
    let mut uses = vec![0.0_f32; features];
    for feature in texts.iter().flat_map(|text| &text.features) {
        uses[*feature] += 1.0;
    }
    let first = trained(texts, features, |_| true);
    let tells = |feature: usize| {
        let spread: f32 = first[feature].iter().map(|weight| weight * weight).sum();
        spread.sqrt() * uses[feature].sqrt()
    };
    let mut ranked: Vec<usize> = (0..features).collect();
    ranked.sort_by(|a, b| tells(*b).total_cmp(&tells(*a)));
    let mut kept = vec![false; features];
    ranked.iter().take(FEATURES).for_each(|feature| kept[*feature] = true);
    let mut weights = trained(texts, features, |feature| kept[feature]);
    for weight in weights.as_flattened_mut() {
        *weight = (*weight / UNIT).round().clamp(-127.0, 127.0) * UNIT;
    }
    weights
}

/// Weights of all features by descent along the gradient of one text after another, with steps that shrink by the
/// gradients a weight has seen. The lexicon's shares stand beside them: the model learns what the lexicon misses.
fn trained(texts: &[&Text], features: usize, kept: impl Fn(usize) -> bool) -> Vec<Row> {
    let mut weights = vec![[0.0; TOPICS]; features];
    let mut squares = vec![[1e-6_f32; TOPICS]; features];
    let mut order: Vec<usize> = (0..texts.len()).collect();
    let mut random = 12_345_u64;
    for pass in 0..PASSES {
        shuffle(&mut order, &mut random);
        let step = STEP / (1.0 + real(pass) * 0.3);
        for text in order.iter().map(|place| texts[*place]) {
            let found: Vec<usize> = text.features.iter().copied().filter(|feature| kept(*feature)).collect();
            let share = 1.0 / real(found.len().max(1)).sqrt();
            let error = error(text, &found, &weights);
            for feature in found {
                let (weights, squares) = (&mut weights[feature], &mut squares[feature]);
                for ((weight, square), error) in weights.iter_mut().zip(squares).zip(error) {
                    let gradient = error * share + HOLD * *weight;
                    *square += gradient * gradient;
                    *weight -= step * gradient / square.sqrt();
                }
            }
        }
    }
    weights
}

fn shuffle(order: &mut [usize], random: &mut u64) {
    for place in (1..order.len()).rev() {
        *random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(place, usize::try_from(*random >> 33).unwrap_or_default() % (place + 1));
    }
}

/// How far the chances that lexicon and model give the topics are from the right ones, by what the text counts.
fn error(text: &Text, found: &[usize], weights: &[Row]) -> Row {
    let odds = odds(text, found, weights, 1.0);
    let most = odds.iter().copied().fold(f32::MIN, f32::max);
    let mut error = odds.map(|odds| (odds - most).exp());
    let total: f32 = error.iter().sum();
    for chance in &mut error {
        *chance /= total;
    }
    for topic in &text.topics {
        error[*topic] -= 1.0 / real(text.topics.len());
    }
    error.map(|error| error * text.weight)
}

/// The logarithms of the odds of all topics, where the model has this power beside the lexicon.
pub(crate) fn odds(text: &Text, found: &[usize], weights: &[Row], power: f32) -> Row {
    let share = power / real(found.len().max(1)).sqrt();
    let total: f32 = text.lexicon.iter().map(|score| score + SMOOTHING).sum();
    let mut odds = text.lexicon.map(|score| ((score + SMOOTHING) / total).ln());
    for feature in found {
        for (odds, weight) in odds.iter_mut().zip(&weights[*feature]) {
            *odds += weight * share;
        }
    }
    odds
}
