//! What must hold when a journal is compacted: the same state with whatever other files there are, nothing lost when
//! the power goes, and nothing of what others write meanwhile.

use std::env;
use std::path::Path;
use std::process::{Command, Stdio};

use proptest::prelude::*;

use super::act::NewAct;
use super::disk::{Disk, DiskFile};
use super::fold::folded;
use super::log::{Log, read_only};
use super::own::write_whole;
use super::record::{act_lines, header_line, lines_of, sealed};
use super::replay::Records;
use super::scan::Scan;
use super::simulated::{Fault, Loss, SimulatedDisk};
use super::survival::{Act, States, after, id};
use super::travels::acts;
use super::{Journal, JournalError};
use crate::article::{Decision, Position, Sample, Sighting, Succession};
use crate::text::SafeText;

const FOLDER: &str = "journal";

/// Where a process that writes during compaction finds its folder, and which one it is.
const WRITERS_FOLDER: &str = "DATELINE_COMPACTED_JOURNAL";
const WRITER: &str = "DATELINE_WRITER";

/// How many decisions each of them saves.
const DECISIONS: usize = 40;

fn file(parts: &[(&str, &[Act])]) -> Vec<u8> {
    let mut bytes = header_line("desk-00000001");
    for (device, acts) in parts {
        let mut first = 1;
        for act in *acts {
            bytes.extend(act_lines(device, first, act, None));
            first += act.len() as u64;
        }
    }
    bytes
}

fn state(files: &[&[u8]]) -> States {
    Records::new(files.iter().flat_map(|bytes| Scan::of(bytes).records).collect()).states()
}

proptest! {
    #[test]
    fn compacted_file_leads_to_the_same_state_whatever_stands_beside_it(
        own in acts(), merged in acts(), other in acts(), newest in 0_usize..6
    ) {
        let whole = file(&[("desk-00000001", &own), ("old-00000002", &merged)]);
        let other = file(&[("lap-00000003", &other)]);
        let compacted = folded(&whole, newest, &[&whole]).expect("all is understood");
        prop_assert_eq!(state(&[&compacted.bytes, &other]), state(&[&whole, &other]));
        prop_assert_eq!(state(&[&compacted.bytes]), state(&[&whole]));
        prop_assert_eq!(state(&[&compacted.bytes, &whole]), state(&[&whole]), "a backup changes nothing");
        prop_assert_eq!(folded(&compacted.bytes, newest, &[&compacted.bytes]).expect("all is understood").dropped, 0);
        let lines = |bytes: &[u8]| bytes.split(|byte| *byte == b'\n').count();
        prop_assert!(lines(&compacted.bytes) + compacted.dropped >= lines(&whole));
    }

    #[test]
    fn newest_acts_stay_as_they_are(own in acts(), newest in 0_usize..6) {
        let whole = file(&[("desk-00000001", &own)]);
        let compacted = folded(&whole, newest, &[&whole]).expect("all is understood");
        let kept: usize = own.iter().rev().take(newest).map(Vec::len).sum();
        let lines: Vec<&[u8]> = whole.split_inclusive(|byte| *byte == b'\n').collect();
        let tail = lines[lines.len() - kept..].concat();
        prop_assert!(compacted.bytes.ends_with(&tail));
    }
}

#[test]
fn what_an_article_is_known_by_outlives_a_compaction() {
    let sighting = |headline: &str| Sighting {
        path: SafeText::label("a.txt"),
        headline: SafeText::label(headline),
        date: None,
        sample: Sample::default(),
    };
    let mut bytes = header_line("desk-00000001");
    for (seq, headline) in [(1, Some("One")), (2, Some("Two")), (3, None), (4, None)] {
        let decision = if seq % 2 == 0 { Decision::Star } else { Decision::Unstar };
        let seen: Vec<_> = headline.map(|headline| (id(1), sighting(headline))).into_iter().collect();
        let act = NewAct { decisions: &[(id(1), decision)], seen: &seen, ..NewAct::default() };
        bytes.extend(lines_of("desk-00000001", seq, &act));
    }
    let changed = [Succession { id: id(2), was: id(1) }];
    bytes.extend(lines_of("desk-00000001", 5, &NewAct { successions: &changed, ..NewAct::default() }));
    let compacted = folded(&bytes, 0, &[&bytes]).expect("all is understood");
    assert_eq!(compacted.dropped, 2);
    let records = Records::new(Scan::of(&compacted.bytes).records);
    let known = records.sightings(&[id(1)].into());
    assert_eq!(known.get(&id(1)).map(|seen| &*seen.headline), Some("Two"));
    assert_eq!(records.states(), state(&[&bytes]));
    assert!(records.states()[&id(2)].changed);
}

/// Acts that say the same few things again and again.
fn repetitive() -> Vec<Act> {
    let kinds = [Decision::Star, Decision::Unstar, Decision::Read, Decision::Archive];
    let act = |number: usize| {
        let decided = |article: usize| (id(article), kinds[(number + article) % kinds.len()].clone());
        (0..=number % 3).map(decided).collect()
    };
    (0..20).map(act).collect()
}

fn decided() -> SimulatedDisk {
    let disk = SimulatedDisk::default();
    let mut log = Log::open(&disk, Path::new(FOLDER), "desk").expect("a sound disk").0;
    for act in repetitive() {
        log.append(&act, None).expect("a sound disk");
    }
    disk.after_power_cut(Loss::SyncedOnly)
}

fn compacted(disk: &SimulatedDisk) -> Result<usize, JournalError> {
    Log::open(disk, Path::new(FOLDER), "desk")?.0.compact(3).map(|compacted| compacted.dropped)
}

#[test]
fn power_cut_or_failure_at_every_call_of_a_compaction_loses_nothing() {
    let disk = decided();
    assert!(compacted(&disk).expect("a sound disk") > 10);
    let (calls, expected) = (disk.calls(), after(&repetitive()));
    let losses =
        || [Loss::KeptAll, Loss::SyncedOnly, Loss::SizesOnly].into_iter().chain((0..20).map(Loss::Random));
    let faults = (0..calls).flat_map(|call| [Fault::From(call), Fault::Once(call), Fault::Short(call)]);
    let mut tried = 0;
    for (fault, loss) in faults.flat_map(|fault| losses().map(move |loss| (fault, loss))) {
        let disk = decided();
        disk.set_fault(fault);
        let _ = compacted(&disk);
        disk.set_fault(Fault::None);
        // What another program saves on the disk as it is now must be there after the power goes.
        let next = vec![(id(99), Decision::Star)];
        let (mut log, replay) = Log::open(&disk, Path::new(FOLDER), "desk").expect("it opens");
        assert_eq!(replay.states, expected, "{fault:?}");
        log.append(&next, None).expect("a sound disk");
        let found = disk.after_power_cut(loss);
        let (_, replay) = Log::open(&found, Path::new(FOLDER), "desk").expect("it opens");
        assert_eq!(replay.states, after(repetitive().iter().chain([&next])), "{fault:?}, {loss:?}");
        compacted(&found).expect("it can be done again");
        tried += 1;
    }
    assert!(tried > 500, "only {tried} states were tried");
}

#[test]
fn open_journal_goes_on_in_the_compacted_file() {
    let disk = decided();
    let (mut open, _) = Log::open(&disk, Path::new(FOLDER), "desk").expect("a sound disk");
    compacted(&disk).expect("a sound disk");
    open.append(&[(id(50), Decision::Star)], None).expect("a sound disk");
    compacted(&disk).expect("a sound disk");
    open.append(&[(id(51), Decision::Star)], None).expect("a sound disk");
    let found = disk.after_power_cut(Loss::SyncedOnly);
    let states = read_only(&found, Path::new(FOLDER)).expect("a sound disk").states;
    assert_eq!(states.len(), after(&repetitive()).len() + 2);
}

#[test]
fn file_that_is_not_understood_is_not_compacted() {
    let disk = decided();
    let name = disk.names(Path::new(FOLDER)).expect("a sound disk").remove(0);
    let mut file = disk.open(&Path::new(FOLDER).join(name)).expect("a sound disk");
    let later = serde_json::json!({"seq": 99, "device": "a", "act": 99, "of": 1, "kind": "unheard-of"});
    write_whole(&mut file, &sealed(&later)).expect("a sound disk");
    let before = file.read_from(0).expect("a sound disk");
    assert!(matches!(compacted(&disk), Err(JournalError::NotUnderstood { .. })));
    assert_eq!(file.read_from(0).expect("a sound disk"), before);
}

#[test]
#[ignore = "the other half of six_processes_lose_nothing_to_a_compaction, run in processes of their own"]
fn writer_beside_a_compaction() {
    let Ok(folder) = env::var(WRITERS_FOLDER) else { return };
    let writer: u32 = env::var(WRITER).expect("a number").parse().expect("a number");
    let (mut journal, _) = Journal::open(Path::new(&folder)).expect("it opens");
    for number in 0..DECISIONS {
        let tag = SafeText::label(&format!("{writer} {number}"));
        let position = Position { block: writer, offset: 0, progress: 0.5 };
        let act =
            [(id(7), Decision::Tag(tag)), (id(8), Decision::Position(position)), (id(8), Decision::Star)];
        journal.append(&act, None).expect("a sound disk");
    }
}

#[test]
fn six_processes_lose_nothing_to_a_compaction() {
    let root = tempfile::tempdir().expect("a folder for the test");
    let program = env::current_exe().expect("the test program");
    let spawn = |writer: usize| {
        let mut command = Command::new(&program);
        command.args(["--exact", "journal::folding::writer_beside_a_compaction", "--ignored"]);
        command.env(WRITERS_FOLDER, root.path()).env(WRITER, writer.to_string());
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("a process")
    };
    let folder = root.path();
    Journal::open(folder)
        .expect("it opens")
        .0
        .append(&[(id(8), Decision::Read)], None)
        .expect("a sound disk");
    let mut writers: Vec<_> = (0..6).map(spawn).collect();
    let mut dropped = Vec::new();
    while writers.iter_mut().any(|writer| writer.try_wait().expect("a process").is_none()) {
        let (mut log, _) =
            Log::open(&super::disk::RealDisk, folder, &super::device::host()).expect("it opens");
        dropped.push(log.compact(2).expect("a sound disk").dropped);
    }
    for mut writer in writers {
        assert!(writer.wait().expect("a process").success(), "every decision was said to be saved");
    }
    let replay = Journal::open(folder).expect("it opens").1;
    assert_eq!(replay.notices, Vec::<String>::new());
    assert_eq!(replay.states[&id(7)].tags.len(), 6 * DECISIONS);
    assert!(replay.states[&id(8)].read && replay.states[&id(8)].starred);
    let compactions = dropped.iter().filter(|dropped| **dropped > 0).count();
    assert!(compactions > 3, "compacted only {compactions} times meanwhile");
}
