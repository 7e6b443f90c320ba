//! Compiles the tables of `data/` into the ones the program embeds.
//!
//! Only the generator and the test that holds both to one another use it. A row that makes no sense is an error
//! with its table and line; nothing is passed over.

mod foreign;
mod lexicon;
mod model;
mod names;
mod people;
mod records;
mod rows;

use thiserror::Error;

use super::blob::{self, TooLong, Writer};
use rows::Table;

/// What was compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compiled {
    /// The embedded tables.
    pub bytes: Vec<u8>,
    /// What each section holds, how many of them, and its size in bytes.
    pub sections: Vec<(&'static str, usize, usize)>,
}

/// Why the tables could not be compiled.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CompileError {
    /// A table could not be read.
    #[error("{table}: {reason}")]
    Table {
        /// Its path in `data/`.
        table: &'static str,
        /// What the reader of files said.
        reason: String,
    },
    /// A row makes no sense.
    #[error("{table}:{line}: {what}")]
    Row {
        /// Its path in `data/`.
        table: &'static str,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
    /// A name of a country or region makes no sense.
    #[error("{code}: {what}")]
    Name {
        /// The code of the country or region.
        code: String,
        /// What is wrong with it.
        what: String,
    },
    /// There is more than the form of the embedded tables has room for.
    #[error("more than the embedded tables have room for")]
    TooLong,
}

impl From<TooLong> for CompileError {
    fn from(_: TooLong) -> Self {
        Self::TooLong
    }
}

/// A section with what it holds and how many of them.
type Part = (&'static str, usize, Writer);

/// Where the tables come from.
pub(super) struct Source<'a>(&'a dyn Fn(&str) -> Result<String, String>);

impl Source<'_> {
    fn table(&self, name: &'static str) -> Result<Table, CompileError> {
        let text = (self.0)(name).map_err(|reason| CompileError::Table { table: name, reason })?;
        Ok(Table::new(name, text))
    }
}

/// Compiles the tables that `read` gives by their paths in `data/`, such as `gazetteer/countries.tsv`.
///
/// # Errors
/// A table cannot be read, a row makes no sense, or there are more than there is room for.
pub fn compile(read: impl Fn(&str) -> Result<String, String>) -> Result<Compiled, CompileError> {
    let source = Source(&read);
    let records = records::Records::read(&source)?;
    let names = names::Names::read(&source, &records)?;
    let (given_names, surnames) = people::read(&source)?;
    let lexicon = lexicon::Lexicon::read(&source, &records)?;
    let model = model::Model::read(&source, &records)?;
    let foreign = foreign::Languages::read(&source, &records)?;
    let mut parts: Vec<Part> = vec![
        ("countries", records.countries.len(), records.write()?),
        ("names of places", names.len(), names.write()?),
        ("names of people", given_names.len() + surnames.len(), people::write(&given_names, &surnames)?),
        ("terms of topics", lexicon.len(), lexicon.write()?),
        ("learned features", model.len(), model.write()?),
    ];
    parts.extend(foreign.write()?);
    let sections = parts.iter().map(|(name, count, writer)| (*name, *count, writer.bytes().len())).collect();
    let writers: Vec<Writer> = parts.into_iter().map(|(_, _, writer)| writer).collect();
    Ok(Compiled { bytes: blob::join(&writers)?, sections })
}
