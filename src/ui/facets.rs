//! The pane of facets: bars of dates, regions and countries as a tree, topics, each with its count.

use ratatui::buffer::Buffer;

use super::Kit;
use super::look::Dots;
use super::paint::{Cut, Pen, column, rule, wipe};
use super::status::{Hint, name_keys};
use crate::app::{Action, App, Area, FacetPane, FacetRow, Histogram, Pane};
use crate::query::Kind;
use crate::text::SafeText;

/// Rows of the bars.
const BARS: u16 = 4;
/// Rows of the bars with their marker and the dates below.
const DATES: u16 = BARS + 2;
/// The widest bar.
const WIDEST_BAR: u16 = 4;
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
    let Some(whole) = app.facet_area() else { return };
    wipe(buffer, whole);
    let covers_list = app.panes().reading.is_none() && whole.x > 0;
    if covers_list {
        column(buffer, Area { width: 1, ..whole }, kit.signs.divider, kit.styles.quiet);
    }
    let margin = if whole.width >= 40 { 2 } else { 1 };
    let air = u16::from(whole.height >= 12);
    let area = Area {
        x: whole.x + margin + u16::from(covers_list),
        y: whole.y + air,
        width: whole.width.saturating_sub(2 * margin + u16::from(covers_list)),
        height: whole.height.saturating_sub(air),
    };
    draw_rows(pane, kit, area, buffer);
    draw_keys(app, pane, kit, buffer);
}

/// The rows, scrolled so that the one with the cursor is seen whole.
fn draw_rows(pane: &FacetPane, kit: Kit, area: Area, buffer: &mut Buffer) {
    let heights = pane.rows().iter().enumerate().map(|(place, row)| height(row, place == 0));
    let end: u16 = heights.clone().take(pane.cursor() + 1).sum();
    let mut above = end.saturating_sub(area.height);
    let mut y = 0;
    for ((place, row), height) in pane.rows().iter().enumerate().zip(heights) {
        for line in 0..height {
            if above > 0 {
                above -= 1;
            } else if y < area.height {
                let own = Area { y: area.y + y, height: 1, ..area };
                draw_line(pane, kit, (place, row, height - line - 1), own, buffer);
                y += 1;
            }
        }
    }
}

fn height(row: &FacetRow, first: bool) -> u16 {
    match row {
        FacetRow::Heading(_) => 1 + u16::from(!first),
        FacetRow::Dates => DATES,
        FacetRow::Facet { .. } => 1,
    }
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
                pen.write_within(&told(pane, kit), cut, kit.styles.text);
            }
        }
        FacetRow::Heading(_) => {}
        FacetRow::Dates => draw_bars(pane, kit, (chosen, line), area, buffer),
        FacetRow::Facet { facet, depth, taken } => {
            let style = if chosen || *taken { kit.styles.accent } else { kit.styles.text };
            let count = SafeText::label(&facet.count.to_string());
            pen.write_right(&count, if chosen { kit.styles.accent } else { kit.styles.quiet });
            kit.begin_row(&mut pen, chosen);
            pen.write(if *taken { "x" } else { " " }, kit.styles.accent);
            pen.skip(2 * *depth);
            let cells = pen.room().saturating_sub(1);
            pen.write_within(&facet.label, Cut { cells, more: kit.signs.more }, style);
            let quiet = facet.kind == Kind::Topic && pen.room() > 12;
            if quiet {
                let cells = pen.skip(2).room().saturating_sub(1);
                pen.write_within(&facet.detail, Cut { cells, more: kit.signs.more }, kit.styles.quiet);
            }
        }
    }
}

/// The chosen bar in words, and how many articles are in none.
fn told(pane: &FacetPane, kit: Kit) -> SafeText {
    let bar = pane.histogram().bars.get(pane.bar());
    let bar = bar.map_or_else(String::new, |bar| format!("{} {} {}", bar.label, kit.signs.dot, bar.count));
    match pane.histogram().elsewhere {
        0 => SafeText::label(&bar),
        more => SafeText::label(&format!("{bar}   ({more} without such a date)")),
    }
}

/// A line of the bars: the bars themselves, the marker of the chosen one, the first and last date.
fn draw_bars(pane: &FacetPane, kit: Kit, (chosen, line): (bool, u16), area: Area, buffer: &mut Buffer) {
    let histogram = pane.histogram();
    let (first, width) = window(pane, area.width);
    let shown =
        usize::from(area.width / width.max(1)).min(histogram.bars.len() - first.min(histogram.bars.len()));
    let mut pen = Pen::new(buffer, area, 0);
    match line {
        0 => draw_ends(histogram, (first, shown), kit, &mut pen),
        1 => {
            let at = u16::try_from(pane.bar().saturating_sub(first)).unwrap_or_default();
            let sign = if chosen { "^" } else { "'" };
            let style = if chosen { kit.styles.accent } else { kit.styles.quiet };
            pen.skip(at.saturating_mul(width)).write(sign, style);
        }
        _ => {
            let levels = match kit.signs.dots() {
                Dots::Braille => BRAILLE,
                Dots::Ascii => ASCII,
            };
            let gap = u16::from(width > 2);
            for (place, bar) in histogram.bars.iter().enumerate().skip(first).take(shown) {
                let own = place == pane.bar();
                let style = if own { kit.styles.accent } else { kit.styles.text };
                let sign = levels.get(filled(bar.count, histogram.most(), line - 2)).copied().unwrap_or(" ");
                for _ in 0..width - gap {
                    pen.write(sign, style);
                }
                pen.skip(gap);
            }
        }
    }
}

/// Quarters of a cell that a bar fills in a row counted from the bottom. Whoever has any article shows.
fn filled(count: usize, most: usize, row: u16) -> usize {
    let quarters = usize::from(BARS) * 4;
    let own = (count * quarters).div_ceil(most.max(1));
    own.saturating_sub(usize::from(row) * 4).min(4)
}

/// The first bar that is shown and how wide each is: all of them, or as many as there are columns around the chosen one.
fn window(pane: &FacetPane, columns: u16) -> (usize, u16) {
    let bars = pane.histogram().bars.len();
    let columns = usize::from(columns).max(1);
    if bars <= columns {
        let width = u16::try_from(columns / bars.max(1)).unwrap_or(WIDEST_BAR);
        return (0, width.min(WIDEST_BAR));
    }
    let first = pane.bar().saturating_sub(columns / 2).min(bars - columns);
    (first, 1)
}

fn draw_ends(histogram: &Histogram, (first, shown): (usize, usize), kit: Kit, pen: &mut Pen<'_>) {
    let last = (first + shown).saturating_sub(1);
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
    pen.skip(1);
    if matches!(pane.rows().get(pane.cursor()), Some(FacetRow::Dates)) {
        pen.write("Left Right", kit.styles.strong).write(" in time  ", kit.styles.quiet);
    }
    name_keys(app, (Pane::List, &KEYS), kit, &mut pen);
}
