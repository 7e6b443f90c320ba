//! A picker: entries with their counts, narrowed by what is typed.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::Kit;
use super::help::window;
use super::paint::{Cut, Marks, Pen};
use crate::app::{App, Entry, Picker};
use crate::query::Kind;
use crate::text::SafeText;

/// Columns of a label in the picker.
const LABEL: u16 = 28;

/// Columns below which a detail says nothing.
const LEAST_DETAIL: u16 = 8;

/// Draws a picker over the panes.
pub(super) fn draw(app: &App, picker: &Picker, kit: Kit, buffer: &mut Buffer) {
    let area = window(app, kit, buffer);
    let mut title = Pen::new(buffer, area, 0);
    let typed = SafeText::label(picker.typed());
    title.write(picker.shelf().name(), kit.styles.strong).skip(3);
    title.write("type to narrow: ", kit.styles.quiet).write(&typed, kit.styles.text);
    kit.end_typing(&mut title);
    let list = app.panes().choices(app.size());
    if picker.entries().is_empty() {
        let words = if picker.typed().is_empty() { "nothing here to choose from" } else { "nothing fits" };
        Pen::new(buffer, list, 0).write(words, kit.styles.quiet);
    }
    let height = usize::from(list.height).max(1);
    let top = picker.cursor().saturating_sub(height - 1);
    for (row, (index, entry)) in (0..list.height).zip(picker.entries().iter().enumerate().skip(top)) {
        let mut pen = Pen::new(buffer, list, row);
        draw_entry(kit, &mut pen, entry, index == picker.cursor());
    }
    name_field_keys(app, kit, buffer);
}

/// Names the keys of a list that is narrowed by typing.
pub(super) fn name_field_keys(app: &App, kit: Kit, buffer: &mut Buffer) {
    Pen::new(buffer, app.panes().status, 0)
        .skip(1)
        .write("Enter", kit.styles.strong)
        .write(" take  ", kit.styles.quiet)
        .write("Esc", kit.styles.strong)
        .write(" leave  ", kit.styles.quiet)
        .write("Up Down", kit.styles.strong)
        .write(" move", kit.styles.quiet);
}

fn draw_entry(kit: Kit, pen: &mut Pen<'_>, entry: &Entry, chosen: bool) {
    let style = if chosen { kit.styles.accent } else { kit.styles.text };
    kit.begin_row(pen, chosen);
    pen.skip(1);
    let label = &entry.facet.label;
    let before = pen.room();
    pen.skip(2 * entry.depth);
    let marks: Vec<(std::ops::Range<usize>, Style)> =
        entry.letters.iter().map(|at| (*at..letter_end(label, *at), kit.styles.matched)).collect();
    pen.write_marked(label, 0..label.len(), &Marks { ranges: &marks, plain: style });
    let used = before - pen.room();
    let count = SafeText::label(&format!("{:>5}  ", entry.facet.count));
    pen.skip(LABEL.saturating_sub(used)).write(&count, style);
    let detail = detail(entry);
    let cells = pen.room();
    if cells < LEAST_DETAIL {
        return;
    }
    pen.write_within(&detail, Cut { cells, more: kit.signs.more }, kit.styles.quiet);
}

fn detail(entry: &Entry) -> SafeText {
    match entry.facet.kind {
        Kind::Country if entry.facet.detail.is_empty() => SafeText::label("country"),
        Kind::Country | Kind::Region | Kind::Topic | Kind::Tag => entry.facet.detail.clone(),
    }
}

/// The byte behind the letter that begins at a byte.
pub(super) fn letter_end(label: &SafeText, at: usize) -> usize {
    let letter = label.get(at..).and_then(|rest| rest.chars().next());
    at + letter.map_or(1, char::len_utf8)
}
