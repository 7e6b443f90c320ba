//! The screen of a terminal that was taken: one write a frame.

use std::io;
use std::sync::Arc;

use ratatui::buffer::Buffer;

use crate::app::Size;
use crate::ui::{Look, Spot};

use super::canvas::Canvas;
use super::guard::Terminal;
use super::look::Charset;

/// The screen of a terminal that was taken.
#[derive(Debug)]
pub(super) struct Screen {
    terminal: Arc<Terminal>,
    canvas: Canvas,
}

impl Screen {
    /// An empty screen without a size.
    pub(super) fn new(terminal: Arc<Terminal>, charset: Charset, look: &Look) -> Self {
        Self { terminal, canvas: Canvas::new(charset, look) }
    }

    /// Takes a size. When it is another one, returns true, and the next frame is drawn in full.
    pub(super) fn resize(&mut self, size: Size) -> bool {
        self.canvas.resize(size)
    }

    /// Draws the next frame in full, because others may have written to the terminal.
    pub(super) fn forget(&mut self) {
        self.canvas.forget();
    }

    /// Shows what is drawn into an empty buffer, and the cursor where drawing puts it. Returns how many cells had to be
    /// withheld, which should be none; `Err` where the terminal is gone.
    pub(super) fn show(&mut self, draw: impl FnOnce(&mut Buffer) -> Option<Spot>) -> io::Result<usize> {
        let frame = self.canvas.show(draw);
        self.terminal.write(&frame.bytes)?;
        Ok(frame.withheld)
    }
}
