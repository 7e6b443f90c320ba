//! What state the files of a journal are in, told without changing any of them.

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::disk::RealDisk;
use super::scan::{Head, Scan};
use super::{JournalError, backups, device, log, record};
use crate::article::ArticleId;

/// What a look at a journal found.
#[derive(Debug)]
pub struct Inspection {
    /// Its files, in the order of their names.
    pub files: Vec<FileState>,
    /// Its backups, the oldest first.
    pub backups: Vec<PathBuf>,
    /// The articles that were ever decided about.
    pub articles: HashSet<ArticleId>,
    /// Whether new decisions can be saved.
    pub access: Access,
}

/// One file of a journal.
#[derive(Debug)]
pub struct FileState {
    /// The file.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: usize,
    /// What its first line says.
    pub heading: Heading,
    /// How many decisions it holds that this version understands.
    pub records: usize,
    /// The numbers, from 1, of lines whose checksum does not fit.
    pub damaged: Vec<usize>,
    /// The bytes at its end that were never finished.
    pub unfinished: usize,
    /// Whether it is this device's own.
    pub own: bool,
    /// Whether a program is writing to it.
    pub lock: Lock,
}

/// What the first line of a file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heading {
    /// Its format, which this version knows.
    Format(u32),
    /// Its format, which a later version made.
    Later(u32),
    /// Nothing that can be read.
    Unreadable,
}

/// Whether a program is writing to a file just now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lock {
    /// None is.
    Free,
    /// One is, with this process number where the system tells it.
    Held(Option<u32>),
    /// The file system has no locks, or the file cannot be opened.
    Unknown,
}

/// Whether decisions can be saved.
#[derive(Debug)]
pub enum Access {
    /// A file could be made beside the journal's own, and was taken away again.
    Writable,
    /// There is no folder yet; it is made with the first decision.
    NoFolder,
    /// What the system said.
    Refused(io::Error),
}

/// Looks at the journal in a folder. A folder that does not exist is an empty journal.
pub(super) fn inspect(folder: &Path) -> Result<Inspection, JournalError> {
    let contents = log::contents(&RealDisk, folder)?;
    let scans: Vec<Scan<'_>> = contents.iter().map(|content| Scan::of(&content.bytes)).collect();
    let articles = scans.iter().flat_map(|scan| &scan.records).map(|record| record.id).collect();
    let host = device::host();
    let files = contents.iter().zip(&scans).map(|(content, scan)| state(content, scan, &host)).collect();
    Ok(Inspection { files, backups: backups::all(&RealDisk, folder)?, articles, access: access(folder) })
}

fn state(content: &log::Content, scan: &Scan<'_>, host: &str) -> FileState {
    let (path, bytes) = (content.path.clone(), content.bytes.len());
    FileState {
        bytes,
        heading: match scan.head {
            Head::Known(_) => Heading::Format(record::FORMAT),
            Head::Newer(found) => Heading::Later(found),
            Head::Unreadable => Heading::Unreadable,
        },
        records: scan.records.len(),
        damaged: scan.damaged.clone(),
        unfinished: bytes.saturating_sub(scan.good),
        own: path.file_name().is_some_and(|name| device::is_of(host, name)),
        lock: lock(&path),
        path,
    }
}

fn lock(path: &Path) -> Lock {
    let Ok(file) = File::open(path) else { return Lock::Unknown };
    match file.try_lock() {
        Ok(()) => Lock::Free,
        Err(TryLockError::WouldBlock) => Lock::Held(holder(&file)),
        Err(TryLockError::Error(_)) => Lock::Unknown,
    }
}

/// The process that holds the lock, from the system's own list: the fifth field of a line is the process, the sixth
/// the device and the number of the file, as in `1: FLOCK ADVISORY WRITE 4242 fe:01:131 0 EOF` (proc(5)).
#[cfg(target_os = "linux")]
fn holder(file: &File) -> Option<u32> {
    use std::os::unix::fs::MetadataExt;
    let number = file.metadata().ok()?.ino().to_string();
    let locks = fs::read_to_string("/proc/locks").ok()?;
    locks.lines().find_map(|line| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let (process, place) = (fields.get(4)?, fields.get(5)?);
        let same = place.rsplit_once(':').is_some_and(|(_, inode)| inode == number);
        if same && line.contains("FLOCK") { process.parse().ok() } else { None }
    })
}

#[cfg(not(target_os = "linux"))]
fn holder(_file: &File) -> Option<u32> {
    None
}

/// Tries it, as permissions do not tell of a file system that is full or mounted for reading.
fn access(folder: &Path) -> Access {
    if !folder.is_dir() {
        return Access::NoFolder;
    }
    let trial = folder.join(format!(".trial-{}", std::process::id()));
    let made = OpenOptions::new().write(true).create_new(true).open(&trial);
    let written =
        made.and_then(|mut file| io::Write::write_all(&mut file, b"trial\n").and_then(|()| file.sync_data()));
    let removed = fs::remove_file(&trial);
    match written.and(removed) {
        Ok(()) => Access::Writable,
        Err(error) => Access::Refused(error),
    }
}
