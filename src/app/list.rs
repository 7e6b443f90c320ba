//! The list pane: the rows shown, which one is chosen, and which ones are on screen.

use crate::article::{ArticleId, Decision, Triage};
use crate::text::{Hyphenation, SafeText, WrapOptions, wrap};

use super::event::{Listing, Row};

/// Lines a headline takes in the list at most.
pub const HEADLINE_LINES: usize = 2;
/// Columns before a headline: the cursor, the star, the state and a space.
pub const MARKS: u16 = 4;
/// Columns after a headline for the minutes.
pub const MINUTES: u16 = 4;

/// The size of the list on screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extent {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
    /// Whether rows have a line for country, topic and date.
    pub details: bool,
}

/// The rows and the place in them.
#[derive(Debug, Clone, Default)]
pub struct List {
    rows: Vec<Row>,
    grouped: bool,
    cursor: usize,
    top: usize,
    extent: Extent,
    /// The article the cursor goes to when the rows are shown next.
    sought: Option<ArticleId>,
}

impl List {
    /// Takes the answer to a request; the cursor goes to the article that was sought, or stays on its own where that is
    /// still shown.
    pub fn show(&mut self, listing: &mut Listing) {
        let held = self.current().map(|row| row.id);
        let sought = self.sought.take();
        self.rows = std::mem::take(&mut listing.rows);
        self.grouped = listing.grouped;
        let place = [sought, held].into_iter().flatten().find_map(|id| self.place_of(id));
        self.cursor = place.unwrap_or_else(|| self.cursor.min(self.rows.len().saturating_sub(1)));
        self.keep_cursor_on_screen();
    }

    /// All rows in order.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The chosen row.
    pub fn current(&self) -> Option<&Row> {
        self.rows.get(self.cursor)
    }

    /// The index of the chosen row, from 0.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The index of the first row on screen.
    pub fn top(&self) -> usize {
        self.top
    }

    /// The size it is shown at.
    pub fn extent(&self) -> Extent {
        self.extent
    }

    /// Takes a new size.
    pub fn resize(&mut self, extent: Extent) {
        self.extent = extent;
        self.keep_cursor_on_screen();
    }

    /// The index of an article's row.
    pub fn place_of(&self, id: ArticleId) -> Option<usize> {
        self.rows.iter().position(|row| row.id == id)
    }

    /// Chooses a row; an index past the end chooses the last.
    pub fn choose(&mut self, index: usize) {
        self.cursor = index.min(self.rows.len().saturating_sub(1));
        self.keep_cursor_on_screen();
    }

    /// Lets the cursor go to an article when the rows are shown next, if it is among them.
    pub fn seek(&mut self, article: Option<ArticleId>) {
        self.sought = article;
    }

    /// Moves by rows, stopping at the ends.
    pub fn step(&mut self, rows: isize) {
        self.choose(self.cursor.saturating_add_signed(rows));
    }

    /// How many rows fit on the screen, counted from the first one shown; at least one.
    pub fn rows_on_screen(&self) -> usize {
        let mut left = usize::from(self.extent.height);
        let mut shown = 0;
        while self.top + shown < self.rows.len() {
            let height = self.height_of(self.top + shown, shown == 0);
            if height > left {
                break;
            }
            left -= height;
            shown += 1;
        }
        shown.max(1)
    }

    /// The nearest row ahead that `wanted` accepts, past the end going on from the beginning.
    pub fn next_row(&self, wanted: impl Fn(&Row) -> bool) -> Option<usize> {
        let ahead = (self.cursor + 1)..self.rows.len();
        ahead.chain(0..self.cursor).find(|index| self.rows.get(*index).is_some_and(&wanted))
    }

    /// The nearest row behind that `wanted` accepts, past the beginning going on from the end.
    pub fn previous_row(&self, wanted: impl Fn(&Row) -> bool) -> Option<usize> {
        let behind = (0..self.cursor).rev().chain(((self.cursor + 1)..self.rows.len()).rev());
        let mut behind = behind;
        behind.find(|index| self.rows.get(*index).is_some_and(&wanted))
    }

    /// Changes an article's state in its row.
    pub fn decide(&mut self, id: ArticleId, decision: &Decision) {
        for row in self.rows.iter_mut().filter(|row| row.id == id) {
            decision.apply(&mut row.triage);
        }
    }

    /// Gives an article's row the state it has.
    pub fn settle(&mut self, id: ArticleId, triage: &Triage) {
        for row in self.rows.iter_mut().filter(|row| row.id == id) {
            row.triage.clone_from(triage);
        }
    }

    /// The state of an article that is shown.
    pub fn triage(&self, id: ArticleId) -> Option<&Triage> {
        self.rows.iter().find(|row| row.id == id).map(|row| &row.triage)
    }

    /// The heading over a row and how many rows stand under it, where a group begins.
    pub fn heading(&self, index: usize) -> Option<(Option<&SafeText>, usize)> {
        let row = self.rows.get(index).filter(|_| self.grouped)?;
        let before = index.checked_sub(1).and_then(|before| self.rows.get(before));
        if before.is_some_and(|before| before.region == row.region) {
            return None;
        }
        let members = self.rows.iter().skip(index).take_while(|other| other.region == row.region);
        Some((row.region.as_ref(), members.count()))
    }

    /// Lines above a row that belong to its group's heading. Where rows have no blank line after them, one
    /// stands above the heading, but not at the top.
    pub fn heading_height(&self, index: usize, at_top: bool) -> usize {
        let begins = self.grouped
            && self.rows.get(index).is_some_and(|row| {
                let before = index.checked_sub(1).and_then(|before| self.rows.get(before));
                before.is_none_or(|before| before.region != row.region)
            });
        if begins { 1 + usize::from(!at_top && !self.extent.details) } else { 0 }
    }

    /// The rows of a headline as the list shows it: byte ranges, at most two.
    pub fn headline_rows(&self, row: &Row) -> Vec<crate::text::Row> {
        let width = usize::from(self.extent.width.saturating_sub(MARKS + MINUTES + 1)).max(1);
        let mut rows = wrap(&row.headline, WrapOptions { width, hyphenation: Hyphenation::Off });
        rows.truncate(HEADLINE_LINES);
        rows
    }

    /// Lines a row takes with its heading, details and the blank line after it.
    pub fn height_of(&self, index: usize, at_top: bool) -> usize {
        let Some(row) = self.rows.get(index) else { return 0 };
        let details = usize::from(self.extent.details);
        self.heading_height(index, at_top) + self.headline_rows(row).len().max(1) + 2 * details
    }

    /// The first row on screen when the last one stands at its end: scrolling further would show nothing more.
    fn last_top(&self) -> usize {
        let mut top = self.rows.len().saturating_sub(1);
        let mut left = usize::from(self.extent.height);
        let mut below = 0;
        loop {
            // A heading is higher below another row than at the top of the screen.
            let height = self.height_of(top, true);
            let grown = if below == 0 {
                0
            } else {
                self.heading_height(below, false) - self.heading_height(below, true)
            };
            let Some(rest) = left.checked_sub(height + grown) else { return below.max(top) };
            left = rest;
            below = top;
            match top.checked_sub(1) {
                Some(above) => top = above,
                None => return 0,
            }
        }
    }

    fn keep_cursor_on_screen(&mut self) {
        if self.cursor < self.top {
            self.top = self.cursor;
        }
        // Walk up from the cursor while rows fit; that is the lowest top which still shows it.
        let mut lowest = self.cursor;
        let mut left = usize::from(self.extent.height).saturating_sub(self.height_of(self.cursor, true));
        while let Some(above) = lowest.checked_sub(1) {
            let gained = self.height_of(above, true);
            let heading_grows = self.heading_height(lowest, false) - self.heading_height(lowest, true);
            let Some(rest) = left.checked_sub(gained + heading_grows) else { break };
            left = rest;
            lowest = above;
        }
        self.top = self.top.max(lowest).min(self.last_top());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: usize, region: &str) -> Row {
        let words = "word ".repeat(number % 23 + 1);
        Row {
            id: ArticleId::of_body([format!("{number}").as_str()]),
            headline: SafeText::label(&words),
            matched: Vec::new(),
            region: (!region.is_empty()).then(|| SafeText::label(region)),
            countries: Vec::new(),
            topics: Vec::new(),
            date: None,
            source: SafeText::default(),
            minutes: 1,
            copies: 1,
            triage: Triage::default(),
        }
    }

    fn list(count: usize, grouped: bool) -> List {
        let regions = ["Africa", "Asia", "Europe", ""];
        let place = |number: usize| regions[number * regions.len() / count.max(1)];
        let rows = (0..count).map(|number| row(number, place(number))).collect();
        let mut list = List::default();
        list.show(&mut Listing { rows, grouped, ..Listing::default() });
        list
    }

    /// Lines from the first row on screen to the end of the chosen row's headline.
    fn lines_to_cursor(list: &List) -> usize {
        let above: usize =
            (list.top()..list.cursor()).map(|index| list.height_of(index, index == list.top())).sum();
        let chosen = list.current().map_or(0, |row| list.headline_rows(row).len());
        above + list.heading_height(list.cursor(), list.cursor() == list.top()) + chosen
    }

    #[test]
    fn chosen_row_is_on_screen_wherever_one_goes() {
        for (grouped, details) in [(false, false), (false, true), (true, false), (true, true)] {
            let mut list = list(60, grouped);
            for height in [1, 2, 3, 5, 9, 20, 37] {
                list.resize(Extent { width: 40, height, details });
                for step in [1, 1, 1, 7, 30, -2, -11, 100, -1, -1, -40, 3, -100, 25] {
                    list.step(step);
                    assert!(list.top() <= list.cursor());
                    let alone = list.top() == list.cursor();
                    assert!(
                        alone || lines_to_cursor(&list) <= usize::from(height),
                        "height {height}, step {step}"
                    );
                }
            }
        }
    }

    #[test]
    fn cursor_stays_on_its_article_when_rows_come_and_go() {
        let mut list = list(10, false);
        list.choose(5);
        let held = list.current().map(|row| row.id);
        let fewer = (3..8).map(|number| row(number, "")).collect();
        list.show(&mut Listing { rows: fewer, ..Listing::default() });
        assert_eq!(list.current().map(|row| row.id), held);
        assert_eq!(list.cursor(), 2);
    }

    #[test]
    fn groups_are_headed_once_with_their_count() {
        let list = list(8, true);
        let headings: Vec<_> = (0..8).filter_map(|index| list.heading(index)).collect();
        let counts: Vec<usize> = headings.iter().map(|(_, count)| *count).collect();
        assert_eq!(counts, [2, 2, 2, 2]);
        assert_eq!(headings[3].0, None, "rows without a region stand under one heading too");
    }
}
