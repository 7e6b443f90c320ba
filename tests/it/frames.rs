//! Whole screens with their styles, kept as reviewed snapshots.

use dateline::ui::Look;

use crate::reader::{Reader, folder};

#[test]
fn list_beside_text() {
    insta::assert_snapshot!(Reader::on_seeds((120, 40)).styled());
}

#[test]
fn list_at_80x24() {
    insta::assert_snapshot!(Reader::on_seeds((80, 24)).styled());
}

#[test]
fn text_at_80x24() {
    insta::assert_snapshot!(Reader::on_seeds((80, 24)).press("j Enter").styled());
}

#[test]
fn list_at_40x12() {
    insta::assert_snapshot!(Reader::on_seeds((40, 12)).styled());
}

#[test]
fn text_at_40x12() {
    insta::assert_snapshot!(Reader::on_seeds((40, 12)).press("Enter").styled());
}

#[test]
fn smallest_screen() {
    insta::assert_snapshot!(Reader::on_seeds((20, 5)).styled());
}

#[test]
fn after_some_triage() {
    insta::assert_snapshot!(Reader::on_seeds((120, 40)).press("d s a").styled());
}

#[test]
fn filter_being_typed() {
    insta::assert_snapshot!(Reader::on_seeds((120, 40)).press("/").types("sahel confl").styled());
}

#[test]
fn region_picker() {
    insta::assert_snapshot!(Reader::on_seeds((120, 40)).press("R").styled());
}

#[test]
fn topic_picker_narrowed() {
    insta::assert_snapshot!(Reader::on_seeds((80, 24)).press("t").types("dip").styled());
}

#[test]
fn help_in_two_columns() {
    insta::assert_snapshot!(Reader::on_seeds((120, 40)).press("?").styled());
}

#[test]
fn provenance() {
    let screen = Reader::on_seeds((120, 40)).press("j =").styled();
    insta::assert_snapshot!(screen.replace(env!("CARGO_MANIFEST_DIR"), "PROJECT"));
}

#[test]
fn search_in_the_text() {
    insta::assert_snapshot!(Reader::on_seeds((80, 24)).press("Enter /").types("niger").styled());
}

#[test]
fn wide_and_joined_characters_keep_their_columns() {
    let pages = folder(&[(
        "wide.txt",
        " date 2024-05-05 東京で新しい橋が開通しました\n\n東京で新しい橋が開通しました。東京で新しい橋が開通しました。東京で新しい橋が開通しました。\n\n\
         हिन्दी में एक समाचार लेख का अनुच्छेद यहाँ लिखा है और यह काफी लंबा है।\n\nCafé e\u{301}te\u{301} 👩\u{200d}🚀 🇳🇪 ﾊﾟﾊﾟ.\n",
    )]);
    insta::assert_snapshot!(Reader::open(&[pages.path()], (120, 20)).styled());
}

#[test]
fn hostile_text_stays_in_its_pane() {
    let pages = folder(&[(
        "hostile.txt",
        " date 2024-05-05 Headline \u{1b}[31mred\u{1b}[0m \u{202e}reversed\n\nFirst \u{1b}]52;c;cm0=\u{7}paragraph with \
         \u{9b}31m controls \u{200b}and \u{feff}marks, long enough to be a paragraph of its own.\n\nSecond\rparagraph \
         \u{8}\u{8}\u{8}follows, and it too is long enough to be a paragraph.\n",
    )]);
    insta::assert_snapshot!(Reader::open(&[pages.path()], (120, 20)).styled());
}

#[test]
fn nothing_found() {
    let nothing = folder(&[]);
    let screen = Reader::open(&[nothing.path()], (80, 24)).styled();
    insta::assert_snapshot!(screen.replace(&*nothing.path().to_string_lossy(), "FOLDER"));
}

#[test]
fn log_of_a_folder_with_a_gallery() {
    let pages = folder(&[
        ("empty.txt", ""),
        (
            "news.txt",
            " date 2024-05-05 Kenya opens a railway to the lake\n\nKenya opened a railway from Nairobi to the lake on \
             Sunday, and the first train was full.\n",
        ),
    ]);
    let screen = Reader::open(&[pages.path()], (80, 24)).press("!").styled();
    insta::assert_snapshot!(screen.replace(&*pages.path().to_string_lossy(), "FOLDER"));
}

#[test]
fn text_alone() {
    insta::assert_snapshot!(Reader::on_seeds((120, 24)).press("j Enter z").styled());
}

#[test]
fn colourless_screen() {
    let look = Look { plain: true, ..Look::default() };
    insta::assert_snapshot!(Reader::on_seeds((80, 24)).in_look(look).press("s").styled());
}

#[test]
fn screen_in_ascii_signs() {
    let look = Look { ascii: true, ..Look::default() };
    insta::assert_snapshot!(Reader::on_seeds((120, 12)).in_look(look).styled());
}

#[test]
fn help_at_40x12() {
    insta::assert_snapshot!(Reader::on_seeds((40, 12)).press("?").styled());
}

#[test]
fn region_picker_at_40x12() {
    insta::assert_snapshot!(Reader::on_seeds((40, 12)).press("R").styled());
}
