//! The log: files that could not be understood, then what was said, newest first.

use ratatui::buffer::Buffer;

use super::Kit;
use super::help::{closes, window};
use super::paint::{Cut, Pen};
use crate::app::{App, Stage};
use crate::text::SafeText;

/// Draws the log from a line on.
pub(super) fn draw(app: &App, top: usize, kit: Kit, buffer: &mut Buffer) {
    let area = window(app, kit, buffer);
    let nothing = Vec::new();
    let problems = match app.stage() {
        Stage::Ready(loaded) => &loaded.problems,
        Stage::Loading(_) => &nothing,
    };
    let mut lines = vec![(SafeText::label("Files that could not be understood"), kit.styles.accent)];
    lines.extend(problems.iter().map(|problem| (problem.clone(), kit.styles.text)));
    if problems.is_empty() {
        lines.push((SafeText::label("none"), kit.styles.quiet));
    }
    lines.push((SafeText::default(), kit.styles.text));
    lines.push((SafeText::label("Messages, newest first"), kit.styles.accent));
    let mut said: Vec<_> = app.log().map(|text| (text.clone(), kit.styles.text)).collect();
    said.reverse();
    lines.extend(said);
    for (row, (text, style)) in (0..area.height).zip(lines.iter().skip(top)) {
        let mut pen = Pen::new(buffer, area, row);
        let cells = pen.room();
        pen.write_within(text, Cut { cells, more: kit.signs.more }, *style);
    }
    closes(app, kit, buffer);
}
