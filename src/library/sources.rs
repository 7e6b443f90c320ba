//! Where articles come from: the file, or where each has a file of its own, the folder these lie in; and the word of a
//! query that finds what comes from there.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use fixedbitset::FixedBitSet;

use super::numbers::{short, size};
use super::shelf::Shelf;
use super::written;
use crate::index::Broken;
use crate::text::{self, SafeText};

/// The most sources that are told: those with most articles.
const TOLD: usize = 200;

/// How many of some articles have something a query can ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Having {
    /// What it is called: `niger`, `pages.zip`, `en`.
    pub label: SafeText,
    /// The value of the field that finds it, with quotation marks where it needs them.
    pub value: String,
    /// How many articles have it.
    pub count: usize,
}

/// The sources of all articles.
#[derive(Debug, Default)]
pub(super) struct Sources {
    /// For each file the number of its source, from 1.
    of_files: Vec<u32>,
    known: Vec<Source>,
}

/// A file or folder that articles come from.
#[derive(Debug)]
struct Source {
    name: SafeText,
    /// None where its path has no letter to look for.
    value: Option<String>,
}

impl Sources {
    /// Those of the articles on a shelf.
    ///
    /// # Errors
    /// Their files cannot be read.
    pub(super) fn read(shelf: &Shelf) -> Result<Self, Broken> {
        let paths = written::paths(shelf.generation())?;
        let mut articles_of = vec![0_usize; paths.len()];
        for file in shelf.articles().files()? {
            articles_of.get_mut(size(*file)).into_iter().for_each(|articles| *articles += 1);
        }
        let mut numbers: HashMap<&Path, u32> = HashMap::new();
        let mut found: Vec<&Path> = Vec::new();
        let mut of_files = vec![0; paths.len()];
        for ((path, articles), of_file) in paths.iter().zip(articles_of).zip(&mut of_files) {
            if articles > 0 {
                let own = path.parent().filter(|_| articles < 2).unwrap_or(path);
                // A file that was named without its folder lies in the one the program was started in.
                let own = if own.as_os_str().is_empty() { Path::new(".") } else { own };
                *of_file = *numbers.entry(own).or_insert_with(|| {
                    found.push(own);
                    short(found.len())
                });
            }
        }
        let values = values(&found);
        let known = found.iter().zip(values).map(|(path, value)| Source { name: name_of(path), value });
        Ok(Self { of_files, known: known.collect() })
    }

    /// The number of the source of a file, from 1; 0 for none.
    pub(super) fn of_file(&self, file: u32) -> u32 {
        self.of_files.get(size(file)).copied().unwrap_or_default()
    }

    /// What a source is called, by its number.
    pub(super) fn name(&self, source: u32) -> Option<SafeText> {
        self.known.get(size(source).checked_sub(1)?).map(|source| source.name.clone())
    }

    /// How many of some articles come from each source, those with most first; each article by its file.
    pub(super) fn having(&self, files: &[u32], among: &FixedBitSet) -> Vec<Having> {
        let mut counts = vec![0_usize; self.known.len() + 1];
        for file in among.ones().filter_map(|article| files.get(article)) {
            counts.get_mut(size(self.of_file(*file))).into_iter().for_each(|count| *count += 1);
        }
        let counted = self.known.iter().zip(counts.into_iter().skip(1));
        let having = counted.filter(|(_, count)| *count > 0).filter_map(|(source, count)| {
            Some(Having { label: source.name.clone(), value: source.value.clone()?, count })
        });
        most_first(having.collect())
    }
}

/// Those with most articles first, of two with as many by their labels.
pub(super) fn most_first(mut having: Vec<Having>) -> Vec<Having> {
    having.sort_by(|one, other| (other.count, &one.label).cmp(&(one.count, &other.label)));
    having.truncate(TOLD);
    having
}

/// What a file or folder is called, without the folders it lies in.
fn name_of(path: &Path) -> SafeText {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    SafeText::label(name.strip_suffix('!').unwrap_or(&name))
}

/// For each source what finds it: its name, or as much of its path as tells it from the others.
fn values(sources: &[&Path]) -> Vec<Option<String>> {
    let words: Vec<Vec<String>> = sources.iter().map(|path| words(&path.to_string_lossy())).collect();
    let mut having: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, words) in words.iter().enumerate() {
        for word in words {
            having.entry(word).or_default().push(place);
        }
    }
    let value = |(place, path): (usize, &&Path)| {
        let parts: Vec<String> =
            path.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
        let tails = (1..=parts.len()).map(|count| parts.get(parts.len() - count..).unwrap_or_default());
        let mut tails = tails.map(|tail| tail.join("/").trim_end_matches('!').to_owned());
        let tells_apart = |tail: &String| {
            let asked = self::words(tail);
            let rivals = asked.last().and_then(|last| having.get(last.as_str()));
            let fits = |rival: &usize| {
                *rival != place && words.get(*rival).is_some_and(|words| stand_in(&asked, words))
            };
            !asked.is_empty() && !rivals.is_some_and(|rivals| rivals.iter().any(fits))
        };
        let name = tails.next()?;
        let found = if tells_apart(&name) { name } else { tails.find(tells_apart).unwrap_or(name) };
        (!self::words(&found).is_empty()).then(|| quoted(&found))
    };
    sources.iter().enumerate().map(value).collect()
}

fn words(text: &str) -> Vec<String> {
    text::words(&text::fold(text)).map(str::to_owned).collect()
}

/// Whether words stand side by side among others.
fn stand_in(words: &[String], others: &[String]) -> bool {
    others.windows(words.len().max(1)).any(|window| window == words)
}

/// A value as a query writes it: in quotation marks where it needs them.
pub(super) fn written(value: &str) -> String {
    let apart = |letter: char| letter.is_whitespace() || matches!(letter, '(' | ')' | '"');
    if value.contains(apart) { quoted(value) } else { value.to_owned() }
}

/// A value in quotation marks, in which it fits only as it is.
fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folder_of_pages_and_archive_are_named_without_where_they_lie() {
        for (path, name) in [("news/niger", "niger"), ("news/pages.zip!", "pages.zip"), ("", "")] {
            assert_eq!(&*name_of(Path::new(path)), name);
        }
    }

    #[test]
    fn a_source_is_found_by_as_much_of_its_path_as_tells_it_from_others() {
        let paths = ["news/world", "news/home", "old/home", "news", "-", "a\"b/x y.mbox", "pages.zip!"];
        let paths = paths.map(Path::new);
        let expected = [
            Some("\"world\""),
            Some("\"news/home\""),
            Some("\"old/home\""),
            Some("\"news\""),
            None,
            Some("\"x y.mbox\""),
            Some("\"pages.zip\""),
        ];
        assert_eq!(values(&paths), expected.map(|value| value.map(str::to_owned)));
    }

    #[test]
    fn quotation_marks_in_names_do_not_end_the_value() {
        assert_eq!(quoted("a\"b\\c"), "\"a\\\"b\\\\c\"");
    }
}
