//! What the listed articles can be narrowed to: regions, countries and topics with their counts.

use std::cmp::Reverse;

use crate::app::Facet;
use crate::classify::{Entry, Subject};
use crate::library::Tally;
use crate::query::Kind;
use crate::text::SafeText;

/// How many countries are named beside a region.
const NAMED: usize = 3;

/// What can be chosen of what articles are about, most frequent first, then by label.
pub(super) fn facets(tallies: &[Tally], entries: &[Entry]) -> Vec<Facet> {
    let mut facets: Vec<Facet> = tallies.iter().map(|tally| facet(tally, tallies, entries)).collect();
    facets.sort_by(|one, other| {
        (Reverse(one.count), one.kind, &one.label).cmp(&(Reverse(other.count), other.kind, &other.label))
    });
    facets
}

fn facet(tally: &Tally, all: &[Tally], entries: &[Entry]) -> Facet {
    let (kind, detail, holds) = match tally.subject {
        Subject::Country => (Kind::Country, String::new(), Vec::new()),
        Subject::Region => (Kind::Region, countries(tally, all, entries), Vec::new()),
        Subject::Topic => {
            let lesser: Vec<&Tally> = within(tally, all, entries, first_parent).collect();
            let detail: Vec<String> =
                lesser.iter().map(|lesser| format!("{} {}", lesser.label, lesser.count)).collect();
            let holds = lesser.iter().map(|lesser| SafeText::label(&lesser.label)).collect();
            (Kind::Topic, detail.join(", "), holds)
        }
    };
    let parents = entry(tally, entries).map_or(&[][..], |entry| &entry.parents);
    let folded = tally.subject == Subject::Topic && !parents.is_empty();
    Facet {
        kind,
        code: SafeText::label(&tally.code),
        label: SafeText::label(&tally.label),
        count: tally.count,
        detail: SafeText::label(&detail),
        holds,
        folded,
        within: parents.iter().map(|code| SafeText::label(code)).collect(),
    }
}

/// The most frequent countries of a region.
fn countries(region: &Tally, all: &[Tally], entries: &[Entry]) -> String {
    let mut inside: Vec<&Tally> = within(region, all, entries, |entry| &entry.parents)
        .filter(|tally| tally.subject == Subject::Country)
        .collect();
    inside.sort_by_key(|tally| (Reverse(tally.count), &tally.label));
    let inside = inside.into_iter().take(NAMED).map(|tally| format!("{} {}", tally.label, tally.count));
    inside.collect::<Vec<_>>().join(", ")
}

/// What lies in something, as some of the parents of its entries tell.
fn within<'a>(
    outer: &'a Tally,
    all: &'a [Tally],
    entries: &'a [Entry],
    parents: impl Fn(&Entry) -> &[String] + 'a,
) -> impl Iterator<Item = &'a Tally> {
    let lies =
        move |tally: &&Tally| entry(tally, entries).is_some_and(|entry| parents(entry).contains(&outer.code));
    all.iter().filter(lies)
}

fn first_parent(entry: &Entry) -> &[String] {
    if entry.subject == Subject::Topic { entry.parents.get(..1).unwrap_or_default() } else { &[] }
}

fn entry<'a>(tally: &Tally, entries: &'a [Entry]) -> Option<&'a Entry> {
    entries.iter().find(|entry| entry.subject == tally.subject && entry.code == tally.code)
}
