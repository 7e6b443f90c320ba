//! Dates with half a year or none: `3 May`, `Friday, May 3`, `03-May-19`, `5/23/19`. A line is read only as a whole.

use crate::article::Date;

use super::dates::{self, DateRow, NumericOrder};
use super::tokens::{Token, tokens};

/// A day of any year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) struct DayOfYear {
    month: u8,
    day: u8,
}

impl DayOfYear {
    /// The day in a year; none where that year has no such day.
    pub(in crate::ingest) fn in_year(self, year: u16) -> Option<Date> {
        Date::day_of(year, self.month, self.day).ok()
    }

    /// The last such day that is not behind another one.
    pub(in crate::ingest) fn before(self, latest: Date) -> Option<Date> {
        let date = self.in_year(latest.year())?;
        let behind = (date.month(), date.day()) > (latest.month().or(Some(12)), latest.day().or(Some(31)));
        if behind { self.in_year(latest.year().checked_sub(1)?) } else { Some(date) }
    }
}

/// The longest line that is read, in bytes.
const LONGEST: usize = 48;
/// Two digits up to this one are a year of this century.
const LAST_OF_CENTURY: u16 = 68;

/// Reads a line that holds one such date, its label and its time, and nothing else.
pub(super) fn row(text: &str, order: NumericOrder) -> Option<DateRow> {
    if text.len() > LONGEST || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let all = tokens(text);
    let (mut row, mut label, mut at) = (None, None, 0);
    while let Some(rest) = all.get(at..).filter(|rest| !rest.is_empty()) {
        let found = if row.is_none() { read(rest, order) } else { None };
        if let Some((found, used)) = found {
            row = Some(found);
            at += used;
            continue;
        }
        let token = rest.first()?;
        if dates::is_label(token.text) {
            label = label.or(Some(token.text));
        } else if !dates::fills(token) {
            return None;
        }
        at += 1;
    }
    row.map(|row| match label {
        Some(label) if row.published.is_some() => labelled_row(label, row),
        _ => row,
    })
}

/// A row whose date the label before it makes one of an update.
fn labelled_row(label: &str, row: DateRow) -> DateRow {
    if dates::UPDATED.iter().any(|known| known.eq_ignore_ascii_case(label)) {
        dates::relabelled(label, row)
    } else {
        row
    }
}

/// A day at the start of the tokens and how many of them it takes.
fn read(rest: &[Token<'_>], order: NumericOrder) -> Option<(DateRow, usize)> {
    let (month, day, used) = match rest {
        [first, second, ..] if dates::month(first).is_some() => {
            let dotted = usize::from(second.is("."));
            (dates::month(first)?, day(rest.get(1 + dotted)?)?, 2 + dotted)
        }
        [first, ..] => {
            let joining = ["st", "nd", "rd", "th", "of", "-"];
            let skip = rest.iter().skip(1).take(2).take_while(|token| token.is_any(&joining)).count();
            match rest.get(1 + skip).and_then(dates::month) {
                Some(month) => (month, day(first)?, 2 + skip),
                None => return numeric(rest, order),
            }
        }
        [] => return None,
    };
    let marks = [",", ".", "-", "'", "’", "‘", "st", "nd", "rd", "th"];
    let skip = rest.iter().skip(used).take(3).take_while(|token| token.is_any(&marks)).count();
    let year = rest.get(used + skip).and_then(short_year).filter(|_| !is_clock(rest, used + skip));
    let date = year.and_then(|year| Date::day_of(year, month, day).ok());
    match date {
        Some(date) => Some((published(Some(date)), used + skip + 1)),
        None => Some((DateRow { yearless: Some(DayOfYear { month, day }), ..DateRow::default() }, used)),
    }
}

fn published(date: Option<Date>) -> DateRow {
    DateRow { published: date, ..DateRow::default() }
}

/// `5/23/19`.
fn numeric(rest: &[Token<'_>], order: NumericOrder) -> Option<(DateRow, usize)> {
    let [first, mark, second, again, year, ..] = rest else { return None };
    let year = short_year(year).filter(|_| mark.is("/") && again.is("/"))?;
    let date = dates::numeric_date(first.number()?, second.number()?, year, order);
    Some((published(date), 5))
}

fn day(token: &Token<'_>) -> Option<u8> {
    let day = token.number().filter(|day| (1..=31).contains(day) && token.text.len() <= 2)?;
    u8::try_from(day).ok()
}

/// The year of two digits.
fn short_year(token: &Token<'_>) -> Option<u16> {
    let year = token.number().filter(|_| token.text.len() == 2)?;
    Some(if year <= LAST_OF_CENTURY { 2000 + year } else { 1900 + year })
}

/// Whether the number at a place is an hour: `19:30`, `10 am`.
fn is_clock(rest: &[Token<'_>], at: usize) -> bool {
    let behind = |skip: usize| rest.get(at + skip);
    let parted = behind(1).is_some_and(|token| token.is_any(&[":", "."]))
        && behind(2).is_some_and(|token| token.number().is_some());
    parted || behind(1).is_some_and(|token| token.is_any(&["am", "pm", "a", "p", "hrs", "h", "gmt"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<DateRow> {
        row(text, NumericOrder::MonthFirst)
    }

    #[test]
    fn two_digits_are_a_year() {
        let table =
            ["03-May-19", "3 May '19", "May 3, ’19", "3 May 19", "5/3/19", "Published: 3 May 19, 10:31"];
        for text in table {
            let date = read(text).and_then(|row| row.published).map(|date| date.to_string());
            assert_eq!(date.as_deref(), Some("2019-05-03"), "{text}");
        }
    }

    #[test]
    fn days_without_a_year_wait_for_one() {
        for text in ["May 3", "3rd May", "Friday, May 3", "Fri 3 May", "May 3, 10:31 AM", "3 May 10.31 GMT"] {
            let found = read(text).and_then(|row| row.yearless);
            assert_eq!(found, Some(DayOfYear { month: 5, day: 3 }), "{text}");
        }
    }

    #[test]
    fn other_lines_are_none() {
        for text in ["May 3 talks", "3 ships", "May", "10:31", "March of the 12", "1/2"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn the_last_such_day_counts() {
        let day = DayOfYear { month: 12, day: 30 };
        let latest = Date::day_of(2019, 1, 5).unwrap();
        assert_eq!(day.before(latest).map(|date| date.to_string()).as_deref(), Some("2018-12-30"));
    }
}
