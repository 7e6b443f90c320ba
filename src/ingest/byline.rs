//! Who wrote it: `By JANE DOE`, `JOHN SMITH and JANE DOE, Associated Press`, an agency alone.

use super::{agency, sentence};

/// The parts of a byline as printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Byline {
    /// The author or authors, without "By".
    pub(super) names: Option<String>,
    /// The news agency.
    pub(super) agency: Option<String>,
}

/// The longest byline, in characters.
const LONGEST: usize = 140;

const OPENINGS: &[&str] =
    &["written by ", "reported by ", "reporting by ", "story by ", "text by ", "author: ", "by: ", "by "];

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
pub(super) fn byline(text: &str) -> Option<Byline> {
    if sentence::length(text) > LONGEST || sentence::words(text) > 16 {
        return None;
    }
    opened(text)
        .or_else(|| agency_alone(text))
        .or_else(|| with_agency(text))
        .or_else(|| shouted_pair(text))
        .or_else(|| placed(text))
}

/// Whether the line could be the bare name of a person: two or three capitalised words.
pub(super) fn is_bare_name(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let is_part = |word: &&str| {
        let lower = word.to_lowercase();
        let spelled = word.chars().all(|letter| letter.is_alphabetic() || "-'’.".contains(letter));
        spelled && sentence::is_capitalised(word) && !NOT_NAMES.contains(&lower.as_str())
    };
    let lengths = words.iter().filter(|word| word.trim_end_matches('.').chars().count() >= 2).count();
    (2..=4).contains(&words.len()) && lengths >= 2 && words.iter().all(is_part) && !text.ends_with('.')
}

/// Where a byline begins that ends the text, and the byline: the headline stands before it.
pub(super) fn trailing(text: &str) -> Option<(usize, Byline)> {
    let text = text.trim_end_matches([' ', ',', '|', '-', '–', '—', '·', '•']);
    trailing_by(text).or_else(|| trailing_shouted(text)).or_else(|| trailing_agency(text))
}

/// `By Jane Doe, Reuters`, `BY REUTERS`.
fn opened(text: &str) -> Option<Byline> {
    let rest = OPENINGS.iter().find_map(|opening| sentence::strip_prefix_folded(text, opening))?.trim();
    let first = rest.split(' ').next().unwrap_or_default();
    let named =
        sentence::is_capitalised(first) && !sentence::ends_sentence(rest) && sentence::words(rest) <= 12;
    let lower_words =
        rest.split(' ').filter(|word| sentence::starts_lower(word) && !PARTICLES.contains(word)).count();
    (named && lower_words <= 3).then(|| split_agency(rest))
}

/// Small words inside and between names.
const PARTICLES: &[&str] = &[
    "and", "de", "la", "van", "von", "der", "den", "bin", "al", "el", "di", "da", "dos", "in", "for", "with",
];

fn split_agency(names: &str) -> Byline {
    if agency::is_wire(names) {
        return Byline { names: None, agency: Some(names.to_owned()) };
    }
    for mark in [", ", " | ", " – ", " — ", " - ", " / ", " for ", " of "] {
        if let Some((before, after)) = names.rsplit_once(mark).filter(|(_, after)| agency::is_wire(after)) {
            let agency = Some(after.trim().to_owned());
            return Byline { names: Some(before.trim_end_matches(',').to_owned()), agency };
        }
    }
    Byline { names: Some(names.trim_end_matches([',', '|', '-', ' ']).to_owned()), agency: None }
}

fn agency_alone(text: &str) -> Option<Byline> {
    let name = text.trim_matches(['(', ')', '-', '–', '—', ' ', '|']);
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
    let end = agency::trailing_wire(text).unwrap_or(text.len());
    let before = text.get(..end)?;
    let starts = word_starts(before);
    let is_part = |word: &str| {
        let bare = word.trim_matches([',', '.']);
        sentence::is_all_caps(bare)
            || ["and", "&"].contains(&bare)
            || (bare.chars().count() == 1 && word.ends_with('.'))
    };
    let run: Vec<_> = starts.into_iter().rev().take_while(|(_, word)| is_part(word)).collect();
    let mut run: Vec<_> = run.into_iter().rev().collect();
    let first_name =
        run.iter().take_while(|(_, word)| !["and", "&"].contains(word) && !word.ends_with(',')).count();
    // An acronym that ends the headline reads like a third given name.
    if first_name >= 2 && run.first().is_some_and(|(_, word)| word.len() <= 3) && run.len() > 2 {
        run.remove(0);
    }
    let (start, _) = *run.first().filter(|_| run.len() >= 2)?;
    let byline = split_agency(text.get(start..)?);
    byline.names.as_deref().is_some_and(are_names).then(|| (start, byline.clone()))
}

/// `… kills three Jane Doe, Associated Press`: the capitalised words between a small one and an agency.
fn trailing_agency(text: &str) -> Option<(usize, Byline)> {
    let end = agency::trailing_wire(text)?;
    let before = text.get(..end)?;
    let starts = word_starts(before);
    let run = starts.iter().rev().take_while(|(_, word)| sentence::is_capitalised(word)).count();
    let start =
        if (2..=3).contains(&run) && run < starts.len() { starts.get(starts.len() - run)?.0 } else { end };
    let byline = split_agency(text.get(start..)?);
    byline.names.as_deref().is_none_or(are_names).then_some((start, byline))
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
            ("Fire kills three Reuters", "Fire kills three "),
        ];
        for (text, headline) in table {
            let found = trailing(text).map(|(start, _)| text.get(..start).unwrap_or_default());
            assert_eq!(found, Some(headline), "{text}");
        }
        assert_eq!(trailing("Fire kills three in Port Blue"), None);
    }
}
