//! The provenance panel: where the open article came from, what was taken out, why it has its tags.

use ratatui::buffer::Buffer;

use super::Kit;
use super::help::{closes, window};
use super::paint::{Cut, Pen};
use crate::app::{App, WhyLine, why_lines};

/// Columns of line numbers and labels.
const LEFT: u16 = 22;
/// Columns of a reason before the text it is about.
const REASON: u16 = 34;
/// The narrowest panel that shows the removed text beside the reason.
const WITH_TEXT: u16 = 90;

/// Draws the panel from a line on.
pub(super) fn draw(app: &App, top: usize, kit: Kit, buffer: &mut Buffer) {
    let area = window(app, kit, buffer);
    let lines = app.reading().opened().map(why_lines).unwrap_or_default();
    for (row, line) in (0..area.height).zip(lines.iter().skip(top)) {
        let mut pen = Pen::new(buffer, area, row);
        match line {
            WhyLine::Heading(words) => {
                pen.write(words, kit.styles.accent);
            }
            WhyLine::Entry { left, why, text } => {
                let left_cells = LEFT.min(area.width / 3);
                let before = pen.room();
                pen.skip(2).write_within(
                    left,
                    Cut { cells: left_cells - 2, more: kit.signs.more },
                    kit.styles.strong,
                );
                pen.skip((left_cells + 1).saturating_sub(before - pen.room()));
                let beside = area.width >= WITH_TEXT && !text.is_empty();
                let cells = if beside { REASON } else { pen.room() };
                let before = pen.room();
                pen.write_within(why, Cut { cells, more: kit.signs.more }, kit.styles.text);
                if beside {
                    pen.skip((REASON + 2).saturating_sub(before - pen.room()));
                    let cells = pen.room();
                    pen.write_within(text, Cut { cells, more: kit.signs.more }, kit.styles.quiet);
                }
            }
        }
    }
    closes(app, kit, buffer);
}
