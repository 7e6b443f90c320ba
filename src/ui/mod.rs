//! State to cells: pure, so that drawing twice gives the same cells. One file a panel.

mod arrange;
mod companions;
mod facets;
mod filter;
mod frame;
mod help;
mod hints;
mod links;
mod list;
mod log;
mod look;
mod map;
mod notes;
mod paint;
mod palette;
mod path;
mod picker;
mod provenance;
mod reading;
mod retag;
mod start;
mod status;
mod theme;
mod views;
mod welcome;

use std::cell::Cell;

use ratatui::buffer::Buffer;

use crate::app::{App, Overlay, Stage};

pub use look::{Borders, Look};
pub use theme::{Depth, Role, Theme};

use look::Signs;
use paint::Pen;
use theme::Styles;

/// What every panel draws with.
#[derive(Debug, Clone, Copy)]
struct Kit<'a> {
    styles: Styles,
    signs: &'static Signs,
    /// Where the terminal's own cursor goes: whatever is drawn last over the others says so last.
    cursor: &'a Cell<Option<Spot>>,
}

/// A cell of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The column, from 0.
    pub column: u16,
    /// The row, from 0.
    pub row: u16,
}

impl Kit<'_> {
    /// Begins a row one can be on: with a sign, and the terminal's cursor, on the one that is chosen.
    fn begin_row(self, pen: &mut Pen<'_>, chosen: bool) {
        if chosen {
            self.cursor.set(pen.spot());
        }
        pen.write(if chosen { ">" } else { " " }, self.styles.accent);
    }

    /// Stands behind what is being typed, and has the terminal's cursor.
    fn end_typing(self, pen: &mut Pen<'_>) {
        self.cursor.set(pen.spot().or(self.cursor.get()));
        pen.write("_", self.styles.accent);
    }
}

/// Draws the whole screen into a buffer of the terminal's size. Says where the terminal's own cursor goes: to the row one
/// is at, or behind what is typed, where programs that read the screen aloud look for it.
pub fn draw(app: &App, look: &Look, buffer: &mut Buffer) -> Option<Spot> {
    let cursor = Cell::new(None);
    let kit = Kit { styles: look.styles(app.settings().themes.chosen), signs: look.signs(), cursor: &cursor };
    let panes = app.panes();
    if panes.list.is_none() && panes.reading.is_none() {
        status::draw_tiny(app, kit, buffer);
    } else {
        draw_panes(app, kit, buffer);
        draw_over(app, kit, buffer);
        if app.greets() && matches!(app.overlay(), Overlay::None) {
            welcome::draw(app, kit, buffer);
        }
    }
    if look.ascii {
        paint::spell_ellipses(buffer);
        paint::spell_dots(buffer, kit.signs.dot);
    }
    paint::ground(buffer, kit.styles.ground);
    cursor.get()
}

/// The frame with the list and the text, or with what stands in their place.
fn draw_panes(app: &App, kit: Kit, buffer: &mut Buffer) {
    let panes = app.panes();
    frame::draw(app, kit, buffer);
    let nothing_listed = matches!(app.stage(), Stage::Loading(_)) || app.list().is_empty();
    match panes.list {
        Some(_) if nothing_listed => start::draw(app, kit, buffer),
        Some(area) => list::draw(app, kit, area, buffer),
        None => {}
    }
    // A text stays open although nothing is listed any more.
    if let Some(area) = panes.reading.filter(|_| !nothing_listed || app.list().lost().is_some()) {
        reading::draw(app, kit, area, buffer);
    }
}

/// The bottom line, or what lies over the panes.
fn draw_over(app: &App, kit: Kit, buffer: &mut Buffer) {
    match app.overlay() {
        Overlay::None => status::draw(app, kit, buffer),
        Overlay::Filter(bar) => filter::draw(app, bar, kit, buffer),
        Overlay::Find(bar) => filter::draw_find(app, bar, kit, buffer),
        Overlay::Picker(open) => picker::draw(app, open, kit, buffer),
        Overlay::Map(open) => map::draw(app, open, kit, buffer),
        Overlay::Facets(pane) => facets::draw(app, pane, kit, buffer),
        Overlay::Palette(open) => palette::draw(app, open, kit, buffer),
        Overlay::Views(menu) => views::draw(app, menu, kit, buffer),
        Overlay::Arrange(menu) => arrange::draw(app, menu, kit, buffer),
        Overlay::Help(open) => help::draw(app, open, kit, buffer),
        Overlay::Provenance(panel) => provenance::draw(app, panel, kit, buffer),
        Overlay::Companions(panel) => companions::draw(app, *panel, kit, buffer),
        Overlay::Retag(panel) => retag::draw(app, panel, kit, buffer),
        Overlay::Links(panel) => links::draw(app, *panel, kit, buffer),
        Overlay::Passage => status::draw_marking(app, kit, buffer),
        Overlay::Notes(panel) => notes::draw(app, *panel, kit, buffer),
        Overlay::Ask(ask) => filter::draw_ask(app, ask, kit, buffer),
        Overlay::Confirm(confirm) => status::draw_question(app, confirm, kit, buffer),
        Overlay::Log(top) => log::draw(app, *top, kit, buffer),
    }
}
