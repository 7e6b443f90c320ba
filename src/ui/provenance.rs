//! The provenance panel: where the open article came from, why it has its tags, and its page with what was taken
//! out.

use ratatui::buffer::Buffer;

use super::Kit;
use super::filter::draw_typed;
use super::help::{closes, scrolls, window};
use super::hints::{self, Named};
use super::paint::{Cut, Ink, Pen, part};
use crate::app::{
    App, GUTTER, PageRow, Provenance, REMARK, SourceLine, Telling, WhyLine, remarks_beside, why_lines,
};
use crate::text::SafeText;

/// Columns of line numbers and labels.
const LEFT: u16 = 22;
/// Columns of a reason before the text it is about.
const REASON: u16 = 34;
/// The narrowest panel that shows a reason beside its text.
const WITH_REASON: u16 = 90;
/// The sign for what is said of the line above: one cell, as the sheet leaves for it.
const THE_SAME: &str = "\"";

/// Draws the panel from its first row on screen on.
pub(super) fn draw(app: &App, panel: &Provenance, kit: Kit, buffer: &mut Buffer) {
    let area = window(app, kit, buffer);
    let rows = panel.top..panel.top.saturating_add(area.height.into());
    let lines = app.reading().opened().map(|opened| why_lines(opened, panel, rows, app.size().width));
    let mut marked = false;
    for (row, line) in (0..area.height).zip(lines.iter().flatten()) {
        let mut pen = Pen::new(buffer, area, row);
        match line {
            WhyLine::Heading(words) => {
                let cells = pen.room();
                pen.write_within(words, Cut { cells, more: kit.signs.more }, kit.styles.accent);
            }
            WhyLine::Hint(words) => {
                let cells = pen.room();
                pen.write_within(words, Cut { cells, more: kit.signs.more }, kit.styles.quiet);
            }
            WhyLine::Rule(words) => rule(kit, &mut pen, words),
            WhyLine::Entry { left, why, text } => entry(kit, &mut pen, [left, why, text]),
            WhyLine::Word { left, weight, why } => word(kit, &mut pen, [left, weight, why]),
            WhyLine::Page(line) => {
                // The sign stands on the first row of the line that is on screen.
                kit.begin_row(&mut pen, line.chosen && !marked);
                marked |= line.chosen;
                page_row(kit, &mut pen, line);
            }
        }
    }
    bottom(app, panel, kit, buffer);
}

fn entry(kit: Kit, pen: &mut Pen<'_>, [left, why, text]: [&SafeText; 3]) {
    let width = pen.room();
    let cells = LEFT.min(width / 3);
    pen.skip(2).write_within(
        left,
        Cut { cells: cells.saturating_sub(2), more: kit.signs.more },
        kit.styles.strong,
    );
    pen.skip((cells + 1).saturating_sub(width - pen.room()));
    let beside = width >= WITH_REASON && !text.is_empty();
    let before = pen.room();
    let cells = if beside { REASON } else { before };
    pen.write_within(why, Cut { cells, more: kit.signs.more }, kit.styles.text);
    if beside {
        pen.skip((REASON + 2).saturating_sub(before - pen.room()));
        let cells = pen.room();
        pen.write_within(text, Cut { cells, more: kit.signs.more }, kit.styles.quiet);
    }
}

/// Words in a column, their weight in another, their reason behind.
fn word(kit: Kit, pen: &mut Pen<'_>, [left, weight, why]: [&SafeText; 3]) {
    let cut = |cells: u16| Cut { cells, more: kit.signs.more };
    let before = pen.room();
    let columns = WhyLine::word_columns(before);
    pen.skip(4).write_within(left, cut(columns.saturating_sub(5)), kit.styles.text);
    pen.skip(columns.saturating_sub(before - pen.room()));
    let ahead = WhyLine::WEIGHT.saturating_sub(Ink::from(weight).width());
    pen.skip(ahead).write(weight, kit.styles.text).skip(2);
    let cells = pen.room();
    pen.write_within(why, cut(cells), kit.styles.quiet);
}

/// What parts an article of the page from the one above.
fn rule(kit: Kit, pen: &mut Pen<'_>, words: &SafeText) {
    pen.skip(GUTTER - 2).write(words, kit.styles.quiet).skip(1);
    while pen.room() > 0 {
        pen.write(kit.signs.rule, kit.styles.rule);
    }
}

/// A row of a line of the page behind its sign: its number, what it says, and why it is in no article.
fn page_row(kit: Kit, pen: &mut Pen<'_>, row: &PageRow) {
    let PageRow { line, text, remark, first, own, chosen } = row;
    let columns = pen.room() + 1;
    if *first {
        pen.write(&SafeText::label(&format!("{:>5}", line.number)), kit.styles.quiet).skip(1);
    } else {
        pen.skip(6);
    }
    let bar = if *own { kit.signs.divider } else { " " };
    pen.write(bar, kit.styles.accent).skip(1);
    let style = match (line.removed, line.begins.is_some(), chosen) {
        (true, _, _) => kit.styles.quiet,
        (false, true, _) | (false, false, true) => kit.styles.strong,
        (false, false, false) => kit.styles.text,
    };
    let text = part(&line.text, text.clone());
    let said = if line.corrections.is_empty() { kit.styles.text } else { kit.styles.accent };
    let before = pen.room();
    pen.write(text, style);
    let Some(remark) = remark.clone() else { return };
    let remark = if line.repeats_above { THE_SAME.into() } else { part(&line.remark, remark) };
    if remarks_beside(columns) {
        let taken = before - pen.room();
        pen.skip(before.saturating_sub(REMARK + taken)).write(remark, said);
    } else if text.width() == 0 {
        pen.write(remark, said);
    } else {
        pen.write_right(remark, said);
    }
}

/// The bottom line: a headline being typed, the reason of the chosen line, or the keys.
fn bottom(app: &App, panel: &Provenance, kit: Kit, buffer: &mut Buffer) {
    let status = app.panes().status;
    if let Some(prompt) = &panel.prompt {
        return draw_typed(app, ("headline:", prompt.text()), kit, buffer);
    }
    if panel.telling == Telling::Tags {
        return scrolls(app, Some(Named::fixed("Tab", "page")), kit, buffer);
    }
    let Some(line) = panel.line() else { return closes(app, kit, buffer) };
    if let Some(notice) = app.notice() {
        let mut pen = Pen::new(buffer, status, 0);
        let cells = pen.skip(1).room();
        pen.write_within(&notice.text, Cut { cells, more: kit.signs.more }, kit.styles.text);
        return;
    }
    let mut pen = Pen::new(buffer, status, 0);
    hints::write(kit, pen.skip(1), &keys_for(panel, line));
}

/// The keys that are of use on a line, with what they do.
fn keys_for(panel: &Provenance, line: &SourceLine) -> Vec<Named> {
    let mut keys = Vec::new();
    if line.key.is_some() {
        if line.begins.is_none() {
            keys.push(("s", "an article begins here"));
        } else if panel.has_article_above() {
            keys.push(("J", "join to the one above"));
        }
        keys.push(if line.caption { ("C", "no caption") } else { ("c", "a caption") });
    } else if panel.has_text_below() {
        keys.push(("s", "an article begins below"));
    }
    keys.extend([("H", "headline"), ("u", "undo"), ("Tab", "tags")]);
    keys.extend([("n N", "what was taken out"), ("{ }", "article"), ("Esc", "close")]);
    keys.into_iter().map(|(key, says)| Named::fixed(key, says)).collect()
}
