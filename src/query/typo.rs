//! How far two words are apart: insertions, deletions, substitutions, and neighbours that changed places.

/// The letters of a word, whatever their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letters {
    /// How many there are.
    pub(super) count: usize,
    /// Which there are. Letters that share a bit are taken for one another.
    bits: u64,
}

impl Letters {
    /// Those of a word.
    pub(super) fn of(word: &str) -> Self {
        let none = Self { count: 0, bits: 0 };
        word.chars().fold(none, |all, letter| Self {
            count: all.count + 1,
            bits: all.bits | 1 << (u32::from(letter) % 64),
        })
    }

    /// Whether another word's letters are all among these; now and then also where they are not.
    pub(super) fn may_hold(self, other: Self) -> bool {
        other.bits & !self.bits == 0
    }

    /// What two words are apart at least: a mistake makes a word one letter longer or shorter, and brings or takes at
    /// most one that it lacked or had.
    pub(super) fn least_distance(self, other: Self) -> usize {
        let missing = (self.bits & !other.bits).count_ones().max((other.bits & !self.bits).count_ones());
        self.count.abs_diff(other.count).max(usize::try_from(missing).unwrap_or(usize::MAX))
    }
}

/// The distance, where it is at most `limit`.
pub(super) fn distance(one: &str, other: &str, limit: usize) -> Option<usize> {
    if Letters::of(one).least_distance(Letters::of(other)) > limit {
        return None;
    }
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    // Three rows of the table of optimal string alignment; row i holds the distances of the first i letters.
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    let mut previous: Option<char> = None;
    for (index, letter) in one.iter().enumerate() {
        let row = next_row(*letter, previous, &other, (&last, &before_last), index + 1);
        if row.iter().all(|distance| *distance > limit) {
            return None;
        }
        previous = Some(*letter);
        before_last = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|distance| *distance <= limit)
}

fn next_row(
    letter: char,
    previous: Option<char>,
    other: &[char],
    (last, before_last): (&[usize], &[usize]),
    first: usize,
) -> Vec<usize> {
    let at = |row: &[usize], index: usize| row.get(index).copied().unwrap_or(usize::MAX - 1);
    let mut row = vec![first];
    let mut left_letter = None;
    for (index, other_letter) in other.iter().enumerate() {
        let substituted = at(last, index) + usize::from(letter != *other_letter);
        let inserted_or_deleted = at(last, index + 1).min(at(&row, index)) + 1;
        let mut best = substituted.min(inserted_or_deleted);
        if index > 0 && previous == Some(*other_letter) && left_letter == Some(letter) {
            best = best.min(at(before_last, index - 1) + 1);
        }
        row.push(best);
        left_letter = Some(*other_letter);
    }
    row
}

/// How many mistakes a word of this many letters may hold and still be meant.
pub(super) fn tolerated(letters: usize) -> usize {
    match letters {
        0..4 => 0,
        4..7 => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn mistakes_are_counted() {
        let pairs = [
            ("niger", "niger", 0),
            ("sahel", "sahle", 1),
            ("ukraine", "ukrane", 1),
            ("philippines", "phillipines", 2),
            ("", "abc", 3),
            ("café", "cafe", 1),
        ];
        for (one, other, expected) in pairs {
            assert_eq!(distance(one, other, 3), Some(expected), "{one} {other}");
            assert_eq!(distance(one, other, expected.saturating_sub(1)).is_some(), expected == 0);
        }
    }

    proptest! {
        #[test]
        fn words_are_no_nearer_than_their_letters(one in "[a-eéø0]{0,6}", other in "[a-eéø0]{0,6}") {
            let distance = distance(&one, &other, 12).expect("twelve mistakes make any word of any other");
            prop_assert!(Letters::of(&one).least_distance(Letters::of(&other)) <= distance, "{} {}", one, other);
        }

        #[test]
        fn distance_is_symmetric(one in "[abc]{0,6}", other in "[abc]{0,6}", limit in 0_usize..4) {
            prop_assert_eq!(distance(&one, &other, limit), distance(&other, &one, limit));
        }
    }
}
