//! The first run, and screens for those who have them read aloud.

use dateline::app::{Effect, Habit, Habits, Overlay, Preset, Settings};
use dateline::ui::{self, Look, Spot};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::reader::Reader;

fn first_run(size: (u16, u16)) -> Reader {
    let habits = Habits { is_new: true, ..Habits::default() };
    Reader::on_seeds(size).with_settings(Settings { habits, ..Settings::default() })
}

#[test]
fn the_first_run_teaches_five_keys_on_the_readers_own_articles() {
    let screen = first_run((120, 40)).screen();
    assert!(screen.contains("5 articles in 2 files"), "{screen}");
    assert!(screen.contains("Space") && screen.contains("try niger"), "{screen}");
}

#[test]
fn the_first_key_closes_the_greeting_and_acts_and_it_never_comes_again() {
    let mut reader = first_run((120, 40));
    assert!(reader.app.greets());
    reader.hold().press("j");
    assert!(!reader.app.greets());
    assert_eq!(reader.app.list().cursor(), 1, "the key did what it always does");
    let asked: Vec<Effect> = std::iter::from_fn(|| reader.next_held()).collect();
    assert_eq!(asked.iter().filter(|effect| **effect == Effect::Remember(Habit::Greeted)).count(), 1);
    let mut reader = first_run((80, 24));
    reader.press("?");
    assert!(matches!(reader.app.overlay(), Overlay::Help(_)));
    reader.press("Esc");
    assert!(!reader.screen().contains("Any key closes this"), "{}", reader.screen());
}

#[test]
fn the_greeting_names_keys_as_they_are_bound() {
    let habits = Habits { is_new: true, ..Habits::default() };
    let settings = Settings { habits, preset: Preset::Less, ..Settings::default() };
    let screen = Reader::on_seeds((120, 40)).with_settings(settings).screen();
    assert!(screen.contains("x       done"), "{screen}");
}

#[test]
fn first_run_at_120x40_80x24_and_40x12() {
    for size in [(120, 40), (80, 24), (40, 12)] {
        insta::assert_snapshot!(first_run(size).styled());
    }
}

/// Where the terminal's own cursor stands, and the sign there.
fn cursor(reader: &Reader) -> (Spot, String) {
    let size = reader.app.size();
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
    let spot = ui::draw(&reader.app, &Look::default(), &mut buffer).expect("there is a cursor");
    let sign = buffer[(spot.column, spot.row)].symbol().to_owned();
    (spot, sign)
}

#[test]
fn the_cursor_of_the_terminal_stands_on_the_row_or_behind_what_is_typed() {
    let mut reader = Reader::on_seeds((120, 40));
    let (first, sign) = cursor(&reader);
    assert_eq!(sign, ">");
    reader.press("j");
    let (second, sign) = cursor(&reader);
    assert!(sign == ">" && second.row > first.row, "{first:?} {second:?}");
    for (keys, expected) in
        [("R", ">"), ("Esc :", ">"), ("Esc '", ">"), ("Esc D", ">"), ("q T", ">"), ("Esc =", ">")]
    {
        reader.press(keys);
        assert_eq!(cursor(&reader).1, expected, "after {keys}");
    }
    reader.press("q /").types("niger");
    assert_eq!(cursor(&reader), (Spot { column: 8, row: 39 }, "_".to_owned()));
    reader.press("Esc Enter");
    let reading = reader.app.panes().reading.expect("there is a text");
    let (spot, _) = cursor(&reader);
    assert!(spot.column >= reading.x && spot.row >= reading.y, "{spot:?}");
}

#[test]
fn a_screen_without_lines_shows_one_pane() {
    let settings = Settings { plain: true, ..Settings::default() };
    let look = Look { plain: true, ascii: true, ..Look::default() };
    let mut reader = Reader::on_seeds((120, 40)).with_settings(settings).in_look(look);
    insta::assert_snapshot!(reader.styled());
    reader.press("Enter");
    let screen = reader.screen();
    assert!(screen.is_ascii() || !screen.contains(['─', '│']), "{screen}");
    assert!(!screen.contains("---"), "{screen}");
}
