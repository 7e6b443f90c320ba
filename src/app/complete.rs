//! What the word being typed in the filter can become: fields, and their values with how many of the listed articles have
//! each.

use super::counts::FieldValue;
use super::days::{Days, days};
use super::filter::{facet_query, field_name, words};
use super::listing::Facet;
use crate::article::Date;
use crate::query::{FIELDS, FieldRow, Kind, Resolved, SortKey, State, Takes, Tier, Vocabulary};
use crate::text::{SafeText, fold};

/// How many values of one field are offered.
const VALUES: usize = 12;

/// Something the last word could be completed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What is shown: `region: Sahel`.
    pub label: SafeText,
    /// What takes the place of the last word: `region:sahel`, `region:` where a value is to follow, or
    /// `topic:economy topic:labour` for a topic that is counted with lesser ones.
    pub query: String,
    /// How many of the listed articles have it; none where that is not counted.
    pub count: Option<usize>,
}

/// What completions are made from.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The names of regions, countries, topics and tags.
    pub vocabulary: &'a Vocabulary,
    /// How many of the listed articles have each, as far as that is counted.
    pub facets: &'a [&'a Facet],
    /// How many of the listed articles come from each source, are in each language and have each tag of the reader's own,
    /// as far as that is counted.
    pub values: &'a [FieldValue],
    /// How many of them were published when, as far as that is counted.
    pub dates: &'a [(Option<Date>, usize)],
    /// The day states are asked about.
    pub today: Option<Date>,
}

/// What the last word of a filter may stand for, best first.
pub fn completions(known: Known<'_>, typed: &str) -> Vec<Completion> {
    let word = typed.rsplit(char::is_whitespace).next().unwrap_or_default();
    let (before, word) = word.split_at(word.len() - word.trim_start_matches(['-', '(']).len());
    if word.is_empty() || ["OR", "AND", "NOT"].contains(&word) {
        return Vec::new();
    }
    let mut found = if let Some((name, value)) = word.split_once(':') {
        let row = FIELDS.iter().find(|row| row.name.eq_ignore_ascii_case(name));
        row.map(|row| values(known, row, value)).unwrap_or_default()
    } else {
        names_and_fields(known, word)
    };
    found.retain(|completion| completion.query != word);
    for completion in &mut found {
        // What several fields find together is left out by leaving out each.
        let each = if before == "-" { " -" } else { " " };
        completion.query = format!("{before}{}", words(&completion.query).join(each));
    }
    found
}

/// A name that begins so is likelier meant than a field, and a field likelier than a word within a name.
fn names_and_fields(known: Known<'_>, word: &str) -> Vec<Completion> {
    let begins = |tier: &Tier| matches!(tier, Tier::Exact | Tier::Prefix);
    let terms = known.of_every_kind(word).into_iter();
    let (names, parts): (Vec<_>, Vec<_>) = terms.partition(|(tier, _)| begins(tier));
    let completions = |terms: Vec<(Tier, Completion)>| terms.into_iter().map(|(_, one)| one);
    completions(names).chain(fields(word)).chain(completions(parts)).collect()
}

/// Fields whose names begin so.
fn fields(word: &str) -> impl Iterator<Item = Completion> {
    let begins = move |row: &&FieldRow| row.name.starts_with(&word.to_ascii_lowercase());
    FIELDS.iter().filter(begins).map(|row| Completion {
        label: SafeText::label(&format!("{}: {}", row.name, row.about)),
        query: format!("{}:", row.name),
        count: None,
    })
}

/// Values of a field that begin or read so.
fn values(known: Known<'_>, row: &FieldRow, value: &str) -> Vec<Completion> {
    let listed = |values: Vec<(String, String)>| {
        let begins = |(name, _): &(String, String)| name.starts_with(&value.to_ascii_lowercase());
        let fitting = values.into_iter().filter(begins);
        let completion = |(name, says): (String, String)| Completion {
            label: SafeText::label(&says),
            query: format!("{}:{name}", row.name),
            count: None,
        };
        fitting.map(completion).collect()
    };
    match row.takes {
        Takes::State => {
            let states = known.today.map(State::all).into_iter().flatten().map(State::name);
            listed(states.map(|name| (name.to_owned(), name.to_owned())).collect())
        }
        Takes::Order => {
            let keys = SortKey::ALL.map(SortKey::name);
            listed(keys.map(|name| (name.to_owned(), format!("by {name}"))).to_vec())
        }
        Takes::Days => known.days(row, value),
        Takes::Words | Takes::Language | Takes::Term(Kind::Tag) => known.values(row, value),
        Takes::Term(kind @ (Kind::Region | Kind::Country | Kind::Topic)) => known.terms(row, kind, value),
        Takes::Id | Takes::Number => Vec::new(),
    }
}

impl Known<'_> {
    /// The best term of each kind and how sure it is, the surest first.
    fn of_every_kind(self, word: &str) -> Vec<(Tier, Completion)> {
        let kinds = [Kind::Region, Kind::Country, Kind::Topic, Kind::Tag].into_iter();
        let best = kinds.filter_map(|kind| {
            let found = self.vocabulary.resolve(kind, word).into_iter().next()?;
            (!found.tier.is_guess()).then_some((found.tier, self.completion(field_name(kind), &found)))
        });
        let mut best: Vec<_> = best.collect();
        // What no listed article has would leave nothing to list.
        best.sort_by_key(|(tier, one)| (one.count.is_none(), *tier));
        best
    }

    /// The terms of a field that a value may stand for; where there is no value yet, those of the listed articles, the
    /// commonest first.
    fn terms(self, row: &FieldRow, kind: Kind, value: &str) -> Vec<Completion> {
        if value.is_empty() {
            let of_kind = self.facets.iter().copied().filter(|facet| facet.kind == kind);
            let mut facets: Vec<&Facet> = of_kind.collect();
            facets.sort_by_key(|facet| std::cmp::Reverse(facet.count));
            let offered = facets.into_iter().take(VALUES);
            return offered.map(|facet| with_count(row.name, kind, &facet.label, Some(facet))).collect();
        }
        let found = self.vocabulary.resolve(kind, value).into_iter();
        let found = found.filter(|found| !found.tier.is_guess()).take(VALUES);
        let mut terms: Vec<Completion> = found.map(|found| self.completion(row.name, &found)).collect();
        terms.sort_by_key(|one| one.count.is_none());
        terms
    }

    /// The values of a field that no vocabulary names: those that begin so before those in which a word does.
    fn values(self, row: &FieldRow, value: &str) -> Vec<Completion> {
        let typed = fold(value.trim_matches('"')).into_owned();
        let begins_word = |label: &str| {
            let words = label.match_indices(&typed).filter_map(|(at, _)| label.get(..at));
            words.into_iter().any(|before| !before.ends_with(char::is_alphanumeric))
        };
        let fit = |value: &&FieldValue| {
            let label = fold(&value.label);
            if label.starts_with(&typed) { Some(0) } else { begins_word(&label).then_some(1) }
        };
        let own = self.values.iter().filter(|value| value.field == row.name);
        let mut fitting: Vec<_> = own.filter_map(|value| Some((fit(&value)?, value))).collect();
        // Those with most articles stand first already.
        fitting.sort_by_key(|(fit, _)| *fit);
        let completion = |(_, value): (i32, &FieldValue)| Completion {
            label: SafeText::label(&format!("{}: {}", value.field, value.label)),
            query: value.query(),
            count: Some(value.count),
        };
        fitting.into_iter().take(VALUES).map(completion).collect()
    }

    fn completion(self, field: &str, found: &Resolved<'_>) -> Completion {
        let same = |facet: &&Facet| facet.kind == found.term.kind && *facet.code == *found.term.code;
        // An article that names a country need not be about it, which is what is counted.
        let facet = self.facets.iter().copied().find(same).filter(|_| field != "mentions");
        with_count(field, found.term.kind, &found.term.label, facet)
    }

    /// The days on which listed articles were published.
    fn days(self, row: &FieldRow, value: &str) -> Vec<Completion> {
        let days = days(self.dates, self.today, value).into_iter().take(VALUES);
        let completion = |days: Days| Completion {
            label: SafeText::label(&format!("{}: {}", row.name, days.says)),
            query: format!("{}:{}", row.name, days.value),
            count: days.count,
        };
        days.map(completion).collect()
    }
}

/// A term of a field; where it was counted, with what is counted with it.
fn with_count(field: &str, kind: Kind, label: &str, facet: Option<&Facet>) -> Completion {
    let facet = facet.filter(|_| field != "mentions");
    let lesser = facet.into_iter().flat_map(|facet| &facet.holds).map(SafeText::as_str);
    let word = |label: &str| {
        let query = facet_query(kind, label);
        format!("{field}:{}", query.split_once(':').map_or("", |(_, value)| value))
    };
    Completion {
        label: SafeText::label(&format!("{field}: {label}")),
        query: std::iter::once(label).chain(lesser).map(word).collect::<Vec<_>>().join(" "),
        count: facet.map(|facet| facet.count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Term;

    fn term(kind: Kind, code: &str, label: &str) -> Term {
        Term { kind, code: code.to_owned(), label: label.to_owned(), aliases: Vec::new() }
    }

    fn facet(kind: Kind, code: &str, label: &str, count: usize) -> Facet {
        let (code, label) = (SafeText::label(code), SafeText::label(label));
        Facet {
            kind,
            code,
            label,
            count,
            detail: SafeText::default(),
            holds: Vec::new(),
            within: Vec::new(),
            folded: false,
        }
    }

    fn offered(typed: &str) -> Vec<(String, Option<usize>)> {
        let vocabulary = Vocabulary::new(vec![
            term(Kind::Region, "011", "Western Africa"),
            term(Kind::Region, "sahel", "Sahel"),
            term(Kind::Country, "NE", "Niger"),
            term(Kind::Topic, "16000000", "conflict"),
        ]);
        let facets = [
            facet(Kind::Region, "011", "Western Africa", 2),
            facet(Kind::Region, "sahel", "Sahel", 3),
            facet(Kind::Country, "NE", "Niger", 2),
        ];
        let today = "2026-02-20".parse().ok();
        let facets: Vec<&Facet> = facets.iter().collect();
        let value = |field: &'static str, value: &str, count| FieldValue {
            field,
            value: value.to_owned(),
            label: SafeText::label(value.trim_matches('"')),
            count,
        };
        let values = [
            value("source", "\"Harbour News.mbox\"", 5),
            value("source", "\"niger\"", 4),
            value("source", "\"news\"", 1),
            value("tag", "energy", 2),
            value("language", "en", 6),
            value("language", "fr", 1),
        ];
        let known = Known { vocabulary: &vocabulary, facets: &facets, values: &values, dates: &[], today };
        completions(known, typed).into_iter().map(|one| (one.query, one.count)).collect()
    }

    fn queries(typed: &str) -> Vec<String> {
        offered(typed).into_iter().map(|(query, _)| query).collect()
    }

    #[test]
    fn a_word_becomes_a_term_with_its_count_or_a_field() {
        assert_eq!(offered("war sah"), [("region:sahel".to_owned(), Some(3))]);
        assert_eq!(queries("reg"), ["region:"]);
        assert_eq!(queries("so"), ["source:", "sort:"]);
        assert_eq!(queries("-nig"), ["-country:niger"]);
        assert_eq!(queries("(war OR -(nig"), ["-(country:niger"]);
        assert!(queries("war OR").is_empty() && queries("(").is_empty());
        assert!(queries("war ").is_empty());
    }

    #[test]
    fn a_field_without_a_value_offers_what_is_listed_the_commonest_first() {
        let expected = [("region:sahel".to_owned(), Some(3)), ("region:western-africa".to_owned(), Some(2))];
        assert_eq!(offered("region:"), expected);
        assert_eq!(offered("mentions:nig"), [("mentions:niger".to_owned(), None)]);
    }

    #[test]
    fn sources_and_languages_are_offered_with_their_counts_the_likeliest_first() {
        assert_eq!(
            offered("war language:"),
            [("language:en".to_owned(), Some(6)), ("language:fr".to_owned(), Some(1))]
        );
        assert_eq!(queries("-source:NE"), [r#"-source:"news""#, r#"-source:"Harbour News.mbox""#]);
        assert_eq!(queries("source:\"nig"), [r#"source:"niger""#]);
        assert_eq!(queries("source:").len(), 3);
        assert_eq!(offered("-tag:en"), [("-tag:energy".to_owned(), Some(2))]);
        assert!(queries("language:en").is_empty(), "it stands there already");
    }

    #[test]
    fn a_topic_is_offered_with_the_lesser_ones_it_is_counted_with() {
        let (vocabulary, mut economy) = (Vocabulary::default(), facet(Kind::Topic, "04", "economy", 9));
        economy.holds = vec![SafeText::label("labour")];
        let facets = [&economy];
        let known = Known { vocabulary: &vocabulary, facets: &facets, values: &[], dates: &[], today: None };
        let queries = |typed| completions(known, typed).into_iter().map(|one| one.query).collect::<Vec<_>>();
        assert_eq!(queries("topic:"), ["topic:economy topic:labour"]);
        assert_eq!(queries("-topic:"), ["-topic:economy -topic:labour"]);
    }

    #[test]
    fn states_orders_and_days_are_offered_by_name() {
        assert_eq!(queries("is:s"), ["is:starred", "is:snoozed"]);
        assert_eq!(queries("sort:d"), ["sort:date"]);
        assert_eq!(queries("date:1"), ["date:1w..", "date:1m..", "date:1y.."]);
        assert!(queries("is:starred").is_empty(), "what stands there already is not offered");
        assert!(queries("source:r").is_empty());
        assert!(queries("id:r").is_empty());
        assert!(queries("nothing:r").is_empty());
    }
}
