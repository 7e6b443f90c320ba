//! The generations of a library in the cache: which one is current, and making the next.

use std::path::Path;

use xxhash_rust::xxh3::xxh3_64;

use super::changes::Changes;
use super::collection::{LibraryError, Options, Progress};
use super::kept::{Cache, KeptReadings};
use super::known::Known;
use super::load::Loader;
use super::readings::{Joined, Readings};
use super::shelf::Shelf;
use super::source::STANDARD_INPUT;
use super::understood::Tables;
use super::walk::{self, Findings};
use super::written::{self, Head};
use crate::index::Generation;

/// What a generation is made by, and from what.
#[derive(Debug, Clone, Copy)]
pub(super) struct Making<'a> {
    /// Which files, and by which rules.
    pub(super) options: &'a Options,
    /// By which tables articles are understood.
    pub(super) tables: &'a Tables,
    /// The generation before, from which is taken what is known of articles that did not change.
    pub(super) before: Option<&'a Generation>,
}

/// The shelf of the files as they are now, with what was read of them if that had to be done.
///
/// # Errors
/// The system gives no threads, or has no memory for what was read.
pub(super) fn current(
    making: Making<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Result<(Shelf, Option<Readings>), LibraryError> {
    let options = making.options;
    let cache = cache(options);
    let findings = walk::find(&options.paths);
    if let Some(shelf) = cache.as_ref().and_then(|cache| fresh(options, cache, &findings)) {
        return Ok((shelf, None));
    }
    let loader = Loader { input: &options.input, rules: &options.rules };
    let readings =
        Readings::load(loader, findings, cache.as_ref(), progress).map_err(LibraryError::Threads)?;
    let shelf = next(making, &readings, progress)?;
    Ok((shelf, Some(readings)))
}

/// Puts everything that was read together, and makes a generation of it.
///
/// # Errors
/// The system gives no threads, or has no memory for what was read.
pub(super) fn next(
    making: Making<'_>,
    readings: &Readings,
    progress: &mut dyn FnMut(Progress),
) -> Result<Shelf, LibraryError> {
    let Making { options, tables, before } = making;
    let joined = readings
        .join(tables, &Known::of(before), &options.rules.corrections, progress)
        .map_err(LibraryError::Threads)?;
    let head = Head {
        settings: settings(options),
        readings: readings.stamp(),
        files: joined.files.len(),
        passed_over: joined.passed_over,
    };
    let cache = cache(options);
    let made = |folder: Option<&Path>, joined: &Joined| {
        let agreed = cache.as_ref().map_or(0, |cache| cache.agreed);
        written::write(folder, agreed, head, joined, &tables.common).and_then(Shelf::new)
    };
    // A cache that cannot be written changes nothing but the time all this takes at the next start.
    match cache.as_ref().and_then(|cache| made(Some(&cache.folder), &joined).ok()) {
        Some(shelf) => Ok(shelf),
        None => made(None, &joined).map_err(LibraryError::Index),
    }
}

/// The generation that was made last, by whatever rules about tags.
pub(super) fn last(options: &Options) -> Option<Generation> {
    let cache = cache(options)?;
    Generation::open(&cache.folder, cache.agreed).ok()
}

/// The shelf as it was made last, if it was made by the same rules.
pub(super) fn known(options: &Options) -> Option<Shelf> {
    let shelf = Shelf::new(last(options)?).ok()?;
    (shelf.head().settings == settings(options)).then_some(shelf)
}

/// The shelf as it was made last, if nothing has changed since.
fn fresh(options: &Options, cache: &Cache, findings: &Findings) -> Option<Shelf> {
    let shelf = known(options)?;
    let kept = KeptReadings::open(cache)?;
    let loader = Loader { input: &options.input, rules: &options.rules };
    let unchanged = shelf.head().readings == Some(kept.stamp())
        && Changes::since(&kept, findings, loader).is_ok_and(|changes| changes.none());
    unchanged.then_some(shelf)
}

/// Where all this is kept; nothing where it is not to be, or what is read comes but once.
fn cache(options: &Options) -> Option<Cache> {
    let comes_once = options.paths.iter().any(|path| path == Path::new(STANDARD_INPUT));
    Cache::of(options).filter(|_| !comes_once)
}

/// A number for what decides, besides files and the program, what is known of articles.
pub(super) fn settings(options: &Options) -> u64 {
    let Options { rules, homes, tag_rules, .. } = options;
    let corrections = rules.corrections.fingerprint();
    let all = [rules.fingerprint(), corrections, homes.fingerprint, tag_rules.fingerprint];
    xxh3_64(all.map(u64::to_le_bytes).as_flattened())
}
