//! Hand-made articles for the tests of the library.

use std::path::PathBuf;
use std::sync::Arc;

use crate::article::Article;
use crate::stories::CommonWords;

use super::Library;
use super::joined::Joined;
use super::shelf::{Item, Shelf};
use super::understood::Understood;
use super::written::{self, Head};

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
        key: None,
        article: Arc::new(article),
    };
    let articles: Vec<Understood> = articles.into_iter().map(understood).collect();
    let joined = Joined::of(&articles, Vec::new()).unwrap();
    Shelf::new(written::write((None, 0), Head::default(), &joined, &common, &mut |_| {}).unwrap()).unwrap()
}

impl Shelf {
    /// All copies, in the order of their sources.
    pub(super) fn all(&self) -> Vec<Item> {
        let mut placed: Vec<(u32, u32)> = self.places().into_iter().zip(0..).collect();
        placed.sort_unstable();
        placed.into_iter().filter_map(|(_, number)| self.item(number)).collect()
    }

    /// The items whose copies are folded, in the order of their sources.
    pub(super) fn folded(&self) -> Vec<Item> {
        let shown = |item: &Item| self.shown().contains(item.number as usize);
        self.all().into_iter().filter(shown).collect()
    }
}

impl Library {
    /// All copies, in the order of their sources.
    pub(super) fn copies(&self) -> Vec<Item> {
        self.shelf.all()
    }

    /// The items whose copies are folded, in the order of their sources.
    pub(super) fn items(&self) -> Vec<Item> {
        self.shelf.folded()
    }
}
