//! What the listed articles can be narrowed to: regions, countries and topics with their counts.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::app::Facet;
use crate::article::Tag;
use crate::classify::{Entry, Subject};
use crate::library::Item;
use crate::query::Kind;
use crate::text::SafeText;

/// How many countries are named beside a region.
const NAMED: usize = 3;

/// Counts what the articles are about, most frequent first, then by label.
pub(super) fn facets(items: &[&Item], entries: &[Entry]) -> Vec<Facet> {
    let mut counts: HashMap<(Kind, &str), (usize, &Tag)> = HashMap::new();
    for item in items {
        let tags = &item.tags;
        let kinds =
            [(Kind::Region, &tags.regions), (Kind::Country, &tags.countries), (Kind::Topic, &tags.topics)];
        for (kind, tag) in kinds.into_iter().flat_map(|(kind, tags)| tags.iter().map(move |tag| (kind, tag)))
        {
            counts.entry((kind, tag.code.as_str())).or_insert((0, tag)).0 += 1;
        }
    }
    let parents = parents(entries);
    let named = |region: &str| {
        let mut inside: Vec<(usize, &str)> = counts
            .iter()
            .filter(|((kind, code), _)| {
                *kind == Kind::Country
                    && parents.get(code).is_some_and(|of| of.iter().any(|code| code == region))
            })
            .map(|(_, (count, tag))| (*count, tag.label.as_str()))
            .collect();
        inside.sort_by_key(|(count, label)| (Reverse(*count), *label));
        let inside = inside.into_iter().take(NAMED).map(|(count, label)| format!("{label} {count}"));
        SafeText::label(&inside.collect::<Vec<_>>().join(", "))
    };
    let mut facets: Vec<Facet> = counts
        .iter()
        .map(|((kind, code), (count, tag))| Facet {
            kind: *kind,
            code: tag.code.clone(),
            label: tag.label.clone(),
            count: *count,
            detail: if *kind == Kind::Region { named(code) } else { SafeText::default() },
        })
        .collect();
    facets.sort_by(|one, other| {
        (Reverse(one.count), one.kind, &one.label).cmp(&(Reverse(other.count), other.kind, &other.label))
    });
    facets
}

/// The regions every country lies in, by code.
fn parents(entries: &[Entry]) -> HashMap<&str, &[String]> {
    let countries = entries.iter().filter(|entry| entry.subject == Subject::Country);
    countries.map(|entry| (entry.code.as_str(), entry.parents.as_slice())).collect()
}
