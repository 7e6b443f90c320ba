//! What the structured data gives as the whole text of the article, held against the blocks of the page.
//!
//! Where the two agree on most of the text, the data settles what else on the page is text and what is not.

use std::collections::HashSet;

use xxhash_rust::xxh3::xxh3_64;

/// The pairs of neighbouring words of a text that is said to be the article's.
#[derive(Debug)]
pub(super) struct Agreement {
    pairs: HashSet<u64>,
    words: usize,
}

impl Agreement {
    /// Reads the text; tags in it are passed over.
    pub(super) fn with(body: &str) -> Self {
        let mut pairs = HashSet::new();
        let mut words = 0;
        each_pair(body, |pair| {
            pairs.insert(pair);
            words += 1;
        });
        Self { pairs, words }
    }

    /// How many words it has.
    pub(super) fn words(&self) -> usize {
        self.words
    }

    /// How many of the pairs of words of a text stand in it, and how many there are.
    pub(super) fn common(&self, text: &str) -> (usize, usize) {
        let (mut common, mut all) = (0, 0);
        each_pair(text, |pair| {
            common += usize::from(self.pairs.contains(&pair));
            all += 1;
        });
        (common, all)
    }
}

/// Hands out a number for each two words that follow one another, letters and digits only, in small letters.
fn each_pair(text: &str, mut found: impl FnMut(u64)) {
    let mut before = 0_u64;
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    for word in words {
        let word = xxh3_64(word.to_lowercase().as_bytes());
        if before != 0 {
            found(before.rotate_left(17) ^ word);
        }
        before = word;
    }
}
