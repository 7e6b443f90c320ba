//! The folders of the program, by the XDG Base Directory Specification.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// The name of the program's folder in each of the XDG folders.
const OWN: &str = "dateline";

/// Folders and the file given on the command line instead of the usual ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overrides {
    /// The configuration file.
    pub config: Option<PathBuf>,
    /// The folder for decisions.
    pub state: Option<PathBuf>,
    /// The folder for what can be made anew.
    pub cache: Option<PathBuf>,
}

/// Where the program's own files are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// The configuration file.
    pub config: PathBuf,
    /// The folder of the journal.
    pub journal: PathBuf,
    /// The folder for what can be made anew.
    pub cache: PathBuf,
    /// The reader's home, where one is known.
    pub home: Option<PathBuf>,
}

impl Folders {
    /// Finds the folders: what was given, else the XDG variables, else those below the home. `variable` is
    /// asked for variables of the environment.
    ///
    /// # Errors
    /// Neither was a folder given, nor does the environment name one or a home.
    pub fn new(
        overrides: Overrides,
        variable: impl Fn(&str) -> Option<OsString>,
    ) -> Result<Self, FolderError> {
        // A relative path in a variable is invalid by the specification and to be ignored.
        let absolute = |name: &str| variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let home = absolute("HOME");
        let usual = |name: &'static str, below_home: &str| {
            let below = || home.as_deref().map(|home| home.join(below_home));
            absolute(name).or_else(below).map(|folder| folder.join(OWN)).ok_or(FolderError(name))
        };
        let or_given = |given: Option<PathBuf>, usual: Result<PathBuf, FolderError>| given.map_or(usual, Ok);
        let config = usual("XDG_CONFIG_HOME", ".config").map(|folder| folder.join("config.toml"));
        let state = or_given(overrides.state, usual("XDG_STATE_HOME", ".local/state"))?;
        Ok(Self {
            config: or_given(overrides.config, config)?,
            journal: state.join("journal"),
            cache: or_given(overrides.cache, usual("XDG_CACHE_HOME", ".cache"))?,
            home,
        })
    }

    /// A folder of articles as written in the configuration: `~/` is the home, and what is relative lies
    /// beside the configuration file.
    pub fn resolve(&self, written: &Path) -> PathBuf {
        match (written.strip_prefix("~"), &self.home) {
            (Ok(rest), Some(home)) => home.join(rest),
            _ => self.config.parent().unwrap_or(Path::new("")).join(written),
        }
    }
}

/// A folder the program needs is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("neither {0} nor HOME is set to an absolute path")]
pub struct FolderError(&'static str);

#[cfg(test)]
mod tests {
    use super::*;

    fn folders(overrides: Overrides, set: &[(&str, &str)]) -> Result<Folders, FolderError> {
        let variable =
            |name: &str| set.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value));
        Folders::new(overrides, variable)
    }

    #[test]
    fn folders_are_given_or_named_by_xdg_or_below_home() {
        let home = ("HOME", "/home/r");
        let state = Overrides { state: Some("s".into()), ..Overrides::default() };
        for (overrides, set, config, journal) in [
            (
                Overrides::default(),
                &[home][..],
                "/home/r/.config/dateline/config.toml",
                "/home/r/.local/state/dateline/journal",
            ),
            (
                Overrides::default(),
                &[home, ("XDG_CONFIG_HOME", "/c"), ("XDG_STATE_HOME", "relative")],
                "/c/dateline/config.toml",
                "/home/r/.local/state/dateline/journal",
            ),
            (state, &[home], "/home/r/.config/dateline/config.toml", "s/journal"),
        ] {
            let found = folders(overrides, set).unwrap();
            assert_eq!((found.config, found.journal), (config.into(), journal.into()));
        }
    }

    #[test]
    fn nothing_is_guessed_without_a_home() {
        assert!(folders(Overrides::default(), &[("HOME", "relative")]).is_err());
        let all = Overrides { config: Some("c".into()), state: Some("s".into()), cache: Some("k".into()) };
        assert!(folders(all, &[]).is_ok());
    }

    #[test]
    fn written_folders_are_resolved() {
        let found = folders(Overrides::default(), &[("HOME", "/home/r")]).unwrap();
        for (written, expected) in [
            ("~/news", "/home/r/news"),
            ("~", "/home/r"),
            ("/srv/news", "/srv/news"),
            ("news", "/home/r/.config/dateline/news"),
            ("~other/news", "/home/r/.config/dateline/~other/news"),
        ] {
            assert_eq!(found.resolve(Path::new(written)), PathBuf::from(expected));
        }
    }
}
