//! The names of places in the languages other than English: a section for each, and one for what all write alike.
//!
//! Their names stand in the sections as in the tables, with marks and bracketed endings: written out in all forms
//! they would take three times the room.

use std::ops::RangeInclusive;

use super::records::Records;
use super::rows::{Row, Table, listed};
use super::{CompileError, Part, Source};
use crate::article::Relation;
use crate::classify::blob::{TooLong, Writer};
use crate::classify::gazetteer::{Target, packed_target};
use crate::classify::languages::{Foreign, forms};
use crate::classify::name_set::NameSet;

/// What the first cell of rows holds whose phrases speak for no country.
const NOWHERE: &str = "-";
/// The relations of the columns after the code.
const COLUMNS: [Relation; 5] =
    [Relation::Name, Relation::Adjective, Relation::Capital, Relation::Metonym, Relation::Area];

/// The names of one cell.
struct Cell {
    target: Target,
    relation: Relation,
    names: String,
}

/// The cells of one section.
#[derive(Default)]
struct Section {
    /// Phrases that speak for no country, with `|` between them.
    blocked: String,
    cells: Vec<Cell>,
}

/// The sections of all languages: what all write alike, then each language.
pub(super) struct Languages(Vec<(&'static str, Section)>);

impl Languages {
    pub(super) fn read(source: &Source, records: &Records) -> Result<Self, CompileError> {
        let mut shared = Section::default();
        shared.add(&source.table("gazetteer/languages/shared.tsv")?, records, 1..=COLUMNS.len())?;
        let listed_names = source.table("gazetteer/languages/names.tsv")?;
        let mut sections = vec![("names of all languages", shared)];
        for (place, (language, title, table)) in (1..).zip([
            (Foreign::Spanish, "Spanish names", "gazetteer/languages/es.tsv"),
            (Foreign::French, "French names", "gazetteer/languages/fr.tsv"),
            (Foreign::German, "German names", "gazetteer/languages/de.tsv"),
            (Foreign::Portuguese, "Portuguese names", "gazetteer/languages/pt.tsv"),
        ]) {
            debug_assert_eq!(language.section(), place, "sections stand in the order of the languages");
            sections.push((title, Section::read(&source.table(table)?, (&listed_names, place), records)?));
        }
        Ok(Self(sections))
    }

    /// Each section with its title and how many cells it has.
    pub(super) fn write(&self) -> Result<Vec<Part>, TooLong> {
        let part =
            |(title, section): &(&'static str, Section)| Ok((*title, section.cells.len(), section.write()?));
        self.0.iter().map(part).collect()
    }
}

impl Section {
    /// Names given by hand stand before those of CLDR, and both before all else.
    fn read(table: &Table, listed_names: (&Table, usize), records: &Records) -> Result<Self, CompileError> {
        let mut section = Self::default();
        section.add(table, records, 1..=1)?;
        let (names, column) = listed_names;
        for row in names.rows() {
            section.add_cell(&row, records, (column, Relation::Name))?;
        }
        section.add(table, records, 2..=COLUMNS.len())?;
        Ok(section)
    }

    /// Adds the names in these columns, and with the first of them the phrases that speak for no country.
    fn add(
        &mut self,
        table: &Table,
        records: &Records,
        columns: RangeInclusive<usize>,
    ) -> Result<(), CompileError> {
        for row in table.rows() {
            let is_place = row.cell(0) != NOWHERE;
            if is_place {
                let told = (1..).zip(COLUMNS).filter(|(column, _)| columns.contains(column));
                told.into_iter().try_for_each(|cell| self.add_cell(&row, records, cell))?;
            } else if columns.contains(&1) {
                check(row.cell(1)).map_err(|what| row.error(what))?;
                self.blocked.extend(["|", row.cell(1)]);
            }
        }
        Ok(())
    }

    fn add_cell(
        &mut self,
        row: &Row,
        records: &Records,
        (column, relation): (usize, Relation),
    ) -> Result<(), CompileError> {
        let names = row.cell(column);
        let country = records.country(row.cell(0)).map(Target::Country);
        let target = country.or_else(|| records.region(row.cell(0)).map(Target::Region));
        let target = target.ok_or_else(|| row.error("no such country or region"))?;
        check(names).map_err(|what| row.error(what))?;
        if !names.is_empty() {
            self.cells.push(Cell { target, relation, names: names.to_owned() });
        }
        Ok(())
    }

    fn write(&self) -> Result<Writer, TooLong> {
        let mut writer = Writer::default();
        writer.text(&self.blocked)?;
        writer.list(&self.cells, |writer, cell| {
            writer.half(packed_target(cell.target)?);
            writer.byte(cell.relation.number());
            writer.text(&cell.names)
        })?;
        Ok(writer)
    }
}

/// Whether every form of the names of a cell can be a name.
fn check(names: &str) -> Result<(), String> {
    for name in listed(names) {
        for form in forms(name) {
            if form.contains(['[', ']', ',']) || form.trim() != form {
                return Err(format!("`{name}` is no name with endings in brackets"));
            }
            NameSet::default().block(&form)?;
        }
    }
    Ok(())
}
