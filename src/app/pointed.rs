//! What the mouse does in what lies over the panes: a click takes what menus offer and chooses in lists, where a second
//! one opens; facets are taken at once, and bars of dates when the button is let go.

use super::companions::CompanionView;
use super::event::Effect;
use super::facets::{FacetPane, FacetRow};
use super::key::{Key, KeyCode};
use super::notes::NOTE_ROWS;
use super::overlay::Overlay;
use super::panes::Area;
use super::pointer::{Dragging, Pointed};
use super::state::App;

/// What a click on a row of a list means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Click {
    /// The row at this place is taken; the cursor stands on the other one.
    Takes {
        /// Where the cursor stands.
        cursor: usize,
        /// The place of the row.
        place: usize,
    },
    /// The cursor goes to the row at this place.
    Chooses(usize),
    /// The row the cursor stands on is opened.
    Opens,
}

impl App {
    /// Does what a click does in what lies over the panes.
    pub(super) fn press_over_panes(&mut self, overlay: Overlay, pointed: Pointed) -> Vec<Effect> {
        let overlay = match overlay {
            Overlay::Map(map) => return self.press_on_map(map, (pointed.column, pointed.row)),
            Overlay::Facets(pane) => return self.press_on_facets(pane, pointed),
            other => other,
        };
        let click = self.click_at(&overlay, pointed.row);
        self.overlay = overlay;
        match click {
            None => Vec::new(),
            Some(Click::Takes { cursor, place }) => self.choose_by_keys(cursor, place),
            Some(Click::Chooses(place)) => self.stand_on(place),
            Some(Click::Opens) => self.press_now(Key::plain(KeyCode::Enter)),
        }
    }

    /// What a click at a row of the screen means.
    fn click_at(&self, overlay: &Overlay, row: u16) -> Option<Click> {
        let list = self.panes().choices(self.size);
        let line = row.checked_sub(list.y).filter(|line| *line < list.height)?;
        let takes = |cursor: usize, count: usize| {
            let place = first_shown(cursor, list.height.into()) + usize::from(line);
            (place < count).then_some(Click::Takes { cursor, place })
        };
        let chooses = |cursor: usize, place: usize, count: usize| {
            let click = if place == cursor { Click::Opens } else { Click::Chooses(place) };
            (place < count).then_some(click)
        };
        let of_lines = |cursor: usize, count: usize| {
            chooses(cursor, first_shown(cursor, list.height.into()) + usize::from(line), count)
        };
        match overlay {
            Overlay::Picker(picker) => takes(picker.cursor(), picker.entries().len()),
            Overlay::Palette(palette) => takes(palette.cursor, self.palette_rows(palette).len()),
            Overlay::Views(menu) => takes(menu.cursor, self.view_rows(menu).len()),
            Overlay::Arrange(menu) => takes(menu.cursor, self.arrange_rows(menu).len()),
            Overlay::Links(panel) => of_lines(panel.cursor, self.reading.links().len()),
            Overlay::Notes(panel) => {
                let first = first_shown(panel.cursor, (list.height / NOTE_ROWS).max(1).into());
                let place = first + usize::from(line / NOTE_ROWS);
                chooses(panel.cursor, place, self.highlights().len() + 1)
            }
            Overlay::Companions(panel) if panel.view == CompanionView::List => {
                let rows = self.time_line_rows(panel.chosen);
                let end =
                    rows.iter().rposition(|place| *place == Some(panel.chosen)).map_or(0, |last| last + 1);
                let first = end.saturating_sub(list.height.into());
                let place = (*rows.get(first + usize::from(line))?)?;
                chooses(panel.chosen, place, usize::MAX)
            }
            Overlay::Retag(panel) if panel.word.is_none() && panel.offers.is_empty() => {
                let rows = self.tag_rows(panel);
                of_lines(panel.cursor(&rows), rows.len())
            }
            Overlay::None
            | Overlay::Filter(_)
            | Overlay::Find(_)
            | Overlay::Map(_)
            | Overlay::Facets(_)
            | Overlay::Help(_)
            | Overlay::Provenance(_)
            | Overlay::Companions(_)
            | Overlay::Retag(_)
            | Overlay::Passage
            | Overlay::Log(_)
            | Overlay::Ask(_)
            | Overlay::Confirm(_) => None,
        }
    }

    /// Puts the cursor of a list on a row.
    fn stand_on(&mut self, place: usize) -> Vec<Effect> {
        let tag = if let Overlay::Retag(panel) = &self.overlay {
            self.tag_rows(panel).into_iter().nth(place).map(|row| row.tag)
        } else {
            None
        };
        if let Overlay::Links(panel) = &mut self.overlay {
            panel.cursor = place;
            self.reading.choose_link(Some(place));
        } else if let Overlay::Notes(panel) = &mut self.overlay {
            panel.cursor = place;
        } else if let Overlay::Companions(panel) = &mut self.overlay {
            panel.chosen = place;
        } else if let Overlay::Retag(panel) = &mut self.overlay {
            panel.on = tag;
        }
        Vec::new()
    }

    /// Does what the keys to a row and Enter would do.
    fn choose_by_keys(&mut self, cursor: usize, place: usize) -> Vec<Effect> {
        let step = if place > cursor { KeyCode::Down } else { KeyCode::Up };
        let steps = std::iter::repeat_n(step, place.abs_diff(cursor));
        steps.chain([KeyCode::Enter]).flat_map(|code| self.press_now(Key::plain(code))).collect()
    }

    /// Takes the facet at a cell, or begins a span of bars there. Beside the pane the list is pointed at.
    fn press_on_facets(&mut self, mut pane: Box<FacetPane>, pointed: Pointed) -> Vec<Effect> {
        let holds = |area: &Area| area.holds(pointed.column, pointed.row);
        if !self.facet_area().as_ref().is_some_and(holds) {
            self.overlay = Overlay::Facets(pane);
            return self.press_in_panes(pointed);
        }
        let area = self.facet_rows_area().filter(holds);
        let row = area.and_then(|area| pane.row_at(area, pointed.row));
        match row.and_then(|place| pane.rows().get(place)) {
            Some(FacetRow::Facet { .. } | FacetRow::Source { .. }) => {
                pane.stand_on(row);
                return self.take_facet(pane);
            }
            Some(FacetRow::Dates) => {
                pane.stand_on(row);
                if let Some(area) = area {
                    pane.begin_span(pane.bars_shown(area.width).at(pointed.column - area.x));
                    self.dragging = Dragging::Bars;
                }
            }
            Some(FacetRow::Heading(_)) | None => {}
        }
        self.overlay = Overlay::Facets(pane);
        Vec::new()
    }

    /// Lets the span of bars reach to a column.
    pub(super) fn draw_span(&mut self, column: u16) -> Vec<Effect> {
        if let (Some(area), Overlay::Facets(pane)) = (self.facet_rows_area(), &mut self.overlay) {
            let bar = pane.bars_shown(area.width).at(column.saturating_sub(area.x));
            pane.go_to_bar(bar);
        }
        Vec::new()
    }

    /// Takes the span of bars that was drawn.
    pub(super) fn end_span(&mut self) -> Vec<Effect> {
        match std::mem::take(&mut self.overlay) {
            Overlay::Facets(pane) => self.take_facet(pane),
            other => {
                self.overlay = other;
                Vec::new()
            }
        }
    }
}

/// The first row of a list that is shown where so many rows are, scrolled until the one with the cursor is seen.
fn first_shown(cursor: usize, rows: usize) -> usize {
    (cursor + 1).saturating_sub(rows.max(1))
}
