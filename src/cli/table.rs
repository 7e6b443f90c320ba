//! Columns that stand under one another.

use std::io::{self, Write};

use crate::text;

use super::paint::{Paint, Weight};

/// One cell of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    /// What it says.
    pub(super) text: String,
    /// How it is shown.
    pub(super) weight: Weight,
}

impl Cell {
    pub(super) fn new(weight: Weight, text: impl Into<String>) -> Self {
        Self { text: text.into(), weight }
    }
}

/// On which side of its column a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// A column: on which side its cells stand, and the widest they may be on a terminal.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub(super) side: Side,
    pub(super) most: usize,
}

/// The cells between two columns.
const GAP: &str = "  ";

/// Writes rows of cells. A column without any text takes no room; where the output has a width, columns keep
/// to their most and the last one is cut to what is left.
pub(super) fn write(
    rows: &[Vec<Cell>],
    columns: &[Column],
    paint: Paint,
    out: &mut dyn Write,
) -> io::Result<()> {
    let widths: Vec<usize> = columns
        .iter()
        .enumerate()
        .map(|(place, column)| {
            let widest =
                rows.iter().filter_map(|row| row.get(place)).map(|cell| text::width(&cell.text)).max();
            let most = if paint.columns.is_some() { column.most } else { usize::MAX };
            widest.unwrap_or(0).min(most)
        })
        .collect();
    for row in rows {
        let mut line = String::new();
        let mut room = paint.columns.map_or(usize::MAX, usize::from);
        let last = row.len().saturating_sub(1);
        for (place, ((cell, column), width)) in row.iter().zip(columns).zip(&widths).enumerate() {
            if *width == 0 {
                continue;
            }
            if place == last {
                line += &paint.paint(cell.weight, &paint.fit(&cell.text, room));
            } else {
                line += &padded(cell, column.side, *width, paint);
                line += GAP;
                room = room.saturating_sub(width + GAP.len());
            }
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn padded(cell: &Cell, side: Side, width: usize, paint: Paint) -> String {
    let text = paint.fit(&cell.text, width);
    let space = " ".repeat(width.saturating_sub(text::width(&text)));
    let text = paint.paint(cell.weight, &text);
    match side {
        Side::Left => text + &space,
        Side::Right => space + &text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column; 4] = [
        Column { side: Side::Left, most: 4 },
        Column { side: Side::Left, most: 9 },
        Column { side: Side::Right, most: 9 },
        Column { side: Side::Left, most: usize::MAX },
    ];

    fn written(rows: &[[&str; 4]], columns: Option<u16>) -> String {
        let cell = |text: &&str| Cell::new(Weight::Plain, *text);
        let rows: Vec<Vec<Cell>> = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
        let mut out = Vec::new();
        write(&rows, &COLUMNS, Paint { columns, ..Paint::default() }, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn columns_stand_under_one_another_and_empty_ones_vanish() {
        let rows = [["Niger", "", "5", "A headline"], ["Iran", "", "12", "Another"]];
        assert_eq!(written(&rows, None), "Niger   5  A headline\nIran   12  Another\n");
    }

    #[test]
    fn a_terminal_cuts_the_last_column() {
        let rows = [["Niger", "", "5", "A headline"]];
        assert_eq!(written(&rows, Some(14)), "Nig…  5  A hea…\n".replace("A hea…", "A he…"));
    }
}
