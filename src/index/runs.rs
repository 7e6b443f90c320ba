//! Words with the lists of who has them, set aside in runs while there are too many for memory. Each run is in the order
//! of its words and tells of articles behind those of the run before, so that runs become one by laying lists end to end.

use std::io;
use std::path::{Path, PathBuf};

use super::postings::Postings;
use super::spill::{Spill, Spilled};

/// Bytes before a word: how long it is, and its list.
const HEAD: usize = 4 + 4;

/// So many bytes of a run are read at a time.
const TOGETHER: usize = 1 << 18;

/// All runs.
#[derive(Debug, Default)]
pub(super) struct Runs {
    folder: Option<PathBuf>,
    all: Vec<Spilled>,
}

impl Runs {
    /// None yet. They are set aside in this folder, or in memory.
    pub(super) fn new(folder: Option<&Path>) -> Self {
        Self { folder: folder.map(Path::to_owned), all: Vec::new() }
    }

    /// Whether there are none.
    pub(super) fn none(&self) -> bool {
        self.all.is_empty()
    }

    /// Sets a run aside: words in rising order, each with its list.
    pub(super) fn add<'a>(&mut self, words: impl Iterator<Item = (&'a str, &'a Postings)>) -> io::Result<()> {
        let length = |bytes: &[u8]| u32::try_from(bytes.len()).map_err(|_| io::ErrorKind::FileTooLarge);
        let mut spill = Spill::new(self.folder.as_deref())?;
        for (word, list) in words {
            let list = list.distances();
            spill.add(&length(word.as_bytes())?.to_le_bytes())?;
            spill.add(&length(list)?.to_le_bytes())?;
            spill.add(word.as_bytes())?;
            spill.add(list)?;
        }
        self.all.push(spill.end()?);
        Ok(())
    }

    /// Tells each word with its whole list, in rising order.
    pub(super) fn merge(self, tell: &mut dyn FnMut(&str, &Postings) -> io::Result<()>) -> io::Result<()> {
        let mut runs = self.all.into_iter().map(Run::begin).collect::<io::Result<Vec<_>>>()?;
        while let Some(word) = runs.iter().filter_map(|run| run.word.as_deref()).min().map(str::to_owned) {
            let mut list = Postings::default();
            for run in runs.iter_mut().filter(|run| run.word.as_deref() == Some(&word)) {
                list.add_distances(&run.list).map_err(io::Error::other)?;
                run.read_on()?;
            }
            tell(&word, &list)?;
        }
        Ok(())
    }
}

/// A run that is being read.
struct Run {
    bytes: Spilled,
    /// Where those begin that were not read yet.
    at: u64,
    /// What was read, and how much of that is over.
    read: Vec<u8>,
    over: usize,
    /// The word that comes next; none at the end.
    word: Option<String>,
    list: Vec<u8>,
}

impl Run {
    fn begin(bytes: Spilled) -> io::Result<Self> {
        let mut run = Self { bytes, at: 0, read: Vec::new(), over: 0, word: None, list: Vec::new() };
        run.read_on()?;
        Ok(run)
    }

    /// Goes on to the next word.
    fn read_on(&mut self) -> io::Result<()> {
        self.word = None;
        if self.at == self.bytes.length()? && self.over == self.read.len() {
            return Ok(());
        }
        let head = self.take(HEAD)?;
        let [word, list] = *head.as_chunks().0 else { return Err(io::ErrorKind::InvalidData.into()) };
        let size = |bytes: [u8; 4]| usize::try_from(u32::from_le_bytes(bytes)).unwrap_or(usize::MAX);
        self.word = Some(String::from_utf8(self.take(size(word))?).map_err(io::Error::other)?);
        self.list = self.take(size(list))?;
        Ok(())
    }

    fn take(&mut self, length: usize) -> io::Result<Vec<u8>> {
        if self.read.len() - self.over < length {
            self.read.drain(..self.over);
            self.over = 0;
            let left = self.bytes.length()?.saturating_sub(self.at).min(TOGETHER.max(length) as u64);
            self.read.extend(self.bytes.part(self.at, usize::try_from(left).unwrap_or(usize::MAX))?);
            self.at += left;
        }
        let taken = self.read.get(self.over..self.over + length).ok_or(io::ErrorKind::UnexpectedEof)?;
        self.over += length;
        Ok(taken.to_vec())
    }
}
