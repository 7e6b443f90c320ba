//! Bytes set aside while something is made that is too large for memory: in a file without a name, which is gone with
//! its last reader, or in memory where there is no folder. Nothing of it outlives the program, so nothing is checked.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;
use std::sync::Arc;

use super::store::Store;

/// So many bytes are handed to the system at a time.
const TOGETHER: usize = 1 << 18;

/// Takes bytes that are to be read back.
#[derive(Debug)]
pub struct Spill {
    to: To,
    at: u64,
}

#[derive(Debug)]
enum To {
    File(BufWriter<File>),
    Memory(Vec<u8>),
}

/// Where bytes lie that were set aside.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Span {
    at: u64,
    length: u32,
}

/// Bytes that were set aside, to be read in any order and by several threads.
#[derive(Debug, Clone)]
pub struct Spilled(Store);

impl Spill {
    /// Begins a file in a folder, which is made where it is not there; without one, in memory.
    ///
    /// # Errors
    /// As for every method below: the system cannot write there.
    pub fn new(folder: Option<&Path>) -> io::Result<Self> {
        let Some(folder) = folder else { return Ok(Self { to: To::Memory(Vec::new()), at: 0 }) };
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        // Of two that begin at once each has a name of its own for the moment until it has none.
        let mut names = (0_u64..).map(|number| folder.join(format!("aside-{number}")));
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true).mode(0o600);
        let file = loop {
            let Some(name) = names.next() else { return Err(io::ErrorKind::AlreadyExists.into()) };
            match options.open(&name) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
                Ok(file) => {
                    std::fs::remove_file(name)?;
                    break file;
                }
            }
        };
        Ok(Self { to: To::File(BufWriter::with_capacity(TOGETHER, file)), at: 0 })
    }

    /// Sets bytes aside.
    ///
    /// # Errors
    /// The system cannot write, or they are more than 4 GiB.
    pub fn add(&mut self, bytes: &[u8]) -> io::Result<Span> {
        let length = u32::try_from(bytes.len()).map_err(|_| io::ErrorKind::FileTooLarge)?;
        match &mut self.to {
            To::File(file) => file.write_all(bytes)?,
            To::Memory(memory) => memory.extend_from_slice(bytes),
        }
        let span = Span { at: self.at, length };
        self.at += u64::from(length);
        Ok(span)
    }

    /// Ends writing.
    ///
    /// # Errors
    /// The system cannot write.
    pub fn end(self) -> io::Result<Spilled> {
        match self.to {
            To::File(file) => Ok(Spilled(Store::File(Arc::new(file.into_inner()?)))),
            To::Memory(bytes) => Ok(Spilled(Store::Memory(bytes.into()))),
        }
    }
}

impl Spilled {
    /// Bytes that were set aside.
    ///
    /// # Errors
    /// The system cannot read them.
    pub fn read(&self, span: Span) -> io::Result<Vec<u8>> {
        self.0.read(span.at, usize::try_from(span.length).map_err(|_| io::ErrorKind::FileTooLarge)?)
    }

    /// How many bytes were set aside.
    pub(super) fn length(&self) -> io::Result<u64> {
        self.0.length()
    }

    /// Some of the bytes, wherever they begin.
    pub(super) fn part(&self, at: u64, length: usize) -> io::Result<Vec<u8>> {
        self.0.read(at, length)
    }

    /// Tells all bytes in the order in which they were set aside, cut into runs of these lengths.
    ///
    /// # Errors
    /// The system cannot read them, there are fewer, or as who is told.
    pub fn each<E: From<io::Error>>(
        &self,
        lengths: impl Iterator<Item = usize>,
        mut tell: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let all = self.0.length()?;
        let (mut at, mut from, mut bytes) = (0, 0, Vec::new());
        for length in lengths {
            if bytes.len() - from < length {
                bytes.drain(..from);
                from = 0;
                let more = all.saturating_sub(at).min(TOGETHER.max(length) as u64);
                bytes.extend(self.0.read(at, usize::try_from(more).unwrap_or(usize::MAX))?);
                at += more;
            }
            let run = bytes.get(from..from + length).ok_or(io::Error::from(io::ErrorKind::UnexpectedEof))?;
            tell(run)?;
            from += length;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_set_aside_is_read_back_in_any_order_and_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let cache = folder.path().join("cache");
        let large = vec![7; TOGETHER + 1];
        for place in [Some(cache.as_path()), None] {
            let mut spill = Spill::new(place).unwrap();
            let spans = [b"one".as_slice(), b"", &large, b"four"].map(|bytes| spill.add(bytes).unwrap());
            let spilled = spill.end().unwrap();
            assert_eq!(spilled.read(spans[3]).unwrap(), b"four");
            assert_eq!(spilled.read(spans[0]).unwrap(), b"one");
            assert_eq!(spilled.read(spans[1]).unwrap(), b"");
            assert_eq!(spilled.read(spans[2]).unwrap(), large);
            let mut told = Vec::new();
            let mut tell = |run: &[u8]| {
                told.push(run.to_vec());
                io::Result::Ok(())
            };
            spilled.each([3, 0, TOGETHER + 1, 4].into_iter(), &mut tell).unwrap();
            assert_eq!(told, [b"one".as_slice(), b"", &large, b"four"]);
            assert!(spilled.each([3, TOGETHER + 6].into_iter(), |_: &[u8]| io::Result::Ok(())).is_err());
        }
        assert_eq!(std::fs::read_dir(&cache).unwrap().count(), 0);
        assert!(Spill::new(Some(&folder.path().join("cache/none\0"))).is_err());
    }
}
