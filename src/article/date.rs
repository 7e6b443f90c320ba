//! Dates of articles with the precision their page gives: a year, a month or a day, never a guess.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A date of the proleptic Gregorian calendar, as precise as the page says.
///
/// Ordered by time; a less precise date stands before the first day it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

impl Date {
    /// The last day there is.
    pub const LAST: Self = Self { year: 9999, month: Some(12), day: Some(31) };

    /// A whole year from 1 to 9999.
    ///
    /// # Errors
    /// The year is out of range.
    pub fn year_only(year: u16) -> Result<Self, DateError> {
        Self::checked(year, None, None)
    }

    /// A whole month; months run from 1 to 12.
    ///
    /// # Errors
    /// The year or the month is out of range.
    pub fn month_of(year: u16, month: u8) -> Result<Self, DateError> {
        Self::checked(year, Some(month), None)
    }

    /// One day; days run from 1 to the length of the month.
    ///
    /// # Errors
    /// There is no such day.
    pub fn day_of(year: u16, month: u8, day: u8) -> Result<Self, DateError> {
        Self::checked(year, Some(month), Some(day))
    }

    fn checked(year: u16, month: Option<u8>, day: Option<u8>) -> Result<Self, DateError> {
        let months_hold = month.is_none_or(|month| (1..=12).contains(&month));
        let days_hold =
            day.is_none_or(|day| month.is_some_and(|month| (1..=days_in(year, month)).contains(&day)));
        if (1..=9999).contains(&year) && months_hold && days_hold {
            Ok(Self { year, month, day })
        } else {
            Err(DateError)
        }
    }

    /// The year, 1 to 9999.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12, where the date is at least that precise.
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, 1 to 31, where the date is a day.
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// The date as people write it, as precise as it is: `10 Nov 2023`, `November 2023`, `2023`.
    pub fn in_words(self, name: MonthName) -> String {
        let month = self.month.and_then(|month| MONTHS.get(usize::from(month).wrapping_sub(1)));
        let month = month.map(|full| match name {
            MonthName::Short => full.get(..3).unwrap_or(full),
            MonthName::Full => full,
        });
        let (day, year) = (self.day.map(|day| day.to_string()), self.year.to_string());
        let parts = [day.as_deref(), month, Some(year.as_str())];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// How a month is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MonthName {
    /// By its first three letters: `Nov`.
    Short,
    /// In full: `November`.
    Full,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn days_in(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    }
}

/// Writes `2023-11-10`, `2023-11` or `2023`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

/// Reads what [`Display`](fmt::Display) writes.
impl FromStr for Date {
    type Err = DateError;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let digits = |part: &str, length: usize| {
            let plain = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| part.parse::<u16>().ok()).flatten().ok_or(DateError)
        };
        let small = |part: &str| digits(part, 2).and_then(|value| u8::try_from(value).map_err(|_| DateError));
        let mut parts = written.splitn(3, '-');
        let year = digits(parts.next().unwrap_or_default(), 4)?;
        let month = parts.next().map(small).transpose()?;
        let day = parts.next().map(small).transpose()?;
        Self::checked(year, month, day)
    }
}

/// There is no such date, or the text is not one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not a date of the form 2023, 2023-11 or 2023-11-10")]
pub struct DateError;

/// Where a date was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DateOrigin {
    /// On the page itself.
    Page,
    /// In the entry of a feed.
    Feed,
    /// In the metadata of an HTML page.
    Metadata,
    /// In the address of the page.
    Url,
}

impl DateOrigin {
    /// The name used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Feed => "feed",
            Self::Metadata => "metadata",
            Self::Url => "url",
        }
    }
}

/// A date and where it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Dated {
    /// The date.
    pub date: Date,
    /// Where it stood.
    pub origin: DateOrigin,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_back_what_they_print() {
        for written in ["2023-11-10", "2023-11", "2023", "0001-01-01", "2024-02-29"] {
            assert_eq!(written.parse::<Date>().map(|date| date.to_string()), Ok(written.to_owned()));
        }
    }

    #[test]
    fn impossible_dates_are_refused() {
        for written in
            ["2023-13", "2023-02-29", "1900-02-29", "2023-00-10", "23-01-01", "2023-1-1", "", "2023-11-10T0"]
        {
            assert_eq!(written.parse::<Date>(), Err(DateError), "{written}");
        }
    }

    #[test]
    fn dates_are_told_in_words_as_precisely_as_they_are_known() {
        let cases = [
            ("2023-11-10", "10 Nov 2023", "10 November 2023"),
            ("2023-09", "Sep 2023", "September 2023"),
            ("2023", "2023", "2023"),
        ];
        for (written, short, full) in cases {
            let date: Date = written.parse().expect("a date");
            assert_eq!(
                (date.in_words(MonthName::Short), date.in_words(MonthName::Full)),
                (short.to_owned(), full.to_owned())
            );
        }
    }

    #[test]
    fn dates_sort_by_time() {
        let sorted = ["2022-12-31", "2023", "2023-01", "2023-01-01", "2023-02"];
        let dates: Vec<Date> = sorted.iter().filter_map(|written| written.parse().ok()).collect();
        assert!(dates.is_sorted());
        assert_eq!(dates.len(), sorted.len());
    }
}
