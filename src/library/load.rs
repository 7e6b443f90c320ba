//! Reads and understands many files at once, and hands them back in the order they were asked for.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{Builder, available_parallelism, scope};

use crate::article::{Article, Problem, ProblemKind, RemovedKind, Tags};
use crate::classify::Tagger;
use crate::ingest::{self, Page, PassedOver, Rules};
use crate::text::SafeText;

use super::collection::{FileReport, Progress};
use super::source::{self, Contents, Identity, Reached, STANDARD_INPUT};
use super::walk::Finding;

/// The name of the threads that read files. A panic there is caught and becomes a problem of the file, so a
/// panic hook may stay silent about it.
pub const READER_THREAD: &str = "dateline-reader";

/// More threads than this gain nothing but memory taken by pages in flight.
const MOST_THREADS: usize = 8;

/// What came out of one file.
#[derive(Debug)]
pub(super) struct Reading {
    /// Its pages: one, or those of an archive; none where all of it was passed over.
    pub(super) pages: Vec<ReadPage>,
    /// How many pages were passed over for what their bytes are.
    pub(super) passed_over: PassedOver,
    /// The file itself, whatever its name; none for standard input and what could not be opened.
    pub(super) identity: Option<Identity>,
}

impl Reading {
    /// How many articles it has.
    fn articles(&self) -> usize {
        self.pages.iter().map(|page| page.articles.len()).sum()
    }
}

/// What came out of one page of a file.
#[derive(Debug)]
pub(super) struct ReadPage {
    /// What is told about it.
    pub(super) report: FileReport,
    /// Its articles with their tags, in the order of the page.
    pub(super) articles: Vec<(Arc<Article>, Arc<Tags>)>,
}

/// Reads files on several threads.
#[derive(Debug, Clone, Copy)]
pub(super) struct Loader<'a> {
    /// The tagger for their articles.
    pub(super) tagger: &'a Tagger,
    /// What stands for the file `-`.
    pub(super) input: &'a [u8],
    /// What the reader set about sources.
    pub(super) rules: &'a Rules,
}

impl Loader<'_> {
    /// Reads all that was found, in the order it was found, whatever order the threads finish in.
    pub(super) fn load(
        self,
        found: &[Finding],
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Vec<Reading>, io::Error> {
        let threads = available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
        let next = AtomicUsize::new(0);
        let (done, results) = channel();
        scope(|scope| {
            for _ in 0..threads {
                let (next, done) = (&next, done.clone());
                let work = move || self.work(found, next, &done);
                Builder::new().name(READER_THREAD.to_owned()).spawn_scoped(scope, work)?;
            }
            drop(done);
            Ok(collect(&results, found.len(), progress))
        })
    }

    /// Takes one file after the other until none is left.
    fn work(self, found: &[Finding], next: &AtomicUsize, done: &Sender<(usize, Reading)>) {
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(finding) = found.get(place) else { return };
            if done.send((place, self.one(finding))).is_err() {
                return;
            }
        }
    }

    fn one(self, finding: &Finding) -> Reading {
        match finding {
            Finding::Failed(path, why) => failed(path, why),
            Finding::Input => {
                self.file(Path::new(STANDARD_INPUT), Reached::Named, &source::bounded(self.input))
            }
            Finding::File(path, reached) => match source::read(path, *reached) {
                Ok(contents) => self.file(path, *reached, &contents),
                Err(error) => failed(path, &error.to_string()),
            },
        }
    }

    fn file(self, path: &Path, reached: Reached, contents: &Contents<'_>) -> Reading {
        let mut reading = self.understand(path, reached, &contents.bytes);
        reading.identity = contents.identity;
        if contents.cut {
            let message = "only the first 64 MiB were read";
            if let Some(page) = reading.pages.first_mut() {
                page.report.problems.push(problem(ProblemKind::TooLarge, message));
            }
        }
        reading
    }

    /// Bytes to articles with their tags. A mistake of ours that panics costs this one file.
    fn understand(self, path: &Path, reached: Reached, bytes: &[u8]) -> Reading {
        let understood = guarded(|| {
            let mut reading =
                Reading { pages: Vec::new(), passed_over: PassedOver::default(), identity: None };
            for page in ingest::read(path, bytes, self.rules) {
                let asked_for = reached == Reached::Named && page.path == path;
                match page.passed_over.filter(|_| !asked_for) {
                    Some(reason) => reading.passed_over.add(reason),
                    None => reading.pages.push(self.tagged(page)),
                }
            }
            reading
        });
        understood
            .unwrap_or_else(|| failed(path, "could not be understood: the program made a mistake on it"))
    }

    fn tagged(self, page: Page) -> ReadPage {
        let cut = page.articles.iter().flat_map(|article| &article.removed);
        let report = FileReport {
            path: page.path,
            format: page.format,
            ids: page.articles.iter().map(|article| article.id).collect(),
            repeats: cut.filter(|removed| repeats(removed.kind)).count(),
            removed: page.removed,
            problems: page.problems,
            hidden: page.hidden,
        };
        let tags = |article: Article| {
            let tags = self.tagger.tag(&article);
            (Arc::new(article), Arc::new(tags))
        };
        ReadPage { report, articles: page.articles.into_iter().map(tags).collect() }
    }
}

/// Puts results into their places, telling how far things have come.
fn collect(
    results: &Receiver<(usize, Reading)>,
    total: usize,
    progress: &mut dyn FnMut(Progress),
) -> Vec<Reading> {
    let mut places: Vec<Option<Reading>> = Vec::new();
    places.resize_with(total, || None);
    let mut so_far = Progress { files: 0, articles: 0, total };
    for (place, loaded) in results {
        so_far.files += 1;
        so_far.articles += loaded.articles();
        if let Some(slot) = places.get_mut(place) {
            *slot = Some(loaded);
        }
        progress(so_far);
    }
    places.into_iter().flatten().collect()
}

/// Runs work on one file; nothing where it panicked.
fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    // The work starts from borrowed input and leaves nothing behind but its result.
    catch_unwind(AssertUnwindSafe(work)).ok()
}

/// Whether a part that was taken out says again what is kept elsewhere in its article.
fn repeats(kind: RemovedKind) -> bool {
    matches!(kind, RemovedKind::Headline | RemovedKind::Caption)
}

fn failed(path: &Path, why: &str) -> Reading {
    let report = FileReport {
        path: path.to_owned(),
        format: None,
        ids: Vec::new(),
        removed: Vec::new(),
        problems: vec![problem(ProblemKind::Unreadable, why)],
        hidden: 0,
        repeats: 0,
    };
    let pages = vec![ReadPage { report, articles: Vec::new() }];
    Reading { pages, passed_over: PassedOver::default(), identity: None }
}

fn problem(kind: ProblemKind, message: &str) -> Problem {
    Problem { kind, lines: None, message: SafeText::label(message) }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::ingest::Reason;

    #[test]
    fn readings_come_in_order_and_progress_counts_them() {
        let folder = tempfile::tempdir().unwrap();
        let found: Vec<Finding> = (0..40)
            .map(|number| {
                let path = folder.path().join(format!("{number:02}.txt"));
                std::fs::write(&path, format!("page {number}")).unwrap();
                Finding::File(path, Reached::Walked)
            })
            .collect();
        let tagger = Tagger::new();
        let mut seen = Vec::new();
        let loaded = Loader { tagger: &tagger, input: b"", rules: &Rules::default() }
            .load(&found, &mut |progress| seen.push(progress.files))
            .unwrap();
        let paths: Vec<PathBuf> =
            loaded.into_iter().map(|reading| reading.pages[0].report.path.clone()).collect();
        assert!(paths.is_sorted());
        assert_eq!(seen, (1..=40).collect::<Vec<_>>());
    }

    #[test]
    fn a_panic_costs_one_file_only() {
        assert_eq!(guarded(|| 1), Some(1));
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let caught = guarded(|| -> u8 { panic!("on one page") });
        std::panic::set_hook(hook);
        assert_eq!(caught, None);
    }

    #[test]
    fn unreadable_and_binary_files_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let binary = folder.path().join("binary");
        std::fs::write(&binary, [0_u8; 64]).unwrap();
        let found = [
            Finding::File(binary.clone(), Reached::Walked),
            Finding::File(binary, Reached::Named),
            Finding::File(folder.path().join("gone"), Reached::Walked),
            Finding::Failed(folder.path().join("locked"), "cannot be read: Permission denied".to_owned()),
            Finding::Input,
        ];
        let tagger = Tagger::new();
        let loaded = Loader { tagger: &tagger, input: b"typed", rules: &Rules::default() }
            .load(&found, &mut |_| {})
            .unwrap();
        assert!(loaded[0].pages.is_empty());
        assert_eq!(loaded[0].passed_over.count(Reason::Binary), 1);
        let formats: Vec<bool> =
            loaded[1..].iter().map(|reading| reading.pages[0].report.format.is_some()).collect();
        assert_eq!(formats, [false, false, false, true]);
        assert!(loaded[1].pages[0].report.failed());
    }

    #[test]
    fn json_about_something_else_is_passed_over_unless_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        std::fs::write(&path, "{\"tabs\": 4}").unwrap();
        let found = [Reached::Walked, Reached::Named].map(|reached| Finding::File(path.clone(), reached));
        let tagger = Tagger::new();
        let loaded = Loader { tagger: &tagger, input: b"", rules: &Rules::default() }
            .load(&found, &mut |_| {})
            .unwrap();
        assert_eq!(loaded[0].passed_over.count(Reason::Json), 1);
        assert_eq!(loaded[1].pages[0].report.problems.len(), 1);
    }
}
