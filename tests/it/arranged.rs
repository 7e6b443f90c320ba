//! How the list is arranged: what it is grouped by, and in which order it stands.

use dateline::app::{Arrangement, Overlay, Settings};
use dateline::query::Grouping;
use tempfile::TempDir;

use crate::reader::{Reader, folder};

/// Four short pages of invented news about two countries, newest first by their dates.
const PAGES: [(&str, &str); 4] = [
    (
        "a.txt",
        " date 2024-05-05 Kenya opens a railway to the lake\n\nKenya opened a railway from Nairobi to the lake on \
         Sunday, and the first train was full.\n\nKenyan officials said tickets for the week had been sold out.\n",
    ),
    (
        "b.txt",
        " date 2024-05-05 Peru plants potatoes\n\nFarmers in Peru planted six hundred sorts of potatoes near Cusco.\n",
    ),
    (
        "c.txt",
        " date 2024-05-03 Kenya's parliament debates a tax on sugar\n\nKenya's parliament debated a tax on sugar for \
         nine hours on Friday, and voted on nothing.\n\nLawmakers in Nairobi will go on next week.\n",
    ),
    (
        "d.txt",
        " date 2024-05-02 A Peruvian runner wins in the rain\n\nA runner from Peru won the marathon of Lima on \
         Thursday, in heavy rain.\n",
    ),
];

fn reader(size: (u16, u16)) -> (Reader, TempDir) {
    let pages = folder(&PAGES);
    (Reader::open(&[pages.path()], size), pages)
}

/// The headings of the list, as they are shown.
fn headings(reader: &Reader) -> Vec<String> {
    let screen = reader.screen();
    let left = screen.lines().map(|line| line.chars().take(47).collect::<String>());
    let heading =
        |line: &String| line.starts_with(' ') && !line.starts_with("  ") && *line == line.to_uppercase();
    left.filter(heading).map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn list_is_grouped_by_what_is_chosen_in_the_menu() {
    let (mut reader, _pages) = reader((120, 40));
    assert_eq!(headings(&reader), ["EASTERN AFRICA 2", "SOUTH AMERICA 2"]);
    reader.press("S").types("day").press("Enter");
    assert!(matches!(reader.app.overlay(), Overlay::None));
    assert_eq!(headings(&reader), ["5 MAY 2024 2", "3 MAY 2024 1", "2 MAY 2024 1"]);
    assert!(reader.screen().contains("by day"), "{}", reader.screen());
    reader.press("S").types("nothing").press("Enter");
    assert_eq!(headings(&reader), [""; 0]);
}

#[test]
fn order_chosen_in_the_menu_holds_until_another_is_chosen() {
    let (mut reader, _pages) = reader((120, 40));
    reader.press("S").types("nothing").press("Enter S").types("oldest").press("Enter");
    let oldest = reader.rows();
    assert!(oldest[0].contains("A Peruvian runner"), "{oldest:?}");
    assert!(reader.screen().contains("no groups, oldest first"), "{}", reader.screen());
    reader.press("/").types("kenya").press("Enter");
    assert!(reader.rows()[0].contains("Kenya's parliament"), "{:?}", reader.rows());
    reader.press("Esc S").types("headline").press("Enter");
    assert!(reader.rows()[0].contains("A Peruvian runner"), "{:?}", reader.rows());
    assert!(reader.rows()[1].contains("Kenya opens"), "{:?}", reader.rows());
}

#[test]
fn order_chosen_in_the_menu_takes_the_place_of_one_in_the_filter() {
    let (mut reader, _pages) = reader((120, 40));
    reader.press("/").types("peru sort:-date").press("Enter");
    assert!(reader.rows()[0].contains("A Peruvian runner"), "{:?}", reader.rows());
    reader.press("S").types("newest").press("Enter");
    assert_eq!(reader.app.filter().query(), "peru");
    assert!(reader.rows()[0].contains("Peru plants"), "{:?}", reader.rows());
}

#[test]
fn cursor_stays_on_its_article_when_the_list_is_arranged_anew() {
    let (mut reader, _pages) = reader((120, 40));
    reader.press("G");
    let held = reader.app.list().current_id();
    reader.press("S").types("day").press("Enter");
    assert_eq!(reader.app.list().current_id(), held);
}

#[test]
fn folded_group_is_archived_after_a_question_and_comes_back_at_once() {
    let (mut reader, _pages) = reader((80, 24));
    reader.press("c");
    assert_eq!((reader.app.list().len(), reader.app.list().articles()), (3, 4));
    reader.press("a");
    let asked = reader.screen();
    assert!(asked.contains("archive 2 articles of EASTERN AFRICA?"), "{asked}");
    assert!(asked.contains("Kenya opens a railway"), "what is asked about is in sight: {asked}");
    reader.press("n");
    assert_eq!(reader.notice(), "nothing was done");
    assert_eq!((reader.app.list().len(), reader.app.list().articles()), (3, 4), "it is folded again");
    reader.press("a y");
    assert!(reader.notice().starts_with("archived 2 articles · u undoes"), "{}", reader.notice());
    assert_eq!(reader.app.list().articles(), 2);
    reader.press("u");
    assert_eq!((reader.app.list().len(), reader.app.list().articles()), (3, 4));
    reader.press("g d y");
    assert!(reader.notice().starts_with("marked 2 articles read · u undoes"), "{}", reader.notice());
    assert_eq!((reader.app.list().len(), reader.app.list().articles()), (3, 4));
    for (keys, said) in [
        ("g s y", "starred 2 articles · u undoes"),
        ("g s y", "unstarred 2 articles · u undoes"),
        ("g r y", "marked 2 articles unread · u undoes"),
        ("g r y", "marked 2 articles read · u undoes"),
    ] {
        reader.press(keys);
        assert!(reader.notice().starts_with(said), "{}", reader.notice());
        assert_eq!((reader.app.list().len(), reader.app.list().articles()), (3, 4));
    }
    reader.press("g d");
    assert_eq!(reader.notice(), "nothing of EASTERN AFRICA to mark as read");
    assert_eq!(reader.app.list().len(), 3, "it is folded again");
}

#[test]
fn folded_group_is_tagged_and_snoozed_as_one_and_folded_again() {
    let (mut reader, _pages) = reader((80, 24));
    reader.press("c +");
    assert!(reader.screen().contains("tag 2 selected"), "{}", reader.screen());
    reader.types("rail").press("Enter");
    assert!(reader.notice().starts_with("tagged 2 articles rail · u undoes"), "{}", reader.notice());
    assert_eq!((reader.app.list().len(), reader.app.selected()), (3, 0), "it is folded again");
    reader.press("/").types("tag:rail").press("Enter");
    assert_eq!(reader.app.list().len(), 2);
    reader.press("Esc g Z").types("tomorrow").press("Enter");
    assert!(reader.notice().starts_with("snoozed 2 articles until"), "{}", reader.notice());
    assert_eq!(reader.app.list().articles(), 2, "they are out of the inbox");
    reader.press("u");
    assert_eq!((reader.app.list().len(), reader.app.list().articles()), (3, 4));
}

#[test]
fn folded_group_is_decided_about_as_far_as_the_filter_lists_it() {
    let (mut reader, _pages) = reader((80, 24));
    reader.press("/").types("date:..2024-05-04").press("Enter g c a");
    assert!(
        reader.screen().contains("of EASTERN AFRICA?") && reader.screen().contains("archive 1 article of"),
        "{}",
        reader.screen()
    );
    reader.press("y Esc");
    assert_eq!(reader.app.list().articles(), 3);
}

#[test]
fn menu_that_is_left_changes_nothing() {
    let (mut reader, _pages) = reader((80, 24));
    let before = reader.screen();
    reader.press("S j Esc");
    assert_eq!(reader.screen(), before);
    reader.press("S").types("zzz");
    assert!(reader.screen().contains("nothing is called so"), "{}", reader.screen());
}

#[test]
fn list_begins_as_the_settings_arrange_it() {
    let (reader, _pages) = reader((120, 40));
    let arrangement = Arrangement { grouping: Some(Grouping::Day), sort: "-date".parse().ok() };
    let reader = reader.with_settings(Settings { arrangement, ..Settings::default() });
    assert_eq!(headings(&reader), ["2 MAY 2024 1", "3 MAY 2024 1", "5 MAY 2024 2"]);
}

#[test]
fn menu_at_80x24() {
    insta::assert_snapshot!(Reader::on_seeds((80, 24)).press("S").styled());
}

#[test]
fn menu_at_40x12() {
    insta::assert_snapshot!(Reader::on_seeds((40, 12)).press("S Down").styled());
}

#[test]
fn menu_at_120x40() {
    insta::assert_snapshot!(Reader::on_seeds((120, 40)).press("S").types("first").styled());
}

#[test]
fn list_by_topic() {
    insta::assert_snapshot!(Reader::on_seeds((120, 40)).press("S").types("topic").press("Enter").styled());
}

#[test]
fn rows_of_one_line_are_chosen_in_the_menu() {
    let (mut reader, _pages) = reader((98, 40));
    let lines = |reader: &Reader| reader.screen().lines().filter(|line| line.contains("2024")).count();
    assert!(reader.screen().contains("Kenya · "), "{}", reader.screen());
    reader.press("S").types("compact").press("Enter");
    let screen = reader.screen();
    assert!(
        screen.lines().any(|line| line.contains("Peru plants potatoes") && line.contains("2024-05-05")),
        "{screen}"
    );
    assert!(lines(&reader) >= 4, "{screen}");
    reader.press("S").types("comfortable").press("Enter");
    assert!(reader.screen().contains("Kenya · "), "{}", reader.screen());
}

#[test]
fn narrow_screen_shows_no_columns_but_the_minutes() {
    let (mut reader, _pages) = reader((58, 20));
    reader.press("S").types("compact").press("Enter");
    let screen = reader.screen();
    assert!(
        screen.lines().any(|line| line.contains("Peru plants potatoes") && line.ends_with("1m")),
        "{screen}"
    );
}

#[test]
fn edge_of_the_list_tells_how_far_down_it_is() {
    let thumb = |reader: &Reader| {
        let screen = reader.screen();
        screen
            .lines()
            .enumerate()
            .filter(|(_, line)| line.contains('┃'))
            .map(|(number, _)| number)
            .collect::<Vec<_>>()
    };
    let (mut reader, _pages) = reader((120, 12));
    let above = thumb(&reader);
    assert_eq!(above.first(), Some(&2), "{}", reader.screen());
    reader.press("G");
    assert!(thumb(&reader).last() > above.last(), "{}", reader.screen());
    reader.resize(120, 60);
    assert_eq!(thumb(&reader), [0; 0], "{}", reader.screen());
}

#[test]
fn compact_list_at_80x24() {
    insta::assert_snapshot!(Reader::on_seeds((80, 24)).press("S").types("compact").press("Enter").styled());
}

#[test]
fn compact_list_at_120x40() {
    insta::assert_snapshot!(Reader::on_seeds((120, 40)).press("S").types("compact").press("Enter").styled());
}

#[test]
fn compact_list_at_40x12() {
    insta::assert_snapshot!(Reader::on_seeds((40, 12)).press("S").types("compact").press("Enter").styled());
}

#[test]
fn folded_group_is_its_heading_alone_and_enter_unfolds_it() {
    let (mut reader, _pages) = reader((120, 40));
    let second = reader.press("j").app.list().current_id();
    reader.press("c");
    let screen = reader.screen();
    assert!(
        screen.lines().any(|line| line.starts_with(">+ EASTERN AFRICA") && line.contains(" 2 ")),
        "{screen}"
    );
    assert!(!screen.contains("Kenya opens"), "{screen}");
    assert_eq!(reader.app.list().current_id(), None);
    assert!(screen.contains("4 articles"), "what is folded is counted: {screen}");
    reader.press("Enter");
    assert_eq!(reader.app.list().current_id(), second, "the cursor is where it was in the group");
    assert!(reader.screen().contains("Kenya opens"), "{}", reader.screen());
}

#[test]
fn nothing_is_done_to_what_is_folded() {
    let (mut reader, _pages) = reader((120, 40));
    reader.press("c");
    reader.press("s n r n + Esc Z Esc");
    assert_eq!(reader.app.list().len(), 3, "it is folded again");
    reader.press("-");
    assert_eq!(reader.notice(), "these articles are folded · l unfolds them");
    reader.press("d n a n");
    reader.press("* a");
    assert_eq!(reader.app.session().archived, 2, "only what is shown was selected");
    reader.press("u k v j V j A y");
    assert!(reader.app.list().groups()[0].folded);
    reader.press("g c");
    let states: Vec<_> = reader.listed().iter().map(|row| (row.triage.read, row.triage.archived)).collect();
    assert_eq!(states[..2], [(false, false); 2], "{states:?}");
}

#[test]
fn next_unread_article_is_looked_for_among_those_that_are_shown() {
    let (mut reader, _pages) = reader((120, 40));
    reader.press("c n");
    assert!(reader.screen().contains("Farmers in Peru planted"), "{}", reader.screen());
    reader.press("n n");
    assert_ne!(reader.app.list().cursor(), 0, "the heading is no unread article");
}

#[test]
fn all_groups_are_folded_and_unfolded_in_the_menu() {
    let (mut reader, _pages) = reader((120, 40));
    reader.press("S").types("fold all").press("Enter");
    assert_eq!(reader.app.list().len(), 2);
    let screen = reader.screen();
    assert!(screen.contains("+ EASTERN AFRICA") && screen.contains("+ SOUTH AMERICA"), "{screen}");
    reader.press("S").types("unfold").press("Enter");
    assert_eq!(reader.app.list().len(), 4);
}

#[test]
fn folds_end_with_the_grouping_they_were_made_in() {
    let (mut reader, _pages) = reader((120, 40));
    reader.press("c S").types("day").press("Enter");
    assert_eq!(reader.app.list().len(), 4);
    reader.press("S").types("nothing").press("Enter c");
    assert_eq!(reader.notice(), "the list has no groups · S groups it");
}

#[test]
fn folded_groups_at_120x40() {
    insta::assert_snapshot!(Reader::on_seeds((120, 40)).press("c j j").styled());
}

#[test]
fn folded_groups_at_40x12() {
    insta::assert_snapshot!(Reader::on_seeds((40, 12)).press("c").styled());
}

/// Three reports of one event, two of another, and two that stand alone; newest first by their names.
const STORIES: [(&str, &str); 7] = [
    (
        "a.txt",
        " date 2024-05-09 Ferry towed into Tarbert after engine fire\n\nThe ferry Isle of Cullen was towed into Tarbert \
         harbour after a fire in its engine room, and all 84 passengers were safe.\n\nCaptain Moira Aird praised the \
         lifeboat crew of Tarbert.\n",
    ),
    (
        "b.txt",
        " date 2024-05-08 Parliament lowers the voting age\n\nThe parliament of Santa Maura lowered the voting age to \
         sixteen by 34 votes to 29.\n\nPresident Calado has ten days to sign the law on the voting age.\n",
    ),
    (
        "c.txt",
        " date 2024-05-08 Fire on the Isle of Cullen\n\nA fire broke out in the engine room of the ferry Isle of \
         Cullen off Tarbert, with 84 passengers on board.\n\nThe lifeboat of Tarbert reached Captain Moira Aird \
         within the hour.\n",
    ),
    (
        "d.txt",
        " date 2024-05-07 Bees on roofs give more honey\n\nBees kept on roofs gave more honey this summer than those \
         in the fields, a study of beekeepers found.\n",
    ),
    (
        "e.txt",
        " date 2024-05-07 Sixteen-year-olds may vote in Santa Maura\n\nSixteen-year-olds may vote in Santa Maura, \
         after its parliament passed the law on the voting age by 34 votes to 29.\n\nPresident Calado did not say \
         whether he would sign the law.\n",
    ),
    (
        "f.txt",
        " date 2024-05-06 Passengers of the Isle of Cullen tell of smoke\n\nPassengers of the ferry Isle of Cullen \
         told of smoke from the engine room before the fire off Tarbert, and of Captain Moira Aird's calm \
         voice.\n",
    ),
    (
        "g.txt",
        " date 2024-05-05 Chess club turns ninety\n\nThe chess club of Oban turned ninety and played ninety games in \
         one evening, by candlelight.\n",
    ),
];

fn by_story(size: (u16, u16)) -> (Reader, TempDir) {
    let pages = folder(&STORIES);
    let mut reader = Reader::open(&[pages.path()], size);
    reader.press("S").types("story").press("Enter");
    (reader, pages)
}

/// The groups of the list: their headings with how many articles each has.
fn groups(reader: &Reader) -> Vec<(String, usize)> {
    let label =
        |group: &dateline::app::Group| group.label.as_ref().map_or("-".to_owned(), ToString::to_string);
    reader.app.list().groups().iter().map(|group| (label(group), group.count)).collect()
}

#[test]
fn articles_of_one_event_stand_together_under_its_newest_headline() {
    let (mut reader, _pages) = by_story((120, 40));
    let ferry = "Ferry towed into Tarbert after engine fire".to_owned();
    let vote = "Parliament lowers the voting age".to_owned();
    assert_eq!(groups(&reader), [(ferry.clone(), 3), (vote.clone(), 2), ("-".to_owned(), 2)]);
    let screen = reader.screen();
    assert!(screen.contains("by story") && screen.contains("ON THEIR OWN"), "{screen}");
    assert!(screen.lines().any(|line| line.starts_with(" Parliament lowers the voting age  ")), "{screen}");
    reader.press("/").types("passengers OR calado").press("Enter");
    assert_eq!(groups(&reader), [(ferry, 3), (vote.clone(), 2)]);
    reader.press("/").press("^U").types("date:..2024-05-07").press("Enter");
    assert_eq!(groups(&reader), [("-".to_owned(), 4)], "nothing else of these stories is listed");
    reader.press("Esc").press("g");
    let folded = reader.press("c").screen();
    assert!(folded.contains("+ Ferry towed into Tarbert"), "{folded}");
    assert_eq!(reader.app.list().len(), 5);
    reader.press("j c");
    assert_eq!((reader.app.list().len(), reader.app.list().articles()), (4, 7));
}

#[test]
fn a_list_can_begin_with_its_stories() {
    let pages = folder(&STORIES);
    let reader = Reader::open(&[pages.path()], (120, 40));
    let arrangement = Arrangement { grouping: "story".parse().ok(), ..Arrangement::default() };
    let reader = reader.with_settings(Settings { arrangement, ..Settings::default() });
    assert_eq!(groups(&reader).len(), 3);
}

#[test]
fn stories_at_120x40() {
    insta::assert_snapshot!(by_story((120, 40)).0.press("j j j c").styled());
}

#[test]
fn stories_at_80x24() {
    insta::assert_snapshot!(by_story((80, 24)).0.styled());
}

#[test]
fn stories_at_40x12() {
    insta::assert_snapshot!(by_story((40, 12)).0.styled());
}

#[test]
fn folding_and_unfolding_leads_back_to_the_article_one_was_on() {
    let day = |number: usize| {
        format!(" date 2024-05-{:02} Kenya tells story {number}\n\nKenya saw {number} boats.\n", 20 - number)
    };
    let pages: Vec<(String, String)> = (0..9).map(|number| (format!("{number}.txt"), day(number))).collect();
    let pages: Vec<(&str, &str)> = pages.iter().map(|(name, text)| (&**name, &**text)).collect();
    let pages = folder(&pages);
    for way in ["c c", "c Enter", "c d y c", "c d n c", "c j k c", "c s n c"] {
        let mut reader = Reader::open(&[pages.path()], (120, 40));
        reader.press("S").types("source").press("Enter j j j j j");
        let at = reader.app.list().current_id();
        assert!(at.is_some() && reader.app.list().cursor() == 5, "{}", reader.screen());
        reader.press(way);
        assert_eq!((reader.app.list().current_id(), reader.app.list().len()), (at, 9), "{way}");
    }
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    reader.press("j j j S").types("fold all").press("Enter S").types("unfold").press("Enter");
    assert_eq!(reader.app.list().cursor(), 3);
}
