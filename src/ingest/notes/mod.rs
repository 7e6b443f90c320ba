//! A note to its article: Markdown, or plain text with front matter.
//!
//! `front_matter` reads what the note says about itself and `markdown` its blocks. The names of fields are those of
//! data files.

mod front_matter;
mod markdown;

use std::path::Path;

use serde_json::Value;

use crate::article::{Problem, ProblemKind};
use crate::text::{self, Decoded, Field, SafeText};

use super::document;
use super::page::{self, Place};
use super::rows;
use super::rules::Rules;
use super::{Format, Page};

/// Names that tell when a page was kept, where the note also says from where.
const KEPT: &[&str] = &["created", "saved", "clipped", "added", "accessed", "retrieved"];

/// Reads a note. One that has neither front matter nor marks of Markdown is a page of text under the name of a note.
pub(super) fn read(path: &Path, decoded: &Decoded, rules: &Rules) -> Page {
    let (text, names) = (decoded.text.as_str(), rules.names_in(path));
    let (fields, text, line) = match front_matter::part(text, names) {
        Some(parts) => (parts.fields, parts.text, parts.line),
        None if markdown::is_marked(text) => (Value::Null, text, 1),
        None => return page::read(path, decoded, rules),
    };
    let mut page = Page::empty(path, Format::Note);
    let stated = rows::stated(&published(fields), names, text);
    let article = if markdown::is_marked(text) {
        let mut told = markdown::blocks(text, line);
        page.hidden = document::hidden(&told);
        rules.mark(path, &mut told);
        document::article(path, stated, &told)
    } else {
        page.hidden = text::clean(text, Field::Body).1;
        page::one(path, text, Place::From(line), stated)
    };
    if article.is_none() {
        let message = SafeText::label("The note has no text.");
        page.problems.push(Problem { kind: ProblemKind::NoArticle, lines: None, message });
    }
    page.articles.extend(article);
    page
}

/// The fields without the day a page was clipped, which is not the day it was published.
fn published(fields: Value) -> Value {
    let Value::Object(mut fields) = fields else { return fields };
    let clipped = ["source", "url", "link"].iter().any(|name| fields.contains_key(*name));
    fields.retain(|name, _| !clipped || !KEPT.contains(&&*name.to_lowercase()));
    Value::Object(fields)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, BlockKind, RemovedKind};
    use crate::ingest::{Paths, Pattern, Source};
    use crate::text;

    fn note(written: &str, rules: &Rules) -> Article {
        let page = read(Path::new("news/note.md"), &text::decode(written.as_bytes()), rules);
        assert_eq!((page.format, page.articles.len()), (Some(Format::Note), 1), "{:?}", page.problems);
        page.articles.into_iter().next().unwrap()
    }

    const CLIP: &str = "---\ntitle: \"Dam opens: water at last\"\nsource: https://e.org/dam\nauthor:\n  - \"[[Ana Ruiz]]\"\n\
        published: 2020-05-01\ncreated: 2023-01-02\ndescription: The dam opened on Monday…\n---\n# Dam opens: water at last\n\n\
        ![The dam in May. (Reuters)](dam.jpg)\n\nNIAMEY, Niger (AP) — The dam **opened** on Monday.\n\nAdvertisement\n\n\
        ## Water\n\n- Fields\n- [Towns](https://e.org)\n";

    #[test]
    fn a_clipped_page_gives_its_article() {
        let article = note(CLIP, &Rules::default());
        assert_eq!(&*article.headline.text, "Dam opens: water at last");
        assert_eq!(
            article.dates.published.map(|dated| dated.date.to_string()).as_deref(),
            Some("2020-05-01")
        );
        assert_eq!(article.attribution.byline.as_deref(), Some("Ana Ruiz"));
        assert_eq!(article.attribution.dateline.as_deref(), Some("NIAMEY, Niger"));
        assert_eq!(article.url.as_deref(), Some("https://e.org/dam"));
        assert_eq!(
            article.captions.iter().map(|caption| &*caption.text).collect::<Vec<_>>(),
            ["The dam in May. (Reuters)"]
        );
        assert_eq!(article.standfirst, []);
        let body: Vec<_> =
            article.body.iter().map(|block| (block.kind, &*block.text, block.lines.first)).collect();
        let expected = [
            (BlockKind::Paragraph, "The dam opened on Monday.", 14),
            (BlockKind::Subheading, "Water", 18),
            (BlockKind::Item, "Fields", 20),
            (BlockKind::Item, "Towns", 21),
        ];
        assert_eq!(body, expected);
    }

    #[test]
    fn plain_text_below_headers_is_read_as_a_page() {
        let article = note(
            "Title: Dam opens\nAuthor: Ana Ruiz\nDate: 1 May 2020\n\nThe dam opened.\n\nWater came.\n",
            &Rules::default(),
        );
        assert_eq!((&*article.headline.text, article.body.len()), ("Dam opens", 2));
        assert_eq!(article.body.first().map(|block| block.lines.first), Some(5));
        assert_eq!(article.attribution.byline.as_deref(), Some("Ana Ruiz"));
    }

    #[test]
    fn rules_take_blocks_out() {
        let mut source = Source::new(Paths::new("news/*.md").unwrap());
        source.drop = vec![Pattern::new("^Fields$").unwrap()];
        let article = note(CLIP, &Rules::new(&[], vec![source]));
        let out: Vec<_> =
            article.removed.iter().filter(|part| part.kind == RemovedKind::Boilerplate).collect();
        assert_eq!(out.iter().map(|part| &*part.text).collect::<Vec<_>>(), ["Fields"]);
        assert_eq!(article.body.len(), 3);
    }
}
