//! What is found out about an article alone: what it is about.

use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use super::rules::Homes;
use super::shelf::Item;
use super::tagging::TagRules;
use super::threads::guarded;
use crate::article::{Article, Explanation, Stance, TagKey, Tags, Triage};
use crate::classify::{Authority, Context, Home, Settled, Tagger};
use crate::stories::CommonWords;

/// The tables by which articles are understood.
#[derive(Debug)]
pub(super) struct Tables {
    /// Those of the tagger.
    pub(super) tagger: Tagger,
    /// How common words are in news at large.
    pub(super) common: CommonWords,
    /// Where sources are at home.
    pub(super) homes: Homes,
    /// What the reader wants to hold about tags.
    pub(super) rules: TagRules,
}

/// An article with what was found out about it.
#[derive(Debug, Clone)]
pub(super) struct Understood {
    /// The article.
    pub(super) article: Arc<Article>,
    /// What it is about by its words and its source.
    pub(super) tags: Arc<Tags>,
    /// The home country of its source.
    pub(super) home: Option<Home>,
    /// The country its words speak for without doubt.
    pub(super) surest: Option<Home>,
    /// [What decides](Tables::key) what it is understood as; none where nothing could be found out.
    pub(super) key: Option<Key>,
}

/// A number for an article together with all else that decides what it is understood as, but for the program and a home
/// that is learned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key(pub(super) u64);

impl Tables {
    /// Reads the tables.
    pub(super) fn new(homes: Homes, rules: TagRules) -> Self {
        Self { tagger: Tagger::new(), common: CommonWords::new(), homes, rules }
    }

    /// What decides what an article is understood as; nothing where it cannot be told.
    pub(super) fn key(&self, article: &Article) -> Option<Key> {
        let path = &article.source.path;
        let numbers: Vec<u64> = self.rules.numbers(path).collect();
        postcard::to_stdvec(&(article, self.homes.of(path), numbers)).ok().map(|bytes| Key(xxh3_64(&bytes)))
    }

    /// Understands an article; nothing where a mistake of ours panics.
    pub(super) fn understand(&self, article: &Arc<Article>) -> Option<Understood> {
        let home = self.homes.of(&article.source.path);
        guarded(|| {
            let untouched = Triage::default();
            let known = |context: Context<'_>| self.tagger.tag_surely(context, article);
            let (tags, surest) = self.in_context(article, home, &untouched, known);
            let key = self.key(article);
            Understood { article: Arc::clone(article), tags: Arc::new(tags), home, surest, key }
        })
    }

    /// The same article from a source that is at home there, or whose home is not known.
    pub(super) fn at_home(&self, home: Option<Home>, known: &Understood) -> Option<Understood> {
        let article = &known.article;
        let tag = |context: Context<'_>| Arc::new(self.tagger.tag_in(context, article));
        let tags = guarded(|| self.in_context(article, home, &Triage::default(), tag))?;
        Some(Understood { tags, home, ..known.clone() })
    }

    /// What an article is about when its reader has spoken; nothing where a mistake of ours panics.
    pub(super) fn settle(&self, item: &Item, triage: &Triage) -> Option<Arc<Tags>> {
        let tag = |context: Context<'_>| Arc::new(self.tagger.tag_in(context, &item.article));
        guarded(|| self.in_context(&item.article, item.home, triage, tag))
    }

    /// Why an article has its tags.
    pub(super) fn explain(&self, item: &Item, triage: &Triage) -> Explanation {
        let explain = |context: Context<'_>| self.tagger.explain_in(context, &item.article);
        self.in_context(&item.article, item.home, triage, explain)
    }

    /// Does something with all that is known about an article besides its words: the reader's rules, and before them
    /// what the reader said on the article itself.
    fn in_context<T>(
        &self,
        article: &Article,
        home: Option<Home>,
        triage: &Triage,
        work: impl FnOnce(Context<'_>) -> T,
    ) -> T {
        let path = &article.source.path;
        let words = self.rules.words(path);
        let settled: Vec<Settled> = self.rules.settled(path).cloned().chain(settled(triage)).collect();
        work(Context { home, words: &words, settled: &settled })
    }
}

/// What the reader settled about an article.
fn settled(triage: &Triage) -> impl Iterator<Item = Settled> {
    let one = |(tag, stance): (&TagKey, &Stance)| Settled {
        tag: tag.clone(),
        stance: *stance,
        by: Authority::Reader,
    };
    triage.stances.iter().map(one)
}

impl Understood {
    /// An article of which nothing could be found out: it has no tags.
    pub(super) fn bare(article: Arc<Article>) -> Self {
        Self { article, tags: Arc::default(), home: None, surest: None, key: None }
    }
}
