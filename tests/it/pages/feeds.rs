//! Laws of feeds and mails: what was composed comes out, and no bytes make them fail.

use std::fmt::Write;
use std::path::Path;

use dateline::ingest::{Format, Page};
use proptest::collection::vec;
use proptest::prelude::*;

use super::read_one;

fn read(text: &str) -> Page {
    read_one(Path::new("saved"), text.as_bytes())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Words as headlines are made of, none that markup could hide in.
fn any_title() -> impl Strategy<Value = String> {
    vec("[A-Za-zéüñжя]{1,9}|[0-9]{1,4}|&|< 2|“war”", 1..8)
        .prop_map(|words| format!("Harbour {}", words.join(" ")))
}

/// How the titles of entries are written in each vocabulary.
const VOCABULARIES: [(&str, &str, &str); 4] = [
    ("<rss version='2.0'><channel><title>Port Weekly</title>", "item", "</channel></rss>"),
    ("<feed xmlns='http://www.w3.org/2005/Atom'><title>Port Weekly</title>", "entry", "</feed>"),
    ("<a:feed xmlns:a='http://purl.org/atom/ns#'>", "a:entry", "</a:feed>"),
    (
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>",
        "item",
        "</rdf:RDF>",
    ),
];

fn titles(page: &Page) -> Vec<&str> {
    page.articles.iter().map(|article| article.headline.text.as_str()).collect()
}

proptest! {
    #[test]
    fn entries_have_the_titles_their_feed_was_composed_of(
        composed in vec((any_title(), any::<bool>()), 1..6),
        vocabulary in 0..VOCABULARIES.len(),
    ) {
        let (head, entry, tail) = VOCABULARIES[vocabulary];
        let title = if entry.starts_with("a:") { "a:title" } else { "title" };
        let mut feed = head.to_owned();
        for (text, in_cdata) in &composed {
            let text = if *in_cdata { format!("<![CDATA[{text}]]>") } else { escaped(text) };
            write!(feed, "\n<{entry}>\n<{title}>{text}</{title}></{entry}>").unwrap();
        }
        let page = read(&(feed + tail));
        prop_assert_eq!(page.format, Some(Format::Feed));
        let expected: Vec<&str> = composed.iter().map(|(text, _)| text.as_str()).collect();
        prop_assert_eq!(titles(&page), expected);
        let lines: Vec<u32> = page.articles.iter().map(|article| article.source.lines.first).collect();
        let expected: Vec<u32> = (0..composed.len()).map(|place| u32::try_from(place).unwrap() * 2 + 2).collect();
        prop_assert_eq!(lines, expected);
    }

    #[test]
    fn mails_of_a_box_have_the_subjects_it_was_composed_of(subjects in vec("[A-Za-z0-9 ]{1,30}", 1..6)) {
        let subjects: Vec<String> = subjects.iter().map(|subject| format!("Harbour {}", subject.trim())).collect();
        let mails = subjects.iter().map(|subject| {
            format!("From a@port.example Fri Nov 10 23:30:00 2023\nSubject: {subject}\nFrom: a@port.example\n\nThe harbour closed on Monday.\n\n")
        });
        let page = read(&mails.collect::<String>());
        prop_assert_eq!(page.format, Some(Format::Mbox));
        let subjects: Vec<String> =
            subjects.iter().map(|subject| subject.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        prop_assert_eq!(titles(&page), subjects);
    }

    #[test]
    fn no_feed_or_mail_makes_the_loader_fail(
        head in prop_oneof![
            Just("<rss><channel><item>"), Just("<feed><entry>"), Just("<?xml version='1.0' encoding='utf-16'?><rss>"),
            Just("{\"version\":\"https://jsonfeed.org/version/1\",\"items\":["),
            Just("From: a@b\nTo: c@d\nSubject: "), Just("From a@b Fri Nov 10 23:30:00 2023\nSubject: x\n"),
            Just("MIME-Version: 1.0\nFrom: a@b\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"),
        ],
        rest in vec(any::<u8>(), 0..200),
        tags in "(<title>|</item>|<item>|<!\\[CDATA\\[|]]>|&|<content type=xhtml>|\\{|\\}|\"|,|--x\n|\n|=\\?utf-8\\?Q\\?){0,30}",
    ) {
        let bytes = [head.as_bytes(), tags.as_bytes(), &rest].concat();
        let page = read_one(Path::new("saved"), &bytes);
        for article in &page.articles {
            prop_assert!(article.source.lines.first >= 1 && article.source.lines.first <= article.source.lines.last);
            let escapes = article.body.iter().any(|block| block.text.contains('\x1b'));
            prop_assert!(!escapes);
        }
    }
}

#[test]
fn hostile_feeds_and_mails_are_read_in_time() {
    let many = |unit: &str| unit.repeat(50_000);
    let nested = "<div>".repeat(50_000);
    let cases = [
        format!("<rss><channel>{}", many("<item>")),
        format!("<rss><channel><item><title>{}></title>", many("< ")),
        format!("<rss><channel><item><title>{}", many("<![CDATA[")),
        format!("<rss><channel><item><description>{nested}text"),
        format!("<rss><channel><item><description>{}", many("&lt;p&gt;")),
        format!("<feed {}><entry><title>x</title></entry></feed>", many("a='b' ")),
        format!("<rss {}><item><title>x</title></item></rss>", many("xmlns:a='b' ")),
        format!("<rss><item><title>{}</title></item></rss>", many("&amp;")),
        format!("{{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{}", many("[")),
        format!("From: a@b\nTo: c@d\nSubject: {}\n\nx", many("=?utf-8?Q?=41?= ")),
        format!("From: a@b\nTo: c@d\nContent-Type: multipart/mixed; boundary=x\n\n{}", many("--x\n")),
        format!("From: a@b\nTo: c@d\n\n{}", many("Content-Type: message/rfc822\n\n")),
    ];
    for (number, case) in cases.iter().enumerate() {
        let start = std::time::Instant::now();
        let page = read(case);
        let taken = start.elapsed();
        assert!(page.format.is_some(), "case {number}");
        // Debug builds on a busy machine are slow; what grows with the square of the length takes minutes.
        assert!(taken.as_secs() < 20, "case {number} took {taken:?}");
    }
}
