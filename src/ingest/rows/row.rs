//! One row of a data file as the parts of an article its fields hold, whatever they are called and however deep
//! they lie. Texts are taken as they are written; what they say is not judged here.

use serde_json::{Map, Value};

use super::markup;
use super::mend;
use super::names::{Names, Rank, Slot, folded};

/// How deep fields may lie inside a row.
const DEEPEST: usize = 3;

/// Objects around the fields that mean nothing themselves.
const WRAPPERS: &[&str] = &[
    "article",
    "attributes",
    "node",
    "doc",
    "document",
    "item",
    "record",
    "post",
    "story",
    "fields",
    "data",
];

/// What the names of objects begin with that tell of something else than the article.
const OTHERS: &[&str] =
    &["related", "comment", "next", "prev", "similar", "recommend", "parent", "user", "entit"];

/// Inside an object that stands for one text, the names of that text, best first.
const INNER: &[&str] = &[
    "main",
    "rendered",
    "text",
    "value",
    "plain",
    "content",
    "body",
    "html",
    "#text",
    "$t",
    "_",
    "default",
    "en",
    "original",
    "name",
    "title",
    "fullcaption",
    "@value",
];

/// What programs write where there is nothing.
const NOTHING: &[&str] =
    &["none", "null", "nan", "n/a", "na", "[]", "{}", "-", "--", "undefined", "nat", "unknown"];

/// The parts of an article in one row.
#[derive(Debug)]
pub(super) struct Row<'v> {
    parts: Vec<Part<'v>>,
}

/// A field that holds a part of an article.
#[derive(Debug)]
struct Part<'v> {
    slot: Slot,
    rank: Rank,
    depth: usize,
    value: &'v Value,
}

impl<'v> Row<'v> {
    /// Finds the parts in a value; a bare text is a body.
    pub(super) fn of(value: &'v Value, names: &Names) -> Self {
        let mut parts = Vec::new();
        match value {
            Value::Object(fields) => collect(fields, (&mut String::new(), 0), names, &mut parts),
            Value::String(_) => {
                parts.push(Part { slot: Slot::Text, rank: Rank::Strong(0), depth: 0, value });
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {}
        }
        parts.retain(|part| !is_empty(part.value));
        let chosen = |part: &Part| matches!(part.rank, Rank::Chosen(_));
        parts.sort_by_key(|part| (part.slot, !chosen(part), part.depth, part.rank));
        Self { parts }
    }

    /// What fields of this kind hold, best first.
    pub(super) fn values(&self, slot: Slot) -> impl Iterator<Item = &'v Value> {
        self.parts.iter().filter(move |part| part.slot == slot).map(|part| part.value)
    }

    /// The texts of fields of this kind, best first.
    pub(super) fn texts(&self, slot: Slot) -> impl Iterator<Item = String> {
        self.values(slot).filter_map(text)
    }

    /// The best body: the first, unless a further one is more than twice as long; the reader's choice stands.
    pub(super) fn body(&self, slot: Slot) -> Option<String> {
        let chosen = |part: &&Part| part.slot == slot && matches!(part.rank, Rank::Chosen(_));
        if let Some(chosen) = self.parts.iter().find(chosen) {
            return text(chosen.value);
        }
        let longer = |best: String, next: String| if next.len() > 2 * best.len() { next } else { best };
        self.texts(slot).reduce(longer)
    }
}

/// Collects the parts among fields. `place` is the path of folded names that leads to them, and how deep they lie.
fn collect<'v>(
    fields: &'v Map<String, Value>,
    place: (&mut String, usize),
    names: &Names,
    parts: &mut Vec<Part<'v>>,
) {
    let (path, depth) = place;
    let outer = path.len();
    for (written, value) in fields {
        let name = folded(written);
        if outer > 0 {
            path.push('.');
        }
        path.push_str(&name);
        // A search engine wraps its documents in `_source`, which is no newspaper.
        let hit = written == "_source";
        let found =
            names.find(path).filter(|(_, rank)| !hit && (depth == 0 || !matches!(rank, Rank::Weak(_))));
        if let Some((slot, rank)) = found {
            parts.push(Part { slot, rank, depth, value });
        }
        if let Value::Object(inner) = value
            && depth < DEEPEST
            && may_enter(found.map(|(slot, _)| slot), &name)
        {
            let wrapped = depth == 0 && (hit || WRAPPERS.contains(&&*name));
            collect(inner, (&mut *path, depth + usize::from(!wrapped)), names, parts);
        }
        path.truncate(outer);
    }
}

/// Whether the fields of an object may belong to the article itself.
fn may_enter(slot: Option<Slot>, name: &str) -> bool {
    let about_it = match slot {
        None | Some(Slot::Headline | Slot::Text | Slot::Html | Slot::Standfirst) => true,
        Some(
            Slot::Kicker
            | Slot::Page
            | Slot::Published
            | Slot::Updated
            | Slot::Byline
            | Slot::Agency
            | Slot::Dateline
            | Slot::Url
            | Slot::Language
            | Slot::Captions,
        ) => false,
    };
    about_it && !OTHERS.iter().any(|other| name.starts_with(other))
}

/// Whether a value holds nothing, or only says that there is nothing.
pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(_) => true,
        Value::Number(_) => false,
        Value::String(text) => is_blank(text),
        Value::Array(values) => values.iter().all(is_empty),
        Value::Object(fields) => fields.values().all(is_empty),
    }
}

/// Whether a text is empty or only says that there is nothing.
pub(super) fn is_blank(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || (text.len() < 10 && NOTHING.contains(&&*text.to_lowercase()))
}

/// A value as one text: the elements of a list are paragraphs, of an object the one that is its text.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null | Value::Bool(_) => None,
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => (!is_blank(text)).then(|| markup::without_controls(text).into_owned()),
        Value::Array(values) => {
            // Runs of a text with links among them are broken up without a paragraph ending there.
            let runs = values.iter().any(Value::is_string) && values.iter().any(Value::is_object);
            let texts: Vec<String> = values.iter().filter_map(text).collect();
            (!texts.is_empty()).then(|| texts.join(if runs { "" } else { "\n\n" }))
        }
        Value::Object(fields) => INNER.iter().find_map(|name| text(fields.get(*name)?)),
    }
}

/// A value as a list of texts: of a list, of one written as text (`['a', 'b']`), or of a single text.
pub(super) fn list(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().flat_map(list).collect(),
        Value::String(written)
            if written.trim_start().starts_with('[') && written.trim_end().ends_with(']') =>
        {
            let quoted = || mend::parse(written).ok().or_else(|| mend::parse(&double_quoted(written)).ok());
            match quoted() {
                Some(Value::Array(values)) => values.iter().flat_map(list).collect(),
                _ => text(value).into_iter().collect(),
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
            text(value).into_iter().collect()
        }
    }
}

/// A list as Python writes it with its single quotation marks as double ones; an apostrophe inside a word stays.
fn double_quoted(written: &str) -> String {
    let letters: Vec<char> = written.chars().collect();
    let is_letter =
        |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(|l| l.is_alphanumeric());
    let turned = letters.iter().enumerate().map(|(at, letter)| {
        let inside = is_letter(at.checked_sub(1)) && is_letter(Some(at + 1));
        if *letter == '\'' && !inside { '"' } else { *letter }
    });
    turned.collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(value: &Value, expected: &[(Slot, &str)]) {
        let names = Names::with(&[]);
        let row = Row::of(value, &names);
        for (slot, text) in expected {
            assert_eq!(row.texts(*slot).next().as_deref(), Some(*text), "{slot:?} in {value}");
        }
        let slots: std::collections::BTreeSet<Slot> = row.parts.iter().map(|part| part.slot).collect();
        assert_eq!(slots, expected.iter().map(|(slot, _)| *slot).collect(), "{value}");
    }

    #[test]
    fn flat_rows_of_usual_data_sets_are_read() {
        use Slot::{Agency, Byline, Headline, Kicker, Language, Published, Standfirst, Text, Updated, Url};
        check(
            &json!({"title": "Dam opens", "maintext": "It opened.", "date_publish": "2020-05-01", "date_modify": null,
                "date_download": "2020-05-02", "source_domain": "example.org", "authors": [], "language": "en",
                "description": "A dam.", "filename": "x.html", "url": "https://example.org/dam"}),
            &[
                (Headline, "Dam opens"),
                (Text, "It opened."),
                (Published, "2020-05-01"),
                (Agency, "example.org"),
                (Language, "en"),
                (Standfirst, "A dam."),
                (Url, "https://example.org/dam"),
            ],
        );
        check(
            &json!({"category": "WORLD", "headline": "Dam opens", "authors": "Ana Ruiz", "link": "https://e.org/a",
                "short_description": "It opened.", "date": "2018-05-26"}),
            &[
                (Kicker, "WORLD"),
                (Headline, "Dam opens"),
                (Byline, "Ana Ruiz"),
                (Url, "https://e.org/a"),
                (Standfirst, "It opened."),
                (Published, "2018-05-26"),
            ],
        );
        check(
            &json!({"Unnamed: 0": 3, "year": 2017.0, "publication": "The Daily", "Title": "Dam opens",
                "CONTENT": "It opened.", "Updated At": "2020-01-01"}),
            &[
                (Agency, "The Daily"),
                (Headline, "Dam opens"),
                (Text, "It opened."),
                (Published, "2017.0"),
                (Updated, "2020-01-01"),
            ],
        );
    }

    #[test]
    fn nested_rows_are_read_by_their_inner_names() {
        use Slot::{Agency, Byline, Headline, Html, Kicker, Published, Standfirst, Text, Url};
        check(
            &json!({"webTitle": "Dam opens", "sectionName": "World", "webPublicationDate": "2020-05-01T10:00:00Z",
                "webUrl": "https://e.org/a", "fields": {"headline": "A dam opens", "body": "<p>It opened.</p>",
                "byline": "Ana Ruiz", "trailText": "A dam."}}),
            &[
                (Headline, "A dam opens"),
                (Kicker, "World"),
                (Published, "2020-05-01T10:00:00Z"),
                (Url, "https://e.org/a"),
                (Text, "<p>It opened.</p>"),
                (Byline, "Ana Ruiz"),
                (Standfirst, "A dam."),
            ],
        );
        check(
            &json!({"headline": {"main": "Dam opens", "kicker": "Water"}, "byline": {"original": "By ANA RUIZ", "person": []},
                "lead_paragraph": "It opened.", "pub_date": "2020-05-01", "source": "The Paper"}),
            &[
                (Headline, "Dam opens"),
                (Kicker, "Water"),
                (Byline, "By ANA RUIZ"),
                (Standfirst, "It opened."),
                (Published, "2020-05-01"),
                (Agency, "The Paper"),
            ],
        );
        check(
            &json!({"_index": "news", "_id": "7", "_source": {"title": "Dam opens", "content_html": "<p>It opened.</p>"}}),
            &[(Headline, "Dam opens"), (Html, "<p>It opened.</p>"), (Url, "7")],
        );
        check(
            &json!({"source": {"id": null, "name": "The Paper"}, "author": {"name": "Ana Ruiz", "url": "https://e.org/ana"},
                "title": {"rendered": "Dam opens"}, "content": {"rendered": "It opened.", "protected": false}}),
            &[(Agency, "The Paper"), (Byline, "Ana Ruiz"), (Headline, "Dam opens"), (Text, "It opened.")],
        );
    }

    #[test]
    fn what_says_nothing_is_no_part() {
        check(
            &json!({"title": "nan", "text": " ", "author": "None", "date": "N/A", "url": null, "summary": []}),
            &[],
        );
        check(&json!(3), &[]);
        check(&json!("It opened."), &[(Slot::Text, "It opened.")]);
    }

    #[test]
    fn the_longer_body_wins_only_by_far() {
        let names = Names::with(&[]);
        let body = |value: Value| Row::of(&value, &names).body(Slot::Text);
        assert_eq!(body(json!({"story": "19", "content": "It opened."})).as_deref(), Some("It opened."));
        assert_eq!(
            body(json!({"text": "It opened.", "raw_text": "It opened. Ad"})).as_deref(),
            Some("It opened.")
        );
        let chosen = Names::with(&[(Slot::Text, "gist".to_owned())]);
        let value = json!({"gist": "Short.", "text": "A much longer text."});
        assert_eq!(Row::of(&value, &chosen).body(Slot::Text).as_deref(), Some("Short."));
    }

    #[test]
    fn texts_are_joined_as_they_were_parted() {
        assert_eq!(text(&json!(["One.", "Two."])).as_deref(), Some("One.\n\nTwo."));
        assert_eq!(
            text(&json!(["See ", {"type": "link", "text": "here"}, "."])).as_deref(),
            Some("See here.")
        );
        assert_eq!(text(&json!([{"text": "One."}, {"text": "Two."}])).as_deref(), Some("One.\n\nTwo."));
    }

    #[test]
    fn lists_are_read_however_they_are_written() {
        for value in [
            json!(["Ana Ruiz", "Jo O'Dea"]),
            json!([{"name": "Ana Ruiz"}, {"name": "Jo O'Dea"}]),
            json!("['Ana Ruiz', \"Jo O'Dea\"]"),
            json!("['Ana Ruiz', 'Jo O\u{27}Dea']"),
            json!("[\"Ana Ruiz\", \"Jo O'Dea\"]"),
        ] {
            assert_eq!(list(&value), ["Ana Ruiz", "Jo O'Dea"], "{value}");
        }
        assert_eq!(list(&json!("[sic]")), ["[sic]"]);
    }
}
