//! Hand-made articles for the tests of the library.

use std::path::PathBuf;
use std::sync::Arc;

use crate::article::{
    Article, ArticleId, Attribution, Block, BlockKind, Dates, Headline, HeadlineOrigin, Lines, Source,
};
use crate::stories::{CommonWords, Sketch};
use crate::text::SafeText;

use super::shelf::Shelf;
use super::understood::Understood;

/// An article of one paragraph, undated, with the body's first words as its printed headline.
pub(super) fn article(path: &str, body: &str) -> Article {
    let words: Vec<&str> = body.split_whitespace().take(8).collect();
    let lines = Lines::one(1);
    Article {
        id: ArticleId::of_body([body]),
        headline: Headline {
            text: SafeText::label(&words.join(" ")),
            origin: HeadlineOrigin::Page,
            lines: Some(lines),
        },
        kicker: None,
        dates: Dates::default(),
        attribution: Attribution::default(),
        url: None,
        language: None,
        source: Source { path: PathBuf::from(path), lines },
        captions: Vec::new(),
        standfirst: Vec::new(),
        body: vec![Block { kind: BlockKind::Paragraph, text: SafeText::body(body), lines }],
        removed: Vec::new(),
    }
}

/// Articles without tags on a shelf, compared by all their words.
pub(super) fn shelf(articles: impl IntoIterator<Item = Article>) -> Shelf {
    let common = CommonWords::default();
    let understood = |article: Article| Understood {
        tags: Arc::default(),
        sketch: Arc::new(Sketch::of(&article, &common)),
        article: Arc::new(article),
    };
    Shelf::new(articles.into_iter().map(understood).collect(), &common)
}
