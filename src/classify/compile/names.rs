//! Names of places and their senses: reads all tables that give them and writes them as one section.

use super::records::{Country, Records, Region, hundredths};
use super::rows::listed;
use super::{CompileError, Source};
use crate::article::Relation;
use crate::classify::blob::{TooLong, Writer};
use crate::classify::gazetteer::{Target, Writing};
use crate::classify::name_set::{NameSet, marked};
use crate::classify::tables::{CountryId, RegionId};

/// All names.
#[derive(Debug, Default)]
pub(super) struct Names(NameSet);

impl Names {
    /// Names given by hand stand before those of CLDR, and both before cities; blocked phrases before all.
    pub(super) fn read(source: &Source, records: &Records) -> Result<Self, CompileError> {
        let mut names = Self::default();
        for row in source.table("gazetteer/blockers.tsv")?.rows() {
            listed(row.cell(1))
                .try_for_each(|phrase| names.0.block(phrase))
                .map_err(|what| row.error(what))?;
        }
        let countries = || (0..).map(CountryId).zip(&records.countries);
        for (id, country) in countries() {
            names.add_country(id, country).map_err(|what| country.error(what))?;
        }
        for (id, country) in countries() {
            names.add_listed_names(id, country).map_err(|what| country.error(what))?;
        }
        for (id, region) in (0..).map(RegionId).zip(&records.regions) {
            names.add_region(id, region).map_err(|what| region.error(what))?;
        }
        names.add_rows(source, records, "gazetteer/abbreviations.tsv", Relation::Abbreviation)?;
        names.add_rows(source, records, "gazetteer/cities.tsv", Relation::City)?;
        Ok(names)
    }

    /// How many names there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The section, as [`Gazetteer::read`](crate::classify::gazetteer::Gazetteer::read) takes it.
    pub(super) fn write(&self) -> Result<Writer, TooLong> {
        self.0.write()
    }

    fn add_country(&mut self, id: CountryId, country: &Country) -> Result<(), String> {
        let cells = &country.cells;
        let columns = [
            (&cells.names, Relation::Name),
            (&cells.adjectives, Relation::Adjective),
            (&cells.capitals, Relation::Capital),
            (&cells.metonyms, Relation::Metonym),
            (&cells.areas, Relation::Area),
        ];
        for (cell, relation) in columns {
            for name in listed(cell) {
                let (name, sense) = marked(name, Target::Country(id), relation);
                self.0.add(name, sense)?;
                let is_word = sense.manner.writing != Writing::Joined;
                if relation == Relation::Adjective && is_word && !name.ends_with('s') {
                    self.0.add(&format!("{name}s"), sense)?;
                }
            }
        }
        Ok(())
    }

    fn add_listed_names(&mut self, id: CountryId, country: &Country) -> Result<(), String> {
        for name in listed(&country.listed_names) {
            // CLDR tells the Congos and Myanmar apart by what follows; those names are given by hand.
            if name.contains(['(', ')']) || name.contains(" - ") {
                continue;
            }
            let (_, sense) = marked(name, Target::Country(id), Relation::Name);
            self.0.add(name, sense)?;
            if name.contains(" & ") || name.contains("St. ") {
                let spelled = name.replace(" & ", " and ");
                self.0.add(&spelled, sense)?;
                self.0.add(&spelled.replace("St. ", "Saint "), sense)?;
            }
        }
        Ok(())
    }

    fn add_region(&mut self, id: RegionId, region: &Region) -> Result<(), String> {
        for name in listed(&region.words) {
            let (name, sense) = marked(name, Target::Region(id), Relation::Region);
            self.0.add(name, sense.of_region(&region.code))?;
        }
        Ok(())
    }

    /// Adds rows of name, country and, where the table has it, weight.
    fn add_rows(
        &mut self,
        source: &Source,
        records: &Records,
        table: &'static str,
        relation: Relation,
    ) -> Result<(), CompileError> {
        for row in source.table(table)?.rows() {
            let country = records.country(row.cell(1)).ok_or_else(|| row.error("no such country"))?;
            let (name, mut sense) = marked(row.cell(0), Target::Country(country), relation);
            if !row.cell(2).is_empty() {
                let weight = hundredths(row.cell(2));
                sense.manner.weight = weight.ok_or_else(|| row.error("no weight of 0 to 1"))?;
            }
            self.0.add(name, sense).map_err(|what| row.error(what))?;
        }
        Ok(())
    }
}
