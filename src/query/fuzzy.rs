//! Letters in order with gaps between them: `prlmnt` for parliament. The only file that names the fuzzy matcher.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// The share of a full match's score that a match with gaps must reach; below it, everything matches everything.
const FLOOR_PER_CENT: i64 = 55;

/// How many letters must be typed before gaps are tried.
const FEWEST_LETTERS: usize = 4;

/// A matcher with its buffers.
pub(super) struct Fuzzy {
    matcher: SkimMatcherV2,
}

/// A name that has the typed letters in order.
pub(super) struct Gapped {
    /// How far the match is from a full one, in hundredths of its score.
    pub(super) shortfall: u32,
    /// Which characters of the name matched.
    pub(super) letters: Vec<usize>,
}

impl Fuzzy {
    /// A matcher.
    pub(super) fn new() -> Self {
        Self { matcher: SkimMatcherV2::default().ignore_case() }
    }

    /// Whether the typed letters stand in the name in order, closely enough. Both must be folded.
    pub(super) fn find(&self, name: &str, typed: &str) -> Option<Gapped> {
        if typed.chars().nth(FEWEST_LETTERS - 1).is_none() || !starts_a_word(name, typed) {
            return None;
        }
        let (score, letters) = self.matcher.fuzzy_indices(name, typed)?;
        let full = self.matcher.fuzzy_match(typed, typed)?.max(1);
        let per_cent = score.saturating_mul(100) / full;
        let shortfall = u32::try_from(100 - per_cent.min(100)).unwrap_or(100);
        (per_cent >= FLOOR_PER_CENT).then_some(Gapped { shortfall, letters })
    }
}

/// Whoever leaves letters out keeps the first one.
fn starts_a_word(name: &str, typed: &str) -> bool {
    let first = typed.chars().next();
    name.split_whitespace().any(|word| word.chars().next() == first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_left_out_are_forgiven_and_scattered_ones_are_not() {
        let fuzzy = Fuzzy::new();
        let probes = [
            ("parliament", "prlmnt", true),
            ("conflict", "cnflct", true),
            ("zimbabwe", "zmbbw", true),
            ("environment", "iron", false),
            ("ambassador rights talks", "ghana", false),
            ("central african republic", "crc", false),
            ("south korea", "so", false),
        ];
        for (name, typed, expected) in probes {
            let found = fuzzy.find(name, typed);
            assert_eq!(found.is_some(), expected, "{typed} in {name}");
        }
    }
}
