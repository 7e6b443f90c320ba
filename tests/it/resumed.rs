//! Where reading goes on after a restart: at the article that was left unfinished last, at its place.

use tempfile::TempDir;

use crate::reader::{Reader, folder};

/// Three long pages of invented news, newest first by their dates.
fn pages() -> TempDir {
    let page = |day: u32, what: &str, rest: &str| {
        let paragraph =
            |number: u32| format!("The {what} of Mombasa {rest} in the hour of number {number}.\n\n");
        let text: String = (1..60).map(paragraph).collect();
        format!(" date 2024-05-0{day} Kenya counts its {what}\n\n{text}")
    };
    let (boats, cranes, gulls) = (
        page(5, "boats", "came into the old harbour with fish and ice"),
        page(4, "cranes", "lifted iron boxes from a ship of Norway"),
        page(3, "gulls", "sat on roofs and cried at the market women"),
    );
    folder(&[("a.txt", &boats), ("b.txt", &cranes), ("c.txt", &gulls)])
}

/// Opens the pages again, as after a restart.
fn restarted(reader: Reader, pages: &TempDir) -> Reader {
    reader.again(&[pages.path()])
}

#[test]
fn cursor_stands_on_the_article_left_last_at_its_place() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (120, 30));
    reader.press("J J J j Enter PgDn PgDn");
    let (left, line) = (reader.app.list().current_id(), reader.app.reading().top());
    assert!(line > 10, "the page is long");
    reader.press("Q");
    let mut reader = restarted(reader, &pages);
    assert_eq!(reader.app.list().current_id(), left);
    // A blank line at the top gives way to the paragraph after it.
    assert!(reader.app.reading().top().abs_diff(line) <= 1, "{}", reader.screen());
    assert_eq!(reader.notice(), "where you stopped reading · g goes to the first");
    reader.press("g");
    assert_eq!(reader.app.list().cursor(), 0);
}

#[test]
fn what_was_begun_and_then_read_or_archived_is_left_alone() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (120, 30));
    reader.press("j J J J d Q");
    let mut reader = restarted(reader, &pages);
    assert_eq!(reader.app.list().cursor(), 0);
    assert_eq!(reader.notice(), "");
    reader.press("G J J J a Q");
    assert_eq!(restarted(reader, &pages).app.list().cursor(), 0);
}

#[test]
fn row_tells_how_much_of_it_was_read() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (120, 30));
    reader.press("Enter PgDn PgDn h j");
    let row = reader.screen().lines().find(|line| line.contains("5 May 2024")).map(str::to_owned);
    assert!(row.is_some_and(|row| row.contains('%')), "{}", reader.screen());
}

#[test]
fn share_that_was_read_is_one_number_in_the_text_and_in_its_row_before_and_after_a_restart() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (80, 24));
    reader.press("Enter PgDn PgDn");
    let told = format!("{} %", reader.app.reading().percent());
    assert!(reader.screen().lines().last().is_some_and(|line| line.contains(&told)), "{}", reader.screen());
    let share = told.replace(' ', "");
    let row =
        |reader: &Reader| reader.screen().lines().find(|line| line.contains("5 May 2024")).map(str::to_owned);
    let tells = |reader: &Reader| row(reader).is_some_and(|row| row.contains(&format!("· {share}")));
    reader.press("h");
    assert!(tells(&reader), "{share}: {:?}", row(&reader));
    reader.press("Q");
    let mut reader = restarted(reader, &pages);
    assert!(tells(&reader), "{share} after the restart: {:?}", row(&reader));
    reader.press("j");
    assert!(tells(&reader), "{share} on another row: {:?}", row(&reader));
}

#[test]
fn going_past_a_text_on_another_screen_keeps_its_place() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (80, 12));
    reader.press("Enter PgDn PgDn Q");
    let mut reader = restarted(reader, &pages);
    let kept = reader.listed()[0].triage.position;
    assert!(kept.progress > 0.0);
    reader.press("j").resize(120, 200).press("k j k").resize(80, 12).press("j Q");
    assert_eq!(reader.listed()[0].triage.position, kept, "the whole text was on the screen");
}

#[test]
fn without_a_text_left_half_read_it_begins_at_the_first_unread_article() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (120, 30));
    reader.press("d Q");
    let mut reader = restarted(reader, &pages);
    assert_eq!((reader.app.list().cursor(), reader.notice().as_str()), (1, ""));
    reader.press("d d Q");
    assert_eq!(restarted(reader, &pages).app.list().cursor(), 0, "where all are read, at the first");
}

#[test]
fn a_text_left_half_read_before_other_work_is_not_gone_back_to() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (120, 30));
    reader.press("G J J J J J J J J k s Q");
    let mut reader = restarted(reader, &pages);
    assert_eq!((reader.app.list().cursor(), reader.notice().as_str()), (0, ""));
    reader.press("G J J k s G s J J Q");
    let reader = restarted(reader, &pages);
    assert_eq!(reader.app.list().cursor(), 2, "a star on the text itself is no other work");
}

#[test]
fn files_without_an_article_are_told_apart_from_those_that_could_not_be_understood() {
    let news = (
        "news.txt",
        "Kenya opens a railway\n\nKenya opened a railway to the lake on Monday, officials said.\n",
    );
    let feed = ("feed.xml", "<rss version=\"2.0\"><channel><title>Harbour news</title></channel></rss>");
    let broken =
        ("broken.jsonl", "{\"headline\": \"Ghana\", \"text\": \"A story of Ghana.\"}\n{\"headline\"\n");
    for (files, told) in [
        (vec![news, feed], "1 file holds no article · ! shows them"),
        (vec![news, feed, ("empty.txt", "")], "2 files hold no article · ! shows them"),
        (vec![news, broken], "1 file could not be understood · ! shows them"),
        (vec![news, broken, feed], "1 file could not be understood, 1 holds no article · ! shows them"),
    ] {
        let pages = folder(&files);
        assert_eq!(Reader::open(&[pages.path()], (120, 30)).notice(), told);
    }
}
