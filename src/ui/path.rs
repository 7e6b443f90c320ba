//! Paths where there is too little room: the folders they begin with give way, and the name of the file stays.

use ratatui::style::Style;

use super::filter::tail;
use super::paint::{Ink, Pen, part};
use crate::text::SafeText;

/// The byte from which on a path takes at most so many cells: where a folder begins, if one does.
pub(super) fn end_of_path(path: &SafeText, cells: usize) -> usize {
    let fitting = tail(path, cells);
    let folder = path.get(fitting..).and_then(|rest| rest.find('/')).filter(|_| fitting > 0);
    fitting + folder.unwrap_or(0)
}

/// Writes a path on what is left of a row, with a sign for the beginning that was cut off.
pub(super) fn write_path(pen: &mut Pen<'_>, path: &SafeText, more: &'static str, style: Style) {
    let room = usize::from(pen.room());
    let whole = usize::from(Ink::from(path).width()) <= room;
    let cells = if whole { room } else { room.saturating_sub(usize::from(Ink::from(more).width())) };
    let shown = end_of_path(path, cells);
    if shown > 0 {
        pen.write(more, style);
    }
    pen.write(part(path, shown..path.len()), style);
}
