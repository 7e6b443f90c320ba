//! Keeps readings while they are made. What was read is written behind what was kept before; when half of that is
//! waste, all is written anew.

use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use xxhash_rust::xxh3::xxh3_64;

use super::bundle::Bundle;
use super::changes::{Change, Changes};
use super::kept::{Cache, KeptReadings, NAME, Row, Table};
use super::load::{Loader, Read};
use super::walk::{Finding, Findings};
use crate::index::{Blob, BlobReader, BlobWriter};

/// The readings that are being made of what was found.
pub(super) struct Keeping<'a> {
    cache: &'a Cache,
    findings: &'a Findings,
    /// What was kept before, and what has become of it.
    before: Option<(KeptReadings, Changes)>,
    /// Whether everything is written into a new file.
    anew: bool,
    written: Mutex<Written>,
}

struct Written {
    writer: Writer,
    rows: Vec<Option<Row>>,
}

enum Writer {
    /// Nothing had to be written yet.
    Waiting,
    Writing(BlobWriter),
    /// Nothing can be written, as somebody else writes or the system does not let us.
    Shut,
    /// What was to be written could not be, so that some of it is lost.
    Failed(io::Error),
}

impl<'a> Keeping<'a> {
    /// Opens what was kept and finds out what has become of it.
    ///
    /// # Errors
    /// The system gives no threads.
    pub(super) fn new(cache: &'a Cache, findings: &'a Findings, loader: Loader<'_>) -> io::Result<Self> {
        let mut before = None;
        if let Some(kept) = KeptReadings::open(cache) {
            let changes = Changes::since(&kept, findings, loader)?;
            before = Some((kept, changes));
        }
        let anew = before.as_ref().is_none_or(|(kept, _)| kept.waste() > kept.blobs.size().unwrap_or(0) / 2);
        let rows = findings.found.iter().map(|_| None).collect();
        let written = Mutex::new(Written { writer: Writer::Waiting, rows });
        Ok(Self { cache, findings, before, anew, written })
    }

    /// Whether a reading was kept of what was found, which has not changed since.
    pub(super) fn is_kept(&self, place: usize) -> bool {
        matches!(self.change(place), Some((_, Change::Unchanged(_))))
    }

    /// The reading of something that has not changed; a new one where it was damaged.
    pub(super) fn kept(&self, place: usize, finding: &Finding, loader: Loader<'_>) -> Read {
        let again = |row: &Row| row.again(finding, self.findings.left_alone(finding));
        self.before(place, again).unwrap_or_else(|| self.read(place, finding, loader))
    }

    /// The reading of something that changed and is not read now: the one before, until it is; none where there is
    /// none.
    pub(super) fn outdated(&self, place: usize) -> Read {
        self.before(place, Row::outdated).unwrap_or_else(Read::none)
    }

    /// Ends what is written, if it tells anything new. Gives who reads what is kept then, and a number for all of it;
    /// none where not all of it could be kept.
    ///
    /// # Errors
    /// What was read is lost, as it could not be written; what was kept before stays as it was.
    pub(super) fn finish(self, loader: Loader<'_>) -> io::Result<(Option<BlobReader>, Option<u64>)> {
        let Written { writer, rows } = self.written.into_inner().unwrap_or_else(PoisonError::into_inner);
        let before = self.before.as_ref().map(|(kept, _)| kept);
        let mut table = Table {
            stamp: before.map_or(0, KeptReadings::stamp),
            corrections: loader.rules.corrections.of_lines().cloned().collect(),
            passed_over: self.findings.passed_over,
            rows: rows.into_iter().flatten().collect(),
        };
        let reader_before = || before.map(|kept| kept.blobs.reader());
        if !self.anew && before.is_some_and(|kept| kept.table == table) {
            return Ok((reader_before(), before.map(KeptReadings::stamp)));
        }
        let written = |table: &Table| postcard::to_stdvec(table).map_err(io::Error::other);
        table.stamp = xxh3_64(&written(&table)?);
        let bytes = written(&table)?;
        match writer.begun(|| begin(self.cache, before, self.anew)) {
            Writer::Writing(mut writer) => {
                let reader = writer.reader()?;
                let stamp = writer.finish(&bytes, self.cache.agreed).is_ok().then_some(table.stamp);
                Ok((Some(reader), stamp))
            }
            Writer::Failed(error) => Err(error),
            Writer::Shut | Writer::Waiting => Ok((reader_before(), None)),
        }
    }

    fn change(&self, place: usize) -> Option<(&KeptReadings, Change)> {
        let (kept, changes) = self.before.as_ref()?;
        Some((kept, *changes.of.get(place)?))
    }

    /// What was kept before of something that was found, which is kept on in this row.
    fn before(&self, place: usize, row: impl FnOnce(&Row) -> Row) -> Option<Read> {
        let (kept, change) = self.change(place)?;
        let (Change::Unchanged(number) | Change::Changed(number)) = change else { return None };
        let row = row(kept.table.rows.get(number)?);
        let read = kept.reading(&row)?;
        if !self.anew {
            self.lock().put(place, row);
            return Some(read);
        }
        let bytes = kept.blobs.reader().read(&row.reading).ok()?;
        let bundle = match self.write(place, &bytes, |reading| Row { reading, ..row }) {
            Some(blob) => Bundle::Kept(blob),
            None => Bundle::Held(bytes.into()),
        };
        Some(Read { bundle, ..read })
    }

    /// A new reading.
    pub(super) fn read(&self, place: usize, finding: &Finding, loader: Loader<'_>) -> Read {
        let packed = loader.packed(finding);
        let row = |blob| Row::of(finding, self.findings.left_alone(finding), &packed, blob);
        match self.write(place, &packed.bytes, row) {
            Some(blob) => {
                let (articles, identity) = (packed.articles, packed.identity);
                Read { bundle: Bundle::Kept(blob), articles, identity }
            }
            None => Read::held(packed),
        }
    }

    /// Writes a reading and puts its row in its place; nothing where it cannot be written.
    fn write(&self, place: usize, bytes: &[u8], row: impl FnOnce(Blob) -> Row) -> Option<Blob> {
        let mut written = self.lock();
        let writer = std::mem::replace(&mut written.writer, Writer::Shut);
        let before = self.before.as_ref().map(|(kept, _)| kept);
        let mut writer = writer.begun(|| begin(self.cache, before, self.anew));
        let mut blob = None;
        if let Writer::Writing(open) = &mut writer {
            match open.add(bytes) {
                Ok(at) => blob = Some(at),
                Err(error) => writer = Writer::Failed(error),
            }
        }
        written.writer = writer;
        if let Some(at) = blob {
            written.put(place, row(at));
        }
        blob
    }

    fn lock(&self) -> MutexGuard<'_, Written> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Written {
    fn put(&mut self, place: usize, row: Row) {
        if let Some(slot) = self.rows.get_mut(place) {
            *slot = Some(row);
        }
    }
}

impl Writer {
    /// The same, begun where it waited.
    fn begun(self, begin: impl FnOnce() -> io::Result<Option<BlobWriter>>) -> Self {
        match self {
            Self::Waiting => match begin() {
                Ok(Some(writer)) => Self::Writing(writer),
                // Nothing was to be written yet, so that nothing is lost.
                Ok(None) | Err(_) => Self::Shut,
            },
            Self::Writing(_) | Self::Shut | Self::Failed(_) => self,
        }
    }
}

fn begin(cache: &Cache, before: Option<&KeptReadings>, anew: bool) -> io::Result<Option<BlobWriter>> {
    match before.filter(|_| !anew) {
        Some(kept) => BlobWriter::behind(&cache.folder, NAME, &kept.blobs),
        None => BlobWriter::anew(&cache.folder, NAME),
    }
}
