//! The place names of an article, each with what its nearest neighbours say about it.

use crate::article::{Reason, Relation};

use super::fields::Field;
use super::gazetteer::{Gazetteer, Sense, Target, Writing};
use super::neighbours::{Neighbours, Spot};
use super::phrases::Hit;
use super::scan::{Shape, Token};
use super::tables::CountryId;

/// The longest articles of the languages that write adjectives small, in bytes: `las`, `der`.
const ARTICLE: usize = 3;
/// So many different places in a row are a list of which each says little.
const LONG_LIST: usize = 5;
/// What a name in a long list keeps of its weight.
const IN_LONG_LIST: f32 = 0.5;

/// One place name found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    /// The place of its field in the list of fields.
    pub(super) field: usize,
    /// The byte of the field's text it begins at.
    pub(super) start: usize,
    /// The byte after it.
    pub(super) end: usize,
    /// The number of the name in the gazetteer.
    pub(super) name: u32,
    pub(super) reading: Reading,
    pub(super) letters: Letters,
    pub(super) follows: Follows,
    /// Whether a hyphen joins it to a capitalised word after it.
    pub(super) joined: bool,
    /// How much of its weight it keeps.
    pub(super) share: f32,
    /// What it never means, by a rule of the reader's.
    pub(super) barred: Option<Target>,
}

/// What the neighbours say about a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// Nothing.
    Open,
    /// Which country it is in.
    In(CountryId),
    /// What it means, by a rule of the reader's.
    Means(Target),
    /// That it speaks for nothing.
    Nothing(Reason),
}

/// What stands before a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Follows {
    /// A capitalised word and a comma.
    Comma,
    /// A capitalised word and a space.
    Name,
    /// Something else, or nothing.
    Other,
}

/// How a name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    /// With a small letter at its beginning.
    Small,
    /// With a capital at its beginning, and not all in capitals.
    Mixed,
    /// In capitals among other words, or with full stops: `US`, `U.S.`.
    Capitals,
    /// In capitals in a line that is all in capitals.
    CapitalLine,
}

impl Found {
    /// Whether a sense is possible as far as letters, commas and rules tell.
    pub(super) fn allows(&self, sense: &Sense) -> bool {
        let written = match sense.writing {
            Writing::Any => true,
            Writing::Capital => self.letters != Letters::Small,
            Writing::Capitals => matches!(self.letters, Letters::Capitals | Letters::CapitalLine),
            Writing::Joined => self.joined,
            Writing::Behind => self.follows == Follows::Name,
        };
        let meant = self.barred != Some(sense.target);
        meant && written && (sense.relation != Relation::Abbreviation || self.follows == Follows::Comma)
    }
}

/// Finds the names of places in one field after another.
pub(super) struct Finder<'a> {
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) neighbours: &'a Neighbours,
}

impl Finder<'_> {
    /// Adds the names of one field, whose words are `tokens`.
    pub(super) fn find(&self, field: usize, content: &Field, tokens: &[Token], all: &mut Vec<Found>) {
        let text = content.text.as_str();
        let capital_line = tokens.len() > 1 && tokens.iter().all(|token| !has_small_letters(text, token));
        let before = all.len();
        let mut reached = None;
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let may_begin = self.gazetteer.may_begin(token);
            let hit = may_begin.then(|| self.gazetteer.longest(text, tokens, at)).flatten();
            let Some(hit) = hit else {
                at += 1;
                continue;
            };
            let spot = Spot { text, tokens, first: at, after: hit.after };
            if let Some(found) = self.judge(field, &spot, hit, capital_line) {
                all.push(found);
                if found.follows == Follows::Comma && reached == Some(at) {
                    self.link(&spot, all);
                }
                reached = Some(hit.after);
            }
            at = hit.after;
        }
        self.thin_lists(text, all.get_mut(before..).unwrap_or_default());
    }

    /// Takes weight from each name in a long list of places, which says little about any one of them.
    fn thin_lists(&self, text: &str, names: &mut [Found]) {
        let follows = |before: &Found, after: &Found| {
            text.get(before.end..after.start).is_some_and(joins_a_list) && before.start < after.start
        };
        for list in names.chunk_by_mut(follows).filter(|list| list.len() >= LONG_LIST) {
            let mut places: Vec<Target> = Vec::with_capacity(list.len());
            for sense in list.iter().filter_map(|found| self.gazetteer.senses(found.name).first()) {
                if !places.contains(&sense.target) {
                    places.push(sense.target);
                }
            }
            if places.len() >= LONG_LIST {
                for found in list {
                    found.share *= IN_LONG_LIST;
                }
            }
        }
    }

    fn judge(&self, field: usize, spot: &Spot, hit: Hit, capital_line: bool) -> Option<Found> {
        let senses = self.gazetteer.senses(hit.value);
        let (first, last) = (spot.tokens.get(spot.first)?, spot.tokens.get(spot.after.checked_sub(1)?)?);
        let written = spot.text.get(first.start..last.end)?;
        let objection = if senses.is_empty() {
            Some(Reason::FixedPhrase)
        } else {
            self.neighbours.objection(spot, senses)
        };
        let found = Found {
            field,
            start: first.start,
            end: last.end,
            name: hit.value,
            reading: objection.map_or_else(|| self.reading(spot, senses), Reading::Nothing),
            letters: if self.gazetteer.has_small_letters() && begins_small(spot) {
                Letters::Small
            } else {
                letters(written, spot, capital_line)
            },
            follows: spot.follows(),
            joined: spot.is_joined(),
            share: 1.0,
            barred: None,
        };
        // Abbreviations such as `In` and `Me` are ordinary words everywhere else.
        let only_abbreviation =
            !senses.is_empty() && senses.iter().all(|sense| sense.relation == Relation::Abbreviation);
        (!only_abbreviation || abbreviates(written, spot, &found)).then_some(found)
    }

    fn reading(&self, spot: &Spot, senses: &[Sense]) -> Reading {
        match self.neighbours.local(spot, senses).map(|sense| sense.target) {
            Some(Target::Country(country)) => Reading::In(country),
            Some(Target::Region(_)) | None => Reading::Open,
        }
    }

    /// Reads the last two names as `City, Country` or `City, State` where they can be.
    fn link(&self, spot: &Spot, all: &mut [Found]) {
        let [.., city, holder] = all else { return };
        if matches!(holder.reading, Reading::Nothing(_)) || city.field != holder.field {
            return;
        }
        let inner = self.gazetteer.senses(city.name);
        let outer = || {
            let senses = self.gazetteer.senses(holder.name).iter();
            senses.filter(|sense| holder.allows(sense) && holds_cities(sense.relation))
        };
        let common = outer().find(|sense| inner.iter().any(|other| other.target == sense.target));
        if let Some(Target::Country(country)) = common.map(|sense| sense.target) {
            city.reading = Reading::In(country);
            holder.reading = Reading::In(country);
            return;
        }
        let only_city =
            inner.iter().all(|sense| matches!(sense.relation, Relation::City | Relation::Metonym));
        let elsewhere = outer().any(|sense| match sense.relation {
            Relation::Abbreviation => true,
            Relation::Area => spot.is_closed(),
            Relation::Name => only_city && spot.is_closed(),
            Relation::Adjective
            | Relation::Capital
            | Relation::Metonym
            | Relation::City
            | Relation::Region => false,
        });
        if elsewhere && !inner.is_empty() {
            city.reading = Reading::Nothing(Reason::Elsewhere);
        }
    }
}

/// Lets a name mean throughout the article what `City, State` says of it once, unless it says two things.
pub(super) fn carry_on(found: &mut [Found]) {
    let mut told: Vec<(u32, CountryId)> = Vec::new();
    for name in found.iter() {
        if let Reading::In(country) = name.reading
            && !told.contains(&(name.name, country))
        {
            told.push((name.name, country));
        }
    }
    for name in found.iter_mut().filter(|name| name.reading == Reading::Open) {
        let mut countries = told.iter().filter(|(other, _)| *other == name.name);
        if let (Some((_, country)), None) = (countries.next(), countries.next()) {
            name.reading = Reading::In(*country);
        }
    }
}

/// Whether names with this between them stand in one list: `Peru, Chile and the Philippines`.
fn joins_a_list(gap: &str) -> bool {
    let gap = gap.trim();
    matches!(
        gap.strip_suffix("the").unwrap_or(gap).trim_end(),
        "," | ";" | "and" | ", and" | "or" | ", or" | "&"
    )
}

fn holds_cities(relation: Relation) -> bool {
    matches!(relation, Relation::Name | Relation::Area | Relation::Abbreviation)
}

fn has_small_letters(text: &str, token: &Token) -> bool {
    match token.shape {
        Shape::Upper => false,
        Shape::Capital => true,
        Shape::Small => text.get(token.start..token.end).is_some_and(|w| w.chars().any(char::is_lowercase)),
    }
}

fn letters(written: &str, spot: &Spot, capital_line: bool) -> Letters {
    let tokens = spot.tokens.get(spot.first..spot.after).unwrap_or_default();
    if tokens.iter().any(|token| token.shape != Shape::Upper) {
        Letters::Mixed
    } else if capital_line && !written.contains('.') {
        Letters::CapitalLine
    } else {
        Letters::Capitals
    }
}

/// Whether a name begins with a small letter, not counting an article that opens a sentence: `La paz`.
fn begins_small(spot: &Spot) -> bool {
    match spot.tokens.get(spot.first..spot.after).unwrap_or_default() {
        [] => false,
        [only] => !only.is_capitalised(),
        [first, .., last] if first.end - first.start <= ARTICLE => {
            !first.is_capitalised() || !last.is_capitalised()
        }
        [first, ..] => !first.is_capitalised(),
    }
}

/// Whether an abbreviation of a state stands as such: `IN` in capitals, or `Ind` before a full stop or a comma.
fn abbreviates(written: &str, spot: &Spot, found: &Found) -> bool {
    let postal = written.len() == 2 && found.letters == Letters::Capitals;
    let dotted = written.len() > 2 && spot.is_closed() && found.letters != Letters::CapitalLine;
    let short = written.len() == 2 && found.letters == Letters::Mixed && spot.is_closed();
    found.follows == Follows::Comma && (postal || dotted || short)
}
