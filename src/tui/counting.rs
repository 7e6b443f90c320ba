//! What the list could be narrowed to: counts of regions, countries, topics and dates, and a glance at what would be left.

use crate::app::{Counts, Facet, Glance, Request, Shelf, without_fields, without_named};
use crate::library::Library;
use crate::query::{Kind, Query};

use super::facets::facets;
use super::interrupt::{Interrupt, Interrupted};
use super::listings::{Listings, Scope};
use super::rows::Rows;
use super::understood::Understood;

/// Headlines that are told at a glance.
const GLANCE: usize = 3;

impl Listings {
    /// What the articles that fit a request can be narrowed to. On each shelf the counts are those of the filter
    /// without what was chosen from that shelf, so that one choice can be exchanged for another.
    pub(super) fn count(
        &self,
        library: &Library,
        request: &Request,
        interrupt: &Interrupt,
    ) -> Result<Counts, Interrupted> {
        let go_on = || interrupt.go_on_idly(request.number);
        let scope = Scope { view: request.view, sort: None, go_on: &go_on };
        let Understood { typed, .. } = self.understood(library, &request.query);
        let mut all: Vec<Facet> = Vec::new();
        for shelf in [Shelf::Regions, Shelf::Topics] {
            all.extend(self.facets(
                library,
                &without_fields(typed, shelf.kinds()),
                (shelf.kinds(), scope),
            )?);
        }
        let mut within = Vec::new();
        for kind in Shelf::Regions.kinds() {
            let others = without_fields(typed, &[*kind]);
            if others != without_fields(&others, Shelf::Regions.kinds()) {
                within.extend(self.facets(library, &others, (&[*kind], scope))?);
            }
        }
        let wider = without_named(typed, &["date"]);
        let found = self
            .search(library, &wider, Scope { view: request.view, sort: None, go_on: &go_on })?
            .unwrap_or_default();
        let dates = library.dates(found.articles.set());
        Ok(Counts { number: request.number, facets: all, within, dates })
    }

    /// What the articles that fit a query can be narrowed to, of some kinds.
    fn facets(
        &self,
        library: &Library,
        query: &str,
        (kinds, scope): (&[Kind], Scope<'_>),
    ) -> Result<Vec<Facet>, Interrupted> {
        let found = match self.search(library, query, scope)? {
            Ok(found) => found,
            // What makes no sense without a field makes none with it, and then the view is listed.
            Err(_) => self.search(library, "", scope)?.unwrap_or_default(),
        };
        let tallies = library.tally(found.articles.set(), &|| (scope.go_on)().is_ok());
        (scope.go_on)()?;
        let counted = facets(&tallies, library.tagger().entries());
        Ok(counted.into_iter().filter(|facet| kinds.contains(&facet.kind)).collect())
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
