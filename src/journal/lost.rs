//! What backups know and the journal has lost: a file that was emptied, cut short or taken away from outside.
//!
//! Only how far a backup goes is read of it as long as it knows nothing more.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::backups::{self, Held};
use super::disk::Disk;
use super::reach::Reach;
use super::{JournalError, device, shown, transfer};

/// The decisions that backups hold of each device beyond the last one in the journal.
#[derive(Debug, Default)]
pub(super) struct Lost {
    devices: BTreeMap<String, Share>,
    /// The highest number that the journal or a backup knows.
    pub(super) highest: u64,
}

/// What is lost of one device.
#[derive(Debug)]
struct Share {
    /// The lines of its records, with their line feeds.
    lines: Vec<u8>,
    records: usize,
    /// The backup that goes furthest.
    backup: PathBuf,
}

impl Lost {
    /// Compares the backups beside a journal with how far its files go.
    pub(super) fn of(disk: &impl Disk, journal: &Path, known: &Reach) -> Result<Self, JournalError> {
        let held = backups::held(disk, journal)?;
        let highest = held.iter().map(|held| held.reach.highest()).max().unwrap_or(0);
        let mut lost = Self { devices: BTreeMap::new(), highest: known.highest().max(highest) };
        let mut taken: BTreeSet<Vec<u8>> = BTreeSet::new();
        let mut further: Vec<&Held> = held.iter().filter(|held| held.reach.exceeds(known)).collect();
        // The one that goes furthest is named; the names of those of one day do not tell which it is.
        further.sort_by_key(|held| held.reach.highest());
        for Held { path, .. } in further.into_iter().rev() {
            let bytes = backups::read(disk, path)?;
            for (place, line) in transfer::placed_lines(&bytes) {
                if place.seq > known.of_device(&place.device) && taken.insert(line.to_owned()) {
                    lost.share(&place.device, path).take(line);
                }
            }
        }
        Ok(lost)
    }

    /// All that was lost, as lines of a journal.
    pub(super) fn lines(&self) -> Vec<u8> {
        self.lines_where(&|_| true)
    }

    /// What was lost of the devices that this host is or was.
    pub(super) fn own_lines(&self, host: &str) -> Vec<u8> {
        self.lines_where(&|device| is_own(host, device))
    }

    /// What was lost, as sentences for the reader; that of `brought_back`, the host's own devices, stands in the journal
    /// again.
    pub(super) fn notices(&self, brought_back: Option<&str>) -> Vec<String> {
        let stands = |device: &str| brought_back.is_some_and(|host| is_own(host, device));
        self.devices.iter().map(|(device, share)| share.notice(device, stands(device))).collect()
    }

    fn share(&mut self, device: &str, backup: &Path) -> &mut Share {
        let new = || Share { lines: Vec::new(), records: 0, backup: backup.to_owned() };
        self.devices.entry(device.to_owned()).or_insert_with(new)
    }

    fn lines_where(&self, wanted: &dyn Fn(&str) -> bool) -> Vec<u8> {
        let shares = self.devices.iter().filter(|(device, _)| wanted(device));
        let mut lines: Vec<u8> = shares.flat_map(|(_, share)| share.lines.iter().copied()).collect();
        transfer::close(&mut lines);
        lines
    }
}

impl Share {
    fn take(&mut self, line: &[u8]) {
        self.lines.extend_from_slice(line);
        self.lines.push(b'\n');
        self.records += 1;
    }

    fn notice(&self, device: &str, brought_back: bool) -> String {
        let (backup, device) = (shown(&self.backup), shown(Path::new(device)));
        let (gone, they) = match self.records {
            1 => (format!("1 decision of {device} is gone from the journal"), "it is"),
            more => (format!("{more} decisions of {device} are gone from the journal"), "they are"),
        };
        let whence = if brought_back {
            format!(
                "brought back from the backup {backup}, and what was decided after that was made may be lost"
            )
        } else {
            format!("used from the backup {backup}, and `dateline state import {backup}` brings them back")
        };
        format!("{gone}; {they} {whence}")
    }
}

/// Whether a device is this host, or was: then nobody else brings its decisions back.
fn is_own(host: &str, device: &str) -> bool {
    device::is_of(host, OsStr::new(&format!("{device}.{}", device::EXTENSION)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Decision, Reversing};
    use crate::journal::Replay;
    use crate::journal::backups::{Occasion, all};
    use crate::journal::disk::DiskFile;
    use crate::journal::files::{Content, contents};
    use crate::journal::log::{Log, past, read_only};
    use crate::journal::simulated::SimulatedDisk;
    use crate::journal::survival::{States, after, id, script};
    use crate::journal::transfer::{Extent, Source, export, import};

    const JOURNAL: &str = "journal";

    fn opened(disk: &SimulatedDisk, host: &str) -> (Log<SimulatedDisk>, Replay) {
        Log::open(disk, Path::new(JOURNAL), host).expect("a sound disk")
    }

    /// A journal of two devices after the script, of which the first half is in a backup.
    fn backed_up() -> (SimulatedDisk, States) {
        let disk = SimulatedDisk::default();
        let (mut here, mut there) = (opened(&disk, "desk").0, opened(&disk, "lap").0);
        for (number, act) in script().iter().enumerate() {
            let log = if number % 3 == 1 { &mut there } else { &mut here };
            log.append(act, None).expect("a sound disk");
            drop((here, there));
            (here, there) = (opened(&disk, "desk").0, opened(&disk, "lap").0);
        }
        here.back_up("2023-11-12", Occasion::NewDay).expect("a sound disk");
        (disk, after(&script()))
    }

    fn file(disk: &SimulatedDisk, host: &str) -> Content {
        let of = |content: &Content| content.path.to_string_lossy().contains(host);
        let all = contents(disk, Path::new(JOURNAL)).expect("a sound disk");
        all.into_iter().find(of).expect("a file of the device")
    }

    /// Cuts a file after so many lines; takes it away where they are none and it is to go.
    fn shorten(disk: &SimulatedDisk, content: &Content, lines: Option<usize>) {
        let Some(lines) = lines else { return disk.remove(&content.path).expect("a sound disk") };
        let kept = content.bytes.split_inclusive(|byte| *byte == b'\n').take(lines);
        let file = disk.open(&content.path).expect("a sound disk");
        file.truncate(kept.map(<[u8]>::len).sum::<usize>() as u64)
            .and_then(|()| file.sync())
            .expect("a sound disk");
    }

    fn states(disk: &SimulatedDisk) -> States {
        read_only(disk, Path::new(JOURNAL)).expect("a sound disk").states
    }

    #[test]
    fn what_a_file_lost_is_told_used_and_brought_back_from_the_backup() {
        for lines in [None, Some(0), Some(1), Some(9)] {
            let (disk, expected) = backed_up();
            let before = file(&disk, "desk");
            shorten(&disk, &before, lines);
            let [backup] = &*all(&disk, Path::new(JOURNAL)).expect("a sound disk") else {
                panic!("one backup")
            };
            let told = |notices: &[String]| {
                notices.iter().filter(|told| told.contains(&*backup.to_string_lossy())).count()
            };
            let seen = read_only(&disk, Path::new(JOURNAL)).expect("a sound disk");
            assert_eq!((&seen.states, told(&seen.notices)), (&expected, 1), "{lines:?}: {:?}", seen.notices);
            let (mut log, replay) = opened(&disk, "desk");
            assert_eq!(
                (&replay.states, told(&replay.notices)),
                (&expected, 1),
                "{lines:?}: {:?}",
                replay.notices
            );
            let named = log.append(&[(id(1), Decision::Star)], None).expect("a sound disk").expect("an act");
            assert!(!before.path.to_string_lossy().contains(&*named.device), "a name of its own: {named}");
            let known = export(&disk, Path::new(JOURNAL), Extent::EveryRecord).expect("a sound disk");
            assert_eq!(named.first, known.decisions as u64, "behind all that the backup knows");
            // Nothing is left to be told, and nothing needs the backup any more.
            disk.remove(backup).expect("a sound disk");
            let (_, again) = opened(&disk, "desk");
            assert_eq!(again.notices, Vec::<String>::new());
            assert!(again.states[&id(1)].starred && states(&disk).len() == expected.len());
            // One act a key.
            let taken_back =
                past(&disk, Path::new(JOURNAL), Reversing::Undo, &|id| vec![id]).expect("a sound disk");
            assert_eq!(taken_back.map(|past| past.decided), Some(vec![(id(1), Decision::Star)]));
        }
    }

    #[test]
    fn what_another_devices_file_lost_is_used_and_left_to_that_device() {
        let (disk, expected) = backed_up();
        let whole = file(&disk, "lap");
        shorten(&disk, &whole, Some(2));
        let (mut log, replay) = opened(&disk, "desk");
        assert_eq!(replay.states, expected);
        assert!(replay.notices[0].contains("`dateline state import "), "{:?}", replay.notices);
        assert_eq!(states(&disk), expected);
        let all_of_it = export(&disk, Path::new(JOURNAL), Extent::EveryRecord).expect("a sound disk");
        assert_eq!(all_of_it.decisions, after_count());
        // The next backup knows it too, so that the first one may go.
        log.back_up("2023-11-13", Occasion::NewDay).expect("a sound disk");
        let backups = all(&disk, Path::new(JOURNAL)).expect("a sound disk");
        disk.remove(&backups[0]).expect("a sound disk");
        assert_eq!((backups.len(), states(&disk)), (2, expected));
    }

    fn after_count() -> usize {
        script().iter().map(Vec::len).sum()
    }

    #[test]
    fn what_compacting_leaves_out_is_not_lost() {
        let disk = SimulatedDisk::default();
        let (mut here, mut there) = (opened(&disk, "desk").0, opened(&disk, "lap").0);
        for decision in [Decision::Star, Decision::Unstar, Decision::Star] {
            here.append(&[(id(1), decision)], None).expect("a sound disk");
        }
        there.append(&[(id(1), Decision::Unstar)], None).expect("a sound disk");
        let mut there = opened(&disk, "lap").0;
        for decision in [Decision::Star, Decision::Unstar] {
            there.append(&[(id(1), decision)], None).expect("a sound disk");
        }
        // What the other device decided stands in the own file too.
        let other = file(&disk, "lap");
        disk.remove(&other.path).expect("a sound disk");
        let source = Source { path: other.path, bytes: other.bytes };
        import(&disk, Path::new(JOURNAL), "desk", &[source]).expect("a sound disk");
        let mut here = opened(&disk, "desk").0;
        here.back_up("2023-11-12", Occasion::BeforeReplacing).expect("a sound disk");
        let before = states(&disk);
        assert!(here.compact(0).expect("a sound disk").dropped > 0);
        let (_, replay) = opened(&disk, "desk");
        assert_eq!((replay.notices, replay.states), (Vec::new(), before));
    }

    #[test]
    fn file_cut_short_while_it_is_open_is_not_added_to() {
        let (disk, expected) = backed_up();
        let (mut log, _) = opened(&disk, "desk");
        shorten(&disk, &file(&disk, "desk"), Some(3));
        let act = [(id(50), Decision::Star)];
        for _ in 0..2 {
            let error = log.append(&act, None).expect_err("it lost what stood in it");
            assert!(matches!(error, JournalError::CutShort { .. } | JournalError::Suspect { .. }), "{error}");
        }
        let (mut log, replay) = opened(&disk, "desk");
        assert_eq!(replay.states, expected);
        log.append(&act, None).expect("a sound disk");
        assert_eq!(states(&disk).len(), expected.len() + 1);
    }

    #[test]
    fn file_without_a_backup_that_is_emptied_is_told() {
        let disk = SimulatedDisk::default();
        opened(&disk, "desk").0.append(&[(id(1), Decision::Star)], None).expect("a sound disk");
        shorten(&disk, &file(&disk, "desk"), Some(0));
        let [told] = &*opened(&disk, "desk").1.notices else { panic!("one notice") };
        assert!(told.contains("was empty and is begun anew"), "{told}");
        assert_eq!(opened(&disk, "desk").1.notices, Vec::<String>::new());
    }

    #[test]
    fn backup_that_does_not_say_how_far_it_goes_is_read() {
        let (disk, expected) = backed_up();
        let whole = export(&disk, Path::new(JOURNAL), Extent::EveryRecord).expect("a sound disk").lines;
        for backup in all(&disk, Path::new(JOURNAL)).expect("a sound disk") {
            disk.remove(&backup).expect("a sound disk");
        }
        let path = PathBuf::from("journal/backups/desk-1f0c77a2.2023-11-12.5f3a9c01.jsonl");
        let mut file = disk.create(&path).expect("a sound disk");
        let body = whole.split_inclusive(|byte| *byte == b'\n').skip(1).flatten().copied();
        file.write(&body.collect::<Vec<u8>>()).and_then(|_| file.sync()).expect("a sound disk");
        shorten(&disk, &self::file(&disk, "desk"), Some(4));
        assert_eq!(opened(&disk, "desk").1.states, expected);
    }

    #[test]
    fn acts_of_one_name_that_come_in_stay_two() {
        let disk = SimulatedDisk::default();
        let acts = [(id(1), Decision::Star), (id(2), Decision::Archive)];
        let lines = |act: &(_, _)| {
            let line = crate::journal::record::act_lines("desk-1f0c77a2", 1, std::slice::from_ref(act), None);
            Source { path: PathBuf::from("export.jsonl"), bytes: line }
        };
        let [one, other] = [lines(&acts[0]), lines(&acts[1])];
        let folder = Path::new(JOURNAL);
        let take = |source: &Source| {
            let imported = import(&disk, folder, "lap", std::slice::from_ref(source)).expect("a sound disk");
            (imported.added, imported.known)
        };
        assert_eq!((take(&one), take(&other)), ((1, 0), (1, 0)));
        assert_eq!((take(&other), take(&one)), ((0, 1), (0, 1)), "again");
        let past =
            past(&disk, folder, Reversing::Undo, &|id| vec![id]).expect("a sound disk").expect("an act");
        assert_eq!(past.decided.len(), 1, "{past:?}");
        assert_eq!(states(&disk).len(), 2);
    }
}
