//! The orders a list can have, as `sort:` names them. Ordering itself is for whoever has the list.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// An order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sort {
    /// By what.
    pub key: SortKey,
    /// Which way round.
    pub direction: Direction,
}

/// What a list is ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SortKey {
    /// The publication date: newest first, undated last.
    Date,
    /// The headline, by the alphabet.
    Headline,
    /// The number of words, fewest first.
    Words,
    /// The minutes of reading, fewest first.
    Minutes,
    /// The source, by the alphabet.
    Source,
    /// The label of the first region, by the alphabet.
    Region,
    /// How well the words of the query fit, best first.
    Relevance,
}

/// Which way round a list is ordered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// As the key's own description says.
    #[default]
    Usual,
    /// The other way round.
    Reversed,
}

/// What orders are called on screen, without `first`.
const SPOKEN: [(&str, SortKey, Direction); 5] = [
    ("newest", SortKey::Date, Direction::Usual),
    ("oldest", SortKey::Date, Direction::Reversed),
    ("best", SortKey::Relevance, Direction::Usual),
    ("longest", SortKey::Words, Direction::Reversed),
    ("shortest", SortKey::Words, Direction::Usual),
];

impl SortKey {
    /// Every key, in the order of the guide.
    pub const ALL: [Self; 7] =
        [Self::Date, Self::Headline, Self::Words, Self::Minutes, Self::Source, Self::Region, Self::Relevance];

    /// Its name in `sort:`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Headline => "headline",
            Self::Words => "words",
            Self::Minutes => "minutes",
            Self::Source => "source",
            Self::Region => "region",
            Self::Relevance => "relevance",
        }
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let dash = match self.direction {
            Direction::Usual => "",
            Direction::Reversed => "-",
        };
        write!(f, "{dash}{}", self.key.name())
    }
}

/// Reads what stands after `sort:`: a key, with a dash for the other way round.
impl FromStr for Sort {
    type Err = SortError;

    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        let (name, direction) = match typed.strip_prefix('-') {
            Some(name) => (name, Direction::Reversed),
            None => (typed, Direction::Usual),
        };
        if let Some(spoken) = spoken(typed) {
            return Ok(spoken);
        }
        let key = SortKey::ALL.into_iter().find(|key| key.name().eq_ignore_ascii_case(name));
        let key = key.ok_or_else(|| SortError(name.to_owned()))?;
        Ok(Self { key, direction })
    }
}

/// The order that is called so where one is chosen: `shortest`, `newest first`, `best-first`.
fn spoken(typed: &str) -> Option<Sort> {
    let lower = typed.to_lowercase().replace('-', " ");
    let word = lower.strip_suffix(" first").unwrap_or(&lower);
    let (_, key, direction) = SPOKEN.into_iter().find(|(spoken, ..)| *spoken == word)?;
    Some(Sort { key, direction })
}

/// A text that is no order stood where one belongs.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is no order; there are {names}", names = SortKey::ALL.map(SortKey::name).join(", "))]
pub struct SortError(String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_read_back_what_they_print() {
        for key in SortKey::ALL {
            for direction in [Direction::Usual, Direction::Reversed] {
                let sort = Sort { key, direction };
                assert_eq!(sort.to_string().parse(), Ok(sort));
            }
        }
        for (typed, order) in [
            ("newest", "date"),
            ("Oldest first", "-date"),
            ("shortest-first", "words"),
            ("longest", "-words"),
            ("best first", "relevance"),
        ] {
            assert_eq!(typed.parse::<Sort>(), order.parse(), "{typed}");
        }
        assert!("dearest".parse::<Sort>().is_err());
        assert!("-newest".parse::<Sort>().is_err());
    }
}
