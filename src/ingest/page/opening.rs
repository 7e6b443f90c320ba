//! Cuts lines that hold several things into pieces: a crawler's ` date 2023-11-10 ` before a text, a section glued
//! to its headline, a headline with its byline and dates.

use crate::article::Lines;

use super::lines::Line;
use super::meta;
use super::shape::{self, Shape};
use crate::ingest::forms::byline;
use crate::ingest::forms::control;
use crate::ingest::forms::dates::{self, NumericOrder};
use crate::ingest::forms::sentence;

/// A part of a page that has one role: a line, several that were wrapped, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// The cleaned text, white space folded.
    pub(super) text: String,
    /// Where it stood.
    pub(super) lines: Lines,
    /// How many blank lines stand before it.
    pub(super) gap: u32,
    /// What it looks like by itself.
    pub(super) shape: Shape,
}

/// Cuts the lines into pieces and looks at each.
pub(super) fn pieces(lines: &[Line]) -> Vec<Piece> {
    let order = dates::numeric_order(lines.iter().map(|line| line.text.as_str()));
    let mut pieces = Vec::with_capacity(lines.len() + 8);
    for line in lines {
        let mut gap = line.gap;
        for (text, shape) in cut(&line.text, order) {
            pieces.push(Piece { text: text.to_owned(), lines: line.lines, gap, shape });
            gap = 0;
        }
    }
    pieces
}

/// The parts of one line, each with its shape.
fn cut(text: &str, order: NumericOrder) -> Vec<(&str, Shape)> {
    let mut parts = Vec::with_capacity(1);
    let mut rest = text;
    if let Some((length, date)) = dates::stamp(rest) {
        parts.push((part(rest, 0, length), Shape::Stamp(date)));
        rest = part(rest, length, rest.len());
        if let Some(length) = clock(rest).or_else(|| stray_date(rest, order)) {
            parts.push((part(rest, 0, length), shape::shape(part(rest, 0, length), order)));
            rest = part(rest, length, rest.len());
        }
    }
    if let Some(length) = control::glued_section(rest) {
        parts.push((part(rest, 0, length), Shape::Title));
        rest = part(rest, length, rest.len());
    }
    if !rest.is_empty() {
        cut_row(rest, order, !parts.is_empty(), &mut parts);
    }
    parts
}

fn part(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or_default().trim()
}

/// A clock time that was left behind the stamp, with a text behind it: `12:30 Talks resume`.
fn clock(text: &str) -> Option<usize> {
    let length = text.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b':').count();
    let behind = text.get(length..)?;
    let shaped =
        text.get(..length)?.split(':').all(|part| part.len() == 2) && text.get(..length)?.contains(':');
    (shaped && behind.starts_with(' ')).then_some(length)
}

/// A long date before a text that does not go on from it: `Sunday, May 19, 2019 Talks resume`.
fn stray_date(text: &str, order: NumericOrder) -> Option<usize> {
    let (length, _) = dates::leading_date(text, order)?;
    let behind = text.get(length..)?.strip_prefix(' ')?;
    sentence::is_capitalised(behind.split(' ').next()?).then_some(length)
}

/// The longest line that may be a headline with its byline and dates, in bytes.
const LONGEST_ROW: usize = 500;

/// Cuts `Headline JANE DOE, Agency May 1, 2020 Updated: …` and rows of a byline and a date.
fn cut_row<'a>(text: &'a str, order: NumericOrder, stamped: bool, parts: &mut Vec<(&'a str, Shape)>) {
    if let Some(read) = meta::parts(text, order) {
        parts.extend(read);
        return;
    }
    let whole = shape::shape(text, order);
    let row = (text.len() <= LONGEST_ROW && !matches!(whole, Shape::DateRow(_)))
        .then(|| dates::trailing_row(text, order));
    let Some((start, found)) = row.flatten().filter(|&(start, _)| start > 0) else {
        parts.push((text, whole));
        return;
    };
    let marks = [' ', ',', '|', '-', '–', '—', '·', '•', '/', ':'];
    let before = part(text, 0, start);
    let names = before.trim_end_matches(marks);
    let parted = names.len() < before.len();
    let date = (part(text, start, text.len()), Shape::DateRow(found));
    if let Some(byline) =
        byline::byline(names).or_else(|| bare_byline(names, parted && !before.ends_with(',')))
    {
        parts.extend([(before, Shape::Byline(byline)), date]);
    } else if let Some((at, byline)) = byline::trailing(names).filter(|_| stamped || found.updated.is_some())
    {
        let headline = part(before, 0, at);
        parts.extend([
            (headline, shape::shape(headline, order)),
            (part(before, at, before.len()), Shape::Byline(byline)),
            date,
        ]);
    } else if found.updated.is_some() && !sentence::ends_sentence(before) && sentence::words(before) >= 3 {
        parts.extend([(before, shape::shape(before, order)), date]);
    } else {
        parts.push((text, whole));
    }
}

/// `Jane Doe | May 1, 2020`: a bare name is a byline where a mark parts it from a date.
fn bare_byline(names: &str, parted: bool) -> Option<byline::Byline> {
    (parted && byline::is_bare_name(names))
        .then(|| byline::Byline { names: Some(names.to_owned()), agency: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &[&str]) {
        let parts = cut(line, NumericOrder::Unsettled);
        let texts: Vec<&str> = parts.iter().map(|(text, _)| *text).collect();
        assert_eq!(texts, expected, "{line}");
    }

    #[test]
    fn stamps_are_cut_off() {
        check("date 2023-11-10 The harbour closed.", &["date 2023-11-10", "The harbour closed."]);
        check("date 2024-05 Harbour closed", &["date 2024-05", "Harbour closed"]);
        check("date 2023-11-10", &["date 2023-11-10"]);
        check("date 2023-11-10 12", &["date 2023-11-10", "12"]);
        check("date 2023-11-10 12:30 Harbour closed", &["date 2023-11-10", "12:30", "Harbour closed"]);
        check("date 2019-05-19 Sunday, May 19, 2019", &["date 2019-05-19", "Sunday, May 19, 2019"]);
        check(
            "date 2019-05-19 Sunday, May 19, 2019 Harbour closed",
            &["date 2019-05-19", "Sunday, May 19, 2019", "Harbour closed"],
        );
        check("date palms grow here.", &["date palms grow here."]);
        check("dated 2019-05-19", &["dated 2019-05-19"]);
    }

    #[test]
    fn a_headline_is_cut_out_of_its_row() {
        check(
            "date 2019-01-07 Storm closes harbour JOHN SMITH and JANE DOE, Associated Press January 7, 2019 Updated: January 7, 2019 10:31 a.m.",
            &[
                "date 2019-01-07",
                "Storm closes harbour",
                "JOHN SMITH and JANE DOE, Associated Press",
                "January 7, 2019 Updated: January 7, 2019 10:31 a.m.",
            ],
        );
        check("By Jane Doe | 7 January 2019", &["By Jane Doe |", "7 January 2019"]);
        check("Jane Doe - 7 January 2019", &["Jane Doe -", "7 January 2019"]);
    }

    #[test]
    fn texts_that_end_in_a_date_stay_whole() {
        for line in [
            "Port Blue pictured on August 10, 2018",
            "Old Harbour, January 7, 2019",
            "The trial opened on January 7, 2019",
        ] {
            check(line, &[line]);
        }
    }

    #[test]
    fn a_glued_section_is_cut_off() {
        check("WorldHarbour closed after storm", &["World", "Harbour closed after storm"]);
    }
}
