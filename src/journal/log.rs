//! A journal over any file system: all files of a folder replayed into one state, acts appended to the own one.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::act::{ActName, NewAct, Reversal, Turned};
use super::backups::{self, Label, Occasion};
use super::disk::Disk;
use super::files::{Content, End, contents, damage_notices, emptied, journal_names};
use super::fold::{self, Folded};
use super::lost::Lost;
use super::own::{Aftermath, OwnFile, Reading};
use super::reach::Reach;
use super::record;
use super::replay::{Past, Records, Standing};
use super::scan::{Head, Scan};
use super::{Compacted, JournalError, Replay, device, transfer};
use crate::article::{ArticleId, Decision, Reversing, Sighting};

/// A journal open for appending.
#[derive(Debug)]
pub(super) struct Log<D: Disk> {
    folder: PathBuf,
    own: OwnFile<D>,
    health: Health,
    /// The highest sequence number seen in any file.
    last: u64,
    /// The highest sequence number seen in the own file.
    own_last: u64,
    /// The bytes that each other file held when the journal was opened.
    others: BTreeMap<PathBuf, u64>,
    /// Whether another program has added to any file since.
    overtaken: bool,
}

/// Whether what the system says about the own file can still be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Health {
    Sound,
    Suspect,
}

/// The files that may be this device's own, each beside the content of every file.
type Opened<D> = (Vec<Option<OwnFile<D>>>, Vec<Content>);

impl<D: Disk> Log<D> {
    /// Opens or creates the journal in a folder.
    pub(super) fn open(disk: &D, folder: &Path, host: &str) -> Result<(Self, Replay), JournalError> {
        disk.make_folder(folder).map_err(JournalError::io("cannot make", folder))?;
        let (files, contents) = open_all(disk, folder, host)?;
        let scans: Vec<Scan<'_>> = contents.iter().map(|content| Scan::of(&content.bytes)).collect();
        for (content, scan) in contents.iter().zip(&scans) {
            scan.refuse_newer(&content.path)?;
        }
        let chosen = chosen(&files, &scans);
        let mut own = None;
        let mut notices = Vec::new();
        for (number, ((file, content), scan)) in files.into_iter().zip(&contents).zip(&scans).enumerate() {
            let file = file.filter(|_| chosen == Some(number));
            let recovered = file.map(|file| file.recover(scan, &content.bytes)).transpose()?;
            let end = if recovered.is_some() { End::Repaired } else { End::AsFound };
            notices.extend(damage_notices(scan, content, end));
            own = own.or(recovered.map(|file| (file, content, Reach::of([scan]).highest())));
        }
        let (gone, told) = look_for_lost(disk, folder, &Reach::of(&scans));
        let own_gone = gone.own_lines(host);
        let (own, own_last) = match own {
            Some((mut file, content, last)) => {
                notices.extend(file.take_notices());
                if own_gone.is_empty() {
                    notices.extend(emptied(content));
                    (file, last)
                } else {
                    // What else the device decided may come back from elsewhere, and no new act is to bear the name of
                    // one of those.
                    (OwnFile::begin(disk.clone(), folder, host)?, 0)
                }
            }
            None => (OwnFile::begin(disk.clone(), folder, host)?, 0),
        };
        let last = gone.highest.max(highest(&scans));
        let others = contents.iter().filter(|content| content.path != own.path());
        let others = others.map(|content| (content.path.clone(), content.bytes.len() as u64)).collect();
        let (folder, health) = (folder.to_owned(), Health::Sound);
        let mut log = Self { folder, own, health, last, own_last, others, overtaken: false };
        notices.extend(told.into_iter().chain(log.bring_back(&own_gone, &gone, host)));
        let lines = gone.lines();
        let replay = replay(scans.into_iter().chain([Scan::of(&lines)]).collect(), notices);
        Ok((log, replay))
    }

    /// Takes what was lost of this host's own devices into the own file; what is to be said of that and of the others.
    fn bring_back(&mut self, own: &[u8], lost: &Lost, host: &str) -> Vec<String> {
        if own.is_empty() {
            return lost.notices(None);
        }
        let lines: Vec<&[u8]> = own.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).collect();
        match self.merge(&lines) {
            Ok(_) => lost.notices(Some(host)),
            Err(error) => {
                let failed = format!("what a backup holds could not be brought back: {error}");
                lost.notices(None).into_iter().chain([failed]).collect()
            }
        }
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
        let doubt = |error: &JournalError| !matches!(error, JournalError::Busy { .. });
        let seen = self.own.lock().inspect_err(|error| {
            if doubt(error) {
                self.health = Health::Suspect;
            }
        })?;
        if seen.reading == Reading::Anew && seen.stands < self.own_last {
            self.own.unlock();
            self.health = Health::Suspect;
            return Err(JournalError::CutShort { path: self.own.path().to_owned() });
        }
        self.last = self.last.max(seen.last);
        self.own_last = self.own_last.max(seen.stands);
        self.overtaken |= seen.last > 0;
        let result = work(self);
        self.own.unlock();
        result
    }

    /// Takes back what comes next over all files, or does it again, and returns once that is durable; nothing where
    /// there is nothing. It is looked for under the lock, so that two programs never take back one act.
    pub(super) fn reverse(
        &mut self,
        reversing: Reversing,
        reached: &dyn Fn(ArticleId) -> Vec<ArticleId>,
    ) -> Result<Option<(ActName, Past)>, JournalError> {
        self.locked(|log| {
            let Some(past) = past(log.own.disk(), &log.folder, reversing, reached)? else { return Ok(None) };
            let act = NewAct { reverses: Some(&past.reversal), ..NewAct::default() };
            log.write_past(&act, &past).map(|name| Some((name, past.clone())))
        })
    }

    /// Appends an act that reverses one that this program did, and returns once it is durable. Where another program
    /// decided anything since the journal was opened, that is what all other acts that stand leave.
    pub(super) fn turn(
        &mut self,
        act: &NewAct<'_>,
        reached: &dyn Fn(ArticleId) -> Vec<ArticleId>,
    ) -> Result<Turned, JournalError> {
        let Some(reversal) = act.reverses.filter(|_| act.records() > 0) else {
            return self.append_act(act).map(Turned::AsAsked);
        };
        self.locked(|log| {
            if !log.is_overtaken()? {
                return log.write(act).map(|name| Turned::AsAsked(Some(name)));
            }
            let past = |scans: Vec<Scan<'_>>| Records::of(scans).past_of(reversal, reached);
            match read(log.own.disk(), &log.folder, |scans, _| past(scans))? {
                Some((past, Standing::AsWanted)) => Ok(Turned::Already(past)),
                Some((past, Standing::Otherwise)) => {
                    log.write_past(act, &past).map(|name| Turned::AsOthersLeave(name, past))
                }
                None => log.write(act).map(|name| Turned::AsAsked(Some(name))),
            }
        })
    }

    /// Takes note that what was replayed when the journal was opened is not what its reader sees.
    pub(super) fn fall_behind(&mut self) {
        self.overtaken = true;
    }

    fn write_past(&mut self, act: &NewAct<'_>, past: &Past) -> Result<ActName, JournalError> {
        self.last = self.last.max(past.last);
        self.write(&NewAct { decisions: &past.decisions, ..*act })
    }

    /// Whether another program has added to any file since the journal was opened; the own one is locked.
    fn is_overtaken(&mut self) -> Result<bool, JournalError> {
        if !self.overtaken {
            let disk = self.own.disk();
            let mut others = BTreeMap::new();
            for name in journal_names(disk, &self.folder)? {
                let path = self.folder.join(name);
                if path != self.own.path() {
                    let size = disk.size(&path).map_err(JournalError::io("cannot read", &path))?;
                    others.insert(path, size);
                }
            }
            self.overtaken = others != self.others;
        }
        Ok(self.overtaken)
    }

    fn refuse_suspect(&self) -> Result<(), JournalError> {
        match self.health {
            Health::Sound => Ok(()),
            Health::Suspect => Err(JournalError::Suspect { path: self.own.path().to_owned() }),
        }
    }

    fn replace(&mut self, bytes: &[u8]) -> Result<(), JournalError> {
        self.own.replace(bytes).inspect_err(|_| self.health = Health::Suspect)?;
        self.own_last = Scan::of(bytes).last;
        self.last = self.last.max(self.own_last);
        Ok(())
    }

    /// What was set aside since the journal was opened; told once.
    pub(super) fn take_notices(&mut self) -> Vec<String> {
        self.own.take_notices()
    }

    fn write(&mut self, act: &NewAct<'_>) -> Result<ActName, JournalError> {
        let first = self.last.saturating_add(1);
        if first.saturating_add(act.records()) > record::HIGHEST {
            return Err(JournalError::NoNumbers { path: self.folder.clone() });
        }
        let name = ActName { device: self.own.device().into(), first };
        let lines = record::lines_of(&name.device, name.first, act);
        self.own.append(&lines).inspect_err(|failure| match failure.aftermath {
            Aftermath::TakenBack => {}
            Aftermath::Doubtful => self.health = Health::Suspect,
        })?;
        self.last = self.last.saturating_add(act.records());
        self.own_last = self.last;
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
    read(disk, folder, |scans, _| Records::of(scans).past(reversing, reached))
}

/// By what some articles are known again, over all files of a folder; writes nothing.
pub(super) fn sightings(
    disk: &impl Disk,
    folder: &Path,
    wanted: &HashSet<ArticleId>,
) -> Result<HashMap<ArticleId, Sighting>, JournalError> {
    read(disk, folder, |scans, _| Records::of(scans).sightings(wanted))
}

/// Replays all files of a folder and writes nothing; a folder that does not exist is an empty journal.
pub(super) fn read_only(disk: &impl Disk, folder: &Path) -> Result<Replay, JournalError> {
    read(disk, folder, replay)
}

/// Does something with all that is known of a folder, and with what is to be said about it; writes nothing.
fn read<T>(
    disk: &impl Disk,
    folder: &Path,
    work: impl FnOnce(Vec<Scan<'_>>, Vec<String>) -> T,
) -> Result<T, JournalError> {
    let contents = contents(disk, folder)?;
    let mut scans: Vec<Scan<'_>> = contents.iter().map(|content| Scan::of(&content.bytes)).collect();
    let mut notices: Vec<String> =
        contents.iter().zip(&scans).flat_map(|(content, scan)| content.notices(scan)).collect();
    let (lost, told) = look_for_lost(disk, folder, &Reach::of(&scans));
    notices.extend(told.into_iter().chain(lost.notices(None)));
    let lines = lost.lines();
    scans.push(Scan::of(&lines));
    Ok(work(scans, notices))
}

/// What backups hold beyond what is known. Where they cannot be read, that is told: the journal can be used without.
fn look_for_lost(disk: &impl Disk, folder: &Path, known: &Reach) -> (Lost, Option<String>) {
    match Lost::of(disk, folder, known) {
        Ok(lost) => (lost, None),
        Err(error) => {
            (Lost::default(), Some(format!("the backups of the decisions were not looked at: {error}")))
        }
    }
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
            contents.push(Content::of(&path, bytes));
        } else {
            files.push(None);
            contents.push(Content::read(disk, &path)?);
        }
    }
    Ok((files, contents))
}

fn replay(scans: Vec<Scan<'_>>, notices: Vec<String>) -> Replay {
    let records = Records::of(scans);
    let (lineage, seen) = (records.lineage(), records.seen());
    let states = records.states();
    let left = records.left(&states);
    Replay { states, lineage, seen, left, notices }
}

/// Which of the files that may be this device's own is to be written to: after a loss there is more than one, and the one
/// that goes further was begun then. None that lost its first line is: such a file is left alone.
fn chosen<D: Disk>(files: &[Option<OwnFile<D>>], scans: &[Scan<'_>]) -> Option<usize> {
    let own = files.iter().zip(scans).enumerate().filter(|(_, (file, _))| file.is_some());
    let sound = own.filter(|(_, (_, scan))| scan.head != Head::Unreadable || scan.good == 0);
    sound.rev().max_by_key(|(_, (_, scan))| scan.last).map(|(number, _)| number)
}

fn highest(scans: &[Scan<'_>]) -> u64 {
    scans.iter().map(|scan| scan.last).max().unwrap_or(0)
}
