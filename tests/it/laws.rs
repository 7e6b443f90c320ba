//! Laws of the screen that hold for any events: nothing panics, drawing is pure, undo brings everything back.

use dateline::app::{ACTIONS, Event, Key, KeyCode, Size};
use dateline::article::{Position, Triage};
use dateline::ui::Look;
use proptest::prelude::*;

use crate::reader::Reader;

fn any_key() -> impl Strategy<Value = Key> {
    let bound: Vec<Key> = ACTIONS
        .iter()
        .flat_map(|row| row.list.split_whitespace().chain(row.reading.split_whitespace()))
        .filter_map(|key| key.parse().ok())
        .collect();
    let named = [KeyCode::Backspace, KeyCode::Delete, KeyCode::BackTab, KeyCode::Function(5)];
    prop_oneof![
        6 => proptest::sample::select(bound),
        1 => any::<char>().prop_map(Key::char),
        1 => proptest::sample::select(named.to_vec()).prop_map(Key::plain),
        1 => any::<char>().prop_map(|letter| Key { code: KeyCode::Char(letter), control: true, alt: false }),
    ]
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        12 => any_key().prop_map(Event::Key),
        1 => (0_u16..140, 0_u16..50).prop_map(|(width, height)| Event::Resized(Size { width, height })),
    ]
}

fn states(reader: &mut Reader) -> Vec<Triage> {
    reader.press("Esc Esc Esc Esc 5");
    let mut rows: Vec<_> = reader.listed().into_iter().cloned().collect();
    assert_eq!(rows.len(), reader.app.list().len(), "all rows are here");
    for row in &rows {
        assert_eq!(reader.app.list().marks(row.id), Some(reader.app.list().marks_of(&row.triage)));
    }
    rows.sort_by_key(|row| row.id);
    // Where reading stopped is no decision, and undo does not move it.
    rows.into_iter().map(|row| Triage { position: Position::default(), ..row.triage }).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn no_events_panic_and_drawing_twice_gives_the_same_cells(events in prop::collection::vec(any_event(), 0..80)) {
        let mut reader = Reader::on_seeds((100, 30));
        for event in events {
            reader.happens(event);
            prop_assert_eq!(reader.cells(), reader.cells());
        }
    }

    #[test]
    fn whatever_fails_and_however_late_the_screen_ends_as_the_library_is(
        steps in prop::collection::vec((prop::sample::select(vec!["d", "a", "s", "r", "u", "^R", "j", "k", "1", "5", ".", "v", "V", "*", "A y", "+ x Enter", "Z w Enter"]), 0..4_u8), 1..40)
    ) {
        let mut reader = Reader::on_seeds((120, 40));
        reader.hold();
        for (key, answers) in &steps {
            reader.disk_full = (answers % 3 == 2).then_some("disk full");
            reader.press(key);
            for _ in 0..*answers {
                reader.answer_one();
            }
        }
        reader.disk_full = None;
        reader.release();
        let shown = states(&mut reader);
        // Asking anew shows what the library holds.
        reader.press("1 5");
        prop_assert_eq!(states(&mut reader), shown);
    }

    #[test]
    fn undoing_everything_brings_every_state_back(keys in prop::collection::vec("[dasrjknJ. ]", 1..60)) {
        let mut reader = Reader::on_seeds((120, 40));
        let before = states(&mut reader);
        let mut acts = 0;
        for key in &keys {
            reader.press(if key == " " { "Space" } else { key });
            acts += 1;
        }
        let after = states(&mut reader);
        for _ in 0..acts {
            reader.press("u");
        }
        prop_assert_eq!(states(&mut reader), before);
        for _ in 0..acts {
            reader.press("^R");
        }
        prop_assert_eq!(states(&mut reader), after);
    }
}

#[test]
fn every_size_draws_in_every_view() {
    let mut reader = Reader::on_seeds((120, 40));
    let sizes = [0_u16, 1, 2, 3, 5, 19, 20, 40, 59, 60, 80, 99, 100, 200, 300, 1000];
    for keys in ["", "Enter", "z", "Esc /", "Esc Esc ?", "Esc !", "Esc R", "Esc t", "Esc ="] {
        reader.press(keys);
        for width in sizes {
            for height in [0_u16, 1, 2, 4, 5, 6, 11, 12, 24, 60, 100] {
                reader.resize(width, height);
                let cells = reader.cells();
                assert_eq!((cells.area.width, cells.area.height), (width, height));
            }
        }
    }
}

#[test]
fn colourless_look_sets_no_colour() {
    use ratatui::style::Color;
    for keys in ["", "Enter", "?", "R", "/ n i g", "d s a u"] {
        let mut reader = Reader::on_seeds((120, 40)).in_look(Look { plain: true, ..Look::default() });
        reader.press(keys);
        let cells = reader.cells();
        assert!(
            cells.content.iter().all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset),
            "after {keys}"
        );
    }
}
