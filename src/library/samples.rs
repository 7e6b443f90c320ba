//! Hand-made articles for the tests of the library.

use std::path::PathBuf;

use crate::article::{
    Article, ArticleId, Attribution, Block, BlockKind, Dates, Headline, HeadlineOrigin, Lines, Source,
};
use crate::text::SafeText;

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
