//! Stages of a benchmark that take turns, each over the same things.

use std::hint::black_box;
use std::time::Duration;

use crate::clock::processor_time;

/// The same work on each of many things.
pub fn over<T, R>(things: &[T], work: impl Fn(&T) -> R) -> impl Fn() {
    move || {
        for thing in things {
            black_box(work(thing));
        }
    }
}

/// A size in megabytes.
#[expect(clippy::cast_precision_loss, reason = "a size in megabytes with two digits is wanted")]
pub fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

/// The processor time each stage takes at its best. The stages take turns, so that a busy machine troubles all alike.
pub fn best<const N: usize>(stages: &[&dyn Fn(); N]) -> [Duration; N] {
    let mut best = [Duration::MAX; N];
    let mut spent = Duration::ZERO;
    for round in 0.. {
        for (stage, best) in stages.iter().zip(&mut best) {
            let start = processor_time();
            stage();
            let time = processor_time().saturating_sub(start);
            spent += time;
            *best = time.min(*best);
        }
        if round >= 4 && spent > Duration::from_secs(8) {
            break;
        }
    }
    best
}
