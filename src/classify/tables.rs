//! The embedded tables of countries, regions and topics, as records.
//!
//! `data/README.md` says what each column means. Only reading happens here; nothing is matched.

use crate::text::SafeText;

const COUNTRIES: &str = include_str!("../../data/gazetteer/countries.tsv");
const COUNTRY_NAMES: &str = include_str!("../../data/gazetteer/countries_hand.tsv");
const REGIONS: &str = include_str!("../../data/gazetteer/regions.tsv");
const TOPICS: &str = include_str!("../../data/topics/topics.tsv");

/// The place of a country in [`Tables::countries`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct CountryId(pub(super) usize);

/// The place of a region in [`Tables::regions`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct RegionId(pub(super) usize);

/// The place of a topic in [`Tables::topics`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct TopicId(pub(super) usize);

/// Code, label and full name, as tags carry them.
#[derive(Debug, Clone)]
pub(super) struct Title {
    pub(super) code: SafeText,
    pub(super) label: SafeText,
    pub(super) name: SafeText,
}

/// One country or territory.
#[derive(Debug, Clone)]
pub(super) struct Country {
    pub(super) title: Title,
    /// ISO 3166-1 alpha-3 and the M49 number, where it has them.
    pub(super) other_codes: Vec<&'static str>,
    /// Names from CLDR.
    pub(super) names: Vec<&'static str>,
    /// Names from the hand-made table, as cells with `|` between names.
    pub(super) cells: NameCells,
    /// The regions it lies in, the closest first; without those that count by direct words only.
    pub(super) regions: Vec<RegionId>,
}

/// The cells of the hand-made table of country names.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct NameCells {
    pub(super) names: &'static str,
    pub(super) adjectives: &'static str,
    pub(super) capitals: &'static str,
    pub(super) metonyms: &'static str,
    pub(super) areas: &'static str,
}

/// What sort of region it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RegionKind {
    /// A region of the UN M49 tree.
    M49,
    /// A region of common usage: the Sahel, the Middle East.
    Informal,
    /// An alliance or organisation of countries.
    Group,
}

/// One region or group.
#[derive(Debug, Clone)]
pub(super) struct Region {
    pub(super) title: Title,
    pub(super) slug: &'static str,
    pub(super) parent: Option<RegionId>,
    pub(super) kind: RegionKind,
    /// How much of a member country's score it takes; 0 where only direct words count.
    pub(super) share: f32,
    /// Names and adjectives that speak for it directly, with `|` between them.
    pub(super) words: &'static str,
    /// Further names a reader may type.
    pub(super) aliases: &'static str,
    members: &'static str,
}

/// One topic.
#[derive(Debug, Clone)]
pub(super) struct Topic {
    pub(super) title: Title,
    pub(super) aliases: &'static str,
}

/// All records.
#[derive(Debug, Clone)]
pub(super) struct Tables {
    pub(super) countries: Vec<Country>,
    pub(super) regions: Vec<Region>,
    pub(super) topics: Vec<Topic>,
}

impl Tables {
    /// Reads the embedded tables.
    pub(super) fn read() -> Self {
        let mut tables = Self { countries: countries(), regions: regions(), topics: topics() };
        tables.place_countries();
        tables
    }

    /// The country with this ISO 3166-1 alpha-2 code.
    pub(super) fn country(&self, code: &str) -> Option<CountryId> {
        // The table is sorted by code; a test holds it to that.
        self.countries.binary_search_by(|country| country.title.code.as_str().cmp(code)).ok().map(CountryId)
    }

    /// The region with this code or slug.
    pub(super) fn region(&self, name: &str) -> Option<RegionId> {
        let named = |region: &Region| region.slug == name || region.title.code.as_str() == name;
        self.regions.iter().position(named).map(RegionId)
    }

    /// The topic with this label.
    pub(super) fn topic(&self, label: &str) -> Option<TopicId> {
        self.topics.iter().position(|topic| topic.title.label.as_str() == label).map(TopicId)
    }

    /// The codes of a region's member countries, those of its member regions included.
    pub(super) fn members(&self, region: RegionId) -> Vec<&str> {
        let Some(record) = self.regions.get(region.0) else { return Vec::new() };
        if record.kind == RegionKind::M49 {
            let inside = |country: &&Country| country.regions.contains(&region);
            return self.countries.iter().filter(inside).map(|country| country.title.code.as_str()).collect();
        }
        let parts = record.members.split_whitespace();
        parts
            .flat_map(|part| match part.strip_prefix('@') {
                Some(slug) => self.region(slug).map_or_else(Vec::new, |inner| self.members(inner)),
                None => vec![part],
            })
            .collect()
    }

    /// Gives every country its regions: those of M49 from its own row, then the informal ones.
    fn place_countries(&mut self) {
        let chains: Vec<&str> = rows(COUNTRIES).map(|row| row.cell(6)).collect();
        for (place, chain) in chains.into_iter().enumerate() {
            let regions = chain.split_whitespace().filter_map(|code| self.region(code)).collect();
            if let Some(country) = self.countries.get_mut(place) {
                country.regions = regions;
            }
        }
        for place in 0..self.regions.len() {
            let region = RegionId(place);
            let by_members =
                self.regions.get(place).is_some_and(|r| r.kind == RegionKind::Informal && r.share > 0.0);
            let members: Vec<CountryId> = if by_members {
                self.members(region).into_iter().filter_map(|code| self.country(code)).collect()
            } else {
                Vec::new()
            };
            for CountryId(member) in members {
                self.countries[member].regions.push(region);
            }
        }
    }
}

fn countries() -> Vec<Country> {
    let cells: Vec<(&str, NameCells)> =
        rows(COUNTRY_NAMES).map(|row| (row.cell(0), name_cells(&row))).collect();
    // Sorted by code like the first table; a test holds both to that.
    let cells_of = |code: &str| {
        let place = cells.binary_search_by(|(other, _)| (*other).cmp(code)).ok()?;
        cells.get(place).map(|(_, cells)| *cells)
    };
    let country = |row: Row| {
        let (code, name, short) = (row.cell(0), row.cell(3), row.cell(4));
        let label = if short.is_empty() { name } else { short };
        let names = [name, short].into_iter().chain(listed(row.cell(5)));
        Country {
            title: title(code, label, name),
            other_codes: [row.cell(1), row.cell(2)].into_iter().filter(|code| !code.is_empty()).collect(),
            names: names.filter(|name| !name.is_empty()).collect(),
            cells: cells_of(code).unwrap_or_default(),
            regions: Vec::new(),
        }
    };
    rows(COUNTRIES).map(country).collect()
}

fn name_cells(row: &Row) -> NameCells {
    NameCells {
        names: row.cell(1),
        adjectives: row.cell(2),
        capitals: row.cell(3),
        metonyms: row.cell(4),
        areas: row.cell(5),
    }
}

fn regions() -> Vec<Region> {
    let slugs: Vec<&str> = rows(REGIONS).map(|row| row.cell(0)).collect();
    let region = |row: Row| {
        let (slug, number) = (row.cell(0), row.cell(1));
        let code = if number.is_empty() { slug } else { number };
        Region {
            title: title(code, row.cell(2), row.cell(3)),
            slug,
            parent: slugs.iter().position(|other| *other == row.cell(4)).map(RegionId),
            kind: match row.cell(5) {
                "group" => RegionKind::Group,
                "m49" => RegionKind::M49,
                _ => RegionKind::Informal,
            },
            share: row.cell(6).parse().unwrap_or_default(),
            words: row.cell(7),
            members: row.cell(8),
            aliases: row.cell(9),
        }
    };
    rows(REGIONS).map(region).collect()
}

fn topics() -> Vec<Topic> {
    let topic =
        |row: Row| Topic { title: title(row.cell(0), row.cell(1), row.cell(2)), aliases: row.cell(4) };
    rows(TOPICS).map(topic).collect()
}

fn title(code: &str, label: &str, name: &str) -> Title {
    Title { code: SafeText::label(code), label: SafeText::label(label), name: SafeText::label(name) }
}

/// One row of a table.
pub(super) struct Row(Vec<&'static str>);

impl Row {
    /// A cell by its column, from 0; empty where the row ends before it.
    pub(super) fn cell(&self, column: usize) -> &'static str {
        self.0.get(column).copied().unwrap_or_default()
    }
}

/// The rows of an embedded table, without its comments.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = Row> {
    let told = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    told.map(|line| Row(line.split('\t').collect()))
}

/// The entries of a cell with `|` between them.
pub(super) fn listed(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').filter(|entry| !entry.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_sorted_by_code_and_every_other_table_names_known_ones() {
        let tables = Tables::read();
        assert!(tables.countries.is_sorted_by_key(|country| country.title.code.to_string()));
        assert!(rows(COUNTRY_NAMES).map(|row| row.cell(0)).is_sorted());
        for row in rows(COUNTRY_NAMES) {
            assert!(tables.country(row.cell(0)).is_some(), "{}", row.cell(0));
        }
        for region in &tables.regions {
            for part in region.members.split_whitespace() {
                let known = match part.strip_prefix('@') {
                    Some(slug) => tables.region(slug).is_some(),
                    None => tables.country(part).is_some(),
                };
                assert!(known, "{part} in {}", region.slug);
            }
        }
        for row in rows(REGIONS) {
            assert_eq!(row.0.len(), 11, "{}", row.cell(0));
            assert!(row.cell(4).is_empty() || tables.region(row.cell(4)).is_some(), "{}", row.cell(4));
        }
    }

    #[test]
    fn memberships_have_the_size_their_organisations_state() {
        let tables = Tables::read();
        let sizes =
            [("eu", 27), ("nato", 32), ("asean", 11), ("ecowas", 12), ("arab-league", 22), ("g20", 19)];
        for (slug, size) in sizes {
            let region = tables.region(slug).expect("the table names it");
            assert_eq!(tables.members(region).len(), size, "{slug}");
        }
    }

    #[test]
    fn country_lies_in_its_m49_regions_first() {
        let tables = Tables::read();
        let codes = |code: &str| -> Vec<String> {
            let country = &tables.countries[tables.country(code).expect("a known code").0];
            country.regions.iter().map(|region| tables.regions[region.0].title.code.to_string()).collect()
        };
        assert_eq!(codes("NE"), ["011", "202", "002", "sahel"]);
        assert_eq!(codes("IR"), ["034", "142", "middle-east", "mena"]);
        assert_eq!(codes("US"), ["021", "019"]);
        assert!(tables.countries.iter().all(|c| !c.regions.is_empty() || c.title.code.as_str() == "AQ"));
    }

    #[test]
    fn topics_are_the_eighteen_with_their_codes() {
        let tables = Tables::read();
        assert_eq!(tables.topics.len(), 18);
        let diplomacy = &tables.topics[tables.topic("diplomacy").expect("a topic").0];
        assert_eq!(diplomacy.title.code.as_str(), "20000638");
    }
}
