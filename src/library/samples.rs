//! Hand-made articles for the tests of the library.

use std::path::PathBuf;
use std::sync::Arc;

use crate::article::Article;
use crate::stories::{CommonWords, Sketch};

use super::shelf::Shelf;
use super::understood::Understood;

/// An article of one paragraph, undated, with the body's first words as its printed headline.
pub(super) fn article(path: &str, body: &str) -> Article {
    let words: Vec<&str> = body.split_whitespace().take(8).collect();
    let mut article = Article::plain(&words.join(" "), [body]);
    article.source.path = PathBuf::from(path);
    article
}

/// Articles without tags on a shelf, compared by all their words.
pub(super) fn shelf(articles: impl IntoIterator<Item = Article>) -> Shelf {
    let common = CommonWords::default();
    let understood = |article: Article| Understood {
        tags: Arc::default(),
        home: None,
        surest: None,
        sketch: Arc::new(Sketch::of(&article, &common)),
        article: Arc::new(article),
    };
    Shelf::new(articles.into_iter().map(understood).collect())
}
