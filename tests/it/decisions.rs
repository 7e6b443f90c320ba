//! Decisions carried from one place to another through the command line.

use std::fs;
use std::path::{Path, PathBuf};

use dateline::article::{ArticleId, Decision};
use dateline::cli::{self, Around, Outcome, Terminal};
use dateline::journal::Journal;
use serde_json::Value;
use tempfile::TempDir;

/// What a command answered: its exit code, standard output, standard error.
type Answer = (u8, String, String);

/// Runs `dateline` with these words, `@` standing for the folder.
fn run_with(folder: &TempDir, typed: &str, mut input: &[u8]) -> Answer {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let place = folder.path().to_string_lossy().into_owned();
    let words = typed.split(' ').map(|word| word.replace('@', &place).into());
    let mut around = Around {
        input: &mut input,
        out: &mut out,
        err: &mut err,
        terminal: Terminal::default(),
        variable: &|name| (name == "HOME").then(|| folder.path().join("home").into_os_string()),
        today: "2023-11-12".parse().unwrap(),
    };
    let outcome = cli::run(std::iter::once("dateline".into()).chain(words), &mut around);
    let Outcome::Exit(exit) = outcome else { unreachable!("the reader is not opened by {typed}") };
    (exit.code(), String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

fn run(folder: &TempDir, typed: &str) -> Answer {
    run_with(folder, typed, &[])
}

fn id(number: usize) -> ArticleId {
    ArticleId::of_body([number.to_string().as_str()])
}

/// A folder with a journal of some decisions in `NAME/journal`.
fn decided(folder: &TempDir, name: &str, decisions: &[Decision]) {
    let (mut journal, _) = Journal::open(&folder.path().join(name).join("journal")).unwrap();
    for (number, decision) in decisions.iter().enumerate() {
        journal.append(&[(id(number), decision.clone())], None).unwrap();
    }
}

fn states(folder: &Path) -> usize {
    Journal::read_only(&folder.join("journal")).unwrap().states.len()
}

#[test]
fn export_is_taken_over_once_however_often_it_is_imported() {
    let folder = tempfile::tempdir().unwrap();
    decided(&folder, "one", &[Decision::Star, Decision::Read, Decision::Archive]);
    let (exit, out, err) = run(&folder, "state export -o @/all.jsonl --state-dir @/one");
    assert_eq!((exit, err.as_str()), (0, ""), "{out}");
    let (exit, out, _) = run(&folder, "state import @/all.jsonl --state-dir @/other");
    assert_eq!((exit, out.as_str()), (0, "took over 3 decisions\n"));
    let (exit, out, _) = run(&folder, "state import @/all.jsonl --state-dir @/other");
    assert_eq!((exit, out.as_str()), (0, "took over 0 decisions; 3 were known already\n"));
    assert_eq!(states(&folder.path().join("other")), 3);
    let (exit, out, _) = run(&folder, "state export --state-dir @/other");
    assert_eq!((exit, out.as_bytes()), (0, &*fs::read(folder.path().join("all.jsonl")).unwrap()));
    let (exit, _, err) = run(&folder, "state export -o @/all.jsonl --state-dir @/one");
    assert_eq!(exit, 2);
    assert!(err.contains("exists already"), "{err}");
}

#[test]
fn present_state_is_plain_json_and_comes_back_through_a_pipe() {
    let folder = tempfile::tempdir().unwrap();
    decided(&folder, "one", &[Decision::Star]);
    decided(&folder, "one", &[Decision::Unstar, Decision::Read]);
    let (exit, out, _) = run(&folder, "state export --present --state-dir @/one");
    let object: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((exit, object), (0, serde_json::json!({"kind": "read", "id": id(1).to_string()})));
    let (exit, told, _) = run_with(&folder, "state import - --state-dir @/other", out.as_bytes());
    assert_eq!((exit, told.as_str()), (0, "took over 1 decision\n"));
}

#[test]
fn journals_of_other_devices_are_merged() {
    let folder = tempfile::tempdir().unwrap();
    decided(&folder, "one", &[Decision::Star]);
    decided(&folder, "other", &[Decision::Star, Decision::Read]);
    let (exit, out, err) = run(&folder, "state merge @/other/journal --state-dir @/one");
    assert_eq!((exit, out.as_str()), (0, "took over 2 decisions\n"), "{err}");
    assert_eq!(states(&folder.path().join("one")), 2);
}

#[test]
fn journal_is_compacted_after_a_backup_and_says_the_same() {
    let folder = tempfile::tempdir().unwrap();
    for decision in [Decision::Star, Decision::Unstar, Decision::Star] {
        decided(&folder, "one", &[decision]);
    }
    let before = run(&folder, "state export --present --state-dir @/one").1;
    let (exit, out, _) = run(&folder, "state compact --keep 1 --state-dir @/one");
    assert!(exit == 0 && out.starts_with("left out 1 superseded decision; "), "{out}");
    assert_eq!(run(&folder, "state export --present --state-dir @/one").1, before);
    assert!(folder.path().join("one/journal/backups").is_dir());
    let (_, out, _) = run(&folder, "state compact --state-dir @/one");
    assert!(out.starts_with("nothing is superseded"), "{out}");
    assert_eq!(run(&folder, "state compact --state-dir @/nowhere").0, 1);
}

/// The only journal file of a folder, and its only backup.
fn file_and_backup(folder: &Path) -> [PathBuf; 2] {
    let only = |folder: PathBuf| {
        let files = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
        let mut files: Vec<_> =
            files.filter(|path| path.extension().is_some_and(|kind| kind == "jsonl")).collect();
        assert_eq!(files.len(), 1, "{files:?}");
        files.remove(0)
    };
    [only(folder.join("journal")), only(folder.join("journal/backups"))]
}

#[test]
fn what_an_emptied_journal_held_is_told_and_comes_back_from_its_backup() {
    let folder = tempfile::tempdir().unwrap();
    decided(&folder, "one", &[Decision::Star, Decision::Read]);
    assert_eq!(run(&folder, "state compact --state-dir @/one").0, 0);
    let before = run(&folder, "state export --present --state-dir @/one").1;
    let [file, backup] = file_and_backup(&folder.path().join("one"));
    let whole = fs::read_to_string(&file).unwrap();
    for lines in 0..2 {
        let kept: String = whole.split_inclusive('\n').take(lines).collect();
        fs::write(&file, kept).unwrap();
        let (exit, out, err) = run(&folder, "state export --present --state-dir @/one");
        assert_eq!((exit, &out), (2, &before));
        assert!(err.contains("2 decisions of ") && err.contains(&*backup.to_string_lossy()), "{err}");
    }
    decided(&folder, "one", &[Decision::Star]);
    let (exit, out, err) = run(&folder, "state export --state-dir @/one");
    assert_eq!((exit, err.as_str()), (0, ""), "everything stands in the journal again");
    let numbers = out.lines().filter_map(|line| serde_json::from_str::<Value>(line).unwrap()["seq"].as_u64());
    assert_eq!(numbers.collect::<Vec<_>>(), [1, 2, 3], "{out}");
}

#[test]
fn numbers_beyond_any_bound_are_passed_over_and_stop_nothing() {
    let folder = tempfile::tempdir().unwrap();
    decided(&folder, "one", &[Decision::Star]);
    let [seq, act] = [u64::MAX, 7];
    let open = format!(
        "{{\"seq\":{seq},\"device\":\"far\",\"act\":{act},\"of\":1,\"kind\":\"star\",\"id\":\"{}\"",
        id(2)
    );
    let line = format!("{open},\"crc\":\"{:08x}\"}}\n", crc32(open.as_bytes()));
    fs::write(folder.path().join("far.jsonl"), &line).unwrap();
    let (exit, _, err) = run(&folder, "state import @/far.jsonl --state-dir @/one");
    assert!(exit == 2 && err.contains("far.jsonl"), "{err}");
    fs::write(folder.path().join("one/journal/far-00000001.jsonl"), line.repeat(2) + "\n").unwrap();
    for number in 1..3 {
        decided(&folder, "one", &[Decision::Star, Decision::Read]);
        assert_eq!(states(&folder.path().join("one")), 2, "{number}");
    }
    let (_, out, _) = run(&folder, "state export --state-dir @/one");
    assert!(!out.contains("far") && out.contains("\"seq\":5"), "{out}");
}

/// The checksum of zip and PNG.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
    })
}

#[test]
fn doctor_tells_what_is_there_and_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let (exit, out, _) = run(&folder, "doctor --state-dir @/one");
    assert!(exit == 0 && out.contains("all is well") && out.contains("journal format"), "{out}");
    decided(&folder, "one", &[Decision::Star, Decision::Read, Decision::Archive]);
    fs::create_dir(folder.path().join("pages")).unwrap();
    let (exit, out, err) = run(&folder, "doctor @/pages --json --state-dir @/one");
    let object: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((exit, &object["articles"]), (0, &serde_json::json!({"decided": 3, "kept": 3})), "{err}");
    let files = object["journal"]["files"].as_array().unwrap();
    assert_eq!((files.len(), &files[0]["decisions"], &files[0]["own"]), (1, &3.into(), &true.into()));
    assert_eq!(object["journal"]["saving"]["works"], true);
    let path = folder.path().join("one/journal").join(files[0]["name"].as_str().unwrap());
    let damaged = fs::read_to_string(&path).unwrap().replace("\"read\"", "\"reed\"");
    fs::write(&path, damaged).unwrap();
    let (exit, out, _) = run(&folder, "doctor --state-dir @/one");
    assert!(exit == 2 && out.contains("1 damaged line, from line 3"), "{out}");
}

/// Everything in a folder and those in it, with what it holds.
fn everything(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut all: Vec<_> = paths
        .flat_map(|path| match fs::read(&path) {
            Ok(bytes) => vec![(path, bytes)],
            Err(_) => everything(&path),
        })
        .collect();
    all.sort();
    all
}

#[test]
fn doctor_tells_of_an_act_that_was_cut_short_and_leaves_it_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    decided(&folder, "one", &[Decision::Star, Decision::Read]);
    fs::create_dir(folder.path().join("pages")).unwrap();
    let journal = folder.path().join("one/journal");
    let [(file, bytes)] = &*everything(&journal) else { panic!("one file") };
    fs::write(file, &bytes[..bytes.len() - 7]).unwrap();
    let before = everything(&journal);
    let (exit, out, _) = run(&folder, "doctor @/pages --state-dir @/one");
    assert!(exit == 2 && out.contains("were never finished") && !out.contains("all is well"), "{out}");
    assert_eq!(everything(&journal), before);
}

#[test]
fn doctor_names_what_list_cannot_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("config.toml"), "folders = [\"/nowhere/at/all\"]\n").unwrap();
    for typed in ["@/nowhere/at/all", "--config @/config.toml"] {
        let (exit, _, err) = run(&folder, &format!("list {typed} --state-dir @/one"));
        assert!(exit == 2 && err.contains("nowhere/at/all: "), "{err}");
        let (exit, out, _) = run(&folder, &format!("doctor {typed} --state-dir @/one"));
        assert!(exit == 2 && out.contains("nowhere/at/all: ") && !out.contains("all is well"), "{out}");
    }
}

#[test]
fn doctor_advises_the_newest_backup_that_knows_what_a_damaged_line_said_until_it_is_back() {
    let folder = tempfile::tempdir().unwrap();
    decided(&folder, "one", &[Decision::Star, Decision::Read, Decision::Archive]);
    let compact = "state compact --state-dir @/one";
    assert_eq!(run(&folder, compact).0, 0);
    let [file, backup] = file_and_backup(&folder.path().join("one"));
    let name = backup.file_name().unwrap().to_string_lossy().into_owned();
    let day = name.split('.').nth(1).unwrap();
    let knows = backup.with_file_name(name.replace(day, "2023-11-11"));
    fs::rename(&backup, &knows).unwrap();
    // A newer backup, made after the damage, knows no more than the journal.
    let whole = fs::read_to_string(&file).unwrap();
    fs::write(&file, whole.replace("\"read\"", "\"reed\"")).unwrap();
    assert_eq!(run(&folder, compact).0, 0);
    let advice = format!("`dateline state import {}`", knows.display());
    let (exit, out, _) = run(&folder, "doctor --state-dir @/one");
    assert!(exit == 2 && out.contains("1 damaged line, from line 3") && out.contains(&advice), "{out}");
    let (_, out, _) = run(&folder, &format!("state import {} --state-dir @/one", knows.display()));
    assert!(out.starts_with("took over 1 decision;"), "{out}");
    let (exit, out, _) = run(&folder, "doctor --state-dir @/one");
    assert!(exit == 0 && out.contains("1 damaged line whose decisions stand elsewhere"), "{out}");
    // Without that backup nothing could be said but that.
    fs::write(&file, whole.replace("\"read\"", "\"reed\"")).unwrap();
    fs::remove_dir_all(knows.parent().unwrap()).unwrap();
    let (exit, out, _) = run(&folder, "doctor --state-dir @/one");
    assert!(exit == 2 && out.contains("no backup knows what they said"), "{out}");
}

#[test]
fn doctor_says_that_nothing_is_saved_beside_a_journal_of_a_later_version() {
    let folder = tempfile::tempdir().unwrap();
    decided(&folder, "one", &[Decision::Star]);
    fs::write(folder.path().join("one/journal/lap-00000001.jsonl"), "{\"format\":2}\n").unwrap();
    let (exit, out, _) = run(&folder, "doctor --json --state-dir @/one");
    let object: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((exit, &object["journal"]["saving"]["works"]), (2, &false.into()), "{out}");
    assert!(out.contains("lap-00000001.jsonl was written by a later version"), "{out}");
}

#[test]
fn doctor_tells_what_backups_alone_know_and_the_way_out() {
    let folder = tempfile::tempdir().unwrap();
    decided(&folder, "one", &[Decision::Star, Decision::Read]);
    assert_eq!(run(&folder, "state compact --state-dir @/one").0, 0);
    let [file, backup] = file_and_backup(&folder.path().join("one"));
    fs::write(&file, "").unwrap();
    let (exit, out, _) = run(&folder, "doctor --state-dir @/one");
    let advice = format!("`dateline state import {}`", backup.display());
    assert!(exit == 2 && out.contains("2 decisions of ") && out.contains(&advice), "{out}");
    let (exit, _, err) = run(&folder, &format!("state import {} --state-dir @/one", backup.display()));
    assert!(exit == 2 && err.contains("brought back"), "{err}");
    assert_eq!(run(&folder, "doctor --state-dir @/one").0, 0);
}

#[test]
fn what_is_no_file_hides_no_decisions_and_is_named_by_doctor() {
    let folder = tempfile::tempdir().unwrap();
    decided(&folder, "one", &[Decision::Star]);
    std::os::unix::fs::symlink("/dev/zero", folder.path().join("one/journal/other.jsonl")).unwrap();
    let (exit, out, err) = run(&folder, "state export --present --state-dir @/one");
    assert!(exit == 2 && out.contains("star") && err.contains("other.jsonl is passed over: "), "{out}{err}");
    let (exit, out, _) = run(&folder, "doctor --state-dir @/one");
    assert!(exit == 2 && out.contains("other.jsonl is passed over: it is a device"), "{out}");
}

#[test]
fn doctor_tells_every_mistake_in_views_and_rules_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let views = "[[views]]\nname = \"a\"\nquery = \"country:xqzvwk\"\n";
    let rules = "[[rules]]\nwhen = \"harbour\"\nthen = [\"delete\"]\n";
    fs::write(folder.path().join("config.toml"), format!("{views}{rules}")).unwrap();
    fs::create_dir(folder.path().join("pages")).unwrap();
    for typed in ["doctor", "doctor @/pages"] {
        let (exit, out, err) = run(&folder, &format!("{typed} --config @/config.toml --state-dir @/one"));
        assert_eq!(exit, 2, "{out}{err}");
        for place in ["config.toml, line 3, column 9: ", "config.toml, line 6, column 9: "] {
            assert!(out.contains("the configuration needs mending: ") && out.contains(place), "{out}");
        }
    }
    let source = "[[sources]]\nmatch = \"**\"\nhome = \"Nowhere\"\n";
    fs::write(folder.path().join("config.toml"), source).unwrap();
    let (exit, out, _) = run(&folder, "doctor @/pages --config @/config.toml --state-dir @/one");
    assert!(
        exit == 2 && out.contains("config.toml, line 3, column 8: ") && out.contains("terminal"),
        "{out}"
    );
}

#[test]
fn what_is_kept_may_be_damaged_anywhere_and_every_answer_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("pages")).unwrap();
    for (name, place) in [("a", "Lagos"), ("b", "Dakar")] {
        let page = format!(
            "Harbour opens in {place}\n\nThe harbour of {place} was opened on Monday, officials said.\n"
        );
        fs::write(folder.path().join(format!("pages/{name}.txt")), page).unwrap();
    }
    let exported = || fs::read_to_string(folder.path().join("all.jsonl")).unwrap();
    let cached = "@/pages --state-dir @/one --cache-dir @/cache";
    let commands =
        ["export -o @/all.jsonl --force", "list -q officials", "list -q harbour --json", "stats --json"];
    let answers: Vec<Answer> =
        commands.iter().map(|typed| run(&folder, &format!("{typed} {cached}"))).collect();
    let whole = exported();
    assert_eq!(whole.lines().count(), 2);
    let files =
        |folder: &Path| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    let [cache] = &*files(&folder.path().join("cache")) else { panic!("one library, one cache") };
    let sound: Vec<_> =
        files(cache).into_iter().map(|path| (path.clone(), fs::read(&path).unwrap())).collect();
    let mut told = 0;
    for (damaged, bytes) in &sound {
        for (place, number) in (0..bytes.len()).step_by(73).zip((0..commands.len()).cycle()) {
            fs::remove_dir_all(cache).unwrap();
            fs::create_dir(cache).unwrap();
            for (path, bytes) in &sound {
                let mut bytes = bytes.clone();
                if path == damaged {
                    bytes[place] ^= 0x55;
                }
                fs::write(path, bytes).unwrap();
            }
            let (exit, out, err) = run(&folder, &format!("{} {cached}", commands[number]));
            told += usize::from(err.contains("damaged"));
            assert_eq!((exit, &out), (answers[number].0, &answers[number].1), "{err}");
            assert!(!err.contains("no article"), "{err}");
            assert_eq!(exported(), whole, "{err}");
        }
    }
    assert!(told > 0, "no damage was met");
}

#[test]
fn a_cache_that_cannot_be_written_is_told_by_doctor_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("pages")).unwrap();
    let page = "Harbour opens\n\nThe harbour of Lagos was opened on Monday, officials said.\n";
    fs::write(folder.path().join("pages/a.txt"), page).unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    let (exit, out, err) = run(&folder, "list @/pages --state-dir @/one --cache-dir @/file");
    assert!((exit, err.as_str()) == (0, "") && out.contains("Harbour opens"), "{out}{err}");
    let (exit, out, _) = run(&folder, "doctor @/pages --state-dir @/one --cache-dir @/file");
    assert!(
        exit == 2 && out.contains("what was read cannot be kept") && out.contains("Not a directory"),
        "{out}"
    );
    assert_eq!(run(&folder, "doctor @/pages --state-dir @/one --cache-dir @/cache").0, 0);
}

#[test]
fn what_makes_no_sense_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("prose"), "prose\n").unwrap();
    for (typed, exit, told) in [
        ("state export", 1, "nothing was decided yet"),
        ("state import @/prose", 2, "no decisions"),
        ("state import @/nowhere", 2, "cannot read"),
        ("state export -q wagner", 64, "all decisions"),
        ("state merge", 64, "required"),
    ] {
        let answer = run(&folder, typed);
        assert!(answer.0 == exit && answer.2.contains(told), "{typed}: {answer:?}");
    }
}
