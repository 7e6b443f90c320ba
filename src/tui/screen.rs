//! What the terminal shows and what it should show; sends the difference, one write a frame.

use std::io;
use std::mem;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::Size;
use crate::ui::{Look, Spot};

use super::encode::Encoder;
use super::guard::Terminal;
use super::look::Charset;

/// The screen of a terminal that was taken.
#[derive(Debug)]
pub(super) struct Screen {
    terminal: Arc<Terminal>,
    encoder: Encoder,
    shown: Buffer,
    next: Buffer,
    known: bool,
}

impl Screen {
    /// An empty screen without a size.
    pub(super) fn new(terminal: Arc<Terminal>, charset: Charset, look: &Look) -> Self {
        let (shown, next) = (Buffer::default(), Buffer::default());
        Self { terminal, encoder: Encoder::new(charset, look), shown, next, known: false }
    }

    /// Takes a size. When it is another one, returns true, and the next frame is drawn in full.
    pub(super) fn resize(&mut self, size: Size) -> bool {
        let area = Rect::new(0, 0, size.width, size.height);
        let resized = area != self.next.area;
        if resized {
            self.next = Buffer::empty(area);
            self.forget();
        }
        resized
    }

    /// Draws the next frame in full, because others may have written to the terminal.
    pub(super) fn forget(&mut self) {
        self.known = false;
    }

    /// Shows what is drawn into an empty buffer, and the cursor where drawing puts it. Returns how many cells had to be withheld, which should be
    /// none; `Err` where the terminal is gone.
    pub(super) fn show(&mut self, draw: impl FnOnce(&mut Buffer) -> Option<Spot>) -> io::Result<usize> {
        self.next.reset();
        let cursor = draw(&mut self.next);
        if !mem::replace(&mut self.known, true) {
            self.encoder.wipe();
            self.shown = Buffer::empty(self.next.area);
        }
        let columns = self.next.area.width;
        for (column, row, cell) in self.shown.diff_iter(&self.next) {
            self.encoder.cell((column, row), columns, cell);
        }
        self.encoder.place_cursor(cursor);
        let frame = self.encoder.take();
        mem::swap(&mut self.shown, &mut self.next);
        self.terminal.write(&frame.bytes)?;
        Ok(frame.withheld)
    }
}
