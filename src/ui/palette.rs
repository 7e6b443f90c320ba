//! The palette: what can be done, its name and its keys, narrowed by what is typed.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::Kit;
use super::help::window;
use super::paint::{Cut, Marks, Pen};
use super::picker::{letter_end, name_list_keys};
use crate::app::{App, Palette, PaletteRow};
use crate::text::SafeText;

/// Columns of the keys at the right, and of the first of them where there is little room.
const KEYS: u16 = 16;
const KEY: u16 = 8;
/// Columns of the name before them.
const NAME: u16 = 20;
/// Columns below which only one key of each is told.
const ROOM_FOR_KEYS: u16 = 60;
/// Columns below which names are left out.
const ROOM_FOR_NAMES: u16 = 90;

/// Draws the palette over the panes.
pub(super) fn draw(app: &App, palette: &Palette, kit: Kit, buffer: &mut Buffer) {
    let area = window(app, kit, buffer);
    let typed = SafeText::label(palette.prompt.text());
    let mut title = Pen::new(buffer, area, 0);
    title.write(": ", kit.styles.accent).write(&typed, kit.styles.text);
    kit.end_typing(&mut title);
    let list = app.panes().choices(app.size());
    let rows = app.palette_rows(palette);
    if rows.is_empty() {
        let mut pen = Pen::new(buffer, list, 0);
        let cells = pen.room();
        let why = app.palette_refuses(palette);
        pen.write_within(&why, Cut { cells, more: kit.signs.more }, kit.styles.quiet);
    }
    let top = (palette.cursor + 1).saturating_sub(usize::from(list.height).max(1));
    for (line, (index, row)) in (0..list.height).zip(rows.iter().enumerate().skip(top)) {
        draw_row(kit, &mut Pen::new(buffer, list, line), row, index == palette.cursor);
    }
    let below = rows.len().saturating_sub(top + usize::from(list.height));
    name_list_keys(app, kit, below, buffer);
}

fn draw_row(kit: Kit, pen: &mut Pen<'_>, row: &PaletteRow, chosen: bool) {
    let style = if chosen { kit.styles.accent } else { kit.styles.text };
    kit.begin_row(pen, chosen);
    pen.skip(1);
    let whole = pen.room();
    let names = if whole >= ROOM_FOR_NAMES { NAME } else { 0 };
    let all_keys = whole >= ROOM_FOR_KEYS;
    let words = whole.saturating_sub(if all_keys { KEYS } else { KEY } + names);
    let marks: Vec<(Range<usize>, Style)> =
        row.letters.iter().map(|at| (*at..letter_end(&row.says, *at), kit.styles.matched)).collect();
    if crate::text::width(&row.says) < usize::from(words) {
        pen.write_marked(&row.says, 0..row.says.len(), &Marks { ranges: &marks, plain: style });
    } else {
        pen.write_within(&row.says, Cut { cells: words.saturating_sub(1), more: kit.signs.more }, style);
    }
    pen.skip(words.saturating_sub(whole - pen.room()));
    if names > 0 {
        let before = pen.room();
        pen.write_within(&row.name, Cut { cells: NAME - 1, more: kit.signs.more }, kit.styles.quiet);
        pen.skip(NAME.saturating_sub(before - pen.room()));
    }
    let cells = pen.room();
    let first = SafeText::label(row.keys.split(' ').next().unwrap_or_default());
    let keys = if all_keys { &row.keys } else { &first };
    pen.write_within(keys, Cut { cells, more: kit.signs.more }, kit.styles.strong);
}
