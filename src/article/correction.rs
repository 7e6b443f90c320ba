//! What a reader sets right about how a page was understood, tied to what the page says and not to where it lies.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use xxhash_rust::xxh3::xxh3_64;

use crate::text::{self, SafeText};

/// A correction of how a page was cut and its lines were told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Correction {
    /// An article begins with this line.
    Split(LineKey),
    /// No article begins with this line: what follows belongs to the one before.
    Join(LineKey),
    /// This line is a caption.
    Caption(LineKey),
    /// This line is no caption but text.
    NotCaption(LineKey),
    /// The article bears this headline, whatever its page says.
    Headline(SafeText),
}

impl Correction {
    /// Whether both speak of the same thing, so that only one of them can hold.
    pub fn contradicts(&self, other: &Self) -> bool {
        self.subject() == other.subject() && self != other
    }

    /// The line it speaks of.
    pub fn line(&self) -> Option<LineKey> {
        self.subject().1
    }

    /// What it speaks of: where articles begin, what a line is, or the headline.
    fn subject(&self) -> (u8, Option<LineKey>) {
        match self {
            Self::Split(line) | Self::Join(line) => (0, Some(*line)),
            Self::Caption(line) | Self::NotCaption(line) => (1, Some(*line)),
            Self::Headline(_) => (2, None),
        }
    }
}

/// What a line of a page and the line above it say: XXH3-64 of the folded letters and digits of both.
///
/// The same for the same two lines in whatever file, place, encoding or case. Blank lines do not count. Written as
/// sixteen lower-case hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LineKey(u64);

impl LineKey {
    /// The key of a line below another; of the first line of a page, below an empty one.
    pub fn of(above: &str, line: &str) -> Self {
        let mut said = text::letters(above) + "\n";
        Self::below(&mut said, line)
    }

    /// The key of each line of a page, in order.
    pub fn of_lines<'a>(lines: impl IntoIterator<Item = &'a str>) -> impl Iterator<Item = Self> {
        let mut said = "\n".to_owned();
        lines.into_iter().map(move |line| Self::below(&mut said, line))
    }

    /// The key of a line below what was said, which then is what the line says.
    fn below(said: &mut String, line: &str) -> Self {
        let above = said.len();
        said.push_str(&text::letters(line));
        said.push('\n');
        let key = Self(xxh3_64(said.as_bytes()));
        said.drain(..above);
        key
    }

    fn half(self) -> u32 {
        u32::try_from(self.0 >> 32).unwrap_or(u32::MAX)
    }
}

/// Which lines a page may have: half of each line's key, sorted. It never denies a line that is there; one that is not
/// it takes for one that is once in four thousand million.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineFilter(Box<[u32]>);

impl LineFilter {
    /// Whether a page may have a line.
    pub fn may_have(&self, line: LineKey) -> bool {
        self.0.binary_search(&line.half()).is_ok()
    }
}

impl FromIterator<LineKey> for LineFilter {
    fn from_iter<I: IntoIterator<Item = LineKey>>(lines: I) -> Self {
        let mut halves: Vec<u32> = lines.into_iter().map(LineKey::half).collect();
        halves.sort_unstable();
        halves.dedup();
        Self(halves.into_boxed_slice())
    }
}

impl fmt::Display for LineKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for LineKey {
    type Err = LineKeyError;

    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        let hex = typed.len() == 16 && typed.bytes().all(|byte| byte.is_ascii_hexdigit());
        let value = hex.then(|| u64::from_str_radix(typed, 16).ok()).flatten();
        value.map(Self).ok_or_else(|| LineKeyError(typed.to_owned()))
    }
}

/// A text that is not sixteen hex digits stood where the key of a line belongs.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not the key of a line (sixteen hex digits)")]
pub struct LineKeyError(String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_holds_what_two_lines_say() {
        let key = LineKey::of("Harbour closed", "By Jane Doe");
        assert_eq!(key, LineKey::of("  HARBOUR  closed.", "by jane doe"));
        assert_ne!(key, LineKey::of("Harbour", "closed By Jane Doe"));
        assert_ne!(key, LineKey::of("", "By Jane Doe"));
        assert_eq!(key.to_string().parse(), Ok(key));
        assert!("+00000000000000f".parse::<LineKey>().is_err());
    }

    #[test]
    fn a_filter_knows_the_lines_it_was_made_of() {
        let lines = ["One", "Two", "One", "Two"];
        let keys: Vec<LineKey> = LineKey::of_lines(lines).collect();
        assert_eq!(keys[1], LineKey::of("One", "Two"));
        let filter: LineFilter = keys.iter().copied().collect();
        assert!(keys.iter().all(|key| filter.may_have(*key)));
        assert!(!filter.may_have(LineKey::of("Two", "Three")));
        assert!(!LineFilter::default().may_have(keys[0]));
    }

    #[test]
    fn only_corrections_of_one_thing_contradict() {
        let line = LineKey::of("", "line");
        let other = LineKey::of("", "other");
        assert!(Correction::Split(line).contradicts(&Correction::Join(line)));
        assert!(!Correction::Split(line).contradicts(&Correction::Split(line)));
        assert!(!Correction::Split(line).contradicts(&Correction::Join(other)));
        assert!(!Correction::Split(line).contradicts(&Correction::Caption(line)));
        let headline = |text| Correction::Headline(SafeText::label(text));
        assert!(headline("one").contradicts(&headline("other")));
    }
}
