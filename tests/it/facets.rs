//! The pane of facets: going about it, taking and giving back, and how it looks.

use std::collections::HashSet;

use dateline::app::{FacetPane, FacetRow, Overlay, Settings};
use dateline::ui::Look;

use crate::map::pages;
use crate::reader::Reader;

fn pane(reader: &Reader) -> &FacetPane {
    let pane = if let Overlay::Facets(pane) = reader.app.overlay() { Some(pane) } else { None };
    pane.expect("the pane is open")
}

/// The row with the cursor: `Dates`, or a label with its count.
fn at(reader: &Reader) -> String {
    let pane = pane(reader);
    match &pane.rows()[pane.cursor()] {
        FacetRow::Heading(name) => (*name).to_owned(),
        FacetRow::Dates => format!("Dates {}", pane.histogram().bars[pane.bar()].value),
        FacetRow::Facet { facet, taken, .. } => {
            format!("{}{} {}", if *taken { "x" } else { "" }, facet.label, facet.count)
        }
        FacetRow::Source { source, taken } => {
            format!("{}{} {}", if *taken { "x" } else { "" }, source.label, source.count)
        }
    }
}

#[test]
fn bars_are_walked_and_filter_to_their_span() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    reader.press("F");
    let last = at(&reader);
    assert!(last.starts_with("Dates 2024-05"), "{last}");
    reader.press("Enter");
    assert_eq!(reader.app.filter().query(), format!("date:{}", &last["Dates ".len()..]));
    let narrowed = reader.rows().len();
    assert!(narrowed < 7 && narrowed > 0, "{narrowed}");
    assert_eq!(at(&reader), last, "the cursor stays, and so do the bars");
    reader.press("Enter");
    assert_eq!((reader.app.filter().query(), reader.rows().len()), ("", 7));
    reader.press("Left Left Right");
    assert_ne!(at(&reader), last);
}

#[test]
fn keys_are_named_as_they_act_on_the_bars_and_elsewhere() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    reader.press("F");
    let keys = |reader: &Reader| reader.screen().lines().last().unwrap_or_default().to_owned();
    assert!(
        keys(&reader).contains("Left Right in time") && keys(&reader).contains("Enter take"),
        "{}",
        keys(&reader)
    );
    reader.press("j");
    assert!(keys(&reader).contains("l take") && !keys(&reader).contains("in time"), "{}", keys(&reader));
    reader.press("v V");
    assert_eq!(reader.app.selected(), 0, "nothing is selected behind the pane");
    assert!(keys(&reader).contains("on the bars of the dates this begins a span"), "{}", keys(&reader));
}

#[test]
fn what_has_no_date_is_told_whole_where_there_is_little_room() {
    let undated =
        "Chile mends a road\n\nThe road to the north of Chile is whole again, said engineers in Santiago.\n";
    for (width, told) in [
        (120, "without such a date)"),
        (80, "  6 May 2024 · 3, 1 undated"),
        (36, "  6 May 2024 · 3, 1 undated"),
    ] {
        let pages = pages();
        std::fs::write(pages.path().join("undated.txt"), undated).unwrap();
        let reader = Reader::open(&[pages.path()], (width, 30)).press("F").screen();
        let heading = reader.lines().find(|line| line.contains("Dates")).unwrap_or_default();
        assert!(heading.contains(told) && !heading.contains('…'), "{width}: {heading}");
    }
}

#[test]
fn span_of_bars_is_drawn_and_listed_and_given_back_from_any_of_its_bars() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    reader.press("F v Left Left");
    let screen = reader.screen();
    assert!(screen.contains("week of 22 Apr 2024 to week of 6 May 2024 · 5"), "{screen}");
    reader.press("Esc");
    assert!(
        reader.screen().contains("week of 22 Apr 2024 · 0"),
        "only the span is over: {}",
        reader.screen()
    );
    reader.press("V Right Right Enter");
    assert_eq!(reader.app.filter().query(), "date:2024-04-22..2024-05-12");
    assert_eq!(reader.rows().len(), 5);
    let taken = pane(&reader).taken().expect("it is taken");
    assert_eq!(taken.last - taken.first, 2);
    reader.press("Left Enter");
    assert_eq!((reader.app.filter().query(), reader.rows().len()), ("", 7));
    reader.press("v Right v Enter");
    assert_eq!(
        reader.app.filter().query(),
        "date:2024-05-06..2024-05-12",
        "a span that was ended is one bar"
    );
    reader.press("Esc F");
    assert_eq!(at(&reader), "Dates 2024-05-06..2024-05-12", "it opens where the filter is");
}

/// Five articles of two folders and a mailbox-like file with several, and their languages.
fn sources() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        (
            "home/a.txt",
            "Boats are counted\n\nThe boats of the harbour were counted on Saturday, and there were forty of them.\n",
        ),
        (
            "home/b.txt",
            "A library opens\n\nA library for children was opened by the teachers of the town on Monday.\n",
        ),
        (
            "far/c.txt",
            "Potatoes are planted\n\nFarmers planted six hundred sorts of potatoes on the hill, and the harvest is good.\n",
        ),
    ] {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let rows = r#"{"headline": "Lighthouse painted", "text": "The lighthouse was painted white and red by the sailors of the port."}
{"headline": "Clock mended", "text": "The clock of the town hall was mended by a clockmaker, who took a week."}
{"headline": "Honey weighed", "text": "Beekeepers weighed the honey of the year, and the bees did well."}
"#;
    std::fs::write(folder.path().join("wire news.jsonl"), rows).unwrap();
    folder
}

#[test]
fn sources_are_taken_and_given_back_and_counted_with_the_filter() {
    let folder = sources();
    let mut reader = Reader::open(&[folder.path()], (120, 40));
    reader.press("F G");
    let told = |reader: &Reader| {
        let rows = pane(reader).rows().iter();
        let sources = rows.filter_map(|row| match row {
            FacetRow::Source { source, .. } => Some(format!("{} {}", source.label, source.count)),
            FacetRow::Heading(_) | FacetRow::Dates | FacetRow::Facet { .. } => None,
        });
        sources.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(told(&reader), "wire news.jsonl 3, home 2, far 1");
    assert_eq!(at(&reader), "far 1");
    reader.press("k Enter");
    assert_eq!((reader.app.filter().query(), at(&reader).as_str()), (r#"source:"home""#, "xhome 2"));
    assert_eq!(reader.rows().len(), 2);
    assert_eq!(told(&reader), "wire news.jsonl 3, home 2, far 1", "another can be taken instead");
    reader.press("k Enter");
    assert_eq!(reader.app.filter().query(), r#"source:"wire news.jsonl""#);
    assert_eq!(reader.rows().len(), 3);
    reader.press("Enter");
    assert_eq!((reader.app.filter().query(), reader.rows().len()), ("", 6));
    reader.press("Esc /").types("was").press("Enter F");
    assert!(!told(&reader).contains("far"), "{}", told(&reader));
}

#[test]
fn sources_and_languages_are_completed_with_their_counts() {
    let folder = sources();
    let mut reader = Reader::open(&[folder.path()], (120, 40));
    reader.press("/").types("source:");
    let screen = reader.screen();
    assert!(screen.contains("source: wire news.jsonl (3)  home (2)  far (1) [Tab]"), "{screen}");
    reader.types("n").press("Tab");
    assert_eq!(reader.app.filter().query(), r#"source:"wire news.jsonl" "#);
    assert_eq!(reader.rows().len(), 3);
    reader.press("^U").types("language:");
    assert!(reader.screen().contains("language: en ("), "{}", reader.screen());
}

#[test]
fn terminal_cursor_stands_on_the_bar_and_the_row() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    let column = |reader: &Reader| reader.cursor().expect("it stands somewhere").column;
    reader.press("F");
    let last = column(&reader);
    reader.press("Left");
    assert!(column(&reader) < last, "it goes through time");
    reader.press("j");
    let screen = reader.screen();
    let row = reader.cursor().unwrap().row;
    assert!(screen.lines().nth(row.into()).is_some_and(|line| line.contains("Africa")), "{screen}");
}

#[test]
fn sources_at_120x40() {
    let folder = sources();
    insta::assert_snapshot!(Reader::open(&[folder.path()], (120, 40)).press("F G k Enter").styled());
}

#[test]
fn span_of_bars_at_80x24() {
    let pages = pages();
    insta::assert_snapshot!(Reader::open(&[pages.path()], (80, 24)).press("F v Left Left").styled());
}

/// What is on screen left of the pane, between the rules.
fn beside(reader: &Reader) -> Vec<String> {
    let area = reader.app.facet_area().expect("there is room for the pane");
    let lines = reader.screen();
    let lines = lines.lines().skip(area.y.into()).take(area.height.into());
    lines.map(|line| line.chars().take(area.x.into()).collect()).collect()
}

/// Every word there is one that a screen with more room shows, or says that it goes on.
fn whole_words(lines: &[String], all: &str) {
    // Words may be parted at a hyphen of theirs, and fewer of a row of labels may be told.
    let between = |letter: char| letter.is_whitespace() || "-,".contains(letter);
    let all: HashSet<&str> = all.split(between).collect();
    for word in lines.iter().flat_map(|line| line.split(between)) {
        assert!(all.contains(word.trim_end_matches('…')), "{word} is cut: {lines:#?}");
    }
}

#[test]
fn list_has_the_columns_that_the_pane_leaves_it() {
    let all = Reader::on_seeds((99, 400)).screen();
    for size in [(70, 24), (80, 24), (99, 30)] {
        let mut reader = Reader::on_seeds(size);
        let before = reader.screen();
        let lines = beside(reader.press("F"));
        whole_words(&lines, &all);
        let minutes = lines.iter().filter(|line| line.trim_end().ends_with('m')).count();
        assert!(minutes >= 3, "every article tells its minutes: {}", reader.screen());
        let heading = lines.iter().find(|line| line.contains("WESTERN AFRICA"));
        assert!(heading.is_some_and(|line| line.trim_end().ends_with('2')), "{}", reader.screen());
        let rule = reader.app.facet_area().unwrap().x;
        let column = |y: u16| reader.cells()[(rule, y)].symbol().to_owned();
        assert_eq!([column(1), column(size.1 - 2)], ["┬", "┴"]);
        assert!((2..size.1 - 2).all(|y| ["│", "┃"].contains(&&*column(y))), "{}", reader.screen());
        assert_eq!(reader.press("F").screen(), before, "nothing is left of it");
    }
}

#[test]
fn text_is_set_for_the_columns_that_the_pane_leaves_it() {
    let all = Reader::on_seeds((99, 400)).press("Tab").screen();
    for size in [(70, 24), (80, 24), (99, 30)] {
        for keys in ["Enter Space", "Enter z Space"] {
            let mut reader = Reader::on_seeds(size);
            let before = reader.press(keys).screen();
            let lines = beside(reader.press("F"));
            assert!(lines.iter().filter(|line| line.len() > 10).count() > 6, "{}", reader.screen());
            whole_words(&lines, &all);
            assert_eq!(reader.press("F").screen(), before, "the same words are at the top");
        }
    }
}

#[test]
fn pane_stands_alone_where_too_little_would_be_left() {
    for (size, plain) in [((69, 24), false), ((40, 12), false), ((120, 40), true)] {
        let mut reader = Reader::on_seeds(size).with_settings(Settings { plain, ..Settings::default() });
        reader.press("F");
        let screen = reader.screen();
        assert!(screen.contains("Dates") && !screen.contains("Junta"), "{screen}");
        assert_eq!(reader.app.facet_area().map(|area| (area.x, area.width)), Some((0, size.0)));
        assert!(screen.lines().skip(2).all(|line| !line.contains('│')), "{screen}");
    }
}

#[test]
fn region_that_is_taken_narrows_and_taken_again_widens() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    reader.press("F j");
    assert_eq!(at(&reader), "Africa 4");
    reader.press("j j");
    assert_eq!(at(&reader), "Kenya 3");
    reader.press("Space");
    assert_eq!((reader.app.filter().query(), at(&reader).as_str()), ("country:kenya", "xKenya 3"));
    assert_eq!(reader.rows().len(), 3);
    reader.press("j j Space");
    assert_eq!(reader.app.filter().query(), "country:ghana", "one place takes the place of the other");
    reader.press("Space");
    assert_eq!((reader.app.filter().query(), reader.rows().len()), ("", 7));
}

#[test]
fn counts_of_topics_follow_the_regions() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    reader.press("F");
    let topics = |reader: &Reader| {
        let rows = pane(reader).rows();
        let heading = |name: &str| {
            rows.iter().position(|row| matches!(row, FacetRow::Heading(own) if *own == name)).unwrap()
        };
        heading("Sources") - heading("Topics") - 1
    };
    let all = topics(&reader);
    reader.press("Tab").press("G");
    reader.press("Tab Tab");
    assert_eq!(at(&reader), "Africa 4");
    reader.press("G k").press("Tab").press("Tab j j Enter");
    assert!(topics(&reader) <= all, "{all}");
}

#[test]
fn articles_are_decided_about_while_it_is_open() {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    reader.press("F s");
    assert!(reader.rows().iter().any(|row| row.contains("* ")), "{:?}", reader.rows());
    assert!(matches!(reader.app.overlay(), Overlay::Facets(_)));
    reader.press("Esc");
    assert!(matches!(reader.app.overlay(), Overlay::None));
    reader.press("F F");
    assert!(matches!(reader.app.overlay(), Overlay::None), "its key closes it, too");
}

#[test]
fn facets_at_120x40() {
    let pages = pages();
    insta::assert_snapshot!(Reader::open(&[pages.path()], (120, 40)).press("F Left").styled());
}

#[test]
fn facets_at_80x24() {
    let pages = pages();
    insta::assert_snapshot!(Reader::open(&[pages.path()], (80, 24)).press("F j j j Enter").styled());
}

#[test]
fn facets_at_40x12_in_ascii() {
    let pages = pages();
    let look = Look { ascii: true, plain: true, ..Look::default() };
    insta::assert_snapshot!(Reader::open(&[pages.path()], (40, 12)).in_look(look).press("F j j").styled());
}
