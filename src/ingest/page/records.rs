//! Which lines of a page are labelled rows, and where a document of an export begins. One row alone proves nothing: two
//! known labels close together do.

use std::collections::HashSet;

use super::lines::Line;
use crate::ingest::forms::field::{self, Field, Labelled};
use crate::ingest::forms::sentence;

/// What the labels of a page tell about its lines.
#[derive(Debug, Default)]
pub(super) struct Records {
    rows: Vec<Row>,
    coded: bool,
}

/// What is known of one line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Row {
    labelled: bool,
    opens: bool,
}

/// So many different codes make a page an export with codes.
const FEWEST_CODES: usize = 4;

impl Records {
    /// Looks for rows that stand together.
    pub(super) fn of(lines: &[Line]) -> Self {
        let mut records = Self { rows: vec![Row::default(); lines.len()], coded: is_coded(lines) };
        if records.coded {
            records.mark_codes(lines);
        }
        let counted = records.mark_documents(lines);
        let mut at = 0;
        while at < lines.len() {
            let end = records.block_end(lines, at);
            if end > at {
                records.mark_block(lines, at, end, !counted);
            }
            at = end.max(at + 1);
        }
        records.mark_lone(lines);
        records
    }

    /// The label and value of a line that is a labelled row.
    pub(super) fn labelled<'t>(&self, at: usize, line: &'t Line) -> Option<Labelled<'t>> {
        self.rows.get(at).filter(|row| row.labelled)?;
        let value = Labelled { field: Field::Other, label: "", value: &line.text };
        Some(self.read(line).unwrap_or(value))
    }

    /// Whether a document begins at a line.
    pub(super) fn opens(&self, at: usize) -> bool {
        self.rows.get(at).is_some_and(|row| row.opens)
    }

    fn read<'t>(&self, line: &'t Line) -> Option<Labelled<'t>> {
        let text = line.text.as_str();
        let coded = || self.coded.then(|| field::coded(text)).flatten();
        let columned = || line.raw.as_deref().and_then(|printed| field::columned(text, printed));
        field::labelled(text).or_else(coded).or_else(columned)
    }

    /// Codes stand between paragraphs as well.
    fn mark_codes(&mut self, lines: &[Line]) {
        for (line, row) in lines.iter().zip(&mut self.rows) {
            row.labelled = field::coded(&line.text).is_some();
        }
    }

    /// On a page with rows that stand together a lone known row is one as well.
    fn mark_lone(&mut self, lines: &[Line]) {
        if !self.rows.iter().any(|row| row.labelled) {
            return;
        }
        for (line, row) in lines.iter().zip(&mut self.rows) {
            let found = field::labelled(&line.text).filter(|found| !found.value.is_empty());
            let short = |value: &str| sentence::words(value) <= 12 && !sentence::ends_sentence(value);
            let known = found.is_some_and(|found| found.field != Field::Headline && short(found.value));
            row.labelled |= known && line.gap > 0;
        }
    }

    /// Marks the lines that count documents; whether there are any.
    fn mark_documents(&mut self, lines: &[Line]) -> bool {
        let mut any = false;
        for (line, row) in lines.iter().zip(&mut self.rows) {
            if line.text.len() <= 40 && field::opens_document(&line.text) {
                *row = Row { labelled: true, opens: true };
                any = true;
            }
        }
        any
    }

    /// The line behind the rows that stand together from `at` on; `at` itself where they are none.
    fn block_end(&self, lines: &[Line], at: usize) -> usize {
        let mut end = at;
        let mut known = HashSet::new();
        for (next, line) in lines.iter().enumerate().skip(at) {
            let near = next == at || line.gap <= 1;
            match self.read(line).filter(|_| near) {
                Some(found) => {
                    known.insert(found.label);
                    end = next + 1;
                }
                None if near && next > at && may_be_labelled(line) => {}
                None => break,
            }
        }
        if known.len() >= 2 { end } else { at }
    }

    fn mark_block(&mut self, lines: &[Line], start: usize, end: usize, opens: bool) {
        let block = lines.get(start..end).unwrap_or_default();
        let headed =
            block.iter().any(|line| self.read(line).is_some_and(|found| found.field == Field::Headline));
        for row in self.rows.iter_mut().take(end).skip(start) {
            row.labelled = true;
        }
        if let Some(row) = self.rows.get_mut(start) {
            row.opens |= headed && opens;
        }
    }
}

fn may_be_labelled(line: &Line) -> bool {
    field::may_be_labelled(&line.text) || line.raw.as_deref().is_some_and(field::may_be_columned)
}

/// Whether the page sets codes before its fields: the headline's and some others.
fn is_coded(lines: &[Line]) -> bool {
    let found: HashSet<&str> =
        lines.iter().filter_map(|line| field::coded(&line.text)).map(|found| found.label).collect();
    found.contains("HD") && found.len() >= FEWEST_CODES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::page::lines;

    fn check(page: &str, labelled: &[u32], opening: &[u32]) {
        let lines = lines::number(page, 1).lines;
        let records = Records::of(&lines);
        let numbers = |wanted: &dyn Fn(usize) -> bool| -> Vec<u32> {
            lines.iter().enumerate().filter(|(at, _)| wanted(*at)).map(|(_, line)| line.lines.first).collect()
        };
        assert_eq!(
            numbers(&|at| lines.get(at).is_some_and(|line| records.labelled(at, line).is_some())),
            labelled,
            "{page}"
        );
        assert_eq!(numbers(&|at| records.opens(at)), opening, "{page}");
    }

    #[test]
    fn rows_need_company() {
        check("Title: Harbour closes\nDate: 3 May 2019\nTide table: low\n\nIt closed.", &[1, 2], &[1]);
        check("Title: Harbour closes\n\nThe mayor: we stay.\n\nIt closed.", &[], &[]);
        check("It closed.\n\nSource: Port Post\nLength: 210 words", &[3, 4], &[]);
    }

    #[test]
    fn counted_documents_open_themselves() {
        let page =
            "1 of 2 DOCUMENTS\n\nHarbour closes\n\nBYLINE: Jane Doe\nHEADLINE: Harbour closes\n\nIt closed.";
        check(page, &[1, 5, 6], &[1]);
    }

    #[test]
    fn codes_count_only_in_numbers() {
        check(
            "HD Harbour closes\nWC 210 words\nPD 3 May 2019\nSN Port Post\nLP\nIt closed.",
            &[1, 2, 3, 4, 5],
            &[1],
        );
        check("HD is the new standard\nIt is sharp.", &[], &[]);
    }
}
