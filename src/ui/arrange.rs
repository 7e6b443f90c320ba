//! The menu of how the list is arranged.

use ratatui::buffer::Buffer;

use super::Kit;
use super::help::window;
use super::paint::Pen;
use super::picker::{name_list_keys, write_title};
use crate::app::{App, Area, ArrangeMenu, ArrangeRow};

/// Columns of what a row is about, and of what it says.
const ABOUT: u16 = 10;
const SAYS: u16 = 20;

/// Draws the menu over the panes.
pub(super) fn draw(app: &App, menu: &ArrangeMenu, kit: Kit, buffer: &mut Buffer) {
    let area = window(app, kit, buffer);
    write_title(kit, &mut Pen::new(buffer, area, 0), "The list", menu.prompt.text());
    let list = Area { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    let rows = app.arrange_rows(menu);
    if rows.is_empty() {
        Pen::new(buffer, list, 0).write("nothing is called so", kit.styles.quiet);
    }
    let top = (menu.cursor + 1).saturating_sub(usize::from(list.height).max(1));
    for (line, (index, row)) in (0..list.height).zip(rows.iter().enumerate().skip(top)) {
        let before = index.checked_sub(1).and_then(|before| rows.get(before));
        let about = if before.is_some_and(|before| before.about == row.about) { "" } else { row.about };
        draw_row(kit, &mut Pen::new(buffer, list, line), (about, row), index == menu.cursor);
    }
    let below = rows.len().saturating_sub(top + usize::from(list.height));
    name_list_keys(app, kit, below, buffer);
}

fn draw_row(kit: Kit, pen: &mut Pen<'_>, (about, row): (&'static str, &ArrangeRow), chosen: bool) {
    let style = if chosen { kit.styles.accent } else { kit.styles.text };
    kit.begin_row(pen, chosen);
    pen.skip(1);
    let before = pen.room();
    pen.write(about, kit.styles.quiet);
    pen.skip(ABOUT.saturating_sub(before - pen.room()));
    let before = pen.room();
    pen.write(row.says, style);
    pen.skip(SAYS.saturating_sub(before - pen.room()));
    if row.holds {
        pen.write("now", kit.styles.quiet);
    }
}
