//! What the reader set about sources and fields, as values; where it was written is not known here.

use std::path::Path;

use super::corrections::Corrections;
use super::rows::Names;

/// What the reader set. Nothing is set by default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// What the reader set right about single pages.
    pub corrections: Corrections,
    /// What fields of data files are called.
    pub(super) names: Names,
}

impl Default for Rules {
    fn default() -> Self {
        Self { corrections: Corrections::default(), names: Names::with(&[]) }
    }
}

impl Rules {
    /// The names of fields in a file.
    pub(super) fn names_in(&self, _path: &Path) -> &Names {
        &self.names
    }
}
