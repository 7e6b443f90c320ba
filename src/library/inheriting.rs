//! What became of articles something was decided about: their pages were changed, and what was decided holds for what
//! stands there now.

use std::collections::{HashMap, HashSet};

use super::decisions::Decisions;
use crate::article::{ArticleId, Sighting, Succession, Triage};
use crate::journal::{Journal, JournalError, NewAct};

impl Decisions {
    /// The articles something was decided about that are found neither as they were nor as what became of them; in the
    /// order of their ids. Those of which is not written down by what they are known again are not among them.
    pub(super) fn missing(&self, is_found: &dyn Fn(ArticleId) -> bool) -> Vec<ArticleId> {
        let gone = |id: &ArticleId| self.is_gone(*id, is_found);
        let mut missing: Vec<ArticleId> = self.seen.keys().copied().filter(gone).collect();
        missing.sort_unstable();
        missing
    }

    /// Whether an article is found neither as it was nor as what became of it.
    pub(super) fn is_gone(&self, id: ArticleId, is_found: &dyn Fn(ArticleId) -> bool) -> bool {
        !is_found(id) && !self.lineage.heirs(id).into_iter().any(is_found)
    }

    /// By what some articles are known again.
    pub(super) fn sightings(
        &self,
        wanted: &HashSet<ArticleId>,
    ) -> Result<HashMap<ArticleId, Sighting>, JournalError> {
        Journal::sightings(&self.folder, wanted)
    }

    /// A number for the place and the headline that an article was last seen with, if that is written down.
    pub(super) fn seen(&self, id: ArticleId) -> Option<u32> {
        self.seen.get(&id).copied()
    }

    /// Whether an article may be what became of another one: nothing was decided about it as it is, or it is known to
    /// have to do with that one.
    pub(super) fn may_follow(&self, was: ArticleId, id: ArticleId) -> bool {
        let decided = self.seen.contains_key(&id) && !self.triage(id).changed;
        !decided || self.lineage.relatives(was).contains(&id)
    }

    /// All that became of an article.
    pub(super) fn heirs(&self, id: ArticleId) -> Vec<ArticleId> {
        self.lineage.heirs(id)
    }

    /// Whether an article was another one before its page was changed.
    pub(super) fn is_heir(&self, id: ArticleId) -> bool {
        self.lineage.is_heir(id)
    }

    /// Lets what was decided about articles hold for what became of them, each with that by which it is known again.
    /// Saves nothing.
    pub(super) fn succeed(&mut self, found: Vec<(Succession, Sighting)>) {
        for (succession, sighting) in found {
            self.unsaved.push(succession);
            self.heirs_seen.insert(succession.id, sighting);
            self.inherit(succession);
        }
    }

    /// Saves what was found to have become of articles.
    pub(super) fn save_successions(&mut self) -> Result<(), JournalError> {
        if self.unsaved.is_empty() {
            return Ok(());
        }
        let successions = self.unsaved.clone();
        let seen: Vec<(ArticleId, Sighting)> = self.heirs_seen.clone().into_iter().collect();
        self.append(&NewAct { successions: &successions, seen: &seen, ..NewAct::default() })?;
        self.unsaved.clear();
        self.heirs_seen.clear();
        let known = successions.iter().any(|one| self.seen.contains_key(&one.id));
        self.note_seen(&seen);
        if known {
            // What was decided about both is put in its order.
            self.take(Journal::read_only(&self.folder)?);
        }
        Ok(())
    }

    pub(super) fn note_seen(&mut self, seen: &[(ArticleId, Sighting)]) {
        let digest = |sighting: &Sighting| Journal::digest(&sighting.path, &sighting.headline);
        self.seen.extend(seen.iter().map(|(id, sighting)| (*id, digest(sighting))));
    }

    pub(super) fn inherit(&mut self, succession: Succession) {
        self.lineage.add(succession);
        let Some(before) = self.states.get(&succession.was).cloned() else { return };
        for heir in self.lineage.heirs(succession.was) {
            let state = match self.states.remove(&heir) {
                None => Triage { changed: true, ..before.clone() },
                Some(mut known) => {
                    let changed = known.changed;
                    known.join(&before);
                    Triage { changed, ..known }
                }
            };
            self.states.insert(heir, state);
        }
    }
}
