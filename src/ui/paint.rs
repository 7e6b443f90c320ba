//! The only door to a cell: cleaned text and our own words go through, nothing else does.

use std::ops::Range;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Style};

use super::Spot;
use crate::app::Area;
use crate::text::{SafeText, truncate, width};

/// Text that may be drawn: our own, or a piece of a cleaned one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ink<'a>(&'a str);

impl Ink<'_> {
    /// The cells it takes.
    pub(super) fn width(self) -> u16 {
        u16::try_from(width(self.0)).unwrap_or(u16::MAX)
    }
}

impl From<&'static str> for Ink<'static> {
    fn from(own: &'static str) -> Self {
        Self(own)
    }
}

impl<'a> From<&'a SafeText> for Ink<'a> {
    fn from(clean: &'a SafeText) -> Self {
        Self(clean.as_str())
    }
}

/// A piece of a cleaned text; empty where the range is not one of it.
pub(super) fn part(clean: &SafeText, range: Range<usize>) -> Ink<'_> {
    Ink(clean.as_str().get(range).unwrap_or_default())
}

/// One row of cells being filled from the left.
#[derive(Debug)]
pub(super) struct Pen<'a> {
    buffer: &'a mut Buffer,
    x: u16,
    y: u16,
    end: u16,
}

impl<'a> Pen<'a> {
    /// A pen at the beginning of a row of an area, counted from its top; rows outside take no ink.
    pub(super) fn new(buffer: &'a mut Buffer, area: Area, row: u16) -> Self {
        let whole = buffer.area;
        let y = area.y.saturating_add(row);
        let inside = row < area.height && y < whole.height;
        let end = if inside { area.x.saturating_add(area.width).min(whole.width) } else { 0 };
        Self { buffer, x: area.x, y, end }
    }

    /// Cells left on the row.
    pub(super) fn room(&self) -> u16 {
        self.end.saturating_sub(self.x)
    }

    /// The cell it is at; none off the screen.
    pub(super) fn spot(&self) -> Option<Spot> {
        (self.room() > 0).then_some(Spot { column: self.x, row: self.y })
    }

    /// Leaves cells free.
    pub(super) fn skip(&mut self, cells: u16) -> &mut Self {
        self.x = self.x.saturating_add(cells);
        self
    }

    /// Writes what fits.
    pub(super) fn write<'t>(&mut self, ink: impl Into<Ink<'t>>, style: Style) -> &mut Self {
        let ink = ink.into();
        let room = self.room();
        if room > 0 {
            let (x, _) = self.buffer.set_stringn(self.x, self.y, ink.0, usize::from(room), style);
            self.x = x;
        }
        self
    }

    /// Writes what fits into `cells`, and says with `more` where it was cut.
    pub(super) fn write_within<'t>(&mut self, ink: impl Into<Ink<'t>>, cut: Cut, style: Style) -> &mut Self {
        let ink = ink.into();
        let cells = cut.cells.min(self.room());
        if ink.width() <= cells {
            return self.write(ink, style);
        }
        let more = Ink(cut.more);
        let head = truncate(ink.0, usize::from(cells.saturating_sub(more.width())));
        self.write(Ink(head.trim_end()), style).write(more, style)
    }

    /// Writes at the right end of the row, and leaves the rest of the row to its left.
    pub(super) fn write_right<'t>(&mut self, ink: impl Into<Ink<'t>>, style: Style) -> &mut Self {
        let ink = ink.into();
        let taken = ink.width();
        if taken <= self.room() {
            let start = self.end - taken;
            self.buffer.set_stringn(start, self.y, ink.0, usize::from(taken), style);
            self.end = start;
        }
        self
    }

    /// Cuts cells off the right end of the row, to be written by themselves.
    pub(super) fn cut_off_right(&mut self, cells: u16) -> Pen<'_> {
        let end = self.end;
        self.end -= cells.min(self.room());
        Pen { buffer: &mut *self.buffer, x: self.end, y: self.y, end }
    }

    /// Writes a text in pieces: those in `marked` in the style they carry, the rest plain.
    pub(super) fn write_marked(
        &mut self,
        text: &SafeText,
        shown: Range<usize>,
        marks: &Marks<'_>,
    ) -> &mut Self {
        let mut at = shown.start;
        for (range, style) in marks.ranges {
            let (start, end) = (range.start.clamp(at, shown.end), range.end.clamp(at, shown.end));
            self.write(part(text, at..start), marks.plain);
            self.write(part(text, start..end), *style);
            at = end;
        }
        self.write(part(text, at..shown.end), marks.plain)
    }
}

/// Where a text is cut and what is put there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cut {
    /// The cells it may take.
    pub(super) cells: u16,
    /// What stands for the rest.
    pub(super) more: &'static str,
}

/// The pieces of a text that look different.
#[derive(Debug)]
pub(super) struct Marks<'a> {
    /// Bytes of the text in order, with their style.
    pub(super) ranges: &'a [(Range<usize>, Style)],
    /// The style of the rest.
    pub(super) plain: Style,
}

/// Fills a column of cells with a sign.
pub(super) fn column(buffer: &mut Buffer, area: Area, sign: &'static str, style: Style) {
    for row in 0..area.height {
        Pen::new(buffer, area, row).write(sign, style);
    }
}

/// Fills a row of cells with a sign of one cell.
pub(super) fn rule(buffer: &mut Buffer, area: Area, sign: &'static str, style: Style) {
    let mut pen = Pen::new(buffer, area, 0);
    while pen.room() > 0 {
        pen.write(sign, style);
    }
}

/// Makes every cell of an area blank and plain.
pub(super) fn wipe(buffer: &mut Buffer, area: Area) {
    for row in 0..area.height {
        let mut pen = Pen::new(buffer, area, row);
        while pen.room() > 0 {
            pen.write(" ", Style::reset());
        }
    }
}

/// Writes every sign that a text goes on as three full stops, where there is room for them behind it: in one cell of
/// ASCII it would look like the end of a sentence.
pub(super) fn spell_ellipses(buffer: &mut Buffer) {
    let says = |x: u16, y: u16| buffer.cell((x, y)).map_or(" ", |cell| cell.symbol());
    let has_room = |(x, y): &(u16, u16)| says(*x, *y) == "…" && (1..=3).all(|on| says(x + on, *y) == " ");
    let last = buffer.area.right().saturating_sub(2);
    let places = buffer.area.rows().flat_map(|row| (row.left()..last).map(move |x| (x, row.y)));
    for (x, y) in places.filter(has_room).collect::<Vec<_>>() {
        let style = buffer.cell((x, y)).map(Cell::style).unwrap_or_default();
        buffer.set_stringn(x, y, "...", 3, style);
    }
}

/// Writes the dots that stand alone between two things as the sign for that: also in texts that were put together
/// before it was known what the terminal can show.
pub(super) fn spell_dots(buffer: &mut Buffer, sign: &'static str) {
    let says = |x: u16, y: u16| buffer.cell((x, y)).map_or(" ", |cell| cell.symbol());
    let alone = |(x, y): &(u16, u16)| says(x - 1, *y) == " " && says(*x, *y) == "·" && says(x + 1, *y) == " ";
    let rows = buffer.area.rows();
    let places = rows.flat_map(|row| (row.left() + 1..row.right()).map(move |x| (x, row.y)));
    for (x, y) in places.filter(alone).collect::<Vec<_>>() {
        let style = buffer.cell((x, y)).map(Cell::style).unwrap_or_default();
        buffer.set_stringn(x, y, sign, 1, style);
    }
}

/// Gives every cell that has no colour of its own that of the ground.
pub(super) fn ground(buffer: &mut Buffer, style: Style) {
    let (front, behind) = (style.fg.unwrap_or_default(), style.bg.unwrap_or_default());
    if (front, behind) == (Color::Reset, Color::Reset) {
        return;
    }
    for cell in &mut buffer.content {
        if cell.fg == Color::Reset {
            cell.fg = front;
        }
        if cell.bg == Color::Reset {
            cell.bg = behind;
        }
    }
}
