//! The pane of facets: bars of dates, regions and countries as a tree, topics, sources, each with its count.

use ratatui::buffer::Buffer;

use super::Kit;
use super::hints::{self, Named};
use super::look::Dots;
use super::paint::{Cut, Ink, Pen, rule, wipe};
use super::status::{Hint, name_keys, tell};
use crate::app::{Action, App, Area, BAR_ROWS, Bars, FacetPane, FacetRow, Histogram, Pane};
use crate::query::Kind;
use crate::text::SafeText;

/// Stands before what the filter names.
const TAKEN: &str = "x";
/// Stands before the first day of a bar of a week.
const WEEK: &str = "week of ";
/// Heights of a bar within a cell, from nothing to all of it.
const BRAILLE: [&str; 5] = [" ", "⣀", "⣤", "⣶", "⣿"];
const ASCII: [&str; 5] = [" ", "_", ":", "#", "#"];

/// The keys of the pane.
const KEYS: [Hint; 4] = [
    (&[Action::NextArticle, Action::PreviousArticle], "move"),
    (&[Action::Read], "take"),
    (&[Action::SwitchPane], "next part"),
    (&[Action::Facets], "close"),
];

/// Draws the pane at its place.
pub(super) fn draw(app: &App, pane: &FacetPane, kit: Kit, buffer: &mut Buffer) {
    let (Some(whole), Some(area)) = (app.facet_area(), app.facet_rows_area()) else { return };
    let rule = app.panes().facet_rule().map_or(0, |rule| rule.width);
    wipe(buffer, Area { x: whole.x + rule, width: whole.width - rule, ..whole });
    for (y, (place, below)) in (0..).zip(pane.lines(area.height)) {
        let Some(row) = pane.rows().get(place) else { continue };
        let own = Area { y: area.y + y, height: 1, ..area };
        draw_line(pane, kit, (place, row, below), own, buffer);
    }
    draw_keys(app, pane, kit, buffer);
}

/// One line of a row, counted from its last one.
fn draw_line(
    pane: &FacetPane,
    kit: Kit,
    (place, row, line): (usize, &FacetRow, u16),
    area: Area,
    buffer: &mut Buffer,
) {
    let chosen = place == pane.cursor();
    let mut pen = Pen::new(buffer, area, 0);
    match row {
        FacetRow::Heading(name) if line == 0 => {
            pen.write(*name, kit.styles.strong);
            if matches!(pane.rows().get(place + 1), Some(FacetRow::Dates)) {
                let cells = pen.skip(2).room();
                let cut = Cut { cells, more: kit.signs.more };
                let wordings = told(pane, kit);
                let fitting = wordings.iter().find(|told| Ink::from(*told).width() <= cells);
                if let Some(told) = fitting.or(wordings.last()) {
                    pen.write_within(told, cut, kit.styles.text);
                }
            }
        }
        FacetRow::Heading(_) => {}
        FacetRow::Dates => draw_bars(pane, kit, (chosen, line), area, buffer),
        FacetRow::Facet { facet, depth, taken } => {
            begin_row(kit, &mut pen, (chosen, *taken), facet.count);
            pen.skip(2 * *depth);
            write_label(kit, &mut pen, (chosen || *taken, &facet.label));
            let quiet = facet.kind == Kind::Topic && pen.room() > 12;
            if quiet {
                let cells = pen.skip(2).room().saturating_sub(1);
                pen.write_within(&facet.detail, Cut { cells, more: kit.signs.more }, kit.styles.quiet);
            }
        }
        FacetRow::Source { source, taken } => {
            begin_row(kit, &mut pen, (chosen, *taken), source.count);
            write_label(kit, &mut pen, (chosen || *taken, &source.label));
        }
    }
}

/// The count at the right, and at the left whether the row has the cursor and whether it is taken.
fn begin_row(kit: Kit, pen: &mut Pen<'_>, (chosen, taken): (bool, bool), count: usize) {
    let count = SafeText::label(&count.to_string());
    pen.write_right(&count, if chosen { kit.styles.accent } else { kit.styles.quiet });
    kit.begin_row(pen, chosen);
    pen.write(if taken { TAKEN } else { " " }, kit.styles.accent);
}

fn write_label(kit: Kit, pen: &mut Pen<'_>, (bright, label): (bool, &SafeText)) {
    let cells = pen.room().saturating_sub(1);
    let style = if bright { kit.styles.accent } else { kit.styles.text };
    pen.write_within(label, Cut { cells, more: kit.signs.more }, style);
}

/// The chosen bars in words, and how many articles are in none, in fewer and fewer words.
fn told(pane: &FacetPane, kit: Kit) -> Vec<SafeText> {
    let (span, bars) = (pane.span(), &pane.histogram().bars);
    let label = |place: usize| bars.get(place).map(|bar| bar.label.as_str()).unwrap_or_default();
    let days = match label(span.first) {
        only if span.first == span.last => only.to_owned(),
        first => format!("{first} to {}", label(span.last)),
    };
    let told = format!("{days} {} {}", kit.signs.dot, pane.counted());
    let short = told.replace(WEEK, "");
    let wordings = match pane.histogram().elsewhere {
        0 => vec![told, short],
        more => {
            let whole = format!("{told}   ({more} without such a date)");
            vec![whole, format!("{told}   {more} undated"), format!("{short}, {more} undated"), told, short]
        }
    };
    wordings.iter().map(|wording| SafeText::label(wording)).collect()
}

/// A line of the bars: the bars themselves, the markers below them, the first and last date.
fn draw_bars(pane: &FacetPane, kit: Kit, (chosen, line): (bool, u16), area: Area, buffer: &mut Buffer) {
    let histogram = pane.histogram();
    let shown = pane.bars_shown(area.width);
    let bars = || histogram.bars.iter().enumerate().skip(shown.first).take(shown.count);
    let gap = u16::from(shown.width > 2);
    let mut pen = Pen::new(buffer, area, 0);
    match line {
        0 => draw_ends(histogram, shown, kit, &mut pen),
        1 => {
            for (place, _) in bars() {
                draw_marker(pane, kit, &mut pen, (place, chosen));
                pen.skip(shown.width - 1);
            }
        }
        _ => {
            let levels = match kit.signs.dots() {
                Dots::Braille => BRAILLE,
                Dots::Ascii => ASCII,
            };
            for (place, bar) in bars() {
                let bright = pane.span().holds(place) || pane.taken().is_some_and(|taken| taken.holds(place));
                let style = if bright { kit.styles.accent } else { kit.styles.text };
                let sign = levels.get(filled(bar.count, histogram.most(), line - 2)).copied().unwrap_or(" ");
                for _ in 0..shown.width - gap {
                    pen.write(sign, style);
                }
                pen.skip(gap);
            }
        }
    }
}

/// The sign below a bar: whether it has the cursor, belongs to the span that is drawn, or is taken.
fn draw_marker(pane: &FacetPane, kit: Kit, pen: &mut Pen<'_>, (place, chosen): (usize, bool)) {
    let is_taken = pane.taken().is_some_and(|taken| taken.holds(place));
    let style = if chosen || is_taken { kit.styles.accent } else { kit.styles.quiet };
    if place == pane.bar() && chosen {
        kit.cursor.set(pen.spot());
    }
    let sign = match place == pane.bar() {
        true if chosen => "^",
        true if !is_taken => "'",
        _ if pane.draws_span() && pane.span().holds(place) => "-",
        _ if is_taken => TAKEN,
        _ => " ",
    };
    pen.write(sign, style);
}

/// Quarters of a cell that a bar fills in a row counted from the bottom. Whoever has any article shows.
fn filled(count: usize, most: usize, row: u16) -> usize {
    let quarters = usize::from(BAR_ROWS) * 4;
    let own = (count * quarters).div_ceil(most.max(1));
    own.saturating_sub(usize::from(row) * 4).min(4)
}

fn draw_ends(histogram: &Histogram, shown: Bars, kit: Kit, pen: &mut Pen<'_>) {
    let first = shown.first;
    let last = (first + shown.count).saturating_sub(1);
    let (Some(from), Some(to)) = (histogram.bars.get(first), histogram.bars.get(last)) else { return };
    if last > first {
        pen.write_right(&to.label, kit.styles.quiet);
    }
    let cells = pen.room().saturating_sub(1);
    pen.write_within(&from.label, Cut { cells, more: kit.signs.more }, kit.styles.quiet);
}

fn draw_keys(app: &App, pane: &FacetPane, kit: Kit, buffer: &mut Buffer) {
    let status = app.panes().status;
    rule(buffer, status, " ", kit.styles.text);
    let mut pen = Pen::new(buffer, status, 0);
    if tell(app, kit, pen.skip(1)) {
        return;
    }
    if !pane.is_on_dates() {
        return name_keys(app, (Pane::List, &KEYS), kit, &mut pen);
    }
    let span = if pane.draws_span() { "no span" } else { "span" };
    let mut named = vec![Named::fixed("Left Right", "in time")];
    let mut name = |hint: &Hint| {
        named.extend(Named::bound_but(app, Pane::List, hint, FacetPane::goes_through_time));
    };
    name(&(&[Action::SelectRange], span));
    for hint in &KEYS {
        name(hint);
    }
    hints::write(kit, &mut pen, &named);
}
