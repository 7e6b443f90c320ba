//! The credit at the end of a caption: an agency, a photographer, or both.

use std::sync::LazyLock;

use super::phrases::Phrases;
use super::{agency, sentence};

/// How surely the end of a text credits a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::ingest) enum Certainty {
    /// A name in brackets that may as well explain the words before it: `(SABC)`.
    Guess,
    /// A name behind a label: `Image: Jane Doe`.
    Label,
    /// A known agency: `(Reuters)`.
    Agency,
}

/// A credit found at the end of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ingest) struct Credit<'a> {
    /// The agency or person alone.
    pub(in crate::ingest) name: &'a str,
    /// How surely it is one.
    pub(in crate::ingest) certainty: Certainty,
}

/// The credit at the end of a caption.
pub(in crate::ingest) fn credit(text: &str) -> Option<Credit<'_>> {
    bracketed(text)
        .or_else(|| labelled(text))
        .or_else(|| slashed(text))
        .or_else(|| pictured(text))
        .or_else(|| bare(text))
}

/// Whether the text is a credit and nothing else: `(REUTERS)`.
pub(in crate::ingest) fn is_credit_alone(text: &str) -> bool {
    let closed =
        (text.starts_with('(') && text.ends_with(')')) || (text.starts_with('[') && text.ends_with(']'));
    let alone = || text.matches(['(', '[']).count() == 1;
    // A slash or a label stands in the first place.
    if !sentence::is_longer(text, 2 * LONGEST) && is_slashed_alone(text) {
        return true;
    }
    closed && alone() && bracketed(text).is_some_and(|credit| credit.certainty >= Certainty::Label)
}

/// `Jane Doe/AFP`, `Photo: Jane Doe/AFP`: a name and an agency on a line of their own.
fn is_slashed_alone(text: &str) -> bool {
    let bare = without_labels(text);
    let labelled = bare.len() < text.len();
    let Some((name, source)) = bare.split_once('/') else {
        let pictured = || {
            let first = text.split([' ', ':']).next().unwrap_or_default();
            ["photo", "photos", "photograph", "image", "picture"]
                .iter()
                .any(|word| first.eq_ignore_ascii_case(word))
        };
        return labelled && is_name(bare) && (pictured() || names_source(bare));
    };
    names_source(source)
        && is_name(name.trim())
        && sentence::words(bare) <= 7
        && !sentence::ends_sentence(bare)
}

/// The longest credit in characters; longer ones are asides.
const LONGEST: usize = 80;

/// `(Reuters)`, `(AP Photo/Jane Doe)`, `[File: Jane Doe/AFP]`, also glued to the word before.
fn bracketed(text: &str) -> Option<Credit<'_>> {
    let closed =
        text.strip_suffix([')', ']']).or_else(|| text.strip_suffix(").").filter(|_| is_about_photo(text)))?;
    let open = closed.rfind(['(', '['])?;
    let inner = closed.get(open + 1..)?.trim();
    if inner.is_empty() || sentence::is_longer(inner, LONGEST) {
        return None;
    }
    let name = without_labels(inner);
    let certainty = if names_source(inner) {
        Certainty::Agency
    } else if name.len() < inner.len() {
        Certainty::Label
    } else if is_name(name) && ends_before(closed.get(..open)?) {
        Certainty::Guess
    } else {
        return None;
    };
    (!name.is_empty()).then_some(Credit { name, certainty })
}

/// A full stop behind the bracket is an aside of running text, unless the bracket speaks of a picture.
fn is_about_photo(text: &str) -> bool {
    let end = sentence::tail(text, LONGEST).to_lowercase();
    end.rfind('(')
        .and_then(|open| end.get(open..))
        .is_some_and(|inner| ["photo", "image", "getty", "file", "/"].iter().any(|word| inner.contains(word)))
}

/// Whether the words before a bracket leave it outside the sentence.
fn ends_before(before: &str) -> bool {
    let before = before.trim_end();
    sentence::ends_sentence(before) || before.ends_with(|letter: char| letter.is_ascii_digit())
}

/// `… 6 November 2019. / REUTERS/Jane Doe`, `… in Niamey. REUTERS/Jane Doe`.
fn slashed(text: &str) -> Option<Credit<'_>> {
    let end = sentence::tail(text, LONGEST);
    end.rfind('/')?;
    let apart = end.rfind(" / ").map(|at| at + 3);
    let start =
        apart.or_else(|| end.rfind('/').and_then(|slash| Some(end.get(..slash)?.rfind([' ', '.'])? + 1)))?;
    let name = end.get(start..)?;
    let name = name.trim().trim_end_matches('.');
    (names_source(name) && sentence::words(name) <= 6)
        .then_some(Credit { name, certainty: Certainty::Agency })
}

/// `… in Niamey. UN Photo/Jane Doe`: whose picture it is and who took it.
fn pictured(text: &str) -> Option<Credit<'_>> {
    let end = sentence::tail(text, LONGEST);
    let at = end.find(" Photo/").or_else(|| end.find(" Photos/"))?;
    let start = end.get(..at)?.rfind(['.', '”', '"', ')']).map_or(0, |mark| mark + 1);
    let name = end.get(start..)?.trim();
    let (owner, person) = name.split_once('/')?;
    (is_name(owner) && is_name(person)).then_some(Credit { name, certainty: Certainty::Label })
}

/// The words that announce a credit.
const LABELS: &[&str] = &[
    "photograph by",
    "photograph:",
    "photos by",
    "photo by",
    "photos:",
    "photo:",
    "image credit:",
    "photo credit:",
    "image by",
    "images:",
    "image:",
    "picture by",
    "pictures:",
    "picture:",
    "pic:",
    "credit:",
    "credit...",
    "credit…",
    "source:",
    "courtesy of",
    "courtesy:",
    "file photo:",
    "file:",
    "©",
];

static LABEL_PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(LABELS));

/// Whether a word that announces a credit stands at the end of a text.
pub(in crate::ingest) fn is_labelled(text: &str) -> bool {
    LABEL_PHRASES.are_in(sentence::tail(text, LONGEST))
}

/// `Image: Jane Doe.`, `Photo by Jane Doe/AP`.
fn labelled(text: &str) -> Option<Credit<'_>> {
    let end = sentence::tail(text, LONGEST);
    if !LABEL_PHRASES.are_in(end) {
        return None;
    }
    let lower = end.to_ascii_lowercase();
    let found = LABELS.iter().filter_map(|label| lower.rfind(label).map(|at| (at, at + label.len())));
    let (start, after) = found.min_by_key(|&(start, _)| start)?;
    let stands_apart = start == 0 || end.get(..start)?.ends_with([' ', '.', '|', '(', ')', '—', '–']);
    let name = end.get(after..)?.trim().trim_end_matches('.');
    let named =
        stands_apart && !name.is_empty() && sentence::words(name) <= 8 && sentence::is_capitalised(name);
    let certainty = if names_source(name) { Certainty::Agency } else { Certainty::Label };
    named.then_some(Credit { name, certainty })
}

/// `… in Niamey. AFP`, `… in Niamey. — Reuters`.
fn bare(text: &str) -> Option<Credit<'_>> {
    if !agency::ends_in_source(text) {
        return None;
    }
    let cut = text.rfind(['.', '”', '"', '|', '—', '–'])?;
    let after = text.get(cut..)?;
    let name = after.get(after.chars().next()?.len_utf8()..)?.trim_start_matches(['—', '–', '-', ' ']);
    let known = sentence::length(name) <= LONGEST && sentence::length(name) > 1 && agency::is_source(name);
    known.then_some(Credit { name, certainty: Certainty::Guess })
}

/// Whether one of the parts of a credit is a known source.
fn names_source(inner: &str) -> bool {
    let known = |part: &str| {
        let part = without_labels(part.trim());
        let first = part.split(' ').next().unwrap_or_default();
        agency::is_source(part) || (agency::is_wire(first) && part.to_lowercase().ends_with("photo"))
    };
    let mut parts = inner.split(['/', ',', '|', ';', ':']).flat_map(|part| part.split(" via "));
    parts.any(known) || agency::trailing_wire(inner).is_some_and(|at| inner.get(at..).is_some_and(is_shouted))
}

fn is_shouted(name: &str) -> bool {
    name.chars().all(|letter| !letter.is_lowercase())
}

/// A credit without `Photo:`, `File:` and `/File Photo` around the name.
fn without_labels(inner: &str) -> &str {
    let mut name = inner.trim();
    for label in LABELS {
        name = sentence::strip_prefix_folded(name, label).map_or(name, str::trim_start);
    }
    for ending in ["/file photo", "/file", "/handout", " file photo", ", file"] {
        let cut = name.len().saturating_sub(ending.len());
        if name.get(cut..).is_some_and(|end| end.eq_ignore_ascii_case(ending)) {
            name = name.get(..cut).unwrap_or(name).trim_end();
        }
    }
    name
}

/// One to five capitalised words.
fn is_name(text: &str) -> bool {
    let words = sentence::words(text);
    let capitalised = |word: &str| {
        sentence::is_capitalised(word) || ["via", "de", "of", "and", "for", "dpa"].contains(&word)
    };
    (1..=5).contains(&words) && sentence::length(text) > 1 && text.split(' ').all(capitalised)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_are_split_off() {
        let table = [
            ("A check point in Banjul, January 22, 2017. (Reuters)", "Reuters", Certainty::Agency),
            ("Tehran, Iran, 17 February 2026. (EPA)", "EPA", Certainty::Agency),
            ("The minister, he said.(AFP)", "AFP", Certainty::Agency),
            (
                "Don Imus pictured on May 3, 2019 (Maria Lopez via AP)",
                "Maria Lopez via AP",
                Certainty::Agency,
            ),
            ("March 8, 2020. (AFP/Getty Images)", "AFP/Getty Images", Certainty::Agency),
            ("In Geneva. (Reuters/File Photo)", "Reuters", Certainty::Agency),
            ("November 6, 2019. / REUTERS/John Smith", "REUTERS/John Smith", Certainty::Agency),
            ("Sunday in Paris. REUTERS/John Smith", "REUTERS/John Smith", Certainty::Agency),
            ("A market in Niamey. (AP Photo/Sam Doe)", "AP Photo/Sam Doe", Certainty::Agency),
            ("A market in Niamey [File: Sam Doe/AFP]", "Sam Doe/AFP", Certainty::Agency),
            ("A market in Niamey. Photo: Sam Doe/AP", "Sam Doe/AP", Certainty::Agency),
            ("The spire collapses. Image: Sam Doe.", "Sam Doe", Certainty::Label),
            ("May 21, 2019. (Riverside Post)", "Riverside Post", Certainty::Guess),
            ("A market in Niamey. AFP", "AFP", Certainty::Guess),
        ];
        for (text, name, certainty) in table {
            assert_eq!(credit(text), Some(Credit { name, certainty }), "{text}");
        }
    }

    #[test]
    fn running_text_has_no_credit() {
        let table = [
            "The bloc is the Economic Community (ECOWAS).",
            "He told the Associated Press (AP).",
            "The party of the president (who left)",
            "They met on Friday.",
            "He said “no”",
            "",
        ];
        for text in table {
            assert_eq!(credit(text), None, "{text}");
        }
    }

    #[test]
    fn a_credit_alone_is_recognised() {
        assert!(is_credit_alone("Jane Doe/AFP") && is_credit_alone("Photo: Jane Doe/AP"));
        assert!(!is_credit_alone("Niger/Mali talks") && !is_credit_alone("Harbour closed"));
        assert!(is_credit_alone("(REUTERS)") && is_credit_alone("[Jane Doe/AFP]"));
        assert!(!is_credit_alone("(who left)") && !is_credit_alone("In Paris (AFP)"));
    }
}
