//! The list pane: group headings, headlines with their marks, a line or columns on what each is about, and how far down
//! the list is scrolled.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::Kit;
use super::paint::{Cut, Ink, Marks, Pen, column, part};
use crate::app::{App, Area, Column, DateForm, MARKS, Pane, Row, age};
use crate::article::{Date, MonthName};
use crate::text::{SafeText, ellipsize, truncate};

/// Stands before the headline of an article that is selected.
const SELECTED: &str = "+";

/// Stands before the heading of a folded group.
const FOLDED: &str = "+ ";

/// Cells that are left free behind the beginning of a text, below the minutes.
const LEDE_MARGIN: u16 = 5;

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
        if heading_lines > 0 {
            heading(app, kit, Slot { area, line: line + heading_lines - 1 }, index, buffer);
        }
        line += heading_lines;
        if list.is_folded(index) {
            continue;
        }
        let chosen = list.is_chosen(index);
        let slot = Slot { area, line };
        match list.row(index) {
            Some(row) => draw_row(app, kit, slot, (row, index), buffer),
            None => draw_place(kit, slot, chosen, buffer),
        }
        if app.is_selected(index) {
            Pen::new(buffer, slot.area, slot.line).skip(MARKS - 1).write(SELECTED, kit.styles.accent);
        }
        line += u16::try_from(list.row_height(index)).unwrap_or(1);
    }
    draw_thumb(app, kit, area, buffer);
}

/// A line of the pane.
#[derive(Clone, Copy)]
struct Slot {
    area: Area,
    line: u16,
}

/// Draws the heading over a row, or the one that stands for a folded group.
fn heading(app: &App, kit: Kit, slot: Slot, index: usize, buffer: &mut Buffer) {
    let list = app.list();
    let Some((label, count)) = list.heading(index) else { return };
    let sign = if list.is_folded(index) { FOLDED } else { "" };
    let label = SafeText::label(&format!("{sign}{}", app.group_name(label)));
    let chosen = list.is_folded(index) && list.is_chosen(index);
    let style = if chosen { kit.styles.accent } else { kit.styles.quiet };
    draw_place(kit, slot, chosen, buffer);
    let mut pen = Pen::new(buffer, slot.area, slot.line);
    let count = SafeText::label(&count.to_string());
    pen.skip(1).write_right(" ", kit.styles.quiet).write_right(&count, kit.styles.quiet);
    let cells = pen.room().saturating_sub(1);
    pen.write_within(&label, Cut { cells, more: kit.signs.more }, style);
}

/// Names the group of the first row on screen at the end of the rule above, where its heading is scrolled off.
pub(super) fn draw_group_above(app: &App, kit: Kit, rule: Area, buffer: &mut Buffer) {
    /// Cells of the rule that stay before the name and behind it.
    const RULE: u16 = 2;
    let list = app.list();
    let Some((begin, group)) = list.group_at(list.top()) else { return };
    if begin == list.top() {
        return;
    }
    let room = usize::from(rule.width.saturating_sub(2 * RULE + 2));
    let name = ellipsize(&app.group_name(group.label.as_ref()), room, kit.signs.ellipsis());
    let mut pen = Pen::new(buffer, Area { width: rule.width.saturating_sub(RULE), ..rule }, 0);
    pen.write_right(" ", kit.styles.quiet)
        .write_right(&name, kit.styles.quiet)
        .write_right(" ", kit.styles.quiet);
}

/// Draws what is known of a row that is on its way: whether the cursor is on it.
fn draw_place(kit: Kit, slot: Slot, chosen: bool, buffer: &mut Buffer) {
    kit.begin_row(&mut Pen::new(buffer, slot.area, slot.line), chosen);
}

/// Draws one row.
fn draw_row(app: &App, kit: Kit, slot: Slot, (row, index): (&Row, usize), buffer: &mut Buffer) {
    let chosen = app.list().is_chosen(index);
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
        let goes_on = number + 1 == rows.len() && !whole;
        let more = if goes_on { kit.signs.more } else { "" };
        let shown = fitting(
            &row.headline,
            wrapped.shown.clone(),
            pen.room() - Ink::from(more).width().min(pen.room()),
        );
        pen.write_marked(&row.headline, shown, &Marks { ranges: &marked, plain: style });
        pen.write(more, style);
        taken += 1;
    }
    if app.list().has_lede(index) {
        let mut pen = Pen::new(buffer, slot.area, slot.line + taken);
        let cells = pen.skip(MARKS).room().saturating_sub(LEDE_MARGIN);
        let style = if is_dealt_with(app, row) { kit.styles.quiet } else { kit.styles.text };
        if let Some(words) = &row.lede {
            pen.write_within(words, Cut { cells, more: kit.signs.more }, style);
        }
        taken += 1;
    }
    if app.list().extent().is_spaced() {
        let mut pen = Pen::new(buffer, slot.area, slot.line + taken);
        let cells = pen.skip(MARKS).room().saturating_sub(1);
        write_details(kit, &mut pen, &details(app, kit, row, cells), cells);
    }
}

/// Writes what a row is about; where it does not fit, its first words.
fn write_details(kit: Kit, pen: &mut Pen<'_>, details: &SafeText, cells: u16) {
    let whole = Ink::from(details).width() <= cells;
    let more = if whole { "" } else { kit.signs.more };
    let shown = fitting(details, 0..details.len(), cells.saturating_sub(Ink::from(more).width()));
    let words = details.get(shown).unwrap_or_default();
    let words = if whole { words } else { words.trim_end_matches([' ', ',', '·', '-']) };
    pen.write(part(details, 0..words.len()), kit.styles.quiet).write(more, kit.styles.quiet);
}

/// As many words of a stretch of a text as fit so many cells; of a long one its beginning.
fn fitting(text: &SafeText, shown: Range<usize>, cells: u16) -> Range<usize> {
    let stretch = text.get(shown.clone()).unwrap_or_default();
    let head = truncate(stretch, usize::from(cells));
    let is_whole = stretch.get(head.len()..).is_none_or(|rest| rest.is_empty() || rest.starts_with(' '));
    let before = head.rfind(' ').filter(|end| !is_whole && *end > head.len() / 2);
    let head = before.and_then(|end| head.get(..end)).unwrap_or(head).trim_end();
    shown.start..shown.start + head.len()
}

/// Whether nothing about a row waits for its reader any more.
fn is_dealt_with(app: &App, row: &Row) -> bool {
    !app.list().marks_of(&row.triage).waits() && !row.triage.changed
}

fn headline_style(app: &App, kit: Kit, row: &Row, chosen: bool) -> Style {
    match (chosen, is_dealt_with(app, row)) {
        (true, _) if app.focus() == Pane::List => kit.styles.accent,
        (_, true) => kit.styles.quiet,
        (_, false) => kit.styles.strong,
    }
}

/// The cursor, the star and a letter for changed, archived, snoozed, noted on or read before a headline, the minutes
/// behind it. What is read is dim too, so a note may go before that.
fn marks(app: &App, kit: Kit, pen: &mut Pen<'_>, (row, chosen): (&Row, bool)) {
    let marks = app.list().marks_of(&row.triage);
    pen.write_right(" ", kit.styles.quiet);
    for column in app.list().extent().columns_of(row) {
        write_column(app, kit, (pen, *column), row);
    }
    kit.begin_row(pen, chosen);
    pen.write(if row.triage.starred { "*" } else { " " }, kit.styles.warning);
    let letters = [
        (row.triage.changed, "c ", kit.styles.warning),
        (marks.archived, "a ", kit.styles.quiet),
        (marks.snoozed && !marks.read, "z ", kit.styles.quiet),
        (row.triage.is_noted(), "n ", kit.styles.quiet),
        (marks.read, "r ", kit.styles.quiet),
    ];
    let (_, state, style) =
        letters.into_iter().find(|(holds, ..)| *holds).unwrap_or((true, "  ", kit.styles.quiet));
    pen.write(state, style);
}

/// Writes a column at the right end of what is left of a row: numbers stand to the right, words to the left.
fn write_column(app: &App, kit: Kit, (pen, column): (&mut Pen<'_>, Column), row: &Row) {
    let style = kit.styles.quiet;
    let mut pen = pen.cut_off_right(column.width());
    let mut number = |text: String| {
        pen.write_right(&SafeText::label(&text), style);
    };
    let words = match column {
        // The column holds three digits; nobody reads for longer than that at a stretch.
        Column::Minutes => return number(format!("{}m", row.minutes.min(999))),
        Column::Date => {
            let date = row.date.map(|date| aged(app, date).unwrap_or_else(|| date.to_string()));
            return number(date.unwrap_or_default());
        }
        Column::Share => return number(progress(app, row).or_else(|| copies(row)).unwrap_or_default()),
        Column::Place => row.countries.first().or(row.region.as_ref()),
        Column::Topic => row.topics.first(),
        Column::Source => Some(&row.source),
    };
    let cells = pen.skip(2).room();
    if let Some(words) = words {
        pen.write_within(words, Cut { cells, more: kit.signs.more }, style);
    }
}

/// How long ago a date is, where dates are told so.
fn aged(app: &App, date: Date) -> Option<String> {
    match app.settings().dates {
        DateForm::Date => None,
        DateForm::Age => app.list().today().map(|today| age(date, today)),
    }
}

/// How much of an article was read that was begun and is not done: `40%`. Of the one that is open, what the bottom line
/// says.
fn progress(app: &App, row: &Row) -> Option<String> {
    if app.reading().id() != Some(row.id) {
        return row.progress();
    }
    let percent = app.reading().begun();
    (percent > 0 && !row.triage.read).then(|| format!("{percent}%"))
}

/// How many notes and highlights an article has: `2 notes`.
fn noted(row: &Row) -> Option<String> {
    match row.notes {
        0 => None,
        1 => Some("1 note".to_owned()),
        many => Some(format!("{many} notes")),
    }
}

/// How many copies of an article there are, where there are several: `x3`.
fn copies(row: &Row) -> Option<String> {
    (row.copies > 1).then(|| format!("x{}", row.copies.min(999)))
}

/// Draws, where not all rows are on screen, how far down they are scrolled, as the heavy part of the pane's edge.
fn draw_thumb(app: &App, kit: Kit, area: Area, buffer: &mut Buffer) {
    let list = app.list();
    let (all, shown) = (list.len(), list.rows_on_screen());
    let below = all.saturating_sub(shown);
    if below == 0 {
        return;
    }
    let height = usize::from(area.height);
    let length = (height * shown / all).max(1);
    let from = (height - length.min(height)) * list.top().min(below) / below;
    let cells = |lines: usize| u16::try_from(lines).unwrap_or(u16::MAX);
    let panes = app.panes();
    let beside = panes.divider.or(panes.facet_rule());
    let edge = beside.map_or(area.x + area.width.saturating_sub(1), |rule| rule.x);
    let thumb = Area { x: edge, y: area.y + cells(from), width: 1, height: cells(length) };
    column(buffer, thumb, kit.signs.thumb, kit.styles.quiet);
}

/// `Niger · conflict, diplomacy · 10 Nov 2023`, with fewer labels where there is little room.
fn details(app: &App, kit: Kit, row: &Row, cells: u16) -> SafeText {
    let all = [(2, 2), (2, 1), (1, 1)].map(|labels| details_with(app, kit, row, labels));
    let fitting = all.iter().find(|details| Ink::from(*details).width() <= cells);
    let [.., fewest] = &all;
    fitting.unwrap_or(fewest).clone()
}

fn details_with(app: &App, kit: Kit, row: &Row, (countries, topics): (usize, usize)) -> SafeText {
    let joined = |labels: &[SafeText], most: usize| {
        labels.iter().take(most).map(SafeText::as_str).collect::<Vec<_>>().join(", ")
    };
    let dot = format!(" {} ", kit.signs.dot);
    let told = |date: Date| aged(app, date).unwrap_or_else(|| date.in_words(MonthName::Short));
    let date = row.date.map_or_else(|| "undated".to_owned(), told);
    let mut parts = vec![joined(&row.countries, countries), joined(&row.topics, topics), date];
    parts.extend(progress(app, row));
    parts.extend((row.copies > 1).then(|| format!("{} copies", row.copies)));
    parts.extend(noted(row));
    parts.extend(row.triage.tags.iter().map(|tag| format!("+{tag}")));
    parts.retain(|part| !part.is_empty());
    SafeText::label(&parts.join(&dot))
}
