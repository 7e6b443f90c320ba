//! Why files of a folder or an archive are not read as news, and how many.

use std::ffi::OsStr;

use serde::{Deserialize, Serialize};

/// Why a file of a folder or an archive was passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// It documents the folder: `README*`, `LICENSE*`, `NOTICE*`, `CHANGELOG*`.
    Document,
    /// Its name begins with a dot.
    Hidden,
    /// A `.datelineignore` names it.
    Ignored,
    /// It is not text.
    Binary,
    /// It is JSON without articles in it.
    Json,
    /// It is a symbolic link.
    Link,
    /// It is a pipe, a socket or a device.
    Special,
    /// It is a file that was already read under another name or path.
    Repeated,
}

impl Reason {
    /// All reasons, in the order they are told.
    pub const ALL: [Self; 8] = [
        Self::Document,
        Self::Hidden,
        Self::Ignored,
        Self::Binary,
        Self::Json,
        Self::Link,
        Self::Special,
        Self::Repeated,
    ];

    /// Why a file is passed over for its name alone: the last part of its path.
    ///
    /// The name of a document in capitals is known by how it begins; in small letters, where a page may well be
    /// called `notice-of-sale.txt`, only the whole word counts.
    pub fn of_name(name: &OsStr) -> Option<Self> {
        let bytes = name.as_encoded_bytes();
        let stem = bytes.split(|byte| *byte == b'.').next().unwrap_or_default();
        let documents =
            |word: &str| bytes.starts_with(word.as_bytes()) || stem.eq_ignore_ascii_case(word.as_bytes());
        if bytes.starts_with(b".") {
            Some(Self::Hidden)
        } else if DOCUMENTS.iter().any(|word| documents(word)) {
            Some(Self::Document)
        } else {
            None
        }
    }

    /// The reason as a reader is told it: `not text`.
    pub fn told(self) -> &'static str {
        match self {
            Self::Document => "named as what documents a folder: readme, licence, notice, changelog",
            Self::Hidden => "hidden by a dot before the name",
            Self::Ignored => "named in a .datelineignore",
            Self::Binary => "not text",
            Self::Json => "JSON without articles",
            Self::Link => "a symbolic link",
            Self::Special => "a pipe, a socket or a device",
            Self::Repeated => "read already under another name",
        }
    }

    /// The name used in JSON and in lists.
    pub fn name(self) -> &'static str {
        match self {
            Self::Document => "readme",
            Self::Hidden => "hidden",
            Self::Ignored => "ignored",
            Self::Binary => "binary",
            Self::Json => "json",
            Self::Link => "link",
            Self::Special => "special",
            Self::Repeated => "repeated",
        }
    }
}

/// Names of files that speak of the folder they are in.
const DOCUMENTS: [&str; 4] = ["README", "LICENSE", "NOTICE", "CHANGELOG"];

/// How many files were passed over, by reason.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedOver {
    counts: [usize; Reason::ALL.len()],
}

impl PassedOver {
    /// Counts one more file.
    pub fn add(&mut self, reason: Reason) {
        if let Some(count) = self.counts.get_mut(reason as usize) {
            *count += 1;
        }
    }

    /// Counts as many more as others do.
    pub fn add_all(&mut self, others: Self) {
        for (count, more) in self.counts.iter_mut().zip(others.counts) {
            *count += more;
        }
    }

    /// How many files were passed over for this reason.
    pub fn count(&self, reason: Reason) -> usize {
        self.counts.get(reason as usize).copied().unwrap_or_default()
    }

    /// How many files were passed over in all.
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }

    /// The reasons that occurred, with their counts.
    pub fn reasons(&self) -> impl Iterator<Item = (Reason, usize)> + '_ {
        Reason::ALL.into_iter().map(|reason| (reason, self.count(reason))).filter(|(_, count)| *count > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_is_no_news() {
        for (name, reason) in [
            ("README", Some(Reason::Document)),
            ("README.md", Some(Reason::Document)),
            ("readme.txt", Some(Reason::Document)),
            ("LICENSE-MIT", Some(Reason::Document)),
            (".hidden", Some(Reason::Hidden)),
            ("notice-of-sale.txt", None),
            ("page.txt", None),
            ("data.json", None),
        ] {
            assert_eq!(Reason::of_name(OsStr::new(name)), reason, "{name}");
        }
    }

    #[test]
    fn every_reason_has_a_count_of_its_own() {
        let mut passed_over = PassedOver::default();
        for reason in Reason::ALL {
            passed_over.add(reason);
            passed_over.add(reason);
        }
        assert!(Reason::ALL.iter().all(|reason| passed_over.count(*reason) == 2));
        assert_eq!(passed_over.total(), 2 * Reason::ALL.len());
        let mut twice = passed_over;
        twice.add_all(passed_over);
        assert_eq!(twice.total(), 2 * passed_over.total());
        assert_eq!(passed_over.reasons().count(), Reason::ALL.len());
    }
}
