//! The earth laid flat on a grid of dots: which country each dot belongs to, and where its land ends.

use super::{Atlas, Spot};

/// How far north and south the map reaches, in tenths of a degree: nobody lives beyond.
const NORTH: i16 = 836;
const SOUTH: i16 = -565;
/// Half the way round the earth, in tenths of a degree.
const HALF_WAY_ROUND: f32 = 1800.0;

/// Dots in a cell of a terminal, across.
pub const DOTS_ACROSS: usize = 2;
/// Dots in a cell of a terminal, down.
pub const DOTS_DOWN: usize = 4;

/// A place on the grid, from the upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Dot {
    /// The column, from 0.
    pub x: usize,
    /// The row, from 0.
    pub y: usize,
}

/// The earth on a grid of dots.
#[derive(Debug, Clone)]
pub struct Chart {
    width: usize,
    height: usize,
    /// For every dot one more than the place of its country among those of the atlas; 0 for the sea.
    owners: Vec<u16>,
}

impl Chart {
    /// Lays the countries of an atlas flat on so many dots.
    pub fn new(atlas: &Atlas, width: usize, height: usize) -> Self {
        let mut chart = Self { width, height, owners: vec![0; width * height] };
        for (owner, country) in (1_u16..).zip(atlas.countries()) {
            for ring in &country.rings {
                chart.fill(ring, owner);
            }
        }
        chart
    }

    /// Dots in a row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Rows of dots.
    pub fn height(&self) -> usize {
        self.height
    }

    /// The place among the countries of the one a dot belongs to; none for the sea and beyond the grid.
    pub fn owner(&self, dot: Dot) -> Option<usize> {
        let owner = if dot.x < self.width { self.owners.get(dot.y * self.width + dot.x) } else { None };
        owner.and_then(|owner| usize::from(*owner).checked_sub(1))
    }

    /// Whether a dot is land beside the sea.
    pub fn is_coast(&self, dot: Dot) -> bool {
        let Dot { x, y } = dot;
        let beside = [(x.wrapping_sub(1), y), (x + 1, y), (x, y.wrapping_sub(1)), (x, y + 1)];
        let on_grid = |x: usize, y: usize| x < self.width && y < self.height;
        self.owner(dot).is_some()
            && beside.iter().any(|(x, y)| on_grid(*x, *y) && self.owner(Dot { x: *x, y: *y }).is_none())
    }

    /// The dot a spot falls on, as near as the grid comes to it.
    pub fn dot(&self, spot: Spot) -> Dot {
        let (x, y) = self.flat(spot);
        Dot { x: nearest(x, self.width), y: nearest(y, self.height) }
    }

    /// Where a spot falls, in dots; above 0 and below the size where it is on the grid.
    #[expect(clippy::cast_precision_loss, reason = "a grid has at most some thousand dots a side")]
    fn flat(&self, spot: Spot) -> (f32, f32) {
        let (top, bottom) = (northing(NORTH), northing(SOUTH));
        let x = (f32::from(spot.longitude) + HALF_WAY_ROUND) / (2.0 * HALF_WAY_ROUND);
        let y = (top - northing(spot.latitude)) / (top - bottom);
        (x * self.width as f32, y * self.height as f32)
    }

    /// Gives every dot whose middle lies inside a ring to a country.
    fn fill(&mut self, ring: &[Spot], owner: u16) {
        let corners: Vec<(f32, f32)> = ring.iter().map(|spot| self.flat(*spot)).collect();
        let sides = || corners.iter().zip(corners.iter().cycle().skip(1));
        let heights = || corners.iter().map(|(_, y)| *y);
        let first = nearest(heights().fold(f32::MAX, f32::min), self.height);
        let last = nearest(heights().fold(0.0, f32::max), self.height);
        for row in first..=last {
            #[expect(clippy::cast_precision_loss, reason = "a grid has at most some thousand rows")]
            let middle = row as f32 + 0.5;
            let crossed = sides().filter(|((_, from), (_, to))| (*from > middle) != (*to > middle));
            let mut crossings: Vec<f32> =
                crossed.map(|((x, y), (to_x, to_y))| x + (to_x - x) * (middle - y) / (to_y - y)).collect();
            crossings.sort_by(f32::total_cmp);
            for inside in crossings.chunks_exact(2) {
                if let [from, to] = inside {
                    self.give(row, (*from, *to), owner);
                }
            }
        }
    }

    /// Gives the dots of a row whose middles lie between two places to a country.
    fn give(&mut self, row: usize, (from, to): (f32, f32), owner: u16) {
        let first = nearest((from + 0.5).max(0.0), self.width + 1);
        let end = nearest((to + 0.5).max(0.0), self.width + 1).min(self.width);
        let start = row * self.width;
        if let Some(dots) = self.owners.get_mut(start + first.min(end)..start + end) {
            dots.fill(owner);
        }
    }
}

/// How far north of the equator a latitude is drawn, in Miller's cylindrical projection.
fn northing(latitude: i16) -> f32 {
    let radians = (f32::from(latitude) / 10.0).to_radians();
    (std::f32::consts::FRAC_PI_4 + 0.4 * radians).tan().ln() * 1.25
}

/// The number of the dot, of so many in a line, that a place along it falls into.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the line before it is cut to a whole number"
)]
fn nearest(along: f32, dots: usize) -> usize {
    (along.max(0.0) as usize).min(dots.saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A chart on which lands keep their shapes.
    fn chart(atlas: &Atlas, width: usize) -> Chart {
        Chart::new(atlas, width, width * 62 / 125)
    }

    #[test]
    fn middles_of_large_countries_lie_on_their_own_land() {
        let atlas = Atlas::default();
        let chart = chart(&atlas, 240);
        for code in ["US", "BR", "NE", "IR", "CN", "AU", "FR", "ZA", "IN", "RU"] {
            let place = atlas.countries().iter().position(|country| country.code == code).unwrap();
            let dot = chart.dot(atlas.countries()[place].middle);
            assert_eq!(chart.owner(dot), Some(place), "{code} {dot:?}");
        }
        let pacific = chart.dot(Spot { longitude: -1300, latitude: -200 });
        assert_eq!(chart.owner(pacific), None);
    }

    #[test]
    fn coast_is_land_beside_the_sea() {
        let atlas = Atlas::default();
        let chart = chart(&atlas, 120);
        let dots = (0..chart.height()).flat_map(|y| (0..chart.width()).map(move |x| Dot { x, y }));
        let (land, coast): (Vec<Dot>, Vec<Dot>) = (
            dots.clone().filter(|dot| chart.owner(*dot).is_some()).collect(),
            dots.filter(|dot| chart.is_coast(*dot)).collect(),
        );
        assert!(coast.len() > land.len() / 5 && coast.len() < land.len(), "{} {}", coast.len(), land.len());
        assert!(coast.iter().all(|dot| land.contains(dot)));
    }

    #[test]
    fn charts_of_any_size_are_whole() {
        let atlas = Atlas::default();
        for (width, height) in [(0, 0), (1, 1), (1, 50), (50, 1), (7, 5), (400, 200)] {
            let chart = Chart::new(&atlas, width, height);
            for country in atlas.countries() {
                let dot = chart.dot(country.middle);
                assert!(width == 0 || height == 0 || (dot.x < width && dot.y < height));
            }
        }
    }
}
