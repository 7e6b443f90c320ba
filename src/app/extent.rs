//! Where the rows of the list stand on screen: heights, headings, and the first row that shows.

use crate::text::{Hyphenation, SafeText, WrapOptions, wrap};

use super::columns::{Column, columns};
use super::list::List;
use super::listing::Row;

/// Lines a headline takes in the list at most.
pub const HEADLINE_LINES: usize = 2;
/// Columns before a headline: the cursor, the star, the state and a space.
pub const MARKS: u16 = 4;
/// The narrowest list that shows how articles begin.
const WITH_LEDES: u16 = 70;

/// How the rows of the list are set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum RowForm {
    /// The headline on two lines at most, a line on what the article is about, and a blank one. On a wide list a headline
    /// of one line has the beginning of the text below it.
    #[default]
    Comfortable,
    /// One line, with columns behind the headline.
    Compact,
}

impl RowForm {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Comfortable, Self::Compact];

    /// Its name in the configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Comfortable => "comfortable",
            Self::Compact => "compact",
        }
    }

    /// The one of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
    }
}

/// The size of the list on screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extent {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
    /// How rows are set.
    pub form: RowForm,
    /// Whether there is room to tell what articles are about.
    pub details: bool,
    /// Whether rows may show how articles begin where they are wide.
    pub ledes: bool,
}

impl Extent {
    /// Whether rows have a line on what their articles are about, and a blank one after it.
    pub fn is_spaced(self) -> bool {
        self.details && self.form == RowForm::Comfortable
    }

    /// Whether rows have room to show how their articles begin.
    pub fn shows_ledes(self) -> bool {
        self.ledes && self.is_spaced() && self.width >= WITH_LEDES
    }

    /// The columns behind the headlines, from the right.
    pub fn columns(self) -> &'static [Column] {
        match self.form {
            RowForm::Compact if self.details => columns(self.width.saturating_sub(MARKS)),
            RowForm::Comfortable | RowForm::Compact => &[Column::Minutes],
        }
    }

    /// The same on the row of one article: columns right behind the headline that tell nothing of it are room for that.
    pub fn columns_of(self, row: &Row) -> &'static [Column] {
        let columns = self.columns();
        let told = columns.iter().rposition(|column| !row.lacks(*column)).map_or(0, |last| last + 1);
        columns.get(..told).unwrap_or(columns)
    }

    /// Lines that a headline takes at most.
    fn headline_lines(self) -> usize {
        match self.form {
            RowForm::Comfortable => HEADLINE_LINES,
            RowForm::Compact => 1,
        }
    }
}

impl List {
    /// How many rows fit on the screen, counted from the first one shown; at least one.
    pub fn rows_on_screen(&self) -> usize {
        let mut left = usize::from(self.extent.height);
        let mut shown = 0;
        while self.top + shown < self.entries.len() {
            let place = self.top + shown;
            let height = self.height_of(place, shown == 0);
            if height > left + self.blank_after(place) {
                break;
            }
            left = left.saturating_sub(height);
            shown += 1;
        }
        shown.max(1)
    }

    /// The heading over a row and how many rows stand under it, where a group begins.
    pub fn heading(&self, index: usize) -> Option<(Option<&SafeText>, usize)> {
        self.groups.beginning_at(index).map(|group| (group.label.as_ref(), group.count))
    }

    /// Lines above a row that belong to its group's heading. Where rows have no blank line after them, one
    /// stands above the heading, but not at the top.
    pub fn heading_height(&self, index: usize, at_top: bool) -> usize {
        if self.heading(index).is_some() { 1 + usize::from(!at_top && !self.extent.is_spaced()) } else { 0 }
    }

    /// The row at a line of the list on screen, its heading aside.
    pub(super) fn place_at(&self, line: u16) -> Option<usize> {
        let mut left = usize::from(line);
        for place in self.top..self.entries.len() {
            let height = self.height_of(place, place == self.top);
            if left < height {
                return (left >= self.heading_height(place, place == self.top)).then_some(place);
            }
            left -= height;
        }
        None
    }

    /// Moves what is on screen by rows; the cursor stays on its row as long as that shows.
    pub(super) fn scroll(&mut self, rows: isize) {
        self.top = self.top.saturating_add_signed(rows).min(self.last_top());
        let last = self.top + self.rows_on_screen() - 1;
        let place = self.cursor.clamp(self.top, last);
        if self.lost().is_none() || place != self.cursor {
            self.choose(place);
        }
    }

    fn headline_width(&self) -> usize {
        self.headline_width_beside(self.extent.columns())
    }

    fn headline_width_beside(&self, columns: &[Column]) -> usize {
        let columns: u16 = columns.iter().map(|column| column.width()).sum();
        usize::from(self.extent.width.saturating_sub(MARKS + columns + 1)).max(1)
    }

    /// The lines that the headline at a place takes, whether its row is here or not.
    pub fn headline_height(&self, index: usize) -> usize {
        let cells = self.entries.get(index).map_or(0, |entry| usize::from(entry.cells));
        if cells > self.headline_width() { self.extent.headline_lines() } else { 1 }
    }

    /// The rows of a headline as the list shows it: byte ranges, at most two, or one where rows are of one line.
    pub fn headline_rows(&self, row: &Row) -> Vec<crate::text::Row> {
        let width = self.headline_width_beside(self.extent.columns_of(row));
        let options = WrapOptions { width, hyphenation: Hyphenation::Off };
        let mut rows = wrap(&row.headline, options);
        rows.truncate(self.extent.headline_lines());
        rows
    }

    /// Lines a row takes with its heading, details and the blank line after it.
    pub fn height_of(&self, index: usize, at_top: bool) -> usize {
        if index >= self.entries.len() {
            return 0;
        }
        if self.is_folded(index) {
            return self.heading_height(index, at_top);
        }
        self.heading_height(index, at_top) + self.row_height(index)
    }

    /// Whether a row shows how its article begins: there is room for that, and its headline leaves a line for it.
    pub fn has_lede(&self, index: usize) -> bool {
        self.extent.shows_ledes() && self.headline_height(index) < HEADLINE_LINES
    }

    /// Lines a row takes with its details and the blank line after it, its heading aside.
    pub fn row_height(&self, index: usize) -> usize {
        let details = if self.extent.is_spaced() { 2 } else { 0 };
        self.headline_height(index) + usize::from(self.has_lede(index)) + details
    }

    /// Blank lines after a row: at the end of the screen they need no place.
    fn blank_after(&self, index: usize) -> usize {
        usize::from(self.extent.is_spaced() && !self.is_folded(index))
    }

    /// The first row on screen when the last one stands at its end: scrolling further would show nothing more.
    fn last_top(&self) -> usize {
        let mut top = self.entries.len().saturating_sub(1);
        let mut left = usize::from(self.extent.height) + self.blank_after(top);
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

    pub(super) fn keep_cursor_on_screen(&mut self) {
        if self.cursor < self.top {
            self.top = self.cursor;
        }
        // Walk up from the cursor while rows fit; that is the lowest top which still shows it.
        let mut lowest = self.cursor;
        let whole = usize::from(self.extent.height) + self.blank_after(self.cursor);
        let mut left = whole.saturating_sub(self.height_of(self.cursor, true));
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
