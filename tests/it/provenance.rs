//! The page behind an article: what became of its lines, where the cursor stands, and each key that sets something right,
//! also after the next start.

use dateline::app::{Effect, Outside, Overlay, Provenance};
use tempfile::TempDir;

use crate::reader::{Reader, folder};

/// One article with a picture and what a site puts around it, and another article below.
const PAGE: (&str, &str) = (
    "page.txt",
    "Harbour of Mombasa closes after storm\n\nA ship lies in the harbour of Mombasa, January 5, 2024. (Reuters)\n\
     A ship lies in the harbour of Mombasa, January 5, 2024. (Reuters)\nTT\n\n\
     The harbour of Mombasa closed on Monday, officials in Kenya said, and nobody knows when it opens again.\n\n\
     The ferry Amani is seen on the slip\n\n\
     Kenya waits for the ships outside the port, the officials of the port said on Monday evening.\n\n\n\
     Peru plants six hundred sorts of potatoes\n\nA field near Cusco, March 2, 2024. (AFP)\nTT\n\n\
     Peru plants six hundred sorts of potatoes\n\n\
     Farmers in Peru planted six hundred sorts of potatoes near Cusco, a minister said on Monday.\n\n\
     The farmers of Peru hope for rain, which did not come in the spring of last year.\n",
);

fn reader(size: (u16, u16)) -> (Reader, TempDir) {
    let pages = folder(&[PAGE]);
    (Reader::open(&[pages.path()], size), pages)
}

/// Opens the panel on the article whose headline has a word.
fn open_on<'a>(reader: &'a mut Reader, word: &str) -> &'a mut Reader {
    let rows = reader.rows();
    let place = rows.iter().position(|row| row.contains(word)).unwrap();
    reader.press("g").press(&"j ".repeat(place)).press("=")
}

fn panel(reader: &Reader) -> &Provenance {
    let Overlay::Provenance(panel) = reader.app.overlay() else { unreachable!("the panel is open") };
    panel
}

/// Moves the cursor of the panel to the line that begins so.
fn go_to(reader: &mut Reader, begins: &str) {
    reader.press("g");
    while !panel(reader).line().unwrap().text.starts_with(begins) {
        let before = panel(reader).cursor;
        reader.press("j");
        assert_ne!(panel(reader).cursor, before, "no line begins with {begins}");
    }
}

/// The captions and the paragraphs of the open article, by their first words.
fn parts(reader: &Reader) -> (Vec<String>, Vec<String>) {
    let article = &reader.app.reading().opened().unwrap().article;
    let first = |text: &str| text.split(' ').take(2).collect::<Vec<_>>().join(" ");
    let captions = article.captions.iter().map(|caption| first(&caption.text));
    (captions.collect(), article.body.iter().map(|block| first(&block.text)).collect())
}

fn words(all: &[&str]) -> Vec<String> {
    all.iter().map(|words| (*words).to_owned()).collect()
}

#[test]
fn page_shows_every_line_whole_with_its_reason_and_marks_the_articles_own() {
    for size in [(120, 40), (80, 24), (200, 60)] {
        let (mut reader, _pages) = reader(size);
        open_on(&mut reader, "Harbour");
        let screen = reader.screen();
        for told in ["this article, 1 of 2", "caption: repeats line 3", "widget: control of the page"] {
            assert!(screen.contains(told), "{told} at {size:?}: {screen}");
        }
        assert!(screen.contains("7 │ The harbour of Mombasa closed"), "{screen}");
        assert!(screen.contains("opens again."), "the end of a long line at {size:?}: {screen}");
        assert!(screen.contains("    4   A ship lies"), "what is in no article has no bar: {screen}");
        reader.press("}");
        let screen = reader.screen();
        assert!(screen.contains("article, 2 of 2") && !screen.contains("this article, 2"), "{screen}");
    }
}

#[test]
fn panel_opens_at_the_line_one_reads() {
    let pages = folder(&[(
        "page.txt",
        &format!("{}\n{}", PAGE.1, "Rain is hoped for in all of Peru now.\n\n".repeat(40)),
    )]);
    let mut reader = Reader::open(&[pages.path()], (80, 24));
    open_on(&mut reader, "Peru");
    assert_eq!(panel(&reader).line().unwrap().number, 14, "at the beginning: the headline");
    reader.press("Esc Enter Space =");
    let shown = reader.app.reading();
    let block = shown.page().unwrap().position(shown.top()).block as usize;
    let line = shown.opened().unwrap().article.body[block].lines.first;
    assert!(line > 20, "{line}");
    assert_eq!(panel(&reader).line().unwrap().number, line);
    assert!(reader.screen().contains(&format!(">{line:>5}")), "{}", reader.screen());
}

#[test]
fn keys_are_named_where_they_are_of_use() {
    let (mut reader, _pages) = reader((80, 24));
    open_on(&mut reader, "Harbour");
    let named = |reader: &Reader| reader.screen().lines().last().unwrap().to_owned();
    assert!(
        !named(&reader).contains("begins here") && !named(&reader).contains("join"),
        "{}",
        named(&reader)
    );
    go_to(&mut reader, "A ship");
    assert!(named(&reader).contains("C no caption"), "{}", named(&reader));
    go_to(&mut reader, "The harbour");
    assert!(named(&reader).contains("s an article begins here  c a caption"), "{}", named(&reader));
    go_to(&mut reader, "Peru plants");
    assert!(named(&reader).contains("J join to the one above"), "{}", named(&reader));
    for key in ["s", "C"] {
        let refused = reader.press(key).notice();
        assert!(refused.contains("already") || refused.contains("no caption"), "{key}: {refused}");
    }
    reader.press("k c");
    assert_eq!(reader.notice(), "there is no text on this line");
    assert!(named(reader.press("k j")).contains("s an article begins below"), "{}", named(&reader));
    reader.press("s");
    assert_eq!(reader.notice(), "an article begins here already", "the line below is meant");
    go_to(&mut reader, "The ferry");
    reader.press("k s");
    assert_eq!(reader.notice(), "an article begins with line 9 · u undoes");
    reader.press("u");
    reader.press("g J");
    assert_eq!(reader.notice(), "there is no article above this one");
    reader.press("x");
    assert_eq!(reader.notice(), "x does nothing here · Esc closes");
    panel(&reader);
    for key in ["Esc", "q", "="] {
        reader.press(key);
        assert!(matches!(reader.app.overlay(), Overlay::None), "{key} closes the panel");
        reader.press("=");
    }
}

#[test]
fn keys_lead_over_the_page() {
    let (mut reader, _pages) = reader((120, 40));
    open_on(&mut reader, "Harbour");
    let number = |reader: &Reader| panel(reader).line().unwrap().number;
    let mut led = |keys: &str| {
        reader.press(keys);
        number(&reader)
    };
    assert_eq!(
        [led("n"), led("n"), led("N"), led("}"), led("{"), led("G"), led("g")],
        [4, 5, 4, 14, 1, 23, 1]
    );
    reader.press("N");
    assert_eq!(reader.notice(), "no other one in this direction");
}

/// A web page on three lines, as the sites that spare every byte write it.
const MINIFIED: &str = "<!doctype html><html><head><title>Harbour closes after storm</title><style>@font-face{src:a}</style></head>\n\
     <body><nav><ul><li><a href=\"/a\">Business</a></li><li><a href=\"/b\">Weather</a></li></ul></nav>\
     <article><h1>Harbour closes after storm</h1>\
     <p>The harbour of Mombasa closed on Monday, officials in Kenya said, and nobody knows when it opens again.</p>\
     <p>Kenya waits for the ships outside the port, the officials of the port said on Monday evening, after the storm.</p>\
     <p>The ferry Amani is seen on the slip, where it lies until the storm is over, its owner said to reporters there.</p>\
     </article><footer><p>Copyright 2024 The Harbour Post</p></footer>\n</body></html>\n";

#[test]
fn of_a_web_page_its_parts_are_shown_in_their_order_and_no_tags() {
    let pages = folder(&[("page.html", MINIFIED)]);
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    reader.press("=");
    let lines = panel(&reader).page.as_ref().unwrap().lines.clone();
    let told: Vec<(u32, &str, bool)> =
        lines.iter().map(|line| (line.number, line.text.split(" o").next().unwrap(), line.removed)).collect();
    assert_eq!(
        told,
        [
            (2, "Business Weather", true),
            (2, "Harbour closes after storm", false),
            (2, "The harbour", false),
            (2, "Kenya waits for the ships", false),
            (2, "The ferry Amani is seen", false),
            (2, "Copyright 2024 The Harbour Post", true),
        ]
    );
    assert!(lines[0].remark.starts_with("navigation: "), "{}", lines[0].remark);
    let screen = reader.screen();
    assert!(screen.contains("this article, 1 of 1") && !screen.contains("<p>"), "{screen}");
    let mut led = |keys: &str| panel(reader.press(keys)).cursor;
    assert_eq!([led("}"), led("n"), led("N"), led("N"), led("}")], [1, 5, 0, 0, 1], "from the headline on");
    let bottom = screen.lines().last().unwrap();
    assert!(!bottom.contains("begins") && !bottom.contains("join"), "{bottom}");
    for key in ["s", "J", "c", "C"] {
        assert!(reader.press(key).notice().starts_with("only the lines of a text page"), "{key}");
    }
}

#[test]
fn a_reason_for_several_lines_is_said_once_and_gone_to_once() {
    let hidden = |text: &str| format!("<div style=\"display:none\">Hidden {text}</div>\n");
    let opens = "<html><title>Harbour closes</title><body><article><h1>Harbour closes</h1>\n";
    let text = "<p>The harbour of Mombasa closed on Monday, officials in Kenya said, and nobody knows when it opens \
                again. The ships wait outside the port.</p>\n";
    let page = [opens, text, &hidden("one"), &hidden("two"), &hidden("three"), text].concat();
    let pages = folder(&[("page.html", &page)]);
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    reader.press("= g n");
    let lines = panel(&reader).page.as_ref().unwrap().lines.iter();
    let told = lines.filter(|line| line.text.starts_with("Hidden"));
    let told: Vec<(bool, bool)> = told.map(|line| (line.remark.is_empty(), line.repeats_above)).collect();
    assert_eq!(told, [(false, false), (true, true), (true, true)]);
    let screen = reader.screen();
    for row in ["Hidden two", "Hidden three"] {
        assert!(screen.lines().any(|line| line.contains(row) && line.trim_end().ends_with('"')), "{screen}");
    }
    assert_eq!(panel(&reader).line().unwrap().text.as_str(), "Hidden one");
    reader.press("n");
    assert!(!panel(&reader).line().unwrap().repeats_above, "the others are taken out for the same reason");
}

#[test]
fn of_a_feed_the_entries_stand_one_after_the_other() {
    let entry = |title: &str, text: &str| {
        format!("<item><title>{title}</title><description>&lt;p&gt;{text}&lt;/p&gt;</description></item>")
    };
    let feed = format!(
        "<rss><channel><title>News</title>{}{}</channel></rss>",
        entry("Harbour closes", "The harbour of Mombasa closed on Monday."),
        entry("Peru plants potatoes", "Farmers in Peru planted six hundred sorts."),
    );
    let pages = folder(&[("feed.xml", &feed)]);
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    open_on(&mut reader, "Peru");
    let lines = panel(&reader).page.as_ref().unwrap().lines.iter();
    let told: Vec<&str> = lines.map(|line| line.text.as_str()).collect();
    assert_eq!(
        told,
        [
            "Harbour closes",
            "The harbour of Mombasa closed on Monday.",
            "Peru plants potatoes",
            "Farmers in Peru planted six hundred sorts.",
        ]
    );
    assert_eq!(panel(&reader).line().unwrap().text.as_str(), "Peru plants potatoes", "the cursor is on it");
}

#[test]
fn line_is_opened_in_the_editor() {
    let (mut reader, _pages) = reader((80, 24));
    open_on(&mut reader, "Harbour").press("j j e");
    let line = reader.asked.iter().find_map(|effect| match effect {
        Effect::Outside(Outside::Edit { line, .. }) => Some(*line),
        _ => None,
    });
    assert_eq!(line, Some(3));
    assert_eq!(panel(&reader).line().unwrap().number, 3, "the panel stays");
}

#[test]
fn a_line_is_made_a_caption_and_text_again() {
    let pages = folder(&[PAGE]);
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    open_on(&mut reader, "Harbour");
    assert_eq!(parts(&reader), (words(&["A ship"]), words(&["The harbour", "The ferry", "Kenya waits"])));
    go_to(&mut reader, "The ferry");
    let row_of =
        |reader: &Reader| reader.screen().lines().position(|line| line.contains("The ferry")).unwrap();
    let stands = row_of(&reader);
    reader.press("c");
    assert_eq!(reader.notice(), "line 9 is a caption · u undoes");
    assert_eq!(row_of(&reader), stands, "nothing jumps: {}", reader.screen());
    let made = (words(&["A ship", "The ferry"]), words(&["The harbour", "Kenya waits"]));
    assert_eq!(parts(&reader), made);
    assert!(reader.screen().contains("you made it a caption"), "{}", reader.screen());
    reader.press("Esc");
    let mut reader = reader.again(&[pages.path()]);
    open_on(&mut reader, "Harbour");
    assert_eq!(parts(&reader), made, "after the next start");
    go_to(&mut reader, "The ferry");
    reader.press("u");
    assert_eq!(parts(&reader).0, words(&["A ship"]), "undone after the next start");
    reader.press("^R");
    assert_eq!(parts(&reader), made, "done again");
    reader.press("C");
    assert_eq!(reader.notice(), "line 9 is no caption · u undoes");
    assert_eq!(parts(&reader).0, words(&["A ship"]));
    let mut reader = reader.again(&[pages.path()]);
    open_on(&mut reader, "Harbour");
    assert_eq!(parts(&reader).0, words(&["A ship"]), "after the next start");
}

#[test]
fn a_caption_is_made_text() {
    let pages = folder(&[PAGE]);
    let mut reader = Reader::open(&[pages.path()], (80, 24));
    open_on(&mut reader, "Peru");
    go_to(&mut reader, "A field");
    reader.press("C");
    let made = (Vec::new(), words(&["A field", "Farmers in", "The farmers"]));
    assert_eq!(parts(&reader), made);
    let mut reader = reader.again(&[pages.path()]);
    open_on(&mut reader, "Peru");
    assert_eq!(parts(&reader), made, "after the next start");
}

#[test]
fn articles_are_split_and_joined_for_good() {
    let pages = folder(&[PAGE]);
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    let headlines = |reader: &Reader| {
        let mut rows: Vec<String> = reader.rows().iter().map(|row| row[2..].to_owned()).collect();
        rows.sort();
        rows
    };
    let both = words(&["Harbour of Mombasa close", "Peru plants six hundred "]);
    assert_eq!(headlines(&reader), both);
    open_on(&mut reader, "Peru");
    let row_of = |reader: &Reader| reader.screen().lines().position(|line| line.contains(">   14")).unwrap();
    let stands = row_of(&reader);
    reader.press("J");
    assert!(row_of(&reader).abs_diff(stands) <= 1, "its rule alone is gone: {}", reader.screen());
    assert_eq!(headlines(&reader), both[..1]);
    let mut reader = reader.again(&[pages.path()]);
    assert_eq!(headlines(&reader), both[..1], "joined after the next start");
    reader.press("=");
    go_to(&mut reader, "Peru plants");
    reader.press("s");
    assert_eq!(headlines(&reader), both);
    let mut reader = reader.again(&[pages.path()]);
    assert_eq!(headlines(&reader), both, "split after the next start");
    open_on(&mut reader, "Peru");
    reader.press("u u");
    assert_eq!(headlines(&reader), both, "both undone, as the page has it");
    panel(&reader);
}

#[test]
fn a_headline_given_by_its_reader_stays() {
    let pages = folder(&[PAGE]);
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    open_on(&mut reader, "Harbour").press("H ^U").types("Storm").press("Enter Esc");
    let mut reader = reader.again(&[pages.path()]);
    assert!(reader.rows().iter().any(|row| row.ends_with("Storm")), "{:?}", reader.rows());
    open_on(&mut reader, "Storm").press("u");
    assert!(reader.rows().iter().any(|row| row.contains("Harbour")), "{:?}", reader.rows());
}

#[test]
fn a_line_higher_than_the_screen_is_read_to_its_end() {
    let long = (0..900).map(|number| format!("word{number}")).collect::<Vec<_>>().join(" ");
    let page = format!(
        "A long line is printed here\n\n{long}\n\nThe last line is short, and it is said to be the last.\n"
    );
    let pages = folder(&[("long.txt", page.as_str())]);
    let mut reader = Reader::open(&[pages.path()], (80, 24));
    reader.press("= j j");
    let mut seen = reader.screen();
    assert!(seen.contains("word0 ") && !seen.contains("word899"), "{seen}");
    for _ in 0..200 {
        if panel(&reader).line().unwrap().number > 3 {
            break;
        }
        seen = reader.press("j").screen();
    }
    assert!(seen.contains("word899"), "{seen}");
    reader.press("g Space Space G");
    assert!(reader.screen().contains("The last line is short"), "{}", reader.screen());
    assert!(reader.screen().contains("Why these tags"), "what stands below the page: {}", reader.screen());
    reader.resize(40, 12).press("k k");
    assert_eq!(panel(&reader).line().unwrap().number, 3);
    assert!(reader.screen().contains("word899"), "its end is shown from below: {}", reader.screen());
}
