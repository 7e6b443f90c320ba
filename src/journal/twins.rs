//! Acts that bear one name and are two: a device that lost its journal once counted anew, and its old records come back.
//! Such an act is taken in under a name of its own, so that the one is not taken back with the other. Pure.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::act::ActName;
use super::files::Content;
use super::record::{self, Line, Place};
use super::transfer;

/// The device and the first number of an act, or the device and the number of a record.
type Name = (String, u64);

/// The names that are given already, and to what.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// A checksum of the line of every record.
    lines: HashMap<Name, u32>,
    /// How many records every act has.
    acts: HashMap<Name, u64>,
}

impl Names {
    /// Those in the files of a journal.
    pub(super) fn of(contents: &[Content]) -> Self {
        let mut names = Self::default();
        for (place, line) in contents.iter().flat_map(|content| transfer::placed_lines(&content.bytes)) {
            names.give(&place, line);
        }
        names
    }

    /// The lines of one file that comes in, with new names for acts whose names are given to others; the same ones
    /// whenever they come in again.
    pub(super) fn parted<'a>(&mut self, lines: &[&'a [u8]]) -> Vec<Cow<'a, [u8]>> {
        let placed: Vec<(&'a [u8], Option<Place<'a>>)> =
            lines.iter().map(|line| (*line, place_of(line))).collect();
        let numbered = || placed.iter().filter_map(|(line, place)| Some((place.as_ref()?, *line)));
        let taken: HashSet<Name> = numbered()
            .filter(|(place, line)| self.contradict(place, line))
            .map(|(place, _)| act(place))
            .collect();
        let mut first: HashMap<Name, (u64, u32)> = HashMap::new();
        for (place, line) in numbered().filter(|(place, _)| !taken.is_empty() && taken.contains(&act(place)))
        {
            let this = (place.seq, crc32fast::hash(line));
            first.entry(act(place)).and_modify(|known| *known = this.min(*known)).or_insert(this);
        }
        let parted: Vec<Cow<'a, [u8]>> = placed
            .iter()
            .map(|(line, place)| match place.as_ref().filter(|place| !self.holds(place, line)) {
                Some(place) if !first.is_empty() => renamed(line, place, &first),
                _ => Cow::Borrowed(*line),
            })
            .collect();
        for line in &parted {
            if let Some(place) = place_of(line) {
                self.give(&place, line);
            }
        }
        parted
    }

    fn give(&mut self, place: &Place<'_>, line: &[u8]) {
        self.lines.insert((place.device.to_string(), place.seq), crc32fast::hash(line));
        self.acts.insert(act(place), place.of);
    }

    fn holds(&self, place: &Place<'_>, line: &[u8]) -> bool {
        self.lines.get(&(place.device.to_string(), place.seq)) == Some(&crc32fast::hash(line))
    }

    /// Whether a record belongs to another act than the one that has its name.
    fn contradict(&self, place: &Place<'_>, line: &[u8]) -> bool {
        let known = self.lines.get(&(place.device.to_string(), place.seq));
        known.is_some_and(|known| *known != crc32fast::hash(line))
            || self.acts.get(&act(place)).is_some_and(|of| *of != place.of)
    }
}

/// A line whose act, or the act it speaks of, has a new name.
fn renamed<'a>(line: &'a [u8], place: &Place<'_>, first: &HashMap<Name, (u64, u32)>) -> Cow<'a, [u8]> {
    let new = |name: &Name| first.get(name).map(|(_, digest)| format!("{}~{digest:08x}", name.0));
    let Ok(mut object) = serde_json::from_slice::<Map<String, Value>>(line) else {
        return Cow::Borrowed(line);
    };
    let device = new(&act(place)).map(|device| ("device", device));
    let spoken_of = ["undoes", "redoes"].into_iter().filter_map(|field| {
        let ActName { device, first } = object.get(field)?.as_str()?.parse().ok()?;
        Some((field, format!("{}:{first}", new(&(device.to_string(), first))?)))
    });
    let changes: Vec<(&str, String)> = device.into_iter().chain(spoken_of).collect();
    if changes.is_empty() {
        return Cow::Borrowed(line);
    }
    object.remove("crc");
    for (field, value) in changes {
        object.insert(field.to_owned(), Value::from(value));
    }
    Cow::Owned(record::sealed(&object).trim_ascii_end().to_vec())
}

fn act(place: &Place<'_>) -> Name {
    (place.device.to_string(), place.act)
}

fn place_of(line: &[u8]) -> Option<Place<'_>> {
    match record::read_line(line) {
        Line::Record(record) => Some(record.place),
        Line::Foreign(place) => place,
        Line::Header(_) | Line::Damaged => None,
    }
}
