//! The learned model of topics: reads its table and writes it as one section.

use std::collections::BTreeMap;

use super::records::Records;
use super::rows::Row;
use super::{CompileError, Source};
use crate::classify::blob::{TooLong, Writer};
use crate::classify::model::MOST_TOPICS;
use crate::classify::scan::{self, NO_WORDS};
use crate::classify::tables::TopicId;
use crate::classify::words::Word;

const TABLE: &str = "topics/model.tsv";
/// What the row that names the columns begins with.
const COLUMNS: &str = "word or pair";

/// The topics of the columns, and the weights of each feature by the part of its hash that is kept.
#[derive(Debug, Default)]
pub(super) struct Model {
    topics: Vec<TopicId>,
    weights: BTreeMap<u32, Vec<i8>>,
}

impl Model {
    pub(super) fn read(source: &Source, records: &Records) -> Result<Self, CompileError> {
        let mut model = Self::default();
        let mut words = Vec::new();
        for row in source.table(TABLE)?.rows() {
            if row.cell(0) == COLUMNS {
                model.topics = columns(&row, records)?;
                if model.topics.len() > MOST_TOPICS {
                    return Err(row.error(format!("more than {MOST_TOPICS} topics")));
                }
                continue;
            }
            scan::tokens(row.cell(0), &mut words);
            let hash = words.iter().fold(NO_WORDS, |hash, word| scan::joined(hash, word.hash));
            let weights =
                (1..=model.topics.len()).map(|column| weight(&row, column)).collect::<Result<_, _>>()?;
            if model.weights.insert(scan::upper_half(hash), weights).is_some() {
                return Err(row.error(format!("`{}` has the hash of another feature", row.cell(0))));
            }
        }
        Ok(model)
    }

    /// How many features there are.
    pub(super) fn len(&self) -> usize {
        self.weights.len()
    }

    /// The section, as [`TopicModel::read`](crate::classify::model::TopicModel::read) takes it.
    pub(super) fn write(&self) -> Result<Writer, TooLong> {
        let mut writer = Writer::default();
        u32::try_from(self.weights.len()).ok().filter(|count| *count < Word::NUMBERS).ok_or(TooLong)?;
        writer.list(&self.topics, |writer, topic| {
            writer.byte(u8::try_from(topic.0).map_err(|_| TooLong)?);
            Ok(())
        })?;
        writer.rising(self.weights.keys().copied())?;
        for weight in self.weights.values().flatten() {
            writer.byte(weight.cast_unsigned());
        }
        Ok(writer)
    }
}

fn columns(row: &Row, records: &Records) -> Result<Vec<TopicId>, CompileError> {
    let topic = |column| records.topic(row.cell(column)).ok_or_else(|| row.error("no such topic"));
    (1..row.length()).map(topic).collect()
}

/// The weight in a column; an empty cell is 0.
fn weight(row: &Row, column: usize) -> Result<i8, CompileError> {
    match row.cell(column) {
        "" => Ok(0),
        cell => cell.parse().map_err(|_| row.error(format!("`{cell}` is no weight of -128 to 127"))),
    }
}
