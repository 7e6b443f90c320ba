//! From cells to the bytes of a frame. All that a frame may consist of is written here: moves of the cursor
//! (`CSI H`), styles (`CSI m`) and characters that are safe. Text was cleaned long before; nothing relies on it.

use std::io::Write;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use crate::text::width;
use crate::ui::{Look, Spot};

use super::look::Charset;

/// The most bytes of one cell. A letter with eight marks takes fewer.
const MOST_BYTES: usize = 64;

/// Stands for what must not be sent.
const WITHHELD: &str = "\u{fffd}";

const ATTRIBUTES: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// Turns cells into bytes; remembers from frame to frame which style the terminal is in.
#[derive(Debug)]
pub(super) struct Encoder {
    charset: Charset,
    /// Whether colours are left out.
    plain: bool,
    pen: Pen,
    cursor: Option<(u16, u16)>,
    /// Where the terminal shows its own cursor.
    placed: Option<Spot>,
    /// Whether the screen was begun anew, so that nothing is known of its cursor.
    wiped: bool,
    frame: Frame,
}

/// The bytes that change the screen from what it shows to what it should show.
#[derive(Debug, Default)]
pub(super) struct Frame {
    /// What is sent.
    pub(super) bytes: Vec<u8>,
    /// The cells whose content was not sent because it could do harm. There should be none.
    pub(super) withheld: usize,
}

/// What a cell took on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sent {
    /// The cells that are its own.
    pub(super) cells: usize,
    /// In so many cells from its first on a part of it may stand that goes with none of the others.
    pub(super) reach: usize,
}

/// The room for a symbol.
#[derive(Debug, Clone, Copy)]
struct Room {
    /// The cells to the end of its row.
    cells: usize,
    /// Whether no row is below it.
    last: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Pen {
    foreground: Color,
    background: Color,
    attributes: Modifier,
}

impl Encoder {
    /// An encoder for a terminal that was just taken: no style is set.
    pub(super) fn new(charset: Charset, look: &Look) -> Self {
        Self {
            charset,
            plain: look.plain,
            pen: Pen::default(),
            cursor: None,
            placed: None,
            wiped: false,
            frame: Frame::default(),
        }
    }

    /// Starts from an empty screen, whatever it shows.
    pub(super) fn wipe(&mut self) {
        self.pen = Pen::default();
        self.cursor = None;
        self.wiped = true;
        self.frame.bytes.extend_from_slice(b"\x1b[m\x1b[2J");
    }

    /// Adds a cell at a column and row of a screen with this many columns and rows.
    pub(super) fn cell(
        &mut self,
        (column, row): (u16, u16),
        (columns, rows): (u16, u16),
        cell: &Cell,
    ) -> Sent {
        if self.cursor != Some((column, row)) {
            self.go(column, row);
        }
        self.style(cell);
        let cells = usize::from(columns.saturating_sub(column));
        let room = Room { cells, last: row + 1 >= rows };
        match cell.symbol().as_bytes() {
            [letter @ b' '..=b'~'] => self.ascii(*letter, (column, row), 1),
            _ => self.symbol(cell.symbol(), (column, row), room),
        }
    }

    /// Shows the terminal's own cursor at a cell behind all others of the frame, or nowhere.
    pub(super) fn place_cursor(&mut self, spot: Option<Spot>) {
        if self.frame.bytes.is_empty() && spot == self.placed {
            return;
        }
        if let Some(Spot { column, row }) = spot {
            self.go(column, row);
        }
        if spot.is_some() != self.placed.is_some() || self.wiped {
            self.frame.bytes.extend_from_slice(if spot.is_some() { b"\x1b[?25h" } else { b"\x1b[?25l" });
        }
        (self.placed, self.wiped) = (spot, false);
    }

    /// The frame, complete.
    pub(super) fn take(&mut self) -> Frame {
        std::mem::take(&mut self.frame)
    }

    fn go(&mut self, column: u16, row: u16) {
        self.send(format_args!("\x1b[{};{}H", u32::from(row) + 1, u32::from(column) + 1));
        self.cursor = Some((column, row));
    }

    fn style(&mut self, cell: &Cell) {
        let mut pen = Pen { foreground: cell.fg, background: cell.bg, attributes: cell.modifier };
        if self.plain {
            (pen.foreground, pen.background) = (Color::Reset, Color::Reset);
        }
        if pen == self.pen {
            return;
        }
        self.pen = pen;
        self.frame.bytes.extend_from_slice(b"\x1b[0");
        for (attribute, code) in ATTRIBUTES {
            if pen.attributes.contains(attribute) {
                self.send(format_args!(";{code}"));
            }
        }
        self.color(pen.foreground, 30);
        self.color(pen.background, 40);
        self.frame.bytes.push(b'm');
    }

    /// Adds a colour to a style; `ground` is 30 for the letters and 40 for what is behind them.
    fn color(&mut self, color: Color, ground: u8) {
        let offset = match color {
            Color::Reset => return,
            Color::Indexed(index) => return self.send(format_args!(";{};5;{index}", ground + 8)),
            Color::Rgb(red, green, blue) => {
                return self.send(format_args!(";{};2;{red};{green};{blue}", ground + 8));
            }
            Color::Black => 0,
            Color::Red => 1,
            Color::Green => 2,
            Color::Yellow => 3,
            Color::Blue => 4,
            Color::Magenta => 5,
            Color::Cyan => 6,
            Color::Gray => 7,
            Color::DarkGray => 60,
            Color::LightRed => 61,
            Color::LightGreen => 62,
            Color::LightYellow => 63,
            Color::LightBlue => 64,
            Color::LightMagenta => 65,
            Color::LightCyan => 66,
            Color::White => 67,
        };
        self.send(format_args!(";{}", ground + offset));
    }

    /// Adds an ASCII letter, and blanks up to the width of what it stands for.
    fn ascii(&mut self, letter: u8, (column, row): (u16, u16), cells: u16) -> Sent {
        self.frame.bytes.push(letter);
        self.blanks(usize::from(cells).saturating_sub(1));
        self.cursor = Some((column.saturating_add(cells), row));
        Sent { cells: usize::from(cells), reach: 1 }
    }

    /// Adds anything that is not one ASCII letter.
    fn symbol(&mut self, symbol: &str, (column, row): (u16, u16), room: Room) -> Sent {
        let (symbol, cells) = match width(symbol) {
            cells if cells > 0 && !symbol.contains(is_withheld) => (symbol, cells),
            _ => {
                self.frame.withheld += 1;
                (WITHHELD, 1)
            }
        };
        let symbol = capped(symbol);
        let reach = reach(symbol);
        if cells > room.cells || (room.last && reach > room.cells && self.charset != Charset::Ascii) {
            // Half of a wide letter would make the terminal start a new line, and move all lines up behind the last.
            let cells = cells.min(room.cells);
            self.blanks(cells);
            self.cursor = None;
            Sent { cells, reach: 1 }
        } else if self.charset == Charset::Ascii {
            // A grapheme has at most a few cells; 1 serves where a width is out of all reason.
            self.ascii(in_ascii(symbol), (column, row), u16::try_from(cells).unwrap_or(1))
        } else {
            if cells > 1 {
                // Terminals that take it for narrower would leave old letters in the rest of its place.
                self.blanks(cells);
                self.go(column, row);
            }
            self.frame.bytes.extend_from_slice(symbol.as_bytes());
            // Terminals disagree about widths: whatever this one did, what follows stands in its place.
            self.cursor = None;
            // A wide part that does not fit into the last column goes on in the next row.
            Sent { cells, reach: reach + usize::from(reach > room.cells) }
        }
    }

    fn blanks(&mut self, cells: usize) {
        self.frame.bytes.extend(std::iter::repeat_n(b' ', cells));
    }

    fn send(&mut self, sequence: std::fmt::Arguments<'_>) {
        // Writing to memory does not fail.
        let _ = self.frame.bytes.write_fmt(sequence);
    }
}

/// Whether a character must never reach the terminal, because it is a command, reorders or hides what stands
/// around it, or is no character at all. Joiners and marks are not among them: scripts need them.
pub(super) fn is_withheld(letter: char) -> bool {
    matches!(u32::from(letter),
        0..=0x1F | 0x7F..=0x9F                                      // control characters, category Cc
        | 0x061C | 0x200E..=0x200F | 0x202A..=0x202E | 0x2066..=0x2069 // property Bidi_Control
        | 0x2028..=0x2029                                           // separators, categories Zl and Zp
        | 0x00AD | 0x034F | 0x180E | 0x200B | 0x2060..=0x2065 | 0x206A..=0x206F | 0xFEFF // invisible
        | 0x115F..=0x1160 | 0x3164 | 0xFFA0                         // fillers
        | 0xFFF0..=0xFFFB                                           // annotations
        | 0xE_0000..=0xE_0FFF                                         // tags
        | 0xE000..=0xF8FF | 0xF_0000..=0x10_FFFF                    // private use
        | 0xFDD0..=0xFDEF)
        || u32::from(letter) & 0xFFFE == 0xFFFE // noncharacters, the last two of each plane
}

/// The most cells that any terminal parts a symbol into: those that join nothing give each of its characters cells of
/// its own, and the halves of a flag two each. One character, however wide, is in no parts.
fn reach(symbol: &str) -> usize {
    let alone = |letter: char| match letter {
        '\u{1f1e6}'..='\u{1f1ff}' => 2,
        _ => width(letter.encode_utf8(&mut [0; 4])).max(1),
    };
    let mut letters = symbol.chars();
    match (letters.next(), letters.as_str()) {
        (Some(_), "") => 1,
        _ => symbol.chars().map(alone).sum(),
    }
}

/// As much of a symbol as one cell may take.
fn capped(symbol: &str) -> &str {
    if symbol.len() <= MOST_BYTES {
        return symbol;
    }
    let ends = symbol.char_indices().map(|(start, letter)| start + letter.len_utf8());
    let end = ends.take_while(|end| *end <= MOST_BYTES).last().unwrap_or(0);
    symbol.get(..end).unwrap_or_default()
}

/// The nearest ASCII has to a symbol.
fn in_ascii(symbol: &str) -> u8 {
    match symbol.chars().next() {
        Some('\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{2032}') => b'\'',
        Some('\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{2033}' | '«' | '»') => b'"',
        Some('\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}' | '\u{2501}') => b'-',
        Some('\u{2502}' | '\u{2503}') => b'|',
        Some('\u{250c}'..='\u{254b}') => b'+',
        Some('\u{2022}' | '·') => b'*',
        Some('\u{2026}') => b'.',
        Some('\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}') => b' ',
        _ => b'?',
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::style::Style;

    use super::*;

    fn plain() -> Look {
        Look { plain: true, ..Look::default() }
    }

    fn coloured() -> Look {
        Look::default()
    }

    fn cell(symbol: &str, style: Style) -> Cell {
        let mut cell = Cell::default();
        #[expect(clippy::disallowed_methods, reason = "what must not reach the terminal is what is tested")]
        cell.set_symbol(symbol).set_style(style);
        cell
    }

    fn frame(charset: Charset, look: &Look, cells: &[(u16, u16, Cell)]) -> Frame {
        let mut encoder = Encoder::new(charset, look);
        for (column, row, cell) in cells {
            encoder.cell((*column, *row), (10, 5), cell);
        }
        encoder.take()
    }

    fn row(charset: Charset, symbols: &[(u16, &str)]) -> String {
        let cells: Vec<_> = symbols.iter().map(|(at, text)| (*at, 0, cell(text, Style::new()))).collect();
        String::from_utf8(frame(charset, &coloured(), &cells).bytes).unwrap()
    }

    fn styled(look: &Look, styles: &[Style]) -> String {
        let cells: Vec<_> = (0..).zip(styles).map(|(at, style)| (at, 0, cell("x", *style))).collect();
        String::from_utf8(frame(Charset::Unicode, look, &cells).bytes).unwrap()
    }

    #[test]
    fn neighbours_in_ascii_need_no_move_between_them() {
        assert_eq!(row(Charset::Unicode, &[(0, "a"), (1, "b"), (4, "c")]), "\x1b[1;1Hab\x1b[1;5Hc");
    }

    #[test]
    fn what_follows_a_foreign_letter_is_placed_absolutely() {
        assert_eq!(row(Charset::Unicode, &[(0, "é"), (1, "b")]), "\x1b[1;1Hé\x1b[1;2Hb");
    }

    #[test]
    fn the_place_of_a_wide_letter_is_blanked_first() {
        assert_eq!(row(Charset::Unicode, &[(0, "漢"), (2, "b")]), "\x1b[1;1H  \x1b[1;1H漢\x1b[1;3Hb");
    }

    #[test]
    fn a_wide_letter_never_stands_in_the_last_column() {
        assert_eq!(row(Charset::Unicode, &[(9, "漢")]), "\x1b[1;10H ");
        assert_eq!(row(Charset::Unicode, &[(8, "漢")]), "\x1b[1;9H  \x1b[1;9H漢");
    }

    #[test]
    fn the_cursor_is_placed_behind_the_frame_and_not_sent_where_nothing_moved() {
        let mut encoder = Encoder::new(Charset::Unicode, &coloured());
        let mut sent = |cells: &[(u16, &str)], spot: Option<(u16, u16)>| {
            for (column, text) in cells {
                encoder.cell((*column, 0), (10, 5), &cell(text, Style::new()));
            }
            encoder.place_cursor(spot.map(|(column, row)| Spot { column, row }));
            String::from_utf8(encoder.take().bytes).unwrap()
        };
        assert_eq!(sent(&[(0, "a")], Some((3, 4))), "\x1b[1;1Ha\x1b[5;4H\x1b[?25h");
        assert_eq!(sent(&[], Some((3, 4))), "");
        assert_eq!(sent(&[(0, "b")], Some((3, 4))), "\x1b[1;1Hb\x1b[5;4H");
        assert_eq!(sent(&[], Some((3, 5))), "\x1b[6;4H");
        assert_eq!(sent(&[], None), "\x1b[?25l");
    }

    #[test]
    fn without_unicode_only_ascii_is_sent_and_nothing_moves() {
        let symbols = [(0, "’"), (1, "漢"), (3, "─"), (4, "é"), (5, "x")];
        assert_eq!(row(Charset::Ascii, &symbols), "\x1b[1;1H'? -?x");
    }

    #[test]
    fn styles_are_sent_when_they_change() {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        let loud = bold.fg(Color::LightRed).bg(Color::Indexed(7)).add_modifier(Modifier::REVERSED);
        let styles = [Style::new(), bold, bold, loud, Style::new().fg(Color::Rgb(1, 2, 3)), Style::new()];
        let expected = "\x1b[1;1Hx\x1b[0;1mxx\x1b[0;1;7;91;48;5;7mx\x1b[0;38;2;1;2;3mx\x1b[0mx";
        assert_eq!(styled(&coloured(), &styles), expected);
    }

    #[test]
    fn without_colours_bold_and_reverse_survive() {
        let reversed = Style::new().fg(Color::Blue).bg(Color::White).add_modifier(Modifier::REVERSED);
        let expected = "\x1b[1;1H\x1b[0;7mx\x1b[0mx";
        assert_eq!(styled(&plain(), &[reversed, Style::new().fg(Color::Red)]), expected);
    }

    #[test]
    fn what_could_do_harm_is_withheld_and_counted() {
        for symbol in
            ["\x1b", "\r", "\u{9b}", "a\x1b[2J", "\u{202e}", "a\u{2028}", "\u{e0041}", "\u{301}", "a\u{feff}"]
        {
            let frame = frame(Charset::Unicode, &coloured(), &[(0, 0, cell(symbol, Style::new()))]);
            assert_eq!(frame.bytes, "\x1b[1;1H\u{fffd}".as_bytes(), "{symbol:?}");
            assert_eq!(frame.withheld, 1, "{symbol:?}");
        }
    }

    #[test]
    fn a_pile_of_marks_is_cut_to_what_a_cell_may_take() {
        let pile = format!("a{}", "\u{301}".repeat(1_000_000));
        let bytes = frame(Charset::Unicode, &coloured(), &[(0, 0, cell(&pile, Style::new()))]).bytes;
        assert_eq!(bytes.len(), "\x1b[1;1H".len() + 63);
        assert!(std::str::from_utf8(&bytes).is_ok());
    }

    #[test]
    fn no_character_of_unicode_brings_one_to_the_terminal_that_does_harm() {
        for letter in (0..=0x10_FFFF).filter_map(char::from_u32) {
            let frame =
                frame(Charset::Unicode, &coloured(), &[(0, 0, cell(&letter.to_string(), Style::new()))]);
            let sent = String::from_utf8(frame.bytes).unwrap();
            let letters = sent.replace("\x1b[1;1H", "");
            assert!(!letters.contains(is_withheld), "{letter:?} was sent as {sent:?}");
        }
    }

    proptest! {
        #[test]
        fn a_frame_holds_moves_styles_and_safe_letters_only(symbols in prop::collection::vec("\\PC{0,3}|.{0,3}", 1..10)) {
            let cells: Vec<_> = (0..).zip(&symbols).map(|(at, text)| (at, 0, cell(text, Style::new()))).collect();
            let bytes = frame(Charset::Unicode, &coloured(), &cells).bytes;
            let sent = String::from_utf8(bytes).unwrap();
            let mut parts = sent.split('\x1b');
            prop_assert_eq!(parts.next(), Some(""));
            for part in parts {
                let (place, letters) = part.strip_prefix('[').unwrap().split_once('H').unwrap();
                prop_assert!(place.chars().all(|digit| digit.is_ascii_digit() || digit == ';'), "{}", place);
                prop_assert!(!letters.contains(is_withheld), "{:?}", letters);
            }
        }
    }
}
