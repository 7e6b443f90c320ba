//! Journeys: a start, keys as text, then what the reader sees and what was asked of the world.

use dateline::app::{Effect, Event, Loaded, Overlay, Pane, View};
use dateline::text::SafeText;

use crate::reader::{Reader, folder};

/// Five short pages of invented news, newest first by their dates, all about one country.
const PAGES: [(&str, &str); 5] = [
    (
        "a.txt",
        " date 2024-05-05 Kenya opens a railway to the lake\n\nKenya opened a railway from Nairobi to the lake on \
         Sunday, and the first train was full.\n\nKenyan officials said tickets for the week had been sold out.\n",
    ),
    (
        "b.txt",
        " date 2024-05-04 Kenya counts its elephants from the air\n\nRangers in Kenya began to count elephants from \
         small planes on Saturday, as they do every three years.\n\nThe wildlife service of Kenya said the herds had grown.\n",
    ),
    (
        "c.txt",
        " date 2024-05-03 Kenya's parliament debates a tax on sugar\n\nKenya's parliament debated a tax on sugar for \
         nine hours on Friday, and voted on nothing.\n\nLawmakers in Nairobi will go on next week.\n",
    ),
    (
        "d.txt",
        " date 2024-05-02 Kenyan runners win in the rain\n\nRunners from Kenya won both races of the city marathon on \
         Thursday, in heavy rain.\n\nThe Kenyan team had trained in the hills for a month.\n",
    ),
    (
        "e.txt",
        " date 2024-05-01 Kenya raises the price of maize\n\nThe price of maize in Kenya went up by a tenth on \
         Wednesday, the government said.\n\nMillers in Kenya had asked for more.\n",
    ),
];

fn reader() -> (Reader, tempfile::TempDir) {
    let pages = folder(&PAGES);
    (Reader::open(&[pages.path()], (120, 40)), pages)
}

#[test]
fn newest_article_stands_first_and_is_open() {
    let (reader, _pages) = reader();
    assert_eq!(
        reader.rows(),
        [
            "> Kenya opens a railway to",
            "  Kenya counts its elephan",
            "  Kenya's parliament debat",
            "  Kenyan runners win in th",
            "  Kenya raises the price o",
        ]
    );
    assert!(reader.screen().contains("Kenya opened a railway from Nairobi"), "{}", reader.screen());
}

#[test]
fn done_archive_and_star_each_go_on_and_stay_in_place() {
    let (mut reader, _pages) = reader();
    reader.press("d a s");
    assert_eq!(
        reader.rows(),
        [
            "  Kenya opens a railway to (read)",
            "  Kenya counts its elephan (archived)",
            "  * Kenya's parliament debat",
            "> Kenyan runners win in th",
            "  Kenya raises the price o",
        ]
    );
    assert_eq!(reader.notice(), "starred \"Kenya's parliament debates a tax on sug…\" · u undoes");
}

#[test]
fn undo_goes_back_to_each_article_and_redo_does_it_again() {
    let (mut reader, _pages) = reader();
    reader.press("d a u");
    assert_eq!(reader.rows()[1], "> Kenya counts its elephan");
    reader.press("u");
    assert_eq!(reader.rows()[0], "> Kenya opens a railway to");
    assert_eq!(reader.notice(), "undone: done \"Kenya opens a railway to the lake\" · ^R does it again");
    reader.press("u");
    assert_eq!(reader.notice(), "nothing to undo");
    reader.press("^R ^R");
    assert_eq!(reader.rows()[0], "  Kenya opens a railway to (read)");
    assert_eq!(reader.rows()[1], "> Kenya counts its elephan (archived)");
}

#[test]
fn repeat_does_the_last_act_to_the_next_article() {
    let (mut reader, _pages) = reader();
    reader.press("a . .");
    let archived = reader.rows().iter().filter(|row| row.ends_with("(archived)")).count();
    assert_eq!(archived, 3, "{:?}", reader.rows());
}

#[test]
fn space_pages_and_at_the_end_reads_and_opens_the_next_unread() {
    let (mut reader, _pages) = reader();
    reader.press("Space");
    assert_eq!(reader.rows()[0], "  Kenya opens a railway to (read)");
    assert_eq!(reader.rows()[1], "> Kenya counts its elephan");
    assert!(reader.screen().contains("count elephants from"), "{}", reader.screen());
}

#[test]
fn space_on_a_long_article_pages_first() {
    let mut reader = Reader::on_seeds((120, 24));
    let before = reader.app.reading().top();
    reader.press("Space");
    assert!(reader.app.reading().top() > before + 10, "Space did not page");
    assert!(reader.rows().iter().all(|row| !row.contains("(read)")), "paging marked something read");
}

#[test]
fn decisions_are_there_the_next_time() {
    let pages = folder(&PAGES);
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    reader.press("d s a");
    let mut reader = reader.again(&[pages.path()]);
    reader.press("5");
    assert_eq!(
        reader.rows()[..3],
        [
            "  Kenya opens a railway to (read)",
            "> * Kenya counts its elephan",
            "  Kenya's parliament debat (archived)",
        ]
    );
}

#[test]
fn undo_reaches_behind_the_start_and_names_what_it_takes_back() {
    let pages = folder(&PAGES);
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    reader.press("d a s");
    let mut reader = reader.again(&[pages.path()]);
    reader.press("u");
    assert_eq!(
        reader.notice(),
        "undone: starred \"Kenya's parliament debates a tax on sug…\" · ^R does it again"
    );
    reader.press("u");
    assert_eq!(
        reader.notice(),
        "undone: archived \"Kenya counts its elephants from the air\" · ^R does it again"
    );
    assert_eq!(reader.rows()[1], "> Kenya counts its elephan", "it is in the inbox again, under the cursor");
    let mut reader = reader.again(&[pages.path()]);
    reader.press("^R");
    assert_eq!(reader.notice(), "again: archived \"Kenya counts its elephants from the air\" · u undoes");
    reader.press("u u");
    assert_eq!(
        reader.notice(),
        "undone: marked \"Kenya opens a railway to the lake\" read · ^R does it again"
    );
    reader.press("u");
    assert_eq!(reader.notice(), "nothing to undo");
    assert!(reader.rows().iter().all(|row| !row.contains(['*', '('])), "{:?}", reader.rows());
    reader.press("^R ^R ^R ^R");
    assert_eq!(reader.notice(), "nothing to do again");
    reader.press("5");
    let marked = reader.rows().into_iter().filter(|row| row.contains(['*', '('])).count();
    assert_eq!(marked, 3);
}

#[test]
fn undo_of_this_run_and_of_the_last_one_form_one_row() {
    let pages = folder(&PAGES);
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    reader.press("s");
    let mut reader = reader.again(&[pages.path()]);
    reader.press("g s u u");
    assert_eq!(reader.notice(), "undone: starred \"Kenya opens a railway to the lake\" · ^R does it again");
    reader.press("^R ^R");
    assert_eq!(reader.notice(), "again: unstarred \"Kenya opens a railway to the lake\" · u undoes");
    let mut reader = reader.again(&[pages.path()]);
    reader.press("u u u");
    assert_eq!(reader.notice(), "nothing to undo");
    reader.press("^R d ^R");
    assert_eq!(reader.notice(), "nothing to do again", "what is done anew leaves nothing to do again");
}

#[test]
fn undo_behind_the_start_that_cannot_be_saved_is_told_and_can_be_tried_again() {
    let pages = folder(&PAGES);
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    reader.press("s");
    let mut reader = reader.again(&[pages.path()]);
    reader.disk_full = Some("disk full");
    reader.press("u");
    assert_eq!(reader.notice(), "not saved: disk full");
    assert!(reader.rows()[0].contains('*'), "{:?}", reader.rows());
    reader.disk_full = None;
    reader.press("u");
    assert!(!reader.rows()[0].contains('*'), "{:?}", reader.rows());
}

#[test]
fn what_was_done_in_another_folder_is_undone_only_after_a_question() {
    let (here, there) = (folder(&PAGES[..1]), folder(&PAGES[1..]));
    let mut reader = Reader::open(&[here.path()], (120, 40));
    reader.press("s");
    let mut reader = reader.again(&[there.path()]);
    reader.press("u");
    let question =
        "what was done last was done elsewhere: starred an article that is not here now; undo that?";
    assert!(reader.screen().contains(question), "{}", reader.screen());
    reader.press("n u Esc s");
    assert!(reader.rows()[0].contains('*'), "{:?}", reader.rows());
    reader.press("u");
    assert!(!reader.rows()[0].contains('*'), "what was done here goes before it: {:?}", reader.rows());
    let mut reader = reader.again(&[here.path()]);
    assert!(reader.rows()[0].contains('*'), "nothing was done: {:?}", reader.rows());
    reader.press("u");
    assert!(!reader.rows()[0].contains('*'), "{:?}", reader.rows());
    reader.press("^R");
    let mut reader = reader.again(&[there.path()]);
    reader.press("u y");
    assert_eq!(reader.notice(), "undone: starred an article that is not here now · ^R does it again");
    reader.press("^R");
    assert!(reader.screen().contains("do it again?"), "{}", reader.screen());
    reader.press("Esc");
    let reader = reader.again(&[here.path()]);
    assert!(!reader.rows()[0].contains('*'), "{:?}", reader.rows());
}

#[test]
fn undo_behind_the_start_takes_back_corrected_tags() {
    let pages = folder(&PAGES[..1]);
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    let tags = |reader: &Reader| reader.listed()[0].countries.len();
    assert_eq!(tags(&reader), 1);
    reader.press("T -");
    assert_eq!(tags(&reader), 0);
    let mut reader = reader.again(&[pages.path()]);
    assert_eq!(tags(&reader), 0);
    reader.press("u");
    assert_eq!(tags(&reader), 1);
}

#[test]
fn decisions_follow_a_file_that_is_renamed_and_encoded_anew() {
    let pages = folder(&PAGES[..1]);
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    reader.press("s");
    let text: Vec<u8> =
        std::iter::once(0xFEFF).chain(PAGES[0].1.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let moved = folder(&[]);
    std::fs::write(moved.path().join("other name.txt"), text).expect("a page is written");
    let reader = reader.again(&[moved.path()]);
    assert_eq!(reader.rows(), ["> * Kenya opens a railway to"]);
}

#[test]
fn decision_that_cannot_be_saved_is_taken_back_aloud() {
    let (mut reader, _pages) = reader();
    reader.disk_full = Some("disk full");
    reader.press("s");
    assert_eq!(reader.rows()[0], "  Kenya opens a railway to");
    assert_eq!(
        reader.notice(),
        "not saved: disk full; taken back: starred \"Kenya opens a railway to the lake\""
    );
    reader.disk_full = None;
    reader.press("u");
    assert_eq!(reader.notice(), "nothing to undo", "an act that was never saved can be undone");
}

#[test]
fn undo_that_cannot_be_saved_leaves_the_decision() {
    let (mut reader, _pages) = reader();
    reader.press("s");
    reader.disk_full = Some("disk full");
    reader.press("u");
    assert_eq!(reader.rows()[0], "> * Kenya opens a railway to");
    reader.disk_full = None;
    reader.press("u");
    assert_eq!(reader.rows()[0], "> Kenya opens a railway to", "the star can still be undone");
}

#[test]
fn filter_narrows_while_typing_and_escape_brings_all_back() {
    let (mut reader, _pages) = reader();
    reader.press("/").types("elephants");
    assert_eq!(reader.rows(), ["> Kenya counts its elephan"]);
    assert!(reader.screen().contains("1 of 5"), "{}", reader.screen());
    reader.press("Esc");
    assert_eq!(reader.rows().len(), 5);
    assert_eq!(reader.rows()[0], "> Kenya opens a railway to", "the cursor is back on its article");
}

#[test]
fn taken_filter_stays_until_escape() {
    let (mut reader, _pages) = reader();
    reader.press("/").types("sugar");
    reader.press("Enter");
    assert_eq!(reader.rows(), ["> Kenya's parliament debat"]);
    assert!(reader.screen().contains("/ sugar"), "the header does not say what is filtered");
    reader.press("Esc");
    assert_eq!(reader.rows().len(), 5);
}

#[test]
fn letters_typed_into_a_filter_never_act() {
    let (mut reader, _pages) = reader();
    reader.press("/").types("qdasQ?u");
    assert!(reader.asked.is_empty(), "{:?}", reader.asked);
    reader.press("Esc");
    assert!(reader.rows().iter().all(|row| !row.contains('(') && !row.contains('*')), "{:?}", reader.rows());
}

#[test]
fn topic_picker_narrows_to_a_topic() {
    let (mut reader, _pages) = reader();
    reader.press("t").types("spo");
    assert!(reader.screen().contains("sport"), "{}", reader.screen());
    reader.press("Enter");
    assert_eq!(reader.rows(), ["> Kenyan runners win in th"]);
    assert_eq!(reader.app.filter().query(), "topic:sport");
}

#[test]
fn region_picker_on_the_seeds_finds_both_articles_on_niger() {
    let mut reader = Reader::on_seeds((120, 40));
    reader.press("R").types("sahel");
    reader.press("Enter");
    assert_eq!(reader.app.filter().query(), "region:sahel");
    assert_eq!(reader.rows().len(), 2, "{:?}", reader.rows());
    reader.press("R").types("mid east").press("Enter");
    assert_eq!(reader.app.filter().query(), "region:middle-east", "one region takes the place of the other");
    assert_eq!(reader.rows().len(), 2, "{:?}", reader.rows());
}

#[test]
fn filter_that_makes_no_sense_says_where_and_shows_the_view() {
    let (mut reader, _pages) = reader();
    reader.press("/").types("colour:red");
    assert_eq!(reader.rows().len(), 5);
    assert!(reader.app.filter().mistake().is_some());
}

#[test]
fn views_hold_what_their_names_say() {
    let (mut reader, _pages) = reader();
    reader.press("d a s");
    let count = |reader: &mut Reader, key: &str| reader.press(key).rows().len();
    assert_eq!(count(&mut reader, "1"), 4, "inbox");
    assert_eq!(count(&mut reader, "2"), 3, "unread");
    assert_eq!(count(&mut reader, "3"), 1, "starred");
    assert_eq!(count(&mut reader, "4"), 1, "archived");
    assert_eq!(count(&mut reader, "5"), 5, "all");
}

#[test]
fn search_in_the_text_goes_from_hit_to_hit() {
    let mut reader = Reader::on_seeds((100, 24));
    reader.press("j Enter /").types("wagner").press("Enter");
    let first = reader.app.reading().search().map(|search| (search.current(), search.hits().len()));
    let (current, hits) = first.expect("a search is on");
    assert_eq!(current, Some(0));
    assert!(hits > 5, "the article names the group in nearly every paragraph, not {hits} times");
    reader.press("n n N");
    let now = reader.app.reading().search().and_then(dateline::app::Search::current);
    assert_eq!(now, Some(1));
    reader.press("Esc");
    assert!(reader.app.reading().search().is_none());
    assert_eq!(reader.app.focus(), Pane::Reading, "Esc ends the search and nothing else");
}

#[test]
fn place_in_the_text_survives_another_width_and_another_day() {
    let mut reader = Reader::on_seeds((120, 30));
    reader.press("j Enter ^F ^F");
    let shown = |reader: &Reader| {
        let page = reader.app.reading().page().expect("an article is open");
        page.position(reader.app.reading().top())
    };
    let before = shown(&reader);
    assert!(before.block > 2, "two pages down is past the second paragraph");
    reader.resize(70, 30);
    assert_eq!(shown(&reader).block, before.block);
    reader.resize(120, 30).press("q k");
    let reader = reader.again(&[&crate::reader::seeds()]);
    assert_eq!(shown(&reader).block, before.block, "the article that was left opens at its place");
}

#[test]
fn quitting_asks_to_quit_behind_everything_that_is_to_be_saved() {
    let mut reader = Reader::on_seeds((120, 24));
    reader.press("^F");
    reader.press("Enter j j q");
    assert_eq!(reader.app.focus(), Pane::List, "q in the text goes back first");
    assert!(reader.asked.is_empty());
    reader.press("q");
    assert_eq!(reader.asked, [Effect::Quit]);
}

#[test]
fn escape_never_quits() {
    let (mut reader, _pages) = reader();
    reader.press("Esc Esc / Esc Esc Enter Esc Esc ? Esc Esc");
    assert!(reader.asked.is_empty(), "{:?}", reader.asked);
}

#[test]
fn narrow_terminal_shows_one_pane_at_a_time() {
    let mut reader = Reader::on_seeds((80, 24));
    assert!(reader.app.panes().reading.is_none());
    reader.press("Space");
    assert!(reader.app.panes().list.is_none(), "Space opens the article where only the list was shown");
    reader.press("h");
    assert!(reader.app.panes().reading.is_none());
}

#[test]
fn empty_folder_says_so_and_how_to_leave() {
    let nothing = folder(&[]);
    let mut reader = Reader::open(&[nothing.path()], (80, 24));
    let screen = reader.screen();
    assert!(screen.contains("No article found") && screen.contains("q quits"), "{screen}");
    assert!(screen.contains("there is no file to read"), "{screen}");
    let bottom = screen.lines().last().unwrap();
    assert!(!bottom.contains("show all") && !bottom.contains("everything"), "{bottom}");
    reader.press("d s a u Space Enter n t Enter Esc R Esc . < > { }");
    reader.press("q");
    assert_eq!(reader.asked, [Effect::Quit]);
}

#[test]
fn folder_of_what_is_no_news_says_what_was_passed_over() {
    let pages = folder(&[("README", "About these pages"), (".hidden.txt", "x")]);
    std::fs::write(pages.path().join("noise.bin"), [0_u8, 255, 1, 254].repeat(200)).unwrap();
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    for screen in [reader.screen(), reader.press("!").screen()] {
        for told in ["1 file passed over: not text", "1 file passed over: hidden", "passed over: named as"] {
            assert!(screen.contains(told), "{told}: {screen}");
        }
    }
}

#[test]
fn unbound_key_says_where_the_keys_are() {
    let (mut reader, _pages) = reader();
    reader.press("X");
    assert_eq!(reader.notice(), "X does nothing here · ? shows the keys");
}

#[test]
fn space_held_down_reads_nothing_that_was_not_shown() {
    let (mut reader, _pages) = reader();
    reader.press("j").hold().press("j Space Space Space").release();
    assert!(reader.rows().iter().all(|row| !row.contains("(read)")), "{:?}", reader.rows());
}

#[test]
fn listing_that_comes_late_does_not_undo_a_decision_on_screen() {
    let (mut reader, _pages) = reader();
    reader.hold().press("5 s");
    assert!(reader.answer_one(), "the listing for the view was asked for");
    assert_eq!(
        reader.rows()[0],
        "  * Kenya opens a railway to",
        "the row was starred before the listing came"
    );
    reader.release().press("k u");
    assert_eq!(reader.rows()[0], "> Kenya opens a railway to", "undo knows what was decided");
}

#[test]
fn act_and_its_undo_that_both_fail_leave_the_article_as_it_was() {
    let (mut reader, _pages) = reader();
    reader.disk_full = Some("disk full");
    reader.hold().press("s u").release();
    assert_eq!(reader.rows()[0], "> Kenya opens a railway to");
}

#[test]
fn failed_act_leaves_earlier_ones_to_be_undone() {
    let (mut reader, _pages) = reader();
    reader.press("s s");
    reader.disk_full = Some("disk full");
    reader.press("s");
    reader.disk_full = None;
    assert_eq!(reader.rows().iter().filter(|row| row.contains('*')).count(), 2, "{:?}", reader.rows());
    reader.press("u u");
    assert_eq!(reader.rows().iter().filter(|row| row.contains('*')).count(), 0, "{:?}", reader.rows());
}

#[test]
fn listing_while_an_article_is_fetched_does_not_throw_the_place_away() {
    let mut reader = Reader::on_seeds((120, 24));
    reader.hold().press("j 5");
    assert!(reader.answer_one() && reader.answer_one(), "the article and the listing were asked for");
    reader.press("Enter ^F");
    let top = reader.app.reading().top();
    assert!(top > 0);
    reader.release();
    assert_eq!(reader.app.reading().top(), top, "a second copy of the article was opened at its beginning");
}

#[test]
fn suspending_and_redrawing_work_while_something_is_typed() {
    let (mut reader, _pages) = reader();
    reader.press("/ ^L ^Z Esc R ^Z Esc ? ^L");
    assert_eq!(reader.asked.len(), 4, "{:?}", reader.asked);
}

#[test]
fn modifiers_are_not_passed_over_in_panels() {
    let (mut reader, _pages) = reader();
    reader.press("? Alt-Q");
    assert!(reader.asked.is_empty(), "Alt-Q is not Q");
}

#[test]
fn key_behind_a_filter_acts_on_what_the_filter_finds() {
    let (mut reader, _pages) = reader();
    reader.hold().press("/").types("sugar").press("Enter a").release();
    let archived = reader.press("4").rows();
    assert_eq!(archived, ["> Kenya's parliament debat (archived)"]);
    let (mut reader, _pages) = self::reader();
    reader.press("j j s").hold().press("3 a").release();
    assert_eq!(reader.press("4").rows(), ["> * Kenya's parliament debat (archived)"]);
}

#[test]
fn archived_article_is_restored_among_the_archived() {
    let (mut reader, _pages) = reader();
    reader.press("a 4");
    assert_eq!(reader.rows().len(), 1);
    reader.press("a 1");
    assert_eq!(reader.rows().len(), 5, "a in the archive did not restore");
}

#[test]
fn completion_keeps_what_turns_the_word_round() {
    let (mut reader, _pages) = reader();
    reader.press("/").types("-topic:spor").press("Tab");
    assert_eq!(reader.app.filter().query(), "-topic:sport ");
}

/// Two articles on one page that nothing parts.
const RUN_ON: (&str, &str) = (
    "page.txt",
    "Harbour of Mombasa closes after storm\n\nThe harbour of Mombasa closed on Monday, officials in Kenya said.\n\
     Kenya waits for the ships outside the port\n\nThe ships waited for two days, the officials of the port said.\n",
);

#[test]
fn a_page_is_split_where_the_reader_says_and_joined_again() {
    let pages = folder(&[RUN_ON]);
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    assert_eq!(reader.rows(), ["> Harbour of Mombasa close"]);
    reader.press("= j j j s");
    assert_eq!(reader.notice(), "an article begins with line 4 · u undoes");
    reader.press("Esc");
    assert_eq!(reader.rows(), ["  Harbour of Mombasa close", "> Kenya waits for the ship"]);
    reader.press("= J Esc");
    assert_eq!(reader.rows(), ["> Harbour of Mombasa close"]);
    reader.press("u");
    assert_eq!(reader.rows().len(), 2, "the join is undone");
    reader.press("u");
    assert_eq!(reader.rows().len(), 1, "the split is undone");
}

#[test]
fn a_corrected_page_stays_corrected() {
    let pages = folder(&[RUN_ON]);
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    reader.press("= j j j s Esc q");
    let reader = reader.again(&[pages.path()]);
    assert_eq!(reader.rows().len(), 2);
}

#[test]
fn an_article_gets_the_headline_its_reader_types() {
    let pages = folder(&[RUN_ON]);
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    reader.press("= H ^U S t o r m Enter Esc");
    assert_eq!(reader.rows(), ["> Storm"]);
    reader.press("u");
    assert_eq!(reader.rows(), ["> Harbour of Mombasa close"]);
}

/// A report, the same cut short, and another one on the same event.
const ONE_EVENT: [(&str, &str); 3] = [
    (
        "cut.txt",
        " date 2024-05-05 Crane falls on pilot boat\n\nA crane fell on the pilot boat in the harbour of Ellmouth on \
         Sunday morning and sank it within a minute, the port said.\n\nSkipper Jonas Wray was alone on board and could \
         not be saved, although two fishermen dived for him at once.\n",
    ),
    (
        "related.txt",
        " date 2024-05-06 Ellmouth mourns its pilot\n\nFlags flew at half mast in Ellmouth on Monday for Jonas Wray, whose \
         pilot boat was sunk by a crane.\n\nNeighbours remembered a quiet man who had brought nine hundred ships home.\n",
    ),
    (
        "whole.txt",
        " date 2024-05-05 Crane falls on pilot boat\n\nA crane fell on the pilot boat in the harbour of Ellmouth on \
         Sunday morning and sank it within a minute, the port said.\n\nSkipper Jonas Wray was alone on board and could \
         not be saved, although two fishermen dived for him at once.\n\nThe crane had been tested in March and found \
         sound. Inspectors from the labour ministry will arrive on Tuesday.\n",
    ),
];

#[test]
fn copies_and_related_articles_are_a_key_away() {
    let pages = folder(&ONE_EVENT);
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    assert_eq!(reader.rows().len(), 2, "the cut copy stands behind the whole");
    reader.press("j D");
    let panel = reader.screen();
    assert!(panel.contains("cut.txt") && panel.contains("copy"), "{panel}");
    assert!(panel.contains("Ellmouth mourns its pilot") && panel.contains("related: "), "{panel}");
    assert!(panel.contains("Jonas Wray"), "the reason is the words they share: {panel}");
    reader.press("D");
    let difference = reader.screen();
    assert!(difference.contains("2 sentences stand in both"), "{difference}");
    assert!(difference.contains("- The crane had been tested in March and found sound."), "{difference}");
    reader.press("q Enter");
    assert!(
        !reader.screen().contains("Inspectors from the labour ministry"),
        "the cut copy is open: {}",
        reader.screen()
    );
    assert!(reader.screen().contains("two fishermen dived"), "{}", reader.screen());
    reader.press("D j Enter");
    assert_eq!(reader.rows()[0].chars().next(), Some('>'), "a related article is gone to in the list");
    reader.press("5 g D");
    assert!(reader.screen().contains("Crane falls on pilot boat"), "{}", reader.screen());
    reader.press("g");
    while matches!(reader.app.overlay(), Overlay::Companions(panel) if reader.app.chosen_companion(*panel).is_some())
    {
        reader.press("j");
    }
    reader.press("D");
    assert!(reader.screen().contains("this is the article that is open"), "{}", reader.screen());
}

#[test]
fn time_line_opens_what_the_filter_hides_and_one_comes_back_to_where_one_was() {
    let pages = folder(&ONE_EVENT);
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    reader.press("/").types("sank").press("Enter");
    let before = reader.app.list().current_id();
    assert_eq!(reader.rows().len(), 1);
    reader.press("D G Enter");
    assert!(reader.screen().contains("Flags flew at half mast"), "{}", reader.screen());
    assert_eq!(reader.notice(), "not in \"sank\", but among all · Esc Esc goes back");
    assert_eq!((reader.app.view(), reader.app.filter().query()), (View::All, ""));
    assert!(
        reader.rows().iter().any(|row| row.starts_with('>') && row.contains("mourns")),
        "{}",
        reader.screen()
    );
    reader.press("Esc Esc");
    assert_eq!((reader.app.view(), reader.app.filter().query()), (View::Inbox, "sank"));
    assert_eq!(reader.app.list().current_id(), before);
    reader.press("Esc D G Enter Esc");
    assert_eq!(reader.app.view(), View::Inbox, "what is listed is opened where it stands");
}

#[test]
fn article_opened_from_the_time_line_is_where_one_goes_on_in_another_view() {
    let pages = folder(&ONE_EVENT);
    let mut reader = Reader::open(&[pages.path()], (80, 24));
    reader.press("/").types("sank").press("Enter D G Enter Esc 2 Esc");
    assert_eq!(
        (reader.app.view(), reader.app.filter().query()),
        (View::Unread, ""),
        "the way back is given up"
    );
}

#[test]
fn time_line_cuts_the_folders_of_a_path_and_not_the_name() {
    let pages = tempfile::tempdir().unwrap();
    let deep = pages.path().join("a-folder-with-a-long-name/and-another-one-of-the-same-length/and-a-third");
    std::fs::create_dir_all(&deep).unwrap();
    for (name, text) in ONE_EVENT {
        std::fs::write(deep.join(name), text).unwrap();
    }
    let panel = Reader::open(&[pages.path()], (80, 24)).press("D").screen();
    assert!(panel.contains("…/and-a-third/whole.txt"), "{panel}");
    assert!(panel.contains("…/and-a-third/related.txt"), "{panel}");
}

#[test]
fn an_article_without_companions_says_so() {
    let (mut reader, _pages) = reader();
    reader.press("G D");
    assert!(reader.notice().contains("no copy of this article"), "{}", reader.notice());
}

#[test]
fn words_of_the_tags_are_marked_tag_after_tag_and_then_no_more() {
    let mut reader = Reader::on_seeds((120, 40));
    reader.press("j Enter #");
    assert!(reader.screen().contains("all tags: Niger, "), "{}", reader.screen());
    reader.press("#");
    assert!(reader.screen().contains("Niger: Niger ×"), "{}", reader.screen());
    reader.press("n");
    assert!(reader.screen().contains("Niger: Niger ×"), "going to the next word keeps the mark");
    reader.press("Esc");
    assert!(!reader.screen().contains("Niger: Niger ×"), "{}", reader.screen());
    reader.press("#");
    let marked = |reader: &Reader| reader.screen().contains("next tag");
    let turns = (0..30).take_while(|_| marked(reader.press("#"))).count();
    assert!((3..30).contains(&turns), "after the last tag nothing is marked: {turns}");
    assert_eq!(reader.rows().iter().position(|row| row.starts_with('>')), Some(1), "the list stays");
}

#[test]
fn panel_tells_why_an_article_has_its_tags_and_goes_back_to_the_page() {
    let mut reader = Reader::on_seeds((80, 24));
    reader.press("j = Tab");
    assert!(reader.screen().contains("country in it") || reader.screen().contains("paragraphs 1, 4-6"));
    reader.press("G");
    assert!(reader.screen().contains("part of a fixed phrase"), "{}", reader.screen());
    reader.press("Tab");
    assert!(
        reader.screen().contains("lines 1-60") && reader.screen().contains(">    1"),
        "{}",
        reader.screen()
    );
    reader.press("Esc");
    assert!(!reader.screen().contains("lines 1-60"), "{}", reader.screen());
}

#[test]
fn what_a_library_has_to_say_is_said_once() {
    let (mut reader, _pages) = reader();
    let again = |reader: &mut Reader, notices: &[&str]| {
        let notices = notices.iter().map(|notice| SafeText::label(notice)).collect();
        reader.happens(Event::ReadAgain(Loaded { notices, ..Loaded::default() }));
        let said = reader.notice();
        reader.press("j");
        said
    };
    assert_eq!(again(&mut reader, &["nothing is kept"]), "nothing is kept");
    assert_eq!(again(&mut reader, &["nothing is kept"]), "", "it was said");
    assert_eq!(again(&mut reader, &["nothing is kept", "nothing is saved"]), "nothing is saved");
    reader.press("!");
    assert_eq!(reader.screen().matches("nothing is kept").count(), 1, "{}", reader.screen());
}

#[test]
fn what_is_typed_over_the_log_does_nothing_beneath_it() {
    let (mut reader, _pages) = reader();
    let before = reader.rows();
    let log = reader.press("!").screen();
    assert!(log.contains("Messages, newest first"), "{log}");
    reader.press("/").types("dsark").press("Enter");
    assert_eq!(reader.screen(), log);
    for leaving in ["Esc", "q", "!"] {
        let closed = reader.press(leaving).screen();
        assert!(!closed.contains("Messages, newest first"), "{leaving}");
        reader.press("!");
    }
    assert_eq!(reader.press("Esc").rows(), before);
}
