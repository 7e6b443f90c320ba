//! The thread that tells when another day has begun: what was snoozed until then comes back while nobody leaves.

use std::io;
use std::thread;
use std::time::Duration;

use crate::app::Event;
use crate::article::Date;
use crate::library::today;

use super::happening::{Happening, Sender, start};

/// How often the calendar is looked at. Waiting for midnight itself would miss it where the machine sleeps meanwhile or
/// its clock is set.
const LOOK: Duration = Duration::from_secs(30);

/// Sends each day that begins.
pub(super) fn watch(sender: Sender) -> io::Result<()> {
    start("days", sender, move |sender| {
        let mut day = today();
        loop {
            thread::sleep(LOOK);
            let began = begun(&mut day, today()).map(|day| Happening::Event(Event::DayBegan(day)));
            if began.is_some_and(|began| sender.send(began).is_err()) {
                return;
            }
        }
    })
}

/// The day it is, where that is not the one it was.
fn begun(day: &mut Date, today: Date) -> Option<Date> {
    let before = std::mem::replace(day, today);
    (before != today).then_some(today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_day_begins_once_also_where_the_clock_is_set_back() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        let mut day = date("2026-02-20");
        for (today, began) in [
            ("2026-02-20", None),
            ("2026-02-21", Some("2026-02-21")),
            ("2026-02-21", None),
            ("2026-02-24", Some("2026-02-24")),
            ("2026-02-23", Some("2026-02-23")),
        ] {
            assert_eq!(begun(&mut day, date(today)), began.map(date), "on {today}");
        }
    }
}
