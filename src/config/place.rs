//! Places in the configuration file, as an editor counts them.

use std::fmt;
use std::path::Path;

use thiserror::Error;
use toml::Spanned;

use super::file::ConfigError;

/// A place in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The character within the line, from 1.
    pub column: usize,
}

impl Place {
    /// The place of a byte in a text; a byte past its end stands at the end.
    pub(super) fn of(text: &str, byte: usize) -> Self {
        let before = text.get(..byte).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |feed| feed + 1);
        let line = before.split('\n').count();
        Self { line, column: before.get(line_start..).unwrap_or_default().chars().count() + 1 }
    }
}

/// Written as `line 3, column 7`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// A text of the configuration with its place, so that a mistake found later can still be pointed at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub at: Place,
}

impl Placed {
    pub(super) fn of(file: &str, spanned: Spanned<String>) -> Self {
        let at = Place::of(file, spanned.span().start);
        Self { text: spanned.into_inner(), at }
    }
}

/// Something in the configuration that makes no sense, wherever it was found out.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct Mistake {
    /// Where it stands.
    pub at: Place,
    /// What is wrong there, and what would be right.
    pub message: String,
}

impl Mistake {
    /// The mistake with the file it stands in.
    pub fn in_file(self, path: &Path) -> ConfigError {
        ConfigError::Mistake { path: path.to_owned(), at: self.at, message: self.message }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_lines_and_characters() {
        let text = "a = 1\n# é\nb = \"é\" x";
        for (found, line, column) in [("a", 1, 1), ("\n#", 1, 6), ("b", 3, 1), ("x", 3, 9)] {
            let byte = text.find(found).unwrap();
            assert_eq!(Place::of(text, byte), Place { line, column }, "{found:?}");
        }
        assert_eq!(Place::of(text, 999), Place { line: 3, column: 10 });
    }
}
