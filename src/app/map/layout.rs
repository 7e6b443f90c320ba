//! Where the map, the text about the chosen place and the ranked list stand: for drawing them, and for what the mouse
//! points at.

use std::collections::BTreeMap;

use crate::app::panes::Area;
use crate::app::region_tree::Level;
use crate::app::state::App;
use crate::atlas::{Chart, DOTS_ACROSS, DOTS_DOWN, Dot};

use super::Map;

/// Columns of the text beside a map.
pub const BESIDE: u16 = 34;
/// Rows of the text below a map, the blank one before it included.
const BELOW: u16 = 5;
/// So many cells beside a place still mean it: across, and up or down.
const NEAR: (u16, u16) = (2, 1);

/// Where the parts of the map stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MapAreas {
    /// All of it.
    pub whole: Area,
    /// The earth.
    pub chart: Area,
    /// The chosen place in words.
    pub text: Area,
}

impl App {
    /// Where the parts of the map stand: its text below or beside it, whichever lets the map be larger.
    pub fn map_areas(&self) -> MapAreas {
        let panes = self.panes();
        let top = panes.upper_rule.or(panes.header).map_or(0, |area| area.y + 1);
        let bottom = panes.lower_rule.unwrap_or(panes.status).y;
        let whole = Area { x: 0, y: top, width: self.size().width, height: bottom.saturating_sub(top) };
        let below = largest(whole.width, whole.height.saturating_sub(BELOW));
        let beside = largest(whole.width.saturating_sub(BESIDE), whole.height);
        let size = |(width, height): (u16, u16)| u32::from(width) * u32::from(height);
        let (chart, text) =
            if size(beside) > size(below) { text_beside(whole, beside) } else { text_below(whole, below) };
        MapAreas { whole, chart, text }
    }
}

fn text_beside(whole: Area, (width, height): (u16, u16)) -> (Area, Area) {
    let chart = Area { y: whole.y + (whole.height - height) / 2, width, height, ..whole };
    let text = Area {
        x: whole.x + width + 2,
        y: whole.y + 1,
        width: whole.width.saturating_sub(width + 3),
        height: whole.height.saturating_sub(1),
    };
    (chart, text)
}

fn text_below(whole: Area, (width, height): (u16, u16)) -> (Area, Area) {
    let margin = (whole.width - width) / 2;
    let text_at = whole.y + height + u16::from(whole.height > height + BELOW - 1);
    let text = Area {
        x: whole.x + margin + 2,
        y: text_at,
        width: width.saturating_sub(4),
        height: (whole.y + whole.height).saturating_sub(text_at),
    };
    (Area { x: whole.x + margin, width, height, ..whole }, text)
}

/// The widest map in so many cells: a fourth as high as it is wide, or somewhat squeezed where there is not the height.
fn largest(width: u16, height: u16) -> (u16, u16) {
    let width = width.min(height.saturating_mul(11) / 2);
    (width, height.min(width.div_ceil(4)))
}

impl Map {
    /// The earth on so many cells.
    pub fn chart(&self, area: Area) -> Chart {
        let (columns, rows) = (usize::from(area.width), usize::from(area.height));
        Chart::new(&self.atlas, columns * DOTS_ACROSS, rows * DOTS_DOWN)
    }

    /// The country at a cell of the screen where the earth stands on an area: the one that has most of it, or the
    /// nearest one beside it, as the small ones have no land there. By its place among all places.
    pub(super) fn country_at(&self, area: Area, (column, row): (u16, u16)) -> Option<usize> {
        if !area.holds(column, row) {
            return None;
        }
        let chart = self.chart(area);
        let (column, row) = (column - area.x, row - area.y);
        let upon = self.country_upon(&chart, (column, row));
        upon.or_else(|| self.country_near(&chart, (column, row)))
    }

    fn country_upon(&self, chart: &Chart, (column, row): (u16, u16)) -> Option<usize> {
        let (x, y) = (usize::from(column) * DOTS_ACROSS, usize::from(row) * DOTS_DOWN);
        let dots = (0..DOTS_DOWN).flat_map(|down| (0..DOTS_ACROSS).map(move |across| (across, down)));
        let owners = dots.filter_map(|(across, down)| chart.owner(Dot { x: x + across, y: y + down }));
        let mut lands: BTreeMap<usize, usize> = BTreeMap::new();
        for place in owners.filter_map(|owner| self.country(owner)) {
            *lands.entry(place).or_default() += 1;
        }
        lands.into_iter().max_by_key(|(_, dots)| *dots).map(|(place, _)| place)
    }

    fn country_near(&self, chart: &Chart, (column, row): (u16, u16)) -> Option<usize> {
        let (across, down) = NEAR;
        let countries = self.places.iter().enumerate().filter(|(_, place)| place.level == Level::Country);
        let apart = countries.filter_map(|(number, place)| {
            let dot = chart.dot(place.spot?);
            let x = u16::try_from(dot.x / DOTS_ACROSS).ok()?.abs_diff(column);
            let y = u16::try_from(dot.y / DOTS_DOWN).ok()?.abs_diff(row);
            (x <= across && y <= down).then_some((x + 2 * y, number))
        });
        apart.min().map(|(_, number)| number)
    }

    /// The place of a country of the atlas among all places.
    fn country(&self, owner: usize) -> Option<usize> {
        self.places.iter().position(|place| place.level == Level::Country && place.countries.contains(&owner))
    }
}
