//! Countries, regions and topics: reads their tables, checks them against one another and writes them as one section.

use std::collections::HashMap;

use super::rows::{Row, Table, bare, listed};
use super::{CompileError, Source};
use crate::classify::blob::{TooLong, Writer};
use crate::classify::tables::{CountryId, RegionId, RegionKind, TopicId};

/// Stands for the parent of a region that has none.
const NO_PARENT: u8 = u8::MAX;

/// One country or territory as its tables have it; the cells keep their marks.
#[derive(Debug, Default)]
pub(super) struct Country {
    pub(super) code: String,
    pub(super) label: String,
    pub(super) full_name: String,
    /// ISO 3166-1 alpha-3 and the M49 number, with `|` between them.
    other_codes: String,
    /// Names from CLDR, with `|` between them.
    pub(super) listed_names: String,
    pub(super) cells: NameCells,
    /// The regions it lies in, the closest first; without those that count by direct words only.
    pub(super) regions: Vec<RegionId>,
}

/// The cells of the hand-made table of country names.
#[derive(Debug, Default, Clone)]
pub(super) struct NameCells {
    pub(super) names: String,
    pub(super) adjectives: String,
    pub(super) capitals: String,
    pub(super) metonyms: String,
    pub(super) areas: String,
}

/// One region or group as its table has it.
#[derive(Debug)]
pub(super) struct Region {
    slug: String,
    pub(super) code: String,
    label: String,
    full_name: String,
    parent: Option<RegionId>,
    kind: RegionKind,
    /// Hundredths.
    share: u8,
    pub(super) words: String,
    aliases: String,
    members: Vec<String>,
}

impl Country {
    /// What is wrong with one of its names.
    pub(super) fn error(&self, what: String) -> CompileError {
        CompileError::Name { code: self.code.clone(), what }
    }
}

impl Region {
    /// What is wrong with one of its words.
    pub(super) fn error(&self, what: String) -> CompileError {
        CompileError::Name { code: self.code.clone(), what }
    }
}

/// All records, and where each stands by its code.
#[derive(Debug)]
pub(super) struct Records {
    pub(super) countries: Vec<Country>,
    pub(super) regions: Vec<Region>,
    topics: Vec<Topic>,
    country_ids: HashMap<String, CountryId>,
    region_ids: HashMap<String, RegionId>,
}

#[derive(Debug)]
struct Topic {
    code: String,
    label: String,
    full_name: String,
    folded_into: String,
    aliases: String,
}

impl Records {
    pub(super) fn read(source: &Source) -> Result<Self, CompileError> {
        let countries_table = source.table("gazetteer/countries.tsv")?;
        let mut records = Self {
            countries: countries(&countries_table, &source.table("gazetteer/countries_hand.tsv")?)?,
            regions: regions(&source.table("gazetteer/regions.tsv")?)?,
            topics: topics(&source.table("topics/topics.tsv")?),
            country_ids: HashMap::new(),
            region_ids: HashMap::new(),
        };
        let countries = (0..).map(CountryId).zip(&records.countries);
        records.country_ids = countries.map(|(id, country)| (country.code.clone(), id)).collect();
        let regions = (0..).map(RegionId).zip(&records.regions);
        records.region_ids =
            regions.flat_map(|(id, region)| [(region.slug.clone(), id), (region.code.clone(), id)]).collect();
        records.place_countries(&countries_table)?;
        Ok(records)
    }

    /// The country with this ISO 3166-1 alpha-2 code.
    pub(super) fn country(&self, code: &str) -> Option<CountryId> {
        self.country_ids.get(code).copied()
    }

    /// The region with this code or slug.
    pub(super) fn region(&self, name: &str) -> Option<RegionId> {
        self.region_ids.get(name).copied()
    }

    /// The topic with this label.
    pub(super) fn topic(&self, label: &str) -> Option<TopicId> {
        self.topics.iter().position(|topic| topic.label == label).map(TopicId)
    }

    /// The member countries of an informal region or a group, those of its member regions included.
    pub(super) fn members(&self, region: &Region) -> Result<Vec<CountryId>, String> {
        let mut members = Vec::new();
        for part in &region.members {
            match part.strip_prefix('@') {
                None => members.push(self.country(part).ok_or(format!("no country {part}"))?),
                Some(slug) => {
                    let inner = self.region(slug).and_then(|id| self.regions.get(id.0).map(|r| (id, r)));
                    let (id, inner) = inner.ok_or(format!("no region {slug}"))?;
                    members.extend(match inner.kind {
                        RegionKind::M49 => self.lying_in(id),
                        RegionKind::Informal | RegionKind::Group => self.members(inner)?,
                    });
                }
            }
        }
        Ok(members)
    }

    fn lying_in(&self, region: RegionId) -> Vec<CountryId> {
        let countries = (0..).map(CountryId).zip(&self.countries);
        countries.filter(|(_, country)| country.regions.contains(&region)).map(|(id, _)| id).collect()
    }

    /// Gives every country its regions: those of M49 from its own row, then the informal ones.
    fn place_countries(&mut self, table: &Table) -> Result<(), CompileError> {
        for (place, row) in table.rows().enumerate() {
            let known = |code: &str| self.region(code).ok_or_else(|| row.error(format!("no region {code}")));
            let regions = row.cell(6).split_whitespace().map(known).collect::<Result<_, _>>()?;
            self.countries[place].regions = regions;
        }
        for place in 0..self.regions.len() {
            let region = &self.regions[place];
            let members = self.members(region).map_err(|what| region.error(what))?;
            if region.kind == RegionKind::Informal && region.share > 0 {
                for CountryId(member) in members {
                    self.countries[member].regions.push(RegionId(place));
                }
            }
        }
        Ok(())
    }

    /// The section, as [`Tables::read`](crate::classify::tables::Tables::read) takes it.
    pub(super) fn write(&self) -> Result<Writer, TooLong> {
        let mut writer = Writer::default();
        writer.list(&self.countries, write_country)?;
        writer.list(&self.regions, write_region)?;
        writer.list(&self.topics, |writer, topic| {
            write_title(writer, &topic.code, &topic.label, &topic.full_name)?;
            writer.text(&topic.folded_into)?;
            writer.text(&topic.aliases)
        })?;
        Ok(writer)
    }
}

fn write_title(writer: &mut Writer, code: &str, label: &str, full_name: &str) -> Result<(), TooLong> {
    writer.text(code)?;
    writer.text(label)?;
    // Most are the same; an empty one says so.
    writer.text(if full_name == label { "" } else { full_name })
}

fn write_country(writer: &mut Writer, country: &Country) -> Result<(), TooLong> {
    let cells = &country.cells;
    write_title(writer, &country.code, &country.label, &country.full_name)?;
    writer.text(&country.other_codes)?;
    writer.text(&joined(&[country.listed_names.clone(), bare(&cells.names)]))?;
    writer.text(&joined(&[bare(&cells.adjectives), bare(&cells.capitals)]))?;
    writer.list(&country.regions, |writer, region| {
        writer.byte(narrow(region.0)?);
        Ok(())
    })
}

fn write_region(writer: &mut Writer, region: &Region) -> Result<(), TooLong> {
    write_title(writer, &region.code, &region.label, &region.full_name)?;
    writer.text(&region.slug)?;
    writer.byte(region.parent.map_or(Ok(NO_PARENT), |parent| narrow(parent.0))?);
    writer.byte(region.kind.number());
    writer.byte(region.share);
    writer.text(&bare(&region.words))?;
    writer.text(&region.aliases)
}

fn narrow(number: usize) -> Result<u8, TooLong> {
    u8::try_from(number).map_err(|_| TooLong)
}

/// Cells put together, without the empty ones.
fn joined(cells: &[String]) -> String {
    cells.iter().filter(|cell| !cell.is_empty()).map(String::as_str).collect::<Vec<_>>().join("|")
}

fn countries(table: &Table, by_hand: &Table) -> Result<Vec<Country>, CompileError> {
    let mut cells: HashMap<&str, NameCells> = HashMap::new();
    for row in by_hand.rows() {
        if cells.insert(row.cell(0), name_cells(&row)).is_some() {
            return Err(row.error("a second row for this country"));
        }
    }
    let mut countries: Vec<Country> = Vec::new();
    for row in table.rows() {
        let (code, name, short) = (row.cell(0), row.cell(3), row.cell(4));
        if countries.last().is_some_and(|last| last.code.as_str() >= code) {
            return Err(row.error("not sorted by code"));
        }
        let names = [name, short].into_iter().chain(listed(row.cell(5))).map(str::to_owned);
        countries.push(Country {
            code: code.to_owned(),
            label: if short.is_empty() { name } else { short }.to_owned(),
            full_name: name.to_owned(),
            other_codes: joined(&[row.cell(1).to_owned(), row.cell(2).to_owned()]),
            listed_names: joined(&names.collect::<Vec<_>>()),
            cells: cells.remove(code).unwrap_or_default(),
            regions: Vec::new(),
        });
    }
    match by_hand.rows().find(|row| cells.contains_key(row.cell(0))) {
        Some(row) => Err(row.error("no such country")),
        None => Ok(countries),
    }
}

fn name_cells(row: &Row) -> NameCells {
    let cell = |column| row.cell(column).to_owned();
    NameCells { names: cell(1), adjectives: cell(2), capitals: cell(3), metonyms: cell(4), areas: cell(5) }
}

fn regions(table: &Table) -> Result<Vec<Region>, CompileError> {
    let slugs: Vec<&str> = table.rows().map(|row| row.cell(0)).collect();
    let region = |row: Row| {
        let (slug, number, parent) = (row.cell(0), row.cell(1), row.cell(4));
        let place = slugs.iter().position(|other| *other == parent);
        if row.length() != 11 || (place.is_none() && !parent.is_empty()) {
            return Err(row.error("11 cells are wanted, and a parent that has a row"));
        }
        Ok(Region {
            slug: slug.to_owned(),
            code: if number.is_empty() { slug } else { number }.to_owned(),
            label: row.cell(2).to_owned(),
            full_name: row.cell(3).to_owned(),
            parent: place.map(RegionId),
            kind: RegionKind::named(row.cell(5)).ok_or_else(|| row.error("no such kind"))?,
            share: hundredths(row.cell(6)).ok_or_else(|| row.error("no share of 0 to 1"))?,
            words: row.cell(7).to_owned(),
            members: row.cell(8).split_whitespace().map(str::to_owned).collect(),
            aliases: row.cell(9).to_owned(),
        })
    };
    table.rows().map(region).collect()
}

/// A number of 0 to 2.55 in hundredths.
pub(super) fn hundredths(cell: &str) -> Option<u8> {
    let (whole, part) = cell.split_once('.').unwrap_or((cell, ""));
    let whole: u8 = whole.parse().ok()?;
    let part: u8 = if part.is_empty() { 0 } else { format!("{part:0<2}").parse().ok()? };
    whole.checked_mul(100)?.checked_add(part)
}

fn topics(table: &Table) -> Vec<Topic> {
    let topic = |row: Row| Topic {
        code: row.cell(0).to_owned(),
        label: row.cell(1).to_owned(),
        full_name: row.cell(2).to_owned(),
        folded_into: row.cell(3).to_owned(),
        aliases: row.cell(4).to_owned(),
    };
    table.rows().map(topic).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// A group, the M49 region it is compared with, who is in it besides, and who of the region is not.
    type Comparison<'a> = (&'a str, &'a str, &'a [&'a str], &'a [&'a str]);

    #[test]
    fn hundredths_are_read_without_rounding() {
        for (cell, expected) in [("0.95", Some(95)), ("0.5", Some(50)), ("1", Some(100)), ("0", Some(0))] {
            assert_eq!(hundredths(cell), expected, "{cell}");
        }
        for cell in ["", "3", "x", "0.955", "-1"] {
            assert_eq!(hundredths(cell), None, "{cell}");
        }
    }

    #[test]
    fn memberships_have_the_size_their_organisations_state() {
        let read = |table: &str| {
            let data = concat!(env!("CARGO_MANIFEST_DIR"), "/data/");
            std::fs::read_to_string(format!("{data}{table}")).map_err(|error| error.to_string())
        };
        let records = Records::read(&Source(&read)).expect("the tables make sense");
        let members = |slug: &str| {
            let region = &records.regions[records.region(slug).expect("the table names it").0];
            records.members(region).expect("all are known")
        };
        let sizes = [
            ("eu", 27),
            ("nato", 32),
            ("asean", 11),
            ("ecowas", 12),
            ("aes", 3),
            ("african-union", 55),
            ("arab-league", 22),
            ("gcc", 6),
            ("brics", 10),
            ("g7", 7),
            ("g20", 19),
            ("opec", 11),
            ("commonwealth", 56),
            ("five-eyes", 5),
            ("eurozone", 21),
            ("schengen", 29),
            ("mercosur", 5),
            ("caricom", 15),
            ("saarc", 8),
            ("sco", 10),
            ("eaeu", 5),
            ("oic", 57),
            ("quad", 4),
            ("aukus", 3),
        ];
        let groupings = read("gazetteer/groupings.tsv").expect("the slice of CLDR");
        let grouping = |name: &str| -> Vec<&str> {
            let row = groupings.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('\t'));
            row.expect("CLDR knows it").split(' ').collect()
        };
        let nations = grouping("UN");
        for (slug, size) in sizes {
            let codes: Vec<String> =
                members(slug).iter().map(|id| records.countries[id.0].code.clone()).collect();
            assert_eq!(codes.len(), size, "{slug}");
            // These are members of some of them without being members of the United Nations.
            let mut strangers = codes.iter().filter(|code| !nations.contains(&code.as_str()));
            assert!(strangers.all(|code| ["PS", "EH", "MS"].contains(&code.as_str())), "{slug}");
            if slug == "eu" {
                assert_eq!(codes, grouping("EU"));
            }
            if slug == "eurozone" {
                // CLDR 48 has the euro area as it was before Croatia (2023) and Bulgaria (2026) joined.
                let later = codes.iter().filter(|code| !grouping("EZ").contains(&code.as_str()));
                assert_eq!(later.collect::<Vec<_>>(), ["BG", "HR"]);
            }
        }
    }

    #[test]
    fn groups_of_a_region_are_those_of_m49_but_for_known_exceptions() {
        let read = |table: &str| {
            let data = concat!(env!("CARGO_MANIFEST_DIR"), "/data/");
            std::fs::read_to_string(format!("{data}{table}")).map_err(|error| error.to_string())
        };
        let records = Records::read(&Source(&read)).expect("the tables make sense");
        let groupings = read("gazetteer/groupings.tsv").expect("the slice of CLDR");
        let nations = groupings.lines().find_map(|line| line.strip_prefix("UN\t")).expect("CLDR knows it");
        let nations: Vec<&str> = nations.split(' ').collect();
        let codes = |slug: &str| -> BTreeSet<String> {
            let id = records.region(slug).expect("the table names it");
            let region = &records.regions[id.0];
            let members = match region.kind {
                RegionKind::M49 => records.lying_in(id),
                RegionKind::Informal | RegionKind::Group => records.members(region).expect("all are known"),
            };
            let code = |id: CountryId| records.countries[id.0].code.clone();
            let is_m49 = region.kind == RegionKind::M49;
            let codes = members.into_iter().map(code);
            codes.filter(|code| !is_m49 || code == "PS" || nations.contains(&code.as_str())).collect()
        };
        let cases: [Comparison; 7] = [
            ("african-union", "africa", &["EH"], &[]),
            ("asean", "southeast-asia", &[], &[]),
            ("saarc", "south-asia", &[], &["IR"]),
            ("ecowas", "west-africa", &[], &["BF", "ML", "MR", "NE"]),
            ("middle-east", "west-asia", &["EG", "IR"], &["AM", "AZ", "CY", "GE"]),
            ("maghreb", "north-africa", &["EH", "MR"], &["EG", "SD"]),
            ("mercosur", "south-america", &[], &["CL", "CO", "EC", "GY", "PE", "SR", "VE"]),
        ];
        for (group, region, besides, without) in cases {
            let mut expected = codes(region);
            for code in without {
                assert!(expected.remove(*code), "{group}: {code}");
            }
            expected.extend(besides.iter().map(|code| (*code).to_owned()));
            assert_eq!(codes(group), expected, "{group}");
        }
        assert!(codes("eurozone").is_subset(&codes("eu")));
        assert!(codes("gcc").is_subset(&codes("arab-league")));
        assert!(codes("eaeu").is_subset(&codes("post-soviet")));
        assert!(codes("aes").is_disjoint(&codes("ecowas")));
    }
}
