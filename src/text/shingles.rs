//! Runs of words as numbers, by which texts that share passages are found without comparing each with each.

use std::collections::VecDeque;

use xxhash_rust::xxh3::xxh3_64;

use super::spelling::level_spelling;
use super::tokens::Token;

/// Words in a run of the fingerprints.
pub const SHINGLE: usize = 5;

/// From this many runs in a row at least one is kept, so that any two texts that share
/// `SHINGLE + WINDOW - 1` words in a row share a fingerprint.
pub const WINDOW: usize = 8;

/// A number for a word: the same for both spellings of it, and whatever its accents and capitals.
pub fn word_number(token: &Token<'_>) -> u32 {
    short(xxh3_64(level_spelling(&token.folded()).as_bytes()))
}

/// A number for each run of `length` words, in order; none where there are fewer words.
pub fn shingles(words: &[u32], length: usize) -> impl Iterator<Item = u32> {
    let number = |run: &[u32]| {
        // An order-keeping mix: the multiplier is the one of the 64-bit FNV hash, the last step spreads all bits.
        let mixed = run.iter().fold(0xcbf2_9ce4_8422_2325_u64, |mixed, word| {
            (mixed ^ u64::from(*word)).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23)
        });
        short(mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (mixed >> 29))
    };
    words.windows(length.max(1)).map(number)
}

/// The fingerprints of a text, sorted, each once: of every [`WINDOW`] runs in a row the one with the smallest
/// number ("winnowing", S. Schleimer, D. Wilkerson and A. Aiken, 2003). The same passage gives the same
/// fingerprints wherever it stands; they are about two for every nine words.
pub fn fingerprints(words: &[u32]) -> Vec<u32> {
    let runs: Vec<u32> = shingles(words, SHINGLE).collect();
    let mut kept = Vec::with_capacity(runs.len() / 4 + 1);
    // Places of runs in the window whose numbers grow: the first is the smallest.
    let mut rising: VecDeque<usize> = VecDeque::new();
    for (place, run) in runs.iter().enumerate() {
        while rising.back().and_then(|last| runs.get(*last)).is_some_and(|last| last >= run) {
            rising.pop_back();
        }
        rising.push_back(place);
        while rising.front().is_some_and(|first| first + WINDOW <= place) {
            rising.pop_front();
        }
        let full = place + 1 >= WINDOW.min(runs.len());
        kept.extend(rising.front().filter(|_| full).and_then(|first| runs.get(*first)));
    }
    kept.sort_unstable();
    kept.dedup();
    kept
}

/// The upper half of a number, which is where the mixing is best.
fn short(number: u64) -> u32 {
    u32::try_from(number >> 32).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::tokens::tokens;

    fn words(text: &str) -> Vec<u32> {
        tokens(text).iter().map(word_number).collect()
    }

    #[test]
    fn words_are_numbered_by_what_they_mean_to_a_reader() {
        assert_eq!(words("The “Colour” of café’s"), words("the color OF cafe's"));
        assert_ne!(words("one"), words("two"));
    }

    #[test]
    fn the_order_of_words_counts() {
        let numbers = |text: &str| shingles(&words(text), 3).collect::<Vec<_>>();
        assert_ne!(numbers("dog bites man"), numbers("man bites dog"));
        assert_eq!(numbers("dog bites man again")[0], numbers("dog bites man")[0]);
        assert_eq!(numbers("dog bites"), Vec::<u32>::new());
    }

    #[test]
    fn a_short_text_has_a_fingerprint_from_one_run_on() {
        assert_eq!(fingerprints(&[1, 2, 3, 4]).len(), 0);
        assert_eq!(fingerprints(&[1, 2, 3, 4, 5]).len(), 1);
    }

    proptest! {
        #[test]
        fn a_shared_passage_shares_a_fingerprint(
            passage in prop::collection::vec(any::<u32>(), SHINGLE + WINDOW - 1..40),
            before in prop::collection::vec(any::<u32>(), 0..30),
            behind in prop::collection::vec(any::<u32>(), 0..30),
        ) {
            let whole: Vec<u32> = before.iter().chain(&passage).chain(&behind).copied().collect();
            let (one, other) = (fingerprints(&passage), fingerprints(&whole));
            prop_assert!(one.iter().any(|print| other.binary_search(print).is_ok()));
        }
    }
}
