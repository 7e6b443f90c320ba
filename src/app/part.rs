//! The parts of a laid-out article: what each is, and how far it is set in.

use crate::text::{Row, SafeText};

/// What a part of the page is, which says how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartKind {
    /// The label above the headline.
    Kicker,
    /// The headline.
    Headline,
    /// Date, minutes, byline, agency, place.
    Dateline,
    /// Countries, regions and topics.
    Tags,
    /// A caption with its credit.
    Caption,
    /// A point of the standfirst.
    Standfirst,
    /// A paragraph.
    Paragraph,
    /// A subheading.
    Subheading,
    /// A quotation.
    Quote,
    /// An item of a list.
    Item,
    /// Text that keeps its line breaks.
    Preformatted,
    /// What the reader noted on the article, or on a passage of the paragraph above.
    Note,
    /// What stands under the last line.
    End,
}

/// A part of the page: one text in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Its text.
    pub text: SafeText,
    /// The block of the body it shows, from 0; none outside the body.
    pub block: Option<usize>,
    /// It runs from right to left, and so stands at the right.
    pub right_to_left: bool,
    /// Columns its first row is set in further than the others.
    pub first_indent: u16,
}

impl Part {
    /// Columns that a row is set in from the left edge of the measure, or from the right one.
    pub fn indent_of(&self, row: &Row, measure: u16) -> u16 {
        self.kind.indent(measure) + if row.range.start == 0 { self.first_indent } else { 0 }
    }
}

impl PartKind {
    /// Columns the text stands in from the left edge of the measure, for its bar or mark.
    pub fn indent(self, measure: u16) -> u16 {
        let wished = match self {
            Self::Caption | Self::Standfirst | Self::Quote | Self::Item | Self::Note => 2,
            Self::Kicker
            | Self::Headline
            | Self::Dateline
            | Self::Tags
            | Self::Paragraph
            | Self::Subheading
            | Self::Preformatted
            | Self::End => 0,
        };
        if measure > 8 { wished } else { 0 }
    }

    /// Columns that a paragraph is set in at its beginning, where no blank line parts it from the one above.
    pub(super) fn first_indent(measure: u16) -> u16 {
        if measure > 8 { 2 } else { 0 }
    }

    /// Whether the text is prose that may be hyphenated and justified.
    pub fn is_running_text(self) -> bool {
        match self {
            Self::Paragraph | Self::Quote | Self::Item | Self::Standfirst => true,
            Self::Kicker
            | Self::Headline
            | Self::Dateline
            | Self::Tags
            | Self::Caption
            | Self::Subheading
            | Self::Preformatted
            | Self::Note
            | Self::End => false,
        }
    }
}
