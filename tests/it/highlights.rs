//! Passages marked in the text: kept with notes, undone, told on the command line's twin and in exports.

use std::fs;

use dateline::app::Emphasis;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::reader::{Reader, folder};

const TEXT: &str = "A bridge opens at last\n\nThe bridge was opened on Monday, the officials in Nairobi said. It took ten \
    years of work. Nobody had hoped for it any more.\n\nNobody came to the ceremony; the plans may be read by everybody \
    who wants to. There is a copy in the library.\n";

fn reader(size: (u16, u16)) -> (Reader, TempDir) {
    let pages = folder(&[("a.txt", TEXT)]);
    let mut reader = Reader::open(&[pages.path()], size);
    reader.press("l");
    (reader, pages)
}

/// The highlighted passages with their notes.
fn kept(reader: &Reader) -> Vec<(String, String)> {
    let all = reader.app.highlights().into_iter();
    all.map(|highlight| (highlight.text.to_string(), highlight.note.to_string())).collect()
}

fn words(passage: &str, note: &str) -> (String, String) {
    (passage.to_owned(), note.to_owned())
}

#[test]
fn a_sentence_is_highlighted_with_a_note_and_undone() {
    let (mut reader, _pages) = reader((80, 24));
    reader.press("v J H").types("how long?").press("Enter");
    assert_eq!(kept(&reader), [words("It took ten years of work.", "how long?")]);
    assert!(reader.screen().contains("+ Note: how long?"), "{}", reader.screen());
    assert!(
        reader.notice().starts_with("highlighted a passage, with a note · u undoes"),
        "{}",
        reader.notice()
    );
    reader.press("u");
    assert_eq!(kept(&reader), []);
    assert!(!reader.screen().contains("Note:"), "{}", reader.screen());
    reader.press("^R");
    assert_eq!(kept(&reader).len(), 1);
}

#[test]
fn a_passage_over_two_paragraphs_is_kept_with_one_note_and_swallows_what_it_covers() {
    let (mut reader, _pages) = reader((80, 24));
    reader.press("v J H Enter v J J j H").types("why?").press("Enter");
    let told = kept(&reader);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[1].0.starts_with("Nobody had hoped for it any more.\n\nNobody came"), "{told:?}");
    assert_eq!(told[1].1, "why?");
    reader.press("v j j H").types("all").press("Enter");
    let told = kept(&reader);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].0.starts_with("The bridge") && told[0].0.ends_with("any more."), "{told:?}");
}

#[test]
fn a_passage_over_paragraphs_is_one_wherever_it_is_told_and_for_one_key() {
    let (mut reader, pages) = reader((120, 40));
    reader.press("v j j j H").types("why?").press("Enter");
    assert_eq!(kept(&reader).len(), 1, "{:?}", kept(&reader));
    assert!(reader.screen().contains("1 note"), "{}", reader.screen());
    let elsewhere = tempfile::tempdir().unwrap();
    let target = elsewhere.path().join("notes.md");
    reader.press("w ^U").types(target.to_str().unwrap()).press("Enter");
    let written = fs::read_to_string(&target).unwrap();
    let end = "Nobody had hoped for it any more.\n>\n> Nobody came to the ceremony; the plans may be read by everybody who \
               wants to.\n>\n> (";
    assert!(written.contains(end) && written.ends_with("a.txt:3-5)\n\nNote: why?\n"), "{written}");
    let target = elsewhere.path().join("notes.jsonl");
    reader.press("w ^U").types(target.to_str().unwrap()).press("Enter");
    let written: Value = serde_json::from_str(&fs::read_to_string(target).unwrap()).unwrap();
    let told = written["state"]["highlights"].as_array().unwrap();
    assert_eq!((told.len(), &told[0]["note"], &told[0]["lines"]), (1, &json!("why?"), &json!([3, 5])));
    assert_eq!(told[0]["parts"][1], json!({"block": 1, "start": 0, "length": 77}));
    reader.press("u");
    assert_eq!(kept(&reader), []);
    reader.press("^R");
    let reader = reader.again(&[pages.path()]);
    assert!(reader.screen().contains("1 note"), "{}", reader.screen());
}

#[test]
fn a_passage_over_paragraphs_is_marked_noted_on_and_taken_away_as_one() {
    let (mut reader, _pages) = reader((80, 24));
    reader.press("v j j j H Enter H j +").types("later").press("Enter");
    assert_eq!(kept(&reader).len(), 1);
    assert_eq!(kept(&reader)[0].1, "later");
    reader.press("-");
    assert_eq!(kept(&reader), []);
    reader.press("u Esc g v H");
    assert!(reader.screen().contains("later"), "all of it is marked: {}", reader.screen());
    reader.press("Esc v -");
    assert_eq!(kept(&reader), []);
}

#[test]
fn a_highlight_is_found_again_by_its_key_and_its_note_is_changed_or_it_is_taken_away() {
    let (mut reader, _pages) = reader((80, 24));
    reader.press("v H").types("first").press("Enter v H ^U").types("second").press("Enter");
    assert_eq!(kept(&reader)[0].1, "second");
    assert_eq!(kept(&reader).len(), 1);
    reader.press("v -");
    assert_eq!(kept(&reader), []);
    assert!(reader.notice().starts_with("took a highlight away"), "{}", reader.notice());
}

#[test]
fn what_is_being_marked_begins_at_the_hit_of_a_search_and_is_left_without_a_trace() {
    let (mut reader, _pages) = reader((80, 24));
    reader.press("/").types("library").press("Enter v");
    let marked = || {
        let page = reader.app.reading().page().unwrap();
        let lines = page.lines().iter().flat_map(|line| reader.app.reading().emphasis_on(line));
        lines.filter(|(_, why)| *why == Emphasis::Passage).count()
    };
    assert_eq!(marked(), 1);
    reader.press("Esc");
    assert_eq!(kept(&reader), []);
    assert!(reader.app.reading().passage().is_none());
}

#[test]
fn leaving_the_note_keeps_the_passage_and_the_note_that_was_there() {
    let (mut reader, _pages) = reader((80, 24));
    reader.press("v H").types("a");
    let asked = reader.screen();
    assert!(asked.contains("Enter keeps  Esc without a note"), "{asked}");
    reader.press("Esc");
    assert!(reader.app.reading().passage().is_none());
    assert_eq!(kept(&reader).len(), 1);
    assert_eq!(kept(&reader)[0].1, "");
    reader.press("v H").types("how?").press("Enter v H").types(" why?");
    assert!(reader.screen().contains("Enter keeps  Esc as it was"), "{}", reader.screen());
    reader.press("Esc");
    assert_eq!(kept(&reader)[0].1, "how?");
}

#[test]
fn highlights_and_notes_are_there_after_a_restart_at_any_width() {
    let (mut reader, pages) = reader((80, 24));
    reader.press("v J H").types("how long?").press("Enter H Enter").types("ask Amina").press("Enter");
    let before = kept(&reader);
    let mut reader = reader.again(&[pages.path()]);
    reader.press("l").resize(50, 30);
    assert_eq!(kept(&reader), before);
    assert!(reader.screen().contains("Note: ask Amina"), "{}", reader.screen());
    assert!(reader.screen().contains("Note: how long?"), "{}", reader.screen());
}

#[test]
fn notes_are_listed_changed_and_taken_away_where_they_are_listed() {
    let (mut reader, _pages) = reader((80, 24));
    reader.press("v H Enter v J J H").types("one").press("Enter H j +").types("two").press("Enter");
    assert_eq!(kept(&reader)[0].1, "two");
    reader.press("j -");
    assert_eq!(kept(&reader).len(), 1);
    reader.press("u");
    assert_eq!(kept(&reader).len(), 2);
}

#[test]
fn an_export_tells_highlights_with_file_and_lines() {
    let (mut reader, pages) = reader((80, 24));
    reader.press("v J H").types("how long?").press("Enter");
    let target = pages.path().join("notes.md");
    reader.press("w ^U").types(target.to_str().unwrap()).press("Enter");
    let written = fs::read_to_string(target).unwrap();
    assert!(written.contains("## Highlights\n\n> It took ten years of work.\n"), "{written}");
    assert!(written.contains("a.txt:3)"), "{written}");
    assert!(written.ends_with("Note: how long?\n"), "{written}");
}

#[test]
fn an_export_in_json_tells_the_words_that_were_highlighted() {
    let (mut reader, pages) = reader((80, 24));
    reader.press("v J H").types("how long?").press("Enter");
    let target = pages.path().join("notes.jsonl");
    reader.press("w ^U").types(target.to_str().unwrap()).press("Enter");
    let written: Value = serde_json::from_str(&fs::read_to_string(target).unwrap()).unwrap();
    let expected = json!([{
        "block": 0,
        "start": 64,
        "length": 26,
        "text": "It took ten years of work.",
        "lines": [3, 3],
        "note": "how long?",
    }]);
    assert_eq!(written["state"]["highlights"], expected);
}

#[test]
fn marking_and_notes() {
    for size in [(120, 40), (80, 24), (40, 12)] {
        let (mut reader, _pages) = reader(size);
        reader.press("v J H").types("how long?").press("Enter v } j");
        insta::assert_snapshot!(format!("marking_{}x{}", size.0, size.1), reader.styled());
        reader.press("H Enter H j");
        // The folder of the pages has another name each time.
        let place = reader.app.reading().opened().unwrap().article.source.path.clone();
        let folder = place.parent().unwrap().to_string_lossy().into_owned();
        let text = reader.styled().replace(&folder, "PAGES");
        insta::assert_snapshot!(format!("notes_{}x{}", size.0, size.1), text);
    }
}
