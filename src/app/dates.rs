//! How dates stand in the list: as the page prints them, or how long ago they are.

use jiff::civil;

use crate::article::{Date, MonthName};

/// How dates stand in the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum DateForm {
    /// As dates.
    #[default]
    Date,
    /// By their age: `today`, `3 d`, then by day and month, then by month and year.
    Age,
}

/// So many days ago a date is told instead of the days since.
const COUNTED: i32 = 14;
/// So many days ago the year is told.
const A_YEAR: i32 = 365;

impl DateForm {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Date, Self::Age];

    /// Its name in the configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Age => "age",
        }
    }

    /// What it is called in the menu.
    pub fn says(self) -> &'static str {
        match self {
            Self::Date => "as dates",
            Self::Age => "by age: 3 d",
        }
    }

    /// The one of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
    }
}

/// How long ago a date is, in as few letters as tell it: `today`, `1 d`, `12 Mar`, `Mar 2023`. A day that is still to
/// come, and a date that is no day, are told as they are.
pub fn age(date: Date, today: Date) -> String {
    let words = date.in_words(MonthName::Short);
    let days = civil_day(date).zip(civil_day(today)).map(|(then, now)| (now - then).get_days());
    match days {
        Some(0) => "today".to_owned(),
        Some(days @ 1..COUNTED) => format!("{days} d"),
        Some(days @ COUNTED..) => {
            // Within a year the day and the month say which year it is.
            let shown = words.split(' ').collect::<Vec<_>>();
            let shown = if days < A_YEAR { shown.get(..2) } else { shown.get(1..) };
            shown.unwrap_or_default().join(" ")
        }
        Some(_) | None => words,
    }
}

fn civil_day(date: Date) -> Option<civil::Date> {
    let [month, day] = [date.month()?, date.day()?].map(|part| i8::try_from(part).ok());
    civil::Date::new(i16::try_from(date.year()).ok()?, month?, day?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_further_back_a_date_is_the_less_of_it_is_told() {
        let today: Date = "2026-02-20".parse().unwrap();
        for (date, expected) in [
            ("2026-02-20", "today"),
            ("2026-02-19", "1 d"),
            ("2026-02-07", "13 d"),
            ("2026-02-06", "6 Feb"),
            ("2025-03-12", "12 Mar"),
            ("2025-02-20", "Feb 2025"),
            ("1999-12-31", "Dec 1999"),
            ("2026-02-21", "21 Feb 2026"),
            ("2025-12", "Dec 2025"),
            ("2024", "2024"),
        ] {
            assert_eq!(age(date.parse().unwrap(), today), expected, "{date}");
        }
    }
}
