//! Why articles have their tags: what is told about each word, and that it never disagrees with the tags.

use std::sync::LazyLock;

use dateline::article::{
    Account, Article, EvidenceSource, Place, Reason, Relation, Rule, Ruling, Shortfall, Tag,
};
use dateline::classify::{Context, Home, Tagger};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::tags::article;

#[test]
fn explanation_tells_what_was_passed_over_and_why() {
    let text = "Jordan Smith signs\nJordan Smith told the New York Times from Paris, Texas, that Jordan would \
                speak no French class dialect. She lives on London Road, far from Athens, Ohio.";
    let explained = Tagger::new().explain(&article(text));
    let told: Vec<_> = explained
        .passed_over
        .iter()
        .map(|over| (over.text.as_str(), over.reason, over.within.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("Jordan", Reason::PersonName, "Jordan Smith"),
            ("New York Times", Reason::FixedPhrase, "New York Times"),
            ("French", Reason::Language, "French class"),
            ("London", Reason::Street, "London Road"),
        ]
    );
    assert_eq!(explained.passed_over[0].spots.len(), 3);
    let paris =
        explained.countries[0].words.iter().find(|word| word.text.as_str() == "Paris").expect("Paris");
    assert_eq!((&*explained.countries[0].code, paris.decided_by.as_deref()), ("US", Some("Texas")));
    assert_eq!(paris.rather_than.iter().map(|label| &**label).collect::<Vec<_>>(), ["France"]);
}

#[test]
fn explanation_tells_which_words_decided_between_two_countries_of_one_name() {
    let explained = Tagger::new().explain(&article(
        "Georgia counts votes\nOfficials in Atlanta said Georgia would count the votes of Georgia again.",
    ));
    let [state] = &explained.countries[..] else { panic!("{:?}", explained.countries) };
    let word = &state.words[0];
    assert_eq!((&*state.code, &*word.text, word.rule), ("US", "Georgia", Rule::Named(Relation::Area)));
    assert_eq!(
        word.spots.iter().map(|spot| spot.place).collect::<Vec<_>>(),
        [Place::Headline, Place::Block(0), Place::Block(0)]
    );
    assert_eq!((&*word.rather_than[0], word.decided_by.as_deref()), ("Georgia", Some("Atlanta")));
}

#[test]
fn explanation_tells_why_a_country_is_only_mentioned() {
    let niger = "Niger held a vote. Niger counted. Niger waited. Niger cheered in Niamey. ".repeat(3);
    let text = format!("Niger votes in Niger\n{niger}A guest from Togo came.\n[caption] A market in Gambia");
    let explained = Tagger::new().explain(&article(&text));
    let ruling =
        |code: &str| explained.countries.iter().find(|country| &*country.code == code).map(|c| c.ruling);
    assert_eq!(ruling("NE"), Some(Ruling::About));
    assert_eq!(ruling("GM"), Some(Ruling::Mentioned(Shortfall::OnlyCaptions)));
    let Some(Ruling::Mentioned(Shortfall::SmallShare { strongest, share })) = ruling("TG") else {
        panic!("{:?}", ruling("TG"))
    };
    assert!((strongest - explained.countries[0].score).abs() < 1e-3 && (share - 0.35).abs() < 1e-6);
}

#[test]
fn explanation_of_a_region_names_its_countries_and_its_own_words() {
    let explained = Tagger::new()
        .explain(&article("Niger votes\nNiger held a vote on Sunday, the first across the Sahel this year."));
    let sahel = explained.regions.iter().find(|region| &*region.code == "sahel").expect("the Sahel");
    assert_eq!(sahel.countries.iter().map(|share| &*share.label).collect::<Vec<_>>(), ["Niger"]);
    assert_eq!(
        sahel.words.iter().map(|word| (&*word.text, word.rule)).collect::<Vec<_>>(),
        [("Sahel", Rule::Named(Relation::Region))]
    );
    let sum: f32 = sahel.countries.iter().map(|share| share.weight).sum::<f32>() + sahel.words[0].weight;
    assert!((sum - sahel.score).abs() < 1e-4);
}

/// Words that mean different things in different company.
const COMPANY: [&str; 24] = [
    "Georgia",
    "Atlanta",
    "Tbilisi",
    "Paris",
    "Texas,",
    "Jordan",
    "Michael",
    "Smith",
    "Niger",
    "Nigerien",
    "Congo",
    "Kinshasa",
    "Guinea",
    "US",
    "us",
    "Washington",
    "London",
    "Road",
    "Sahel",
    "election",
    "troops",
    "bank",
    "U.S.",
    "Kremlin",
];

/// The codes of the tags, and how often each word that speaks for them stands there.
type Told = Vec<(String, Vec<(String, usize)>)>;

fn told_by_tags(tags: &[Tag]) -> Told {
    let words = |tag: &Tag| {
        let words = tag.evidence.iter().filter(|evidence| evidence.source == EvidenceSource::Words);
        words.map(|words| (words.text.to_string(), words.count as usize)).collect()
    };
    tags.iter().map(|tag| (tag.code.to_string(), words(tag))).collect()
}

/// The same of an explanation, as far as tags carry it.
fn told_by_accounts<'a>(accounts: impl Iterator<Item = &'a Account>) -> Told {
    let words = |account: &Account| {
        let words = account.words.iter().filter(|word| !word.spots.is_empty());
        words.map(|word| (word.text.to_string(), word.spots.len())).collect()
    };
    accounts.map(|account| (account.code.to_string(), words(account))).collect()
}

static TAGGER: LazyLock<Tagger> = LazyLock::new(Tagger::new);

fn check_agreement(article: &Article, home: Option<Home>) -> Result<(), TestCaseError> {
    let context = Context { home, ..Context::default() };
    let (tags, explained) = (TAGGER.tag_in(context, article), TAGGER.explain_in(context, article));
    let about = |account: &&Account| account.ruling == Ruling::About;
    let countries = || explained.countries.iter();
    for (tags, accounts) in [
        (&tags.countries, told_by_accounts(countries().filter(about))),
        (&tags.mentioned, told_by_accounts(countries().filter(|account| !about(account)))),
        (&tags.regions, told_by_accounts(explained.regions.iter().filter(about))),
        (&tags.topics, told_by_accounts(explained.topics.iter().filter(about))),
    ] {
        let told = told_by_tags(tags);
        let codes = |told: &Told| told.iter().map(|(code, _)| code.clone()).collect::<Vec<_>>();
        prop_assert_eq!(codes(&told), codes(&accounts));
        for ((code, evidence), (_, words)) in told.iter().zip(&accounts) {
            for word in evidence {
                prop_assert!(words.contains(word), "{}: {:?} is not among {:?}", code, word, words);
            }
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn explanation_never_disagrees_with_the_tags(
        headline in prop::collection::vec(prop::sample::select(&COMPANY[..]), 1..6),
        body in prop::collection::vec(prop::sample::select(&COMPANY[..]), 0..60),
        caption in prop::collection::vec(prop::sample::select(&COMPANY[..]), 0..6),
        home in prop::sample::select(vec![None, TAGGER.home("US"), TAGGER.home("Georgia"), TAGGER.home("NE")]),
    ) {
        let text = format!("{}\n{}\n[caption] {}", headline.join(" "), body.join(" "), caption.join(" "));
        check_agreement(&article(&text), home)?;
    }
}
