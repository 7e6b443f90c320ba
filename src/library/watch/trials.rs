//! A watch over real folders.

use std::fs;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use super::{PACE, Pace, Stirring, Watch};

/// Longer than anything takes here, however busy the machine is.
const LONG: Duration = Duration::from_secs(20);

/// How long nothing is told where nothing is to be told.
const SILENCE: Duration = Duration::from_millis(500);

const QUICK: Pace = Pace {
    quiet: Duration::from_millis(50),
    longest: Duration::from_millis(400),
    roots: Duration::from_millis(100),
    asking: Duration::from_millis(100),
    folders: PACE.folders,
};

struct Trial {
    folder: tempfile::TempDir,
    told: Receiver<Stirring>,
    watch: Option<Watch>,
}

impl Trial {
    /// Watches these paths below a folder, which has some folders already.
    fn new(pace: Pace, paths: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for path in ["news/old", "news/state", "other"] {
            fs::create_dir_all(folder.path().join(path)).unwrap();
        }
        let paths: Vec<PathBuf> = paths.iter().map(|path| folder.path().join(path)).collect();
        let (sender, told) = channel();
        let tell = move |stirring| drop(sender.send(stirring));
        let watch = Watch::paced(pace, &paths, &[folder.path().join("news/state")], tell).unwrap();
        Self { folder, told, watch: Some(watch) }
    }

    /// The same when the watch stands.
    fn standing(pace: Pace, paths: &[&str]) -> Self {
        let trial = Self::new(pace, paths);
        trial.changes();
        trial
    }

    fn write(&self, path: &str) {
        fs::write(self.folder.path().join(path), "text").unwrap();
    }

    fn make(&self, path: &str) {
        fs::create_dir_all(self.folder.path().join(path)).unwrap();
    }

    fn remove(&self, path: &str) {
        fs::remove_dir_all(self.folder.path().join(path)).unwrap();
    }

    fn rename(&self, from: &str, to: &str) {
        fs::rename(self.folder.path().join(from), self.folder.path().join(to)).unwrap();
    }

    /// Waits until a change is told, and all that is told soon after it.
    fn changes(&self) {
        assert_eq!(self.told.recv_timeout(LONG), Ok(Stirring::Changed));
        let more = (0..20).take_while(|_| self.told.recv_timeout(SILENCE / 2).is_ok());
        assert!(more.count() < 20, "it never ends");
    }

    fn is_silent(&self) {
        assert!(self.told.recv_timeout(SILENCE).is_err());
    }
}

#[test]
fn what_happens_to_files_and_folders_is_told() {
    let trial = Trial::standing(QUICK, &["news"]);
    trial.is_silent();
    trial.write("news/old/a.txt");
    trial.changes();
    trial.make("news/new/newer");
    trial.changes();
    trial.write("news/new/newer/a.txt");
    trial.changes();
    trial.rename("news/new", "news/renamed");
    trial.changes();
    trial.write("news/renamed/newer/b.txt");
    trial.changes();
    trial.rename("news/renamed/newer/b.txt", "news/renamed/newer/c.txt");
    trial.changes();
    trial.remove("news/renamed");
    trial.changes();
    trial.is_silent();
}

#[test]
fn what_matters_to_nobody_is_not_told() {
    let trial = Trial::standing(QUICK, &["news", "other/page.txt"]);
    trial.write("news/state/journal");
    trial.make("news/state/deeper");
    trial.write("news/.hidden");
    trial.write("other/another.txt");
    let _ = fs::read_dir(trial.folder.path().join("news")).unwrap().count();
    trial.is_silent();
    trial.write("other/page.txt");
    trial.changes();
    trial.write("news/.datelineignore");
    trial.changes();
}

#[test]
fn a_path_that_is_taken_away_and_made_again_is_watched_again() {
    let trial = Trial::standing(QUICK, &["news", "other/deep/page.txt"]);
    for _ in 0..3 {
        trial.remove("news");
        trial.changes();
        trial.make("news/old");
        trial.changes();
        trial.write("news/old/a.txt");
        trial.changes();
    }
    trial.make("other/deep");
    trial.write("other/deep/page.txt");
    trial.changes();
    trial.write("other/deep/page.txt");
    trial.changes();
}

#[test]
fn ten_thousand_files_are_told_of_a_few_times() {
    let trial = Trial::standing(QUICK, &["news"]);
    let start = Instant::now();
    let mut before = start;
    // On a busy machine the writing itself pauses, and a pause is told of.
    let mut pauses = 0;
    for number in 0..10_000 {
        trial.write(&format!("news/old/{number}.txt"));
        pauses += u32::from(before.elapsed() > QUICK.quiet / 2);
        before = Instant::now();
    }
    let longest =
        u32::try_from(start.elapsed().as_millis() / QUICK.longest.as_millis()).unwrap() + pauses + 2;
    assert_eq!(trial.told.recv_timeout(LONG), Ok(Stirring::Changed));
    let mut told = 1;
    while trial.told.recv_timeout(SILENCE).is_ok() {
        told += 1;
    }
    assert!(told <= longest, "told {told} times");
}

#[test]
fn folders_of_which_the_system_does_not_tell_are_asked() {
    let trial = Trial::new(Pace { folders: 0, ..QUICK }, &["news"]);
    let Ok(Stirring::Slow(sentence)) = trial.told.recv_timeout(LONG) else { panic!("no notice") };
    assert!(sentence.ends_with("the system cannot tell about so many folders."), "{sentence}");
    trial.changes();
    trial.is_silent();
    trial.write("news/old/a.txt");
    trial.changes();
    trial.write("news/state/journal");
    trial.is_silent();
    trial.remove("news");
    trial.changes();
    trial.make("news");
    trial.changes();
}

#[test]
fn nothing_is_told_when_the_watch_is_over() {
    let mut trial = Trial::standing(QUICK, &["news"]);
    trial.watch = None;
    trial.write("news/old/a.txt");
    trial.is_silent();
}
