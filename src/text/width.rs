//! Display width by grapheme.

/// The cells a cleaned text takes on screen.
pub fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

/// The longest head of `text` that fits `cells`, cut between graphemes.
pub fn truncate(text: &str, cells: usize) -> &str {
    text.get(..cells.min(text.len())).unwrap_or(text)
}
