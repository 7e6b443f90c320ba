//! What the listed articles can be narrowed to: regions, countries and topics with their counts.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::app::Facet;
use crate::classify::{Entry, Subject};
use crate::library::Tally;
use crate::query::Kind;
use crate::text::SafeText;

/// How many countries are named beside a region.
const NAMED: usize = 3;

/// What can be chosen of what articles are about, most frequent first, then by label.
pub(super) fn facets(tallies: &[Tally], entries: &[Entry]) -> Vec<Facet> {
    let known = entries.iter().map(|entry| ((entry.subject, &*entry.code), entry)).collect();
    let counted = Counted { tallies, known };
    let mut facets: Vec<Facet> = tallies.iter().map(|tally| counted.facet(tally)).collect();
    facets.sort_by(|one, other| {
        (Reverse(one.count), one.kind, &one.label).cmp(&(Reverse(other.count), other.kind, &other.label))
    });
    facets
}

/// What was counted, with what the tables say of it.
struct Counted<'a> {
    tallies: &'a [Tally],
    /// The entries by what they are and their codes.
    known: HashMap<(Subject, &'a str), &'a Entry>,
}

impl<'a> Counted<'a> {
    fn facet(&self, tally: &Tally) -> Facet {
        let (kind, detail, holds) = match tally.subject {
            Subject::Country => (Kind::Country, String::new(), Vec::new()),
            Subject::Region => (Kind::Region, self.countries(tally), Vec::new()),
            Subject::Topic => {
                let lesser: Vec<&Tally> = self.within(tally, first_parent).collect();
                let detail: Vec<String> =
                    lesser.iter().map(|lesser| format!("{} {}", lesser.label, lesser.count)).collect();
                let holds = lesser.iter().map(|lesser| SafeText::label(&lesser.label)).collect();
                (Kind::Topic, detail.join(", "), holds)
            }
        };
        let parents = self.entry(tally).map_or(&[][..], |entry| &entry.parents);
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
    fn countries(&self, region: &Tally) -> String {
        let inside = self.within(region, |entry| &entry.parents);
        let mut inside: Vec<&Tally> = inside.filter(|tally| tally.subject == Subject::Country).collect();
        inside.sort_by_key(|tally| (Reverse(tally.count), &tally.label));
        let inside = inside.into_iter().take(NAMED).map(|tally| format!("{} {}", tally.label, tally.count));
        inside.collect::<Vec<_>>().join(", ")
    }

    /// What lies in something, as some of the parents of its entries tell.
    fn within(
        &self,
        outer: &Tally,
        parents: impl Fn(&Entry) -> &[String],
    ) -> impl Iterator<Item = &'a Tally> {
        let lies =
            move |tally: &&Tally| self.entry(tally).is_some_and(|entry| parents(entry).contains(&outer.code));
        self.tallies.iter().filter(lies)
    }

    fn entry(&self, tally: &Tally) -> Option<&'a Entry> {
        self.known.get(&(tally.subject, &*tally.code)).copied()
    }
}

fn first_parent(entry: &Entry) -> &[String] {
    if entry.subject == Subject::Topic { entry.parents.get(..1).unwrap_or_default() } else { &[] }
}
