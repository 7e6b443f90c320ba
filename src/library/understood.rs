//! What is found out about an article alone: its tags, and the sketch by which its copies and what is related to it
//! are found.

use std::sync::Arc;

use super::rules::Homes;
use super::threads::guarded;
use crate::article::{Article, Explanation, Stance, TagKey, Tags, Triage};
use crate::classify::{Authority, Context, Settled, Tagger};
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
    /// What it is about by its words and its source.
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
            tags: Arc::new(self.tagger.tag_in(self.context(article), article)),
            sketch: Arc::new(Sketch::of(article, &self.common)),
        })
    }

    /// What an article is about when its reader has spoken; nothing where a mistake of ours panics.
    pub(super) fn settle(&self, article: &Article, triage: &Triage) -> Option<Arc<Tags>> {
        let settled = settled(triage);
        let context = Context { settled: &settled, ..self.context(article) };
        guarded(|| Arc::new(self.tagger.tag_in(context, article)))
    }

    /// Why an article has its tags.
    pub(super) fn explain(&self, article: &Article, triage: &Triage) -> Explanation {
        let settled = settled(triage);
        self.tagger.explain_in(Context { settled: &settled, ..self.context(article) }, article)
    }

    /// What is known about an article besides its words.
    fn context(&self, article: &Article) -> Context<'_> {
        Context { home: self.homes.of(&article.source.path), ..Context::default() }
    }
}

/// What the reader settled about an article.
fn settled(triage: &Triage) -> Vec<Settled> {
    let one = |(tag, stance): (&TagKey, &Stance)| Settled {
        tag: tag.clone(),
        stance: *stance,
        by: Authority::Reader,
    };
    triage.stances.iter().map(one).collect()
}

impl Understood {
    /// An article of which nothing could be found out: it has no tags, and no copies but those of the same id.
    pub(super) fn bare(article: Arc<Article>) -> Self {
        let sketch = Arc::new(Sketch::bare(article.id));
        Self { article, tags: Arc::default(), sketch }
    }
}
