//! The pane of facets: when what is listed was published, and the regions, countries and topics it is about, with
//! counts that follow the filter. What is taken narrows the filter; taken again it widens it.

mod histogram;

use crate::article::Date;
use crate::query::Kind;

use super::action::Action;
use super::event::Effect;
use super::filter::{facet_query, without_named};
use super::key::{Key, KeyCode};
use super::keymap::Pane;
use super::listing::{Counts, Facet};
use super::overlay::Overlay;
use super::panes::Area;
use super::picker::Shelf;
use super::region_tree::tree;
use super::state::App;

pub use histogram::{Bar, Histogram};

/// The field of the query language that dates are filtered by.
const DATE: &str = "date";
/// Below so many columns the pane takes the place of the list.
const ROOM_BESIDE: u16 = 70;
/// The most columns it takes beside a list.
const WIDEST: u16 = 60;

/// The open pane.
#[derive(Debug, Clone, Default)]
pub struct FacetPane {
    rows: Vec<FacetRow>,
    histogram: Histogram,
    /// The row that has the cursor.
    cursor: usize,
    /// The bar that has it, where that is the row of the dates.
    bar: usize,
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
}

impl FacetPane {
    /// The pane for what was counted, with the cursor of the one before.
    fn new(facets: &[Facet], dates: &[(Option<Date>, usize)], query: &str, before: &Self) -> Self {
        let words: Vec<&str> = query.split_whitespace().collect();
        let row = |facet: Facet, depth: u16| {
            let taken = words.contains(&&*facet_query(facet.kind, &facet.label));
            FacetRow::Facet { facet, depth, taken }
        };
        let histogram = Histogram::new(dates);
        let mut rows = Vec::new();
        if !histogram.bars.is_empty() {
            rows.extend([FacetRow::Heading("Dates"), FacetRow::Dates]);
        }
        rows.push(FacetRow::Heading("Regions"));
        rows.extend(tree(facets).into_iter().map(|branch| row(branch.facet, branch.depth)));
        rows.push(FacetRow::Heading("Topics"));
        let topics = facets.iter().filter(|facet| facet.kind == Kind::Topic && !facet.folded);
        rows.extend(topics.map(|facet| row(facet.clone(), 0)));
        let last = histogram.bars.len().saturating_sub(1);
        let value = before.histogram.bars.get(before.bar).map(|bar| &bar.value);
        let named = |bar: &Bar| words.contains(&&*date_query(bar));
        let bar = histogram.bars.iter().position(|bar| Some(&bar.value) == value);
        let bar = histogram.bars.iter().position(named).or(bar).unwrap_or(last);
        let same = |row: &FacetRow| before.rows.get(before.cursor).is_some_and(|old| old.names_same(row));
        let cursor = rows.iter().position(same).unwrap_or(before.cursor);
        let mut pane = Self { rows, histogram, cursor, bar };
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

    fn move_bar(&mut self, by: isize) {
        let last = self.histogram.bars.len().saturating_sub(1);
        self.bar = self.bar.saturating_add_signed(by).min(last);
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
            (Self::Heading(_) | Self::Dates | Self::Facet { .. }, _) => false,
        }
    }
}

/// A bar as a word of a query.
fn date_query(bar: &Bar) -> String {
    format!("{DATE}:{}", bar.value)
}

impl App {
    pub(super) fn open_facets(&mut self) -> Vec<Effect> {
        let pane = self.facet_pane(&FacetPane::default());
        self.overlay = Overlay::Facets(Box::new(pane));
        Vec::new()
    }

    fn facet_pane(&self, before: &FacetPane) -> FacetPane {
        let facets = self.filter.facets().unwrap_or_default();
        FacetPane::new(facets, self.filter.dates(), self.filter.query(), before)
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
        let on_dates = matches!(pane.rows.get(pane.cursor), Some(FacetRow::Dates));
        let half_screen = isize::try_from(self.size.height / 2).unwrap_or(1);
        match (key.code, self.keymap.action(Pane::List, key)) {
            (KeyCode::Left | KeyCode::Char('h'), _) if on_dates => pane.move_bar(-1),
            (KeyCode::Right | KeyCode::Char('l'), _) if on_dates => pane.move_bar(1),
            (KeyCode::Char(' '), _) | (_, Some(Action::Read)) => {
                let query = self.toggled(&pane);
                self.overlay = Overlay::Facets(pane);
                return query.map_or_else(Vec::new, |query| self.narrow(&query));
            }
            (_, Some(Action::Facets | Action::Dismiss | Action::Back)) => return Vec::new(),
            (_, Some(Action::NextArticle)) => pane.step(1),
            (_, Some(Action::PreviousArticle)) => pane.step(-1),
            (_, Some(Action::PageDown | Action::HalfPageDown)) => pane.step(half_screen),
            (_, Some(Action::PageUp | Action::HalfPageUp)) => pane.step(-half_screen),
            (_, Some(Action::First)) => pane.step(isize::MIN + 1),
            (_, Some(Action::Last)) => pane.step(isize::MAX),
            (_, Some(Action::SwitchPane)) => pane.next_section(),
            (_, Some(action)) => {
                self.overlay = Overlay::Facets(pane);
                return self.perform(action);
            }
            (_, None) => {}
        }
        self.overlay = Overlay::Facets(pane);
        Vec::new()
    }

    /// The filter with what the cursor stands on taken, or without it where it was taken.
    fn toggled(&self, pane: &FacetPane) -> Option<String> {
        let query = self.filter.query();
        match pane.rows.get(pane.cursor)? {
            FacetRow::Heading(_) => None,
            FacetRow::Dates => {
                let word = date_query(pane.histogram.bars.get(pane.bar)?);
                let others = without_named(query, &[DATE]);
                let taken = query.split_whitespace().any(|own| own == word);
                Some(if taken { others } else { format!("{others} {word}").trim_start().to_owned() })
            }
            FacetRow::Facet { facet, taken, .. } => {
                let alike = if facet.kind == Kind::Topic { Shelf::Topics } else { Shelf::Regions }.kinds();
                Some(if *taken {
                    super::filter::without_fields(query, alike)
                } else {
                    self.filter.with_facet(facet, alike)
                })
            }
        }
    }

    /// Where the pane of facets stands: at the right of the screen, or in place of the list where there is no room.
    pub fn facet_area(&self) -> Option<Area> {
        let panes = self.panes();
        let own = panes.reading.filter(|_| panes.list.is_some());
        let whole = own.or(panes.list).or(panes.reading)?;
        if own.is_some() || whole.width < ROOM_BESIDE {
            return Some(whole);
        }
        let width = (whole.width / 2).min(WIDEST);
        Some(Area { x: whole.x + whole.width - width, width, ..whole })
    }
}
