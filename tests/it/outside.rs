//! What leaves the program: addresses, copies, the editor, other programs, files.

use std::fs;

use dateline::app::{Effect, Outside};
use tempfile::TempDir;

use crate::reader::{Reader, folder};

/// Two pages of invented news; the first names an address in its text and has none of its own.
fn pages() -> TempDir {
    folder(&[
        (
            "a.txt",
            "A bridge opens at last\n\nhttps://example.org/bridge\n\nThe bridge was opened on Monday, the officials in \
             Nairobi said, after ten years of work.\n\nNobody came to the ceremony; the plans are at \
             https://example.org/plans and may be read there by everybody who wants to.\n",
        ),
        (
            "b.txt",
            "Kenya counts its goats\n\nThere are many goats, the officials in Nairobi said on Tuesday, and more will \
             be counted in the course of the year.\n\nNobody knows how many there were before.\n",
        ),
    ])
}

fn reader(pages: &TempDir, size: (u16, u16)) -> Reader {
    let mut reader = Reader::open(&[pages.path()], size);
    reader.press("g");
    while !reader.app.list().current().is_some_and(|row| row.headline.contains("bridge")) {
        reader.press("j");
    }
    reader
}

fn outside(reader: &Reader) -> Vec<&Outside> {
    let asked = reader.asked.iter();
    asked
        .filter_map(|effect| if let Effect::Outside(outside) = effect { Some(outside) } else { None })
        .collect()
}

fn opened(reader: &Reader) -> Vec<String> {
    let opened = outside(reader).into_iter().filter_map(|outside| match outside {
        Outside::OpenLink(link) => Some(link.address().to_string()),
        Outside::Copy { .. } | Outside::Edit { .. } | Outside::Pipe { .. } => None,
    });
    opened.collect()
}

#[test]
fn an_address_is_opened_after_it_was_shown_and_agreed_to() {
    let pages = pages();
    let mut reader = reader(&pages, (120, 40));
    reader.press("; Enter");
    assert!(reader.screen().contains("open https://example.org/"), "{}", reader.screen());
    assert_eq!(opened(&reader), [""; 0]);
    reader.press("n");
    assert_eq!(reader.notice(), "nothing was done");
    assert_eq!(opened(&reader), [""; 0]);
    reader.press("; Enter y");
    assert_eq!(opened(&reader).len(), 1);
}

#[test]
fn letters_choose_an_address_that_the_text_then_follows() {
    let pages = pages();
    let mut reader = reader(&pages, (120, 40));
    reader.press("l ;");
    let links = reader.app.reading().links().len();
    assert!(links >= 1, "{}", reader.screen());
    let letter = ["a", "s"][links - 1];
    reader.press(&format!("{letter} Esc Enter y"));
    assert_eq!(opened(&reader), ["https://example.org/plans"]);
    reader.press("l y");
    assert_eq!(opened(&reader).len(), 2);
    reader.press("Esc l");
    assert_eq!(opened(&reader).len(), 2, "nothing is selected any more");
}

#[test]
fn what_is_copied_is_said() {
    let pages = pages();
    let mut reader = reader(&pages, (120, 40));
    reader.press("; y j");
    assert!(
        matches!(outside(&reader)[..], [Outside::Copy { text, .. }] if text.starts_with("https://example.org/"))
    );
    reader.press("Esc g y");
    let Some(Outside::Copy { text, what }) = outside(&reader).pop() else { panic!("nothing was copied") };
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(what.starts_with('"'), "{what}");
}

#[test]
fn the_editor_gets_the_file_and_its_first_line() {
    let pages = pages();
    let mut reader = reader(&pages, (80, 24));
    reader.press("e");
    let Some(Outside::Edit { path, line }) = outside(&reader).pop() else { panic!("no editor") };
    assert!(path.ends_with("a.txt"));
    assert_eq!(*line, 1);
}

#[test]
fn a_command_is_asked_about_once_and_then_remembered() {
    let pages = pages();
    let mut reader = reader(&pages, (80, 24));
    reader.press("|").types("wc -w").press("Enter");
    assert!(reader.screen().contains("give this text to `wc -w` ?"), "{}", reader.screen());
    reader.press("Enter");
    assert!(outside(&reader).is_empty(), "a line break is no yes");
    reader.press("|").types("wc -w").press("Enter y");
    reader.press("| Up Enter");
    let piped = outside(&reader);
    assert_eq!(piped.len(), 2);
    let Outside::Pipe { command, text } = piped[1] else { panic!("nothing was piped") };
    assert_eq!(command, &["wc", "-w"]);
    assert!(text.starts_with("A bridge opens at last\n"), "{text}");
    reader.press("|").types("wc 'a").press("Enter");
    assert!(reader.screen().contains("a quotation mark is not closed"), "{}", reader.screen());
}

#[test]
fn an_article_is_written_to_a_file_and_an_existing_one_is_asked_about() {
    let pages = pages();
    let mut reader = reader(&pages, (120, 40));
    let target = tempfile::tempdir().unwrap();
    let file = target.path().join("news.md");
    let name = file.to_str().unwrap();
    reader.press("w");
    assert!(reader.screen().contains("a-bridge-opens-at-last.md"), "{}", reader.screen());
    reader.press("^U").types(name).press("Enter");
    assert!(reader.notice().starts_with("wrote 1 article to "), "{}", reader.notice());
    assert!(fs::read_to_string(&file).unwrap().starts_with("# A bridge opens at last\n"));
    reader.press("* w ^U").types(name).press("Enter");
    assert!(reader.screen().contains("exists; replace it?"), "{}", reader.screen());
    reader.press("n");
    assert_eq!(fs::read_to_string(&file).unwrap().matches("\n---\n").count(), 0);
    reader.press("w Up Enter y");
    assert!(reader.notice().starts_with("wrote 2 articles to "), "{}", reader.notice());
    assert_eq!(fs::read_to_string(&file).unwrap().matches("\n---\n").count(), 1);
    reader.press("w ^U").types("a.epub").press("Enter");
    assert!(reader.notice().contains("`.epub` files cannot be written"), "{}", reader.notice());
}

#[test]
fn a_question_about_a_long_address_shows_all_of_it() {
    let address = format!("https://example.org/{}/the-end", "a-long-part-of-it/".repeat(20));
    let text = format!(
        "A bridge opens at last\n\nThe bridge was opened on Monday, the officials in Nairobi said, after ten years of \
         work.\n\nThe plans are at {address} and may be read there by everybody who wants to.\n"
    );
    let pages = folder(&[("a.txt", &text)]);
    let mut reader = Reader::open(&[pages.path()], (80, 24));
    reader.press("; Enter");
    let shown: String = reader.screen().split_whitespace().collect();
    assert!(shown.contains(&address), "{}", reader.screen());
    assert!(reader.screen().contains("any other key: no"));
}

#[test]
fn addresses_of_an_article() {
    let pages = pages();
    for size in [(120, 40), (80, 24), (40, 12)] {
        let mut reader = reader(&pages, size);
        reader.press("l ;");
        insta::assert_snapshot!(format!("addresses_of_an_article_{}x{}", size.0, size.1), reader.styled());
    }
}
