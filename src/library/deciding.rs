//! Decisions of a library's reader: made durable first, then shown with everything that follows from them.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::article::{
    ArticleId, Correction, Decision, LineKey, Reversing, RuleChange, RuleOutcome, Tags, Turning,
};
use crate::ingest::Corrections;
use crate::journal::{ActName, JournalError, NewAct, Past, Reversal, Turned};

use super::bundle::PageHead;
use super::collection::{Correcting, Library, vocabulary_of};
use super::generations::{self, Making};
use super::load::Loader;
use super::remember::{Edit, Edited, RememberError};
use super::tagging::TagRules;

/// What came of an act that is durable.
#[derive(Debug, Clone, Default)]
pub struct CarriedOut {
    /// Its name; none where nothing was written.
    pub name: Option<ActName>,
    /// What came of one that reverses another.
    pub turning: Turning,
}

impl Library {
    /// Makes decisions durable as one act, and then shows them. They are written for every copy of an article.
    ///
    /// # Errors
    /// Nothing was saved, and nothing has changed.
    pub fn decide(&mut self, decisions: &[(ArticleId, Decision)]) -> Result<(), JournalError> {
        self.carry_out(decisions, None).map(drop)
    }

    /// Makes decisions durable as one act, which may reverse an earlier one of this run. One that does comes to what all
    /// other acts leave that stand, where another program decided anything meanwhile.
    ///
    /// # Errors
    /// Nothing was saved, and nothing has changed.
    pub fn carry_out(
        &mut self,
        decisions: &[(ArticleId, Decision)],
        reverses: Option<&Reversal>,
    ) -> Result<CarriedOut, JournalError> {
        let all = self.shelf.reached(decisions);
        let seen = self.sightings(&all);
        let act = NewAct { decisions: &all, reverses, seen: &seen, ..NewAct::default() };
        let turned = match reverses {
            None => Turned::AsAsked(self.decisions.decide(&act)?),
            Some(_) => self.decisions.turn(&act, &|id| self.shelf.ids(id))?,
        };
        let (name, turning) = match turned {
            Turned::AsAsked(name) => {
                self.follow(&all);
                return Ok(CarriedOut { name, turning: Turning::AsAsked });
            }
            Turned::AsOthersLeave(name, past) => {
                let turning =
                    if same(&all, &past.decisions) { Turning::AsAsked } else { Turning::AsOthersLeave };
                self.follow_past(past);
                (Some(name), turning)
            }
            Turned::Already(past) => {
                self.follow_past(past);
                (None, Turning::Already)
            }
        };
        Ok(CarriedOut { name, turning })
    }

    /// What [`Self::reverse`] would take back, or do again; nothing is saved, and nothing changes.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn past(&mut self, reversing: Reversing) -> Result<Option<Past>, JournalError> {
        let past = self.decisions.past(reversing, &|id| self.shelf.ids(id))?;
        Ok(past.map(|past| self.found_today(past)))
    }

    /// Takes back the last act that stands in the journal, or does again what was taken back last, whichever run or
    /// device it is of; gives it, if there is one.
    ///
    /// # Errors
    /// Nothing was saved, and nothing has changed.
    pub fn reverse(&mut self, reversing: Reversing) -> Result<Option<Past>, JournalError> {
        let past = self.decisions.reverse(reversing, &|id| self.shelf.ids(id))?;
        Ok(past.map(|past| self.follow_past(past)))
    }

    /// Shows what follows from an act that was taken back or done again; gives it with the articles as they are found.
    fn follow_past(&mut self, past: Past) -> Past {
        let past = self.found_today(past);
        self.follow(&self.shelf.reached(&past.decisions));
        past
    }

    fn found_today(&self, mut past: Past) -> Past {
        for (id, _) in past.decided.iter_mut().chain(&mut past.decisions) {
            *id = self.found_as(*id);
        }
        past
    }

    /// Shows articles as if something had been decided about them, and saves nothing.
    pub(super) fn suppose(&mut self, decisions: &[(ArticleId, Decision)]) {
        let all = self.shelf.reached(decisions);
        self.decisions.suppose(&all);
        self.follow(&all);
    }

    /// Shows what follows from decisions about these articles: tags, and pages read anew.
    fn follow(&mut self, decisions: &[(ArticleId, Decision)]) {
        self.place(decisions.iter().map(|(id, _)| *id));
        if decisions.iter().any(|(_, decision)| matches!(decision, Decision::Tag(_) | Decision::Untag(_))) {
            self.vocabulary = Arc::new(vocabulary_of(&self.decisions));
        }
        let corrected: Vec<&Correction> =
            decisions.iter().filter_map(|(_, decision)| decision.correction()).collect();
        if !corrected.is_empty() {
            self.correct(&corrected);
        }
        let settled: BTreeSet<ArticleId> = decisions
            .iter()
            .filter(|(_, decision)| decision.settles().is_some())
            .map(|(id, _)| *id)
            .collect();
        for (id, number) in self.decided.clone() {
            if settled.contains(&id) {
                self.settle(id, number);
            }
        }
    }

    /// Finds where the articles stand that something was decided about for the first time.
    fn place(&mut self, ids: impl Iterator<Item = ArticleId>) {
        let known = |id: &ArticleId| self.decided.binary_search_by_key(id, |(known, _)| *known).is_ok();
        let new: Vec<ArticleId> = ids.filter(|id| !known(id)).collect();
        if !new.is_empty() {
            self.decided.extend(self.shelf.having_ids(&new));
            self.decided.sort_unstable();
        }
    }

    /// Reads again the pages that have a line these corrections, made or withdrawn, are about, and puts everything
    /// together anew. Where the system gives no threads for it, they show at the next start.
    pub(super) fn correct(&mut self, corrected: &[&Correction]) {
        let lines: Vec<LineKey> = corrected.iter().filter_map(|correction| correction.line()).collect();
        self.options.rules.corrections = Corrections::of(self.decisions.corrections());
        let rules = &self.options.rules;
        let loader = Loader { input: &self.options.input, rules, meter: None };
        let concerns = |page: &PageHead| lines.iter().any(|line| page.lines.may_have(*line));
        if let Some(readings) = &mut self.readings {
            if readings.load_again(loader, concerns).is_err() {
                return;
            }
        } else if let Correcting::LeftToLooks { wanted } = &mut self.correcting {
            *wanted = true;
            return;
        }
        // What is kept of the other pages is read when everything is put together.
        self.put_together();
    }

    /// Makes decisions durable as one act, which may reverse an earlier one, together with a change to the rules of the
    /// configuration file, which holds at once.
    ///
    /// # Errors
    /// Nothing was saved or written, and nothing has changed.
    pub fn decide_with_rule(
        &mut self,
        decisions: &[(ArticleId, Decision)],
        change: &RuleChange,
        reverses: Option<&Reversal>,
    ) -> Result<(CarriedOut, RuleOutcome), RememberError> {
        let edit = Edit::new(change, self.tables.tagger.entries());
        let path = self.options.config.clone();
        let mut carried_out = CarriedOut::default();
        let save = || {
            if !decisions.is_empty() {
                carried_out = self.carry_out(decisions, reverses)?;
            }
            Ok(())
        };
        let outcome = match edit.carry_out(&path, save)? {
            Edited::Written(rules, line) => {
                RuleOutcome::Written { path, line, changed: self.follow_rules(rules) }
            }
            Edited::TakenBack(rules) => {
                self.follow_rules(rules);
                RuleOutcome::TakenBack
            }
            Edited::LeftAlone(rules) => {
                self.follow_rules(rules);
                RuleOutcome::LeftAlone
            }
        };
        Ok((carried_out, outcome))
    }

    /// Lets other rules hold, and counts the articles that have other tags by them.
    fn follow_rules(&mut self, rules: TagRules) -> usize {
        self.tables.rules = rules.clone();
        self.options.tag_rules = rules;
        let tags: HashMap<ArticleId, Tags> = self.shown_tags().collect();
        self.put_together();
        let others = |(id, now): &(ArticleId, Tags)| tags.get(id).is_some_and(|known| !known.same_as(now));
        self.shown_tags().filter(others).count()
    }

    /// The tags of all articles whose copies are folded.
    fn shown_tags(&self) -> impl Iterator<Item = (ArticleId, Tags)> {
        let shown = self.shelf.shown().ones().filter_map(|place| u32::try_from(place).ok());
        shown.filter_map(|number| self.shelf.overview(number)).map(|one| (one.id, one.tags))
    }

    /// Puts everything together anew. Where the system gives no threads for it, it shows at the next start.
    fn put_together(&mut self) {
        let before = Some(&**self.shelf.generation());
        let making = Making { options: &self.options, tables: &self.tables, before };
        let latest = match &mut self.readings {
            Some(readings) => generations::next(making, readings, &mut |_| {}).map(|shelf| (shelf, None)),
            None => generations::current(making, &mut |_| {}),
        };
        if let Ok((shelf, readings)) = latest {
            self.shelf = shelf;
            self.readings = readings.or(self.readings.take());
            self.join_decisions();
        }
    }
}

/// Whether two acts decide the same, in whatever order.
fn same(one: &[(ArticleId, Decision)], other: &[(ArticleId, Decision)]) -> bool {
    let mut decided: HashMap<ArticleId, Vec<&Decision>> = HashMap::new();
    for (id, decision) in one {
        decided.entry(*id).or_default().push(decision);
    }
    let is_in = |(id, decision): &(ArticleId, Decision)| {
        decided.get(id).is_some_and(|decisions| decisions.contains(&decision))
    };
    one.len() == other.len() && other.iter().all(is_in)
}
