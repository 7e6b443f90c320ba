//! Looks at the files again while a library is in use: beside whoever uses it, and taken in between two of their
//! questions.

use std::sync::Arc;

use super::collection::{Correcting, Library, LibraryError, Options, Progress};
use super::generations::{self, INTERVALS, Making, Step};
use super::readings::Readings;
use super::shelf::Shelf;
use super::understood::Tables;
use crate::index::Generation;

/// A look at the files of a library that is still to be taken, on any thread.
#[derive(Debug)]
pub struct Look {
    options: Options,
    damaged: bool,
    /// What is known by now.
    before: Arc<Generation>,
}

/// What a look at the files came to.
#[derive(Debug)]
pub struct Looked {
    shelf: Shelf,
    readings: Option<Readings>,
    settings: u64,
}

/// What came of taking a look in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenIn {
    /// Rules or corrections were changed since the look began: it shows nothing, and another one is wanted.
    Outdated,
    /// Nothing is new.
    Same,
    /// Something is new, and the library shows it.
    New,
}

impl Look {
    /// Looks at all files, and reads those that changed; tells how far that has come, and what is known so far where it
    /// takes long. Gives nothing once it is not to go on: then what was read is kept for the next look.
    ///
    /// # Errors
    /// As when a library is opened.
    pub fn take(
        self,
        goes_on: &(dyn Fn() -> bool + Sync),
        tell: &mut dyn FnMut(Glimpse),
    ) -> Result<Option<Looked>, LibraryError> {
        let Self { options, damaged, before } = self;
        if damaged {
            Generation::remove(&options.cache);
        }
        let tables = Tables::new(options.homes.clone(), options.tag_rules.clone());
        let making = Making { options: &options, tables: &tables, before: Some(&before) };
        let settings = generations::settings(&options);
        let mut told = |step| match step {
            Step::Progress(progress) => tell(Glimpse::Progress(progress)),
            Step::Part(part) => {
                tell(Glimpse::Part(Box::new(Looked { shelf: *part, readings: None, settings })));
            }
        };
        let made = generations::streamed(making, (goes_on, &INTERVALS), &mut told)?;
        Ok(made.map(|(shelf, readings)| Looked { shelf, readings, settings }))
    }
}

/// What is told while a look at the files is taken.
#[derive(Debug)]
pub enum Glimpse {
    /// How far reading has come.
    Progress(Progress),
    /// What is known by now; more is to come.
    Part(Box<Looked>),
}

impl Library {
    /// A look at the files, to be taken on another thread.
    pub fn look(&self) -> Look {
        let before = Arc::clone(self.shelf.generation());
        Look { options: self.options.clone(), damaged: self.shelf.is_damaged(), before }
    }

    /// Leaves it to looks at the files to show what was set right about pages: whoever decides does not wait for that.
    pub fn leave_corrections_to_looks(&mut self) {
        self.correcting = Correcting::LeftToLooks { wanted: false };
    }

    /// Whether a look at the files is wanted to show what was set right since this was asked last.
    pub fn wants_look(&mut self) -> bool {
        match &mut self.correcting {
            Correcting::AtOnce => false,
            Correcting::LeftToLooks { wanted } => std::mem::take(wanted),
        }
    }

    /// Takes in what a look came to, unless it is out of date.
    pub fn take_in(&mut self, looked: Looked) -> TakenIn {
        let Looked { shelf, readings, settings } = looked;
        if settings != generations::settings(&self.options) {
            return TakenIn::Outdated;
        }
        let known = shelf.head() == self.shelf.head() && shelf.head().readings.is_some();
        if readings.is_none() && known && !self.shelf.is_damaged() {
            return TakenIn::Same;
        }
        (self.shelf, self.readings) = (shelf, readings);
        self.join_decisions();
        TakenIn::New
    }

    /// Whether what is kept of the files turned out to be damaged, and is to be made anew.
    pub fn is_damaged(&self) -> bool {
        self.shelf.is_damaged()
    }

    /// Throws away what is kept of the files, so that they are read anew at the next start.
    pub fn forget_what_is_kept(&self) {
        Generation::remove(&self.options.cache);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;
    use crate::article::Decision;
    use crate::article::Phase;

    const PAGE: &str = "Harbour opens\n\nThe harbour of Lagos was opened on Monday, officials said.\n";

    fn options(folder: &Path) -> Options {
        Options {
            paths: vec![folder.join("pages")],
            journal: folder.join("state"),
            cache: folder.join("cache"),
            ..Options::default()
        }
    }

    /// A folder with one page, whose library is kept.
    fn kept() -> (tempfile::TempDir, Options) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("pages")).unwrap();
        fs::write(folder.path().join("pages/a.txt"), PAGE).unwrap();
        let options = options(folder.path());
        assert!(Library::open_known(&options).is_none());
        Library::open(&options, &mut |_| {}).unwrap();
        (folder, options)
    }

    fn headlines(library: &Library) -> Vec<String> {
        library.items().iter().map(|item| item.article.headline.text.to_string()).collect()
    }

    #[test]
    fn what_is_known_opens_without_a_look_at_the_files() {
        let (folder, options) = kept();
        fs::remove_dir_all(folder.path().join("pages")).unwrap();
        let library = Library::open_known(&options).unwrap();
        assert_eq!(headlines(&library), ["Harbour opens"]);
        assert!(headlines(&Library::open(&options, &mut |_| {}).unwrap()).is_empty());
    }

    #[test]
    fn a_look_brings_in_what_is_new_and_keeps_what_was_decided() {
        let (folder, options) = kept();
        let mut library = Library::open_known(&options).unwrap();
        let id = library.items()[0].article.id;
        library.decide(&[(id, Decision::Star)]).unwrap();
        let looked = library.look().take(&|| true, &mut |_| {}).unwrap().unwrap();
        assert_eq!(library.take_in(looked), TakenIn::Same);
        let other =
            PAGE.replace("Harbour opens", "Bridge opens").replace("harbour of Lagos", "bridge of Ibadan");
        fs::write(folder.path().join("pages/b.txt"), other).unwrap();
        let looked = library.look().take(&|| true, &mut |_| {}).unwrap().unwrap();
        assert_eq!(library.take_in(looked), TakenIn::New);
        assert_eq!(headlines(&library), ["Harbour opens", "Bridge opens"]);
        assert!(library.triage(id).starred);
        assert_eq!(headlines(&Library::open_known(&options).unwrap()).len(), 2);
    }

    #[test]
    fn what_was_read_by_the_end_of_a_look_that_was_broken_off_is_kept() {
        let (folder, options) = kept();
        for number in 0..100 {
            let page = PAGE.replace("Lagos", &format!("Lagos{number}"));
            fs::write(folder.path().join(format!("pages/b{number:02}.txt")), page).unwrap();
        }
        let library = Library::open_known(&options).unwrap();
        let left = AtomicUsize::new(40);
        let goes_on =
            || left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok();
        assert!(library.look().take(&goes_on, &mut |_| {}).unwrap().is_none());
        let mut first = None;
        let mut told = |glimpse| match glimpse {
            Glimpse::Progress(progress) => _ = first.get_or_insert(progress),
            Glimpse::Part(_) => {}
        };
        library.look().take(&|| true, &mut told).unwrap().unwrap();
        let read = first.unwrap().files;
        assert!((30..60).contains(&read), "{read} files were kept");
    }

    #[test]
    fn parts_are_told_before_all_is_read_and_hide_nothing_that_was_known() {
        let (folder, options) = kept();
        let before = Library::open_known(&options).unwrap();
        fs::write(folder.path().join("pages/b.txt"), PAGE.replace("opened", "shut")).unwrap();
        fs::write(folder.path().join("pages/a.txt"), PAGE.replace("Harbour opens", "Harbour to open"))
            .unwrap();
        let tables = Tables::new(options.homes.clone(), options.tag_rules.clone());
        let making = Making { options: &options, tables: &tables, before: Some(before.shelf.generation()) };
        let mut parts = Vec::new();
        let mut told = |step| match step {
            Step::Part(part) => {
                let all = part.all().into_iter().map(|item| item.article.headline.text.to_string());
                parts.push(all.collect::<Vec<_>>());
            }
            Step::Progress(_) => {}
        };
        let at_once = [Duration::ZERO; 2];
        let (shelf, _) = generations::streamed(making, (&|| true, &at_once), &mut told).unwrap().unwrap();
        assert_eq!(parts, [["Harbour opens"], ["Harbour opens"]]);
        assert_eq!(shelf.all().len(), 2);
        assert_eq!(&*shelf.all()[0].article.headline.text, "Harbour to open");
    }

    #[test]
    fn the_first_articles_of_a_large_file_are_told_while_it_is_read() {
        let (folder, options) = kept();
        fs::remove_dir_all(&options.cache).unwrap();
        fs::remove_file(folder.path().join("pages/a.txt")).unwrap();
        let body = |row: usize| format!("On day {row} the harbour counted {row} boats. ").repeat(1000);
        let line = |row| format!("{{\"title\":\"Boats {row}\",\"text\":\"{}\"}}\n", body(row));
        let rows = 250;
        fs::write(folder.path().join("pages/all.jsonl"), (0..rows).map(line).collect::<String>()).unwrap();
        let library = Library::empty(&options).unwrap();
        let (mut parts, mut told) = (Vec::new(), Vec::new());
        let mut glimpse = |glimpse| match glimpse {
            Glimpse::Progress(progress) => told.push(progress),
            Glimpse::Part(looked) => parts.push((looked.shelf.all().len(), told.len())),
        };
        let looked = library.look().take(&|| true, &mut glimpse).unwrap().unwrap();
        assert_eq!(looked.shelf.all().len(), rows);
        let (first, before) = parts[0];
        assert!((10..rows).contains(&first), "{first}");
        assert_eq!(before, 0, "they come before anything else is told");
        let reading: Vec<_> = told.iter().filter(|one| one.phase == Phase::Reading).collect();
        assert!(reading.is_sorted_by_key(|one| (one.bytes, one.files)), "{reading:?}");
        assert!(reading.iter().any(|one| one.files == 0 && one.bytes > 0 && one.articles > 0), "{reading:?}");
        assert!(reading.iter().all(|one| one.all_bytes > 8 << 20 && one.bytes <= one.all_bytes));
        for phase in [Phase::Tagging, Phase::Writing, Phase::Comparing] {
            let last = told.iter().rfind(|one| one.phase == phase).unwrap();
            assert_eq!((last.done, last.articles), (rows, rows), "{phase:?}");
        }
    }

    #[test]
    fn corrections_that_are_left_to_looks_show_when_one_was_taken() {
        let (_folder, options) = kept();
        let mut library = Library::open_known(&options).unwrap();
        library.leave_corrections_to_looks();
        let id = library.items()[0].article.id;
        let headline = crate::article::Correction::Headline(crate::text::SafeText::label("Port opens"));
        let early = library.look().take(&|| true, &mut |_| {}).unwrap().unwrap();
        library.decide(&[(id, Decision::Correct(headline))]).unwrap();
        assert!(library.wants_look() && !library.wants_look());
        assert_eq!(library.take_in(early), TakenIn::Outdated);
        assert_eq!(headlines(&library), ["Harbour opens"]);
        let looked = library.look().take(&|| true, &mut |_| {}).unwrap().unwrap();
        assert_eq!(library.take_in(looked), TakenIn::New);
        assert_eq!(headlines(&library), ["Port opens"]);
    }

    #[test]
    fn a_damaged_cache_is_made_anew_without_a_loss() {
        let (_folder, options) = kept();
        for file in fs::read_dir(&options.cache).unwrap().map(|entry| entry.unwrap().path()) {
            let mut bytes = fs::read(&file).unwrap();
            for byte in bytes.iter_mut().step_by(7) {
                *byte ^= 0x55;
            }
            fs::write(&file, bytes).unwrap();
            let library = Library::open(&options, &mut |_| {}).unwrap();
            if library.is_damaged() {
                library.forget_what_is_kept();
            }
            let mut library = Library::open(&options, &mut |_| {}).unwrap();
            let shown = headlines(&library);
            if library.is_damaged() {
                let looked = library.look().take(&|| true, &mut |_| {}).unwrap().unwrap();
                assert_eq!(library.take_in(looked), TakenIn::New);
            }
            assert_eq!(headlines(&library), ["Harbour opens"], "{shown:?} {}", file.display());
        }
    }

    #[test]
    fn other_corrections_make_what_is_known_useless() {
        let (_folder, options) = kept();
        let mut library = Library::open_known(&options).unwrap();
        let id = library.items()[0].article.id;
        let headline = crate::article::Correction::Headline(crate::text::SafeText::label("Port opens"));
        library.decide(&[(id, Decision::Correct(headline))]).unwrap();
        assert_eq!(headlines(&library), ["Port opens"]);
        let library = Library::open_known(&options).unwrap();
        assert_eq!(headlines(&library), ["Port opens"]);
    }
}
