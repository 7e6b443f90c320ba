//! A state told again as the decisions that lead to it, for files that hold what is and not how it came about.

use super::{Decision, Position, Stance, Triage};

impl Triage {
    /// The fewest decisions that lead from nothing decided to this state.
    pub fn decisions(&self) -> Vec<Decision> {
        let Self { read, starred, archived, tags, position, corrections, stances, .. } = self;
        let Self { snoozed, note, highlights, .. } = self;
        let marks = [(read, Decision::Read), (starred, Decision::Star), (archived, Decision::Archive)];
        let mut decisions: Vec<Decision> =
            marks.into_iter().filter(|(set, _)| **set).map(|(_, decision)| decision).collect();
        decisions.extend(tags.iter().cloned().map(Decision::Tag));
        if *position != Position::default() {
            decisions.push(Decision::Position(*position));
        }
        decisions.extend(corrections.iter().cloned().map(Decision::Correct));
        decisions.extend(stances.iter().map(|(tag, stance)| match stance {
            Stance::About => Decision::About(tag.clone()),
            Stance::NotAbout => Decision::NotAbout(tag.clone()),
        }));
        decisions.extend(snoozed.map(Decision::Snooze));
        decisions.extend(note.clone().map(Decision::Note));
        decisions.extend(highlights.iter().map(|(range, note)| Decision::Highlight(*range, note.clone())));
        decisions
    }
}
