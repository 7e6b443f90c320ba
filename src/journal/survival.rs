//! What must never happen: a decision said to be saved and then lost, an act half applied, a journal that does
//! not open. Every call of a script fails once, and the power goes at every call, in every way.

use std::collections::HashMap;
use std::path::Path;

use super::JournalError;
use super::log::{Log, read_only};
use super::simulated::{Fault, Loss, SimulatedDisk};
use crate::article::{ArticleId, Decision, Triage};
use crate::text::SafeText;

const FOLDER: &str = "journal";

pub(super) type Act = Vec<(ArticleId, Decision)>;
pub(super) type States = HashMap<ArticleId, Triage>;

/// The id of one of a few articles.
pub(super) fn id(number: usize) -> ArticleId {
    ArticleId::of_body([number.to_string().as_str()])
}

/// Acts of up to six decisions that touch few articles again and again.
pub(super) fn script() -> Vec<Act> {
    let act = |number: usize| {
        let name = SafeText::label(&format!("tag {number}"));
        let sole = vec![(id(number % 3), Decision::Tag(name.clone()))];
        let bulk = (0..number % 7).map(|article| (id(article), Decision::Tag(name.clone())));
        if number.is_multiple_of(2) { sole } else { bulk.collect() }
    };
    (1..25).map(act).collect()
}

/// The state after some acts.
pub(super) fn after<'a>(acts: impl IntoIterator<Item = &'a Act>) -> States {
    let mut states = States::new();
    for (id, decision) in acts.into_iter().flatten() {
        decision.apply(states.entry(*id).or_default());
    }
    states
}

/// Which acts of a run were said to be saved, and the one that was under way when nothing worked any more.
#[derive(Default)]
struct Run {
    acknowledged: Vec<Act>,
    refused: Vec<Act>,
}

/// Plays the script, opening again whenever the journal says so.
fn play(disk: &SimulatedDisk) -> Run {
    let mut run = Run::default();
    let mut journal = None;
    for act in script() {
        let log = match journal.take() {
            Some(log) => Some(log),
            None => Log::open(disk, Path::new(FOLDER), "desk").ok().map(|(log, _)| log),
        };
        let Some(mut log) = log else {
            run.refused.push(act);
            continue;
        };
        match log.append(&act, None) {
            Ok(_) => run.acknowledged.push(act),
            Err(_) => run.refused.push(act),
        }
        let suspect = matches!(log.append(&[], None), Err(JournalError::Suspect { .. }));
        journal = (!suspect).then_some(log);
    }
    run
}

fn reopened(disk: &SimulatedDisk) -> States {
    disk.set_fault(Fault::None);
    let opened = Log::open(disk, Path::new(FOLDER), "desk");
    opened.map_or_else(|error| panic!("does not open: {error}"), |(_, replay)| replay.states)
}

fn calls_of_the_script() -> usize {
    let disk = SimulatedDisk::default();
    assert_eq!(play(&disk).refused.len(), 0);
    disk.calls()
}

#[test]
fn script_is_replayed_as_decided() {
    let disk = SimulatedDisk::default();
    play(&disk);
    assert_eq!(reopened(&disk), after(&script()));
    let states = read_only(&disk, Path::new(FOLDER)).map(|replay| replay.states);
    assert_eq!(states.unwrap_or_default(), after(&script()));
}

#[test]
fn every_call_failing_once_loses_nothing_and_saves_nothing_unsaid() {
    let calls = calls_of_the_script();
    assert!(calls > 100, "{calls}");
    for fault in (0..calls).flat_map(|call| [Fault::Once(call), Fault::Short(call)]) {
        let disk = SimulatedDisk::failing(fault);
        let run = play(&disk);
        assert!(run.refused.len() <= 2, "{fault:?} refused {} acts", run.refused.len());
        assert_eq!(reopened(&disk), after(&run.acknowledged), "{fault:?}");
    }
}

#[test]
fn power_cut_after_a_passing_failure_loses_no_acknowledged_act() {
    for call in 0..calls_of_the_script() {
        let disk = SimulatedDisk::failing(Fault::Once(call));
        let run = play(&disk);
        let found = reopened(&disk.after_power_cut(Loss::SyncedOnly));
        assert_eq!(found, after(&run.acknowledged), "call {call}");
    }
}

#[test]
fn disk_that_dies_for_good_keeps_what_was_acknowledged() {
    for call in 0..calls_of_the_script() {
        let disk = SimulatedDisk::failing(Fault::From(call));
        let run = play(&disk);
        let doubtful = run.refused.first();
        let found = reopened(&disk);
        let with_doubtful = after(run.acknowledged.iter().chain(doubtful));
        assert!(found == after(&run.acknowledged) || found == with_doubtful, "from call {call}");
    }
}

#[test]
fn power_cut_at_every_call_loses_no_acknowledged_act() {
    let mut states = 0;
    let random = (0..28).map(Loss::Random);
    let losses: Vec<Loss> =
        [Loss::KeptAll, Loss::SyncedOnly, Loss::SizesOnly].into_iter().chain(random).collect();
    for call in 0..calls_of_the_script() {
        let disk = SimulatedDisk::failing(Fault::From(call));
        let run = play(&disk);
        let sure = after(&run.acknowledged);
        let with_doubtful = after(run.acknowledged.iter().chain(run.refused.first()));
        for loss in &losses {
            let found = disk.after_power_cut(*loss);
            let states_found = reopened(&found);
            assert!(states_found == sure || states_found == with_doubtful, "call {call}, {loss:?}");
            // A repaired journal is whole: it opens again, and what is decided next is kept.
            let next = vec![(id(99), Decision::Star)];
            let (mut log, _) = Log::open(&found, Path::new(FOLDER), "desk").expect("a sound disk");
            log.append(&next, None).expect("a sound disk");
            let expected = states_found.into_iter().chain(after([&next])).collect();
            assert_eq!(reopened(&found), expected, "call {call}, {loss:?}");
            states += 1;
        }
    }
    assert!(states > 4000, "only {states} states were tried");
}

#[test]
fn power_cut_during_repair_loses_nothing_either() {
    let random = || (0..6).map(Loss::Random).chain([Loss::KeptAll, Loss::SizesOnly]);
    for call in (0..calls_of_the_script()).step_by(8) {
        let disk = SimulatedDisk::failing(Fault::From(call));
        let run = play(&disk);
        let sure = after(&run.acknowledged);
        let with_doubtful = after(run.acknowledged.iter().chain(run.refused.first()));
        for (loss, second_loss) in random().zip(random().skip(1)) {
            for repair_call in 0..16 {
                let found = disk.after_power_cut(loss);
                found.set_fault(Fault::From(repair_call));
                let _ = Log::open(&found, Path::new(FOLDER), "desk");
                let states = reopened(&found.after_power_cut(second_loss));
                assert!(states == sure || states == with_doubtful, "{call}, {loss:?}, {repair_call}");
            }
        }
    }
}

#[test]
fn failed_sync_is_never_taken_back_by_a_later_one() {
    let disk = SimulatedDisk::default();
    let (mut log, _) = Log::open(&disk, Path::new(FOLDER), "desk").expect("a sound disk");
    let act = vec![(id(1), Decision::Star)];
    log.append(&act, None).expect("a sound disk");
    let before = disk.calls();
    log.append(&act, None).expect("a sound disk");
    // The sync is the last call before the lock is given back.
    disk.set_fault(Fault::Once(disk.calls() + (disk.calls() - before) - 2));
    assert!(matches!(log.append(&act, None), Err(JournalError::Io { action: "cannot make durable", .. })));
    assert!(matches!(log.append(&act, None), Err(JournalError::Suspect { .. })));
    assert!(matches!(log.append(&act, None), Err(JournalError::Suspect { .. })));
}
