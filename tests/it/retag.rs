//! Tags that are corrected: by keys in the panel, held after a restart, undone, done again and repeated elsewhere.

use crate::reader::{Reader, folder};

const PAGES: [(&str, &str); 2] = [
    (
        "a.txt",
        " date 2024-05-05 Nigeria sends soldiers to its border\n\nNigeria sent soldiers to its northern border on Sunday \
         after rebels attacked a town, officials in Abuja said.\n\nThe rebels had killed four soldiers in April.\n",
    ),
    (
        "b.txt",
        " date 2024-05-04 Nigeria counts its elephants\n\nRangers in Nigeria began to count elephants from small planes \
         on Saturday, as they do every three years.\n\nThe wildlife service said the herds had grown.\n",
    ),
];

fn reader() -> (Reader, tempfile::TempDir) {
    let pages = folder(&PAGES);
    (Reader::open(&[pages.path()], (80, 24)), pages)
}

/// The countries of the rows, those of the article on soldiers first.
fn countries(reader: &Reader) -> Vec<String> {
    let mut rows = reader.listed();
    rows.sort_by_key(|row| !row.headline.contains("soldiers"));
    let named = |row: &&dateline::app::Row| {
        row.countries.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    };
    rows.iter().map(named).collect()
}

#[test]
fn a_tag_is_taken_away_in_two_keys_and_comes_back_with_undo() {
    let (mut reader, pages) = reader();
    assert_eq!(countries(&reader), ["Nigeria", "Nigeria"]);
    reader.press("T -");
    assert_eq!(countries(&reader), ["", "Nigeria"]);
    assert!(reader.screen().contains("taken away by you"), "{}", reader.screen());
    assert!(reader.screen().contains("Nigeria taken from \"Nigeria sends"), "{}", reader.screen());
    reader.press("Esc u");
    assert_eq!(countries(&reader), ["Nigeria", "Nigeria"]);
    reader.press("^R");
    let reader = reader.again(&[pages.path()]);
    assert_eq!(countries(&reader), ["", "Nigeria"], "it holds after a restart");
}

#[test]
fn a_tag_is_added_by_typing_and_repeated_on_another_article() {
    let (mut reader, _pages) = reader();
    reader.press("T").types("benin").press("Enter Esc");
    assert_eq!(countries(&reader), ["Benin Nigeria", "Nigeria"]);
    reader.press("j .");
    assert_eq!(countries(&reader), ["Benin Nigeria", "Benin Nigeria"]);
    reader.press("/").types("country:benin");
    assert_eq!(reader.rows().len(), 2);
}

#[test]
fn a_tag_takes_the_place_of_another_as_one_deed() {
    let (mut reader, _pages) = reader();
    reader.press("T Enter").types("niger").press("Enter");
    assert_eq!(countries(&reader), ["Niger", "Nigeria"]);
    assert!(reader.screen().contains("Niger instead of Nigeria on"), "{}", reader.screen());
    reader.press("Esc u");
    assert_eq!(countries(&reader), ["Nigeria", "Nigeria"]);
}

#[test]
fn the_cursor_stays_on_its_tag_when_others_come_and_go() {
    let (mut reader, _pages) = reader();
    reader.press("T").types("benin").press("Enter -");
    assert_eq!(countries(&reader), ["Nigeria", "Nigeria"], "it stood on what was added");
    reader.types("chad").press("Enter Esc T Down - -");
    assert_eq!(countries(&reader), ["Chad Nigeria", "Nigeria"]);
}

#[test]
fn what_was_taken_away_comes_back_with_the_same_key() {
    let (mut reader, _pages) = reader();
    reader.press("T - -");
    // Without its words Nigeria stands where the reader's own word on it does.
    assert_eq!(countries(&reader), ["Nigeria", "Nigeria"]);
}

#[test]
fn a_correction_that_cannot_be_saved_is_taken_back_aloud() {
    let (mut reader, _pages) = reader();
    reader.disk_full = Some("disk full");
    reader.press("T -");
    assert_eq!(countries(&reader), ["Nigeria", "Nigeria"]);
    assert!(reader.screen().contains("not saved: disk full"), "{}", reader.screen());
    reader.disk_full = None;
    reader.press("Esc u");
    assert!(reader.screen().contains("nothing to undo"), "{}", reader.screen());
}

#[test]
fn the_panel_closes_when_its_article_leaves_the_list() {
    let (mut reader, _pages) = reader();
    reader.press("/").types("country:nigeria").press("Enter");
    reader.press("T -");
    assert!(!reader.screen().contains("type to add"), "{}", reader.screen());
    assert_eq!(countries(&reader), ["Nigeria"]);
}

#[test]
fn a_correction_is_remembered_as_a_rule_for_a_word_with_one_more_key() {
    let (mut reader, pages) = reader();
    reader.press("T -");
    assert!(reader.screen().contains("2 \"Nigeria\" never means Nigeria anywhere"), "{}", reader.screen());
    reader.press("2");
    assert!(reader.screen().contains("1 article tagged otherwise · Esc u undoes"), "{}", reader.screen());
    assert!(reader.notice().contains("config.toml, line 1"), "{}", reader.notice());
    assert_eq!(countries(&reader), ["", ""]);
    assert_eq!(reader.configuration(), "[[tags]]\nword = \"Nigeria\"\nnever = \"country:NG\"\n");
    let reader = reader.again(&[pages.path()]);
    assert_eq!(countries(&reader), ["", ""], "it holds after a restart");
}

#[test]
fn a_word_is_remembered_to_mean_another_country() {
    let (mut reader, _pages) = reader();
    reader.press("T Enter").types("niger").press("Enter 1");
    assert_eq!(countries(&reader), ["Niger", "Niger"]);
    assert!(reader.configuration().contains("means = \"country:NE\""), "{}", reader.configuration());
}

#[test]
fn a_source_is_remembered_and_the_reader_goes_before_the_rule() {
    let (mut reader, _pages) = reader();
    reader.press("T").types("sport").press("Enter 1");
    let topics = |reader: &Reader| {
        let rows = reader.listed().into_iter();
        rows.filter(|row| row.topics.first().is_some_and(|topic| topic.as_str() == "sport")).count()
    };
    assert_eq!(topics(&reader), 2);
    assert!(reader.configuration().contains("add = \"topic:sport\""), "{}", reader.configuration());
    reader.press("-");
    assert_eq!(topics(&reader), 2, "the rule holds without the correction it came from");
    reader.press("-");
    assert_eq!(topics(&reader), 1, "what is said on an article goes before a rule");
}

#[test]
fn undo_takes_a_correction_back_with_its_rule_and_redo_brings_both() {
    let (mut reader, pages) = reader();
    reader.write_configuration("# mine\n");
    reader.press("T - 2");
    assert_eq!(countries(&reader), ["", ""]);
    let with_rule = reader.configuration();
    reader.press("Esc u");
    assert_eq!(countries(&reader), ["Nigeria", "Nigeria"]);
    assert_eq!(reader.configuration(), "# mine\n");
    assert!(
        reader.notice().starts_with("undone, its rule taken back: Nigeria taken from"),
        "{}",
        reader.notice()
    );
    reader.press("^R");
    assert_eq!((countries(&reader), reader.configuration()), (vec![String::new(); 2], with_rule));
    assert!(reader.notice().starts_with("again, its rule written: "), "{}", reader.notice());
    reader.press("u");
    let reader = reader.again(&[pages.path()]);
    assert_eq!(countries(&reader), ["Nigeria", "Nigeria"], "it is so after a restart");
}

#[test]
fn a_rule_that_was_changed_by_hand_stays_when_its_correction_is_undone() {
    let (mut reader, _pages) = reader();
    reader.press("T - 2");
    let changed = format!("{}match = \"elsewhere/**\"\n", reader.configuration());
    reader.write_configuration(&changed);
    reader.press("Esc u");
    assert_eq!(reader.configuration(), changed);
    assert!(reader.notice().contains("undone, its rule left as changed by hand: "), "{}", reader.notice());
    reader.press("^R");
    assert_eq!(reader.configuration(), changed, "it is not written a second time");
}

#[test]
fn what_cannot_be_taken_from_the_configuration_is_not_undone_by_half() {
    let (mut reader, _pages) = reader();
    reader.press("T - 2");
    reader.write_configuration("colour = 1\n");
    reader.press("Esc u");
    assert!(reader.notice().contains("not undone"), "{}", reader.notice());
    assert_eq!(countries(&reader), ["", ""]);
    reader.write_configuration("");
    reader.press("u");
    assert_eq!(countries(&reader), ["Nigeria", "Nigeria"], "the rule is gone by hand");
}

#[test]
fn a_rule_without_a_correction_is_undone_alone() {
    let (mut reader, _pages) = reader();
    reader.press("s T").types("nigeria").press("Enter Esc T").types("nigeria").press("Enter");
    assert!(reader.notice().contains("already so"), "{}", reader.notice());
    reader.press("1");
    assert!(reader.configuration().contains("add = \"country:NG\""), "{}", reader.configuration());
    reader.press("Esc u");
    assert_eq!(reader.configuration(), "");
}

#[test]
fn a_word_of_the_article_is_chosen_for_a_rule_after_a_tag_was_added() {
    let (mut reader, _pages) = reader();
    reader.press("T").types("environment").press("Enter");
    assert!(reader.screen().contains("2 a word of your choice means environment"), "{}", reader.screen());
    reader.press("2");
    assert!(reader.screen().contains("the word that means environment"), "{}", reader.screen());
    reader.types("reb");
    assert!(reader.screen().contains("> rebels"), "{}", reader.screen());
    reader.press("Enter");
    assert!(reader.screen().contains("2 \"rebels\" means environment anywhere"), "{}", reader.screen());
    reader.press("2");
    assert_eq!(reader.configuration(), "[[tags]]\nword = \"rebels\"\nmeans = \"topic:environment\"\n");
    reader.press("Esc u");
    assert_eq!(reader.configuration(), "", "the rule goes with the correction");
}

#[test]
fn a_word_that_is_not_in_the_article_is_no_rule() {
    let (mut reader, _pages) = reader();
    reader.press("T").types("environment").press("Enter 2").types("zebra");
    assert!(reader.screen().contains("the article has no such word"), "{}", reader.screen());
    reader.press("Enter ^U Down Down Up");
    insta::assert_snapshot!(reader.screen());
    reader.press("Esc");
    assert!(reader.screen().contains("type to add"), "{}", reader.screen());
    assert_eq!(reader.configuration(), "");
}

#[test]
fn an_offer_is_passed_over_by_any_other_key() {
    let (mut reader, _pages) = reader();
    reader.press("T -");
    assert!(reader.screen().contains("Remember it as a rule?"), "{}", reader.screen());
    reader.press("Down");
    assert!(!reader.screen().contains("Remember it as a rule?"), "{}", reader.screen());
    reader.press("Esc");
    assert_eq!(reader.configuration(), "");
}

#[test]
fn a_rule_that_cannot_be_written_is_told() {
    let (mut reader, _pages) = reader();
    reader.write_configuration("colour = 1\n");
    reader.press("T - 2");
    assert!(reader.screen().contains("not remembered: "), "{}", reader.screen());
    assert_eq!(countries(&reader), ["", "Nigeria"], "the correction itself stands");
    assert_eq!(reader.configuration(), "colour = 1\n");
}

#[test]
fn rules_are_offered_even_where_there_is_hardly_room() {
    let (mut reader, _pages) = reader();
    let narrow = reader.press("T -").resize(40, 12).screen();
    assert!(narrow.contains("1 \"Nigeria\" never means") && narrow.contains("6 a word of"), "{narrow}");
}

#[test]
fn panel_of_tags() {
    let (mut reader, _pages) = reader();
    insta::assert_snapshot!(reader.press("T Down").styled());
    insta::assert_snapshot!(reader.types("nig").styled());
}
