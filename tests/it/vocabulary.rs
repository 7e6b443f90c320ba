//! What readers type for regions, countries and topics, and what they mean by it: over the real tables.

use dateline::classify::{Subject, Tagger};
use dateline::query::{Kind, Term, Vocabulary};

/// What is typed with no field before it, or in a picker, and the code meant.
const TYPED: &[(&str, &str)] = &[
    // Regions.
    ("sahel", "sahel"),
    ("wafr", "011"),
    ("w africa", "011"),
    ("west afr", "011"),
    ("n africa", "015"),
    ("east africa", "014"),
    ("mena", "mena"),
    ("horn", "horn-of-africa"),
    ("gulf", "gulf"),
    ("levant", "levant"),
    ("maghreb", "maghreb"),
    ("middle east", "middle-east"),
    ("mideast", "middle-east"),
    ("me", "middle-east"),
    ("balkan", "balkans"),
    ("baltic", "baltics"),
    ("nordic", "nordics"),
    ("benelux", "benelux"),
    ("caucasus", "caucasus"),
    ("latam", "419"),
    ("s america", "005"),
    ("carib", "029"),
    ("se asia", "035"),
    ("seasia", "035"),
    ("c asia", "143"),
    ("s asia", "034"),
    ("e asia", "030"),
    ("africa", "002"),
    ("europe", "150"),
    ("eu", "eu"),
    ("nato", "nato"),
    ("asean", "asean"),
    ("ecowas", "ecowas"),
    ("g7", "g7"),
    ("g20", "g20"),
    ("brics", "brics"),
    ("opec", "opec"),
    // Countries by code, short form and old name.
    ("us", "US"),
    ("usa", "US"),
    ("america", "US"),
    ("uk", "GB"),
    ("britain", "GB"),
    ("england", "GB"),
    ("scotland", "GB"),
    ("uae", "AE"),
    ("drc", "CD"),
    ("kinshasa", "CD"),
    ("brazzaville", "CG"),
    ("car", "CF"),
    ("png", "PG"),
    ("bih", "BA"),
    ("bosnia", "BA"),
    ("nk", "KP"),
    ("dprk", "KP"),
    ("n korea", "KP"),
    ("s korea", "KR"),
    ("rok", "KR"),
    ("roc", "TW"),
    ("taiwan", "TW"),
    ("nz", "NZ"),
    ("hk", "HK"),
    ("ksa", "SA"),
    ("saudi", "SA"),
    ("rsa", "ZA"),
    ("sth africa", "ZA"),
    ("s africa", "ZA"),
    ("ivory", "CI"),
    ("cote d'ivoire", "CI"),
    ("burma", "MM"),
    ("czech", "CZ"),
    ("holland", "NL"),
    ("swaziland", "SZ"),
    ("ceylon", "LK"),
    ("persia", "IR"),
    ("macedonia", "MK"),
    ("turkiye", "TR"),
    ("vatican", "VA"),
    ("palestine", "PS"),
    ("gaza", "PS"),
    ("afghan", "AF"),
    ("russian", "RU"),
    ("german", "DE"),
    ("guinea bissau", "GW"),
    ("eq guinea", "GQ"),
    ("st kitts", "KN"),
    ("trinidad", "TT"),
    ("dominican", "DO"),
    ("timor", "TL"),
    ("cabo verde", "CV"),
    ("niger", "NE"),
    ("nigeria", "NG"),
    // Countries misspelt.
    ("ukrane", "UA"),
    ("nigerya", "NG"),
    ("phillipines", "PH"),
    ("kyrgistan", "KG"),
    ("isreal", "IL"),
    ("pakistn", "PK"),
    ("zimbawe", "ZW"),
    ("columbia", "CO"),
    ("equador", "EC"),
    ("argentia", "AR"),
    ("venezuala", "VE"),
    ("kazakstan", "KZ"),
    // Topics.
    ("confl", "conflict"),
    ("war", "conflict"),
    ("terror", "conflict"),
    ("military", "conflict"),
    ("cnflct", "conflict"),
    ("biz", "economy"),
    ("business", "economy"),
    ("finance", "economy"),
    ("econ", "economy"),
    ("energy", "economy"),
    ("oil", "economy"),
    ("trade", "economy"),
    ("tech", "science"),
    ("ai", "science"),
    ("space", "science"),
    ("covid", "health"),
    ("health", "health"),
    ("medcine", "health"),
    ("climate", "environment"),
    ("enviroment", "environment"),
    ("pollution", "environment"),
    ("elections", "politics"),
    ("election", "politics"),
    ("parliament", "politics"),
    ("govt", "politics"),
    ("prlmnt", "politics"),
    ("sanctions", "diplomacy"),
    ("diplomats", "diplomacy"),
    ("sports", "sport"),
    ("footbal", "sport"),
    ("soccer", "sport"),
    ("olympics", "sport"),
    ("quake", "disaster"),
    ("earthquake", "disaster"),
    ("flood", "disaster"),
    ("wildfire", "disaster"),
    ("weather", "weather"),
    ("storm", "weather"),
    ("courts", "crime"),
    ("police", "crime"),
    ("films", "culture"),
    ("movies", "culture"),
    ("music", "culture"),
    ("jobs", "labour"),
    ("strike", "labour"),
    ("schools", "education"),
    ("edu", "education"),
    ("faith", "religion"),
    ("relig", "religion"),
    ("migrants", "society"),
    ("refugees", "society"),
    ("food", "lifestyle"),
    ("travel", "lifestyle"),
    ("celebrity", "human-interest"),
];

/// What is typed behind a field, and the code meant.
const BEHIND_FIELDS: &[(Kind, &str, &str)] = &[
    (Kind::Country, "us", "US"),
    (Kind::Country, "in", "IN"),
    (Kind::Country, "de", "DE"),
    (Kind::Country, "no", "NO"),
    (Kind::Country, "it", "IT"),
    (Kind::Country, "me", "ME"),
    (Kind::Country, "ca", "CA"),
    (Kind::Country, "cn", "CN"),
    (Kind::Country, "gb", "GB"),
    (Kind::Country, "ir", "IR"),
    (Kind::Country, "nig", "NE"),
    (Kind::Country, "tur", "TR"),
    (Kind::Country, "congo", "CD"),
    (Kind::Region, "wafr", "011"),
    (Kind::Region, "me", "middle-east"),
    (Kind::Region, "euro", "150"),
    (Kind::Region, "s africa", "018"),
    (Kind::Region, "gulf", "gulf"),
    (Kind::Topic, "confl", "conflict"),
    (Kind::Topic, "pol", "politics"),
    (Kind::Topic, "it", "science"),
    (Kind::Topic, "sci", "science"),
    (Kind::Topic, "cul", "culture"),
    (Kind::Topic, "court", "crime"),
];

/// The least share of what is typed that must mean what was meant, in first place.
const LEAST_RIGHT: f64 = 1.0;

fn vocabulary() -> Vocabulary {
    let tagger = Tagger::new();
    let terms = tagger.entries().iter().map(|entry| Term {
        kind: match entry.subject {
            Subject::Country => Kind::Country,
            Subject::Region => Kind::Region,
            Subject::Topic => Kind::Topic,
        },
        code: entry.code.clone(),
        label: entry.label.clone(),
        aliases: entry.aliases.clone(),
    });
    Vocabulary::new(terms.collect())
}

#[test]
fn what_readers_type_means_what_they_mean() {
    let vocabulary = vocabulary();
    let fields = BEHIND_FIELDS.iter().map(|(kind, typed, meant)| (Some(*kind), *typed, *meant));
    let all = TYPED.iter().map(|(typed, meant)| (None, *typed, *meant)).chain(fields);
    let (mut right, mut wrong) = (0_u32, Vec::new());
    for (kind, typed, meant) in all {
        let found = match kind {
            Some(kind) => vocabulary.resolve(kind, typed),
            None => vocabulary.resolve_any(typed),
        };
        let first = found.first().map(|found| found.term);
        // Topics are named by their labels here: their codes are eight digits.
        if first.is_some_and(|term| term.code == meant || (term.kind == Kind::Topic && term.label == meant)) {
            right += 1;
        } else {
            let labels: Vec<&str> = found.iter().take(3).map(|found| &*found.term.label).collect();
            wrong.push(format!("{kind:?} {typed}: {meant} was meant, and {labels:?} found"));
        }
    }
    let share = f64::from(right) / f64::from(right + u32::try_from(wrong.len()).unwrap());
    assert!(share >= LEAST_RIGHT, "{:.1} % right\n{}", share * 100.0, wrong.join("\n"));
}
