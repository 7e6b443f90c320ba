//! What the reader decided: the journal on disk and the states in memory, changed together.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;

use crate::article::{ArticleId, Correction, Decision, Reversing, Sighting, Succession, Triage};
use crate::journal::{ActName, Journal, JournalError, Lineage, NewAct, Past, Replay, Turned};
use crate::text::SafeText;

use super::source::said;

/// The journal and the states it leads to.
#[derive(Debug)]
pub(super) struct Decisions {
    pub(super) folder: PathBuf,
    journal: Option<Journal>,
    pub(super) states: HashMap<ArticleId, Triage>,
    /// What became of articles whose pages were changed.
    pub(super) lineage: Lineage,
    /// What of that is not saved yet.
    pub(super) unsaved: Vec<Succession>,
    /// By what the articles that became of them are known again.
    pub(super) heirs_seen: BTreeMap<ArticleId, Sighting>,
    /// The articles of which is written down by what they are known again.
    pub(super) seen: HashMap<ArticleId, u32>,
    /// The ids of the copies of each story that has more than one.
    stories: Vec<Vec<ArticleId>>,
    untouched: Triage,
    /// The articles that were begun when the journal was read, the last one first.
    left: Vec<ArticleId>,
    notices: Vec<SafeText>,
    unread: Option<JournalError>,
}

impl Decisions {
    /// Replays the journal of a folder. Without such a folder nothing was decided yet, and looking on is no
    /// reason to make one. A journal that cannot be written to is read all the same, and that is told.
    pub(super) fn open(folder: PathBuf) -> Self {
        let mut decisions = Self::none(folder);
        // A folder that cannot be asked about may well hold decisions.
        if decisions.folder.try_exists().unwrap_or(true)
            && let Err(error) = decisions.replay()
        {
            decisions.read_only(&error);
        }
        decisions
    }

    /// Replays the journal of a folder and leaves it as it is.
    pub(super) fn examine(folder: PathBuf) -> Self {
        let mut decisions = Self::none(folder);
        match Journal::read_only(&decisions.folder) {
            Ok(replay) => decisions.take(replay),
            Err(error) => decisions.unread = Some(error),
        }
        decisions
    }

    fn none(folder: PathBuf) -> Self {
        Self {
            folder,
            journal: None,
            states: HashMap::new(),
            lineage: Lineage::default(),
            unsaved: Vec::new(),
            heirs_seen: BTreeMap::new(),
            seen: HashMap::new(),
            stories: Vec::new(),
            untouched: Triage::default(),
            left: Vec::new(),
            notices: Vec::new(),
            unread: None,
        }
    }

    /// Why decisions made earlier are not known; none where they are.
    pub(super) fn unread(&self) -> Option<&JournalError> {
        self.unread.as_ref()
    }

    /// The state of an article.
    pub(super) fn triage(&self, id: ArticleId) -> &Triage {
        self.states.get(&id).unwrap_or(&self.untouched)
    }

    /// The articles that were begun and not finished when the journal was read, the one in which reading stopped last
    /// first; a few of them.
    pub(super) fn left(&self) -> &[ArticleId] {
        &self.left
    }

    /// Whether anything was ever decided about an article, and be it taken back since.
    pub(super) fn knows(&self, id: ArticleId) -> bool {
        self.states.contains_key(&id)
    }

    /// Takes decisions to be made that are not saved.
    pub(super) fn suppose(&mut self, decisions: &[(ArticleId, Decision)]) {
        for (id, decision) in decisions {
            decision.apply(self.states.entry(*id).or_default());
            for heir in self.lineage.heirs(*id) {
                decision.apply_to_earlier(self.states.entry(heir).or_default());
            }
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

    /// What had to be said when the journal was opened, and since.
    pub(super) fn notices(&self) -> &[SafeText] {
        &self.notices
    }

    /// Saves an act, and only then takes its decisions to be so. Gives the name of the act; none where there was
    /// nothing to save. A journal that could not be opened for writing is tried again, so that the reason is the one of
    /// now.
    pub(super) fn decide(&mut self, act: &NewAct<'_>) -> Result<Option<ActName>, JournalError> {
        self.save_successions()?;
        let name = self.append(act)?;
        self.note_seen(act.seen);
        self.suppose(act.decisions);
        Ok(name)
    }

    /// Takes back or does again what comes next over all devices, if there is anything. `copies` tells all copies of an
    /// article.
    pub(super) fn reverse(
        &mut self,
        reversing: Reversing,
        copies: &dyn Fn(ArticleId) -> Vec<ArticleId>,
    ) -> Result<Option<Past>, JournalError> {
        self.save_successions()?;
        // Nothing that could be taken back is no reason to make a journal.
        if self.journal.is_none() && self.past(reversing, copies)?.is_none() {
            return Ok(None);
        }
        let past =
            self.write(|journal, lineage| journal.reverse(reversing, &|id| reached(lineage, id, copies)))?;
        let past = past.flatten();
        if let Some(past) = &past {
            self.take_past(past, copies);
        }
        Ok(past)
    }

    /// Saves an act that takes back one of this run, or does it again, and only then takes it to be so. `copies` tells all
    /// copies of an article.
    pub(super) fn turn(
        &mut self,
        act: &NewAct<'_>,
        copies: &dyn Fn(ArticleId) -> Vec<ArticleId>,
    ) -> Result<Turned, JournalError> {
        self.save_successions()?;
        let turned = self.write(|journal, lineage| journal.turn(act, &|id| reached(lineage, id, copies)))?;
        let turned = turned.unwrap_or(Turned::AsAsked(None));
        match &turned {
            Turned::AsAsked(_) => self.suppose(act.decisions),
            Turned::AsOthersLeave(_, past) | Turned::Already(past) => self.take_past(past, copies),
        }
        if !matches!(turned, Turned::Already(_)) {
            self.note_seen(act.seen);
        }
        Ok(turned)
    }

    /// Takes the articles that an act reaches to be as they are once it was taken back or done again.
    fn take_past(&mut self, past: &Past, copies: &dyn Fn(ArticleId) -> Vec<ArticleId>) {
        let decided = past.decided.iter().flat_map(|(id, _)| reached(&self.lineage, *id, copies));
        let ids: BTreeSet<ArticleId> = decided.collect();
        for id in &ids {
            self.states.insert(*id, past.states.get(id).cloned().unwrap_or_default());
        }
        for id in &ids {
            share_among(&mut self.states, &copies(*id));
        }
    }

    /// What [`Self::reverse`] would take back, or do again.
    pub(super) fn past(
        &self,
        reversing: Reversing,
        copies: &dyn Fn(ArticleId) -> Vec<ArticleId>,
    ) -> Result<Option<Past>, JournalError> {
        Journal::past(&self.folder, reversing, &|id| reached(&self.lineage, id, copies))
    }

    pub(super) fn append(&mut self, act: &NewAct<'_>) -> Result<Option<ActName>, JournalError> {
        Ok(self.write(|journal, _| journal.append_act(act))?.flatten())
    }

    /// Writes to the journal, and keeps what is to be said of it.
    fn write<T>(
        &mut self,
        how: impl FnOnce(&mut Journal, &Lineage) -> Result<T, JournalError>,
    ) -> Result<Option<T>, JournalError> {
        if self.journal.is_none() {
            self.replay()?;
            // What is shown was read before, and others may have decided since.
            if let Some(journal) = self.journal.as_mut().filter(|_| !self.states.is_empty()) {
                journal.fall_behind();
            }
        }
        let Self { journal: Some(journal), lineage, notices, .. } = self else { return Ok(None) };
        let written = how(journal, lineage);
        notices.extend(journal.take_notices().iter().map(|notice| SafeText::label(notice)));
        written.map(Some)
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
                match reason {
                    JournalError::Busy { .. } => {
                        format!("{}; new decisions cannot be saved just now", said(reason))
                    }
                    _ => format!("new decisions cannot be saved: {}", said(reason)),
                }
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

    pub(super) fn take(&mut self, Replay { states, lineage, seen, left, notices }: Replay) {
        (self.states, self.lineage, self.seen, self.left) = (states, lineage, seen, left);
        for succession in self.unsaved.clone() {
            self.inherit(succession);
        }
        let stories = std::mem::take(&mut self.stories);
        self.share(stories);
        self.notices = notices.iter().map(|notice| SafeText::label(notice)).collect();
    }
}

/// The articles a decision about one reaches: those it became, and copies of all of them.
fn reached(lineage: &Lineage, id: ArticleId, copies: &dyn Fn(ArticleId) -> Vec<ArticleId>) -> Vec<ArticleId> {
    std::iter::once(id).chain(lineage.heirs(id)).flat_map(copies).collect()
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
    use crate::journal::Reversal;

    fn decide(decisions: &mut Decisions, made: &[(ArticleId, Decision)]) -> Result<(), JournalError> {
        decisions.decide(&NewAct { decisions: made, ..NewAct::default() }).map(drop)
    }

    #[test]
    fn looking_on_makes_no_folder() {
        let folder = tempfile::tempdir().unwrap();
        let journal = folder.path().join("journal");
        let decisions = Decisions::open(journal.clone());
        assert_eq!(decisions.triage(ArticleId::of_body(["a"])), &Triage::default());
        assert!(!journal.exists());
    }

    #[test]
    fn what_is_set_aside_while_the_journal_is_open_is_told() {
        use std::io::Write;
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("journal");
        let mut decisions = Decisions::open(folder.clone());
        let id = ArticleId::of_body(["one"]);
        decide(&mut decisions, &[(id, Decision::Star)]).unwrap();
        assert!(decisions.notices().is_empty());
        let file = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
        let file =
            file.into_iter().find(|path| path.extension().is_some_and(|kind| kind == "jsonl")).unwrap();
        let mut other = fs::OpenOptions::new().append(true).open(file).unwrap();
        other.write_all(b"{\"seq\":2,\"time\"").unwrap();
        decide(&mut decisions, &[(id, Decision::Read)]).unwrap();
        let [told] = decisions.notices() else { panic!("{:?}", decisions.notices()) };
        assert!(told.contains("never finished"), "{told}");
    }

    #[test]
    fn a_journal_that_cannot_be_written_to_is_read() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("journal");
        let id = ArticleId::of_body(["one"]);
        decide(&mut Decisions::open(folder.clone()), &[(id, Decision::Star)]).unwrap();
        fs::write(folder.join("other.jsonl"), "{\"format\":2,\"writer\":\"later\"}\n").unwrap();
        let mut decisions = Decisions::open(folder.clone());
        assert!(decisions.triage(id).starred);
        assert!(decisions.unread().is_none());
        assert!(decisions.notices().first().unwrap().starts_with("new decisions cannot be saved: "));
        assert!(decide(&mut decisions, &[(id, Decision::Read)]).is_err());
        assert!(!decisions.triage(id).read);
        fs::remove_file(folder.join("other.jsonl")).unwrap();
        decide(&mut decisions, &[(id, Decision::Read)]).unwrap();
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
        decide(&mut decisions, &[(one, Decision::Archive), (other, Decision::Tag(tag.clone()))]).unwrap();
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
    fn what_others_decided_before_the_first_decision_here_outlives_that_one() {
        let folder = tempfile::tempdir().unwrap();
        let [mut here, mut there] = [(); 2].map(|()| Decisions::open(folder.path().join("journal")));
        let id = ArticleId::of_body(["one"]);
        decide(&mut there, &[(id, Decision::Star)]).unwrap();
        let act = NewAct { decisions: &[(id, Decision::Star)], ..NewAct::default() };
        let name = here.decide(&act).unwrap().unwrap();
        let reversal = Reversal { reversing: Reversing::Undo, act: name };
        let act =
            NewAct { decisions: &[(id, Decision::Unstar)], reverses: Some(&reversal), ..NewAct::default() };
        let turned = here.turn(&act, &|id| vec![id]).unwrap();
        assert!(matches!(turned, Turned::AsOthersLeave(..)), "{turned:?}");
        assert!(here.triage(id).starred);
    }

    #[test]
    fn a_saved_decision_changes_the_state() {
        let folder = tempfile::tempdir().unwrap();
        let mut decisions = Decisions::open(folder.path().join("journal"));
        let (one, other) = (ArticleId::of_body(["one"]), ArticleId::of_body(["other"]));
        let tag = SafeText::label("energy");
        decide(&mut decisions, &[(one, Decision::Star), (one, Decision::Tag(tag.clone()))]).unwrap();
        assert!(decisions.triage(one).starred);
        assert_eq!(decisions.triage(other), &Triage::default());
        assert_eq!(decisions.own_tags().into_iter().collect::<Vec<_>>(), [&tag]);
    }
}
