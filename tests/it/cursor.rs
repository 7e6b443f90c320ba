//! The terminal's own cursor, by which programs that read the screen aloud know what is chosen: it stands on the chosen
//! row of every list and panel, on the country of the map, or behind what is typed.

use crate::map::pages;
use crate::reader::{Reader, folder};

/// The sign under the cursor; nothing where there is no cursor.
fn under(reader: &Reader) -> String {
    let cells = reader.cells();
    reader.cursor().map_or_else(String::new, |spot| cells[(spot.column, spot.row)].symbol().to_owned())
}

/// The line the cursor is on.
fn line(reader: &Reader) -> String {
    let row = reader.cursor().expect("it stands somewhere").row;
    reader.screen().lines().nth(row.into()).unwrap_or_default().to_owned()
}

#[test]
fn cursor_stands_on_the_chosen_row_of_every_panel_or_behind_what_is_typed() {
    for size in [(120, 40), (80, 24), (40, 12)] {
        for (keys, sign) in [
            ("j", ">"),
            ("c", ">"),
            ("R", ">"),
            ("R j", "_"),
            ("t Down", ">"),
            ("S Down", ">"),
            ("S z z z", "_"),
            (": Down", ">"),
            ("' Down", ">"),
            ("F", "^"),
            ("F j j", ">"),
            ("F G", ">"),
            ("T", ">"),
            ("=", ">"),
            ("?", "_"),
            ("/", "_"),
            ("+", "_"),
        ] {
            let pages = pages();
            let mut reader = Reader::open(&[pages.path()], size);
            reader.press(keys);
            assert_eq!(under(&reader), sign, "{keys} at {size:?}\n{}", reader.screen());
        }
    }
}

#[test]
fn cursor_stands_on_the_country_of_the_map_and_goes_with_it() {
    let pages = pages();
    for size in [(80, 24), (120, 40), (40, 12)] {
        let mut reader = Reader::open(&[pages.path()], size);
        reader.press("j m");
        let kenya = reader.cursor().unwrap();
        reader.press("Tab");
        assert_ne!(reader.cursor(), Some(kenya), "{size:?}");
        reader.press("BackTab");
        assert_eq!(reader.cursor(), Some(kenya), "{size:?}");
        if size.0 < 60 {
            assert!(line(&reader).contains("> Kenya"), "{}", reader.screen());
        }
    }
}

#[test]
fn panels_without_rows_are_read_from_their_beginning_and_a_question_where_it_is_asked() {
    let page = ("a.txt", "Chess in Oban\n\nThe club of Oban met on Monday and played until the morning.\n");
    let pages = folder(&[page]);
    let mut reader = Reader::open(&[pages.path()], (80, 24));
    reader.press("!");
    assert!(line(&reader).contains("What could not be understood"), "{}", reader.screen());
    reader.press("Esc A");
    assert!(line(&reader).contains("archive"), "{}", reader.screen());
}

#[test]
fn cursor_stands_on_the_line_of_the_hit_and_goes_with_it_through_every_size() {
    let word = |number: usize| if number % 9 == 4 { "Zanzibar" } else { "the island" };
    let text: Vec<String> = (0..60)
        .map(|number| {
            format!("On day {number} the boats of {} were counted in the harbour at noon.", word(number))
        })
        .collect();
    let pages = folder(&[("a.txt", &format!("Boats counted\n\n{}\n", text.join("\n\n")))]);
    let mut reader = Reader::open(&[pages.path()], (80, 24));
    reader.press("Enter /").types("zanzibar").press("Enter n n n");
    for (width, height) in [(80, 24), (60, 14), (120, 40), (34, 9), (80, 24), (60, 8)] {
        reader.resize(width, height);
        let at = reader.app.reading().search().and_then(dateline::app::Search::current);
        assert_eq!(at, Some(3));
        assert!(
            line(&reader).contains("Zanzibar") || line(&reader).contains("On day 31"),
            "{}",
            reader.screen()
        );
    }
    reader.press("n");
    assert!(line(&reader).contains("Zanzibar"), "{}", reader.screen());
}
