//! Dates as machines write them: in feeds, mail headers, metadata and columns of data.
//!
//! Reads one value and nothing around it; a value that could be two dates is no date. Hours count for nothing: the
//! day is the one written, in the zone it was written in.

use jiff::civil::{self, ISOWeekDate, Weekday};

use crate::article::Date;

use super::months::month;

/// The longest value that is read, in bytes.
const LONGEST: usize = 80;

/// The most words around a month: a weekday, the half of the day, a zone and its name in full.
const MOST_WORDS: usize = 8;

/// Reads a date or a date with a time, a year or a month where no more is written.
///
/// ISO 8601 with its weeks and ordinal days, RFC 822, 850, 2822 and 3339, asctime and the forms that grew from them;
/// month names in many languages; `20231110`, `2023/11/10`, `10.11.2023`; `10/11/2023` only where one of the two
/// cannot be a month or both are the same; seconds, milliseconds and microseconds since 1970.
pub(in crate::ingest) fn timestamp(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let tokens = tokens(text);
    digits_alone(text)
        .or_else(|| named(&tokens))
        .or_else(|| year_first(&tokens))
        .or_else(|| week_date(text))
        .or_else(|| year_last(&tokens))
}

/// A value of digits only: a count of time since 1970, or year, month and day run together.
fn digits_alone(text: &str) -> Option<Date> {
    if let Some((day, _)) = text.split_once('T').filter(|(day, _)| day.len() == 8) {
        return run_together(day);
    }
    let (digits, fraction) = text.split_once('.').unwrap_or((text, ""));
    if !digits.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let value: i64 = digits.parse().ok()?;
    match digits.len() {
        10 => since_1970(value),
        13 => since_1970(value / 1000),
        16 => since_1970(value / 1_000_000),
        4 if fraction.is_empty() => year(digits).and_then(|year| Date::year_only(year).ok()),
        6 if fraction.is_empty() => year_and_month_alone(digits),
        8 | 12 | 14 => run_together(digits),
        _ => None,
    }
}

fn since_1970(seconds: i64) -> Option<Date> {
    let moment = jiff::Timestamp::from_second(seconds).ok()?;
    of_civil(moment.to_zoned(jiff::tz::TimeZone::UTC).date())
}

fn of_civil(date: civil::Date) -> Option<Date> {
    let part = |value: i8| u8::try_from(value).ok();
    Date::day_of(u16::try_from(date.year()).ok()?, part(date.month())?, part(date.day())?).ok()
}

/// `20231110`, with or without hours, minutes and seconds.
fn run_together(digits: &str) -> Option<Date> {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let day = Date::day_of(year(digits.get(..4)?)?, small(digits.get(4..6)?)?, small(digits.get(6..8)?)?);
    day.ok()
}

/// `202311`; as year, month and day of two digits each it would have to be a day of 2020.
fn year_and_month_alone(digits: &str) -> Option<Date> {
    let month = small(digits.get(4..)?)?;
    let could_be_short = small(digits.get(2..4)?).is_some_and(|middle| (1..=12).contains(&middle));
    (!could_be_short).then(|| Date::month_of(year(digits.get(..4)?)?, month).ok()).flatten()
}

/// A year as four digits, of the last thousand years.
fn year(digits: &str) -> Option<u16> {
    digits.parse().ok().filter(|year| digits.len() == 4 && (1000..=9999).contains(year))
}

fn small(digits: &str) -> Option<u8> {
    digits.parse().ok()
}

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Made {
    Digits,
    Letters,
    Mark,
}

/// A run of digits, a run of letters or one other character, with whether white space stood before it.
#[derive(Debug, Clone, Copy)]
struct Token<'a> {
    text: &'a str,
    made: Made,
    apart: bool,
}

impl Token<'_> {
    fn is(&self, text: &str) -> bool {
        self.text.eq_ignore_ascii_case(text)
    }
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    let mut apart = false;
    while let Some(first) = rest.chars().next() {
        let made = made_of(first);
        let length = match made {
            Made::Mark => first.len_utf8(),
            Made::Digits | Made::Letters => rest.find(|c| made_of(c) != made).unwrap_or(rest.len()),
        };
        let (token, tail) = rest.split_at(length);
        if first.is_whitespace() {
            apart = true;
        } else {
            tokens.push(Token { text: token, made, apart });
            apart = false;
        }
        rest = tail;
    }
    tokens
}

fn made_of(c: char) -> Made {
    if c.is_ascii_digit() {
        Made::Digits
    } else if c.is_alphabetic() {
        Made::Letters
    } else {
        Made::Mark
    }
}

/// A date whose month is a word, the day and the year around it in any order.
fn named(tokens: &[Token]) -> Option<Date> {
    // French and Spanish Tuesdays begin as March does, and stand before the month.
    let at = tokens.iter().rposition(|token| token.made == Made::Letters && month(token.text).is_some())?;
    let month = month(tokens.get(at)?.text)?;
    let words = tokens.iter().filter(|token| token.made == Made::Letters).count();
    if words > MOST_WORDS {
        return None;
    }
    let numbers = calendar_numbers(tokens);
    let before = numbers.iter().rfind(|(place, _)| *place < at).map(|(_, digits)| *digits);
    let mut behind = numbers.iter().filter(|(place, _)| *place > at).map(|(_, digits)| *digits);
    match (before, behind.next(), behind.next()) {
        (Some(year_first), Some(day), _) if year_first.len() == 4 => on_day(year_first, month, day),
        (Some(day), Some(year), _) | (None, Some(day), Some(year)) => on_day(year, month, day),
        (None, Some(whole), None) | (Some(whole), None, _) => Date::month_of(year(whole)?, month).ok(),
        (None, None, _) => None,
    }
}

fn on_day(year: &str, month: u8, day: &str) -> Option<Date> {
    let day = (day.len() <= 2).then(|| small(day))??;
    Date::day_of(mail_year(year)?, month, day).ok()
}

/// A year as mail headers give it; two digits count from 1969 to 2068, as POSIX and JavaScript have it.
fn mail_year(digits: &str) -> Option<u16> {
    let short = (digits.len() == 2).then(|| digits.parse::<u16>().ok()).flatten();
    short.map(|year| if year < 69 { 2000 + year } else { 1900 + year }).or_else(|| year(digits))
}

/// The numbers that may be a day or a year, with their places: none of a clock and none of a zone.
fn calendar_numbers<'a>(tokens: &[Token<'a>]) -> Vec<(usize, &'a str)> {
    let mut clock_seen = false;
    let mut numbers = Vec::new();
    for (place, token) in tokens.iter().enumerate() {
        if token.made != Made::Digits {
            continue;
        }
        let before = place.checked_sub(1).and_then(|before| tokens.get(before));
        let behind = tokens.get(place + 1);
        let of_clock = before.is_some_and(|mark| mark.is(":"))
            || behind.is_some_and(|mark| mark.is(":") || mark.is("am") || mark.is("pm"));
        let of_zone =
            before.is_some_and(|mark| mark.is("+") || (mark.is("-") && clock_seen) || mark.is("GMT"));
        let of_second = clock_seen && before.is_some_and(|mark| mark.is(".") && !mark.apart);
        clock_seen |= of_clock;
        if !of_clock && !of_zone && !of_second {
            numbers.push((place, token.text));
        }
    }
    numbers
}

/// Year, month and day as numbers with one mark between them, or a year and a month, or a year and its day.
fn year_first(tokens: &[Token]) -> Option<Date> {
    let tokens = without_weekday(tokens);
    let number =
        |place: usize| tokens.get(place).filter(|token| token.made == Made::Digits).map(|token| token.text);
    let year = year(number(0)?)?;
    let mark = tokens.get(1)?;
    let second = number(2)?;
    if !(mark.made == Made::Mark && ["-", "/", ".", ":"].contains(&mark.text)
        || mark.is("年")
        || mark.is("년"))
    {
        return None;
    }
    let month = small(second);
    let between =
        tokens.get(3).filter(|between| between.is(mark.text) || between.is("月") || between.is("월"));
    if let (Some(_), Some(day)) = (between, number(4)) {
        // One widespread service writes the month with three digits.
        let of_length = second.len() <= 3 && day.len() <= 2;
        return (of_length && ends_date(tokens.get(5..)?))
            .then(|| Date::day_of(year, month?, small(day)?).ok())?;
    }
    let rest = tokens.get(3..)?;
    match second.len() {
        3 if mark.is("-") && ends_date(rest) => day_of_year(year, second.parse().ok()?),
        2 if (mark.is("-") || mark.is("/")) && rest.is_empty() => Date::month_of(year, month?).ok(),
        1 | 2 if between.is_some() && rest.len() == 1 => Date::month_of(year, month?).ok(),
        _ => None,
    }
}

/// Whether what stands behind the last number of a date does not belong to the date.
fn ends_date(rest: &[Token]) -> bool {
    let Some(first) = rest.first() else { return true };
    let clock_behind = rest.iter().skip(1).any(|token| token.is(":"));
    match first.made {
        Made::Digits => true,
        Made::Letters => first.apart || ["T", "Z", "日", "일"].iter().any(|mark| first.is(mark)),
        Made::Mark => first.apart || ["+", ","].contains(&first.text) || clock_behind,
    }
}

fn day_of_year(year: u16, day: i16) -> Option<Date> {
    let start = civil::Date::new(i16::try_from(year).ok()?, 1, 1).ok()?;
    (1..=start.days_in_year())
        .contains(&day)
        .then(|| start.with().day_of_year(day).build().ok())?
        .and_then(of_civil)
}

/// `2023-W45-5`, or `2023-W45` for its Monday.
fn week_date(text: &str) -> Option<Date> {
    let (date, _) = text.split_once('T').unwrap_or((text, ""));
    let (year_digits, rest) = date.split_once("-W")?;
    let (week, day) = rest.split_once('-').unwrap_or((rest, "1"));
    let weekday = Weekday::from_monday_one_offset(day.parse().ok()?).ok()?;
    let year = i16::try_from(year(year_digits)?).ok()?;
    ISOWeekDate::new(year, week.parse().ok()?, weekday).ok().map(ISOWeekDate::date).and_then(of_civil)
}

/// Day, month and year as numbers; dots stand only between a day and a month in that order.
fn year_last(tokens: &[Token]) -> Option<Date> {
    let tokens = without_weekday(tokens);
    let number =
        |place: usize| tokens.get(place).filter(|token| token.made == Made::Digits).map(|token| token.text);
    let (first, second, year) = (number(0)?, number(2)?, year(number(4)?)?);
    let mark = tokens.get(1)?.text;
    if !["/", ".", "-"].contains(&mark) || !tokens.get(3)?.is(mark) || !ends_date(tokens.get(5..)?) {
        return None;
    }
    let short = |digits: &str| (digits.len() <= 2).then(|| small(digits)).flatten();
    let (first, second) = (short(first)?, short(second)?);
    let day_first = Date::day_of(year, second, first).ok();
    let month_first = Date::day_of(year, first, second).ok();
    match (day_first, month_first) {
        (Some(day_first), Some(_)) if mark == "." => Some(day_first),
        (Some(day_first), Some(month_first)) => (day_first == month_first).then_some(day_first),
        (one, other) => one.or(other),
    }
}

/// The tokens behind a weekday that opens them.
fn without_weekday<'a, 'b>(tokens: &'b [Token<'a>]) -> &'b [Token<'a>] {
    let opening = tokens
        .iter()
        .take(3)
        .take_while(|token| token.made == Made::Letters || [",", "."].contains(&token.text));
    tokens.get(opening.count()..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(cases: &[(&str, &str)]) {
        for (written, expected) in cases {
            let found = timestamp(written).map(|date| date.to_string()).unwrap_or_default();
            assert_eq!(&found, expected, "{written}");
        }
    }

    #[test]
    fn iso_dates_are_read_with_and_without_time() {
        check(&[
            ("2023-11-10", "2023-11-10"),
            (" 2023-11-10T23:30:00Z ", "2023-11-10"),
            ("2023-11-10T23:30:00.538+10:00", "2023-11-10"),
            ("2023-11-10 12:30:00", "2023-11-10"),
            ("2023-11-10 12:30:00.0 -00:20", "2023-11-10"),
            ("2023-11-10T12:30-05:00[America/New_York]", "2023-11-10"),
            ("2023-11-10Z", "2023-11-10"),
            ("2023-11-10-05:00", "2023-11-10"),
            ("2023-011-10T10:14:55+00:00", "2023-11-10"),
            ("2023-1-5", "2023-01-05"),
            ("2023-11", "2023-11"),
            ("2023", "2023"),
            ("2023-314", "2023-11-10"),
            ("2023-W45-5", "2023-11-10"),
            ("2023-W45", "2023-11-06"),
            ("20231110", "2023-11-10"),
            ("20231110T123000Z", "2023-11-10"),
            ("20231110123000", "2023-11-10"),
            ("202311", "2023-11"),
            ("2023/11/10 08:19:53", "2023-11-10"),
            ("Fri, 2023/11/10 08:19:53 EDT", "2023-11-10"),
            ("2023:11:10 08:19:53", "2023-11-10"),
        ]);
    }

    #[test]
    fn mail_dates_and_their_cousins_are_read() {
        check(&[
            ("Fri, 10 Nov 2023 12:30:00 GMT", "2023-11-10"),
            ("Fri, 10 Nov 2023 12:30:00 +0200 (CEST)", "2023-11-10"),
            ("10 Nov 23 12:30 EST", "2023-11-10"),
            ("Thu, 01 Jan 98 00:00:01 GMT", "1998-01-01"),
            ("Fri,  5 Apr 2013 10:00:00 GMT-01:01", "2013-04-05"),
            ("Mon, 13 Feb, 2012 06:28:00 UTC", "2012-02-13"),
            ("Friday, 10-Nov-23 12:30:00 GMT", "2023-11-10"),
            ("Mon, 26 January 2004 16:31:00 Etc/GMT", "2004-01-26"),
            ("Fri Nov 10 12:30:06 2023", "2023-11-10"),
            ("Fri Nov 10 12:30:06 +0000 2023", "2023-11-10"),
            ("Fri Nov 10 12:30:06 UTC 2023", "2023-11-10"),
            ("Fri Nov 10 2023 12:30:06 GMT+0100 (Central European Standard Time)", "2023-11-10"),
            ("Nov 10, 2023 at 12:30 PM", "2023-11-10"),
            ("November 10th, 2023", "2023-11-10"),
            ("10 Nov 2023", "2023-11-10"),
            ("November 2023", "2023-11"),
        ]);
    }

    #[test]
    fn dates_of_other_languages_are_read() {
        check(&[
            ("Παρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11"),
            ("2004-július-13T9:15-05:00", "2004-07-13"),
            ("2004-05-25 오후 11:23:17", "2004-05-25"),
            ("2004년 05월 28일  01:31:15", "2004-05-28"),
            ("2023年11月10日 12:30", "2023-11-10"),
            ("2023年11月", "2023-11"),
            ("mar., 7 nov. 2023 12:30:00 +0100", "2023-11-07"),
            ("Di, 10 Dez 2019 09:00:00 +0100", "2019-12-10"),
            ("10. März 2023", "2023-03-10"),
        ]);
    }

    #[test]
    fn counts_since_1970_are_read() {
        check(&[
            ("1699603200", "2023-11-10"),
            ("1699603200123", "2023-11-10"),
            ("1699603200.25", "2023-11-10"),
            ("1699603200123456", "2023-11-10"),
        ]);
    }

    #[test]
    fn numeric_dates_are_read_only_where_one_reading_is_possible() {
        check(&[
            ("13/11/2023", "2023-11-13"),
            ("11/13/2023 4:05 PM", "2023-11-13"),
            ("11/11/2023", "2023-11-11"),
            ("10.11.2023 12:30", "2023-11-10"),
            ("10/11/2023", ""),
            ("10-11-2023", ""),
            ("10/11/23", ""),
        ]);
    }

    #[test]
    fn what_is_no_date_stays_unread() {
        for written in [
            "",
            "yesterday",
            "12:30",
            "013",
            "22013",
            "99999",
            "2013-01-27-01",
            "2013-xx-27",
            "2023-13-10",
            "2023-02-30",
            "Sun, 16 zzz 2012 11:47:32 GMT",
            "Sun, 99 Jun 2009",
            "Sun, 16 Dec zz 11:47:32 GMT",
            "200110",
            "1.5",
            "2023-11-10abc",
        ] {
            assert_eq!(timestamp(written), None, "{written}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,60}") {
            let _ = timestamp(&text);
        }

        #[test]
        fn any_day_reads_back(year in 1000u16..=9999, month in 1u8..=12, day in 1u8..=28) {
            let date = Date::day_of(year, month, day).expect("every month has 28 days");
            prop_assert_eq!(timestamp(&date.to_string()), Some(date));
        }
    }
}
