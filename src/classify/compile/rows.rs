//! The rows of a table as it stands in `data/`, each with its place for errors.

use super::CompileError;
use crate::classify::name_set::MARKS;

/// One table.
pub(super) struct Table {
    name: &'static str,
    text: String,
}

impl Table {
    pub(super) fn new(name: &'static str, text: String) -> Self {
        Self { name, text }
    }

    /// The rows, without comments and empty lines.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let lines = (1..).zip(self.text.lines());
        let told = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        told.map(|(line, text)| Row { table: self.name, line, cells: text.split('\t').collect() })
    }

    /// The lines of a table of one column, which has no comments.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.text.lines().filter(|line| !line.is_empty())
    }
}

/// One row.
pub(super) struct Row<'a> {
    table: &'static str,
    line: usize,
    cells: Vec<&'a str>,
}

impl<'a> Row<'a> {
    /// A cell by its column, from 0; empty where the row ends before it.
    pub(super) fn cell(&self, column: usize) -> &'a str {
        self.cells.get(column).copied().unwrap_or_default()
    }

    /// How many cells it has.
    pub(super) fn length(&self) -> usize {
        self.cells.len()
    }

    /// What is wrong with this row.
    pub(super) fn error(&self, what: impl Into<String>) -> CompileError {
        CompileError::Row { table: self.table, line: self.line, what: what.into() }
    }
}

/// The entries of a cell with `|` between them.
pub(super) fn listed(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').filter(|entry| !entry.is_empty())
}

/// The entries of a cell without their marks, with `|` between them again.
pub(super) fn bare(cell: &str) -> String {
    listed(cell).map(|name| name.trim_end_matches(MARKS)).collect::<Vec<_>>().join("|")
}
