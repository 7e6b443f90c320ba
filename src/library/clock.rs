//! The one look at the calendar.

use crate::article::Date;

/// Today's date where the reader is.
///
/// # Panics
/// Never: a date of the calendar stays one when its numbers change their type.
pub fn today() -> Date {
    let now = jiff::Zoned::now().date();
    let part = |number: i8| u8::try_from(number).unwrap_or(1);
    let year = u16::try_from(now.year()).unwrap_or(1);
    Date::day_of(year, part(now.month()), part(now.day())).expect("the numbers are those of a date")
}
