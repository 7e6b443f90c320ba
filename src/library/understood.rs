//! What is found out about an article alone: its tags, and the sketch by which its copies and what is related to it
//! are found.

use std::sync::Arc;

use super::rules::Homes;
use super::threads::guarded;
use crate::article::{Article, Explanation, Tags};
use crate::classify::Tagger;
use crate::stories::{CommonWords, Sketch};

/// The tables by which articles are understood.
#[derive(Debug)]
pub(super) struct Tables {
    /// Those of the tagger.
    pub(super) tagger: Tagger,
    /// How common words are in news at large.
    pub(super) common: CommonWords,
    /// Where sources are at home.
    homes: Homes,
}

/// An article with what was found out about it.
#[derive(Debug, Clone)]
pub(super) struct Understood {
    /// The article.
    pub(super) article: Arc<Article>,
    /// What it is about.
    pub(super) tags: Arc<Tags>,
    /// What is kept of it to find its copies.
    pub(super) sketch: Arc<Sketch>,
}

impl Tables {
    /// Reads the tables.
    pub(super) fn new(homes: Homes) -> Self {
        Self { tagger: Tagger::new(), common: CommonWords::new(), homes }
    }

    /// Understands an article; nothing where a mistake of ours panics.
    pub(super) fn understand(&self, article: &Arc<Article>) -> Option<Understood> {
        guarded(|| Understood {
            article: Arc::clone(article),
            tags: Arc::new(self.tag(article)),
            sketch: Arc::new(Sketch::of(article, &self.common)),
        })
    }

    fn tag(&self, article: &Article) -> Tags {
        match self.homes.of(&article.source.path) {
            Some(home) => self.tagger.tag_from(home, article),
            None => self.tagger.tag(article),
        }
    }

    /// Why an article has its tags.
    pub(super) fn explain(&self, article: &Article) -> Explanation {
        match self.homes.of(&article.source.path) {
            Some(home) => self.tagger.explain_from(home, article),
            None => self.tagger.explain(article),
        }
    }
}

impl Understood {
    /// An article of which nothing could be found out: it has no tags, and no copies but those of the same id.
    pub(super) fn bare(article: Arc<Article>) -> Self {
        let sketch = Arc::new(Sketch::bare(article.id));
        Self { article, tags: Arc::default(), sketch }
    }
}
