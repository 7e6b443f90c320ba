//! The list above the text, where a screen is high and too narrow for both side by side.

use dateline::app::{Event, Overlay, Pane, Panes, Pointed, Pointing, RowForm, Settings};
use dateline::ui::Look;

use crate::map::pages;
use crate::reader::Reader;

fn point(reader: &mut Reader, deed: Pointing, (column, row): (u16, u16)) {
    reader.happens(Event::Pointed(Pointed { deed, column, row }));
}

/// The lines of the list, the rule and the text.
fn parts(reader: &Reader) -> (Vec<String>, String, Vec<String>) {
    let Panes { list, middle_rule, reading, .. } = reader.app.panes();
    let screen = reader.screen();
    let lines = |y: u16, height: u16| -> Vec<String> {
        screen.lines().skip(y.into()).take(height.into()).map(str::to_owned).collect()
    };
    let [list, rule, text] = [list, middle_rule, reading].map(|area| area.expect("it is shown"));
    (lines(list.y, list.height), lines(rule.y, 1).concat(), lines(text.y, text.height))
}

#[test]
fn list_and_text_are_both_in_sight_and_the_keys_go_from_one_to_the_other() {
    for size in [(80, 60), (99, 50), (60, 40), (40, 36)] {
        let mut reader = Reader::on_seeds(size);
        let (list, rule, text) = parts(&reader);
        let (first, says) = ("In light of recent events", "Niger");
        assert!(list.iter().any(|line| line.contains(first)), "{size:?}: {}", reader.screen());
        assert!(text.iter().any(|line| line.contains(says)), "{size:?}: {}", reader.screen());
        assert!(rule.chars().all(|sign| sign == '─'), "{size:?}: {rule}");
        assert!(!list.iter().any(|line| line.contains('│')), "{size:?}: {}", reader.screen());
        let place = |reader: &Reader| reader.cursor().map(|spot| spot.row);
        let below = reader.app.panes().reading.unwrap().y;
        assert!(place(&reader).is_some_and(|row| row < below), "{size:?}: on the row");
        reader.press("Tab");
        assert_eq!(reader.app.focus(), Pane::Reading);
        assert!(place(&reader).is_some_and(|row| row >= below), "{size:?}: in the text");
        assert_eq!(parts(&reader).0, list, "{size:?}: nothing jumps");
        reader.press("J");
        assert_eq!(reader.app.list().cursor(), 1, "the next article");
        reader.press("K Tab J J");
        assert_eq!((reader.app.focus(), reader.app.reading().top()), (Pane::List, 2), "the text scrolls");
        reader.press("K K j j");
        assert_eq!((reader.app.list().cursor(), reader.app.reading().top()), (2, 0));
    }
}

#[test]
fn space_pages_the_text_below_and_goes_on_at_its_end() {
    let mut reader = Reader::on_seeds((80, 60));
    let mut presses = 0;
    while reader.app.list().cursor() == 0 {
        reader.press("Space");
        presses += 1;
        assert!(presses < 20, "{}", reader.screen());
    }
    assert_eq!((reader.app.list().cursor(), reader.app.focus()), (1, Pane::List));
    assert!(reader.rows()[0].ends_with("(read)"), "{:?}", reader.rows());
}

#[test]
fn zen_and_panels_take_the_screen_and_give_it_back() {
    let mut reader = Reader::on_seeds((80, 60));
    let before = reader.press("Tab").screen();
    reader.press("z");
    let Panes { list, reading, middle_rule, .. } = reader.app.panes();
    assert!(list.is_none() && middle_rule.is_none() && reading.unwrap().height == 59);
    reader.press("Esc");
    assert_eq!(reader.screen(), before);
    for keys in ["m", "R", "t", "S", "'", ":", "?", "=", "D", "T", "!", ";", "H", "F"] {
        let mut reader = Reader::on_seeds((80, 60));
        let (before, before_it) = (reader.screen(), parts(&reader));
        reader.press(keys);
        assert!(reader.screen() != before, "{keys}");
        if !matches!(reader.app.overlay(), Overlay::None) {
            reader.press("Esc");
        }
        assert_eq!(parts(&reader), before_it, "{keys}: {}", reader.screen());
    }
}

#[test]
fn facets_stand_in_place_of_the_text_below_the_list_that_follows() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (80, 60));
    reader.press("F");
    let (list, _, facets) = parts(&reader);
    assert!(facets.iter().any(|line| line.contains("Regions")), "{}", reader.screen());
    assert!(list.iter().any(|line| line.contains("Kenya counts its boats")), "{}", reader.screen());
    reader.press("Tab Enter");
    assert!(reader.app.list().len() < 7, "{}", reader.screen());
    assert_eq!(parts(&reader).2.len(), facets.len());
}

#[test]
fn rule_between_them_moves_with_the_mouse_and_each_keeps_some_room() {
    let mut reader = Reader::on_seeds((80, 60));
    reader.press("M");
    let rule = |reader: &Reader| reader.app.panes().middle_rule.unwrap().y;
    let usual = rule(&reader);
    point(&mut reader, Pointing::Press, (5, usual));
    for (to, stands) in [(40, 40), (0, 8), (59, 52), (20, 20)] {
        point(&mut reader, Pointing::Drag, (70, to));
        assert_eq!(rule(&reader), stands);
    }
    point(&mut reader, Pointing::Release, (70, 20));
    point(&mut reader, Pointing::Drag, (70, 40));
    assert_eq!(rule(&reader), 20);
    reader.resize(120, 40);
    assert_eq!(reader.app.panes().divider.unwrap().x, 48, "beside each other they have the usual share");
    reader.resize(80, 60);
    assert_eq!(rule(&reader), 20);
    let text = reader.app.panes().reading.unwrap().y + 3;
    point(&mut reader, Pointing::Press, (10, text));
    assert_eq!(reader.app.focus(), Pane::Reading);
    point(&mut reader, Pointing::WheelDown, (10, text));
    assert_eq!(reader.app.reading().top(), 3);
}

#[test]
fn another_size_keeps_the_article_and_the_place_in_it() {
    let mut reader = Reader::on_seeds((120, 40));
    reader.press("j j J J J J");
    let (article, position) = (reader.app.reading().id(), reader.app.reading().top());
    for size in [(80, 60), (80, 24), (99, 36), (120, 40)] {
        reader.resize(size.0, size.1);
        assert_eq!((reader.app.list().cursor(), reader.app.reading().id()), (2, article), "{size:?}");
    }
    assert_eq!(reader.app.reading().top(), position);
}

#[test]
fn without_lines_it_stays_one_pane_at_a_time() {
    let settings = Settings { plain: true, ..Settings::default() };
    let mut reader = Reader::on_seeds((80, 60)).with_settings(settings);
    assert!(reader.app.panes().reading.is_none() && !reader.screen().contains('─'), "{}", reader.screen());
    reader.press("Enter");
    assert!(reader.app.panes().list.is_none(), "{}", reader.screen());
}

#[test]
fn why_there_is_nothing_to_list_has_the_whole_screen() {
    let mut reader = Reader::on_seeds((80, 60));
    reader.press("/").types("nothing fits this").press("Enter");
    let screen = reader.screen();
    assert!(screen.contains("No article fits the filter"), "{screen}");
    let rules = screen.lines().filter(|line| line.starts_with("──")).count();
    assert!(rules <= 2, "no rule parts nothing from nothing: {screen}");
}

#[test]
fn stacked_panes_at_80x60() {
    insta::assert_snapshot!(Reader::on_seeds((80, 60)).styled());
}

#[test]
fn stacked_panes_with_rows_of_one_line_at_99x36() {
    let pages = pages();
    let settings = Settings { rows: RowForm::Compact, ..Settings::default() };
    let mut reader = Reader::open(&[pages.path()], (99, 36)).with_settings(settings);
    insta::assert_snapshot!(reader.press("Tab").styled());
}

#[test]
fn stacked_panes_in_ascii_at_40x36() {
    let look = Look { ascii: true, plain: true, ..Look::default() };
    insta::assert_snapshot!(Reader::on_seeds((40, 36)).in_look(look).styled());
}
