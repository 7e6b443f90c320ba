//! Which of its senses each place name has in this article, by what else the article names.

use std::collections::HashMap;

use crate::article::{Place, Reason, Relation};

use super::fields::Field;
use super::gazetteer::{Demand, Gazetteer, Sense, Target, Writing};
use super::tables::{CountryId, RegionId, Tables};
use super::toponym::{Found, Letters, Reading};

/// How much else must speak for a country before an ambiguous name may: half a mention by name.
const ENOUGH_SUPPORT: f32 = 0.5;
/// Support beyond this makes a sense no likelier.
const FULL_SUPPORT: f32 = 8.0;
/// The same for a name in the dateline.
const FULL_DATELINE_SUPPORT: f32 = 0.5;
/// What a sense is worth when nothing else speaks for its country.
const UNSUPPORTED: f32 = 0.25;
/// What being the home of its source speaks for a country: as much as two mentions by name.
const HOME_SUPPORT: f32 = 2.0;
/// What the first hint speaks for a country where nothing speaks for another.
const HINT_SUPPORT: f32 = 2.0;

/// How much a dateline counts where the headline names another country than that the report was filed from.
const FILED_ABROAD: f32 = 3.0;

/// One name's word for one country or region.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Vote {
    /// The place of the name in the list of names found.
    pub(super) found: usize,
    pub(super) target: Target,
    pub(super) relation: Relation,
    /// The weight of the name times that of its place.
    pub(super) weight: f32,
    /// Whether it speaks for the home of the source and would not without that.
    pub(super) by_home: bool,
}

/// Resolves the names of one article.
pub(super) struct Resolver<'a> {
    tables: &'a Tables,
    gazetteer: &'a Gazetteer,
    fields: &'a [Field<'a>],
    /// What speaks for each country without doubt.
    support: Vec<f32>,
    /// Names that stand in the article as part of a person's name, or of a place elsewhere, and which.
    doubted: HashMap<u32, Reason>,
    /// The home country of the source.
    home: Option<CountryId>,
    /// The one country that words may speak for which are said there, if not there alone.
    hinted_at: Option<CountryId>,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(
        tables: &'a Tables,
        gazetteer: &'a Gazetteer,
        fields: &'a [Field<'a>],
        found: &[Found],
        home: Option<CountryId>,
    ) -> Self {
        let doubt = |name: &Found| match name.reading {
            Reading::Nothing(reason @ (Reason::PersonName | Reason::Elsewhere)) => Some((name.name, reason)),
            Reading::Nothing(_) | Reading::Open | Reading::In(_) | Reading::Means(_) => None,
        };
        let doubted = found.iter().filter_map(doubt).collect();
        let support = vec![0.0; tables.countries.len()];
        let mut resolver = Self { tables, gazetteer, fields, support, doubted, home, hinted_at: None };
        for name in found {
            resolver.add_support(name);
        }
        resolver.take_hints(found);
        resolver
    }

    /// Lets hints speak for the one country they are for, where neither names nor the home of the source speak for
    /// another.
    fn take_hints(&mut self, found: &[Found]) {
        let hints = || found.iter().filter_map(|name| self.hint(name));
        let Some((country, _)) = hints().next() else { return };
        let weight: f32 = hints().map(|(_, weight)| weight).sum();
        let rivals = || (0..).map(CountryId).zip(&self.support).filter(|(other, _)| *other != country);
        let alone = hints().all(|(other, _)| other == country)
            && self.home.is_none_or(|home| home == country)
            && rivals().all(|(_, support)| *support < ENOUGH_SUPPORT);
        if let Some(support) = self.support.get_mut(country.0).filter(|_| alone) {
            *support += weight.max(HINT_SUPPORT);
            self.hinted_at = Some(country);
        }
    }

    /// The country that a name only hints at.
    fn hint(&self, name: &Found) -> Option<(CountryId, f32)> {
        let senses = self.gazetteer.senses(name.name).iter();
        let mut hints = senses.filter(|sense| sense.demand == Demand::Alone && name.allows(sense));
        let sense = hints.next().filter(|_| name.reading == Reading::Open)?;
        match sense.target {
            Target::Country(country) => Some((country, sense.weight * name.share)),
            Target::Region(_) => None,
        }
    }

    /// The country that names which can mean no other speak for most; none where two do alike.
    pub(super) fn surest(&self) -> Option<CountryId> {
        let most = self.support.iter().copied().fold(0.0, f32::max);
        let mut leading = (0..).zip(&self.support).filter(|(_, support)| **support >= most && most > 0.0);
        let (country, _) = leading.next()?;
        leading.next().is_none().then_some(CountryId(country))
    }

    /// Gives the votes of all names, and marks those that have none with the reason.
    pub(super) fn votes(&self, found: &mut [Found]) -> Vec<Vote> {
        let mut votes = Vec::with_capacity(found.len());
        for (place, name) in found.iter_mut().enumerate() {
            if matches!(name.reading, Reading::Nothing(_)) {
                continue;
            }
            if let Reading::Means(target) = name.reading {
                let sense = meant(target);
                let at = self.weight_at(name, &sense, &votes);
                votes.push(self.vote(place, name, &sense, at));
                continue;
            }
            let before = votes.len();
            for sense in self.senses_meant(name, self.home) {
                let at = self.weight_at(name, sense, &votes);
                votes.push(self.vote(place, name, sense, at));
            }
            if votes.len() == before {
                name.reading = Reading::Nothing(self.why_nothing(name));
            }
        }
        votes
    }

    fn add_support(&mut self, name: &Found) {
        let senses = self.gazetteer.senses(name.name);
        let certain = match name.reading {
            Reading::Nothing(_) => None,
            Reading::Means(target) => Some(&meant(target)),
            Reading::In(country) => senses.iter().find(|sense| sense.target == Target::Country(country)),
            Reading::Open if self.doubted.contains_key(&name.name) => None,
            Reading::Open => {
                let mut possible = senses.iter().filter(|sense| name.allows(sense));
                let first = possible.next();
                first.filter(|sense| possible.next().is_none() && !is_doubtful(name, sense))
            }
        };
        let Some(Sense { target: Target::Country(country), weight, .. }) = certain else { return };
        if let Some(support) = self.support.get_mut(country.0) {
            *support += weight * name.share;
        }
    }

    /// The senses a name has here: the best of those that compete, and all that stand beside others.
    fn senses_meant(&self, name: &Found, home: Option<CountryId>) -> impl Iterator<Item = &'a Sense> {
        let senses = self.gazetteer.senses(name.name);
        let (reading, name) = (name.reading, *name);
        let fixed = move |sense: &&Sense| match reading {
            Reading::In(country) => sense.target == Target::Country(country),
            Reading::Open | Reading::Nothing(_) | Reading::Means(_) => true,
        };
        let possible = senses
            .iter()
            .filter(move |sense| name.allows(sense))
            .filter(fixed)
            .filter(move |sense| matches!(reading, Reading::In(_)) || self.may_stand(&name, sense, home));
        let best = possible
            .clone()
            .filter(|sense| sense.demand != Demand::Beside)
            .max_by(|a, b| self.likelihood(&name, a, home).total_cmp(&self.likelihood(&name, b, home)));
        let beside = possible.filter(|sense| sense.demand == Demand::Beside);
        best.into_iter().chain(beside)
    }

    /// Whether a sense that is in doubt has the support it needs.
    fn may_stand(&self, name: &Found, sense: &Sense, home: Option<CountryId>) -> bool {
        if sense.demand == Demand::Alone {
            return self.hinted_at.is_some_and(|country| sense.target == Target::Country(country));
        }
        let supported = || self.support_of(sense, home) >= ENOUGH_SUPPORT;
        // What a rule keeps from its first meaning is not for that a lesser place of the name.
        if self.doubted.contains_key(&name.name) || name.barred.is_some() {
            return supported();
        }
        let filed_from =
            self.is_dateline(name) && matches!(sense.relation, Relation::Capital | Relation::City);
        !is_doubtful(name, sense) || filed_from || supported()
    }

    fn likelihood(&self, name: &Found, sense: &Sense, home: Option<CountryId>) -> f32 {
        // A report about one country is filed from another; its town of that name would be named with its state.
        let full =
            if self.is_dateline(name) && home.is_none() { FULL_DATELINE_SUPPORT } else { FULL_SUPPORT };
        sense.weight * (UNSUPPORTED + self.support_of(sense, home).min(full))
    }

    fn is_dateline(&self, name: &Found) -> bool {
        self.fields.get(name.field).is_some_and(|field| field.place == Place::Dateline)
    }

    /// What else speaks for the country of a sense, or for any country of its region.
    fn support_of(&self, sense: &Sense, home: Option<CountryId>) -> f32 {
        match sense.target {
            Target::Country(country) => {
                let by_home = if home == Some(country) { HOME_SUPPORT } else { 0.0 };
                by_home + self.support.get(country.0).copied().unwrap_or_default()
            }
            Target::Region(region) => self.support_in(region),
        }
    }

    fn support_in(&self, region: RegionId) -> f32 {
        let countries = self.tables.countries.iter().zip(&self.support);
        countries.filter(|(country, _)| country.regions.contains(&region)).map(|(_, support)| support).sum()
    }

    /// How much the place of a name in the article counts, where these names have been read before it.
    fn weight_at(&self, name: &Found, sense: &Sense, before: &[Vote]) -> f32 {
        let Some(field) = self.fields.get(name.field) else { return 1.0 };
        let named_in_headline =
            |wanted: fn(Target, Target) -> bool| before.iter().any(|vote| wanted(vote.target, sense.target));
        let filed_abroad = field.place == Place::Dateline
            && named_in_headline(|named, _| matches!(named, Target::Country(_)))
            && !named_in_headline(|named, own| named == own);
        if filed_abroad { FILED_ABROAD } else { field.weight_at(name.start) }
    }

    fn vote(&self, place: usize, name: &Found, sense: &Sense, at: f32) -> Vote {
        let by_home = self.is_by_home(name, sense);
        // A lesser place of a well-known name is an ordinary one where the source is at home.
        let weight = if by_home { sense.weight.max(sense.relation.weight()) } else { sense.weight };
        Vote {
            found: place,
            target: sense.target,
            relation: sense.relation,
            weight: weight * name.share * at,
            by_home,
        }
    }

    /// Whether a name means this sense only because its country is the home of the source.
    fn is_by_home(&self, name: &Found, sense: &Sense) -> bool {
        self.home.is_some_and(|home| sense.target == Target::Country(home))
            && !matches!(name.reading, Reading::Means(_))
            && !self.senses_meant(name, None).any(|other| other.target == sense.target)
    }

    fn why_nothing(&self, name: &Found) -> Reason {
        if name.barred.is_some() {
            Reason::Denied
        } else if let Some(reason) = self.doubted.get(&name.name) {
            *reason
        } else if self.gazetteer.senses(name.name).iter().any(|sense| name.allows(sense)) {
            Reason::NoSupport
        } else {
            Reason::SmallLetters
        }
    }
}

/// What a name means by a rule of the reader's, as if it were the name of the place.
fn meant(target: Target) -> Sense {
    let (relation, demand) = (Relation::Name, Demand::Nothing);
    Sense { target, relation, weight: relation.weight(), demand, writing: Writing::Any }
}

/// Whether a sense needs support: by itself, or because a line in capitals hides which word it is.
fn is_doubtful(name: &Found, sense: &Sense) -> bool {
    matches!(sense.demand, Demand::Support | Demand::Alone)
        || (sense.writing == Writing::Capitals && name.letters == Letters::CapitalLine)
}
