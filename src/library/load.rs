//! Reads and understands many files at once, and hands them back in the order they were asked for.

use std::io;
use std::path::Path;

use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::article::{Article, LineFilter, Phase, Problem, ProblemKind, RemovedKind};
use crate::ingest::{self, Format, Neighbours, Page, PassedOver, Rules, SoFar};
use crate::text::SafeText;

use super::bundle::{Bundle, bundled};
use super::collection::Progress;
use super::file_report::FileReport;
use super::meter::Meter;
use super::source::{self, Contents, Identity, Reached, STANDARD_INPUT};
use super::threads::{each_while, guarded};
use super::walk::{Finding, FoundFile};

/// How many bytes of a large file are read to show its first articles.
const BEGINNING: u64 = 1 << 19;

/// What came out of one file.
#[derive(Debug)]
pub(super) struct Reading {
    /// Its pages: one, or those of an archive; none where all of it was passed over.
    pub(super) pages: Vec<ReadPage>,
    /// How many pages were passed over for what their bytes are.
    pub(super) passed_over: PassedOver,
    /// The file itself, whatever its name; none for standard input and what could not be opened.
    pub(super) identity: Option<Identity>,
    /// A hash of what the file held, or of why it could not be read.
    pub(super) content: u64,
}

impl Reading {
    fn none() -> Self {
        Self { pages: Vec::new(), passed_over: PassedOver::default(), identity: None, content: 0 }
    }

    /// How many articles it has.
    fn articles(&self) -> usize {
        self.pages.iter().map(|page| page.articles.len()).sum()
    }
}

/// What came out of one file, without what it holds.
#[derive(Debug, Clone)]
pub(super) struct Read {
    /// Where that lies.
    pub(super) bundle: Bundle,
    /// How many articles it has.
    pub(super) articles: usize,
    /// [The file itself](Reading::identity).
    pub(super) identity: Option<Identity>,
}

impl Read {
    /// That of something that was not read.
    pub(super) fn none() -> Self {
        Self { bundle: Bundle::Held([].into()), articles: 0, identity: None }
    }

    /// A reading that is held in memory.
    pub(super) fn held(packed: Packed) -> Self {
        let Packed { bytes, articles, identity, .. } = packed;
        Self { bundle: Bundle::Held(bytes.into()), articles, identity }
    }
}

/// What came out of one file as bytes.
#[derive(Debug)]
pub(super) struct Packed {
    /// Its [bundle](super::bundle).
    pub(super) bytes: Vec<u8>,
    /// How many articles it has.
    pub(super) articles: usize,
    /// [The file itself](Reading::identity).
    pub(super) identity: Option<Identity>,
    /// [What it held](Reading::content).
    pub(super) content: u64,
}

/// What came out of one page of a file.
#[derive(Debug)]
pub(super) struct ReadPage {
    /// What is told about it.
    pub(super) report: FileReport,
    /// Its articles in the order of the page.
    pub(super) articles: Vec<Article>,
    /// The lines that corrections can be about.
    pub(super) lines: LineFilter,
    /// The pages around it.
    pub(super) neighbours: Neighbours,
}

/// Reads files on several threads.
#[derive(Debug, Clone, Copy)]
pub(super) struct Loader<'a> {
    /// What stands for the file `-`.
    pub(super) input: &'a [u8],
    /// What the reader set about sources.
    pub(super) rules: &'a Rules,
    /// Where is counted what was read; none where nobody wants to know.
    pub(super) meter: Option<&'a Meter>,
}

impl Loader<'_> {
    /// Reads all that was found, in the order it was found, whatever order the threads finish in, and holds it.
    pub(super) fn load(
        self,
        found: &[Finding],
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Vec<Read>, io::Error> {
        self.load_while(found, &|| true, progress)
    }

    /// The same while it is to go on: all of it, or what was found first.
    pub(super) fn load_while(
        self,
        found: &[Finding],
        goes_on: &(dyn Fn() -> bool + Sync),
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Vec<Read>, io::Error> {
        let all: Vec<&Finding> = found.iter().collect();
        let mut told = self.counted(0, &all, progress);
        each_while(found, goes_on, |finding| Read::held(self.packed(finding)), &mut told)
    }

    /// Reads one thing that was found, to be kept or held.
    pub(super) fn packed(self, finding: &Finding) -> Packed {
        let reading = self.one(finding);
        let (articles, identity, content) = (reading.articles(), reading.identity, reading.content);
        let packed = |bytes| Packed { bytes, articles, identity, content };
        let none = |bytes| Packed { bytes, articles: 0, identity, content };
        let too_large = || bundled(failed(finding.path(), "holds more than can be kept of a file")).map(none);
        bundled(reading).map(packed).or_else(too_large).unwrap_or_else(|| none(Vec::new()))
    }

    /// The first articles of a large file with a row for each, as they will be when all of it is read, to be held; none of
    /// any other file.
    pub(super) fn beginning(self, finding: &Finding) -> Option<Read> {
        let Finding::File(FoundFile { path, reached, .. }) = finding else { return None };
        let contents = source::read_up_to(path, *reached, BEGINNING).ok()?;
        let rows = contents.bytes.iter().rposition(|byte| *byte == b'\n')?;
        let mut reading = self.understand(path, *reached, (contents.bytes.get(..=rows)?, &|_| {}));
        for page in &mut reading.pages {
            if page.report.format == Some(Format::Table) {
                // The last row may go on behind the end of its line.
                page.articles.pop();
                page.report.ids.pop();
            } else if page.report.format != Some(Format::JsonLines) {
                return None;
            }
            page.report.problems.clear();
        }
        reading.identity = contents.identity;
        let (articles, identity) = (reading.articles(), reading.identity);
        let bytes = bundled(reading).filter(|_| articles > 0)?;
        Some(Read::held(Packed { bytes, articles, identity, content: 0 }))
    }

    /// Reads one thing that was found.
    pub(super) fn one(self, finding: &Finding) -> Reading {
        match finding {
            Finding::Failed(path, why) => failed(path, why),
            Finding::Input => {
                self.file(Path::new(STANDARD_INPUT), Reached::Named, &source::bounded(self.input))
            }
            Finding::File(FoundFile { path, reached, .. }) => match source::read(path, *reached) {
                Ok(contents) => self.file(path, *reached, &contents),
                Err(error) => failed(path, &error.to_string()),
            },
        }
    }

    /// [What it holds](Reading::content) now, without understanding it.
    pub(super) fn content(self, finding: &Finding) -> u64 {
        match finding {
            Finding::Failed(_, why) => failure(why),
            Finding::Input => source::bounded(self.input).fingerprint(),
            Finding::File(FoundFile { path, reached, .. }) => match source::read(path, *reached) {
                Ok(contents) => contents.fingerprint(),
                Err(error) => failure(&error.to_string()),
            },
        }
    }

    /// Tells how far reading these has come with each result and between them, where so many files are known already.
    pub(super) fn counted(
        self,
        known: usize,
        found: &[&Finding],
        progress: &mut dyn FnMut(Progress),
    ) -> impl FnMut(Option<&Read>) {
        let all_bytes = found.iter().map(|finding| finding.size()).sum();
        let total = known + found.len();
        let phase = Phase::Reading;
        let mut so_far = Progress { phase, files: known, total, all_bytes, ..Progress::default() };
        progress(so_far);
        move |read| {
            so_far.files += usize::from(read.is_some());
            match self.meter {
                Some(meter) => {
                    (so_far.bytes, so_far.articles) = (meter.bytes().min(all_bytes), meter.articles());
                }
                None => so_far.articles += read.map_or(0, |read| read.articles),
            }
            progress(so_far);
        }
    }

    fn file(self, path: &Path, reached: Reached, contents: &Contents<'_>) -> Reading {
        let metered = self.meter.map(|meter| meter.file(contents.bytes.len()));
        let tell = |so_far| metered.iter().for_each(|metered| metered.tell(so_far));
        let mut reading = self.understand(path, reached, (&contents.bytes, &tell));
        if let Some(metered) = metered {
            metered.end(reading.articles());
        }
        (reading.identity, reading.content) = (contents.identity, contents.fingerprint());
        if contents.cut {
            let message = "only the first 64 MiB were read";
            if let Some(page) = reading.pages.first_mut() {
                page.report.problems.push(problem(ProblemKind::TooLarge, message));
            }
        }
        reading
    }

    /// Bytes to articles. A mistake of ours that panics costs this one file.
    fn understand(self, path: &Path, reached: Reached, (bytes, tell): (&[u8], &dyn Fn(SoFar))) -> Reading {
        let understood = guarded(|| {
            let mut reading = Reading::none();
            for page in ingest::read_telling(path, bytes, self.rules, tell) {
                let asked_for = reached == Reached::Named && page.path == path;
                match page.passed_over.filter(|_| !asked_for) {
                    Some(reason) => reading.passed_over.add(reason),
                    None => reading.pages.push(ReadPage::of(page)),
                }
            }
            reading
        });
        understood
            .unwrap_or_else(|| failed(path, "could not be understood: the program made a mistake on it"))
    }
}

impl ReadPage {
    fn of(page: Page) -> Self {
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
        Self { report, articles: page.articles, lines: page.lines, neighbours: page.neighbours }
    }
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
    let (lines, neighbours) = (LineFilter::default(), Neighbours::default());
    let pages = vec![ReadPage { report, articles: Vec::new(), lines, neighbours }];
    Reading { pages, passed_over: PassedOver::default(), identity: None, content: failure(why) }
}

/// A hash of why something could not be read, which no contents have.
fn failure(why: &str) -> u64 {
    xxh3_64_with_seed(why.as_bytes(), FAILURE)
}

/// Sets the hashes of failures apart from those of contents.
const FAILURE: u64 = 2;

fn problem(kind: ProblemKind, message: &str) -> Problem {
    Problem { kind, lines: None, message: SafeText::label(message) }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::ingest::Reason;

    fn file(path: PathBuf, reached: Reached) -> Finding {
        Finding::File(FoundFile { path, reached, facts: None })
    }

    #[test]
    fn readings_come_in_order_and_progress_counts_them() {
        let folder = tempfile::tempdir().unwrap();
        let found: Vec<Finding> = (0..40)
            .map(|number| {
                let path = folder.path().join(format!("{number:02}.txt"));
                std::fs::write(&path, format!("page {number}")).unwrap();
                file(path, Reached::Walked)
            })
            .collect();
        let mut seen = Vec::new();
        let meter = Meter::default();
        let loaded = Loader { input: b"", rules: &Rules::default(), meter: Some(&meter) }
            .load(&found, &mut |progress| seen.push(progress.files))
            .unwrap();
        let paths: Vec<PathBuf> =
            loaded.iter().map(|read| read.bundle.head(None).unwrap().pages[0].report.path.clone()).collect();
        assert!(paths.is_sorted());
        assert_eq!(seen, (0..=40).collect::<Vec<_>>());
        assert_eq!(meter.bytes(), 10 * 6 + 30 * 7);
    }

    #[test]
    fn unreadable_and_binary_files_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let binary = folder.path().join("binary");
        std::fs::write(&binary, [0_u8; 64]).unwrap();
        let found = [
            file(binary.clone(), Reached::Walked),
            file(binary, Reached::Named),
            file(folder.path().join("gone"), Reached::Walked),
            Finding::Failed(folder.path().join("locked"), "cannot be read: Permission denied".to_owned()),
            Finding::Input,
        ];
        let rules = Rules::default();
        let loaded =
            found.map(|finding| Loader { input: b"typed", rules: &rules, meter: None }.one(&finding));
        assert!(loaded[0].pages.is_empty());
        assert_eq!(loaded[0].passed_over.count(Reason::Binary), 1);
        let formats: Vec<bool> =
            loaded[1..].iter().map(|reading| reading.pages[0].report.format.is_some()).collect();
        assert_eq!(formats, [false, false, false, true]);
        assert!(loaded[1].pages[0].report.failed());
    }

    #[test]
    fn the_first_articles_of_a_large_file_are_those_of_all_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let body = |row: usize| format!("The harbour counted {row} boats on that day. ").repeat(40);
        let lines = |row| format!("{{\"title\":\"Boats {row}\",\"text\":\"{}\"}}\n", body(row));
        let cells = |row| format!("Boats {row},\"{}\n\nSecond paragraph of {row}.\"\n", body(row));
        let all: [(&str, String); 2] = [
            ("a.jsonl", (0..900).map(lines).collect()),
            ("a.csv", std::iter::once("title,text\n".to_owned()).chain((0..900).map(cells)).collect()),
        ];
        let rules = Rules::default();
        let loader = Loader { input: b"", rules: &rules, meter: None };
        for (name, text) in all {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            let found = file(path, Reached::Walked);
            let ids = |read: &Read| read.bundle.head(None).unwrap().pages[0].report.ids.clone();
            let first = loader.beginning(&found).unwrap();
            let whole = Read::held(loader.packed(&found));
            assert_eq!(whole.articles, 900, "{name}");
            assert!((100..900).contains(&first.articles), "{name}: {}", first.articles);
            assert_eq!(ids(&first), ids(&whole)[..first.articles], "{name}");
        }
        let page = folder.path().join("page.txt");
        std::fs::write(&page, "Harbour opens\n\nThe harbour was opened on Monday, officials said.\n")
            .unwrap();
        assert!(loader.beginning(&file(page, Reached::Walked)).is_none());
    }

    #[test]
    fn json_about_something_else_is_passed_over_unless_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        std::fs::write(&path, "{\"tabs\": 4}").unwrap();
        let found = [Reached::Walked, Reached::Named].map(|reached| file(path.clone(), reached));
        let rules = Rules::default();
        let loaded = found.map(|finding| Loader { input: b"", rules: &rules, meter: None }.one(&finding));
        assert_eq!(loaded[0].passed_over.count(Reason::Json), 1);
        assert_eq!(loaded[1].pages[0].report.problems.len(), 1);
    }
}
