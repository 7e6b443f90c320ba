//! What has been let through last, so that no cell of the screen can be made to hold more than a little text.

use icu_properties::props::{HangulSyllableType, IndicConjunctBreak};

use crate::text::class::{Class, classify, conjunct, hangul, takes_joiner};

/// The marks one character may carry. Real writing uses four at the most, terminals keep about as many as this.
const MOST_MARKS: u8 = 8;

/// The letters that may be tied to a first one as a single unit of display.
const MOST_TIES: u8 = 8;

/// What to do with a character that has a place in text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Keep it.
    Keep,
    /// Keep it, on a base that has to be put before it.
    NeedsBase,
    /// Leave it out.
    Excess,
    /// It cannot be shown here; put a replacement.
    Stray,
}

/// The unit of display that is being written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cluster {
    /// The last character, `\n` before the first.
    last: char,
    /// Whether `last` can carry a mark.
    base: bool,
    /// The marks since the last letter.
    marks: u8,
    /// The letters tied to the first one.
    ties: u8,
    /// Whether a virama ties the next consonant.
    tied: bool,
}

impl Cluster {
    /// The state before any text.
    pub(super) const START: Self = Self { last: '\n', base: false, marks: 0, ties: 0, tied: false };

    /// The last character written, `\n` before the first.
    pub(super) fn last(self) -> char {
        self.last
    }

    /// What is to be done with a character, given the text after it.
    pub(super) fn judge(self, class: Class, after: &str) -> Verdict {
        match class {
            Class::Mark if !self.base => Verdict::NeedsBase,
            Class::Mark if self.marks >= MOST_MARKS => Verdict::Excess,
            Class::Lead | Class::Consonant if self.ties_to(class) && self.ties >= MOST_TIES => Verdict::Stray,
            Class::Vowel | Class::Trail if !self.ties_to(class) || self.ties >= MOST_TIES => Verdict::Stray,
            Class::Prefix if !after.chars().next().is_some_and(carries_prefix) => Verdict::Stray,
            Class::Joiner if !self.takes_joiner(after) => Verdict::Excess,
            Class::Hidden | Class::Modifier => Verdict::Excess,
            Class::Unknown | Class::Control | Class::HighControl | Class::Introducer => Verdict::Stray,
            Class::Plain | Class::Space | Class::Break | Class::Tab | Class::Joiner | Class::Mark => {
                Verdict::Keep
            }
            Class::Prefix
            | Class::Pictograph
            | Class::Lead
            | Class::Vowel
            | Class::Trail
            | Class::Consonant => Verdict::Keep,
        }
    }

    /// Takes note of a character that was written.
    pub(super) fn push(&mut self, c: char, class: Class) {
        match class {
            Class::Joiner => {}
            Class::Mark => {
                self.tied |= conjunct(c) == IndicConjunctBreak::Linker;
                *self = Self { last: c, base: true, marks: self.marks + 1, ..*self };
            }
            Class::Space | Class::Break | Class::Tab => *self = Self { last: c, ..Self::START },
            Class::Plain
            | Class::Prefix
            | Class::Pictograph
            | Class::Lead
            | Class::Vowel
            | Class::Trail
            | Class::Consonant
            | Class::Control
            | Class::HighControl
            | Class::Introducer
            | Class::Hidden
            | Class::Modifier
            | Class::Unknown => {
                let ties = if self.ties_to(class) { self.ties + 1 } else { 0 };
                *self = Self { last: c, base: true, ties, ..Self::START };
            }
        }
    }

    /// Whether a letter would join the unit before it.
    fn ties_to(self, class: Class) -> bool {
        use HangulSyllableType as Hangul;
        match class {
            Class::Consonant => self.tied,
            Class::Lead => hangul(self.last) == Hangul::LeadingJamo,
            Class::Vowel => {
                matches!(hangul(self.last), Hangul::LeadingJamo | Hangul::VowelJamo | Hangul::LVSyllable)
            }
            Class::Trail => matches!(
                hangul(self.last),
                Hangul::VowelJamo | Hangul::TrailingJamo | Hangul::LVSyllable | Hangul::LVTSyllable
            ),
            Class::Plain
            | Class::Space
            | Class::Break
            | Class::Tab
            | Class::Control
            | Class::HighControl
            | Class::Introducer
            | Class::Hidden
            | Class::Joiner
            | Class::Mark
            | Class::Prefix
            | Class::Pictograph
            | Class::Modifier
            | Class::Unknown => false,
        }
    }

    /// Whether a joiner stands between two characters that will both be kept and to which it means something.
    fn takes_joiner(self, after: &str) -> bool {
        let Some(next) = after.chars().next() else {
            return false;
        };
        let class = classify(next);
        matches!(class, Class::Plain | Class::Consonant | Class::Mark)
            && self.judge(class, "") == Verdict::Keep
            && takes_joiner(self.last)
            && takes_joiner(next)
    }
}

fn carries_prefix(next: char) -> bool {
    matches!(classify(next), Class::Plain | Class::Consonant)
}
