//! The `.datelineignore` of a folder: names to pass over, written as gitignore has them.

use std::path::Path;
use std::sync::Arc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::source::{self, Reached};

/// The file of a folder that names what to pass over there and below.
pub(super) const FILE_NAME: &str = ".datelineignore";

/// The patterns that hold in a folder: its own, then those of the folders above.
#[derive(Debug, Clone, Default)]
pub(super) struct Ignored {
    own: Option<Arc<Patterns>>,
}

#[derive(Debug)]
struct Patterns {
    matcher: Gitignore,
    above: Ignored,
}

impl Ignored {
    /// What holds in `folder`, which lies in one where `self` holds. Also gives a sentence on what in the file
    /// makes no sense.
    pub(super) fn within(&self, folder: &Path) -> (Self, Option<String>) {
        let file = folder.join(FILE_NAME);
        match patterns(folder, &file) {
            Ok(matcher) => {
                let patterns = Patterns { matcher, above: self.clone() };
                (Self { own: Some(Arc::new(patterns)) }, None)
            }
            Err(message) => (self.clone(), Some(message)),
        }
    }

    /// Whether the patterns name this path; those of the deeper folder decide first.
    pub(super) fn names(&self, path: &Path, kind: Kind) -> bool {
        let mut rules = self;
        while let Some(patterns) = &rules.own {
            match patterns.matcher.matched(path, kind == Kind::Folder) {
                Match::Ignore(_) => return true,
                Match::Whitelist(_) => return false,
                Match::None => rules = &patterns.above,
            }
        }
        false
    }
}

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A folder.
    Folder,
    /// Anything else.
    File,
}

fn patterns(folder: &Path, file: &Path) -> Result<Gitignore, String> {
    let contents = source::read(file, Reached::Walked).map_err(|error| error.to_string())?;
    let mut builder = GitignoreBuilder::new(folder);
    for line in String::from_utf8_lossy(&contents.bytes).lines() {
        builder.add_line(None, line).map_err(|error| format!("makes no sense: {error}"))?;
    }
    builder.build().map_err(|error| format!("makes no sense: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deeper_patterns_win_over_those_above() {
        let root = tempfile::tempdir().unwrap();
        let inner = root.path().join("inner");
        std::fs::create_dir(&inner).unwrap();
        std::fs::write(root.path().join(FILE_NAME), "*.log\n/drafts/\n# a comment\n").unwrap();
        std::fs::write(inner.join(FILE_NAME), "!kept.log\n").unwrap();
        let (outer, problem) = Ignored::default().within(root.path());
        assert_eq!(problem, None);
        let (deeper, _) = outer.within(&inner);
        for (rules, path, kind, named) in [
            (&outer, root.path().join("a.log"), Kind::File, true),
            (&outer, root.path().join("a.txt"), Kind::File, false),
            (&outer, root.path().join("drafts"), Kind::Folder, true),
            (&outer, root.path().join("drafts"), Kind::File, false),
            (&deeper, inner.join("a.log"), Kind::File, true),
            (&deeper, inner.join("kept.log"), Kind::File, false),
            (&deeper, inner.join("drafts"), Kind::Folder, false),
        ] {
            assert_eq!(rules.names(&path, kind), named, "{}", path.display());
        }
    }

    #[test]
    fn patterns_that_make_no_sense_are_told() {
        let root = tempfile::tempdir().unwrap();
        std::fs::write(root.path().join(FILE_NAME), "a{b\n").unwrap();
        let (rules, problem) = Ignored::default().within(root.path());
        assert!(problem.is_some_and(|message| message.contains("makes no sense")));
        assert!(!rules.names(&root.path().join("a"), Kind::File));
    }
}
