//! What a reader decided about an article, as state and as the single decisions that make it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Correction, Date, Stance, TagKey};
use crate::text::SafeText;

/// The state of one article for its reader. Everything starts unset: unread, in the inbox.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each mark is set and taken away by itself")]
pub struct Triage {
    /// It was read or dismissed.
    pub read: bool,
    /// It was starred.
    pub starred: bool,
    /// It was moved out of the inbox.
    pub archived: bool,
    /// The reader's own tags.
    pub tags: BTreeSet<SafeText>,
    /// Where reading stopped.
    pub position: Position,
    /// What the reader set right about its page while reading it; no two of them contradict.
    pub corrections: BTreeSet<Correction>,
    /// What it is about and not about whatever its words say.
    pub stances: BTreeMap<TagKey, Stance>,
    /// The day it comes back to the inbox.
    pub snoozed: Option<Date>,
    /// What the reader noted about it.
    pub note: Option<SafeText>,
    /// The passages the reader highlighted, each with a note on it that may be empty.
    pub highlights: BTreeMap<TextRange, SafeText>,
    /// Its page was changed since the reader last decided anything about it.
    pub changed: bool,
}

impl Triage {
    /// Whether it is kept out of the inbox today.
    pub fn is_snoozed(&self, today: Date) -> bool {
        self.snoozed.is_some_and(|until| until > today)
    }

    /// Whether it waits in the inbox today, read or not.
    pub fn is_in_inbox(&self, today: Date) -> bool {
        !self.archived && !self.is_snoozed(today)
    }

    /// Whether anything was noted on it or highlighted in it.
    pub fn is_noted(&self) -> bool {
        self.note.is_some() || !self.highlights.is_empty()
    }

    /// Adds what was decided on another copy: each mark that either has, the tags of both, and what either is about;
    /// of two stances that contradict, the one that it is about something; of two days, the later; of two notes, the
    /// longer. The place where reading stopped and highlights stay, as they are about this copy's text.
    pub fn join(&mut self, copy: &Self) {
        self.read |= copy.read;
        self.starred |= copy.starred;
        self.archived |= copy.archived;
        self.tags.extend(copy.tags.iter().cloned());
        for (tag, stance) in &copy.stances {
            let held = self.stances.entry(tag.clone()).or_insert(*stance);
            *held = (*held).min(*stance);
        }
        self.snoozed = self.snoozed.max(copy.snoozed);
        self.changed |= copy.changed;
        let length = |note: &Option<SafeText>| note.as_ref().map(|text| text.len());
        if (length(&self.note), &self.note) < (length(&copy.note), &copy.note) {
            self.note.clone_from(&copy.note);
        }
    }
}

/// A passage of one paragraph of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextRange {
    /// The block of the body, from 0.
    pub block: u32,
    /// The first byte within that block's text.
    pub start: u32,
    /// How many bytes it has.
    pub length: u32,
}

/// A place in the text of an article that survives resizing and re-wrapping.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Position {
    /// The block of the body, from 0.
    pub block: u32,
    /// The byte within that block's text.
    pub offset: u32,
    /// The share of the text that was on screen or above it then, 0 to 1; 0 where it was not begun.
    pub progress: f32,
}

impl Position {
    /// The share that is read, from 0 to 100.
    pub fn percent(self) -> usize {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 0 to 100")]
        let percent = (self.progress.clamp(0.0, 1.0) * 100.0).round() as u8;
        usize::from(percent)
    }

    /// The same place with another share read; more than 100 percent is all of it.
    #[must_use]
    pub fn with_percent(self, percent: usize) -> Self {
        let progress = u8::try_from(percent).map_or(1.0, |percent| f32::from(percent.min(100)) / 100.0);
        Self { progress, ..self }
    }
}

/// Whether something done is taken back, or done again after that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reversing {
    /// It is taken back.
    Undo,
    /// It is done again.
    Redo,
}

/// What came of taking back an act, or of doing it again, where several programs decide at once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Turning {
    /// What was asked for.
    #[default]
    AsAsked,
    /// What all other acts leave, which is something else.
    AsOthersLeave,
    /// It was done elsewhere before.
    Already,
}

/// One decision of the reader about one article.
#[derive(Debug, Clone, PartialEq)]
pub enum Decision {
    /// Mark it read.
    Read,
    /// Mark it unread.
    Unread,
    /// Star it.
    Star,
    /// Take the star away.
    Unstar,
    /// Move it out of the inbox.
    Archive,
    /// Move it back into the inbox.
    Restore,
    /// Give it a tag of the reader's own.
    Tag(SafeText),
    /// Take such a tag away.
    Untag(SafeText),
    /// Remember where reading stopped.
    Position(Position),
    /// Set something right about its page.
    Correct(Correction),
    /// Take such a correction back.
    Withdraw(Correction),
    /// It is about this, whatever its words say.
    About(TagKey),
    /// It is not about this, whatever its words say.
    NotAbout(TagKey),
    /// Whether it is about this is left to its words again.
    ByWords(TagKey),
    /// Keep it out of the inbox until this day.
    Snooze(Date),
    /// Let it back into the inbox now.
    Wake,
    /// Note this about it in place of what was noted before; an empty text takes the note away.
    Note(SafeText),
    /// Highlight a passage, with a note on it that may be empty.
    Highlight(TextRange, SafeText),
    /// Take such a highlight away.
    Unhighlight(TextRange),
}

impl Decision {
    /// Whether it holds for every copy of the article. Places in the text and corrections of the page are about one
    /// copy alone.
    pub fn reaches_copies(&self) -> bool {
        match self {
            Self::Read
            | Self::Unread
            | Self::Star
            | Self::Unstar
            | Self::Archive
            | Self::Restore
            | Self::Tag(_)
            | Self::Untag(_)
            | Self::About(_)
            | Self::NotAbout(_)
            | Self::ByWords(_)
            | Self::Snooze(_)
            | Self::Wake
            | Self::Note(_) => true,
            Self::Position(_)
            | Self::Correct(_)
            | Self::Withdraw(_)
            | Self::Highlight(..)
            | Self::Unhighlight(_) => false,
        }
    }

    /// Whether it is the reader's own. The place where reading stopped is kept by the program itself.
    pub fn is_deed(&self) -> bool {
        !matches!(self, Self::Position(_))
    }

    /// Changes the state as decided. Whoever decides anything about a page that was changed has taken note of that.
    pub fn apply(&self, triage: &mut Triage) {
        triage.changed &= !self.is_deed();
        self.apply_to_earlier(triage);
    }

    /// Changes the state as decided about the article as it was before its page was changed.
    pub fn apply_to_earlier(&self, triage: &mut Triage) {
        match self {
            Self::Read => triage.read = true,
            Self::Unread => triage.read = false,
            Self::Star => triage.starred = true,
            Self::Unstar => triage.starred = false,
            Self::Archive => triage.archived = true,
            Self::Restore => triage.archived = false,
            Self::Tag(name) => {
                triage.tags.insert(name.clone());
            }
            Self::Untag(name) => {
                triage.tags.remove(name);
            }
            Self::Position(position) => triage.position = *position,
            Self::Correct(correction) => {
                triage.corrections.retain(|known| !known.contradicts(correction));
                triage.corrections.insert(correction.clone());
            }
            Self::Withdraw(correction) => {
                triage.corrections.remove(correction);
            }
            Self::About(tag) => {
                triage.stances.insert(tag.clone(), Stance::About);
            }
            Self::NotAbout(tag) => {
                triage.stances.insert(tag.clone(), Stance::NotAbout);
            }
            Self::ByWords(tag) => {
                triage.stances.remove(tag);
            }
            Self::Snooze(until) => triage.snoozed = Some(*until),
            Self::Wake => triage.snoozed = None,
            Self::Note(text) => triage.note = Some(text.clone()).filter(|text| !text.is_empty()),
            Self::Highlight(range, note) => {
                triage.highlights.insert(*range, note.clone());
            }
            Self::Unhighlight(range) => {
                triage.highlights.remove(range);
            }
        }
    }

    /// The correction it makes or withdraws.
    pub fn correction(&self) -> Option<&Correction> {
        match self {
            Self::Correct(correction) | Self::Withdraw(correction) => Some(correction),
            Self::Read
            | Self::Unread
            | Self::Star
            | Self::Unstar
            | Self::Archive
            | Self::Restore
            | Self::Tag(_)
            | Self::Untag(_)
            | Self::Position(_)
            | Self::About(_)
            | Self::NotAbout(_)
            | Self::ByWords(_)
            | Self::Snooze(_)
            | Self::Wake
            | Self::Note(_)
            | Self::Highlight(..)
            | Self::Unhighlight(_) => None,
        }
    }

    /// What it settles about a tag, or leaves to the words again.
    pub fn settles(&self) -> Option<&TagKey> {
        match self {
            Self::About(tag) | Self::NotAbout(tag) | Self::ByWords(tag) => Some(tag),
            Self::Read
            | Self::Unread
            | Self::Star
            | Self::Unstar
            | Self::Archive
            | Self::Restore
            | Self::Tag(_)
            | Self::Untag(_)
            | Self::Position(_)
            | Self::Correct(_)
            | Self::Withdraw(_)
            | Self::Snooze(_)
            | Self::Wake
            | Self::Note(_)
            | Self::Highlight(..)
            | Self::Unhighlight(_) => None,
        }
    }

    /// The decision that brings back what `before` says, or nothing where this one changes nothing.
    #[must_use]
    pub fn inverse(&self, before: &Triage) -> Option<Self> {
        let mut after = before.clone();
        self.apply(&mut after);
        (after != *before).then(|| self.towards(before))
    }

    /// The decision about the same thing that gives it the state it has in `wanted`.
    #[must_use]
    pub fn towards(&self, wanted: &Triage) -> Self {
        match self {
            Self::Read | Self::Unread if wanted.read => Self::Read,
            Self::Read | Self::Unread => Self::Unread,
            Self::Star | Self::Unstar if wanted.starred => Self::Star,
            Self::Star | Self::Unstar => Self::Unstar,
            Self::Archive | Self::Restore if wanted.archived => Self::Archive,
            Self::Archive | Self::Restore => Self::Restore,
            Self::Tag(name) | Self::Untag(name) if wanted.tags.contains(name) => Self::Tag(name.clone()),
            Self::Tag(name) | Self::Untag(name) => Self::Untag(name.clone()),
            Self::Position(_) => Self::Position(wanted.position),
            Self::Correct(correction) | Self::Withdraw(correction) => {
                let same_thing = |known: &&Correction| *known == correction || known.contradicts(correction);
                let known = wanted.corrections.iter().find(same_thing);
                known.map_or_else(|| Self::Withdraw(correction.clone()), |known| Self::Correct(known.clone()))
            }
            Self::About(tag) | Self::NotAbout(tag) | Self::ByWords(tag) => match wanted.stances.get(tag) {
                Some(Stance::About) => Self::About(tag.clone()),
                Some(Stance::NotAbout) => Self::NotAbout(tag.clone()),
                None => Self::ByWords(tag.clone()),
            },
            Self::Snooze(_) | Self::Wake => wanted.snoozed.map_or(Self::Wake, Self::Snooze),
            Self::Note(_) => Self::Note(wanted.note.clone().unwrap_or_default()),
            Self::Highlight(range, _) | Self::Unhighlight(range) => {
                let known = wanted.highlights.get(range);
                known.map_or(Self::Unhighlight(*range), |note| Self::Highlight(*range, note.clone()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{LineKey, Subject};

    fn every_decision() -> Vec<Decision> {
        let name = SafeText::label("energy");
        let position = Position { block: 3, offset: 12, progress: 0.5 };
        let mut all = vec![Decision::Read, Decision::Unread, Decision::Star, Decision::Unstar];
        all.extend([Decision::Archive, Decision::Restore, Decision::Tag(name.clone())]);
        all.extend([Decision::Untag(name.clone()), Decision::Position(position)]);
        let (day, later) = (Date::day_of(2026, 12, 1).unwrap(), Date::day_of(2026, 12, 24).unwrap());
        all.extend([Decision::Snooze(day), Decision::Snooze(later), Decision::Wake]);
        all.extend([Decision::Note(name.clone()), Decision::Note(SafeText::default())]);
        let range = TextRange { block: 2, start: 4, length: 9 };
        all.extend([Decision::Highlight(range, name.clone()), Decision::Unhighlight(range)]);
        all.push(Decision::Highlight(range, SafeText::default()));
        let line = LineKey::of("", "line");
        for correction in [Correction::Split(line), Correction::Join(line), Correction::Headline(name)] {
            all.extend([Decision::Correct(correction.clone()), Decision::Withdraw(correction)]);
        }
        for code in ["NE", "NG"] {
            let tag = TagKey::new(Subject::Country, code);
            all.extend([
                Decision::About(tag.clone()),
                Decision::NotAbout(tag.clone()),
                Decision::ByWords(tag),
            ]);
        }
        all
    }

    #[test]
    fn copies_share_stances_and_about_wins_where_they_contradict() {
        let tag = TagKey::new(Subject::Country, "NE");
        let holding = |decision: Decision| {
            let mut triage = Triage::default();
            decision.apply(&mut triage);
            triage
        };
        let (about, not) = (holding(Decision::About(tag.clone())), holding(Decision::NotAbout(tag)));
        for (mut one, other) in [(about.clone(), &not), (not.clone(), &about), (Triage::default(), &about)] {
            one.join(other);
            assert_eq!(one, about);
        }
    }

    #[test]
    fn snoozed_article_is_back_in_the_inbox_on_its_day() {
        let day = |day| Date::day_of(2026, 12, day).unwrap();
        let mut triage = Triage::default();
        Decision::Snooze(day(2)).apply(&mut triage);
        assert_eq!([1, 2, 3].map(|today| triage.is_in_inbox(day(today))), [false, true, true]);
        Decision::Archive.apply(&mut triage);
        assert!(!triage.is_in_inbox(day(3)));
    }

    #[test]
    fn copies_share_the_later_day_and_the_longer_note_in_either_order() {
        let day = |day| Date::day_of(2026, 12, day).unwrap();
        let holding = |note: &str, until| {
            let mut triage = Triage::default();
            Decision::Note(SafeText::label(note)).apply(&mut triage);
            Decision::Snooze(day(until)).apply(&mut triage);
            triage
        };
        let (one, other) = (holding("ask Amina", 5), holding("why?", 9));
        for (mut first, second) in [(one.clone(), &other), (other.clone(), &one)] {
            first.join(second);
            assert_eq!((first.note.as_deref(), first.snoozed), (Some("ask Amina"), Some(day(9))));
        }
    }

    #[test]
    fn inverse_brings_the_state_back() {
        for first in every_decision() {
            for second in every_decision() {
                let mut before = Triage::default();
                first.apply(&mut before);
                let mut state = before.clone();
                let inverse = second.inverse(&before);
                second.apply(&mut state);
                assert_eq!(inverse.is_none(), state == before, "{second:?} after {first:?}");
                if let Some(inverse) = inverse {
                    inverse.apply(&mut state);
                }
                assert_eq!(state, before, "{second:?} after {first:?}");
            }
        }
    }
}
