//! The earth as cells: coasts as dots, countries with articles filled the denser the more there are, each with its
//! number, the chosen place solid and named.

use std::collections::HashMap;

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::super::look::Dots;
use super::super::paint::{Pen, wipe};
use super::super::{Kit, Spot};
use crate::app::{Area, Level, Map, MapPlace};
use crate::atlas::{Chart, DOTS_ACROSS, DOTS_DOWN, Dot};
use crate::text::{SafeText, width};

/// The first braille sign, the blank one.
const BRAILLE: u32 = 0x2800;
/// The bits of a braille sign by row and column.
const BITS: [[u32; DOTS_ACROSS]; DOTS_DOWN] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
/// How many fillings there are, from thin to dense.
const FILLINGS: usize = 4;
/// ASCII signs for them.
const ASCII_FILLINGS: [char; FILLINGS] = [':', '+', 'x', '%'];

/// What a dot shows, the more important the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Shown {
    Nothing,
    Coast,
    /// A country with articles, filled so densely: 0 is thin.
    Counted(usize),
    Chosen,
}

/// A map ready to be drawn.
pub(super) struct Canvas<'a> {
    map: &'a Map,
    area: Area,
    dots: Dots,
    chart: Chart,
    /// What is shown of each country of the atlas.
    shown: Vec<Shown>,
    /// What is shown at dots that mark countries too small to have any.
    marks: HashMap<Dot, Shown>,
}

impl<'a> Canvas<'a> {
    /// Lays the map out on an area.
    pub(super) fn new(map: &'a Map, area: Area, dots: Dots) -> Self {
        let chart = map.chart(area);
        let mut shown = vec![Shown::Nothing; map.atlas().countries().len()];
        let mut show = |place: &MapPlace, what: Shown| {
            for country in &place.countries {
                if let Some(country) = shown.get_mut(*country) {
                    *country = what;
                }
            }
        };
        let most = countries(map).map(|place| place.facet.count).max().unwrap_or(1);
        for place in countries(map) {
            show(place, Shown::Counted(filling(place.facet.count, most)));
        }
        if let Some(chosen) = map.chosen() {
            show(chosen, Shown::Chosen);
        }
        let marks = marks(map, &chart, &shown);
        Self { map, area, dots, chart, shown, marks }
    }

    /// Draws it.
    pub(super) fn draw(&self, kit: Kit, buffer: &mut Buffer) {
        for row in 0..self.area.height {
            let mut pen = Pen::new(buffer, self.area, row);
            for column in 0..self.area.width {
                let (sign, shown) = self.cell(usize::from(column), usize::from(row));
                let style = match shown {
                    Shown::Nothing | Shown::Coast => kit.styles.quiet,
                    Shown::Counted(_) => kit.styles.text,
                    Shown::Chosen => kit.styles.accent,
                };
                if sign == ' ' {
                    pen.skip(1);
                } else {
                    pen.write(&SafeText::label(&sign.to_string()), style);
                }
            }
        }
        self.name(kit, buffer);
    }

    /// The sign of a cell and what it shows.
    fn cell(&self, column: usize, row: usize) -> (char, Shown) {
        let inside = || (0..DOTS_DOWN).flat_map(|y| (0..DOTS_ACROSS).map(move |x| (x, y)));
        let dots =
            || inside().map(|(x, y)| (x, y, Dot { x: column * DOTS_ACROSS + x, y: row * DOTS_DOWN + y }));
        let most = dots().map(|(_, _, dot)| self.shown_at(dot)).max().unwrap_or(Shown::Nothing);
        let lit = dots().filter(|(_, _, dot)| self.is_lit(*dot));
        match self.dots {
            Dots::Braille => {
                let bits = lit.filter_map(|(x, y, _)| BITS.get(y)?.get(x)).fold(0, |bits, bit| bits | bit);
                let sign = char::from_u32(BRAILLE + bits).filter(|_| bits > 0).unwrap_or(' ');
                (sign, most)
            }
            Dots::Ascii => (ascii(most, lit.count()), most),
        }
    }

    /// What a dot shows: its country, or the mark of one too small to be seen.
    fn shown_at(&self, dot: Dot) -> Shown {
        let own = self.chart.owner(dot).and_then(|owner| self.shown.get(owner).copied());
        if let Some(mark) = self.marks.get(&dot) {
            return own.map_or(*mark, |own| own.max(*mark));
        }
        match own {
            Some(Shown::Nothing) if self.chart.is_coast(dot) => Shown::Coast,
            Some(shown) => shown,
            None => Shown::Nothing,
        }
    }

    fn is_lit(&self, dot: Dot) -> bool {
        match self.shown_at(dot) {
            Shown::Nothing => false,
            Shown::Coast | Shown::Chosen => true,
            Shown::Counted(filling) => {
                let (odd_x, odd_y) = (dot.x % 2 == 1, dot.y % 2 == 1);
                match filling {
                    _ if self.chart.is_coast(dot) || self.marks.contains_key(&dot) => true,
                    0 => !odd_x && !odd_y,
                    1 => odd_x == odd_y,
                    2 => odd_x || odd_y,
                    _ => true,
                }
            }
        }
    }

    /// Writes the numbers of articles on the countries, those with most first, as far as they do not touch, and the
    /// name of the chosen place.
    fn name(&self, kit: Kit, buffer: &mut Buffer) {
        let mut taken: Vec<Area> = Vec::new();
        let chosen = self.map.chosen();
        if let Some(chosen) = chosen {
            let spot = |(column, row)| Spot { column: self.area.x + column, row: self.area.y + row };
            kit.cursor.set(self.cell_of(chosen).map(spot).or(kit.cursor.get()));
            let text = SafeText::label(&format!(" {} {} ", chosen.facet.label, chosen.facet.count));
            if let Some(area) = self.beside(chosen, cells(&text)) {
                label(&text, kit.styles.hit, area, buffer);
                taken.push(area);
            }
        }
        for place in countries(self.map).filter(|place| Some(*place) != chosen) {
            let text = SafeText::label(&short(place.facet.count));
            let Some(area) = self.upon(place, cells(&text)) else { continue };
            if !taken.iter().any(|other| touches(*other, area)) {
                label(&text, kit.styles.strong, area, buffer);
                taken.push(area);
            }
        }
    }

    /// Where a text of so many cells stands in the middle of a place.
    fn upon(&self, place: &MapPlace, cells: u16) -> Option<Area> {
        let (column, row) = self.cell_of(place)?;
        self.area_at(column.saturating_sub(cells / 2), row, cells)
    }

    /// Where a text of so many cells leaves a place to be seen: upon it if there is room around, else right or left of it.
    fn beside(&self, place: &MapPlace, cells: u16) -> Option<Area> {
        let (column, row) = self.cell_of(place)?;
        let is_chosen = |column: u16| self.cell(usize::from(column), usize::from(row)).1 == Shown::Chosen;
        let end = (column..self.area.width).find(|column| !is_chosen(*column)).unwrap_or(self.area.width);
        let start = (0..column).rev().find(|column| !is_chosen(*column)).map_or(0, |column| column + 1);
        let x = if end.saturating_sub(start) > cells + 2 {
            column.saturating_sub(cells / 2)
        } else if end + cells <= self.area.width {
            end
        } else {
            start.saturating_sub(cells)
        };
        self.area_at(x, row, cells)
    }

    /// The cell of the middle of a place.
    fn cell_of(&self, place: &MapPlace) -> Option<(u16, u16)> {
        let dot = self.chart.dot(place.spot?);
        Some((u16::try_from(dot.x / DOTS_ACROSS).ok()?, u16::try_from(dot.y / DOTS_DOWN).ok()?))
    }

    /// Cells of the map on the screen, moved inside where they would stand out.
    fn area_at(&self, column: u16, row: u16, cells: u16) -> Option<Area> {
        let x = column.min(self.area.width.checked_sub(cells)?);
        Some(Area { x: self.area.x + x, y: self.area.y + row, width: cells, height: 1 })
    }
}

/// Two dots by two in the middle of every country that is to be seen and has no land on the chart.
fn marks(map: &Map, chart: &Chart, shown: &[Shown]) -> HashMap<Dot, Shown> {
    let dots = (0..chart.height()).flat_map(|y| (0..chart.width()).map(move |x| Dot { x, y }));
    let mut seen = vec![false; shown.len()];
    for owner in dots.filter_map(|dot| chart.owner(dot)) {
        if let Some(seen) = seen.get_mut(owner) {
            *seen = true;
        }
    }
    let unseen = map.atlas().countries().iter().zip(shown).zip(seen);
    let unseen = unseen.filter(|((_, shown), seen)| !seen && **shown > Shown::Coast);
    let block =
        |middle: Dot| (0..2).flat_map(move |y| (0..2).map(move |x| Dot { x: middle.x + x, y: middle.y + y }));
    unseen
        .flat_map(|((country, shown), _)| block(chart.dot(country.middle)).map(|dot| (dot, *shown)))
        .collect()
}

fn label(text: &SafeText, style: Style, area: Area, buffer: &mut Buffer) {
    wipe(buffer, area);
    Pen::new(buffer, area, 0).write(text, style);
}

/// Whether one stands on the row of the other without a cell between them.
fn touches(one: Area, other: Area) -> bool {
    one.y == other.y && one.x <= other.x + other.width && other.x <= one.x + one.width
}

fn cells(text: &SafeText) -> u16 {
    u16::try_from(width(text)).unwrap_or(u16::MAX)
}

/// The countries with articles, most articles first.
fn countries(map: &Map) -> impl Iterator<Item = &MapPlace> {
    map.places().iter().filter(|place| place.level == Level::Country)
}

/// How densely a country with so many articles is filled where another one has the most: each step is as many times as
/// many.
fn filling(count: usize, most: usize) -> usize {
    let bits = |number: usize| usize::BITS - number.max(1).leading_zeros();
    let (own, all) = (bits(count), bits(most));
    (0..FILLINGS).rev().find(|step| own as usize * FILLINGS > all as usize * step).unwrap_or(0)
}

fn ascii(shown: Shown, lit: usize) -> char {
    match shown {
        Shown::Coast if lit > 1 => '.',
        Shown::Nothing | Shown::Coast => ' ',
        Shown::Counted(filling) => ASCII_FILLINGS.get(filling).copied().unwrap_or('%'),
        Shown::Chosen => '@',
    }
}

/// A number in at most four signs: `812`, `12k`, `3M`.
fn short(count: usize) -> String {
    match count {
        0..=999 => count.to_string(),
        1_000..=999_999 => format!("{}k", count / 1_000),
        _ => format!("{}M", count / 1_000_000),
    }
}
