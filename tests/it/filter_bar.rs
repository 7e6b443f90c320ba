//! The filter while it is typed: completion with counts, what was asked before, mistakes at their place.

use dateline::app::{Effect, Event, Habit, Habits, Loaded, Overlay, Progress, Settings};
use ratatui::style::Modifier;

use crate::reader::{Reader, folder, seeds};

fn reader() -> Reader {
    Reader::on_seeds((120, 40))
}

fn status(reader: &Reader) -> String {
    reader.screen().lines().last().unwrap_or_default().to_owned()
}

#[test]
fn tab_completes_fields_then_values_with_their_counts_and_goes_on() {
    let mut reader = reader();
    reader.press("/").types("reg");
    assert!(status(&reader).contains("region: the region it is about"), "{}", status(&reader));
    reader.press("Tab");
    assert!(status(&reader).starts_with(" / region:_"), "{}", status(&reader));
    assert!(status(&reader).contains("region: Asia (3)"), "{}", status(&reader));
    reader.press("a Backspace Tab");
    let first = reader.app.filter().query().trim().to_owned();
    assert!(first.starts_with("region:") && reader.app.list().len() < 5, "{first}");
    reader.press("Tab");
    let second = reader.app.filter().query().trim().to_owned();
    assert!(second.starts_with("region:") && second != first, "{second}");
    reader.types("is:s").press("Tab Tab");
    assert_eq!(reader.app.filter().query().trim(), format!("{second} is:snoozed"));
    reader.press("Tab");
    assert_eq!(
        reader.app.filter().query().trim(),
        format!("{second} is:starred"),
        "behind the last the first"
    );
}

#[test]
fn up_and_down_bring_back_what_was_asked_before_and_what_was_being_typed() {
    let mut reader = reader();
    for filter in ["niger", "iran", "niger"] {
        reader.press("/ ^U").types(filter).press("Enter");
    }
    reader.press("Esc /").types("phil").press("Up");
    assert_eq!(reader.app.filter().query(), "niger", "the newest first");
    reader.press("Up");
    assert_eq!(reader.app.filter().query(), "iran");
    reader.press("Up");
    assert_eq!(reader.app.filter().query(), "iran", "each stands once");
    reader.press("Down Down");
    assert_eq!(reader.app.filter().query(), "phil");
    reader.press("^N");
    assert_eq!(reader.app.filter().query(), "phil", "^N and ^P move in the list");
    reader.press("Esc");
    assert_eq!(reader.app.filter().query(), "");
}

#[test]
fn filters_of_earlier_runs_come_back_and_new_ones_are_remembered() {
    let habits = Habits { filters: vec!["war".to_owned(), "iran".to_owned()], is_new: false };
    let mut reader = reader().with_settings(Settings { habits, ..Settings::default() });
    reader.press("/ Up Up");
    assert_eq!(reader.app.filter().query(), "war");
    reader.hold().press("Enter");
    let asked: Vec<Effect> = std::iter::from_fn(|| reader.next_held()).collect();
    assert!(asked.contains(&Effect::Remember(Habit::Filter("war".to_owned()))), "{asked:?}");
}

#[test]
fn a_mistake_is_underlined_where_it_stands() {
    let mut reader = reader();
    reader.press("/").types("war is:unred");
    assert!(reader.screen().contains("`unred` is no state"), "{}", reader.screen());
    let cells = reader.cells();
    let underlined: String = (0..60)
        .map(|column| &cells[(column, 39)])
        .filter(|cell| cell.modifier.contains(Modifier::UNDERLINED))
        .map(ratatui::buffer::Cell::symbol)
        .collect();
    assert_eq!(underlined, "is:unred");
    reader.press("Enter ^U Up");
    assert_eq!(reader.app.filter().query(), "", "what made no sense is not remembered");
}

#[test]
fn a_filter_that_makes_no_sense_is_not_taken_and_says_why_until_it_is_set_right_or_left() {
    for (typed, why) in [
        ("regon:sahel", "there is no field `regon:`; did you mean `region:`?"),
        ("region:zzz", "no region is called anything like `zzz`"),
        ("niger region:", "`region:` needs a value"),
        ("(niger", "this parenthesis is never closed"),
        ("(niger OR", "`OR` needs something on both sides"),
        ("\"gas pr", "the quotation mark is never closed"),
    ] {
        let mut reader = reader();
        let all = reader.rows();
        reader.press("/").types(typed).press("Enter");
        assert!(reader.screen().contains(why), "{typed}: {}", reader.screen());
        reader.press("A *");
        assert!(matches!(reader.app.overlay(), Overlay::Filter(_)), "{typed}: the keys go on typing");
        assert_eq!(reader.app.selected(), 0, "{typed}");
        reader.press("Esc");
        assert_eq!((reader.app.filter().query(), reader.rows()), ("", all), "{typed}");
        reader.press("/").types(typed).press("Enter ^U").types("niger").press("Enter");
        assert!(matches!(reader.app.overlay(), Overlay::None), "{typed}");
        assert_eq!(reader.app.filter().query().trim(), "niger", "{typed}");
    }
}

#[test]
fn a_filter_is_not_taken_either_before_it_is_answered() {
    let mut reader = reader();
    reader.press("/").hold().types("regon:sahel").press("Enter A y").release();
    assert!(matches!(reader.app.overlay(), Overlay::Filter(_)), "{}", reader.screen());
    assert!(reader.app.list().entries().iter().all(|entry| !entry.marks.archived));
    assert!(reader.screen().contains("there is no field `regon:`"), "{}", reader.screen());
}

#[test]
fn a_filter_to_begin_with_that_makes_no_sense_is_opened_to_be_set_right() {
    let query = "war regon:sahel".to_owned();
    let mut reader = reader().with_settings(Settings { query, ..Settings::default() });
    assert!(status(&reader).starts_with(" / war regon:sahel_"), "{}", status(&reader));
    assert!(reader.screen().contains("did you mean `region:`?"), "{}", reader.screen());
    reader.press("A");
    assert!(matches!(reader.app.overlay(), Overlay::Filter(_)), "{}", reader.screen());
    reader.press("Esc");
    assert!(reader.app.filter().query().is_empty() && reader.app.list().len() == 5, "{}", reader.screen());
}

#[test]
fn a_saved_view_that_makes_no_sense_is_told_of_and_not_offered() {
    let view = "[[views]]\nname = \"Dry lands\"\nquery = \"regon:sahel\"\n";
    let mut reader = Reader::configured(&[&seeds()], (120, 40), view);
    assert!(reader.notice().contains("there is no field `regon:`"), "{}", reader.notice());
    reader.press("'");
    assert!(!reader.screen().contains("Dry lands"), "{}", reader.screen());
}

#[test]
fn a_name_that_was_only_guessed_is_told_while_it_is_typed_and_when_it_is_taken() {
    let mut reader = Reader::on_seeds((80, 24));
    reader.press("/").types("country:nigre");
    assert!(status(&reader).contains("`nigre` was taken for Niger  2 of 5"), "{}", status(&reader));
    reader.press("Enter");
    assert!(status(&reader).contains("`nigre` was taken for Niger"), "{}", status(&reader));
    reader.press("j");
    assert!(!status(&reader).contains("taken for"), "it is told once: {}", status(&reader));
    reader.press("/ ^U").types("country:niger").press("Enter");
    assert!(!status(&reader).contains("taken for"), "{}", status(&reader));
    let query = "country:nigre".to_owned();
    let reader = reader.with_settings(Settings { query, ..Settings::default() });
    assert_eq!(reader.notice(), "`nigre` was taken for Niger");
    let mut narrow = Reader::on_seeds((40, 12));
    narrow.press("/").types("country:nigre");
    assert!(narrow.screen().contains("`nigre` was taken for Niger"), "{}", narrow.screen());
}

#[test]
fn a_value_of_another_field_is_told_its_own() {
    let mut reader = reader();
    reader.press("/").types("region:niger").press("Enter");
    let why = "`niger` is a country and no region; did you mean `country:niger`?";
    assert!(reader.screen().contains(why), "{}", reader.screen());
}

#[test]
fn the_end_of_a_long_filter_stays_in_sight() {
    let mut reader = Reader::on_seeds((40, 12));
    reader.press("/").types("one two three four five six seven eight nine ten");
    assert!(status(&reader).ends_with("nine ten_   Esc"), "{}", status(&reader));
}

#[test]
fn a_filter_that_is_on_is_always_told_with_the_way_out() {
    let mut reader = reader();
    reader.press("/").types("niger").press("Enter");
    assert!(reader.screen().lines().next().unwrap_or_default().contains("/ niger"), "{}", reader.screen());
    assert!(status(&reader).contains("Esc leaves the filter"), "{}", status(&reader));
    reader.press("Enter z");
    assert!(status(&reader).contains("/ niger") && status(&reader).contains("Esc"), "{}", status(&reader));
}

#[test]
fn completions_at_80x24() {
    insta::assert_snapshot!(Reader::on_seeds((80, 24)).press("/").types("region:").styled());
}

#[test]
fn back_tab_goes_back_through_completions_to_what_was_typed() {
    let mut reader = reader();
    reader.press("/").types("reg").press("Tab Tab");
    let first = reader.app.filter().query().trim().to_owned();
    reader.press("Tab");
    assert_ne!(reader.app.filter().query().trim(), first);
    reader.press("BackTab");
    assert_eq!(reader.app.filter().query().trim(), first);
    reader.press("BackTab");
    assert!(status(&reader).starts_with(" / region:_"), "{}", status(&reader));
    assert!(status(&reader).contains("[Tab]"), "what is offered stays told: {}", status(&reader));
    reader.press("BackTab");
    assert!(status(&reader).starts_with(" / reg_"), "{}", status(&reader));
    reader.press("BackTab");
    assert!(status(&reader).starts_with(" / reg_"), "there is nothing before: {}", status(&reader));
}

#[test]
fn own_tags_are_offered_with_their_counts() {
    let mut reader = reader();
    reader.press("+").types("energy").press("Enter +").types("energy").press("Enter +").types("mining");
    reader.press("Enter /").types("tag:");
    assert!(status(&reader).contains("tag: energy (2)  mining (1) [Tab]"), "{}", status(&reader));
    reader.press("Tab");
    assert_eq!((reader.app.filter().query().trim(), reader.app.list().len()), ("tag:energy", 2));
}

/// What is offered after a field, each with its count.
fn offered(reader: &mut Reader, field: &str) -> Vec<(String, usize)> {
    reader.press("Esc Esc / ^U").types(field);
    let Overlay::Filter(bar) = reader.app.overlay() else { return Vec::new() };
    let offers = reader.app.offers(bar).into_iter();
    offers.filter_map(|offer| Some((offer.query, offer.count?))).collect()
}

#[test]
fn whatever_is_offered_with_a_count_finds_as_many() {
    let page = |day: u32, what: &str| {
        format!(
            " date 2024-0{day}-0{day} Kenya counts its {what}\n\nThe {what} of Mombasa were counted by the port of \
             Kenya on Saturday, and the trade union of dock workers asked for higher wages.\n"
        )
    };
    let pages =
        folder(&[("a.txt", &page(3, "boats")), ("b.txt", &page(4, "cranes")), ("c.txt", &page(5, "gulls"))]);
    std::fs::create_dir(pages.path().join("inner")).unwrap();
    std::fs::write(pages.path().join("inner/d.txt"), page(6, "sailors")).unwrap();
    let mut reader = Reader::open(&[pages.path()], (120, 40));
    reader.press("+").types("harbour").press("Enter");
    for field in ["region:", "country:", "topic:", "tag:", "source:", "language:", "date:", "date:2024"] {
        let offers = offered(&mut reader, field);
        assert!(!offers.is_empty(), "{field}");
        for (query, count) in offers {
            reader.press("^U").types(&query);
            assert_eq!(reader.app.list().articles(), count, "{query}");
        }
    }
    let sources = offered(&mut reader, "source:");
    assert!(sources.iter().any(|(query, count)| query == "source:\"inner\"" && *count == 1), "{sources:?}");
    assert_eq!(sources.len(), 1, "the outer folder is everything: {sources:?}");
}

#[test]
fn a_filter_that_finds_nothing_says_which_word_could_go() {
    let mut reader = reader();
    reader.press("/").types("niger coup jewellery");
    assert!(
        reader.rows().is_empty() && reader.screen().contains("without \"jewellery\": "),
        "{}",
        reader.screen()
    );
    reader.press("Enter");
    let screen = reader.screen();
    let told = screen.lines().find_map(|line| line.split_once("without \"jewellery\": "));
    let count: usize = told.and_then(|(_, rest)| rest.split_whitespace().next()?.parse().ok()).unwrap();
    assert!(!screen.contains("without \"niger\""), "the others find nothing without it either: {screen}");
    assert_eq!(
        status(&reader),
        " Esc leaves the filter  / change it  5 look in all articles  ? keys  q quit"
    );
    reader.press("/ ^U").types("niger coup").press("Enter");
    assert_eq!(reader.app.list().articles(), count);
    reader.press("/ ^U").types("jewellery").press("Enter");
    assert!(!reader.screen().contains("without"), "one word is no choice: {}", reader.screen());
    reader.press("5");
    assert_eq!(status(&reader), " Esc leaves the filter  / change it  ? keys  q quit");
}

#[test]
fn dates_are_offered_by_the_years_and_months_there_are() {
    let mut reader = reader();
    reader.press("/").types("date:");
    let told = status(&reader);
    assert!(told.contains("date: 20") && !told.contains("today"), "{told}");
}

#[test]
fn a_filter_typed_before_the_first_articles_come_is_asked_when_they_do() {
    for (keys, stays_open) in [("", true), ("Enter", false)] {
        let pages = folder(&[
            ("a.txt", "Kenya counts elephants\n\nRangers counted elephants from small planes on Saturday.\n"),
            ("b.txt", "Peru plants potatoes\n\nFarmers near Cusco planted six hundred sorts of potatoes.\n"),
        ]);
        let reader = Reader::open(&[pages.path()], (120, 40));
        let mut reader = reader.beginning(Settings::default(), Event::Progress(Progress::default()));
        reader.press("/").types("elephants").press(keys);
        reader.happens(Event::Loaded(Loaded { articles: 2, files: 2, ..Loaded::default() }));
        assert_eq!((reader.app.filter().query(), reader.app.list().len()), ("elephants", 1));
        assert_eq!(matches!(reader.app.overlay(), Overlay::Filter(_)), stays_open);
        let asked = Event::ReadAgain(Loaded { articles: 2, files: 2, ..Loaded::default() });
        reader.happens(asked);
        assert_eq!((reader.app.filter().query(), reader.app.list().len()), ("elephants", 1));
        reader.press(if stays_open { "Enter" } else { "j" });
        assert_eq!(reader.rows(), ["> Kenya counts elephants"]);
    }
}
