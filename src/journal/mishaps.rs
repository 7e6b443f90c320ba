//! What happens to journals on real disks: writers at once, killed writers, damaged and missing files.

use std::fs;
use std::path::Path;
use std::thread;

use super::survival::{after, id, script};
use super::{Journal, JournalError};
use crate::article::Decision;
use crate::text::SafeText;

/// Where the process that is to be killed finds its folder.
const KILLED_FOLDER: &str = "DATELINE_KILLED_JOURNAL";

#[test]
#[ignore = "the other half of killed_writer_loses_nothing, run in a process of its own"]
fn writer_to_be_killed() {
    let Ok(folder) = std::env::var(KILLED_FOLDER) else { return };
    let (mut journal, replay) = open(Path::new(&folder));
    for number in replay.states.len().. {
        let act = [(id(number), Decision::Star), (id(number), Decision::Read)];
        journal.append(&act, None).expect("a sound disk");
        println!("saved {number}");
    }
}

#[test]
fn killed_writer_loses_nothing() {
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};
    let root = folder();
    let program = std::env::current_exe().expect("the test program");
    for kill in 0..20 {
        let mut writer = Command::new(&program)
            .args(["--exact", "journal::mishaps::writer_to_be_killed", "--ignored", "--nocapture"])
            .env(KILLED_FOLDER, root.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a process");
        let lines = BufReader::new(writer.stdout.take().expect("a pipe")).lines().map_while(Result::ok);
        let mut saved = lines.filter_map(|line| line.split_once("saved ")?.1.parse::<usize>().ok());
        let first = saved.by_ref().nth(kill % 7).expect("decisions are saved");
        writer.kill().expect("it runs");
        let last = saved.last().unwrap_or(first);
        writer.wait().expect("it ends");
        let (_, replay) = open(root.path());
        for number in 0..=last {
            let kept = replay.states.get(&id(number));
            assert!(kept.is_some_and(|state| state.starred && state.read), "{number} of {last}");
        }
        let whole = replay.states.values().all(|state| state.starred == state.read);
        assert!(whole, "an act was half applied");
    }
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

/// Opens a journal that has to open.
fn open(folder: &Path) -> (Journal, super::Replay) {
    Journal::open(folder).unwrap_or_else(|error| panic!("does not open: {error}"))
}

fn own_file(folder: &Path) -> std::path::PathBuf {
    let mut files =
        fs::read_dir(folder).expect("the folder").filter_map(Result::ok).map(|entry| entry.path());
    files.find(|path| path.extension().is_some_and(|ending| ending == "jsonl")).expect("a journal file")
}

#[test]
fn journal_on_a_real_disk_comes_back() {
    let root = folder();
    let place = root.path().join("state/dateline/journal");
    for act in script() {
        open(&place).0.append(&act, None).expect("a sound disk");
    }
    let (_, replay) = open(&place);
    assert_eq!(replay.states, after(&script()));
    assert_eq!(replay.notices, Vec::<String>::new());
    let files = || fs::read_dir(&place).expect("the folder").filter_map(Result::ok);
    assert_eq!(files().filter(|entry| entry.path().is_file()).count(), 1, "one file a device");
}

#[test]
fn journal_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let root = folder();
    let place = root.path().join("journal");
    open(&place);
    let mode = |path: &Path| fs::metadata(path).map(|data| data.permissions().mode() & 0o777).ok();
    assert_eq!(mode(&place), Some(0o700));
    assert_eq!(mode(&own_file(&place)), Some(0o600));
}

#[test]
fn writers_at_once_lose_nothing() {
    let root = folder();
    let writers: Vec<_> = (0..6)
        .map(|writer| {
            let place = root.path().to_owned();
            thread::spawn(move || {
                let (mut journal, _) = open(&place);
                for number in 0..50 {
                    let tag = SafeText::label(&format!("{writer} {number}"));
                    let act = [(id(writer), Decision::Tag(tag.clone())), (id(9), Decision::Tag(tag))];
                    journal.append(&act, None).expect("a sound disk");
                }
            })
        })
        .collect();
    for writer in writers {
        writer.join().expect("no writer panics");
    }
    let (_, replay) = open(root.path());
    assert_eq!(replay.notices, Vec::<String>::new());
    let kept = |number: usize| replay.states.get(&id(number)).map_or(0, |state| state.tags.len());
    assert_eq!((0..6).map(kept).collect::<Vec<_>>(), [50; 6]);
    assert_eq!(kept(9), 300);
}

#[test]
fn torn_end_is_kept_aside_and_told() {
    let root = folder();
    open(root.path()).0.append(&[(id(1), Decision::Star)], None).expect("a sound disk");
    let file = own_file(root.path());
    let mut bytes = fs::read(&file).expect("the journal");
    let whole = bytes.clone();
    for torn in [&b"{\"seq\":2,\"ti"[..], &[0; 4096], b"garbage\nmore\n", b"\xff\xfe"] {
        bytes.truncate(whole.len());
        bytes.extend_from_slice(torn);
        fs::write(&file, &bytes).expect("the journal");
        let seen = Journal::read_only(root.path()).expect("it can be read");
        assert_eq!((seen.states.len(), seen.notices.len()), (1, 1));
        let (_, replay) = open(root.path());
        assert_eq!((replay.states.len(), replay.notices.len()), (1, 1), "{:?}", replay.notices);
        assert_eq!(fs::read(&file).ok().as_ref(), Some(&whole));
    }
    let kept = |path: &Path| path.to_string_lossy().contains(".torn-");
    let files = fs::read_dir(root.path()).expect("the folder").filter_map(Result::ok);
    assert_eq!(files.filter(|entry| kept(&entry.path())).count(), 4);
}

#[test]
fn damaged_line_is_told_and_the_others_are_kept() {
    let root = folder();
    let mut journal = open(root.path()).0;
    for number in 0..3 {
        journal.append(&[(id(number), Decision::Star)], None).expect("a sound disk");
    }
    let file = own_file(root.path());
    let text = fs::read_to_string(&file).expect("the journal");
    let damaged = text.replacen("star", "stir", 2).replacen("stir", "star", 1);
    fs::write(&file, &damaged).expect("the journal");
    let (_, replay) = open(root.path());
    assert_eq!(replay.states.len(), 2);
    assert_eq!(replay.notices.len(), 1, "{:?}", replay.notices);
    assert_eq!(fs::read_to_string(&file).ok(), Some(damaged), "a journal is never rewritten");
}

#[test]
fn file_of_a_later_format_is_read_but_not_written_to() {
    let root = folder();
    open(root.path()).0.append(&[(id(1), Decision::Star)], None).expect("a sound disk");
    let later = root.path().join("lap-00000001.jsonl");
    fs::write(&later, "{\"format\":2,\"writer\":\"dateline 9\"}\n").expect("a file");
    assert!(matches!(Journal::open(root.path()), Err(JournalError::Newer { found: 2, known: 1, .. })));
    let replay = Journal::read_only(root.path()).expect("it can be read");
    assert_eq!((replay.states.len(), replay.notices.len()), (1, 1), "{:?}", replay.notices);
    // The same for the own file.
    fs::rename(&later, own_file(root.path())).expect("a file");
    assert!(matches!(Journal::open(root.path()), Err(JournalError::Newer { found: 2, known: 1, .. })));
}

#[test]
fn own_file_that_lost_its_first_line_is_left_alone_and_read() {
    let root = folder();
    open(root.path()).0.append(&[(id(1), Decision::Star)], None).expect("a sound disk");
    let file = own_file(root.path());
    let text = fs::read_to_string(&file).expect("the journal").replacen("format", "farmat", 1);
    fs::write(&file, &text).expect("the journal");
    let (mut journal, replay) = open(root.path());
    assert_eq!((replay.states.len(), replay.notices.len()), (1, 1), "{:?}", replay.notices);
    journal.append(&[(id(2), Decision::Star)], None).expect("a sound disk");
    assert_eq!(fs::read_to_string(&file).ok(), Some(text));
    assert_eq!(open(root.path()).1.states.len(), 2);
}

#[test]
fn empty_file_is_begun_anew() {
    let root = folder();
    open(root.path());
    let file = own_file(root.path());
    fs::write(&file, "").expect("the journal");
    open(root.path()).0.append(&[(id(1), Decision::Star)], None).expect("a sound disk");
    assert_eq!(fs::read_to_string(&file).map(|text| text.lines().count()).ok(), Some(2));
}

#[test]
fn journal_that_is_lost_comes_back_from_its_backup() {
    let root = folder();
    for number in 0..3 {
        open(root.path()).0.append(&[(id(number), Decision::Star)], None).expect("a sound disk");
    }
    // The first opening of a day backs up what stood before it.
    let backups = root.path().join("backups");
    let made =
        || fs::read_dir(&backups).expect("the folder").filter_map(Result::ok).map(|entry| entry.path());
    assert_eq!(made().count(), 1);
    let backup = made().next().expect("a backup");
    fs::write(own_file(root.path()), [0; 4096]).expect("the journal");
    let (_, replay) = open(root.path());
    assert_eq!(replay.states.len(), 1, "what stood when the day began");
    let named = |told: &&String| told.contains(&*backup.to_string_lossy());
    assert_eq!(replay.notices.iter().filter(named).count(), 1, "{:?}", replay.notices);
    let sources = Journal::sources(&backup).expect("it can be read").files;
    let imported = Journal::import(root.path(), &sources).expect("a sound disk");
    assert_eq!((imported.added, imported.known), (0, 1), "it stands in the journal already");
}

#[test]
fn things_in_the_way_are_errors_that_name_them() {
    let root = folder();
    let file = root.path().join("file");
    fs::write(&file, "").expect("a file");
    assert!(matches!(Journal::open(&file.join("journal")), Err(JournalError::Io { .. })));
    assert!(matches!(Journal::open(&file), Err(JournalError::Io { .. })));
    assert_eq!(
        Journal::read_only(&root.path().join("nowhere")).map(|replay| replay.states.len()).ok(),
        Some(0)
    );
}

#[test]
fn file_replaced_behind_an_open_journal_is_followed() {
    let root = folder();
    let (mut journal, _) = open(root.path());
    journal.append(&[(id(1), Decision::Star)], None).expect("a sound disk");
    let file = own_file(root.path());
    let copy = root.path().join("copy");
    fs::copy(&file, &copy).expect("a copy");
    fs::rename(&copy, &file).expect("a new file under the old name");
    journal.append(&[(id(2), Decision::Star)], None).expect("a sound disk");
    assert_eq!(open(root.path()).1.states.len(), 2);
    fs::remove_file(&file).expect("the journal");
    assert!(journal.append(&[(id(3), Decision::Star)], None).is_err(), "a lost journal is told");
}

#[test]
fn end_torn_by_another_program_is_cut_before_the_next_act() {
    use std::io::Write;
    let root = folder();
    let (mut journal, _) = open(root.path());
    journal.append(&[(id(1), Decision::Star)], None).expect("a sound disk");
    let mut other = fs::OpenOptions::new().append(true).open(own_file(root.path())).expect("the journal");
    other.write_all(b"{\"seq\":2,\"time\"").expect("a sound disk");
    journal.append(&[(id(2), Decision::Star)], None).expect("a sound disk");
    assert_eq!(journal.take_notices().len(), 1);
    let (_, replay) = open(root.path());
    assert_eq!((replay.states.len(), replay.notices.len()), (2, 0), "{:?}", replay.notices);
}

/// Things that bear the name of a journal file and are none.
fn odd_things() -> [fn(&Path); 5] {
    [
        |path| fs::create_dir(path).expect("a folder"),
        |path| {
            let mode = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
            rustix::fs::mknodat(rustix::fs::CWD, path, rustix::fs::FileType::Fifo, mode, 0).expect("a pipe");
        },
        |path| std::os::unix::fs::symlink("/dev/zero", path).expect("a link"),
        |path| std::os::unix::fs::symlink(path, path).expect("a link"),
        |path| std::os::unix::fs::symlink("/nowhere", path).expect("a link"),
    ]
}

#[test]
fn what_is_no_file_is_named_and_passed_over() {
    for odd in odd_things() {
        let root = folder();
        open(root.path()).0.append(&[(id(1), Decision::Star)], None).expect("a sound disk");
        odd(&root.path().join("other.jsonl"));
        let seen = Journal::read_only(root.path()).expect("the others are read");
        let (mut journal, replay) = open(root.path());
        for (states, notices) in [(&seen.states, &seen.notices), (&replay.states, &replay.notices)] {
            let [told] = &**notices else { panic!("{notices:?}") };
            assert!(states.len() == 1 && told.contains("other.jsonl is passed over: it "), "{told}");
        }
        journal.append(&[(id(2), Decision::Star)], None).expect("a sound disk");
        let into = folder();
        let sources = Journal::sources(root.path()).expect("the others are read");
        assert_eq!((sources.files.len(), sources.notices.len()), (1, 1));
        assert_eq!(Journal::import(into.path(), &sources.files).expect("a sound disk").added, 2);
    }
}

#[test]
fn what_is_no_file_and_bears_the_own_name_is_an_error_that_names_it() {
    for odd in odd_things() {
        let root = folder();
        open(root.path()).0.append(&[(id(1), Decision::Star)], None).expect("a sound disk");
        let own = own_file(root.path());
        fs::rename(&own, root.path().join("kept.jsonl")).expect("a new name");
        odd(&own);
        let error = Journal::open(root.path()).expect_err("it cannot be written to").to_string();
        assert!(error.contains(&*own.to_string_lossy()), "{error}");
        assert_eq!(Journal::read_only(root.path()).expect("the other is read").states.len(), 1);
    }
}

#[test]
fn lock_that_another_holds_is_waited_for_only_so_long() {
    let root = folder();
    let (mut journal, _) = open(root.path());
    journal.append(&[(id(1), Decision::Star)], None).expect("a sound disk");
    let other = fs::File::open(own_file(root.path())).expect("the journal");
    other.lock().expect("it is free");
    let busy = |error: &JournalError| {
        assert!(matches!(error, JournalError::Busy { holder: Some(_), .. }), "{error}");
        assert!(error.to_string().contains(&format!("process {} is writing", std::process::id())), "{error}");
    };
    busy(&journal.append(&[(id(2), Decision::Star)], None).expect_err("the other holds it"));
    busy(&Journal::open(root.path()).expect_err("the other holds it"));
    assert_eq!(Journal::read_only(root.path()).expect("it can be read").states.len(), 1);
    drop(other);
    // It may be tried again, and what came meanwhile is seen.
    open(root.path()).0.append(&[(id(3), Decision::Star)], None).expect("a sound disk");
    let named = journal.append(&[(id(4), Decision::Star)], None).expect("a sound disk").expect("an act");
    assert_eq!((named.first, open(root.path()).1.states.len()), (3, 3));
}

#[test]
fn numbers_that_leave_none_are_told_and_not_taken_over() {
    let root = folder();
    let record = |seq| super::record::act_lines("far-00000001", seq, &[(id(1), Decision::Star)], None);
    let (highest, taken_over) = (super::record::HIGHEST, super::record::HIGHEST_TAKEN_OVER);
    let import = |seq| {
        let source = super::Source { path: "far.jsonl".into(), bytes: record(seq) };
        Journal::import(root.path(), &[source]).expect("a sound disk")
    };
    let refused = import(taken_over + 1);
    assert_eq!((refused.added, refused.notices.len()), (0, 1), "{:?}", refused.notices);
    assert_eq!(import(taken_over).added, 1);
    open(root.path()).0.append(&[(id(2), Decision::Star)], None).expect("there are numbers left");
    fs::write(root.path().join("far.jsonl"), record(highest)).expect("a file");
    let (mut journal, replay) = open(root.path());
    assert_eq!(replay.states.len(), 2);
    let refused = journal.append(&[(id(3), Decision::Star)], None);
    assert!(matches!(refused, Err(JournalError::NoNumbers { .. })), "{refused:?}");
}
