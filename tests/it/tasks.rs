//! Everyday tasks: each is done with the very keys that `docs/keystrokes.md` counts.

use std::fs;

use dateline::app::Effect;
use tempfile::TempDir;

use crate::reader::{Reader, folder};

/// Pages of invented news, newest first by their dates.
const PAGES: [(&str, &str); 5] = [
    ("Kenya opens a railway to the lake", "The train from Nairobi was full, officials in Kenya said."),
    ("Kenya's parliament debates a tax on sugar", "Lawmakers in Nairobi spoke for nine hours about the tax."),
    (
        "Kenyan runners win the marathon in the rain",
        "The athletes from Kenya won both races of the marathon, and their coach praised the team's training.",
    ),
    (
        "Kenya's football team wins the cup final",
        "The football team of Kenya beat its rivals in the final of the cup; the striker scored two goals in the match.",
    ),
    (
        "Ghana harvests more cocoa",
        "Farmers in Ghana brought in more cocoa than last year, officials in Accra said.",
    ),
];

/// A row of the table: the keys, and how many they are said to be.
struct Task {
    keys: String,
    count: usize,
}

/// The tasks as the guide has them, in its order.
fn tasks() -> Vec<Task> {
    let guide = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/keystrokes.md")).unwrap();
    let rows = guide.lines().filter(|line| line.starts_with("| ")).skip(1);
    rows.map(|row| {
        let cell = row.split('|').nth(2).unwrap();
        let keys = cell.split('`').nth(1).unwrap_or_default().to_owned();
        let count = cell.rsplit('(').next().unwrap().trim_end_matches([')', ' ']).parse().unwrap();
        Task { keys, count }
    })
    .collect()
}

/// Presses a row's keys; what stands between quotation marks is typed. Gives how many keys that were.
pub fn press(reader: &mut Reader, keys: &str) -> usize {
    let mut count = 0;
    for (turn, part) in keys.split('"').enumerate() {
        if turn % 2 == 0 {
            reader.press(part);
            count += part.split_whitespace().count();
        } else {
            reader.types(part);
            count += part.chars().count();
        }
    }
    count
}

fn reader() -> (Reader, TempDir) {
    let long = |day: usize| -> String {
        let paragraph = |number: usize| {
            format!(
                "On the {number}th street of town {day} nobody else said anything about it, and {number} people who \
                 were asked in the evening had heard of nothing else for {day} weeks.\n\n"
            )
        };
        (1..=10).map(paragraph).collect()
    };
    let page = |(day, (headline, lede)): (usize, &(&str, &str))| {
        (format!("{day}.txt"), format!(" date 2024-05-{:02} {headline}\n\n{lede}\n\n{}", 20 - day, long(day)))
    };
    let pages: Vec<(String, String)> = PAGES.iter().enumerate().map(page).collect();
    let pages: Vec<(&str, &str)> = pages.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let pages = folder(&pages);
    (Reader::open(&[pages.path()], (120, 24)), pages)
}

/// Does a task of the guide in a fresh library.
fn done(number: usize) -> (Reader, TempDir) {
    let (mut reader, pages) = reader();
    let task = tasks().into_iter().nth(number).expect("the guide has ten tasks");
    assert_eq!(press(&mut reader, &task.keys), task.count, "{}", task.keys);
    (reader, pages)
}

fn row(reader: &Reader, headline: &str) -> String {
    reader.rows().into_iter().find(|row| row.contains(headline)).expect(headline)
}

#[test]
fn a_text_is_read_to_its_end_and_the_next_unread_one_opens() {
    let (reader, _pages) = done(0);
    assert!(row(&reader, "Kenya opens a railway").contains("(read)"));
    assert!(row(&reader, "Kenya's parliament").starts_with('>'));
}

#[test]
fn one_is_done_with_and_the_next_unread_one_opens() {
    let (reader, _pages) = done(1);
    assert!(row(&reader, "Kenya opens a railway").contains("(read)"));
    assert!(row(&reader, "Kenya's parliament").starts_with('>'));
}

#[test]
fn one_is_starred_and_the_next_one_opens() {
    let (reader, _pages) = done(2);
    assert!(row(&reader, "Kenya opens a railway").contains("* "));
    assert!(row(&reader, "Kenya's parliament").starts_with('>'));
}

#[test]
fn everything_about_sport_is_archived_and_nothing_else() {
    let (mut reader, _pages) = done(3);
    reader.press("Esc 4");
    let mut archived = reader.rows();
    archived.sort();
    assert_eq!(archived.len(), 2, "{archived:?}");
    assert!(archived.iter().any(|row| row.contains("Kenyan runners")), "{archived:?}");
    assert!(archived.iter().any(|row| row.contains("Kenya's football")), "{archived:?}");
}

#[test]
fn a_piece_is_found_by_a_word_and_can_be_read() {
    let (reader, _pages) = done(4);
    assert!(row(&reader, "Kenya's parliament").starts_with('>'));
    assert!(reader.screen().contains("Lawmakers in Nairobi spoke"), "{}", reader.screen());
}

#[test]
fn a_region_is_all_there_is() {
    let (reader, _pages) = done(5);
    assert_eq!(reader.rows().len(), 1, "{:?}", reader.rows());
    assert!(row(&reader, "Ghana harvests").starts_with('>'));
}

#[test]
fn the_last_act_is_taken_back() {
    let (mut reader, _pages) = reader();
    reader.press("a");
    assert!(row(&reader, "Kenya opens a railway").contains("(archived)"));
    let task = tasks().into_iter().nth(6).unwrap();
    assert_eq!(press(&mut reader, &task.keys), task.count);
    assert!(!row(&reader, "Kenya opens a railway").contains("(archived)"));
}

#[test]
fn reading_goes_on_where_it_stopped() {
    let (mut reader, pages) = reader();
    reader.press("j l Space Q");
    let before = reader.app.reading().top();
    assert!(before > 0);
    let mut reader = reader.again(&[pages.path()]);
    let task = tasks().into_iter().nth(7).unwrap();
    assert_eq!(press(&mut reader, &task.keys), task.count);
    assert!(row(&reader, "Kenya's parliament").starts_with('>'), "{:?}", reader.rows());
    assert_eq!(reader.app.reading().top(), before);
}

#[test]
fn starred_articles_are_written_to_a_file() {
    let (mut reader, _pages) = reader();
    reader.press("s s g");
    let task = tasks().into_iter().nth(8).unwrap();
    let typed = task.keys.strip_suffix("Enter").expect("the name that is offered is taken");
    let count = press(&mut reader, typed);
    reader.hold();
    assert_eq!(count + press(&mut reader, "Enter"), task.count);
    let written = std::iter::from_fn(|| reader.next_held()).find_map(|effect| match effect {
        Effect::Export(export) => Some(export),
        _ => None,
    });
    let written = written.expect("it is asked for");
    assert_eq!((written.articles.len(), written.path.as_str()), (2, "2-articles.md"));
}

#[test]
fn one_stays_out_of_the_inbox_until_tomorrow() {
    let (mut reader, _pages) = done(9);
    assert!(reader.notice().starts_with("snoozed"), "{}", reader.notice());
    reader.press("5 1");
    assert!(!reader.rows().iter().any(|row| row.contains("Kenya opens a railway")), "{:?}", reader.rows());
}
