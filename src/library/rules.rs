//! What the configuration says about sources, as the rules files are read by.

use std::path::Path;

use xxhash_rust::xxh3::xxh3_64;

use crate::classify::{Home, Tagger};
use crate::config::{Config, FieldNames, Mistake, Placed, Source as WrittenSource};
use crate::ingest::{Paths, Pattern, PatternError, Rules, Slot, Source};

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

/// The home countries of a configuration, and what makes no sense and is left out: a pattern of paths that is wrong, a
/// country that is not known.
pub fn homes(config: &Config) -> (Homes, Vec<Mistake>) {
    let untold = if config.tagging.learn_homes { Untold::Learned } else { Untold::Unknown };
    let written = |source: &WrittenSource| format!("{:?} {:?}", source.paths.text, source.home);
    let written: Vec<String> = config.sources.iter().map(written).collect();
    let fingerprint = xxh3_64(format!("{untold:?} {written:?}").as_bytes());
    if config.sources.iter().all(|source| source.home.is_none()) {
        return (Homes { told: Vec::new(), untold, fingerprint }, Vec::new());
    }
    let tagger = Tagger::new();
    let home = |source: &WrittenSource| {
        let written = source.home.as_ref()?;
        let known = tagger
            .home(&written.text)
            .ok_or_else(|| Mistake { at: written.at, message: no_country(&written.text) });
        Some(known.and_then(|home| Ok((read(&source.paths, Paths::new)?, home))))
    };
    let (told, mistakes) = parted(config.sources.iter().filter_map(home));
    (Homes { told, untold, fingerprint }, mistakes)
}

/// The rules of a configuration, and what makes no sense and is left out: the rules of a source of which one is wrong or
/// too large, names of what is no part of an article.
pub fn rules(config: &Config) -> (Rules, Vec<Mistake>) {
    let (sources, mut mistakes) = parted(config.sources.iter().map(source));
    let (fields, wrong) = parted(config.fields.iter().map(|field| fields(std::slice::from_ref(field))));
    mistakes.extend(wrong);
    (Rules::new(&fields.concat(), sources), mistakes)
}

/// What makes sense, and what does not.
pub(super) fn parted<T>(read: impl Iterator<Item = Result<T, Mistake>>) -> (Vec<T>, Vec<Mistake>) {
    let (mut sound, mut mistakes) = (Vec::new(), Vec::new());
    for one in read {
        match one {
            Ok(one) => sound.push(one),
            Err(mistake) => mistakes.push(mistake),
        }
    }
    (sound, mistakes)
}

fn source(written: &WrittenSource) -> Result<Source, Mistake> {
    let pattern = |written: &Placed| read(written, Pattern::new);
    let mut source = Source::new(read(&written.paths, Paths::new)?);
    source.start = written.start.as_ref().map(pattern).transpose()?;
    source.end = written.end.as_ref().map(pattern).transpose()?;
    source.drop = written.drop.iter().map(pattern).collect::<Result<_, _>>()?;
    source.fields = fields(&written.fields)?;
    Ok(source)
}

pub(super) fn read<T>(written: &Placed, new: impl Fn(&str) -> Result<T, PatternError>) -> Result<T, Mistake> {
    new(&written.text)
        .map_err(|error| Mistake { at: written.at, message: format!("`{}`: {error}", written.text) })
}

fn fields(written: &[FieldNames]) -> Result<Vec<(Slot, String)>, Mistake> {
    let mut fields = Vec::new();
    for FieldNames { part, names } in written {
        let known = Slot::NAMES.iter().find(|(name, _)| *name == part.text);
        let (_, slot) = known.ok_or_else(|| Mistake { at: part.at, message: unknown(&part.text) })?;
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

    fn of(text: &str) -> Result<Rules, Mistake> {
        let (rules, mistakes) = rules(&config(text));
        mistakes.into_iter().next().map_or(Ok(rules), Err)
    }

    #[test]
    fn the_first_source_with_a_home_gives_a_file_its_country() {
        let text = "[[sources]]\nmatch = \"a/**\"\n[[sources]]\nmatch = \"a/b/*\"\nhome = \"NE\"\n\
                    [[sources]]\nmatch = \"a/**\"\nhome = \"Nigeria\"\n";
        let (homes, tagger) = (homes(&config(text)).0, Tagger::new());
        for (path, country) in [("a/b/c.txt", Some("NE")), ("news/a/c.txt", Some("NG")), ("c.txt", None)] {
            assert_eq!(homes.of(Path::new(path)), country.and_then(|name| tagger.home(name)), "{path}");
        }
    }

    #[test]
    fn a_country_that_is_not_known_is_told_with_its_place() {
        let text = "[[sources]]\nmatch = \"a\"\nhome = \"Narnia\"\n";
        let error = homes(&config(text)).1.remove(0);
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
