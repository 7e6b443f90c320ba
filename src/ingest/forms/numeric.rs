//! In which order a page writes day and month in figures, as far as its own dates settle it.

use super::dates::{LONGEST_ROW, NumericOrder, holds_year, numeric_parts};
use super::tokens::tokens;

/// The order that the numeric dates of these lines settle, if they agree.
pub(in crate::ingest) fn numeric_order<'a>(lines: impl Iterator<Item = &'a str>) -> NumericOrder {
    let mut settled = NumericOrder::Unsettled;
    let twice = |line: &str, mark: u8| line.bytes().filter(|&byte| byte == mark).count() >= 2;
    let may_tell = |line: &&str| {
        let short = line.len() <= LONGEST_ROW && holds_year(line.as_bytes());
        short && (twice(line, b'/') || twice(line, b'.') || twice(line, b'-'))
    };
    for line in lines.filter(may_tell) {
        let all = tokens(line);
        for start in 0..all.len() {
            let found = all.get(start..).and_then(numeric_parts).map(|(first, second, _)| (first, second));
            let tells = match found {
                Some((13..=31, 1..=12)) => NumericOrder::DayFirst,
                Some((1..=12, 13..=31)) => NumericOrder::MonthFirst,
                Some(_) | None => continue,
            };
            if settled != NumericOrder::Unsettled && settled != tells {
                return NumericOrder::Unsettled;
            }
            settled = tells;
        }
    }
    settled
}
