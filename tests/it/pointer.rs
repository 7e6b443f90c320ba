//! The mouse: off until it is asked for, and then a click, the wheel and a drag do what they point at.

use dateline::app::{Effect, Event, Mouse, Overlay, Pane, Pointed, Pointing};
use dateline::ui::Spot;

use crate::map::pages;
use crate::reader::Reader;

fn point(reader: &mut Reader, deed: Pointing, (column, row): (u16, u16)) {
    reader.happens(Event::Pointed(Pointed { deed, column, row }));
}

fn click(reader: &mut Reader, place: (u16, u16)) {
    point(reader, Pointing::Press, place);
    point(reader, Pointing::Release, place);
}

/// The row and column at which some words stand.
fn place_of(reader: &Reader, words: &str) -> (u16, u16) {
    let screen = reader.screen();
    let found = screen.lines().zip(0_u16..).find_map(|(line, row)| {
        let at = line.find(words)?;
        Some((u16::try_from(line[..at].chars().count()).unwrap(), row))
    });
    assert!(found.is_some(), "{words} is not on\n{screen}");
    found.unwrap_or_default()
}

fn with_mouse(size: (u16, u16)) -> Reader {
    let mut reader = Reader::on_seeds(size);
    reader.press("M");
    reader
}

#[test]
fn the_mouse_is_off_until_it_is_asked_for_and_the_notice_says_how_to_turn_it_off() {
    let mut reader = Reader::on_seeds((120, 40));
    let before = reader.screen();
    let row = place_of(&reader, "Iranians Chant");
    click(&mut reader, row);
    assert_eq!(reader.screen(), before);
    reader.press("M");
    assert_eq!(reader.notice(), "mouse on · M turns it off; with Shift it selects text as before");
    reader.press("M");
    assert_eq!(reader.notice(), "mouse off · M turns it on");
    assert_eq!(reader.asked, [Effect::Mouse(Mouse::On), Effect::Mouse(Mouse::Off)]);
}

#[test]
fn a_click_chooses_a_row_or_a_pane() {
    let mut reader = with_mouse((120, 40));
    let row = place_of(&reader, "Iran · ");
    click(&mut reader, row);
    assert_eq!(reader.app.list().cursor(), 2, "the line under a headline belongs to it");
    click(&mut reader, (80, 20));
    assert_eq!(reader.app.focus(), Pane::Reading);
    let heading = place_of(&reader, "MIDDLE EAST");
    click(&mut reader, heading);
    assert_eq!((reader.app.list().cursor(), reader.app.focus()), (2, Pane::Reading), "a heading is no row");
    click(&mut reader, row);
    assert_eq!(reader.app.focus(), Pane::List);
}

#[test]
fn on_a_narrow_screen_a_second_click_opens_and_the_top_line_leads_back() {
    let mut reader = with_mouse((80, 24));
    let row = place_of(&reader, "Iranians Chant");
    click(&mut reader, row);
    assert_eq!(reader.app.focus(), Pane::List);
    click(&mut reader, row);
    assert_eq!(reader.app.focus(), Pane::Reading);
    click(&mut reader, (5, 0));
    assert_eq!(reader.app.focus(), Pane::List);
}

#[test]
fn the_wheel_scrolls_what_is_under_it() {
    let mut reader = with_mouse((120, 20));
    reader.press("j");
    point(&mut reader, Pointing::WheelDown, (80, 10));
    assert_eq!((reader.app.reading().top(), reader.app.list().cursor()), (3, 1));
    point(&mut reader, Pointing::WheelUp, (80, 10));
    assert_eq!(reader.app.reading().top(), 0);
    point(&mut reader, Pointing::WheelDown, (10, 10));
    assert!(reader.app.list().top() > 0, "the list moved");
    assert!(reader.app.list().cursor() >= reader.app.list().top());
    assert_eq!(reader.app.focus(), Pane::List);
}

#[test]
fn a_click_takes_what_a_picker_offers_and_the_wheel_moves_in_it() {
    let mut reader = with_mouse((120, 40));
    reader.press("R");
    point(&mut reader, Pointing::WheelDown, (10, 10));
    assert!(matches!(reader.app.overlay(), Overlay::Picker(picker) if picker.cursor() == 3));
    let row = place_of(&reader, "Sahel");
    click(&mut reader, row);
    assert_eq!(reader.app.filter().query(), "region:sahel");
    reader.press("Esc :").types("archive");
    let row = place_of(&reader, "archive all that is shown");
    click(&mut reader, row);
    assert!(matches!(reader.app.overlay(), Overlay::Confirm(_)), "{}", reader.screen());
    reader.press("n '");
    let row = place_of(&reader, "starred");
    click(&mut reader, row);
    assert_eq!(reader.app.list().len(), 0);
    reader.press("?");
    click(&mut reader, (3, 39));
    assert!(matches!(reader.app.overlay(), Overlay::Help(_)), "a click on nothing does nothing");
}

#[test]
fn the_divider_moves_with_the_mouse_and_each_pane_keeps_some_room() {
    let mut reader = with_mouse((120, 40));
    let divider = reader.app.panes().divider.unwrap();
    point(&mut reader, Pointing::Drag, (70, 10));
    assert_eq!(reader.app.panes().divider, Some(divider), "nothing was taken hold of");
    point(&mut reader, Pointing::Press, (divider.x, 10));
    for (to, stands) in [(70, 70), (119, 90), (0, 30), (64, 64)] {
        point(&mut reader, Pointing::Drag, (to, 12));
        assert_eq!(reader.app.panes().divider.unwrap().x, stands);
    }
    point(&mut reader, Pointing::Release, (64, 12));
    point(&mut reader, Pointing::Drag, (80, 12));
    assert_eq!(reader.app.panes().divider.unwrap().x, 64);
}

#[test]
fn whatever_the_mouse_does_nothing_breaks() {
    let deeds = [Pointing::Press, Pointing::Drag, Pointing::Release, Pointing::WheelUp, Pointing::WheelDown];
    for keys in
        ["", "?", "R", ":", "'", "/", "=", "D", "T", "!", "A", "Enter", "+", "m", "F", ";", "H", "S", "v"]
    {
        for size in [(120, 40), (80, 24), (40, 12), (20, 5), (3, 2)] {
            let mut reader = with_mouse(size);
            reader.press(keys);
            for place in [(0, 0), (2, 3), (48, 20), (119, 39), (u16::MAX, u16::MAX)] {
                for deed in deeds {
                    point(&mut reader, deed, place);
                    reader.cells();
                }
            }
        }
    }
}

/// The cell of the terminal's own cursor.
fn cursor(reader: &Reader) -> (u16, u16) {
    let Spot { column, row } = reader.cursor().expect("the cursor stands somewhere");
    (column, row)
}

fn on_the_map(reader: &Reader) -> String {
    let Overlay::Map(map) = reader.app.overlay() else { return String::new() };
    map.chosen().map(|place| place.facet.label.to_string()).unwrap_or_default()
}

#[test]
fn a_click_chooses_a_country_a_second_one_lists_it_and_the_wheel_goes_on_by_count() {
    let pages = pages();
    for size in [(80, 24), (120, 40), (200, 60)] {
        let mut reader = Reader::open(&[pages.path()], size);
        reader.press("M m");
        let kenya = cursor(&reader);
        let mut places = Vec::new();
        for _ in 0..5 {
            places.push((on_the_map(&reader), cursor(&reader)));
            point(&mut reader, Pointing::WheelDown, kenya);
        }
        assert_eq!(on_the_map(&reader), "Kenya", "once round at {size:?}");
        for (name, place) in places.iter().rev() {
            click(&mut reader, *place);
            assert_eq!((on_the_map(&reader), cursor(&reader)), (name.clone(), *place), "{size:?}");
        }
        click(&mut reader, (0, 23));
        assert_eq!(on_the_map(&reader), "Kenya", "nothing is there");
        click(&mut reader, places[1].1);
        click(&mut reader, places[1].1);
        assert_eq!(reader.app.filter().query(), format!("country:{}", places[1].0.to_lowercase()));
    }
}

#[test]
fn places_that_stand_for_the_map_are_clicked_too() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (40, 12));
    reader.press("M m");
    let row = place_of(&reader, "Peru");
    click(&mut reader, row);
    assert_eq!((on_the_map(&reader).as_str(), cursor(&reader).1), ("Peru", row.1));
    click(&mut reader, row);
    assert_eq!(reader.app.filter().query(), "country:peru");
}

#[test]
fn a_click_takes_a_facet_and_gives_it_back() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    reader.press("M F j j j");
    let row = cursor(&reader);
    reader.press("g");
    click(&mut reader, (row.0 + 3, row.1));
    assert_eq!(reader.app.filter().query(), "country:kenya");
    assert_eq!(cursor(&reader).1, row.1, "the cursor is on it");
    click(&mut reader, (row.0 + 3, row.1));
    assert_eq!(reader.app.filter().query(), "");
    let heading = place_of(&reader, "Topics");
    click(&mut reader, heading);
    assert_eq!(reader.app.filter().query(), "", "a heading is nothing to take");
    click(&mut reader, (5, 10));
    assert!(matches!(reader.app.overlay(), Overlay::Facets(_)), "the list beside it goes on");
    point(&mut reader, Pointing::WheelDown, (row.0, row.1));
    let moved = cursor(&reader);
    assert!(moved.0 > 48 && moved.1 > row.1, "{moved:?}");
}

#[test]
fn a_click_on_a_bar_lists_its_days_and_a_drag_those_of_several() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    reader.press("M F");
    let query = |reader: &Reader| reader.app.filter().query().to_owned();
    let last = cursor(&reader);
    click(&mut reader, (last.0, last.1 - 2));
    assert_eq!(query(&reader), "date:2024-05-06..2024-05-12");
    click(&mut reader, last);
    assert_eq!(query(&reader), "");
    point(&mut reader, Pointing::Press, last);
    point(&mut reader, Pointing::Drag, (last.0 - 10, last.1));
    point(&mut reader, Pointing::Drag, (last.0 - 8, last.1 + 3));
    assert!(reader.screen().contains("week of 8 Apr 2024 to week of 6 May 2024 · 5"), "{}", reader.screen());
    assert_eq!(query(&reader), "", "the button is still down");
    point(&mut reader, Pointing::Release, (last.0 - 8, last.1));
    assert_eq!(query(&reader), "date:2024-04-08..2024-05-12");
    assert_eq!(reader.rows().len(), 5);
}

#[test]
fn addresses_notes_and_stories_are_chosen_by_a_click_and_opened_by_a_second_one() {
    let text = "The club of Oban met. See https://one.example/a and https://two.example/b for more of it.";
    let pages = crate::reader::folder(&[("a.txt", &format!("Chess in Oban\n\n{text}\n"))]);
    let mut reader = Reader::open(&[pages.path()], (100, 24));
    reader.press("M Enter ;");
    let row = place_of(&reader, "https://two.example/b");
    click(&mut reader, (40, row.1));
    assert!(matches!(reader.app.overlay(), Overlay::Links(panel) if panel.cursor == 1));
    assert_eq!(cursor(&reader).1, row.1);
    click(&mut reader, (40, row.1));
    assert!(matches!(reader.app.overlay(), Overlay::Confirm(_)), "{}", reader.screen());
    reader.press("n Esc v H").press("Enter H");
    let row = place_of(&reader, "The club of Oban met");
    click(&mut reader, (40, row.1));
    assert!(
        matches!(reader.app.overlay(), Overlay::Notes(panel) if panel.cursor == 1),
        "{}",
        reader.screen()
    );
    click(&mut reader, (40, row.1 + 1));
    assert!(matches!(reader.app.overlay(), Overlay::None), "{}", reader.screen());
}
