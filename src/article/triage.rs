//! What a reader decided about an article, as state and as the single decisions that make it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Correction, Stance, TagKey};
use crate::text::SafeText;

/// The state of one article for its reader. Everything starts unset: unread, in the inbox.
#[derive(Debug, Clone, Default, PartialEq)]
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
}

impl Triage {
    /// Adds what was decided on another copy: each mark that either has, the tags of both, and what either is about;
    /// of two stances that contradict, the one that it is about something. The place where reading stopped stays, as
    /// it is one in this copy's text.
    pub fn join(&mut self, copy: &Self) {
        self.read |= copy.read;
        self.starred |= copy.starred;
        self.archived |= copy.archived;
        self.tags.extend(copy.tags.iter().cloned());
        for (tag, stance) in &copy.stances {
            let held = self.stances.entry(tag.clone()).or_insert(*stance);
            *held = (*held).min(*stance);
        }
    }
}

/// A place in the text of an article that survives resizing and re-wrapping.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Position {
    /// The block of the body, from 0.
    pub block: u32,
    /// The byte within that block's text.
    pub offset: u32,
    /// The share of the text that lies above, 0 to 1.
    pub progress: f32,
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
}

impl Decision {
    /// Whether it holds for every copy of the article. A place in the text and a correction of the page are about
    /// one copy alone.
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
            | Self::ByWords(_) => true,
            Self::Position(_) | Self::Correct(_) | Self::Withdraw(_) => false,
        }
    }

    /// Changes the state as decided.
    pub fn apply(&self, triage: &mut Triage) {
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
            | Self::ByWords(_) => None,
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
            | Self::Withdraw(_) => None,
        }
    }

    /// The decision that brings back what `before` says, or nothing where this one changes nothing.
    #[must_use]
    pub fn inverse(&self, before: &Triage) -> Option<Self> {
        let mut after = before.clone();
        self.apply(&mut after);
        if after == *before {
            return None;
        }
        Some(match self {
            Self::Read => Self::Unread,
            Self::Unread => Self::Read,
            Self::Star => Self::Unstar,
            Self::Unstar => Self::Star,
            Self::Archive => Self::Restore,
            Self::Restore => Self::Archive,
            Self::Tag(name) => Self::Untag(name.clone()),
            Self::Untag(name) => Self::Tag(name.clone()),
            Self::Position(_) => Self::Position(before.position),
            Self::Correct(correction) => {
                let replaced = before.corrections.iter().find(|known| known.contradicts(correction));
                replaced
                    .map_or_else(|| Self::Withdraw(correction.clone()), |known| Self::Correct(known.clone()))
            }
            Self::Withdraw(correction) => Self::Correct(correction.clone()),
            Self::About(tag) | Self::NotAbout(tag) | Self::ByWords(tag) => match before.stances.get(tag) {
                Some(Stance::About) => Self::About(tag.clone()),
                Some(Stance::NotAbout) => Self::NotAbout(tag.clone()),
                None => Self::ByWords(tag.clone()),
            },
        })
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
