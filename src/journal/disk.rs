//! The few calls a journal makes to the file system, as a seam: the real one here, and one for the tests that
//! fails at any call and forgets what was not synced.

use std::ffi::OsString;
use std::fmt::Debug;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::Path;

use super::{regular, turns};

/// The longest first line that is read by itself, in bytes.
const FIRST_LINE: u64 = 1 << 16;

/// A file system.
pub(super) trait Disk: Clone {
    /// An open file.
    type File: DiskFile + Debug;

    /// Makes a folder, readable by its owner alone, and those above it; durable when it returns.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;
    /// The names in a folder, in any order.
    fn names(&self, folder: &Path) -> io::Result<Vec<OsString>>;
    /// The first line of a file, no more than 64 KiB of it.
    fn first_line(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// The whole of a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// The bytes a file holds.
    fn size(&self, path: &Path) -> io::Result<u64>;
    /// Makes a file that must not exist, readable by its owner alone, open for reading and appending.
    fn create(&self, path: &Path) -> io::Result<Self::File>;
    /// Opens a file for reading and appending.
    fn open(&self, path: &Path) -> io::Result<Self::File>;
    /// Gives a file another name in the same folder; a file that has it already is replaced.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Takes a file away.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes the names in a folder durable.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
}

/// A file open for reading and appending.
pub(super) trait DiskFile {
    /// Takes the lock; waits a while where another handle holds it. After a failure the file is to be opened anew.
    fn lock(&self) -> io::Result<()>;
    /// Gives the lock back.
    fn unlock(&self) -> io::Result<()>;
    /// The bytes it holds.
    fn length(&self) -> io::Result<u64>;
    /// Everything from a byte on.
    fn read_from(&mut self, offset: u64) -> io::Result<Vec<u8>>;
    /// Appends in one call to the system; tells how many bytes were taken.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize>;
    /// Makes the content durable.
    fn sync(&self) -> io::Result<()>;
    /// Cuts the file.
    fn truncate(&self, length: u64) -> io::Result<()>;
    /// Whether a path still names this file.
    fn is_at(&self, path: &Path) -> io::Result<bool>;
}

/// The file system of the machine.
#[derive(Debug, Clone)]
pub(super) struct RealDisk;

impl Disk for RealDisk {
    type File = File;

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        if folder.is_dir() {
            return Ok(());
        }
        let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty());
        if let Some(parent) = parent {
            self.make_folder(parent)?;
        }
        match private_folder().create(folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
            result => result?,
        }
        parent.map_or(Ok(()), |parent| self.sync_folder(parent))
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.file_name())).collect()
    }

    fn first_line(&self, path: &Path) -> io::Result<Vec<u8>> {
        let file = regular::open(OpenOptions::new().read(true), path)?;
        let mut line = Vec::new();
        BufReader::new(file.take(FIRST_LINE)).read_until(b'\n', &mut line)?;
        Ok(line)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        regular::open(OpenOptions::new().read(true), path)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn size(&self, path: &Path) -> io::Result<u64> {
        fs::metadata(path).map(|facts| facts.len())
    }

    fn create(&self, path: &Path) -> io::Result<File> {
        private_file().create_new(true).open(path)
    }

    fn open(&self, path: &Path) -> io::Result<File> {
        regular::open(&mut private_file(), path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        File::open(folder)?.sync_all()
    }
}

fn private_folder() -> DirBuilder {
    let mut builder = DirBuilder::new();
    builder.mode(0o700);
    builder
}

fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).append(true).mode(0o600);
    options
}

impl DiskFile for File {
    fn lock(&self) -> io::Result<()> {
        tolerating_no_locks(turns::take(self))
    }

    fn unlock(&self) -> io::Result<()> {
        tolerating_no_locks(Self::unlock(self))
    }

    fn length(&self) -> io::Result<u64> {
        Ok(self.metadata()?.len())
    }

    fn read_from(&mut self, offset: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.seek(SeekFrom::Start(offset))?;
        self.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Write::write(self, bytes)
    }

    fn sync(&self) -> io::Result<()> {
        self.sync_data()
    }

    fn truncate(&self, length: u64) -> io::Result<()> {
        self.set_len(length)
    }

    fn is_at(&self, path: &Path) -> io::Result<bool> {
        let (own, named) = (self.metadata()?, fs::metadata(path)?);
        Ok((own.dev(), own.ino()) == (named.dev(), named.ino()))
    }
}

/// Some network file systems have no locks; one writer at a time is as safe there as it is elsewhere.
fn tolerating_no_locks(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(()),
        result => result,
    }
}
