//! Numbers of articles, one a row: dates, lengths, ids. Read whole, because sorting and counting need all of them.

use super::Broken;
use super::sections;
use crate::article::Date;

/// The numbers of so many articles, four bytes each, as they were written.
pub(super) fn numbers(bytes: &[u8], articles: usize) -> Result<Vec<u32>, Broken> {
    if bytes.len() == articles * 4 { Ok(sections::words(bytes)) } else { Err(Broken::Form) }
}

/// A date as a number: later days have greater ones, a month without a day stands before its first day, and a year
/// without a month before January.
pub(super) fn day_number(date: Option<Date>) -> u32 {
    date.map_or(0, |date| {
        let part = |part: Option<u8>| u32::from(part.unwrap_or_default());
        u32::from(date.year()) << 9 | part(date.month()) << 5 | part(date.day())
    })
}

/// The date of such a number; none for 0.
pub(super) fn date(number: u32) -> Option<Date> {
    let part = |bits: u32| u8::try_from(bits).ok().filter(|part| *part > 0);
    let (month, day) = (part(number >> 5 & 0xf), part(number & 0x1f));
    let year = u16::try_from(number >> 9).ok()?;
    let date = match (month, day) {
        (Some(month), Some(day)) => Date::day_of(year, month, day),
        (Some(month), None) => Date::month_of(year, month),
        (None, _) => Date::year_only(year),
    };
    date.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_back_from_their_numbers_and_rise_with_them() {
        let mut last = 0;
        for text in ["1999", "2023", "2023-08", "2023-08-01", "2023-08-31", "2023-12-31", "2024"] {
            let known: Date = text.parse().unwrap();
            let number = day_number(Some(known));
            assert_eq!(date(number), Some(known), "{text}");
            assert!(number > last, "{text}");
            last = number;
        }
        assert_eq!(date(day_number(None)), None);
    }
}
