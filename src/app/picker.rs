//! A list of regions or topics to choose from, narrowed by typing.

use crate::query::{Kind, Resolved, Tier, Vocabulary};

use super::filter::facet_query;
use super::key::{Key, KeyCode};
use super::listing::Facet;
use super::prompt::{Prompt, Typed};
use super::region_tree::tree;

/// What is chosen from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shelf {
    /// Topics.
    Topics,
    /// Regions and countries.
    Regions,
}

impl Shelf {
    /// The title shown.
    pub fn name(self) -> &'static str {
        match self {
            Self::Topics => "Topics",
            Self::Regions => "Regions and countries",
        }
    }

    /// The fields of the query language that choose from it.
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Topics => &["topic"],
            Self::Regions => &["region", "country"],
        }
    }

    /// The kinds of facets that stand on it.
    pub fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Topics => &[Kind::Topic],
            Self::Regions => &[Kind::Region, Kind::Country],
        }
    }
}

/// An open picker.
#[derive(Debug, Clone)]
pub struct Picker {
    shelf: Shelf,
    prompt: Prompt,
    all: Vec<Facet>,
    entries: Vec<Entry>,
    cursor: usize,
}

/// One line of the picker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What would be chosen.
    pub facet: Facet,
    /// Bytes of the label where matched letters begin.
    pub letters: Vec<usize>,
    /// In how many of the entries before it lies, where they stand as a tree.
    pub depth: u16,
    /// Whether what is typed stands nowhere in its names.
    guessed: bool,
}

/// Where the cursor of a list that is narrowed by typing goes with a key for a page; none for other keys. Of so many rows
/// so many are on screen.
pub(super) fn paged(key: Key, cursor: usize, (rows, page): (usize, usize)) -> Option<usize> {
    let last = rows.saturating_sub(1);
    match key.code {
        KeyCode::PageDown => Some((cursor + page.max(1)).min(last)),
        KeyCode::PageUp => Some(cursor.saturating_sub(page.max(1))),
        _ => None,
    }
}

/// What a key did to a picker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picked {
    /// It is still open.
    Open,
    /// It was left.
    Left,
    /// Something was chosen.
    Chosen(Facet),
}

impl Picker {
    /// Opens over the facets of what is listed, at the one that the filter names.
    pub fn new(shelf: Shelf, facets: &[Facet], (vocabulary, query): (&Vocabulary, &str)) -> Self {
        let on_shelf = facets.iter().filter(|facet| shelf.kinds().contains(&facet.kind));
        let all = on_shelf.cloned().collect();
        let mut picker = Self { shelf, prompt: Prompt::default(), all, entries: Vec::new(), cursor: 0 };
        picker.narrow(vocabulary);
        let words: Vec<&str> = query.split_whitespace().collect();
        let is_named = |entry: &Entry| words.contains(&&*facet_query(entry.facet.kind, &entry.facet.label));
        picker.cursor = picker.entries.iter().position(is_named).unwrap_or(0);
        picker
    }

    /// What is chosen from.
    pub fn shelf(&self) -> Shelf {
        self.shelf
    }

    /// What was typed.
    pub fn typed(&self) -> &str {
        self.prompt.text()
    }

    /// The entries that fit, best first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The index of the chosen entry.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Takes a key; so many entries are on screen.
    pub fn press(&mut self, key: Key, vocabulary: &Vocabulary, page: usize) -> Picked {
        if let Some(cursor) = paged(key, self.cursor, (self.entries.len(), page)) {
            self.cursor = cursor;
            return Picked::Open;
        }
        match self.prompt.press(key) {
            Typed::Changed => {
                self.cursor = 0;
                self.narrow(vocabulary);
            }
            Typed::Up => self.cursor = self.cursor.saturating_sub(1),
            Typed::Down => self.cursor = (self.cursor + 1).min(self.entries.len().saturating_sub(1)),
            Typed::Left => return Picked::Left,
            Typed::Taken | Typed::Complete => {
                if let Some(entry) = self.entries.get(self.cursor) {
                    return Picked::Chosen(entry.facet.clone());
                }
            }
            Typed::Nothing => {}
        }
        Picked::Open
    }

    fn narrow(&mut self, vocabulary: &Vocabulary) {
        let typed = self.prompt.text().trim().to_owned();
        if typed.is_empty() {
            let entry = |facet: &Facet, depth| Entry {
                facet: facet.clone(),
                letters: Vec::new(),
                depth,
                guessed: false,
            };
            self.entries = match self.shelf {
                Shelf::Regions => {
                    tree(&self.all).iter().map(|branch| entry(&branch.facet, branch.depth)).collect()
                }
                Shelf::Topics => {
                    self.all.iter().filter(|facet| !facet.folded).map(|facet| entry(facet, 0)).collect()
                }
            };
            return;
        }
        let mut entries: Vec<Entry> = Vec::new();
        let fitting = vocabulary.resolve_any(&typed).into_iter();
        let mut fitting: Vec<Resolved<'_>> =
            fitting.filter(|found| self.shelf.kinds().contains(&found.term.kind)).collect();
        // What is shown fits before what is known by another name: Asia before a country with Asian Americans.
        fitting.sort_by_key(|found| {
            let by_name = found.tier == Tier::Exact || !found.letters.is_empty();
            (found.tier.is_guess(), !by_name)
        });
        for found in fitting {
            // What is nearly so is offered where nothing is so.
            if found.tier.is_guess() && entries.iter().any(|entry| !entry.guessed) {
                break;
            }
            let facet = self
                .all
                .iter()
                .find(|facet| facet.kind == found.term.kind && facet.code.as_str() == found.term.code);
            entries.extend(facet.map(|facet| Entry {
                facet: facet.clone(),
                letters: found.letters,
                depth: 0,
                guessed: found.tier.is_guess(),
            }));
        }
        self.entries = entries;
    }
}
