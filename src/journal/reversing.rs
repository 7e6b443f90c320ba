//! What must hold where two programs on one device take back what they did themselves and what the other did: the state
//! is that of all acts that stand, no decision is lost with another's, and nothing is done twice.

use std::path::Path;

use proptest::prelude::*;

use super::act::{ActName, NewAct, Reversal, Turned};
use super::log::{Log, read_only};
use super::replay::Past;
use super::samples::{DEEDS, decision};
use super::simulated::SimulatedDisk;
use super::survival::{Act, States, after, id};
use crate::article::{ArticleId, Reversing, Triage};

const FOLDER: &str = "here";

/// How many programs have the journal open.
const PROGRAMS: usize = 2;

#[derive(Debug, Clone)]
enum Step {
    /// Something is decided, by the numbers of articles and decisions.
    Decide(Vec<(usize, usize)>),
    /// What was done here last is taken back, or done again; where there is none, what anybody did.
    Turn(Reversing),
    /// The program ends and is started again.
    Restart,
}

/// A program with the journal open: what it shows, and how it would take back what it did.
struct Program {
    log: Log<SimulatedDisk>,
    shown: States,
    done: Vec<Own>,
    undone: Vec<Own>,
}

#[derive(Clone)]
struct Own {
    name: ActName,
    decided: Act,
    inverse: Act,
}

/// Every act there is, in order, and whether it stands.
type Truth = Vec<(ActName, Act, bool)>;

impl Program {
    fn start(disk: &SimulatedDisk, host: &str) -> Self {
        let (log, replay) = Log::open(disk, Path::new(FOLDER), host).expect("a sound disk");
        Self { log, shown: replay.states, done: Vec::new(), undone: Vec::new() }
    }

    /// As the reader does it: only what changes what is shown here.
    fn decide(&mut self, wanted: &[(usize, usize)], truth: &mut Truth) {
        let (mut decided, mut inverse) = (Act::new(), Act::new());
        for (article, kind) in wanted {
            let (id, decision) = (id(*article), decision(*kind));
            let state = self.shown.entry(id).or_default();
            if let Some(back) = decision.inverse(state) {
                decision.apply(state);
                decided.push((id, decision));
                inverse.insert(0, (id, back));
            }
        }
        let name = self.log.append(&decided, None).expect("a sound disk");
        let Some(name) = name else { return };
        truth.push((name.clone(), decided.clone(), true));
        self.done.push(Own { name, decided, inverse });
        self.undone.clear();
    }

    fn turn(&mut self, reversing: Reversing, truth: &mut Truth) -> Result<(), TestCaseError> {
        let own = match reversing {
            Reversing::Undo => self.done.pop(),
            Reversing::Redo => self.undone.pop(),
        };
        let Some(own) = own else {
            let reversed = self.log.reverse(reversing, &|id| vec![id]).expect("a sound disk");
            if let Some((_, past)) = reversed {
                prop_assert!(stands(truth, &past.reversal.act) == Some(reversing == Reversing::Undo));
                settle(truth, &past.reversal);
                self.show(&past);
            }
            return Ok(());
        };
        let (decisions, to) = match reversing {
            Reversing::Undo => (&own.inverse, &mut self.undone),
            Reversing::Redo => (&own.decided, &mut self.done),
        };
        to.push(own.clone());
        let reversal = Reversal { reversing, act: own.name.clone() };
        let act = NewAct { decisions, reverses: Some(&reversal), ..NewAct::default() };
        let turned = self.log.turn(&act, &|id| vec![id]).expect("a sound disk");
        let stood = stands(truth, &own.name) == Some(true);
        let already = stood != (reversing == Reversing::Undo);
        prop_assert_eq!(matches!(turned, Turned::Already(_)), already, "nothing is done twice");
        settle(truth, &reversal);
        match turned {
            Turned::AsAsked(_) => {
                for (id, decision) in decisions {
                    decision.apply(self.shown.entry(*id).or_default());
                }
            }
            Turned::AsOthersLeave(_, past) | Turned::Already(past) => self.show(&past),
        }
        let now = standing(truth);
        let state = |states: &States, id: &ArticleId| states.get(id).cloned().unwrap_or_default();
        for (id, _) in &own.decided {
            prop_assert_eq!(state(&self.shown, id), state(&now, id), "what is shown is so");
        }
        Ok(())
    }

    fn show(&mut self, past: &Past) {
        for (id, _) in &past.decided {
            self.shown.insert(*id, past.states.get(id).cloned().unwrap_or_default());
        }
    }
}

fn stands(truth: &Truth, name: &ActName) -> Option<bool> {
    truth.iter().find(|(known, ..)| known == name).map(|(.., stands)| *stands)
}

fn settle(truth: &mut Truth, reversal: &Reversal) {
    for (_, _, stands) in truth.iter_mut().filter(|(name, ..)| *name == reversal.act) {
        *stands = reversal.reversing == Reversing::Redo;
    }
}

/// The state that the acts that stand lead to, in the order of the journal.
fn standing(truth: &Truth) -> States {
    let mut all: Vec<&(ActName, Act, bool)> = truth.iter().filter(|(.., stands)| *stands).collect();
    all.sort_by_key(|(name, ..)| (name.first, name.device.clone()));
    after(all.into_iter().map(|(_, act, _)| act))
}

fn touched(states: States) -> States {
    states.into_iter().filter(|(_, state)| *state != Triage::default()).collect()
}

fn steps() -> impl Strategy<Value = Vec<(usize, Step)>> {
    let act = prop::collection::vec((0_usize..3, 0..DEEDS), 1..4);
    let step = prop_oneof![
        8 => act.prop_map(Step::Decide),
        6 => Just(Step::Turn(Reversing::Undo)),
        4 => Just(Step::Turn(Reversing::Redo)),
        1 => Just(Step::Restart),
    ];
    prop::collection::vec((0..PROGRAMS, step), 0..24)
}

/// Takes the steps; checks after each that the journal says what stands.
fn check(steps: Vec<(usize, Step)>) -> Result<(), TestCaseError> {
    let disk = SimulatedDisk::default();
    let mut programs = [(); PROGRAMS].map(|()| Program::start(&disk, "desk"));
    let mut truth = Truth::new();
    for (at, step) in steps {
        match &step {
            Step::Decide(wanted) => programs[at].decide(wanted, &mut truth),
            Step::Turn(reversing) => programs[at].turn(*reversing, &mut truth)?,
            Step::Restart => programs[at] = Program::start(&disk, "desk"),
        }
        let replayed = read_only(&disk, Path::new(FOLDER)).expect("a sound disk").states;
        prop_assert_eq!(touched(replayed), touched(standing(&truth)), "{} did {:?}", at, step);
    }
    Ok(())
}

proptest! {
    #[test]
    fn whatever_programs_take_back_and_do_again_all_acts_that_stand_hold(steps in steps()) {
        check(steps)?;
    }
}

#[test]
fn a_decision_of_another_program_outlives_the_same_one_taken_back_here() {
    let (star, undo) = (Step::Decide(vec![(0, 2)]), Step::Turn(Reversing::Undo));
    let redo = Step::Turn(Reversing::Redo);
    check(vec![(1, star.clone()), (0, star), (0, undo.clone()), (0, redo), (0, undo)]).expect("it holds");
}

#[test]
fn what_another_device_brought_while_the_journal_was_open_outlives_what_is_taken_back() {
    let disk = SimulatedDisk::default();
    let [mut here, mut there] = ["desk", "lap"].map(|host| Program::start(&disk, host));
    let mut truth = Truth::new();
    there.decide(&[(0, 0)], &mut truth);
    here.decide(&[(0, 2)], &mut truth);
    here.turn(Reversing::Undo, &mut truth).expect("it holds");
    assert!(read_only(&disk, Path::new(FOLDER)).expect("a sound disk").states[&id(0)].read);
    assert!(here.shown[&id(0)].read);
}

#[test]
fn where_nobody_else_writes_what_is_asked_for_is_written() {
    let disk = SimulatedDisk::default();
    let mut here = Program::start(&disk, "desk");
    here.decide(&[(0, 2)], &mut Truth::new());
    let own = here.done.pop().expect("one act");
    let reversal = Reversal { reversing: Reversing::Undo, act: own.name };
    let act = NewAct { decisions: &own.inverse, reverses: Some(&reversal), ..NewAct::default() };
    let turned = here.log.turn(&act, &|id| vec![id]).expect("a sound disk");
    assert!(matches!(turned, Turned::AsAsked(Some(_))));
}
