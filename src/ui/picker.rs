//! A picker: entries with their counts, narrowed by what is typed.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::Kit;
use super::help::window;
use super::hints::{self, Named};
use super::paint::{Cut, Marks, Pen};
use crate::app::{App, Entry, Picker, without_fields};
use crate::query::Kind;
use crate::text::{SafeText, width};

/// Says that letters narrow a list.
const INVITATION: &str = "type to narrow: ";

/// Columns of a label in the picker.
const LABEL: u16 = 28;

/// Columns below which a detail says nothing.
const LEAST_DETAIL: u16 = 8;

/// Draws a picker over the panes.
pub(super) fn draw(app: &App, picker: &Picker, kit: Kit, buffer: &mut Buffer) {
    let area = window(app, kit, buffer);
    let mut title = Pen::new(buffer, area, 0);
    write_title(kit, &mut title, picker.shelf().name(), picker.typed());
    counted_in(app, picker, kit, &mut title);
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
    name_list_keys(app, kit, picker.entries().len().saturating_sub(top + height), buffer);
}

/// Of what the numbers are: the view, and the filter as far as it is not to be exchanged here.
fn counted_in(app: &App, picker: &Picker, kit: Kit, pen: &mut Pen<'_>) {
    let rest = without_fields(app.filter().query(), picker.shelf().kinds());
    let rest = if rest.is_empty() { rest } else { format!(" / {rest}") };
    let text = SafeText::label(&format!("counted in {}{rest}", app.view_name()));
    let cells = pen.skip(3).room();
    if cells >= LEAST_DETAIL * 2 {
        pen.write_within(&text, Cut { cells, more: kit.signs.more }, kit.styles.quiet);
    }
}

/// Writes the title of a list that is narrowed by typing, and what is typed.
pub(super) fn write_title(kit: Kit, pen: &mut Pen<'_>, title: &'static str, typed: &str) {
    let typed = SafeText::label(typed);
    pen.write(title, kit.styles.strong).skip(3);
    // What is typed goes before how one comes to type it.
    if usize::from(pen.room()) > width(INVITATION) + width(&typed) {
        pen.write(INVITATION, kit.styles.quiet);
    }
    kit.end_typing(pen.write(&typed, kit.styles.text));
}

/// Names the keys of a list that is narrowed by typing, and how many of its rows follow below the last one on screen.
pub(super) fn name_list_keys(app: &App, kit: Kit, below: usize, buffer: &mut Buffer) {
    let mut pen = Pen::new(buffer, app.panes().status, 0);
    if below > 0 {
        let text = SafeText::label(&format!(" {below} more below "));
        pen.write_right(&text, kit.styles.text).write_right("PgDn", kit.styles.strong);
    }
    pen.skip(1);
    let keys = [("Enter", "take"), ("Up Down", "move"), ("Esc", "leave")];
    hints::write(kit, &mut pen, &keys.map(|(key, says)| Named::fixed(key, says)));
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
    let cells = LABEL.saturating_sub(2 * entry.depth + 1);
    if width(label) <= usize::from(cells.min(pen.room())) {
        pen.write_marked(label, 0..label.len(), &Marks { ranges: &marks, plain: style });
    } else {
        pen.write_within(label, Cut { cells, more: kit.signs.more }, style);
    }
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
