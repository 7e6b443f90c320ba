//! The list of everything an article can be tagged with, with the names a reader may type for it.

use super::tables::{self, Country, RegionId, RegionKind, Tables, Title};
use super::{Entry, Subject};

/// All countries, then regions and groups, then topics, each in the order of its table.
pub(super) fn entries(tables: &Tables) -> Vec<Entry> {
    let countries = tables.countries.iter().map(|country| country_entry(tables, country));
    let regions = (0..tables.regions.len()).filter_map(|place| region_entry(tables, RegionId(place)));
    let topics = tables.topics.iter().map(|topic| {
        let aliases = tables::listed(topic.aliases).map(str::to_owned).collect();
        let wider = tables.topics.iter().filter(|wider| *wider.title.label == *topic.folded_into);
        let parents = wider.map(|wider| wider.title.code.to_string()).collect();
        entry(Subject::Topic, &topic.title, aliases, parents)
    });
    countries.chain(regions).chain(topics).collect()
}

fn country_entry(tables: &Tables, country: &Country) -> Entry {
    let names = [country.other_codes, country.names, country.adjectives_and_capitals];
    // What newspapers print stands first: the Middle East before Western Asia.
    let share = |region: &RegionId| tables.regions.get(region.0).map_or(0.0, |record| record.share);
    let mut regions = country.regions.clone();
    regions.sort_by(|one, other| share(other).total_cmp(&share(one)));
    let parents = regions.into_iter().filter_map(|region| code_of(tables, region)).collect();
    let aliases = names.into_iter().flat_map(tables::listed).map(str::to_owned).collect();
    entry(Subject::Country, &country.title, aliases, parents)
}

fn region_entry(tables: &Tables, id: RegionId) -> Option<Entry> {
    let region = tables.regions.get(id.0)?;
    let mut names = vec![region.slug];
    names.extend(tables::listed(region.aliases));
    // Only what is written like the region itself; `Mercosur` finds South America in a text, not in a picker.
    let adjectives =
        tables::listed(region.words).filter(|word| is_form_of(word, region.title.label.as_str()));
    let own_names = tables::listed(region.words).filter(|_| region.kind == RegionKind::Group);
    names.extend(adjectives.chain(own_names));
    let aliases = names.into_iter().map(str::to_owned).collect();
    let parents = std::iter::successors(region.parent, |parent| tables.regions.get(parent.0)?.parent);
    let parents = parents.filter_map(|parent| code_of(tables, parent)).collect();
    Some(entry(Subject::Region, &region.title, aliases, parents))
}

/// Whether a word begins like the label: `African` and `Africa`, `West Africa` and `Western Africa`.
fn is_form_of(word: &str, label: &str) -> bool {
    let heads = |text: &str| -> Vec<String> {
        text.split([' ', '-'])
            .map(|part| part.chars().take(4).flat_map(char::to_lowercase).collect())
            .collect()
    };
    heads(word) == heads(label)
}

fn code_of(tables: &Tables, region: RegionId) -> Option<String> {
    tables.regions.get(region.0).map(|region| region.title.code.to_string())
}

/// An entry whose aliases hold the full name, and neither its code, its label nor anything twice.
fn entry(subject: Subject, title: &Title, aliases: Vec<String>, parents: Vec<String>) -> Entry {
    let (code, label) = (title.code.to_string(), title.label.to_string());
    let mut kept: Vec<String> = Vec::new();
    for alias in std::iter::once(title.name.to_string()).chain(aliases) {
        if alias != code && alias != label && !kept.contains(&alias) {
            kept.push(alias);
        }
    }
    Entry { subject, code, label, aliases: kept, parents }
}
