//! The reading list: what is typed to ask for one, and what is said when it is there.

use super::action::Action;
use super::event::{Effect, NoticeKind};
use super::keymap::Pane;
use super::listing::Listing;
use super::state::App;
use crate::text::SafeText;

/// The word that asks for a reading list.
const WORD: &str = "queue";
/// The minutes it is to take where none are given.
pub(super) const MINUTES: u16 = 20;
/// The most minutes: a day.
const LONGEST: u16 = 24 * 60;

/// The minutes of a reading list that is asked for: `queue`, `queue 20m`, `queue 1h`; none where that is not what was
/// typed.
pub(super) fn minutes_asked(typed: &str) -> Option<u16> {
    let (word, length) = typed.trim().split_once(' ').unwrap_or((typed.trim(), ""));
    if word.is_empty() || !WORD.starts_with(word) {
        return None;
    }
    let length = length.trim();
    if length.is_empty() {
        return Some(MINUTES);
    }
    let (digits, hours) = match length.strip_suffix('h') {
        Some(digits) => (digits, 60),
        None => (length.strip_suffix("min").or_else(|| length.strip_suffix('m')).unwrap_or(length), 1),
    };
    let minutes = digits.trim_end().parse::<u16>().ok()?.checked_mul(hours)?;
    (1..=LONGEST).contains(&minutes).then_some(minutes)
}

impl App {
    /// Shows a reading list that takes so many minutes at most.
    pub(super) fn show_queue(&mut self, minutes: u16) -> Vec<Effect> {
        self.end_selection();
        self.filter.look_at_queue(minutes);
        self.look_at(Pane::List);
        vec![self.list_anew()]
    }

    /// Says what a new reading list holds and how it was chosen.
    pub(super) fn tell_queue(&mut self, listing: &Listing) {
        let Some(budget) = self.filter.untold_queue() else { return };
        let leaves = self.hint(Action::Dismiss, "leaves");
        let text = if listing.total == 0 {
            format!("nothing unread here takes {} min or less{leaves}", budget.minutes)
        } else {
            let noun = if listing.total == 1 { "article" } else { "articles" };
            format!(
                "{} {noun}, {} of {} min: topics in turn, most covered and newest first{leaves}",
                listing.total, listing.sums.minutes_left, budget.minutes
            )
        };
        self.say(NoticeKind::Done, SafeText::label(&text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("queue 99h", None),
            ("queue soon", None),
            ("quit", None),
            ("", None),
        ];
        for (typed, expected) in cases {
            assert_eq!(minutes_asked(typed), expected, "{typed}");
        }
    }
}
