//! The distinct words of a segment in the order of their bytes, each with a number: looked up whole, by how they
//! begin, or by a part of them.

use std::ops::Range;

use memchr::{memchr_iter, memmem};

use super::Broken;

/// What stands behind each word. No word has it, as words are letters and digits.
pub(super) const END: u8 = b'\n';

/// The words of a segment.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// All words, one behind the other.
    text: String,
    /// Where each begins, and where the last ends.
    starts: Vec<u32>,
}

impl Words {
    /// Takes words as they were written: all of them in order, the [end](END) behind each.
    pub(super) fn new(text: Vec<u8>) -> Result<Self, Broken> {
        let text = String::from_utf8(text).map_err(|_| Broken::Form)?;
        let whole = u32::try_from(text.len()).is_ok() && (text.is_empty() || text.ends_with(char::from(END)));
        if !whole {
            return Err(Broken::Form);
        }
        let ends = memchr_iter(END, text.as_bytes()).map(|end| u32::try_from(end + 1).unwrap_or(u32::MAX));
        let starts = std::iter::once(0).chain(ends).collect();
        Ok(Self { text, starts })
    }

    /// How many words there are.
    pub(super) fn count(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// A word by its number.
    pub(super) fn word(&self, number: usize) -> Option<&str> {
        let (from, to) = (self.starts.get(number)?, self.starts.get(number + 1)?);
        self.text.get(place(*from)..place(to.checked_sub(1)?))
    }

    /// All words in order.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        (0..self.count()).filter_map(|number| self.word(number))
    }

    /// The number of a word.
    pub(super) fn whole(&self, word: &str) -> Option<usize> {
        let number = self.first_from(word);
        (self.word(number) == Some(word)).then_some(number)
    }

    /// The numbers of the words that begin so, the word itself included.
    pub(super) fn beginning(&self, start: &str) -> Range<usize> {
        let first = self.first_from(start);
        let (mut low, mut high) = (first, self.count());
        while low < high {
            let middle = low.midpoint(high);
            if self.word(middle).is_some_and(|word| word.starts_with(start)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        first..low
    }

    /// The numbers of the words that have such a part, in rising order, each once.
    pub(super) fn containing(&self, part: &str) -> Vec<usize> {
        let mut found = Vec::new();
        let mut number = 0;
        let mut from = 0;
        let finder = memmem::Finder::new(part);
        while let Some(at) = self.text.as_bytes().get(from..).and_then(|rest| finder.find(rest)) {
            let at = from + at;
            // The hits rise, so the word of this one stands at or behind that of the last one.
            number += self.past(number, at);
            found.push(number);
            from = self.starts.get(number + 1).map_or(self.text.len(), |start| place(*start));
        }
        found
    }

    /// How many words behind this one the word stands that has a byte of the text.
    fn past(&self, number: usize, at: usize) -> usize {
        let rest = self.starts.get(number + 1..).unwrap_or_default();
        let is_before = |start: &u32| place(*start) <= at;
        // Most hits are near one another: steps that double, then halves of the last step.
        let mut step = 1;
        while rest.get(step - 1).is_some_and(is_before) {
            step *= 2;
        }
        let known = step / 2;
        let last = rest.get(known..(step - 1).min(rest.len())).unwrap_or_default();
        known + last.partition_point(is_before)
    }

    /// The number of the first word that is not before this one.
    fn first_from(&self, word: &str) -> usize {
        let (mut low, mut high) = (0, self.count());
        while low < high {
            let middle = low.midpoint(high);
            if self.word(middle).is_some_and(|known| known < word) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

fn place(start: u32) -> usize {
    usize::try_from(start).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of<'a>(sorted: impl IntoIterator<Item = &'a str>) -> Words {
        let text: String = sorted.into_iter().flat_map(|word| [word, "\n"]).collect();
        Words::new(text.into_bytes()).unwrap()
    }

    #[test]
    fn what_does_not_end_with_a_word_is_refused() {
        assert!(Words::new(b"coup\nniger".to_vec()).is_err());
        assert!(Words::new(b"coup\n\xFF\n".to_vec()).is_err());
        assert_eq!(Words::new(Vec::new()).unwrap().count(), 0);
    }

    #[test]
    fn words_are_found_whole_by_beginning_and_by_part() {
        let words = of(["coup", "niger", "nigeria", "nigerien", "prices", "生命"]);
        assert_eq!(words.whole("niger"), Some(1));
        assert_eq!(words.whole("nige"), None);
        assert_eq!(words.beginning("niger"), 1..4);
        assert_eq!(words.beginning("zz"), 5..5);
        assert_eq!(words.beginning(""), 0..6);
        assert_eq!(words.containing("ger"), [1, 2, 3]);
        assert_eq!(words.containing("ri"), [2, 3, 4]);
        assert_eq!(words.containing("命"), [5]);
        assert!(words.containing("q").is_empty());
        assert_eq!(of([]).beginning("a"), 0..0);
    }

    proptest! {
        #[test]
        fn every_search_finds_what_a_scan_finds(
            sorted in prop::collection::btree_set("[abé]{1,5}", 0..60),
            asked in "[abé]{1,3}",
        ) {
            let words = of(sorted.iter().map(String::as_str));
            let numbers = |fits: &dyn Fn(&str) -> bool| -> Vec<usize> {
                sorted.iter().enumerate().filter(|(_, word)| fits(word)).map(|(number, _)| number).collect()
            };
            prop_assert_eq!(words.containing(&asked), numbers(&|word| word.contains(&asked)));
            prop_assert_eq!(words.beginning(&asked).collect::<Vec<_>>(), numbers(&|word| word.starts_with(&asked)));
            prop_assert_eq!(words.whole(&asked).into_iter().collect::<Vec<_>>(), numbers(&|word| word == asked));
            prop_assert!(words.all().eq(sorted.iter().map(String::as_str)));
        }
    }
}
