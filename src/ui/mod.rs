//! State to cells: pure, so that drawing twice gives the same cells. One file a panel.

mod arrange;
mod companions;
mod filter;
mod frame;
mod help;
mod links;
mod list;
mod log;
mod look;
mod map;
mod notes;
mod paint;
mod palette;
mod picker;
mod provenance;
mod reading;
mod retag;
mod start;
mod status;
mod theme;
mod views;

use ratatui::buffer::Buffer;

use crate::app::{App, Overlay, Stage};

pub use look::{Borders, Look};
pub use theme::{Depth, Role, Theme, ThemeMistake};

use look::Signs;
use theme::Styles;

/// What every panel draws with.
#[derive(Debug, Clone, Copy)]
struct Kit {
    styles: Styles,
    signs: Signs,
}

/// Draws the whole screen into a buffer of the terminal's size.
pub fn draw(app: &App, look: &Look, buffer: &mut Buffer) {
    let kit = Kit { styles: look.styles(app.settings().themes.chosen), signs: look.signs() };
    let panes = app.panes();
    if panes.list.is_none() && panes.reading.is_none() {
        status::draw_tiny(app, kit, buffer);
    } else {
        draw_panes(app, kit, buffer);
        draw_over(app, kit, buffer);
    }
    paint::ground(buffer, kit.styles.ground);
}

/// The frame with the list and the text, or with what stands in their place.
fn draw_panes(app: &App, kit: Kit, buffer: &mut Buffer) {
    let panes = app.panes();
    frame::draw(app, kit, buffer);
    let nothing_listed = matches!(app.stage(), Stage::Loading(_)) || app.list().is_empty();
    if nothing_listed && panes.list.is_some() {
        start::draw(app, kit, buffer);
    } else {
        if let Some(area) = panes.list {
            list::draw(app, kit, area, buffer);
        }
        if let Some(area) = panes.reading {
            reading::draw(app, kit, area, buffer);
        }
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
