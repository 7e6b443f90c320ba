//! Articles with decisions on their way to the journal: the state that is durable, and what will be done to it.

use std::collections::HashMap;

use super::deed::Change;
use crate::article::{ArticleId, Decision, Triage};

/// The articles about which something is on its way.
#[derive(Debug, Clone, Default)]
pub(super) struct Unsettled(HashMap<ArticleId, Article>);

#[derive(Debug, Clone)]
struct Article {
    durable: Triage,
    /// What is on its way, in order, each with the number of its act.
    pending: Vec<(u64, Decision)>,
}

impl Unsettled {
    /// Whether nothing is on its way.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether something is on its way for an article.
    pub(super) fn has(&self, id: ArticleId) -> bool {
        self.0.contains_key(&id)
    }

    /// Takes note that an act is on its way. `known` has the states of articles about which nothing was until now.
    pub(super) fn send(&mut self, act: u64, changes: &[Change], known: Vec<(ArticleId, Triage)>) {
        for (id, durable) in known {
            self.0.entry(id).or_insert(Article { durable, pending: Vec::new() });
        }
        for change in changes {
            if let Some(article) = self.0.get_mut(&change.id) {
                article.pending.push((act, change.decision.clone()));
            }
        }
    }

    /// Takes note that an act is durable.
    pub(super) fn saved(&mut self, act: u64, changes: &[Change]) {
        for change in changes {
            let Some(article) = self.0.get_mut(&change.id) else { continue };
            let is_of_act = |(number, _): &mut (u64, Decision)| *number == act;
            for (_, decision) in article.pending.extract_if(.., is_of_act) {
                decision.apply(&mut article.durable);
            }
        }
        self.forget_settled();
    }

    /// Takes note that an act came to nothing. What is known of its articles stays until [`Self::forget_settled`].
    pub(super) fn failed(&mut self, act: u64, changes: &[Change]) {
        for change in changes {
            if let Some(article) = self.0.get_mut(&change.id) {
                article.pending.retain(|(number, _)| *number != act);
            }
        }
    }

    /// The state of an article with all that is on its way; none where nothing is.
    pub(super) fn state(&self, id: ArticleId) -> Option<Triage> {
        let article = self.0.get(&id)?;
        let mut state = article.durable.clone();
        for (_, decision) in &article.pending {
            decision.apply(&mut state);
        }
        Some(state)
    }

    /// The state of an article that is durable, to be brought up to date; none where nothing is on its way.
    pub(super) fn durable(&mut self, id: ArticleId) -> Option<&mut Triage> {
        self.0.get_mut(&id).map(|article| &mut article.durable)
    }

    /// Drops what is known of articles with nothing on its way.
    pub(super) fn forget_settled(&mut self) {
        self.0.retain(|_, article| !article.pending.is_empty());
    }
}
