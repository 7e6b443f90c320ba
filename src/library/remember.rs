//! Rules about tags that the reader wants remembered, written to the configuration file and taken out again.
//!
//! What else stands in the file is kept as it is, the whole is read again before anything is written, and the file is
//! replaced in one step. What was decided with a rule is saved with it, or neither is.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::config_file::ConfigFile;
use super::output::OutputError;
use super::source::said;
use super::tagging::{TagRules, does, tag_rules};
use crate::article::{RuleChange, Subject, TagRule};
use crate::classify::Entry;
use crate::config::{Config, ConfigError, NewTagRule};
use crate::journal::JournalError;

/// How often a change is tried anew when an editor wrote to the file meanwhile.
const ATTEMPTS: usize = 4;

/// Why a rule was neither written nor taken out. Nothing has changed, unless an error says so.
#[derive(Debug, Error)]
pub enum RememberError {
    /// There is no file to write it to.
    #[error("there is no configuration file to write to")]
    NoFile,
    /// The file makes no sense, or would make none with the rule.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The file could not be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// The file could not be read, or its folder not be made.
    #[error("cannot change {}: {}", path.display(), said(source))]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// What was decided with the rule could not be saved.
    #[error("{}", said(.0))]
    Journal(JournalError),
    /// What was decided with the rule could not be saved, and the file has changed all the same.
    #[error("{}; and {} has changed all the same: {}", said(journal), path.display(), said(output))]
    Half {
        /// The file.
        path: PathBuf,
        /// Why the decisions were not saved.
        journal: JournalError,
        /// Why the file was not put back.
        output: OutputError,
    },
}

/// What a change made of the configuration file.
#[derive(Debug)]
pub(super) enum Edited {
    /// It holds these rules now, the new one beginning at this line.
    Written(TagRules, usize),
    /// It holds these rules now, one less.
    TakenBack(TagRules),
    /// The rule does not stand there as it was written; nothing was changed, and these rules are what it holds.
    LeftAlone(TagRules),
}

/// A change to the file, with its tag as a person would write it.
#[derive(Debug)]
pub(super) struct Edit<'a> {
    change: &'a RuleChange,
    tag: String,
}

impl<'a> Edit<'a> {
    /// The change; `entries` are the tags there are.
    pub(super) fn new(change: &'a RuleChange, entries: &[Entry]) -> Self {
        let (RuleChange::Write(rule) | RuleChange::TakeBack(rule)) = change;
        Self { change, tag: named(rule, entries) }
    }

    /// Changes the file, then saves what was decided with it. Where that fails the file is put back.
    pub(super) fn carry_out(
        &self,
        path: &Path,
        save: impl FnOnce() -> Result<(), JournalError>,
    ) -> Result<Edited, RememberError> {
        if path.as_os_str().is_empty() {
            return Err(RememberError::NoFile);
        }
        let mut attempts = 1;
        loop {
            let failed = |source| RememberError::File { path: path.to_owned(), source };
            let file = ConfigFile::open(path).map_err(failed)?;
            let (after, edited) = self.edited(file.text(), path)?;
            let Some(after) = after else {
                return save().map(|()| edited).map_err(RememberError::Journal);
            };
            match file.replace(&after) {
                Err(OutputError::Changed(_)) if attempts < ATTEMPTS => attempts += 1,
                Err(error) => return Err(error.into()),
                Ok(()) => return save().map(|()| edited).map_err(|error| put_back(&file, &after, error)),
            }
        }
    }

    /// The text of the file after the change, none where it stays as it is, and what it then says.
    fn edited(&self, before: &str, path: &Path) -> Result<(Option<String>, Edited), ConfigError> {
        let rules = |text: &str| {
            let (rules, mistakes) = tag_rules(&Config::of_text(text, path)?);
            mistakes.into_iter().next().map_or(Ok(rules), |mistake| Err(mistake.in_file(path)))
        };
        match self.change {
            RuleChange::Write(rule) => {
                let new = self.written(rule);
                let after = new.appended_to(before);
                let line = after.lines().count() - new.block().lines().count() + 1;
                let rules = rules(&after)?;
                Ok((Some(after), Edited::Written(rules, line)))
            }
            RuleChange::TakeBack(rule) => {
                // A file that makes no sense by now may hold the rule in some other form.
                let standing = rules(before)?;
                match self.written(rule).taken_from(before) {
                    None => Ok((None, Edited::LeftAlone(standing))),
                    Some(after) => rules(&after).map(|rules| (Some(after), Edited::TakenBack(rules))),
                }
            }
        }
    }

    fn written<'b>(&'b self, rule: &'b TagRule) -> NewTagRule<'b> {
        let (paths, word) = (rule.paths.as_deref(), rule.word.as_deref());
        NewTagRule { paths, word, does: does(rule), tag: &self.tag }
    }
}

/// Puts the file back as it was, since what was decided with the change could not be saved.
fn put_back(file: &ConfigFile, after: &str, journal: JournalError) -> RememberError {
    match file.put_back(after) {
        Ok(()) => RememberError::Journal(journal),
        Err(output) => RememberError::Half { path: file.path().to_owned(), journal, output },
    }
}

/// The tag as a person would write it: a country by its code, others by their names where those lead back to them.
fn named(rule: &TagRule, entries: &[Entry]) -> String {
    let subject = rule.tag.subject;
    let of_subject = || entries.iter().filter(|entry| entry.subject == subject);
    let entry = of_subject().find(|entry| *entry.code == *rule.tag.code);
    let label = entry.map(|entry| entry.label.as_str()).filter(|_| subject != Subject::Country);
    let alone = label.filter(|label| of_subject().filter(|entry| entry.label == *label).count() == 1);
    format!("{}:{}", subject.name(), alone.unwrap_or(&rule.tag.code))
}

#[cfg(test)]
mod tests {
    use std::{fs, thread};

    use super::*;
    use crate::article::{Stance, TagKey};
    use crate::classify::Tagger;

    fn rule(word: Option<&str>, tag: &str) -> TagRule {
        TagRule {
            paths: Some("local/**".to_owned()),
            word: word.map(str::to_owned),
            stance: Stance::About,
            tag: tag.parse::<TagKey>().unwrap(),
        }
    }

    fn carry_out(path: &Path, change: &RuleChange) -> Result<Edited, RememberError> {
        Edit::new(change, Tagger::new().entries()).carry_out(path, || Ok(()))
    }

    fn write_to(path: &Path, rule: &TagRule) -> Result<usize, RememberError> {
        match carry_out(path, &RuleChange::Write(rule.clone()))? {
            Edited::Written(_, line) => Ok(line),
            other @ (Edited::TakenBack(_) | Edited::LeftAlone(_)) => panic!("{other:?}"),
        }
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<_> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_rule_is_added_to_a_file_that_is_otherwise_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/config.toml");
        assert_eq!(write_to(&path, &rule(Some("Lebanon"), "country:US")).unwrap(), 1);
        let mine = "# mine\nfolders = [ \"~/news\" ]   # here\n\n[reading]\nmeasure=66";
        fs::write(&path, mine).unwrap();
        assert_eq!(write_to(&path, &rule(None, "topic:15000000")).unwrap(), 7);
        let expected = format!("{mine}\n\n[[tags]]\nmatch = \"local/**\"\nadd = \"topic:sport\"\n");
        assert_eq!(fs::read_to_string(&path).unwrap(), expected);
        assert_eq!(names(path.parent().unwrap()), [".config.toml.lock", "config.toml"]);
    }

    #[test]
    fn a_rule_is_taken_back_only_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        fs::write(&path, "# mine\n").unwrap();
        let written = rule(Some("Lebanon"), "country:US");
        let take_back = RuleChange::TakeBack(written.clone());
        write_to(&path, &written).unwrap();
        assert!(matches!(carry_out(&path, &take_back), Ok(Edited::TakenBack(_))));
        assert_eq!(fs::read_to_string(&path).unwrap(), "# mine\n");
        write_to(&path, &written).unwrap();
        let changed = fs::read_to_string(&path).unwrap().replace("Lebanon", "Athens");
        fs::write(&path, &changed).unwrap();
        assert!(matches!(carry_out(&path, &take_back), Ok(Edited::LeftAlone(_))));
        fs::write(&path, "folders = [").unwrap();
        assert!(matches!(carry_out(&path, &take_back), Err(RememberError::Config(_))));
        assert_eq!(fs::read_to_string(&path).unwrap(), "folders = [");
    }

    #[test]
    fn a_file_is_put_back_when_what_was_decided_with_it_cannot_be_saved() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        fs::write(&path, "# mine\n").unwrap();
        let change = RuleChange::Write(rule(Some("Lebanon"), "country:US"));
        let full = || JournalError::Io {
            action: "cannot write",
            path: "journal".into(),
            source: io::Error::other("disk full"),
        };
        let edit = Edit::new(&change, Tagger::new().entries());
        assert!(matches!(edit.carry_out(&path, || Err(full())), Err(RememberError::Journal(_))));
        assert_eq!(fs::read_to_string(&path).unwrap(), "# mine\n");
        // An editor may write just then, which is nobody's to take back.
        let saved = edit.carry_out(&path, || {
            fs::write(&path, "# other\n").unwrap();
            Err(full())
        });
        assert!(matches!(saved, Err(RememberError::Half { .. })));
        assert_eq!(fs::read_to_string(&path).unwrap(), "# other\n");
    }

    #[test]
    fn programs_that_write_at_once_lose_no_rule() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        let words: Vec<String> = (0..4).map(|number| format!("Lebanon{number}")).collect();
        thread::scope(|scope| {
            for word in &words {
                scope.spawn(|| {
                    for _ in 0..5 {
                        write_to(&path, &rule(Some(word), "country:US")).unwrap();
                    }
                });
            }
        });
        let text = fs::read_to_string(&path).unwrap();
        for word in &words {
            assert_eq!(text.matches(&format!("{word:?}")).count(), 5, "{text}");
        }
    }

    #[test]
    fn a_file_that_makes_no_sense_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        for broken in ["folders = [", "tags = []\n", "colour = 1\n"] {
            fs::write(&path, broken).unwrap();
            let error = write_to(&path, &rule(Some("Lebanon"), "country:US")).unwrap_err();
            assert!(matches!(error, RememberError::Config(_)), "{broken}: {error}");
            assert_eq!(fs::read_to_string(&path).unwrap(), broken);
        }
        assert!(matches!(write_to(Path::new(""), &rule(None, "country:US")), Err(RememberError::NoFile)));
    }

    #[test]
    fn a_link_to_the_file_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("real.toml"), folder.path().join("config.toml"));
        fs::write(&file, "").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write_to(&link, &rule(Some("Lebanon"), "country:US")).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert!(fs::read_to_string(&file).unwrap().contains("Lebanon"));
    }
}
