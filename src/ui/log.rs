//! The log: files that could not be understood, then what was said, newest first.

use ratatui::buffer::Buffer;

use super::Kit;
use super::help::{closes, window};
use super::paint::Pen;
use crate::app::{App, LogLine};

/// Draws the log from a line on.
pub(super) fn draw(app: &App, top: usize, kit: Kit, buffer: &mut Buffer) {
    let area = window(app, kit, buffer);
    for (row, line) in (0..area.height).zip(app.log_lines().iter().skip(top)) {
        let mut pen = Pen::new(buffer, area, row);
        match line {
            LogLine::Heading(words) => pen.write(*words, kit.styles.accent),
            LogLine::Text(text) => pen.write(text, kit.styles.text),
            LogLine::Nothing => pen.write("none", kit.styles.quiet),
        };
    }
    closes(app, kit, buffer);
}
