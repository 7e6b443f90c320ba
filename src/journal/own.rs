//! This device's own file: the only one that is written to. Recovers its end, appends whole acts durably.
//!
//! Its lock is held by whoever writes, so that several programs on one device take turns and nobody cuts off
//! what another is still writing.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, DiskFile};
use super::reach::Reach;
use super::record;
use super::scan::{Head, Scan};
use super::{JournalError, device, shown};

/// How often the file may be replaced while we wait for its lock before we give up.
const REOPENINGS: usize = 8;

/// What is added to the file's name for a new content that is not complete yet.
const BESIDE: &str = ".new";

/// The file, open for appending.
#[derive(Debug)]
pub(super) struct OwnFile<D: Disk> {
    disk: D,
    file: D::File,
    path: PathBuf,
    device: String,
    /// The bytes from the start that are whole acts, written by us or read.
    good: u64,
    /// Whether it may be another file than the one that was read.
    reopened: Replaced,
    /// What was set aside, as sentences for the reader.
    notices: Vec<String>,
}

/// Why an act could not be appended.
#[derive(Debug)]
pub(super) struct AppendFailure {
    /// What went wrong.
    pub(super) error: JournalError,
    /// What the file may hold now.
    pub(super) aftermath: Aftermath,
}

/// What a failed append leaves behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aftermath {
    /// The file is as before.
    TakenBack,
    /// The file may hold what was not acknowledged, or lack what was.
    Doubtful,
}

impl From<AppendFailure> for JournalError {
    fn from(failure: AppendFailure) -> Self {
        failure.error
    }
}

/// What was read of the file when its lock was taken.
#[derive(Debug, Clone, Copy)]
pub(super) struct CaughtUp {
    /// From where.
    pub(super) reading: Reading,
    /// The highest sequence number read, that of an act that was never finished too.
    pub(super) last: u64,
    /// The highest one of a whole act.
    pub(super) stands: u64,
}

/// From where the file was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// From its start, as it was replaced or is shorter than it was.
    Anew,
    /// From where reading ended before.
    Onward,
}

/// Whether the file behind the name was replaced while it was not locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Replaced {
    No,
    Yes,
}

impl<D: Disk> OwnFile<D> {
    /// Begins a file for a device of this host.
    pub(super) fn begin(disk: D, folder: &Path, host: &str) -> Result<Self, JournalError> {
        let device = device::new_name(host);
        let path = folder.join(format!("{device}.{}", device::EXTENSION));
        let file = disk.create(&path).map_err(JournalError::io("cannot make", &path))?;
        let mut own = Self { disk, file, path, device, good: 0, reopened: Replaced::No, notices: Vec::new() };
        own.file.lock().map_err(JournalError::lock(&own.path))?;
        let result = own.put_header();
        own.unlock();
        result.map(|()| own)
    }

    /// Opens and locks a file that bears this device's name; gives what it holds.
    pub(super) fn open(disk: D, path: &Path) -> Result<(Self, Vec<u8>), JournalError> {
        let mut file = open_locked(&disk, path)?;
        // What a killed program wrote last, and the name of a file it made, may still be in memory only; nothing
        // is shown or built upon that could yet be lost.
        file.sync().map_err(JournalError::io("cannot make durable", path))?;
        let bytes = file.read_from(0).map_err(JournalError::io("cannot read", path))?;
        let device = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let own = Self {
            disk,
            file,
            path: path.to_owned(),
            device,
            good: 0,
            reopened: Replaced::No,
            notices: Vec::new(),
        };
        own.sync_folder()?;
        Ok((own, bytes))
    }

    /// Recovers the end of a file just opened and gives its lock back.
    pub(super) fn recover(mut self, scan: &Scan<'_>, bytes: &[u8]) -> Result<Self, JournalError> {
        match &scan.head {
            Head::Newer(found) => return Err(JournalError::newer(&self.path, *found)),
            Head::Known(device) => self.device.clone_from(device),
            Head::Unreadable => {}
        }
        let result = self.cut(0, bytes, scan.good);
        self.unlock();
        result.map(|()| self)
    }

    /// Where it is kept.
    pub(super) fn disk(&self) -> &D {
        &self.disk
    }

    /// The file.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The device, as records name it.
    pub(super) fn device(&self) -> &str {
        &self.device
    }

    /// What was set aside so far; told once.
    pub(super) fn take_notices(&mut self) -> Vec<String> {
        std::mem::take(&mut self.notices)
    }

    /// Takes the lock, reads what other programs wrote since and cuts off what they left unfinished.
    ///
    /// Gives the highest sequence numbers among what it read. After an error the lock is free.
    pub(super) fn lock(&mut self) -> Result<CaughtUp, JournalError> {
        let caught_up = self.lock_named().and_then(|replaced| self.catch_up(replaced));
        caught_up.inspect_err(|_| self.unlock())
    }

    /// Gives the lock back.
    pub(super) fn unlock(&self) {
        // Whatever was done under it is durable or taken back by now, and a lock that stays is freed with the
        // program; there is nothing to tell and nobody to tell it.
        let _ = self.file.unlock();
    }

    /// Appends whole lines durably, or takes them back.
    pub(super) fn append(&mut self, lines: &[u8]) -> Result<(), AppendFailure> {
        if let Err(source) = write_whole(&mut self.file, lines) {
            let aftermath =
                self.file.truncate(self.good).map_or(Aftermath::Doubtful, |()| Aftermath::TakenBack);
            return Err(AppendFailure {
                error: JournalError::io("cannot write", &self.path)(source),
                aftermath,
            });
        }
        if let Err(source) = self.file.sync() {
            // A later sync may succeed without having written anything: the system tells a failure once and
            // forgets the pages. So the act is taken back as far as possible and nothing more is written.
            let _ = self.file.truncate(self.good).and_then(|()| self.file.sync());
            let error = JournalError::io("cannot make durable", &self.path)(source);
            return Err(AppendFailure { error, aftermath: Aftermath::Doubtful });
        }
        self.good += lines.len() as u64;
        Ok(())
    }

    /// All that stands in the file; it has to be locked.
    pub(super) fn content(&mut self) -> Result<Vec<u8>, JournalError> {
        let mut bytes = self.file.read_from(0).map_err(JournalError::io("cannot read", &self.path))?;
        bytes.truncate(usize::try_from(self.good).unwrap_or(usize::MAX));
        Ok(bytes)
    }

    /// Puts another content in the place of the whole file, which has to be locked: all of it or nothing. Whoever
    /// waits for the lock finds that the file was replaced and opens the new one.
    ///
    /// After an error either content may stand there.
    pub(super) fn replace(&mut self, bytes: &[u8]) -> Result<(), JournalError> {
        let mut beside = self.path.as_os_str().to_owned();
        beside.push(BESIDE);
        let beside = PathBuf::from(beside);
        let file = self.fill_beside(&beside, bytes).and_then(|file| {
            let renamed = self.disk.rename(&beside, &self.path);
            renamed.map(|()| file).map_err(JournalError::io("cannot replace", &self.path))
        });
        let file = file.inspect_err(|_| {
            // What is left of it is in nobody's way, and taken away the next time.
            let _ = self.disk.remove(&beside);
        })?;
        self.sync_folder()?;
        self.unlock();
        self.file = file;
        self.good = bytes.len() as u64;
        Ok(())
    }

    /// Makes a file that is locked, complete and durable, and that nobody reads as long as it bears this name.
    fn fill_beside(&self, beside: &Path, bytes: &[u8]) -> Result<D::File, JournalError> {
        match self.disk.remove(beside) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            result => result.map_err(JournalError::io("cannot remove", beside))?,
        }
        let mut file = self.disk.create(beside).map_err(JournalError::io("cannot make", beside))?;
        file.lock().map_err(JournalError::lock(beside))?;
        let written = write_whole(&mut file, bytes).and_then(|()| file.sync());
        written.map_err(JournalError::io("cannot write", beside))?;
        Ok(file)
    }

    /// Locks the file that stands behind the name now.
    fn lock_named(&mut self) -> Result<Replaced, JournalError> {
        if let Err(error) = self.file.lock() {
            self.file = self.disk.open(&self.path).map_err(JournalError::io("cannot open", &self.path))?;
            self.reopened = Replaced::Yes;
            return Err(JournalError::lock(&self.path)(error));
        }
        if self.file.is_at(&self.path).map_err(JournalError::io("cannot find", &self.path))? {
            return Ok(std::mem::replace(&mut self.reopened, Replaced::No));
        }
        self.unlock();
        self.file = open_locked(&self.disk, &self.path)?;
        // Whoever put it there may have been killed before the name was durable.
        self.sync_folder()?;
        Ok(Replaced::Yes)
    }

    fn catch_up(&mut self, replaced: Replaced) -> Result<CaughtUp, JournalError> {
        let length = self.file.length().map_err(JournalError::io("cannot read", &self.path))?;
        let (reading, start) = if replaced == Replaced::Yes || length < self.good {
            (Reading::Anew, 0)
        } else {
            (Reading::Onward, self.good)
        };
        if start == length && length > 0 {
            return Ok(CaughtUp { reading, last: 0, stands: 0 });
        }
        let bytes = self.file.read_from(start).map_err(JournalError::io("cannot read", &self.path))?;
        let scan = Scan::of(&bytes);
        scan.refuse_newer(&self.path)?;
        let caught_up = CaughtUp { reading, last: scan.last, stands: Reach::of([&scan]).highest() };
        let good = scan.good;
        self.cut(start, &bytes, good).map(|()| caught_up)
    }

    /// Sets aside what follows the whole acts, and begins the file anew where nothing is left.
    ///
    /// `bytes` is the file from `from` on, `good` how many of them stand.
    fn cut(&mut self, from: u64, bytes: &[u8], good: usize) -> Result<(), JournalError> {
        self.good = from + good as u64;
        let torn = bytes.get(good..).unwrap_or_default();
        if !torn.is_empty() {
            self.set_aside(torn)?;
            self.file.truncate(self.good).map_err(JournalError::io("cannot repair", &self.path))?;
            self.file.sync().map_err(JournalError::io("cannot make durable", &self.path))?;
        }
        if self.good == 0 { self.put_header() } else { Ok(()) }
    }

    /// Keeps the bytes of an unfinished act under a new name beside the file.
    fn set_aside(&mut self, torn: &[u8]) -> Result<(), JournalError> {
        let (kept, mut file) = self.new_beside()?;
        let written = write_whole(&mut file, torn).and_then(|()| file.sync());
        written.map_err(JournalError::io("cannot write", &kept))?;
        self.sync_folder()?;
        let (bytes, from, to) = (torn.len(), shown(&self.path), shown(&kept));
        self.notices
            .push(format!("the last {bytes} bytes of {from} were never finished; they are kept in {to}"));
        Ok(())
    }

    fn new_beside(&self) -> Result<(PathBuf, D::File), JournalError> {
        let mut number = 1_u32;
        loop {
            let mut kept = self.path.as_os_str().to_owned();
            kept.push(format!(".torn-{number}"));
            let kept = PathBuf::from(kept);
            match self.disk.create(&kept) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < u32::MAX => {
                    number += 1;
                }
                Err(source) => return Err(JournalError::io("cannot make", &kept)(source)),
                Ok(file) => return Ok((kept, file)),
            }
        }
    }

    fn put_header(&mut self) -> Result<(), JournalError> {
        self.append(&record::header_line(&self.device))?;
        self.sync_folder()
    }

    fn sync_folder(&self) -> Result<(), JournalError> {
        let folder = self.path.parent().unwrap_or(&self.path);
        self.disk.sync_folder(folder).map_err(JournalError::io("cannot make durable", folder))
    }
}

/// Opens and locks the file that stands behind a name now, also where another is put there meanwhile.
fn open_locked<D: Disk>(disk: &D, path: &Path) -> Result<D::File, JournalError> {
    for _ in 0..REOPENINGS {
        let file = disk.open(path).map_err(JournalError::io("cannot open", path))?;
        file.lock().map_err(JournalError::lock(path))?;
        if file.is_at(path).map_err(JournalError::io("cannot find", path))? {
            return Ok(file);
        }
    }
    let busy = io::Error::other("it is being replaced all the time");
    Err(JournalError::io("cannot lock", path)(busy))
}

/// One call as a rule; more where the system takes less than all, which the lock makes safe.
pub(super) fn write_whole(file: &mut impl DiskFile, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match file.write(bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(taken) => bytes = bytes.get(taken..).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
