//! The library itself: what was found under the paths, with what its reader decided.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use fixedbitset::FixedBitSet;
use thiserror::Error;

use crate::article::{ArticleId, Correction, Explanation, Lines, Phase, Subjects, Tags, Triage};
use crate::classify::{Entry, Tagger};
use crate::index::Broken;
use crate::ingest::{self, Corrections, PassedOver, Rules};
use crate::journal::JournalError;
use crate::query::{Kind, Query, QueryError, Term, Vocabulary};
use crate::text::SafeText;

use super::asked::Asked;
use super::decisions::Decisions;
use super::file_report::FileReport;
use super::generations::{self, Making};
use super::readings::Readings;
use super::rules::Homes;
use super::search::{Answer, Found, Search};
use super::shelf::{Item, Shelf};
use super::source::{self, Reached, ReadError, STANDARD_INPUT, said};
use super::standing::Standing;
use super::subjects;
use super::tagging::TagRules;
use super::tally::{Tally, tally};
use super::understood::Tables;

/// What a library is opened on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Files and folders, in the order their articles are to stand; `-` is standard input.
    pub paths: Vec<PathBuf>,
    /// What standard input held.
    pub input: Vec<u8>,
    /// The folder of the journal; it is made with the first decision.
    pub journal: PathBuf,
    /// What the reader set about sources.
    pub rules: Rules,
    /// Which countries sources are written in.
    pub homes: Homes,
    /// What is to hold about tags.
    pub tag_rules: TagRules,
    /// Saved views, and rules for new articles.
    pub standing: Standing,
    /// The configuration file, where further rules about tags are written; empty for none.
    pub config: PathBuf,
    /// The folder for what was read of these paths, so that it need not be read again; empty for none. It may be
    /// deleted at any moment.
    pub cache: PathBuf,
    /// What it is opened for.
    pub purpose: Purpose,
}

/// What a library is opened for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Purpose {
    /// To read, and to decide.
    #[default]
    Use,
    /// To find out what is wrong: the journal is neither repaired nor backed up, and its lock not waited for.
    Examination,
}

/// How far opening a library has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub phase: Phase,
    /// Files read so far.
    pub files: usize,
    /// Files there are to read.
    pub total: usize,
    /// Bytes read so far of the files that changed.
    pub bytes: u64,
    /// Bytes there are to read of them.
    pub all_bytes: u64,
    /// Articles found so far.
    pub articles: usize,
    /// Articles with which the phase is done, where files are not read any more.
    pub done: usize,
}

impl Progress {
    /// The beginning of a phase that is done with one article after the other.
    pub(super) fn of(phase: Phase, articles: usize) -> Self {
        Self { phase, articles, ..Self::default() }
    }
}

/// What becomes of corrections of pages once they are saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Correcting {
    /// They show at once.
    AtOnce,
    /// They show when the files were looked at next, where what was read is kept.
    LeftToLooks {
        /// Whether such a look is wanted.
        wanted: bool,
    },
}

/// All articles of some files and folders, with their tags and states.
#[derive(Debug)]
pub struct Library {
    pub(super) options: Options,
    /// What was read of the files, where that was done in this run.
    pub(super) readings: Option<Readings>,
    /// What becomes of corrections.
    pub(super) correcting: Correcting,
    pub(super) shelf: Shelf,
    pub(super) decisions: Decisions,
    /// The articles something was decided about: their ids with the number of every article that has it, in order.
    pub(super) decided: Vec<(ArticleId, u32)>,
    pub(super) tables: Tables,
    pub(super) vocabulary: Arc<Vocabulary>,
}

impl Library {
    /// Joins everything under the paths with what was decided before. Files are read where they changed since they were
    /// read last, or where nothing is kept of them. Files that cannot be read are told in [`Library::files`]; they are
    /// no error.
    ///
    /// # Errors
    /// The system gives no threads, or has no memory for what was read.
    pub fn open(options: &Options, progress: &mut dyn FnMut(Progress)) -> Result<Self, LibraryError> {
        let tables = Tables::new(options.homes.clone(), options.tag_rules.clone());
        let decisions = match options.purpose {
            Purpose::Use => Decisions::open(options.journal.clone()),
            Purpose::Examination => Decisions::examine(options.journal.clone()),
        };
        let mut options = options.clone();
        options.rules.corrections = Corrections::of(decisions.corrections());
        let before = generations::last(&options);
        let making = Making { options: &options, tables: &tables, before: before.as_ref() };
        let (shelf, readings) = generations::current(making, progress)?;
        Ok(Self::with(options, tables, decisions, (shelf, readings)))
    }

    /// What was known of everything under the paths when it was read last, without a look at the files. Nothing where
    /// that is not known or was found by other rules.
    pub fn open_known(options: &Options) -> Option<Self> {
        let decisions = Decisions::open(options.journal.clone());
        let mut options = options.clone();
        options.rules.corrections = Corrections::of(decisions.corrections());
        let shelf = generations::known(&options)?;
        let tables = Tables::new(options.homes.clone(), options.tag_rules.clone());
        Some(Self::with(options, tables, decisions, (shelf, None)))
    }

    /// A library of which nothing is known yet, with the decisions of its reader: what a look at the files finds is
    /// taken in later.
    ///
    /// # Errors
    /// There is no memory.
    pub fn empty(options: &Options) -> Result<Self, LibraryError> {
        let decisions = Decisions::open(options.journal.clone());
        let mut options = options.clone();
        options.rules.corrections = Corrections::of(decisions.corrections());
        let tables = Tables::new(options.homes.clone(), options.tag_rules.clone());
        Ok(Self::with(options, tables, decisions, (generations::none()?, None)))
    }

    pub(super) fn with(
        options: Options,
        tables: Tables,
        decisions: Decisions,
        (shelf, readings): (Shelf, Option<Readings>),
    ) -> Self {
        let (decided, vocabulary) = (Vec::new(), Arc::default());
        let correcting = Correcting::AtOnce;
        let mut library =
            Self { options, readings, correcting, shelf, decisions, decided, tables, vocabulary };
        library.join_decisions();
        library.vocabulary = Arc::new(vocabulary_of(&library.decisions));
        library
    }

    /// Lets what became of articles, and copies, share what was decided, and settles the tags their reader spoke about.
    pub(super) fn join_decisions(&mut self) {
        self.find_decided();
        // What became of an article can be told when all files were read.
        if !self.shelf.head().partial && self.succeed() {
            self.find_decided();
            let corrections = self.inherited_corrections();
            if !corrections.is_empty() {
                // What was set right about a page holds for it as it is now, which puts everything together anew.
                self.correct(&corrections.iter().collect::<Vec<_>>());
                self.find_decided();
            }
        }
        // Those that stand side by side are asked about one after the other, however many were decided on.
        let mut decided: Vec<(u32, ArticleId)> =
            self.decided.iter().map(|(id, number)| (*number, *id)).collect();
        decided.sort_unstable();
        let stories = decided.into_iter().map(|(number, id)| self.shelf.ids_of_story(number, id));
        let stories: BTreeSet<Vec<ArticleId>> = stories.filter(|ids| ids.len() > 1).collect();
        if !stories.is_empty() {
            self.decisions.share(stories.into_iter().collect());
            self.find_decided();
        }
        for (id, number) in self.decided.clone() {
            if !self.decisions.triage(id).stances.is_empty() {
                self.settle(id, number);
            }
        }
    }

    /// Finds the articles something was decided about.
    fn find_decided(&mut self) {
        let ids: Vec<ArticleId> = self.decisions.ids().collect();
        self.decided = self.shelf.having_ids(&ids);
    }

    /// Gives an article the tags that follow from its words and what its reader said.
    pub(super) fn settle(&mut self, id: ArticleId, number: u32) {
        let triage = self.decisions.triage(id);
        let settle = || self.tables.settle(&self.shelf.item(number)?, triage);
        let tags = if triage.stances.is_empty() { None } else { settle() };
        self.shelf.settle(number, tags);
    }

    /// What came out of each file, in the order they were found.
    pub fn files(&self) -> &[FileReport] {
        self.shelf.files()
    }

    /// How many files there are.
    pub fn files_count(&self) -> usize {
        self.shelf.head().files
    }

    /// The files that could not be understood in whole or in part, in the order they were found.
    pub fn troubled(&self) -> &[FileReport] {
        self.shelf.troubled()
    }

    /// How many files were passed over, and why.
    pub fn passed_over(&self) -> PassedOver {
        self.shelf.head().passed_over
    }

    /// Sentences about the journal that its reader should know.
    pub fn notices(&self) -> &[SafeText] {
        self.decisions.notices()
    }

    /// Why what was read is not kept for the next start though it was to be, as a sentence; none where it is.
    pub fn unkept(&self) -> Option<&SafeText> {
        self.shelf.unkept()
    }

    /// Why decisions made earlier are not known, which the notices tell too; none where they are.
    pub fn unread_decisions(&self) -> Option<&JournalError> {
        self.decisions.unread()
    }

    /// All regions, countries, topics and tags a query can name.
    pub fn vocabulary(&self) -> &Arc<Vocabulary> {
        &self.vocabulary
    }

    /// The tables behind the tags.
    pub fn tagger(&self) -> &Tagger {
        &self.tables.tagger
    }

    /// The labels of an article's tags as they are shown beside a query.
    pub fn subjects(&self, tags: &Tags, query: &Query) -> Subjects {
        subjects::subjects(&self.tables.tagger, tags, query)
    }

    /// Why an article has the tags that the tagger gave it.
    pub fn explain(&self, item: &Item) -> Explanation {
        self.tables.explain(item, self.triage(item.article.id))
    }

    /// What readers set right about pages, with the articles they did it on.
    pub fn corrections(&self) -> impl Iterator<Item = (ArticleId, &Correction)> {
        self.decisions.corrections()
    }

    /// The articles that fit a question, in the order they are shown.
    ///
    /// # Errors
    /// The query makes no sense.
    pub fn search(&self, search: &Search<'_>) -> Result<Found, QueryError> {
        let answer = Answer::new(self.asked(search.wanted), &self.vocabulary, search)?;
        Ok(answer.map(|answer| answer.found(&self.shelf, search)).unwrap_or_default())
    }

    /// How many of some articles have each tag, in the order of the tables; nothing once that is not wanted any more.
    pub fn tally(&self, among: &FixedBitSet, wanted: &dyn Fn() -> bool) -> Vec<Tally> {
        tally(self.asked(wanted), self.tables.tagger.entries(), among)
    }

    /// Articles as a set.
    pub fn set_of(&self, articles: &[u32]) -> FixedBitSet {
        let mut set = self.shelf.articles().none();
        set.extend(articles.iter().filter_map(|number| usize::try_from(*number).ok()));
        set
    }

    /// How many of the articles whose copies are folded are in a state.
    pub fn count(&self, holds: &dyn Fn(&Triage) -> bool) -> usize {
        let in_states = self.asked(&|| true).in_states(holds);
        in_states.intersection_count(self.shelf.shown())
    }

    pub(super) fn asked<'a>(&'a self, wanted: &'a dyn Fn() -> bool) -> Asked<'a> {
        let Self { shelf, decisions, decided, .. } = self;
        Asked { shelf, decisions, decided, wanted }
    }

    /// The text of a page as it is now, decoded but not cleaned, so that its lines can be shown beside what
    /// became of them. Its path is that of a file, or leads into one: `a.zip!/b.html`.
    ///
    /// # Errors
    /// The file cannot be read any more, or it no longer holds such a page.
    pub fn page_text(&self, page: &Path) -> Result<String, ReadError> {
        self.with_page(page, ingest::page_text)
    }

    /// The blocks of text of a web page as it is now, each with the lines it stands on, neither cleaned nor sorted out;
    /// none of a page of another format.
    pub(super) fn page_blocks(&self, page: &Path) -> Result<Vec<(Lines, String)>, ReadError> {
        self.with_page(page, ingest::page_blocks)
    }

    /// What is made of the bytes of the file that a page is in: `make` is given the path of the file, the bytes and the
    /// path of the page.
    fn with_page<T>(
        &self,
        page: &Path,
        make: impl Fn(&Path, &[u8], &Path) -> Option<T>,
    ) -> Result<T, ReadError> {
        let file = source::file_of(page);
        let contents = if file == Path::new(STANDARD_INPUT) {
            source::bounded(&self.options.input)
        } else {
            let named = self.options.paths.contains(&file);
            source::read(&file, if named { Reached::Named } else { Reached::Walked })?
        };
        make(&file, &contents.bytes, page).ok_or(ReadError::NoPage)
    }
}

/// Why a library could not be opened.
#[derive(Debug, Error)]
pub enum LibraryError {
    /// The system gives no threads.
    #[error("cannot start reading: {}", said(.0))]
    Threads(io::Error),
    /// What was read cannot be put in order.
    #[error("cannot put in order what was read: {0}")]
    Index(Broken),
}

/// Everything queries can name: the tables, then the reader's own tags. Nothing of it is made before it is needed.
pub(super) fn vocabulary_of(decisions: &Decisions) -> Vocabulary {
    let own: Vec<String> = decisions.own_tags().into_iter().map(ToString::to_string).collect();
    Vocabulary::told(move || {
        let own = own.into_iter().map(|tag| Term::plain(Kind::Tag, &tag, &tag));
        Tagger::new().entries().iter().map(term).chain(own).collect()
    })
}

fn term(entry: &Entry) -> Term {
    let Entry { code, label, aliases, .. } = entry.clone();
    Term { kind: entry.subject.into(), code, label, aliases }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Decision, LineKey, Subject, TagKey};
    use crate::ingest::Reason;

    #[test]
    fn one_file_under_two_names_is_read_once() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.txt"), "text").unwrap();
        std::fs::hard_link(folder.path().join("a.txt"), folder.path().join("b.txt")).unwrap();
        let paths = vec![folder.path().join("b.txt"), folder.path().to_owned(), folder.path().join("gone")];
        let options = Options { paths, journal: folder.path().join("state"), ..Options::default() };
        let library = Library::open(&options, &mut |_| {}).unwrap();
        let files: Vec<_> = library.files().iter().map(|file| (file.path.clone(), file.failed())).collect();
        assert_eq!(files, [(folder.path().join("b.txt"), false), (folder.path().join("gone"), true)]);
        assert_eq!(library.passed_over().count(Reason::Repeated), 2);
    }

    #[test]
    fn what_cannot_be_kept_is_read_all_the_same_and_told() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.txt");
        std::fs::write(&file, "News of the day\n\nThe harbour was closed on Monday, officials said.\n")
            .unwrap();
        let open = |cache: &str| {
            let (paths, journal) = (vec![file.clone()], folder.path().join("state"));
            let options = Options { paths, journal, cache: folder.path().join(cache), ..Options::default() };
            Library::open(&options, &mut |_| {}).unwrap()
        };
        let library = open("a.txt/cache");
        assert_eq!(library.items().len(), 1);
        let told = library.unkept().unwrap();
        assert!(told.contains("a.txt/cache: Not a directory"), "{told}");
        assert_eq!(open("cache").unkept(), None);
    }

    #[test]
    fn a_tag_of_the_readers_own_can_be_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let options = Options { journal: folder.path().join("state"), ..Options::default() };
        let mut library = Library::open(&options, &mut |_| {}).unwrap();
        let id = ArticleId::of_body(["a"]);
        library.decide(&[(id, Decision::Tag(SafeText::label("energy")))]).unwrap();
        let labels: Vec<_> =
            library.vocabulary().resolve(Kind::Tag, "energy").iter().map(|found| &found.term.label).collect();
        assert_eq!(labels, ["energy"]);
    }

    #[test]
    fn what_an_article_is_about_can_be_settled_for_all_copies_and_left_to_its_words_again() {
        let folder = tempfile::tempdir().unwrap();
        let page = "Nigeria sends soldiers\n\nNigeria sent soldiers to the border on Monday, officials in Abuja said.\n";
        std::fs::write(folder.path().join("a.txt"), page).unwrap();
        std::fs::write(folder.path().join("b.txt"), page.replace("Monday", "MONDAY")).unwrap();
        let paths = vec![folder.path().join("a.txt"), folder.path().join("b.txt")];
        let options = Options { paths, journal: folder.path().join("state"), ..Options::default() };
        let open = || Library::open(&options, &mut |_| {}).unwrap();
        let countries = |library: &Library| -> Vec<String> {
            let all = library.copies().into_iter().chain(library.items());
            all.flat_map(|item| item.tags.countries.clone()).map(|tag| tag.code.to_string()).collect()
        };
        let mut library = open();
        let id = library.items()[0].article.id;
        assert_eq!(countries(&library), ["NG", "NG", "NG"]);
        let tag = |code| TagKey::new(Subject::Country, code);
        library.decide(&[(id, Decision::NotAbout(tag("NG"))), (id, Decision::About(tag("NE")))]).unwrap();
        assert_eq!(countries(&library), ["NE", "NE", "NE"]);
        assert_eq!(countries(&open()), ["NE", "NE", "NE"]);
        let found = |query| {
            let search = Search::new(query, "2024-06-01".parse().unwrap());
            library.search(&search).unwrap().articles.count()
        };
        assert_eq!(["country:NE", "region:sahel", "country:NG", "mentions:NG"].map(found), [1, 1, 0, 0]);
        library.decide(&[(id, Decision::ByWords(tag("NE"))), (id, Decision::ByWords(tag("NG")))]).unwrap();
        assert_eq!(countries(&library), ["NG", "NG", "NG"]);
    }

    #[test]
    fn an_article_over_two_files_is_one() {
        let folder = tempfile::tempdir().unwrap();
        let page = |number: u8, text: &str| {
            let text = format!("The long road to the harbour\n\n{text}\n\nPage {number} of 2\n");
            std::fs::write(folder.path().join(format!("{number}.txt")), text).unwrap();
        };
        page(1, "The road to the harbour was closed on Monday, officials said.");
        page(2, "It will be opened again in the spring, the ministry said on Tuesday.");
        let paths = vec![folder.path().to_owned()];
        let options = Options { paths, journal: folder.path().join("state"), ..Options::default() };
        let library = Library::open(&options, &mut |_| {}).unwrap();
        let bodies: Vec<usize> = library.items().iter().map(|item| item.article.body.len()).collect();
        assert_eq!(bodies, [2]);
        let ids: Vec<_> = library.files().iter().flat_map(|file| &file.ids).collect();
        assert_eq!(ids, [&library.items()[0].article.id; 2]);
    }

    #[test]
    fn a_correction_shows_at_once_and_at_the_next_start_and_can_be_withdrawn() {
        let folder = tempfile::tempdir().unwrap();
        let page = "Harbour closes after storm\n\nThe harbour closed on Monday, officials said.\n\
                    Ships wait outside the port of Blue\n\nThe ships waited for two days, they said.\n";
        for name in ["a.txt", "b.txt"] {
            std::fs::write(folder.path().join(name), page).unwrap();
        }
        let paths = vec![folder.path().join("a.txt"), folder.path().join("b.txt")];
        let options = Options { paths, journal: folder.path().join("state"), ..Options::default() };
        let open = || Library::open(&options, &mut |_| {}).unwrap();
        let headlines = |library: &Library| -> Vec<String> {
            library.copies().iter().map(|item| item.article.headline.text.to_string()).collect()
        };
        let mut library = open();
        let before = headlines(&library);
        assert_eq!(before.len(), 2);
        let id = library.items()[0].article.id;
        let line = LineKey::of(
            "The harbour closed on Monday, officials said.",
            "Ships wait outside the port of Blue",
        );
        let split = Correction::Split(line);
        library.decide(&[(id, Decision::Correct(split.clone()))]).unwrap();
        assert_eq!(headlines(&library).len(), 4, "both files say this line");
        assert_eq!(headlines(&library), headlines(&open()));
        library.decide(&[(id, Decision::Withdraw(split))]).unwrap();
        assert_eq!(headlines(&library), before);
        let headline = Correction::Headline(SafeText::label("A storm"));
        library.decide(&[(id, Decision::Correct(headline))]).unwrap();
        assert_eq!(headlines(&library), ["A storm", "A storm"]);
        assert_eq!(headlines(&library), headlines(&open()));
    }

    #[test]
    fn the_page_can_be_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "text").unwrap();
        let options = Options {
            paths: vec![PathBuf::from("-"), path.clone()],
            input: b"typed".to_vec(),
            ..Options::default()
        };
        let library = Library::open(&options, &mut |_| {}).unwrap();
        assert_eq!(library.page_text(&path).unwrap(), "text");
        assert_eq!(library.page_text(Path::new("-")).unwrap(), "typed");
        std::fs::remove_file(&path).unwrap();
        assert!(library.page_text(&path).is_err());
    }
}
