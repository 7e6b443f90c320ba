//! A note to its articles: Markdown, or plain text with front matter.
//!
//! `front_matter` reads what the note says about itself, `markdown` its blocks, and `several` tells articles in one
//! note apart. The names of fields are those of data files.

mod front_matter;
mod markdown;
mod several;

use std::path::Path;

use serde_json::Value;

use crate::article::{Problem, ProblemKind};
use crate::text::{self, Decoded, Field, SafeText};

use super::document::{self, Told};
use super::page::{self, Place};
use super::rows;
use super::rules::Rules;
use super::{Format, Page};

/// Names that tell when a page was kept, where the note also says from where.
const KEPT: &[&str] = &["created", "saved", "clipped", "added", "accessed", "retrieved"];

/// Reads a note. One that has neither front matter nor marks of Markdown is a page of text under the name of a note.
pub(super) fn read(path: &Path, decoded: &Decoded, rules: &Rules) -> Page {
    let (text, names) = (decoded.text.as_str(), rules.names_in(path));
    let mut page = Page::empty(path, Format::Note);
    for (part, line) in several::parts(text, names) {
        let (fields, text, below) = match front_matter::part(part, names) {
            Some(parts) => (published(parts.fields), parts.text, parts.line),
            None if markdown::is_marked(part) => (Value::Null, part, 1),
            None => return page::read(path, decoded, rules),
        };
        let note = Note { path, fields, text, line: line.saturating_add(below - 1) };
        note.read(rules, &mut page);
    }
    if page.articles.is_empty() {
        let message = SafeText::label("The note has no text.");
        page.problems.push(Problem { kind: ProblemKind::NoArticle, lines: None, message });
    }
    page
}

/// A note with what it says about itself.
struct Note<'n> {
    path: &'n Path,
    fields: Value,
    text: &'n str,
    /// The line its text begins on.
    line: u32,
}

impl Note<'_> {
    /// Adds its articles to those of the page.
    fn read(&self, rules: &Rules, page: &mut Page) {
        let stated = rows::stated(&self.fields, rules.names_in(self.path), self.text);
        if !markdown::is_marked(self.text) {
            page.hidden += text::clean(self.text, Field::Body).1;
            page.articles.extend(page::one(self.path, self.text, Place::From(self.line), stated));
            return;
        }
        let mut told = markdown::blocks(self.text, self.line);
        page.hidden += document::hidden(&told);
        rules.mark(self.path, &mut told);
        let titles =
            if stated.headline.is_none() { markdown::titles(self.text, self.line) } else { Vec::new() };
        match several::titled(&titles, &told) {
            Some(found) => {
                page.removed.extend(found.above);
                let article = |told: Vec<Told>| document::article(self.path, stated.of_all(), &told);
                page.articles.extend(found.articles.into_iter().filter_map(article));
            }
            None => page.articles.extend(document::article(self.path, stated, &told)),
        }
    }
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

    fn headlines(written: &str) -> Vec<(String, usize, u32)> {
        let page = read(Path::new("news/note.md"), &text::decode(written.as_bytes()), &Rules::default());
        let told = |article: &Article| {
            (article.headline.text.to_string(), article.body.len(), article.source.lines.first)
        };
        page.articles.iter().map(told).collect()
    }

    #[test]
    fn notes_below_front_matter_of_their_own_are_articles() {
        let two = "---\ntitle: Dam opens\n---\nThe dam opened.\n\nWater came.\n\n---\ntitle: Port closes\n---\n\
                   # Port closes\n\nThe port closed.\n";
        assert_eq!(headlines(two), [("Dam opens".to_owned(), 2, 4), ("Port closes".to_owned(), 1, 11)]);
    }

    #[test]
    fn several_titles_with_a_text_below_each_are_several_articles() {
        let two = "*Clips of May*\n\n# Dam opens at last\n\nThe dam opened.\n\n## Water\n\nIt came.\n\n\
                   Port closes after storm\n===\n\nThe port closed.\n";
        let expected =
            [("Dam opens at last".to_owned(), 3, 3), ("Port closes after storm".to_owned(), 1, 11)];
        assert_eq!(headlines(two), expected);
        let page = read(Path::new("note.md"), &text::decode(two.as_bytes()), &Rules::default());
        assert_eq!(page.removed.iter().map(|part| &*part.text).collect::<Vec<_>>(), ["Clips of May"]);
    }

    #[test]
    fn sections_of_one_article_are_none_of_their_own() {
        for (one, headline) in [
            (
                "# Dam opens at last\n\nIt opened.\n\n## The water came down\n\nIt came.\n",
                "Dam opens at last",
            ),
            ("# Dam opens at last\n\n# The water came down\n\nIt came.\n", "Dam opens at last"),
            ("# Summary\n\nIt opened.\n\n# Details\n\nIt came.\n", "Summary"),
            (
                "---\ntitle: Dam opens\n---\n# Why the dam opened\n\nIt opened.\n\n# How the water came\n\nIt came.\n",
                "Dam opens",
            ),
            (
                "# Dam opens at last\n\nIt opened.\n\n```\n# no title at all\n```\n\nIt came.\n",
                "Dam opens at last",
            ),
        ] {
            let found = headlines(one);
            assert_eq!(found.iter().map(|(text, ..)| text.as_str()).collect::<Vec<_>>(), [headline], "{one}");
        }
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
