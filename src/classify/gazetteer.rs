//! Names of places and what each may stand for.
//!
//! Read from the embedded tables; which of its senses a name has in an article is decided elsewhere.

use super::blob::{Reader, TooLong};
use super::phrases::{Hit, Phrases};
use super::scan::Token;
use super::tables::{CountryId, RegionId, hundredths};
use crate::article::Relation;

/// What a name speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    /// A country.
    Country(CountryId),
    /// A region or group.
    Region(RegionId),
}

impl Relation {
    const ALL: [Self; 8] = [
        Self::Name,
        Self::Adjective,
        Self::Capital,
        Self::Area,
        Self::Metonym,
        Self::City,
        Self::Abbreviation,
        Self::Region,
    ];

    /// What one mention weighs before its place in the article counts, 0 to 1.
    pub(super) fn weight(self) -> f32 {
        hundredths(self.hundredths())
    }

    /// The same in hundredths, as the embedded tables have it.
    pub(super) fn hundredths(self) -> u8 {
        match self {
            Self::Name => 100,
            Self::Adjective | Self::Region => 90,
            Self::Capital => 80,
            Self::Area | Self::Metonym | Self::Abbreviation => 60,
            Self::City => 55,
        }
    }

    /// Its number in the embedded tables.
    pub(super) fn number(self) -> u8 {
        // The order of the list is that of the declaration, which counts from 0.
        self as u8
    }

    /// The relation with this number.
    pub(super) fn of(number: u8) -> Self {
        Self::ALL.get(usize::from(number)).copied().unwrap_or(Self::City)
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
    pub(super) writing: Writing,
}

/// How a name must be written to have a sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Writing {
    /// With a capital: `Niger`, not `niger`.
    Capital,
    /// In capitals only: `US`, not `us`.
    Capitals,
    /// In any way: `français` as well as `Français`.
    Any,
    /// With a capital, and joined to another such word by a hyphen: `Franco` in `Franco-German`.
    Joined,
    /// With a capital behind another such word: `County` in `Hall County`.
    Behind,
}

impl Writing {
    const ALL: [Self; 5] = [Self::Capital, Self::Capitals, Self::Any, Self::Joined, Self::Behind];

    /// Its number in the embedded tables.
    pub(super) fn number(self) -> u8 {
        self as u8
    }

    fn of(number: u8) -> Self {
        Self::ALL.get(usize::from(number)).copied().unwrap_or(Self::Capitals)
    }
}

/// What a sense asks of the rest of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Demand {
    /// Nothing: it competes with the other senses of its name.
    Nothing,
    /// That something else speaks for the same target.
    Support,
    /// Nothing, and it counts beside the other senses rather than instead of them: `Kashmir`.
    Beside,
    /// That nothing speaks for another country without doubt: `Police Department`.
    Alone,
}

impl Demand {
    const ALL: [Self; 4] = [Self::Nothing, Self::Support, Self::Beside, Self::Alone];

    /// Its number in the embedded tables.
    pub(super) fn number(self) -> u8 {
        self as u8
    }

    fn of(number: u8) -> Self {
        Self::ALL.get(usize::from(number)).copied().unwrap_or(Self::Support)
    }
}

/// The bit that tells regions from countries in the embedded tables.
const IS_REGION: u16 = 1 << 15;

/// A target as the embedded tables have it.
pub(super) fn packed_target(target: Target) -> Result<u16, TooLong> {
    let (place, mark) = match target {
        Target::Country(country) => (country.0, 0),
        Target::Region(region) => (region.0, IS_REGION),
    };
    u16::try_from(place).ok().filter(|place| place & IS_REGION == 0).map(|place| place | mark).ok_or(TooLong)
}

/// A target from what the embedded tables have.
pub(super) fn target(packed: u16) -> Target {
    let place = usize::from(packed & !IS_REGION);
    if packed & IS_REGION == 0 { Target::Country(CountryId(place)) } else { Target::Region(RegionId(place)) }
}

/// All names.
#[derive(Debug, Clone)]
pub(super) struct Gazetteer {
    phrases: Phrases,
    senses: Vec<Sense>,
    /// For each name, and once more after the last, the place of its first sense.
    first_senses: Vec<usize>,
    /// Whether any name may be written with a small letter.
    small_letters: bool,
}

impl Gazetteer {
    /// Reads its section of the embedded tables.
    pub(super) fn read(mut section: Reader) -> Self {
        let phrases = Phrases::read(&mut section);
        // All of a sense but its target: there are a few dozen of these, and thousands of senses.
        let manners = section.list(|section| Sense {
            target: Target::Country(CountryId(0)),
            relation: Relation::of(section.byte()),
            weight: hundredths(section.byte()),
            demand: Demand::of(section.byte()),
            writing: Writing::of(section.byte()),
        });
        let mut gazetteer = Self { phrases, senses: Vec::new(), first_senses: vec![0], small_letters: false };
        let mut senses = Vec::new();
        for _ in 0..section.half() {
            let names = section.half();
            senses.clear();
            for _ in 0..section.byte() {
                let (target, manner) = (target(section.half()), usize::from(section.byte()));
                senses.extend(manners.get(manner).map(|manner| Sense { target, ..*manner }));
            }
            for _ in 0..names {
                gazetteer.senses.extend_from_slice(&senses);
                gazetteer.first_senses.push(gazetteer.senses.len());
            }
        }
        gazetteer.small_letters = manners.iter().any(|manner| manner.writing == Writing::Any);
        gazetteer
    }

    /// Of these phrases, with the senses of each by its number, from 1.
    pub(super) fn of(phrases: Phrases, senses: Vec<Vec<Sense>>) -> Self {
        let ends = senses.iter().scan(0, |end, senses| {
            *end += senses.len();
            Some(*end)
        });
        let first_senses = std::iter::once(0).chain(ends).collect();
        let senses: Vec<Sense> = senses.into_iter().flatten().collect();
        let small_letters = senses.iter().any(|sense| sense.writing == Writing::Any);
        Self { phrases, senses, first_senses, small_letters }
    }

    /// Whether a name may begin with this word.
    pub(super) fn may_begin(&self, word: &Token) -> bool {
        (word.is_capitalised() || self.small_letters) && self.phrases.may_begin(word)
    }

    /// Whether any name may be written with a small letter.
    pub(super) fn has_small_letters(&self) -> bool {
        self.small_letters
    }

    /// The longest name that begins at the token `from`.
    pub(super) fn longest(&self, text: &str, tokens: &[Token], from: usize) -> Option<Hit> {
        self.phrases.longest(tokens, from, |before, after| joins(text, before, after))
    }

    /// The senses of a name found; none where the phrase only keeps its words from being read otherwise.
    pub(super) fn senses(&self, name: u32) -> &[Sense] {
        // Numbers of phrases begin at 1.
        let Some(place) = usize::try_from(name).ok().and_then(|name| name.checked_sub(1)) else { return &[] };
        let (first, after) = (self.first_senses.get(place), self.first_senses.get(place + 1));
        first.zip(after).and_then(|(first, after)| self.senses.get(*first..*after)).unwrap_or_default()
    }
}

/// Whether two words stand close enough to be one name: `Guinea-Bissau`, `U.S.`, `St. Kitts`, `Côte d’Ivoire`.
fn joins(text: &str, before: &Token, after: &Token) -> bool {
    match text.get(before.end..after.start).unwrap_or_default() {
        " " | "-" | "'" | "’" | "\n" | "\u{a0}" | "‑" | "–" => true,
        "." | ". " | ".-" | ".\n" => before.end - before.start <= 2,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::scan;
    use crate::classify::tests::{gazetteer, tables};

    /// A text, the words of the name it begins with, and the senses of that name.
    type Case = (&'static str, usize, &'static [(&'static str, Relation)]);

    fn senses_of(text: &str) -> (usize, Vec<(String, Relation)>) {
        let (tables, gazetteer) = (tables(), gazetteer());
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
