//! The law of kept readings: whatever happens to files, corrections and the cache between two starts, what was kept
//! gives exactly what reading everything gives.

use std::fs::{self, File};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use proptest::prelude::*;
use proptest::sample::Index;

use super::changes::{Change, Changes};
use super::gathered::Gathered;
use super::kept::{Cache, KeptReadings};
use super::load::{Loader, Read};
use super::readings::Readings;
use super::walk::{self, Findings};
use super::{Library, Options};
use crate::article::{Article, ArticleId, Correction, Decision};
use crate::ingest::{Corrections, Rules, line_keys};

/// Texts of one length, so that one can take the place of another unseen.
const TEXTS: [&str; 4] = [
    "Port is closed\n\nThe port of Lagos was closed on Monday, its head said.\nShips wait\n",
    "Port is opened\n\nThe port of Lagos was opened on Friday, its head said.\nShips sail\n",
    "Boats come in.\n\nThe boats of Accra came back on Monday, their men said.\nFish sold\n",
    "{\"headline\": \"Port\", \"body\": \"It was closed on Monday, the head of the port said.\"}\n\n",
];

const NAMES: [&str; 8] =
    ["a.txt", "b.txt", "c/a.txt", "c/b.txt", "c/d/a.txt", "e.json", ".hidden", "README.md"];

/// Something that happens between two starts.
#[derive(Debug, Clone)]
pub(super) enum Happens {
    /// A file gets this text, or is made with it.
    Write(Index, Index),
    /// A file takes the place of another.
    Rename(Index, Index),
    /// A file has a second name.
    Link(Index, Index),
    Delete(Index),
    /// A file is written again as it is.
    Rewrite(Index),
    /// A file is said to have been modified at another time.
    Touch(Index, u32),
    /// A file gets another text and then the time it had before.
    Disguise(Index, Index),
    /// Files of a name are ignored from now on.
    Ignore(Index),
    /// A line is corrected, or the correction withdrawn.
    Correct(Index, Index),
    /// A byte of a file of the cache is lost.
    Damage(Index, Index),
    /// The cache is deleted.
    Clear,
}

pub(super) struct World {
    pub(super) folder: tempfile::TempDir,
    pub(super) rules: Rules,
    corrections: Vec<Correction>,
    cache: Cache,
}

impl World {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("pages/c/d")).unwrap();
        let cache = Cache { folder: folder.path().join("cache"), agreed: 1 };
        Self { folder, rules: Rules::default(), corrections: Vec::new(), cache }
    }

    pub(super) fn pages(&self) -> PathBuf {
        self.folder.path().join("pages")
    }

    fn path(&self, name: Index) -> PathBuf {
        self.pages().join(name.get(&NAMES))
    }

    pub(super) fn happen(&mut self, happens: &Happens) {
        // Most of this fails where a file is not there; then nothing happens.
        match happens {
            Happens::Write(name, text) => fs::write(self.path(*name), text.get(&TEXTS)).unwrap(),
            Happens::Rename(from, to) => drop(fs::rename(self.path(*from), self.path(*to))),
            Happens::Link(from, to) => drop(fs::hard_link(self.path(*from), self.path(*to))),
            Happens::Delete(name) => drop(fs::remove_file(self.path(*name))),
            Happens::Rewrite(name) => {
                let path = self.path(*name);
                if let Ok(text) = fs::read(&path) {
                    fs::write(path, text).unwrap();
                }
            }
            Happens::Touch(name, minutes) => {
                let time = SystemTime::now() - Duration::from_secs(60 * u64::from(*minutes));
                drop(File::options().write(true).open(self.path(*name)).map(|file| file.set_modified(time)));
            }
            Happens::Disguise(name, text) => {
                let path = self.path(*name);
                if let Ok(before) = fs::metadata(&path) {
                    fs::write(&path, text.get(&TEXTS)).unwrap();
                    let file = File::options().write(true).open(&path).unwrap();
                    file.set_modified(before.modified().unwrap()).unwrap();
                }
            }
            Happens::Ignore(name) => {
                let pattern = name.get(&["a.txt", "*.json", "c/", "none"]);
                fs::write(self.pages().join(".datelineignore"), pattern).unwrap();
            }
            Happens::Correct(text, line) => self.correct(*text, *line),
            Happens::Damage(file, byte) => self.damage(*file, *byte),
            Happens::Clear => drop(fs::remove_dir_all(&self.cache.folder)),
        }
    }

    fn correct(&mut self, text: Index, line: Index) {
        let keys = line_keys(TEXTS[text.index(TEXTS.len())]);
        let correction = Correction::Split(keys[line.index(keys.len())].1);
        let before = self.corrections.len();
        self.corrections.retain(|made| *made != correction);
        if self.corrections.len() == before {
            self.corrections.push(correction);
        }
        let id = ArticleId::of_body(["a"]);
        self.rules.corrections = Corrections::of(self.corrections.iter().map(|made| (id, made)));
    }

    fn damage(&self, file: Index, byte: Index) {
        let Ok(entries) = fs::read_dir(&self.cache.folder) else { return };
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        let path = file.get(&paths);
        let mut bytes = fs::read(path).unwrap();
        if !bytes.is_empty() {
            let byte = byte.index(bytes.len());
            bytes[byte] ^= 1;
            fs::write(path, bytes).unwrap();
        }
    }

    fn find(&self) -> Findings {
        walk::find(&[self.pages(), PathBuf::from("-")])
    }

    fn loader(&self) -> Loader<'_> {
        Loader { input: TEXTS[0].as_bytes(), rules: &self.rules, meter: None }
    }

    /// Looks for files, long after they were last changed.
    fn find_later(&self) -> Findings {
        // A change after this has another time, however coarse the clock of the file system ticks.
        std::thread::sleep(Duration::from_millis(10));
        let since = SystemTime::now() + Duration::from_secs(60);
        Findings { since, ..self.find() }
    }

    fn load(&self, findings: Findings) -> Readings {
        Readings::load(self.loader(), &Arc::new(findings), Some(&self.cache), &mut |_| {}).unwrap()
    }

    fn changes(&self) -> Option<Changes> {
        let kept = KeptReadings::open(&self.cache)?;
        Some(Changes::since(&kept, &self.find(), self.loader()).unwrap())
    }
}

/// What readings consist of, but for the number that says what is kept of them.
fn told(readings: &Readings) -> String {
    let Findings { found, passed_over, .. } = &*readings.findings;
    let one = |(place, read): (usize, &Read)| {
        let head = readings.head(place).unwrap();
        let articles = head.pages.iter().flat_map(|page| &page.articles);
        let articles: Vec<Article> =
            articles.map(|one| readings.article(place, one.place).unwrap()).collect();
        assert_eq!(articles.len(), read.articles);
        format!("{:?} {head:#?} {articles:#?}", read.identity)
    };
    let read: Vec<String> = readings.read.iter().enumerate().map(one).collect();
    format!("{found:#?} {passed_over:?} {}", read.join("\n"))
}

/// What readings come to.
fn meant(readings: &Readings) -> String {
    let corrections = Corrections::default();
    let gathered = Gathered::of(readings, &corrections).unwrap();
    let articles: Vec<_> =
        (0..gathered.articles.len()).map(|number| gathered.article(number).unwrap()).collect();
    let mut reports = Vec::new();
    let mut tell = |report| {
        reports.push(report);
        Ok(())
    };
    gathered.reports(&mut tell).unwrap();
    format!("{articles:#?} {reports:#?} {:?}", gathered.passed_over)
}

pub(super) fn happens() -> impl Strategy<Value = Happens> {
    let index = any::<Index>;
    prop_oneof![
        4 => (index(), index()).prop_map(|(name, text)| Happens::Write(name, text)),
        1 => (index(), index()).prop_map(|(from, to)| Happens::Rename(from, to)),
        1 => (index(), index()).prop_map(|(from, to)| Happens::Link(from, to)),
        1 => index().prop_map(Happens::Delete),
        1 => index().prop_map(Happens::Rewrite),
        1 => (index(), 0..100_u32).prop_map(|(name, minutes)| Happens::Touch(name, minutes)),
        1 => (index(), index()).prop_map(|(name, text)| Happens::Disguise(name, text)),
        1 => index().prop_map(Happens::Ignore),
        1 => (index(), index()).prop_map(|(text, line)| Happens::Correct(text, line)),
        1 => (index(), index()).prop_map(|(file, byte)| Happens::Damage(file, byte)),
        1 => Just(Happens::Clear),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn what_was_kept_gives_what_reading_everything_gives(
        starts in prop::collection::vec((any::<bool>(), prop::collection::vec(happens(), 0..6)), 1..6),
    ) {
        let mut world = World::new();
        let mut before = None;
        for (later, happens) in &starts {
            for happens in happens {
                world.happen(happens);
            }
            let full = Readings::load(world.loader(), &Arc::new(world.find()), None, &mut |_| {}).unwrap();
            if world.changes().is_some_and(|changes| changes.none()) {
                prop_assert_eq!(&before, &Some(meant(&full)), "something changed unseen");
            }
            let kept = world.load(if *later { world.find_later() } else { world.find() });
            prop_assert_eq!(told(&kept), told(&full));
            before = Some(meant(&full));
        }
    }
}

fn world_of(names: &[&str]) -> World {
    let world = World::new();
    for (name, text) in names.iter().zip(TEXTS.iter().cycle()) {
        fs::write(world.pages().join(name), text).unwrap();
    }
    world
}

#[test]
fn files_that_did_not_change_are_not_even_opened() {
    let world = world_of(&["a.txt", "b.txt"]);
    let full = told(&world.load(world.find_later()));
    let found = world.find_later();
    fs::remove_dir_all(world.pages()).unwrap();
    assert_eq!(told(&world.load(found)), full);
}

#[test]
fn only_what_changed_is_told_to_have_changed() {
    let world = world_of(&["a.txt", "b.txt", "c/a.txt"]);
    world.load(world.find_later());
    assert!(world.changes().unwrap().none());
    fs::write(world.pages().join("a.txt"), TEXTS[1]).unwrap();
    fs::rename(world.pages().join("b.txt"), world.pages().join("d.txt")).unwrap();
    let changes = world.changes().unwrap();
    let of = [Change::Changed(0), Change::Unchanged(2), Change::New, Change::Unchanged(3)];
    assert_eq!((changes.of.as_slice(), changes.gone.as_slice()), (of.as_slice(), [1].as_slice()));
    assert!(!changes.none() && !changes.otherwise);
}

#[test]
fn a_file_written_within_two_seconds_is_looked_into_whatever_its_times_say() {
    let world = world_of(&["a.txt"]);
    let found = world.find();
    world.load(found);
    let kept = KeptReadings::open(&world.cache).unwrap();
    assert!(!kept.table.rows[0].settled);
    let mut found = world.find_later();
    found.since = SystemTime::now();
    world.load(found);
    assert!(!KeptReadings::open(&world.cache).unwrap().table.rows[0].settled);
    world.load(world.find_later());
    assert!(KeptReadings::open(&world.cache).unwrap().table.rows[0].settled, "old enough by then");
}

#[test]
fn a_file_that_had_just_been_written_is_trusted_once_it_was_left_alone() {
    let world = world_of(&["a.txt", "b.txt"]);
    world.load(world.find());
    let kept = KeptReadings::open(&world.cache).unwrap();
    kept.settle(&world.cache, &world.find());
    let soon = KeptReadings::open(&world.cache).unwrap();
    assert!(!soon.table.rows.iter().any(|row| row.settled));
    soon.settle(&world.cache, &world.find_later());
    let later = KeptReadings::open(&world.cache).unwrap();
    assert!(later.table.rows.iter().filter(|row| row.opened && row.facts.is_some()).all(|row| row.settled));
    assert_eq!(later.stamp(), kept.stamp(), "what was read of them is the same");
    assert!(world.changes().unwrap().none());
}

#[test]
fn a_second_name_for_a_file_is_a_change_though_it_holds_the_same() {
    let world = world_of(&["a.txt"]);
    fs::write(world.pages().join("b.txt"), TEXTS[0]).unwrap();
    world.load(world.find());
    fs::remove_file(world.pages().join("b.txt")).unwrap();
    fs::hard_link(world.pages().join("a.txt"), world.pages().join("b.txt")).unwrap();
    let changes = world.changes().unwrap();
    assert_eq!(changes.of[..2], [Change::Unchanged(0), Change::Unchanged(1)]);
    assert!(changes.otherwise && !changes.none());
}

#[test]
fn readings_that_nobody_needs_any_more_are_thrown_away() {
    let world = world_of(&["a.txt", "b.txt", "c/a.txt"]);
    let size = || KeptReadings::open(&world.cache).unwrap().blobs.size().unwrap();
    world.load(world.find());
    let first = size();
    for round in 0..20 {
        fs::write(world.pages().join("a.txt"), TEXTS[round % 3]).unwrap();
        world.load(world.find());
        assert!(size() <= 3 * first, "round {round}: {} bytes", size());
    }
}

#[test]
fn what_was_written_for_other_rules_counts_as_nothing() {
    let mut world = world_of(&["a.txt"]);
    world.load(world.find());
    world.cache.agreed = 2;
    assert!(KeptReadings::open(&world.cache).is_none());
    world.load(world.find());
    assert!(KeptReadings::open(&world.cache).is_some());
}

#[test]
fn a_cache_that_cannot_be_written_changes_nothing() {
    let mut world = world_of(&["a.txt"]);
    let full = told(&world.load(world.find()));
    fs::write(world.folder.path().join("file"), "in the way").unwrap();
    world.cache.folder = world.folder.path().join("file");
    assert_eq!(told(&world.load(world.find())), full);
}

#[test]
fn a_library_is_the_same_from_what_was_kept_and_after_a_correction() {
    let world = world_of(&["a.txt", "b.txt", "c/a.txt", "e.json"]);
    let open = |cache: PathBuf| {
        let journal = world.folder.path().join("state");
        let options = Options { paths: vec![world.pages()], journal, cache, ..Options::default() };
        Library::open(&options, &mut |_| {}).unwrap()
    };
    let told = |library: &Library| {
        format!("{:#?} {:#?} {:?}", library.copies(), library.files(), library.passed_over())
    };
    let cache = || world.folder.path().join("other");
    let first = told(&open(cache()));
    let mut again = open(cache());
    assert_eq!(told(&again), first);
    let split = Correction::Split(line_keys(TEXTS[0]).last().unwrap().1);
    again.decide(&[(again.copies()[0].article.id, Decision::Correct(split))]).unwrap();
    let corrected = told(&again);
    assert_ne!(corrected, first);
    for cache in [cache(), cache(), PathBuf::new()] {
        assert_eq!(told(&open(cache)), corrected);
    }
}
