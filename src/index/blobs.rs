//! Blobs of bytes in a file that grows at its end, with a table that says where they lie. What is in a blob and in
//! the table is their writer's own affair.
//!
//! The table is written anew each time and takes the place of the one before by its name, so a reader sees the old
//! state or the new one. Nothing is synced: what a power cut tears is found by its checksum and made anew.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::Broken;
use super::sections::{SectionWriter, Sections};
use super::store::Store;

/// The section of a table's file that holds the number of the file with the blobs.
const NUMBER: u64 = 1;
/// The section that holds the table.
const TABLE: u64 = 2;

/// So many bytes are checked at a time.
const CHECKED: usize = 1 << 18;

/// Where a blob lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blob {
    at: u64,
    length: u64,
    checksum: u64,
}

impl Blob {
    /// How many bytes it has.
    pub fn length(&self) -> u64 {
        self.length
    }
}

/// A table and the blobs it speaks of, as they were when they were opened.
#[derive(Debug)]
pub struct Blobs {
    table: Sections,
    /// The open table, so that its inode is not given to another meanwhile.
    table_file: Arc<File>,
    number: u64,
    bytes: Store,
}

impl Blobs {
    /// Opens the table of a name in a folder, if it was written for readers who agree on the same number.
    ///
    /// # Errors
    /// There is none, it cannot be read, is damaged, or was written for others.
    pub fn open(folder: &Path, name: &str, agreed: u64) -> Result<Self, Broken> {
        let names = Names { folder, name };
        let table_file = Arc::new(File::open(names.table())?);
        let table = Sections::open(Store::File(Arc::clone(&table_file)), agreed)?;
        let number = table.whole(NUMBER)?.as_slice().try_into().map_err(|_| Broken::Form)?;
        let number = u64::from_le_bytes(number);
        let bytes = Store::File(Arc::new(File::open(names.blobs(number))?));
        Ok(Self { table, table_file, number, bytes })
    }

    /// The table as it was written.
    ///
    /// # Errors
    /// It cannot be read or is damaged.
    pub fn table(&self) -> Result<Vec<u8>, Broken> {
        self.table.whole(TABLE)
    }

    /// A reader of the blobs alone.
    pub fn reader(&self) -> BlobReader {
        BlobReader(self.bytes.clone())
    }

    /// How many bytes the file of the blobs takes, with those that no table speaks of any more.
    ///
    /// # Errors
    /// The system does not tell.
    pub fn size(&self) -> io::Result<u64> {
        self.bytes.length()
    }

    /// Whether this is still the table that stands under its name.
    fn is_current(&self, names: Names<'_>) -> io::Result<bool> {
        let (ours, theirs) = (self.table_file.metadata()?, std::fs::metadata(names.table())?);
        Ok((ours.dev(), ours.ino()) == (theirs.dev(), theirs.ino()))
    }
}

/// Reads blobs, whatever becomes of their table.
#[derive(Debug, Clone)]
pub struct BlobReader(Store);

impl BlobReader {
    /// The bytes of a blob.
    ///
    /// # Errors
    /// They cannot be read or are damaged.
    pub fn read(&self, blob: &Blob) -> Result<Vec<u8>, Broken> {
        self.check_length(blob)?;
        let bytes = self.part(blob, 0..blob.length)?;
        if xxh3_64(&bytes) == blob.checksum { Ok(bytes) } else { Err(Broken::Checksum) }
    }

    /// Whether the bytes of a blob are those that were written; they are not held for that.
    ///
    /// # Errors
    /// They are not, or cannot be read.
    pub fn check(&self, blob: &Blob) -> Result<(), Broken> {
        self.check_length(blob)?;
        let mut hash = Xxh3::new();
        for from in (0..blob.length).step_by(CHECKED) {
            hash.update(&self.part(blob, from..blob.length.min(from + CHECKED as u64))?);
        }
        if hash.digest() == blob.checksum { Ok(()) } else { Err(Broken::Checksum) }
    }

    /// Some of the bytes of a blob, which are not checked.
    ///
    /// # Errors
    /// It has no such bytes, or they cannot be read.
    pub fn part(&self, blob: &Blob, part: Range<u64>) -> Result<Vec<u8>, Broken> {
        let length = part.end.checked_sub(part.start).filter(|_| part.end <= blob.length);
        let length = length.and_then(|length| usize::try_from(length).ok()).ok_or(Broken::Form)?;
        let at = blob.at.checked_add(part.start).ok_or(Broken::Form)?;
        Ok(self.0.read(at, length)?)
    }

    /// Asked before memory is taken for the bytes.
    fn check_length(&self, blob: &Blob) -> Result<(), Broken> {
        let end = blob.at.checked_add(blob.length).ok_or(Broken::Form)?;
        if end > self.0.length()? { Err(Broken::Form) } else { Ok(()) }
    }
}

/// Writes blobs and then their table. There is one writer at a time.
#[derive(Debug)]
pub struct BlobWriter {
    folder: PathBuf,
    name: String,
    number: u64,
    at: u64,
    out: BufWriter<File>,
    /// Held until the table is written.
    _lock: File,
}

impl BlobWriter {
    /// Begins a new file of blobs; nothing while another writer is at work. A folder that is not there is made,
    /// readable by its owner alone.
    ///
    /// # Errors
    /// As for every method below: the system cannot write.
    pub fn anew(folder: &Path, name: &str) -> io::Result<Option<Self>> {
        let names = Names { folder, name };
        let Some(lock) = names.lock()? else { return Ok(None) };
        let number = names.numbers().into_iter().max().map_or(1, |last| last.saturating_add(1));
        Self::begin(names, number, lock).map(Some)
    }

    /// Goes on behind the blobs that are there, which stay as they are; nothing while another writer is at work, or
    /// where one was since they were opened.
    ///
    /// # Errors
    /// The system cannot write.
    pub fn behind(folder: &Path, name: &str, known: &Blobs) -> io::Result<Option<Self>> {
        let names = Names { folder, name };
        let Some(lock) = names.lock()? else { return Ok(None) };
        if !known.is_current(names)? {
            return Ok(None);
        }
        Self::begin(names, known.number, lock).map(Some)
    }

    fn begin(names: Names<'_>, number: u64, lock: File) -> io::Result<Self> {
        let file = own_file(names.blobs(number), OpenOptions::new().append(true).create(true))?;
        let at = file.metadata()?.len();
        let out = BufWriter::with_capacity(1 << 18, file);
        Ok(Self {
            folder: names.folder.to_owned(),
            name: names.name.to_owned(),
            number,
            at,
            out,
            _lock: lock,
        })
    }

    /// Adds a blob.
    ///
    /// # Errors
    /// The system cannot write.
    pub fn add(&mut self, bytes: &[u8]) -> io::Result<Blob> {
        self.out.write_all(bytes)?;
        let blob = Blob { at: self.at, length: bytes.len() as u64, checksum: xxh3_64(bytes) };
        self.at += blob.length;
        Ok(blob)
    }

    /// A reader of the blobs that were added by now, whatever becomes of the rest.
    ///
    /// # Errors
    /// The system cannot write, or does not let them be read.
    pub fn reader(&mut self) -> io::Result<BlobReader> {
        self.out.flush()?;
        let names = Names { folder: &self.folder, name: &self.name };
        Ok(BlobReader(Store::File(Arc::new(File::open(names.blobs(self.number))?))))
    }

    /// Writes the table for readers who agree on this number, and takes away what no table speaks of any more.
    ///
    /// # Errors
    /// The system cannot write; then the table before still stands.
    pub fn finish(mut self, table: &[u8], agreed: u64) -> io::Result<()> {
        self.out.flush()?;
        let names = Names { folder: &self.folder, name: &self.name };
        let new = names.file("new");
        let file = own_file(new.clone(), OpenOptions::new().write(true).create(true).truncate(true))?;
        let mut out = SectionWriter::new(BufWriter::new(file));
        out.section(NUMBER, &self.number.to_le_bytes())?;
        out.section(TABLE, table)?;
        out.finish(agreed)?.flush()?;
        std::fs::rename(new, names.table())?;
        for number in names.numbers().into_iter().filter(|number| *number != self.number) {
            // Whoever has it open reads on; what is not taken away now is so the next time.
            let _ = std::fs::remove_file(names.blobs(number));
        }
        Ok(())
    }
}

/// How the files of a table and its blobs are called.
#[derive(Debug, Clone, Copy)]
struct Names<'a> {
    folder: &'a Path,
    name: &'a str,
}

impl Names<'_> {
    fn file(self, kind: &str) -> PathBuf {
        self.folder.join(format!("{}.{kind}", self.name))
    }

    fn table(self) -> PathBuf {
        self.file("table")
    }

    fn blobs(self, number: u64) -> PathBuf {
        self.file(&format!("{number}.blobs"))
    }

    /// The numbers of all files of blobs.
    fn numbers(self) -> Vec<u64> {
        let Ok(entries) = std::fs::read_dir(self.folder) else { return Vec::new() };
        let number = |name: &str| -> Option<u64> {
            name.strip_prefix(self.name)?.strip_prefix('.')?.strip_suffix(".blobs")?.parse().ok()
        };
        entries.filter_map(|entry| number(entry.ok()?.file_name().to_str()?)).collect()
    }

    /// The right to write; nothing while somebody else has it.
    fn lock(self) -> io::Result<Option<File>> {
        DirBuilder::new().recursive(true).mode(0o700).create(self.folder)?;
        let file = own_file(self.file("lock"), OpenOptions::new().write(true).create(true).truncate(true))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(std::fs::TryLockError::WouldBlock) => Ok(None),
            Err(std::fs::TryLockError::Error(error)) => Err(error),
        }
    }
}

/// Opens a file that its owner alone may read.
fn own_file(path: PathBuf, options: &mut OpenOptions) -> io::Result<File> {
    options.mode(0o600).open(path)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NAME: &str = "things";

    /// Writes these blobs and a table that holds where they lie.
    fn write(mut writer: BlobWriter, kept: Vec<Blob>, new: &[&[u8]]) {
        let new = new.iter().map(|bytes| writer.add(bytes).unwrap());
        let table: Vec<Blob> = kept.into_iter().chain(new.collect::<Vec<_>>()).collect();
        writer.finish(&postcard::to_stdvec(&table).unwrap(), 7).unwrap();
    }

    fn open(folder: &Path) -> Result<(Blobs, Vec<Blob>), Broken> {
        let blobs = Blobs::open(folder, NAME, 7)?;
        let table = postcard::from_bytes(&blobs.table()?).map_err(|_| Broken::Form)?;
        Ok((blobs, table))
    }

    fn contents(folder: &Path) -> Vec<Vec<u8>> {
        let (blobs, table) = open(folder).unwrap();
        table.iter().map(|blob| blobs.reader().read(blob).unwrap()).collect()
    }

    fn written(blobs: &[&[u8]]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        write(BlobWriter::anew(folder.path(), NAME).unwrap().unwrap(), Vec::new(), blobs);
        folder
    }

    #[test]
    fn blobs_are_added_behind_those_that_are_there() {
        let folder = written(&[b"one", b"", b"three"]);
        let (blobs, table) = open(folder.path()).unwrap();
        let writer = BlobWriter::behind(folder.path(), NAME, &blobs).unwrap().unwrap();
        write(writer, vec![table[2]], &[b"four"]);
        assert_eq!(contents(folder.path()), [b"three".as_slice(), b"four"]);
        assert_eq!(blobs.reader().read(&table[0]).unwrap(), b"one", "who opened it before reads on");
    }

    #[test]
    fn a_new_file_takes_the_place_of_the_old_one() {
        let folder = written(&[b"one", b"two"]);
        let (before, table) = open(folder.path()).unwrap();
        let mut writer = BlobWriter::anew(folder.path(), NAME).unwrap().unwrap();
        let two = writer.add(&before.reader().read(&table[1]).unwrap()).unwrap();
        write(writer, vec![two], &[]);
        assert_eq!(contents(folder.path()), [b"two"]);
        let (after, _) = open(folder.path()).unwrap();
        assert_eq!((before.size().unwrap(), after.size().unwrap()), (6, 3));
        assert_eq!(before.reader().read(&table[0]).unwrap(), b"one");
        let left = std::fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(left, 3, "a table, its blobs and the lock");
    }

    #[test]
    fn there_is_one_writer_at_a_time_and_none_goes_on_from_an_old_state() {
        let folder = written(&[b"one"]);
        let (old, table) = open(folder.path()).unwrap();
        let writer = BlobWriter::behind(folder.path(), NAME, &old).unwrap().unwrap();
        assert!(BlobWriter::behind(folder.path(), NAME, &old).unwrap().is_none());
        assert!(BlobWriter::anew(folder.path(), NAME).unwrap().is_none());
        write(writer, table, &[b"two"]);
        assert!(BlobWriter::behind(folder.path(), NAME, &old).unwrap().is_none());
        drop(BlobWriter::anew(folder.path(), NAME).unwrap().unwrap());
        assert_eq!(contents(folder.path()), [b"one", b"two"], "who ends without a table changed nothing");
    }

    #[test]
    fn others_find_nothing() {
        let folder = written(&[b"one"]);
        assert!(matches!(Blobs::open(folder.path(), NAME, 8), Err(Broken::Outdated)));
        assert!(matches!(Blobs::open(folder.path(), "other", 7), Err(Broken::Io(_))));
        std::fs::remove_file(folder.path().join("things.1.blobs")).unwrap();
        assert!(matches!(Blobs::open(folder.path(), NAME, 7), Err(Broken::Io(_))));
    }

    #[test]
    fn only_their_owner_may_read_them() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("a/b");
        write(BlobWriter::anew(&inner, NAME).unwrap().unwrap(), Vec::new(), &[b"one"]);
        let paths = std::fs::read_dir(&inner).unwrap().map(|entry| entry.unwrap().path());
        for path in paths.chain([inner.clone()]) {
            assert_eq!(std::fs::metadata(&path).unwrap().mode() & 0o077, 0, "{}", path.display());
        }
    }

    proptest! {
        #[test]
        fn damage_is_found_before_it_is_believed(
            table in any::<bool>(),
            at in any::<prop::sample::Index>(),
            change in 1_u8..,
            cut in any::<bool>(),
        ) {
            let large = vec![3; 40_000];
            let expected: [&[u8]; 3] = [&[1; 100], b"two", &large];
            let folder = written(&expected);
            let path = folder.path().join(if table { "things.table" } else { "things.1.blobs" });
            let mut bytes = std::fs::read(&path).unwrap();
            let at = at.index(bytes.len());
            if cut { bytes.truncate(at) } else { bytes[at] ^= change }
            std::fs::write(&path, bytes).unwrap();
            if let Ok((blobs, table)) = open(folder.path()) {
                let read: Vec<_> = table.iter().map(|blob| blobs.reader().read(blob)).collect();
                for (blob, read) in table.iter().zip(&read) {
                    prop_assert_eq!(blobs.reader().check(blob).is_ok(), read.is_ok());
                }
                prop_assert!(read.iter().any(Result::is_err));
                for (read, expected) in read.iter().zip(expected) {
                    prop_assert!(read.as_ref().map_or(true, |read| read == expected));
                }
            }
        }
    }
}
