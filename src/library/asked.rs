//! Answers what a query asks of all articles: from the index what files say, from the decisions what their reader said.

use std::fmt;

use fixedbitset::FixedBitSet;

use super::decisions::Decisions;
use super::find::beginning;
use super::numbers::size;
use super::shelf::Shelf;
use super::written;
use crate::article::{ArticleId, Date, TagKind, Tags, Triage, Zone};
use crate::index::Broken;
use crate::query::{Carried, Corpus, State};
use crate::text::Fit;

/// The kinds of tags whose labels words can be.
const LABELLED: [TagKind; 3] = [TagKind::Country, TagKind::Region, TagKind::Topic];

/// The articles of a shelf with what was decided about them.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    /// The articles.
    pub(super) shelf: &'a Shelf,
    /// What their reader decided.
    pub(super) decisions: &'a Decisions,
    /// The articles something was decided about: their ids with the number of every article that has it.
    pub(super) decided: &'a [(ArticleId, u32)],
    /// Whether the answer is still wanted.
    pub(super) wanted: &'a dyn Fn() -> bool,
}

impl fmt::Debug for Asked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Asked").field("shelf", self.shelf).finish_non_exhaustive()
    }
}

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Unanswered {
    /// The index cannot be read.
    Broken(Broken),
    /// Nobody wants it any more.
    Unwanted,
}

impl From<Broken> for Unanswered {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

impl Asked<'_> {
    /// The articles in whose state a condition holds.
    pub(super) fn in_states(&self, holds: &dyn Fn(&Triage) -> bool) -> FixedBitSet {
        let mut set = self.shelf.articles().none();
        if holds(&Triage::default()) {
            set.insert_range(..);
        }
        for (id, number) in self.decided {
            set.set(size(*number), holds(self.decisions.triage(*id)));
        }
        set
    }

    /// The articles that carry a tag the tagger or the reader gave.
    pub(super) fn found(&self, kind: TagKind, code: &str) -> Result<FixedBitSet, Broken> {
        let mut set = self.shelf.articles().none();
        self.shelf.articles().carrying(kind, code, &mut set)?;
        for (number, tags) in self.shelf.settled() {
            set.set(size(number), tags.of(kind).iter().any(|tag| *tag.code == *code));
        }
        Ok(set)
    }

    fn go_on(&self) -> Result<(), Unanswered> {
        if (self.wanted)() { Ok(()) } else { Err(Unanswered::Unwanted) }
    }
}

impl Corpus for Asked<'_> {
    type Error = Unanswered;

    fn articles(&self) -> usize {
        self.shelf.size()
    }

    fn having(&self, zone: Zone, word: &str, fit: Fit, set: &mut FixedBitSet) -> Result<(), Unanswered> {
        self.go_on()?;
        Ok(self.shelf.articles().having(zone, word, fit, set)?)
    }

    fn having_any(
        &self,
        zone: Zone,
        part: &str,
        accepted: &dyn Fn(&str) -> bool,
        set: &mut FixedBitSet,
    ) -> Result<(), Unanswered> {
        self.go_on()?;
        Ok(self.shelf.articles().having_any((zone, part), accepted, set)?)
    }

    fn carrying(&self, tag: &Carried, set: &mut FixedBitSet) -> Result<(), Unanswered> {
        self.go_on()?;
        match tag {
            Carried::Found(kind, code) => set.union_with(&self.found(*kind, code)?),
            Carried::Own(name) => {
                let carries = |triage: &Triage| triage.tags.iter().any(|own| **own == **name);
                set.union_with(&self.in_states(&carries));
            }
        }
        Ok(())
    }

    fn labels(&self) -> Result<Vec<(Carried, String)>, Unanswered> {
        let known = self.shelf.articles().labels()?.into_iter();
        let known = known.filter(|(kind, ..)| LABELLED.contains(kind));
        let mut labels: Vec<(Carried, String)> = known
            .map(|(kind, code, label)| (Carried::Found(kind, code.to_owned()), label.to_owned()))
            .collect();
        labels.extend(self.shelf.settled().flat_map(|(_, tags)| labels_of(tags)));
        let own = self.decisions.own_tags().into_iter();
        labels.extend(own.map(|tag| (Carried::Own(tag.to_string()), tag.to_string())));
        labels.sort_unstable();
        labels.dedup();
        Ok(labels)
    }

    fn in_language(&self, language: &str, set: &mut FixedBitSet) -> Result<(), Unanswered> {
        Ok(self.shelf.articles().in_language(language, set)?)
    }

    fn with_id(&self, start: &str, set: &mut FixedBitSet) -> Result<(), Unanswered> {
        if let Some(ids) = beginning(start) {
            let found = self.shelf.articles().between_ids(ids)?;
            set.extend(found.into_iter().map(|(_, number)| size(number)));
        }
        Ok(())
    }

    fn in_story(&self, start: &str, set: &mut FixedBitSet) -> Result<(), Unanswered> {
        let mut with_id = self.shelf.articles().none();
        self.with_id(start, &mut with_id)?;
        // A story has the id of the copy that stands for it.
        for members in self.shelf.copied() {
            let shown = members.first().is_some_and(|shown| with_id.contains(size(*shown)));
            for member in members {
                with_id.set(size(*member), shown);
            }
        }
        set.union_with(&with_id);
        Ok(())
    }

    fn noting(&self, accepted: &dyn Fn(&str) -> bool, set: &mut FixedBitSet) -> Result<(), Unanswered> {
        for (id, number) in self.decided {
            let triage = self.decisions.triage(*id);
            if triage.is_noted() {
                self.go_on()?;
                let article = self.shelf.articles().record(*number)?.article;
                if article.noted(triage).iter().any(|text| accepted(text)) {
                    set.insert(size(*number));
                }
            }
        }
        Ok(())
    }

    fn in_state(&self, state: State, set: &mut FixedBitSet) -> Result<(), Unanswered> {
        let found = match state {
            State::Unread => self.in_states(&|triage| !triage.read),
            State::Read => self.in_states(&|triage| triage.read),
            State::Starred => self.in_states(&|triage| triage.starred),
            State::Archived => self.in_states(&|triage| triage.archived),
            State::Inbox(today) => self.in_states(&|triage| triage.is_in_inbox(today)),
            State::Snoozed(today) => self.in_states(&|triage| triage.is_snoozed(today)),
            State::Noted => self.in_states(&Triage::is_noted),
            State::Copy => {
                let copies = self.shelf.copied().iter().flatten();
                let mut several = self.shelf.articles().none();
                several.extend(copies.map(|number| size(*number)));
                several
            }
            State::Changed => self.in_states(&|triage| triage.changed),
        };
        set.union_with(&found);
        Ok(())
    }

    fn published(
        &self,
        accepted: &dyn Fn(Option<Date>) -> bool,
        set: &mut FixedBitSet,
    ) -> Result<(), Unanswered> {
        self.go_on()?;
        self.shelf.articles().published(accepted, set)?;
        Ok(())
    }

    fn of_length(&self, accepted: &dyn Fn(usize) -> bool, set: &mut FixedBitSet) -> Result<(), Unanswered> {
        self.go_on()?;
        for (number, words) in self.shelf.articles().lengths()?.iter().enumerate() {
            if accepted(size(*words)) {
                set.insert(number);
            }
        }
        Ok(())
    }

    fn texts(&self, article: usize, zone: Zone) -> Result<Vec<String>, Unanswered> {
        self.go_on()?;
        let number = u32::try_from(article).map_err(|_| Broken::Form)?;
        if zone == Zone::Path {
            // Every article of a large file may be asked about, and what it says is not.
            let file = *self.shelf.articles().files()?.get(article).ok_or(Broken::Form)?;
            let path = written::path(self.shelf.generation(), file)?;
            return Ok(vec![path.to_string_lossy().into_owned()]);
        }
        let article = self.shelf.articles().record(number)?.article;
        Ok(article.texts(zone).into_iter().map(std::borrow::Cow::into_owned).collect())
    }
}

fn labels_of(tags: &Tags) -> impl Iterator<Item = (Carried, String)> {
    LABELLED.into_iter().flat_map(move |kind| {
        let label = move |tag: &crate::article::Tag| {
            (Carried::Found(kind, tag.code.to_string()), tag.label.to_string())
        };
        tags.of(kind).iter().map(label)
    })
}
