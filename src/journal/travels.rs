//! What happens to decisions that are carried from one journal to another: nothing is lost and nothing is added,
//! however often they are carried and whenever the power goes.

use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::disk::{Disk, DiskFile};
use super::log::{Log, read_only};
use super::own::write_whole;
use super::samples::{KINDS, decision};
use super::simulated::{Fault, Loss, SimulatedDisk};
use super::survival::{Act, States, after, id, script};
use super::transfer::{Extent, Imported, Source, export, import};
use super::{plain, record};
use crate::article::Decision;

const HERE: &str = "here";
const THERE: &str = "there";

/// Acts about few articles.
pub(super) fn acts() -> impl Strategy<Value = Vec<Act>> {
    let made = (0_usize..4, 0..KINDS).prop_map(|(article, kind)| (id(article), decision(kind)));
    prop::collection::vec(prop::collection::vec(made, 1..4), 0..8)
}

fn written(disk: &SimulatedDisk, folder: &str, host: &str, acts: &[Act]) {
    for act in acts {
        Log::open(disk, Path::new(folder), host)
            .expect("a sound disk")
            .0
            .append(act, None)
            .expect("a sound disk");
    }
}

fn states(disk: &SimulatedDisk, folder: &str) -> States {
    let replay = read_only(disk, Path::new(folder)).expect("a sound disk");
    assert_eq!(replay.notices, Vec::<String>::new());
    replay.states.into_iter().filter(|(_, state)| *state != crate::article::Triage::default()).collect()
}

fn exported(disk: &SimulatedDisk, folder: &str, extent: Extent) -> Vec<Source> {
    let exported = export(disk, Path::new(folder), extent).expect("a sound disk");
    vec![Source { path: PathBuf::from("export.jsonl"), bytes: exported.lines }]
}

fn taken(disk: &SimulatedDisk, folder: &str, host: &str, sources: &[Source]) -> Imported {
    import(disk, Path::new(folder), host, sources).expect("a sound disk")
}

proptest! {
    #[test]
    fn what_is_exported_comes_back_whole_however_often_it_is_imported(acts in acts()) {
        let disk = SimulatedDisk::default();
        written(&disk, HERE, "desk", &acts);
        for extent in [Extent::EveryRecord, Extent::PresentState] {
            let disk = disk.after_power_cut(Loss::KeptAll);
            let carried = exported(&disk, HERE, extent);
            for time in 0..3 {
                let imported = taken(&disk, THERE, "lap", &carried);
                prop_assert_eq!(imported.notices, Vec::<String>::new());
                prop_assert!(time == 0 || imported.added == 0);
                prop_assert_eq!(states(&disk, THERE), states(&disk, HERE));
            }
            if extent == Extent::EveryRecord {
                prop_assert_eq!(exported(&disk, THERE, extent), carried);
            }
        }
    }

    #[test]
    fn devices_that_take_over_each_others_records_agree(first in acts(), second in acts()) {
        let disk = SimulatedDisk::default();
        written(&disk, HERE, "desk", &first);
        written(&disk, THERE, "lap", &second);
        let (here, there) = [HERE, THERE].map(|folder| exported(&disk, folder, Extent::EveryRecord)).into();
        taken(&disk, HERE, "desk", &there);
        taken(&disk, THERE, "lap", &here);
        prop_assert_eq!(states(&disk, HERE), states(&disk, THERE));
        let all = [first, second].concat().concat().len();
        prop_assert_eq!(taken(&disk, "both", "third", &[here, there].concat()).added, all);
        prop_assert_eq!(states(&disk, "both"), states(&disk, HERE));
        let later = vec![(id(0), Decision::Star)];
        written(&disk, HERE, "desk", std::slice::from_ref(&later));
        prop_assert!(states(&disk, HERE)[&id(0)].starred, "what is decided afterwards wins");
    }

    #[test]
    fn plain_lines_read_back(article in 0_usize..9, kind in 0..KINDS) {
        let made = (id(article), decision(kind));
        let line = plain::line(made.0, made.1.clone());
        prop_assert_eq!(plain::read(&line), Some(made));
        let text = String::from_utf8(line).expect("JSON is text");
        prop_assert!(text.starts_with("{\"kind\":\"") && !text.contains("seq"), "{}", text);
    }
}

#[test]
fn power_cut_during_an_import_leaves_all_of_it_or_nothing() {
    let (own, other) = (script()[..6].to_vec(), script()[6..].to_vec());
    let before = SimulatedDisk::default();
    written(&before, HERE, "desk", &own);
    written(&before, THERE, "lap", &other);
    let carried = exported(&before, THERE, Extent::EveryRecord);
    let whole = before.after_power_cut(Loss::KeptAll);
    taken(&whole, HERE, "desk", &carried);
    let (nothing, all) = (after(&own), states(&whole, HERE));
    let calls = whole.calls();
    let mut tried = 0;
    for call in 0..calls {
        for loss in
            [Loss::KeptAll, Loss::SyncedOnly, Loss::SizesOnly].into_iter().chain((0..20).map(Loss::Random))
        {
            let disk = before.after_power_cut(Loss::KeptAll);
            disk.set_fault(Fault::From(call));
            let said = import(&disk, Path::new(HERE), "desk", &carried).is_ok();
            let found = disk.after_power_cut(loss);
            let kept = Log::open(&found, Path::new(HERE), "desk").expect("it opens").1.states;
            assert!(kept == all || (kept == nothing && !said), "call {call}, {loss:?}");
            taken(&found, HERE, "desk", &carried);
            assert_eq!(states(&found, HERE), all, "call {call}, {loss:?}");
            tried += 1;
        }
    }
    assert!(tried > 200, "only {tried} states were tried");
}

#[test]
fn import_that_fails_once_anywhere_is_told_and_can_be_made_again() {
    let before = SimulatedDisk::default();
    written(&before, HERE, "desk", &script()[..6]);
    written(&before, THERE, "lap", &script()[6..]);
    let carried = exported(&before, THERE, Extent::EveryRecord);
    let whole = before.after_power_cut(Loss::KeptAll);
    taken(&whole, HERE, "desk", &carried);
    for fault in (0..whole.calls()).flat_map(|call| [Fault::Once(call), Fault::Short(call)]) {
        let disk = before.after_power_cut(Loss::KeptAll);
        disk.set_fault(fault);
        let said = import(&disk, Path::new(HERE), "desk", &carried).is_ok();
        disk.set_fault(Fault::None);
        assert!(!said || states(&disk, HERE) == states(&whole, HERE), "{fault:?}");
        taken(&disk, HERE, "desk", &carried);
        assert_eq!(states(&disk, HERE), states(&whole, HERE), "{fault:?}");
    }
}

#[test]
fn what_a_file_holds_beside_records_is_told() {
    let disk = SimulatedDisk::default();
    let star =
        |number: usize, seq| record::act_lines("lap-00000001", seq, &[(id(number), Decision::Star)], None);
    let two = [(id(8), Decision::Star), (id(9), Decision::Star)];
    let torn = record::act_lines("lap-00000001", 3, &two, None);
    let half = torn.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default();
    let damaged = String::from_utf8(star(2, 2)).expect("JSON is text").replace("star", "read").into_bytes();
    let bytes = [&star(1, 1)[..], &damaged, b"prose\n\n", half].concat();
    let imported = taken(&disk, HERE, "desk", &[Source { path: "file".into(), bytes }]);
    assert_eq!((imported.added, imported.notices.len()), (1, 2), "{:?}", imported.notices);
    assert_eq!(states(&disk, HERE).len(), 1);
    let newer = Source { path: "file".into(), bytes: b"{\"format\":2}\n".to_vec() };
    assert!(import(&disk, Path::new(HERE), "desk", &[newer]).is_err());
}

#[test]
fn unknown_kinds_are_carried_along() {
    let disk = SimulatedDisk::default();
    let object = serde_json::json!({"seq": 3, "device": "lap", "act": 3, "of": 1, "kind": "unheard-of"});
    let line = record::sealed(&object);
    disk.make_folder(Path::new(THERE)).expect("a sound disk");
    let mut file = disk.create(&Path::new(THERE).join("lap-00000001.jsonl")).expect("a sound disk");
    write_whole(&mut file, &[record::header_line("lap-00000001"), line.clone()].concat())
        .expect("a sound disk");
    file.sync().expect("a sound disk");
    taken(&disk, HERE, "desk", &exported(&disk, THERE, Extent::EveryRecord));
    let again = exported(&disk, HERE, Extent::EveryRecord);
    assert!(again[0].bytes.ends_with(&line));
}
