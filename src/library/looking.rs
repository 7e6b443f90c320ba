//! Looks at the files again while a library is in use: beside whoever uses it, and taken in between two of their
//! questions.

use std::sync::Arc;

use super::collection::{Library, LibraryError, Options};
use super::generations::{self, Making};
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

impl Look {
    /// Looks at all files, and reads those that changed.
    ///
    /// # Errors
    /// As when a library is opened.
    pub fn take(self) -> Result<Looked, LibraryError> {
        let Self { options, damaged, before } = self;
        if damaged {
            Generation::remove(&options.cache);
        }
        let tables = Tables::new(options.homes.clone(), options.tag_rules.clone());
        let making = Making { options: &options, tables: &tables, before: Some(&before) };
        let (found, readings) = generations::current(making, &mut |_| {})?;
        Ok(Looked { shelf: found, readings, settings: generations::settings(&options) })
    }
}

impl Library {
    /// A look at the files, to be taken on another thread.
    pub fn look(&self) -> Look {
        let before = Arc::clone(self.shelf.generation());
        Look { options: self.options.clone(), damaged: self.shelf.is_damaged(), before }
    }

    /// Takes in what a look came to; says whether there is anything new. Nothing is, where rules or corrections were
    /// changed since the look began: then it is taken again.
    pub fn take_in(&mut self, looked: Looked) -> bool {
        let Looked { shelf, readings, settings } = looked;
        let same = readings.is_none() && shelf.head() == self.shelf.head() && !self.shelf.is_damaged();
        if same || settings != generations::settings(&self.options) {
            return false;
        }
        (self.shelf, self.readings) = (shelf, readings);
        self.join_decisions();
        true
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

    use super::*;
    use crate::article::Decision;

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
        let looked = library.look().take().unwrap();
        assert!(!library.take_in(looked));
        let other =
            PAGE.replace("Harbour opens", "Bridge opens").replace("harbour of Lagos", "bridge of Ibadan");
        fs::write(folder.path().join("pages/b.txt"), other).unwrap();
        let looked = library.look().take().unwrap();
        assert!(library.take_in(looked));
        assert_eq!(headlines(&library), ["Harbour opens", "Bridge opens"]);
        assert!(library.triage(id).starred);
        assert_eq!(headlines(&Library::open_known(&options).unwrap()).len(), 2);
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
                let looked = library.look().take().unwrap();
                assert!(library.take_in(looked));
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
