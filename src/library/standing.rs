//! What the configuration says about queries that stand: saved views, and what is done about new articles.
//!
//! What makes no sense is left out and told with its place; the rest holds. That a word, a field or a name in a query
//! makes no sense is seen once the library is open and its vocabulary known.

use std::fmt;

use super::collection::Library;
use crate::article::{Date, Decision};
use crate::config::{Config, Mistake, Place, Placed, SavedView as WrittenView, TriageRule as WrittenRule};
use crate::query::{Query, Sort, Vocabulary};
use crate::text::{SafeText, fold};

/// Queries that stand: saved views, and rules for new articles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// The views, in the order they are configured.
    pub(super) views: Vec<SavedView>,
    /// The rules, in the order they are configured.
    pub(super) rules: Vec<TriageRule>,
    /// What makes no sense and is left out.
    mistakes: Vec<Mistake>,
}

/// A query the reader gave a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// The name, unlike all others.
    pub name: SafeText,
    /// Which articles it holds.
    pub query: String,
    /// Their order; none for the usual one.
    pub sort: Option<Sort>,
    /// Where the query stands in the configuration.
    at: Place,
}

/// What is done about new articles that fit a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TriageRule {
    /// Which articles it is about.
    pub(super) when: String,
    /// What is done about them.
    pub(super) then: Vec<RuleAction>,
    /// Where the query stands in the configuration.
    at: Place,
}

/// Something a rule does about an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RuleAction {
    /// Marks it read.
    Read,
    /// Stars it.
    Star,
    /// Moves it out of the inbox.
    Archive,
    /// Gives it a tag of the reader's own.
    Tag(SafeText),
}

impl RuleAction {
    /// The decision it comes to.
    pub(super) fn decision(&self) -> Decision {
        match self {
            Self::Read => Decision::Read,
            Self::Star => Decision::Star,
            Self::Archive => Decision::Archive,
            Self::Tag(name) => Decision::Tag(name.clone()),
        }
    }
}

/// Written as in what was done: `3 archived`, `1 tagged harbour`.
impl fmt::Display for RuleAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read => f.write_str("read"),
            Self::Star => f.write_str("starred"),
            Self::Archive => f.write_str("archived"),
            Self::Tag(name) => write!(f, "tagged {name}"),
        }
    }
}

impl Standing {
    /// Leaves out the queries that make no sense by a vocabulary, and tells them.
    fn check(&mut self, vocabulary: &Vocabulary, today: Date) {
        let mistakes = &mut self.mistakes;
        self.views.retain(|view| {
            let wrong = Query::parse(&view.query, vocabulary, today).err();
            let wrong = wrong.map(|error| Mistake { at: view.at, message: error.message });
            let sound = wrong.is_none();
            mistakes.extend(wrong);
            sound
        });
        self.rules.retain(|rule| {
            let wrong = condition(&rule.when, vocabulary, today).err();
            let sound = wrong.is_none();
            mistakes.extend(wrong.map(|message| Mistake { at: rule.at, message }));
            sound
        });
        mistakes.sort_by_key(|mistake| mistake.at);
    }
}

impl Library {
    /// Leaves out saved views and rules whose queries make no sense, and tells everything about views and rules that
    /// makes none, in sentences with the place in the configuration.
    pub fn check_standing(&mut self, today: Date) -> Vec<SafeText> {
        let Self { options, vocabulary, .. } = self;
        options.standing.check(vocabulary, today);
        let told = |mistake: &Mistake| SafeText::label(&mistake.clone().in_file(&options.config).to_string());
        options.standing.mistakes.iter().map(told).collect()
    }

    /// The saved views, in the order they are configured.
    pub fn views(&self) -> &[SavedView] {
        &self.options.standing.views
    }

    /// The saved view of a name, in whatever case.
    pub fn view(&self, name: &str) -> Option<&SavedView> {
        self.views().iter().find(|view| fold(&view.name) == fold(name.trim()))
    }
}

/// The views and rules of a configuration.
pub fn standing(config: &Config) -> Standing {
    let mut standing = Standing::default();
    for written in &config.views {
        match view(written, &standing.views) {
            Ok(view) => standing.views.push(view),
            Err(mistake) => standing.mistakes.push(mistake),
        }
    }
    for written in &config.rules {
        match rule(written) {
            Ok(rule) => standing.rules.push(rule),
            Err(mistake) => standing.mistakes.push(mistake),
        }
    }
    standing
}

fn view(written: &WrittenView, known: &[SavedView]) -> Result<SavedView, Mistake> {
    let wrong = |placed: &Placed, message: String| Mistake { at: placed.at, message };
    let name = SafeText::label(written.name.text.trim());
    if name.is_empty() {
        return Err(wrong(&written.name, "a view needs a name".to_owned()));
    }
    if known.iter().any(|view| fold(&view.name) == fold(&name)) {
        return Err(wrong(&written.name, format!("there is a view `{name}` already")));
    }
    let sort = written
        .sort
        .as_ref()
        .map(|sort| sort.text.parse::<Sort>().map_err(|error| wrong(sort, error.to_string())));
    Ok(SavedView { name, query: written.query.text.clone(), sort: sort.transpose()?, at: written.query.at })
}

fn rule(written: &WrittenRule) -> Result<TriageRule, Mistake> {
    let actions = written.then.iter().map(|placed| {
        action(&placed.text).ok_or_else(|| Mistake { at: placed.at, message: unknown(&placed.text) })
    });
    let then = actions.collect::<Result<Vec<_>, _>>()?;
    if then.is_empty() {
        let message = "a rule needs something to do: then = [\"archive\"]".to_owned();
        return Err(Mistake { at: written.when.at, message });
    }
    Ok(TriageRule { when: written.when.text.clone(), then, at: written.when.at })
}

fn action(written: &str) -> Option<RuleAction> {
    match (written.trim(), written.trim().split_once(':')) {
        ("read", _) => Some(RuleAction::Read),
        ("star", _) => Some(RuleAction::Star),
        ("archive", _) => Some(RuleAction::Archive),
        (_, Some(("tag", name))) => {
            let name = SafeText::label(name.trim());
            let one_word = !name.is_empty() && !name.contains(char::is_whitespace);
            one_word.then_some(RuleAction::Tag(name))
        }
        (_, _) => None,
    }
}

fn unknown(action: &str) -> String {
    format!("no rule can do `{action}`; there are read, star, archive and tag:NAME, whose name is one word")
}

/// The condition of a rule: one that holds for everything, or is understood only by a guess, is none.
fn condition(when: &str, vocabulary: &Vocabulary, today: Date) -> Result<(), String> {
    let query = Query::parse(when, vocabulary, today).map_err(|error| error.message)?;
    if query.asks_nothing() {
        return Err("this rule would hold for every article; say which".to_owned());
    }
    let guesses = query.guesses();
    guesses.first().map_or(Ok(()), |guess| {
        let taken = guess.labels.join(", ");
        Err(format!("`{}` would have to be taken for {taken}; a rule needs the name itself", guess.typed))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::collection::Options;

    fn checked(text: &str) -> (Standing, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::of_text(text, "config.toml".as_ref()).unwrap();
        let options = Options {
            journal: folder.path().join("journal"),
            standing: standing(&config),
            config: "config.toml".into(),
            ..Options::default()
        };
        let mut library = Library::open(&options, &mut |_| {}).unwrap();
        let told = library.check_standing("2024-06-01".parse().unwrap());
        (library.options.standing, told.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn views_and_rules_are_read_in_their_order() {
        let (standing, told) = checked(
            "[[views]]\nname = \" Sahel \"\nquery = \"region:sahel\"\nsort = \"-date\"\n\
             [[views]]\nname = \"All\"\nquery = \"\"\n\
             [[rules]]\nwhen = \"harbour\"\nthen = [\"star\", \"tag:harbour\", \"read\", \"archive\"]\n",
        );
        assert!(told.is_empty(), "{told:?}");
        let views: Vec<_> =
            standing.views.iter().map(|view| (view.name.as_str(), &*view.query, view.sort)).collect();
        assert_eq!(views, [("Sahel", "region:sahel", "-date".parse().ok()), ("All", "", None)]);
        let tag = RuleAction::Tag(SafeText::label("harbour"));
        assert_eq!(standing.rules[0].then, [RuleAction::Star, tag, RuleAction::Read, RuleAction::Archive]);
    }

    #[test]
    fn what_makes_no_sense_is_told_with_its_place_and_the_rest_holds() {
        let view = "[[views]]\nname = \"Good\"\nquery = \"harbour\"\n";
        let rule = "[[rules]]\nwhen = \"harbour\"\nthen = [\"star\"]\n";
        for (wrong, line, column, said) in [
            ("[[views]]\nname = \" \"\nquery = \"a\"", 2, 8, "a view needs a name"),
            ("[[views]]\nname = \"GOOD\"\nquery = \"a\"", 2, 8, "there is a view `GOOD` already"),
            ("[[views]]\nname = \"a\"\nquery = \"country:xqzvwk\"", 3, 9, "xqzvwk"),
            ("[[views]]\nname = \"a\"\nquery = \"a\"\nsort = \"size\"", 4, 8, "size"),
            ("[[rules]]\nwhen = \"(\"\nthen = [\"star\"]", 2, 8, ""),
            ("[[rules]]\nwhen = \"\"\nthen = [\"star\"]", 2, 8, "every article"),
            ("[[rules]]\nwhen = \"sort:date\"\nthen = [\"star\"]", 2, 8, "every article"),
            ("[[rules]]\nwhen = \"country:ukrane\"\nthen = [\"star\"]", 2, 8, "taken for Ukraine"),
            ("[[rules]]\nwhen = \"a\"\nthen = []", 2, 8, "something to do"),
            ("[[rules]]\nwhen = \"a\"\nthen = [\"star\", \"delete\"]", 3, 17, "no rule can do `delete`"),
            ("[[rules]]\nwhen = \"a\"\nthen = [\"tag:two words\"]", 3, 9, "no rule can do `tag:two words`"),
        ] {
            let (standing, told) = checked(&format!("{view}{rule}{wrong}\n"));
            assert_eq!(
                (standing.views.len(), standing.rules.len(), told.len()),
                (1, 1, 1),
                "{wrong}: {told:?}"
            );
            let place = format!("config.toml, line {}, column {column}: ", line + 6);
            assert!(told[0].starts_with(&place) && told[0].contains(said), "{wrong}: {told:?}");
        }
    }
}
