//! What the reader decided: the journal on disk and the states in memory, changed together.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;

use crate::article::{ArticleId, Decision, Triage};
use crate::journal::{Journal, JournalError, Replay};
use crate::text::SafeText;

/// The journal and the states it leads to.
#[derive(Debug)]
pub(super) struct Decisions {
    folder: PathBuf,
    journal: Option<Journal>,
    states: HashMap<ArticleId, Triage>,
    untouched: Triage,
    notices: Vec<SafeText>,
}

impl Decisions {
    /// Replays the journal of a folder. Without such a folder nothing was decided yet, and looking on is no
    /// reason to make one. A journal that cannot be opened leaves reading possible and is told.
    pub(super) fn open(folder: PathBuf) -> Self {
        let mut decisions = Self {
            folder,
            journal: None,
            states: HashMap::new(),
            untouched: Triage::default(),
            notices: Vec::new(),
        };
        if decisions.folder.exists()
            && let Err(error) = decisions.replay()
        {
            let sentence = format!("earlier decisions are not shown and new ones cannot be saved: {error}");
            decisions.notices.push(SafeText::label(&sentence));
        }
        decisions
    }

    /// The state of an article.
    pub(super) fn triage(&self, id: ArticleId) -> &Triage {
        self.states.get(&id).unwrap_or(&self.untouched)
    }

    /// The tags readers gave of their own, sorted.
    pub(super) fn own_tags(&self) -> BTreeSet<&SafeText> {
        self.states.values().flat_map(|state| &state.tags).collect()
    }

    /// What had to be said when the journal was opened.
    pub(super) fn notices(&self) -> &[SafeText] {
        &self.notices
    }

    /// Saves decisions as one act, and only then takes them to be so.
    pub(super) fn decide(&mut self, decisions: &[(ArticleId, Decision)]) -> Result<(), JournalError> {
        if self.journal.is_none() {
            self.replay()?;
        }
        if let Some(journal) = &mut self.journal {
            journal.append(decisions)?;
        }
        for (id, decision) in decisions {
            decision.apply(self.states.entry(*id).or_default());
        }
        Ok(())
    }

    fn replay(&mut self) -> Result<(), JournalError> {
        let (journal, Replay { states, notices }) = Journal::open(&self.folder)?;
        self.journal = Some(journal);
        self.states = states;
        self.notices = notices.iter().map(|notice| SafeText::label(notice)).collect();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looking_on_makes_no_folder() {
        let folder = tempfile::tempdir().unwrap();
        let journal = folder.path().join("journal");
        let decisions = Decisions::open(journal.clone());
        assert_eq!(decisions.triage(ArticleId::of_body(["a"])), &Triage::default());
        assert!(!journal.exists());
    }

    #[test]
    fn a_saved_decision_changes_the_state() {
        let folder = tempfile::tempdir().unwrap();
        let mut decisions = Decisions::open(folder.path().join("journal"));
        let (one, other) = (ArticleId::of_body(["one"]), ArticleId::of_body(["other"]));
        let tag = SafeText::label("energy");
        decisions.decide(&[(one, Decision::Star), (one, Decision::Tag(tag.clone()))]).unwrap();
        assert!(decisions.triage(one).starred);
        assert_eq!(decisions.triage(other), &Triage::default());
        assert_eq!(decisions.own_tags().into_iter().collect::<Vec<_>>(), [&tag]);
    }
}
