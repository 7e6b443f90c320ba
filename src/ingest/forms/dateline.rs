//! The place a story was filed from, at the head of its first paragraph: `NIAMEY, Niger (AP) — …`.

use super::dates::NumericOrder;
use super::{agency, dates, sentence};

/// A dateline and what follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ingest) struct Dateline<'a> {
    /// The place; none where only an agency opens the paragraph.
    pub(in crate::ingest) place: Option<&'a str>,
    /// The agency, without its brackets.
    pub(in crate::ingest) agency: Option<&'a str>,
    /// A date that stood with the place: `Aug 4`.
    pub(in crate::ingest) date: Option<&'a str>,
    /// The text behind it.
    pub(in crate::ingest) rest: &'a str,
}

/// The dashes that end a dateline, longest first.
const DASHES: &[&str] = &["--", "—", "–", "-", ":", "_"];

/// The longest dateline in bytes.
const LONGEST: usize = 90;

/// Labels that look like a place in capitals before a colon or a dash.
const NOT_PLACES: &[&str] = &[
    "exclusive",
    "file",
    "update",
    "updated",
    "breaking",
    "analysis",
    "opinion",
    "explainer",
    "watch",
    "video",
    "correction",
    "note",
    "interview",
    "factbox",
    "live",
    "editorial",
    "comment",
    "review",
    "question",
    "answer",
    "summary",
    "read",
    "timeline",
    "profile",
    "photos",
    "listen",
    "warning",
    "related",
    "also",
    "more",
    "q",
    "a",
];

/// The shortest text behind a place that is not in capitals, in bytes.
const SHORTEST_FILED: usize = 60;

/// A place of one or two words, in capitals or not: `Port Blue - The …`.
fn is_spelled(place: &str) -> bool {
    (1..=2).contains(&sentence::words(place))
        && place.split(' ').all(sentence::is_capitalised)
        && place.chars().all(|letter| letter.is_alphabetic() || letter == ' ')
        && !NOT_PLACES.contains(&place.to_lowercase().as_str())
}

/// So many bytes hold a place and its colon.
const LONGEST_PLACE: usize = 28;

/// A place before a colon where the text behind it says that something was there: `Port Blue: … in Port Blue …`.
fn placed(text: &str) -> Option<Dateline<'_>> {
    let (place, rest) =
        text.split_at_checked(text.bytes().take(LONGEST_PLACE).position(|byte| byte == b':')?)?;
    let rest = rest.strip_prefix(": ")?;
    let there = || {
        let said =
            |at: usize| rest.get(..at).is_some_and(|before| WHERE.iter().any(|word| before.ends_with(word)));
        rest.match_indices(place).any(|(at, _)| said(at))
    };
    let fits = rest.len() >= SHORTEST_FILED && !sentence::starts_lower(rest) && is_spelled(place);
    (fits && there()).then_some(Dateline { place: Some(place), agency: None, date: None, rest })
}

/// What stands before a place.
const WHERE: [&str; 8] = [" in ", " at ", " near ", " from ", " to ", " around ", " outside ", " of "];

/// Takes the dateline off a paragraph. A line that is a dateline alone leaves an empty rest.
pub(in crate::ingest) fn dateline(text: &str) -> Option<Dateline<'_>> {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end)?;
    let begins_dash = |byte: u8| matches!(byte, b'-' | b':' | b'_' | 0xE2);
    let cuts = head.bytes().enumerate().filter(|&(_, byte)| begins_dash(byte)).filter_map(|(at, _)| {
        let dash = DASHES.iter().find(|dash| head.get(at..).is_some_and(|rest| rest.starts_with(**dash)))?;
        Some((at, *dash))
    });
    let dashed =
        cuts.take(6).find_map(|(at, dash)| read(text.get(..at)?, dash, text.get(at + dash.len()..)?));
    dashed.or_else(|| slashed(text, head)).or_else(|| bracketed(text)).or_else(|| placed(text))
}

/// `MOSCOW, May 3. /TASS/. The …`
fn slashed<'a>(text: &'a str, head: &'a str) -> Option<Dateline<'a>> {
    let (before, after) = head.split_once('/')?;
    let (name, _) = after.split_once('/')?;
    let rest = text.get(before.len() + name.len() + 2..)?;
    let rest = rest.trim_start_matches(['.', ' ', '-', '–', '—']);
    let (place, date) = split_date(before.trim().trim_end_matches('.'));
    let known = agency::is_filer(name) && is_place(place) && !sentence::starts_lower(rest);
    known.then_some(Dateline { place: (!place.is_empty()).then_some(place), agency: Some(name), date, rest })
}

/// `(CNN) The …`, `(Port Blue) – The …`: an agency in brackets alone, or a place and a dash.
fn bracketed(text: &str) -> Option<Dateline<'_>> {
    let (name, rest) = text.strip_prefix('(')?.split_once(')')?;
    let rest = rest.trim_start();
    if let Some(behind) = ["– ", "— ", "- "].iter().find_map(|dash| rest.strip_prefix(*dash)) {
        if let (place, Some(date)) = split_date(name) {
            let filed = is_place(place) && !sentence::starts_lower(behind);
            return filed.then_some(Dateline {
                place: Some(place),
                agency: None,
                date: Some(date),
                rest: behind,
            });
        }
        let filed = behind.len() >= SHORTEST_FILED && !sentence::starts_lower(behind);
        let place = filed && is_spelled(name);
        return place.then_some(Dateline { place: Some(name), agency: None, date: None, rest: behind });
    }
    let known = agency::is_filer(name) && sentence::is_capitalised(rest.split(' ').next()?);
    known.then_some(Dateline { place: None, agency: Some(name), date: None, rest })
}

/// Whether the whole line is a dateline, waiting for its paragraph.
pub(in crate::ingest) fn is_alone(text: &str) -> bool {
    dateline(text).is_some_and(|found| found.rest.is_empty())
}

fn read<'a>(before: &'a str, dash: &str, after: &'a str) -> Option<Dateline<'a>> {
    let apart = before.ends_with([' ', ')']) || after.starts_with(' ') || after.is_empty();
    let hyphen =
        dash == "-" && !(before.ends_with([' ', ')']) && (after.starts_with(' ') || after.is_empty()));
    let rest = after.trim_start();
    let opens = rest.is_empty() || !sentence::starts_lower(rest);
    if !apart || hyphen || !opens {
        return None;
    }
    let (place, agency) = split_agency(before.trim());
    let (place, date) = split_date(place);
    let spelled = || dash != ":" && dash != "_" && rest.len() >= SHORTEST_FILED && is_spelled(place);
    let known = agency.is_some() || (!rest.is_empty() && (is_shouted(place) || spelled()));
    let placed = place.is_empty() || is_place(place);
    let named = agency.is_some() || !place.is_empty();
    (known && placed && named).then_some(Dateline {
        place: (!place.is_empty()).then_some(place),
        agency,
        date,
        rest,
    })
}

/// The place before `(AP)` or `| AFP |`, or before an agency alone.
fn split_agency(before: &str) -> (&str, Option<&str>) {
    if let Some((place, inner)) = before.strip_suffix(')').and_then(|open| open.rsplit_once('(')) {
        let inner = inner.trim();
        let named = inner.split(['/', ',']).all(|name| agency::is_filer(name) || is_acronym(name));
        if named {
            return (place.trim(), Some(inner));
        }
    }
    let parted = before.trim_end_matches(['|', '/', ' ']).rsplit_once(['|', '/']);
    if let Some((place, name)) = parted.filter(|(_, name)| agency::is_filer(name)) {
        return (place.trim(), Some(name.trim()));
    }
    if agency::is_filer(before) { ("", Some(before)) } else { (before, None) }
}

/// Two to six capitals, as agencies and papers shorten their names.
fn is_acronym(name: &str) -> bool {
    (2..=6).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// `PARIS, Aug 4` is a place and the day of filing.
fn split_date(place: &str) -> (&str, Option<&str>) {
    let is_day = |text: &str| {
        let dated = text.bytes().any(|byte| byte.is_ascii_digit());
        let row = |text: &str| dates::row(text, NumericOrder::Unsettled).is_some();
        dated && (row(text) || row(&format!("{text} 2000")))
    };
    let marks = place.match_indices(", ").chain(place.match_indices(". "));
    let mut parts = marks.filter_map(|(at, mark)| Some((place.get(..at)?, place.get(at + mark.len()..)?)));
    parts.find(|(_, date)| is_day(date)).map_or((place, None), |(place, date)| (place, Some(date)))
}

/// The city is in capitals throughout.
fn is_shouted(place: &str) -> bool {
    let city = place.split([',', '(']).next().unwrap_or_default().trim();
    let lower = city.to_lowercase();
    let letters = city.chars().filter(|letter| letter.is_alphabetic()).count();
    let shouted = city.split([' ', '/', '-']).all(|word| sentence::is_all_caps(word) || word.ends_with('.'));
    shouted && letters >= 4 && !NOT_PLACES.contains(&lower.as_str())
}

/// Up to six capitalised words and no sentence.
fn is_place(place: &str) -> bool {
    let words = place.split([' ', '/']).filter(|word| !word.is_empty());
    let capitalised =
        |word: &str| sentence::is_capitalised(word) || ["and", "of", "de", "the", "el", "al"].contains(&word);
    words.clone().count() <= 6 && words.clone().all(capitalised) && !place.contains(['"', '“', '?', '!', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_are_taken_off() {
        let table = [
            ("NIAMEY, Niger (AP) — The junta spoke.", Some("NIAMEY, Niger"), Some("AP"), None),
            ("WASHINGTON — The junta spoke.", Some("WASHINGTON"), None, None),
            ("PARIS, Aug 4 (Reuters) - The junta spoke.", Some("PARIS"), Some("Reuters"), Some("Aug 4")),
            ("LONDON: The junta spoke.", Some("LONDON"), None, None),
            ("Niamey (AFP) – The junta spoke.", Some("Niamey"), Some("AFP"), None),
            (
                "BEIJING, Nov. 10 (Xinhua) -- The junta spoke.",
                Some("BEIJING"),
                Some("Xinhua"),
                Some("Nov. 10"),
            ),
            ("AFP - The junta spoke.", None, Some("AFP"), None),
            (
                "GENEVA, Oct. 3, 2020 /PRNewswire/ -- The junta spoke.",
                Some("GENEVA"),
                Some("PRNewswire"),
                Some("Oct. 3, 2020"),
            ),
            (
                "GENEVA, January 5, 2019 (BUSINESS WIRE) -- The junta spoke.",
                Some("GENEVA"),
                Some("BUSINESS WIRE"),
                Some("January 5, 2019"),
            ),
            ("NIAMEY, Niger (AP) _ The junta spoke.", Some("NIAMEY, Niger"), Some("AP"), None),
            ("MOSCOW, May 3. /TASS/. The junta spoke.", Some("MOSCOW"), Some("TASS"), Some("May 3")),
            ("(CNN) — The junta spoke.", None, Some("CNN"), None),
            ("(CNN) The junta spoke.", None, Some("CNN"), None),
            ("CNN — The junta spoke.", None, Some("CNN"), None),
            ("LAGOS (NAN) -- The junta spoke.", Some("LAGOS"), Some("NAN"), None),
            ("DOHA. Jul 23 (Interfax) - The junta spoke.", Some("DOHA"), Some("Interfax"), Some("Jul 23")),
            ("NIAMEY/ABUJA (Reuters) — The junta spoke.", Some("NIAMEY/ABUJA"), Some("Reuters"), None),
        ];
        for (text, place, agency, date) in table {
            let found = dateline(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (found.place, found.agency, found.date, found.rest),
                (place, agency, date, "The junta spoke."),
                "{text}"
            );
        }
    }

    #[test]
    fn prose_keeps_its_opening() {
        let table = [
            "The junta — once an ally — spoke.",
            "EXCLUSIVE: The junta spoke.",
            "NATO — the alliance — met.",
            "US-backed forces left.",
            "On Monday: The junta spoke.",
            "Q: Who left?",
            "“NIAMEY — The city” is a film.",
        ];
        for text in table {
            assert_eq!(dateline(text), None, "{text}");
        }
    }

    #[test]
    fn a_dateline_alone_is_recognised() {
        assert!(is_alone("NIAMEY, Niger (AP) —"));
        assert!(!is_alone("NIAMEY —") && !is_alone("NIAMEY, Niger (AP) — Text"));
    }
}
