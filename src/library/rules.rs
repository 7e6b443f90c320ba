//! What the configuration says about sources, as the rules files are read by.

use std::path::Path;

use thiserror::Error;
use xxhash_rust::xxh3::xxh3_64;

use crate::classify::{Home, Tagger};
use crate::config::{Config, FieldNames, Place, Placed, Source as WrittenSource};
use crate::ingest::{Paths, Pattern, PatternError, Rules, Slot, Source};

/// A rule that makes no sense.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct RuleError {
    /// Where in the configuration.
    pub at: Place,
    /// What is wrong there.
    pub message: String,
}

/// Which countries sources are written in, and whether it is learned where that is not told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Homes {
    /// Those told, in the order they are configured.
    told: Vec<(Paths, Home)>,
    /// What is done about the other sources.
    pub(super) untold: Untold,
    /// A number that homes have in common if they say the same.
    pub(super) fingerprint: u64,
}

/// What is done about the home country of a source that is not told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Untold {
    /// It is learned from the articles of the source.
    #[default]
    Learned,
    /// It is not known.
    Unknown,
}

impl Homes {
    /// The home country of a file: that of the first source it belongs to that has one.
    pub(super) fn of(&self, path: &Path) -> Option<Home> {
        self.told.iter().find(|(paths, _)| paths.match_path(path)).map(|(_, home)| *home)
    }
}

/// The home countries of a configuration.
///
/// # Errors
/// A pattern of paths is wrong, or a country is not known.
pub fn homes(config: &Config) -> Result<Homes, RuleError> {
    let untold = if config.tagging.learn_homes { Untold::Learned } else { Untold::Unknown };
    let written = |source: &WrittenSource| format!("{:?} {:?}", source.paths.text, source.home);
    let written: Vec<String> = config.sources.iter().map(written).collect();
    let fingerprint = xxh3_64(format!("{untold:?} {written:?}").as_bytes());
    if config.sources.iter().all(|source| source.home.is_none()) {
        return Ok(Homes { told: Vec::new(), untold, fingerprint });
    }
    let tagger = Tagger::new();
    let home = |source: &WrittenSource| {
        let written = source.home.as_ref()?;
        let known = tagger
            .home(&written.text)
            .ok_or_else(|| RuleError { at: written.at, message: no_country(&written.text) });
        Some(known.and_then(|home| Ok((read(&source.paths, Paths::new)?, home))))
    };
    let told = config.sources.iter().filter_map(home).collect::<Result<_, _>>()?;
    Ok(Homes { told, untold, fingerprint })
}

/// The rules of a configuration.
///
/// # Errors
/// A pattern is wrong or too large, or a part of an article is not known.
pub fn rules(config: &Config) -> Result<Rules, RuleError> {
    let sources: Result<Vec<Source>, RuleError> = config.sources.iter().map(source).collect();
    Ok(Rules::new(&fields(&config.fields)?, sources?))
}

fn source(written: &WrittenSource) -> Result<Source, RuleError> {
    let pattern = |written: &Placed| read(written, Pattern::new);
    let mut source = Source::new(read(&written.paths, Paths::new)?);
    source.start = written.start.as_ref().map(pattern).transpose()?;
    source.end = written.end.as_ref().map(pattern).transpose()?;
    source.drop = written.drop.iter().map(pattern).collect::<Result<_, _>>()?;
    source.fields = fields(&written.fields)?;
    Ok(source)
}

pub(super) fn read<T>(
    written: &Placed,
    new: impl Fn(&str) -> Result<T, PatternError>,
) -> Result<T, RuleError> {
    new(&written.text)
        .map_err(|error| RuleError { at: written.at, message: format!("`{}`: {error}", written.text) })
}

fn fields(written: &[FieldNames]) -> Result<Vec<(Slot, String)>, RuleError> {
    let mut fields = Vec::new();
    for FieldNames { part, names } in written {
        let known = Slot::NAMES.iter().find(|(name, _)| *name == part.text);
        let (_, slot) = known.ok_or_else(|| RuleError { at: part.at, message: unknown(&part.text) })?;
        fields.extend(names.iter().map(|name| (*slot, name.text.clone())));
    }
    Ok(fields)
}

fn unknown(part: &str) -> String {
    let known: Vec<&str> = Slot::NAMES.iter().map(|(name, _)| *name).collect();
    format!("an article has no part `{part}`; there are {}", known.join(", "))
}

fn no_country(name: &str) -> String {
    format!("no country is called `{name}`; write its code, as in `home = \"NE\"`, or its English name")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(text: &str) -> Config {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        std::fs::write(&path, text).unwrap();
        Config::load_existing(&path).unwrap()
    }

    fn of(text: &str) -> Result<Rules, RuleError> {
        rules(&config(text))
    }

    #[test]
    fn the_first_source_with_a_home_gives_a_file_its_country() {
        let text = "[[sources]]\nmatch = \"a/**\"\n[[sources]]\nmatch = \"a/b/*\"\nhome = \"NE\"\n\
                    [[sources]]\nmatch = \"a/**\"\nhome = \"Nigeria\"\n";
        let (homes, tagger) = (homes(&config(text)).unwrap(), Tagger::new());
        for (path, country) in [("a/b/c.txt", Some("NE")), ("news/a/c.txt", Some("NG")), ("c.txt", None)] {
            assert_eq!(homes.of(Path::new(path)), country.and_then(|name| tagger.home(name)), "{path}");
        }
    }

    #[test]
    fn a_country_that_is_not_known_is_told_with_its_place() {
        let text = "[[sources]]\nmatch = \"a\"\nhome = \"Narnia\"\n";
        let error = homes(&config(text)).unwrap_err();
        assert_eq!((error.at.line, error.at.column), (3, 8));
        assert!(error.message.contains("no country is called `Narnia`"), "{error}");
    }

    #[test]
    fn mistakes_in_rules_are_told_with_their_place() {
        for (text, line, column, said) in [
            ("[[sources]]\nmatch = \"a\"\nstart = \"(\"", 3, 9, "unclosed group"),
            ("[[sources]]\nmatch = \"a\"\ndrop = [\"a\", \"(?:a{1,1000}){1,1000}\"]", 3, 14, "too large"),
            ("[[sources]]\nmatch = \"[\"", 2, 9, "unclosed"),
            ("[fields]\nheadlin = [\"a\"]", 2, 1, "no part `headlin`"),
            ("[[sources]]\nmatch = \"a\"\nfields = { colour = [\"a\"] }", 3, 12, "no part `colour`"),
        ] {
            let error = of(text).unwrap_err();
            assert_eq!((error.at.line, error.at.column), (line, column), "{text}: {error}");
            assert!(error.message.contains(said), "{text}: {error}");
        }
    }

    #[test]
    fn what_is_set_becomes_rules() {
        let text = "[fields]\nheadline = [\"hed\"]\n[[sources]]\nmatch = \"a/**\"\nend = \"^More\"\n[sources.fields]\ntext = [\"cms.body\"]\n";
        let mut source = Source::new(Paths::new("a/**").unwrap());
        source.end = Some(Pattern::new("^More").unwrap());
        source.fields = vec![(Slot::Text, "cms.body".to_owned())];
        assert_eq!(of(text), Ok(Rules::new(&[(Slot::Headline, "hed".to_owned())], vec![source])));
        assert_eq!(of(""), Ok(Rules::default()));
    }
}
