//! Labelled rows: `Title: …`, `BYLINE: …`, the headers of a mail, the fields of an archive's export. Says what a label
//! stands for and where its value begins; whether rows belong together is told from their neighbours elsewhere.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::sentence;

/// What a label says about its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::ingest) enum Field {
    /// The headline.
    Headline,
    /// The author or authors.
    Byline,
    /// The date of publication.
    Date,
    /// The day the page was saved, or the text changed.
    OtherDate,
    /// The name of the newspaper, agency or site.
    Source,
    /// The address of the page.
    Address,
    /// The text itself, or a part of it.
    Text,
    /// Something else about the document: its length, its number, its section.
    Other,
}

/// A label and its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) struct Labelled<'a> {
    /// What the label says.
    pub(in crate::ingest) field: Field,
    /// The label with its mark, as printed.
    pub(in crate::ingest) label: &'a str,
    /// The value; empty where it stands on the next line.
    pub(in crate::ingest) value: &'a str,
}

/// The longest label, in bytes.
const LONGEST: usize = 32;

/// Reads a row that begins with a known label and a colon.
pub(in crate::ingest) fn labelled(text: &str) -> Option<Labelled<'_>> {
    let colon = text.find(':').filter(|&colon| colon <= LONGEST)?;
    let (label, value) = text.split_at_checked(colon + 1)?;
    let field = meaning(&sentence::plain(label))?;
    // An address begins with a word and a colon itself.
    (!value.starts_with("//")).then(|| Labelled { field, label, value: value.trim_start() })
}

/// Reads a row whose known label is parted from its value by a wide gap or a tab: `Author    Jane Doe`. `printed` is the
/// row with its white space, `text` the same with single spaces.
pub(in crate::ingest) fn columned<'t>(text: &'t str, printed: &str) -> Option<Labelled<'t>> {
    let printed = printed.trim_start();
    let gap = [printed.find('\t'), printed.find("  ")].into_iter().flatten().min()?;
    let label = printed.get(..gap).filter(|label| label.len() <= LONGEST && !label.contains(':'))?;
    let field = meaning(&sentence::plain(label))?;
    let (label, value) = text.split_at_checked(gap).filter(|(label, _)| !label.ends_with(' '))?;
    Some(Labelled { field, label, value: value.trim_start() })
}

/// Whether a row could be one of columns although its label is not known.
pub(in crate::ingest) fn may_be_columned(printed: &str) -> bool {
    let parts = printed.trim().split_once("  ");
    parts.is_some_and(|(label, value)| {
        let short = sentence::words(label) <= 3 && (1..=24).contains(&sentence::words(value.trim()));
        short && sentence::is_capitalised(label) && !sentence::ends_sentence(value)
    })
}

/// What a label says that stands alone on a line, its value on the next: `Published`.
pub(in crate::ingest) fn alone(text: &str) -> Option<Field> {
    if text.len() > LONGEST || text.ends_with('.') { None } else { meaning(&sentence::plain(text)) }
}

/// Reads a row that begins with one of the two-letter codes of archive exports: `HD Storm nears`.
pub(in crate::ingest) fn coded(text: &str) -> Option<Labelled<'_>> {
    let (label, value) = text.split_once(' ').unwrap_or((text, ""));
    let (_, field) = CODES.iter().find(|(code, _)| *code == label)?;
    Some(Labelled { field: *field, label, value })
}

/// Whether a row could be a labelled one although its label is not known: `Edition: Late city final`.
pub(in crate::ingest) fn may_be_labelled(text: &str) -> bool {
    let parts = text.split_once(": ").or_else(|| text.strip_suffix(':').map(|label| (label, "")));
    parts.is_some_and(|(label, value)| {
        let spelled = label.chars().all(|letter| letter.is_alphanumeric() || " -_".contains(letter));
        let short = label.len() <= LONGEST && sentence::words(label) <= 3 && sentence::words(value) <= 24;
        spelled && short && sentence::is_capitalised(label) && !sentence::ends_sentence(value)
    })
}

/// Whether the line counts the documents of an export: `1 of 12 DOCUMENTS`, `Document 3 of 12`.
pub(in crate::ingest) fn opens_document(text: &str) -> bool {
    let plain = sentence::plain(text);
    let words: Vec<&str> = plain.split(' ').collect();
    let is_number = |word: &str| word.parse::<u32>().is_ok();
    let named = |word: &str| {
        ["document", "documents", "doc", "article", "articles", "result", "results", "record", "records"]
            .contains(&word)
    };
    match words.as_slice() {
        [at, "of", all, what] | [what, at, "of", all] => is_number(at) && is_number(all) && named(what),
        [what @ ("document" | "record"), at] => named(what) && is_number(at),
        _ => false,
    }
}

fn meaning(plain: &str) -> Option<Field> {
    MEANINGS.get(plain).copied()
}

/// Every known label; of one that stands in two lists the last of these lists counts.
static MEANINGS: LazyLock<HashMap<&'static str, Field>> = LazyLock::new(|| {
    let lists = [
        (OTHERS, Field::Other),
        (TEXTS, Field::Text),
        (ADDRESSES, Field::Address),
        (SOURCES, Field::Source),
        (OTHER_DATES, Field::OtherDate),
        (DATES, Field::Date),
        (BYLINES, Field::Byline),
        (HEADLINES, Field::Headline),
    ];
    lists.into_iter().flat_map(|(list, field)| list.split('|').map(move |label| (label, field))).collect()
});

const HEADLINES: &str = "title|headline|document title|article title|subject|story title";

const BYLINES: &str = "author|authors|author byline|byline|by|writer|reporter|creator|written by|author s";

const DATES: &str = "\
    date|published|publication date|pub date|pubdate|published on|date published|posted|posted on|\
    publish date|publish time|issue date|story date|published at|dated|sent";

const OTHER_DATES: &str = "\
    updated|last updated|modified|last modified|date modified|retrieved|accessed|access date|crawled|saved|\
    saved on|archived|downloaded|captured|date accessed|retrieved on|load date|last update|date saved|clipped|added";

const SOURCES: &str = "\
    source|paper|publication|newspaper|publisher|site|site name|website|publication title|publication info|from|\
    publication name|source name|outlet|agency|feed";

const ADDRESSES: &str = "\
    url|link|permalink|address|web address|document url|canonical|canonical url|original url|source url|uri|\
    original link|page url|href|web link|article url|original article";

const TEXTS: &str = "body|text|full text|content|article|lead|article body|article text|story";

const OTHERS: &str = "\
    section|category|categories|length|words|word count|language|lang|publication type|type|id|doc id|\
    document id|accession number|record number|issn|isbn|page|pages|start page|pg|edition|column|volume|issue|\
    to|cc|bcc|reply to|mime version|content type|message id|dateline|location|place of publication|\
    country of publication|country|database|graphic|credit|copyright|tags|keywords|topics|subjects|person|\
    people|geographic|company|industry|organization|document type|publication subject|highlight|series|slug|\
    status|priority|item|desk|via|byline title|source type|provider|rights|abstract|summary|notes|news subject|\
    place|region|domain|hash|checksum|format|encoding|reading time|read time|estimated reading time|user agent|\
    label|folder|file|filename|number of pages|first page|day|print headline|distribution|service|embargo|\
    proquest document id|last crawled|http status|favorite|saved from|image|picture";

/// Codes that exports of press archives set before their fields.
const CODES: [(&str, Field); 18] = [
    ("HD", Field::Headline),
    ("BY", Field::Byline),
    ("PD", Field::Date),
    ("SN", Field::Source),
    ("LP", Field::Text),
    ("TD", Field::Text),
    ("WC", Field::Other),
    ("ET", Field::Other),
    ("SC", Field::Other),
    ("LA", Field::Other),
    ("CY", Field::Other),
    ("CO", Field::Other),
    ("NS", Field::Other),
    ("RE", Field::Other),
    ("PUB", Field::Other),
    ("AN", Field::Other),
    ("SE", Field::Other),
    ("PG", Field::Other),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_in_any_case() {
        let table = [
            ("Title: Harbour closes", Some((Field::Headline, "Harbour closes"))),
            ("BYLINE: Jane Doe", Some((Field::Byline, "Jane Doe"))),
            ("Published: 3 May 2019", Some((Field::Date, "3 May 2019"))),
            ("URL: https://port.example/1", Some((Field::Address, "https://port.example/1"))),
            ("Full text:", Some((Field::Text, ""))),
            ("https://port.example/1", None),
            ("Mayor: the harbour stays closed", None),
        ];
        for (text, expected) in table {
            assert_eq!(labelled(text).map(|found| (found.field, found.value)), expected, "{text}");
        }
    }

    #[test]
    fn codes_stand_alone_before_their_value() {
        assert_eq!(coded("HD Harbour closes").map(|found| found.value), Some("Harbour closes"));
        assert_eq!(coded("LP").map(|found| (found.field, found.value)), Some((Field::Text, "")));
        assert_eq!(coded("HDTV sales fall"), None);
    }

    #[test]
    fn documents_of_an_export_are_counted() {
        for text in ["1 of 12 DOCUMENTS", "Document 3 of 12", "Result 1 of 2", "Document 7"] {
            assert!(opens_document(text), "{text}");
        }
        for text in ["1 of 12", "Page 1 of 2", "Documents of the council", "Article 7"] {
            assert!(!opens_document(text), "{text}");
        }
    }

    #[test]
    fn unknown_labels_are_short() {
        assert!(may_be_labelled("Edition type: Late city final"));
        assert!(!may_be_labelled("She said: “We will stay.”") && !may_be_labelled("Harbour closes"));
    }
}
