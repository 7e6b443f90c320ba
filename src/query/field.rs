//! The one table of query fields: the parser, its messages, completion and the guide read it.

use super::Kind;
use super::typo;

/// A field of the query language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// A region the article is about.
    Region,
    /// A country the article is about.
    Country,
    /// A country the article names.
    Mentions,
    /// A topic.
    Topic,
    /// A tag of the reader's own.
    Tag,
    /// What the reader noted on it, and the words that are highlighted in it.
    Note,
    /// The file or site it came from, or its agency.
    Source,
    /// Words of the headline.
    Headline,
    /// Words of anything printed in it.
    Text,
    /// Words of the byline.
    Byline,
    /// The language of the text.
    Language,
    /// The start of its content id.
    Id,
    /// The start of its story's id.
    Story,
    /// A state the reader or the library gave it.
    Is,
    /// When it was published.
    Date,
    /// The number of words of its body.
    Words,
    /// Minutes of reading.
    Minutes,
    /// The order of the list.
    Sort,
}

/// What a field takes as its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Takes {
    /// A term of the vocabulary.
    Term(Kind),
    /// Words, or a phrase in quotation marks.
    Words,
    /// The start of a language tag.
    Language,
    /// The start of an id in hex digits.
    Id,
    /// One of the states.
    State,
    /// A day, month, year or a range of them.
    Days,
    /// A number, a bound or a range.
    Number,
    /// One of the orders.
    Order,
}

/// One row of the table of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldRow {
    /// The field.
    pub field: Field,
    /// Its name, without the colon.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// What it is for, in one line.
    pub about: &'static str,
    /// A query that uses it.
    pub example: &'static str,
}

/// Every field, in the order of the guide.
pub const FIELDS: [FieldRow; 18] = [
    row(Field::Region, "region", Takes::Term(Kind::Region), "the region it is about", "region:sahel"),
    row(Field::Country, "country", Takes::Term(Kind::Country), "the country it is about", "country:niger"),
    row(
        Field::Mentions,
        "mentions",
        Takes::Term(Kind::Country),
        "a country it names, whether or not it is about it",
        "mentions:france",
    ),
    row(Field::Topic, "topic", Takes::Term(Kind::Topic), "what it is about", "topic:conflict"),
    row(Field::Tag, "tag", Takes::Term(Kind::Tag), "a tag you gave it", "tag:energy"),
    row(Field::Note, "note", Takes::Words, "words of your notes and highlights", "note:harvest"),
    row(
        Field::Source,
        "source",
        Takes::Words,
        "part of its file's path, of its site's name, or of its agency",
        "source:reuters",
    ),
    row(Field::Headline, "headline", Takes::Words, "words of the headline", "headline:\"gas price\""),
    row(Field::Text, "text", Takes::Words, "words of anything printed in it", "text:uranium"),
    row(Field::Byline, "byline", Takes::Words, "words of the byline", "byline:lopez"),
    row(Field::Language, "language", Takes::Language, "the language it is written in", "language:en"),
    row(Field::Id, "id", Takes::Id, "its id, which may be shortened", "id:385f06"),
    row(Field::Story, "story", Takes::Id, "the id its copies share", "story:385f06"),
    row(Field::Is, "is", Takes::State, "what you or the library did with it", "is:unread"),
    row(Field::Date, "date", Takes::Days, "when it was published", "date:2023-08-01..2023-08-31"),
    row(Field::Words, "words", Takes::Number, "how many words it has", "words:>400"),
    row(Field::Minutes, "minutes", Takes::Number, "how long it takes to read", "minutes:..5"),
    row(Field::Sort, "sort", Takes::Order, "the order of the list; a - turns it round", "sort:-date"),
];

const fn row(
    field: Field,
    name: &'static str,
    takes: Takes,
    about: &'static str,
    example: &'static str,
) -> FieldRow {
    FieldRow { field, name, takes, about, example }
}

impl Field {
    /// Its row of the table.
    #[expect(clippy::missing_panics_doc, reason = "the table has every field, which a test holds")]
    pub fn row(self) -> &'static FieldRow {
        FIELDS.iter().find(|row| row.field == self).expect("the table has a row for every field")
    }

    /// The field of a name; capitals do not matter.
    pub fn named(name: &str) -> Option<Self> {
        FIELDS.iter().find(|row| row.name.eq_ignore_ascii_case(name)).map(|row| row.field)
    }
}

/// Words that readers of other programs type for a field.
const MEANT: [(&str, &str); 16] = [
    ("has", "is"),
    ("state", "is"),
    ("title", "headline"),
    ("subject", "headline"),
    ("author", "byline"),
    ("by", "byline"),
    ("from", "source"),
    ("site", "source"),
    ("file", "source"),
    ("in", "region"),
    ("place", "region"),
    ("about", "topic"),
    ("label", "tag"),
    ("body", "text"),
    ("length", "words"),
    ("order", "sort"),
];

/// The names of fields most like what was typed, best first; at most three.
pub(super) fn like(typed: &str) -> Vec<&'static str> {
    let typed = typed.to_ascii_lowercase();
    let distance = |name: &str| {
        if name.starts_with(&typed) { Some(0) } else { typo::distance(name, &typed, typed.len().div_ceil(3)) }
    };
    let mut near: Vec<(usize, &str)> =
        FIELDS.iter().filter_map(|row| Some((distance(row.name)?, row.name))).collect();
    near.extend(MEANT.iter().filter(|(word, _)| *word == typed).map(|(_, name)| (0, *name)));
    near.sort_by_key(|(distance, _)| *distance);
    near.into_iter().map(|(_, name)| name).take(3).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_row_of_its_own_name() {
        for row in &FIELDS {
            assert_eq!(row.field.row(), row);
            assert_eq!(Field::named(&row.name.to_uppercase()), Some(row.field));
            assert!(row.example.starts_with(&format!("{}:", row.name)), "{}", row.example);
        }
    }

    #[test]
    fn mistyped_names_are_told_their_neighbours() {
        let probes = [("regoin", "region"), ("titel", "tag"), ("countr", "country"), ("head", "headline")];
        assert_eq!(like(probes[0].0), ["region"]);
        assert_eq!(like(probes[2].0), ["country"]);
        assert_eq!(like(probes[3].0), ["headline"]);
        assert_eq!(like("has"), ["is"]);
        assert!(like("zzzz").is_empty());
        assert!(
            MEANT.iter().all(|(word, name)| Field::named(word).is_none() && Field::named(name).is_some())
        );
    }
}
