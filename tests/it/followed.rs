//! The article that is read while its page is changed, removed or joined by a fuller copy: it stays under the reader's
//! eyes with the words that stood at the top, and no key means another one.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use dateline::app::{Event, Line, Pane};
use tempfile::TempDir;

use crate::reader::{Reader, folder};

/// What the articles are about, the newest first.
const SUBJECTS: [&str; 6] = ["harbour", "orchard", "railway", "library", "glacier", "theatre"];

/// The day of the month an article is dated by.
fn day(subject: &str) -> usize {
    20 - SUBJECTS.iter().position(|other| *other == subject).unwrap_or_default()
}

/// A paragraph of so many invented words, which stand in no other.
fn paragraph(subject: &str, number: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu", "da", "fe", "gi", "ho", "ju", "pa"];
    let seed = subject.bytes().fold(number + 7, |seed, byte| seed * 31 + usize::from(byte));
    let word = |place: usize| {
        let bits = (seed * 1009 + place).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
        (0..4).map(|at| SYLLABLES[bits >> (4 * at) & 15]).collect::<String>()
    };
    let words: Vec<String> = (0..40).map(word).collect();
    format!("The {subject} on day {number}: {}.", words.join(" "))
}

/// A page of some of the paragraphs of an article.
fn page(subject: &str, day: usize, paragraphs: impl IntoIterator<Item = usize>) -> String {
    let mut text = format!(" date 2024-05-{day:02} The {subject} of the town\n");
    for number in paragraphs {
        let _ = writeln!(text, "\n{}", paragraph(subject, number));
    }
    text
}

fn reader() -> (Reader, TempDir) {
    let pages: Vec<(String, String)> = SUBJECTS
        .iter()
        .map(|subject| (format!("{subject}.txt"), page(subject, day(subject), 0..20)))
        .collect();
    let pages: Vec<(&str, &str)> = pages.iter().map(|(name, text)| (&**name, &**text)).collect();
    let pages = folder(&pages);
    let mut reader = Reader::open(&[pages.path()], (120, 24));
    reader.press("S").types("nothing").press("Enter g j j j Enter Space Space");
    assert_eq!(open(&reader), "The library of the town");
    (reader, pages)
}

/// The headline of the open article.
fn open(reader: &Reader) -> String {
    reader.app.reading().opened().map_or_else(String::new, |open| open.article.headline.text.to_string())
}

/// The headline of the row the cursor is on.
fn current(reader: &Reader) -> String {
    reader.app.list().current().map_or_else(String::new, |row| row.headline.to_string())
}

/// The words on the first lines of the text that are on screen.
fn top(reader: &Reader) -> Vec<String> {
    let reading = reader.app.reading();
    let page = reading.page().unwrap();
    let shown = page.lines().iter().skip(reading.top()).take(6).map(|line| match line {
        Line::Blank => String::new(),
        Line::Text { part, row } => page.parts()[*part].text[row.shown.clone()].to_owned(),
    });
    shown.collect()
}

fn files_stir(reader: &mut Reader) {
    reader.happens(Event::FilesStirred);
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).unwrap();
}

/// How many rows have a mark.
fn marked(reader: &Reader) -> usize {
    reader.rows().iter().filter(|row| row.contains(['*', '('])).count()
}

#[test]
fn a_fuller_copy_is_shown_with_the_same_words_at_the_top() {
    for day in [3, 28, day("library")] {
        let (mut reader, pages) = reader();
        let words = top(&reader);
        write(pages.path(), "fuller.txt", &page("library", day, (50..55).chain(0..30)));
        files_stir(&mut reader);
        assert_eq!(
            (reader.rows().len(), reader.notice()),
            (6, "a fuller copy is shown · D compares".to_owned())
        );
        assert_eq!((open(&reader), current(&reader)), ("The library of the town".into(), open(&reader)));
        let opened = reader.app.reading().opened().unwrap();
        assert!(opened.article.source.path.ends_with("fuller.txt"), "dated {day}");
        assert_eq!(top(&reader), words, "dated {day}");
        reader.press("d");
        assert_eq!(reader.notice(), "done \"The library of the town\" · u undoes");
    }
}

#[test]
fn a_page_that_was_changed_keeps_the_words_at_the_top() {
    for edited in [
        page("library", day("library"), (60..62).chain(0..20)),
        page("library", day("library"), 4..20),
        page("library", day("library"), 0..20).replace("on day 7:", "on day 7, late,"),
    ] {
        let (mut reader, pages) = reader();
        let words = top(&reader);
        write(pages.path(), "library.txt", &edited);
        files_stir(&mut reader);
        assert_eq!((open(&reader), current(&reader)), ("The library of the town".into(), open(&reader)));
        assert_eq!(reader.notice(), "this page was changed");
        assert_eq!(top(&reader)[..2], words[..2]);
        reader.press("s");
        assert_eq!(
            (reader.notice(), marked(&reader)),
            ("starred \"The library of the town\" · u undoes".into(), 1)
        );
    }
}

#[test]
fn an_article_whose_page_is_removed_stays_open_and_no_key_means_another() {
    const GONE: &str = "the page of this article is no longer there · J goes on";
    for size in [(120, 24), (60, 20)] {
        let (mut reader, pages) = reader();
        reader.resize(size.0, size.1);
        let words = top(&reader);
        fs::remove_file(pages.path().join("library.txt")).unwrap();
        files_stir(&mut reader);
        assert_eq!((reader.notice(), open(&reader)), (GONE.into(), "The library of the town".into()));
        assert_eq!(top(&reader), words);
        for key in ["d", "a", "s", "r", ".", "Z", "T", "e", "H"] {
            reader.press(key);
            assert_eq!((reader.notice(), marked(&reader)), (GONE.into(), 0), "{key}");
            assert_eq!(top(&reader), words, "{key}");
        }
        write(pages.path(), "new.txt", &page("bakery", 1, 0..3));
        files_stir(&mut reader);
        assert_eq!((top(&reader), reader.app.list().len()), (words.clone(), 6), "it stays while others come");
        reader.press("g");
        let (above, below) = ("The page of this article is no longer there.", "its page is gone");
        assert!(reader.screen().contains(above) && reader.screen().contains(below), "{}", reader.screen());
        reader.press("h d");
        assert_eq!((marked(&reader), reader.rows().iter().any(|row| row.starts_with('>'))), (0, true));
        reader.press("j");
        assert_eq!((current(&reader), open(&reader)), ("The glacier of the town".into(), current(&reader)));
        reader.press("d");
        assert_eq!(reader.notice(), "done \"The glacier of the town\" · u undoes");
    }
}

#[test]
fn from_where_an_article_was_one_goes_up_and_down_to_its_neighbours() {
    for (key, expected) in
        [("J", "glacier"), ("K", "railway"), ("h j", "glacier"), ("h n", "glacier"), ("h N", "railway")]
    {
        let (mut reader, pages) = reader();
        fs::remove_file(pages.path().join("library.txt")).unwrap();
        files_stir(&mut reader);
        reader.press(key);
        assert_eq!(current(&reader), format!("The {expected} of the town"), "{key}");
        assert_eq!(open(&reader), current(&reader));
    }
}

#[test]
fn a_folder_that_comes_back_finds_the_cursor_and_the_text_where_they_were() {
    let (mut reader, pages) = reader();
    let words = top(&reader);
    let aside = tempfile::tempdir().unwrap();
    let moves = |from: &Path, to: &Path| {
        for subject in SUBJECTS {
            let name = format!("{subject}.txt");
            fs::rename(from.join(&name), to.join(&name)).unwrap();
        }
    };
    moves(pages.path(), aside.path());
    files_stir(&mut reader);
    assert!(reader.app.list().is_empty());
    assert!(reader.screen().contains(words[0].as_str()), "{}", reader.screen());
    reader.press("h l");
    assert_eq!(reader.app.focus(), Pane::Reading);
    moves(aside.path(), pages.path());
    files_stir(&mut reader);
    assert_eq!(reader.notice(), "the page of this article is there again");
    assert_eq!((current(&reader), open(&reader)), ("The library of the town".into(), current(&reader)));
    assert_eq!(top(&reader), words);
    reader.press("d");
    assert_eq!(reader.notice(), "done \"The library of the town\" · u undoes");
}

#[test]
fn a_copy_that_was_opened_in_the_place_of_the_listed_one_stays_while_others_come() {
    let (mut reader, pages) = reader();
    write(pages.path(), "shorter.txt", &page("library", 2, 0..12));
    files_stir(&mut reader);
    let path = |reader: &Reader| {
        reader.app.reading().opened().is_some_and(|open| open.article.source.path.ends_with("shorter.txt"))
    };
    reader.press("D Enter Space");
    assert!(path(&reader), "{}", reader.screen());
    let words = top(&reader);
    write(pages.path(), "new.txt", &page("bakery", 1, 0..3));
    files_stir(&mut reader);
    assert!(path(&reader), "{}", reader.screen());
    assert_eq!((top(&reader), reader.app.list().len()), (words, 7));
    reader.press("J");
    assert_eq!(open(&reader), "The glacier of the town");
}
