//! Names of newspapers and of their sections, alone on a line, beside a headline or glued to it.

use super::{sentence, wording};

/// Whether the line is the name of a section of a newspaper.
pub(in crate::ingest) fn is_section(text: &str) -> bool {
    wording::sections().any(|section| section.eq_ignore_ascii_case(text))
}

/// The fewest sections in a row that are a menu.
const FEWEST_SECTIONS: usize = 4;

/// Whether the line is the names of sections in a row, as a menu is printed without its marks: `Home News Sport Contact`.
pub(in crate::ingest) fn is_row_of_sections(text: &str) -> bool {
    let named =
        |word: &str| is_section(word) || MENU_WORDS.iter().any(|known| known.eq_ignore_ascii_case(word));
    text.len() <= 160
        && text.split(' ').take(2).all(named)
        && sentence::words(text) >= FEWEST_SECTIONS
        && text.split(' ').all(|word| named(word) || ["&", "and", "us", "Us"].contains(&word))
}

/// Words of menus beside the sections.
const MENU_WORDS: &[&str] = &[
    "Home",
    "Contact",
    "About",
    "Menu",
    "Search",
    "Video",
    "Videos",
    "Photos",
    "Pictures",
    "Weather",
    "Money",
    "Travel",
    "Arts",
    "Food",
    "Jobs",
    "Live",
    "More",
    "Podcasts",
    "Radio",
    "TV",
    "Magazine",
    "Blogs",
    "Login",
    "Subscribe",
    "Archive",
    "Fashion",
    "Football",
    "Cars",
    "Property",
    "Letters",
    "Obituaries",
    "Comment",
    "Advertise",
    "Newsletters",
    "Shop",
    "Games",
    "Crime",
    "Court",
    "Community",
    "Events",
    "Classifieds",
];

/// The longest name of a section, in bytes.
const LONGEST_SECTION: usize = 16;

/// The length of a section name that is glued to the headline: `WorldTalks resume`, `POLITICSTalks resume`.
pub(in crate::ingest) fn glued_section(text: &str) -> Option<usize> {
    // Inside the first words a capital must follow another letter.
    let head = text.as_bytes().get(..text.len().min(LONGEST_SECTION + 1)).unwrap_or_default();
    let joined = |pair: &[u8]| {
        matches!(pair, [before, after]
            if before.is_ascii_alphabetic() && (after.is_ascii_uppercase() || !after.is_ascii()))
    };
    if !head.windows(2).any(joined) {
        return None;
    }
    let is_glued = |section: &&str| {
        let Some((printed, rest)) = text.split_at_checked(section.len()) else { return false };
        if !printed.eq_ignore_ascii_case(section) {
            return false;
        }
        let shouted = !printed.bytes().any(|byte| byte.is_ascii_lowercase());
        let mut letters = rest.chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        let small = letters.next().is_some_and(|letter| letter.is_lowercase() || " .’'".contains(letter));
        (printed == *section || shouted) && capital && (small || !shouted) && sentence::words(rest) >= 3
    };
    wording::sections().filter(is_glued).map(str::len).max()
}

/// Whether the line is the name of a newspaper: `The Port Post`, `Daily Sentinel (Port Blue)`.
pub(in crate::ingest) fn is_masthead(text: &str) -> bool {
    let small = ["of", "the", "and", "de", "&", "in"];
    let titled =
        |text: &str| text.split(' ').all(|word| sentence::is_capitalised(word) || small.contains(&word));
    let (name, place) = match text.strip_suffix(')').and_then(|open| open.rsplit_once(" (")) {
        Some((name, place)) => (name, Some(place)),
        None => (text, None),
    };
    let short = (1..=5).contains(&sentence::words(name)) && sentence::length(name) <= 40;
    let placed = place.is_some_and(|place| sentence::words(place) <= 4 && titled(place));
    let named = name.split(' ').any(wording::is_newspaper);
    let plain = name.chars().all(|letter| letter.is_alphanumeric() || " '’&.-".contains(letter));
    short
        && plain
        && titled(name)
        && (named && sentence::words(name) >= 2 || placed && name.starts_with("The "))
        && (place.is_none() || placed)
}

/// The marks between a headline and the name of the site.
const SITE_MARKS: [&str; 7] = ["|", "::", "»", "·", "-", "–", "—"];
/// The longest name of a site, in words.
const MOST_NAME_WORDS: usize = 5;

/// The headline and the name of the site behind it: `Harbour closed | The Port Post`.
pub(in crate::ingest) fn site_suffix(text: &str) -> Option<(&str, &str)> {
    if sentence::ends_sentence(text) {
        return None;
    }
    // The name takes the last five words, so its mark is at most the sixth from the end.
    let mut words = text.rmatch_indices(' ').map(|(at, _)| at + 1).take(MOST_NAME_WORDS + 1);
    let (start, mark) = words.find_map(|start| {
        let word = text.get(start..)?.split(' ').next()?;
        SITE_MARKS.contains(&word).then_some((start, word))
    })?;
    let (headline, name) = (text.get(..start)?.trim(), text.get(start + mark.len()..)?.trim());
    let small = ["of", "the", "and", "de", "&", "in"];
    let titled = name.split(' ').all(|word| sentence::is_capitalised(word) || small.contains(&word));
    let bare = !name.contains(|letter: char| letter.is_ascii_digit());
    let fits = (1..=MOST_NAME_WORDS).contains(&sentence::words(name)) && !sentence::is_longer(name, 40);
    (titled && bare && fits && sentence::words(headline) >= 4).then_some((headline, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn section_names_are_cut_off_headlines() {
        let table = [
            ("WorldHarbour closed after storm", Some(5)),
            ("MIDDLE EASTHarbour closed after storm", Some(11)),
        ];
        for (text, expected) in table {
            assert_eq!(glued_section(text), expected, "{text}");
        }
        for text in [
            "World leaders meet in Port Blue",
            "Worldwide storm closes harbours",
            "AFRICA CLOSES ALL HARBOURS",
        ] {
            assert_eq!(glued_section(text), None, "{text}");
        }
    }

    #[test]
    fn newspapers_are_known_by_what_they_are_called() {
        for text in ["The Port Post", "Daily Sentinel (Port Blue)", "The Quay (Port Blue)"] {
            assert!(is_masthead(text), "{text}");
        }
        for text in ["Harbour closed after storm", "The Port of Blue", "Times", "Storm nears (Updated)"] {
            assert!(!is_masthead(text), "{text}");
        }
    }

    #[test]
    fn the_name_of_the_site_is_parted_from_the_headline() {
        let table = [
            ("Harbour closed after storm | The Port Post", Some("The Port Post")),
            ("Harbour closed after storm - Sahel Voice", Some("Sahel Voice")),
            ("Harbour closed - after storm", None),
            ("Storm | The Port Post", None),
        ];
        for (text, name) in table {
            assert_eq!(site_suffix(text).map(|(_, name)| name), name, "{text}");
        }
    }
}
