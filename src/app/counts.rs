//! What is counted about the articles of an answer: what they can be narrowed to, and what a filter could do without.

use super::listing::Facet;
use crate::article::Date;
use crate::text::SafeText;

/// What the articles of an answer can be narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    /// The number of the request.
    pub number: u64,
    /// Regions, countries and topics with counts, most frequent first.
    pub facets: Vec<Facet>,
    /// Regions where the filter names countries, and countries where it names regions, counted within these; nothing
    /// where the filter does not name one of the two.
    pub within: Vec<Facet>,
    /// How many were published when, in the order of time; those without a date first.
    pub dates: Vec<(Option<Date>, usize)>,
    /// Sources, tags and languages with counts, most frequent first.
    pub values: Vec<FieldValue>,
    /// Where a filter of several words finds nothing, those without which it would, in their order.
    pub spare: Vec<Spare>,
}

/// A word of a filter without which it would find something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spare {
    /// The word, or the field with its value, as typed.
    pub word: SafeText,
    /// How many articles the others find.
    pub count: usize,
}

/// A value of a field of the query language that no vocabulary names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldValue {
    /// The field: `source`, `language`.
    pub field: &'static str,
    /// The value as a query writes it, with quotation marks where it needs them.
    pub value: String,
    /// How it is shown.
    pub label: SafeText,
    /// How many of the articles have it.
    pub count: usize,
}

impl FieldValue {
    /// The field and value as one word of a query: `source:"niger"`.
    pub fn query(&self) -> String {
        format!("{}:{}", self.field, self.value)
    }
}
