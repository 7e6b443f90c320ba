//! Decisions for the tests of the journal: each kind of them, some of which contradict each other.

use crate::article::{Correction, Date, Decision, LineKey, Position, Subject, TagKey, TextRange};
use crate::text::SafeText;

/// How many there are.
pub(super) const KINDS: usize = 23;

/// How many of them, from the first on, a reader takes back with nothing left of them.
pub(super) const DEEDS: usize = 16;

/// One of them.
pub(super) fn decision(kind: usize) -> Decision {
    let (energy, niger) = (SafeText::label("energy \"1\""), TagKey::new(Subject::Country, "NE"));
    let range = TextRange { block: 1, start: 2, length: 3 };
    let until = Date::day_of(2026, 12, 1).expect("there is such a day");
    let line = LineKey::of("", "line");
    let all: [Decision; KINDS] = [
        Decision::Read,
        Decision::Unread,
        Decision::Star,
        Decision::Unstar,
        Decision::Archive,
        Decision::Restore,
        Decision::Tag(energy.clone()),
        Decision::Untag(energy.clone()),
        Decision::About(niger.clone()),
        Decision::NotAbout(niger.clone()),
        Decision::ByWords(niger),
        Decision::Snooze(until),
        Decision::Wake,
        Decision::Note(energy.clone()),
        Decision::Highlight(range, energy.clone()),
        Decision::Unhighlight(range),
        Decision::Position(Position { block: 3, offset: 4, progress: 0.25 }),
        Decision::Position(Position::default()),
        Decision::Note(SafeText::default()),
        Decision::Correct(Correction::Split(line)),
        Decision::Correct(Correction::Join(line)),
        Decision::Correct(Correction::Headline(energy)),
        Decision::Withdraw(Correction::Join(line)),
    ];
    all[kind].clone()
}
