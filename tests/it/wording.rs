//! Finding what can be done by any word for it, and lines that say the part that matters, however short they are.

use dateline::app::{Overlay, View};
use tempfile::TempDir;

use crate::map::pages;
use crate::reader::{Reader, folder};

const LONG: &str = "Conservative groups hold their yearly assembly in the old harbour of Mombasa on Saturday";

fn reader(size: (u16, u16)) -> (Reader, TempDir) {
    let pages = pages();
    (Reader::open(&[pages.path()], size), pages)
}

fn status(reader: &Reader) -> String {
    reader.screen().lines().last().unwrap_or_default().to_owned()
}

/// Some pages with long headlines.
fn long(size: (u16, u16)) -> (Reader, TempDir) {
    let text =
        |number: u8| format!("{LONG}, part {number}\n\nThe groups met in Kenya on Saturday, they said.\n");
    let texts: Vec<String> = (0..4).map(text).collect();
    let pages =
        folder(&[("a.txt", &texts[0]), ("b.txt", &texts[1]), ("c.txt", &texts[2]), ("d.txt", &texts[3])]);
    (Reader::open(&[pages.path()], size), pages)
}

#[test]
fn palette_is_found_by_what_people_call_things() {
    let (mut reader, _pages) = reader((120, 40));
    for (typed, found) in [
        ("reading list", "a reading list of 20 minutes"),
        ("list reading", "a reading list of 20 minutes"),
        ("minut", "a reading list of 20 minutes"),
        ("time", "a reading list of 20 minutes"),
        ("notes", "notes and highlights"),
        ("export", "write it, or what is selected, to a file"),
        ("save", "write it, or what is selected, to a file"),
        ("theme", "theme dark"),
        ("colour", "theme dark"),
        ("sort", "sort the list"),
        ("group", "sort the list"),
        ("undo", "undo"),
        ("help", "these keys"),
        ("quit", "quit"),
        ("mute", "archive"),
        ("search", "filter while typing"),
        ("browser", "open the article's address"),
        ("duplicates", "the story in time"),
        ("snoozed", "view snoozed"),
    ] {
        reader.press(":").types(typed);
        let screen = reader.screen();
        assert!(screen.contains(found), "{typed}: {screen}");
        reader.press("Esc");
    }
}

#[test]
fn names_come_before_other_words_and_what_is_nearly_so_only_where_nothing_is() {
    let (mut reader, _pages) = reader((120, 40));
    for (typed, first) in [("star", "star or unstar"), ("filter", "filter while typing"), ("qiut", "quit")] {
        reader.press(":").types(typed);
        let screen = reader.screen();
        let row = screen.lines().find(|line| line.contains("> ")).unwrap_or_default();
        assert!(row.contains(first), "{typed}: {screen}");
        reader.press("Esc");
    }
    reader.press(":").types("reading list 5 min").press("Enter");
    assert!(matches!(reader.app.view(), View::Queue(budget) if budget.minutes == 5));
}

#[test]
fn the_theme_in_use_is_marked_in_the_palette() {
    let (mut reader, _pages) = reader((120, 40));
    reader.press(":").types("theme dark").press("Enter").press(":").types("theme");
    let screen = reader.screen();
    let marked: Vec<&str> = screen.lines().filter(|line| line.trim_end().ends_with("now")).collect();
    assert!(marked.len() == 1 && marked[0].contains("theme dark"), "{screen}");
}

#[test]
fn help_is_whole_at_every_width_and_names_the_reading_list_and_the_signs() {
    for size in [(60, 24), (80, 24), (120, 40), (200, 60)] {
        let (mut reader, _pages) = reader(size);
        let mut all = String::new();
        reader.press("?");
        let mut before = String::new();
        while reader.screen() != before {
            before = reader.screen();
            all.push_str(&before);
            reader.press("PgDn");
        }
        assert!(!all.contains('…'), "{size:?}: {all}");
        for words in [": queue 20m", "thick line", "are 2 copies", "in the text: "] {
            assert!(all.contains(words), "{words} at {size:?}: {all}");
        }
        assert!(!all.contains("(other pane)"), "{size:?}: {all}");
        for (typed, found) in [("minut", ": queue 20m"), ("colour", ": theme"), ("save", " w ")] {
            let screen = reader.press("Esc ?").types(typed).screen();
            assert!(screen.contains(found), "{typed} at {size:?}: {screen}");
        }
    }
}

#[test]
fn help_pages_by_what_is_on_screen() {
    let (mut reader, _pages) = reader((80, 24));
    reader.press("?");
    let first = reader.screen();
    let last = first.lines().nth(21).unwrap_or_default().to_owned();
    assert!(first.contains("more below"), "{first}");
    let second = reader.press("PgDn").screen();
    assert!(!second.contains(last.trim()), "nothing twice: {second}");
    let third = reader.press("PgUp").screen();
    assert_eq!(third, first);
}

#[test]
fn a_notice_keeps_what_to_press_and_cuts_the_headline() {
    let (mut reader, _pages) = long((80, 24));
    reader.press("d");
    let line = status(&reader);
    assert!(line.contains("done \"Conservative") && line.contains("\" · u undoes"), "{line}");
    reader.press("Z").types("2026-03-05").press("Enter");
    let line = status(&reader);
    assert!(line.contains("until 2026-03-05 · u undoes"), "{line}");
    reader.resize(60, 24);
    assert!(status(&reader).contains("until 2026-03-05 · u undoes"), "{}", status(&reader));
}

#[test]
fn mistakes_in_the_filter_are_told_whole_at_80_columns() {
    let (mut reader, _pages) = reader((80, 24));
    for (typed, told) in [
        ("has:note", "there is no field `has:`; did you mean `is:`?"),
        ("is:new", "`new` is no state; did you mean `is:unread`?"),
        ("colour:red", "there are region, country, topic, is, date and others"),
        ("is:zzz", "snoozed, noted, copy, changed"),
        ("date:soon", "write 2023, 2023-08, 2023-08-01, today, yesterday, 2w.."),
    ] {
        reader.press("/ ^U").types(typed);
        let screen = reader.screen();
        let words: Vec<&str> = screen.lines().skip(20).flat_map(str::split_whitespace).collect();
        assert!(words.join(" ").contains(told), "{typed}: {screen}");
        assert!(status(&reader).contains(typed), "{typed}: {screen}");
        reader.press("Esc");
    }
}

#[test]
fn enter_takes_what_is_offered_first_where_nothing_is_typed() {
    let (mut reader, _pages) = reader((80, 24));
    reader.press("Z");
    assert!(status(&reader).contains("tomorrow 21 Feb 2026 [Enter]"), "{}", status(&reader));
    reader.press("Enter");
    assert!(reader.notice().contains("until 2026-02-21"), "{}", reader.notice());
    reader.press("+").types("boats").press("Enter j +");
    assert!(status(&reader).contains("boats [Enter]"), "{}", status(&reader));
    reader.press("Enter");
    assert_eq!(reader.listed().iter().filter(|row| row.triage.tags.contains("boats")).count(), 2);
    reader.press("w");
    let offered = status(&reader);
    reader.press("^U");
    let name = offered.split_whitespace().find(|word| word.contains(".md")).unwrap_or_default();
    assert!(
        status(&reader).contains(&format!("{} [Enter]", name.trim_end_matches('_'))),
        "{}",
        status(&reader)
    );
}

#[test]
fn the_prompt_for_a_file_says_how_many_are_written() {
    let (mut reader, _pages) = reader((80, 24));
    reader.press("w ^U").types("a.md");
    assert!(status(&reader).starts_with(" write 1 article to a.md"), "{}", status(&reader));
    let all = reader.app.list().len();
    assert!(status(&reader).contains(&format!("Esc * w: all {all}")), "{}", status(&reader));
    reader.press("Esc *");
    for words in ["w write", "Z snooze"] {
        assert!(status(&reader).contains(words), "{}", status(&reader));
    }
    reader.press("w");
    assert!(status(&reader).starts_with(&format!(" write {all} selected to ")), "{}", status(&reader));
    reader.press("Esc Z");
    assert!(status(&reader).starts_with(&format!(" snooze {all} selected until")), "{}", status(&reader));
}

#[test]
fn every_headline_that_is_cut_says_so_at_every_width() {
    let (mut reader, _pages) = long((80, 24));
    reader.press("S").types("compact").press("Enter");
    for width in 40..140 {
        reader.resize(width, 24);
        let screen = reader.screen();
        for line in screen.lines().filter(|line| line.contains("Conservative")).take(4) {
            let list = line.split('│').next().unwrap_or_default();
            assert!(list.contains('…') || list.contains(", part"), "{width}: {screen}");
        }
    }
}

#[test]
fn a_headline_takes_the_room_of_empty_columns_behind_it() {
    let plain =
        "One two three four five six seven eight nine ten eleven twelve thirteen\n\nNothing is said here.\n";
    let pages = folder(&[("a.txt", plain)]);
    let mut reader = Reader::open(&[pages.path()], (80, 24));
    reader.press("S").types("compact").press("Enter");
    let line = reader.screen().lines().find(|line| line.contains("One two")).unwrap_or_default().to_owned();
    assert!(line.contains("twelve"), "{line}");
}

#[test]
fn pickers_page_and_say_that_more_follows() {
    let (mut reader, _pages) = reader((80, 16));
    reader.press("R");
    assert!(status(&reader).contains("more below"), "{}", reader.screen());
    reader.press("PgDn PgDn PgDn PgDn PgDn PgDn");
    let Overlay::Picker(picker) = reader.app.overlay() else { panic!("the picker is open") };
    assert_eq!(picker.cursor(), picker.entries().len() - 1);
    assert!(!status(&reader).contains("more below"), "{}", reader.screen());
    reader.press("PgUp PgUp PgUp PgUp PgUp PgUp");
    let Overlay::Picker(picker) = reader.app.overlay() else { panic!("the picker is open") };
    assert_eq!(picker.cursor(), 0);
}

#[test]
fn a_picker_begins_at_what_the_filter_names_and_says_what_it_counts() {
    let (mut reader, _pages) = reader((120, 40));
    reader.press("/").types("country:kenya clock OR country:kenya").press("Enter Esc");
    reader.press("/").types("boats country:kenya").press("Enter R");
    let screen = reader.screen();
    assert!(screen.lines().any(|line| line.contains("> ") && line.contains("Kenya")), "{screen}");
    assert!(screen.contains("counted in inbox / boats"), "{screen}");
}

#[test]
fn a_picker_offers_what_is_nearly_called_so_only_where_nothing_is() {
    let (mut reader, _pages) = reader((120, 40));
    for (typed, names) in [("peru", "Peru"), ("poland", "Poland"), ("mal", "Malta")] {
        reader.press("R").types(typed);
        let Overlay::Picker(picker) = reader.app.overlay() else { panic!("the picker is open") };
        let labels: Vec<&str> = picker.entries().iter().map(|entry| &*entry.facet.label).collect();
        assert!(
            !labels.is_empty() && labels.iter().all(|label| label.contains(names)),
            "{typed}: {labels:?}"
        );
        reader.press("Esc");
    }
    reader.press("R").types("america");
    let Overlay::Picker(picker) = reader.app.overlay() else { panic!("the picker is open") };
    assert!(picker.entries()[0].facet.label.contains("America"), "{:?}", picker.entries()[0]);
    reader.press("Esc R").types("kneya");
    assert!(reader.screen().contains("Kenya"), "{}", reader.screen());
}

#[test]
fn a_field_that_is_being_typed_leaves_what_was_asked_before_it() {
    let (mut reader, _pages) = reader((160, 40));
    let all = reader.app.list().len();
    reader.press("/").types("region:africa");
    let africa = reader.app.list().len();
    assert!(africa < all);
    for typed in [" ", "c", "ountry:", "k"] {
        reader.types(typed);
        if typed != "c" {
            let listed = reader.app.list().len();
            assert!(listed <= africa, "{typed}: {listed} of {all}: {}", status(&reader));
        }
    }
    reader.press("Backspace");
    let line = status(&reader);
    assert!(line.contains("Kenya") && !line.contains("Poland") && !line.contains("Peru"), "{line}");
    reader.press("^U").types("country:kenya region:");
    let line = status(&reader);
    assert!(line.contains("Africa") && !line.contains("Europe"), "{line}");
}

#[test]
fn the_filter_in_the_header_goes_before_hints() {
    let (mut reader, _pages) = reader((80, 24));
    reader.press("d s a /").types("mombasa OR lighthouse OR potatoes").press("Enter");
    let header = reader.screen().lines().next().unwrap_or_default().to_owned();
    assert!(header.contains("/ mombasa OR lighthouse OR potatoes"), "{header}");
}

#[test]
fn what_is_found_in_the_text_is_asked_for_by_name() {
    let (mut reader, _pages) = reader((80, 24));
    reader.press("l /");
    assert!(status(&reader).starts_with(" find: _"), "{}", status(&reader));
}

#[test]
fn a_key_that_is_taken_from_another_action_is_told_at_the_start_and_kept_in_the_log() {
    let pages = pages();
    let own = [("star", "d"), ("archive", "t")];
    let mut reader = Reader::with_keys(&[pages.path()], (80, 24), &own);
    assert_eq!(reader.notice(), "`d` does star and no longer done · ! shows 1 more");
    reader.press("!");
    let screen = reader.screen();
    assert!(screen.contains("`t` does archive and no longer topics"), "{screen}");
}
