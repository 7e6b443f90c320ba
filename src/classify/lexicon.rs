//! Words and phrases that speak for topics, found longest first.

use super::blob::Reader;
use super::phrases::{Hit, Phrases};
use super::scan::{self, NO_WORDS, Token};
use super::tables::TopicId;

/// The fewest letters a term with any ending may have.
pub(super) const SHORTEST_HEAD: usize = 3;
/// What tells the hash of a head that any letters may follow from that of a whole word.
const ANY_ENDING: u64 = 0x9e37_79b9_7f4a_7c15;

/// One term.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct LexiconTerm {
    /// The topics it speaks for, each with its weight of 1 to 3.
    pub(super) topics: Vec<(TopicId, f32)>,
}

/// All terms.
#[derive(Debug, Clone)]
pub(super) struct Lexicon {
    phrases: Phrases,
    heads: Heads,
    terms: Vec<LexiconTerm>,
}

impl Lexicon {
    /// Reads its section of the embedded tables.
    pub(super) fn read(mut section: Reader) -> Self {
        let phrases = Phrases::read(&mut section);
        let mut heads = Heads::empty();
        for _ in 0..section.half() {
            heads.insert([section.byte(), section.byte(), section.byte()]);
        }
        let topic = |section: &mut Reader| (TopicId(usize::from(section.byte())), f32::from(section.byte()));
        let terms = section.list(|section| {
            let count = section.byte();
            LexiconTerm { topics: (0..count).map(|_| topic(section)).collect() }
        });
        Self { phrases, heads, terms }
    }

    /// The term with this number.
    pub(super) fn term(&self, number: u32) -> Option<&LexiconTerm> {
        // Numbers of phrases begin at 1.
        self.terms.get(usize::try_from(number).ok()?.checked_sub(1)?)
    }

    /// The longest term that begins at the token `from`; of two as long, the one with the longer letters.
    pub(super) fn longest(&self, text: &str, tokens: &[Token], from: usize) -> Option<Hit> {
        let first = tokens.get(from)?;
        let word = text.get(first.start..first.end)?;
        let may_be_head = self.heads.may_begin(word);
        if !self.phrases.may_begin(first) {
            let number = may_be_head.then(|| self.longest_head(word, NO_WORDS)).flatten();
            return number.map(|value| Hit { value, after: from + 1 });
        }
        let joins = |before: &Token, after: &Token| joins(text, before, after);
        self.phrases.longest_or(tokens, from, joins, |phrase, token| {
            (may_be_head || phrase != NO_WORDS)
                .then(|| self.longest_head(text.get(token.start..token.end)?, phrase))
                .flatten()
        })
    }

    /// The term with any ending that has the longest head in common with this word.
    fn longest_head(&self, word: &str, phrase: u64) -> Option<u32> {
        let heads = scan::head_hashes(word).skip(SHORTEST_HEAD - 1);
        heads.filter_map(|head| self.phrases.number(any_ending(scan::joined(phrase, head)))).last()
    }
}

/// The hash of a phrase whose last word may go on with any letters.
pub(super) fn any_ending(phrase: u64) -> u64 {
    phrase ^ ANY_ENDING
}

/// The first three letters of all terms of one word that allow any ending.
#[derive(Debug, Clone)]
struct Heads(Box<[u64; HEADS / 64]>);

/// How many heads of three letters there may be: five bits of each.
const HEADS: usize = 1 << 15;

impl Heads {
    fn empty() -> Self {
        Self(Box::new([0; HEADS / 64]))
    }

    fn insert(&mut self, letters: [u8; SHORTEST_HEAD]) {
        let (word, bit) = Self::place(letters);
        self.0[word] |= bit;
    }

    /// Whether a term may begin like this word; a wrong yes only costs a look-up.
    fn may_begin(&self, word: &str) -> bool {
        word.as_bytes().first_chunk().is_some_and(|letters| {
            let (word, bit) = Self::place(*letters);
            self.0[word] & bit != 0
        })
    }

    /// Letters differ in their lower five bits, whatever their case.
    fn place(letters: [u8; SHORTEST_HEAD]) -> (usize, u64) {
        let number = letters.iter().fold(0, |number, letter| (number << 5) | usize::from(letter & 31));
        (number / 64, 1 << (number % 64))
    }
}

/// Whether two words stand close enough to be one term: `cease-fire`, `women’s rights`, `U.N.`.
fn joins(text: &str, before: &Token, after: &Token) -> bool {
    match text.get(before.end..after.start).unwrap_or_default() {
        " " | "-" | "'" | "’" | "\n" | "\u{a0}" | "‑" => true,
        "." => before.end - before.start == 1,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::tests::{lexicon, tables};

    fn topics_of(text: &str) -> Vec<String> {
        let (tables, lexicon) = (tables(), lexicon());
        let mut tokens = Vec::new();
        scan::tokens(text, &mut tokens);
        let hit = lexicon.longest(text, &tokens, 0);
        let term = hit.and_then(|hit| lexicon.term(hit.value)).cloned().unwrap_or_default();
        term.topics.iter().map(|(topic, _)| tables.topics[topic.0].title.label.to_string()).collect()
    }

    #[test]
    fn longest_term_wins() {
        let cases = [
            ("airstrikes hit", "conflict"),
            ("suicide bombers", "conflict"),
            ("prime ministers", "politics"),
            ("foreign minister", "diplomacy"),
            ("important", ""),
            ("imported", "economy"),
            ("Bombay", ""),
            ("physicians", "health"),
            ("physics", "science"),
            ("women’s rights", "society"),
            ("U.N.", "diplomacy"),
            ("unremarkable", ""),
        ];
        for (text, topic) in cases {
            assert_eq!(topics_of(text).join(" "), topic, "{text}");
        }
    }
}
