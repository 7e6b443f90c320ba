//! Journeys through the themes, and the screen in some of them.

use dateline::ui::{Borders, Depth, Look};
use ratatui::style::{Color, Modifier};

use crate::reader::Reader;

#[test]
fn a_theme_is_chosen_by_its_name_while_reading() {
    let mut reader = Reader::on_seeds((80, 24));
    assert_eq!(reader.cells()[(0, 0)].bg, Color::Reset, "the terminal's own colours at first");
    reader.press(":").types("theme dark").press("Enter");
    assert_eq!(reader.notice(), "theme dark, from now on");
    assert_eq!(reader.cells()[(0, 0)].bg, Color::Rgb(0x1c, 0x1e, 0x22));
    reader.press(":").types("theme terminal").press("Enter");
    assert_eq!(reader.cells()[(0, 0)].bg, Color::Reset);
}

#[test]
fn themes_are_gone_through_from_the_one_in_use() {
    let mut reader = Reader::on_seeds((80, 24));
    reader.press(":").types("theme light").press("Enter :").types("theme");
    assert!(reader.screen().contains("> theme light"), "{}", reader.screen());
    reader.types(" dark");
    assert!(reader.screen().contains("> theme dark"), "what is named goes first: {}", reader.screen());
}

#[test]
fn every_cell_of_every_panel_stands_on_the_background_of_the_theme() {
    for keys in ["", "Enter", "?", ":", "R", "'", "!", "=", "= Tab", "D", "T", "/", "Enter /", "+", "Z", "A"]
    {
        let mut reader = Reader::on_seeds((100, 30));
        reader.press(":").types("theme light").press("Enter").press(keys);
        let cells = reader.cells();
        let bare = cells.content.iter().filter(|cell| cell.bg == Color::Reset || cell.fg == Color::Reset);
        assert_eq!(bare.count(), 0, "after {keys:?}");
    }
}

#[test]
fn list_in_a_light_theme() {
    insta::assert_snapshot!(
        Reader::on_seeds((80, 24)).press(":").types("theme light").press("Enter s").styled()
    );
}

#[test]
fn a_terminal_of_sixteen_colours_is_sent_none_but_those() {
    let look = Look { depth: Depth::Sixteen, ..Look::default() };
    let mut reader = Reader::on_seeds((120, 40)).in_look(look);
    reader.press(":").types("theme solarized").press("Enter").press("/").types("niger");
    for cell in &reader.cells().content {
        for colour in [cell.fg, cell.bg] {
            assert!(!matches!(colour, Color::Rgb(..) | Color::Indexed(_)), "{colour:?}");
        }
    }
}

#[test]
fn without_colours_the_row_one_is_at_still_has_its_sign() {
    let look = Look { plain: true, ..Look::default() };
    let mut reader = Reader::on_seeds((80, 24)).in_look(look);
    reader.press(":").types("theme dark").press("Enter j");
    let cells = reader.cells();
    assert!(cells.content.iter().all(|cell| (cell.fg, cell.bg) == (Color::Reset, Color::Reset)));
    let signs = cells.content.iter().filter(|cell| cell.symbol() == ">" && cell.modifier == Modifier::BOLD);
    assert_eq!(signs.count(), 1);
}

#[test]
fn borders_can_be_plain_where_letters_are_not() {
    let look = Look { borders: Borders::Ascii, ..Look::default() };
    let screen = Reader::on_seeds((120, 40)).in_look(look).screen();
    assert!(screen.contains("+---") && screen.contains('·'), "{screen}");
    assert!(!screen.contains(['─', '│', '┬', '┴', '━']), "{screen}");
}
