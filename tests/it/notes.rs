//! What was noted and what was put off, found again across articles: by views, by the filter, and written to a file.

use dateline::app::View;
use tempfile::TempDir;

use crate::map::pages;
use crate::reader::Reader;

/// Six pages, the first with a note on it and put into the archive, the second with a passage highlighted in it.
fn noted() -> (Reader, TempDir) {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (80, 24));
    reader.press("H Enter").types("Ask about the Harvest").press("Enter Esc a");
    reader.press("g j l v H").types("for Amina").press("Enter h");
    (reader, pages)
}

fn listed(reader: &mut Reader, query: &str) -> usize {
    reader.press("/ ^U").types(query).press("Enter");
    let count = reader.app.list().len();
    reader.press("Esc");
    count
}

#[test]
fn what_was_noted_is_in_one_view_archived_or_not_and_is_written_from_there() {
    let (mut reader, pages) = noted();
    reader.press("'");
    let menu = reader.screen();
    let notes = menu.lines().find(|line| line.contains("notes")).unwrap_or_default();
    assert!(notes.split_whitespace().nth(1) == Some("2"), "{menu}");
    reader.types("notes").press("Enter");
    assert_eq!(reader.app.view(), View::Noted);
    assert_eq!(reader.rows().len(), 2, "{:?}", reader.rows());
    assert!(reader.rows().iter().any(|row| row.contains("(archived)")), "{:?}", reader.rows());
    let file = pages.path().join("notes.md");
    reader.press("* w ^U").types(&file.to_string_lossy()).press("Enter");
    let written = std::fs::read_to_string(&file).unwrap();
    assert!(written.contains("Ask about the Harvest") && written.contains("for Amina"), "{written}");
}

#[test]
fn words_of_notes_and_of_highlighted_passages_find_their_articles() {
    let (mut reader, _pages) = noted();
    reader.press("5");
    for (query, count) in [
        ("is:noted", 2),
        ("note:harvest", 1),
        ("note:\"about the harvest\"", 1),
        ("note:amina", 1),
        ("note:zebra", 0),
        ("is:noted -note:harvest", 1),
    ] {
        assert_eq!(listed(&mut reader, query), count, "{query}");
    }
    let passage = reader.listed().iter().position(|row| row.triage.highlights.len() == 1).unwrap();
    reader.press("g");
    for _ in 0..passage {
        reader.press("j");
    }
    let words = reader.app.highlights()[0].text.to_string();
    let last = words.split_whitespace().last().unwrap().trim_matches('.').to_owned();
    assert!(listed(&mut reader, &format!("note:{last}")) >= 1, "{last}");
}

#[test]
fn what_was_put_off_is_found_although_it_is_out_of_the_inbox() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    let all = reader.app.list().len();
    reader.press("Z Enter");
    assert!(reader.notice().contains("until 2026-02-21"), "{}", reader.notice());
    reader.press("1");
    assert_eq!(reader.app.list().len(), all - 1);
    reader.press(":").types("view snoozed").press("Enter");
    assert_eq!((reader.app.view(), reader.app.list().len()), (View::Snoozed, 1));
    reader.press("1");
    assert_eq!(listed(&mut reader, "is:snoozed"), 1);
    assert_eq!(listed(&mut reader, "-is:snoozed"), all - 1);
    reader.press("a 1");
    assert_eq!(listed(&mut reader, "is:archived"), 1, "so are archived ones");
    reader.press("2");
    assert_eq!(listed(&mut reader, "is:archived"), 1, "the unread ones of them");
}

#[test]
fn panel_of_notes_gives_a_passage_the_width_of_the_panel() {
    let (mut reader, _pages) = noted();
    reader.press("H");
    let screen = reader.screen();
    let words = reader.app.highlights()[0].text.to_string();
    let first: String = words.chars().take(60).collect();
    assert!(screen.contains(&first), "{screen}");
    let note = screen.lines().find(|line| line.contains("for Amina")).unwrap_or_default();
    assert!(note.trim_end().ends_with(":3"), "the place stands beside the note: {screen}");
}
