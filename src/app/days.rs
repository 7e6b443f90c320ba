//! What can stand after `date:`: days that are asked for often, and the years and months in which articles appeared.

use std::collections::BTreeSet;

use crate::article::Date;
use crate::query::published;

/// Days that are asked for often.
const OFTEN: [(&str, &str); 5] = [
    ("today", "today"),
    ("yesterday", "yesterday"),
    ("1w..", "the last week"),
    ("1m..", "the last month"),
    ("1y..", "the last year"),
];

/// What finds articles without a date.
const UNDATED: (&str, &str) = ("none", "undated");

/// The most years that are offered, the newest first.
const YEARS: usize = 6;
/// The most months that are offered where no year is typed, the newest first.
const MONTHS: usize = 3;
/// Letters of a year.
const YEAR: usize = 4;

/// Some days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Days {
    /// As a query writes them: `2023-08`.
    pub(super) value: String,
    /// What they are called: `the last week`.
    pub(super) says: String,
    /// How many articles appeared on them; none where that is not counted.
    pub(super) count: Option<usize>,
}

/// The days that begin as typed on which articles appeared; those that are asked for often where nothing is counted yet.
pub(super) fn days(dates: &[(Option<Date>, usize)], today: Option<Date>, typed: &str) -> Vec<Days> {
    let typed = typed.to_ascii_lowercase();
    let often = OFTEN.map(|(value, says)| (value.to_owned(), says.to_owned()));
    let mut all: Vec<(String, String)> = often.to_vec();
    if !dates.is_empty() {
        let known = || dates.iter().filter_map(|(date, _)| *date);
        let years: BTreeSet<String> = known().map(|date| format!("{:04}", date.year())).collect();
        let month = |date: Date| Some(format!("{:04}-{:02}", date.year(), date.month()?));
        let months: BTreeSet<String> = known().filter_map(month).collect();
        let of_year = typed.len() >= YEAR;
        let months = months.into_iter().rev().filter(|month| month.starts_with(&typed));
        let years = years.into_iter().rev().filter(|year| year.starts_with(&typed)).take(YEARS);
        let written = years.chain(months.take(if of_year { usize::MAX } else { MONTHS }));
        all.extend(written.map(|value| (value.clone(), value)));
        all.push((UNDATED.0.to_owned(), UNDATED.1.to_owned()));
    }
    let counted = all.into_iter().filter(|(value, _)| value.starts_with(&typed)).map(|(value, says)| {
        let counted = today.filter(|_| !dates.is_empty());
        let count = counted.and_then(|today| published(&value, dates, today));
        Days { value, says, count }
    });
    counted.filter(|days| days.count != Some(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(typed: &str) -> Vec<(String, Option<usize>)> {
        let dates = [
            ("", 2),
            ("2019", 1),
            ("2023-08", 3),
            ("2023-08-16", 4),
            ("2023-11-02", 5),
            ("2024-05-30", 6),
            ("2024-06-01", 7),
        ];
        let dates = dates.map(|(date, count)| (date.parse().ok(), count));
        let days = days(&dates, "2024-06-01".parse().ok(), typed);
        days.into_iter().map(|days| (days.value, days.count)).collect()
    }

    #[test]
    fn years_and_months_in_which_something_appeared_are_counted_and_empty_days_are_not_offered() {
        let expected = [
            ("today", 7),
            ("1w..", 13),
            ("1m..", 13),
            ("1y..", 25),
            ("2024", 13),
            ("2023", 12),
            ("2019", 1),
            ("2024-06", 7),
            ("2024-05", 6),
            ("2023-11", 5),
            ("none", 2),
        ];
        assert_eq!(offered(""), expected.map(|(value, count)| (value.to_owned(), Some(count))));
        assert_eq!(
            offered("2023"),
            [("2023", 12), ("2023-11", 5), ("2023-08", 7)]
                .map(|(value, count)| (value.to_owned(), Some(count)))
        );
        assert_eq!(offered("2018"), []);
    }

    #[test]
    fn days_that_are_asked_for_often_are_offered_before_anything_is_counted() {
        let values: Vec<String> = days(&[], None, "1").into_iter().map(|days| days.value).collect();
        assert_eq!(values, ["1w..", "1m..", "1y.."]);
    }
}
