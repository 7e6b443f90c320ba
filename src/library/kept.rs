//! What was read of each file, kept in the cache, so that only files that changed are read again. It may vanish or be
//! damaged at any moment: what cannot be used is read from its file.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::bundle::{Bundle, Head};
use super::facts::Facts;
use super::load::{Loader, Packed, Read};
use super::source::Reached;
use super::walk::{Finding, Findings, FoundFile};
use crate::article::{Correction, system_text};
use crate::index::{Blob, BlobWriter, Blobs};
use crate::ingest::PassedOver;

/// What the files of the readings are called in the folder of the cache.
pub(super) const NAME: &str = "readings";

/// Where readings are kept, and for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cache {
    /// The folder. It is made when something is written.
    pub(super) folder: PathBuf,
    /// What decides, besides the file itself and the corrections of readers, what is read of a file. What was written
    /// for another number counts as nothing.
    pub(super) agreed: u64,
}

/// All readings that were kept.
#[derive(Debug)]
pub(super) struct KeptReadings {
    /// The readings themselves.
    pub(super) blobs: Blobs,
    /// What they are readings of.
    pub(super) table: Table,
}

/// What was read, and under which conditions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Table {
    /// A number for what was read. It stays when no more is known than which files were left alone since.
    pub(super) stamp: u64,
    /// The corrections of lines that held.
    pub(super) corrections: BTreeSet<Correction>,
    /// What was passed over while looking for files.
    pub(super) passed_over: PassedOver,
    /// What was found, in the order it was found.
    pub(super) rows: Vec<Row>,
}

/// One thing that was found and read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Row {
    /// Its path.
    #[serde(with = "system_text")]
    pub(super) path: PathBuf,
    /// How it was come by.
    pub(super) reached: Reached,
    /// What the system told of it before it was read.
    pub(super) facts: Option<Facts>,
    /// Whether the same facts will mean the same contents.
    pub(super) settled: bool,
    /// Whether there was a file that could be read.
    pub(super) opened: bool,
    /// [What it held](Packed::content).
    pub(super) content: u64,
    /// Where its reading lies.
    pub(super) reading: Blob,
}

impl KeptReadings {
    /// Opens what was kept; nothing where that is nothing that can be used.
    pub(super) fn open(cache: &Cache) -> Option<Self> {
        let blobs = Blobs::open(&cache.folder, NAME, cache.agreed).ok()?;
        let table = postcard::from_bytes(&blobs.table().ok()?).ok()?;
        Some(Self { blobs, table })
    }

    /// A number for all that is kept.
    pub(super) fn stamp(&self) -> u64 {
        self.table.stamp
    }

    /// Notes which files were left alone long enough by now to be trusted, where all of them were found as they were: a
    /// file that had just been written when it was read is then not read again at every start. Where that cannot be
    /// written, it is.
    pub(super) fn settle(&self, cache: &Cache, findings: &Findings) {
        let rows = self.table.rows.iter().zip(&findings.found);
        let rows: Vec<Row> =
            rows.map(|(row, finding)| row.again(finding, findings.left_alone(finding))).collect();
        if rows == self.table.rows {
            return;
        }
        let table = Table { rows, ..self.table.clone() };
        let writer = BlobWriter::behind(&cache.folder, NAME, &self.blobs).ok().flatten();
        if let (Some(writer), Ok(bytes)) = (writer, postcard::to_stdvec(&table)) {
            let _ = writer.finish(&bytes, cache.agreed);
        }
    }

    /// The reading of a row as it was written, for a file that has not changed since; nothing where it is damaged.
    pub(super) fn reading(&self, row: &Row) -> Option<Read> {
        self.blobs.reader().check(&row.reading).ok()?;
        let articles = self.head(row)?.articles();
        let identity = row.facts.filter(|_| row.opened).map(|facts| facts.identity);
        Some(Read { bundle: Bundle::Kept(row.reading), articles, identity })
    }

    /// What is told of the file of a row; nothing where it is damaged.
    pub(super) fn head(&self, row: &Row) -> Option<Head> {
        Bundle::Kept(row.reading).head(Some(&self.blobs.reader())).ok()
    }

    /// How many bytes of readings nobody speaks of any more.
    pub(super) fn waste(&self) -> u64 {
        let spoken_of: u64 = self.table.rows.iter().map(|row| row.reading.length()).sum();
        self.blobs.size().unwrap_or_default().saturating_sub(spoken_of)
    }
}

impl Row {
    /// The row of something that was read.
    pub(super) fn of(finding: &Finding, settled: bool, packed: &Packed, blob: Blob) -> Self {
        let Named { path, reached, facts } = Named::of(finding);
        let opened = packed.identity.is_some();
        Self {
            path: path.to_owned(),
            reached,
            facts,
            settled: opened && settled,
            opened,
            content: packed.content,
            reading: blob,
        }
    }

    /// The row as it is now that this was found again and not changed.
    pub(super) fn again(&self, finding: &Finding, settled: bool) -> Self {
        Self { facts: Named::of(finding).facts, settled: self.opened && settled, ..self.clone() }
    }

    /// The row of something that holds something else by now and was not read again yet.
    pub(super) fn outdated(&self) -> Self {
        Self { settled: false, content: !self.content, ..self.clone() }
    }

    /// Whether what was found holds what it held, by what the system tells of it.
    pub(super) fn is_trusted(&self, finding: &Finding) -> bool {
        let Named { reached, facts, .. } = Named::of(finding);
        self.settled && reached == self.reached && facts == self.facts
    }

    /// Whether what was found holds what it held; it is read for that.
    pub(super) fn holds_for(&self, finding: &Finding, loader: Loader<'_>) -> bool {
        Named::of(finding).reached == self.reached && loader.content(finding) == self.content
    }
}

impl Findings {
    /// Whether a file was left alone before it was looked for, so that a later change shows in what the system tells.
    pub(super) fn left_alone(&self, finding: &Finding) -> bool {
        Named::of(finding).facts.is_some_and(|facts| facts.settled(self.since))
    }
}

/// What a row tells of a finding.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named<'a> {
    /// Its path.
    pub(super) path: &'a Path,
    reached: Reached,
    /// What the system tells of it.
    pub(super) facts: Option<Facts>,
}

impl<'a> Named<'a> {
    pub(super) fn of(finding: &'a Finding) -> Self {
        match finding {
            Finding::File(FoundFile { path, reached, facts }) => {
                Self { path, reached: *reached, facts: *facts }
            }
            Finding::Input | Finding::Failed(..) => {
                Self { path: finding.path(), reached: Reached::Named, facts: None }
            }
        }
    }
}
