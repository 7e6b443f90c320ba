//! Who wrote it: `By JANE DOE`, `JOHN SMITH and JANE DOE, Associated Press`, an agency alone.

use super::{agency, sentence};

/// The parts of a byline as printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::ingest) struct Byline {
    /// The author or authors, without "By".
    pub(in crate::ingest) names: Option<String>,
    /// The news agency.
    pub(in crate::ingest) agency: Option<String>,
}

/// The longest byline, in characters.
const LONGEST: usize = 140;

const OPENINGS: &[&str] = &[
    "written by ",
    "reported by ",
    "reporting by ",
    "story by ",
    "text by: ",
    "text by ",
    "words by ",
    "interview by ",
    "from our correspondent ",
    "author: ",
    "by: ",
    "by ",
];

/// Words of menus and labels that no person is called.
const NOT_NAMES: &[&str] = &[
    "news",
    "world",
    "politics",
    "business",
    "sport",
    "sports",
    "opinion",
    "culture",
    "middle",
    "east",
    "africa",
    "asia",
    "europe",
    "america",
    "americas",
    "north",
    "south",
    "west",
    "home",
    "latest",
    "breaking",
    "video",
    "photos",
    "gallery",
    "live",
    "short",
    "url",
    "follow",
    "share",
    "print",
    "menu",
    "read",
    "more",
    "top",
    "stories",
    "analysis",
    "exclusive",
    "points",
    "summary",
    "highlights",
    "international",
    "national",
    "local",
    "health",
    "science",
    "technology",
    "economy",
    "features",
    "lifestyle",
    "arab",
    "gulf",
    "us",
    "uk",
    "un",
    "eu",
    "the",
    "font",
    "size",
    "special",
    "report",
    "interview",
    "editorial",
    "background",
];

/// Reads a line that is a byline and nothing else. A bare name is none; see [`is_bare_name`].
pub(in crate::ingest) fn byline(text: &str) -> Option<Byline> {
    let text = text.strip_prefix('[').and_then(|open| open.strip_suffix(']')).unwrap_or(text);
    if sentence::is_longer(text, LONGEST) {
        return None;
    }
    let words = sentence::words(text);
    if words > 16 {
        return None;
    }
    // The mark behind an agency alone may be a bracket.
    let wired = agency::ends_in_wire(text.trim_end_matches(['-', '–', '—', ' ', '|', ')']));
    opened(text)
        .or_else(|| if wired { agency_alone(text) } else { None })
        .or_else(|| if wired { with_agency(text) } else { None })
        .or_else(|| shouted_pair(text))
        .or_else(|| signed(text))
        .or_else(|| if words <= MOST_PLACED { placed(text).or_else(|| stationed(text)) } else { None })
        .or_else(|| if words <= MOST_PLACED { desk(text) } else { None })
}

/// The most words of a name with its place or its office: four, three, and one or two that join them.
const MOST_PLACED: usize = 9;

/// The byline of a value that is labelled as one: `Jane Doe, Reuters`, `By Jane Doe`.
pub(in crate::ingest) fn named(value: &str) -> Byline {
    byline(value).unwrap_or_else(|| split_agency(value))
}

/// Whether the line could be the bare name of a person: two or three capitalised words.
pub(in crate::ingest) fn is_bare_name(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let spelled = |word: &str| word.chars().all(|letter| letter.is_alphabetic() || "-'’.".contains(letter));
    let is_part = |word: &&str| {
        let particle =
            PARTICLES.iter().any(|particle| word.strip_prefix(particle).is_some_and(is_particle_end));
        let named = sentence::is_capitalised(word) && !NOT_NAMES.contains(&word.to_lowercase().as_str());
        spelled(word) && (named || particle)
    };
    let full = words.iter().filter(|word| word.trim_end_matches('.').chars().count() >= 2).count();
    let first = words.first().is_some_and(|word| sentence::is_capitalised(word));
    (2..=4).contains(&words.len()) && full >= 2 && first && words.iter().all(is_part) && !text.ends_with('.')
}

/// Small words within names: `van Dyk`, `al-Sayed`.
const PARTICLES: &[&str] = &[
    "de", "da", "di", "du", "la", "le", "van", "von", "der", "den", "bin", "ibn", "al", "el", "dos", "del",
    "ter",
];

fn is_particle_end(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['-', '\'', '’'])
}

/// Where a byline begins that ends the text, and the byline: the headline stands before it.
pub(in crate::ingest) fn trailing(text: &str) -> Option<(usize, Byline)> {
    let text = text.trim_end_matches([' ', ',', '|', '-', '–', '—', '·', '•']);
    trailing_by(text).or_else(|| trailing_shouted(text)).or_else(|| trailing_agency(text))
}

/// `By Jane Doe, Reuters`, `BY REUTERS`.
fn opened(text: &str) -> Option<Byline> {
    let rest = OPENINGS.iter().find_map(|opening| sentence::strip_prefix_folded(text, opening))?.trim();
    let first = rest.split(' ').next().unwrap_or_default();
    // A small `by` at the start of a line is more often the middle of a sentence.
    let (most_words, most_small) = if sentence::starts_lower(text) { (5, 0) } else { (12, 3) };
    let whole = !sentence::ends_sentence(rest) && is_one_phrase(rest);
    let small = rest.split(' ').filter(|word| sentence::starts_lower(word) && !is_connecting(word)).count();
    let named = sentence::is_capitalised(first) && sentence::words(rest) <= most_words && small <= most_small;
    (named && whole).then(|| split_agency(rest))
}

/// Whether every full stop within the text belongs to an initial or a title: `Jane Q. Doe`, `Dr. Jane Doe`.
fn is_one_phrase(text: &str) -> bool {
    let short = |part: &str| part.rsplit(' ').next().is_some_and(|word| word.chars().count() <= 3);
    text.rsplit(". ").skip(1).all(short)
}

fn is_connecting(word: &str) -> bool {
    PARTICLES.contains(&word) || ["and", "in", "for", "with", "at"].contains(&word)
}

/// What may stand between the names and their agency.
const AGENCY_MARKS: &[&str] = &[", ", " | ", " – ", " — ", " - ", " / ", " for ", " of "];

fn split_agency(names: &str) -> Byline {
    let filed = names.split_once(" in ").map_or(names, |(name, _)| name);
    if agency::is_filer(filed) {
        return Byline { names: None, agency: Some(filed.to_owned()) };
    }
    let marks = if agency::ends_in_filer(names) { AGENCY_MARKS } else { &[] };
    for mark in marks {
        if let Some((before, after)) = names.rsplit_once(*mark).filter(|(_, after)| agency::is_filer(after)) {
            let agency = Some(after.trim().to_owned());
            return Byline { names: Some(before.trim_end_matches(',').to_owned()), agency };
        }
    }
    Byline { names: Some(names.trim_end_matches([',', '|', '-', ' ']).to_owned()), agency: None }
}

fn agency_alone(text: &str) -> Option<Byline> {
    let bare = text.trim_matches(['-', '–', '—', ' ', '|']);
    let name = bare.strip_prefix('(').and_then(|open| open.strip_suffix(')')).unwrap_or(bare);
    agency::is_wire(name).then(|| Byline { names: None, agency: Some(name.to_owned()) })
}

/// `JANE DOE, Associated Press`, `Jane Doe and John Smith | Reuters`.
fn with_agency(text: &str) -> Option<Byline> {
    let byline = split_agency(text);
    let names = byline.names.as_deref().filter(|_| byline.agency.is_some())?;
    are_names(names).then(|| byline.clone())
}

/// `JOHN SMITH and JANE DOE`: capitals throughout and a connecting word.
fn shouted_pair(text: &str) -> Option<Byline> {
    if !text.split(' ').next().is_some_and(sentence::is_all_caps) {
        return None;
    }
    let joined = text.contains(" and ") || text.contains(" & ");
    let shouted = text.split(' ').all(|word| sentence::is_all_caps(word) || ["and", "&"].contains(&word));
    (joined && shouted && are_names(text)).then(|| Byline { names: Some(text.to_owned()), agency: None })
}

/// `Jane Doe (Niamey)`, `London: Jane Doe`.
fn placed(text: &str) -> Option<Byline> {
    let place = |place: &str| sentence::words(place) <= 3 && place.split(' ').all(sentence::is_capitalised);
    let parts = match text.strip_suffix(')').and_then(|open| open.split_once(" (")) {
        Some((name, city)) => Some((name, city)),
        None => text.split_once(": ").map(|(city, name)| (name, city)),
    };
    let (name, city) = parts?;
    let holds = is_bare_name(name) && place(city) && !agency::is_source(city) && !city.contains(['/', ':']);
    let is_label = NOT_NAMES.contains(&city.to_lowercase().as_str()) || city.chars().count() < 3;
    (holds && !is_label).then(|| Byline { names: Some(name.to_owned()), agency: None })
}

/// `Jane Doe in Niamey`, `From Jane Doe in Niamey`, `Jane Doe, Africa Correspondent`, `Our Correspondent`.
fn stationed(text: &str) -> Option<Byline> {
    let rest = sentence::strip_prefix_folded(text, "from ").unwrap_or(text);
    let place = |place: &str| {
        (1..=3).contains(&sentence::words(place))
            && place.split(' ').all(|word| {
                sentence::is_capitalised(word) && !word.contains(|letter: char| letter.is_ascii_digit())
            })
    };
    let placed = rest.split_once(" in ").filter(|(_, city)| place(city));
    let slashed = rest.split_once('/').map(|(name, city)| (name.trim_end(), city.trim_start()));
    let slashed = slashed.filter(|(_, city)| place(city) && !agency::is_source(city));
    let titled =
        [", ", " | "].iter().find_map(|mark| rest.rsplit_once(mark).filter(|(_, title)| ends_in_role(title)));
    if let Some((name, _)) = placed.or(titled).or(slashed).filter(|(name, _)| is_bare_name(name)) {
        return Some(Byline { names: Some(name.to_owned()), agency: None });
    }
    let own = ["our ", "special ", "a ", "by a ", "by our "];
    let is_own = own.iter().any(|own| sentence::strip_prefix_folded(text, own).is_some());
    (is_own && sentence::words(text) <= 4 && ends_in_role(text))
        .then(|| Byline { names: Some(text.to_owned()), agency: None })
}

/// The longest name of a desk with the marks around it, in bytes.
const LONGEST_DESK: usize = 40;

/// `News Desk`, `Staff Report`, `Reporting from Niamey`: nobody by name.
fn desk(text: &str) -> Option<Byline> {
    const DESKS: &[&str] = &[
        "news desk",
        "web desk",
        "online desk",
        "staff report",
        "staff reporter",
        "staff writer",
        "staff",
        "monitoring desk",
        "newsroom",
        "our bureau",
        "editorial board",
        "the editorial board",
        "agency report",
        "agency reporter",
        "press release",
        "wire services",
        "wire reports",
        "from wire reports",
        "staff and agencies",
        "agencies and staff",
        "national desk",
        "world desk",
        "foreign desk",
        "city desk",
        "web team",
        "digital desk",
    ];
    let plain = if text.len() <= LONGEST_DESK { sentence::plain(text) } else { String::new() };
    if DESKS.contains(&plain.strip_prefix("by ").unwrap_or(&plain)) {
        return Some(Byline { names: Some(text.to_owned()), agency: None });
    }
    let place = sentence::strip_prefix_folded(text, "reporting from ")?;
    let placed = sentence::words(place) <= 6
        && place.split(' ').all(|word| sentence::is_capitalised(word) || word == "and");
    placed.then(Byline::default)
}

/// `— Jane Doe`, `- Jane Doe, Reuters`: a name behind a dash, below a text.
fn signed(text: &str) -> Option<Byline> {
    let name = ["— ", "– ", "- "].iter().find_map(|dash| text.strip_prefix(dash))?;
    let alone = || is_bare_name(name).then(|| Byline { names: Some(name.to_owned()), agency: None });
    with_agency(name).or_else(alone)
}

/// What people at newspapers are called, at the end of a byline.
const ROLES: &[&str] = &[
    "correspondent",
    "correspondents",
    "reporter",
    "reporters",
    "editor",
    "writer",
    "bureau",
    "desk",
    "columnist",
];

/// Whether the line says what an author is: `Chief Political Correspondent`.
pub(in crate::ingest) fn is_role(text: &str) -> bool {
    ends_in_role(text) && text.split(' ').all(sentence::is_capitalised)
}

/// Whether the last of a few words is what somebody is: `Port correspondent`.
pub(super) fn ends_in_role(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default().to_lowercase();
    sentence::words(text) <= 4 && ROLES.contains(&last.as_str())
}

fn are_names(text: &str) -> bool {
    let people = text
        .split([',', '&'])
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .filter(|name| !name.is_empty());
    people.clone().count() > 0 && people.clone().all(is_bare_name)
}

fn trailing_by(text: &str) -> Option<(usize, Byline)> {
    let at = text.rfind(" By ").or_else(|| text.rfind(" BY "))? + 1;
    Some((at, opened(text.get(at..)?)?))
}

/// Names in capitals at the end: `… border wall JOHN SMITH and JANE DOE, Associated Press`.
fn trailing_shouted(text: &str) -> Option<(usize, Byline)> {
    let before = text.get(..agency::trailing_wire(text).unwrap_or(text.len()))?;
    let is_part = |word: &str| {
        let bare = word.trim_end_matches([',', '.']);
        let initial = bare.chars().count() == 1 && word.ends_with('.');
        sentence::is_all_caps(bare) || ["and", "&"].contains(&bare) || initial
    };
    let starts = word_starts(before);
    let run = starts.iter().rev().take_while(|(_, word)| is_part(word)).count();
    let run = starts.get(starts.len().checked_sub(run)?..)?;
    (0..run.len().saturating_sub(1)).take(8).find_map(|skip| {
        let (start, first) = *run.get(skip)?;
        let byline = split_agency(text.get(start..)?);
        let names = byline.names.as_deref()?;
        // An acronym that ends the headline reads like a third given name.
        let person = names
            .split([',', '&'])
            .next()
            .and_then(|part| part.split(" and ").next())
            .map_or(0, sentence::words);
        let acronym = person > 2 && first.len() <= 3;
        (!acronym && are_names(names)).then(|| (start, byline.clone()))
    })
}

/// `… kills three Jane Doe, Associated Press`: the capitalised words before an agency.
fn trailing_agency(text: &str) -> Option<(usize, Byline)> {
    let end = agency::trailing_wire(text)?;
    let starts = word_starts(text.get(..end)?);
    let two = starts.len().checked_sub(2)?;
    // A middle initial or a small word within the name makes it three words.
    let middle = starts.get(two).is_some_and(|(_, word)| word.ends_with('.') || PARTICLES.contains(word));
    let start = starts.get(two.checked_sub(usize::from(middle))?)?.0;
    let names = text.get(start..end)?.trim_end_matches([' ', ',', '|', '-']);
    let start = if is_bare_name(names) && start > 0 { start } else { end };
    Some((start, split_agency(text.get(start..)?)))
}

/// The words of a text, each with the byte it begins at.
fn word_starts(text: &str) -> Vec<(usize, &str)> {
    let mut starts = Vec::new();
    let mut at = 0;
    for word in text.split(' ') {
        if !word.is_empty() {
            starts.push((at, word));
        }
        at += word.len() + 1;
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(names: &str, agency: &str) -> Byline {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Byline { names: some(names), agency: some(agency) }
    }

    #[test]
    fn bylines_are_taken_apart() {
        let table = [
            ("By JANE DOE", "JANE DOE", ""),
            ("By Jane Doe and John Smith, Reuters", "Jane Doe and John Smith", "Reuters"),
            ("JOHN SMITH and JANE DOE, Associated Press", "JOHN SMITH and JANE DOE", "Associated Press"),
            ("By Reuters", "", "Reuters"),
            ("Associated Press", "", "Associated Press"),
            ("Jane Doe | AFP", "Jane Doe", "AFP"),
            ("JOHN SMITH and JANE DOE", "JOHN SMITH and JANE DOE", ""),
            ("Jane Doe (Niamey)", "Jane Doe", ""),
            ("London: Jane Doe", "Jane Doe", ""),
            ("Jane Doe in Port Blue", "Jane Doe", ""),
            ("From Jane Doe in Niamey", "Jane Doe", ""),
            ("Jane Doe, Africa Correspondent", "Jane Doe", ""),
            ("— Jane Doe, Reuters", "Jane Doe", "Reuters"),
            ("Our Correspondent", "Our Correspondent", ""),
            ("News Desk", "News Desk", ""),
            ("Words by Jane Doe", "Jane Doe", ""),
            ("Jane Doe | Port Blue bureau", "Jane Doe", ""),
            ("Jane Doe /Port Blue", "Jane Doe", ""),
            ("By Reuters in Niamey", "", "Reuters"),
            ("By Jane Doe, CNN", "Jane Doe", "CNN"),
            ("Reporting from Port Blue", "", ""),
        ];
        for (text, names, agency) in table {
            assert_eq!(byline(text), Some(made(names, agency)), "{text}");
        }
    }

    #[test]
    fn other_lines_are_no_bylines() {
        let table = [
            "By then the town had been left by its people.",
            "Junta asks for help",
            "Middle East",
            "Jane Doe",
            "World: Africa",
            "Mayor Jane Doe (Reuters)",
            "",
        ];
        for text in table {
            assert_eq!(byline(text), None, "{text}");
        }
    }

    #[test]
    fn bare_names_are_recognised() {
        assert!(is_bare_name("Ahmed al-Sayed") && is_bare_name("Peter van Dyk"));
        assert!(is_bare_name("Jane Doe") && is_bare_name("JANE Q. DOE") && is_bare_name("Jean-Luc O’Neil"));
        assert!(!is_bare_name("Middle East") && !is_bare_name("Niger") && !is_bare_name("Jane left"));
    }

    #[test]
    fn bylines_are_cut_off_headlines() {
        let table = [
            (
                "Sixteen states sue over wall JOHN SMITH and JANE DOE, Associated Press",
                "Sixteen states sue over wall ",
            ),
            ("Sixteen states sue over wall By Jane Doe", "Sixteen states sue over wall "),
            ("Hurricane nears the US JANE DOE, Associated Press", "Hurricane nears the US "),
            ("Fire kills three Jane Doe, Associated Press", "Fire kills three "),
            ("Officer dies of COVID-19 JANE DOE", "Officer dies of COVID-19 "),
            ("Officer dies of COVID-19 Jane Doe, Reuters", "Officer dies of COVID-19 "),
            ("Fire kills three Reuters", "Fire kills three "),
        ];
        for (text, headline) in table {
            let found = trailing(text).map(|(start, _)| text.get(..start).unwrap_or_default());
            assert_eq!(found, Some(headline), "{text}");
        }
        assert_eq!(trailing("Fire kills three in Port Blue"), None);
    }
}
