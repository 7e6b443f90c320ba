//! The files of a journal's folder, as they are read.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::lost::Lost;
use super::reach::Reach;
use super::scan::{Head, Scan};
use super::{JournalError, device, regular, shown};

/// The bytes of one file.
#[derive(Debug)]
pub(super) struct Content {
    pub(super) path: PathBuf,
    pub(super) bytes: Vec<u8>,
    /// What stands there and is no file, if it is none.
    pub(super) oddity: Option<String>,
}

/// Whether the end of a file was repaired or is as it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// It is as it was found.
    AsFound,
    /// It was repaired.
    Repaired,
}

impl Content {
    /// A file that holds this.
    pub(super) fn of(path: &Path, bytes: Vec<u8>) -> Self {
        Self { path: path.to_owned(), bytes, oddity: None }
    }

    /// Reads a file. What is none holds nothing, and is passed over.
    pub(super) fn read(disk: &impl Disk, path: &Path) -> Result<Self, JournalError> {
        match disk.read(path) {
            Ok(bytes) => Ok(Self::of(path, bytes)),
            Err(error) => match regular::oddity(&error) {
                Some(odd) => Ok(Self { oddity: Some(odd), ..Self::of(path, Vec::new()) }),
                None => Err(JournalError::io("cannot read", path)(error)),
            },
        }
    }

    /// What is wrong with it if it is only read.
    pub(super) fn notices(&self, scan: &Scan<'_>) -> Vec<String> {
        let newer = scan.refuse_newer(&self.path).err();
        let newer = newer.map(|error| format!("{error}; what it knows was read"));
        newer.into_iter().chain(damage_notices(scan, self, End::AsFound)).collect()
    }
}

/// What all files of a folder hold, what only backups hold, and what is to be said of that.
pub(super) fn contents_and_lost(
    disk: &impl Disk,
    folder: &Path,
) -> Result<(Vec<Content>, Vec<String>), JournalError> {
    let mut contents = contents(disk, folder)?;
    let lost = lost(disk, folder, &contents)?;
    contents.push(Content::of(folder, lost.lines()));
    Ok((contents, lost.notices(None)))
}

/// What backups hold beyond these files.
pub(super) fn lost(disk: &impl Disk, folder: &Path, contents: &[Content]) -> Result<Lost, JournalError> {
    let scans: Vec<Scan<'_>> = contents.iter().map(|content| Scan::of(&content.bytes)).collect();
    Lost::of(disk, folder, &Reach::of(&scans))
}

/// What all files of a folder hold; nothing where there is no such folder.
pub(super) fn contents(disk: &impl Disk, folder: &Path) -> Result<Vec<Content>, JournalError> {
    let names = match journal_names(disk, folder) {
        Err(JournalError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => Vec::new(),
        names => names?,
    };
    names.into_iter().map(|name| Content::read(disk, &folder.join(name))).collect()
}

/// What is wrong with files that are only read.
pub(super) fn notices(contents: &[Content]) -> Vec<String> {
    contents.iter().flat_map(|content| content.notices(&Scan::of(&content.bytes))).collect()
}

/// The names of all journal files, sorted.
pub(super) fn journal_names(disk: &impl Disk, folder: &Path) -> Result<Vec<OsString>, JournalError> {
    let mut names = disk.names(folder).map_err(JournalError::io("cannot read", folder))?;
    names.retain(|name| Path::new(name).extension().is_some_and(|extension| extension == device::EXTENSION));
    names.sort_unstable();
    Ok(names)
}

pub(super) fn damage_notices(scan: &Scan<'_>, content: &Content, end: End) -> Vec<String> {
    let path = shown(&content.path);
    if let Some(odd) = &content.oddity {
        return vec![format!("{path} is passed over: {odd}")];
    }
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

/// Says that a file of this device held nothing. A new one is never empty, but where a program was killed that began it.
pub(super) fn emptied(content: &Content) -> Option<String> {
    let path = shown(&content.path);
    let told =
        "was empty and is begun anew; what stood in it is lost where no backup and no other device has it";
    content.bytes.is_empty().then(|| format!("{path} {told}"))
}
