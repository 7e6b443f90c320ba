//! The provenance panel: where the open article came from, why it has its tags, and its page with what was taken
//! out.

use ratatui::buffer::Buffer;

use super::Kit;
use super::help::{closes, scrolls, window};
use super::paint::{Cut, Ink, Pen};
use crate::app::{App, Provenance, SourceLine, Telling, WhyLine, why_lines};
use crate::text::SafeText;

/// Columns of line numbers and labels.
const LEFT: u16 = 22;
/// Columns of a reason before the text it is about.
const REASON: u16 = 34;
/// The narrowest panel that shows a reason beside its text.
const WITH_REASON: u16 = 90;
/// Columns of a line's number.
const NUMBER: u16 = 6;

/// Draws the panel from its first line on screen on.
pub(super) fn draw(app: &App, panel: &Provenance, kit: Kit, buffer: &mut Buffer) {
    let area = window(app, kit, buffer);
    let lines =
        app.reading().opened().map(|opened| why_lines(opened, panel, app.size().width)).unwrap_or_default();
    for (row, line) in (0..area.height).zip(lines.iter().skip(panel.top)) {
        let mut pen = Pen::new(buffer, area, row);
        match line {
            WhyLine::Heading(words) => {
                pen.write(words, kit.styles.accent);
            }
            WhyLine::Entry { left, why, text } => entry(kit, &mut pen, [left, why, text]),
            WhyLine::Word { left, weight, why } => word(kit, &mut pen, [left, weight, why]),
            WhyLine::Page { line, chosen: true } => page_line(kit, &mut pen, line, Chosen::Yes),
            WhyLine::Page { line, chosen: false } => page_line(kit, &mut pen, line, Chosen::No),
        }
    }
    bottom(app, panel, kit, buffer);
}

/// Whether the cursor is on a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chosen {
    Yes,
    No,
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

/// A line of the page: its number, what it says, and why it is in no article.
fn page_line(kit: Kit, pen: &mut Pen<'_>, line: &SourceLine, chosen: Chosen) {
    let width = pen.room();
    let begins = if line.begins.is_some() { kit.styles.accent } else { kit.styles.quiet };
    kit.begin_row(pen, chosen == Chosen::Yes);
    pen.write(&SafeText::label(&format!("{:>5}", line.number)), begins).skip(1);
    let beside = width >= WITH_REASON && !line.remark.is_empty();
    let room = pen.room();
    let cells = if beside { room.saturating_sub(REASON + 2) } else { room };
    let style = match (line.removed, line.begins.is_some(), chosen) {
        (true, _, _) => kit.styles.quiet,
        (false, true, _) | (false, false, Chosen::Yes) => kit.styles.strong,
        (false, false, Chosen::No) => kit.styles.text,
    };
    pen.write_within(&line.text, Cut { cells, more: kit.signs.more }, style);
    if beside {
        pen.skip((width - NUMBER - 1 - REASON).saturating_sub(room - pen.room()));
        let cells = pen.room();
        pen.write_within(&line.remark, Cut { cells, more: kit.signs.more }, kit.styles.warning);
    }
}

/// The bottom line: a headline being typed, the reason of the chosen line, or the keys.
fn bottom(app: &App, panel: &Provenance, kit: Kit, buffer: &mut Buffer) {
    let status = app.panes().status;
    if let Some(prompt) = &panel.prompt {
        let typed = SafeText::label(prompt.text());
        let mut pen = Pen::new(buffer, status, 0);
        pen.skip(1).write("headline: ", kit.styles.accent).write(&typed, kit.styles.text);
        return kit.end_typing(&mut pen);
    }
    if panel.telling == Telling::Tags {
        let mut pen = Pen::new(buffer, status, 0);
        pen.skip(1).write("Tab", kit.styles.strong).write(" page  ", kit.styles.quiet);
        return scrolls(app, kit, &mut pen);
    }
    let Some(line) = panel.line() else { return closes(app, kit, buffer) };
    if let Some(notice) = app.notice() {
        let mut pen = Pen::new(buffer, status, 0);
        let cells = pen.skip(1).room();
        pen.write_within(&notice.text, Cut { cells, more: kit.signs.more }, kit.styles.text);
        return;
    }
    let mut pen = Pen::new(buffer, status, 0);
    for (key, says) in [
        ("s", "begins"),
        ("J", "joins"),
        ("c C", "caption"),
        ("H", "headline"),
        ("u", "undo"),
        ("Tab", "tags"),
        ("Esc", "close"),
    ] {
        pen.skip(1).write(key, kit.styles.strong).skip(1).write(says, kit.styles.quiet).skip(1);
    }
    if !line.remark.is_empty() {
        let cells = pen.skip(1).room();
        pen.write_within(&line.remark, Cut { cells, more: kit.signs.more }, kit.styles.warning);
    }
}
