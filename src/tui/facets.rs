//! What the listed articles can be narrowed to: regions, countries and topics with their counts.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::app::Facet;
use crate::article::Tag;
use crate::classify::{Entry, Subject};
use crate::library::Item;
use crate::query::Kind;
use crate::text::SafeText;

use super::interrupt::Interrupted;

/// How many countries are named beside a region.
const NAMED: usize = 3;

/// Counts what the articles are about, most frequent first, then by label. `go_on` is asked at every article.
///
/// # Errors
/// It was interrupted.
pub(super) fn facets(
    items: &[&Item],
    entries: &[Entry],
    go_on: impl Fn() -> Result<(), Interrupted>,
) -> Result<Vec<Facet>, Interrupted> {
    let mut counts: HashMap<(Kind, &str), (usize, &Tag)> = HashMap::new();
    for item in items {
        go_on()?;
        let tags = &item.tags;
        let kinds = [(Kind::Region, &tags.regions), (Kind::Country, &tags.countries)];
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
            holds: Vec::new(),
            folded: false,
        })
        .collect();
    go_on()?;
    facets.extend(topics(items, entries));
    facets.sort_by(|one, other| {
        (Reverse(one.count), one.kind, &one.label).cmp(&(Reverse(other.count), other.kind, &other.label))
    });
    Ok(facets)
}

/// The topics; one into which lesser ones are folded counts those too.
fn topics(items: &[&Item], entries: &[Entry]) -> Vec<Facet> {
    let topics = || entries.iter().filter(|entry| entry.subject == Subject::Topic);
    let wider: HashMap<&str, &str> =
        topics().filter_map(|topic| Some((&*topic.code, &**topic.parents.first()?))).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for item in items {
        let own = item.tags.topics.iter().map(|tag| tag.code.as_str());
        let mut codes: Vec<&str> =
            own.flat_map(|code| [Some(code), wider.get(code).copied()]).flatten().collect();
        codes.sort_unstable();
        codes.dedup();
        for code in codes {
            *counts.entry(code).or_default() += 1;
        }
    }
    let facet = |topic: &Entry| {
        let lesser = topics().filter(|lesser| lesser.parents.first() == Some(&topic.code));
        let lesser: Vec<(&Entry, usize)> =
            lesser.filter_map(|lesser| Some((lesser, *counts.get(&*lesser.code)?))).collect();
        let detail: Vec<String> =
            lesser.iter().map(|(lesser, count)| format!("{} {count}", lesser.label)).collect();
        Some(Facet {
            kind: Kind::Topic,
            code: SafeText::label(&topic.code),
            label: SafeText::label(&topic.label),
            count: *counts.get(&*topic.code)?,
            detail: SafeText::label(&detail.join(", ")),
            holds: lesser.iter().map(|(lesser, _)| SafeText::label(&lesser.label)).collect(),
            folded: !topic.parents.is_empty(),
        })
    };
    topics().filter_map(facet).collect()
}

/// The regions every country lies in, by code.
fn parents(entries: &[Entry]) -> HashMap<&str, &[String]> {
    let countries = entries.iter().filter(|entry| entry.subject == Subject::Country);
    countries.map(|entry| (entry.code.as_str(), entry.parents.as_slice())).collect()
}
