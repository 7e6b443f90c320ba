//! Why the open article has its tags, as lines for a panel of a given width.

use crate::article::{Account, Explanation, PassedOver, Ruling, Witness, places_in_words, weight_in_words};
use crate::text::{Hyphenation, SafeText, WrapOptions, wrap};

use super::marks;
use super::provenance::WhyLine;

/// The narrowest a reason is set.
const LEAST: u16 = 12;
/// How many countries, regions and topics are told in brief, so that the page still shows below them.
const COUNTRIES: usize = 3;
const REGIONS: usize = 2;
const TOPICS: usize = 3;
/// The most words of a tag with a line of their own.
const MOST_WORDS: usize = 10;

/// One line for each of the first tags, with its first words; and how many others there are to tell about.
pub(super) fn brief(explanation: &Explanation) -> Vec<WhyLine> {
    let is_about = |account: &&Account| account.ruling == Ruling::About;
    let groups =
        [(&explanation.countries, COUNTRIES), (&explanation.regions, REGIONS), (&explanation.topics, TOPICS)];
    let first = groups.iter().flat_map(|(accounts, most)| accounts.iter().filter(is_about).take(*most));
    let mut lines: Vec<WhyLine> = first.map(|tag| WhyLine::entry(&tag.label, &in_brief(tag))).collect();
    let further = explanation.tags().count().saturating_sub(lines.len());
    if lines.is_empty() {
        lines.push(WhyLine::entry("", "no tags"));
    }
    let mentioned = explanation.countries.iter().filter(|country| !is_about(country)).count();
    let over = explanation.passed_over.len();
    let counts = [(further, "more tags"), (mentioned, "only mentioned"), (over, "not counted")];
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let rest: Vec<String> = counts.map(|(count, what)| format!("{count} {what}")).collect();
    if !rest.is_empty() {
        lines.push(WhyLine::entry("and", &rest.join(", ")));
    }
    lines
}

/// Everything that led to the tags, set for so many columns.
pub(super) fn full(explanation: &Explanation, width: u16) -> Vec<WhyLine> {
    let is_about = |account: &&Account| account.ruling == Ruling::About;
    let told = |accounts: &[Account], about: bool| -> Vec<WhyLine> {
        let wanted = accounts.iter().filter(|account| is_about(account) == about);
        wanted.flat_map(|account| account_lines(account, width)).collect()
    };
    let over = explanation.passed_over.iter();
    let sections = [
        ("Countries", told(&explanation.countries, true)),
        ("Countries only mentioned", told(&explanation.countries, false)),
        ("Regions", told(&explanation.regions, true)),
        ("Topics", told(&explanation.topics, true)),
        ("Topics it comes close to", told(&explanation.topics, false)),
        ("Not counted", over.flat_map(|over| passed_over(over, width)).collect()),
    ];
    let mut lines = Vec::new();
    for (title, section) in sections.into_iter().filter(|(_, section)| !section.is_empty()) {
        if !lines.is_empty() {
            lines.push(WhyLine::heading(""));
        }
        lines.push(WhyLine::heading(title));
        lines.extend(section);
    }
    if lines.is_empty() {
        lines.push(WhyLine::entry("", "nothing in it names a place or a topic"));
    }
    lines
}

fn account_lines(account: &Account, width: u16) -> Vec<WhyLine> {
    let told = account.shortfall_in_words().unwrap_or_else(|| weight_in_words(account.score));
    let mut lines = vec![WhyLine::entry(&account.label, &told)];
    for share in &account.countries {
        lines.extend(set([&share.label, &weight_in_words(share.weight), "country in it"], width));
    }
    for witness in account.words.iter().take(MOST_WORDS) {
        lines.extend(word_lines(witness, width));
    }
    let further: Vec<&str> = account.words.iter().skip(MOST_WORDS).map(|word| &*word.text).collect();
    if !further.is_empty() {
        lines.extend(set([&format!("and {} more", further.len()), "", &further.join(", ")], width));
    }
    lines
}

fn word_lines(witness: &Witness, width: u16) -> Vec<WhyLine> {
    let left = match witness.spots.len() {
        0 => witness.text.to_string(),
        count => format!("{} ×{count}", witness.text),
    };
    let told = [
        if witness.rule.is_usual() { String::new() } else { witness.rule.words().to_owned() },
        places_in_words(&witness.spots),
        witness.decision_in_words().unwrap_or_default(),
    ];
    let told: Vec<String> = told.into_iter().filter(|part| !part.is_empty()).collect();
    set([&left, &weight_in_words(witness.weight), &told.join("; ")], width)
}

fn passed_over(over: &PassedOver, width: u16) -> Vec<WhyLine> {
    let told = format!("{}; {}", over.reason_in_words(), places_in_words(&over.spots));
    set([&format!("{} ×{}", over.text, over.spots.len()), "", &told], width)
}

/// A word, its weight and its reason, in as many lines as the reason takes.
fn set([left, weight, why]: [&str; 3], width: u16) -> Vec<WhyLine> {
    let room =
        usize::from(width.saturating_sub(WhyLine::word_columns(width) + WhyLine::WEIGHT + 2).max(LEAST));
    let why = SafeText::label(why);
    let rows = wrap(&why, WrapOptions { width: room, hyphenation: Hyphenation::Off });
    let rows = rows.into_iter().enumerate().map(|(place, row)| {
        let [left, weight] = if place == 0 { [left, weight] } else { ["", ""] };
        WhyLine::Word {
            left: SafeText::label(left),
            weight: SafeText::label(weight),
            why: SafeText::label(why.get(row.shown).unwrap_or_default()),
        }
    });
    rows.collect()
}

/// The countries and the first words of a tag: `Niger, Mali; ECOWAS ×11`.
fn in_brief(account: &Account) -> String {
    let countries: Vec<&str> = account.countries.iter().map(|share| &*share.label).collect();
    let parts = [countries.join(", "), marks::words(&account.words)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}
