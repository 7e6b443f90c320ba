//! The form of a segment's file: named runs of bytes, each with checksums, and a directory of them at the end.
//!
//! A file is written from front to back without ever going back, so sections may be larger than memory. What is read
//! is checked, block by block: a piece of a large section costs the blocks it lies in. Of each section the block that
//! was read last is kept, as neighbouring articles are asked for one after the other.

use std::io::{self, Write};
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use xxhash_rust::xxh3::xxh3_64;

use super::Broken;
use super::store::Store;

/// What a file ends with; the last byte is the version of the form.
const MAGIC: [u8; 8] = *b"DATELIN\x01";

/// Bytes under one checksum.
pub(super) const BLOCK: usize = 16 * 1024;

/// Bytes of a row of the directory: the section, where it begins, how long it is, where its checksums begin.
const ROW: usize = 8 * 4;

/// Bytes behind the directory: how many rows it has, what its reader must agree on, its checksum, the magic.
const TRAILER: usize = 8 * 4;

/// Writes the sections of a file.
#[derive(Debug)]
pub(super) struct SectionWriter<W> {
    out: W,
    at: u64,
    directory: Vec<Row>,
    open: Option<Open>,
}

/// The section that is being written.
#[derive(Debug)]
struct Open {
    name: u64,
    begins: u64,
    /// What was written of the last block.
    block: Vec<u8>,
    checksums: Vec<u8>,
}

/// A section of the directory.
#[derive(Debug, Clone, Copy)]
struct Row {
    name: u64,
    begins: u64,
    length: u64,
    checksums: u64,
}

impl<W: Write> SectionWriter<W> {
    /// A file without sections.
    pub(super) fn new(out: W) -> Self {
        Self { out, at: 0, directory: Vec::new(), open: None }
    }

    /// Writes a whole section.
    pub(super) fn section(&mut self, name: u64, bytes: &[u8]) -> io::Result<()> {
        self.begin(name)?;
        self.write(bytes)
    }

    /// Ends the section before, if there is one, and begins another.
    pub(super) fn begin(&mut self, name: u64) -> io::Result<()> {
        self.end()?;
        self.open = Some(Open { name, begins: self.at, block: Vec::new(), checksums: Vec::new() });
        Ok(())
    }

    /// Adds to the section that was begun last.
    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if let Some(open) = &mut self.open {
            open.sum(bytes);
        }
        self.put(bytes)
    }

    /// How long the section is that was begun last.
    pub(super) fn length(&self) -> u64 {
        self.open.as_ref().map_or(0, |open| self.at - open.begins)
    }

    /// Ends the file. `agreed` is what a reader must know to understand it.
    pub(super) fn finish(mut self, agreed: u64) -> io::Result<W> {
        self.end()?;
        let mut end = Vec::with_capacity(self.directory.len() * ROW + TRAILER);
        for row in &self.directory {
            for number in [row.name, row.begins, row.length, row.checksums] {
                end.extend_from_slice(&number.to_le_bytes());
            }
        }
        end.extend_from_slice(&(self.directory.len() as u64).to_le_bytes());
        end.extend_from_slice(&agreed.to_le_bytes());
        let checksum = xxh3_64(&end);
        end.extend_from_slice(&checksum.to_le_bytes());
        end.extend_from_slice(&MAGIC);
        self.put(&end)?;
        Ok(self.out)
    }

    fn end(&mut self) -> io::Result<()> {
        let Some(mut open) = self.open.take() else { return Ok(()) };
        open.close_block();
        let (length, checksums) = (self.at - open.begins, self.at);
        self.directory.push(Row { name: open.name, begins: open.begins, length, checksums });
        self.put(&open.checksums)
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.at += bytes.len() as u64;
        self.out.write_all(bytes)
    }
}

impl Open {
    fn sum(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let (now, later) = bytes.split_at(bytes.len().min(BLOCK - self.block.len()));
            self.block.extend_from_slice(now);
            if self.block.len() == BLOCK {
                self.close_block();
            }
            bytes = later;
        }
    }

    fn close_block(&mut self) {
        if !self.block.is_empty() {
            self.checksums.extend_from_slice(&short(xxh3_64(&self.block)).to_le_bytes());
            self.block.clear();
        }
    }
}

/// The sections of a file that is read.
#[derive(Debug)]
pub(super) struct Sections {
    store: Store,
    all: Vec<Known>,
    /// How many bytes of sections were read.
    read: AtomicU64,
}

/// A section of a file that is read.
#[derive(Debug)]
struct Known {
    row: Row,
    last: Mutex<Option<Block>>,
}

/// A block that was read and checked.
#[derive(Debug, Clone)]
struct Block {
    number: u64,
    bytes: Arc<[u8]>,
}

impl Sections {
    /// Opens a file, if it was written for a reader that agrees on the same.
    pub(super) fn open(store: Store, agreed: u64) -> Result<Self, Broken> {
        let length = store.length()?;
        let from_end = |bytes: usize| length.checked_sub(bytes as u64).ok_or(Broken::Form);
        let trailer = store.read(from_end(TRAILER)?, TRAILER)?;
        let (numbers, magic) = trailer.split_at(TRAILER - MAGIC.len());
        let numbers = longs(numbers);
        let (&[rows, theirs, checksum], true) = (numbers.as_slice(), magic == MAGIC) else {
            return Err(Broken::Form);
        };
        let directory =
            usize::try_from(rows).ok().and_then(|rows| rows.checked_mul(ROW)).ok_or(Broken::Form)?;
        let all = directory.checked_add(TRAILER).ok_or(Broken::Form)?;
        let summed = store.read(from_end(all)?, directory + 16)?;
        if xxh3_64(&summed) != checksum {
            return Err(Broken::Checksum);
        }
        if theirs != agreed {
            return Err(Broken::Outdated);
        }
        let rows = summed.get(..directory).unwrap_or_default().chunks_exact(ROW).filter_map(row);
        let all = rows.map(|row| Known { row, last: Mutex::new(None) }).collect();
        Ok(Self { store, all, read: AtomicU64::new(0) })
    }

    /// How many bytes of the sections were read so far.
    pub(super) fn bytes_read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// How long a section is; 0 where there is none.
    pub(super) fn length(&self, name: u64) -> u64 {
        self.section(name).map_or(0, |known| known.row.length)
    }

    /// The whole of a section; nothing where there is none.
    pub(super) fn whole(&self, name: u64) -> Result<Vec<u8>, Broken> {
        self.piece(name, 0..self.length(name))
    }

    /// A piece of a section.
    pub(super) fn piece(&self, name: u64, wanted: Range<u64>) -> Result<Vec<u8>, Broken> {
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let known = self.section(name).ok_or(Broken::Form)?;
        if wanted.end > known.row.length {
            return Err(Broken::Form);
        }
        let block = BLOCK as u64;
        let blocks = wanted.start / block..wanted.end.div_ceil(block);
        let from = blocks.start * block;
        let inside = size(wanted.start - from)?..size(wanted.end - from)?;
        if blocks.end - blocks.start == 1 {
            let bytes = self.block(known, blocks.start)?;
            return bytes.get(inside).map(<[u8]>::to_vec).ok_or(Broken::Form);
        }
        let mut bytes = self.checked(&known.row, blocks)?;
        bytes.truncate(inside.end);
        bytes.drain(..inside.start);
        Ok(bytes)
    }

    fn section(&self, name: u64) -> Option<&Known> {
        self.all.iter().find(|known| known.row.name == name)
    }

    /// One block of a section, which is the last one read from now on.
    fn block(&self, known: &Known, number: u64) -> Result<Arc<[u8]>, Broken> {
        let mut last = known.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(block) = last.as_ref().filter(|block| block.number == number) {
            return Ok(Arc::clone(&block.bytes));
        }
        let bytes: Arc<[u8]> = self.checked(&known.row, number..number + 1)?.into();
        *last = Some(Block { number, bytes: Arc::clone(&bytes) });
        Ok(bytes)
    }

    /// Neighbouring blocks of a section, each compared with its checksum.
    fn checked(&self, row: &Row, blocks: Range<u64>) -> Result<Vec<u8>, Broken> {
        let block = BLOCK as u64;
        let (from, to) = (blocks.start * block, (blocks.end * block).min(row.length));
        let bytes = self.store.read(row.begins + from, size(to - from)?)?;
        let sums =
            self.store.read(row.checksums + blocks.start * 4, size((blocks.end - blocks.start) * 4)?)?;
        self.read.fetch_add((bytes.len() + sums.len()) as u64, Ordering::Relaxed);
        let sums = words(&sums);
        let holds = |(block, sum): &(&[u8], &u32)| short(xxh3_64(block)) == **sum;
        if bytes.chunks(BLOCK).zip(&sums).filter(holds).count() == sums.len() {
            Ok(bytes)
        } else {
            Err(Broken::Checksum)
        }
    }
}

fn size(bytes: u64) -> Result<usize, Broken> {
    usize::try_from(bytes).map_err(|_| Broken::Form)
}

/// Little-endian numbers of four bytes.
pub(super) fn words(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect()
}

/// Little-endian numbers of eight bytes.
pub(super) fn longs(bytes: &[u8]) -> Vec<u64> {
    bytes.as_chunks().0.iter().map(|bytes| u64::from_le_bytes(*bytes)).collect()
}

fn row(bytes: &[u8]) -> Option<Row> {
    let &[name, begins, length, checksums] = longs(bytes).as_slice() else { return None };
    Some(Row { name, begins, length, checksums })
}

/// The upper half of a hash.
fn short(hash: u64) -> u32 {
    u32::try_from(hash >> 32).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn file(sections: &[(u64, Vec<u8>)]) -> Vec<u8> {
        let mut writer = SectionWriter::new(Vec::new());
        for (name, bytes) in sections {
            writer.begin(*name).unwrap();
            for piece in bytes.chunks(1000) {
                writer.write(piece).unwrap();
            }
            assert_eq!(writer.length(), bytes.len() as u64);
        }
        writer.finish(7).unwrap()
    }

    fn open(bytes: &[u8]) -> Result<Sections, Broken> {
        Sections::open(Store::Memory(bytes.into()), 7)
    }

    fn large() -> Vec<u8> {
        (0..50_000_u32).flat_map(u32::to_le_bytes).collect()
    }

    #[test]
    fn sections_are_read_whole_and_in_pieces() {
        let large = large();
        let bytes = file(&[(1, b"small".to_vec()), (2, Vec::new()), (3, large.clone())]);
        let sections = open(&bytes).unwrap();
        assert_eq!(sections.whole(1).unwrap(), b"small");
        assert_eq!(sections.whole(2).unwrap(), b"");
        assert_eq!(sections.whole(3).unwrap(), large);
        assert_eq!(sections.whole(4).unwrap(), b"");
        for piece in [0..1, 16_383..16_385, 16_384..32_768, 199_999..200_000, 5..5] {
            let expected = &large[usize::try_from(piece.start).unwrap()..usize::try_from(piece.end).unwrap()];
            assert_eq!(sections.piece(3, piece).unwrap(), expected);
        }
        assert!(sections.piece(3, 199_999..200_001).is_err());
        assert!(sections.piece(4, 0..1).is_err());
    }

    #[test]
    fn a_reader_that_agrees_on_something_else_is_told_so() {
        let bytes = file(&[(1, b"small".to_vec())]);
        assert!(matches!(Sections::open(Store::Memory(bytes.into()), 8), Err(Broken::Outdated)));
    }

    #[test]
    fn a_file_cut_short_anywhere_does_not_open() {
        let bytes = file(&[(1, b"small".to_vec()), (2, large())]);
        for length in (0..bytes.len()).step_by(997).chain(bytes.len() - 70..bytes.len()) {
            assert!(open(&bytes[..length]).is_err(), "{length}");
        }
    }

    proptest! {
        #[test]
        fn a_changed_byte_is_found_before_it_is_read(at in any::<prop::sample::Index>(), change in 1_u8..) {
            let large = large();
            let mut bytes = file(&[(1, b"small".to_vec()), (3, large.clone())]);
            let at = at.index(bytes.len());
            bytes[at] ^= change;
            if let Ok(sections) = open(&bytes) {
                for (name, expected) in [(1, b"small".as_slice()), (3, &large)] {
                    if let Ok(read) = sections.whole(name) {
                        prop_assert_eq!(read, expected);
                    }
                }
                let both = [sections.whole(1), sections.whole(3)];
                prop_assert!(both.iter().any(Result::is_err), "the change at {} went unseen", at);
            }
        }
    }
}
