//! Words and phrases that speak for topics, found longest first.

use super::phrases::{Filter, HashKeyed, Hit};
use super::scan::{self, NO_WORDS, Token};
use super::tables::{self, Tables, TopicId};

const LEXICON: &str = include_str!("../../data/topics/lexicon.tsv");
/// The label of the row whose terms say nothing, but keep shorter ones from matching.
const SAYS_NOTHING: &str = "-";
const DEFAULT_WEIGHT: f32 = 2.0;
/// The shortest head of a word that a term with any ending may have.
const SHORTEST_HEAD: usize = 3;

/// One term.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct LexiconTerm {
    /// The topics it speaks for, each with its weight of 1 to 3.
    pub(super) topics: Vec<(TopicId, f32)>,
}

/// What is known about one head of a term.
#[derive(Debug, Clone, Copy, Default)]
struct Node {
    /// The term that ends here with a whole word.
    whole: Option<u32>,
    /// The term that ends here and allows any ending.
    head: Option<u32>,
    goes_on: bool,
}

/// All terms.
#[derive(Debug, Clone)]
pub(super) struct Lexicon {
    nodes: HashKeyed<Node>,
    first_words: Filter,
    first_heads: Filter,
    terms: Vec<LexiconTerm>,
}

impl Lexicon {
    /// Reads the embedded lexicon.
    pub(super) fn read(tables: &Tables) -> Self {
        let mut lexicon = Self {
            nodes: HashKeyed::default(),
            first_words: Filter::empty(),
            first_heads: Filter::empty(),
            terms: Vec::new(),
        };
        let mut words = Vec::new();
        for row in tables::rows(LEXICON) {
            let topic = tables.topic(row.cell(0));
            if topic.is_none() && row.cell(0) != SAYS_NOTHING {
                continue;
            }
            for written in tables::listed(row.cell(1)) {
                let (term, weight) = written.split_once('=').unwrap_or((written, ""));
                let weight = weight.parse().unwrap_or(DEFAULT_WEIGHT);
                scan::tokens(term, &mut words);
                lexicon.insert(&words, term.ends_with('*'), topic.map(|topic| (topic, weight)));
            }
        }
        lexicon
    }

    /// The term with this number.
    pub(super) fn term(&self, number: u32) -> Option<&LexiconTerm> {
        self.terms.get(usize::try_from(number).ok()?)
    }

    /// The longest term that begins at the token `from`; of two as long, the one with the longer letters.
    pub(super) fn longest(&self, text: &str, tokens: &[Token], from: usize) -> Option<Hit> {
        let first = tokens.get(from)?;
        if !self.first_words.may_hold(first.hash) {
            return self.longest_head(text, first, NO_WORDS).map(|value| Hit { value, after: from + 1 });
        }
        let mut best = None;
        let mut phrase = NO_WORDS;
        let mut previous: Option<&Token> = None;
        for (place, token) in tokens.iter().enumerate().skip(from) {
            if previous.is_some_and(|previous| !joins(text, previous, token)) {
                break;
            }
            let node = self.nodes.get(&scan::joined(phrase, token.hash)).copied().unwrap_or_default();
            let term = node.whole.or_else(|| self.longest_head(text, token, phrase));
            best = term.map(|value| Hit { value, after: place + 1 }).or(best);
            if !node.goes_on {
                break;
            }
            phrase = scan::joined(phrase, token.hash);
            previous = Some(token);
        }
        best
    }

    /// The term with any ending that has the longest head in common with this word.
    fn longest_head(&self, text: &str, token: &Token, phrase: u64) -> Option<u32> {
        let word = text.get(token.start..token.end)?;
        let heads = scan::head_hashes(word).skip(SHORTEST_HEAD - 1);
        let known = heads.filter(|&head| phrase != NO_WORDS || self.first_heads.may_hold(head));
        known.filter_map(|head| self.nodes.get(&scan::joined(phrase, head))?.head).last()
    }

    fn insert(&mut self, words: &[Token], any_ending: bool, topic: Option<(TopicId, f32)>) {
        let Some((last, before)) = words.split_last() else { return };
        let mut phrase = NO_WORDS;
        for word in before {
            phrase = scan::joined(phrase, word.hash);
            self.nodes.entry(phrase).or_default().goes_on = true;
        }
        match words {
            [only] if any_ending => self.first_heads.insert(only.hash),
            _ => self.first_words.insert(words.first().unwrap_or(last).hash),
        }
        let next = u32::try_from(self.terms.len()).unwrap_or(u32::MAX);
        let node = self.nodes.entry(scan::joined(phrase, last.hash)).or_default();
        let slot = if any_ending { &mut node.head } else { &mut node.whole };
        let number = *slot.get_or_insert(next);
        if number == next {
            self.terms.push(LexiconTerm::default());
        }
        let term = usize::try_from(number).ok().and_then(|number| self.terms.get_mut(number));
        if let (Some(term), Some(topic)) = (term, topic) {
            term.topics.push(topic);
        }
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

    fn topics_of(text: &str) -> Vec<String> {
        let tables = Tables::read();
        let lexicon = Lexicon::read(&tables);
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
