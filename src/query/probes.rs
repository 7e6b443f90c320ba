//! What readers type for what they mean: a vocabulary of sixty terms and as many probes.

use super::{Kind, Term, Tier, Vocabulary};

const REGIONS: &str = "\
001 World
002 Africa: African
015 Northern Africa: North Africa
011 Western Africa: West Africa, ECOWAS
014 Eastern Africa: East Africa
017 Middle Africa: Central Africa
018 Southern Africa
019 Americas
021 Northern America: North America
013 Central America
029 Caribbean
005 South America
latin-america Latin America: Latam
142 Asia: Asian
143 Central Asia
030 Eastern Asia: East Asia, Far East
035 South-eastern Asia: Southeast Asia, SE Asia
034 Southern Asia: South Asia
145 Western Asia
150 Europe: European
151 Eastern Europe
154 Northern Europe
009 Oceania: Pacific
sahel Sahel: Sahelian
middle-east Middle East: Mideast
mena Middle East and North Africa: MENA
horn-of-africa Horn of Africa
gulf Gulf: GCC, Persian Gulf
balkans Balkans: Balkan
eu European Union: EU
nato NATO";

const COUNTRIES: &str = "\
NE Niger: Nigerien, Niamey
NG Nigeria: Nigerian, Abuja, Lagos
NI Nicaragua
GN Guinea: Conakry
GW Guinea-Bissau
GQ Equatorial Guinea
PG Papua New Guinea: PNG
CG Congo: Republic of the Congo, Brazzaville, Congo-Brazzaville
CD DR Congo: Democratic Republic of the Congo, DRC, Kinshasa, Congo-Kinshasa
CF Central African Republic: CAR
US United States: US, USA, America, American, Washington
GB United Kingdom: UK, Britain, British
UA Ukraine: Kyiv, Kiev
SA Saudi Arabia: KSA, Riyadh
ZA South Africa: RSA, Pretoria
KR South Korea: Republic of Korea, Seoul
KP North Korea: DPRK, Pyongyang
CI Côte d’Ivoire: Ivory Coast, Abidjan
AE United Arab Emirates: UAE, Dubai
ML Mali: Bamako
PH Philippines: Filipino, Manila
AF Afghanistan: Kabul
MX Mexico
SV El Salvador
ET Ethiopia: Addis Ababa";

const TOPICS: &str = "\
16000000 conflict: war, military, peace
11000000 politics: election, government
04000000 economy: business, biz, finance
13000000 science: technology, tech
15000000 sport: sports, football
07000000 health: medicine, covid
06000000 environment: climate
02000000 crime: justice, court
03000000 disaster: accident, earthquake
05000000 education: schools
20000638 diplomacy: foreign affairs";

fn terms(kind: Kind, table: &str) -> impl Iterator<Item = Term> {
    table.lines().filter_map(move |line| {
        let (code, names) = line.split_once(' ')?;
        let (label, aliases) = names.split_once(": ").unwrap_or((names, ""));
        let aliases = aliases.split(", ").filter(|alias| !alias.is_empty()).map(str::to_owned).collect();
        Some(Term { kind, code: code.to_owned(), label: label.to_owned(), aliases })
    })
}

fn vocabulary() -> Vocabulary {
    let tags = "energy energy\nto-read to read";
    let regions = terms(Kind::Region, REGIONS).chain(terms(Kind::Country, COUNTRIES));
    Vocabulary::new(regions.chain(terms(Kind::Topic, TOPICS)).chain(terms(Kind::Tag, tags)).collect())
}

/// What is typed after a field, and the codes it means.
const PROBES: &[(Kind, &str, &str)] = &[
    (Kind::Region, "sahel", "sahel"),
    (Kind::Region, "Sahelian", "sahel"),
    (Kind::Region, "sahle", "sahel"),
    (Kind::Region, "wafr", "011"),
    (Kind::Region, "w africa", "011"),
    (Kind::Region, "west africa", "011"),
    (Kind::Region, "western afr", "011"),
    (Kind::Region, "ecowas", "011"),
    (Kind::Region, "nafr", "015"),
    (Kind::Region, "eafr", "014"),
    (Kind::Region, "s africa", "018"),
    (Kind::Region, "cafr", "017"),
    (Kind::Region, "africa", "002"),
    (Kind::Region, "mena", "mena"),
    (Kind::Region, "middle east", "middle-east"),
    (Kind::Region, "mideast", "middle-east"),
    (Kind::Region, "se asia", "035"),
    (Kind::Region, "seasia", "035"),
    (Kind::Region, "southeast asia", "035"),
    (Kind::Region, "s asia", "034 035"),
    (Kind::Region, "c asia", "143"),
    (Kind::Region, "latam", "latin-america"),
    (Kind::Region, "s america", "005"),
    (Kind::Region, "carib", "029"),
    (Kind::Region, "carribean", "029"),
    (Kind::Region, "horn", "horn-of-africa"),
    (Kind::Region, "hoa", "horn-of-africa"),
    (Kind::Region, "persian", "gulf"),
    (Kind::Region, "eu", "eu"),
    (Kind::Region, "balkn", "balkans"),
    (Kind::Region, "145", "145"),
    (Kind::Region, "nato", "nato"),
    (Kind::Country, "niger", "NE"),
    (Kind::Country, "NIGER", "NE"),
    (Kind::Country, "nigeria", "NG"),
    (Kind::Country, "nigerian", "NG"),
    (Kind::Country, "ne", "NE"),
    (Kind::Country, "guinea", "GN"),
    (Kind::Country, "guinea b", "GW"),
    (Kind::Country, "eq guinea", "GQ"),
    (Kind::Country, "png", "PG"),
    (Kind::Country, "congo", "CG"),
    (Kind::Country, "drc", "CD"),
    (Kind::Country, "dr congo", "CD"),
    (Kind::Country, "drcongo", "CD"),
    (Kind::Country, "kinshasa", "CD"),
    (Kind::Country, "car", "CF"),
    (Kind::Country, "us", "US"),
    (Kind::Country, "u.s.", "US"),
    (Kind::Country, "usa", "US"),
    (Kind::Country, "america", "US"),
    (Kind::Country, "uk", "GB"),
    (Kind::Country, "britain", "GB"),
    (Kind::Country, "uae", "AE"),
    (Kind::Country, "s korea", "KR"),
    (Kind::Country, "skorea", "KR"),
    (Kind::Country, "north k", "KP"),
    (Kind::Country, "cote divoire", "CI"),
    (Kind::Country, "ivory", "CI"),
    (Kind::Country, "ukrane", "UA"),
    (Kind::Country, "phillipines", "PH"),
    (Kind::Country, "afganistan", "AF"),
    (Kind::Country, "salvador", "SV"),
    (Kind::Country, "ethopia", "ET"),
    (Kind::Country, "kyiv", "UA"),
    (Kind::Country, "nig", "NE NG"),
    (Kind::Topic, "confl", "16000000"),
    (Kind::Topic, "war", "16000000"),
    (Kind::Topic, "biz", "04000000"),
    (Kind::Topic, "tech", "13000000"),
    (Kind::Topic, "climate", "06000000"),
    (Kind::Topic, "sports", "15000000"),
    (Kind::Topic, "polit", "11000000"),
    (Kind::Topic, "polticis", "11000000"),
    (Kind::Topic, "econ", "04000000"),
    (Kind::Topic, "cnflct", "16000000"),
    (Kind::Topic, "envrnmnt", "06000000"),
    (Kind::Tag, "read", "to-read"),
];

/// What a field's value means, as codes.
fn meant(kind: Kind, typed: &str) -> Vec<String> {
    vocabulary().meant(kind, typed).iter().map(|resolved| resolved.term.code.clone()).collect()
}

#[test]
fn typed_values_mean_what_readers_mean() {
    let mut wrong = Vec::new();
    for (kind, typed, expected) in PROBES {
        let found = meant(*kind, typed).join(" ");
        if found != *expected {
            wrong.push(format!("{typed} means {found}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}: {wrong:#?}", wrong.len(), PROBES.len());
}

#[test]
fn nonsense_means_nothing() {
    for typed in ["xyzzy", "qqq", "zzzzzzzz", "iron", "asdfgh", "blah", "tnt"] {
        for kind in [Kind::Region, Kind::Country, Kind::Topic, Kind::Tag] {
            assert_eq!(meant(kind, typed), Vec::<String>::new(), "{typed} as {kind:?}");
        }
    }
}

#[test]
fn pickers_show_the_best_first_and_more_below() {
    let vocabulary = vocabulary();
    let labels = |typed: &str| -> Vec<String> {
        vocabulary.resolve(Kind::Country, typed).iter().map(|resolved| resolved.term.label.clone()).collect()
    };
    assert_eq!(labels("niger").get(..2), Some(["Niger".to_owned(), "Nigeria".to_owned()].as_slice()));
    let guineas = ["Guinea", "Guinea-Bissau", "Papua New Guinea", "Equatorial Guinea"].map(str::to_owned);
    assert_eq!(labels("guinea").get(..4), Some(guineas.as_slice()));
    assert_eq!(labels("congo").get(..2), Some(["Congo".to_owned(), "DR Congo".to_owned()].as_slice()));
    assert_eq!(labels("").len(), COUNTRIES.lines().count());
    assert_eq!(labels("").first().map(String::as_str), Some("Niger"), "in the given order");
}

#[test]
fn anything_can_be_asked_for_at_once() {
    let vocabulary = vocabulary();
    let best = |typed: &str| {
        let found = vocabulary.resolve_any(typed);
        found.first().map(|resolved| (resolved.term.kind, resolved.term.label.clone()))
    };
    let probes = [
        ("niger", Kind::Country, "Niger"),
        ("sahel", Kind::Region, "Sahel"),
        ("war", Kind::Topic, "conflict"),
        ("energy", Kind::Tag, "energy"),
        ("s africa", Kind::Country, "South Africa"),
        ("wafr", Kind::Region, "Western Africa"),
    ];
    for (typed, kind, label) in probes {
        assert_eq!(best(typed), Some((kind, label.to_owned())), "{typed}");
    }
}

#[test]
fn matched_letters_are_those_of_the_label() {
    let vocabulary = vocabulary();
    let shown = |kind, typed: &str| -> (String, Tier) {
        let found = vocabulary.resolve(kind, typed);
        let best = found.first().unwrap_or_else(|| panic!("{typed}"));
        let label = &best.term.label;
        (best.letters.iter().filter_map(|at| label.get(*at..)?.chars().next()).collect(), best.tier)
    };
    let probes = [
        (Kind::Country, "niger", "Niger", Tier::Exact),
        (Kind::Country, "côte", "Côte", Tier::Prefix),
        (Kind::Country, "salv", "Salv", Tier::WordPrefix),
        (Kind::Region, "w afr", "WAfr", Tier::WordPrefix),
        (Kind::Region, "wafr", "WAfr", Tier::Initials),
        (Kind::Topic, "cnflct", "cnflct", Tier::Gaps),
        (Kind::Country, "uk", "", Tier::Exact),
        (Kind::Country, "ukrane", "", Tier::Typo),
    ];
    for (kind, typed, letters, tier) in probes {
        let (found, found_tier) = shown(kind, typed);
        assert_eq!((found.as_str(), found_tier), (letters, tier), "{typed}");
    }
}
