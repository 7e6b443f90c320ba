//! What articles a list can put under one heading. Putting them together is for whoever has the list.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// What the articles under one heading of a list have in common.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Grouping {
    /// The region they are about first.
    #[default]
    Region,
    /// The event they tell of.
    Story,
    /// The day they were published.
    Day,
    /// The topic they are about first.
    Topic,
    /// The file they come from, or where each has a file of its own, its folder.
    Source,
    /// Nothing: there are no headings.
    Nothing,
}

impl Grouping {
    /// Every one, in the order of the menu.
    pub const ALL: [Self; 6] =
        [Self::Region, Self::Story, Self::Day, Self::Topic, Self::Source, Self::Nothing];

    /// What it is called on screen.
    pub fn says(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Region | Self::Story | Self::Day | Self::Topic | Self::Source => self.name(),
        }
    }

    /// What stands over articles that have no such thing.
    pub fn says_of_others(self) -> &'static str {
        match self {
            Self::Region => "elsewhere",
            Self::Story => "on their own",
            Self::Day => "undated",
            Self::Topic => "other topics",
            Self::Source | Self::Nothing => "others",
        }
    }

    /// Its name in the configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Story => "story",
            Self::Day => "day",
            Self::Topic => "topic",
            Self::Source => "source",
            Self::Nothing => "none",
        }
    }
}

impl fmt::Display for Grouping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Reads a name as it stands in the configuration.
impl FromStr for Grouping {
    type Err = GroupingError;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let named = Self::ALL.into_iter().find(|grouping| grouping.name().eq_ignore_ascii_case(written));
        named.ok_or_else(|| GroupingError(written.to_owned()))
    }
}

/// A text that names nothing a list can be grouped by.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("a list is not grouped by `{0}`; there are {names}", names = Grouping::ALL.map(Grouping::name).join(", "))]
pub struct GroupingError(String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groupings_read_back_what_they_print() {
        for grouping in Grouping::ALL {
            assert_eq!(grouping.to_string().parse(), Ok(grouping));
        }
        assert!("colour".parse::<Grouping>().is_err());
    }
}
