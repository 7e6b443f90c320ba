//! Where the rows and bars of the pane stand: for drawing them, and for what the mouse points at.

use crate::app::panes::Area;
use crate::app::state::App;

use super::{FacetPane, FacetRow};

/// Rows of the bars themselves.
pub const BAR_ROWS: u16 = 4;
/// Rows of the bars with their marker and the dates below.
const DATES: u16 = BAR_ROWS + 2;
/// The widest bar, with the gap behind it.
const WIDEST_BAR: u16 = 4;
/// From so many columns on the margins are wider.
const ROOM_FOR_MARGINS: u16 = 40;
/// From so many rows on the first one is left free.
const ROOM_FOR_AIR: u16 = 12;

/// Which bars are shown, and how wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bars {
    /// The place of the first one.
    pub first: usize,
    /// How many there are.
    pub count: usize,
    /// Columns of each, with the gap behind it.
    pub width: u16,
}

impl FacetPane {
    /// The lines of the pane at a height, from the top: the place of a row, and how many lines of it are below. The row
    /// with the cursor is seen whole.
    pub fn lines(&self, height: u16) -> Vec<(usize, u16)> {
        let heights = || self.rows.iter().enumerate().map(|(place, row)| row.height(place == 0));
        let end: u16 = heights().take(self.cursor + 1).sum();
        let lines = heights().enumerate();
        let lines = lines.flat_map(|(place, height)| (0..height).rev().map(move |below| (place, below)));
        lines.skip(end.saturating_sub(height).into()).take(height.into()).collect()
    }

    /// The place of the row at a row of the screen.
    pub(in crate::app) fn row_at(&self, area: Area, row: u16) -> Option<usize> {
        let line = usize::from(row.checked_sub(area.y)?);
        self.lines(area.height).get(line).map(|(place, _)| *place)
    }

    /// The bars that are shown in so many columns: all of them, or as many as there are columns around the chosen one.
    pub fn bars_shown(&self, columns: u16) -> Bars {
        let bars = self.histogram.bars.len();
        let room = usize::from(columns).max(1);
        if bars <= room {
            let width = u16::try_from(room / bars.max(1)).unwrap_or(WIDEST_BAR);
            return Bars { first: 0, count: bars, width: width.min(WIDEST_BAR) };
        }
        let first = self.bar.saturating_sub(room / 2).min(bars - room);
        Bars { first, count: room, width: 1 }
    }
}

impl Bars {
    /// The place of the bar at a column; of the nearest one beside it.
    pub fn at(self, column: u16) -> usize {
        let place = usize::from(column / self.width.max(1)).min(self.count.saturating_sub(1));
        self.first + place
    }
}

impl FacetRow {
    fn height(&self, first: bool) -> u16 {
        match self {
            Self::Heading(_) => 1 + u16::from(!first),
            Self::Dates => DATES,
            Self::Facet { .. } | Self::Source { .. } => 1,
        }
    }
}

impl App {
    /// Where the pane of facets stands, or would stand if it was open.
    pub fn facet_area(&self) -> Option<Area> {
        self.panes_for(self.focus(), true).facets
    }

    /// Where its rows stand, inside its margins.
    pub fn facet_rows_area(&self) -> Option<Area> {
        let panes = self.panes_for(self.focus(), true);
        let whole = panes.facets?;
        let margin = if whole.width >= ROOM_FOR_MARGINS { 2 } else { 1 };
        let air = u16::from(whole.height >= ROOM_FOR_AIR);
        let line = panes.facet_rule().map_or(0, |rule| rule.width);
        Some(Area {
            x: whole.x + margin + line,
            y: whole.y + air,
            width: whole.width.saturating_sub(2 * margin + line),
            height: whole.height.saturating_sub(air),
        })
    }
}
