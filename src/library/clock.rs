//! The day it is where the reader is. The journal tells the time by itself, in UTC; nobody else asks a clock for a date.

use std::fs;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::article::Date;

/// Today's date where the reader is.
#[expect(
    clippy::missing_panics_doc,
    reason = "a date of the calendar stays one when its numbers change their type"
)]
pub fn today() -> Date {
    let now = Timestamp::now().to_zoned(zone()).date();
    let part = |number: i8| u8::try_from(number).unwrap_or(1);
    let year = u16::try_from(now.year()).unwrap_or(1);
    Date::day_of(year, part(now.month()), part(now.day())).expect("the numbers are those of a date")
}

/// The zone the system is in. It says so in one file; to find the name of that, too, all zones there are would be
/// looked through at every start.
fn zone() -> TimeZone {
    let of_system = || TimeZone::tzif("", &fs::read("/etc/localtime").ok()?).ok();
    let named = std::env::var_os("TZ").is_some();
    (!named).then(of_system).flatten().unwrap_or_else(TimeZone::system)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zone_is_the_one_the_system_names() {
        for seconds in [0, 1_700_000_000, 1_720_000_000] {
            let moment = Timestamp::from_second(seconds).unwrap();
            assert_eq!(zone().to_offset(moment), TimeZone::system().to_offset(moment));
        }
    }
}
