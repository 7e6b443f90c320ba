//! The generations of a library in the cache: which one is current, and making the next.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use xxhash_rust::xxh3::xxh3_64;

use super::changes::Changes;
use super::collection::{LibraryError, Options, Progress};
use super::joined::{Joined, Joining};
use super::kept::{Cache, KeptReadings};
use super::known::Known;
use super::load::Loader;
use super::meter::Meter;
use super::readings::Readings;
use super::shelf::Shelf;
use super::source::{STANDARD_INPUT, said};
use super::understood::Tables;
use super::walk::{self, Findings};
use super::written::{self, Head};
use crate::index::{Broken, Generation};
use crate::stories::CommonWords;
use crate::text::SafeText;

/// For how long files are read before what was read so far is shown. Each time what is there already is put together
/// anew, so that the times grow.
pub(super) const INTERVALS: [Duration; 7] = [
    Duration::from_millis(300),
    Duration::from_secs(1),
    Duration::from_secs(3),
    Duration::from_secs(10),
    Duration::from_secs(30),
    Duration::from_secs(100),
    Duration::from_secs(300),
];

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

/// The shelf of files, with what was read of them where that is kept nowhere else.
pub(super) type Made = (Shelf, Option<Readings>);

/// What is told while a shelf is made.
#[derive(Debug)]
pub(super) enum Step {
    /// How far it has come.
    Progress(Progress),
    /// What is known by now of files of which not all are read yet.
    Part(Box<Shelf>),
}

/// The shelf of the files as they are now.
///
/// # Errors
/// The system gives no threads, or has no memory for what was read.
pub(super) fn current(making: Making<'_>, progress: &mut dyn FnMut(Progress)) -> Result<Made, LibraryError> {
    let options = making.options;
    let cache = cache(options);
    let findings = Arc::new(walk::find(&options.paths));
    if let Some(shelf) = cache.as_ref().and_then(|cache| fresh(options, cache, &findings)) {
        return Ok((shelf, None));
    }
    let meter = Meter::default();
    let readings = Readings::load(metered(options, &meter), &findings, cache.as_ref(), progress);
    finished(making, readings.map_err(LibraryError::Threads)?, progress)
}

/// The shelf of the files as they are now; while reading them takes long, that of what was read so far is told again
/// and again. Nothing once it is not to go on: then what was read by then is kept.
///
/// # Errors
/// The system gives no threads, or has no memory for what was read.
pub(super) fn streamed(
    making: Making<'_>,
    (goes_on, intervals): (&(dyn Fn() -> bool + Sync), &[Duration]),
    tell: &mut dyn FnMut(Step),
) -> Result<Option<Made>, LibraryError> {
    let Some(cache) = cache(making.options) else {
        return current(making, &mut |progress| tell(Step::Progress(progress))).map(Some);
    };
    let findings = Arc::new(walk::find(&making.options.paths));
    if let Some(shelf) = fresh(making.options, &cache, &findings) {
        return Ok(Some((shelf, None)));
    }
    let mut part: Option<Arc<Generation>> = None;
    if let Some(shelf) = beginning(making, &findings) {
        part = Some(Arc::clone(shelf.generation()));
        tell(Step::Part(Box::new(shelf)));
    }
    let mut patience = intervals.iter();
    loop {
        let mut progress = |progress| tell(Step::Progress(progress));
        let until = patience.next().map(|interval| Instant::now() + *interval);
        let in_time = || goes_on() && until.is_none_or(|until| Instant::now() < until);
        let kept = (&cache, &in_time as &(dyn Fn() -> bool + Sync));
        let meter = Meter::default();
        let loader = metered(making.options, &meter);
        let readings = Readings::load_while(loader, &findings, kept, &mut progress);
        let mut readings = readings.map_err(LibraryError::Threads)?;
        if !goes_on() {
            return Ok(None);
        }
        let making = Making { before: part.as_deref().or(making.before), ..making };
        if readings.is_complete() {
            return finished(making, readings, &mut progress).map(Some);
        }
        if readings.stamp().is_none() {
            // What is not kept would be read again and again.
            patience = [].iter();
        }
        let shelf = next(making, &mut readings, &mut progress)?;
        part = Some(Arc::clone(shelf.generation()));
        tell(Step::Part(Box::new(shelf)));
    }
}

/// The first articles of a large file, where nothing else is known that could be shown meanwhile.
fn beginning(making: Making<'_>, findings: &Findings) -> Option<Shelf> {
    if making.before.is_some_and(|before| before.articles.articles() > 0) {
        return None;
    }
    let readings = Readings::beginning(loader(making.options), findings)?;
    made(making, &readings, &Known::of(None), None, &mut |_| {}).ok()
}

fn loader(options: &Options) -> Loader<'_> {
    Loader { input: &options.input, rules: &options.rules, meter: None }
}

/// One that counts what it reads.
fn metered<'a>(options: &'a Options, meter: &'a Meter) -> Loader<'a> {
    Loader { meter: Some(meter), ..loader(options) }
}

/// The shelf of all that was read. What is kept is read again from there, should it be needed.
fn finished(
    making: Making<'_>,
    mut readings: Readings,
    progress: &mut dyn FnMut(Progress),
) -> Result<Made, LibraryError> {
    let shelf = next(making, &mut readings, progress)?;
    let unkept = readings.stamp().is_none();
    Ok((shelf, unkept.then_some(readings)))
}

/// Puts everything that was read together, and makes a generation of it.
///
/// # Errors
/// The system gives no threads, or has no memory for what was read.
pub(super) fn next(
    making: Making<'_>,
    readings: &mut Readings,
    progress: &mut dyn FnMut(Progress),
) -> Result<Shelf, LibraryError> {
    let Making { options, before, .. } = making;
    let known = Known::of(before);
    // A cache that cannot be written changes nothing but the time all this takes at the next start.
    let unkept =
        match cache(options).map(|cache| (made(making, readings, &known, Some(&cache), progress), cache)) {
            Some((Ok(shelf), _)) => return Ok(shelf),
            Some((Err(error), cache)) => Some(unkept(&cache.folder, &error)),
            None => None,
        };
    let shelf = match made(making, readings, &known, None, progress) {
        Err(_) => {
            // What was read is lost with the cache.
            let held = Readings::load(loader(options), &readings.findings, None, progress);
            *readings = held.map_err(LibraryError::Threads)?;
            made(making, readings, &known, None, progress)
        }
        made => made,
    };
    shelf.map(|shelf| shelf.unkept_for(unkept)).map_err(LibraryError::Index)
}

/// A shelf of all that was read, in a cache or in memory.
fn made(
    making: Making<'_>,
    readings: &Readings,
    known: &Known<'_>,
    cache: Option<&Cache>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Shelf, Broken> {
    let Making { options, tables, .. } = making;
    let folder = cache.map(|cache| cache.folder.as_path());
    let joining = Joining { tables, known, corrections: &options.rules.corrections, folder };
    let joined = joining.join(readings, progress)?;
    let head = Head {
        settings: settings(options),
        readings: readings.stamp(),
        files: joined.files.len(),
        passed_over: joined.passed_over,
        partial: !readings.is_complete(),
    };
    let agreed = cache.map_or(0, |cache| cache.agreed);
    Shelf::new(written::write((folder, agreed), head, &joined, &tables.common, progress)?)
}

fn unkept(folder: &Path, error: &Broken) -> SafeText {
    let why = match error {
        Broken::Io(error) => said(error),
        Broken::Outdated | Broken::Form | Broken::Checksum => error.to_string(),
    };
    let told = "what was read cannot be kept, so that every start reads all files again";
    SafeText::label(&format!("{told}: {}: {why}", folder.display()))
}

/// A shelf without articles.
///
/// # Errors
/// There is no memory.
pub(super) fn none() -> Result<Shelf, LibraryError> {
    let head = Head { partial: true, ..Head::default() };
    let joined = Joined::of(&[], Vec::new());
    let written =
        joined.and_then(|none| written::write((None, 0), head, &none, &CommonWords::default(), &mut |_| {}));
    written.and_then(Shelf::new).map_err(LibraryError::Index)
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
    let unchanged = shelf.head().readings == Some(kept.stamp())
        && Changes::since(&kept, findings, loader(options)).is_ok_and(|changes| changes.none());
    if unchanged {
        kept.settle(cache, findings);
    }
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
