//! What stands below a text: who worked on it, where it came from, what closes every page of a site.

use super::control::{CREDITS, Control, END, FOOTER, NOTE, PICTURE, POINTER, PRINTED};
use super::sentence;
use super::wording::{self, Meaning};

/// How notes to those who get a mail begin.
pub(super) const TO_READER: &[&str] = &[
    "you are receiving this ",
    "you received this ",
    "you re receiving this ",
    "to unsubscribe",
    "unsubscribe from ",
    "this email was sent ",
    "this newsletter was sent ",
    "our standards ",
    "if you no longer wish ",
];
/// How notes on whose views and whose device a text comes from begin.
pub(super) const OWNED: &[&str] = &[
    "the views expressed ",
    "the opinions expressed ",
    "views expressed ",
    "last edited by ",
    "sent from my ",
    "blog at wordpress",
];
/// How notes on who made a text begin.
pub(super) const CREDITED: &[&str] = &[
    "reporting by ",
    "additional reporting by ",
    "additional reporting from ",
    "with reporting by ",
    "with additional reporting ",
    "writing by ",
    "editing by ",
    "edited by ",
    "compiled by ",
    "translated by ",
];
/// How notes on who took the pictures begin.
pub(super) const PICTURED: &[&str] = &[
    "photographs by ",
    "photography by ",
    "photos by ",
    "illustration by ",
    "illustrations by ",
    "pictures by ",
    "image caption",
    "photo caption",
    "picture caption",
    "media caption",
];
/// How a picture's source is announced.
pub(super) const SOURCED: &[&str] = &[
    "image source ",
    "image copyright ",
    "picture source ",
    "image credit ",
    "photo credit ",
    "picture credit ",
];
/// How pointers to the whole text begin.
pub(super) const FULL: &[&str] = &[
    "read the full ",
    "read the original ",
    "read the whole ",
    "this article was originally published ",
    "this article first appeared ",
    "this story was originally published ",
    "originally published ",
];

/// Where the mark of the end begins that an agency glues to its last sentence: `… he said. Enditem`.
pub(in crate::ingest) fn glued_end(text: &str) -> Option<usize> {
    let marks = [" Enditem", " (END)", " (End)", " ENDS", " -30-", " ###", " (ends)"];
    let mark = marks.iter().find(|mark| text.ends_with(**mark))?;
    let end = text.len() - mark.len();
    text.get(..end)
        .is_some_and(|before| before.len() > mark.len() && sentence::ends_sentence(before))
        .then_some(end)
}

/// How notes on where a text was printed begin: those that tell its version, and those that name the paper.
pub(super) const VERSIONS: &[&str] = &[
    "a version of this ",
    "this article appeared in ",
    "this story appeared in ",
    "this article appears in ",
];
pub(super) const PAPERS: &[&str] = &["published in ", "first published in ", "appeared in "];
/// Before a name it ends a digest.
pub(super) const END_OF: &str = "end of ";
/// How notes begin on what else a text was drawn from, outside brackets.
pub(super) const DRAWN: &[&str] = &["with files ", "with reports "];
/// What a note on who made it calls a text.
pub(super) const WORKS: &[&str] = &["report", "story", "article", "reporting", "dispatch", "piece"];

/// What closes every page of a site.
pub(in crate::ingest) fn footer(text: &str, plain: &str) -> Option<Control> {
    if TO_READER.iter().any(|words| plain.starts_with(words)) && sentence::words(plain) <= 40 {
        return Some(FOOTER);
    }
    let year = plain.split(' ').nth(1).is_some_and(|word| word.starts_with("20"));
    let copyright = plain.starts_with("copyright") && (text.contains('©') || year);
    let rights = (plain.contains("all rights reserved") && !plain.contains(" said "))
        || text.starts_with('©')
        || copyright;
    let marks = ['|', '·', '•', '/'];
    let links = || text.split(marks).map(sentence::plain);
    let legal = text.contains(marks)
        && links().filter(|link| wording::meaning(link) == Some(Meaning::Legal)).count() >= 2;
    let owned = OWNED.iter().any(|words| plain.starts_with(words));
    let fits = sentence::words(plain) <= 60;
    (legal || ((rights || owned) && fits)).then_some(FOOTER)
}

/// What closes a dispatch: `(Reporting by Jane Doe; Editing by John Doe)`, `(END)`, `-30-`.
pub(in crate::ingest) fn closing(text: &str, plain: &str) -> Option<Control> {
    let bracketed = text.starts_with(['(', '[']) && text.ends_with([')', ']']);
    let opens = |words: &&str| plain.starts_with(words);
    let credited = CREDITED.iter().any(opens);
    if bracketed && is_note_to_editors(plain) {
        return Some(NOTE);
    }
    if is_slug(text) || plain.starts_with("eds ") && text.contains(':') {
        return Some(NOTE);
    }
    let shared = || plain.contains(" editing by ") || plain.contains(" writing by ");
    let short = || {
        let named = text.split_once(" by ").is_some_and(|(_, name)| sentence::is_capitalised(name));
        sentence::words(plain) <= 16 && named && !sentence::ends_sentence(text)
    };
    if credited && (bracketed || shared() || short()) && sentence::words(plain) <= 40 {
        return Some(CREDITS);
    }
    let cited =
        ["source:", "sources:"].iter().any(|label| sentence::strip_prefix_folded(text, label).is_some());
    if cited && sentence::words(plain) <= 12 && !sentence::ends_sentence(text) {
        return Some(CREDITS);
    }
    if PICTURED.iter().any(opens) && sentence::words(plain) <= 7 && !sentence::ends_sentence(text) {
        return Some(PICTURE);
    }
    let sourced = SOURCED.iter().any(opens);
    if sourced && sentence::words(plain) <= 8 && !sentence::ends_sentence(text) {
        return Some(PICTURE);
    }
    if FULL.iter().any(opens) && sentence::words(plain) <= 16 {
        return Some(POINTER);
    }
    if is_printed_elsewhere(plain) {
        return Some(PRINTED);
    }
    if is_contribution(plain) {
        return Some(CREDITS);
    }
    if is_with_inputs(text, plain) {
        return Some(CREDITS);
    }
    is_end(text, plain).then_some(END)
}

/// `(With inputs from agencies)`, `— With a report from Reuters`.
fn is_with_inputs(text: &str, plain: &str) -> bool {
    let inputs = [
        "with inputs from ",
        "with input from ",
        "with agencies",
        "with agency inputs",
        "with a report from ",
        "with reports from ",
        "with files from ",
    ];
    let bracketed = text.starts_with(['(', '[']) && text.ends_with([')', ']']);
    let alone = text.starts_with(['-', '–', '—']) || DRAWN.iter().any(|words| plain.starts_with(words));
    (bracketed || alone && !sentence::ends_sentence(text))
        && sentence::words(plain) <= 8
        && inputs.iter().any(|words| plain.starts_with(words))
}

/// Whether a line drawn about with marks says that the text ends.
pub(in crate::ingest) fn is_end_mark(text: &str) -> bool {
    text.len() <= 40 && is_end(text, &sentence::plain(text))
}

/// Whether the line marks the end of a text: `-30-`, `(END)`, `***ENDS***`, `End of The Evening Digest`.
pub(super) fn is_end(text: &str, plain: &str) -> bool {
    let drawn = !text.starts_with(char::is_alphanumeric) && !text.ends_with(char::is_alphanumeric)
        || matches!(text, "Enditem" | "ENDS");
    let named = || {
        let name = sentence::strip_prefix_folded(text, END_OF).unwrap_or_default();
        (1..=6).contains(&sentence::words(name))
            && !sentence::ends_sentence(name)
            && name.split(' ').all(|word| sentence::is_capitalised(word) || word.len() <= 3)
    };
    (drawn && ["enditem", "end", "ends", "the end", "30", "end of text", "end of article"].contains(&plain))
        || named()
}

/// `(Adds quotes, background)`, `(Recasts with vote)`.
fn is_note_to_editors(plain: &str) -> bool {
    let first = plain.split(' ').next().unwrap_or_default();
    let verbs = [
        "adds",
        "updates",
        "recasts",
        "refiles",
        "corrects",
        "rewrites",
        "repeats",
        "changes",
        "writethru",
        "releads",
        "incorporates",
    ];
    verbs.contains(&first) && sentence::words(plain) <= 20
}

/// The slug of a dispatch and its time code: `BC-ML--Harbour Closed, 2nd Ld`, `AP-NY-05-03-19 1031EDT`.
fn is_slug(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    if !first.contains('-') {
        return false;
    }
    let parts: Vec<&str> = first.split('-').collect();
    let shouted =
        |part: &&str| (2..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_uppercase());
    let numbers = |part: &&str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    let slug = first.contains("--") && parts.len() >= 3 && parts.iter().take(2).all(shouted);
    let timed =
        parts.len() >= 5 && parts.iter().take(2).all(shouted) && parts.iter().skip(2).take(3).all(numbers);
    slug || timed
}

/// Whether a paragraph says who the author is: `The writer is …`, or the byline's name and what its bearer does.
pub(in crate::ingest) fn tells_author(text: &str, names: &[&str]) -> bool {
    let does = [
        "is",
        "was",
        "covers",
        "reports",
        "writes",
        "teaches",
        "works",
        "leads",
        "lives",
        "has",
        "contributes",
    ];
    let unnamed = ["the writer", "the author", "the columnist", "the reviewer", "the writers", "the authors"];
    let opens = |name: &str| {
        let rest = sentence::strip_prefix_folded(text, name).filter(|rest| rest.starts_with([' ', ',']));
        rest.is_some_and(|rest| {
            let verb = rest.trim_start_matches([',', ' ']).split(' ').next().unwrap_or_default();
            rest.starts_with(',') || does.contains(&verb) || verb == "are"
        })
    };
    let last = |name: &&str| name.rsplit(' ').next().filter(|name| name.len() >= 3).is_some_and(opens);
    let short = sentence::words(text) <= 70;
    short && (unnamed.iter().any(|name| opens(name)) || names.iter().any(|name| opens(name) || last(name)))
}

/// `Jane Doe contributed to this report from Niamey.`
fn is_contribution(plain: &str) -> bool {
    let helped = [" contributed to this ", " contributed to the "];
    if !plain.contains(" contributed ") && !plain.starts_with("this ") {
        return false;
    }
    let contributed = helped.iter().find_map(|words| plain.split_once(words)).map(|(_, work)| work);
    let named = contributed.is_some_and(|work| WORKS.contains(&work.split(' ').next().unwrap_or_default()));
    let reported =
        plain.ends_with(" contributed reporting") || plain.contains(" contributed reporting from ");
    let written =
        plain.strip_prefix("this ").and_then(|rest| rest.split_once(" was ")).is_some_and(|(work, rest)| {
            let done = ["written", "reported", "edited", "compiled", "translated", "produced"];
            WORKS.contains(&work)
                && done.iter().any(|verb| {
                    rest.strip_prefix(verb)
                        .is_some_and(|rest| rest.starts_with(" by ") || rest.starts_with(" and "))
                })
        });
    (named || reported || written) && sentence::words(plain) <= 40
}

/// `Jane Doe reported from Niamey and Omar Osei from Lagos.`
pub(in crate::ingest) fn tells_places(text: &str) -> bool {
    let fits = text.ends_with('.') && !sentence::is_longer(text, 240);
    let Some((names, places)) = text.split_once(" reported from ").filter(|_| fits) else { return false };
    let are_capitalised = |text: &str, joining: &[&str]| {
        text.split([' ', ',', ';', '.'])
            .filter(|word| !word.is_empty())
            .all(|word| sentence::is_capitalised(word) || joining.contains(&word))
    };
    let people =
        (1..=8).contains(&sentence::words(names)) && are_capitalised(names, &["and", "de", "al", "van"]);
    let joining = [
        "and",
        "from",
        "with",
        "contributed",
        "reporting",
        "reported",
        "to",
        "this",
        "report",
        "story",
        "in",
        "the",
        "article",
    ];
    people && are_capitalised(places, &joining)
}

/// `A version of this article appears in print on …`, `Published in The Port Post, May 3rd, 2019`.
fn is_printed_elsewhere(plain: &str) -> bool {
    let printed = VERSIONS.iter().any(|words| plain.starts_with(words)) && plain.contains("appear");
    let paper = PAPERS.iter().any(|words| plain.starts_with(words))
        && plain.bytes().any(|byte| byte.is_ascii_digit())
        && sentence::words(plain) <= 14;
    (printed && sentence::words(plain) <= 60) || paper
}
