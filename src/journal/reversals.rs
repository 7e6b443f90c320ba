//! What must hold of taking back and doing again: it comes to the same in one run and in many, on one device and on
//! two, and when everything is taken back the beginning is there again.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::fold::folded;
use super::record::{act_lines, header_line};
use super::replay::{Past, Records};
use super::samples::{DEEDS, decision};
use super::scan::Scan;
use super::survival::{Act, States, after, id};
use crate::article::{ArticleId, Decision, Position, Reversing, Triage};

const DEVICES: [&str; 2] = ["desk-00000001", "lap-00000002"];

#[derive(Debug, Clone)]
enum Step {
    /// Something is decided, by the numbers of articles and decisions.
    Decide(Vec<(usize, usize)>),
    /// The place in the text is kept, which nobody takes back.
    Keep(usize, u32),
    Reverse(Reversing),
}

/// The journal files of two devices.
struct Files([Vec<u8>; 2]);

impl Files {
    fn new() -> Self {
        Self(DEVICES.map(header_line))
    }

    /// The records of some devices as one that opens its journal now finds them.
    fn records(&self, seen: &[usize]) -> Records<'_> {
        Records::new(seen.iter().flat_map(|device| Scan::of(&self.0[*device]).records).collect())
    }

    fn states(&self) -> States {
        self.records(&[0, 1]).states()
    }

    fn past(&self, reversing: Reversing, seen: &[usize]) -> Option<Past> {
        self.records(seen).past(reversing, &|id| vec![id])
    }

    /// A device adds what comes of a step, knowing the files `seen`; gives whether there was anything to do.
    fn take(&mut self, step: &Step, device: usize, seen: &[usize]) -> bool {
        let last = seen.iter().map(|device| Scan::of(&self.0[*device]).last).max().unwrap_or(0);
        let lines = match step {
            Step::Decide(act) => act_lines(DEVICES[device], last + 1, &decided(act), None),
            Step::Keep(article, block) => {
                act_lines(DEVICES[device], last + 1, &[(id(*article), kept(*block))], None)
            }
            Step::Reverse(reversing) => match self.past(*reversing, seen) {
                Some(past) => act_lines(DEVICES[device], last + 1, &past.decisions, Some(&past.reversal)),
                None => return false,
            },
        };
        self.0[device].extend(lines);
        true
    }
}

fn kept(block: u32) -> Decision {
    Decision::Position(Position { block, offset: 0, progress: 0.5 })
}

fn decided(act: &[(usize, usize)]) -> Act {
    act.iter().map(|(article, kind)| (id(*article), decision(*kind))).collect()
}

fn step() -> impl Strategy<Value = Step> {
    let act = prop::collection::vec((0_usize..3, 0..DEEDS), 1..4);
    prop_oneof![
        4 => act.prop_map(Step::Decide),
        1 => (0_usize..3, 1_u32..4).prop_map(|(article, block)| Step::Keep(article, block)),
        4 => Just(Step::Reverse(Reversing::Undo)),
        2 => Just(Step::Reverse(Reversing::Redo)),
    ]
}

/// What a reader who never leaves would see: acts of which the last ones may be taken back.
#[derive(Default)]
struct OneRun {
    acts: Vec<Act>,
    standing: usize,
    places: BTreeMap<ArticleId, Decision>,
}

impl OneRun {
    fn take(&mut self, step: &Step) -> bool {
        match step {
            Step::Decide(act) => {
                self.acts.truncate(self.standing);
                self.acts.push(decided(act));
                self.standing = self.acts.len();
            }
            Step::Keep(article, block) => {
                self.places.insert(id(*article), kept(*block));
            }
            Step::Reverse(Reversing::Undo) if self.standing > 0 => self.standing -= 1,
            Step::Reverse(Reversing::Redo) if self.standing < self.acts.len() => self.standing += 1,
            Step::Reverse(_) => return false,
        }
        true
    }

    fn states(&self) -> States {
        let places: Act = self.places.clone().into_iter().collect();
        after(self.acts[..self.standing].iter().chain([&places]))
    }
}

/// Without articles that are as they were at the beginning.
fn touched(states: States) -> States {
    states.into_iter().filter(|(_, state)| *state != Triage::default()).collect()
}

fn without_places(states: States) -> States {
    touched(
        states
            .into_iter()
            .map(|(id, state)| (id, Triage { position: Position::default(), ..state }))
            .collect(),
    )
}

proptest! {
    #[test]
    fn many_runs_on_two_devices_come_to_the_same_as_one_run(
        steps in prop::collection::vec((step(), 0_usize..2), 0..24)
    ) {
        let (mut files, mut one_run) = (Files::new(), OneRun::default());
        for (step, device) in steps {
            prop_assert_eq!(files.take(&step, device, &[0, 1]), one_run.take(&step), "{:?}", step);
            prop_assert_eq!(touched(files.states()), touched(one_run.states()), "{:?}", step);
        }
    }

    #[test]
    fn what_is_told_to_change_is_what_changes(steps in prop::collection::vec((step(), 0_usize..2), 0..24)) {
        let mut files = Files::new();
        for (step, device) in steps {
            let mut before = files.states();
            let past = if let Step::Reverse(reversing) = step { files.past(reversing, &[0, 1]) } else { None };
            files.take(&step, device, &[0, 1]);
            let Some(past) = past else { continue };
            for (id, decision) in &past.decisions {
                decision.apply(before.entry(*id).or_default());
            }
            let states = files.states();
            prop_assert_eq!(touched(before), touched(states.clone()), "as an earlier version reads it");
            for (id, _) in &past.decided {
                prop_assert_eq!(past.states.get(id), states.get(id));
            }
        }
    }

    #[test]
    fn compacting_changes_no_state_and_loses_no_act_that_was_taken_back(
        steps in prop::collection::vec((step(), 0_usize..2), 0..24), newest in 0_usize..4
    ) {
        let mut files = Files::new();
        for (step, device) in steps {
            files.take(&step, device, &[0, 1]);
        }
        let (states, redone) = (files.states(), files.past(Reversing::Redo, &[0, 1]));
        let folded = folded(&files.0[0], newest, &[&files.0[0], &files.0[1]]).expect("all is understood");
        files.0[0] = folded.bytes;
        prop_assert_eq!(files.states(), states);
        let redone_now = files.past(Reversing::Redo, &[0, 1]);
        if redone.as_ref().is_some_and(|past| past.reversal.act.to_string().starts_with("desk")) {
            prop_assert_eq!(redone_now.map(|past| past.decided), redone.map(|past| past.decided));
        }
    }

    #[test]
    fn taking_everything_back_brings_the_beginning_back_whatever_two_devices_did_alone(
        steps in prop::collection::vec((step(), 0_usize..2), 0..24)
    ) {
        let mut files = Files::new();
        for (step, device) in &steps {
            files.take(step, *device, &[*device]);
        }
        let undo = Step::Reverse(Reversing::Undo);
        let undone = std::iter::from_fn(|| files.take(&undo, 0, &[0, 1]).then_some(())).count();
        let acts = steps.iter().filter(|(step, _)| matches!(step, Step::Decide(_))).count();
        prop_assert!(undone <= acts);
        prop_assert_eq!(without_places(files.states()), States::new());
    }
}

#[test]
fn act_that_is_gone_leaves_what_took_it_back_to_count() {
    let mut files = Files::new();
    files.take(&Step::Decide(vec![(0, 2)]), 0, &[0, 1]);
    files.take(&Step::Reverse(Reversing::Undo), 1, &[0, 1]);
    files.0[0] = act_lines(DEVICES[0], 9, &[(id(1), Decision::Star)], None);
    let states = touched(files.states());
    assert_eq!(states.keys().collect::<Vec<_>>(), [&id(1)]);
    let past = files.past(Reversing::Undo, &[0, 1]).expect("the star");
    assert_eq!(past.decisions, [(id(1), Decision::Unstar)]);
}
