//! How articles are listed to begin with, as it is written. What they can be grouped and sorted by is decided where they
//! are listed.

use serde::Deserialize;
use toml::Spanned;

use super::place::Placed;

/// How articles are listed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// What stands under one heading; none for the usual.
    pub group: Option<Placed>,
    /// In which order; none for the usual.
    pub sort: Option<Placed>,
    /// How rows are set.
    pub rows: Rows,
    /// How dates are told.
    pub dates: Dates,
}

/// How dates are told in the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dates {
    /// As dates.
    #[default]
    Date,
    /// By their age.
    Age,
}

/// How the rows of the list are set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rows {
    /// The headline on two lines at most, and a line on what it is about.
    #[default]
    Comfortable,
    /// One line.
    Compact,
}

/// The same as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenListing {
    group: Option<Spanned<String>>,
    sort: Option<Spanned<String>>,
    rows: Rows,
    dates: Dates,
}

impl WrittenListing {
    pub(super) fn placed(self, file: &str) -> Listing {
        let placed = |text| Placed::of(file, text);
        Listing {
            group: self.group.map(placed),
            sort: self.sort.map(placed),
            rows: self.rows,
            dates: self.dates,
        }
    }
}
