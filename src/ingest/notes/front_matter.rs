//! What a note says about itself before its text: YAML between `---`, TOML between `+++`, or a block of headers.
//!
//! YAML is read here, in the part of it that front matter is written in and as forgivingly as it is written: clipping
//! programs leave colons, quotation marks and brackets unquoted, which a strict reader answers with nothing at all.

use serde_json::{Map, Value};

use crate::ingest::rows::Names;

/// The most lines of front matter.
const MOST_LINES: usize = 400;
/// How deep values may be nested.
const DEEPEST: usize = 4;
/// The longest name of a header, in bytes.
const LONGEST_NAME: usize = 30;

/// A note in its two parts.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Parts<'t> {
    /// What it says about itself.
    pub(super) fields: Value,
    /// Its text.
    pub(super) text: &'t str,
    /// The line its text begins on, from 1.
    pub(super) line: u32,
}

/// Parts a note; nothing where it has no front matter.
pub(super) fn part<'t>(note: &'t str, names: &Names) -> Option<Parts<'t>> {
    let lines: Vec<&str> = note.split_inclusive('\n').take(MOST_LINES).collect();
    let start = lines.iter().position(|line| !line.trim().is_empty())?;
    let (fields, end) = match lines.get(start)?.trim_end() {
        "---" => {
            let end = closing(&lines, start, &["---", "..."])?;
            (yaml(lines.get(start + 1..end)?)?, end + 1)
        }
        "+++" => {
            let end = closing(&lines, start, &["+++"])?;
            (toml(&lines.get(start + 1..end)?.concat())?, end + 1)
        }
        _ => headers(&lines, start, names)?,
    };
    let length: usize = lines.iter().take(end).map(|line| line.len()).sum();
    let line = u32::try_from(end).ok()?.saturating_add(1);
    Some(Parts { fields, text: note.get(length..)?, line })
}

/// The line of the fence that closes the front matter.
fn closing(lines: &[&str], start: usize, fences: &[&str]) -> Option<usize> {
    let below = lines.iter().skip(start + 1).position(|line| fences.contains(&line.trim_end()))?;
    Some(start + 1 + below)
}

/// A block of `Name: value` lines before a blank line, of which at least two names are known and most are.
fn headers(lines: &[&str], start: usize, names: &Names) -> Option<(Value, usize)> {
    let end = lines.iter().skip(start).position(|line| line.trim().is_empty())? + start;
    let mut fields = Map::new();
    for line in lines.get(start..end)? {
        let (name, value) = line.split_once(':')?;
        if name.is_empty() || name.len() > LONGEST_NAME || name.contains("//") {
            return None;
        }
        fields.insert(name.trim().to_owned(), scalar(value.trim_start_matches(':').trim()));
    }
    let known = fields.keys().filter(|name| names.knows(name)).count();
    (known >= 2 && known * 2 >= fields.len()).then_some((Value::Object(fields), end + 1))
}

fn toml(text: &str) -> Option<Value> {
    let table: toml::Table = text.parse().ok()?;
    Some(json(toml::Value::Table(table)))
}

fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(truth) => Value::from(truth),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(values) => values.into_iter().map(json).collect(),
        toml::Value::Table(fields) => {
            Value::Object(fields.into_iter().map(|(name, value)| (name, json(value))).collect())
        }
    }
}

/// A line of YAML with what it is indented by.
#[derive(Debug, Clone, Copy)]
struct Line<'t> {
    indent: usize,
    text: &'t str,
}

/// The fields of YAML; nothing where there are none.
fn yaml(lines: &[&str]) -> Option<Value> {
    let lines: Vec<Line<'_>> = lines
        .iter()
        .map(|line| Line { indent: line.len() - line.trim_start().len(), text: line.trim() })
        .filter(|line| !line.text.starts_with('#'))
        .collect();
    let fields = mapping(&lines, DEEPEST);
    fields.as_object().is_some_and(|fields| !fields.is_empty()).then_some(fields)
}

/// The names and values of lines that are indented alike, each with the deeper lines below it.
fn mapping(lines: &[Line<'_>], depth: usize) -> Value {
    let mut fields = Map::new();
    for (line, below) in entries(lines) {
        let Some((name, value)) = key(line.text) else { continue };
        fields.entry(unquoted(name)).or_insert_with(|| self::value(value, below, depth));
    }
    Value::Object(fields)
}

/// Lines at the outer indent, each with the lines below it that belong to it. The items of a list may stand no deeper
/// than the name of the list.
fn entries<'l, 't>(lines: &'l [Line<'t>]) -> Vec<(&'l Line<'t>, &'l [Line<'t>])> {
    let outer = lines.iter().filter(|line| !line.text.is_empty()).map(|line| line.indent).min().unwrap_or(0);
    let listed = lines.iter().find(|line| !line.text.is_empty()).is_some_and(|line| is_item(line.text));
    let begins = |line: &Line<'_>| {
        !line.text.is_empty()
            && line.indent == outer
            && (listed || (!is_item(line.text) && key(line.text).is_some()))
    };
    let starts: Vec<usize> =
        lines.iter().enumerate().filter(|(_, line)| begins(line)).map(|(at, _)| at).collect();
    let ends = starts.iter().copied().skip(1).chain([lines.len()]);
    let pairs = starts.iter().zip(ends);
    pairs.filter_map(|(start, end)| Some((lines.get(*start)?, lines.get(start + 1..end)?))).collect()
}

fn is_item(text: &str) -> bool {
    text == "-" || text.starts_with("- ")
}

/// `name: value`; a colon inside the name or without a space behind it is part of a text.
fn key(text: &str) -> Option<(&str, &str)> {
    let (name, value) =
        text.split_once(':').filter(|(_, value)| value.is_empty() || value.starts_with([' ', '\t']))?;
    (!name.trim().is_empty()).then(|| (name.trim(), value.trim()))
}

/// The value that stands behind a name and below it.
fn value(written: &str, below: &[Line<'_>], depth: usize) -> Value {
    let filled = || below.iter().filter(|line| !line.text.is_empty());
    match written.chars().next() {
        Some('|' | '>') if written.len() <= 3 => block(written.starts_with('|'), below),
        Some(_) => {
            // A text may run on over lines.
            let all = [written].into_iter().chain(filled().map(|line| line.text));
            scalar(&all.collect::<Vec<_>>().join(" "))
        }
        None if depth == 0 => Value::Null,
        None if filled().next().is_some_and(|line| is_item(line.text)) => items(below, depth - 1),
        None if filled().next().is_some_and(|line| key(line.text).is_some()) => mapping(below, depth - 1),
        None => scalar(&filled().map(|line| line.text).collect::<Vec<_>>().join(" ")),
    }
}

fn items(lines: &[Line<'_>], depth: usize) -> Value {
    let item = |(line, below): (&Line<'_>, &[Line<'_>])| {
        let text = line.text.trim_start_matches('-').trim();
        match key(text).filter(|_| depth > 0 && !text.starts_with(['"', '\''])) {
            Some((name, _)) if !name.contains(' ') => {
                let first = Line { indent: below.first().map_or(0, |line| line.indent), text };
                mapping(&[&[first], below].concat(), depth - 1)
            }
            _ => value(text, below, depth),
        }
    };
    entries(lines).into_iter().map(item).collect()
}

/// A text of several lines, kept or folded.
fn block(kept: bool, below: &[Line<'_>]) -> Value {
    let lines: Vec<&str> = below.iter().map(|line| line.text).collect();
    let text = if kept {
        lines.join("\n")
    } else {
        let paragraphs = lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty());
        paragraphs.map(|lines| lines.join(" ")).collect::<Vec<_>>().join("\n")
    };
    Value::String(text.trim_end().to_owned())
}

/// One value on one line: a list in brackets, a quoted text, or a text as it stands.
fn scalar(written: &str) -> Value {
    let inner = written.strip_prefix('[').and_then(|inner| inner.strip_suffix(']'));
    match inner.filter(|inner| !inner.starts_with('[')) {
        Some(inner) => cells(inner).into_iter().map(|cell| Value::String(unquoted(cell))).collect(),
        None => Value::String(unquoted(written)),
    }
}

/// The elements of a list written on one line; a comma inside quotation marks parts nothing.
fn cells(inner: &str) -> Vec<&str> {
    let mut quote = None;
    let parts = inner.split(|letter: char| {
        if quote == Some(letter) {
            quote = None;
        } else if quote.is_none() && matches!(letter, '"' | '\'') {
            quote = Some(letter);
        }
        letter == ',' && quote.is_none()
    });
    parts.map(str::trim).filter(|cell| !cell.is_empty()).collect()
}

/// A text without the quotation marks of YAML and the brackets of a link between notes.
fn unquoted(written: &str) -> String {
    let inside = |mark: char| written.strip_prefix(mark).and_then(|text| text.strip_suffix(mark));
    let text = if let Some(text) = inside('"') {
        text.replace("\\\"", "\"").replace("\\n", "\n").replace("\\\\", "\\")
    } else if let Some(text) = inside('\'') {
        text.replace("''", "'")
    } else {
        written.to_owned()
    };
    let linked = text.strip_prefix("[[").and_then(|text| text.strip_suffix("]]"));
    linked.map(|link| link.rsplit('|').next().unwrap_or(link).to_owned()).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(note: &str, fields: &Value, text: &str, line: u32) {
        let names = Names::with(&[]);
        let parts = part(note, &names).unwrap();
        assert_eq!((&parts.fields, parts.text, parts.line), (fields, text, line), "{note}");
    }

    #[test]
    fn yaml_is_read_as_clipping_programs_write_it() {
        check(
            "---\ntitle: Dam opens: at last\nauthor: \"[[Ana Ruiz]]\"\ndate: 2020-05-01T10:00:00+02:00 \n\
             source: https://e.org/dam?a=1\ntags: [water, \"fields, green\"]\n# a remark\nempty:\n---\nText.\n",
            &json!({"title": "Dam opens: at last", "author": "Ana Ruiz", "date": "2020-05-01T10:00:00+02:00",
                "source": "https://e.org/dam?a=1", "tags": ["water", "fields, green"], "empty": ""}),
            "Text.\n",
            10,
        );
    }

    #[test]
    fn lists_blocks_and_nested_names_are_read() {
        check(
            "---\nauthors:\n  - Ana Ruiz\n  - name: Jo Dee\n    mail: jo@e.org\nsame:\n- a\n- 'it''s'\nsummary: >-\n  One\n  two.\n\n  \
             Three.\nverse: |\n  one\n  two\nauthor:\n  name: Ana\nlong: runs\n  on\n---\n",
            &json!({"authors": ["Ana Ruiz", {"name": "Jo Dee", "mail": "jo@e.org"}], "same": ["a", "it's"],
                "summary": "One two.\nThree.", "verse": "one\ntwo", "author": {"name": "Ana"}, "long": "runs on"}),
            "",
            22,
        );
    }

    #[test]
    fn toml_and_headers_are_read() {
        check(
            "+++\ntitle = \"Dam opens\"\ndate = 2020-05-01\nauthors = [\"Ana Ruiz\"]\n+++\nText.",
            &json!({"title": "Dam opens", "date": "2020-05-01", "authors": ["Ana Ruiz"]}),
            "Text.",
            6,
        );
        check(
            "\nTitle: Dam opens\nDate: 1 May 2020\nURL: https://e.org/dam\n\nText: more.",
            &json!({"Title": "Dam opens", "Date": "1 May 2020", "URL": "https://e.org/dam"}),
            "Text: more.",
            6,
        );
    }

    #[test]
    fn what_only_begins_alike_is_no_front_matter() {
        let names = Names::with(&[]);
        for note in [
            "---\nText between rules\n",
            "---\nText between rules\n---\n",
            "",
            "+++\nnot = toml = at all\n+++\n",
            "Note: it rained\n\nText.",
            "Weather: rain\nWind: none\n\nText.",
            "Text without any.",
            "Title: Dam\nDate: today",
        ] {
            assert_eq!(part(note, &names), None, "{note}");
        }
    }

    proptest! {
        #[test]
        fn any_front_matter_is_read_without_panic(inner in "[-a-c:\\[\\]\"'|> \n,#]{0,80}", fence in "(---|\\+\\+\\+)") {
            let note = format!("{fence}\n{inner}\n{fence}\ntext");
            part(&note, &Names::with(&[]));
        }
    }
}
