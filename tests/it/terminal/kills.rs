//! The program is killed while it saves decisions, at any moment: what it said to be saved is there, an act is there
//! whole or not at all, and the journal opens.
//!
//! Forty times; as often as `DATELINE_KILLS` says where it is set.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use dateline::article::{ArticleId, Triage};
use dateline::journal::{Journal, Replay};
use rustix::process::{Signal, kill_process};
use serde_json::Value;
use tempfile::TempDir;

use super::session::Session;
use super::{SIZE, folder, in_terminal};

const ARTICLES: usize = 8;

/// What the pages are about; no two are so alike that they were taken for copies.
const PLACES: [&str; ARTICLES] = ["Niamey", "Lagos", "Oslo", "Lima", "Quito", "Hanoi", "Tunis", "Riga"];

fn kills() -> usize {
    let wanted = std::env::var("DATELINE_KILLS").ok().and_then(|wanted| wanted.parse().ok());
    wanted.unwrap_or(40)
}

/// Pages to decide about, and where the decisions are kept.
struct House {
    folder: TempDir,
    ids: BTreeMap<String, ArticleId>,
}

impl House {
    fn new() -> Self {
        let folder = folder();
        let pages = folder.path().join("pages");
        fs::create_dir(&pages).unwrap();
        for (number, place) in PLACES.iter().enumerate() {
            let sentence = format!("{place} counts {} {place} boats of {place}. ", 17 * number + 5);
            let page = format!(
                "Report on {place}\n\nBy Ana Ruiz\n2021-03-0{}\n\n{}\n",
                number + 1,
                sentence.repeat(3)
            );
            fs::write(pages.join(format!("{place}.txt")), page).unwrap();
        }
        let mut house = Self { folder, ids: BTreeMap::new() };
        let listed = house.command(&["list", &pages.to_string_lossy(), "--json"]).output().unwrap();
        let text = |article: &Value, field: &str| article[field].as_str().unwrap_or_default().to_owned();
        let named = |article: Value| (text(&article, "headline"), text(&article, "id").parse().unwrap());
        let articles = serde_json::Deserializer::from_slice(&listed.stdout).into_iter::<Value>();
        house.ids = articles.map(|article| named(article.unwrap())).collect();
        assert_eq!(house.ids.len(), ARTICLES, "{:?}", house.ids);
        house
    }

    fn pages(&self) -> PathBuf {
        self.folder.path().join("pages")
    }

    fn kept_in(&self) -> Vec<String> {
        let folder = |kept: &str| self.folder.path().join(kept).to_string_lossy().into_owned();
        vec!["--state-dir".to_owned(), folder("state"), "--cache-dir".to_owned(), folder("cache")]
    }

    /// The program with these words and its folders.
    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(words).args(self.kept_in()).env("XDG_CONFIG_HOME", self.folder.path().join("config"));
        command
    }

    fn reader(&self) -> Session {
        let mut command = in_terminal(env!("CARGO_BIN_EXE_dateline"));
        command.args(self.kept_in());
        command.arg(self.pages());
        command.env("XDG_CONFIG_HOME", self.folder.path().join("config"));
        Session::start(command, SIZE)
    }

    fn journal(&self) -> PathBuf {
        self.folder.path().join("state").join("journal")
    }

    /// What the journal holds; it has to open.
    fn replay(&self) -> Replay {
        let read = Journal::read_only(&self.journal()).unwrap();
        let (_, opened) = Journal::open(&self.journal()).unwrap();
        assert_eq!(read.states, opened.states);
        opened
    }

    fn states(&self) -> BTreeMap<String, Triage> {
        let replay = self.replay();
        let state = |id: &ArticleId| replay.states.get(id).cloned().unwrap_or_default();
        self.ids.iter().map(|(headline, id)| (headline.clone(), state(id))).collect()
    }
}

/// The generator of the name split-mix.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed >> 33) % end.max(1)
    }

    /// A moment in the first so many hundredths of a time.
    fn moment(&mut self, time: Duration, hundredths: u64) -> Duration {
        let micros = u64::try_from(time.as_micros()).unwrap();
        Duration::from_micros(self.below(micros * hundredths / 100))
    }
}

/// Runs a command, kills it after a while and gives what it had printed.
fn printed_until(mut command: Command, moment: Duration) -> String {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    thread::sleep(moment);
    child.kill().unwrap();
    let mut printed = String::new();
    child.stdout.take().unwrap().read_to_string(&mut printed).unwrap();
    child.wait().unwrap();
    printed
}

#[test]
fn command_killed_while_it_saves_loses_nothing_it_said_was_saved() {
    let house = House::new();
    let pages = house.pages();
    let tag =
        |name: &str| house.command(&["mark", &format!("tag={name}"), &pages.to_string_lossy(), "--all"]);
    let start = Instant::now();
    assert!(tag("t").output().unwrap().status.success());
    let takes = start.elapsed();
    let (mut random, mut said, mut whole) = (Random(1), 0, 0);
    let runs = kills() / 2;
    let mut saved = vec!["t".to_owned()];
    for run in 0..runs {
        if run % 10 == 9 {
            printed_until(house.command(&["state", "compact"]), random.moment(takes, 110));
        }
        let name = format!("t{run}");
        let printed = printed_until(tag(&name), random.moment(takes, 130));
        let states = house.states();
        let tagged = |name: &str| states.values().filter(|state| state.tags.contains(name)).count();
        let having = tagged(&name);
        assert!(having == 0 || having == ARTICLES, "run {run}: {having} of {ARTICLES} were tagged");
        if printed.ends_with('\n') {
            assert_eq!(printed, format!("tagged {ARTICLES} articles {name}\n"));
            assert_eq!(having, ARTICLES, "run {run} said it was saved");
            said += 1;
        }
        if having == ARTICLES {
            saved.push(name);
            whole += 1;
        }
        let lost: Vec<&String> = saved.iter().filter(|name| tagged(name) != ARTICLES).collect();
        assert!(lost.is_empty(), "run {run}: {lost:?} were lost");
    }
    println!("{runs} commands killed, {said} had said it was saved, {whole} had saved; nothing lost");
}

/// What a notice says of an article: its headline, and whether it is starred now.
fn told(screen: &str) -> Option<(String, bool)> {
    let line = screen.lines().last()?;
    let (before, rest) = line.split_once('"')?;
    let (headline, _) = rest.split_once('"')?;
    let deed = before.trim_end();
    let starred = match (deed.ends_with("unstarred"), deed.ends_with("starred")) {
        (true, _) => false,
        (false, true) => true,
        (false, false) => return None,
    };
    let undone = deed.contains("undone:");
    Some((headline.to_owned(), starred != undone))
}

/// Stars and unstars one article after the other until the program is killed; gives what it said, and whether a key
/// was left unanswered.
fn triage_until_killed(house: &House, moment: Duration) -> (Vec<(String, bool)>, bool) {
    let mut reader = house.reader();
    reader.wait_for("Report on");
    let process = reader.process();
    let killer = thread::spawn(move || {
        thread::sleep(moment);
        kill_process(process, Signal::KILL)
    });
    let alive = || !matches!(Session::state_of(process), None | Some('Z'));
    let mut said = Vec::new();
    let mut unanswered = false;
    for number in 0_usize.. {
        if !alive() {
            break;
        }
        unanswered = true;
        // The cursor goes round by hand: the key that stars does not leave the last article.
        let keys: &[u8] = match number % 8 {
            3 => b"u",
            7 => b"gs",
            _ => b"s",
        };
        if !reader.pressed(keys) {
            break;
        }
        while unanswered && alive() {
            let now = reader.received(|received| told(&received.text()));
            match now {
                Some(now) if said.last() != Some(&now) => {
                    said.push(now);
                    unanswered = false;
                }
                Some(_) | None => thread::sleep(Duration::from_micros(200)),
            }
        }
    }
    killer.join().unwrap().unwrap();
    reader.end();
    (said, unanswered)
}

#[test]
fn reader_killed_during_triage_loses_nothing_it_said_was_saved() {
    let house = House::new();
    let (mut random, mut acknowledged) = (Random(2), 0);
    let runs = kills().div_ceil(2);
    let starred = |states: BTreeMap<String, Triage>| -> BTreeMap<String, bool> {
        states.into_iter().map(|(headline, state)| (headline, state.starred)).collect()
    };
    let mut expected = starred(house.states());
    for run in 0..runs {
        let (said, unanswered) = triage_until_killed(&house, random.moment(Duration::from_millis(250), 100));
        acknowledged += said.len();
        expected.extend(said.iter().cloned());
        let found = starred(house.states());
        let differing: Vec<&String> =
            expected.keys().filter(|headline| expected.get(*headline) != found.get(*headline)).collect();
        assert!(
            differing.is_empty() || (unanswered && differing.len() == 1),
            "run {run}: {differing:?} is not as was said in {said:?}"
        );
        expected = found;
    }
    assert!(acknowledged > runs, "only {acknowledged} decisions were saved in {runs} runs");
    println!("{runs} readers killed, {acknowledged} decisions were said to be saved; nothing lost");
}

#[test]
fn notices_are_understood() {
    for (line, expected) in [
        (r#" 2/7 starred "Report on Oslo" · u undoes"#, Some(("Report on Oslo", true))),
        (r#" 2/7 unstarred "Report on Oslo" · u undoes"#, Some(("Report on Oslo", false))),
        (r#" undone: starred "Report on Oslo" · ^R does it again"#, Some(("Report on Oslo", false))),
        (r#" undone: unstarred "Report on Oslo" ·"#, Some(("Report on Oslo", true))),
        (" 2/7 Space page", None),
    ] {
        let told = told(&format!("Report on Riga\n{line}"));
        assert_eq!(
            told.as_ref().map(|(headline, starred)| (headline.as_str(), *starred)),
            expected,
            "{line}"
        );
    }
}
