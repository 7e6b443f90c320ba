//! Finding something and finding back: a filter's words in the text, and where the cursor is before, under and after it.

use dateline::app::{
    Effect, Emphasis, Event, Habits, Line, ListEntry, Listing, Loaded, Overlay, Pane, Progress, Settings,
};
use dateline::article::Phase;
use tempfile::TempDir;

use crate::reader::{Reader, folder};

/// Six pages of invented news, newest first by their dates; the last one names a lighthouse far below its beginning.
fn pages() -> TempDir {
    let page = |day: u32, headline: &str, text: &str| format!(" date 2024-05-0{day} {headline}\n\n{text}");
    let boats = |number: u32| {
        format!("The boats of Mombasa came in with fish and ice in the hour of number {number}.\n\n")
    };
    let long: String = (1..60).map(boats).collect();
    let light = format!(
        "{long}The Lighthóuse keeper saw them. No lighthouse stood nearer, and lighthouses are rare.\n"
    );
    folder(&[
        ("a.txt", &page(9, "Kenya opens a railway", "Kenya opened a railway from Nairobi on Sunday.\n")),
        ("b.txt", &page(8, "Peru plants potatoes", "Farmers in Peru planted potatoes near Cusco.\n")),
        ("c.txt", &page(7, "Kenya debates a tax", "Kenya's parliament debated a tax on sugar in Nairobi.\n")),
        (
            "d.txt",
            &page(6, "A runner wins in Lima", "A runner from Peru won the marathon of Lima, in rain.\n"),
        ),
        ("e.txt", &page(5, "Kenya counts its gulls", "Gulls of Kenya sat on a lighthouse in Mombasa.\n")),
        ("f.txt", &page(4, "Kenya counts its boats", &light)),
    ])
}

fn reader(size: (u16, u16)) -> (Reader, TempDir) {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], size);
    reader.press("S").types("nothing").press("Enter g");
    (reader, pages)
}

fn headline(reader: &Reader) -> String {
    reader.app.list().current().map(|row| row.headline.to_string()).unwrap_or_default()
}

fn status(reader: &Reader) -> String {
    reader.screen().lines().last().unwrap_or_default().to_owned()
}

/// The words that are marked in the open text, those of the current hit in brackets.
fn marked(reader: &Reader) -> Vec<String> {
    let reading = reader.app.reading();
    let Some(page) = reading.page() else { return Vec::new() };
    let mut words = Vec::new();
    for line in page.lines() {
        let Line::Text { part, .. } = line else { continue };
        let text = &page.parts()[*part].text;
        words.extend(reading.emphasis_on(line).into_iter().filter_map(|(range, why)| match why {
            Emphasis::Match => Some(text[range].to_owned()),
            Emphasis::Current => Some(format!("[{}]", &text[range])),
            Emphasis::Highlight | Emphasis::Link | Emphasis::Passage => None,
        }));
    }
    words
}

#[test]
fn what_the_filter_looks_for_is_marked_in_the_text_and_n_goes_through_it() {
    let (mut reader, _pages) = reader((120, 30));
    reader.press("/").types("lighthouse boats").press("Enter Enter");
    assert_eq!(headline(&reader), "Kenya counts its boats");
    assert_eq!(reader.app.reading().top(), 0, "the headline is seen");
    let words = marked(&reader);
    assert_eq!(words.len(), 63, "{words:?}");
    assert_eq!(
        words[60..],
        ["Lighthóuse", "lighthouse", "lighthouse"],
        "whole words and beginnings, whatever the accents"
    );
    assert!(
        status(&reader).contains("63 hits of \"lighthouse boats\"  n first  Esc end"),
        "{}",
        status(&reader)
    );
    reader.press("n");
    assert_eq!(marked(&reader)[0], "[boats]");
    assert!(status(&reader).contains("1/63"), "{}", status(&reader));
    reader.press("N");
    assert_eq!(marked(&reader)[62], "[lighthouse]", "before the first stands the last");
    assert!(reader.app.reading().top() > 20 && headline(&reader) == "Kenya counts its boats");
    let top = reader.app.reading().top();
    reader.resize(118, 28);
    assert!(status(&reader).contains("63/63"), "another size leaves one at the hit: {}", status(&reader));
    reader.resize(120, 30).press("Esc");
    assert_eq!(marked(&reader), [""; 0]);
    assert!(reader.app.focus() == Pane::Reading && reader.app.reading().top().abs_diff(top) <= 2);
    reader.press("Esc");
    assert!(reader.app.focus() == Pane::List && !reader.app.filter().query().is_empty());
    reader.press("Esc");
    assert_eq!(reader.app.filter().query(), "");
}

#[test]
fn fields_that_look_for_words_are_marked_where_they_look_and_others_are_not() {
    let (mut reader, _pages) = reader((120, 30));
    for (query, expected) in [
        ("headline:gulls", vec!["gulls"]),
        ("text:gulls", vec!["gulls", "Gulls"]),
        ("text:\"a light\"", vec![]),
        ("\"counts its gulls\"", vec!["counts its gulls"]),
        ("ulls", vec!["ulls"]),
        ("gulls -potatoes", vec!["gulls", "Gulls"]),
        ("country:kenya headline:gulls", vec!["gulls"]),
        ("is:unread", vec![]),
    ] {
        reader.press("/ ^U").types(query);
        assert_eq!(marked(&reader), expected, "{query}");
        reader.press("Enter");
    }
    reader.press("Esc");
    assert_eq!(marked(&reader), [""; 0], "the marks go with the filter");
}

#[test]
fn in_the_list_n_stays_the_next_unread_and_escape_the_way_out_of_the_filter() {
    let (mut reader, _pages) = reader((120, 30));
    reader.press("/").types("kenya").press("Enter");
    assert!(!marked(&reader).is_empty());
    let first = headline(&reader);
    reader.press("n");
    assert_ne!(headline(&reader), first);
    reader.press("Esc");
    assert_eq!(reader.app.filter().query(), "", "one key, as nothing was looked for in the text");
}

#[test]
fn marks_do_not_decide_where_a_passage_begins_and_a_search_takes_their_place() {
    let (mut reader, _pages) = reader((120, 30));
    reader.press("/").types("lighthouse boats").press("Enter Enter v j");
    assert!(reader.app.reading().top() < 5, "the passage begins on screen");
    reader.press("Esc /").types("number 7").press("Enter");
    assert_eq!(marked(&reader), ["[number 7]"]);
    assert!(reader.notice().starts_with("1 hit"), "{}", reader.notice());
}

#[test]
fn up_in_a_search_brings_what_was_looked_for_and_enter_on_nothing_looks_again() {
    let (mut reader, _pages) = reader((120, 30));
    reader.press("Enter / Enter");
    assert_eq!(reader.notice(), "nothing was looked for before");
    reader.press("h /").types("boats lighthouse country:kenya").press("Enter Enter Esc / Enter");
    assert!(status(&reader).contains("63 hits"), "the words of the filter: {}", status(&reader));
    assert_eq!(marked(&reader)[0], "[boats]");
    reader.press("/ Up");
    assert!(matches!(reader.app.overlay(), Overlay::Find(bar) if bar.prompt.text() == "lighthouse"));
    reader.press("Up");
    assert!(matches!(reader.app.overlay(), Overlay::Find(bar) if bar.prompt.text() == "boats"));
    reader.press("Esc");
    assert_eq!(marked(&reader).len(), 63, "what was marked before is marked again");
    reader.press("/").types("fish").press("Enter Esc /").types("ice").press("Enter Esc / Enter");
    assert_eq!(marked(&reader)[0], "[ice]");
    reader.press("/ Enter");
    assert_eq!(marked(&reader)[1], "[ice]", "the next one");
    reader.press("/ Up Up");
    assert!(matches!(reader.app.overlay(), Overlay::Find(bar) if bar.prompt.text() == "fish"));
    reader.press("Down Down Esc");
    assert_eq!(marked(&reader)[1], "[ice]");
}

#[test]
fn cursor_goes_to_the_best_row_of_a_filter_and_back_when_nothing_was_done_there() {
    let (mut reader, _pages) = reader((120, 30));
    reader.press("j j");
    assert_eq!(headline(&reader), "Kenya debates a tax");
    reader.press("/").types("pe");
    assert_eq!(reader.app.list().cursor(), 0, "the first row, not the last");
    assert_eq!(headline(&reader), "Peru plants potatoes");
    reader.press("Backspace Backspace");
    assert_eq!(headline(&reader), "Kenya debates a tax", "where it fits again");
    reader.types("peru").press("Esc");
    assert_eq!(headline(&reader), "Kenya debates a tax", "a filter that is given up");
    reader.press("/").types("peru").press("Enter Esc");
    assert_eq!(headline(&reader), "Kenya debates a tax", "a filter that is left");
    reader.press("/").types("peru").press("Enter j Esc");
    assert_eq!(headline(&reader), "A runner wins in Lima", "where the reader moved to");
    reader.press("/").types("kenya").press("Enter s Esc");
    assert_eq!(headline(&reader), "Kenya debates a tax", "what was acted on, and gone on from");
    reader.press("/").types("kenya").press("Enter");
    assert_eq!(headline(&reader), "Kenya debates a tax", "it fits, and the cursor stays");
    reader.press("/").types("gulls").press("Esc");
    assert_eq!((headline(&reader).as_str(), reader.app.filter().query()), ("Kenya debates a tax", "kenya"));
}

#[test]
fn pickers_and_the_map_go_to_the_first_row_and_lead_back() {
    let (mut reader, _pages) = reader((120, 30));
    reader.press("G");
    let before = headline(&reader);
    for keys in ["R", "m"] {
        reader.press(keys).types("peru").press("Enter");
        assert_eq!((reader.app.list().cursor(), reader.app.list().len()), (0, 2), "after {keys}");
        reader.press("Esc");
        assert_eq!(headline(&reader), before, "after {keys}");
    }
    reader.press("/").types("n").press("Enter R").types("peru").press("Enter");
    assert_eq!(reader.app.list().cursor(), 0);
    reader.press("Esc");
    assert_eq!(headline(&reader), before, "out of two filters at once");
    reader.press("/").types("zzz").press("Backspace Backspace Backspace");
    assert_eq!(headline(&reader), before, "an empty list in between is no matter");
}

#[test]
fn a_look_at_another_view_leads_back_to_the_same_row() {
    let (mut reader, _pages) = reader((120, 30));
    reader.press("j s j");
    let before = headline(&reader);
    reader.press("4 1");
    assert_eq!(headline(&reader), before, "from a view without articles");
    reader.press("3");
    assert_eq!(headline(&reader), "Peru plants potatoes");
    reader.press("1");
    assert_eq!(headline(&reader), before, "from a view without this one");
    reader.press("3 Enter 1");
    assert_eq!(headline(&reader), "Peru plants potatoes", "what was read there stays");
}

#[test]
fn slow_answers_lead_back_as_quick_ones_do() {
    let (mut reader, _pages) = reader((120, 30));
    reader.press("G");
    let before = headline(&reader);
    reader.hold().press("/").types("peru").press("Esc");
    reader.release();
    assert_eq!(headline(&reader), before);
    reader.hold().press("/").types("per");
    reader.release().types("u").press("Enter");
    assert_eq!(reader.app.list().cursor(), 0);
    reader.press("Esc");
    assert_eq!(headline(&reader), before);
}

/// The same pages with the usual groups, both of which are folded.
fn folded() -> (Reader, TempDir) {
    let pages = pages();
    let mut reader = Reader::open(&[pages.path()], (120, 30));
    reader.press("S").types("fold all").press("Enter");
    assert_eq!(reader.app.list().len(), 2);
    (reader, pages)
}

#[test]
fn a_filter_opens_the_groups_while_it_lasts() {
    let (mut reader, _pages) = folded();
    reader.press("/").types("country:kenya");
    assert_eq!(reader.app.list().len(), 4);
    reader.press("Enter");
    assert!(headline(&reader).contains("Kenya"));
    reader.press("c");
    assert_eq!(reader.app.list().len(), 1, "under the filter groups are folded anew");
    reader.press("c j Esc");
    assert_eq!(reader.app.list().len(), 2, "folded as before");
    let place = reader.app.list().cursor();
    let heading = reader.app.list().heading(place).and_then(|(label, _)| label.cloned());
    assert_eq!(
        heading.as_deref().map(ToString::to_string).as_deref(),
        Some("Eastern Africa"),
        "the one it is in"
    );
}

#[test]
fn no_key_on_a_heading_does_nothing_in_silence() {
    for key in ["Enter", "l", "Tab", "Space", "c"] {
        let (mut reader, _pages) = folded();
        reader.press(key);
        assert!(reader.app.list().len() > 2, "{key} unfolds");
    }
    let (mut reader, _pages) = folded();
    for key in ["D", "=", "#", "T", "y", "w", "o", ";", "e", "H", "-", "|", "v"] {
        reader.press(key);
        assert_eq!(reader.notice(), "these articles are folded · l unfolds them", "{key}");
    }
}

#[test]
fn escape_goes_from_the_text_to_the_list_and_then_tells_the_way_to_the_inbox() {
    for size in [(120, 30), (80, 24)] {
        let (mut reader, _pages) = reader(size);
        reader.press("Enter Esc");
        assert_eq!((reader.app.focus(), reader.notice().as_str()), (Pane::List, ""));
        reader.press("Esc");
        assert_eq!(reader.notice(), "nothing to close · q quits");
        reader.press("5 Esc");
        assert_eq!(reader.notice(), "nothing to close · 1 inbox · q quits");
    }
}

#[test]
fn space_under_the_greeting_shows_the_first_page() {
    let habits = Habits { is_new: true, ..Habits::default() };
    for size in [(120, 24), (80, 24)] {
        let settings = Settings { habits: habits.clone(), ..Settings::default() };
        let mut reader = Reader::on_seeds(size).with_settings(settings);
        reader.press("Space");
        assert!(!reader.app.greets() && reader.app.reading().top() == 0, "{}", reader.screen());
        assert!(reader.app.panes().reading.is_some(), "the text is there");
        reader.press("Space");
        assert!(reader.app.reading().top() > 10, "{}", reader.screen());
    }
}

#[test]
fn until_the_greeting_is_closed_what_comes_first_is_shown_first() {
    let habits = Habits { is_new: true, ..Habits::default() };
    for (key, expected) in [("", 0), ("Space", 4)] {
        let settings = Settings { habits: habits.clone(), ..Settings::default() };
        let mut reader = Reader::on_seeds((120, 30)).with_settings(settings);
        reader.press(key).hold();
        // Further files were read, and the list is another.
        let entries: Vec<ListEntry> = reader.app.list().entries().iter().rev().copied().collect();
        reader.happens(Event::ReadAgain(Loaded::default()));
        let asked = std::iter::from_fn(|| reader.next_held());
        let number = asked
            .filter_map(|effect| if let Effect::List(asked) = effect { Some(asked.number) } else { None });
        let number = number.last().unwrap();
        let total = entries.len();
        reader.happens(Event::Listed(Box::new(Listing { number, total, entries, ..Listing::default() })));
        assert_eq!(reader.app.list().cursor(), expected, "after {key:?}");
    }
}

#[test]
fn a_highlight_with_a_note_leaves_the_text_where_it_is() {
    let (mut reader, _pages) = reader((80, 24));
    reader.press("G Enter");
    for scroll in ["", "j j", "PgDn", "PgDn j"] {
        reader.press("g").press(scroll);
        reader.press("v j");
        let top = reader.app.reading().top();
        reader.press("H").types("a note").press("Enter");
        assert_eq!(reader.app.reading().top(), top, "after {scroll:?}");
        assert_eq!(reader.notice(), "highlighted a passage, with a note · u undoes");
        reader.press("u");
        assert_eq!(reader.app.reading().top(), top, "after {scroll:?} and taking it back");
    }
}

#[test]
fn list_and_bottom_line_tell_the_same_share_of_a_text() {
    let (mut reader, _pages) = reader((120, 30));
    reader.press("G");
    let row = |reader: &Reader| {
        let rows =
            reader.screen().lines().map(|line| line.chars().take(47).collect()).collect::<Vec<String>>();
        rows.into_iter().find(|row| row.contains("4 May 2024")).unwrap_or_default()
    };
    assert!(!row(&reader).contains('%'), "not begun: {}", row(&reader));
    reader.press("J J J J J J J J J");
    let percent = reader.app.reading().percent();
    assert!(row(&reader).contains(&format!("{percent}%")), "{percent}: {}", row(&reader));
    assert!(status(&reader).contains(&format!("{percent} %")), "{}", status(&reader));
    reader.press("k");
    assert!(row(&reader).contains(&format!("{percent}%")), "left: {}", row(&reader));
    reader.resize(80, 24);
    assert!(!status(&reader).contains('%'), "no text shows: {}", status(&reader));
}

#[test]
fn header_parts_what_is_listed_from_what_was_done_this_time() {
    let (mut reader, pages) = reader((120, 30));
    let header = |reader: &Reader| reader.screen().lines().next().unwrap_or_default().to_owned();
    assert!(header(&reader).contains("nothing triaged yet"), "{}", header(&reader));
    reader.press("s d /").types("gulls").press("Enter");
    let told = "1 of 6 articles · 1 min left in these · this time: 1 read, 1 starred · u undoes";
    assert!(header(&reader).ends_with(told), "{}", header(&reader));
    let mut reader = reader.again(&[pages.path()]);
    assert!(header(&reader).ends_with(" min left"), "{}", header(&reader));
    reader.press("/").types("gulls").press("Enter");
    assert!(header(&reader).ends_with(" min left in these"), "nor of a part: {}", header(&reader));
}

#[test]
fn keys_that_find_nothing_to_act_on_name_the_one_that_does() {
    let (mut reader, _pages) = reader((120, 30));
    reader.press("-");
    assert_eq!(reader.notice(), "no tags of your own here · T corrects the others");
    for key in ["T", "-"] {
        reader.press("=").press(key);
        assert!(matches!(reader.app.overlay(), Overlay::Retag(_)), "{key}");
        reader.press("Esc = Tab").press(key);
        assert!(matches!(reader.app.overlay(), Overlay::Retag(_)), "{key} beside the tags");
        reader.press("Esc");
    }
}

#[test]
fn going_past_the_end_to_the_next_unread_article_is_told() {
    let (mut reader, _pages) = reader((120, 30));
    let last = reader.app.list().len() - 1;
    reader.press("G n");
    assert_eq!(reader.app.list().cursor(), 0);
    assert_eq!(reader.notice(), "past the end, on from the beginning");
    reader.press("n");
    assert_eq!(reader.notice(), "", "nothing is said of the next one");
    reader.press("g N");
    assert_eq!(
        (reader.app.list().cursor(), &*reader.notice()),
        (last, "past the beginning, on from the end")
    );
}

#[test]
fn a_key_of_the_other_pane_says_what_it_does_there() {
    let (mut reader, _pages) = reader((120, 30));
    reader.press("z");
    assert_eq!(reader.notice(), "z is for the text: the text alone · l goes there");
    reader.press("l z");
    assert!(reader.app.panes().list.is_none());
    reader.press("Esc");
    reader.press("c");
    assert!(reader.notice().starts_with("c is for the list: "), "{}", reader.notice());
    assert!(reader.notice().ends_with(" · h goes there"), "{}", reader.notice());
    reader.press("x");
    assert_eq!(reader.notice(), "x does nothing here · ? shows the keys");
}

#[test]
fn a_notice_leaves_room_for_how_far_reading_has_come() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut reader = Reader::on_seeds((width, height));
        let progress = Progress {
            phase: Phase::Reading,
            files: 1200,
            total: 6000,
            articles: 1100,
            files_a_second: 2990,
            ..Progress::default()
        };
        reader.happens(Event::Progress(progress));
        reader.press("u");
        let last = reader.screen().lines().last().unwrap_or_default().to_owned();
        assert!(last.contains("nothing to undo") && last.contains("Reading 1200 of 6000"), "{last}");
        reader.press("s");
        let last = reader.screen().lines().last().unwrap_or_default().to_owned();
        assert!(last.contains("starred \"") && last.contains("Reading 1200 of"), "{last}");
    }
}

#[test]
fn status_line_says_how_to_leave_the_filter_at_every_width() {
    const WORDINGS: [&str; 5] = [
        "Esc leaves the filter",
        "Esc no filter",
        "Esc to the list, then leaves the filter",
        "Esc list, then no filter",
        "Esc to the list",
    ];
    let mut reader = Reader::on_seeds((80, 24));
    reader.press("R").types("western").press("Enter");
    for pane in [Pane::List, Pane::Reading] {
        assert_eq!(reader.app.focus(), pane);
        for (width, height) in (40..130).flat_map(|width| [(width, 12), (width, 24), (width, 50)]) {
            reader.resize(width, height);
            let screen = reader.screen();
            assert!(screen.lines().next().is_some_and(|line| line.contains("/ region:")), "{screen}");
            let status = screen.lines().last().unwrap_or_default();
            let named = WORDINGS.iter().filter(|says| status.contains(&format!("{says}  "))).count();
            assert!(named > 0 || WORDINGS.iter().any(|says| status.ends_with(says)), "{width}: {status}");
            assert!(status.matches('?').count() == status.matches("? keys").count(), "{width}: {status}");
        }
        reader.resize(80, 24).press("Tab");
    }
    reader.resize(40, 12).press("Tab z");
    let screen = reader.screen();
    let status = screen.lines().last().unwrap_or_default();
    assert!(status.contains("/ region") && status.contains("Esc back"), "{status}");
}

#[test]
fn long_times_are_told_in_hours() {
    let text = "Kenya counts boats in a long report\n\nThe boats of Mombasa were counted again.\n";
    let pages = folder(&[("a.txt", &text.replace("again", &"again and again ".repeat(28_500 / 3)))]);
    let mut reader = Reader::open(&[pages.path()], (120, 30));
    let header = |reader: &Reader| reader.screen().lines().next().unwrap_or_default().to_owned();
    assert!(header(&reader).contains("2 h 10 min left"), "{}", header(&reader));
    reader.press("Tab");
    assert!(reader.screen().contains("undated · 2 h 10 min"), "{}", reader.screen());
    assert!(reader.screen().contains("2 h 9 min left"), "{}", reader.screen());
    reader.press(":").types("queue 3h").press("Enter");
    assert!(reader.notice().starts_with("1 article, 2 h 10 min of 3 h: "), "{}", reader.notice());
    assert_eq!(&*reader.app.view_name(), "reading list of 3 h");
}
