//! Finds the files under the paths a reader gave, always in the same order.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs::DirEntry;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::ingest::{PassedOver, Reason};

use super::facts::Facts;
use super::ignored::{self, Ignored, Kind};
use super::source::{Identity, LIMIT, Reached, STANDARD_INPUT, said};

/// What was found: files to read in the order of their paths, and what was not taken.
#[derive(Debug)]
pub(super) struct Findings {
    /// When looking for them began.
    pub(super) since: SystemTime,
    /// Files, and paths that could not be entered, in order.
    pub(super) found: Vec<Finding>,
    /// The folders that were entered.
    pub(super) folders: Vec<PathBuf>,
    /// Files passed over because of their name or kind.
    pub(super) passed_over: PassedOver,
}

/// One path that was found.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Finding {
    /// A file to be read.
    File(FoundFile),
    /// Standard input.
    Input,
    /// A path that could not be entered, and why, as the end of a sentence.
    Failed(PathBuf, String),
}

impl Finding {
    /// Its path; `-` for standard input.
    pub(super) fn path(&self) -> &Path {
        match self {
            Self::File(FoundFile { path, .. }) | Self::Failed(path, _) => path,
            Self::Input => Path::new(STANDARD_INPUT),
        }
    }

    /// How many bytes will be read of it, as far as the system tells.
    pub(super) fn size(&self) -> u64 {
        match self {
            Self::File(found) => found.facts.map_or(0, |facts| facts.size.min(LIMIT)),
            Self::Input | Self::Failed(..) => 0,
        }
    }
}

/// A file that was found.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct FoundFile {
    /// The path as it was reached from the one that was given.
    pub(super) path: PathBuf,
    /// How it was come by.
    pub(super) reached: Reached,
    /// What the system told of it; none where it was gone by then.
    pub(super) facts: Option<Facts>,
}

/// Finds all files under these paths.
pub(super) fn find(paths: &[PathBuf]) -> Findings {
    let findings = Findings {
        since: SystemTime::now(),
        found: Vec::new(),
        folders: Vec::new(),
        passed_over: PassedOver::default(),
    };
    let mut walk = Walk { findings, entered: HashSet::new() };
    for path in paths {
        walk.start(path);
    }
    walk.findings
}

/// What is still to be done of a walk.
#[derive(Debug)]
enum Pending {
    /// A file to be read.
    File(FoundFile),
    /// A folder to be entered, and the patterns that hold around it.
    Folder(PathBuf, Ignored),
}

/// An entry of a folder.
#[derive(Debug)]
struct Entry {
    name: OsString,
    listed: DirEntry,
}

#[derive(Debug)]
struct Walk {
    findings: Findings,
    /// Folders already entered, so that a mount inside itself ends.
    entered: HashSet<Identity>,
}

impl Walk {
    fn start(&mut self, path: &Path) {
        if path == Path::new(STANDARD_INPUT) {
            self.findings.found.push(Finding::Input);
            return;
        }
        match std::fs::metadata(path) {
            Ok(found) if found.is_dir() => self.descend(path),
            Ok(found) => {
                let facts = Some(Facts::of(&found));
                let file = FoundFile { path: path.to_owned(), reached: Reached::Named, facts };
                self.findings.found.push(Finding::File(file));
            }
            Err(error) => self.fail(path, &error),
        }
    }

    /// Walks a folder with a stack of its own, because folders may be nested thousands deep.
    fn descend(&mut self, root: &Path) {
        let mut pending = vec![Pending::Folder(root.to_owned(), Ignored::default())];
        while let Some(next) = pending.pop() {
            match next {
                Pending::File(file) => self.findings.found.push(Finding::File(file)),
                Pending::Folder(path, rules) => {
                    let entries = self.enter(&path, &rules);
                    pending.extend(entries.into_iter().rev());
                }
            }
        }
    }

    /// The entries of a folder that are to be read or entered, sorted by the bytes of their names.
    fn enter(&mut self, folder: &Path, above: &Ignored) -> Vec<Pending> {
        if Identity::of(folder).is_some_and(|identity| !self.entered.insert(identity)) {
            self.findings.passed_over.add(Reason::Repeated);
            return Vec::new();
        }
        let mut entries = match entries(folder) {
            Ok(entries) => entries,
            Err(error) => {
                self.fail(folder, &error);
                return Vec::new();
            }
        };
        self.findings.folders.push(folder.to_owned());
        entries.sort_unstable_by(|one, other| one.name.cmp(&other.name));
        let is_named = |entry: &Entry| entry.name == ignored::FILE_NAME;
        let (rules, mistake) =
            if entries.iter().any(is_named) { above.within(folder) } else { (above.clone(), None) };
        if let Some(mistake) = mistake {
            self.findings.found.push(Finding::Failed(folder.join(ignored::FILE_NAME), mistake));
        }
        entries.iter().filter_map(|entry| self.sort_out(entry, folder, &rules)).collect()
    }

    /// Decides about one entry of a folder by its name and kind alone.
    fn sort_out(&mut self, entry: &Entry, folder: &Path, rules: &Ignored) -> Option<Pending> {
        let Entry { name, listed } = entry;
        let path = folder.join(name);
        let kind = match listed.file_type() {
            Ok(kind) => kind,
            Err(error) => {
                self.fail(&path, &error);
                return None;
            }
        };
        let taken_as = if kind.is_dir() { Kind::Folder } else { Kind::File };
        let reason = if name == ignored::FILE_NAME {
            return None;
        } else if name.as_encoded_bytes().starts_with(b".") {
            Some(Reason::Hidden)
        } else if rules.names(&path, taken_as) {
            Some(Reason::Ignored)
        } else if kind.is_symlink() {
            Some(Reason::Link)
        } else if kind.is_dir() {
            None
        } else if !kind.is_file() {
            Some(Reason::Special)
        } else {
            Reason::of_name(name)
        };
        if let Some(reason) = reason {
            self.findings.passed_over.add(reason);
            return None;
        }
        Some(match taken_as {
            Kind::Folder => Pending::Folder(path, rules.clone()),
            Kind::File => {
                let facts = listed.metadata().ok().map(|found| Facts::of(&found));
                Pending::File(FoundFile { path, reached: Reached::Walked, facts })
            }
        })
    }

    fn fail(&mut self, path: &Path, error: &io::Error) {
        let message = format!("cannot be read: {}", said(error));
        self.findings.found.push(Finding::Failed(path.to_owned(), message));
    }
}

/// The entries of a folder as the system lists them.
fn entries(folder: &Path) -> io::Result<Vec<Entry>> {
    let named = |listed: DirEntry| Entry { name: listed.file_name(), listed };
    std::fs::read_dir(folder)?.map(|listed| listed.map(named)).collect()
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    use super::*;

    fn folder_of(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "text").unwrap();
        }
        folder
    }

    fn files(findings: &Findings, root: &Path) -> Vec<String> {
        let name = |path: &Path| path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
        let file = |finding: &Finding| match finding {
            Finding::File(file) => name(&file.path),
            Finding::Input => "-".to_owned(),
            Finding::Failed(path, why) => format!("{} {why}", name(path)),
        };
        findings.found.iter().map(file).collect()
    }

    #[test]
    fn files_come_in_the_order_of_their_names() {
        let folder = folder_of(&["b.txt", "a/z.txt", "a/b/c.txt", "c.txt", "B.txt"]);
        let findings = find(&[folder.path().to_owned()]);
        assert_eq!(files(&findings, folder.path()), ["B.txt", "a/b/c.txt", "a/z.txt", "b.txt", "c.txt"]);
    }

    #[test]
    fn what_is_no_news_is_passed_over_and_counted() {
        let folder = folder_of(&[
            "README",
            "README.md",
            "readme.txt",
            "LICENSE-MIT",
            "notice-of-sale.txt",
            "data.json",
            "rows.JSONL",
            ".hidden",
            ".git/config",
            "page.txt",
            "skip.txt",
            "NOTICE",
        ]);
        std::fs::write(folder.path().join(".datelineignore"), "skip*\n").unwrap();
        std::os::unix::fs::symlink("page.txt", folder.path().join("link.txt")).unwrap();
        let findings = find(&[folder.path().to_owned()]);
        assert_eq!(
            files(&findings, folder.path()),
            ["data.json", "notice-of-sale.txt", "page.txt", "rows.JSONL"]
        );
        let counted: Vec<_> = findings.passed_over.reasons().collect();
        let expected = [(Reason::Document, 5), (Reason::Hidden, 2), (Reason::Ignored, 1), (Reason::Link, 1)];
        assert_eq!(counted, expected);
    }

    #[test]
    fn a_named_file_is_read_whatever_its_name() {
        let folder = folder_of(&["README.md", "data.json", ".hidden"]);
        let paths: Vec<_> =
            ["data.json", "README.md", ".hidden"].iter().map(|name| folder.path().join(name)).collect();
        let findings = find(&paths);
        assert_eq!(files(&findings, folder.path()), ["data.json", "README.md", ".hidden"]);
        assert_eq!(findings.passed_over.total(), 0);
    }

    #[test]
    fn a_missing_path_is_named_and_the_rest_is_found() {
        let folder = folder_of(&["page.txt"]);
        let findings =
            find(&[folder.path().join("gone"), PathBuf::from("-"), folder.path().join("page.txt")]);
        assert!(matches!(&findings.found[0], Finding::Failed(_, why) if why.contains("No such file")));
        assert_eq!(findings.found[1], Finding::Input);
        assert_eq!(findings.found.len(), 3);
    }

    #[test]
    fn links_that_loop_and_deep_folders_end() {
        let folder = folder_of(&["page.txt"]);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
        let mut deep = folder.path().to_owned();
        for _ in 0..300 {
            deep.push("deeper");
        }
        std::fs::create_dir_all(&deep).unwrap();
        let findings = find(&[folder.path().to_owned()]);
        assert_eq!(files(&findings, folder.path()), ["page.txt"]);
        assert_eq!(findings.passed_over.count(Reason::Link), 1);
    }

    #[test]
    fn names_that_are_no_utf8_are_found() {
        let folder = tempfile::tempdir().unwrap();
        for name in [&b"\xFF\xFE.txt"[..], b"two\nlines.txt", b"-dash.txt", b"esc\x1B.txt"] {
            std::fs::write(folder.path().join(OsStr::from_bytes(name)), "text").unwrap();
        }
        assert_eq!(find(&[folder.path().to_owned()]).found.len(), 4);
    }

    #[test]
    fn files_come_with_what_the_system_tells_of_them() {
        let folder = folder_of(&["page.txt"]);
        let path = folder.path().join("page.txt");
        std::os::unix::fs::symlink(&path, folder.path().join("named.txt")).unwrap();
        let facts = |paths: &[PathBuf]| match find(paths).found.as_slice() {
            [Finding::File(file)] => file.facts.unwrap(),
            other => panic!("{other:?}"),
        };
        let walked = facts(&[folder.path().to_owned()]);
        assert_eq!(walked.size, 4);
        assert_eq!(walked.identity, Identity::of(&path).unwrap());
        assert_eq!(facts(&[folder.path().join("named.txt")]), walked, "a named link stands for its file");
        std::fs::write(&path, "texts").unwrap();
        assert_ne!(facts(&[folder.path().to_owned()]), walked);
    }

    #[test]
    fn a_folder_given_twice_is_walked_once() {
        let folder = folder_of(&["page.txt"]);
        let findings = find(&[folder.path().to_owned(), folder.path().to_owned()]);
        assert_eq!(files(&findings, folder.path()), ["page.txt"]);
        assert_eq!(findings.passed_over.count(Reason::Repeated), 1);
    }
}
