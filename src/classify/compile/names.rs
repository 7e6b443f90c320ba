//! Names of places and their senses: reads all tables that give them and writes them as one section.

use std::collections::HashMap;

use super::phrase_set::PhraseSet;
use super::records::{Country, Records, Region, hundredths};
use super::rows::{MARKS, listed};
use super::{CompileError, Source};
use crate::classify::blob::{TooLong, Writer};
use crate::classify::gazetteer::{Demand, Relation, Target, packed_target};
use crate::classify::scan::{self, Token};
use crate::classify::tables::{CountryId, RegionId};

/// Regions as large as a continent are named in passing more often than smaller ones.
const CONTINENTS: [&str; 5] = ["002", "019", "142", "150", "009"];

/// One meaning of a name; the weight in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sense {
    target: Target,
    manner: Manner,
}

/// All of a sense but what it speaks for; there are few of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Manner {
    relation: Relation,
    weight: u8,
    demand: Demand,
    capitals: bool,
}

/// All names.
#[derive(Debug, Default)]
pub(super) struct Names {
    phrases: PhraseSet,
    /// The senses of each name; none where the phrase only keeps its words from being read otherwise.
    senses: Vec<Vec<Sense>>,
    words: Vec<Token>,
}

impl Names {
    /// Names given by hand stand before those of CLDR, and both before cities; blocked phrases before all.
    pub(super) fn read(source: &Source, records: &Records) -> Result<Self, CompileError> {
        let mut names = Self::default();
        for row in source.table("gazetteer/blockers.tsv")?.rows() {
            listed(row.cell(1)).try_for_each(|phrase| names.block(phrase)).map_err(|what| row.error(what))?;
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
        self.senses.len()
    }

    /// The section, as [`Gazetteer::read`](crate::classify::gazetteer::Gazetteer::read) takes it.
    pub(super) fn write(&self) -> Result<Writer, TooLong> {
        let mut writer = Writer::default();
        self.phrases.write(&mut writer)?;
        let mut manners: Vec<Manner> = Vec::new();
        let mut places: HashMap<Manner, u8> = HashMap::new();
        for Sense { manner, .. } in self.senses.iter().flatten() {
            if !places.contains_key(manner) {
                places.insert(*manner, u8::try_from(manners.len()).map_err(|_| TooLong)?);
                manners.push(*manner);
            }
        }
        writer.list(&manners, |writer, manner| {
            writer.byte(manner.relation.number());
            writer.byte(manner.weight);
            writer.byte(manner.demand.number());
            writer.byte(u8::from(manner.capitals));
            Ok(())
        })?;
        writer.list(&self.senses, |writer, senses| {
            writer.byte(u8::try_from(senses.len()).map_err(|_| TooLong)?);
            for sense in senses {
                writer.half(packed_target(sense.target)?);
                writer.byte(places.get(&sense.manner).copied().unwrap_or_default());
            }
            Ok(())
        })?;
        Ok(writer)
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
                self.add(name, sense)?;
                if relation == Relation::Adjective && !name.ends_with('s') {
                    self.add(&format!("{name}s"), sense)?;
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
            self.add(name, sense)?;
            if name.contains(" & ") || name.contains("St. ") {
                let spelled = name.replace(" & ", " and ");
                self.add(&spelled, sense)?;
                self.add(&spelled.replace("St. ", "Saint "), sense)?;
            }
        }
        Ok(())
    }

    fn add_region(&mut self, id: RegionId, region: &Region) -> Result<(), String> {
        let continent = CONTINENTS.contains(&region.code.as_str());
        for name in listed(&region.words) {
            let (name, mut sense) = marked(name, Target::Region(id), Relation::Region);
            if continent {
                sense.manner.weight = Relation::Area.hundredths();
            }
            if sense.manner.demand == Demand::Nothing {
                sense.manner.demand = Demand::Beside;
            }
            self.add(name, sense)?;
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
            self.add(name, sense).map_err(|what| row.error(what))?;
        }
        Ok(())
    }

    /// Adds one sense of a name; the first for a target stands, and a blocked phrase takes none.
    fn add(&mut self, name: &str, sense: Sense) -> Result<(), String> {
        let place = self.place(name)?;
        let Some(senses) = self.senses.get_mut(place) else {
            self.senses.push(vec![sense]);
            return Ok(());
        };
        let is_abbreviation = |sense: &Sense| sense.manner.relation == Relation::Abbreviation;
        let known =
            |other: &Sense| other.target == sense.target && is_abbreviation(other) == is_abbreviation(&sense);
        let blocked = senses.is_empty();
        if !blocked && !senses.iter().any(known) {
            senses.push(sense);
        }
        Ok(())
    }

    fn block(&mut self, phrase: &str) -> Result<(), String> {
        if self.place(phrase)? == self.senses.len() {
            self.senses.push(Vec::new());
        }
        Ok(())
    }

    /// The place of a name among the senses: that of a known one, or the next free.
    fn place(&mut self, name: &str) -> Result<usize, String> {
        scan::tokens(name, &mut self.words);
        if self.words.is_empty() {
            return Err(format!("`{name}` has no letters"));
        }
        // Numbers begin at 1, since a head of a phrase that is none itself has the number 0.
        let next = u16::try_from(self.senses.len() + 1).map_err(|_| "too many names".to_owned())?;
        Ok(usize::from(self.phrases.insert(&self.words, next)) - 1)
    }
}

/// A name without its marks, and the sense they ask for: `~` needs support, `^` capitals only, `&` beside others.
fn marked(name: &str, target: Target, relation: Relation) -> (&str, Sense) {
    let bare = name.trim_end_matches(MARKS);
    let marks = name.get(bare.len()..).unwrap_or_default();
    let demand = match (marks.contains('~'), marks.contains('&')) {
        (true, _) => Demand::Support,
        (false, true) => Demand::Beside,
        (false, false) => Demand::Nothing,
    };
    let manner = Manner { relation, weight: relation.hundredths(), demand, capitals: marks.contains('^') };
    (bare, Sense { target, manner })
}
