//! Records of all files into states, and what is undone and done again next. Pure: the same records give the same
//! in whatever order they come.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::act::{ActName, Reversal};
use super::lineage::Lineage;
use super::record::{Record, Said};
use super::scan::Scan;
use crate::article::{ArticleId, Decision, Reversing, Sighting, Succession, Triage};

/// So many articles that were begun are told of.
const LEFT: usize = 8;

/// An act of the past, with what taking it back or doing it again comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Past {
    /// The act, and what is done about it.
    pub reversal: Reversal,
    /// What the act decided.
    pub decided: Vec<(ArticleId, Decision)>,
    /// What is to be decided now, about the same things.
    pub decisions: Vec<(ArticleId, Decision)>,
    /// The state of every article that the act reaches, once that is done; untouched ones are not named.
    pub states: HashMap<ArticleId, Triage>,
    /// The highest sequence number there is; what is decided now comes after it.
    pub(super) last: u64,
}

/// Whether an act that is to be taken back is so already, or that is to be done again stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is.
    AsWanted,
    /// It is not.
    Otherwise,
}

/// All records in the order of sequence number, device and line.
///
/// The last line of a tie is the greater text, so that copies of one line change nothing and the order of
/// files and folders does not matter.
pub(super) struct Records<'a>(Vec<Record<'a>>);

/// The name of an act, borrowed.
type Name<'a> = (&'a str, u64);

/// What became of the acts that are named by others.
#[derive(Default)]
struct Fates<'a> {
    /// Whether such an act was last taken back or done again.
    last: HashMap<Name<'a>, Reversing>,
    /// Those of them whose own records are there.
    known: HashSet<Name<'a>>,
    /// Those that can be done again, in the order they were taken back.
    undone: Vec<Name<'a>>,
}

impl<'a> Records<'a> {
    /// Puts records in order.
    pub(super) fn new(mut records: Vec<Record<'a>>) -> Self {
        records.sort_by(|one, other| one.order().cmp(&other.order()));
        Self(records)
    }

    /// All records of some files.
    pub(super) fn of(scans: Vec<Scan<'a>>) -> Self {
        Self::new(scans.into_iter().flat_map(|scan| scan.records).collect())
    }

    /// The states that all decisions lead to, one after the other: what takes an act back is a decision like any other.
    pub(super) fn states(&self) -> HashMap<ArticleId, Triage> {
        let lineage = self.lineage();
        let mut states = states(&self.0, &lineage);
        self.tell_changed(&lineage, &mut states);
        states
    }

    /// What became of articles whose pages were changed.
    pub(super) fn lineage(&self) -> Lineage {
        let mut lineage = Lineage::default();
        for record in &self.0 {
            if let Said::Changed { was } = record.said {
                lineage.add(Succession { id: record.id, was });
            }
        }
        lineage
    }

    /// A number for the place and the headline that each article was seen with last.
    pub(super) fn seen(&self) -> HashMap<ArticleId, u32> {
        let seen = self.0.iter().filter_map(|record| Some((record.id, record.seen.as_ref()?.digest())));
        seen.collect()
    }

    /// The articles that were begun and are neither read nor archived, the one in which reading stopped last first; a
    /// few of them, and none that something was decided after about another article.
    pub(super) fn left(&self, states: &HashMap<ArticleId, Triage>) -> Vec<ArticleId> {
        let begun = |state: &Triage| state.position.progress > 0.0 && !state.read && !state.archived;
        let mut left: Vec<ArticleId> = Vec::new();
        for record in self.0.iter().rev() {
            match record.decision() {
                Some(Decision::Position(_)) if left.len() < LEFT && !left.contains(&record.id) => {
                    left.extend(Some(record.id).filter(|id| states.get(id).is_some_and(begun)));
                }
                Some(Decision::Position(_)) | None => {}
                // The reader went on elsewhere.
                Some(_) if !left.contains(&record.id) => break,
                Some(_) => {}
            }
        }
        left
    }

    /// By what some articles are known again.
    pub(super) fn sightings(&self, wanted: &HashSet<ArticleId>) -> HashMap<ArticleId, Sighting> {
        let wanted = self.0.iter().filter(|record| wanted.contains(&record.id));
        wanted.filter_map(|record| Some((record.id, record.seen.as_ref()?.sighting()))).collect()
    }

    /// Marks the articles whose pages were changed and about which, as they are now, nothing was decided.
    fn tell_changed(&self, lineage: &Lineage, states: &mut HashMap<ArticleId, Triage>) {
        if lineage.is_empty() {
            return;
        }
        let deeds = self.0.iter().filter(|record| record.decision().is_some_and(Decision::is_deed));
        let noted: HashSet<ArticleId> = deeds.map(|record| record.id).collect();
        for heir in lineage.all_heirs().filter(|heir| !noted.contains(heir)) {
            if let Some(state) = states.get_mut(&heir) {
                state.changed = true;
            }
        }
    }

    /// The act that is taken back or done again next, if there is one. `reached` tells the articles whose states are
    /// wanted for one that it is about.
    pub(super) fn past(
        &self,
        reversing: Reversing,
        reached: &dyn Fn(ArticleId) -> Vec<ArticleId>,
    ) -> Option<Past> {
        let fates = self.fates();
        let name = match reversing {
            Reversing::Undo => {
                let stands = |record: &&Record<'_>| {
                    is_deed(record) && fates.last.get(&name(record)) != Some(&Reversing::Undo)
                };
                name(self.0.iter().rev().find(stands)?)
            }
            Reversing::Redo => *fates.undone.last()?,
        };
        Some(self.coming_to(fates, (name, reversing), reached))
    }

    /// What taking back this act comes to, or doing it again; nothing where it is not there.
    pub(super) fn past_of(
        &self,
        reversal: &Reversal,
        reached: &dyn Fn(ArticleId) -> Vec<ArticleId>,
    ) -> Option<(Past, Standing)> {
        let name = named(&reversal.act);
        self.0.iter().find(|record| is_deed(record) && self::name(record) == name)?;
        let fates = self.fates();
        let taken_back = fates.last.get(&name) == Some(&Reversing::Undo);
        let already = taken_back == (reversal.reversing == Reversing::Undo);
        let standing = if already { Standing::AsWanted } else { Standing::Otherwise };
        Some((self.coming_to(fates, (name, reversal.reversing), reached), standing))
    }

    fn coming_to<'n>(
        &'n self,
        mut fates: Fates<'n>,
        (name, reversing): (Name<'n>, Reversing),
        reached: &dyn Fn(ArticleId) -> Vec<ArticleId>,
    ) -> Past {
        fates.last.insert(name, reversing);
        fates.known.insert(name);
        let mut decided: Vec<(ArticleId, Decision)> = Vec::new();
        for record in self.0.iter().filter(|record| is_deed(record) && self::name(record) == name) {
            let one = record.decision().map(|decision| (record.id, decision.clone()));
            if decided.last() != one.as_ref() {
                decided.extend(one);
            }
        }
        let wanted: BTreeSet<ArticleId> = decided.iter().flat_map(|(id, _)| reached(*id)).collect();
        let lineage = self.lineage();
        let concerns = |record: &&Record<'_>| {
            wanted.contains(&record.id) || lineage.heirs(record.id).iter().any(|heir| wanted.contains(heir))
        };
        let concerned = || self.0.iter().filter(concerns);
        let standing = states(concerned().filter(|record| fates.let_count(record)), &lineage);
        let untouched = Triage::default();
        let stands = |id: &ArticleId| standing.get(id).unwrap_or(&untouched);
        let decisions: Vec<(ArticleId, Decision)> =
            decided.iter().map(|(id, decision)| (*id, decision.towards(stands(id)))).collect();
        let mut states = states(concerned(), &lineage);
        self.tell_changed(&lineage, &mut states);
        for (id, decision) in &decisions {
            decision.apply(states.entry(*id).or_default());
            for heir in lineage.heirs(*id) {
                decision.apply_to_earlier(states.entry(heir).or_default());
            }
        }
        states.retain(|id, _| wanted.contains(id));
        let act = ActName { device: name.0.into(), first: name.1 };
        let last = self.0.last().map_or(0, |record| record.place.seq);
        Past { reversal: Reversal { reversing, act }, decided, decisions, states, last }
    }

    /// What became of every act that another names.
    fn fates(&self) -> Fates<'_> {
        let mut fates = Fates::default();
        let reversals = self.0.iter().filter_map(|record| record.reverses.as_deref());
        let named: HashSet<Name<'_>> = reversals.map(|reversal| named(&reversal.act)).collect();
        if named.is_empty() {
            return fates;
        }
        for record in &self.0 {
            match record.reverses.as_deref() {
                Some(reversal) => fates.take(reversal),
                None if is_deed(record) => {
                    fates.known.extend(named.get(&name(record)));
                    // What is done anew leaves nothing to be done again.
                    fates.undone.clear();
                }
                None => {}
            }
        }
        let Fates { known, undone, .. } = &mut fates;
        undone.retain(|name| known.contains(name));
        fates
    }
}

impl<'a> Fates<'a> {
    fn take(&mut self, reversal: &'a Reversal) {
        let name = named(&reversal.act);
        let before = self.last.insert(name, reversal.reversing);
        if before == Some(reversal.reversing) {
            return;
        }
        match reversal.reversing {
            Reversing::Undo => self.undone.push(name),
            Reversing::Redo => self.undone.retain(|other| *other != name),
        }
    }

    /// Whether a record counts for what stands: what was taken back does not, and what takes back or does again only where the act
    /// it speaks of is not there any more.
    fn let_count(&self, record: &Record<'_>) -> bool {
        match &record.reverses {
            Some(reversal) => !self.known.contains(&named(&reversal.act)),
            None => !is_deed(record) || self.last.get(&name(record)) != Some(&Reversing::Undo),
        }
    }
}

/// Whether a record belongs to an act of its own that a reader may take back. The place where reading stopped is kept
/// by the program itself.
fn is_deed(record: &Record<'_>) -> bool {
    record.reverses.is_none() && record.decision().is_some_and(Decision::is_deed)
}

/// The states that records lead to, in their order.
fn states<'r, 'a: 'r>(
    records: impl IntoIterator<Item = &'r Record<'a>>,
    lineage: &Lineage,
) -> HashMap<ArticleId, Triage> {
    let mut states: HashMap<ArticleId, Triage> = HashMap::new();
    for record in records {
        let Some(decision) = record.decision() else { continue };
        decision.apply(states.entry(record.id).or_default());
        for heir in lineage.heirs(record.id) {
            decision.apply_to_earlier(states.entry(heir).or_default());
        }
    }
    states
}

fn name<'a>(record: &'a Record<'_>) -> Name<'a> {
    (&record.place.device, record.place.act)
}

fn named(act: &ActName) -> Name<'_> {
    (&act.device, act.first)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::journal::act::NewAct;
    use crate::journal::record::{header_line, lines_of};
    use crate::journal::samples::{KINDS, decision};
    use crate::journal::survival::id;

    /// Decisions about articles by their numbers and their own, and which article another one became.
    type Act = (Vec<(usize, usize)>, Option<(usize, usize)>);

    /// Acts about few articles, so that the devices contradict each other often.
    fn acts() -> impl Strategy<Value = Vec<Act>> {
        let decided = prop::collection::vec((0_usize..4, 0..KINDS), 1..4);
        let changed = prop::option::weighted(0.3, (0_usize..4, 0_usize..4));
        prop::collection::vec((decided, changed), 0..8)
    }

    fn file(device: &str, acts: &[Act]) -> Vec<Vec<u8>> {
        let mut seq = 1;
        let mut lines = vec![header_line(device)];
        for (decided, changed) in acts {
            let decisions: Vec<_> = decided.iter().map(|(body, kind)| (id(*body), decision(*kind))).collect();
            let successions: Vec<Succession> =
                changed.iter().map(|(was, now)| Succession { id: id(*now), was: id(*was) }).collect();
            let act = NewAct { decisions: &decisions, successions: &successions, ..NewAct::default() };
            let bytes = lines_of(device, seq, &act);
            lines.extend(bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec));
            seq += act.records();
        }
        lines
    }

    fn replayed(files: &[&[u8]]) -> HashMap<ArticleId, Triage> {
        Records::new(files.iter().flat_map(|bytes| Scan::of(bytes).records).collect()).states()
    }

    proptest! {
        #[test]
        fn any_interleaving_of_two_devices_gives_one_state(
            first in acts(), second in acts(), picks in prop::collection::vec(any::<bool>(), 64)
        ) {
            let (first, second) = (file("desk-00000001", &first), file("lap-00000002", &second));
            let (one, other) = (first.concat(), second.concat());
            let expected = replayed(&[&one, &other]);
            prop_assert_eq!(&replayed(&[&other, &one]), &expected);
            prop_assert_eq!(&replayed(&[&other, &one, &one]), &expected, "a copy changes nothing");
            let mut lines = [first.into_iter(), second.into_iter()];
            let mut merged: Vec<u8> = Vec::new();
            for pick in picks {
                merged.extend(lines[usize::from(pick)].next().unwrap_or_default());
            }
            merged.extend(lines.into_iter().flatten().flatten());
            prop_assert_eq!(&replayed(&[&merged]), &expected);
        }

        #[test]
        fn what_holds_does_not_depend_on_when_a_page_was_found_to_have_changed(
            acts in acts(), before in acts(), at in 0_usize..3
        ) {
            let changed = || (Vec::new(), Some((at, 9)));
            let told = |place: usize| {
                let mut all = [before.clone(), acts.clone()].concat();
                all.insert(place.min(all.len()), changed());
                replayed(&[&file("desk-00000001", &all).concat()])
            };
            prop_assert_eq!(told(0), told(before.len()));
            prop_assert_eq!(told(0), told(usize::MAX));
        }
    }

    #[test]
    fn another_devices_late_decision_about_what_an_article_was_holds_for_what_it_is() {
        let here = file("desk-00000001", &[(vec![(1, 2)], None), (vec![], Some((1, 2)))]);
        let there = file("lap-00000002", &[(vec![(5, 0)], None), (vec![(1, 4)], None)]);
        let noted = file("old-00000003", &[(vec![(5, 0); 7], None), (vec![(2, 0)], None)]);
        let (here, there, noted) = (here.concat(), there.concat(), noted.concat());
        let state = |files: &[&[u8]]| replayed(files)[&id(2)].clone();
        let inherited = Triage { starred: true, archived: true, changed: true, ..Triage::default() };
        assert_eq!(state(&[&here, &there]), inherited);
        assert_eq!(state(&[&there, &here, &noted]), Triage { read: true, changed: false, ..inherited });
        assert!(!replayed(&[&here, &there, &noted])[&id(1)].read, "what it was is left as it was");
    }
}
