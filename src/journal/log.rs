//! A journal over any file system: all files of a folder replayed into one state, acts appended to the own one.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::own::{Aftermath, Attached, OwnFile};
use super::record;
use super::replay;
use super::scan::{Head, Scan};
use super::{JournalError, Replay, device, shown};
use crate::article::{ArticleId, Decision};

/// A journal open for appending.
#[derive(Debug)]
pub(super) struct Log<D: Disk> {
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
struct Content {
    path: PathBuf,
    bytes: Vec<u8>,
}

/// What to do about files of a later format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strictness {
    /// Fail: nothing may be decided on top of decisions that cannot be read.
    RefuseNewer,
    /// Read what can be read and say so.
    TellNewer,
}

impl<D: Disk> Log<D> {
    /// Opens or creates the journal in a folder.
    pub(super) fn open(disk: &D, folder: &Path, host: &str) -> Result<(Self, Replay), JournalError> {
        disk.make_folder(folder).map_err(JournalError::io("cannot make", folder))?;
        let mut own = None;
        let mut contents = Vec::new();
        for name in journal_names(disk, folder)? {
            let path = folder.join(&name);
            if own.is_some() || !device::is_of(host, &name) {
                contents.push(Content::read(disk, path)?);
                continue;
            }
            let bytes = match OwnFile::attach(disk.clone(), &path)? {
                Attached::Own(file, bytes) => {
                    own = Some(file);
                    bytes
                }
                Attached::Foreign(bytes) => bytes,
            };
            contents.push(Content { path, bytes });
        }
        let (mut replay, last) = replay_all(&contents, Strictness::RefuseNewer)?;
        let mut own = own.map_or_else(|| OwnFile::begin(disk.clone(), folder, host), Ok)?;
        replay.notices.extend(own.take_notices());
        Ok((Self { own, health: Health::Sound, last }, replay))
    }

    /// Appends decisions as one act and returns once they are durable.
    pub(super) fn append(&mut self, decisions: &[(ArticleId, Decision)]) -> Result<(), JournalError> {
        if self.health == Health::Suspect {
            return Err(JournalError::Suspect { path: self.own.path().to_owned() });
        }
        if decisions.is_empty() {
            return Ok(());
        }
        let seen = self.own.lock().inspect_err(|_| self.health = Health::Suspect)?;
        self.last = self.last.max(seen);
        let result = self.write(decisions);
        self.own.unlock();
        result
    }

    /// What was set aside since the journal was opened; told once.
    pub(super) fn take_notices(&mut self) -> Vec<String> {
        self.own.take_notices()
    }

    fn write(&mut self, decisions: &[(ArticleId, Decision)]) -> Result<(), JournalError> {
        let lines = record::act_lines(self.own.device(), self.last.saturating_add(1), decisions);
        self.own.append(&lines).inspect_err(|failure| match failure.aftermath {
            Aftermath::TakenBack => {}
            Aftermath::Doubtful => self.health = Health::Suspect,
        })?;
        self.last = self.last.saturating_add(decisions.len() as u64);
        Ok(())
    }
}

/// Replays all files of a folder and writes nothing; a folder that does not exist is an empty journal.
pub(super) fn read_only(disk: &impl Disk, folder: &Path) -> Result<Replay, JournalError> {
    let names = match journal_names(disk, folder) {
        Err(JournalError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => Vec::new(),
        names => names?,
    };
    let contents: Result<Vec<Content>, JournalError> =
        names.into_iter().map(|name| Content::read(disk, folder.join(name))).collect();
    Ok(replay_all(&contents?, Strictness::TellNewer)?.0)
}

impl Content {
    fn read(disk: &impl Disk, path: PathBuf) -> Result<Self, JournalError> {
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

fn replay_all(contents: &[Content], strictness: Strictness) -> Result<(Replay, u64), JournalError> {
    let mut notices = Vec::new();
    let mut records = Vec::new();
    let mut last = 0;
    for Content { path, bytes } in contents {
        let scan = Scan::of(bytes);
        match (strictness, scan.refuse_newer(path)) {
            (_, Ok(())) => {}
            (Strictness::RefuseNewer, refused) => refused?,
            (Strictness::TellNewer, Err(error)) => notices.push(format!("{error}; what it knows was read")),
        }
        notices.extend(damage_notices(&scan, bytes.len(), path));
        last = last.max(scan.last);
        records.extend(scan.records);
    }
    Ok((Replay { states: replay::states(records), notices }, last))
}

fn damage_notices(scan: &Scan<'_>, length: usize, path: &Path) -> Vec<String> {
    let mut notices = Vec::new();
    if let Some(first) = scan.damaged.first() {
        let count = scan.damaged.len();
        let lines = if count == 1 { "line is" } else { "lines are" };
        notices.push(format!("{count} {lines} damaged in {} (from line {first}); passed over", shown(path)));
    }
    if scan.good < length && !matches!(scan.head, Head::Newer(_)) {
        let bytes = length - scan.good;
        notices.push(format!("the last {bytes} bytes of {} were never finished; passed over", shown(path)));
    }
    notices
}
