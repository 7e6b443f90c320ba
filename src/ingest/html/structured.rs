//! The structured data of a page: the JSON-LD of schema.org in its scripts. Broken JSON is mended where its
//! makers commonly break it, and else passed over.

use serde_json::{Map, Value};

/// What the article's own object says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Structured {
    /// `headline`, or `name`.
    pub(super) headline: Option<String>,
    /// The names of `author`.
    pub(super) authors: Vec<String>,
    /// `datePublished`.
    pub(super) published: Option<String>,
    /// `dateModified`.
    pub(super) updated: Option<String>,
    /// The first `articleSection`.
    pub(super) section: Option<String>,
    /// `inLanguage`.
    pub(super) language: Option<String>,
    /// `url`, or the address of `mainEntityOfPage`.
    pub(super) url: Option<String>,
    /// `articleBody`.
    pub(super) body: Option<String>,
}

/// The most objects looked at in one page.
const MOST_OBJECTS: usize = 4096;

/// What the scripts say of the article; the object with the longest text counts where there are several.
pub(super) fn read<'s>(scripts: impl Iterator<Item = &'s str>) -> Structured {
    let mut best = Structured::default();
    let mut weight = 0;
    for script in scripts {
        let Some(value) = parse(script) else { continue };
        for object in articles(&value) {
            let found = structured(object);
            let heavier =
                1 + found.body.as_deref().map_or(0, str::len) + 8 * usize::from(found.headline.is_some());
            if heavier > weight {
                (best, weight) = (found, heavier);
            }
        }
    }
    best
}

/// Sites break JSON by line breaks inside strings, by comments around it and by a closing semicolon.
fn parse(script: &str) -> Option<Value> {
    serde_json::from_str(script).ok().or_else(|| {
        let first = script.find(['{', '['])?;
        let last = script.rfind(['}', ']'])?;
        let inner = script.get(first..=last)?;
        let mended: String =
            inner.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
        serde_json::from_str(&mended).ok()
    })
}

/// The objects that describe an article, wherever they stand.
fn articles(value: &Value) -> Vec<&Map<String, Value>> {
    let mut found = Vec::new();
    let mut waiting = vec![value];
    let mut seen = 0;
    while let Some(value) = waiting.pop() {
        seen += 1;
        if seen > MOST_OBJECTS {
            break;
        }
        match value {
            Value::Array(values) => waiting.extend(values.iter().rev()),
            Value::Object(object) => {
                if is_article(object) {
                    found.push(object);
                }
                let inner = ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"];
                waiting.extend(inner.iter().rev().filter_map(|name| object.get(*name)));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    found
}

fn is_article(object: &Map<String, Value>) -> bool {
    let named = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            let kind = kind.rsplit(['/', ':']).next().unwrap_or(kind);
            kind.ends_with("Article") || kind.ends_with("BlogPosting") || ["Report", "Review"].contains(&kind)
        })
    };
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(named),
        Some(kind) => named(kind),
        None => false,
    }
}

fn structured(object: &Map<String, Value>) -> Structured {
    let text = |name: &str| object.get(name).and_then(first_text);
    let page = || object.get("mainEntityOfPage").and_then(address);
    Structured {
        headline: text("headline").or_else(|| text("name")),
        authors: object.get("author").or_else(|| object.get("creator")).map(names).unwrap_or_default(),
        published: text("datePublished").or_else(|| text("dateCreated")),
        updated: text("dateModified"),
        section: text("articleSection"),
        language: text("inLanguage"),
        url: object.get("url").and_then(address).or_else(page),
        body: text("articleBody"),
    }
}

/// A text, or the first of several.
fn first_text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.as_str(),
        Value::Array(values) => values.iter().find_map(Value::as_str)?,
        Value::Object(object) => object.get("name").or_else(|| object.get("@value"))?.as_str()?,
        Value::Null | Value::Bool(_) | Value::Number(_) => return None,
    };
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn address(value: &Value) -> Option<String> {
    let text = match value {
        Value::Object(object) => object.get("@id").or_else(|| object.get("url"))?.as_str()?,
        other => other.as_str()?,
    };
    Some(text.trim().to_owned())
}

/// The names of persons and organisations.
fn names(value: &Value) -> Vec<String> {
    let values = match value {
        Value::Array(values) => values.iter().collect(),
        other => vec![other],
    };
    values.into_iter().filter_map(first_text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(script: &str) -> Structured {
        read(std::iter::once(script))
    }

    #[test]
    fn an_article_is_found_wherever_it_stands() {
        let objects = [
            r#"{"@type": "NewsArticle", "headline": "Harbour closes"}"#,
            r#"[{"@type": "WebSite", "name": "The Port"}, {"@type": ["Thing", "Article"], "headline": "Harbour closes"}]"#,
            r#"{"@graph": [{"@type": "BlogPosting", "headline": " Harbour closes "}]}"#,
            r#"{"@type": "WebPage", "mainEntity": {"@type": "http://schema.org/ReportageNewsArticle", "name": "Harbour closes"}}"#,
        ];
        for object in objects {
            assert_eq!(check(object).headline.as_deref(), Some("Harbour closes"), "{object}");
        }
    }

    #[test]
    fn commonly_broken_json_is_mended() {
        let broken = "<!-- {\"@type\": \"NewsArticle\", \"articleBody\": \"One.\nTwo.\"}; -->";
        assert_eq!(check(broken).body.as_deref(), Some("One. Two."));
        assert_eq!(check("{\"@type\": \"NewsArticle\", "), Structured::default());
    }

    #[test]
    fn authors_are_named_in_every_form() {
        let cases = [
            (r#""Jane Doe""#, vec!["Jane Doe"]),
            (r#"{"@type": "Person", "name": "Jane Doe"}"#, vec!["Jane Doe"]),
            (r#"[{"name": "Jane Doe"}, "John Smith"]"#, vec!["Jane Doe", "John Smith"]),
            ("7", vec![]),
        ];
        for (author, expected) in cases {
            let script = format!(r#"{{"@type": "Article", "author": {author}}}"#);
            assert_eq!(check(&script).authors, expected, "{author}");
        }
    }
}
