//! The reading list that fits a time: asked for, read, left.

use dateline::app::View;

use crate::map::pages;
use crate::reader::Reader;

#[test]
fn reading_list_fits_the_time_and_is_left_as_it_was_found() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    reader.press("1");
    let before = reader.rows();
    reader.press(":").types("queue 3m").press("Enter");
    assert!(matches!(reader.app.view(), View::Queue(_)));
    assert_eq!(reader.rows().len(), 3, "each takes a minute: {:?}", reader.rows());
    assert!(reader.notice().contains("3 articles, 3 of 3 min: topics in turn"), "{}", reader.notice());
    assert_eq!(&*reader.app.view_name(), "reading list of 3 min");
    let chosen = reader.rows();
    reader.press("d");
    let read = reader.rows();
    assert_eq!(read.len(), 3, "what was read stays on it");
    assert!(read.iter().any(|row| row.contains("(read)")), "{read:?}");
    reader.press("u");
    assert_eq!(reader.rows(), chosen);
    reader.press("Esc");
    let headlines = |rows: &[String]| rows.iter().map(|row| row[2..].to_owned()).collect::<Vec<_>>();
    assert_eq!((reader.app.view(), headlines(&reader.rows())), (View::Inbox, headlines(&before)));
}

#[test]
fn reading_list_is_chosen_of_what_the_filter_finds() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    reader.press("/").types("kenya").press("Enter");
    let all = reader.rows().len();
    reader.press(":").types("queue 1h").press("Enter");
    assert!(!reader.rows().is_empty() && reader.rows().len() <= all, "{:?}", reader.rows());
    assert!(reader.listed().iter().all(|row| row.countries.iter().any(|country| &**country == "Kenya")));
    reader.press("Esc");
    assert_eq!((reader.app.filter().query().trim(), reader.rows().len()), ("kenya", all));
}

#[test]
fn reading_list_without_anything_short_enough_says_so() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (80, 24));
    reader.press("* d 1").press(":").types("queue").press("Enter");
    assert!(reader.notice().contains("nothing unread here takes 20 min or less"), "{}", reader.notice());
    assert!(reader.rows().is_empty(), "{:?}", reader.rows());
    reader.press("Esc");
    assert!(!reader.rows().is_empty());
}

#[test]
fn reading_list_at_80x24() {
    let pages = pages();
    insta::assert_snapshot!(
        Reader::open(&[pages.path()], (80, 24)).press(":").types("queue 5m").press("Enter").styled()
    );
}

#[test]
fn a_time_that_is_none_is_refused_with_what_would_be_right() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (80, 24));
    reader.press(":").types("queue 20x");
    let why = "`20x` is no time for a reading list: write 20m or 1h, at most a day";
    assert!(reader.screen().contains(why), "{}", reader.screen());
    reader.press("Enter");
    assert!(
        reader.screen().contains(why) && !matches!(reader.app.view(), View::Queue(_)),
        "{}",
        reader.screen()
    );
    reader.press("Backspace").types("m").press("Enter");
    assert!(matches!(reader.app.view(), View::Queue(_)));
}

#[test]
fn palette_offers_a_reading_list() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (80, 24));
    reader.press(":").types("queue 45m");
    assert!(reader.screen().contains("a reading list of 45 minutes"), "{}", reader.screen());
}
