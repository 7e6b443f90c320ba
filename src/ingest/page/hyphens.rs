//! Hyphens at the ends of wrapped lines: which belong to the word and which the typesetter put there.

use std::collections::HashSet;

use crate::ingest::forms::sentence;

/// Every word of the page with a hyphen inside it, in lower case.
pub(super) fn compounds(texts: &[String]) -> HashSet<String> {
    let words = texts.iter().flat_map(|text| text.split_whitespace());
    let trimmed = words.map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()));
    trimmed.filter(|word| word.contains('-')).map(str::to_lowercase).collect()
}

/// First parts that keep their hyphen when the line breaks behind it.
const COMPOUNDING: &[&str] = &[
    "anti",
    "non",
    "self",
    "co",
    "pre",
    "post",
    "ex",
    "well",
    "vice",
    "mid",
    "cross",
    "long",
    "short",
    "high",
    "low",
    "so",
    "all",
    "half",
    "much",
    "then",
    "pro",
    "semi",
    "multi",
    "counter",
    "full",
    "part",
    "north",
    "south",
    "east",
    "west",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "one",
    "first",
    "second",
    "third",
    "hard",
    "soft",
    "old",
    "new",
    "ultra",
    "neo",
    "quasi",
    "year",
    "month",
    "week",
    "day",
    "state",
    "government",
    "military",
    "newly",
    "war",
];

/// Second parts that a hyphen joins; typesetting does not leave whole words of this kind behind a break.
const COMPOUNDED: &[&str] = &[
    "threatening",
    "based",
    "related",
    "led",
    "backed",
    "term",
    "old",
    "style",
    "wide",
    "run",
    "owned",
    "held",
    "made",
    "known",
    "free",
    "time",
    "scale",
    "range",
    "level",
    "profile",
    "ranking",
    "speaking",
    "controlled",
    "sponsored",
    "funded",
    "born",
    "elect",
    "general",
    "president",
    "year",
    "day",
    "month",
    "week",
    "hour",
    "minute",
    "mile",
    "kilometer",
    "kilometre",
    "meter",
    "metre",
    "foot",
    "point",
    "page",
    "person",
    "member",
    "powered",
    "driven",
    "occupied",
    "torn",
    "hit",
    "affected",
    "standing",
    "lasting",
    "growing",
    "ranked",
    "right",
    "left",
    "up",
    "in",
    "on",
    "to",
    "by",
    "off",
    "out",
    "down",
    "at",
    "of",
    "wing",
];

/// Adds the next line to an open one; a hyphen of the typesetter goes.
pub(super) fn append(open: &mut String, next: &str, compounds: &HashSet<String>) {
    let hyphen =
        open.ends_with(['-', '\u{2010}']) && open.chars().rev().nth(1).is_some_and(char::is_alphanumeric);
    if !hyphen {
        open.push(' ');
    } else if !keeps_hyphen(open, next, compounds) {
        open.pop();
    }
    open.push_str(next);
}

/// Whether the hyphen at the end of a line belongs to the word that goes on in the next.
fn keeps_hyphen(open: &str, next: &str, compounds: &HashSet<String>) -> bool {
    let bare = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    let first = bare(open.rsplit(' ').next().unwrap_or_default());
    let second = bare(next.split(' ').next().unwrap_or_default());
    let known = compounds.contains(&format!("{first}-{second}"));
    let listed = COMPOUNDING.contains(&first.as_str()) || COMPOUNDED.contains(&second.as_str());
    let numeric = first.ends_with(|letter: char| letter.is_ascii_digit());
    let broken = sentence::starts_lower(next);
    known || listed || numeric || !broken || first.contains('-') || second.contains('-')
}
