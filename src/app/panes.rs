//! Where the parts of the screen stand at a given size. Both the state (to page) and the drawing use it.

use super::event::Size;
use super::keymap::Pane;

/// Narrower than this, one pane is shown at a time.
const BOTH_PANES: u16 = 100;
/// Narrower than this, the list shows headlines alone.
const ROW_DETAILS: u16 = 60;
/// Smaller than this, one line of text is all there is.
const SMALLEST: Size = Size { width: 20, height: 5 };
/// Lower than this, the rules above and below the panes give way to text.
const RULES: u16 = 12;
/// The list beside a text is never wider than this.
const LIST_AT_MOST: u16 = 90;
/// Where the divider is moved, each pane keeps this many columns.
const LEAST_PANE: u16 = 30;

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Area {
    /// The first column, from 0.
    pub x: u16,
    /// The first row, from 0.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Whether a cell lies in it.
    pub fn holds(self, column: u16, row: u16) -> bool {
        (self.x..self.x.saturating_add(self.width)).contains(&column)
            && (self.y..self.y.saturating_add(self.height)).contains(&row)
    }
}

/// Which panes the reader asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// The pane that has the keys.
    pub focus: Pane,
    /// The text alone, without list, header or status.
    pub zen: bool,
    /// Nothing but text: one pane at a time, and no lines.
    pub plain: bool,
    /// The columns of the list beside the text; none for the usual ones.
    pub list_width: Option<u16>,
}

/// The parts of the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Panes {
    /// The line at the top: name, view, counts.
    pub header: Option<Area>,
    /// The rule under the header.
    pub upper_rule: Option<Area>,
    /// The list of articles.
    pub list: Option<Area>,
    /// The rule between list and text: its column and rows.
    pub divider: Option<Area>,
    /// The text.
    pub reading: Option<Area>,
    /// The rule over the status line.
    pub lower_rule: Option<Area>,
    /// The line at the bottom: where one is, notices, keys; the filter while it is typed.
    pub status: Area,
    /// Whether rows of the list have a second line for country, topic and date.
    pub details: bool,
}

/// Columns that a panel over the whole screen leaves free at each side.
pub fn panel_margin(width: u16) -> u16 {
    if width >= 60 { 3 } else { 1 }
}

/// Rows above the choices of a panel: what is typed, and a blank one.
const ABOVE_CHOICES: u16 = 2;

impl Panes {
    /// Where a panel stands that lies over the panes, inside its margins.
    pub fn panel(&self, size: Size) -> Area {
        let top = self.upper_rule.or(self.header).map_or(0, |area| area.y + 1);
        let bottom = self.lower_rule.map_or(size.height.saturating_sub(1), |area| area.y);
        let height = bottom.saturating_sub(top);
        let (air, margin) = (u16::from(height >= 10), panel_margin(size.width));
        Area {
            x: margin,
            y: top + air,
            width: size.width.saturating_sub(2 * margin),
            height: height.saturating_sub(air),
        }
    }

    /// Where the rows of a list that is narrowed by typing stand in such a panel.
    pub fn choices(&self, size: Size) -> Area {
        let panel = self.panel(size);
        Area { y: panel.y + ABOVE_CHOICES, height: panel.height.saturating_sub(ABOVE_CHOICES), ..panel }
    }

    /// Divides a screen.
    pub fn at(size: Size, wanted: Wanted) -> Self {
        let whole = Area { x: 0, y: 0, width: size.width, height: size.height };
        if size.width < SMALLEST.width || size.height < SMALLEST.height {
            return Self { status: Area { height: whole.height.min(1), ..whole }, ..Self::default() };
        }
        let status = Area { y: size.height - 1, height: 1, ..whole };
        if wanted.zen {
            let reading = Some(Area { height: size.height - 1, ..whole });
            return Self { reading, status, details: true, ..Self::default() };
        }
        let rule = u16::from(size.height >= RULES && !wanted.plain);
        let line = |y: u16| Area { y, height: 1, ..whole };
        let middle = Area { y: 1 + rule, height: size.height - 2 - 2 * rule, ..whole };
        let framed = Self {
            header: Some(line(0)),
            upper_rule: (rule == 1).then(|| line(1)),
            lower_rule: (rule == 1).then(|| line(size.height - 2)),
            status,
            details: size.width >= ROW_DETAILS,
            ..Self::default()
        };
        framed.with_panes(middle, wanted)
    }

    fn with_panes(self, middle: Area, wanted: Wanted) -> Self {
        if middle.width < BOTH_PANES || wanted.plain {
            return match wanted.focus {
                Pane::List => Self { list: Some(middle), ..self },
                Pane::Reading => Self { reading: Some(middle), ..self },
            };
        }
        let usual = (middle.width * 2 / 5).min(LIST_AT_MOST);
        let list = wanted.list_width.unwrap_or(usual).clamp(LEAST_PANE, middle.width - LEAST_PANE);
        let rest = middle.width - list - 1;
        Self {
            list: Some(Area { width: list, ..middle }),
            divider: Some(Area { x: list, width: 1, ..middle }),
            reading: Some(Area { x: list + 1, width: rest, ..middle }),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(width: u16, height: u16, focus: Pane) -> Panes {
        Panes::at(Size { width, height }, Wanted { focus, zen: false, plain: false, list_width: None })
    }

    #[test]
    fn wide_screens_show_both_panes_and_narrow_ones_the_focused_one() {
        let wide = at(120, 40, Pane::List);
        assert!(wide.list.is_some() && wide.reading.is_some());
        let narrow = at(80, 24, Pane::Reading);
        assert!(narrow.list.is_none() && narrow.reading.is_some());
    }

    #[test]
    fn without_lines_there_is_one_pane_on_any_screen() {
        let wanted = Wanted { focus: Pane::List, zen: false, plain: true, list_width: None };
        let panes = Panes::at(Size { width: 200, height: 50 }, wanted);
        assert!(panes.reading.is_none() && panes.divider.is_none());
        assert!(panes.upper_rule.is_none() && panes.lower_rule.is_none());
    }

    #[test]
    fn parts_lie_inside_the_screen_and_never_overlap() {
        for width in (0..=130).chain([300, 1000]) {
            for height in (0..=50).chain([100, 500]) {
                let usual = Wanted { focus: Pane::List, zen: false, plain: false, list_width: None };
                for wanted in [
                    usual,
                    Wanted { focus: Pane::Reading, list_width: Some(0), ..usual },
                    Wanted { list_width: Some(u16::MAX), ..usual },
                    Wanted { plain: true, ..usual },
                    Wanted { focus: Pane::Reading, zen: true, ..usual },
                ] {
                    let panes = Panes::at(Size { width, height }, wanted);
                    let parts = [panes.header, panes.upper_rule, panes.list, panes.divider, panes.reading];
                    let parts = parts.into_iter().chain([panes.lower_rule, Some(panes.status)]).flatten();
                    let parts: Vec<Area> = parts.filter(|part| part.width > 0 && part.height > 0).collect();
                    let covered: u32 =
                        parts.iter().map(|part| u32::from(part.width) * u32::from(part.height)).sum();
                    assert!(parts.iter().all(|part| part.x + part.width <= width), "{width}x{height}");
                    assert!(parts.iter().all(|part| part.y + part.height <= height), "{width}x{height}");
                    assert!(covered <= u32::from(width) * u32::from(height), "{width}x{height}");
                }
            }
        }
    }
}
