//! Which articles became which others when their pages were changed. What was decided about an article holds for all that
//! became of it, whenever and wherever it was decided.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::article::{ArticleId, Succession};

/// What became of articles whose pages were changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lineage {
    next: HashMap<ArticleId, BTreeSet<ArticleId>>,
    before: HashMap<ArticleId, BTreeSet<ArticleId>>,
}

impl Lineage {
    /// Takes note that a page was changed.
    pub fn add(&mut self, succession: Succession) {
        let Succession { id, was } = succession;
        if id != was {
            self.next.entry(was).or_default().insert(id);
            self.before.entry(id).or_default().insert(was);
        }
    }

    /// Whether it is known what became of one article, or several.
    pub fn is_empty(&self) -> bool {
        self.next.is_empty()
    }

    /// Whether an article was another one before.
    pub fn is_heir(&self, id: ArticleId) -> bool {
        self.before.contains_key(&id)
    }

    /// The articles that were others before.
    pub fn all_heirs(&self) -> impl Iterator<Item = ArticleId> {
        self.before.keys().copied()
    }

    /// All that became of an article, itself left out.
    pub fn heirs(&self, id: ArticleId) -> Vec<ArticleId> {
        if !self.next.contains_key(&id) {
            return Vec::new();
        }
        let next = |id: &ArticleId| self.next.get(id);
        reached(id, |id| next(id).into_iter().flatten().copied())
    }

    /// All that an article ever was, became, or has an earlier one in common with.
    pub fn relatives(&self, id: ArticleId) -> Vec<ArticleId> {
        let beside = |id: &ArticleId| [self.next.get(id), self.before.get(id)];
        reached(id, |id| beside(id).into_iter().flatten().flatten().copied())
    }
}

/// What is reached from an article in any number of steps, in no order; pages may have been changed back.
fn reached<I: Iterator<Item = ArticleId>>(id: ArticleId, step: impl Fn(&ArticleId) -> I) -> Vec<ArticleId> {
    let mut all = Vec::new();
    let mut known = HashSet::from([id]);
    let mut rest: Vec<ArticleId> = step(&id).collect();
    while let Some(one) = rest.pop() {
        if known.insert(one) {
            all.push(one);
            rest.extend(step(&one));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::survival::id;

    #[test]
    fn what_became_of_an_article_is_found_over_many_steps_and_in_circles() {
        let mut lineage = Lineage::default();
        for (was, now) in [(1, 2), (2, 3), (3, 1), (3, 4), (5, 4), (6, 6)] {
            lineage.add(Succession { id: id(now), was: id(was) });
        }
        let sorted = |mut ids: Vec<ArticleId>| {
            ids.sort_unstable();
            ids
        };
        let of = |numbers: &[usize]| sorted(numbers.iter().map(|number| id(*number)).collect());
        assert_eq!(sorted(lineage.heirs(id(1))), of(&[2, 3, 4]));
        assert_eq!(sorted(lineage.heirs(id(5))), of(&[4]));
        assert_eq!(sorted(lineage.relatives(id(5))), of(&[1, 2, 3, 4]));
        assert!(lineage.heirs(id(6)).is_empty() && !lineage.is_heir(id(6)));
    }
}
