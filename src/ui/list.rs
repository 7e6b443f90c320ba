//! The list pane: group headings, headlines with their marks, and a line on what each is about.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::Kit;
use super::paint::{Cut, Ink, Marks, Pen};
use crate::app::{App, Area, MARKS, Pane, Row};
use crate::article::MonthName;
use crate::text::SafeText;

/// Stands before the headline of an article that is selected.
const SELECTED: &str = "+";

/// Draws the rows from the first one on screen down.
pub(super) fn draw(app: &App, kit: Kit, area: Area, buffer: &mut Buffer) {
    let list = app.list();
    let mut line = 0_u16;
    for index in list.top()..list.known() {
        if line >= area.height {
            break;
        }
        let at_top = index == list.top();
        let heading_lines = u16::try_from(list.heading_height(index, at_top)).unwrap_or(1);
        if let Some((label, count)) = list.heading(index) {
            let others = SafeText::label(app.filter().arranged().grouping.says_of_others());
            let label = label.unwrap_or(&others);
            heading(kit, Slot { area, line: line + heading_lines - 1 }, (label, count), buffer);
        }
        line += heading_lines;
        let chosen = index == list.cursor();
        let slot = Slot { area, line };
        match list.row(index) {
            Some(row) => draw_row(app, kit, slot, (row, chosen), buffer),
            None => draw_place(kit, slot, chosen, buffer),
        }
        if app.is_selected(index) {
            Pen::new(buffer, slot.area, slot.line).skip(MARKS - 1).write(SELECTED, kit.styles.accent);
        }
        let details = if list.extent().details { 2 } else { 0 };
        line += u16::try_from(list.headline_height(index)).unwrap_or(1) + details;
    }
}

/// A line of the pane.
#[derive(Clone, Copy)]
struct Slot {
    area: Area,
    line: u16,
}

fn heading(kit: Kit, slot: Slot, (label, count): (&SafeText, usize), buffer: &mut Buffer) {
    let mut pen = Pen::new(buffer, slot.area, slot.line);
    let count = SafeText::label(&count.to_string());
    let label = SafeText::label(&label.to_uppercase());
    pen.skip(1).write_right(" ", kit.styles.quiet).write_right(&count, kit.styles.quiet);
    let cells = pen.room().saturating_sub(1);
    pen.write_within(&label, Cut { cells, more: kit.signs.more }, kit.styles.quiet);
}

/// Draws what is known of a row that is on its way: whether the cursor is on it.
fn draw_place(kit: Kit, slot: Slot, chosen: bool, buffer: &mut Buffer) {
    kit.begin_row(&mut Pen::new(buffer, slot.area, slot.line), chosen);
}

/// Draws one row.
fn draw_row(app: &App, kit: Kit, slot: Slot, row: (&Row, bool), buffer: &mut Buffer) {
    let (row, chosen) = row;
    let style = headline_style(app, kit, row, chosen);
    let rows = app.list().headline_rows(row);
    let whole = rows.last().is_some_and(|last| last.shown.end >= row.headline.trim_end().len());
    let mut taken = 0;
    for (number, wrapped) in rows.iter().enumerate() {
        let mut pen = Pen::new(buffer, slot.area, slot.line + taken);
        if number == 0 {
            marks(app, kit, &mut pen, (row, chosen));
        } else {
            pen.skip(MARKS);
        }
        let marked: Vec<_> = row.matched.iter().map(|range| (range.clone(), kit.styles.matched)).collect();
        pen.write_marked(&row.headline, wrapped.shown.clone(), &Marks { ranges: &marked, plain: style });
        if number + 1 == rows.len() && !whole {
            pen.write(kit.signs.more, style);
        }
        taken += 1;
    }
    if app.list().extent().details {
        let mut pen = Pen::new(buffer, slot.area, slot.line + taken);
        pen.skip(MARKS);
        let cells = pen.room().saturating_sub(1);
        pen.write_within(&details(kit, row, cells), Cut { cells, more: kit.signs.more }, kit.styles.quiet);
    }
}

fn headline_style(app: &App, kit: Kit, row: &Row, chosen: bool) -> Style {
    let dealt_with = !app.list().marks_of(&row.triage).waits() && !row.triage.changed;
    match (chosen, dealt_with) {
        (true, _) if app.focus() == Pane::List => kit.styles.accent,
        (_, true) => kit.styles.quiet,
        (_, false) => kit.styles.strong,
    }
}

/// The cursor, the star and a letter for changed, archived, read or snoozed before a headline, the minutes behind it.
fn marks(app: &App, kit: Kit, pen: &mut Pen<'_>, (row, chosen): (&Row, bool)) {
    let marks = app.list().marks_of(&row.triage);
    // The column holds three digits; nobody reads for longer than that at a stretch.
    let minutes = SafeText::label(&format!("{}m", row.minutes.min(999)));
    pen.write_right(" ", kit.styles.quiet).write_right(&minutes, kit.styles.quiet);
    kit.begin_row(pen, chosen);
    pen.write(if row.triage.starred { "*" } else { " " }, kit.styles.warning);
    let (state, style) = match (row.triage.changed, marks.archived, marks.read, marks.snoozed) {
        (true, ..) => ("c ", kit.styles.warning),
        (false, true, ..) => ("a ", kit.styles.quiet),
        (false, false, true, _) => ("r ", kit.styles.quiet),
        (false, false, false, true) => ("z ", kit.styles.quiet),
        (false, false, false, false) => ("  ", kit.styles.quiet),
    };
    pen.write(state, style);
}

/// `Niger · conflict, diplomacy · 10 Nov 2023`, with fewer labels where there is little room.
fn details(kit: Kit, row: &Row, cells: u16) -> SafeText {
    let all = [(2, 2), (2, 1), (1, 1)].map(|labels| details_with(kit, row, labels));
    let fitting = all.iter().find(|details| Ink::from(*details).width() <= cells);
    let [.., fewest] = &all;
    fitting.unwrap_or(fewest).clone()
}

fn details_with(kit: Kit, row: &Row, (countries, topics): (usize, usize)) -> SafeText {
    let joined = |labels: &[SafeText], most: usize| {
        labels.iter().take(most).map(SafeText::as_str).collect::<Vec<_>>().join(", ")
    };
    let dot = format!(" {} ", kit.signs.dot);
    let date = row.date.map_or_else(|| "undated".to_owned(), |date| date.in_words(MonthName::Short));
    let mut parts = vec![joined(&row.countries, countries), joined(&row.topics, topics), date];
    if row.copies > 1 {
        parts.push(format!("x{}", row.copies));
    }
    parts.extend(row.triage.tags.iter().map(|tag| format!("+{tag}")));
    parts.retain(|part| !part.is_empty());
    SafeText::label(&parts.join(&dot))
}
