//! The embedded tables of countries, regions and topics, as records.
//!
//! `data/README.md` says what each holds and what they are compiled from. Only reading happens here; nothing is matched.

use serde::{Deserialize, Serialize};

use crate::text::SafeText;

use super::blob::Reader;

/// The place of a country in [`Tables::countries`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

/// One country or territory. Where there are several names, `|` stands between them.
#[derive(Debug, Clone)]
pub(super) struct Country {
    pub(super) title: Title,
    /// ISO 3166-1 alpha-3 and the M49 number, where it has them.
    pub(super) other_codes: &'static str,
    /// Names, those of CLDR first.
    pub(super) names: &'static str,
    /// Adjectives, peoples, and capitals.
    pub(super) adjectives_and_capitals: &'static str,
    /// The regions it lies in, the closest first; without those that count by direct words only.
    pub(super) regions: Vec<RegionId>,
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

impl RegionKind {
    const ALL: [(&'static str, Self); 3] =
        [("m49", Self::M49), ("informal", Self::Informal), ("group", Self::Group)];

    /// The kind by its name in the table.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, kind)| kind)
    }

    /// The kind as the embedded tables have it.
    pub(super) fn number(self) -> u8 {
        match self {
            Self::M49 => 0,
            Self::Informal => 1,
            Self::Group => 2,
        }
    }

    fn of(number: u8) -> Self {
        Self::ALL.get(usize::from(number)).map_or(Self::Group, |(_, kind)| *kind)
    }
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
    /// Further names a reader may type, with `|` between them.
    pub(super) aliases: &'static str,
}

/// One topic.
#[derive(Debug, Clone)]
pub(super) struct Topic {
    pub(super) title: Title,
    /// The label of the topic it is shown as where there is little room; empty for most.
    pub(super) folded_into: &'static str,
    /// Further names a reader may type, with `|` between them.
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
    /// Reads their section of the embedded tables.
    pub(super) fn read(mut section: Reader) -> Self {
        Self {
            countries: section.list(country),
            regions: section.list(region),
            topics: section.list(|section| Topic {
                title: title(section),
                folded_into: section.text(),
                aliases: section.text(),
            }),
        }
    }

    /// The country with this ISO 3166-1 alpha-2 code.
    pub(super) fn country(&self, code: &str) -> Option<CountryId> {
        self.countries.iter().position(|country| country.title.code.as_str() == code).map(CountryId)
    }

    /// The region with this code or slug.
    pub(super) fn region(&self, name: &str) -> Option<RegionId> {
        let named = |region: &Region| region.slug == name || region.title.code.as_str() == name;
        self.regions.iter().position(named).map(RegionId)
    }

    /// The topic with this label.
    #[cfg(test)]
    pub(super) fn topic(&self, label: &str) -> Option<TopicId> {
        self.topics.iter().position(|topic| topic.title.label.as_str() == label).map(TopicId)
    }
}

fn title(section: &mut Reader) -> Title {
    let (code, label, name) = (section.safe_text(), section.safe_text(), section.safe_text());
    Title { code, name: if name.is_empty() { label.clone() } else { name }, label }
}

fn country(section: &mut Reader) -> Country {
    Country {
        title: title(section),
        other_codes: section.text(),
        names: section.text(),
        adjectives_and_capitals: section.text(),
        regions: section.list(|section| RegionId(usize::from(section.byte()))),
    }
}

fn region(section: &mut Reader) -> Region {
    Region {
        title: title(section),
        slug: section.text(),
        parent: Some(usize::from(section.byte())).filter(|place| *place < usize::from(u8::MAX)).map(RegionId),
        kind: RegionKind::of(section.byte()),
        share: hundredths(section.byte()),
        words: section.text(),
        aliases: section.text(),
    }
}

/// A number that is kept in hundredths.
pub(super) fn hundredths(number: u8) -> f32 {
    f32::from(number) / 100.0
}

/// The entries of a cell with `|` between them.
pub(super) fn listed(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').filter(|entry| !entry.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::tests::tables;

    #[test]
    fn country_lies_in_its_m49_regions_first() {
        let tables = tables();
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
        let tables = tables();
        assert_eq!(tables.topics.len(), 18);
        let diplomacy = &tables.topics[tables.topic("diplomacy").expect("a topic").0];
        assert_eq!(diplomacy.title.code.as_str(), "20000638");
    }

    #[test]
    fn kinds_of_regions_are_read_as_they_are_written() {
        for (name, kind) in RegionKind::ALL {
            assert_eq!((RegionKind::of(kind.number()), RegionKind::named(name)), (kind, Some(kind)));
        }
    }
}
