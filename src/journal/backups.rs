//! Copies of all decisions in plain text, in a folder beside the journal's files that replay does not read.
//!
//! A backup is an export: one file that a journal can be made of again.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, DiskFile};
use super::own::write_whole;
use super::reach::Reach;
use super::remedy::{Remedy, remedy};
use super::scan::Scan;
use super::{JournalError, device, files, record, regular, transfer};

/// The folder of the backups, in that of the journal.
const FOLDER: &str = "backups";

/// Of how many days backups are kept; those of older days are removed.
const DAYS: usize = 7;

/// What is added to the name of a backup that is not complete yet.
const UNFINISHED: &str = ".part";

/// Why a backup is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Occasion {
    /// None was made today.
    NewDay,
    /// What stands in the journal's files is about to be replaced.
    BeforeReplacing,
}

/// Whose backup, and of which day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Label<'a> {
    /// The device that makes it.
    pub(super) device: &'a str,
    /// The day, as `2023-11-12`.
    pub(super) day: &'a str,
}

/// Makes a backup of all decisions in a folder, where something changed since the last one, and removes old ones.
pub(super) fn back_up(
    disk: &impl Disk,
    journal: &Path,
    label: Label<'_>,
    occasion: Occasion,
) -> Result<(), JournalError> {
    let folder = journal.join(FOLDER);
    let known = names(disk, &folder)?;
    let own = known.iter().filter_map(|name| dated(name, label.device));
    if occasion == Occasion::NewDay && own.clone().any(|(day, _)| day == label.day) {
        return Ok(());
    }
    let mut contents = files::contents(disk, journal)?;
    let digest = format!("{:08x}", digest(&contents));
    if own.clone().any(|(_, made_of)| made_of == digest) {
        return Ok(());
    }
    // What only an older backup knows stands in this one too, so that the older one may go.
    let lost = files::lost(disk, journal, &contents)?;
    contents.push(files::Content::of(&folder, lost.lines()));
    let exported = transfer::every_record(&contents);
    if exported.decisions == 0 {
        return Ok(());
    }
    let Label { device, day } = label;
    let name = format!("{device}.{day}.{digest}.{}", device::EXTENSION);
    write(disk, &folder, &name, &exported.lines)?;
    let days: BTreeSet<&str> = own.map(|(day, _)| day).chain([day]).collect();
    let kept: BTreeSet<&str> = days.into_iter().rev().take(DAYS).chain([day]).collect();
    let old = known.iter().filter(|name| dated(name, device).is_some_and(|(day, _)| !kept.contains(day)));
    let old: Vec<PathBuf> = old.map(|name| folder.join(name)).collect();
    let all_is_sound = exported.notices.is_empty();
    let needed = if old.is_empty() || all_is_sound { Vec::new() } else { needed(disk, journal, &contents)? };
    for path in old.iter().filter(|path| !needed.contains(path)) {
        // One that stays is in nobody's way, and is tried again with the next backup.
        let _ = disk.remove(path);
    }
    Ok(())
}

/// The backups of all devices, the oldest first.
pub(super) fn all(disk: &impl Disk, journal: &Path) -> Result<Vec<PathBuf>, JournalError> {
    let folder = journal.join(FOLDER);
    let mut names = names(disk, &folder)?;
    names.retain(|name| parts(name).is_some());
    names.sort_by(|one, other| parts(one).map(|(_, rest)| rest).cmp(&parts(other).map(|(_, rest)| rest)));
    Ok(names.into_iter().map(|name| folder.join(name)).collect())
}

/// The backups that alone know what damaged lines of the journal said.
fn needed(
    disk: &impl Disk,
    journal: &Path,
    contents: &[files::Content],
) -> Result<Vec<PathBuf>, JournalError> {
    let backups = all(disk, journal)?;
    let mut needed = Vec::new();
    for file in contents {
        if let Some(Remedy::Backup(backup)) = remedy(disk, file, contents, &backups)? {
            needed.push(backup);
        }
    }
    Ok(needed)
}

/// A backup, and how far it goes.
#[derive(Debug)]
pub(super) struct Held {
    /// The file.
    pub(super) path: PathBuf,
    /// The highest number of each device in it.
    pub(super) reach: Reach,
}

/// How far each backup goes, the oldest first. Their first lines tell, where this program made them.
pub(super) fn held(disk: &impl Disk, journal: &Path) -> Result<Vec<Held>, JournalError> {
    let held = |path: PathBuf| match reach(disk, &path) {
        Ok(reach) => Some(Ok(Held { path, reach })),
        Err(error) if regular::oddity(&error).is_some() => None,
        Err(error) => Some(Err(JournalError::io("cannot read", &path)(error))),
    };
    all(disk, journal)?.into_iter().filter_map(held).collect()
}

fn reach(disk: &impl Disk, path: &Path) -> io::Result<Reach> {
    match record::stated_reach(&disk.first_line(path)?) {
        Some(reach) => Ok(reach),
        None => Ok(Reach::of([&Scan::of(&disk.read(path)?)])),
    }
}

/// What a backup holds; nothing where it is no file.
pub(super) fn read(disk: &impl Disk, path: &Path) -> Result<Vec<u8>, JournalError> {
    match disk.read(path) {
        Err(error) if regular::oddity(&error).is_some() => Ok(Vec::new()),
        read => read.map_err(JournalError::io("cannot read", path)),
    }
}

/// The names in the folder of backups; none where there is no such folder.
fn names(disk: &impl Disk, folder: &Path) -> Result<Vec<String>, JournalError> {
    let names = match disk.names(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        names => names.map_err(JournalError::io("cannot read", folder))?,
    };
    Ok(names.into_iter().filter_map(|name| name.into_string().ok()).collect())
}

/// The day and the digest in the name of a device's backup.
fn dated<'a>(name: &'a str, device: &str) -> Option<(&'a str, &'a str)> {
    parts(name).filter(|(of, _)| *of == device).map(|(_, dated)| dated)
}

/// The device, the day and the digest in the name of a backup.
fn parts(name: &str) -> Option<(&str, (&str, &str))> {
    let name = name.strip_suffix(device::EXTENSION)?.strip_suffix('.')?;
    let (rest, digest) = name.rsplit_once('.')?;
    let (device, day) = rest.rsplit_once('.')?;
    (digest.len() == 8 && day.len() == 10).then_some((device, (day, digest)))
}

/// Changes with anything that stands in the files.
fn digest(contents: &[files::Content]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    for content in contents {
        hasher.update(&content.bytes);
    }
    hasher.finalize()
}

/// Writes a file that bears its name only when it is complete and durable.
fn write(disk: &impl Disk, folder: &Path, name: &str, bytes: &[u8]) -> Result<(), JournalError> {
    let (path, part) = (folder.join(name), folder.join(format!("{name}{UNFINISHED}")));
    let written = || {
        disk.make_folder(folder)?;
        match disk.remove(&part) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            result => result?,
        }
        let mut file = disk.create(&part)?;
        write_whole(&mut file, bytes)?;
        file.sync()?;
        disk.rename(&part, &path)?;
        disk.sync_folder(folder)
    };
    written().map_err(|source| {
        // A full disk needs the room.
        let _ = disk.remove(&part);
        JournalError::io("cannot write", &path)(source)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Decision;
    use crate::journal::log::{Log, read_only};
    use crate::journal::simulated::{Fault, Loss, SimulatedDisk};
    use crate::journal::survival::{Act, after, id, script};
    use crate::journal::transfer::{Source, import};

    const JOURNAL: &str = "journal";

    fn decided(disk: &SimulatedDisk, acts: &[Act]) {
        let mut log = Log::open(disk, Path::new(JOURNAL), "desk").expect("a sound disk").0;
        for act in acts {
            log.append(act, None).expect("a sound disk");
        }
    }

    fn backed_up(disk: &SimulatedDisk, day: &str, occasion: Occasion) -> Result<(), JournalError> {
        back_up(disk, Path::new(JOURNAL), Label { device: "desk-1f0c77a2", day }, occasion)
    }

    fn days(disk: &SimulatedDisk) -> Vec<String> {
        let all = all(disk, Path::new(JOURNAL)).expect("a sound disk");
        let names = all.iter().filter_map(|path| path.file_name()?.to_str()?.split('.').nth(1));
        names.map(ToOwned::to_owned).collect()
    }

    /// The state that each backup leads to.
    fn restored(disk: &SimulatedDisk) -> Vec<crate::journal::survival::States> {
        let all = all(disk, Path::new(JOURNAL)).expect("a sound disk");
        let state = |(number, path): (usize, &PathBuf)| {
            let folder = PathBuf::from(format!("restored {number}"));
            let bytes = disk.read(path).expect("a sound disk");
            let source = Source { path: path.clone(), bytes };
            let imported = import(disk, &folder, "lap", &[source]).expect("a backup can be imported");
            assert_eq!(imported.notices, Vec::<String>::new());
            read_only(disk, &folder).expect("a sound disk").states
        };
        all.iter().enumerate().map(state).collect()
    }

    #[test]
    fn a_backup_is_made_once_a_day_where_something_changed() {
        let disk = SimulatedDisk::default();
        backed_up(&disk, "2023-11-09", Occasion::NewDay).expect("a sound disk");
        assert_eq!(days(&disk), [""; 0], "nothing was decided");
        decided(&disk, &script()[..3]);
        for day in ["2023-11-10", "2023-11-10", "2023-11-11"] {
            backed_up(&disk, day, Occasion::NewDay).expect("a sound disk");
        }
        assert_eq!(days(&disk), ["2023-11-10"], "nothing changed on the day after");
        decided(&disk, &script()[3..4]);
        backed_up(&disk, "2023-11-10", Occasion::NewDay).expect("a sound disk");
        assert_eq!(days(&disk).len(), 1, "one a day");
        backed_up(&disk, "2023-11-10", Occasion::BeforeReplacing).expect("a sound disk");
        assert_eq!(days(&disk).len(), 2);
        backed_up(&disk, "2023-11-12", Occasion::BeforeReplacing).expect("a sound disk");
        assert_eq!(days(&disk).len(), 2, "the same is never kept twice");
    }

    #[test]
    fn backups_of_seven_days_are_kept_and_the_new_one_always() {
        let disk = SimulatedDisk::default();
        let days_of_change = (10..20).map(|day| format!("2023-11-{day}"));
        for (number, day) in days_of_change.chain(["1970-01-01".to_owned()]).enumerate() {
            decided(&disk, &[vec![(id(number), Decision::Star)]]);
            backed_up(&disk, &day, Occasion::NewDay).expect("a sound disk");
            assert!(days(&disk).contains(&day), "{day}");
        }
        let kept: Vec<String> = (13..20).map(|day| format!("2023-11-{day}")).collect();
        assert_eq!(days(&disk), [&["1970-01-01".to_owned()], &kept[..]].concat());
        assert_eq!(
            restored(&disk).iter().map(std::collections::HashMap::len).collect::<Vec<_>>(),
            [11, 4, 5, 6, 7, 8, 9, 10]
        );
    }

    #[test]
    fn backup_that_alone_knows_what_a_damaged_line_said_is_kept() {
        use super::super::disk::DiskFile as _;
        let disk = SimulatedDisk::default();
        decided(
            &disk,
            &[vec![(id(1), Decision::Star)], vec![(id(2), Decision::Read)], vec![(id(3), Decision::Star)]],
        );
        backed_up(&disk, "2023-11-01", Occasion::NewDay).expect("a sound disk");
        let [file] = &*files::contents(&disk, Path::new(JOURNAL)).expect("a sound disk") else {
            panic!("one file")
        };
        let damaged = String::from_utf8_lossy(&file.bytes).replace("\"read\"", "\"reed\"");
        disk.remove(&file.path).expect("a sound disk");
        let mut damaged_file = disk.create(&file.path).expect("a sound disk");
        damaged_file.write(damaged.as_bytes()).and_then(|_| damaged_file.sync()).expect("a sound disk");
        for (number, day) in (10..20).map(|day| format!("2023-11-{day}")).enumerate() {
            decided(&disk, &[vec![(id(number), Decision::Archive)]]);
            backed_up(&disk, &day, Occasion::NewDay).expect("a sound disk");
        }
        assert_eq!((days(&disk).len(), &*days(&disk)[0]), (8, "2023-11-01"));
    }

    #[test]
    fn power_cut_during_a_backup_leaves_whole_ones_only() {
        let before = SimulatedDisk::default();
        decided(&before, &script());
        let whole = before.after_power_cut(Loss::KeptAll);
        backed_up(&whole, "2023-11-12", Occasion::NewDay).expect("a sound disk");
        let (calls, expected) = (whole.calls(), after(&script()));
        assert_eq!(restored(&whole), std::slice::from_ref(&expected));
        let losses =
            || [Loss::KeptAll, Loss::SyncedOnly, Loss::SizesOnly].into_iter().chain((0..8).map(Loss::Random));
        let faults = |call| [Fault::From(call), Fault::Once(call), Fault::Short(call)];
        for (fault, loss) in
            (0..calls).flat_map(faults).flat_map(|fault| losses().map(move |loss| (fault, loss)))
        {
            let disk = before.after_power_cut(Loss::KeptAll);
            disk.set_fault(fault);
            let said = backed_up(&disk, "2023-11-12", Occasion::NewDay).is_ok();
            disk.set_fault(Fault::None);
            let found = disk.after_power_cut(loss);
            let backups = restored(&found);
            assert!(backups.iter().all(|states| *states == expected), "{fault:?}, {loss:?}");
            assert!(!said || !backups.is_empty(), "{fault:?}, {loss:?}");
            assert_eq!(read_only(&found, Path::new(JOURNAL)).expect("a sound disk").states, expected);
            backed_up(&found, "2023-11-13", Occasion::NewDay).expect("a sound disk");
            assert!(!days(&found).is_empty(), "{fault:?}, {loss:?}");
        }
    }
}
