//! A rule about tags that the reader wants remembered, written to the configuration file.
//!
//! What stands in the file is kept as it is: the rule is put behind it, the whole is read again before anything is
//! written, and the file is replaced in one step.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::output::{Existing, OutputError, write_file};
use super::rules::RuleError;
use super::source::said;
use super::tagging::{TagRules, does, tag_rules};
use crate::article::{Subject, TagRule};
use crate::classify::Entry;
use crate::config::{Config, ConfigError, NewTagRule};

/// What came of a rule that is remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    /// The file it was written to.
    pub path: PathBuf,
    /// The line it begins at, from 1.
    pub line: usize,
    /// How many articles have other tags by it.
    pub changed: usize,
}

/// Why a rule was not remembered. Nothing was written.
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
    /// The folder of the file could not be made.
    #[error("cannot make {}: {}", path.display(), said(source))]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Writes a rule behind all that stands in a configuration file, and gives all rules of the file with the line that
/// the new one begins at.
pub(super) fn write(
    path: &Path,
    rule: &TagRule,
    entries: &[Entry],
) -> Result<(TagRules, usize), RememberError> {
    if path.as_os_str().is_empty() {
        return Err(RememberError::NoFile);
    }
    let before = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(source) => return Err(ConfigError::Io { path: path.to_owned(), source }.into()),
    };
    let tag = named(rule, entries);
    let (paths, word) = (rule.paths.as_deref(), rule.word.as_deref());
    let new = NewTagRule { paths, word, does: does(rule), tag: &tag };
    let after = new.appended_to(&before);
    let mistake = |RuleError { at, message }| ConfigError::Mistake { path: path.to_owned(), at, message };
    let rules = tag_rules(&Config::of_text(&after, path)?).map_err(mistake)?;
    if let Some(folder) = path.parent() {
        let failed = |source| RememberError::Folder { path: folder.to_owned(), source };
        fs::create_dir_all(folder).map_err(failed)?;
    }
    write_file(path, Existing::Replace, |out| out.write_all(after.as_bytes()))?;
    let line = after.lines().count() - new.block().lines().count() + 1;
    Ok((rules, line))
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

    fn write_to(path: &Path, rule: &TagRule) -> Result<usize, RememberError> {
        write(path, rule, Tagger::new().entries()).map(|(_, line)| line)
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
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "nothing is left beside it");
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
