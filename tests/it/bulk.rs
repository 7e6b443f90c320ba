//! Many articles at once: selecting them, deciding about all, tags and days that are asked for.

use dateline::app::{Effect, Event, Overlay};
use dateline::article::Date;
use tempfile::TempDir;

use crate::reader::{Reader, folder};

/// Six short pages of invented news, newest first by their dates, all about one country.
const SUBJECTS: [&str; 6] = [
    "Kenya opens a bridge",
    "Kenya bans nets",
    "Kenya plants trees",
    "Kenya counts goats",
    "Kenya sells tea",
    "Kenya waits",
];

fn reader() -> (Reader, TempDir) {
    let page = |(day, subject): (usize, &&str)| {
        let text = format!(
            " date 2024-05-{:02} {subject}\n\nIt is so that {subject}, the officials in Nairobi said on day {day} of \
             the week.\n\nNobody else said anything about it, and {day} people in Kenya were asked.\n",
            20 - day
        );
        (format!("{day}.txt"), text)
    };
    let pages: Vec<(String, String)> = SUBJECTS.iter().enumerate().map(page).collect();
    let pages: Vec<(&str, &str)> = pages.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let pages = folder(&pages);
    (Reader::open(&[pages.path()], (120, 40)), pages)
}

fn selected(reader: &Reader) -> Vec<usize> {
    (0..reader.app.list().len()).filter(|place| reader.app.is_selected(*place)).collect()
}

fn saves(reader: &mut Reader) -> usize {
    reader.hold();
    let mut saves = 0;
    while let Some(effect) = reader.next_held() {
        saves += usize::from(matches!(effect, Effect::Save(_)));
    }
    reader.release();
    saves
}

#[test]
fn selecting_one_goes_on_and_a_second_time_leaves_it_out() {
    let (mut reader, _pages) = reader();
    reader.press("v v j v");
    assert_eq!(selected(&reader), [0, 1, 3]);
    reader.press("k k k v");
    assert_eq!(selected(&reader), [0, 3]);
    assert_eq!(reader.app.selected(), 2);
    assert!(reader.screen().contains("2 selected"), "{}", reader.screen());
}

#[test]
fn keys_for_what_is_selected_name_tags_and_an_open_range() {
    let (mut reader, _pages) = reader();
    reader.resize(160, 40).press("v");
    let keys = |reader: &Reader| reader.screen().lines().last().unwrap_or_default().to_owned();
    assert!(
        keys(&reader).contains("+ tag")
            && keys(&reader).contains("- untag")
            && !keys(&reader).contains("range"),
        "{}",
        keys(&reader)
    );
    reader.press("V j");
    assert!(keys(&reader).contains("range, 3 selected   V ends it"), "{}", keys(&reader));
    reader.press("V");
    assert!(!keys(&reader).contains("range"), "{}", keys(&reader));
}

#[test]
fn header_says_less_of_what_was_done_where_there_is_little_room_but_not_nothing() {
    let (mut reader, _pages) = reader();
    reader.press("d s a Z Enter + t Enter");
    let header = |reader: &Reader| reader.screen().lines().next().unwrap_or_default().to_owned();
    let all = "this time: 1 read, 1 starred, 1 archived, 1 snoozed, 1 tagged";
    assert!(header(&reader).contains(all), "{}", header(&reader));
    for (width, told) in
        [(100, "1 archived, 1 snoozed…"), (80, "this time: 1 read, 1 starred…"), (56, "this time: 1 read…")]
    {
        reader.resize(width, 24);
        assert!(header(&reader).contains(told), "{width}: {}", header(&reader));
        assert!(header(&reader).contains("6 articles"), "{width}: {}", header(&reader));
    }
}

#[test]
fn range_reaches_to_the_cursor_in_either_direction_and_stays_when_it_is_ended() {
    let (mut reader, _pages) = reader();
    reader.press("j j V j j");
    assert_eq!(selected(&reader), [2, 3, 4]);
    reader.press("k k k");
    assert_eq!(selected(&reader), [1, 2]);
    reader.press("V j j j");
    assert_eq!(selected(&reader), [1, 2]);
    reader.press("Esc");
    assert_eq!(selected(&reader), [0_usize; 0]);
}

#[test]
fn all_shown_are_selected_and_none_the_second_time() {
    let (mut reader, _pages) = reader();
    reader.press("*");
    assert_eq!(reader.app.selected(), 6);
    reader.press("*");
    assert_eq!(reader.app.selected(), 0);
}

#[test]
fn selected_articles_are_decided_about_in_one_act_and_undone_in_one() {
    let (mut reader, _pages) = reader();
    let before = reader.rows();
    reader.press("v v v a");
    let archived = reader.rows().iter().filter(|row| row.ends_with("(archived)")).count();
    assert_eq!(archived, 3, "{:?}", reader.rows());
    assert_eq!(reader.notice(), "archived 3 articles · u undoes");
    assert_eq!(reader.app.selected(), 0, "what was dealt with is selected no more");
    reader.press("u g");
    assert_eq!(reader.rows(), before);
    reader.press("^R");
    assert_eq!(reader.rows().iter().filter(|row| row.ends_with("(archived)")).count(), 3);
}

#[test]
fn stars_are_given_to_all_unless_all_have_one() {
    let (mut reader, _pages) = reader();
    reader.press("s g V j j s");
    assert_eq!(reader.notice(), "starred 2 articles · u undoes");
    reader.press("g V j j s");
    assert_eq!(reader.notice(), "unstarred 3 articles · u undoes");
}

#[test]
fn the_text_one_reads_is_decided_about_alone() {
    let (mut reader, _pages) = reader();
    reader.press("v v l a");
    assert_eq!(reader.rows().iter().filter(|row| row.ends_with("(archived)")).count(), 1);
}

#[test]
fn archiving_all_asks_with_the_count_and_does_nothing_for_another_key() {
    let (mut reader, _pages) = reader();
    reader.press("a A");
    assert!(reader.screen().contains("archive 5 articles, all that is shown?"), "{}", reader.screen());
    reader.press("n");
    assert_eq!(reader.notice(), "nothing was done");
    reader.press("A y");
    assert_eq!(reader.notice(), "archived 5 articles · u undoes");
    assert!(reader.rows().iter().all(|row| row.ends_with("(archived)")), "{:?}", reader.rows());
    reader.press("u");
    assert_eq!(reader.rows().iter().filter(|row| row.ends_with("(archived)")).count(), 1);
}

#[test]
fn all_is_only_what_the_filter_shows() {
    let (mut reader, _pages) = reader();
    reader.press("/").types("headline:trees").press("Enter A y Esc 5");
    let archived: Vec<String> = reader.rows().into_iter().filter(|row| row.ends_with("(archived)")).collect();
    assert_eq!(archived.len(), 1, "{archived:?}");
    assert!(archived[0].contains("Kenya plants trees"), "{archived:?}");
}

#[test]
fn another_filter_or_view_ends_the_selection() {
    let (mut reader, _pages) = reader();
    for keys in ["v 5", "v 1", "v / k Esc"] {
        reader.press(keys);
        assert_eq!(reader.app.selected(), 0, "{keys}");
    }
}

#[test]
fn tag_is_given_to_all_completed_and_taken_away_again() {
    let (mut reader, _pages) = reader();
    reader.press("v v +").types("goats").press("Enter");
    assert_eq!(reader.notice(), "tagged 2 articles goats · u undoes");
    reader.press("G +").types("go").press("Tab Enter");
    assert!(reader.notice().starts_with("tagged \"Kenya waits\" goats"), "{}", reader.notice());
    reader.press("/").types("tag:goats").press("Enter");
    assert_eq!(reader.app.list().len(), 3);
    assert!(reader.screen().contains("+goats"), "{}", reader.screen());
    reader.press("* -").types("g").press("Enter");
    assert_eq!(reader.notice(), "took the tag goats from 3 articles · u undoes");
    reader.press("Esc g -");
    assert_eq!(reader.notice(), "no tags of your own here · T corrects the others");
}

#[test]
fn a_tag_that_is_no_word_is_refused_at_its_place() {
    let (mut reader, _pages) = reader();
    reader.press("+").types("two words").press("Enter");
    assert!(reader.screen().contains("a tag is one word"), "{}", reader.screen());
    reader.press("^U").types("one").press("Enter");
    assert!(reader.notice().starts_with("tagged"), "{}", reader.notice());
}

#[test]
fn snoozed_article_leaves_the_inbox_until_its_day_and_can_be_undone() {
    let (mut reader, _pages) = reader();
    reader.press("Z").types("2w").press("Enter");
    assert_eq!(reader.notice(), "snoozed \"Kenya opens a bridge\" until 2026-03-06 · u undoes");
    assert_eq!(reader.app.list().cursor(), 1, "on to the next unread one");
    reader.press("1");
    assert_eq!(reader.app.list().len(), 5);
    reader.press("u");
    assert_eq!(reader.app.list().len(), 6, "it is back at once");
    assert_eq!(reader.app.list().cursor(), 0, "and the cursor is on it");
}

#[test]
fn snoozed_article_is_back_when_its_day_begins_while_nobody_leaves() {
    let (mut reader, _pages) = reader();
    reader.press("Z").types("tomorrow").press("Enter 1");
    assert_eq!((reader.app.list().len(), reader.app.list().cursor()), (5, 0));
    reader.press("j");
    let at = reader.app.list().current_id();
    reader.happens(Event::DayBegan(Date::day_of(2026, 2, 21).unwrap()));
    assert_eq!(reader.app.list().len(), 6);
    assert_eq!(reader.app.list().current_id(), at, "the cursor stays where it was");
    reader.press("/").types("date:today").press("Enter");
    assert_eq!(reader.app.filter().mistake(), None);
    reader.press("Esc Z").types("2d").press("Enter");
    assert!(reader.notice().contains("until 2026-02-23"), "{}", reader.notice());
}

#[test]
fn days_are_offered_by_name_and_what_is_past_is_refused() {
    let (mut reader, _pages) = reader();
    reader.press("Z");
    assert!(reader.screen().contains("tomorrow 21 Feb 2026"), "{}", reader.screen());
    reader.types("2020-01-01").press("Enter");
    assert!(reader.screen().contains("2020-01-01 is not ahead of today"), "{}", reader.screen());
    reader.press("^U").types("wed").press("Tab Enter");
    assert!(reader.notice().contains("until 2026-02-25"), "{}", reader.notice());
}

#[test]
fn repeating_does_to_what_is_selected_what_was_done_before() {
    let (mut reader, _pages) = reader();
    reader.press("+").types("kept").press("Enter v v .");
    assert_eq!(reader.notice(), "tagged 2 articles kept · u undoes");
}

#[test]
fn a_decision_about_many_is_one_act_to_save() {
    let (mut reader, _pages) = reader();
    reader.press("*").hold().press("a");
    assert_eq!(saves(&mut reader), 1);
}

#[test]
fn undoing_brings_back_what_the_view_had_lost() {
    let (mut reader, _pages) = reader();
    reader.press("/").types("headline:trees").press("Enter A y Esc");
    assert_eq!(reader.app.list().len(), 5, "{:?}", reader.rows());
    reader.press("u");
    assert_eq!(reader.app.list().len(), 6, "{:?}", reader.rows());
    assert!(reader.rows().contains(&"> Kenya plants trees".to_owned()), "{:?}", reader.rows());
    reader.press("^R");
    assert!(reader.rows().contains(&"> Kenya plants trees (archived)".to_owned()), "{:?}", reader.rows());
}

#[test]
fn nothing_is_done_to_many_articles_that_are_only_similar_to_what_was_typed() {
    let (mut reader, _pages) = reader();
    reader.press("/").types("kenyaa").press("Enter");
    assert!(reader.app.filter().similar() && reader.app.list().articles() > 0, "{}", reader.screen());
    assert!(reader.screen().contains("only similar"), "{}", reader.screen());
    for (key, selected) in [("A", 0), ("*", 0), ("V", 0), ("v", 1)] {
        reader.press(key);
        let asks = matches!(reader.app.overlay(), Overlay::Confirm(_));
        assert!(!asks && reader.app.selected() == selected, "{key}: {}", reader.screen());
        assert_eq!(
            reader.screen().contains("these are only similar"),
            selected == 0,
            "{key}: {}",
            reader.screen()
        );
    }
}

#[test]
fn what_is_asked_about_more_articles_than_the_list_holds_in_full_is_done() {
    let news = |number: usize| {
        let text = format!(
            " date 2024-05-03 Kenya opens bridge number {number}\n\nA bridge over the river of the year {number} was \
             opened, {number} people said.\n"
        );
        (format!("{number:03}.txt"), text)
    };
    let news: Vec<(String, String)> = (100..500).map(news).collect();
    let news: Vec<(&str, &str)> = news.iter().map(|(name, text)| (&**name, &**text)).collect();
    let pages = folder(&news);
    let mut reader = Reader::open(&[pages.path()], (80, 24));
    let all = reader.app.list().articles();
    assert_eq!(all, 400);
    let tagged = |reader: &mut Reader| {
        reader.press("/").types("tag:bridges").press("Enter");
        let count = if reader.app.filter().query().is_empty() { 0 } else { reader.app.list().articles() };
        reader.press("Esc");
        count
    };
    reader.press("^D ^D ^D ^D g * +").types("bridges").press("Enter");
    assert_eq!(tagged(&mut reader), all, "{}", reader.screen());
    reader.press("G u");
    assert_eq!(tagged(&mut reader), 0, "{}", reader.screen());
    reader.press("* s ^D ^D u G * d u");
    assert_eq!(
        reader.app.list().entries().iter().filter(|entry| entry.marks.starred || entry.marks.read).count(),
        0
    );
}

#[test]
fn repeat_after_many_does_the_same_and_never_the_opposite() {
    let (mut reader, _pages) = reader();
    reader.press("V j j s");
    assert_eq!(reader.rows().iter().filter(|row| row.contains('*')).count(), 3);
    reader.press(".");
    assert_eq!(reader.notice(), "already starred");
    assert_eq!(reader.rows().iter().filter(|row| row.contains('*')).count(), 3);
    reader.press(".");
    assert_eq!(reader.rows().iter().filter(|row| row.contains('*')).count(), 4, "it went on to the next");
    reader.press("G s . .");
    assert_eq!(reader.notice(), "already starred");
    assert!(reader.rows()[5].contains('*'), "{:?}", reader.rows());
    reader.press("* .");
    assert_eq!(reader.rows().iter().filter(|row| row.contains('*')).count(), 6, "also what is selected");
}

#[test]
fn undoing_many_leaves_the_cursor_where_it_stands_on_one_of_them() {
    let (mut reader, _pages) = reader();
    reader.press("j j * a");
    let at = reader.app.list().cursor();
    reader.press("u");
    assert_eq!(reader.app.list().cursor(), at);
    assert!(reader.notice().starts_with("undone: archived 6 articles"), "{}", reader.notice());
    reader.press("^R u");
    assert_eq!(reader.app.list().cursor(), at);
    reader.press("g V j s G u");
    assert_eq!(reader.app.list().cursor(), 0, "it goes to the first where it stands on none");
}
