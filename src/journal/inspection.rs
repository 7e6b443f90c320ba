//! What state the files of a journal are in, told without changing any of them.

use std::collections::HashSet;
use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::disk::RealDisk;
use super::remedy::{Remedy, remedy};
use super::scan::{Head, Scan};
use super::{JournalError, backups, device, files, record, regular, turns};
use crate::article::ArticleId;

/// What a look at a journal found.
#[derive(Debug)]
pub struct Inspection {
    /// Its files, in the order of their names.
    pub files: Vec<FileState>,
    /// Its backups, the oldest first.
    pub backups: Vec<PathBuf>,
    /// What only backups know, as sentences that name them.
    pub lost: Vec<String>,
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
    /// What became of what those lines said, where it is more than the first one.
    pub remedy: Option<Remedy>,
    /// What it is, where it is no file.
    pub oddity: Option<String>,
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
    /// One is and does not end, with this process number where the system tells it.
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
    let contents = files::contents(&RealDisk, folder)?;
    let scans: Vec<Scan<'_>> = contents.iter().map(|content| Scan::of(&content.bytes)).collect();
    let articles = scans.iter().flat_map(|scan| &scan.records).map(|record| record.id).collect();
    let (host, backups) = (device::host(), backups::all(&RealDisk, folder)?);
    let state = |(content, scan)| {
        let remedy = remedy(&RealDisk, content, &contents, &backups)?;
        Ok(FileState { remedy, ..state(content, scan, &host) })
    };
    let files = contents.iter().zip(&scans).map(state).collect::<Result<_, JournalError>>()?;
    let lost = files::lost(&RealDisk, folder, &contents)?.notices(None);
    Ok(Inspection { files, backups, lost, articles, access: access(folder) })
}

fn state(content: &files::Content, scan: &Scan<'_>, host: &str) -> FileState {
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
        remedy: None,
        oddity: content.oddity.clone(),
        unfinished: bytes.saturating_sub(scan.good),
        own: path.file_name().is_some_and(|name| device::is_of(host, name)),
        lock: lock(&path),
        path,
    }
}

/// Whether the file is locked for longer than a program takes to write.
fn lock(path: &Path) -> Lock {
    let Ok(file) = regular::open(OpenOptions::new().read(true), path) else { return Lock::Unknown };
    match turns::take(&file) {
        Ok(()) => Lock::Free,
        Err(error) if turns::is_busy(&error) => Lock::Held(turns::holder(path)),
        Err(_) => Lock::Unknown,
    }
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
