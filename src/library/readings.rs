//! All that was read, kept as it was read, so that it can be put together anew when a part of it is read again. Of each
//! file only where its reading lies is in memory.

use std::io;
use std::sync::Arc;

use super::bundle::{Head, PageHead, Place};
use super::collection::Progress;
use super::keeping::Keeping;
use super::kept::Cache;
use super::load::{Loader, Read};
use super::threads::{each, each_while};
use super::walk::{Finding, Findings};
use crate::article::Article;
use crate::index::{BlobReader, Broken};
use crate::ingest::PassedOver;

/// From how many bytes on a file takes so long that its first articles are shown before all of it is read.
const LARGE: u64 = 8 << 20;

/// All that was read, in the order it was found.
#[derive(Debug)]
pub(super) struct Readings {
    /// What was found.
    pub(super) findings: Arc<Findings>,
    /// What was read of each.
    pub(super) read: Vec<Read>,
    /// Reads what lies in the cache.
    kept: Option<BlobReader>,
    /// How many of them were not read as they are now.
    missing: usize,
    /// A number for what is kept of all this in the cache; none where it is not, or not all of it.
    stamp: Option<u64>,
}

impl Readings {
    /// Reads all that was found; what is kept in a cache is taken from there, and the rest is kept there then. A cache
    /// that cannot be written changes nothing but the time and the memory all this takes.
    ///
    /// # Errors
    /// The system gives no threads.
    pub(super) fn load(
        loader: Loader<'_>,
        findings: &Arc<Findings>,
        cache: Option<&Cache>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Self, io::Error> {
        match cache {
            Some(cache) => Self::load_while(loader, findings, (cache, &|| true), progress),
            None => Self::held_while(loader, findings, &|| true, progress),
        }
    }

    /// The same while it is to go on. Of files that were not read by then, what was kept before is taken to hold.
    ///
    /// # Errors
    /// The system gives no threads.
    pub(super) fn load_while(
        loader: Loader<'_>,
        findings: &Arc<Findings>,
        (cache, goes_on): (&Cache, &(dyn Fn() -> bool + Sync)),
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Self, io::Error> {
        let keeping = Keeping::new(cache, findings, loader)?;
        let all = || findings.found.iter().enumerate();
        let (kept, changed): (Vec<_>, Vec<_>) = all().partition(|(place, _)| keeping.is_kept(*place));
        let found: Vec<&Finding> = changed.iter().map(|(_, finding)| *finding).collect();
        let mut told = loader.counted(kept.len(), &found, progress);
        let read = |(place, finding): &(usize, &Finding)| keeping.read(*place, finding, loader);
        let new = each_while(&changed, goes_on, read, &mut told)?;
        drop(told);
        let missing = changed.len() - new.len();
        let outdated = changed.iter().skip(new.len());
        let outdated: Vec<Read> = outdated.map(|(place, _)| keeping.outdated(*place)).collect();
        let before = |(place, finding): &(usize, &Finding)| keeping.kept(*place, finding, loader);
        let before = each(&kept, before, &mut |_| {})?;
        let placed = changed.iter().zip(new.into_iter().chain(outdated)).chain(kept.iter().zip(before));
        let mut placed: Vec<(usize, Read)> = placed.map(|((place, _), read)| (*place, read)).collect();
        placed.sort_by_key(|(place, _)| *place);
        let read = placed.into_iter().map(|(_, read)| read).collect();
        let Ok((kept, stamp)) = keeping.finish(loader) else {
            // What was read is lost with what could not be written.
            return Self::held_while(loader, findings, goes_on, progress);
        };
        Ok(Self { findings: Arc::clone(findings), read, kept, missing, stamp })
    }

    /// The first articles of the first file that takes long to read, held in memory, as of a part of all that was found.
    /// None where no file does, or its first articles cannot be told before the last.
    pub(super) fn beginning(loader: Loader<'_>, findings: &Findings) -> Option<Self> {
        let large = findings.found.iter().find(|finding| finding.size() >= LARGE)?;
        let read = vec![loader.beginning(large)?];
        let found = vec![large.clone()];
        let (folders, passed_over) = (Vec::new(), PassedOver::default());
        let findings = Arc::new(Findings { since: findings.since, found, folders, passed_over });
        Some(Self { findings, read, kept: None, missing: 1, stamp: None })
    }

    /// Reads everything into memory while it is to go on.
    fn held_while(
        loader: Loader<'_>,
        findings: &Arc<Findings>,
        goes_on: &(dyn Fn() -> bool + Sync),
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Self, io::Error> {
        let mut read = loader.load_while(&findings.found, goes_on, progress)?;
        let missing = findings.found.len() - read.len();
        read.resize_with(findings.found.len(), Read::none);
        Ok(Self { findings: Arc::clone(findings), read, kept: None, missing, stamp: None })
    }

    /// Whether everything was read as it is now.
    pub(super) fn is_complete(&self) -> bool {
        self.missing == 0
    }

    /// A number for what is kept of all this in the cache; none where it is not, or not all of it.
    pub(super) fn stamp(&self) -> Option<u64> {
        self.stamp
    }

    /// Reads the files again one of whose pages is concerned, or of which that cannot be told.
    pub(super) fn load_again(
        &mut self,
        loader: Loader<'_>,
        concerns: impl Fn(&PageHead) -> bool,
    ) -> Result<(), io::Error> {
        let concerned =
            |place: &usize| self.head(*place).map_or(true, |head| head.pages.iter().any(&concerns));
        let places: Vec<usize> = (0..self.read.len()).filter(concerned).collect();
        let found: Vec<Finding> =
            places.iter().filter_map(|&place| self.findings.found.get(place).cloned()).collect();
        for (place, again) in places.into_iter().zip(loader.load(&found, &mut |_| {})?) {
            if let Some(read) = self.read.get_mut(place) {
                *read = again;
                self.stamp = None;
            }
        }
        Ok(())
    }

    /// What is told of what was read at a place.
    pub(super) fn head(&self, place: usize) -> Result<Head, Broken> {
        self.read.get(place).ok_or(Broken::Form)?.bundle.head(self.kept.as_ref())
    }

    /// An article of what was read at a place.
    pub(super) fn article(&self, place: usize, article: Place) -> Result<Article, Broken> {
        self.read.get(place).ok_or(Broken::Form)?.bundle.article(self.kept.as_ref(), article)
    }
}
