//! Two readers open at once on one journal: what either takes back or does again leaves what the other decided.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use dateline::article::{ArticleId, Triage};
use proptest::prelude::*;
use serde_json::Value;
use tempfile::TempDir;

use crate::reader::{Reader, folder};

fn pages() -> TempDir {
    folder(&[
        (
            "a.txt",
            "Boats counted in port\n\nThe boats of the harbour were counted on Saturday, and there were ninety.\n",
        ),
        (
            "b.txt",
            "Apples picked in May\n\nPickers began with early apples, small but sweet after a dry spring.\n",
        ),
        (
            "c.txt",
            "Ice falls into lake\n\nIce fell into the lake below the hut at dawn, where climbers turned back.\n",
        ),
    ])
}

fn two(pages: &TempDir) -> [Reader; 2] {
    let one = Reader::open(&[pages.path()], (100, 24));
    let other = one.beside(&[pages.path()]);
    [one, other]
}

/// Presses keys; `tag` stands for a tag that is given.
fn press(reader: &mut Reader, keys: &str) {
    for key in keys.split_whitespace() {
        match key {
            "tag" => reader.press("+").types("zz").press("Enter"),
            key => reader.press(key),
        };
    }
}

fn shown(reader: &Reader) -> BTreeMap<ArticleId, Triage> {
    reader.listed().iter().map(|row| (row.id, row.triage.clone())).collect()
}

fn first(reader: &Reader) -> Triage {
    reader.listed()[0].triage.clone()
}

#[test]
fn what_was_decided_elsewhere_too_stays_when_it_is_taken_back_here() {
    for (key, holds) in [
        ("s", (|triage| triage.starred) as fn(&Triage) -> bool),
        ("d", |triage| triage.read),
        ("tag", |triage| triage.tags.iter().any(|tag| &**tag == "zz")),
    ] {
        let pages = pages();
        let [mut here, mut there] = two(&pages);
        press(&mut there, key);
        press(&mut here, "g g");
        press(&mut here, key);
        press(&mut here, "u");
        assert!(holds(&first(&here)), "{key}: the screen shows it");
        assert!(
            here.notice().starts_with("undone, but for what was decided elsewhere: "),
            "{}",
            here.notice()
        );
        press(&mut here, "^R u");
        assert!(holds(&first(&here)), "{key}: done again and taken back");
        assert!(holds(&first(&here.again(&[pages.path()]))), "{key}: after a restart");
    }
}

#[test]
fn an_act_that_was_taken_back_elsewhere_is_not_taken_back_twice() {
    let pages = pages();
    let [mut here, _] = two(&pages);
    press(&mut here, "s");
    let mut there = here.beside(&[pages.path()]);
    press(&mut there, "u");
    assert!(!first(&there).starred);
    let before = records(&here).len();
    press(&mut here, "u");
    assert!(here.notice().starts_with("undone, as it was elsewhere before: "), "{}", here.notice());
    assert_eq!(records(&here).len(), before);
    assert!(!first(&here).starred);
    press(&mut there, "^R");
    press(&mut here, "^R");
    assert_eq!(records(&here).len(), before + 1);
    assert!(here.notice().starts_with("again, as it was elsewhere before: "), "{}", here.notice());
    assert!(first(&here).starred && first(&there).starred);
}

#[test]
fn where_nothing_was_done_here_what_was_done_last_elsewhere_is_taken_back() {
    let pages = pages();
    let [mut here, mut there] = two(&pages);
    press(&mut here, "s");
    press(&mut there, "g g d");
    press(&mut here, "u");
    assert!(here.notice().starts_with("undone: starred"), "{}", here.notice());
    press(&mut here, "u");
    assert!(here.notice().starts_with("undone: marked"), "{}", here.notice());
    assert_eq!(first(&here), Triage::default());
}

fn records(reader: &Reader) -> Vec<Value> {
    let mut files: Vec<_> =
        fs::read_dir(reader.journal()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
    files.iter().flat_map(|path| lines(path)).filter(|line| line["kind"].is_string()).collect()
}

fn lines(path: &Path) -> Vec<Value> {
    fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The state that all acts lead to that were not taken back, as the lines of the journal say it, without its replay.
fn standing(records: &[Value]) -> BTreeMap<String, [bool; 4]> {
    let name = |record: &Value| format!("{}:{}", record["device"].as_str().unwrap(), record["act"]);
    let mut fates: HashMap<&str, bool> = HashMap::new();
    for record in records {
        for (field, stands) in [("undoes", false), ("redoes", true)] {
            fates.extend(record[field].as_str().map(|act| (act, stands)));
        }
    }
    let mut states: BTreeMap<String, [bool; 4]> = BTreeMap::new();
    for record in records {
        let own = record["undoes"].is_null() && record["redoes"].is_null();
        if !own || fates.get(name(record).as_str()) == Some(&false) {
            continue;
        }
        let state = states.entry(record["id"].as_str().unwrap().to_owned()).or_default();
        match record["kind"].as_str().unwrap() {
            "read" => state[0] = true,
            "unread" => state[0] = false,
            "star" => state[1] = true,
            "unstar" => state[1] = false,
            "archive" => state[2] = true,
            "restore" => state[2] = false,
            "tag" => state[3] = true,
            "untag" => state[3] = false,
            _ => {}
        }
    }
    states.retain(|_, state| *state != [false; 4]);
    states
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn whatever_two_readers_do_both_show_all_that_stands(
        steps in prop::collection::vec(
            (0_usize..2, prop::sample::select(vec!["s", "d", "tag", "j", "k", "u", "u", "u", "^R", "^R"])),
            1..24,
        )
    ) {
        let pages = pages();
        let mut readers = two(&pages);
        for reader in &mut readers {
            // All articles, so that none leaves the list.
            press(reader, "5");
        }
        for (at, key) in &steps {
            press(&mut readers[*at], key);
            prop_assert!(!readers[*at].notice().contains("not saved"), "{}", readers[*at].notice());
        }
        let records = if readers[0].journal().is_dir() { records(&readers[0]) } else { Vec::new() };
        let expected = standing(&records);
        let [one, other] = readers.map(|reader| {
            let mut reader = reader.again(&[pages.path()]);
            press(&mut reader, "5");
            shown(&reader)
        });
        prop_assert_eq!(&one, &other);
        let mut marks: BTreeMap<String, [bool; 4]> = BTreeMap::new();
        for (id, triage) in &one {
            let state = [triage.read, triage.starred, triage.archived, !triage.tags.is_empty()];
            if state != [false; 4] {
                marks.insert(id.to_string(), state);
            }
        }
        prop_assert_eq!(marks, expected, "{:?}", steps);
    }
}
