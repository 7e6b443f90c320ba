//! What the list could be narrowed to: counts of regions, countries, topics, sources, languages and dates, and a glance at
//! what would be left.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::app::{
    Counts, Facet, FieldValue, Glance, Request, Shelf, Spare, without_each, without_fields, without_named,
};
use crate::library::{Copies, Found, Having, Library, Search};
use crate::query::{Kind, Query};
use crate::text::SafeText;

use super::facets::facets;
use super::interrupt::{Interrupt, Interrupted};
use super::listings::{Listings, Scope};
use super::rows::Rows;
use super::understood::Understood;

/// Headlines that are told at a glance.
const GLANCE: usize = 3;

/// The most words of a filter that are left out in turn, and how many of them are told.
const SPARED: usize = 8;
const SPARE: usize = 3;

/// What filters find. Most filters stay the same without some field, and are looked for once.
struct Wider<'a> {
    listings: &'a Listings,
    library: &'a Library,
    scope: Scope<'a>,
    found: HashMap<String, Found>,
}

impl Wider<'_> {
    fn found(&mut self, query: String) -> Result<&Found, Interrupted> {
        match self.found.entry(query) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(wider) => {
                let search = |query: &str| self.listings.search(self.library, query, self.scope);
                let found = match search(wider.key())? {
                    Ok(found) => found,
                    // What makes no sense without a field makes none with it, and then the view is listed.
                    Err(_) => search("")?.unwrap_or_default(),
                };
                Ok(wider.insert(found))
            }
        }
    }

    /// Where a query of several words finds nothing, those without which it would.
    fn spare(&mut self, query: &str) -> Result<Vec<Spare>, Interrupted> {
        let mut spare = Vec::new();
        if self.found(query.to_owned())?.articles.count() > 0 {
            return Ok(spare);
        }
        for (word, others) in without_each(query).into_iter().take(SPARED) {
            let found = self.found(others)?;
            let count = found.articles.count();
            if count > 0 && !found.similar && spare.len() < SPARE {
                spare.push(Spare { word: SafeText::label(word), count });
            }
        }
        Ok(spare)
    }

    /// What the articles that fit a query can be narrowed to, of some kinds.
    fn facets(&mut self, query: String, kinds: &[Kind]) -> Result<Vec<Facet>, Interrupted> {
        let (library, go_on) = (self.library, self.scope.go_on);
        let found = self.found(query)?;
        let tallies = library.tally(found.articles.set(), &|| go_on().is_ok());
        go_on()?;
        let counted = facets(&tallies, library.tagger().entries());
        Ok(counted.into_iter().filter(|facet| kinds.contains(&facet.kind)).collect())
    }
}

/// Where values of fields are counted, and how long.
#[derive(Clone, Copy)]
struct Counting<'a> {
    library: &'a Library,
    /// Whether the answer is still wanted.
    go_on: &'a dyn Fn() -> Result<(), Interrupted>,
}

impl Listings {
    /// What the articles that fit a request can be narrowed to. On each shelf the counts are those of the filter
    /// without what was chosen from that shelf, so that one choice can be exchanged for another.
    pub(super) fn count(
        &mut self,
        library: &Library,
        request: &Request,
        interrupt: &Interrupt,
    ) -> Result<Counts, Interrupted> {
        let go_on = || interrupt.go_on_idly(request.number);
        let scope = Scope { view: request.view, sort: None, go_on: &go_on };
        let Understood { typed, .. } = self.understood(library, &request.query);
        let mut wider = Wider { listings: self, library, scope, found: HashMap::new() };
        let mut all: Vec<Facet> = Vec::new();
        for shelf in [Shelf::Regions, Shelf::Topics] {
            all.extend(wider.facets(without_fields(typed, shelf.kinds()), shelf.kinds())?);
        }
        let mut within = Vec::new();
        for kind in Shelf::Regions.kinds() {
            let others = without_fields(typed, &[*kind]);
            if others != without_fields(&others, Shelf::Regions.kinds()) {
                within.extend(wider.facets(others, &[*kind])?);
            }
        }
        let dates = library.dates(wider.found(without_named(typed, &["date"]))?.articles.set());
        let spare = wider.spare(typed)?;
        let mut among = |field: &str| wider.found(without_named(typed, &[field])).cloned();
        let all_but = [among("source")?, among("tag")?, among("language")?];
        let [source, tag, language] = &all_but;
        let counting = Counting { library, go_on: &go_on };
        let sources = library.sources(source.articles.set());
        let mut values = self.values(counting, ("source", sources), source)?;
        let tags = library.own_tags(tag.articles.set());
        values.extend(self.values(counting, ("tag", tags), tag)?);
        let languages = library.languages(language.articles.set());
        values.extend(self.values(counting, ("language", languages), language)?);
        Ok(Counts { number: request.number, facets: all, within, dates, values, spare })
    }

    /// Values of a field with as many articles as each finds of some: a folder is found with what lies in folders within
    /// it. What finds all of them though they are not all its own tells nothing apart.
    fn values(
        &mut self,
        Counting { library, go_on }: Counting<'_>,
        (field, having): (&'static str, Vec<Having>),
        among: &Found,
    ) -> Result<Vec<FieldValue>, Interrupted> {
        let mut values = Vec::new();
        for Having { label, value, count: own } in having {
            let value = FieldValue { field, value, label, count: own };
            let query = value.query();
            if !self.finding.contains_key(&query) {
                let wanted = || go_on().is_ok();
                let all =
                    Search { copies: Copies::Each, wanted: &wanted, ..Search::new(&query, self.today()) };
                let found = library.search(&all).unwrap_or_default();
                go_on()?;
                self.finding.insert(query.clone(), found);
            }
            let found = self.finding.get(&query).map(|found| found.articles.set());
            let count = found.map_or(0, |found| found.intersection_count(among.articles.set()));
            if count == own || (count > 0 && count < among.articles.count()) {
                values.push(FieldValue { count, ..value });
            }
        }
        values.sort_by_key(|value| Reverse(value.count));
        Ok(values)
    }

    /// The first headlines of what a request would list.
    pub(super) fn glance(
        &self,
        library: &Library,
        request: &Request,
        interrupt: &Interrupt,
    ) -> Result<Glance, Interrupted> {
        let go_on = || interrupt.go_on(request.number);
        let scope = Scope { view: request.view, sort: request.arrangement.sort, go_on: &go_on };
        let found = self.search(library, &request.query, scope)?.unwrap_or_default();
        let first = found.articles.stretch(0..GLANCE);
        let rows = Rows::of(library, self.today()).rows_at(&first, &Query::default());
        let headlines = rows.into_iter().map(|row| row.headline).collect();
        Ok(Glance { number: request.number, query: request.query.clone(), headlines })
    }
}
