//! Journeys with the keys that other programs taught: each preset's main keys do what its users expect.

use dateline::app::{Overlay, Pane, Preset, Settings};

use crate::reader::Reader;

fn reader(preset: Preset) -> Reader {
    Reader::on_seeds((120, 40)).with_settings(Settings { preset, ..Settings::default() })
}

#[test]
fn newsboat_keys_go_through_unread_articles_and_toggle_them() {
    let mut reader = reader(Preset::Newsboat);
    reader.press("J");
    assert_eq!(reader.app.list().cursor(), 1, "J is the next entry");
    reader.press("K N");
    assert!(
        reader.rows()[0].ends_with("(read)") && reader.rows()[0].starts_with("  "),
        "{:?}",
        reader.rows()
    );
    reader.press("k k n");
    assert_eq!(reader.app.list().cursor(), 1, "n is the next unread article");
    reader.press("G p");
    assert_eq!(reader.app.list().cursor(), 3, "p is the previous unread article");
    reader.press("D");
    assert!(reader.rows()[3].ends_with("(archived)"), "{:?}", reader.rows());
    reader.press("Enter q");
    assert_eq!((reader.app.focus(), reader.asked.len()), (Pane::List, 0));
    reader.press("/").types("niger").press("Enter ^F");
    assert_eq!(reader.app.filter().query(), "", "^F clears the filter");
}

#[test]
fn mutt_keys_flag_limit_tag_and_put_away() {
    let mut reader = reader(Preset::Mutt);
    reader.press("F");
    assert!(reader.rows()[0].contains("* "), "{:?}", reader.rows());
    reader.press("k t t d");
    let archived = reader.rows().iter().filter(|row| row.ends_with("(archived)")).count();
    assert_eq!(archived, 2, "what is tagged is put away at once");
    reader.press("u l").types("niger").press("Enter");
    assert_eq!(reader.app.filter().query(), "niger");
    reader.press("Esc g Enter");
    assert_eq!(reader.app.focus(), Pane::Reading);
    reader.press("j");
    assert_eq!(reader.app.list().cursor(), 1, "j is the next message in the pager too");
    let top = reader.app.reading().top();
    reader.press("Enter");
    assert_eq!(reader.app.reading().top(), top + 1, "Enter is the next line");
    reader.press("Backspace i");
    assert_eq!((reader.app.focus(), reader.app.reading().top()), (Pane::List, top));
    reader.press("Tab N");
    assert!(reader.rows().iter().any(|row| row.ends_with("(read)")), "{:?}", reader.rows());
}

#[test]
fn less_keys_page_in_the_text_and_decide_nothing() {
    let mut reader = reader(Preset::Less);
    let before = reader.rows();
    reader.press("Enter d f u b j k").resize(120, 20);
    reader.press("d");
    assert!(reader.app.reading().top() > 0, "d is half a page");
    reader.press("u u G g / ").types("niger").press("Enter n N h");
    let after: Vec<String> = reader.rows();
    assert_eq!(after, before, "nothing was decided");
    reader.press("q ?");
    assert!(matches!(reader.app.overlay(), Overlay::Help(_)));
    reader.press("Esc x U &").types("iran").press("Enter");
    assert_eq!(reader.app.filter().query(), "iran");
    assert_eq!(reader.rows().iter().filter(|row| row.ends_with("(read)")).count(), 0, "x was taken back");
}

#[test]
fn help_and_hints_name_the_keys_of_the_preset() {
    let mut reader = reader(Preset::Mutt);
    let status = reader.screen().lines().last().unwrap_or_default().to_owned();
    assert!(status.contains("x done") && status.contains("F star"), "{status}");
    reader.press("?").types("filter while");
    assert!(reader.screen().contains("/ l"), "{}", reader.screen());
}
