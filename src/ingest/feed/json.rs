//! JSON Feed, versions 1 and 1.1. An entry that is broken does not hide its neighbours.

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::entry::{Entry, person};
use super::markup::{Language, Markup};
use super::{Feed, problem};
use crate::article::{Lines, ProblemKind};
use crate::ingest::address;
use crate::ingest::forms::timestamps::timestamp;

/// The members of the outermost object that matter here.
#[derive(Deserialize)]
struct Outermost<'a> {
    #[serde(default)]
    title: Value,
    #[serde(default)]
    home_page_url: Value,
    #[serde(default)]
    language: Value,
    #[serde(default)]
    author: Value,
    #[serde(default)]
    authors: Value,
    #[serde(borrow, default)]
    items: Vec<&'a RawValue>,
}

/// Reads a feed.
pub(super) fn read(document: &str) -> Feed {
    let mut feed = Feed::default();
    let outermost: Outermost = match serde_json::from_str(document) {
        Ok(outermost) => outermost,
        Err(error) => {
            let line = u32::try_from(error.line()).ok().filter(|line| *line > 0).map(Lines::one);
            feed.problems.push(problem(
                ProblemKind::Unreadable,
                line,
                &format!("The feed is no JSON: {error}."),
            ));
            return feed;
        }
    };
    feed.title = string(&outermost.title);
    let base = string(&outermost.home_page_url);
    let inherited = Inherited {
        base: base.as_deref(),
        language: string(&outermost.language),
        byline: names(&outermost.authors, &outermost.author),
    };
    for item in outermost.items {
        let lines = lines(document, item.get());
        match serde_json::from_str::<Map<String, Value>>(item.get()) {
            Ok(object) => feed.entries.push(entry(&object, &inherited, lines)),
            Err(_) => feed.problems.push(problem(
                ProblemKind::Unreadable,
                Some(lines),
                "The entry is no JSON object.",
            )),
        }
    }
    feed
}

/// What entries take over from the feed.
struct Inherited<'a> {
    base: Option<&'a str>,
    language: Option<String>,
    byline: Option<String>,
}

/// The lines of a part of the document, which it borrows from.
fn lines(document: &str, part: &str) -> Lines {
    let start = (part.as_ptr() as usize).saturating_sub(document.as_ptr() as usize);
    let ends =
        |text: &str| u32::try_from(text.bytes().filter(|byte| *byte == b'\n').count()).unwrap_or(u32::MAX);
    let first = ends(document.get(..start).unwrap_or_default()).saturating_add(1);
    Lines { first, last: first.saturating_add(ends(part)) }
}

fn entry(object: &Map<String, Value>, inherited: &Inherited, lines: Lines) -> Entry {
    let get = |name: &str| object.get(name).and_then(string);
    let markup = |text: Option<String>, language: Language| text.map(|text| Markup { text, language, lines });
    let html = markup(get("content_html"), Language::Html);
    let text = html.or_else(|| markup(get("content_text"), Language::Plain));
    let summary = markup(get("summary"), Language::Plain);
    let named = get("id").filter(|id| address::is_absolute(id));
    let link = get("url").or_else(|| get("external_url")).or(named);
    let (published, updated) = (get("date_published"), get("date_modified"));
    let date = |written: &Option<String>| written.as_deref().and_then(timestamp);
    let author = object.get("author").unwrap_or(&Value::Null);
    Entry {
        title: get("title").map(|title| Markup::seen(title, false, lines)),
        link: link.map(|link| address::resolve(&link, inherited.base)),
        published: date(&published),
        updated: date(&updated),
        unread_date: published.clone().filter(|written| timestamp(written).is_none()),
        byline: names(object.get("authors").unwrap_or(&Value::Null), author)
            .or_else(|| inherited.byline.clone()),
        language: get("language").or_else(|| inherited.language.clone()),
        summary: summary.clone().filter(|_| text.is_some()),
        text: text.or(summary),
        lines,
    }
}

/// A text or a number that stands for one, unless it is blank.
fn string(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// The names of the authors, listed as in version 1.1, else the one of version 1.
fn names(authors: &Value, author: &Value) -> Option<String> {
    let name = |author: &Value| author.get("name").and_then(string).and_then(|name| person(&name));
    let listed: Vec<String> = authors.as_array().into_iter().flatten().filter_map(name).collect();
    if listed.is_empty() { name(author) } else { Some(listed.join(", ")) }
}
