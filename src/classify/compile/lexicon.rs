//! The lexicon of topics: reads its table and writes it as one section.

use std::collections::BTreeMap;

use super::records::Records;
use super::rows::{Row, listed};
use super::{CompileError, Source};
use crate::classify::blob::{TooLong, Writer};
use crate::classify::lexicon::{SHORTEST_HEAD, any_ending, goes_on_with_head};
use crate::classify::phrase_set::{Alike, PhraseSet};
use crate::classify::scan::{self, Token};
use crate::classify::tables::TopicId;

/// The label of the row whose terms say nothing, but keep shorter ones from matching.
const SAYS_NOTHING: &str = "-";
const DEFAULT_WEIGHT: u8 = 2;

/// All terms.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    phrases: PhraseSet,
    /// The terms of one word that may go on with any letters, and their numbers.
    heads: BTreeMap<String, u16>,
    /// The topics each term speaks for, with its weight of 1 to 3.
    terms: Vec<Vec<(TopicId, u8)>>,
    words: Vec<Token>,
}

impl Lexicon {
    pub(super) fn read(source: &Source, records: &Records) -> Result<Self, CompileError> {
        let mut lexicon = Self::default();
        for row in source.table("topics/lexicon.tsv")?.rows() {
            let topic = records.topic(row.cell(0));
            if topic.is_none() && row.cell(0) != SAYS_NOTHING {
                return Err(row.error("no such topic"));
            }
            for term in listed(row.cell(1)) {
                lexicon.add(&row, term, topic)?;
            }
        }
        Ok(lexicon)
    }

    /// How many terms there are.
    pub(super) fn len(&self) -> usize {
        self.terms.len()
    }

    fn add(&mut self, row: &Row, written: &str, topic: Option<TopicId>) -> Result<(), CompileError> {
        let (term, weight) = written.split_once('=').unwrap_or((written, ""));
        let weight = match weight {
            "" => DEFAULT_WEIGHT,
            weight => {
                weight.parse().map_err(|_| row.error(format!("`{written}` has no weight of 1 to 3")))?
            }
        };
        scan::tokens(term, &mut self.words);
        let next = u16::try_from(self.terms.len() + 1).map_err(|_| CompileError::TooLong)?;
        let number = if term.ends_with('*') {
            self.add_head(row, term, next)?
        } else {
            self.phrases.insert(&self.words, next)
        };
        if number == next {
            self.terms.push(Vec::new());
        }
        if let (Some(topics), Some(topic)) = (self.terms.get_mut(usize::from(number) - 1), topic) {
            topics.push((topic, weight));
        }
        Ok(())
    }

    /// Adds a term whose last word may go on with any letters.
    fn add_head(&mut self, row: &Row, term: &str, next: u16) -> Result<u16, CompileError> {
        let last = term.trim_end_matches('*').rsplit([' ', '-', '\'', '’']).next().unwrap_or_default();
        if last.len() < SHORTEST_HEAD || !last.is_ascii() {
            return Err(row.error(format!("`{term}` has fewer than {SHORTEST_HEAD} plain letters")));
        }
        if self.words.len() == 1 {
            return Ok(*self.heads.entry(last.to_ascii_lowercase()).or_insert(next));
        }
        self.phrases.begin(&self.words);
        let phrase = self.phrases.insert_heads(&self.words);
        let before = self.words.split_last().map_or(&[][..], |(_, before)| before);
        let before = self.phrases.insert_heads(before);
        self.phrases.end(goes_on_with_head(before), next);
        let shortest = last.get(..SHORTEST_HEAD).unwrap_or_default().to_ascii_lowercase();
        self.phrases.mark(any_ending(scan::joined(before, scan::word_hash(&shortest))));
        Ok(self.phrases.end(any_ending(phrase), next))
    }

    /// The section, as [`Lexicon::read`](crate::classify::lexicon::Lexicon::read) takes it: terms of the same topics
    /// are numbered one after another, so that their topics are written once.
    pub(super) fn write(&self) -> Result<Writer, TooLong> {
        let byte = |number: usize| u8::try_from(number).map_err(|_| TooLong);
        let packed: Vec<Vec<(u8, u8)>> = (self.terms.iter())
            .map(|topics| topics.iter().map(|(topic, weight)| Ok((byte(topic.0)?, *weight))).collect())
            .collect::<Result<_, _>>()?;
        let Alike { each, numbers } = Alike::of(packed.iter())?;
        let mut writer = Writer::default();
        self.phrases.renumbered(&numbers).write(&mut writer)?;
        let heads: Vec<(&String, &u16)> = self.heads.iter().collect();
        writer.list(&heads, |writer, (head, number)| {
            writer.text(head)?;
            writer.half(*numbers.get(usize::from(**number)).ok_or(TooLong)?);
            Ok(())
        })?;
        writer.list(&each, |writer, (topics, terms)| {
            writer.half(*terms);
            writer.byte(byte(topics.len())?);
            for (topic, weight) in *topics {
                writer.byte(*topic);
                writer.byte(*weight);
            }
            Ok(())
        })?;
        Ok(writer)
    }
}
