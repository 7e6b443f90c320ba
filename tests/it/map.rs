//! The map: going about it, finding on it, choosing from it, and how it looks.

use dateline::app::{Level, Map, Overlay};
use dateline::ui::Look;
use tempfile::TempDir;

use crate::reader::{Reader, folder};

/// Seven articles on five countries of three continents.
pub fn pages() -> TempDir {
    let pages = [
        (
            "a.txt",
            "2024-05-07",
            "Kenya counts its boats",
            "The boats of Mombasa were counted by the port of Kenya on Saturday, and there were forty.",
        ),
        (
            "b.txt",
            "2024-05-06",
            "Nairobi opens a library",
            "A library for children was opened in Nairobi by Kenyan teachers, the first of its kind.",
        ),
        (
            "c.txt",
            "2024-05-06",
            "Peru plants potatoes",
            "Farmers in Peru planted six hundred sorts of potatoes near Cusco, and the harvest is good.",
        ),
        (
            "d.txt",
            "2024-05-02",
            "Ghana paints its lighthouse",
            "The lighthouse of Accra in Ghana was painted white and red by Ghanaian sailors.",
        ),
        (
            "e.txt",
            "2024-04-30",
            "Kenyan runners meet in Mombasa",
            "Runners of Kenya met in Mombasa to run along the beach, and the governor of Kenya ran too.",
        ),
        (
            "f.txt",
            "2024-03-12",
            "Poland mends a clock",
            "The clock of the town hall of Warsaw in Poland was mended by a Polish clockmaker.",
        ),
        (
            "g.txt",
            "2023-11-02",
            "Malta weighs its honey",
            "Beekeepers in Malta weighed the honey of the year near Valletta, and Maltese bees did well.",
        ),
    ];
    let texts: Vec<(&str, String)> = pages
        .iter()
        .map(|(name, date, headline, text)| (*name, format!(" date {date} {headline}\n\n{text}\n")))
        .collect();
    folder(&texts.iter().map(|(name, text)| (*name, text.as_str())).collect::<Vec<_>>())
}

fn map(reader: &Reader) -> &Map {
    let map = if let Overlay::Map(map) = reader.app.overlay() { Some(map) } else { None };
    map.expect("the map is open")
}

fn chosen(reader: &Reader) -> String {
    map(reader).chosen().expect("a place is chosen").facet.label.to_string()
}

#[test]
fn map_opens_at_the_country_with_most_articles_and_tells_of_it() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (80, 24));
    reader.press("m");
    assert_eq!(chosen(&reader), "Kenya");
    let headlines = map(&reader).headlines().expect("they were fetched");
    assert_eq!(headlines.len(), 3);
    assert_eq!(headlines[0].as_str(), "Kenya counts its boats");
}

#[test]
fn arrows_reach_every_country_and_enter_filters_to_it() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (80, 24));
    reader.press("m Left");
    assert_eq!(chosen(&reader), "Ghana");
    reader.press("Up");
    assert_eq!(chosen(&reader), "Malta");
    reader.press("Up");
    assert_eq!(chosen(&reader), "Poland");
    reader.press("Left");
    assert_eq!(chosen(&reader), "Peru");
    reader.press("Enter");
    assert_eq!(reader.app.filter().query(), "country:peru");
    assert_eq!(reader.rows().len(), 1);
    reader.press("m");
    assert_eq!(chosen(&reader), "Peru", "the map opens where the filter is");
    reader.press("Right Enter");
    assert_eq!(reader.app.filter().query(), "country:ghana", "one choice takes the place of the other");
}

#[test]
fn names_find_countries_and_regions() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (80, 24));
    reader.press("m").types("mal");
    assert_eq!(chosen(&reader), "Malta");
    reader.press("^U").types("western af");
    assert_eq!(chosen(&reader), "Western Africa");
    reader.press("Enter");
    assert_eq!(reader.app.filter().query(), "region:western-africa");
    reader.press("Esc m").types("zzzz");
    assert!(reader.screen().contains("nothing here is about that"), "{}", reader.screen());
}

#[test]
fn tab_steps_by_count_and_page_keys_widen_and_narrow() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (80, 24));
    reader.press("m Tab");
    assert_eq!(map(&reader).rank(), 1);
    reader.press("BackTab PgUp");
    assert_eq!(
        (chosen(&reader), map(&reader).chosen().unwrap().level),
        ("Eastern Africa".to_owned(), Level::Region)
    );
    reader.press("Left");
    assert_eq!(chosen(&reader), "Western Africa", "regions have regions beside them");
    reader.press("PgUp");
    assert_eq!(chosen(&reader), "Africa");
    reader.press("PgDn PgDn");
    assert_eq!(chosen(&reader), "Kenya");
}

#[test]
fn map_that_is_left_changes_nothing() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (80, 24));
    reader.press("j");
    let before = reader.screen();
    reader.press("m Left Tab").types("pol").press("Esc");
    assert_eq!(reader.screen(), before);
}

#[test]
fn map_shows_what_the_filter_finds() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (80, 24));
    reader.press("/").types("lighthouse").press("Enter m");
    let labels: Vec<String> =
        map(&reader).places().iter().map(|place| place.facet.label.to_string()).collect();
    assert!(labels.contains(&"Ghana".to_owned()), "{labels:?}");
    assert!(!labels.contains(&"Kenya".to_owned()), "{labels:?}");
}

#[test]
fn narrow_screens_rank_the_places() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (40, 12));
    reader.press("m Down");
    assert_eq!(map(&reader).rank(), 1);
    insta::assert_snapshot!("map_at_40x12", reader.styled());
}

#[test]
fn map_of_nothing_says_so() {
    let pages = folder(&[(
        "a.txt",
        " date 2024-05-05 Rain falls on the moor\n\nIt rained on the moor for a week, and the sheep stood in the wet.\n",
    )]);
    let mut reader = Reader::open(&[pages.path()], (80, 24));
    reader.press("m");
    assert!(reader.screen().contains("nothing here is about a country"), "{}", reader.screen());
    reader.press("Up PgUp Tab Enter");
    assert!(matches!(reader.app.overlay(), Overlay::None));
}

#[test]
fn map_at_80x24() {
    let pages = pages();
    insta::assert_snapshot!(Reader::open(&[pages.path()], (80, 24)).press("m").styled());
}

#[test]
fn map_at_120x40_on_a_region() {
    let pages = pages();
    insta::assert_snapshot!(Reader::open(&[pages.path()], (120, 40)).press("m PgUp").styled());
}

#[test]
fn map_in_ascii_without_colours() {
    let pages = pages();
    let look = Look { ascii: true, plain: true, ..Look::default() };
    insta::assert_snapshot!(Reader::open(&[pages.path()], (80, 24)).in_look(look).press("m").styled());
}
