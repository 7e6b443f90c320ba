//! What has become of the files of a library since their readings were kept.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ffi::OsStr;
use std::io;

use super::bundle::PageHead;
use super::facts::Facts;
use super::kept::{KeptReadings, Named, Row};
use super::load::Loader;
use super::source::Identity;
use super::threads::each;
use super::walk::{Finding, Findings};
use crate::article::{Correction, LineKey};

/// What has become of what was read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Changes {
    /// What has become of all that was found, in its order.
    pub(super) of: Vec<Change>,
    /// The rows of what is not there any more.
    pub(super) gone: Vec<usize>,
    /// Whether something else changed: how many files were passed over, or which are one file under several names.
    pub(super) otherwise: bool,
}

/// What has become of one thing that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// Its reading is that of this row.
    Unchanged(usize),
    /// It holds something else than in this row, or is to be read in another way.
    Changed(usize),
    /// It was not there before.
    New,
}

impl Changes {
    /// What has become of all files since their readings were kept. A file is read for that only where what the
    /// system tells of it leaves a doubt; its reading is looked at where corrections were made or withdrawn.
    ///
    /// # Errors
    /// The system gives no threads.
    pub(super) fn since(kept: &KeptReadings, findings: &Findings, loader: Loader<'_>) -> io::Result<Self> {
        let mut rows = Rows::new(&kept.table.rows);
        let mut of: Vec<Change> = findings
            .found
            .iter()
            .map(|finding| rows.find(finding).map_or(Change::New, Change::Unchanged))
            .collect();
        let corrected = corrected(kept, loader);
        let doubt = |(place, change): (usize, &Change)| {
            let Change::Unchanged(row) = *change else { return None };
            let (finding, row) = (findings.found.get(place)?, kept.table.rows.get(row)?);
            let doubtful = !corrected.is_empty() || !row.is_trusted(finding);
            doubtful.then_some((place, finding, row))
        };
        let doubts: Vec<(usize, &Finding, &Row)> = of.iter().enumerate().filter_map(doubt).collect();
        let same = |(_, finding, row): &(usize, &Finding, &Row)| {
            (row.is_trusted(finding) || row.holds_for(finding, loader)) && !concerns(kept, row, &corrected)
        };
        let answers = each(&doubts, same, &mut |_| {})?;
        for ((place, ..), _) in doubts.iter().zip(answers).filter(|(_, same)| !same) {
            if let Some(change) = of.get_mut(*place) {
                *change = change.contradicted();
            }
        }
        let otherwise =
            findings.passed_over != kept.table.passed_over || repeats_differ(&kept.table.rows, findings);
        Ok(Self { of, gone: rows.left(), otherwise })
    }

    /// Whether a full reading would come to exactly what was kept.
    pub(super) fn none(&self) -> bool {
        let in_place = |(place, change): (usize, &Change)| *change == Change::Unchanged(place);
        !self.otherwise && self.gone.is_empty() && self.of.iter().enumerate().all(in_place)
    }
}

impl Change {
    fn contradicted(self) -> Self {
        match self {
            Self::Unchanged(row) | Self::Changed(row) => Self::Changed(row),
            Self::New => Self::New,
        }
    }
}

/// The lines about which corrections were made or withdrawn since.
fn corrected(kept: &KeptReadings, loader: Loader<'_>) -> Vec<LineKey> {
    let now: BTreeSet<&Correction> = loader.rules.corrections.of_lines().collect();
    let then: BTreeSet<&Correction> = kept.table.corrections.iter().collect();
    now.symmetric_difference(&then).filter_map(|correction| correction.line()).collect()
}

/// Whether one of the lines may stand on a page of a reading, or nobody can tell.
fn concerns(kept: &KeptReadings, row: &Row, lines: &[LineKey]) -> bool {
    let concerned = |page: &PageHead| lines.iter().any(|line| page.lines.may_have(*line));
    !lines.is_empty() && kept.head(row).is_none_or(|head| head.pages.iter().any(concerned))
}

/// Whether other files than before are further names of one that was found already.
fn repeats_differ(rows: &[Row], findings: &Findings) -> bool {
    let now = findings.found.iter().map(|finding| Named::of(finding).facts);
    let then = rows.iter().map(|row| row.facts);
    !now.clone().eq(then.clone()) && !repeats(now).eq(&repeats(then))
}

/// Which of the files were there before under another name.
fn repeats(facts: impl Iterator<Item = Option<Facts>>) -> Vec<bool> {
    let mut seen: HashSet<Identity> = HashSet::new();
    facts.map(|facts| facts.is_some_and(|facts| !seen.insert(facts.identity))).collect()
}

/// The rows as they are found again.
struct Rows<'a> {
    all: &'a [Row],
    found: Vec<bool>,
    /// The row behind the one that was found last. Most are found in their order.
    next: usize,
    /// The rows by their paths, made when one is not found in order.
    by_path: Option<HashMap<&'a OsStr, usize>>,
}

impl<'a> Rows<'a> {
    fn new(rows: &'a [Row]) -> Self {
        Self { all: rows, found: vec![false; rows.len()], next: 0, by_path: None }
    }

    /// The row of something that was found, if it has one. No row is found twice.
    fn find(&mut self, finding: &Finding) -> Option<usize> {
        let path = finding.path().as_os_str();
        let in_order = self.all.get(self.next).is_some_and(|row| row.path.as_os_str() == path);
        let number = if in_order { self.next } else { *self.by_path().get(path)? };
        let found = self.found.get_mut(number)?;
        if std::mem::replace(found, true) {
            return None;
        }
        self.next = number + 1;
        Some(number)
    }

    fn by_path(&mut self) -> &HashMap<&'a OsStr, usize> {
        let rows = self.all;
        let numbered =
            || rows.iter().enumerate().map(|(number, row)| (row.path.as_os_str(), number)).collect();
        self.by_path.get_or_insert_with(numbered)
    }

    /// The rows that were not found.
    fn left(self) -> Vec<usize> {
        self.found.iter().enumerate().filter(|(_, found)| !**found).map(|(number, _)| number).collect()
    }
}
