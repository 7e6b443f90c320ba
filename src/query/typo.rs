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
        if word.is_ascii() {
            // Most words are, and a whole vocabulary is looked through at a key.
            let bits = word.bytes().fold(0, |bits, letter| bits | 1_u64 << (letter % 64));
            return Self { count: word.len(), bits };
        }
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

/// How many letters one word has too many, too few, wrong or swapped beside the other, where that is at most `limit`.
pub fn distance(one: &str, other: &str, limit: usize) -> Option<usize> {
    if Letters::of(one).least_distance(Letters::of(other)) > limit {
        return None;
    }
    let other: Vec<char> = other.chars().collect();
    let mut table = Table::new(&other);
    for letter in one.chars() {
        table.add(letter);
        if table.last.iter().all(|distance| *distance > limit) {
            return None;
        }
    }
    table.last.last().copied().filter(|distance| *distance <= limit)
}

/// The table of optimal string alignment, of which three rows are kept: after some letters of one word, the last row
/// holds the distances of these from each beginning of the other.
struct Table<'a> {
    other: &'a [char],
    before_last: Vec<usize>,
    last: Vec<usize>,
    next: Vec<usize>,
    letter: Option<char>,
}

impl<'a> Table<'a> {
    /// Farther than any word, and one more can be added to it.
    const FAR: usize = usize::MAX / 2;

    fn new(other: &'a [char]) -> Self {
        let width = other.len() + 1;
        let far = vec![Self::FAR; width];
        Self { other, before_last: far.clone(), last: (0..width).collect(), next: far, letter: None }
    }

    /// Goes on to the next letter.
    fn add(&mut self, letter: char) {
        let mut left = self.last.first().map_or(0, |above| above + 1);
        let mut left_letter = None;
        let crossed = std::iter::once(&Self::FAR).chain(&self.before_last);
        let (first, rest) = self.next.split_first_mut().expect("a row has a place before the first letter");
        *first = left;
        for (((slot, other_letter), above), crossed) in
            rest.iter_mut().zip(self.other).zip(self.last.windows(2)).zip(crossed)
        {
            let &[diagonal, above] = above else { continue };
            let substituted = diagonal + usize::from(letter != *other_letter);
            let mut best = substituted.min(above.min(left) + 1);
            if self.letter == Some(*other_letter) && left_letter == Some(letter) {
                best = best.min(crossed + 1);
            }
            (left, left_letter, *slot) = (best, Some(*other_letter), best);
        }
        self.letter = Some(letter);
        std::mem::swap(&mut self.before_last, &mut self.last);
        std::mem::swap(&mut self.last, &mut self.next);
    }
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

    /// The distance by its definition: what the last letters cost, and the fewest mistakes before them.
    fn defined(one: &[char], other: &[char]) -> usize {
        let (Some((last, before)), Some((other_last, other_before))) = (one.split_last(), other.split_last())
        else {
            return one.len().max(other.len());
        };
        let kept = defined(before, other_before) + usize::from(last != other_last);
        let best = kept.min(defined(before, other) + 1).min(defined(one, other_before) + 1);
        match (one, other) {
            ([before @ .., first, second], [other_before @ .., other_first, other_second])
                if (first, second) == (other_second, other_first) =>
            {
                best.min(defined(before, other_before) + 1)
            }
            _ => best,
        }
    }

    proptest! {
        #[test]
        fn distance_is_what_it_is_defined_as(one in "[abcé]{0,5}", other in "[abcé]{0,5}", limit in 0_usize..4) {
            let letters = |word: &str| word.chars().collect::<Vec<_>>();
            let expected = defined(&letters(&one), &letters(&other));
            prop_assert_eq!(distance(&one, &other, limit), Some(expected).filter(|distance| *distance <= limit));
        }

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
