//! Finding one's way: what can be done, found by its name, and keys, found by what they do.

use dateline::app::Overlay;

use crate::reader::Reader;

fn reader(size: (u16, u16)) -> Reader {
    Reader::on_seeds(size)
}

#[test]
fn palette_finds_an_action_by_its_words_and_does_it() {
    let mut reader = reader((120, 40));
    reader.press(":").types("archive next");
    let screen = reader.screen();
    assert!(screen.contains("> archive, next unread"), "{screen}");
    reader.press("Enter");
    assert!(reader.screen().contains("archived \""), "{}", reader.screen());
}

#[test]
fn palette_finds_an_action_by_its_name_in_the_configuration() {
    let mut reader = reader((120, 40));
    reader.press(":").types("select-shown").press("Enter");
    assert_eq!(reader.app.selected(), 5);
}

#[test]
fn words_for_corrections_lead_to_the_page_behind_the_article() {
    for word in ["split", "join", "caption", "why", "removed"] {
        let mut reader = reader((120, 40));
        reader.press("?").types(word);
        assert!(reader.screen().contains("what was removed and why"), "{word}: {}", reader.screen());
        reader.press("Esc :").types(word).press("Enter");
        assert!(matches!(reader.app.overlay(), Overlay::Provenance(_)), "{word}: {}", reader.screen());
    }
}

#[test]
fn palette_that_is_left_does_nothing() {
    let mut reader = reader((80, 24));
    let before = reader.screen();
    reader.press(":").types("quit").press("Esc");
    assert_eq!(reader.screen(), before);
    reader.press(":").types("zzzzqqq");
    assert!(reader.screen().contains("nothing is called so"), "{}", reader.screen());
    reader.press("Enter");
    assert!(matches!(reader.app.overlay(), Overlay::Palette(_)), "what is typed can be set right");
}

#[test]
fn palette_names_the_keys_of_the_pane_one_is_in() {
    let mut reader = reader((120, 40));
    let keys = |reader: &mut Reader| {
        reader.press(":").types("scroll the text down");
        let row = reader.screen().lines().find(|line| line.contains("> scroll")).map(str::to_owned);
        reader.press("Esc");
        row.and_then(|row| row.split_whitespace().last().map(str::to_owned))
    };
    assert_eq!(keys(&mut reader).as_deref(), Some("J"));
    reader.press("l");
    assert_eq!(keys(&mut reader).as_deref(), Some("Down"));
}

#[test]
fn help_is_narrowed_by_words_keys_and_names() {
    let mut reader = reader((80, 24));
    for typed in ["take the last", "snooze", "inbox until"] {
        reader.press("?").types(typed);
        let found = reader.screen();
        let rows = found.lines().skip(2).take(18).filter(|line| !line.trim().is_empty()).count();
        assert!(rows < 10, "{typed}: {found}");
        reader.press("Esc");
        assert!(matches!(reader.app.overlay(), Overlay::None));
    }
    reader.press("?").types("out of the inbox");
    assert!(reader.screen().contains('Z'), "{}", reader.screen());
}

#[test]
fn gauge_grows_with_what_is_dealt_with() {
    let mut reader = reader((120, 40));
    let heavy = |reader: &Reader| reader.screen().lines().nth(1).map_or(0, |line| line.matches('━').count());
    assert_eq!(heavy(&reader), 0);
    reader.press("d");
    assert_eq!(heavy(&reader), 24, "a fifth of 120");
    reader.press("u");
    assert_eq!(heavy(&reader), 0);
}
