//! State to cells: pure, so that drawing twice gives the same cells.

use ratatui::buffer::Buffer;

use crate::app::App;

/// How the screen may look: colours and characters the terminal can show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// Only ASCII characters in what the program itself draws.
    pub ascii: bool,
    /// No colours at all, only bold, dim, underline and reverse.
    pub plain: bool,
}

/// Draws the whole screen into a buffer of the terminal's size.
pub fn draw(_app: &App, _look: Look, _buffer: &mut Buffer) {}
