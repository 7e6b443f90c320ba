//! Names of places and what each may stand for.
//!
//! Built once from the tables; which of its senses a name has in an article is decided elsewhere.

use super::phrases::{Hit, Phrases};
use super::scan::{self, Token};
use super::tables::{self, Country, CountryId, Region, RegionId, Tables};

const CITIES: &str = include_str!("../../data/gazetteer/cities.tsv");
const ABBREVIATIONS: &str = include_str!("../../data/gazetteer/abbreviations.tsv");
const BLOCKERS: &str = include_str!("../../data/gazetteer/blockers.tsv");
/// Room for all names, so that building never moves them.
const NAMES: usize = 7000;
/// Regions as large as a continent are named in passing more often than smaller ones.
const CONTINENTS: [&str; 5] = ["002", "019", "142", "150", "009"];

/// What a name speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    /// A country.
    Country(CountryId),
    /// A region or group.
    Region(RegionId),
}

/// How a name is related to what it speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// The name of the country: `Niger`.
    Name,
    /// An adjective or a people: `Nigerien`.
    Adjective,
    /// The capital or seat of government.
    Capital,
    /// A state or province: `Texas`.
    Area,
    /// An institution, a leader, a well-known place: `Kremlin`.
    Metonym,
    /// Another large city.
    City,
    /// The abbreviation of a state after a comma: `Ind.`.
    Abbreviation,
    /// Words for a region: `West African`.
    Region,
}

impl Relation {
    /// What one mention weighs before its place in the article counts, 0 to 1.
    pub(super) fn weight(self) -> f32 {
        match self {
            Self::Name => 1.0,
            Self::Adjective | Self::Region => 0.9,
            Self::Capital => 0.8,
            Self::Area | Self::Metonym | Self::Abbreviation => 0.6,
            Self::City => 0.55,
        }
    }
}

/// One meaning of a name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sense {
    pub(super) target: Target,
    pub(super) relation: Relation,
    /// What one mention weighs, 0 to 1.
    pub(super) weight: f32,
    pub(super) demand: Demand,
    /// Whether it is written in capitals only: `US`, not `us`.
    pub(super) capitals: bool,
}

/// What a sense asks of the rest of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Demand {
    /// Nothing: it competes with the other senses of its name.
    Nothing,
    /// That something else speaks for the same target.
    Support,
    /// Nothing, and it counts beside the other senses rather than instead of them: `Kashmir`.
    Beside,
}

/// All names.
#[derive(Debug, Clone)]
pub(super) struct Gazetteer {
    phrases: Phrases,
    senses: Vec<Vec<Sense>>,
}

impl Gazetteer {
    /// Builds the names from the tables. Names given by hand stand before those of CLDR, and both before cities.
    pub(super) fn build(tables: &Tables) -> Self {
        let mut builder = Builder::default();
        for row in tables::rows(BLOCKERS) {
            tables::listed(row.cell(1)).for_each(|phrase| builder.block(phrase));
        }
        for (place, country) in tables.countries.iter().enumerate() {
            builder.add_country(CountryId(place), country);
        }
        for (place, country) in tables.countries.iter().enumerate() {
            builder.add_listed_names(CountryId(place), country);
        }
        for (place, region) in tables.regions.iter().enumerate() {
            builder.add_region(RegionId(place), region);
        }
        builder.add_rows(tables, ABBREVIATIONS, Relation::Abbreviation);
        builder.add_rows(tables, CITIES, Relation::City);
        Self { phrases: builder.phrases, senses: builder.senses }
    }

    /// Whether a name may begin with this word.
    pub(super) fn may_begin(&self, word: &Token) -> bool {
        self.phrases.may_begin(word)
    }

    /// The longest name that begins at the token `from`.
    pub(super) fn longest(&self, text: &str, tokens: &[Token], from: usize) -> Option<Hit> {
        self.phrases.longest(tokens, from, |before, after| joins(text, before, after))
    }

    /// The senses of a name found; none where the phrase only keeps its words from being read otherwise.
    pub(super) fn senses(&self, name: u32) -> &[Sense] {
        usize::try_from(name).ok().and_then(|name| self.senses.get(name)).map_or(&[], Vec::as_slice)
    }
}

/// Whether two words stand close enough to be one name: `Guinea-Bissau`, `U.S.`, `St. Kitts`, `Côte d’Ivoire`.
fn joins(text: &str, before: &Token, after: &Token) -> bool {
    match text.get(before.end..after.start).unwrap_or_default() {
        " " | "-" | "'" | "’" | "\n" | "\u{a0}" | "‑" | "–" => true,
        "." | ". " | ".\n" => before.end - before.start <= 2,
        _ => false,
    }
}

#[derive(Debug)]
struct Builder {
    phrases: Phrases,
    senses: Vec<Vec<Sense>>,
    words: Vec<Token>,
}

impl Default for Builder {
    fn default() -> Self {
        Self { phrases: Phrases::with_capacity(NAMES), senses: Vec::with_capacity(NAMES), words: Vec::new() }
    }
}

impl Builder {
    fn add_country(&mut self, id: CountryId, country: &Country) {
        let cells = country.cells;
        let columns = [
            (cells.names, Relation::Name),
            (cells.adjectives, Relation::Adjective),
            (cells.capitals, Relation::Capital),
            (cells.metonyms, Relation::Metonym),
            (cells.areas, Relation::Area),
        ];
        for (cell, relation) in columns {
            for name in tables::listed(cell) {
                let (name, sense) = marked(name, Target::Country(id), relation);
                self.add(name, sense);
                if relation == Relation::Adjective && !name.ends_with('s') {
                    self.add(&format!("{name}s"), sense);
                }
            }
        }
    }

    fn add_listed_names(&mut self, id: CountryId, country: &Country) {
        for name in &country.names {
            // CLDR tells the Congos and Myanmar apart by what follows; those names are given by hand.
            if name.contains(['(', ')']) || name.contains(" - ") {
                continue;
            }
            let (_, sense) = marked(name, Target::Country(id), Relation::Name);
            self.add(name, sense);
            if name.contains(" & ") || name.contains("St. ") {
                let spelled = name.replace(" & ", " and ");
                self.add(&spelled, sense);
                self.add(&spelled.replace("St. ", "Saint "), sense);
            }
        }
    }

    fn add_region(&mut self, id: RegionId, region: &Region) {
        let continent = CONTINENTS.contains(&region.title.code.as_str());
        for name in tables::listed(region.words) {
            let (name, mut sense) = marked(name, Target::Region(id), Relation::Region);
            if continent {
                sense.weight = Relation::Area.weight();
            }
            sense.demand = if sense.demand == Demand::Support { Demand::Support } else { Demand::Beside };
            self.add(name, sense);
        }
    }

    /// Adds rows of name, country and, where the table has it, weight.
    fn add_rows(&mut self, tables: &Tables, table: &'static str, relation: Relation) {
        for row in tables::rows(table) {
            let Some(country) = tables.country(row.cell(1)) else { continue };
            let (name, mut sense) = marked(row.cell(0), Target::Country(country), relation);
            sense.weight = row.cell(2).parse().unwrap_or(sense.weight);
            self.add(name, sense);
        }
    }

    /// Adds one sense of a name; the first for a target stands, and a blocked phrase takes none.
    fn add(&mut self, name: &str, sense: Sense) {
        let new = self.senses.len();
        let Some(place) = self.place(name) else { return };
        if place == new {
            self.senses.push(vec![sense]);
        } else if let Some(senses) = self.senses.get_mut(place) {
            let blocked = senses.is_empty();
            let known = senses.iter().any(|other| {
                other.target == sense.target
                    && (other.relation == Relation::Abbreviation)
                        == (sense.relation == Relation::Abbreviation)
            });
            if !blocked && !known {
                senses.push(sense);
            }
        }
    }

    fn block(&mut self, phrase: &str) {
        let new = self.senses.len();
        if self.place(phrase) == Some(new) {
            self.senses.push(Vec::new());
        }
    }

    /// The number of a name: that of a known one, or the next free.
    fn place(&mut self, name: &str) -> Option<usize> {
        scan::tokens(name, &mut self.words);
        let next = u32::try_from(self.senses.len()).ok()?;
        if self.words.is_empty() {
            None
        } else {
            usize::try_from(self.phrases.insert(&self.words, next)).ok()
        }
    }
}

/// A name without its marks, and the sense they ask for: `~` needs support, `^` capitals only, `&` beside others.
fn marked(name: &'static str, target: Target, relation: Relation) -> (&'static str, Sense) {
    let bare = name.trim_end_matches(['~', '^', '&']);
    let marks = name.get(bare.len()..).unwrap_or_default();
    let demand = match (marks.contains('~'), marks.contains('&')) {
        (true, _) => Demand::Support,
        (false, true) => Demand::Beside,
        (false, false) => Demand::Nothing,
    };
    let sense = Sense { target, relation, weight: relation.weight(), demand, capitals: marks.contains('^') };
    (bare, sense)
}

/// The names of a cell without their marks.
pub(super) fn bare_names(cell: &'static str) -> impl Iterator<Item = &'static str> {
    tables::listed(cell).map(|name| name.trim_end_matches(['~', '^', '&']))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text, the words of the name it begins with, and the senses of that name.
    type Case = (&'static str, usize, &'static [(&'static str, Relation)]);

    fn senses_of(text: &str) -> (usize, Vec<(String, Relation)>) {
        let tables = Tables::read();
        let gazetteer = Gazetteer::build(&tables);
        let mut tokens = Vec::new();
        scan::tokens(text, &mut tokens);
        let Some(hit) = gazetteer.longest(text, &tokens, 0) else { return (0, Vec::new()) };
        let code = |target| match target {
            Target::Country(id) => tables.countries[id.0].title.code.to_string(),
            Target::Region(id) => tables.regions[id.0].title.code.to_string(),
        };
        let senses = gazetteer.senses(hit.value).iter().map(|s| (code(s.target), s.relation)).collect();
        (hit.after, senses)
    }

    #[test]
    fn names_have_the_senses_of_their_tables() {
        let cases: &[Case] = &[
            ("Niger", 1, &[("NE", Relation::Name)]),
            ("Niger Delta", 2, &[("NG", Relation::Metonym)]),
            ("Nigeriens", 1, &[("NE", Relation::Adjective)]),
            ("U.S. troops", 2, &[("US", Relation::Name)]),
            ("Guinea-Bissau", 2, &[("GW", Relation::Name)]),
            ("Papua New Guinea", 3, &[("PG", Relation::Name)]),
            ("St. Kitts and Nevis", 4, &[("KN", Relation::Name)]),
            ("Côte d’Ivoire", 3, &[("CI", Relation::Name)]),
            ("Antigua and Barbuda", 3, &[("AG", Relation::Name)]),
            ("ECOWAS", 1, &[("011", Relation::Region), ("ecowas", Relation::Region)]),
            ("New York Times", 3, &[]),
            ("Georgia", 1, &[("US", Relation::Area), ("GE", Relation::Name)]),
        ];
        for (text, words, expected) in cases {
            let (after, mut senses) = senses_of(text);
            let mut expected: Vec<_> = expected.iter().map(|(c, r)| ((*c).to_owned(), *r)).collect();
            senses.sort_by(|a, b| a.0.cmp(&b.0));
            expected.sort_by(|a, b| a.0.cmp(&b.0));
            assert_eq!((after, senses), (*words, expected), "{text}");
        }
    }
}
