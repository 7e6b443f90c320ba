//! How well the tagger does on the evaluation set: one figure a measure, and every miss in words.

use std::collections::{BTreeMap, BTreeSet};

use dateline::article::{Article, Explanation, Tag, Tags};
use dateline::classify::{Context, Subject, Tagger};

use super::cases::{Case, Gold};

/// What is measured, in percent of what could be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Measure {
    /// F1 of the countries that texts are about, over all texts together.
    About,
    /// The same of all countries named, whether a text is about them or not.
    Named,
    /// Texts whose first country is the expected one, or that rightly have none.
    FirstCountry,
    /// Expected regions that are among the tags.
    RegionsFound,
    /// Regions among the tags that hold an expected country or region, or are expected themselves.
    RegionsRight,
    /// Texts whose first topic is the expected first one, or that rightly have none.
    FirstTopic,
    /// Texts whose first topic is among the expected ones, or that rightly have none.
    FirstTopicAmong,
    /// F1 of the topics, over all texts together.
    Topics,
    /// Texts not in English whose first topic, if any, is among the expected ones; not counted above.
    OtherLanguages,
    /// Codes that must not be among the tags and are not.
    Traps,
    /// Words that are passed over for the expected reason.
    Reasons,
}

/// What came of all cases.
#[derive(Debug, Default)]
pub(crate) struct Report {
    counts: BTreeMap<Measure, Counts>,
    /// What is wrong, a line a miss, below a line that names the text.
    pub(crate) misses: Vec<String>,
}

/// What was right, what was found wrongly and what was missed.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    right: u32,
    wrong: u32,
    missed: u32,
}

impl Counts {
    /// F1 in percent; where nothing can be found wrongly, of twice what could be found.
    fn percent(self) -> f64 {
        let (right, all) = (2 * self.right, 2 * self.right + self.wrong + self.missed);
        if all == 0 { 100.0 } else { 100.0 * f64::from(right) / f64::from(all) }
    }
}

impl Report {
    /// The tagger's figures on these cases.
    pub(crate) fn of(tagger: &Tagger, cases: &[Case]) -> Self {
        let mut report = Self::default();
        let parents = parents(tagger);
        for case in cases {
            let context = Context { home: case.home, ..Context::default() };
            let (tags, explanation) =
                (tagger.tag_in(context, &case.article), tagger.explain_in(context, &case.article));
            let mut told = Vec::new();
            report.countries(&case.gold, &tags, &mut told);
            report.regions(&case.gold, &tags, &parents, &mut told);
            report.topics(case, &tags, &mut told);
            report.traps(&case.gold, &tags, &mut told);
            report.reasons(&case.gold, &explanation, &mut told);
            if !told.is_empty() {
                report.misses.push(format!("{} {}", case.place, title(&case.article)));
                report.misses.append(&mut told);
            }
        }
        report
    }

    /// Every measure with its figure in percent.
    pub(crate) fn figures(&self) -> impl Iterator<Item = (Measure, f64)> {
        self.counts.iter().map(|(measure, counts)| (*measure, counts.percent()))
    }

    /// Counts one thing that is right or not.
    fn one(&mut self, measure: Measure, right: bool) -> bool {
        let counts = self.counts.entry(measure).or_default();
        // A thing that is not right counts twice, as in an F1, so that the figure is the share of right ones.
        let (right_by, missed_by) = if right { (1, 0) } else { (0, 2) };
        counts.right += right_by;
        counts.missed += missed_by;
        right
    }

    fn set(&mut self, measure: Measure, found: &BTreeSet<&str>, gold: &BTreeSet<&str>) -> bool {
        let count = |codes: BTreeSet<&&str>| u32::try_from(codes.len()).unwrap_or(u32::MAX);
        let counts = self.counts.entry(measure).or_default();
        counts.right += count(found.intersection(gold).collect());
        counts.wrong += count(found.difference(gold).collect());
        counts.missed += count(gold.difference(found).collect());
        found == gold
    }

    fn countries(&mut self, gold: &Gold, tags: &Tags, told: &mut Vec<String>) {
        let about = self.set(Measure::About, &codes(&tags.countries), &set(&gold.about));
        let first = tags.countries.first().map(|tag| tag.code.as_str());
        let first = self.one(Measure::FirstCountry, first == gold.about.first().map(String::as_str));
        if !about || !first {
            told.push(format!("    about {}, not {}", listed(&gold.about), with_words(&tags.countries)));
        }
        let all: Vec<Tag> = tags.countries.iter().chain(&tags.mentioned).cloned().collect();
        let named: Vec<String> = gold.about.iter().chain(&gold.mentioned).cloned().collect();
        if !self.set(Measure::Named, &codes(&all), &set(&named)) {
            told.push(format!("    names {}, not {}", listed(&named), with_words(&all)));
        }
    }

    fn regions(
        &mut self,
        gold: &Gold,
        tags: &Tags,
        parents: &BTreeMap<String, Vec<String>>,
        told: &mut Vec<String>,
    ) {
        let found = codes(&tags.regions);
        let expected = set(&gold.regions);
        let holding = |code: &String| parents.get(code).into_iter().flatten().map(String::as_str);
        let mut right: BTreeSet<&str> = gold.about.iter().chain(&gold.regions).flat_map(holding).collect();
        // Groups and regions of that kind count only where the text names them, whoever their members are.
        right.retain(|code| !BY_NAME_ONLY.contains(code));
        right.extend(&expected);
        for code in &expected {
            if !self.one(Measure::RegionsFound, found.contains(code)) {
                told.push(format!("    lies in {code}, not in {}", with_words(&tags.regions)));
            }
        }
        for tag in &tags.regions {
            if !self.one(Measure::RegionsRight, right.contains(tag.code.as_str())) {
                told.push(format!("    does not lie in {}", with_words(std::slice::from_ref(tag))));
            }
        }
    }

    fn topics(&mut self, case: &Case, tags: &Tags, told: &mut Vec<String>) {
        let found: Vec<&str> = tags.topics.iter().map(|tag| tag.label.as_str()).collect();
        let expected: Vec<&str> = case.gold.topics.iter().map(String::as_str).collect();
        let first = found.first();
        let among = first.map_or(expected.is_empty(), |first| expected.contains(first));
        let right = if case.article.language.is_some() {
            self.one(Measure::OtherLanguages, among || first.is_none())
        } else {
            let firsts = [
                self.one(Measure::FirstTopic, first == expected.first()),
                self.one(Measure::FirstTopicAmong, among),
            ];
            let (found, expected) = (found.into_iter().collect(), expected.into_iter().collect());
            self.set(Measure::Topics, &found, &expected) && !firsts.contains(&false)
        };
        if !right {
            let mark = if among { "topics" } else { "first topic" };
            told.push(format!("    {mark} {}, not {}", listed(&case.gold.topics), with_words(&tags.topics)));
        }
    }

    fn traps(&mut self, gold: &Gold, tags: &Tags, told: &mut Vec<String>) {
        let all: Vec<&Tag> = tags.countries.iter().chain(&tags.mentioned).chain(&tags.regions).collect();
        for trap in &gold.traps {
            let caught = all.iter().find(|tag| tag.code.as_str() == trap);
            if !self.one(Measure::Traps, caught.is_none()) {
                let caught: Vec<Tag> = caught.into_iter().copied().cloned().collect();
                told.push(format!("    nothing of {}", with_words(&caught)));
            }
        }
    }

    fn reasons(&mut self, gold: &Gold, explanation: &Explanation, told: &mut Vec<String>) {
        for (words, reason) in &gold.passed_over {
            let same = |text: &str| text.eq_ignore_ascii_case(words);
            let passed_over = explanation.passed_over.iter().filter(|name| same(&name.text));
            let reasons: Vec<&str> = passed_over.map(|name| name.reason.code()).collect();
            if !self.one(Measure::Reasons, reasons.contains(&&**reason)) {
                told.push(format!("    `{words}` passed over for `{reason}`, not {reasons:?}"));
            }
        }
    }
}

/// Regions and groups that are tags only where the text names them.
const BY_NAME_ONLY: [&str; 16] = [
    "eu",
    "nato",
    "asean",
    "ecowas",
    "aes",
    "african-union",
    "arab-league",
    "gcc",
    "brics",
    "g7",
    "g20",
    "opec",
    "commonwealth",
    "five-eyes",
    "indo-pacific",
    "arctic",
];

/// The regions each country and region lies in, by code.
fn parents(tagger: &Tagger) -> BTreeMap<String, Vec<String>> {
    let places = tagger.entries().iter().filter(|entry| entry.subject != Subject::Topic);
    places.map(|entry| (entry.code.clone(), entry.parents.clone())).collect()
}

fn codes(tags: &[Tag]) -> BTreeSet<&str> {
    tags.iter().map(|tag| tag.code.as_str()).collect()
}

fn set(codes: &[String]) -> BTreeSet<&str> {
    codes.iter().map(String::as_str).collect()
}

fn listed(codes: &[String]) -> String {
    if codes.is_empty() { "nothing".to_owned() } else { codes.join(" ") }
}

/// Tags with the words that earned them; countries by code, the others by label.
fn with_words(tags: &[Tag]) -> String {
    let one = |tag: &Tag| {
        let words: Vec<&str> = tag.evidence.iter().map(|evidence| evidence.text.as_str()).collect();
        let name = if tag.code.len() == 2 { &tag.code } else { &tag.label };
        format!("{} ({})", name.as_str(), words.join(", "))
    };
    if tags.is_empty() { "nothing".to_owned() } else { tags.iter().map(one).collect::<Vec<_>>().join("; ") }
}

/// The headline, or the opening of the text where there is none.
fn title(article: &Article) -> String {
    let text = match (article.headline.text.as_str(), article.body.first()) {
        ("", Some(first)) => first.text.as_str(),
        (headline, _) => headline,
    };
    text.chars().take(80).collect()
}
