//! The pane of facets: when what is listed was published, the regions, countries and topics it is about, and where it
//! comes from, with counts that follow the filter. What is taken narrows the filter; taken again it widens it.

mod histogram;
mod layout;
mod span;

use crate::query::Kind;

use super::action::Action;
use super::counts::{Counts, FieldValue};
use super::event::{Effect, NoticeKind};
use super::filter::{Filter, facet_query, without_fields, without_named, words};
use super::key::{Key, KeyCode};
use super::keymap::Pane;
use super::listing::Facet;
use super::overlay::Overlay;
use super::picker::Shelf;
use super::region_tree::tree;
use super::state::App;
use crate::text::SafeText;

pub use histogram::{Bar, Histogram};
pub use layout::{BAR_ROWS, Bars};
pub use span::Span;

use span::DATE;

/// The field of the query language that asks where articles come from.
const SOURCE: &str = "source";

/// The open pane.
#[derive(Debug, Clone, Default)]
pub struct FacetPane {
    rows: Vec<FacetRow>,
    histogram: Histogram,
    /// The row that has the cursor.
    cursor: usize,
    /// The bar that has it, where that is the row of the dates.
    bar: usize,
    /// The bar at which a span was begun that reaches to the one with the cursor.
    anchor: Option<usize>,
    /// The bars the filter names.
    taken: Option<Span>,
}

/// One row of the pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FacetRow {
    /// What follows.
    Heading(&'static str),
    /// The bars of the dates.
    Dates,
    /// Something the list can be narrowed to.
    Facet {
        /// What it is.
        facet: Facet,
        /// In how many others it lies.
        depth: u16,
        /// Whether the filter names it.
        taken: bool,
    },
    /// Where some of the articles come from.
    Source {
        /// What it is.
        source: FieldValue,
        /// Whether the filter names it.
        taken: bool,
    },
}

impl FacetPane {
    /// The pane for what was counted, with the cursor of the one before.
    fn new(filter: &Filter, before: &Self) -> Self {
        let named = words(filter.query());
        let facets = filter.facets().unwrap_or_default();
        let row = |facet: Facet, depth: u16| {
            let taken = named.contains(&&*facet_query(facet.kind, &facet.label));
            FacetRow::Facet { facet, depth, taken }
        };
        let histogram = Histogram::new(filter.dates());
        let mut rows = Vec::new();
        if !histogram.bars.is_empty() {
            rows.extend([FacetRow::Heading("Dates"), FacetRow::Dates]);
        }
        rows.push(FacetRow::Heading("Regions"));
        rows.extend(tree(facets).into_iter().map(|branch| row(branch.facet, branch.depth)));
        rows.push(FacetRow::Heading("Topics"));
        let topics = facets.iter().filter(|facet| facet.kind == Kind::Topic && !facet.folded);
        rows.extend(topics.map(|facet| row(facet.clone(), 0)));
        let sources = filter.values().iter().filter(|value| value.field == SOURCE);
        let mut sources = sources.map(|source| FacetRow::Source {
            source: source.clone(),
            taken: named.contains(&&*source.query()),
        });
        let first = sources.next();
        rows.extend(first.is_some().then_some(FacetRow::Heading("Sources")));
        rows.extend(first.into_iter().chain(sources));
        let same = |row: &FacetRow| before.rows.get(before.cursor).is_some_and(|old| old.names_same(row));
        let cursor = rows.iter().position(same).unwrap_or(before.cursor);
        let taken = histogram.named_by(&named);
        let place = |bar: usize| histogram.place_of(before.histogram.bars.get(bar)?);
        let last = histogram.bars.len().saturating_sub(1);
        let bar = place(before.bar).or(taken.map(|span| span.last)).unwrap_or(last);
        let anchor = before.anchor.and_then(place);
        let mut pane = Self { rows, histogram, cursor, bar, anchor, taken };
        pane.step(0);
        pane
    }

    /// All rows.
    pub fn rows(&self) -> &[FacetRow] {
        &self.rows
    }

    /// When articles were published.
    pub fn histogram(&self) -> &Histogram {
        &self.histogram
    }

    /// The row that has the cursor.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The bar that has the cursor when its row has.
    pub fn bar(&self) -> usize {
        self.bar
    }

    /// Puts the cursor on a row.
    pub(super) fn stand_on(&mut self, place: Option<usize>) {
        self.cursor = place.unwrap_or(self.cursor);
    }

    /// So many rows on, past headings.
    fn step(&mut self, by: isize) {
        let last = self.rows.len().saturating_sub(1);
        let wanted = self.cursor.saturating_add_signed(by).min(last);
        let stands = |place: &usize| !matches!(self.rows.get(*place), Some(FacetRow::Heading(_)));
        let down = || (wanted..=last).find(stands);
        let up = || (0..=wanted).rev().find(stands);
        let found = if by < 0 { up().or_else(down) } else { down().or_else(up) };
        self.cursor = found.unwrap_or_default();
    }

    /// To the first row below the next heading, or the first of all.
    fn next_section(&mut self) {
        let heading = |place: &usize| matches!(self.rows.get(*place), Some(FacetRow::Heading(_)));
        let next = (self.cursor..self.rows.len()).find(heading);
        self.cursor = next.unwrap_or_default();
        self.step(1);
    }
}

impl FacetRow {
    /// Whether another row is of the same thing.
    fn names_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Heading(own), Self::Heading(other)) => own == other,
            (Self::Dates, Self::Dates) => true,
            (Self::Facet { facet: own, .. }, Self::Facet { facet: other, .. }) => {
                own.kind == other.kind && own.code == other.code
            }
            (Self::Source { source: own, .. }, Self::Source { source: other, .. }) => {
                own.value == other.value
            }
            (Self::Heading(_) | Self::Dates | Self::Facet { .. } | Self::Source { .. }, _) => false,
        }
    }
}

impl App {
    pub(super) fn open_facets(&mut self) -> Vec<Effect> {
        let pane = self.facet_pane(&FacetPane::default());
        self.overlay = Overlay::Facets(Box::new(pane));
        Vec::new()
    }

    fn facet_pane(&self, before: &FacetPane) -> FacetPane {
        FacetPane::new(&self.filter, before)
    }

    /// Takes what was counted, and shows it where the pane is open.
    pub(super) fn take_counts(&mut self, counts: Counts) -> Vec<Effect> {
        self.filter.count(counts);
        if let Overlay::Facets(before) = &self.overlay {
            let pane = self.facet_pane(before);
            self.overlay = Overlay::Facets(Box::new(pane));
        }
        self.go_on()
    }

    /// Keys of the list move in the pane; those that decide about articles do so in the list, and it stays open.
    pub(super) fn press_in_facets(&mut self, mut pane: Box<FacetPane>, key: Key) -> Vec<Effect> {
        let half_screen = isize::try_from(self.size.height / 2).unwrap_or(1);
        let action = self.keymap.action(Pane::List, key);
        if pane.press_on_dates(key, action) {
            self.overlay = Overlay::Facets(pane);
            return Vec::new();
        }
        match (key.code, action) {
            (KeyCode::Char(' '), _) | (_, Some(Action::Read)) => return self.take_facet(pane),
            (_, Some(Action::Facets | Action::Dismiss | Action::Back)) => return Vec::new(),
            (_, Some(Action::NextArticle)) => pane.step(1),
            (_, Some(Action::PreviousArticle)) => pane.step(-1),
            (_, Some(Action::PageDown | Action::HalfPageDown)) => pane.step(half_screen),
            (_, Some(Action::PageUp | Action::HalfPageUp)) => pane.step(-half_screen),
            (_, Some(Action::First)) => pane.step(isize::MIN + 1),
            (_, Some(Action::Last)) => pane.step(isize::MAX),
            (_, Some(Action::SwitchPane)) => pane.next_section(),
            // In the list behind they would select what nobody is looking at.
            (_, Some(Action::Select | Action::SelectRange)) => {
                self.say(NoticeKind::Done, SafeText::label("on the bars of the dates this begins a span"));
            }
            (_, Some(action)) => {
                self.overlay = Overlay::Facets(pane);
                return self.perform(action);
            }
            (_, None) => {}
        }
        self.overlay = Overlay::Facets(pane);
        Vec::new()
    }

    /// Takes what the cursor stands on, or gives it back.
    pub(super) fn take_facet(&mut self, mut pane: Box<FacetPane>) -> Vec<Effect> {
        let query = self.toggled(&pane);
        pane.anchor = None;
        self.overlay = Overlay::Facets(pane);
        query.map_or_else(Vec::new, |query| self.narrow(&query))
    }

    /// The filter with what the cursor stands on taken, or without it where it was taken.
    fn toggled(&self, pane: &FacetPane) -> Option<String> {
        let query = self.filter.query();
        let instead = |others: String, word: &str| format!("{others} {word}").trim_start().to_owned();
        match pane.rows.get(pane.cursor)? {
            FacetRow::Heading(_) => None,
            FacetRow::Dates => {
                let others = without_named(query, &[DATE]);
                if pane.gives_back() {
                    return Some(others);
                }
                Some(instead(others, &pane.histogram.query(pane.span())?))
            }
            FacetRow::Facet { facet, taken, .. } => {
                let alike = if facet.kind == Kind::Topic { Shelf::Topics } else { Shelf::Regions }.kinds();
                Some(if *taken { without_fields(query, alike) } else { self.filter.with_facet(facet, alike) })
            }
            FacetRow::Source { source, taken } => {
                let others = without_named(query, &[SOURCE]);
                Some(if *taken { others } else { instead(others, &source.query()) })
            }
        }
    }
}
