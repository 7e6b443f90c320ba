//! What the terminal shows and what it should show, as cells, and the bytes that lead from one to the other.
//!
//! Terminals disagree about how many cells a letter of several characters takes: a flag is two or four, a letter with
//! a mark beside it one or two. What one of them puts behind such a symbol is in no cell of the last frame, so a
//! comparison of two frames would leave it there. Every cell it may have reached is sent again when the symbol comes,
//! goes or moves.

use std::mem;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::app::Size;
use crate::ui::{Look, Spot};

use super::encode::{Encoder, Frame};
use super::look::Charset;

/// The cells of a terminal.
#[derive(Debug)]
pub(super) struct Canvas {
    encoder: Encoder,
    shown: Buffer,
    next: Buffer,
    known: bool,
    /// The symbols that stand in several parts on some terminals: the number of the cell each stands in, and that of the
    /// first it cannot have reached. Cells are numbered row by row, as a terminal goes on in the next row.
    reaching: Vec<(usize, usize)>,
}

impl Canvas {
    /// Nothing is known of a terminal without a size.
    pub(super) fn new(charset: Charset, look: &Look) -> Self {
        let (shown, next) = (Buffer::default(), Buffer::default());
        let reaching = Vec::new();
        Self { encoder: Encoder::new(charset, look), shown, next, known: false, reaching }
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

    /// Draws the next frame in full.
    pub(super) fn forget(&mut self) {
        self.known = false;
    }

    /// The bytes that show what is drawn into an empty buffer, and the cursor where drawing puts it.
    pub(super) fn show(&mut self, draw: impl FnOnce(&mut Buffer) -> Option<Spot>) -> Frame {
        self.next.reset();
        let cursor = draw(&mut self.next);
        if !mem::replace(&mut self.known, true) {
            self.encoder.wipe();
            self.shown = Buffer::empty(self.next.area);
            self.reaching.clear();
        }
        self.uncover();
        self.send_difference();
        self.encoder.place_cursor(cursor);
        mem::swap(&mut self.shown, &mut self.next);
        self.encoder.take()
    }

    /// Makes nothing known of the cells that symbols may have reached which do not stay.
    fn uncover(&mut self) {
        let Self { shown, next, reaching, .. } = self;
        reaching.retain(|&(at, end)| {
            // One that stands in a cell another one has reached does not stay either: it differs by now.
            let stays = shown.content.get(at) == next.content.get(at);
            if !stays {
                let end = end.min(shown.content.len());
                shown.content.get_mut(at..end).into_iter().flatten().for_each(|cell| *cell = unknown());
            }
            stays
        });
    }

    fn send_difference(&mut self) {
        let Self { encoder, shown, next, reaching, .. } = self;
        let mut sending = Sending { encoder, next, reaching, done: 0, reached: 0 };
        let columns = usize::from(next.area.width);
        for (column, row, _) in shown.diff_iter(next) {
            let at = usize::from(row) * columns + usize::from(column);
            sending.up_to(at);
            // What is behind the first cell of a wide symbol is blanked before it is sent.
            if at >= sending.done {
                sending.cell(at);
            }
        }
        sending.up_to(next.content.len());
        reaching.sort_unstable();
        reaching.dedup();
    }
}

/// A cell that differs from all that is ever drawn.
fn unknown() -> Cell {
    let mut cell = Cell::EMPTY;
    cell.modifier = Modifier::all();
    cell
}

/// The cells of a frame on their way.
struct Sending<'a> {
    encoder: &'a mut Encoder,
    next: &'a Buffer,
    reaching: &'a mut Vec<(usize, usize)>,
    /// The cell behind the last one that was sent.
    done: usize,
    /// The first cell that no symbol of this frame can have reached.
    reached: usize,
}

impl Sending<'_> {
    /// Sends the cells before `end` that a symbol sent before them may have reached.
    fn up_to(&mut self, end: usize) {
        while self.done < self.reached.min(end) {
            self.cell(self.done);
        }
    }

    fn cell(&mut self, at: usize) {
        let Some(cell) = self.next.content.get(at) else {
            self.done = at + 1;
            return;
        };
        let place = self.next.pos_of(at);
        let size = (self.next.area.width, self.next.area.height);
        let sent = self.encoder.cell(place, size, cell);
        self.done = at + sent.cells.max(1);
        if sent.reach > 1 {
            self.reaching.push((at, at + sent.reach));
            self.reached = self.reached.max(at + sent.reach);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::width;

    const COLUMNS: u16 = 12;
    const ROWS: u16 = 3;

    /// A terminal as far as frames need one: it gives each character the cells it thinks right, goes on in the next row
    /// behind the last column, and takes away the rest of a wide letter that is overwritten in part.
    struct Emulator {
        cells_of: fn(char) -> usize,
        /// The letters of each cell; nothing in the second half of a wide one.
        grid: Vec<String>,
        cursor: (usize, usize),
        scrolled: bool,
    }

    impl Emulator {
        fn new(cells_of: fn(char) -> usize) -> Self {
            let grid = vec![" ".to_owned(); usize::from(COLUMNS * ROWS)];
            Self { cells_of, grid, cursor: (0, 0), scrolled: false }
        }

        fn take(&mut self, bytes: &[u8]) {
            let sent = std::str::from_utf8(bytes).unwrap();
            for part in sent.split('\x1b').skip(1) {
                let end = part.find(|letter: char| letter.is_ascii_alphabetic()).unwrap();
                let (place, letters) = part[1..].split_at(end - 1);
                if let Some(letters) = letters.strip_prefix('H') {
                    let (row, column) = place.split_once(';').unwrap();
                    self.cursor = (row.parse::<usize>().unwrap() - 1, column.parse::<usize>().unwrap() - 1);
                    letters.chars().for_each(|letter| self.print(letter));
                } else {
                    letters.chars().skip(1).for_each(|letter| self.print(letter));
                }
            }
        }

        fn print(&mut self, letter: char) {
            let columns = usize::from(COLUMNS);
            let cells = (self.cells_of)(letter);
            if cells == 0 {
                let before = self.cursor.0 * columns + self.cursor.1 - 1;
                let start = (0..=before).rev().find(|at| !self.grid[*at].is_empty()).unwrap();
                self.grid[start].push(letter);
                return;
            }
            if self.cursor.1 + cells > columns {
                self.scrolled |= self.cursor.0 + 1 == usize::from(ROWS);
                self.cursor = ((self.cursor.0 + 1).min(usize::from(ROWS) - 1), 0);
            }
            let at = self.cursor.0 * columns + self.cursor.1;
            for cell in at..at + cells {
                self.clear_letter_at(cell);
            }
            self.grid[at] = letter.to_string();
            self.grid[at + 1..at + cells].iter_mut().for_each(String::clear);
            self.cursor.1 += cells;
        }

        /// Blanks the whole of the letter that has a part in a cell.
        fn clear_letter_at(&mut self, cell: usize) {
            let start = (0..=cell).rev().find(|at| !self.grid[*at].is_empty()).unwrap();
            self.grid[start] = " ".to_owned();
            self.grid[start + 1..]
                .iter_mut()
                .take_while(|rest| rest.is_empty())
                .for_each(|rest| " ".clone_into(rest));
        }
    }

    fn is_indicator(letter: char) -> bool {
        matches!(letter, '\u{1f1e6}'..='\u{1f1ff}')
    }

    fn is_mark(letter: char) -> bool {
        matches!(letter, '\u{301}' | '\u{93e}' | '\u{94d}' | '\u{200d}' | '\u{fe0f}')
    }

    fn usual(letter: char) -> usize {
        width(&letter.to_string()).max(1)
    }

    /// What terminals think of the halves of flags and of marks.
    const TERMINALS: [fn(char) -> usize; 4] = [
        |letter| if is_mark(letter) { 0 } else { usual(letter) },
        |letter| if is_indicator(letter) { 2 } else { usual(letter) },
        |letter| {
            if is_mark(letter) {
                0
            } else if is_indicator(letter) {
                2
            } else {
                usual(letter)
            }
        },
        |letter| if is_indicator(letter) { 1 } else { usual(letter) },
    ];

    const SYMBOLS: [&str; 12] =
        ["a", "b", " ", " ", "é", "漢", "🇫🇷", "🇩🇪", "भा", "न्", "❤\u{fe0f}", "👩\u{200d}👧"];

    /// Rows of symbols, each from the first column on, as far as they fit.
    fn fill(buffer: &mut Buffer, rows: &[Vec<usize>]) {
        for (row, symbols) in rows.iter().enumerate() {
            let mut column = 0;
            for symbol in symbols.iter().filter_map(|number| SYMBOLS.get(*number)) {
                let cells = u16::try_from(width(symbol)).unwrap();
                if column + cells > COLUMNS {
                    break;
                }
                let cell = &mut buffer[(column, u16::try_from(row).unwrap())];
                #[expect(clippy::disallowed_methods, reason = "the text is the test's own")]
                cell.set_symbol(symbol);
                column += cells;
            }
        }
    }

    /// Every letter that all terminals agree about stands in its cell and nowhere else.
    fn assert_shown(emulator: &Emulator, rows: &[Vec<usize>]) {
        let mut wanted = Buffer::empty(Rect::new(0, 0, COLUMNS, ROWS));
        fill(&mut wanted, rows);
        let mut at = 0;
        while let Some(cell) = wanted.content.get(at) {
            let symbol = cell.symbol();
            if symbol.chars().count() == 1 {
                assert_eq!(emulator.grid[at], symbol, "cell {at} of {rows:?} in {:?}", emulator.grid);
            }
            at += width(symbol).max(1);
        }
        assert!(!emulator.scrolled, "{rows:?}");
    }

    fn canvas() -> Canvas {
        let mut canvas = Canvas::new(Charset::Unicode, &Look::default());
        canvas.resize(Size { width: COLUMNS, height: ROWS });
        canvas
    }

    fn sent(canvas: &mut Canvas, rows: &[Vec<usize>]) -> String {
        let frame = canvas.show(|buffer| {
            fill(buffer, rows);
            None
        });
        String::from_utf8(frame.bytes).unwrap()
    }

    #[test]
    fn cells_that_a_flag_may_have_reached_are_sent_when_it_comes_and_when_it_goes() {
        let mut canvas = canvas();
        sent(&mut canvas, &[vec![0]]);
        // A blank flag of two cells, and the two behind it.
        assert_eq!(sent(&mut canvas, &[vec![6]]), "\x1b[1;1H  \x1b[1;1H🇫🇷\x1b[1;3H  ");
        assert_eq!(sent(&mut canvas, &[vec![6]]), "");
        assert_eq!(sent(&mut canvas, &[vec![0]]), "\x1b[1;1Ha   ");
        assert_eq!(sent(&mut canvas, &[vec![1]]), "\x1b[1;1Hb");
    }

    #[test]
    fn frames_of_ascii_are_what_differs_and_no_more() {
        let mut canvas = canvas();
        sent(&mut canvas, &[vec![0, 0, 0, 0], vec![1]]);
        assert_eq!(sent(&mut canvas, &[vec![0, 1, 0, 0], vec![1]]), "\x1b[1;2Hb");
        assert_eq!(sent(&mut canvas, &[vec![0, 1, 5], vec![0]]), "  \x1b[1;3H漢\x1b[2;1Ha");
    }

    proptest! {
        #[test]
        fn nothing_is_left_of_symbols_whatever_a_terminal_gives_them(
            frames in prop::collection::vec(
                prop::collection::vec(prop::collection::vec(0..SYMBOLS.len(), 0..14), usize::from(ROWS)), 1..6),
        ) {
            for cells_of in TERMINALS {
                let (mut canvas, mut emulator) = (canvas(), Emulator::new(cells_of));
                for rows in &frames {
                    let bytes = sent(&mut canvas, rows);
                    emulator.take(bytes.trim_start_matches("\x1b[m\x1b[2J").as_bytes());
                    assert_shown(&emulator, rows);
                }
            }
        }
    }
}
