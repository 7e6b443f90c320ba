//! Where the parts of the screen stand at a given size. Both the state (to page) and the drawing use it.

use super::event::Size;
use super::keymap::Pane;

/// From so many columns on the list stands beside the text.
const BESIDE: u16 = 100;
/// Between the rules of the frame, where they do not stand side by side: from so many columns and rows on the list stands
/// above the text, which has the rows it has alone on a screen of 24.
const STACKED: Size = Size { width: 40, height: 32 };
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
/// Where the rule between the list and the text below it is moved, each keeps this many rows.
const LEAST_ROWS: u16 = 6;
/// In fewer columns the facets take the place of the list or of the text; in more they stand beside it.
const BESIDE_FACETS: u16 = 70;
/// The most columns the facets take beside a list or a text.
const FACETS_AT_MOST: u16 = 60;

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
    /// The pane of facets.
    pub facets: bool,
    /// How large the list is.
    pub list: ListSize,
}

/// The size of the list that the reader chose; none for the usual one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ListSize {
    /// Its columns beside the text.
    pub columns: Option<u16>,
    /// Its rows above the text.
    pub rows: Option<u16>,
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
    /// The rule between the list and the text beside it: its column and rows.
    pub divider: Option<Area>,
    /// The rule between the list and the text below it.
    pub middle_rule: Option<Area>,
    /// The text.
    pub reading: Option<Area>,
    /// The facets: in place of the text where both panes are shown, else beside the one that is, or in its place.
    pub facets: Option<Area>,
    /// The rule over the status line.
    pub lower_rule: Option<Area>,
    /// The line at the bottom: where one is, notices, keys; the filter while it is typed.
    pub status: Area,
    /// Whether rows of the list have a second line for country, topic and date.
    pub details: bool,
    /// Whether rows of a wide list may show how articles begin: not where the text is to be seen below.
    pub ledes: bool,
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
        let panes = Self::without_facets(size, wanted);
        if wanted.facets { panes.with_facets(wanted.plain) } else { panes }
    }

    /// Whether list and text are shown, one beside or above the other.
    pub fn shows_both(&self) -> bool {
        self.list.is_some() && self.reading.is_some()
    }

    /// The rule between the facets and what stands beside them, where it is the facets' own.
    pub fn facet_rule(&self) -> Option<Area> {
        let own = self.facets.filter(|facets| facets.x > 0 && !self.shows_both())?;
        Some(Area { width: 1, ..own })
    }

    fn without_facets(size: Size, wanted: Wanted) -> Self {
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
            ledes: true,
            ..Self::default()
        };
        framed.with_panes(middle, wanted)
    }

    fn with_panes(self, middle: Area, wanted: Wanted) -> Self {
        if wanted.plain {
            return self.with_pane(middle, wanted.focus);
        }
        if middle.width >= BESIDE {
            let (list, rest) = shared(middle.width, wanted.list.columns, (LEAST_PANE, LIST_AT_MOST));
            return Self {
                list: Some(Area { width: list, ..middle }),
                divider: Some(Area { x: list, width: 1, ..middle }),
                reading: Some(Area { x: list + 1, width: rest, ..middle }),
                ..self
            };
        }
        if middle.width < STACKED.width || middle.height < STACKED.height {
            return self.with_pane(middle, wanted.focus);
        }
        let (list, rest) = shared(middle.height, wanted.list.rows, (LEAST_ROWS, middle.height));
        let below = middle.y + list;
        Self {
            list: Some(Area { height: list, ..middle }),
            middle_rule: Some(Area { y: below, height: 1, ..middle }),
            reading: Some(Area { y: below + 1, height: rest, ..middle }),
            ledes: false,
            ..self
        }
    }

    fn with_pane(self, middle: Area, pane: Pane) -> Self {
        match pane {
            Pane::List => Self { list: Some(middle), ..self },
            Pane::Reading => Self { reading: Some(middle), ..self },
        }
    }

    fn with_facets(self, plain: bool) -> Self {
        let Some(whole) = self.reading.or(self.list) else { return self };
        if self.shows_both() || whole.width < BESIDE_FACETS || plain {
            return Self { facets: Some(whole), ..self };
        }
        let width = (whole.width / 2).min(FACETS_AT_MOST);
        let rest = Area { width: whole.width - width, ..whole };
        Self {
            list: self.list.map(|_| rest),
            reading: self.reading.map(|_| rest),
            facets: Some(Area { x: rest.x + rest.width, width, ..whole }),
            ..self
        }
    }
}

/// The columns or rows of the list, and those of the text behind the rule: what was chosen, or two fifths.
fn shared(whole: u16, chosen: Option<u16>, (least, most): (u16, u16)) -> (u16, u16) {
    let usual = (whole.saturating_mul(2) / 5).min(most);
    let list = chosen.unwrap_or(usual).clamp(least, whole - least);
    (list, whole - list - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUAL: Wanted = Wanted {
        focus: Pane::List,
        zen: false,
        plain: false,
        facets: false,
        list: ListSize { columns: None, rows: None },
    };

    fn at(width: u16, height: u16, focus: Pane) -> Panes {
        Panes::at(Size { width, height }, Wanted { focus, ..USUAL })
    }

    #[test]
    fn wide_screens_show_both_panes_and_narrow_ones_the_focused_one() {
        let wide = at(120, 40, Pane::List);
        assert!(wide.shows_both() && wide.divider.is_some());
        let narrow = at(80, 24, Pane::Reading);
        assert!(narrow.list.is_none() && narrow.reading.is_some());
    }

    #[test]
    fn high_screens_that_are_too_narrow_show_the_list_above_the_text() {
        for (width, height, stacked) in
            [(80, 60, true), (99, 50, true), (80, 36, true), (40, 36, true), (80, 35, false), (39, 60, false)]
        {
            for focus in [Pane::List, Pane::Reading] {
                let panes = at(width, height, focus);
                assert_eq!(panes.shows_both(), stacked, "{width}x{height}");
                assert!(
                    panes.divider.is_none() && panes.middle_rule.is_some() == stacked,
                    "{width}x{height}"
                );
            }
        }
        let Panes { list, reading, .. } = at(80, 36, Pane::List);
        assert_eq!((list.unwrap().height, reading.unwrap().height), (12, 19));
    }

    #[test]
    fn without_lines_there_is_one_pane_on_any_screen() {
        for (width, height) in [(200, 50), (80, 60)] {
            let panes = Panes::at(Size { width, height }, Wanted { plain: true, ..USUAL });
            assert!(panes.reading.is_none() && panes.divider.is_none() && panes.middle_rule.is_none());
            assert!(panes.upper_rule.is_none() && panes.lower_rule.is_none());
        }
    }

    #[test]
    fn facets_leave_their_columns_to_nothing_else() {
        let facets = Wanted { facets: true, ..USUAL };
        for (focus, zen) in [(Pane::List, false), (Pane::Reading, false), (Pane::Reading, true)] {
            for width in 70..100 {
                let panes = Panes::at(Size { width, height: 24 }, Wanted { focus, zen, ..facets });
                let shown = panes.list.or(panes.reading).unwrap();
                let own = panes.facets.unwrap();
                assert!(shown.width >= LEAST_PANE && own.width >= LEAST_PANE, "{width}");
                assert_eq!((shown.x + shown.width, own.x + own.width), (own.x, width));
                assert_eq!(panes.facet_rule().map(|rule| rule.x), Some(own.x));
            }
        }
        for (width, height, plain) in [(69, 24, false), (40, 12, false), (120, 40, true)] {
            let panes = Panes::at(Size { width, height }, Wanted { plain, ..facets });
            assert_eq!((panes.facets, panes.facet_rule()), (panes.list, None), "{width}x{height}");
        }
        for (width, height) in [(120, 40), (80, 60)] {
            let panes = Panes::at(Size { width, height }, facets);
            assert_eq!((panes.facets, panes.facet_rule()), (panes.reading, None), "{width}x{height}");
        }
    }

    #[test]
    fn parts_lie_inside_the_screen_and_never_overlap() {
        let sized = |cells: u16| ListSize { columns: Some(cells), rows: Some(cells) };
        for width in (0..=130).chain([300, 1000]) {
            for height in (0..=50).chain([100, 500]) {
                for wanted in [
                    USUAL,
                    Wanted { focus: Pane::Reading, list: sized(0), ..USUAL },
                    Wanted { list: sized(u16::MAX), ..USUAL },
                    Wanted { plain: true, ..USUAL },
                    Wanted { focus: Pane::Reading, zen: true, ..USUAL },
                ] {
                    let panes = Panes::at(Size { width, height }, wanted);
                    let parts =
                        [panes.header, panes.upper_rule, panes.list, panes.divider, panes.middle_rule];
                    let parts =
                        parts.into_iter().chain([panes.reading, panes.lower_rule, Some(panes.status)]);
                    let parts = parts.flatten().filter(|part| part.width > 0 && part.height > 0);
                    let parts: Vec<Area> = parts.collect();
                    assert!(parts.iter().all(|part| part.x + part.width <= width), "{width}x{height}");
                    assert!(parts.iter().all(|part| part.y + part.height <= height), "{width}x{height}");
                    for (number, part) in parts.iter().enumerate() {
                        let apart = |other: &Area| {
                            part.x + part.width <= other.x
                                || other.x + other.width <= part.x
                                || part.y + part.height <= other.y
                                || other.y + other.height <= part.y
                        };
                        assert!(parts[number + 1..].iter().all(apart), "{width}x{height}: {panes:?}");
                    }
                }
            }
        }
    }
}
