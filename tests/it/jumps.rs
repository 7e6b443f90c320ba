//! Back to where one was in a text before a jump, and forth.

use tempfile::TempDir;

use crate::reader::{Reader, folder};

/// Forty paragraphs of a text; an owl is in the thirtieth, an otter in the thirty-fifth.
fn reader() -> (Reader, TempDir) {
    let paragraph = |number: usize| {
        let animal = if number == 30 { "an owl" } else { "a goat" };
        let other = if number == 35 { "an otter" } else { "a horse" };
        format!(
            "In the village number {number} of the valley we met {animal} and {other}, and stayed for the night."
        )
    };
    let body: Vec<String> = (1..=40).map(paragraph).collect();
    let text = format!(" date 2024-05-03 A walk through forty villages\n\n{}\n", body.join("\n\n"));
    let pages = folder(&[("walk.txt", &text)]);
    (Reader::open(&[pages.path()], (80, 24)), pages)
}

fn top(reader: &Reader) -> usize {
    reader.app.reading().top()
}

#[test]
fn one_comes_back_to_where_a_search_was_begun_and_forth_again() {
    let (mut reader, _pages) = reader();
    reader.press("Enter Space j");
    let before = top(&reader);
    assert!(before > 0);
    reader.press("/").types("owl").press("Enter");
    let found = top(&reader);
    assert!(found > before + 24, "{}", reader.screen());
    reader.press("`");
    assert_eq!(top(&reader), before, "not where a letter led on the way: {}", reader.screen());
    reader.press("`");
    assert_eq!(top(&reader), found);
}

#[test]
fn what_moves_by_a_page_or_less_is_no_jump() {
    let (mut reader, _pages) = reader();
    reader.press("Enter `");
    assert_eq!(top(&reader), 0);
    assert!(reader.screen().contains("nothing to go back to"), "{}", reader.screen());
    reader.press("G b j k } {");
    let here = top(&reader);
    reader.press("`");
    assert_eq!(top(&reader), 0, "back to before the only jump");
    reader.press("`");
    assert_eq!(top(&reader), here);
}

#[test]
fn place_stays_the_same_words_at_another_width() {
    let (mut reader, _pages) = reader();
    reader.press("Enter Space } }");
    let first =
        |reader: &Reader| reader.screen().lines().find(|line| line.contains("number")).map(str::to_owned);
    let words = first(&reader);
    reader.press("G < < ` > >");
    assert_eq!(first(&reader), words, "{}", reader.screen());
}
