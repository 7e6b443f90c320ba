//! Why files of a folder are not read as news, and how many.

/// Why a file of a folder was passed over.
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

    /// The name used in JSON and on screen.
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

/// How many files were passed over, by reason.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
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
    fn every_reason_has_a_count_of_its_own() {
        let mut passed_over = PassedOver::default();
        for reason in Reason::ALL {
            passed_over.add(reason);
            passed_over.add(reason);
        }
        assert!(Reason::ALL.iter().all(|reason| passed_over.count(*reason) == 2));
        assert_eq!(passed_over.total(), 2 * Reason::ALL.len());
        assert_eq!(passed_over.reasons().count(), Reason::ALL.len());
    }
}
