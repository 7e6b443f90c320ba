//! What of the list is on screen: no place is wasted below while rows are hidden above, and a group is named while its
//! heading is scrolled off.

use dateline::app::{Arrangement, Settings};
use dateline::query::Grouping;
use tempfile::TempDir;

use crate::reader::{Reader, folder};

/// What happened in Kenya on nine days.
const NEWS: [&str; 9] = [
    "A library with maps of the coast opened its doors to schools.",
    "Two lions walked through a suburb and were led back by rangers.",
    "Bakers asked for cheaper flour and baked nothing on Thursday.",
    "The lake rose by a metre and took a jetty with it.",
    "An old steam engine pulled eleven carriages over the hills.",
    "Nurses counted mosquitoes in six villages near the border.",
    "Teachers marched with drums for a longer summer.",
    "A tailor sewed the biggest flag that anyone remembers.",
    "Fishermen found a chest with nothing but wet letters in it.",
];

/// So many short pages of invented news about one country, each of which takes four lines of a wide list.
fn reader(count: usize) -> (Reader, TempDir) {
    let page = |(number, news): (usize, &&str)| {
        let text =
            format!(" date 2024-05-{number:02} Kenya tells story {number}\n\n{news} Kenya was glad of it.\n");
        (format!("{number:02}.txt"), text)
    };
    let pages: Vec<(String, String)> = (1..).zip(&NEWS).take(count).map(page).collect();
    let pages: Vec<(&str, &str)> = pages.iter().map(|(name, text)| (&**name, &**text)).collect();
    let pages = folder(&pages);
    (Reader::open(&[pages.path()], (80, 24)), pages)
}

#[test]
fn five_rows_and_their_heading_stand_on_one_screen_after_a_longer_list() {
    let (mut reader, _pages) = reader(9);
    reader.press("G V k k k k + ").types("old").press("Enter");
    assert!(reader.app.list().top() > 0, "{}", reader.screen());
    reader.press("/").types("tag:old").press("Enter G");
    assert_eq!(reader.app.list().len(), 5);
    let screen = reader.screen();
    assert!(screen.lines().nth(2).is_some_and(|line| line.contains("EASTERN AFRICA")), "{screen}");
    assert!(screen.contains("story 5") && screen.contains("story 1"), "{screen}");
}

#[test]
fn group_is_named_in_the_rule_above_while_its_heading_is_scrolled_off() {
    let (mut reader, _pages) = reader(9);
    let rule = |reader: &Reader| reader.screen().lines().nth(1).unwrap_or_default().to_owned();
    assert!(!rule(&reader).contains("AFRICA"), "{}", reader.screen());
    reader.press("G");
    assert!(rule(&reader).contains(" EASTERN AFRICA "), "{}", reader.screen());
    reader.press("?");
    assert!(!rule(&reader).contains("AFRICA"), "a panel hides the list: {}", reader.screen());
    reader.press("Esc Enter");
    assert!(!rule(&reader).contains("AFRICA"), "so does the text: {}", reader.screen());
    let settings = Settings {
        arrangement: Arrangement { grouping: Some(Grouping::Nothing), ..Arrangement::default() },
        ..Settings::default()
    };
    let mut reader = reader.with_settings(settings);
    reader.press("G");
    assert!(rule(&reader).trim_matches(['─', '━']).is_empty(), "{}", reader.screen());
}

#[test]
fn without_lines_no_group_is_named_above_the_list() {
    let (reader, _pages) = reader(9);
    let mut reader = reader.with_settings(Settings { plain: true, ..Settings::default() });
    reader.press("G");
    assert!(!reader.screen().contains("EASTERN"), "{}", reader.screen());
}
