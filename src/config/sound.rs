//! Reads of a text what makes sense: what does not is left out, told with its place, and keeps nothing else from being
//! read.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Deserializer;
use toml::de::{DeArray, DeTable, DeValue, Error};

use super::place::{Mistake, Place};

/// How many mistakes are told at most: a file with more is no configuration, and nothing of it holds.
const MOST: usize = 100;

/// What makes sense of a text, and what does not. Of a `[[list]]` a whole entry is left out where a part of it makes no
/// sense, of everything else the smallest part.
pub(super) fn sound<T: DeserializeOwned + Default>(text: &str) -> (T, Vec<Mistake>) {
    let (readable, mut mistakes) = readable(text);
    let unreadable: Vec<usize> = mistakes.iter().map(|mistake| mistake.at.line).collect();
    let (mut table, _) = DeTable::parse_recoverable(&readable);
    loop {
        let error = match T::deserialize(Deserializer::from(table.clone())) {
            Ok(sound) => return (sound, mistakes),
            Err(error) => error,
        };
        let mistake = mistake(text, &error);
        // What is made up for a line that cannot be read is no second mistake.
        if !unreadable.contains(&mistake.at.line) {
            mistakes.push(mistake);
        }
        let left_out = error.span().is_some_and(|span| leave_out(table.get_mut(), span.start));
        if !left_out || mistakes.len() >= MOST {
            return (T::default(), mistakes);
        }
    }
}

/// A text in which blanks stand for the lines that cannot be read at all, and what was wrong with these.
fn readable(text: &str) -> (String, Vec<Mistake>) {
    let (mut readable, mut mistakes) = (text.to_owned(), Vec::new());
    while let Err(error) = DeTable::parse(&readable) {
        let mistake = mistake(text, &error);
        let line = mistake.at.line;
        mistakes.push(mistake);
        let without = without_line(&readable, line);
        if without == readable || mistakes.len() >= MOST {
            break;
        }
        readable = without;
    }
    (readable, mistakes)
}

/// A text with blanks for what stands on a line, counted from 1: every byte stays where it is.
fn without_line(text: &str, line: usize) -> String {
    let lines = (1..).zip(text.split_inclusive('\n'));
    let blank = |text: &str| {
        let end = if text.ends_with('\n') { "\n" } else { "" };
        " ".repeat(text.len() - end.len()) + end
    };
    lines.map(|(number, text)| if number == line { blank(text) } else { text.to_owned() }).collect()
}

fn mistake(text: &str, error: &Error) -> Mistake {
    let byte = error.span().map_or(0, |span| span.start);
    Mistake { at: Place::of(text, byte), message: plain(error.message()) }
}

/// What the parser says, in the words of the guide.
fn plain(message: &str) -> String {
    let words = [
        ("\n", " "),
        ("unknown variant", "unknown value"),
        ("expected u16", "expected a whole number"),
        ("expected a sequence", "expected a list, as in [\"a\", \"b\"]"),
        ("expected a string", "expected a text in quotation marks"),
        ("expected a boolean", "expected true or false"),
        ("invalid type: string", "invalid type: text"),
        ("invalid type: sequence", "invalid type: list"),
        ("invalid type: map", "invalid type: table"),
    ];
    words.into_iter().fold(message.to_owned(), |said, (parser, plain)| said.replace(parser, plain))
}

/// Leaves out what stands at a byte; says whether anything did.
fn leave_out(table: &mut DeTable<'_>, at: usize) -> bool {
    let mut whole = None;
    for (key, value) in table.iter_mut() {
        let here = covers(&key.span(), at) || covers(&value.span(), at);
        let within = match value.get_mut() {
            DeValue::Table(inner) => leave_out(inner, at),
            DeValue::Array(entries) => leave_out_entry(entries, at),
            _ => false,
        };
        if within {
            return true;
        }
        if here {
            whole = Some(key.clone());
            break;
        }
    }
    whole.is_some_and(|key| table.remove(&key).is_some())
}

/// Leaves out the table of a list in which something stands at a byte; says whether there is one.
fn leave_out_entry(entries: &mut DeArray<'_>, at: usize) -> bool {
    let place = entries.iter().position(|entry| {
        entry.as_ref().is_table() && (covers(&entry.span(), at) || holds(entry.as_ref(), at))
    });
    let Some(place) = place else { return false };
    let kept = std::mem::replace(entries, DeArray::new())
        .into_iter()
        .enumerate()
        .filter(|(number, _)| *number != place);
    *entries = kept.map(|(_, entry)| entry).collect();
    true
}

/// Whether a byte stands in a stretch, or begins one without any.
fn covers(stretch: &Range<usize>, at: usize) -> bool {
    stretch.start == at || stretch.contains(&at)
}

/// Whether something in a value stands at a byte.
fn holds(value: &DeValue<'_>, at: usize) -> bool {
    let Some(table) = value.as_table() else { return false };
    table
        .iter()
        .any(|(key, value)| covers(&key.span(), at) || covers(&value.span(), at) || holds(value.as_ref(), at))
}

#[cfg(test)]
mod tests {
    use super::super::file::Config;

    /// What of a text is read, and the lines and columns of what is not.
    fn read(text: &str) -> (Config, Vec<(usize, usize)>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        std::fs::write(&path, text).unwrap();
        let (config, mistakes) = Config::load_existing_sound(&path).unwrap();
        (config, mistakes.iter().map(|mistake| (mistake.at.line, mistake.at.column)).collect())
    }

    #[test]
    fn every_mistake_is_told_and_everything_else_holds() {
        let (config, places) = read(
            "folder = [\"a\"]\nfolders = [\"b\"]\n[reading]\nmeasure = 7\njustify = true\n[keys]\nstar = 7\n\
             done = [\"x\"]\n[[views]]\nname = \"one\"\n[[views]]\nname = \"two\"\nquery = \"a\"\n\
             [[tags]]\nmeans = \"US\"\n",
        );
        assert_eq!(places, [(1, 1), (4, 11), (7, 8), (9, 1), (15, 9)]);
        assert_eq!(config.folders, [std::path::PathBuf::from("b")]);
        assert!(config.reading.justify && config.reading.measure == 72);
        assert_eq!(config.keys.own.len(), 1);
        assert_eq!(config.views.iter().map(|view| &*view.name.text).collect::<Vec<_>>(), ["two"]);
    }

    #[test]
    fn a_line_that_cannot_be_read_keeps_no_other_from_being_read() {
        for broken in ["measure = ", "measure 66", "measure = 6 6", "= 66", "\"measure = 66"] {
            let (config, places) = read(&format!("theme = \"dark\"\n[reading]\n{broken}\njustify = true\n"));
            assert!(!places.is_empty() && places.iter().all(|(line, _)| *line == 3), "{broken}: {places:?}");
            assert!(config.reading.justify && config.theme.is_some(), "{broken}");
        }
    }

    #[test]
    fn whatever_the_file_holds_something_is_read_or_told() {
        for text in [
            "[",
            "a",
            "[[[",
            "]]",
            "\u{0}",
            "[a]\n[a]\n",
            "themes = 7",
            "keys = []",
            "[[reading]]\n",
            "[views]\n",
        ] {
            let (config, places) = read(text);
            assert!(!places.is_empty(), "{text:?}");
            assert_eq!(config, Config::default(), "{text:?}");
        }
    }
}
