//! What articles were understood as in an earlier generation, so that those that stand there as they are now need not be
//! understood again. What comes of it is what understanding all of them anew gives.

use std::sync::Arc;

use super::understood::{Key, Tables, Understood};
use super::written;
use crate::article::Article;
use crate::classify::Home;
use crate::index::Generation;

/// The articles of an earlier generation, or none.
#[derive(Debug)]
pub(super) struct Known<'a> {
    generation: Option<&'a Generation>,
    /// Their numbers, in the order of their keys.
    numbers: Vec<(Key, u32)>,
}

impl<'a> Known<'a> {
    /// Those of a generation, of which nothing is known where it is damaged.
    pub(super) fn of(generation: Option<&'a Generation>) -> Self {
        let numbers = generation.and_then(|generation| written::keys(generation).ok());
        Self { generation, numbers: numbers.unwrap_or_default() }
    }

    /// What an article was understood as, though its source may have learned of another home since.
    pub(super) fn find(&self, tables: &Tables, article: &Arc<Article>) -> Option<Understood> {
        let key = tables.key(article)?;
        let place = self.numbers.binary_search_by_key(&key, |(key, _)| *key).ok()?;
        let (_, number) = self.numbers.get(place)?;
        let record = self.generation?.articles.record(*number).ok()?;
        if record.article != **article {
            return None;
        }
        let kept = written::kept(&record.kept).ok()?;
        Some(Understood {
            article: Arc::clone(article),
            tags: Arc::new(record.tags),
            home: kept.home,
            surest: kept.surest,
            key: Some(key),
        })
    }
}

impl Understood {
    /// The same from a source that has learned this to be its home, or no home; nothing where a mistake of ours panics.
    pub(super) fn learned(&self, tables: &Tables, home: Option<Home>) -> Option<Self> {
        match (self.home, home) {
            (Some(before), Some(now)) if before.is_same_country(now) => Some(self.retold(now)),
            (None, None) => Some(self.clone()),
            // Without a home it is understood by itself, as if it had never had one.
            (Some(_) | None, _) => tables.at_home(home, self).or_else(|| tables.at_home(None, self)),
        }
    }

    fn retold(&self, home: Home) -> Self {
        let mut known = self.clone();
        if known.home != Some(home) {
            home.retell(Arc::make_mut(&mut known.tags));
            known.home = Some(home);
        }
        known
    }
}
