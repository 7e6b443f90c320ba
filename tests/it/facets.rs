//! The pane of facets: going about it, taking and giving back, and how it looks.

use dateline::app::{FacetPane, FacetRow, Overlay};
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
        let heading = rows.iter().position(|row| matches!(row, FacetRow::Heading("Topics"))).unwrap();
        rows.len() - heading - 1
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
