//! Laws of the loader: nothing of a page is lost or told twice, no bytes make it fail, and it is deterministic.

use std::collections::BTreeMap;
use std::path::Path;

use dateline::article::{Article, HeadlineOrigin, ProblemKind};
use dateline::ingest::{Format, Page};
use dateline::text::SafeText;
use proptest::collection::vec;
use proptest::prelude::*;

use super::read_one;

/// How often each letter and digit stands in some texts.
type Letters = BTreeMap<char, i64>;

fn count(letters: &mut Letters, text: &str) {
    for letter in text.chars().filter(|letter| letter.is_alphanumeric()) {
        *letters.entry(letter).or_default() += 1;
    }
}

/// Every letter of the page is in exactly one field, removed part or problem.
pub(super) fn assert_accounted(text: &str, page: &Page) {
    let (mut expected, mut found) = (Letters::new(), Letters::new());
    let lines: Vec<&str> =
        if text.contains('\n') { text.lines().collect() } else { text.split('\r').collect() };
    for line in &lines {
        count(&mut expected, &SafeText::label(line));
    }
    for article in &page.articles {
        count_article(&mut found, article);
    }
    for removed in &page.removed {
        count(&mut found, &removed.text);
    }
    for problem in page.problems.iter().filter(|problem| problem.kind == ProblemKind::Unsure) {
        let quoted = problem.message.split_once('“').and_then(|(_, rest)| rest.rsplit_once('”'));
        count(&mut found, quoted.map(|(quoted, _)| quoted).expect("an unsure problem quotes its line"));
    }
    count_missing_agencies(&mut found, &expected, page);
    assert_eq!(found, expected, "letters are lost or told twice in\n{text}\n{page:#?}");
    assert_lines_hold(lines.len(), page);
}

fn count_article(found: &mut Letters, article: &Article) {
    if article.headline.origin == HeadlineOrigin::Page {
        count(found, &article.headline.text);
    }
    let captions = article.captions.iter().map(|caption| &caption.text);
    let points = article.standfirst.iter().map(|point| &point.text);
    let body = article.body.iter().map(|block| &block.text);
    let removed = article.removed.iter().map(|removed| &removed.text);
    captions.chain(points).chain(body).chain(removed).for_each(|text| count(found, text));
    let lone = article.kicker.iter().chain(&article.attribution.dateline);
    lone.for_each(|text| count(found, text));
}

/// An agency that opened the first paragraph stands in its field alone; one from a byline stands in the removed
/// line as well. So an agency counts where its letters are missing otherwise.
fn count_missing_agencies(found: &mut Letters, expected: &Letters, page: &Page) {
    for agency in page.articles.iter().filter_map(|article| article.attribution.agency.as_ref()) {
        let mut with = found.clone();
        count(&mut with, agency);
        if with.iter().all(|(letter, count)| expected.get(letter) >= Some(count)) {
            *found = with;
        }
    }
}

/// Parts stand on lines of the page, those of an article on its own, and every removed part has a reason.
fn assert_lines_hold(count: usize, page: &Page) {
    let last = u32::try_from(count).unwrap();
    for removed in page.removed.iter().chain(page.articles.iter().flat_map(|article| &article.removed)) {
        assert!(
            !removed.why.is_empty()
                && (1..=last).contains(&removed.lines.first)
                && removed.lines.last <= last
        );
    }
    for article in &page.articles {
        let own = article.source.lines;
        let body = article.body.iter().map(|block| block.lines);
        let parts =
            body.chain(article.captions.iter().map(|caption| caption.lines)).chain(article.headline.lines);
        for part in parts.chain(article.standfirst.iter().map(|point| point.lines)) {
            assert!(own.first <= part.first && part.first <= part.last && part.last <= own.last);
        }
        assert!(article.body.is_sorted_by_key(|block| block.lines.first), "the body is out of order");
        assert!(!article.headline.text.is_empty());
    }
}

fn assert_laws(text: &str) {
    let page = read_one(Path::new("page.txt"), text.as_bytes());
    if page.format != Some(Format::Text) {
        // Random signs may make a line that begins as JSON does, or too many NULs for a text.
        return;
    }
    assert_accounted(text, &page);
    assert_eq!(page, read_one(Path::new("page.txt"), text.as_bytes()));
    let told = !page.articles.is_empty()
        || page.problems.iter().any(|problem| problem.kind == ProblemKind::NoArticle);
    assert!(told, "a page without an article says so");
}

/// Lines of every kind that pages are made of.
const LINES: &[&str] = &[
    "",
    "",
    "",
    "\u{a0}",
    "Port Blue Closes Its Harbor",
    "Port Blue Closes Its Harbor ",
    "HighlandsPort Blue Closes Its Harbor",
    "WorldPort Blue Closes Its Harbor",
    "Ferry runs aground in fog off the Gannet Islands",
    "World",
    "TT",
    "3",
    "1 / 2",
    "Short Url",
    "Follow",
    "Updated 24 September 2019",
    "May 10, 2020 Updated: May 11, 2020 10:31 a.m.",
    "03/04/2020",
    "07:45",
    " date 2023-11-10 ",
    " date 2023-11-10 The harbor closed on Monday.",
    " date 2024-05 English",
    " date 2023-99-10 12",
    " date 2019-01-07 Storm closes road JOHN SMITH and JANE DOE, Associated Press January 7, 2019 Updated: January 7, 2019",
    "By JANE DOE, Reuters",
    "Jane Doe | 10 May 2020",
    "Jane Doe (Niamey)",
    "Jane Doe",
    "AFP",
    " A ferry leaves the quay of Port Blue on",
    "May 10, 2019. (Reuters)",
    "A ferry leaves the quay of Port Blue on May 10, 2019. (Reuters)",
    "The mayor, in an undated photo.(AFP)",
    "  • The harbor is closed",
    "- a stove",
    "- Official visits -",
    "## What comes next",
    "What comes next",
    "NIAMEY, Niger (AP) —",
    "NIAMEY, Niger (AP) — The junta spoke on Monday.",
    "PARIS, Aug 4 (Reuters) - The ferry left.",
    "The harbor of Port Blue will stay closed for a second week, the council said.",
    "We had our reasons.",
    "“We will stay.”",
    "The ferry company said on Monday that all",
    "service to the outer islands would be sus-",
    "pended until the storm passes.",
    "The road stayed closed, as ploughs were …",
    "Advertisement",
    "Read More: Ferry runs aground in fog",
    "Related News:",
    "You May Also Like",
    "Topics:HarborStorms",
    "Tags",
    "Leave a Reply",
    "Facebook Twitter WhatsApp",
    "Sign up for our newsletter.",
    "Home > World > Africa",
    "© 2023 The Mercury. All rights reserved.",
    "***",
    "Why did they stay?",
    "أغلق الميناء يوم الاثنين",
    "港は月曜日に閉鎖された。",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn recombined_lines_are_accounted_for(picks in vec(0..LINES.len(), 0..40)) {
        let lines: Vec<&str> = picks.iter().map(|&pick| LINES[pick]).collect();
        assert_laws(&lines.join("\n"));
    }

    #[test]
    fn repeated_blocks_are_accounted_for(picks in vec((0..LINES.len(), 1..4_usize), 0..12), times in 1..4_usize) {
        let block: Vec<String> = picks.iter().map(|&(pick, gap)| format!("{}{}", LINES[pick], "\n".repeat(gap))).collect();
        assert_laws(&block.concat().repeat(times));
    }

    #[test]
    fn any_lines_are_accounted_for(lines in vec(".{0,60}", 0..20)) {
        assert_laws(&lines.join("\n"));
    }

    #[test]
    fn no_bytes_make_the_loader_fail(bytes in vec(any::<u8>(), 0..600)) {
        read_one(Path::new("page.txt"), &bytes);
    }
}

#[test]
fn an_empty_file_is_a_page_without_an_article() {
    for bytes in [&b""[..], b"\n\n \t\n", "\u{feff}".as_bytes()] {
        let page = read_one(Path::new("page.txt"), bytes);
        assert!(page.articles.is_empty());
        assert_eq!(page.problems.first().map(|problem| problem.kind), Some(ProblemKind::NoArticle));
    }
}
