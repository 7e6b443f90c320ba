//! Days that lie ahead, by the names people give them.

use jiff::ToSpan;
use jiff::civil::{self, Weekday};

use super::value::{distance, span};
use crate::article::Date;

/// Days of the week by their names, Monday first.
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// Days ahead that have a name, those that are asked for most first: tomorrow, the weekend, in a week, then the days
/// of the week, and in a month.
pub fn days_ahead(today: Date) -> Vec<(&'static str, Date)> {
    let Some((now, _)) = span(today) else { return Vec::new() };
    let next = |weekday| now.nth_weekday(1, weekday).ok();
    let named = [
        ("tomorrow", now.tomorrow().ok()),
        ("weekend", next(Weekday::Saturday)),
        ("week", now.checked_add(1.week()).ok()),
    ];
    let weekdays = WEEKDAYS.map(|(name, weekday)| (name, next(weekday)));
    let all = named.into_iter().chain(weekdays).chain([("month", now.checked_add(1.month()).ok())]);
    all.filter_map(|(name, day)| Some((name, day_of(day?)?))).collect()
}

/// The day ahead that was typed: the beginning of a name of [`days_ahead`], `3d`, `2w`, `1m`, `1y`, or a date.
///
/// # Errors
/// A sentence on what a day can look like, or that the day is not ahead.
pub fn day_ahead(typed: &str, today: Date) -> Result<Date, String> {
    let typed = typed.trim().to_lowercase();
    let unknown = || format!("`{typed}` is no day; write tomorrow, friday, 3d, 2w or 2026-12-01");
    if typed.is_empty() {
        return Err(unknown());
    }
    let days = days_ahead(today);
    let named = days.iter().find(|(name, _)| *name == typed);
    let named = named.or_else(|| days.iter().find(|(name, _)| name.starts_with(&typed)));
    let day = named.map(|(_, day)| *day).or_else(|| written(&typed, today)).ok_or_else(unknown)?;
    if day > today { Ok(day) } else { Err(format!("{day} is not ahead of today")) }
}

/// A distance from today, or a date.
fn written(typed: &str, today: Date) -> Option<Date> {
    let (now, _) = span(today)?;
    let day = match typed.parse().ok().and_then(span) {
        Some((first, _)) => first,
        None => now.checked_add(distance(typed)?).ok()?,
    };
    day_of(day)
}

fn day_of(day: civil::Date) -> Option<Date> {
    let year = u16::try_from(day.year()).ok()?;
    Date::day_of(year, u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(written: &str) -> Date {
        written.parse().unwrap()
    }

    #[test]
    fn days_ahead_are_told_by_name_by_distance_and_by_date() {
        // A Saturday.
        let today = date("2024-06-01");
        let cases = [
            ("tomorrow", "2024-06-02"),
            ("t", "2024-06-02"),
            ("weekend", "2024-06-08"),
            ("week", "2024-06-08"),
            ("month", "2024-07-01"),
            ("mon", "2024-06-03"),
            ("monday", "2024-06-03"),
            ("Fri", "2024-06-07"),
            ("3d", "2024-06-04"),
            ("2w", "2024-06-15"),
            ("1m", "2024-07-01"),
            ("1y", "2025-06-01"),
            ("2024-07-14", "2024-07-14"),
            ("2024-08", "2024-08-01"),
        ];
        for (typed, expected) in cases {
            assert_eq!(day_ahead(typed, today), Ok(date(expected)), "{typed}");
        }
    }

    #[test]
    fn what_is_no_day_ahead_is_refused_with_a_reason() {
        let today = date("2024-06-01");
        for typed in ["", "soon", "3x", "d", "99999y", "2024-02-31"] {
            assert!(day_ahead(typed, today).unwrap_err().contains("is no day"), "{typed}");
        }
        for typed in ["0d", "2024-06-01", "2020-01-01"] {
            assert!(day_ahead(typed, today).unwrap_err().contains("not ahead"), "{typed}");
        }
    }

    #[test]
    fn every_name_leads_to_its_own_day() {
        let today = date("2026-11-23");
        for (name, day) in days_ahead(today) {
            assert!(day > today, "{name}");
            assert_eq!(day_ahead(name, today), Ok(day), "{name}");
        }
    }
}
