//! What the reader's rules do about new articles: those about which nobody ever decided anything.
//!
//! Whatever was decided once, and be it taken back since, stands in the journal; so a rule never fights its reader, and
//! nothing becomes new again when what can be made anew is deleted.

use std::collections::{HashMap, HashSet};
use std::fmt;

use super::collection::Library;
use super::search::Search;
use super::standing::RuleAction;
use crate::article::{ArticleId, Date};
use crate::journal::JournalError;

/// What rules did at once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ruled {
    /// Each action with the number of articles it was done to, in the order of the rules.
    counts: Vec<(RuleAction, usize)>,
}

/// Written as `3 archived, 1 starred by rules`.
impl fmt::Display for Ruled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (action, count)) in self.counts.iter().enumerate() {
            let comma = if place == 0 { "" } else { ", " };
            write!(f, "{comma}{count} {action}")?;
        }
        f.write_str(" by rules")
    }
}

impl Ruled {
    fn of(done: &[(ArticleId, RuleAction)]) -> Option<Self> {
        let mut ruled = Self::default();
        for (_, action) in done {
            match ruled.counts.iter_mut().find(|(known, _)| known == action) {
                Some((_, count)) => *count += 1,
                None => ruled.counts.push((action.clone(), 1)),
            }
        }
        (!ruled.counts.is_empty()).then_some(ruled)
    }
}

impl Library {
    /// Lets the rules hold for new articles, as one act in the journal; tells what they did, if anything.
    ///
    /// # Errors
    /// Nothing was saved, and nothing has changed.
    pub fn apply_rules(&mut self, today: Date) -> Result<Option<Ruled>, JournalError> {
        // Where it cannot be saved it holds all the same, and is tried again with the next decision.
        let _ = self.save_successions();
        let done = self.ruled(today);
        let decisions: Vec<_> = done.iter().map(|(id, action)| (*id, action.decision())).collect();
        if !decisions.is_empty() {
            self.decide(&decisions)?;
        }
        Ok(Ruled::of(&done))
    }

    /// Shows new articles as the rules are going to leave them, and saves nothing: for those who only look.
    pub fn foresee_rules(&mut self, today: Date) {
        let done = self.ruled(today);
        let decisions: Vec<_> = done.iter().map(|(id, action)| (*id, action.decision())).collect();
        self.suppose(&decisions);
    }

    /// What all rules together do about new articles, as they came: each action once an article.
    fn ruled(&self, today: Date) -> Vec<(ArticleId, RuleAction)> {
        // Where earlier decisions are not known, neither is what is new; and as long as files are read, an article may be
        // the part of another one.
        if self.unread_decisions().is_some() || self.shelf.head().partial {
            return Vec::new();
        }
        let mut new: HashMap<ArticleId, bool> = HashMap::new();
        let mut seen: HashSet<(ArticleId, String)> = HashSet::new();
        let mut done = Vec::new();
        for rule in &self.options.standing.rules {
            // Queries that make no sense were left out when they were checked.
            let Ok(found) = self.search(&Search::new(&rule.when, today)) else { continue };
            for id in found.articles.all().into_iter().filter_map(|number| self.id(number)) {
                if !*new.entry(id).or_insert_with(|| self.is_new(id)) {
                    continue;
                }
                let fresh = rule.then.iter().filter(|action| seen.insert((id, action.to_string())));
                done.extend(fresh.map(|action| (id, action.clone())));
            }
        }
        done
    }

    /// Whether nobody ever decided anything about an article or a copy of it.
    fn is_new(&self, id: ArticleId) -> bool {
        self.shelf.ids(id).into_iter().all(|id| !self.decisions.knows(id))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use proptest::prelude::*;

    use super::*;
    use crate::article::{Decision, Reversing, Triage};
    use crate::config::Config;
    use crate::library::{Options, standing};
    use crate::text::SafeText;

    /// Words of which every article has one as its own.
    const SUBJECTS: [&str; 4] = ["harbour", "orchard", "railway", "glacier"];
    const ACTIONS: [&str; 4] = ["read", "star", "archive", "tag:kept"];

    /// What is told of each, so that none is a copy of another.
    const TOLD: [&str; 4] = [
        "Boats came in before the storm and the market had fish again by noon, sold at half of last week's price.",
        "Pickers began with the early apples, as a dry spring had left them small but sweeter than in other years.",
        "Trains run twice an hour from Sunday on, and children under twelve need no ticket when a parent is along.",
        "Ice fell into a lake near the hut, where climbers heard it at dawn and turned back with wet ropes.",
    ];

    fn page(subject: &str) -> String {
        let place = SUBJECTS.iter().position(|known| *known == subject).unwrap();
        format!("News of the {subject}\n\n{}\n\nNobody knew who had made the {subject}.\n", TOLD[place])
    }

    fn today() -> Date {
        "2024-06-01".parse().unwrap()
    }

    fn pages(folder: &Path) -> PathBuf {
        let pages = folder.join("pages");
        fs::create_dir_all(&pages).unwrap();
        pages
    }

    fn put(folder: &Path, subject: &str) {
        fs::write(pages(folder).join(format!("{subject}.txt")), page(subject)).unwrap();
    }

    fn open(folder: &Path, rules: &str) -> Library {
        let config = Config::of_text(rules, "config.toml".as_ref()).unwrap();
        let options = Options {
            paths: vec![pages(folder)],
            journal: folder.join("journal"),
            standing: standing(&config),
            ..Options::default()
        };
        let mut library = Library::open(&options, &mut |_| {}).unwrap();
        assert_eq!(library.check_standing(today()), []);
        library
    }

    /// What was decided about each article, by its headline.
    fn states(library: &Library) -> Vec<(String, Triage)> {
        let mut states: Vec<_> = library
            .items()
            .iter()
            .map(|item| (item.article.headline.text.to_string(), library.triage(item.article.id).clone()))
            .collect();
        states.sort_by(|one, other| one.0.cmp(&other.0));
        states
    }

    fn told(library: &mut Library) -> Option<String> {
        library.apply_rules(today()).unwrap().map(|ruled| ruled.to_string())
    }

    const BOTH: &str = "[[rules]]\nwhen = \"harbour OR orchard\"\nthen = [\"archive\"]\n\
                        [[rules]]\nwhen = \"orchard\"\nthen = [\"star\", \"archive\"]\n";

    #[test]
    fn rules_hold_once_for_new_articles_and_those_that_come_later() {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), "harbour");
        put(folder.path(), "railway");
        assert_eq!(told(&mut open(folder.path(), BOTH)).as_deref(), Some("1 archived by rules"));
        assert_eq!(told(&mut open(folder.path(), BOTH)), None);
        put(folder.path(), "orchard");
        let mut library = open(folder.path(), BOTH);
        assert_eq!(told(&mut library).as_deref(), Some("1 archived, 1 starred by rules"));
        let marks: Vec<_> =
            states(&library).into_iter().map(|(_, triage)| (triage.archived, triage.starred)).collect();
        assert_eq!(marks, [(true, false), (true, true), (false, false)]);
    }

    #[test]
    fn rules_leave_alone_what_was_ever_decided_about_or_a_copy_of_it() {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), "harbour");
        let mut library = open(folder.path(), "");
        let id = library.items()[0].article.id;
        library.decide(&[(id, Decision::Star)]).unwrap();
        library.reverse(Reversing::Undo).unwrap();
        assert_eq!(library.triage(id), &Triage::default());
        // A cut copy has an id of its own.
        let cut = page("harbour").replace("\n\nNobody knew who had made the harbour.", "");
        fs::write(pages(folder.path()).join("cut.txt"), cut).unwrap();
        let mut library = open(folder.path(), BOTH);
        assert_eq!(library.items().len(), 1);
        assert_eq!(told(&mut library), None);
    }

    #[test]
    fn looking_on_shows_what_rules_will_do_and_writes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), "harbour");
        let mut library = open(folder.path(), BOTH);
        library.foresee_rules(today());
        assert!(states(&library)[0].1.archived);
        assert!(!folder.path().join("journal").exists());
        assert_eq!(
            told(&mut open(folder.path(), "[[rules]]\nwhen = \"glacier\"\nthen = [\"star\"]\n")),
            None
        );
        assert!(!folder.path().join("journal").exists(), "nothing to do is no reason to make a folder");
        assert_eq!(told(&mut open(folder.path(), BOTH)).as_deref(), Some("1 archived by rules"));
    }

    #[test]
    fn rules_do_nothing_where_earlier_decisions_are_not_known() {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), "harbour");
        fs::write(folder.path().join("journal"), "").unwrap();
        let mut library = open(folder.path(), BOTH);
        assert!(library.unread_decisions().is_some());
        assert_eq!(told(&mut library), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]
        #[test]
        fn taking_back_what_rules_did_brings_every_state_back_and_they_do_not_come_again(
            rules in prop::collection::vec((0..SUBJECTS.len(), 0..SUBJECTS.len(), 0..ACTIONS.len()), 1..4),
            decided in prop::collection::vec((0..SUBJECTS.len(), any::<bool>()), 0..3),
        ) {
            let folder = tempfile::tempdir().unwrap();
            for subject in SUBJECTS {
                put(folder.path(), subject);
            }
            let mut written = String::new();
            for (one, other, action) in rules {
                let (one, other, action) = (SUBJECTS[one], SUBJECTS[other], ACTIONS[action]);
                let when = format!("headline:{one} OR headline:{other}");
                for part in ["[[rules]]\nwhen = \"", &when, "\"\nthen = [\"", action, "\"]\n"] {
                    written.push_str(part);
                }
            }
            let rules = written;
            let mut library = open(folder.path(), &rules);
            for (place, tags) in decided {
                let tag = Decision::Tag(SafeText::label("mine"));
                let decision = if tags { tag } else { Decision::Star };
                let id = library.items()[place].article.id;
                library.decide(&[(id, decision)]).unwrap();
            }
            let before = states(&library);
            let ruled = library.apply_rules(today()).unwrap();
            prop_assert_eq!(ruled.is_some(), states(&library) != before);
            let after = states(&library);
            if ruled.is_some() {
                let mut later = open(folder.path(), &rules);
                later.reverse(Reversing::Undo).unwrap();
                prop_assert_eq!(states(&later), before.clone());
                prop_assert_eq!(later.apply_rules(today()).unwrap(), None);
                let mut again = open(folder.path(), &rules);
                prop_assert_eq!(again.apply_rules(today()).unwrap(), None);
                prop_assert_eq!(states(&again), before);
                again.reverse(Reversing::Redo).unwrap();
                prop_assert_eq!(states(&again), after);
            }
        }
    }
}
