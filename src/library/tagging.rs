//! The reader's rules about tags, ready to be applied: which hold for which files.

use std::path::Path;

use xxhash_rust::xxh3::xxh3_64;

use crate::article::{Stance, Subject, TagKey, TagRule};
use crate::classify::{Authority, Entry, Settled, Tagger, WordRule};
use crate::config::{Config, Mistake, Placed, TagDoes, TagRule as WrittenRule};
use crate::ingest::Paths;

/// The reader's rules about tags, in the order they are configured; a later one goes before an earlier one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TagRules {
    rules: Vec<Rule>,
    /// A number that rules have in common if they are written alike.
    pub(super) fingerprint: u64,
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    /// The files it holds for; none where it holds for all.
    paths: Option<Paths>,
    effect: Effect,
    /// A number for the effect.
    number: u64,
}

/// What a rule does.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Effect {
    /// Something about a word.
    Word(WordRule),
    /// Something about whole articles.
    Article(Settled),
}

impl TagRules {
    /// The rules about words in a file.
    pub(super) fn words(&self, path: &Path) -> Vec<&WordRule> {
        let all = self.of(path).filter_map(|effect| match effect {
            Effect::Word(rule) => Some(rule),
            Effect::Article(_) => None,
        });
        all.collect()
    }

    /// What is settled about all articles of a file.
    pub(super) fn settled(&self, path: &Path) -> impl Iterator<Item = &Settled> {
        self.of(path).filter_map(|effect| match effect {
            Effect::Word(_) => None,
            Effect::Article(settled) => Some(settled),
        })
    }

    /// The numbers of the rules that hold for a file, in their order: other rules there, other numbers.
    pub(super) fn numbers(&self, path: &Path) -> impl Iterator<Item = u64> {
        self.holding(path).map(|rule| rule.number)
    }

    fn of(&self, path: &Path) -> impl Iterator<Item = &Effect> {
        self.holding(path).map(|rule| &rule.effect)
    }

    fn holding(&self, path: &Path) -> impl Iterator<Item = &Rule> {
        let holds = |rule: &&Rule| rule.paths.as_ref().is_none_or(|paths| paths.match_path(path));
        self.rules.iter().filter(holds)
    }
}

/// The rules about tags of a configuration, and what makes no sense and is left out: rules with a pattern of paths that
/// is wrong, a word without letters, or a country, region or topic that is not known.
pub fn tag_rules(config: &Config) -> (TagRules, Vec<Mistake>) {
    if config.tags.is_empty() {
        return (TagRules::default(), Vec::new());
    }
    let tagger = Tagger::new();
    let (rules, mistakes) = super::rules::parted(config.tags.iter().map(|written| rule(written, &tagger)));
    (TagRules { rules, fingerprint: xxh3_64(format!("{:?}", config.tags).as_bytes()) }, mistakes)
}

fn rule(written: &WrittenRule, tagger: &Tagger) -> Result<Rule, Mistake> {
    let paths = written.paths.as_ref().map(|paths| super::rules::read(paths, Paths::new)).transpose()?;
    let effect = effect(written, tagger)?;
    let number = xxh3_64(format!("{effect:?}").as_bytes());
    Ok(Rule { paths, effect, number })
}

fn effect(written: &WrittenRule, tagger: &Tagger) -> Result<Effect, Mistake> {
    let tag = tag(&written.tag, tagger)?;
    let stance = match written.does {
        TagDoes::Means | TagDoes::Add => Stance::About,
        TagDoes::Never | TagDoes::Remove => Stance::NotAbout,
    };
    let Some(word) = &written.word else {
        return Ok(Effect::Article(Settled { tag, stance, by: Authority::Rule }));
    };
    let nothing = || Mistake { at: word.at, message: format!("`{}` has no letters to look for", word.text) };
    let rule = tagger.word_rule(&word.text, &tag, stance).ok_or_else(nothing)?;
    Ok(Effect::Word(rule))
}

/// The tag that is written: `country:NE`, or one of its names; without its kind a country goes before a region and
/// that before a topic.
fn tag(written: &Placed, tagger: &Tagger) -> Result<TagKey, Mistake> {
    let parts = written.text.split_once(':');
    let kind =
        parts.and_then(|(kind, _)| Subject::ALL.into_iter().find(|subject| subject.name() == kind.trim()));
    let name = match (parts, kind) {
        (Some((_, name)), Some(_)) => name,
        (_, _) => &written.text,
    };
    let name = name.trim().to_lowercase();
    let bears = |entry: &&Entry| {
        let mut names = [&entry.code, &entry.label].into_iter().chain(&entry.aliases);
        kind.is_none_or(|kind| entry.subject == kind) && names.any(|known| known.to_lowercase() == name)
    };
    let found = tagger.entries().iter().filter(bears).min_by_key(|entry| entry.subject);
    found.map(|entry| TagKey::new(entry.subject, &entry.code)).ok_or_else(|| Mistake {
        at: written.at,
        message: format!(
            "there is no tag `{}`; write it as \"country:NE\", \"region:sahel\" or \"topic:sport\"",
            written.text
        ),
    })
}

/// A rule as the configuration writes it.
pub(super) fn does(rule: &TagRule) -> TagDoes {
    match (rule.word.is_some(), rule.stance) {
        (true, Stance::About) => TagDoes::Means,
        (true, Stance::NotAbout) => TagDoes::Never,
        (false, Stance::About) => TagDoes::Add,
        (false, Stance::NotAbout) => TagDoes::Remove,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<TagRules, Mistake> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        std::fs::write(&path, text).unwrap();
        let (rules, mistakes) = tag_rules(&Config::load_existing(&path).unwrap());
        mistakes.into_iter().next().map_or(Ok(rules), Err)
    }

    #[test]
    fn rules_hold_for_the_files_they_match() {
        let rules = of("[[tags]]\nword = \"Lebanon\"\nmatch = \"local/**\"\nmeans = \"US\"\n\
                        [[tags]]\nmatch = \"sport/**\"\nadd = \"topic:sport\"\n\
                        [[tags]]\nword = \"Jordan\"\nnever = \"country:Jordan\"\n")
        .unwrap();
        let count = |path: &str| {
            let path = Path::new(path);
            (rules.words(path).len(), rules.settled(path).count())
        };
        assert_eq!([count("local/a.txt"), count("sport/a.txt"), count("a.txt")], [(2, 0), (1, 1), (1, 0)]);
    }

    #[test]
    fn other_rules_have_other_numbers_where_they_hold() {
        let one = "[[tags]]\nword = \"Lebanon\"\nmatch = \"local/**\"\nmeans = \"US\"\n";
        let other = "[[tags]]\nmatch = \"sport/**\"\nadd = \"topic:sport\"\n";
        let numbers = |text: &str, path: &str| of(text).unwrap().numbers(Path::new(path)).collect::<Vec<_>>();
        let both = format!("{other}{one}");
        assert_eq!(numbers(one, "local/a.txt"), numbers(&both, "local/a.txt"));
        assert!(numbers(one, "sport/a.txt").is_empty());
        assert_ne!(numbers(one, "local/a.txt"), numbers(&one.replace("US", "NE"), "local/a.txt"));
        assert_ne!(numbers(other, "sport/a.txt"), numbers(&other.replace("add", "remove"), "sport/a.txt"));
    }

    #[test]
    fn tags_are_written_as_in_queries_or_by_name() {
        let tagger = Tagger::new();
        let at = crate::config::Place { line: 1, column: 1 };
        for (written, key) in [
            ("country:NE", "country:NE"),
            ("country:Ivory Coast", "country:CI"),
            ("NE", "country:NE"),
            ("sahel", "region:sahel"),
            ("region:011", "region:011"),
            ("topic:Sport", "topic:15000000"),
            ("crime", "topic:02000000"),
        ] {
            let found = tag(&Placed { text: written.to_owned(), at }, &tagger).map(|tag| tag.to_string());
            assert_eq!(found.as_deref(), Ok(key), "{written}");
        }
    }

    #[test]
    fn mistakes_are_told_with_their_place() {
        for (text, line, column, said) in [
            ("[[tags]]\nword = \"a\"\nmeans = \"Narnia\"", 3, 9, "no tag `Narnia`"),
            ("[[tags]]\nword = \"--\"\nmeans = \"US\"", 2, 8, "no letters"),
            ("[[tags]]\nmatch = \"[\"\nadd = \"US\"", 2, 9, "unclosed"),
            ("[[tags]]\nword = \"a\"\nnever = \"topic:US\"", 3, 9, "no tag `topic:US`"),
        ] {
            let error = of(text).unwrap_err();
            assert_eq!((error.at.line, error.at.column), (line, column), "{text}: {error}");
            assert!(error.message.contains(said), "{text}: {error}");
        }
    }
}
