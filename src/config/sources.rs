//! What the configuration says about sources and the names of fields, as it is written. Whether patterns make sense
//! is decided where they are used.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::place::Placed;

/// The names of the fields that hold one part of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldNames {
    /// The part: `headline`, `text`, `date`.
    pub part: Placed,
    /// The names, best first; a name inside an object is written with dots.
    pub names: Vec<Placed>,
}

/// What holds for the files of one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// A pattern of the paths of its files.
    pub paths: Placed,
    /// A pattern of the first line of a text.
    pub start: Option<Placed>,
    /// A pattern of the first line behind a text.
    pub end: Option<Placed>,
    /// Patterns of lines that are no text.
    pub drop: Vec<Placed>,
    /// The names of its fields.
    pub fields: Vec<FieldNames>,
    /// The country it is written in: a code or a name.
    pub home: Option<Placed>,
}

/// Names of fields as they are written.
pub(super) type WrittenFields = BTreeMap<Spanned<String>, Vec<Spanned<String>>>;

/// A source as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenSource {
    #[serde(rename = "match")]
    paths: Spanned<String>,
    start: Option<Spanned<String>>,
    end: Option<Spanned<String>>,
    #[serde(default)]
    drop: Vec<Spanned<String>>,
    #[serde(default)]
    fields: WrittenFields,
    home: Option<Spanned<String>>,
}

impl WrittenSource {
    /// The source with the places of its texts in the file.
    pub(super) fn placed(self, file: &str) -> Source {
        Source {
            paths: Placed::of(file, self.paths),
            start: self.start.map(|pattern| Placed::of(file, pattern)),
            end: self.end.map(|pattern| Placed::of(file, pattern)),
            drop: self.drop.into_iter().map(|pattern| Placed::of(file, pattern)).collect(),
            fields: placed_fields(file, self.fields),
            home: self.home.map(|country| Placed::of(file, country)),
        }
    }
}

/// Names of fields with their places, in the order of the file.
pub(super) fn placed_fields(file: &str, written: WrittenFields) -> Vec<FieldNames> {
    let placed = |(part, names): (Spanned<String>, Vec<Spanned<String>>)| FieldNames {
        part: Placed::of(file, part),
        names: names.into_iter().map(|name| Placed::of(file, name)).collect(),
    };
    let mut fields: Vec<FieldNames> = written.into_iter().map(placed).collect();
    fields.sort_by_key(|field| field.part.at);
    fields
}
