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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_agree_whatever_their_case_marks_and_tags() {
        let agreement = Agreement::with("<p>The harbour of Port Blue was closed.</p> Ships wait.");
        for (text, expected) in [
            ("The harbour of Port Blue was closed.", (6, 6)),
            ("“the HARBOUR of port-blue was closed”", (6, 6)),
            ("The harbour of Niamey was open.", (2, 5)),
            ("Ships sail.", (0, 1)),
            ("harbour", (0, 0)),
            ("", (0, 0)),
        ] {
            assert_eq!(agreement.common(text), expected, "{text}");
        }
        assert_eq!(Agreement::with("harbour").words(), 0);
    }

    #[test]
    fn the_order_of_words_counts() {
        let agreement = Agreement::with("ships wait outside");
        assert_eq!(agreement.common("wait ships outside").0, 0);
    }
}
