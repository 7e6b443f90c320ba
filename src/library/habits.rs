//! What is remembered from one run to the next beside decisions: filters that were asked, how the screen is to be set, and
//! that there was a first run.
//! It is for convenience alone: what cannot be read or written is as if it had never been.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::private::{make_private_folder, private_file};

/// How many filters are brought back.
const FILTERS: usize = 100;
/// How many lines the file may have before it is written anew with those that are brought back.
const LINES: usize = 1000;
/// The longest filter, in bytes.
const LONGEST: usize = 1000;

/// Where it is kept: `reader/` beside the journal, with a filter a line in `filters`, a choice a line in `choices`, and
/// `greeted` once there was a run.
#[derive(Debug, Clone)]
pub struct Habits {
    folder: PathBuf,
    journal: PathBuf,
}

impl Habits {
    /// Those that are kept beside a journal.
    pub fn beside(journal: &Path) -> Self {
        Self { folder: journal.with_file_name("reader"), journal: journal.to_owned() }
    }

    /// The filters that were asked, each once, the newest last.
    pub fn filters(&self) -> Vec<String> {
        let written = fs::read_to_string(self.folder.join("filters")).unwrap_or_default();
        let mut filters: Vec<&str> = Vec::new();
        for line in written.lines().rev() {
            let fits = !line.trim().is_empty() && line.len() <= LONGEST && !line.contains(char::is_control);
            if fits && !filters.contains(&line) && filters.len() < FILTERS {
                filters.push(line);
            }
        }
        let filters: Vec<String> = filters.into_iter().rev().map(str::to_owned).collect();
        if written.lines().count() > LINES {
            let _ = self.write("filters", &(filters.join("\n") + "\n"));
        }
        filters
    }

    /// Remembers a filter.
    pub fn add_filter(&self, filter: &str) {
        if filter.contains(char::is_control) {
            return;
        }
        let file = self.open("filters", private_file().append(true));
        // One write, so that lines of several programs stay whole.
        let _ = file.and_then(|mut file| file.write_all(format!("{filter}\n").as_bytes()));
    }

    /// What was chosen about the screen: each with its name, what was chosen, and what the configuration said then.
    pub fn choices(&self) -> Vec<[String; 3]> {
        let written = fs::read_to_string(self.folder.join("choices")).unwrap_or_default();
        let choice = |line: &str| {
            let parts: Vec<String> = line.split('\t').map(str::to_owned).collect();
            parts.try_into().ok().filter(|_| line.len() <= LONGEST)
        };
        written.lines().filter_map(choice).collect()
    }

    /// Remembers a choice in place of what was chosen before. What the configuration says anyway need not be remembered.
    pub fn choose(&self, choice: [&str; 3]) {
        let [name, value, instead_of] = choice;
        if choice.iter().any(|part| part.contains(char::is_control)) {
            return;
        }
        let others = self.choices().into_iter().filter(|[known, ..]| known != name);
        let mut written: String = others.map(|other| other.join("\t") + "\n").collect();
        if value != instead_of {
            written.extend([&choice.join("\t"), "\n"]);
        }
        let _ = self.write("choices", &written);
    }

    /// Whether nobody read with this journal before.
    pub fn is_new(&self) -> bool {
        let decided = fs::read_dir(&self.journal).is_ok_and(|mut files| files.next().is_some());
        !decided && !self.folder.join("greeted").exists()
    }

    /// Remembers that there was a first run.
    pub fn greeted(&self) {
        let _ = self.write("greeted", "");
    }

    /// Puts a text in the place of a whole file.
    fn write(&self, name: &str, text: &str) -> io::Result<()> {
        self.open(name, private_file().write(true).truncate(true))?.write_all(text.as_bytes())
    }

    /// Opens a file that is made, with its folder, where it is not there.
    fn open(&self, name: &str, options: &mut OpenOptions) -> io::Result<File> {
        make_private_folder(&self.folder)?;
        options.create(true).open(self.folder.join(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_come_back_each_once_the_newest_last() {
        let state = tempfile::tempdir().unwrap();
        let habits = Habits::beside(&state.path().join("journal"));
        assert!(habits.filters().is_empty());
        for filter in ["niger", "region:sahel", "niger", "bad\nline"] {
            habits.add_filter(filter);
        }
        assert_eq!(habits.filters(), ["region:sahel", "niger"]);
    }

    #[test]
    fn what_was_looked_for_is_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let habits = Habits::beside(&home.path().join("dateline/journal"));
        habits.greeted();
        habits.add_filter("niger");
        habits.choose(["measure", "60", "72"]);
        let mode = |path: &str| fs::metadata(home.path().join(path)).unwrap().permissions().mode() & 0o777;
        assert_eq!([mode("dateline"), mode("dateline/reader")], [0o700; 2]);
        let files = ["greeted", "filters", "choices"].map(|name| mode(&format!("dateline/reader/{name}")));
        assert_eq!(files, [0o600; 3]);
    }

    #[test]
    fn what_is_no_filter_is_passed_over_and_a_long_file_is_cut() {
        let state = tempfile::tempdir().unwrap();
        let habits = Habits::beside(&state.path().join("journal"));
        fs::create_dir_all(state.path().join("reader")).unwrap();
        let lines: Vec<String> = (0..2 * LINES).map(|number| format!("word{number}")).collect();
        let file = state.path().join("reader").join("filters");
        fs::write(&file, format!("a\u{1b}[31m\n\n{}\n{}\n", "x".repeat(5000), lines.join("\n"))).unwrap();
        let filters = habits.filters();
        assert_eq!((filters.len(), filters.last().map(String::as_str)), (FILTERS, Some("word1999")));
        assert_eq!(fs::read_to_string(&file).unwrap().lines().count(), FILTERS);
        assert_eq!(habits.filters(), filters);
    }

    #[test]
    fn choices_come_back_each_once_until_the_configuration_says_the_same() {
        let state = tempfile::tempdir().unwrap();
        let habits = Habits::beside(&state.path().join("journal"));
        assert!(habits.choices().is_empty());
        for choice in [["measure", "60", "72"], ["justify", "true", "false"], ["measure", "64", "72"]] {
            habits.choose(choice);
        }
        habits.choose(["rows", "com\npact", "comfortable"]);
        assert_eq!(habits.choices(), [["justify", "true", "false"], ["measure", "64", "72"]]);
        habits.choose(["measure", "72", "72"]);
        fs::write(state.path().join("reader/choices"), "one\ttwo\n\njustify\ttrue\tfalse\n").unwrap();
        assert_eq!(habits.choices(), [["justify", "true", "false"]]);
    }

    #[test]
    fn the_first_run_is_over_when_it_was_seen_or_something_was_decided() {
        let state = tempfile::tempdir().unwrap();
        let journal = state.path().join("journal");
        let habits = Habits::beside(&journal);
        assert!(habits.is_new());
        habits.greeted();
        assert!(!habits.is_new());
        let other = tempfile::tempdir().unwrap();
        let journal = other.path().join("journal");
        fs::create_dir_all(&journal).unwrap();
        assert!(Habits::beside(&journal).is_new(), "an empty journal holds no decision");
        fs::write(journal.join("here.jsonl"), "").unwrap();
        assert!(!Habits::beside(&journal).is_new());
    }
}
