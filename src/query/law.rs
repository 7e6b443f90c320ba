//! The law that binds engine and matcher: all articles asked at once give what each gives alone.

use std::convert::Infallible;

use fixedbitset::FixedBitSet;
use proptest::prelude::*;

use super::{Candidate, Carried, Closeness, Corpus, Kind, Query, State, Term, Vocabulary};
use crate::article::{
    Article, Date, DateOrigin, Dated, StoryId, Tag, TagKind, Tags, TextRange, Triage, Zone,
};
use crate::text::{self, Fit, SafeText};

/// One article with all a query can ask of it.
#[derive(Debug, Clone)]
struct Case {
    article: Article,
    tags: Tags,
    triage: Triage,
    copies: usize,
}

impl Case {
    fn candidate(&self) -> Candidate<'_> {
        let Self { article, tags, triage, copies } = self;
        Candidate { article, tags, triage, story: StoryId::from(article.id), copies: *copies }
    }

    fn words(&self, zone: Zone) -> Vec<String> {
        let texts = self.article.texts(zone);
        texts
            .iter()
            .flat_map(|text| text::words(&text::fold(text)).map(str::to_owned).collect::<Vec<_>>())
            .collect()
    }

    fn carries(&self, tag: &Carried) -> bool {
        match tag {
            Carried::Found(kind, code) => self.tags.of(*kind).iter().any(|tag| tag.code.as_str() == code),
            Carried::Own(name) => self.triage.tags.contains(name.as_str()),
        }
    }
}

/// Articles that are read one by one for every question.
struct Read(Vec<Case>);

impl Read {
    #[expect(clippy::unnecessary_wraps, reason = "any answer of a corpus may fail")]
    fn collect(&self, set: &mut FixedBitSet, fits: impl Fn(&Case) -> bool) -> Result<(), Infallible> {
        for (number, _) in self.0.iter().enumerate().filter(|(_, case)| fits(case)) {
            set.insert(number);
        }
        Ok(())
    }
}

impl Corpus for Read {
    type Error = Infallible;

    fn articles(&self) -> usize {
        self.0.len()
    }

    fn having(&self, zone: Zone, word: &str, fit: Fit, set: &mut FixedBitSet) -> Result<(), Infallible> {
        let fits = |own: &String| match fit {
            Fit::Whole => own == word,
            Fit::Prefix => own.starts_with(word),
            Fit::Part => own.contains(word),
        };
        self.collect(set, |case| case.words(zone).iter().any(fits))
    }

    fn having_any(
        &self,
        zone: Zone,
        part: &str,
        accepted: &dyn Fn(&str) -> bool,
        set: &mut FixedBitSet,
    ) -> Result<(), Infallible> {
        let has = |case: &Case| case.words(zone).iter().any(|word| word.contains(part) && accepted(word));
        self.collect(set, has)
    }

    fn carrying(&self, tag: &Carried, set: &mut FixedBitSet) -> Result<(), Infallible> {
        self.collect(set, |case| case.carries(tag))
    }

    fn labels(&self) -> Result<Vec<(Carried, String)>, Infallible> {
        let about = [TagKind::Country, TagKind::Region, TagKind::Topic];
        let label =
            |kind: TagKind, tag: &Tag| (Carried::Found(kind, tag.code.to_string()), tag.label.to_string());
        let found = |case: &Case| -> Vec<(Carried, String)> {
            let own = case.triage.tags.iter().map(|tag| (Carried::Own(tag.to_string()), tag.to_string()));
            let found = about.iter().flat_map(|kind| case.tags.of(*kind).iter().map(|tag| label(*kind, tag)));
            found.chain(own).collect()
        };
        Ok(self.0.iter().flat_map(found).collect())
    }

    fn in_language(&self, language: &str, set: &mut FixedBitSet) -> Result<(), Infallible> {
        let narrower = format!("{language}-");
        self.collect(set, |case| {
            let own = case.article.language.as_ref().map(|own| own.to_ascii_lowercase());
            own.is_some_and(|own| own == language || own.starts_with(&narrower))
        })
    }

    fn with_id(&self, start: &str, set: &mut FixedBitSet) -> Result<(), Infallible> {
        self.collect(set, |case| case.article.id.to_string().starts_with(start))
    }

    fn in_story(&self, start: &str, set: &mut FixedBitSet) -> Result<(), Infallible> {
        self.with_id(start, set)
    }

    fn noting(&self, accepted: &dyn Fn(&str) -> bool, set: &mut FixedBitSet) -> Result<(), Infallible> {
        self.collect(set, |case| case.article.noted(&case.triage).iter().any(|text| accepted(text)))
    }

    fn in_state(&self, state: State, set: &mut FixedBitSet) -> Result<(), Infallible> {
        self.collect(set, |case| match state {
            State::Unread => !case.triage.read,
            State::Read => case.triage.read,
            State::Starred => case.triage.starred,
            State::Archived => case.triage.archived,
            State::Inbox(today) => case.triage.is_in_inbox(today),
            State::Snoozed(today) => case.triage.is_snoozed(today),
            State::Noted => case.triage.is_noted(),
            State::Copy => case.copies > 1,
            State::Changed => case.triage.changed,
        })
    }

    fn published(
        &self,
        accepted: &dyn Fn(Option<Date>) -> bool,
        set: &mut FixedBitSet,
    ) -> Result<(), Infallible> {
        self.collect(set, |case| accepted(case.article.dates.published.map(|dated| dated.date)))
    }

    fn of_length(&self, accepted: &dyn Fn(usize) -> bool, set: &mut FixedBitSet) -> Result<(), Infallible> {
        self.collect(set, |case| accepted(case.article.words()))
    }

    fn texts(&self, article: usize, zone: Zone) -> Result<Vec<String>, Infallible> {
        let texts = self.0.get(article).map(|case| case.article.texts(zone)).unwrap_or_default();
        Ok(texts.into_iter().map(std::borrow::Cow::into_owned).collect())
    }
}

/// Words that begin and hold one another, so that every fit occurs.
const WORDS: [&str; 20] = [
    "niger",
    "Nigeria",
    "nigerien",
    "coup",
    "coups",
    "Paris",
    "gas-price",
    "prices",
    "u.s.",
    "东京都",
    "東京",
    "東京の首相、訪問した",
    "首相、訪問",
    "首相",
    "東京niger首相",
    "นายกรัฐมนตรีเยือน",
    "café",
    "energy",
    "ger",
    "訪問niger-coup",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&WORDS[..]), 0..5).prop_map(|words| words.join(" "))
}

fn tag(code: &str, label: &str) -> Tag {
    let label = SafeText::label(label);
    Tag { code: SafeText::label(code), label: label.clone(), name: label, score: 1.0, evidence: Vec::new() }
}

fn case() -> impl Strategy<Value = Case> {
    let texts = (
        text(),
        text(),
        text(),
        prop::option::of(prop::sample::select(&["2023-08-10", "2022", "2023-08"][..])),
    );
    (texts, any::<u8>(), 1..3_usize).prop_map(|((headline, body, byline, date), bits, copies)| {
        let has = |bit: u8| bits & 1 << bit != 0;
        let mut article = Article::plain(&headline, [body.as_str()]);
        let date = date.and_then(|date| date.parse().ok());
        article.dates.published = date.map(|date| Dated { date, origin: DateOrigin::Page });
        article.attribution.byline = has(0).then(|| SafeText::label(&byline));
        article.language = has(1).then(|| SafeText::label(if has(2) { "en-GB" } else { "fr" }));
        article.source.path = if has(3) { "saved/niger coup.txt" } else { "coups/a.txt" }.into();
        article.url = has(0).then(|| SafeText::label("https://www.prices.example/1"));
        let tags = Tags {
            countries: if has(4) { vec![tag("NE", "Niger")] } else { Vec::new() },
            mentioned: if has(5) { vec![tag("NG", "Nigeria")] } else { Vec::new() },
            regions: if has(4) { vec![tag("011", "Western Africa")] } else { Vec::new() },
            topics: if has(6) { vec![tag("16000000", "conflict")] } else { Vec::new() },
        };
        let length = u32::try_from(body.len()).unwrap();
        let whole = TextRange { block: 0, start: 0, length };
        let own = has(7).then(|| SafeText::label("energy"));
        let triage = Triage {
            read: has(1),
            starred: has(2),
            archived: has(3),
            note: has(5).then(|| SafeText::label(&byline)).filter(|note| !note.is_empty()),
            highlights: has(6).then_some((whole, SafeText::default())).into_iter().collect(),
            tags: own.into_iter().collect(),
            ..Triage::default()
        };
        Case { article, tags, triage, copies }
    })
}

/// Conditions of every kind.
const CONDITIONS: [&str; 54] = [
    "niger",
    "nig",
    "ger",
    "coup",
    "paris",
    "price",
    "gas-price",
    "gas-pri",
    "\"gas price\"",
    "\"niger\"",
    "u.s.",
    "京",
    "東京",
    "\"東京\"",
    "\"首相\"",
    "\"東京の首相\"",
    "\"首相、訪問\"",
    "首相、訪問",
    "\"首相、訪\"",
    "\"niger coup\"",
    "\"รัฐมนตรี\"",
    "headline:\"首相\"",
    "text:\"首相、訪問\"",
    "note:\"首相\"",
    "cafe",
    "energy",
    "conflict",
    "africa",
    "nigre",
    "copu",
    "headline:niger",
    "text:coup",
    "byline:nig",
    "source:coup",
    "source:\"niger coup\"",
    "source:prices.exam",
    "language:en",
    "language:fr",
    "region:wafr",
    "country:niger",
    "mentions:nigeria",
    "topic:conflict",
    "tag:energy",
    "note:nig",
    "note:\"gas price\"",
    "is:unread",
    "is:starred",
    "is:noted",
    "is:copy",
    "date:2023-08",
    "date:none",
    "words:2..3",
    "minutes:1",
    "id:1",
];

fn query() -> impl Strategy<Value = String> {
    let condition = prop::sample::select(&CONDITIONS[..]).prop_map(str::to_owned);
    condition.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..3).prop_map(|all| all.join(" ")),
            prop::collection::vec(inner.clone(), 2..3).prop_map(|any| format!("({})", any.join(" OR "))),
            inner.prop_map(|node| format!("-({node})")),
        ]
    })
}

fn vocabulary() -> Vocabulary {
    Vocabulary::new(vec![
        Term::plain(Kind::Region, "011", "Western Africa"),
        Term::plain(Kind::Country, "NE", "Niger"),
        Term::plain(Kind::Country, "NG", "Nigeria"),
        Term::plain(Kind::Topic, "16000000", "conflict"),
        Term::plain(Kind::Tag, "energy", "energy"),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn asking_all_at_once_is_asking_each(
        cases in prop::collection::vec(case(), 0..12),
        typed in query(),
        similar in any::<bool>(),
        places in (0_usize..14, 0_usize..14),
    ) {
        let today = "2023-08-16".parse().unwrap();
        let query = Query::parse(&typed, &vocabulary(), today).unwrap();
        let closeness = if similar { Closeness::Similar } else { Closeness::Exact };
        let corpus = Read(cases);
        let Ok(fitting) = query.fitting(&corpus, closeness);
        let alone: Vec<Option<u32>> =
            corpus.0.iter().map(|case| query.rank(case.candidate(), closeness).map(|rank| rank.0)).collect();
        let together: Vec<Option<u32>> = (0..corpus.0.len())
            .map(|article| fitting.set().contains(article).then(|| fitting.points(article)))
            .collect();
        prop_assert_eq!(&together, &alone, "{}", typed);
        prop_assert_eq!(fitting.count(), alone.iter().flatten().count());
        let mut expected: Vec<usize> = (0..alone.len()).filter(|article| alone[*article].is_some()).collect();
        expected.sort_by_key(|article| std::cmp::Reverse(alone[*article]));
        let places_of: Vec<Option<usize>> = expected.iter().map(|article| fitting.place_of(*article)).collect();
        prop_assert_eq!(places_of, (0..expected.len()).map(Some).collect::<Vec<_>>());
        let left_out = (0..=alone.len()).filter(|article| !expected.contains(article));
        prop_assert!(left_out.into_iter().all(|article| fitting.place_of(article).is_none()));
        let (from, to) = (places.0.min(expected.len()), places.1.min(expected.len()));
        let stretch: Vec<usize> =
            fitting.stretch(places.0..places.1).into_iter().map(|article| article as usize).collect();
        prop_assert_eq!(stretch, expected.get(from..to).unwrap_or_default());
    }
}
