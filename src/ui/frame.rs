//! The header and the rules: where one is and how much is left.

use ratatui::buffer::Buffer;

use super::Kit;
use super::paint::{Cut, Pen, column, rule};
use crate::app::{App, Area, Stage};
use crate::text::SafeText;

/// Columns of the name of a view.
const VIEW_NAME: u16 = 24;

/// Draws everything around the panes.
pub(super) fn draw(app: &App, kit: Kit, buffer: &mut Buffer) {
    let panes = app.panes();
    if let Some(area) = panes.header {
        header(app, kit, area, buffer);
    }
    for area in [panes.upper_rule, panes.lower_rule].into_iter().flatten() {
        rule(buffer, area, kit.signs.rule, kit.styles.quiet);
    }
    if let Some(area) = panes.divider {
        column(buffer, area, kit.signs.divider, kit.styles.quiet);
        let meets = |line: Area| Area { x: area.x, width: 1, ..line };
        for (line, sign) in [(panes.upper_rule, kit.signs.tee_down), (panes.lower_rule, kit.signs.tee_up)] {
            if let Some(line) = line {
                Pen::new(buffer, meets(line), 0).write(sign, kit.styles.quiet);
            }
        }
    }
}

fn header(app: &App, kit: Kit, area: Area, buffer: &mut Buffer) {
    let mut pen = Pen::new(buffer, area, 0);
    pen.skip(1).write("Dateline", kit.styles.accent).skip(3);
    pen.write_within(&app.view_name(), Cut { cells: VIEW_NAME, more: kit.signs.more }, kit.styles.text);
    let query = SafeText::label(app.filter().query().trim());
    let summary = summary(app, kit);
    if summary.len() < usize::from(pen.room()) {
        pen.write_right(" ", kit.styles.text).write_right(&summary, kit.styles.quiet);
    }
    if !query.is_empty() {
        pen.skip(3).write("/ ", kit.styles.quiet);
        let cells = pen.room().saturating_sub(3);
        pen.write_within(&query, Cut { cells, more: kit.signs.more }, kit.styles.text);
    }
}

fn summary(app: &App, kit: Kit) -> SafeText {
    let Stage::Ready(_) = app.stage() else { return SafeText::default() };
    let rows = app.list().len();
    let all = app.filter().of();
    let noun = if all == 1 { "article" } else { "articles" };
    let articles = if rows == all { format!("{rows} {noun}") } else { format!("{rows} of {all} {noun}") };
    if all == 0 {
        return SafeText::label(&articles);
    }
    let session = app.session();
    let counts = [
        (session.read, "read"),
        (session.starred, "starred"),
        (session.archived, "archived"),
        (session.snoozed, "snoozed"),
        (session.tagged, "tagged"),
    ];
    let done: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, verb)| format!("{count} {verb}"))
        .collect();
    let touched = app.list().sums().touched > 0;
    let done = if done.is_empty() && !touched { "nothing triaged yet".to_owned() } else { done.join(", ") };
    let mut parts = vec![articles, format!("{} min left", app.minutes_left()), done];
    parts.retain(|part| !part.is_empty());
    SafeText::label(&parts.join(&format!(" {} ", kit.signs.dot)))
}
