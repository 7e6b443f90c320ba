//! The languages articles are read in, and the names of places in those other than English.
//!
//! Each language has tables of its own, which are read when its first article is met. No name of one language is
//! looked for in another, and an article in a language without tables is not read at all.

use std::sync::OnceLock;

use crate::article::{Article, Relation};

use super::blob::Reader;
use super::gazetteer::{self, Gazetteer, Target, Writing};
use super::name_set::{NameSet, marked};
use super::neighbours::Neighbours;
use super::tables::Tables;

/// A language that articles are read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    English,
    Foreign(Foreign),
}

/// A language other than English that has tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Foreign {
    Spanish,
    French,
    German,
    Portuguese,
}

impl Language {
    /// The language an article is read in: English where nothing else is known, none where it has no tables.
    pub(super) fn of(article: &Article) -> Option<Self> {
        let Some(tag) = article.language.as_ref() else { return Some(Self::English) };
        let main = tag.split(['-', '_']).next().unwrap_or_default();
        let known = [
            ("en", Self::English),
            ("es", Self::Foreign(Foreign::Spanish)),
            ("fr", Self::Foreign(Foreign::French)),
            ("de", Self::Foreign(Foreign::German)),
            ("pt", Self::Foreign(Foreign::Portuguese)),
        ];
        known.into_iter().find(|(code, _)| main.eq_ignore_ascii_case(code)).map(|(_, language)| language)
    }
}

impl Foreign {
    /// The place of its section among those of the embedded tables; before all stands what they write alike.
    pub(super) fn section(self) -> usize {
        match self {
            Self::Spanish => 1,
            Self::French => 2,
            Self::German => 3,
            Self::Portuguese => 4,
        }
    }
}

/// The names of one language.
#[derive(Debug)]
pub(super) struct Names {
    pub(super) gazetteer: Gazetteer,
    pub(super) neighbours: Neighbours,
}

/// The names of all languages but English, each read when it is first asked for.
#[derive(Debug)]
pub(super) struct Languages {
    /// What all write alike, then each.
    sections: [Reader; 5],
    read: [OnceLock<Names>; 4],
}

impl Languages {
    /// The languages of these sections.
    pub(super) fn new(sections: [Reader; 5]) -> Self {
        Self { sections, read: Default::default() }
    }

    /// The names of a language. People are called there as in English.
    pub(super) fn names(&self, language: Foreign, tables: &Tables, people: &Neighbours) -> &Names {
        let [spanish, french, german, portuguese] = &self.read;
        let [shared, sections @ ..] = self.sections;
        let [of_spanish, of_french, of_german, of_portuguese] = sections;
        let (names, section) = match language {
            Foreign::Spanish => (spanish, of_spanish),
            Foreign::French => (french, of_french),
            Foreign::German => (german, of_german),
            Foreign::Portuguese => (portuguese, of_portuguese),
        };
        names.get_or_init(|| {
            let mut collector = Collector { language, tables, names: NameSet::default() };
            collector.take(section);
            collector.take(shared);
            Names { gazetteer: collector.names.gazetteer(), neighbours: people.clone() }
        })
    }
}

/// Collects the names of one language.
struct Collector<'a> {
    language: Foreign,
    tables: &'a Tables,
    names: NameSet,
}

impl Collector<'_> {
    /// Takes all names of a section, as the compiler of tables has written and checked it.
    fn take(&mut self, mut section: Reader) {
        for phrase in listed(section.text()).flat_map(forms) {
            self.names.block(&phrase).ok();
        }
        for _ in 0..section.half() {
            let (target, relation) = (gazetteer::target(section.half()), Relation::of(section.byte()));
            for name in listed(section.text()) {
                self.add(name, target, relation);
            }
        }
    }

    fn add(&mut self, name: &str, target: Target, relation: Relation) {
        let (name, mut sense) = match target {
            Target::Country(_) => marked(name, target, relation),
            Target::Region(region) => {
                let (name, sense) = marked(name, target, Relation::Region);
                let record = self.tables.regions.get(region.0);
                (name, sense.of_region(record.map_or("", |record| record.title.code.as_str())))
            }
        };
        // What the table writes with a small letter is not always written with a capital.
        if sense.manner.writing == Writing::Capital && name.starts_with(char::is_lowercase) {
            sense.manner.writing = Writing::Any;
        }
        for form in forms(name) {
            self.names.add(&form, sense).ok();
            if self.language == Foreign::German {
                for spelling in german_spellings(&form, relation) {
                    self.names.add(&spelling, sense).ok();
                }
            }
        }
    }
}

fn listed(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').filter(|name| !name.is_empty())
}

/// All forms of a name with its endings in brackets: `franc[és,esa]` is `francés` and `francesa`.
pub(super) fn forms(name: &str) -> Vec<String> {
    let Some((stem, (endings, rest))) =
        name.split_once('[').and_then(|(stem, rest)| Some((stem, rest.split_once(']')?)))
    else {
        return vec![name.to_owned()];
    };
    let rest = forms(rest);
    let with =
        |ending: &str| rest.iter().map(move |rest| format!("{stem}{ending}{rest}")).collect::<Vec<_>>();
    endings.split(',').flat_map(with).collect()
}

/// Further spellings of a German name: its genitive, and both with `ae`, `oe` and `ue` for umlauts.
fn german_spellings(name: &str, relation: Relation) -> Vec<String> {
    let has_genitive = relation != Relation::Adjective
        && name.ends_with(|last: char| last.is_lowercase() && !"sßxz".contains(last));
    let mut spellings: Vec<String> = has_genitive.then(|| format!("{name}s")).into_iter().collect();
    if name.contains(['ä', 'ö', 'ü', 'Ä', 'Ö', 'Ü']) {
        let spelled = |name: &str| {
            let umlauts = [('ä', "ae"), ('ö', "oe"), ('ü', "ue"), ('Ä', "Ae"), ('Ö', "Oe"), ('Ü', "Ue")];
            umlauts.iter().fold(name.to_owned(), |name, (umlaut, spelled)| name.replace(*umlaut, spelled))
        };
        let all: Vec<String> =
            std::iter::once(name).chain(spellings.iter().map(String::as_str)).map(spelled).collect();
        spellings.extend(all);
    }
    spellings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_hold_the_endings_of_a_name() {
        assert_eq!(forms("Mali"), ["Mali"]);
        assert_eq!(forms("franc[és,esa]"), ["francés", "francesa"]);
        assert_eq!(
            forms("Weiße[,n] Haus[,es]"),
            ["Weiße Haus", "Weiße Hauses", "Weißen Haus", "Weißen Hauses"]
        );
        assert_eq!(forms("broken[a,b"), ["broken[a,b"]);
    }

    #[test]
    fn german_names_have_a_genitive_and_may_be_spelled_without_umlauts() {
        let cases: [(&str, Relation, &[&str]); 4] = [
            ("Mali", Relation::Name, &["Malis"]),
            ("Laos", Relation::Name, &[]),
            ("Ägypten", Relation::Name, &["Ägyptens", "Aegypten", "Aegyptens"]),
            ("dänisch", Relation::Adjective, &["daenisch"]),
        ];
        for (name, relation, expected) in cases {
            assert_eq!(german_spellings(name, relation), expected, "{name}");
        }
    }
}
