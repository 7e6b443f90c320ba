//! The state and its one way to change.

use super::{Effect, Event, Key, KeyCode, Size};

/// What the reader chose before the program started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// The widest a line of text may be, in cells.
    pub measure: u16,
    /// Break English words at the end of a line.
    pub hyphenate: bool,
    /// Spread the words of a line over the whole measure.
    pub justify: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { measure: 72, hyphenate: false, justify: false }
    }
}

/// The whole interactive state.
#[derive(Debug, Default)]
pub struct App {
    size: Size,
}

impl App {
    /// The state before anything happened.
    pub fn new(_settings: Settings) -> Self {
        Self::default()
    }

    /// Takes what happened and says what must be done.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Resized(size) => {
                self.size = size;
                Vec::new()
            }
            Event::Key(key) if key == Key::plain(KeyCode::Char('q')) => vec![Effect::Quit],
            _ => Vec::new(),
        }
    }

    /// The size of the terminal.
    pub fn size(&self) -> Size {
        self.size
    }
}
