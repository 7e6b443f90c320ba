//! Ages instead of dates: `3 hours ago`, `Yesterday`. They count from a day that must be known from elsewhere.

use crate::article::Date;

use super::sentence;

/// How many days ago a line says something was, if it says nothing else.
pub(in crate::ingest) fn days_ago(text: &str) -> Option<u16> {
    if text.len() > 60 || !may_tell(text) {
        return None;
    }
    let plain = sentence::plain(text);
    let labels = ["published", "posted", "updated", "last", "on", "at"];
    let mut words = plain.split(' ').skip_while(|word| labels.contains(word));
    let rest: Vec<&str> = words.by_ref().collect();
    match rest.as_slice() {
        ["yesterday"] => Some(1),
        ["today"] | ["just", "now"] | ["moments", "ago"] => Some(0),
        ["about" | "over", count, unit, "ago"] | [count, unit, "ago"] => span(count, unit),
        [joined] | [joined, "ago"] if joined.starts_with(|letter: char| letter.is_ascii_digit()) => {
            let unit = joined.trim_start_matches(|letter: char| letter.is_ascii_digit());
            span(joined.get(..joined.len() - unit.len())?, unit)
        }
        _ => None,
    }
}

/// Whether a text holds a digit or ends as an age does; most lines do neither and need not be parted into words.
fn may_tell(text: &str) -> bool {
    let open = text.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let ends = ["ago", "yesterday", "today", "now"].iter().any(|end| {
        let tail = open.len().checked_sub(end.len()).and_then(|at| open.get(at..));
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(end))
    });
    ends || text.bytes().any(|byte| byte.is_ascii_digit())
}

/// The days of a count and its unit; nothing where the unit is too long to name a day.
fn span(count: &str, unit: &str) -> Option<u16> {
    let count: u16 = if ["a", "an", "one"].contains(&count) { 1 } else { count.parse().ok()? };
    let days = match unit {
        "minute" | "minutes" | "min" | "mins" | "m" | "second" | "seconds" => 0,
        "hour" | "hours" | "hr" | "hrs" | "h" => count / 24,
        "day" | "days" | "d" => count,
        "week" | "weeks" | "w" => count.checked_mul(7)?,
        "month" | "months" => count.checked_mul(30)?,
        "year" | "years" => count.checked_mul(365)?,
        _ => return None,
    };
    Some(days)
}

/// The longest age that names a day, in days.
const LONGEST: u16 = 60;

/// The day so many days before another; nothing where the age is too vague or the date has no day.
pub(in crate::ingest) fn before(date: Date, days: u16) -> Option<Date> {
    (0..days.min(LONGEST + 1)).try_fold(date, |date, _| day_before(date)).filter(|_| days <= LONGEST)
}

fn day_before(date: Date) -> Option<Date> {
    let (month, day) = (date.month()?, date.day()?);
    if day > 1 {
        return Date::day_of(date.year(), month, day - 1).ok();
    }
    let (year, month) = if month > 1 { (date.year(), month - 1) } else { (date.year().checked_sub(1)?, 12) };
    (28..=31).rev().find_map(|day| Date::day_of(year, month, day).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_read() {
        let table = [
            ("3 hours ago", Some(0)),
            ("an hour ago", Some(0)),
            ("Updated 5 mins ago", Some(0)),
            ("Yesterday", Some(1)),
            ("Published 2 days ago", Some(2)),
            ("2d ago", Some(2)),
            ("• 3h •", Some(0)),
            ("12", None),
            ("a week ago", Some(7)),
            ("He left three hours ago", None),
            ("Yesterday, all my troubles", None),
            ("3 bottles ago", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(days_ago(text), expected, "{text}");
        }
    }

    #[test]
    fn days_are_counted_back_over_months_and_years() {
        let date = |written: &str| written.parse::<Date>().unwrap();
        assert_eq!(before(date("2024-03-01"), 1), Some(date("2024-02-29")));
        assert_eq!(before(date("2023-01-01"), 1), Some(date("2022-12-31")));
        assert_eq!(before(date("2023-01-15"), 0), Some(date("2023-01-15")));
        assert_eq!(before(date("2023-01-15"), 90), None);
        assert_eq!(before(date("2023-01"), 1), None);
    }
}
