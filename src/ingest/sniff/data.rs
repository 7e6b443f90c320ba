//! Tells JSON and tables from texts that begin alike.

use serde::de::IgnoredAny;
use serde_json::Deserializer;

use super::{Ending, Extent};
use crate::ingest::Format;

/// Names of the fields that a table of articles has, in letters and digits alone.
const FIELDS: [&str; 30] = [
    "article",
    "articletext",
    "author",
    "authors",
    "body",
    "byline",
    "category",
    "content",
    "date",
    "datepublish",
    "dateline",
    "description",
    "headline",
    "id",
    "lead",
    "link",
    "maintext",
    "published",
    "pubdate",
    "publishdate",
    "publisheddate",
    "section",
    "site",
    "source",
    "sourcedomain",
    "summary",
    "text",
    "title",
    "topic",
    "url",
];

/// What JSON a text that begins with a bracket is; nothing where it is none.
pub(super) fn json(text: &str, ending: Ending, extent: Extent) -> Option<Format> {
    let mut values = Deserializer::from_str(text).into_iter::<IgnoredAny>();
    let format = match values.next()? {
        Ok(_) => match text.get(values.byte_offset()..).map(str::trim_start) {
            None | Some("") => Format::Json,
            Some(rest) if is_next_row(text, values.byte_offset(), rest) => Format::JsonLines,
            Some(_) => return by_ending(ending),
        },
        Err(error) if error.is_eof() && (extent == Extent::Cut || has_key(text)) => Format::Json,
        Err(_) => return by_ending(ending),
    };
    Some(match (format, ending) {
        (Format::Json, _) if is_feed(text) => Format::Feed,
        (Format::Json, Ending::JsonLines) => Format::JsonLines,
        (format, _) => format,
    })
}

/// Broken JSON is still JSON where the name says so.
fn by_ending(ending: Ending) -> Option<Format> {
    match ending {
        Ending::Json => Some(Format::Json),
        Ending::JsonLines => Some(Format::JsonLines),
        Ending::Html | Ending::Mhtml | Ending::Markdown | Ending::Table | Ending::Silent => None,
    }
}

/// Whether another object or array begins on the line after the first.
fn is_next_row(text: &str, end: usize, rest: &str) -> bool {
    let between = text.get(end..text.len() - rest.len()).unwrap_or_default();
    between.contains('\n') && rest.starts_with(['{', '['])
}

/// Whether a text that ends too early begins as an object with a key, or an array of such.
fn has_key(text: &str) -> bool {
    let inner = text.trim_start_matches(|letter: char| letter == '[' || letter.is_whitespace());
    let Some(key) = inner.strip_prefix('{').and_then(|inner| inner.trim_start().strip_prefix('"')) else {
        return false;
    };
    key.split_once('"').is_some_and(|(_, behind)| behind.trim_start().starts_with(':'))
}

/// Whether an object says of itself that it is a JSON Feed.
fn is_feed(text: &str) -> bool {
    ["jsonfeed.org/version", "jsonfeed.org\\/version"].iter().any(|mark| text.contains(mark))
}

/// Whether some line begins as an object does.
pub(super) fn has_object_line(text: &str) -> bool {
    text.lines().any(|line| line.trim_start().starts_with('{'))
}

/// Whether a text is a table: its name says so and its first line has cells, or its first line is made of the
/// names of fields that articles have.
pub(super) fn is_table(text: &str, ending: Ending) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let first = lines.next().unwrap_or_default();
    if ending == Ending::Table {
        return first.contains([',', ';', '\t', '|']);
    }
    let second = lines.next().unwrap_or_default();
    [',', ';', '\t', '|'].iter().any(|sign| second.contains(*sign) && is_header(first, *sign))
}

/// Whether the cells of a line are names of fields and two of them those of articles.
fn is_header(line: &str, sign: char) -> bool {
    let cells: Vec<&str> = line.split(sign).map(|cell| cell.trim().trim_matches(['"', '\''])).collect();
    let name = |cell: &str| cell.len() <= 30 && !cell.trim().contains(' ');
    let known = cells.iter().filter(|cell| is_field(cell)).count();
    known >= 2 && cells.iter().all(|cell| name(cell))
}

fn is_field(cell: &str) -> bool {
    let letters: String = cell.chars().filter(char::is_ascii_alphanumeric).collect();
    FIELDS.iter().any(|known| letters.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_told_from_a_sentence() {
        for (line, sign, header) in [
            ("title,text", ',', true),
            ("\"published_date\";\"headline\";\"mood\"", ';', true),
            ("\ttitle\tbody", '\t', true),
            ("Title, date and text", ',', false),
            ("rain,wind,sun", ',', false),
            ("title", ',', false),
        ] {
            assert_eq!(is_header(line, sign), header, "{line}");
        }
    }

    #[test]
    fn one_value_over_several_lines_is_no_row() {
        for (text, format) in [
            ("{\n\"a\": 1\n}\n", Some(Format::Json)),
            ("{\n\"a\": 1\n}\n{\n\"a\": 2\n}\n", Some(Format::JsonLines)),
            ("{\"a\": 1} {\"a\": 2}", None),
            ("{} is the empty set", None),
            ("[", None),
            ("{", None),
        ] {
            assert_eq!(json(text, Ending::Silent, Extent::Whole), format, "{text}");
        }
    }
}
