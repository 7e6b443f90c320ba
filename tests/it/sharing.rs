//! Decisions on several devices whose journals a synchroniser carries to and fro, and of several programs at once, through
//! the real binary.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// What the pages are about; no two are so alike that they were taken for copies.
const PLACES: [&str; 5] = ["Niamey", "Lagos", "Oslo", "Lima", "Quito"];

/// Numbers by chance, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

/// A folder with pages, and the devices that read them.
struct House {
    folder: TempDir,
}

/// One of the devices.
#[derive(Clone)]
struct Device {
    name: &'static str,
    folder: PathBuf,
}

fn page(place: &str, days: usize) -> String {
    let day =
        |day: usize| format!("On day {day} {place} counted {} boats of {place} behind pier {day}. ", day * 7);
    let days: String = (1..=days).map(day).collect();
    format!("Report on {place}\n\n{days}\n")
}

impl House {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("pages")).unwrap();
        for place in PLACES {
            fs::write(folder.path().join(format!("pages/{place}.txt")), page(place, 5)).unwrap();
        }
        Self { folder }
    }

    fn device(&self, name: &'static str) -> Device {
        Device { name, folder: self.folder.path().to_owned() }
    }
}

impl Device {
    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command
            .args(words)
            .args(["--state-dir", self.name, "--cache-dir"])
            .arg(format!("{}-cache", self.name));
        command.current_dir(&self.folder).env_clear().stdin(Stdio::null());
        command.env("HOME", &self.folder).env("DATELINE_DEVICE", self.name);
        command
    }

    /// What a command that has to do its work says.
    fn run(&self, words: &[&str]) -> String {
        let answer = self.command(words).output().unwrap();
        assert!(answer.status.success(), "{words:?}: {}", String::from_utf8_lossy(&answer.stderr));
        String::from_utf8(answer.stdout).unwrap()
    }

    fn listed(&self) -> Vec<Value> {
        let listed = self.run(&["list", "pages", "--json", "--sort", "source"]);
        listed.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn ids(&self) -> Vec<String> {
        self.listed().iter().map(|article| article["id"].as_str().unwrap().to_owned()).collect()
    }

    /// The headline of each article with its tags and its state.
    fn states(&self) -> Vec<[Value; 3]> {
        self.listed()
            .iter()
            .map(|one| ["headline", "tags", "state"].map(|field| one[field].clone()))
            .collect()
    }

    fn journal(&self) -> PathBuf {
        self.folder.join(self.name).join("journal")
    }

    fn own_files(&self) -> Vec<PathBuf> {
        let files = fs::read_dir(self.journal()).into_iter().flatten().map(|entry| entry.unwrap().path());
        files
            .filter(|path| path.extension().is_some_and(|ending| ending == "jsonl") && self.owns(path))
            .collect()
    }

    fn owns(&self, path: &Path) -> bool {
        let name = path.file_name().unwrap().to_string_lossy();
        name.starts_with(self.name) && !name.contains("conflict")
    }

    /// Carries what this device wrote to another one.
    fn carry(&self, other: &Self, way: Way) {
        fs::create_dir_all(other.journal()).unwrap();
        for path in self.own_files() {
            let bytes = fs::read(&path).unwrap();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let to = other.journal().join(&name);
            match way {
                Way::InOneStep => {
                    let beside = other.journal().join(format!(".{name}.tmp"));
                    fs::write(&beside, bytes).unwrap();
                    fs::rename(&beside, to).unwrap();
                }
                Way::Torn => fs::write(to, &bytes[..bytes.len() * 2 / 3]).unwrap(),
                Way::Conflicting => {
                    let copy = name.replace(".jsonl", ".sync-conflict-20231110-081502-ABCDEFG.jsonl");
                    fs::write(other.journal().join(&copy), &bytes).unwrap();
                    fs::write(self.journal().join(copy), &bytes[..bytes.len() / 2]).unwrap();
                }
            }
        }
    }
}

/// How a file comes from one device to another.
#[derive(Debug, Clone, Copy)]
enum Way {
    /// It takes the place of the one before, as git and careful synchronisers do.
    InOneStep,
    /// Not all of it is there yet.
    Torn,
    /// Under another name, and a part of it comes back.
    Conflicting,
}

fn meet(one: &Device, other: &Device) {
    one.carry(other, Way::InOneStep);
    other.carry(one, Way::InOneStep);
}

#[test]
fn two_devices_that_share_a_folder_come_to_the_same_and_lose_nothing() {
    let house = House::new();
    let devices = [house.device("desk"), house.device("lap")];
    let ids = devices[0].ids();
    let mut chance = Chance(3);
    let mut given: BTreeSet<(usize, String)> = BTreeSet::new();
    for number in 0..32 {
        let which = chance.below(2);
        let (here, there) = (&devices[which], &devices[1 - which]);
        let article = chance.below(ids.len());
        match chance.below(8) {
            0..=2 => {
                let tag = format!("t{number:02}");
                here.run(&["mark", &format!("tag={tag}"), &ids[article], "pages"]);
                given.insert((article, tag));
            }
            3 => drop(here.run(&["mark", ["star", "unstar", "archive"][number % 3], &ids[article], "pages"])),
            4 | 5 => here.carry(there, Way::InOneStep),
            6 => here.carry(there, Way::Torn),
            _ => here.carry(there, Way::Conflicting),
        }
    }
    let [desk, lap] = &devices;
    meet(desk, lap);
    assert_eq!(desk.states(), lap.states());
    // That a torn copy is passed over is told, and makes the exit code another one.
    let present =
        |device: &Device| device.command(&["state", "export", "--present"]).output().unwrap().stdout;
    assert_eq!(String::from_utf8(present(desk)), String::from_utf8(present(lap)));
    assert!(!present(desk).is_empty());
    let tags = desk.listed().into_iter().enumerate().flat_map(|(article, one)| {
        let tags = one["tags"].as_array().unwrap().clone();
        tags.into_iter().map(move |tag| (article, tag.as_str().unwrap().to_owned()))
    });
    assert_eq!(tags.collect::<BTreeSet<_>>(), given);
    assert!(given.len() > 6);
}

#[test]
fn a_page_that_changed_keeps_what_two_devices_decided_before_and_after_they_met() {
    let house = House::new();
    let (desk, lap) = (house.device("desk"), house.device("lap"));
    let id = desk.ids()[0].clone();
    desk.run(&["mark", "star", &id, "pages"]);
    lap.run(&["mark", "tag=early", &id, "pages"]);
    let first = desk.listed()[0]["source"]["path"].as_str().unwrap().to_owned();
    let place = Path::new(&first).file_stem().unwrap().to_string_lossy().into_owned();
    fs::write(house.folder.path().join(&first), page(&place, 7)).unwrap();
    assert_eq!(desk.listed()[0]["state"]["changed"], true);
    let id = desk.ids()[0].clone();
    desk.run(&["mark", "tag=late", &id, "pages"]);
    meet(&desk, &lap);
    for device in [&desk, &lap] {
        device.run(&["mark", "tag=both", &id, "pages"]);
    }
    meet(&desk, &lap);
    assert_eq!(desk.states(), lap.states());
    let [_, tags, state] = &lap.states()[0];
    assert_eq!((tags, &state["starred"]), (&serde_json::json!(["both", "early", "late"]), &true.into()));
    assert_eq!(state.get("changed"), None);
    let told: Value = serde_json::from_str(&desk.run(&["doctor", "pages", "--json"])).unwrap();
    assert_eq!(told["articles"], serde_json::json!({"decided": 2, "kept": 0}), "it lives on as it is now");
}

#[test]
fn whoever_holds_the_lock_is_named_and_stops_nobody_from_reading() {
    let house = House::new();
    let device = house.device("desk");
    let ids = device.ids();
    device.run(&["mark", "star", &ids[0], "pages"]);
    let expected = device.states();
    let [own] = &*device.own_files() else { panic!("one file") };
    let held = fs::File::open(own).unwrap();
    held.lock().unwrap();
    let began = Instant::now();
    let told = |words: &[&str]| {
        let answer = device.command(words).output().unwrap();
        let [out, err] = [answer.stdout, answer.stderr].map(|told| String::from_utf8(told).unwrap());
        (answer.status.code(), out, err)
    };
    let writes = format!("process {} is writing", std::process::id());
    let (exit, _, err) = told(&["list", "pages"]);
    assert!(exit == Some(0) && err.contains(&writes) && err.contains("cannot be saved just now"), "{err}");
    assert_eq!(device.states(), expected);
    let (exit, _, err) = told(&["mark", "star", &ids[1], "pages"]);
    assert!(exit == Some(2) && err.contains("nothing was saved: ") && err.contains(&writes), "{err}");
    let (exit, out, _) = told(&["doctor", "pages"]);
    assert!(exit == Some(2) && out.contains(&writes), "{out}");
    assert!(began.elapsed() < Duration::from_secs(30), "{:?}", began.elapsed());
    drop(held);
    device.run(&["mark", "star", &ids[1], "pages"]);
    assert_ne!(device.states(), expected);
}

#[test]
fn file_that_may_not_grow_is_said_aloud_and_keeps_no_half_act() {
    let house = House::new();
    let device = house.device("desk");
    device.run(&["mark", "read", &device.ids()[0], "pages"]);
    let [own] = &*device.own_files() else { panic!("one file") };
    let before = fs::read(own).unwrap();
    let marking = device.command(&["mark", "star", "--all", "pages"]);
    let mut limited = Command::new("/bin/sh");
    limited
        .args(["-c", "ulimit -f 2; exec \"$0\" \"$@\""])
        .arg(marking.get_program())
        .args(marking.get_args());
    limited.current_dir(house.folder.path()).env_clear().stdin(Stdio::null());
    limited.env("HOME", house.folder.path()).env("DATELINE_DEVICE", "desk");
    let answer = limited.output().unwrap();
    let err = String::from_utf8(answer.stderr).unwrap();
    assert!(answer.status.code() == Some(2) && err.contains("File too large"), "{:?}: {err}", answer.status);
    assert_eq!(fs::read(own).unwrap(), before);
}

#[test]
fn six_programs_at_once_lose_nothing() {
    let house = House::new();
    let device = house.device("desk");
    let ids = device.ids();
    let decide = |program: usize| {
        let (device, ids) = (device.clone(), ids.clone());
        move || {
            for number in 0..4 {
                let tag = format!("tag=p{program}n{number}");
                device.run(&["mark", &tag, &ids[(program + number) % ids.len()], "pages"]);
            }
        }
    };
    let programs: Vec<_> = (0..6).map(|program| thread::spawn(decide(program))).collect();
    for program in programs {
        program.join().unwrap();
    }
    let tags: usize = device.listed().iter().map(|one| one["tags"].as_array().unwrap().len()).sum();
    assert_eq!(tags, 24);
}
