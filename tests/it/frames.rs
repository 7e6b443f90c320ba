//! Whole screens with their styles, kept as reviewed snapshots.

use dateline::app::{RowForm, Settings, Spacing};
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
fn page_behind_an_article_with_its_corrections() {
    for (width, height) in [(80, 24), (40, 12), (120, 40), (200, 60)] {
        let mut reader = Reader::on_seeds((width, height));
        reader.press("j = } c n");
        let screen = reader.styled().replace(env!("CARGO_MANIFEST_DIR"), "PROJECT");
        insta::assert_snapshot!(format!("page_behind_{width}x{height}"), screen);
    }
}

#[test]
fn list_with_ledes_notes_and_ages() {
    let days = [("a.txt", 19, "a school"), ("b.txt", 9, "a harbour"), ("c.txt", 1, "a railway")];
    let page = |((name, day, what), text): (&(&'static str, u8, &str), &&str)| {
        (*name, format!(" date 2026-02-{day:02} Kenya opens {what}\n\n{text}\n"))
    };
    let pages: Vec<(&str, String)> = days.iter().zip(&TEXTS).map(page).collect();
    let pages = folder(&pages.iter().map(|(name, text)| (*name, &**text)).collect::<Vec<_>>());
    let mut reader = Reader::open(&[pages.path()], (80, 24));
    reader.press("S").types("by age").press("Enter H +").types("ask Amina").press("Enter Esc g r j r");
    insta::assert_snapshot!(reader.styled());
    reader.press("S").types("compact").press("Enter");
    insta::assert_snapshot!("list_with_notes_and_ages_compact", reader.styled());
}

#[test]
fn paragraphs_set_in() {
    let settings = Settings { spacing: Spacing::Indented, justify: true, ..Settings::default() };
    insta::assert_snapshot!(Reader::on_seeds((80, 24)).with_settings(settings).press("j Enter").styled());
}

#[test]
fn parts_of_an_article() {
    let pages = folder(&[(
        "page.html",
        "<html><head><title>Harbour opens</title></head><body><article><p class=\"kicker\">Shipping</p>\
         <h1>The harbour of Mombasa opens again</h1><p>By Jane Doe</p><figure><img src=\"a.jpg\">\
         <figcaption>A ship lies in the harbour of Mombasa. (Reuters)</figcaption></figure>\
         <p>MOMBASA, Kenya (AP) — The harbour of Mombasa was opened again on Monday, after it had been closed by a storm for a week.</p>\
         <blockquote>We have waited for nothing else, and so have the ships, all of them.</blockquote>\
         <h2>What comes next</h2><p>These are the next ships to come, the officials of the port said on Monday evening:</p>\
         <ul><li>the Amani from Zanzibar, with cloves for the market</li><li>the Baraka from Lamu</li></ul>\
         <p>All of them are expected in the course of the week, and nobody knows in which order.</p></article></body></html>",
    )]);
    let mut reader = Reader::open(&[pages.path()], (80, 35));
    insta::assert_snapshot!(reader.press("Enter").styled());
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

/// Texts that have nothing in common but the country.
const TEXTS: [&str; 5] = [
    "Kenya opened a school for astronauts on Sunday, and the first pupils came from all over Africa to be there.",
    "Ferries between Mombasa and Lamu were late again, said an angry captain who had lost his anchor in Kenya.",
    "Rangers in Kenya counted four hundred elephants from small planes and drank tea at every airstrip.",
    "The price of maize went up by a tenth, and millers near Nairobi asked the government for cheaper power.",
    "Runners from the hills of Kenya won both races in heavy rain, barefoot and without a single stop.",
];

#[test]
fn rows_of_any_script_keep_their_columns() {
    let headlines = [
        "Kenya opens a school for astronauts in the town of Nairobi, and all of them came to see it",
        "قال الرئيس إن بلاده ترحب بالاستثمار وإن الحكومة ستعمل على تسهيل الإجراءات أمام الشركات",
        "ראש הממשלה נפגש ביום ראשון בירושלים עם שרים מהממשלה ודן איתם בתקציב המדינה לשנה",
        "東京で新しい橋が開通しました多くの人々が式典に参加しました市長が挨拶しました長さは八百",
        "한국에서새로운다리가개통되었습니다많은사람들이기념식에참석했습니다",
    ];
    let page = |(at, headline): (usize, &&str)| {
        (format!("{at}.txt"), format!(" date 2024-05-0{} {headline}\n\n{}\n", at + 1, TEXTS[at]))
    };
    let pages: Vec<(String, String)> = headlines.iter().enumerate().map(page).collect();
    let pages = folder(&pages.iter().map(|(name, text)| (&**name, &**text)).collect::<Vec<_>>());
    for rows in RowForm::ALL {
        let settings = Settings { rows, ..Settings::default() };
        let mut reader = Reader::open(&[pages.path()], (60, 35)).with_settings(settings);
        for width in 60..150 {
            reader.resize(width, 35);
            let cells = reader.cells();
            let list = reader.app.panes().list.unwrap();
            let minutes = (0..35).filter(|y| cells[(list.x + list.width - 2, *y)].symbol() == "m");
            assert_eq!(minutes.count(), headlines.len(), "at {width}: {}", reader.screen());
            let cut = reader.screen().matches('…').count();
            let compact = rows == RowForm::Compact;
            assert!(
                !compact || cut >= headlines.len() - 1,
                "what is cut says so at {width}: {}",
                reader.screen()
            );
        }
    }
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
fn one_sign_stands_between_two_things_in_ascii() {
    let look = Look { ascii: true, ..Look::default() };
    let mut reader = Reader::on_seeds((120, 40)).in_look(look);
    reader.press("d");
    let screen = reader.screen();
    assert!(!screen.contains('·'), "{screen}");
    for told in ["Niger - conflict", "undated - 5 min", "\" - u undoes"] {
        assert!(screen.contains(told), "{told}: {screen}");
    }
}

#[test]
fn help_at_40x12() {
    insta::assert_snapshot!(Reader::on_seeds((40, 12)).press("?").styled());
}

#[test]
fn region_picker_at_40x12() {
    insta::assert_snapshot!(Reader::on_seeds((40, 12)).press("R").styled());
}

/// Pages with a whole article, a cut and a re-edited copy of it, one of the same text, and a report of the same event.
fn copies() -> tempfile::TempDir {
    let paragraphs = [
        "Skipper Jonas Wray was killed in Ellmouth on Tuesday when a crane fell on the pilot boat, the harbour office \
         said. The crane had stood on the quay since the spring and was to be taken down this week.",
        "Divers searched below the crane until dark. They found the wheelhouse of the boat, but neither the papers nor \
         the second lamp that the crew of a passing trawler had seen burning before the fall.",
        "The harbour will stay closed until the wreck has been raised, which the company that owns the crane expects \
         to take four days. Ferries to the outer islands leave from Torvik until then.",
        "Wray had guided ships into Ellmouth for thirty-one years. His deputy, Maud Perrin, said he had asked twice \
         for the crane to be moved away from the berth of the pilots.",
    ];
    let page = |headline: &str, date: &str, paragraphs: &[&str]| {
        format!(" date {date} {headline}\n\n{}\n", paragraphs.join("\n\n"))
    };
    let [first, second, third, _] = paragraphs;
    let edited = third.replace("four days", "a week").replace("Torvik", "Carrow Bridge");
    let headline = "Crane falls on pilot boat in Ellmouth";
    folder(&[
        ("a-whole.txt", &page(headline, "2024-03-05", &paragraphs)),
        ("b-cut.txt", &page("Skipper killed as crane falls", "2024-03-05", &[first, second])),
        ("c-edited.txt", &page("Pilot killed by crane", "2024-03-06", &[first, second, &edited])),
        ("d-same.txt", &page(headline, "2024-03-05", &paragraphs)),
        (
            "e-related.txt",
            &page(
                "Inquiry into fall of crane on pilot boat",
                "2024-03-08",
                &[
                    "Prosecutors have opened an inquiry into the death of skipper Jonas Wray, whose pilot boat was sunk \
                   by a falling crane in Ellmouth on Tuesday. Deputy pilot Maud Perrin was heard as the first witness.",
                ],
            ),
        ),
    ])
}

fn without_folder(screen: &str, pages: &tempfile::TempDir) -> String {
    let whole = screen.replace(&*pages.path().to_string_lossy(), "FOLDER");
    // Where a path is cut at its beginning, the folder's own name is left of it.
    let own = pages.path().file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    whole.replace(&*own, "FOLDER")
}

#[test]
fn copies_and_related_at_120x40() {
    let pages = copies();
    let screen = Reader::open(&[pages.path()], (120, 40)).press("G D j").styled();
    insta::assert_snapshot!(without_folder(&screen, &pages));
}

#[test]
fn copies_and_related_at_80x24() {
    let pages = copies();
    let screen = Reader::open(&[pages.path()], (80, 24)).press("G D").styled();
    insta::assert_snapshot!(without_folder(&screen, &pages));
}

#[test]
fn copies_name_their_keys_as_they_are_bound() {
    let pages = copies();
    let own = [("companions", "x"), ("read", "o"), ("next-article", "n"), ("dismiss", "X")];
    let text = Reader::with_keys(&[pages.path()], (80, 24), &own).press("G x").screen();
    let status = text.lines().last().unwrap_or_default();
    assert!(status.contains("n k move  o open  x what differs  X close"), "{status}");
}

#[test]
fn difference_at_120x40_and_80x24() {
    let pages = copies();
    for size in [(120, 40), (80, 24)] {
        let screen = Reader::open(&[pages.path()], size).press("G D j j D").styled();
        insta::assert_snapshot!(without_folder(&screen, &pages));
    }
}

#[test]
fn difference_of_the_same_text_says_so() {
    let pages = copies();
    let text = Reader::open(&[pages.path()], (80, 24)).press("G D D").screen();
    assert!(text.contains("no difference: all 8 sentences stand in both"), "{text}");
}

#[test]
fn the_end_of_a_long_difference_can_be_reached_on_a_narrow_screen() {
    let long: Vec<String> = (0..90)
        .map(|number| {
            format!("Number {number} of the sentences which stand in one of the two alone and are long.")
        })
        .collect();
    let shared = "The harbour of Ellmouth was closed on Monday after a storm, and two ferries wait outside of it while \
                  nobody knows when they may come in. The council met at noon and again at four, in the hall by the \
                  bridge, to hear the pilots. They said that the crane on the quay is not safe in any wind.";
    let pages = folder(&[
        ("a.txt", &format!(" date 2024-03-05 Harbour closes\n\n{shared}\n\n{}\n", long.join(" "))),
        ("b.txt", &format!(" date 2024-03-05 Harbour closed\n\n{shared}\n")),
    ]);
    let text = Reader::open(&[pages.path()], (36, 12)).press("D D G").screen();
    assert!(text.contains("89") || text.contains("are long."), "{text}");
}

#[test]
fn why_these_tags_at_80x24() {
    insta::assert_snapshot!(Reader::on_seeds((80, 24)).press("j = Tab").styled());
}

#[test]
fn words_of_one_tag_marked_at_80x24() {
    insta::assert_snapshot!(Reader::on_seeds((80, 24)).press("j Enter # #").styled());
}

#[test]
fn words_of_all_tags_marked_without_colours() {
    let look = Look { plain: true, ascii: true, ..Look::default() };
    insta::assert_snapshot!(Reader::on_seeds((120, 40)).in_look(look).press("j #").styled());
}
