//! The law of what is known: whatever happens to files, rules, homes, corrections and the cache between two starts, a
//! generation made from the one before is the one that understanding everything anew gives.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use proptest::prelude::*;
use proptest::sample::Index;

use super::kept::Cache;
use super::kept_law::{Happens, World, happens};
use super::known::Known;
use super::load::Loader;
use super::readings::Readings;
use super::rules::Homes;
use super::shelf::{Item, Shelf};
use super::tagging::TagRules;
use super::understood::Tables;
use super::written::Relations;
use super::{Options, generations, homes, tag_rules, walk, written};
use crate::config::Config;
use crate::stories::Field;

/// What readers set in their configuration about tags and homes.
const CONFIGURED: [&str; 5] = [
    "",
    "[[tags]]\nword = \"Lagos\"\nmatch = \"**/c/**\"\nmeans = \"US\"\n",
    "[[tags]]\nmatch = \"**/e.json\"\nadd = \"topic:sport\"\n\
     [[sources]]\nmatch = \"**/e.json\"\nhome = \"FR\"\n",
    "[tagging]\nlearn_homes = false\n[[tags]]\nword = \"port\"\nnever = \"country:NG\"\n",
    "[[sources]]\nmatch = \"**/c/**\"\nhome = \"GH\"\n",
];

static RULES: LazyLock<Vec<(Homes, TagRules)>> = LazyLock::new(|| {
    let rules = |text: &&str| {
        let config = Config::of_text(text, "config.toml".as_ref()).unwrap();
        (homes(&config).0, tag_rules(&config).0)
    };
    CONFIGURED.iter().map(rules).collect()
});

static TABLES: LazyLock<Mutex<Tables>> =
    LazyLock::new(|| Mutex::new(Tables::new(Homes::default(), TagRules::default())));

/// Something that happens between two starts.
#[derive(Debug, Clone)]
enum Befalls {
    /// Something that may change what is read.
    Reading(Happens),
    /// A file gets so many articles that are sure of a country, and one that is not.
    Rows(u8),
    /// Other rules and homes hold.
    Configure(Index),
    /// Of the files that changed, so many are read, and what is known by then is shown.
    Part(usize),
}

/// Articles of one file, of which one names a place of many countries.
fn rows(sure: u8) -> String {
    let place = |number: u8| if number == 3 { "Ghana" } else { "Nigeria" };
    let row = |number: u8| {
        let body = format!("The council of {} met for day {number} of its year.", place(number));
        format!("{{\"headline\": \"Day {number}\", \"body\": \"{body}\"}}")
    };
    let last = "{\"headline\": \"Fair\", \"body\": \"It rained on the fair, its owners said.\"}".to_owned();
    format!("[{}]", (0..sure).map(row).chain([last]).collect::<Vec<_>>().join(","))
}

struct Starts {
    world: World,
    /// The place of the rules and homes that hold.
    configured: usize,
}

impl Starts {
    fn befall(&mut self, befalls: &Befalls) {
        match befalls {
            Befalls::Reading(happens) => self.world.happen(happens),
            Befalls::Rows(sure) => fs::write(self.world.pages().join("e.json"), rows(*sure)).unwrap(),
            Befalls::Part(files) => self.part(*files),
            Befalls::Configure(index) => self.configured = index.index(RULES.len()),
        }
    }

    fn cache(&self) -> PathBuf {
        self.world.folder.path().join("cache")
    }

    fn part(&self, files: usize) {
        let options = self.options(self.cache());
        let loader = Loader { input: b"", rules: &options.rules, meter: None };
        let left = AtomicUsize::new(files);
        let goes_on =
            || left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok();
        let found = Arc::new(walk::find(&options.paths));
        let cache = Cache::of(&options).unwrap();
        let mut part = Readings::load_while(loader, &found, (&cache, &goes_on), &mut |_| {}).unwrap();
        let tables = Self::tables(&options);
        let before = generations::last(&options);
        let making = generations::Making { options: &options, tables: &tables, before: before.as_ref() };
        generations::next(making, &mut part, &mut |_| {}).unwrap();
    }

    fn tables(options: &Options) -> MutexGuard<'static, Tables> {
        let mut tables = TABLES.lock().unwrap_or_else(PoisonError::into_inner);
        (tables.homes, tables.rules) = (options.homes.clone(), options.tag_rules.clone());
        tables
    }

    fn options(&self, cache: PathBuf) -> Options {
        let (homes, tag_rules) = RULES[self.configured].clone();
        let rules = self.world.rules.clone();
        Options { paths: vec![self.world.pages()], rules, homes, tag_rules, cache, ..Options::default() }
    }

    fn shelf(&self, cache: &Path) -> Shelf {
        let options = self.options(cache.to_owned());
        let tables = Self::tables(&options);
        let before = generations::last(&options);
        let making = generations::Making { options: &options, tables: &tables, before: before.as_ref() };
        generations::current(making, &mut |_| {}).unwrap().0
    }
}

/// Everything a generation tells; what cannot be read is left out, and the shelf is damaged then.
fn told(shelf: &Shelf) -> String {
    let one = |item: Item| {
        let Item { number, article, tags, home, story, copies } = item;
        let related = shelf.told(Relations(shelf.generation()).row(number));
        let surest =
            shelf.told(shelf.articles().record(number).and_then(|record| written::kept(&record.kept)));
        format!("{number} {article:#?} {tags:#?} {home:?} {story} {copies} {related:?} {surest:?}")
    };
    let articles: Vec<String> = shelf.all().into_iter().map(one).collect();
    let keys = shelf.told(written::keys(shelf.generation()));
    format!("{} {:#?} {:?} {keys:?}", articles.join("\n"), shelf.files(), shelf.head().passed_over)
}

fn befalls() -> impl Strategy<Value = Befalls> {
    prop_oneof![
        4 => happens().prop_map(Befalls::Reading),
        2 => (4..9_u8).prop_map(Befalls::Rows),
        1 => any::<Index>().prop_map(Befalls::Configure),
        1 => (0..4_usize).prop_map(Befalls::Part),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn what_is_known_gives_what_understanding_everything_gives(
        starts in prop::collection::vec(prop::collection::vec(befalls(), 0..5), 1..6),
    ) {
        let mut at = Starts { world: World::new(), configured: 0 };
        let cache = at.cache();
        for befalls in &starts {
            for befalls in befalls {
                at.befall(befalls);
            }
            let anew = told(&at.shelf(Path::new("")));
            let shelf = at.shelf(&cache);
            let kept = told(&shelf);
            // Damage is found when something is read; then all is made anew.
            if shelf.is_damaged() {
                fs::remove_dir_all(&cache).unwrap();
                continue;
            }
            prop_assert_eq!(kept, anew);
        }
    }
}

#[test]
fn what_did_not_change_is_known_but_where_other_rules_hold() {
    let world = World::new();
    for (name, headline) in [("a.txt", "One"), ("c/a.txt", "Other")] {
        let page = format!("{headline} report\n\nThe port of Lagos was closed {headline}, its head said.\n");
        fs::write(world.pages().join(name), page).unwrap();
    }
    let at = Starts { world, configured: 0 };
    let shelf = at.shelf(&at.cache());
    let known = Known::of(Some(shelf.generation()));
    let found = |configured: usize| {
        let mut tables = TABLES.lock().unwrap_or_else(PoisonError::into_inner);
        (tables.homes, tables.rules) = RULES[configured].clone();
        let found = |item: Item| known.find(&tables, &item.article).map(|known| *known.tags == *item.tags);
        shelf.all().into_iter().map(found).collect::<Vec<_>>()
    };
    assert_eq!(found(0), [Some(true), Some(true)]);
    assert_eq!(found(1), [Some(true), None]);
    assert_eq!(found(4), [Some(true), None]);
}
