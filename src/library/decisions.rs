//! What the reader decided: the journal on disk and the states in memory, changed together.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;

use crate::article::{ArticleId, Correction, Decision, Reversing, Triage};
use crate::journal::{ActName, Journal, JournalError, Past, Replay, Reversal};
use crate::text::SafeText;

use super::source::said;

/// The journal and the states it leads to.
#[derive(Debug)]
pub(super) struct Decisions {
    folder: PathBuf,
    journal: Option<Journal>,
    states: HashMap<ArticleId, Triage>,
    /// The ids of the copies of each story that has more than one.
    stories: Vec<Vec<ArticleId>>,
    untouched: Triage,
    notices: Vec<SafeText>,
    unread: Option<JournalError>,
}

impl Decisions {
    /// Replays the journal of a folder. Without such a folder nothing was decided yet, and looking on is no
    /// reason to make one. A journal that cannot be written to is read all the same, and that is told.
    pub(super) fn open(folder: PathBuf) -> Self {
        let mut decisions = Self {
            folder,
            journal: None,
            states: HashMap::new(),
            stories: Vec::new(),
            untouched: Triage::default(),
            notices: Vec::new(),
            unread: None,
        };
        // A folder that cannot be asked about may well hold decisions.
        if decisions.folder.try_exists().unwrap_or(true)
            && let Err(error) = decisions.replay()
        {
            decisions.read_only(&error);
        }
        decisions
    }

    /// Why decisions made earlier are not known; none where they are.
    pub(super) fn unread(&self) -> Option<&JournalError> {
        self.unread.as_ref()
    }

    /// The state of an article.
    pub(super) fn triage(&self, id: ArticleId) -> &Triage {
        self.states.get(&id).unwrap_or(&self.untouched)
    }

    /// Whether anything was ever decided about an article, and be it taken back since.
    pub(super) fn knows(&self, id: ArticleId) -> bool {
        self.states.contains_key(&id)
    }

    /// Takes decisions to be made that are not saved.
    pub(super) fn suppose(&mut self, decisions: &[(ArticleId, Decision)]) {
        for (id, decision) in decisions {
            decision.apply(self.states.entry(*id).or_default());
        }
    }

    /// The articles something was decided about.
    pub(super) fn ids(&self) -> impl Iterator<Item = ArticleId> {
        self.states.keys().copied()
    }

    /// Lets the copies of each story share what was decided on any of them. In memory alone: what is written to the
    /// journal are decisions of the reader.
    pub(super) fn share(&mut self, stories: Vec<Vec<ArticleId>>) {
        self.stories = stories;
        for copies in &self.stories {
            share_among(&mut self.states, copies);
        }
    }

    /// The tags readers gave of their own, sorted.
    pub(super) fn own_tags(&self) -> BTreeSet<&SafeText> {
        self.states.values().flat_map(|state| &state.tags).collect()
    }

    /// What readers set right about pages, with the articles they did it on, in the order of their ids.
    pub(super) fn corrections(&self) -> impl Iterator<Item = (ArticleId, &Correction)> {
        let corrected = self.states.iter().filter(|(_, state)| !state.corrections.is_empty());
        let sorted: BTreeMap<ArticleId, &Triage> = corrected.map(|(id, state)| (*id, state)).collect();
        sorted.into_iter().flat_map(|(id, state)| state.corrections.iter().map(move |made| (id, made)))
    }

    /// What had to be said when the journal was opened.
    pub(super) fn notices(&self) -> &[SafeText] {
        &self.notices
    }

    /// Saves decisions as one act, which may reverse an earlier one, and only then takes them to be so. Gives the name
    /// of the act; none where there was nothing to save. A journal that could not be opened for writing is tried
    /// again, so that the reason is the one of now.
    pub(super) fn decide(
        &mut self,
        decisions: &[(ArticleId, Decision)],
        reverses: Option<&Reversal>,
    ) -> Result<Option<ActName>, JournalError> {
        let name = match self.writable()? {
            Some(journal) => journal.append(decisions, reverses)?,
            None => None,
        };
        self.suppose(decisions);
        Ok(name)
    }

    /// Takes back or does again what comes next over all devices, if there is anything. `reached` tells all copies
    /// of an article.
    pub(super) fn reverse(
        &mut self,
        reversing: Reversing,
        reached: &dyn Fn(ArticleId) -> Vec<ArticleId>,
    ) -> Result<Option<Past>, JournalError> {
        let Some(past) = Journal::past(&self.folder, reversing, reached)? else { return Ok(None) };
        if let Some(journal) = self.writable()? {
            journal.reverse(&past)?;
        }
        let ids: BTreeSet<ArticleId> = past.decided.iter().flat_map(|(id, _)| reached(*id)).collect();
        for id in &ids {
            self.states.insert(*id, past.states.get(id).cloned().unwrap_or_default());
        }
        for id in &ids {
            share_among(&mut self.states, &reached(*id));
        }
        Ok(Some(past))
    }

    fn writable(&mut self) -> Result<Option<&mut Journal>, JournalError> {
        if self.journal.is_none() {
            self.replay()?;
        }
        Ok(self.journal.as_mut())
    }

    fn replay(&mut self) -> Result<(), JournalError> {
        let (journal, replay) = Journal::open(&self.folder)?;
        self.journal = Some(journal);
        self.unread = None;
        self.take(replay);
        Ok(())
    }

    /// Reads what cannot be added to, for the reason given.
    fn read_only(&mut self, reason: &JournalError) {
        let told = match Journal::read_only(&self.folder) {
            Ok(replay) => {
                self.take(replay);
                format!("new decisions cannot be saved: {}", said(reason))
            }
            Err(error) => {
                let told =
                    format!("earlier decisions are not known, new ones cannot be saved: {}", said(&error));
                self.unread = Some(error);
                told
            }
        };
        self.notices.insert(0, SafeText::label(&told));
    }

    fn take(&mut self, Replay { states, notices }: Replay) {
        self.states = states;
        let stories = std::mem::take(&mut self.stories);
        self.share(stories);
        self.notices = notices.iter().map(|notice| SafeText::label(notice)).collect();
    }
}

/// Lets the copies of one story share what was decided on any of them.
fn share_among(states: &mut HashMap<ArticleId, Triage>, copies: &[ArticleId]) {
    let mut shared = Triage::default();
    copies.iter().filter_map(|id| states.get(id)).for_each(|state| shared.join(state));
    if shared != Triage::default() {
        for id in copies {
            states.entry(*id).or_default().join(&shared);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

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
    fn a_journal_that_cannot_be_written_to_is_read() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("journal");
        let id = ArticleId::of_body(["one"]);
        Decisions::open(folder.clone()).decide(&[(id, Decision::Star)], None).unwrap();
        fs::write(folder.join("other.jsonl"), "{\"format\":2,\"writer\":\"later\"}\n").unwrap();
        let mut decisions = Decisions::open(folder.clone());
        assert!(decisions.triage(id).starred);
        assert!(decisions.unread().is_none());
        assert!(decisions.notices().first().unwrap().starts_with("new decisions cannot be saved: "));
        assert!(decisions.decide(&[(id, Decision::Read)], None).is_err());
        assert!(!decisions.triage(id).read);
        fs::remove_file(folder.join("other.jsonl")).unwrap();
        decisions.decide(&[(id, Decision::Read)], None).unwrap();
        assert!(decisions.triage(id).starred && decisions.triage(id).read);
    }

    #[test]
    fn a_journal_that_cannot_be_read_is_told() {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("journal");
        fs::write(&file, "").unwrap();
        let decisions = Decisions::open(file);
        assert!(decisions.unread().is_some());
        assert_eq!(decisions.notices().len(), 1);
    }

    #[test]
    fn copies_share_what_was_decided_on_any_of_them() {
        let folder = tempfile::tempdir().unwrap();
        let ids = ["one", "other", "late", "stranger"].map(|body| ArticleId::of_body([body]));
        let [one, other, late, stranger] = ids;
        let tag = SafeText::label("energy");
        let mut decisions = Decisions::open(folder.path().join("journal"));
        decisions.decide(&[(one, Decision::Archive), (other, Decision::Tag(tag.clone()))], None).unwrap();
        for mut decisions in [decisions, Decisions::open(folder.path().join("journal"))] {
            decisions.share(vec![vec![one, other, late]]);
            for copy in [one, other, late] {
                let triage = decisions.triage(copy);
                assert!(triage.archived && triage.tags.contains(&tag) && !triage.read);
            }
            assert_eq!(decisions.triage(stranger), &Triage::default());
        }
    }

    #[test]
    fn a_saved_decision_changes_the_state() {
        let folder = tempfile::tempdir().unwrap();
        let mut decisions = Decisions::open(folder.path().join("journal"));
        let (one, other) = (ArticleId::of_body(["one"]), ArticleId::of_body(["other"]));
        let tag = SafeText::label("energy");
        decisions.decide(&[(one, Decision::Star), (one, Decision::Tag(tag.clone()))], None).unwrap();
        assert!(decisions.triage(one).starred);
        assert_eq!(decisions.triage(other), &Triage::default());
        assert_eq!(decisions.own_tags().into_iter().collect::<Vec<_>>(), [&tag]);
    }
}
