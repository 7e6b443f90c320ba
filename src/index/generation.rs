//! All of a library as it was at one time: a segment with its articles, and a catalogue of whatever its writer wants to
//! be kept beside them. A generation takes the place of the one before by one name, so a reader sees the one or the
//! other; without a folder it lies in memory.
//!
//! Nothing is synced: what a power cut tears is found by its checksums and made anew.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Broken;
use super::sections::{SectionWriter, Sections};
use super::segment::Segment;
use super::store::Store;
use super::writer::SegmentWriter;

/// The section of the catalogue that names the file of the segment.
const NAME: u64 = u64::MAX;
/// What the catalogue is called in its folder.
const CATALOGUE: &str = "catalogue";
/// What the files of segments are called, before a number.
const ARTICLES: &str = "articles-";

/// A segment and its catalogue.
#[derive(Debug)]
pub struct Generation {
    /// The articles.
    pub articles: Segment,
    catalogue: Sections,
}

impl Generation {
    /// Opens the generation of a folder, if it was written for readers who agree on the same number.
    ///
    /// # Errors
    /// There is none, it cannot be read, is damaged, or was written for others.
    pub fn open(folder: &Path, agreed: u64) -> Result<Self, Broken> {
        let opened = Self::open_now(folder, agreed);
        // A writer may have replaced it between the first file and the second.
        if matches!(&opened, Err(Broken::Io(error)) if error.kind() == io::ErrorKind::NotFound) {
            return Self::open_now(folder, agreed);
        }
        opened
    }

    fn open_now(folder: &Path, agreed: u64) -> Result<Self, Broken> {
        let file = Arc::new(File::open(folder.join(CATALOGUE))?);
        let catalogue = Sections::open(Store::File(file), agreed)?;
        let name = String::from_utf8(catalogue.whole(NAME)?).map_err(|_| Broken::Form)?;
        if !name.starts_with(ARTICLES) || name.contains(['/', '\\']) {
            return Err(Broken::Form);
        }
        Ok(Self { articles: Segment::open(&folder.join(name), agreed)?, catalogue })
    }

    /// A part of the catalogue; nothing where it has no such part.
    ///
    /// # Errors
    /// It cannot be read or is damaged.
    pub fn part(&self, part: u64) -> Result<Vec<u8>, Broken> {
        self.catalogue.whole(part)
    }

    /// How many bytes a part has; 0 where there is no such part.
    pub fn length(&self, part: u64) -> u64 {
        self.catalogue.length(part)
    }

    /// Some of the bytes of a part.
    ///
    /// # Errors
    /// The part ends before, it cannot be read or is damaged.
    pub fn range(&self, part: u64, bytes: Range<u64>) -> Result<Vec<u8>, Broken> {
        self.catalogue.piece(part, bytes)
    }

    /// How many bytes of it were read so far.
    pub fn bytes_read(&self) -> u64 {
        self.articles.bytes_read() + self.catalogue.bytes_read()
    }

    /// One of the pieces that a part was written in, by its place.
    ///
    /// # Errors
    /// There is none, it cannot be read or is damaged.
    pub fn piece(&self, part: Pieces, place: u32) -> Result<Vec<u8>, Broken> {
        let at = u64::from(place) * 8;
        let bounds = super::sections::longs(&self.catalogue.piece(part.ends, at..at + 16)?);
        let &[from, to] = bounds.as_slice() else { return Err(Broken::Form) };
        self.catalogue.piece(part.bytes, from..to)
    }

    /// So many bytes of a part that was written in pieces, from this place on; fewer where it ends before.
    ///
    /// # Errors
    /// They cannot be read or are damaged.
    pub fn run(&self, part: Pieces, from: u64, most: u64) -> Result<Vec<u8>, Broken> {
        let end = self.catalogue.length(part.bytes).min(from.saturating_add(most));
        self.catalogue.piece(part.bytes, from..end)
    }

    /// All pieces that a part was written in, in their order.
    ///
    /// # Errors
    /// They cannot be read or are damaged.
    pub fn pieces(&self, part: Pieces) -> Result<Vec<Vec<u8>>, Broken> {
        let bounds = super::sections::longs(&self.catalogue.whole(part.ends)?);
        let bytes = self.catalogue.whole(part.bytes)?;
        let bound = |at: u64| usize::try_from(at).map_err(|_| Broken::Form);
        let piece = |pair: &[u64]| match pair {
            [from, to] => bytes.get(bound(*from)?..bound(*to)?).map(<[u8]>::to_vec).ok_or(Broken::Form),
            _ => Err(Broken::Form),
        };
        bounds.windows(2).map(piece).collect()
    }

    /// Takes the generation of a folder away, so that it is made anew by whoever opens it next.
    pub fn remove(folder: &Path) {
        // One that cannot be removed is found damaged again.
        let _ = std::fs::remove_file(folder.join(CATALOGUE));
    }
}

/// The two numbers of a part that is written and read in pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pieces {
    /// The part that holds the pieces, one behind the other.
    pub bytes: u64,
    /// The part that holds where they begin and end.
    pub ends: u64,
}

/// A generation that is being written.
#[derive(Debug)]
pub struct Draft {
    place: Place,
    agreed: u64,
    articles: SegmentWriter<Out>,
}

/// Where a generation is written.
#[derive(Debug)]
enum Place {
    /// In a folder, under a name of its own; the lock is held until it is published.
    Folder { folder: PathBuf, name: String, _lock: File },
    /// In memory.
    Memory,
}

impl Draft {
    /// Begins a generation in a folder, which is made where it is not there, readable by its owner alone; without one,
    /// in memory. Waits for another writer to end.
    ///
    /// # Errors
    /// The system cannot write there.
    pub fn new(folder: Option<&Path>, agreed: u64) -> io::Result<Self> {
        let Some(folder) = folder else {
            let articles = SegmentWriter::new(Out::Memory(Vec::new()), None)?;
            return Ok(Self { place: Place::Memory, agreed, articles });
        };
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false).mode(0o600);
        let lock = options.open(folder.join("writing"))?;
        lock.lock()?;
        let name = free_name(folder);
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(folder.join(&name))?;
        let out = Out::File(BufWriter::with_capacity(1 << 16, file));
        let articles = SegmentWriter::new(out, Some(folder))?;
        let place = Place::Folder { folder: folder.to_owned(), name, _lock: lock };
        Ok(Self { place, agreed, articles })
    }

    /// Where articles are added, newest first.
    pub fn articles(&mut self) -> &mut SegmentWriter<Out> {
        &mut self.articles
    }

    /// Ends the segment, writes the parts of the catalogue, which may tell of the articles as they were written, and lets
    /// the whole take the place of the generation before.
    ///
    /// # Errors
    /// The system cannot write; then the generation before stays.
    pub fn publish(
        self,
        parts: impl FnOnce(&Segment, &mut Catalogue) -> Result<(), Broken>,
    ) -> Result<Generation, Broken> {
        let Self { place, agreed, articles } = self;
        let segment = articles.finish(agreed)?;
        match place {
            Place::Memory => {
                let articles = Segment::in_memory(segment.memory(), agreed)?;
                let mut catalogue = Catalogue(SectionWriter::new(Out::Memory(Vec::new())));
                parts(&articles, &mut catalogue)?;
                let catalogue = catalogue.0.finish(agreed)?.memory();
                Ok(Generation {
                    articles,
                    catalogue: Sections::open(Store::Memory(catalogue.into()), agreed)?,
                })
            }
            Place::Folder { folder, name, _lock } => {
                segment.end()?;
                let articles = Segment::open(&folder.join(&name), agreed)?;
                let draft = folder.join(format!("{CATALOGUE}.new"));
                let file =
                    OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
                let mut catalogue = Catalogue(SectionWriter::new(Out::File(BufWriter::new(file))));
                catalogue.part(NAME, name.as_bytes())?;
                parts(&articles, &mut catalogue)?;
                catalogue.0.finish(agreed)?.end()?;
                std::fs::rename(&draft, folder.join(CATALOGUE))?;
                remove_others(&folder, &name);
                Generation::open(&folder, agreed)
            }
        }
    }
}

/// The parts of a catalogue that is being written.
#[derive(Debug)]
pub struct Catalogue(SectionWriter<Out>);

impl Catalogue {
    /// Writes a part.
    ///
    /// # Errors
    /// The system cannot write.
    pub fn part(&mut self, part: u64, bytes: &[u8]) -> io::Result<()> {
        self.0.section(part, bytes)
    }

    /// Writes a part in pieces that can be read singly; `tell` gives them one after the other.
    ///
    /// # Errors
    /// The system cannot write, or as with `tell`.
    pub fn pieces<E: From<io::Error>>(
        &mut self,
        part: Pieces,
        tell: impl FnOnce(&mut dyn FnMut(&[u8]) -> Result<(), E>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut ends = 0_u64.to_le_bytes().to_vec();
        self.0.begin(part.bytes)?;
        tell(&mut |piece| {
            self.0.write(piece)?;
            ends.extend_from_slice(&self.0.length().to_le_bytes());
            Ok(())
        })?;
        Ok(self.0.section(part.ends, &ends)?)
    }
}

/// What is written, to a file or to memory.
#[derive(Debug)]
pub enum Out {
    /// A file.
    File(BufWriter<File>),
    /// Memory.
    Memory(Vec<u8>),
}

impl Out {
    /// The bytes in memory; none where they went to a file.
    fn memory(self) -> Vec<u8> {
        match self {
            Self::Memory(bytes) => bytes,
            Self::File(_) => Vec::new(),
        }
    }

    /// Hands the last bytes to the system.
    fn end(self) -> io::Result<()> {
        match self {
            Self::Memory(_) => Ok(()),
            Self::File(mut file) => file.flush(),
        }
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.write(bytes),
            Self::Memory(memory) => memory.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::File(file) => file.flush(),
            Self::Memory(_) => Ok(()),
        }
    }
}

/// A name for a segment that no file of the folder has.
fn free_name(folder: &Path) -> String {
    let mut names = (0_u64..).map(|number| format!("{ARTICLES}{number}"));
    names.find(|name| !folder.join(name).exists()).unwrap_or_default()
}

/// Removes the segments of earlier generations, and those that were never published. Whoever has one open reads on.
fn remove_others(folder: &Path, name: &str) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let found = entry.file_name();
        let found = found.to_string_lossy();
        if found.starts_with(ARTICLES) && found != name {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Tags};
    use crate::index::Entry;

    const PIECES: Pieces = Pieces { bytes: 2, ends: 3 };

    fn written(folder: Option<&Path>, headlines: &[&str]) -> Generation {
        let mut draft = Draft::new(folder, 1).unwrap();
        for headline in headlines {
            let article = Article::plain(headline, [*headline]);
            let entry = Entry { article: &article, tags: &Tags::default(), file: 0, kept: b"" };
            draft.articles().add(entry).unwrap();
        }
        let parts = |articles: &Segment, catalogue: &mut Catalogue| {
            assert_eq!(usize::try_from(articles.articles()).unwrap(), headlines.len());
            catalogue.part(1, headlines.concat().as_bytes())?;
            catalogue.pieces(PIECES, |write| headlines.iter().try_for_each(|piece| write(piece.as_bytes())))
        };
        draft.publish(parts).unwrap()
    }

    fn headlines(generation: &Generation) -> Vec<String> {
        let all = 0..generation.articles.articles();
        all.map(|number| generation.articles.summary(number).unwrap().headline.text.to_string()).collect()
    }

    #[test]
    fn what_was_written_is_read_in_memory_and_from_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("cache");
        written(Some(&folder), &["One", "Two"]);
        for generation in [Generation::open(&folder, 1).unwrap(), written(None, &["One", "Two"])] {
            assert_eq!(headlines(&generation), ["One", "Two"]);
            assert_eq!(generation.part(1).unwrap(), b"OneTwo");
            assert_eq!(generation.piece(PIECES, 1).unwrap(), b"Two");
            assert!(generation.piece(PIECES, 2).is_err());
            assert_eq!(generation.run(PIECES, 1, 3).unwrap(), b"neT");
            assert_eq!(generation.run(PIECES, 4, 3).unwrap(), b"wo");
            assert_eq!(generation.run(PIECES, 7, 3).unwrap(), b"");
        }
        assert!(matches!(Generation::open(&folder, 2), Err(Broken::Outdated)));
    }

    #[test]
    fn who_reads_a_generation_reads_on_when_another_takes_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let first = written(Some(folder.path()), &["One", "Two"]);
        let second = written(Some(folder.path()), &["Three"]);
        assert_eq!(headlines(&first), ["One", "Two"]);
        assert_eq!(headlines(&second), ["Three"]);
        assert_eq!(headlines(&Generation::open(folder.path(), 1).unwrap()), ["Three"]);
        let segments = std::fs::read_dir(folder.path()).unwrap().flatten();
        let segments = segments.filter(|entry| entry.file_name().to_string_lossy().starts_with(ARTICLES));
        assert_eq!(segments.count(), 1);
    }

    #[test]
    fn a_draft_that_is_never_published_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        written(Some(folder.path()), &["One"]);
        drop(Draft::new(Some(folder.path()), 1).unwrap());
        assert_eq!(headlines(&Generation::open(folder.path(), 1).unwrap()), ["One"]);
        written(Some(folder.path()), &["Two"]);
        assert_eq!(headlines(&Generation::open(folder.path(), 1).unwrap()), ["Two"]);
        Generation::remove(folder.path());
        assert!(Generation::open(folder.path(), 1).is_err());
    }
}
