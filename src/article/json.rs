//! The public JSON object of an article. Field names and order are a contract; see `docs/json.md`.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{Article, ArticleId, Lines, Removed, StoryId, Tag, Tags, TextRange, Triage};
use crate::text::SafeText;

/// How much of an article is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Everything but `body` and `removed`, as `list --json` writes it.
    Row,
    /// Everything, as `export --format jsonl` and `show --format json` write it.
    Full,
}

/// One article with what the library knows beside its text, ready to be written as JSON.
#[derive(Debug, Clone, Copy)]
pub struct ArticleJson<'a> {
    /// The article.
    pub article: &'a Article,
    /// What it is about.
    pub tags: &'a Tags,
    /// What the reader decided.
    pub triage: &'a Triage,
    /// The story it belongs to.
    pub story: StoryId,
    /// How many copies of it there are, itself included.
    pub copies: usize,
    /// Other articles of the same story.
    pub related: &'a [ArticleId],
}

impl ArticleJson<'_> {
    /// The object, with `body` and `removed` only in full detail.
    pub fn value(&self, detail: Detail) -> Value {
        let mut object = Map::new();
        self.put_head(&mut object);
        self.put_text(&mut object, detail);
        self.put_tags(&mut object);
        self.put_state(&mut object);
        Value::Object(object)
    }

    fn put_head(&self, object: &mut Map<String, Value>) {
        let article = self.article;
        let related: Vec<String> = self.related.iter().map(ToString::to_string).collect();
        let published = article.dates.published;
        put(object, "id", json!(article.id.to_string()));
        put(object, "story", json!(self.story.to_string()));
        put(object, "copies", json!(self.copies));
        put(object, "related", json!(related));
        put(object, "headline", json!(article.headline.text));
        put(object, "headline_origin", json!(article.headline.origin.name()));
        put(object, "headline_lines", json!(article.headline.lines));
        put(object, "kicker", json!(article.kicker));
        put(object, "date", json!(published.map(|dated| dated.date.to_string())));
        put(object, "date_origin", json!(published.map(|dated| dated.origin.name())));
        put(object, "updated", json!(article.dates.updated.map(|date| date.to_string())));
        put(object, "byline", json!(article.attribution.byline));
        put(object, "agency", json!(article.attribution.agency));
        put(object, "dateline", json!(article.attribution.dateline));
        put(object, "url", json!(article.url));
        put(object, "language", json!(article.language));
    }

    fn put_text(&self, object: &mut Map<String, Value>, detail: Detail) {
        let article = self.article;
        let path = SafeText::label(&article.source.path.to_string_lossy());
        let lines = article.source.lines;
        let captions: Vec<Value> = article
            .captions
            .iter()
            .map(|caption| json!({"text": caption.text, "credit": caption.credit, "lines": caption.lines}))
            .collect();
        let standfirst: Vec<&SafeText> = article.standfirst.iter().map(|point| &point.text).collect();
        put(object, "source", json!({"path": path, "first_line": lines.first, "last_line": lines.last}));
        put(object, "captions", Value::Array(captions));
        put(object, "standfirst", json!(standfirst));
        if detail == Detail::Full {
            let body: Vec<Value> = article
                .body
                .iter()
                .map(|block| json!({"kind": block.kind.name(), "text": block.text, "lines": block.lines}))
                .collect();
            let removed: Vec<RemovedJson> = article.removed.iter().map(RemovedJson::from).collect();
            put(object, "body", Value::Array(body));
            put(object, "removed", json!(removed));
        }
    }

    fn put_tags(&self, object: &mut Map<String, Value>) {
        let all = |tags: &[Tag], shape: fn(&Tag) -> Value| Value::Array(tags.iter().map(shape).collect());
        put(object, "countries", all(&self.tags.countries, place));
        put(object, "mentioned", all(&self.tags.mentioned, mention));
        // On screen the regions stand as a newspaper would print them; here the best stands first.
        let mut regions: Vec<Tag> = self.tags.regions.clone();
        regions.sort_by(|one, other| other.score.total_cmp(&one.score));
        put(object, "regions", all(&regions, place));
        put(object, "topics", all(&self.tags.topics, topic));
    }

    fn put_state(&self, object: &mut Map<String, Value>) {
        let state = self.triage;
        put(object, "words", json!(self.article.words()));
        put(object, "minutes", json!(self.article.minutes()));
        put(object, "tags", json!(state.tags));
        let mut told = Map::new();
        put(&mut told, "read", json!(state.read));
        put(&mut told, "starred", json!(state.starred));
        put(&mut told, "archived", json!(state.archived));
        put(&mut told, "progress", json!(rounded(state.position.progress)));
        // Few articles have any of these, and programs that know nothing of them are not to meet them everywhere.
        if let Some(until) = state.snoozed {
            put(&mut told, "snoozed", json!(until.to_string()));
        }
        if let Some(note) = &state.note {
            put(&mut told, "note", json!(note));
        }
        if state.changed {
            put(&mut told, "changed", json!(true));
        }
        if !state.highlights.is_empty() {
            put(&mut told, "highlights", self.highlights());
        }
        put(object, "state", Value::Object(told));
    }

    /// The highlighted passages with the words that stand there now; none where the text is shorter by now.
    fn highlights(&self) -> Value {
        let place =
            |range: &TextRange| json!({"block": range.block, "start": range.start, "length": range.length});
        let told = |range: &TextRange, words: Option<(&SafeText, Lines)>, note: &SafeText| {
            let mut told = place(range);
            told["text"] = json!(words.map(|(text, _)| text));
            told["lines"] = json!(words.map(|(_, lines)| lines));
            told["note"] = json!(note);
            told
        };
        let mut all: BTreeMap<TextRange, Value> = BTreeMap::new();
        for (range, note) in self.article.lost_highlights(self.triage) {
            all.insert(*range, told(range, None, note));
        }
        for passage in self.article.highlights(self.triage) {
            let Some(first) = passage.ranges.first() else { continue };
            let mut told = told(first, Some((&passage.text, passage.lines)), &passage.note);
            if passage.ranges.len() > 1 {
                told["parts"] = passage.ranges.iter().map(place).collect();
            }
            all.insert(*first, told);
        }
        all.into_values().collect()
    }
}

/// A removed part of a page as JSON.
#[derive(Debug, Serialize)]
pub struct RemovedJson<'a> {
    kind: &'static str,
    text: &'a SafeText,
    lines: Lines,
    why: &'a SafeText,
}

impl<'a> From<&'a Removed> for RemovedJson<'a> {
    fn from(removed: &'a Removed) -> Self {
        Self { kind: removed.kind.name(), text: &removed.text, lines: removed.lines, why: &removed.why }
    }
}

fn put(object: &mut Map<String, Value>, name: &str, value: Value) {
    object.insert(name.to_owned(), value);
}

fn place(tag: &Tag) -> Value {
    json!({"code": tag.code, "name": tag.name, "score": rounded(tag.score), "evidence": evidence(tag)})
}

fn mention(tag: &Tag) -> Value {
    json!({"code": tag.code, "name": tag.name, "evidence": evidence(tag)})
}

fn topic(tag: &Tag) -> Value {
    json!({
        "code": tag.code,
        "label": tag.label,
        "name": tag.name,
        "score": rounded(tag.score),
        "evidence": evidence(tag),
    })
}

fn evidence(tag: &Tag) -> Value {
    let all = tag.evidence.iter();
    all.map(|words| json!({"text": words.text, "count": words.count, "weight": rounded(words.weight)}))
        .collect()
}

/// Two decimals are what a score can honestly claim.
pub(super) fn rounded(score: f32) -> f64 {
    (f64::from(score) * 100.0).round() / 100.0
}
