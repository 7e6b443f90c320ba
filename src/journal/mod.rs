//! The reader's decisions: an append-only log, the one thing that must never be lost.
//!
//! A folder of text files, one a device, one JSON object a line; `docs/journal.md` tells the format. Nothing here
//! knows what an article says or whether it is found today.

mod act;
mod backups;
mod corrected;
mod device;
mod disk;
mod fields;
mod files;
mod fold;
#[cfg(test)]
mod folding;
mod inspection;
mod lineage;
mod log;
mod lost;
#[cfg(test)]
mod mishaps;
mod own;
mod plain;
mod reach;
mod record;
mod regular;
mod remedy;
mod replay;
#[cfg(test)]
mod reversals;
#[cfg(test)]
mod reversing;
#[cfg(test)]
mod samples;
mod scan;
#[cfg(test)]
mod simulated;
#[cfg(test)]
mod stored;
#[cfg(test)]
mod survival;
mod transfer;
#[cfg(test)]
mod travels;
#[cfg(test)]
mod trials;
mod turns;
mod twins;

use std::collections::{HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

pub use self::act::{ActName, NewAct, Reversal, Turned};
use self::backups::Occasion;
use self::disk::RealDisk;
pub use self::lineage::Lineage;
use self::log::Log;
pub use self::replay::Past;
use crate::article::{ArticleId, Decision, Reversing, Sighting, Triage};
use crate::text::SafeText;

pub use inspection::{Access, FileState, Heading, Inspection, Lock};
pub use remedy::Remedy;
pub use transfer::{Exported, Extent, Imported, Source, Sources};

/// What a journal held when it was opened.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Replay {
    /// The state of every article that was ever decided about, whether it is found today or not.
    pub states: HashMap<ArticleId, Triage>,
    /// What became of articles whose pages were changed.
    pub lineage: Lineage,
    /// The articles of which is written down by what they are known again, each with a number that [`Journal::digest`]
    /// gives for its place and headline.
    pub seen: HashMap<ArticleId, u32>,
    /// The articles in which reading stopped, the last one first; the first few of them.
    pub left: Vec<ArticleId>,
    /// What had to be set aside, as sentences for the reader.
    pub notices: Vec<String>,
}

/// A journal open for appending.
///
/// Several programs may have one journal open: every append takes the lock of this device's file for as long as
/// it writes. What others append is on disk, but is not replayed into a journal that is open already.
#[derive(Debug)]
pub struct Journal {
    log: Log<RealDisk>,
}

impl Journal {
    /// The format of the files it writes, the newest it reads.
    pub const FORMAT: u32 = record::FORMAT;

    /// Opens or creates the journal in a folder and replays what it and those of other devices hold.
    ///
    /// An act that was cut short at the end of this device's file is set aside under a new name and told in the
    /// notices; damaged lines elsewhere are passed over and told. The first time on a day a backup is made.
    ///
    /// # Errors
    /// The folder or a file cannot be read or made, or is of a newer format.
    pub fn open(folder: &Path) -> Result<(Self, Replay), JournalError> {
        let (mut log, mut replay) = Log::open(&RealDisk, folder, &device::host())?;
        if let Err(error) = log.back_up(&today(), Occasion::NewDay) {
            replay.notices.push(format!("no backup of the decisions was made: {error}"));
        }
        Ok((Self { log }, replay))
    }

    /// Replays the journal in a folder without writing anything: for a folder that cannot be written to, or one
    /// that a newer version wrote. A folder that does not exist is an empty journal.
    ///
    /// # Errors
    /// The folder or a file cannot be read.
    pub fn read_only(folder: &Path) -> Result<Replay, JournalError> {
        log::read_only(&RealDisk, folder)
    }

    /// Gives the decisions of a folder's files for another place, and writes nothing.
    ///
    /// # Errors
    /// The folder or a file cannot be read.
    pub fn export(folder: &Path, extent: Extent) -> Result<Exported, JournalError> {
        transfer::export(&RealDisk, folder, extent)
    }

    /// Reads what a path names for [`Journal::import`]: a file, or the journal files of a folder.
    ///
    /// # Errors
    /// The folder or a file cannot be read.
    pub fn sources(path: &Path) -> Result<Sources, JournalError> {
        transfer::sources(&RealDisk, path)
    }

    /// Takes exports, backups and journal files of other devices into the journal of a folder. What is known
    /// already changes nothing, and what was decided later keeps winning. A backup is made before.
    ///
    /// # Errors
    /// A file is of a newer format, or the journal cannot be read or written; then either all records were taken
    /// or none, and the same call may be made again.
    pub fn import(folder: &Path, sources: &[Source]) -> Result<Imported, JournalError> {
        let (mut log, opened) = Log::open(&RealDisk, folder, &device::host())?;
        log.back_up(&today(), Occasion::BeforeReplacing)?;
        drop(log);
        let mut imported = transfer::import(&RealDisk, folder, &device::host(), sources)?;
        let told =
            opened.notices.into_iter().filter(|told| !imported.notices.contains(told)).collect::<Vec<_>>();
        imported.notices.splice(0..0, told);
        Ok(imported)
    }

    /// Leaves out of this device's file in a folder what later decisions in it have the last word over, all but the
    /// newest acts, which can be undone. The state stays as it is, whatever other files there are. A backup is made
    /// before; programs that have the journal open go on in the new file.
    ///
    /// # Errors
    /// The backup or the file cannot be written; then the old file stands, or the new one does.
    pub fn compact(folder: &Path, newest: usize) -> Result<Compacted, JournalError> {
        let (mut log, _) = Log::open(&RealDisk, folder, &device::host())?;
        log.back_up(&today(), Occasion::BeforeReplacing)?;
        log.compact(newest)
    }

    /// Looks at the files in a folder and changes none.
    ///
    /// # Errors
    /// The folder or a file cannot be read.
    pub fn inspect(folder: &Path) -> Result<Inspection, JournalError> {
        inspection::inspect(folder)
    }

    /// The act that is taken back or done again next, over all devices, read anew from the files: the last one that
    /// stands, or the one that was taken back last where nothing was done since. `reached` tells the articles whose
    /// states are wanted for one that it is about.
    ///
    /// # Errors
    /// The folder or a file cannot be read.
    pub fn past(
        folder: &Path,
        reversing: Reversing,
        reached: &dyn Fn(ArticleId) -> Vec<ArticleId>,
    ) -> Result<Option<Past>, JournalError> {
        log::past(&RealDisk, folder, reversing, reached)
    }

    /// By what some articles are known again, read anew from the files; nothing of those of which that was never written
    /// down.
    ///
    /// # Errors
    /// The folder or a file cannot be read.
    pub fn sightings(
        folder: &Path,
        wanted: &HashSet<ArticleId>,
    ) -> Result<HashMap<ArticleId, Sighting>, JournalError> {
        log::sightings(&RealDisk, folder, wanted)
    }

    /// A number for a place and a headline, to tell whether they are those that are written down.
    pub fn digest(path: &str, headline: &str) -> u32 {
        fields::digest(path, headline)
    }

    /// Appends decisions as one act, which may reverse an earlier one, and returns once they are durable. Gives the
    /// name of the act; none where there is nothing to write.
    ///
    /// # Errors
    /// Nothing was saved; the state on disk is as before. After [`JournalError::Suspect`], or an error while
    /// making the act durable, the disk could not be brought to say so: the act may stand there or not, and
    /// nothing more is saved until the journal is opened again.
    pub fn append(
        &mut self,
        decisions: &[(ArticleId, Decision)],
        reverses: Option<&Reversal>,
    ) -> Result<Option<ActName>, JournalError> {
        self.log.append(decisions, reverses)
    }

    /// Appends an act, and returns once it is durable. Gives its name; none where there is nothing to write.
    ///
    /// # Errors
    /// As with [`Self::append`].
    pub fn append_act(&mut self, act: &NewAct<'_>) -> Result<Option<ActName>, JournalError> {
        self.log.append_act(act)
    }

    /// Takes note that acts are about to be taken back by who does not know all that stood here when it was opened.
    pub fn fall_behind(&mut self) {
        self.log.fall_behind();
    }

    /// Takes back or does again the act that [`Self::past`] gives, and returns once that is durable; nothing where there
    /// is none.
    ///
    /// # Errors
    /// As with [`Self::append`], or a file cannot be read.
    pub fn reverse(
        &mut self,
        reversing: Reversing,
        reached: &dyn Fn(ArticleId) -> Vec<ArticleId>,
    ) -> Result<Option<Past>, JournalError> {
        Ok(self.log.reverse(reversing, reached)?.map(|(_, past)| past))
    }

    /// Appends an act that takes back one that was appended here, or does it again, and returns once it is durable. Where
    /// another program decided anything since the journal was opened, that is not what is asked for but what all other
    /// acts that stand leave, and nothing where another program did it before. `reached` is as with [`Self::past`].
    ///
    /// # Errors
    /// As with [`Self::append`], or a file cannot be read.
    pub fn turn(
        &mut self,
        act: &NewAct<'_>,
        reached: &dyn Fn(ArticleId) -> Vec<ArticleId>,
    ) -> Result<Turned, JournalError> {
        self.log.turn(act, reached)
    }

    /// What was set aside since the journal was opened, as sentences for the reader; told once.
    pub fn take_notices(&mut self) -> Vec<String> {
        self.log.take_notices()
    }
}

/// What came of a compaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compacted {
    /// How many records were left out.
    pub dropped: usize,
    /// The size of the file before, in bytes.
    pub before: usize,
    /// Its size now, in bytes.
    pub after: usize,
}

/// Why the journal could not do what it was asked.
#[derive(Debug, Error)]
pub enum JournalError {
    /// The operating system refused.
    #[error("{action} {}: {source}", path.display())]
    Io {
        /// What was tried: `cannot write`.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file was written by a newer version of the program.
    #[error("{} has format {found}, this program knows up to {known}", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// The version in its first line.
        found: u32,
        /// The newest version known here.
        known: u32,
    },
    /// The file holds what only a later version knows to be needed or not.
    #[error("{} holds decisions of kinds that a later version made; only that version can compact it", path.display())]
    NotUnderstood {
        /// The file.
        path: PathBuf,
    },
    /// The file lost what stood in it while it was open.
    #[error("{} was cut short from outside; nothing is saved until it is opened again", path.display())]
    CutShort {
        /// The file.
        path: PathBuf,
    },
    /// A record bears the highest number there can be.
    #[error("a record in {} bears so high a number that none is left for new decisions", path.display())]
    NoNumbers {
        /// The folder of the journal.
        path: PathBuf,
    },
    /// Another program holds the lock of the file. Nothing was tried, and it may be tried again.
    #[error("{} is writing to the journal and does not end", writer(*holder))]
    Busy {
        /// The file.
        path: PathBuf,
        /// The number of its process, where the system tells it.
        holder: Option<u32>,
    },
    /// An earlier failure left the file in doubt, and nothing is saved until the journal is opened again.
    #[error("{} is in doubt after an earlier failure; nothing is saved until it is opened again", path.display())]
    Suspect {
        /// The file.
        path: PathBuf,
    },
}

impl JournalError {
    fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { action, path: path.to_owned(), source }
    }

    /// Why a file could not be locked.
    fn lock(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| {
            if turns::is_busy(&error) {
                Self::Busy { path: path.to_owned(), holder: turns::holder(path) }
            } else {
                Self::io("cannot lock", path)(error)
            }
        }
    }

    fn newer(path: &Path, found: u32) -> Self {
        Self::Newer { path: path.to_owned(), found, known: record::FORMAT }
    }
}

/// A program that writes.
fn writer(process: Option<u32>) -> String {
    process.map_or_else(|| "another program".to_owned(), |process| format!("process {process}"))
}

/// Today's date in UTC, as the times of records are.
fn today() -> String {
    jiff::Timestamp::now().strftime("%F").to_string()
}

/// A path as a sentence may hold it: without control characters.
fn shown(path: &Path) -> SafeText {
    SafeText::label(&path.to_string_lossy())
}
