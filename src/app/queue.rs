//! The reading list: what is typed to ask for one, and what is said when it is there.

use super::action::Action;
use super::event::{Effect, NoticeKind};
use super::home::Listed;
use super::keymap::Pane;
use super::listing::Listing;
use super::state::App;
use crate::article::time_in_words;
use crate::text::SafeText;

/// The word that asks for a reading list.
const WORD: &str = "queue";
/// The words that may stand before its length.
const WORDS: [&str; 4] = [WORD, "reading", "list", "time"];
/// The minutes it is to take where none are given.
pub(super) const MINUTES: u16 = 20;
/// The most minutes: a day.
const LONGEST: u16 = 24 * 60;

/// The minutes of a reading list that is asked for: `queue`, `queue 20m`, `1h`, `reading list 45 min`; none where that
/// is not what was typed.
pub(super) fn minutes_asked(typed: &str) -> Option<u16> {
    let (words, length) = parted(typed);
    if length.is_empty() {
        let mut words = words.split_whitespace();
        let alone = words.next().filter(|word| WORD.starts_with(word) && words.next().is_none());
        return alone.map(|_| MINUTES);
    }
    if asks(words) { minutes(length) } else { None }
}

/// Why a reading list that is asked for cannot take that long: `queue 20x`.
pub(super) fn wrong_length(typed: &str) -> Option<SafeText> {
    let (words, length) = parted(typed);
    let wrong = !length.is_empty() && !words.trim().is_empty() && asks(words) && minutes(length).is_none();
    let text = format!("`{length}` is no time for a reading list: write 20m or 1h, at most a day");
    wrong.then(|| SafeText::label(&text))
}

/// What stands before the first digit, and the rest.
fn parted(typed: &str) -> (&str, &str) {
    let length = typed.find(|letter: char| letter.is_ascii_digit());
    let (words, length) = typed.split_at(length.unwrap_or(typed.len()));
    (words, length.trim())
}

/// Whether words ask for a reading list; no words do not ask for anything else.
fn asks(words: &str) -> bool {
    words.split_whitespace().all(|word| WORDS.iter().any(|own| own.starts_with(word)))
}

/// The minutes of a length: `20m`, `1h`, `45 min`.
fn minutes(length: &str) -> Option<u16> {
    let digits = length.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    let unit = length.get(digits.len()..)?.trim();
    let factor = match unit {
        "" | "m" | "min" | "mins" | "minute" | "minutes" => 1,
        "h" | "hour" | "hours" => 60,
        _ => return None,
    };
    let minutes = digits.parse::<u16>().ok()?.checked_mul(factor)?;
    (1..=LONGEST).contains(&minutes).then_some(minutes)
}

impl App {
    /// Shows a reading list that takes so many minutes at most.
    pub(super) fn show_queue(&mut self, minutes: u16) -> Vec<Effect> {
        self.end_selection();
        self.filter.look_at_queue(minutes);
        self.look_at(Pane::List);
        self.list_otherwise(Listed::Narrowed)
    }

    /// Says what a new reading list holds and how it was chosen.
    pub(super) fn tell_queue(&mut self, listing: &Listing) {
        let Some(budget) = self.filter.untold_queue() else { return };
        let leaves = self.hint(Action::Dismiss, "leaves");
        let whole = time_in_words(budget.minutes.into());
        let text = if listing.total == 0 {
            format!("nothing unread here takes {whole} or less{leaves}")
        } else {
            let noun = if listing.total == 1 { "article" } else { "articles" };
            let taken = time_in_words(listing.sums.minutes_left);
            // `18 of 20 min`, but `50 min of 1 h`.
            let taken = taken.strip_suffix(" min").filter(|_| budget.minutes < 60).unwrap_or(&taken);
            format!(
                "{} {noun}, {taken} of {whole}: topics in turn, most covered and newest first{leaves}",
                listing.total
            )
        };
        self.say(NoticeKind::Done, SafeText::label(&text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_that_is_none_is_refused_with_what_would_be_right() {
        for typed in ["queue 20x", "queue 0", "queue 99h", "que 5 days", "reading list 20 m m"] {
            assert!(wrong_length(typed).is_some_and(|why| why.contains("write 20m or 1h")), "{typed}");
        }
        for typed in ["queue 20m", "queue", "theme 20", "20x", "queue soon", ""] {
            assert_eq!(wrong_length(typed), None, "{typed}");
        }
    }

    #[test]
    fn time_is_given_in_minutes_or_hours() {
        let cases = [
            ("queue 20m", Some(20)),
            ("queue 45", Some(45)),
            ("queue 30 min", Some(30)),
            ("queue 2h", Some(120)),
            ("que", Some(MINUTES)),
            ("queue", Some(MINUTES)),
            ("queue 0", None),
            ("reading list 45 min", Some(45)),
            ("read 1 hour", Some(60)),
            ("30m", Some(30)),
            ("queue 99h", None),
            ("reading list", None),
            ("theme 20", None),
            ("r", None),
            ("queue soon", None),
            ("quit", None),
            ("", None),
        ];
        for (typed, expected) in cases {
            assert_eq!(minutes_asked(typed), expected, "{typed}");
        }
    }
}
