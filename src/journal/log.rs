//! A journal over any file system: all files of a folder replayed into one state, acts appended to the own one.

use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use super::act::{ActName, NewAct, Reversal};
use super::backups::{self, Label, Occasion};
use super::disk::Disk;
use super::fold::{self, Folded};
use super::own::{Aftermath, OwnFile};
use super::record;
use super::replay::{Past, Records};
use super::scan::{Head, Scan};
use super::{Compacted, JournalError, Replay, device, shown, transfer};
use crate::article::{ArticleId, Decision, Reversing, Sighting};

/// A journal open for appending.
#[derive(Debug)]
pub(super) struct Log<D: Disk> {
    folder: PathBuf,
    own: OwnFile<D>,
    health: Health,
    /// The highest sequence number seen in any file.
    last: u64,
}

/// Whether what the system says about the own file can still be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Health {
    Sound,
    Suspect,
}

/// The bytes of one file.
#[derive(Debug)]
pub(super) struct Content {
    pub(super) path: PathBuf,
    pub(super) bytes: Vec<u8>,
}

/// The files that may be this device's own, each beside the content of every file.
type Opened<D> = (Vec<Option<OwnFile<D>>>, Vec<Content>);

/// Whether the end of a file was repaired or is as it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    AsFound,
    Repaired,
}

impl<D: Disk> Log<D> {
    /// Opens or creates the journal in a folder.
    pub(super) fn open(disk: &D, folder: &Path, host: &str) -> Result<(Self, Replay), JournalError> {
        disk.make_folder(folder).map_err(JournalError::io("cannot make", folder))?;
        let (files, contents) = open_all(disk, folder, host)?;
        let scans: Vec<Scan<'_>> = contents.iter().map(|content| Scan::of(&content.bytes)).collect();
        for (content, scan) in contents.iter().zip(&scans) {
            scan.refuse_newer(&content.path)?;
        }
        let mut own = None;
        let mut notices = Vec::new();
        for ((file, content), scan) in files.into_iter().zip(&contents).zip(&scans) {
            let recovered = match file.filter(|_| own.is_none()) {
                Some(file) => file.recover(scan, &content.bytes)?,
                None => None,
            };
            let end = if recovered.is_some() { End::Repaired } else { End::AsFound };
            notices.extend(damage_notices(scan, content, end));
            own = own.or(recovered);
        }
        let mut own = own.map_or_else(|| OwnFile::begin(disk.clone(), folder, host), Ok)?;
        notices.extend(own.take_notices());
        let last = scans.iter().map(|scan| scan.last).max().unwrap_or(0);
        let replay = replay(scans, notices);
        Ok((Self { folder: folder.to_owned(), own, health: Health::Sound, last }, replay))
    }

    /// Appends decisions as one act, which may reverse an earlier one, and returns once they are durable. Gives the
    /// name of the act; none where there is nothing to write.
    pub(super) fn append(
        &mut self,
        decisions: &[(ArticleId, Decision)],
        reverses: Option<&Reversal>,
    ) -> Result<Option<ActName>, JournalError> {
        self.append_act(&NewAct { decisions, reverses, ..NewAct::default() })
    }

    /// Appends an act, and returns once it is durable. Gives its name; none where there is nothing to write.
    pub(super) fn append_act(&mut self, act: &NewAct<'_>) -> Result<Option<ActName>, JournalError> {
        if act.records() == 0 {
            return self.refuse_suspect().map(|()| None);
        }
        self.locked(|log| log.write(act)).map(Some)
    }

    /// Takes those of these lines into the own file that stand in no file of the folder, all or none of them;
    /// tells how many they were.
    pub(super) fn merge(&mut self, records: &[&[u8]]) -> Result<usize, JournalError> {
        self.locked(|log| {
            let own = log.own.content()?;
            let (bytes, added) = transfer::joined(&own, &contents(log.own.disk(), &log.folder)?, records);
            if added > 0 {
                log.replace(&bytes)?;
            }
            Ok(added)
        })
    }

    /// Leaves out of the own file what is superseded in it, all but the newest acts.
    pub(super) fn compact(&mut self, newest: usize) -> Result<Compacted, JournalError> {
        self.locked(|log| {
            let own = log.own.content()?;
            let path = log.own.path();
            let not_understood = || JournalError::NotUnderstood { path: path.to_owned() };
            let all = contents(log.own.disk(), &log.folder)?;
            let all: Vec<&[u8]> = all.iter().map(|content| content.bytes.as_slice()).collect();
            let Folded { bytes, dropped } = fold::folded(&own, newest, &all).ok_or_else(not_understood)?;
            if dropped > 0 {
                log.replace(&bytes)?;
            }
            Ok(Compacted { dropped, before: own.len(), after: bytes.len() })
        })
    }

    /// Makes a backup of all decisions in the folder, where one is due.
    pub(super) fn back_up(&mut self, day: &str, occasion: Occasion) -> Result<(), JournalError> {
        self.locked(|log| {
            let label = Label { device: log.own.device(), day };
            backups::back_up(log.own.disk(), &log.folder, label, occasion)
        })
    }

    /// Does something while no other program writes to the own file.
    fn locked<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, JournalError>,
    ) -> Result<T, JournalError> {
        self.refuse_suspect()?;
        let seen = self.own.lock().inspect_err(|_| self.health = Health::Suspect)?;
        self.last = self.last.max(seen);
        let result = work(self);
        self.own.unlock();
        result
    }

    /// Takes back or does again an act of the past, and returns once that is durable.
    pub(super) fn reverse(&mut self, past: &Past) -> Result<Option<ActName>, JournalError> {
        self.last = self.last.max(past.last);
        self.append(&past.decisions, Some(&past.reversal))
    }

    fn refuse_suspect(&self) -> Result<(), JournalError> {
        match self.health {
            Health::Sound => Ok(()),
            Health::Suspect => Err(JournalError::Suspect { path: self.own.path().to_owned() }),
        }
    }

    fn replace(&mut self, bytes: &[u8]) -> Result<(), JournalError> {
        self.own.replace(bytes).inspect_err(|_| self.health = Health::Suspect)?;
        self.last = self.last.max(Scan::of(bytes).last);
        Ok(())
    }

    /// What was set aside since the journal was opened; told once.
    pub(super) fn take_notices(&mut self) -> Vec<String> {
        self.own.take_notices()
    }

    fn write(&mut self, act: &NewAct<'_>) -> Result<ActName, JournalError> {
        let name = ActName { device: self.own.device().into(), first: self.last.saturating_add(1) };
        let lines = record::lines_of(&name.device, name.first, act);
        self.own.append(&lines).inspect_err(|failure| match failure.aftermath {
            Aftermath::TakenBack => {}
            Aftermath::Doubtful => self.health = Health::Suspect,
        })?;
        self.last = self.last.saturating_add(act.records());
        Ok(name)
    }
}

/// The act that is taken back or done again next, over all files of a folder; writes nothing.
pub(super) fn past(
    disk: &impl Disk,
    folder: &Path,
    reversing: Reversing,
    reached: &dyn Fn(ArticleId) -> Vec<ArticleId>,
) -> Result<Option<Past>, JournalError> {
    let contents = contents(disk, folder)?;
    let records = contents.iter().flat_map(|content| Scan::of(&content.bytes).records).collect();
    Ok(Records::new(records).past(reversing, reached))
}

/// By what some articles are known again, over all files of a folder; writes nothing.
pub(super) fn sightings(
    disk: &impl Disk,
    folder: &Path,
    wanted: &HashSet<ArticleId>,
) -> Result<HashMap<ArticleId, Sighting>, JournalError> {
    let contents = contents(disk, folder)?;
    let records = contents.iter().flat_map(|content| Scan::of(&content.bytes).records).collect();
    Ok(Records::new(records).sightings(wanted))
}

/// Replays all files of a folder and writes nothing; a folder that does not exist is an empty journal.
pub(super) fn read_only(disk: &impl Disk, folder: &Path) -> Result<Replay, JournalError> {
    let contents = contents(disk, folder)?;
    let scans = contents.iter().map(|content| Scan::of(&content.bytes)).collect();
    Ok(replay(scans, notices(&contents)))
}

/// What all files of a folder hold; nothing where there is no such folder.
pub(super) fn contents(disk: &impl Disk, folder: &Path) -> Result<Vec<Content>, JournalError> {
    let names = match journal_names(disk, folder) {
        Err(JournalError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => Vec::new(),
        names => names?,
    };
    names.into_iter().map(|name| Content::read(disk, folder.join(name))).collect()
}

/// What is wrong with files that are only read.
pub(super) fn notices(contents: &[Content]) -> Vec<String> {
    let of = |content: &Content| {
        let scan = Scan::of(&content.bytes);
        let newer = scan.refuse_newer(&content.path).err();
        let newer = newer.map(|error| format!("{error}; what it knows was read"));
        newer.into_iter().chain(damage_notices(&scan, content, End::AsFound)).collect::<Vec<_>>()
    };
    contents.iter().flat_map(of).collect()
}

/// Reads all files, and keeps open and locked those that may be this device's own.
fn open_all<D: Disk>(disk: &D, folder: &Path, host: &str) -> Result<Opened<D>, JournalError> {
    let mut files = Vec::new();
    let mut contents = Vec::new();
    for name in journal_names(disk, folder)? {
        let path = folder.join(&name);
        if device::is_of(host, &name) {
            let (file, bytes) = OwnFile::open(disk.clone(), &path)?;
            files.push(Some(file));
            contents.push(Content { path, bytes });
        } else {
            files.push(None);
            contents.push(Content::read(disk, path)?);
        }
    }
    Ok((files, contents))
}

fn replay(scans: Vec<Scan<'_>>, notices: Vec<String>) -> Replay {
    let records = Records::new(scans.into_iter().flat_map(|scan| scan.records).collect());
    let (lineage, seen) = (records.lineage(), records.seen());
    let states = records.states();
    let left = records.left(&states);
    Replay { states, lineage, seen, left, notices }
}

impl Content {
    pub(super) fn read(disk: &impl Disk, path: PathBuf) -> Result<Self, JournalError> {
        let bytes = disk.read(&path).map_err(JournalError::io("cannot read", &path))?;
        Ok(Self { path, bytes })
    }
}

/// The names of all journal files, sorted.
fn journal_names(disk: &impl Disk, folder: &Path) -> Result<Vec<OsString>, JournalError> {
    let mut names = disk.names(folder).map_err(JournalError::io("cannot read", folder))?;
    names.retain(|name| Path::new(name).extension().is_some_and(|extension| extension == device::EXTENSION));
    names.sort_unstable();
    Ok(names)
}

fn damage_notices(scan: &Scan<'_>, content: &Content, end: End) -> Vec<String> {
    let path = shown(&content.path);
    let mut notices = Vec::new();
    if let Some(first) = scan.damaged.first() {
        let count = scan.damaged.len();
        let lines = if count == 1 { "line is" } else { "lines are" };
        notices.push(format!("{count} {lines} damaged in {path} (from line {first}); passed over"));
    }
    let rest = content.bytes.len().saturating_sub(scan.good);
    if rest > 0 && end == End::AsFound && !matches!(scan.head, Head::Newer(_)) {
        notices.push(format!("the last {rest} bytes of {path} were never finished; passed over"));
    }
    notices
}
