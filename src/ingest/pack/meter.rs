//! Counts what goes into a decoder and what comes out, and stops what swells beyond any news.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, BufRead, Read};

use crate::article::{Problem, ProblemKind};
use crate::text::SafeText;

/// The most entries looked at in one file, those of crawls included.
pub(in crate::ingest) const MOST_ENTRIES: usize = 10_000;

/// The most bytes unpacked for one document: 64 MiB, as much as is read of a file.
const MOST_OF_ONE: u64 = 64 << 20;

/// The most bytes unpacked for one file: 256 MiB.
const MOST_IN_ALL: u64 = 256 << 20;

/// What is unpacked before swelling is judged: 1 MiB.
const FREE: u64 = 1 << 20;

/// How many bytes may come out for each that went in. Deflate gives at most about 1,000; texts give 3 to 10.
const MOST_SWELLING: u64 = 200;

/// What may still be unpacked for one file.
#[derive(Debug)]
pub(in crate::ingest) struct Budget {
    entries: Cell<usize>,
    bytes: Cell<u64>,
}

impl Budget {
    /// All that a file is allowed.
    pub(in crate::ingest) fn of_a_file() -> Self {
        Self { entries: Cell::new(MOST_ENTRIES), bytes: Cell::new(MOST_IN_ALL) }
    }

    /// Takes one entry; false where none is left.
    pub(in crate::ingest) fn take_entry(&self) -> bool {
        let left = self.entries.get();
        self.entries.set(left.saturating_sub(1));
        left > 0
    }

    /// Takes bytes; false where there are not so many left.
    fn take_bytes(&self, count: u64) -> bool {
        let left = self.bytes.get().checked_sub(count);
        self.bytes.set(left.unwrap_or_default());
        left.is_some()
    }
}

/// Why unpacking was stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// Far more came out than went in.
    Swelling,
    /// The file has used up what it is allowed.
    Total,
}

/// What went into one decoder and came out of it.
#[derive(Debug)]
pub(in crate::ingest) struct Meter<'b> {
    budget: &'b Budget,
    packed: Cell<u64>,
    unpacked: Cell<u64>,
    stop: Cell<Option<Stop>>,
}

impl<'b> Meter<'b> {
    /// A meter for one decoder.
    pub(in crate::ingest) fn new(budget: &'b Budget) -> Self {
        Self { budget, packed: Cell::new(0), unpacked: Cell::new(0), stop: Cell::new(None) }
    }

    /// Why the stream could not be read to its end, as a problem: it was stopped, or it is damaged.
    pub(in crate::ingest) fn trouble(&self) -> Problem {
        let (kind, message) = match self.stop.get() {
            Some(Stop::Swelling) => (
                ProblemKind::TooLarge,
                "swells to more than 200 times its size, as no news does; it was not read",
            ),
            Some(Stop::Total) => {
                (ProblemKind::TooLarge, "holds more than 256 MiB in all; the rest was not read")
            }
            None => (
                ProblemKind::Unreadable,
                "is damaged or cut off; only what stands before the damage was read",
            ),
        };
        Problem { kind, lines: None, message: SafeText::label(message) }
    }

    /// Whether too much came out.
    pub(in crate::ingest) fn is_stopped(&self) -> bool {
        self.stop.get().is_some()
    }

    fn count(&self, bytes: usize) -> io::Result<()> {
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        let unpacked = self.unpacked.get().saturating_add(bytes);
        self.unpacked.set(unpacked);
        let stop = if unpacked > FREE && unpacked / MOST_SWELLING > self.packed.get() {
            Stop::Swelling
        } else if !self.budget.take_bytes(bytes) {
            Stop::Total
        } else {
            return Ok(());
        };
        self.stop.set(Some(stop));
        Err(io::Error::other("too much is unpacked"))
    }
}

/// Packed bytes, counted as a decoder takes them.
#[derive(Debug)]
pub(in crate::ingest) struct Source<'m> {
    rest: &'m [u8],
    packed: &'m Cell<u64>,
}

impl<'m> Source<'m> {
    /// The bytes a decoder with this meter is to read.
    pub(in crate::ingest) fn new(bytes: &'m [u8], meter: &'m Meter<'_>) -> Self {
        Self { rest: bytes, packed: &meter.packed }
    }
}

impl Read for Source<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.rest.read(buffer)?;
        self.packed.set(self.packed.get() + read as u64);
        Ok(read)
    }
}

impl BufRead for Source<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        Ok(self.rest)
    }

    fn consume(&mut self, amount: usize) {
        self.packed.set(self.packed.get() + amount as u64);
        self.rest.consume(amount);
    }
}

/// What a decoder gives, counted; it fails where that is too much.
#[derive(Debug)]
pub(in crate::ingest) struct Metered<'m, R> {
    inner: R,
    meter: &'m Meter<'m>,
}

impl<'m, R: Read> Metered<'m, R> {
    /// What this decoder gives.
    pub(in crate::ingest) fn new(inner: R, meter: &'m Meter<'m>) -> Self {
        Self { inner, meter }
    }
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.meter.count(read)?;
        Ok(read)
    }
}

/// One document as far as it could be unpacked.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::ingest) struct Unpacked<'a> {
    /// Its bytes; none where they swelled too much.
    pub(in crate::ingest) bytes: Cow<'a, [u8]>,
    /// Why they are not all of it.
    pub(in crate::ingest) trouble: Option<Problem>,
}

/// Reads one document, at most 64 MiB of it.
pub(in crate::ingest) fn unpack(from: &mut dyn Read, meter: &Meter<'_>) -> Unpacked<'static> {
    let mut bytes = Vec::new();
    let read = from.take(MOST_OF_ONE + 1).read_to_end(&mut bytes);
    let most = usize::try_from(MOST_OF_ONE).unwrap_or(usize::MAX);
    let trouble = match read {
        Err(_) => Some(meter.trouble()),
        Ok(_) if bytes.len() > most => {
            let message = SafeText::label("only the first 64 MiB were read");
            Some(Problem { kind: ProblemKind::TooLarge, lines: None, message })
        }
        Ok(_) => None,
    };
    bytes.truncate(most);
    if meter.stop.get().is_some() {
        // What swells so is no text, and half of it is of no use to anyone.
        bytes = Vec::new();
    }
    Unpacked { bytes: Cow::Owned(bytes), trouble }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unpacked(given: u64, packed: u64, budget: &Budget) -> Unpacked<'static> {
        let meter = Meter::new(budget);
        meter.packed.set(packed);
        unpack(&mut Metered::new(io::repeat(b'a').take(given), &meter), &meter)
    }

    #[test]
    fn what_swells_is_stopped_early() {
        let budget = Budget::of_a_file();
        for (given, packed, kept) in
            [(FREE, 1, FREE), (FREE * 2, FREE / 50, FREE * 2), (FREE * 2, FREE / 200, 0), (u64::MAX, 1000, 0)]
        {
            let found = unpacked(given, packed, &budget);
            assert_eq!(found.bytes.len() as u64, kept, "{given} of {packed}");
            assert_eq!(found.trouble.is_some(), kept == 0);
        }
    }

    #[test]
    fn a_document_is_cut_and_a_file_has_an_end() {
        let budget = Budget::of_a_file();
        let mut lengths = Vec::new();
        for _ in 0..5 {
            let found = unpacked(MOST_OF_ONE * 2, MOST_OF_ONE, &budget);
            assert_eq!(found.trouble.map(|trouble| trouble.kind), Some(ProblemKind::TooLarge));
            lengths.push(found.bytes.len() as u64);
        }
        assert_eq!(lengths, [MOST_OF_ONE, MOST_OF_ONE, MOST_OF_ONE, 0, 0]);
    }

    #[test]
    fn damage_keeps_what_stands_before_it() {
        struct Broken(bool);
        impl Read for Broken {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                if std::mem::replace(&mut self.0, true) {
                    return Err(io::Error::other("broken"));
                }
                buffer[..4].copy_from_slice(b"text");
                Ok(4)
            }
        }
        let budget = Budget::of_a_file();
        let meter = Meter::new(&budget);
        let found = unpack(&mut Metered::new(Broken(false), &meter), &meter);
        assert_eq!(&*found.bytes, b"text");
        assert_eq!(found.trouble.map(|trouble| trouble.kind), Some(ProblemKind::Unreadable));
    }
}
