//! The page behind the open article set in rows for a panel: every line whole, with what is said about it, and a rule
//! above each line with which an article begins.

use std::ops::Range;

use super::source_page::SourceLine;
use crate::text::{Hyphenation, SafeText, WrapOptions, truncate, width, wrap};

/// Columns before the text of a line: the cursor, the number, a space, the mark of the open article's lines, a space.
pub const GUTTER: u16 = 9;
/// Columns of what is said about a line, where it stands beside it.
pub const REMARK: u16 = 34;
/// Columns between a text and what stands at its right.
const BETWEEN: u16 = 2;
/// The narrowest panel in which it stands beside it.
const WITH_REMARK: u16 = 90;
/// The cells of the sign for what is said of the line above.
const SAME: usize = 1;

/// The longest page that is set whole, in bytes: above, a key would have to wait.
const LONG: usize = 4 << 20;
/// Lines above and below a line that are set whole in a longer one.
const AROUND: usize = 400;

/// One row of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetRow {
    /// A rule: an article begins below.
    Rule {
        /// Its first line, from 0.
        line: usize,
        /// Its place among the articles of the page, from 1.
        place: usize,
    },
    /// A piece of a line, of what is said about it, or of both.
    Piece {
        /// The line, from 0.
        line: usize,
        /// Whether no row of this line stands above.
        first: bool,
        /// The bytes of its text.
        text: Range<usize>,
        /// The bytes of the remark on it; none of a remark where the same is said as of the line above.
        remark: Option<Range<usize>>,
    },
}

/// A page set for a panel.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    columns: u16,
    rows: Vec<SheetRow>,
    /// The first row of each line, its rule included.
    starts: Vec<usize>,
    articles: usize,
    /// The lines that are shown to their end.
    whole: Range<usize>,
}

impl Sheet {
    /// Sets lines for so many columns. Of a very long page only what stands around a line is set whole, and other lines
    /// are cut to a row.
    pub fn new(lines: &[SourceLine], columns: u16, around: usize) -> Self {
        let long = lines.iter().map(|line| line.text.len()).sum::<usize>() > LONG;
        let whole =
            if long { around.saturating_sub(AROUND)..around.saturating_add(AROUND) } else { 0..usize::MAX };
        let mut sheet = Self { columns, whole, ..Self::default() };
        for (line, shown) in lines.iter().enumerate() {
            sheet.starts.push(sheet.rows.len());
            if shown.begins.is_some() {
                sheet.articles += 1;
                sheet.rows.push(SheetRow::Rule { line, place: sheet.articles });
            }
            let pieces =
                if sheet.whole.contains(&line) { pieces(shown, columns) } else { vec![cut(shown, columns)] };
            let pieces = pieces.into_iter().enumerate();
            sheet.rows.extend(pieces.map(|(at, (text, remark))| SheetRow::Piece {
                line,
                first: at == 0,
                text,
                remark,
            }));
        }
        sheet
    }

    /// What it was set for.
    pub fn columns(&self) -> u16 {
        self.columns
    }

    /// Whether a line is shown to its end.
    pub fn is_whole(&self, line: usize) -> bool {
        self.whole.contains(&line)
    }

    /// All rows in order.
    pub fn rows(&self) -> &[SheetRow] {
        &self.rows
    }

    /// How many articles begin on the page.
    pub fn articles(&self) -> usize {
        self.articles
    }

    /// The rows of a line, its rule included.
    pub fn rows_of(&self, line: usize) -> Range<usize> {
        let end = |line: usize| self.starts.get(line).copied().unwrap_or(self.rows.len());
        end(line)..end(line.saturating_add(1))
    }

    /// The line of a row; the last one behind the end.
    pub fn line_at(&self, row: usize) -> usize {
        match self.rows.get(row).or(self.rows.last()) {
            Some(SheetRow::Rule { line, .. } | SheetRow::Piece { line, .. }) => *line,
            None => 0,
        }
    }
}

/// Whether remarks stand in a column beside the text in a panel of so many columns.
pub fn remarks_beside(columns: u16) -> bool {
    columns >= WITH_REMARK
}

/// The bytes that a row shows of a text, and those of a remark where one stands on it.
type Shown = (Range<usize>, Option<Range<usize>>);

/// A line as rows.
fn pieces(line: &SourceLine, columns: u16) -> Vec<Shown> {
    let room = columns.saturating_sub(GUTTER).max(1);
    let beside = remarks_beside(columns) && (line.repeats_above || !line.remark.is_empty());
    let narrowed = room.saturating_sub(REMARK + BETWEEN).max(1);
    let mut text = ranges(&line.text, if beside { narrowed } else { room });
    if text.is_empty() {
        text.push(0..0);
    }
    let (remark, behind) = if line.repeats_above {
        (vec![Range::default()], SAME)
    } else {
        let remark = ranges(&line.remark, if beside { REMARK } else { room });
        let behind = taken(&line.remark, remark.first());
        (remark, behind)
    };
    let fits_behind = remark.len() == 1
        && taken(&line.text, text.last()) + behind + usize::from(BETWEEN) <= usize::from(room);
    let skipped = match (beside, fits_behind) {
        (true, _) => 0,
        (false, true) => text.len() - 1,
        (false, false) => text.len(),
    };
    let rows = text.len().max(skipped + remark.len());
    let remark_at = |row: usize| row.checked_sub(skipped).and_then(|row| remark.get(row).cloned());
    (0..rows).map(|row| (text.get(row).cloned().unwrap_or_default(), remark_at(row))).collect()
}

/// As much of a line as fits a row.
fn cut(line: &SourceLine, columns: u16) -> Shown {
    let room = usize::from(columns.saturating_sub(GUTTER).max(1));
    (0..truncate(&line.text, room).len(), None)
}

/// The bytes that each row of a text shows.
fn ranges(text: &SafeText, columns: u16) -> Vec<Range<usize>> {
    let options = WrapOptions { width: usize::from(columns), hyphenation: Hyphenation::Off };
    wrap(text, options).into_iter().map(|row| row.shown).collect()
}

fn taken(text: &SafeText, shown: Option<&Range<usize>>) -> usize {
    shown.and_then(|shown| text.get(shown.clone())).map_or(0, width)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ArticleId;

    fn line(number: u32, text: &str, remark: &str) -> SourceLine {
        SourceLine {
            number,
            text: SafeText::label(text),
            remark: SafeText::label(remark),
            ..SourceLine::default()
        }
    }

    fn shown(sheet: &Sheet, lines: &[SourceLine]) -> Vec<String> {
        let piece = |row: &SheetRow| match row {
            SheetRow::Rule { place, .. } => format!("-- {place}"),
            SheetRow::Piece { line, first, text, remark } => {
                let of = &lines[*line];
                let number = if *first { of.number.to_string() } else { String::new() };
                let same = if of.repeats_above { "=" } else { "" };
                let remark = remark.clone().map(|remark| format!("{same}{}", &of.remark[remark]));
                format!("{number}|{}|{}", &of.text[text.clone()], remark.unwrap_or_default())
            }
        };
        sheet.rows().iter().map(piece).collect()
    }

    #[test]
    fn lines_stand_whole_with_their_remarks() {
        let words = "One two three four five six seven eight nine ten";
        let mut lines = vec![
            line(1, words, ""),
            line(2, "", ""),
            line(3, "Follow", "a button"),
            line(4, words, "repeats line 1"),
        ];
        lines[0].begins = Some(ArticleId::of_body(["a"]));
        let narrow = Sheet::new(&lines, 40, 0);
        assert_eq!(
            shown(&narrow, &lines),
            [
                "-- 1",
                "1|One two three four five six|",
                "|seven eight nine ten|",
                "2||",
                "3|Follow|a button",
                "4|One two three four five six|",
                "|seven eight nine ten|",
                "||repeats line 1",
            ]
        );
        assert_eq!((narrow.rows_of(0), narrow.rows_of(3), narrow.rows_of(9)), (0..3, 5..8, 8..8));
        assert_eq!([0, 2, 3, 99].map(|row| narrow.line_at(row)), [0, 0, 1, 3]);
        let wide = Sheet::new(&lines, 114, 0);
        assert_eq!(shown(&wide, &lines)[4], format!("4|{words}|repeats line 1"));
    }

    #[test]
    fn of_a_very_long_page_what_stands_around_a_line_is_whole() {
        let words = "word ".repeat(1000);
        let lines: Vec<SourceLine> = (1..=1200).map(|number| line(number, &words, "a reason")).collect();
        let sheet = Sheet::new(&lines, 80, 600);
        for (at, whole) in [(0, false), (199, false), (200, true), (600, true), (999, true), (1000, false)] {
            assert_eq!((sheet.is_whole(at), sheet.rows_of(at).len() > 1), (whole, whole), "line {at}");
        }
    }

    #[test]
    fn what_is_said_of_the_line_above_takes_a_cell_behind_the_text_where_there_is_one() {
        let words = "One two three four five";
        let lines = [SourceLine { repeats_above: true, ..line(2, words, "") }];
        let at = |columns: u16| shown(&Sheet::new(&lines, columns, 0), &lines);
        let narrow = GUTTER + u16::try_from(words.len()).unwrap();
        assert_eq!(at(WITH_REMARK), ["2|One two three four five|="]);
        assert_eq!(at(narrow + BETWEEN + 1), ["2|One two three four five|="]);
        assert_eq!(at(narrow + BETWEEN), ["2|One two three four five|", "||="]);
    }

    #[test]
    fn no_row_is_wider_than_the_panel_and_no_letter_is_lost() {
        let lines = [line(
            1,
            &"word 日本 ".repeat(90),
            "a reason that is told in so many words that it takes some rows",
        )];
        for columns in 10..140 {
            let sheet = Sheet::new(&lines, columns, 0);
            let mut letters = String::new();
            for row in sheet.rows() {
                let SheetRow::Piece { text, remark, .. } = row else { continue };
                let remark = remark.clone().unwrap_or_default();
                let (text, remark) = (&lines[0].text[text.clone()], &lines[0].remark[remark]);
                let room = usize::from(columns - GUTTER);
                let between = if text.is_empty() || remark.is_empty() { 0 } else { 2 };
                let alone = width(text) <= 2 && room < 2;
                assert!(alone || width(text) + width(remark) + between <= room, "{columns}: {text}|{remark}");
                letters.extend(text.chars().filter(|letter| *letter != ' '));
            }
            assert_eq!(letters, lines[0].text.replace(' ', ""), "{columns}");
        }
    }
}
