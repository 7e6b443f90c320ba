//! Words and phrases that speak for topics, found longest first.

use std::cmp::Reverse;

use super::blob::Reader;
use super::phrases::{Hit, Node, Phrases};
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

/// What terms begin with one word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Opening {
    /// The number of the term that it is by itself.
    pub(super) term: Option<u32>,
    /// Whether terms of several words begin with it.
    pub(super) goes_on: bool,
    /// Whether the second word of one may have any ending.
    pub(super) goes_on_with_head: bool,
}

impl Opening {
    /// Whether no term begins with the word.
    pub(super) fn is_none(self) -> bool {
        self.term.is_none() && !self.goes_on
    }
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
            let terms = section.half();
            let own: Vec<_> = (0..section.byte()).map(|_| topic(&mut section)).collect();
            for _ in 0..terms {
                topics.extend_from_slice(&own);
                first_topics.push(topics.len());
            }
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

    /// What terms begin with a word.
    pub(super) fn opening(&self, text: &str, token: &Token) -> Opening {
        let phrase = scan::joined(NO_WORDS, token.hash);
        let node = self.phrases.node(phrase);
        let whole = node.and_then(Node::number);
        Opening {
            term: whole.or_else(|| self.heads.longest(text, token)),
            goes_on: node.is_some_and(Node::goes_on),
            goes_on_with_head: self.goes_on_with_head(phrase),
        }
    }

    /// The longest term that begins at the token `from`, of which this is known.
    pub(super) fn longest(&self, text: &str, tokens: &[Token], from: usize, opening: Opening) -> Option<Hit> {
        let mut best = opening.term.map(|value| Hit { value, after: from + 1 });
        let (mut before, rest) = tokens.get(from..)?.split_first()?;
        let mut phrase = scan::joined(NO_WORDS, before.hash);
        let Opening { mut goes_on, mut goes_on_with_head, .. } = opening;
        for (after, token) in (from + 2..).zip(rest) {
            if !goes_on || !joins(text, before, token) {
                break;
            }
            let hash = scan::joined(phrase, token.hash);
            let node = self.phrases.node(hash);
            let number = node.and_then(Node::number);
            let head = || goes_on_with_head.then(|| self.longest_head_after(phrase, text, token)).flatten();
            best = number.or_else(head).map(|value| Hit { value, after }).or(best);
            goes_on = node.is_some_and(Node::goes_on);
            goes_on_with_head = goes_on && self.goes_on_with_head(hash);
            (before, phrase) = (token, hash);
        }
        best
    }

    /// Whether a term goes on from this phrase with a word of any ending.
    fn goes_on_with_head(&self, phrase: u64) -> bool {
        self.phrases.number(goes_on_with_head(phrase)).is_some()
    }

    /// The term of several words that may end with any letters after a head of this word, the longest of these.
    fn longest_head_after(&self, phrase: u64, text: &str, token: &Token) -> Option<u32> {
        let word = text.get(token.start..token.end)?;
        let mut heads = scan::head_hashes(word).skip(SHORTEST_HEAD - 1);
        let node = |head: u64| self.phrases.node(any_ending(scan::joined(phrase, head)));
        // The shortest head of every term stands there, whether or not the term ends with it.
        let shortest = node(heads.next()?)?;
        let longer = heads.filter_map(|head| node(head)?.number()).last();
        longer.or(shortest.number())
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
        Self { sorted: heads, starts }
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
        let opening = lexicon.opening(text, &tokens[0]);
        let number = lexicon.longest(text, &tokens, 0, opening).map(|hit| hit.value);
        let term = number.and_then(|number| lexicon.term(number)).unwrap_or_default();
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
