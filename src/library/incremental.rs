//! What a correction costs and comes to: only the pages it is about are read again, only the articles that changed
//! are understood again, and what comes out is what a start from nothing gives.

use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::{Library, Options};
use crate::article::{ArticleId, Correction, Decision, LineKey};
use crate::ingest::line_keys;
use crate::text::SafeText;

/// The foot of every page of the site, which is found and folded.
const FOOT: &str = "The Example writes on ports and ships since 1901.";

/// Lines that pages are made of; some stand on several pages.
const LINES: [&str; 8] = [
    "Harbour closes after storm",
    "The harbour of Port Blue was closed on Monday after a storm, officials said.",
    "Ships wait outside the port",
    "The ships waited for two days, their captains told the council on Tuesday.",
    "A crane in the harbour of Port Blue. (Reuters)",
    "Page 1 of 2",
    "Page 2 of 2",
    "Farmers in the north sold their olives early this year, the ministry said.",
];

struct Folder {
    folder: tempfile::TempDir,
}

impl Folder {
    fn of(pages: &[String]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("pages")).unwrap();
        for (number, page) in pages.iter().enumerate() {
            std::fs::write(folder.path().join(format!("pages/{number:02}.txt")), page).unwrap();
        }
        Self { folder }
    }

    fn pages(&self) -> PathBuf {
        self.folder.path().join("pages")
    }

    fn open(&self) -> Library {
        let journal = self.folder.path().join("state");
        let options = Options { paths: vec![self.pages()], journal, ..Options::default() };
        Library::open(&options, &mut |_| {}).unwrap()
    }
}

/// Everything a library tells of its articles and files.
fn told(library: &Library) -> String {
    let copies: Vec<String> = library
        .copies()
        .iter()
        .chain(&library.items())
        .map(|item| {
            let related = library.related(item.number);
            format!("{:?} {:?} {:?} {related:?}", item.article, item.tags, item.story)
        })
        .collect();
    format!("{copies:#?} {:#?} {:?}", library.files(), library.passed_over())
}

fn page(number: usize) -> String {
    format!(
        "The {number}th report of the week\n\nBoat number {number} came in on day {number} with crew {number}, its \
         owner said.\n\n{FOOT}\n"
    )
}

#[test]
fn only_pages_that_hold_the_line_are_read_again_and_only_their_articles_understood() {
    let mut pages: Vec<String> = (0..12).map(page).collect();
    pages[3] = format!("{}\n\n{}\n{}\n\n{}\n\n{FOOT}\n", LINES[0], LINES[1], LINES[2], LINES[3]);
    let folder = Folder::of(&pages);
    let mut library = folder.open();
    let before: Vec<_> = library.copies();
    assert!(before.iter().all(|item| item.article.removed.iter().any(|removed| &*removed.text == FOOT)));
    for number in (0..12).filter(|number| *number != 3) {
        // Whoever reads such a page again finds nothing.
        std::fs::remove_file(folder.pages().join(format!("{number:02}.txt"))).unwrap();
    }
    let split = Correction::Split(LineKey::of(LINES[1], LINES[2]));
    library.decide(&[(before[3].article.id, Decision::Correct(split))]).unwrap();
    let after: Vec<_> = library.copies();
    assert_eq!(after.len(), before.len() + 1);
    assert!(!library.files().iter().any(super::FileReport::failed));
    let same = |path: &Path| path != folder.pages().join("03.txt");
    let kept = after.iter().filter(|item| same(&item.article.source.path));
    for (kept, known) in kept.zip(before.iter().filter(|item| same(&item.article.source.path))) {
        assert_eq!((&kept.article, &kept.tags), (&known.article, &known.tags));
    }
}

#[test]
fn a_headline_is_set_without_reading_anything() {
    let folder = Folder::of(&[page(1), page(2)]);
    let mut library = folder.open();
    std::fs::remove_dir_all(folder.pages()).unwrap();
    let (first, second) = (library.copies()[0].clone(), library.copies()[1].clone());
    let headline = Correction::Headline(SafeText::label("Boat comes in"));
    library.decide(&[(first.article.id, Decision::Correct(headline))]).unwrap();
    assert_eq!(&*library.copies()[0].article.headline.text, "Boat comes in");
    assert_eq!(second.tags, library.copies()[1].tags);
}

#[test]
fn an_article_over_two_files_stays_one_under_a_headline_of_its_readers() {
    let part = |number: usize| format!("{}\n\n{}\n\nPage {number} of 2\n", LINES[0], LINES[number * 2 - 1]);
    let folder = Folder::of(&[part(1), part(2)]);
    let mut library = folder.open();
    let id = library.copies()[0].article.id;
    let headline = Correction::Headline(SafeText::label("A storm"));
    library.decide(&[(id, Decision::Correct(headline))]).unwrap();
    assert_eq!(library.copies().len(), 1);
    assert_eq!(&*library.copies()[0].article.headline.text, "A storm");
}

#[test]
fn a_home_is_learned_from_the_other_articles_of_a_folder_and_stays_learned() {
    let report = |number: usize| {
        format!(
            "Report {number} of the council\n\nCouncil member number {number} of the town in Texas said on day \
             {number} that crew {number} would mend the road.\n"
        )
    };
    let mut pages: Vec<String> = (0..6).map(report).collect();
    pages.push(
        "Fair opens\n\nThe fair in Paris opens on Friday with rides and pies, its owners said.\n".to_owned(),
    );
    let folder = Folder::of(&pages);
    let fair = |library: &Library| {
        let fair =
            library.copies().into_iter().find(|item| item.article.source.path.ends_with("06.txt")).unwrap();
        let tag = fair.tags.countries.first().unwrap();
        (tag.code.to_string(), tag.evidence.iter().map(|words| words.text.to_string()).collect::<Vec<_>>())
    };
    let learned = "home country learned from 6 articles of this source".to_owned();
    let at_home = ("US".to_owned(), vec!["Paris".to_owned(), learned]);
    let mut library = folder.open();
    assert_eq!(fair(&library), at_home);
    let first = library.copies()[0].clone();
    let headline = Correction::Headline(SafeText::label("Road to be mended"));
    library.decide(&[(first.article.id, Decision::Correct(headline))]).unwrap();
    assert_eq!(fair(&library), at_home);
    assert_eq!(told(&library), told(&folder.open()));
    for number in 0..2 {
        std::fs::remove_file(folder.pages().join(format!("{number:02}.txt"))).unwrap();
    }
    assert_eq!(fair(&folder.open()).0, "FR", "four articles are too few");
}

#[test]
fn a_line_below_one_that_a_rule_takes_out_can_be_corrected() {
    let text = format!("{}\n\n{}\nAdvertisement\n{}\n\n{}\n", LINES[0], LINES[1], LINES[2], LINES[3]);
    let folder = Folder::of(&[text]);
    let mut source = crate::ingest::Source::new(crate::ingest::Paths::new("**").unwrap());
    source.drop = vec![crate::ingest::Pattern::new("^Advert").unwrap()];
    let rules = crate::ingest::Rules::new(&[], vec![source]);
    let journal = folder.folder.path().join("state");
    let options = Options { paths: vec![folder.pages()], journal, rules, ..Options::default() };
    let mut library = Library::open(&options, &mut |_| {}).unwrap();
    let view = super::PageView::of(&library, &folder.pages().join("00.txt")).unwrap();
    let line = view.lines.iter().find(|line| &*line.text == LINES[2]).unwrap().key.unwrap();
    let id = library.copies()[0].article.id;
    library.decide(&[(id, Decision::Correct(Correction::Split(line)))]).unwrap();
    assert_eq!(library.copies().len(), 2);
}

/// Which line of which page is corrected, and how.
type Change = (prop::sample::Index, prop::sample::Index, u8);

/// The decision of a change; nothing where there is no article or no line to decide on.
fn decision(
    library: &Library,
    folder: &Folder,
    (page, line, what): &Change,
) -> Option<(ArticleId, Decision)> {
    let articles = library.copies();
    let id = articles.get(page.index(articles.len().max(1)))?.article.id;
    let files: Vec<_> =
        std::fs::read_dir(folder.pages()).unwrap().map(|entry| entry.unwrap().path()).collect();
    let keys = line_keys(&std::fs::read_to_string(&files[page.index(files.len())]).unwrap());
    let line = keys.get(line.index(keys.len().max(1)))?.1;
    let correction = match what % 5 {
        0 => Correction::Split(line),
        1 => Correction::Join(line),
        2 => Correction::Caption(line),
        3 => Correction::NotCaption(line),
        _ => Correction::Headline(SafeText::label("Another headline")),
    };
    let decide = if *what < 20 { Decision::Correct } else { Decision::Withdraw };
    Some((id, decide(correction)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn corrections_one_by_one_come_to_what_a_new_start_gives(
        pages in prop::collection::vec(prop::collection::vec(prop::sample::select(&LINES[..]), 1..7), 1..6),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..25_u8), 1..6),
    ) {
        let pages: Vec<String> =
            pages.iter().map(|lines| format!("{}\n\n{FOOT}\n", lines.join("\n\n"))).collect();
        let folder = Folder::of(&pages);
        let mut library = folder.open();
        for change in &changes {
            let Some(decision) = decision(&library, &folder, change) else { continue };
            library.decide(&[decision]).unwrap();
            prop_assert_eq!(told(&library), told(&folder.open()));
        }
    }
}
