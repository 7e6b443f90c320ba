//! Words and phrases that speak for topics, found longest first.

use std::cmp::Reverse;

use super::blob::Reader;
use super::phrases::{Filter, Hit, Phrases};
use super::scan::{self, NO_WORDS, Token};
use super::tables::TopicId;

/// The fewest letters a term with any ending may have.
pub(super) const SHORTEST_HEAD: usize = 3;
/// What tells the hash of a head that any letters may follow from that of a whole word.
const ANY_ENDING: u64 = 0x9e37_79b9_7f4a_7c15;

/// One term.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct LexiconTerm<'a> {
    /// The topics it speaks for, each with its weight of 1 to 3.
    pub(super) topics: &'a [(TopicId, f32)],
}

/// All terms.
#[derive(Debug, Clone)]
pub(super) struct Lexicon {
    phrases: Phrases,
    heads: Heads,
    /// The topics of all terms, and for each term, and once more after the last, where its own begin.
    topics: Vec<(TopicId, f32)>,
    first_topics: Vec<usize>,
}

impl Lexicon {
    /// Reads its section of the embedded tables.
    pub(super) fn read(mut section: Reader) -> Self {
        let phrases = Phrases::read(&mut section);
        let heads = Heads::new(section.list(Head::read));
        let topic = |section: &mut Reader| (TopicId(usize::from(section.byte())), f32::from(section.byte()));
        let (mut topics, mut first_topics) = (Vec::new(), vec![0]);
        for _ in 0..section.half() {
            topics.extend((0..section.byte()).map(|_| topic(&mut section)));
            first_topics.push(topics.len());
        }
        Self { phrases, heads, topics, first_topics }
    }

    /// A lexicon without terms.
    pub(super) fn empty() -> Self {
        let (phrases, heads) = (Phrases::empty(), Heads::new(Vec::new()));
        Self { phrases, heads, topics: Vec::new(), first_topics: Vec::new() }
    }

    /// Whether it has no terms.
    pub(super) fn is_empty(&self) -> bool {
        self.topics.is_empty()
    }

    /// The term with this number.
    pub(super) fn term(&self, number: u32) -> Option<LexiconTerm<'_>> {
        // Numbers of phrases begin at 1.
        let place = usize::try_from(number).ok()?.checked_sub(1)?;
        let own = *self.first_topics.get(place)?..*self.first_topics.get(place + 1)?;
        Some(LexiconTerm { topics: self.topics.get(own)? })
    }

    /// Whether a term may begin with this word; a wrong yes only costs a look-up.
    pub(super) fn may_begin(&self, text: &str, word: &Token) -> bool {
        // Both are asked without a branch between them: which of them says yes cannot be foreseen.
        self.phrases.may_begin(word) | self.heads.may_begin(text, word)
    }

    /// The longest term that begins at the token `from`; of two as long, the one with the longer letters.
    pub(super) fn longest(&self, text: &str, tokens: &[Token], from: usize) -> Option<Hit> {
        let first = tokens.get(from)?;
        let head = self.heads.longest(text, first);
        if !self.phrases.may_begin(first) {
            return head.map(|value| Hit { value, after: from + 1 });
        }
        let joins = |before: &Token, after: &Token| joins(text, before, after);
        self.phrases.longest_or(tokens, from, joins, |phrase, token| {
            let word = text.get(token.start..token.end)?;
            if phrase == NO_WORDS { head } else { self.longest_head_after(phrase, word) }
        })
    }

    /// The term of several words that may end with any letters after a head of this word, the longest of these.
    fn longest_head_after(&self, phrase: u64, word: &str) -> Option<u32> {
        self.phrases.number(goes_on_with_head(phrase))?;
        let heads = scan::head_hashes(word).skip(SHORTEST_HEAD - 1);
        heads.filter_map(|head| self.phrases.number(any_ending(scan::joined(phrase, head)))).last()
    }
}

/// The hash of a phrase whose last word may go on with any letters.
pub(super) fn any_ending(phrase: u64) -> u64 {
    phrase ^ ANY_ENDING
}

/// What stands in the phrases where a term goes on from this phrase with a word of any ending, so that it is only
/// looked for there.
pub(super) fn goes_on_with_head(phrase: u64) -> u64 {
    phrase.rotate_left(32) ^ ANY_ENDING
}

/// A term of one word that may go on with any letters.
#[derive(Debug, Clone, Copy)]
struct Head {
    /// Up to eight of its letters, the first lowest.
    first: u64,
    /// The bits of `first` that count.
    bits: u64,
    /// The letters after these.
    rest: &'static str,
    /// How many letters it has.
    length: usize,
    /// The number of the term.
    term: u16,
}

impl Head {
    fn read(section: &mut Reader) -> Self {
        let letters = section.text();
        let (length, term) = (letters.len(), section.half());
        let bits = scan::FIRST.get(length).copied().unwrap_or(u64::MAX);
        let rest = letters.get(8..).unwrap_or_default();
        Self { first: scan::folded_head(letters, 0) & bits, bits, rest, length, term }
    }

    /// Whether a word begins with it, of which `first` are the first eight letters.
    fn begins(&self, word: &str, first: u64) -> bool {
        (first ^ self.first) & self.bits == 0
            && word.len() >= self.length
            && (self.rest.is_empty()
                || word.get(8..self.length).is_some_and(|rest| rest.eq_ignore_ascii_case(self.rest)))
    }
}

/// All terms of one word that may go on with any letters, found by their first three.
#[derive(Debug, Clone)]
struct Heads {
    /// By their first letters, of those with the same the longest first.
    sorted: Vec<Head>,
    /// For all first letters, where those that begin with them start in `sorted`; one more ends the last.
    starts: Vec<u16>,
    /// The first four letters of all; of those with three, these before any fourth.
    first_letters: Filter,
}

/// How many beginnings of three letters there may be: five bits of each.
const BEGINNINGS: usize = 1 << 15;

impl Heads {
    fn new(mut heads: Vec<Head>) -> Self {
        heads.sort_by_key(|head| (beginning(head.first), Reverse(head.length)));
        let mut starts = vec![0; BEGINNINGS + 1];
        let mut reached = 0;
        for (place, head) in (0..).zip(&heads) {
            let own = beginning(head.first);
            starts.get_mut(reached..=own).unwrap_or_default().fill(place);
            reached = reached.max(own + 1);
        }
        let after = u16::try_from(heads.len()).unwrap_or(u16::MAX);
        starts.get_mut(reached..).unwrap_or_default().fill(after);
        let mut first_letters = Filter::empty();
        for head in &heads {
            let fourths = if head.length > SHORTEST_HEAD { 0..1 } else { 0..32 };
            fourths.for_each(|fourth| first_letters.insert(four_letters(head.first | (fourth << 24))));
        }
        Self { sorted: heads, starts, first_letters }
    }

    /// Whether a word may begin with one of them.
    fn may_begin(&self, text: &str, token: &Token) -> bool {
        self.first_letters.may_hold(four_letters(scan::folded_head(text, token.start)))
    }

    /// The term with the longest head in common with the word that stands at `token`.
    fn longest(&self, text: &str, token: &Token) -> Option<u32> {
        let first = scan::folded_head(text, token.start);
        let own = beginning(first);
        let [start, after] = self.starts.get(own..own + 2)?.first_chunk().copied()?;
        if start == after {
            return None;
        }
        let word = text.get(token.start..token.end)?;
        let similar = self.sorted.get(usize::from(start)..usize::from(after))?;
        similar.iter().find(|head| head.begins(word, first)).map(|head| u32::from(head.term))
    }
}

/// The first four letters, of each what tells it from others whatever its case, spread over a number of 64 bits.
fn four_letters(first: u64) -> u64 {
    (first & 0x1f1f_1f1f).wrapping_mul(scan::MULTIPLIER)
}

/// The first three letters as a number. Letters differ in their lower five bits, whatever their case.
fn beginning(first: u64) -> usize {
    let letter = |place: u32| usize::try_from((first >> (8 * place)) & 31).unwrap_or_default();
    (letter(0) << 10) | (letter(1) << 5) | letter(2)
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
        let term = hit.and_then(|hit| lexicon.term(hit.value)).unwrap_or_default();
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
