//! The configuration file. See `docs/configuration.md`.

use std::io;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use thiserror::Error;
use toml::Spanned;

use super::keys::{Keys, WrittenKeys};
use super::listing::{Listing, WrittenListing};
use super::place::{Mistake, Place, Placed};
use super::sound::sound;
use super::sources::{FieldNames, Source, WrittenFields, WrittenSource, placed_fields};
use super::standing::{SavedView, TriageRule, WrittenTriageRule, WrittenView};
use super::tag_rules::{TagRule, WrittenTagRule};
use super::themes::{OwnTheme, WrittenThemes, placed_themes};

/// The measures the reading column may have, in cells.
const MEASURES: RangeInclusive<u16> = 20..=200;

/// What the reader set up. Everything has a value; what the file does not say is as in a file that is not there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// Folders and files that are read when none is given.
    pub folders: Vec<PathBuf>,
    /// What opens addresses: a program and its arguments; none for what is usual.
    pub opener: Vec<String>,
    /// What edits files: a program and its arguments; none for what is usual.
    pub editor: Vec<String>,
    /// How articles are set.
    pub reading: Reading,
    /// How articles are listed.
    pub list: Listing,
    /// What the terminal can show.
    pub screen: Screen,
    /// The name of the theme to draw in; none for the terminal's own colours.
    pub theme: Option<Placed>,
    /// Themes of the reader's own, in the order of the file.
    pub themes: Vec<OwnTheme>,
    /// How articles are tagged.
    pub tagging: Tagging,
    /// What is said about keys.
    pub keys: Keys,
    /// Names of fields in data files besides the usual ones.
    pub fields: Vec<FieldNames>,
    /// What holds for the files of some sources, in the order of the file.
    pub sources: Vec<Source>,
    /// Rules about tags, in the order of the file.
    pub tags: Vec<TagRule>,
    /// Queries with names, in the order of the file.
    pub views: Vec<SavedView>,
    /// What is done about new articles, in the order of the file.
    pub rules: Vec<TriageRule>,
}

/// How articles are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Reading {
    /// The widest a line of text may be, 20 to 200 cells.
    #[serde(deserialize_with = "measure")]
    pub measure: u16,
    /// Break words at the end of a line, in the languages whose patterns are known.
    pub hyphenate: bool,
    /// Spread the words of a line over the whole measure.
    pub justify: bool,
    /// What parts paragraphs.
    pub paragraphs: Paragraphs,
}

/// What parts paragraphs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Paragraphs {
    /// A blank line.
    #[default]
    Spaced,
    /// An indent at the beginning of each that follows another.
    Indented,
}

impl Default for Reading {
    fn default() -> Self {
        Self { measure: 72, hyphenate: false, justify: false, paragraphs: Paragraphs::Spaced }
    }
}

/// How articles are tagged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Tagging {
    /// Learn the home country of a source from its articles where it is not set.
    pub learn_homes: bool,
}

impl Default for Tagging {
    fn default() -> Self {
        Self { learn_homes: true }
    }
}

/// What the terminal can show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Screen {
    /// Whether the program draws with ASCII only.
    pub ascii: Choice,
    /// Whether it uses colours.
    pub color: Choice,
    /// What lines between panes are drawn with.
    pub borders: Borders,
}

/// What lines between panes are drawn with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Borders {
    /// Lines, where the locale has them.
    #[default]
    Auto,
    /// Dashes and bars.
    Ascii,
}

/// A choice that can be left to the program.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Choice {
    /// As the terminal and the environment suggest.
    #[default]
    Auto,
    /// Yes.
    Always,
    /// No.
    Never,
}

impl Config {
    /// Reads the file; where it does not exist, everything is as usual.
    ///
    /// # Errors
    /// The file cannot be read or makes no sense.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        match Self::load_existing(path) {
            Err(ConfigError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                Ok(Self::default())
            }
            loaded => loaded,
        }
    }

    /// Reads a file that was asked for by name.
    ///
    /// # Errors
    /// The file does not exist, cannot be read or makes no sense.
    pub fn load_existing(path: &Path) -> Result<Self, ConfigError> {
        Self::of_text(&read(path)?, path)
    }

    /// Reads what makes sense of a file, and what does not; where there is no file, everything is as usual.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn load_sound(path: &Path) -> Result<(Self, Vec<Mistake>), ConfigError> {
        match Self::load_existing_sound(path) {
            Err(ConfigError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                Ok(Default::default())
            }
            loaded => loaded,
        }
    }

    /// Reads what makes sense of a file that was asked for by name, and what does not.
    ///
    /// # Errors
    /// The file does not exist or cannot be read.
    pub fn load_existing_sound(path: &Path) -> Result<(Self, Vec<Mistake>), ConfigError> {
        read(path).map(|text| Self::sound(&text))
    }

    /// Reads what stands in a file, or is to stand there.
    ///
    /// # Errors
    /// It makes no sense; the path is that of the file it is told of.
    pub fn of_text(text: &str, path: &Path) -> Result<Self, ConfigError> {
        let (config, mistakes) = Self::sound(text);
        mistakes.into_iter().next().map_or(Ok(config), |mistake| Err(mistake.in_file(path)))
    }

    /// What makes sense of a text, and what does not, in the order of the text.
    fn sound(text: &str) -> (Self, Vec<Mistake>) {
        let (written, mut mistakes): (Written, _) = sound(text);
        let rule = |rule: Spanned<WrittenTagRule>| {
            let at = rule.span().start;
            rule.into_inner().placed(text, at).map_err(|mistake| mistakes.push(mistake)).ok()
        };
        let tags = written.tags.into_iter().filter_map(rule).collect();
        mistakes.sort_by_key(|mistake| mistake.at);
        let config = Self {
            folders: written.folders,
            opener: written.opener,
            editor: written.editor,
            reading: written.reading,
            list: written.list.placed(text),
            screen: written.screen,
            theme: written.theme.map(|theme| Placed::of(text, theme)),
            themes: placed_themes(text, written.themes),
            tagging: written.tagging,
            keys: written.keys.placed(text),
            fields: placed_fields(text, written.fields),
            sources: written.sources.into_iter().map(|source| source.placed(text)).collect(),
            tags,
            views: written.views.into_iter().map(|view| view.placed(text)).collect(),
            rules: written.rules.into_iter().map(|rule| rule.placed(text)).collect(),
        };
        (config, mistakes)
    }
}

fn read(path: &Path) -> Result<String, ConfigError> {
    std::fs::read_to_string(path).map_err(|source| ConfigError::Io { path: path.to_owned(), source })
}

/// The file as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Written {
    folders: Vec<PathBuf>,
    opener: Vec<String>,
    editor: Vec<String>,
    reading: Reading,
    list: WrittenListing,
    screen: Screen,
    theme: Option<Spanned<String>>,
    themes: WrittenThemes,
    tagging: Tagging,
    keys: WrittenKeys,
    fields: WrittenFields,
    sources: Vec<WrittenSource>,
    tags: Vec<Spanned<WrittenTagRule>>,
    views: Vec<WrittenView>,
    rules: Vec<WrittenTriageRule>,
}

fn measure<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u16, D::Error> {
    let written = u16::deserialize(deserializer)?;
    let (least, most) = (MEASURES.start(), MEASURES.end());
    let mistake = || format!("a measure is between {least} and {most}, not {written}");
    MEASURES.contains(&written).then_some(written).ok_or_else(|| serde::de::Error::custom(mistake()))
}

/// Why there is no configuration.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// The operating system refused.
    #[error("cannot read {}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file makes no sense.
    #[error("{}, {at}: {message}", path.display())]
    Mistake {
        /// The file.
        path: PathBuf,
        /// Where.
        at: Place,
        /// What is wrong there.
        message: String,
    },
}

#[cfg(test)]
mod tests {
    use super::super::keys::KeyBinding;
    use super::*;

    /// The configuration of a text that makes sense, else its first mistake.
    fn parse(text: &str) -> Result<Config, Mistake> {
        let (config, mistakes) = Config::sound(text);
        mistakes.into_iter().next().map_or(Ok(config), Err)
    }

    #[test]
    fn everything_that_can_be_set_is_read() {
        let config = parse(
            "folders = [\"~/news\", \"/srv/pages\"]\nopener = [\"w3m\"]\neditor = [\"code\", \"--wait\"]\n[reading]\nmeasure = 66\nhyphenate = true\n\
             [screen]\nascii = \"always\"\ncolor = \"never\"\n[tagging]\nlearn_homes = false\n[keys]\npreset = \"mutt\"\nstar = [\"s\", \"^S\"]\narchive = []\ndone = \"x\"\n",
        )
        .unwrap();
        assert_eq!(config.folders, [PathBuf::from("~/news"), PathBuf::from("/srv/pages")]);
        assert_eq!(
            (config.opener, config.editor),
            (vec!["w3m".to_owned()], vec!["code".to_owned(), "--wait".to_owned()])
        );
        assert_eq!(config.reading, Reading { measure: 66, hyphenate: true, ..Reading::default() });
        assert_eq!(
            config.screen,
            Screen { ascii: Choice::Always, color: Choice::Never, borders: Borders::Auto }
        );
        assert_eq!(config.tagging, Tagging { learn_homes: false });
        let placed = |text: &str, line, column| Placed { text: text.to_owned(), at: Place { line, column } };
        let star = KeyBinding {
            action: placed("star", 14, 1),
            keys: vec![placed("s", 14, 9), placed("^S", 14, 14)],
        };
        let archive = KeyBinding { action: placed("archive", 15, 1), keys: Vec::new() };
        let done = KeyBinding { action: placed("done", 16, 1), keys: vec![placed("x", 16, 8)] };
        let own = vec![star, archive, done];
        assert_eq!(config.keys, Keys { preset: Some(placed("mutt", 13, 10)), own });
    }

    #[test]
    fn themes_are_read_in_the_order_of_the_file() {
        let written =
            "theme = \"b\"\n[themes.b]\ntext = \"red\"\nbase = \"dark\"\n[themes.a]\naccent = \"9\"\n";
        let config = parse(written).unwrap();
        let placed = |text: &str, line, column| Placed { text: text.to_owned(), at: Place { line, column } };
        assert_eq!(config.theme, Some(placed("b", 1, 9)));
        let b =
            vec![(placed("text", 3, 1), placed("red", 3, 8)), (placed("base", 4, 1), placed("dark", 4, 8))];
        let a = vec![(placed("accent", 6, 1), placed("9", 6, 10))];
        let named = |name: &str, line, colours| OwnTheme { name: placed(name, line, 9), colours };
        assert_eq!(config.themes, [named("b", 2, b), named("a", 5, a)]);
    }

    #[test]
    fn an_empty_file_sets_nothing() {
        assert_eq!(parse(""), Ok(Config::default()));
    }

    #[test]
    fn mistakes_are_told_with_their_place() {
        for (text, line, column, said) in [
            ("folder = []", 1, 1, "unknown field `folder`"),
            ("[reading]\nmesure = 72", 2, 1, "unknown field `mesure`"),
            ("[reading]\nmeasure = 7", 2, 11, "between 20 and 200"),
            ("[reading]\nmeasure = \"wide\"", 2, 11, "expected a whole number"),
            ("[screen]\ncolor = \"red\"", 2, 9, "unknown value `red`"),
            ("opener = \"w3m\"", 1, 10, "expected a list"),
            ("[keys]\nstar = 7", 2, 8, "or a list of keys"),
            ("[keys]\npreset = [\"vim\"]", 2, 10, "expected a text"),
            ("[theme]\n", 1, 1, "expected a text"),
            ("[screen]\nborders = \"thick\"", 2, 11, "unknown value `thick`"),
            ("[themes.mine]\ntext = 7", 2, 8, "expected a text"),
            ("[[sources]]\nstart = \"a\"", 1, 1, "missing field `match`"),
            ("[[sources]]\nmatch = \"a\"\nbegin = \"a\"", 3, 1, "unknown field `begin`"),
            ("[fields]\nheadline = \"a\"", 2, 12, "expected a list"),
            ("[[tags]]\nword = \"a\"", 1, 1, "one of `means`"),
            ("[[tags]]\nmeans = \"US\"", 2, 9, "about a `word`"),
            ("[[tags]]\nadd = \"US\"", 2, 7, "need a `match`"),
            ("[[tags]]\nword = \"a\"\nadd = \"US\"", 3, 7, "whole articles"),
            ("[[tags]]\nword = \"a\"\nmeans = \"US\"\nnever = \"LB\"", 4, 9, "only one of"),
            ("[[tags]]\nwords = \"a\"", 2, 1, "unknown field `words`"),
            ("[[views]]\nname = \"a\"", 1, 1, "missing field `query`"),
            ("[[views]]\nname = \"a\"\nquery = \"a\"\norder = \"date\"", 4, 1, "unknown field `order`"),
            ("[[rules]]\nthen = [\"star\"]", 1, 1, "missing field `when`"),
            ("[[rules]]\nwhen = \"a\"\nthen = \"star\"", 3, 8, "expected a list"),
            ("folders = [", 1, 12, "array"),
        ] {
            let Mistake { at, message } = parse(text).unwrap_err();
            assert_eq!(at, Place { line, column }, "{text}: {message}");
            assert!(message.contains(said), "{text}: {message}");
        }
    }

    #[test]
    fn only_a_file_that_was_asked_for_must_exist() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        assert_eq!(Config::load(&path).unwrap(), Config::default());
        assert!(Config::load_existing(&path).is_err());
        std::fs::write(&path, "[reading]\njustify = yes").unwrap();
        let mistake = Config::load(&path).unwrap_err().to_string();
        assert!(mistake.contains("config.toml, line 2, column 11: "), "{mistake}");
    }
}
