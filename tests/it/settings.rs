//! How the screen is set: what is chosen on it holds after the next start, until the configuration says otherwise.

use dateline::app::{DateForm, RowForm, Settings, Spacing};
use tempfile::TempDir;

use crate::reader::{Reader, folder};

const PAGE: (&str, &str) = (
    "a.txt",
    " date 2026-02-17 Kenya opens a railway to the lake\n\nKenya opened a railway from Nairobi to the lake on Sunday, and \
     the first train was full of people who had waited for it since the morning.\n\nKenyan officials said tickets for the \
     week had been sold out.\n",
);

fn reader(size: (u16, u16)) -> (Reader, TempDir) {
    let pages = folder(&[PAGE]);
    (Reader::open(&[pages.path()], size), pages)
}

/// Does something by its name.
fn by_name(reader: &mut Reader, name: &str) {
    reader.press(":").types(name).press("Enter");
}

/// The row of the screen that has some words.
fn row_with(reader: &Reader, words: &str) -> usize {
    reader.screen().lines().position(|line| line.contains(words)).unwrap()
}

#[test]
fn what_is_chosen_while_reading_holds_at_the_next_start() {
    let (mut reader, pages) = reader((120, 40));
    reader.press("Enter < <");
    for name in ["justify", "hyphenate", "paragraphs"] {
        by_name(&mut reader, name);
    }
    let reader = reader.again(&[pages.path()]);
    let settings = reader.app.settings();
    assert_eq!(settings.measure, 64);
    assert!(settings.justify && settings.hyphenate);
    assert_eq!(settings.spacing, Spacing::Indented);
}

#[test]
fn what_is_chosen_in_the_menu_of_the_list_holds_at_the_next_start() {
    let (mut reader, pages) = reader((120, 40));
    for wanted in ["compact", "by age"] {
        reader.press("S").types(wanted).press("Enter");
    }
    let mut reader = reader.again(&[pages.path()]);
    let settings = reader.app.settings();
    assert_eq!((settings.rows, settings.dates), (RowForm::Compact, DateForm::Age));
    for usual in ["comfortable", "as dates"] {
        reader.press("S").types(usual).press("Enter");
    }
    let reader = reader.again(&[pages.path()]);
    let settings = reader.app.settings();
    assert_eq!((settings.rows, settings.dates), (RowForm::Comfortable, DateForm::Date));
}

#[test]
fn paragraphs_are_set_in_instead_of_parted() {
    let (mut reader, _pages) = reader((80, 24));
    reader.press("Enter");
    let apart = row_with(&reader, "Kenyan officials") - row_with(&reader, "Kenya opened");
    by_name(&mut reader, "paragraphs");
    assert_eq!(reader.notice(), "paragraphs begin with an indent");
    let close = row_with(&reader, "Kenyan officials") - row_with(&reader, "Kenya opened");
    assert_eq!(close + 1, apart, "no blank line between them: {}", reader.screen());
    assert!(reader.screen().contains("\n      Kenyan officials"), "{}", reader.screen());
    by_name(&mut reader, "paragraphs");
    assert_eq!(row_with(&reader, "Kenyan officials") - row_with(&reader, "Kenya opened"), apart);
}

#[test]
fn list_tells_how_long_ago_articles_appeared() {
    let settings = Settings { dates: DateForm::Age, ..Settings::default() };
    for rows in RowForm::ALL {
        let (reader, _pages) = reader((80, 24));
        let reader = reader.with_settings(Settings { rows, ..settings.clone() });
        assert!(reader.screen().lines().any(|line| line.contains("3 d")), "{}", reader.screen());
        assert!(!reader.screen().contains("2026"), "{}", reader.screen());
    }
}

#[test]
fn wide_list_shows_how_articles_begin() {
    let (mut reader, _pages) = reader((80, 24));
    let screen = reader.screen();
    assert!(screen.contains("\n    Kenya opened a railway from Nairobi to the lake on Sunday"), "{screen}");
    assert!(
        !reader.resize(120, 40).screen().contains("\n    Kenya opened"),
        "there the text stands beside it"
    );
    assert!(reader.resize(80, 24).screen().contains("\n    Kenya opened"), "{}", reader.screen());
    reader.resize(120, 40).press("S").types("compact").press("Enter");
    reader.resize(80, 24);
    assert!(!reader.screen().contains("\n    Kenya opened"), "{}", reader.screen());
    reader.press("S").types("comfortable").press("Enter");
    assert!(
        reader.screen().contains("\n    Kenya opened"),
        "rows that were here without it: {}",
        reader.screen()
    );
}

#[test]
fn list_marks_articles_with_notes() {
    let (mut reader, pages) = reader((120, 40));
    let state = |reader: &Reader| {
        reader.screen().lines().find(|line| line.contains("Kenya opens")).unwrap()[..4].to_owned()
    };
    assert_eq!(state(&reader), ">   ");
    reader.press("H +").types("ask Amina").press("Enter Esc");
    assert_eq!(state(&reader), "> n ");
    assert!(reader.screen().contains("· 1 note"), "{}", reader.screen());
    reader.press("r");
    assert_eq!(state(&reader), "> n ", "what is read is dim, so the note may show");
    reader.press("a 5");
    assert_eq!(state(&reader), "> a ");
    let mut reader = reader.again(&[pages.path()]);
    reader.press("5");
    assert!(reader.screen().contains("· 1 note"), "{}", reader.screen());
}
