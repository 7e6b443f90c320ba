//! The menu of views: names with what each holds, and the query behind it.

use ratatui::buffer::Buffer;

use super::Kit;
use super::help::window;
use super::paint::{Cut, Pen};
use super::picker::{name_list_keys, write_title};
use crate::app::{App, ViewMenu, ViewRow};
use crate::text::SafeText;

/// Columns of a name in the menu.
const NAME: u16 = 28;

/// Columns below which a query says nothing.
const LEAST_QUERY: u16 = 8;

/// Draws the menu over the panes.
pub(super) fn draw(app: &App, menu: &ViewMenu, kit: Kit, buffer: &mut Buffer) {
    let area = window(app, kit, buffer);
    write_title(kit, &mut Pen::new(buffer, area, 0), "Views", menu.prompt.text());
    let list = app.panes().choices(app.size());
    let rows = app.view_rows(menu);
    if rows.is_empty() {
        Pen::new(buffer, list, 0).write("no view is called so", kit.styles.quiet);
    }
    let top = (menu.cursor + 1).saturating_sub(usize::from(list.height).max(1));
    for (line, (index, row)) in (0..list.height).zip(rows.iter().enumerate().skip(top)) {
        draw_row(kit, &mut Pen::new(buffer, list, line), row, index == menu.cursor);
    }
    let below = rows.len().saturating_sub(top + usize::from(list.height));
    name_list_keys(app, kit, below, buffer);
}

fn draw_row(kit: Kit, pen: &mut Pen<'_>, row: &ViewRow, chosen: bool) {
    let style = if chosen { kit.styles.accent } else { kit.styles.text };
    kit.begin_row(pen, chosen);
    pen.skip(1);
    let before = pen.room();
    pen.write_within(&row.name, Cut { cells: NAME - 1, more: kit.signs.more }, style);
    let used = before - pen.room();
    let count = row.count.map_or_else(String::new, |count| count.to_string());
    let count = SafeText::label(&format!("{count:>7}  "));
    pen.skip(NAME.saturating_sub(used)).write(&count, style);
    let cells = pen.room();
    if cells >= LEAST_QUERY {
        pen.write_within(&row.query, Cut { cells, more: kit.signs.more }, kit.styles.quiet);
    }
}
