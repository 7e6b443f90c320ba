//! Bytes of one file to articles: a pure function that never fails as a whole.
//!
//! `open` finds the documents in a file and `sniff` tells what each is. `page` reads dumps of a page's text; `html`
//! and the other formats tell blocks that `document` makes an article of; `draft` is an article while its parts
//! arrive; `forms` knows the small forms news is written in.

mod address;
#[cfg(test)]
mod bombs;
mod book;
mod corrections;
mod document;
mod draft;
mod feed;
mod forms;
mod html;
mod mail;
mod notes;
mod open;
mod pack;
mod page;
mod passed_over;
mod rows;
mod rules;
mod sniff;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::article::{Article, LineFilter, Lines, Problem, ProblemKind, Removed};
use crate::text::{self, Decoded, SafeText};

pub use corrections::Corrections;
pub use page::{line_keys, physical_lines};
pub use passed_over::{PassedOver, Reason};
pub use rows::Slot;
pub use rules::{Paths, Pattern, PatternError, Rules, Source};

use open::{Document, Found};

/// What a file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Format {
    /// A dump of a page's text.
    Text,
    /// A saved web page, or a fragment of one.
    Html,
    /// A web page with its parts in one MIME file.
    Mhtml,
    /// RSS, Atom, RDF or JSON Feed.
    Feed,
    /// One mail.
    Mail,
    /// A box of mails.
    Mbox,
    /// JSON, one object or an array of them.
    Json,
    /// One JSON object a line.
    JsonLines,
    /// Rows of values parted by commas, semicolons, bars or tabs.
    Table,
    /// A note in Markdown, or a plain one with front matter.
    Note,
    /// An EPUB book.
    Book,
    /// A WARC or WET file of a crawl.
    WebArchive,
}

impl Format {
    /// The name used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Mhtml => "mhtml",
            Self::Feed => "feed",
            Self::Mail => "mail",
            Self::Mbox => "mbox",
            Self::Json => "json",
            Self::JsonLines => "jsonl",
            Self::Table => "table",
            Self::Note => "note",
            Self::Book => "epub",
            Self::WebArchive => "warc",
        }
    }
}

/// The addresses of the pages around one page, as it links to them (`rel="next"`, `rel="prev"` of HTML).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Neighbours {
    /// The page before it.
    pub previous: Option<String>,
    /// The page behind it.
    pub next: Option<String>,
}

/// Everything that came out of one file, or out of one file of an archive.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The file as its articles name it; `a.zip!/b.html` inside an archive.
    pub path: PathBuf,
    /// What the file turned out to be; none where it is nothing that can be read.
    pub format: Option<Format>,
    /// Why it is passed over unless it was asked for by its name; none where it is read in any case.
    pub passed_over: Option<Reason>,
    /// Its articles in the order of the page.
    pub articles: Vec<Article>,
    /// Removed parts that stand in no article.
    pub removed: Vec<Removed>,
    /// What could not be understood.
    pub problems: Vec<Problem>,
    /// How many hidden characters the character policy took out.
    pub hidden: usize,
    /// The lines that corrections can be about.
    pub lines: LineFilter,
    /// The pages around it.
    pub neighbours: Neighbours,
}

impl Page {
    /// A page on which nothing was found yet.
    fn empty(path: &Path, format: Format) -> Self {
        Self {
            path: path.to_owned(),
            format: Some(format),
            passed_over: None,
            articles: Vec::new(),
            removed: Vec::new(),
            problems: Vec::new(),
            hidden: 0,
            lines: LineFilter::default(),
            neighbours: Neighbours::default(),
        }
    }

    /// A page that cannot be read, and why, as the end of a sentence.
    fn unread(path: &Path, kind: ProblemKind, why: &str) -> Self {
        let problem = Problem { kind, lines: None, message: SafeText::label(why) };
        Self { format: None, problems: vec![problem], ..Self::empty(path, Format::Text) }
    }
}

/// How far the reading of a document has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SoFar {
    /// The bytes that were read.
    pub bytes: usize,
    /// The articles that were found.
    pub articles: usize,
}

/// Reads one file's bytes: one page, or several where it is an archive; never none. `path` is only the name the
/// articles carry; nothing is opened.
pub fn read(path: &Path, bytes: &[u8], rules: &Rules) -> Vec<Page> {
    read_telling(path, bytes, rules, &|_| {})
}

/// The same, and tells how far it has come with each document that is data: these may be large. What is told of the next
/// document begins anew.
pub fn read_telling(path: &Path, bytes: &[u8], rules: &Rules, tell: &dyn Fn(SoFar)) -> Vec<Page> {
    open::open(path, bytes, |found| match found {
        Found::Document(document) => vec![document_page(&document, rules, tell)],
        Found::Unread(page) => vec![page],
    })
}

/// The text of one page of a file as its lines are counted, decoded but not cleaned; nothing where the file holds
/// no such page. `page` is the path of the page, which is that of the file or begins with it.
pub fn page_text(path: &Path, bytes: &[u8], page: &Path) -> Option<String> {
    open::open_one(path, bytes, page, |document| decoded(document).text)
}

/// The bytes of one page of a file, unpacked; nothing where the file holds no such page.
pub fn page_bytes(path: &Path, bytes: &[u8], page: &Path) -> Option<Vec<u8>> {
    open::open_one(path, bytes, page, |document| document.bytes.to_vec())
}

/// A path without the ending that tells how its file is compressed.
pub fn without_compression(path: &Path) -> PathBuf {
    pack::without_ending(path)
}

/// The blocks of text of one page of a file with their lines, where the page is HTML: all that can be seen of it in its
/// order, neither cleaned nor sorted out. None where it is of another format; nothing where the file holds no such page.
pub fn page_blocks(path: &Path, bytes: &[u8], page: &Path) -> Option<Vec<(Lines, String)>> {
    open::open_one(path, bytes, page, |document| match document.format {
        Format::Html | Format::Book | Format::Mhtml => html::blocks(&decoded(document).text),
        Format::Text
        | Format::Feed
        | Format::Mail
        | Format::Mbox
        | Format::Json
        | Format::JsonLines
        | Format::Table
        | Format::Note
        | Format::WebArchive => Vec::new(),
    })
}

/// Gives a document to the reader of its format.
fn document_page(document: &Document<'_>, rules: &Rules, tell: &dyn Fn(SoFar)) -> Page {
    let Document { format, stated, problem, .. } = document;
    let mut page = match format {
        Format::Html => text_page(document, rules, html::page),
        Format::Book => text_page(document, rules, book::chapter),
        Format::Mhtml => saved_page(document, rules),
        Format::Text | Format::WebArchive => text_page(document, rules, page::read),
        Format::Feed => feed::read(&document.path, &document.bytes, rules),
        Format::Mail => mail::read(&document.path, &document.bytes, rules),
        Format::Mbox => mail::read_box(&document.path, &document.bytes, rules),
        Format::Note => text_page(document, rules, notes::read),
        Format::Json | Format::JsonLines => {
            text_page(document, rules, |path, text, rules| rows::read_json(path, text, rules, tell))
        }
        Format::Table => {
            text_page(document, rules, |path, text, rules| rows::read_table(path, text, rules, tell))
        }
    };
    page.problems.extend(problem.clone());
    for article in &mut page.articles {
        stated.complete(article);
    }
    let is_json = matches!(format, Format::Json | Format::JsonLines);
    let well_formed = page.problems.iter().all(|problem| problem.kind == ProblemKind::NoArticle);
    if is_json && page.articles.is_empty() && well_formed {
        page.passed_over = Some(Reason::Json);
    }
    page
}

/// The text of a document, by the encoding it declares where its format has a place for that.
fn decoded(document: &Document<'_>) -> Decoded {
    match document.format {
        Format::Html | Format::Book => html::decode(&document.bytes),
        Format::Mhtml => match mail::saved_page(&document.bytes) {
            Some(page) => of_saved_page(page.html),
            None => text::decode(&document.bytes),
        },
        Format::Text
        | Format::Feed
        | Format::Mail
        | Format::Mbox
        | Format::Json
        | Format::JsonLines
        | Format::Table
        | Format::Note
        | Format::WebArchive => text::decode(&document.bytes),
    }
}

/// Reads a web page that was saved with its parts; the lines are those of the page within. A message without a page
/// is read as a text.
fn saved_page(document: &Document<'_>, rules: &Rules) -> Page {
    let Some(saved) = mail::saved_page(&document.bytes) else {
        return Page { format: Some(Format::Mhtml), ..text_page(document, rules, page::read) };
    };
    let decoded = of_saved_page(saved.html);
    let mut page = Page { format: Some(Format::Mhtml), ..html::page(&document.path, &decoded, rules) };
    for article in &mut page.articles {
        article.url = article.url.take().or_else(|| saved.address.as_deref().map(SafeText::label));
    }
    page
}

/// The text of the page in a message, which the reader of mails has decoded.
fn of_saved_page(text: String) -> Decoded {
    Decoded { text, encoding: "UTF-8", broken: 0 }
}

/// Reads a document that is text with the reader of its format.
fn text_page(
    document: &Document<'_>,
    rules: &Rules,
    read: impl FnOnce(&Path, &Decoded, &Rules) -> Page,
) -> Page {
    let decoded = decoded(document);
    let mut page = read(&document.path, &decoded, rules);
    page.problems.extend(encoding_problem(&decoded));
    page
}

fn encoding_problem(decoded: &Decoded) -> Option<Problem> {
    let message = match decoded.broken {
        0 => return None,
        1 => format!("One sequence of bytes is no text in {}; U+FFFD stands for it.", decoded.encoding),
        count => {
            format!("{count} sequences of bytes are no text in {}; U+FFFD stands for each.", decoded.encoding)
        }
    };
    Some(Problem { kind: ProblemKind::Encoding, lines: None, message: SafeText::label(&message) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_saved_with_its_parts_is_read_as_the_page_it_is() {
        let saved = "From: <Saved by a browser>\nSubject: Storm\nMIME-Version: 1.0\n\
                     Snapshot-Content-Location: https://example.org/storm\n\
                     Content-Type: multipart/related; boundary=\"edge\"\n\n--edge\n\
                     Content-Type: text/html; charset=utf-8\n\n\
                     <h1>Harbour closes after storm</h1><p>The harbour of Port Blue was closed on Monday.</p>\n\
                     --edge--\n";
        let pages = read(Path::new("storm.mht"), saved.as_bytes(), &Rules::default());
        assert_eq!(pages[0].format, Some(Format::Mhtml));
        let article = pages[0].articles.first().unwrap();
        assert_eq!(&*article.headline.text, "Harbour closes after storm");
        assert_eq!(article.url.as_deref(), Some("https://example.org/storm"));
        let shown = page_text(Path::new("storm.mht"), saved.as_bytes(), Path::new("storm.mht")).unwrap();
        assert!(shown.starts_with("<h1>Harbour"), "{shown}");
    }

    #[test]
    fn hidden_characters_are_counted_in_every_format() {
        let text =
            "The har\u{200b}bour of Port Blue was closed\u{202e} on Monday after a storm, officials said.";
        let files = [
            ("page.txt", format!("Harbour closes after storm\n\n{text}\n")),
            ("page.html", format!("<h1>Harbour closes</h1><p>{text}</p>")),
            (
                "escaped.html",
                "<h1>Harbour closes</h1><p>The har&#8203;bour was&#x202e; closed.</p>".to_owned(),
            ),
            ("note.md", format!("# Harbour closes\n\n{text}\n")),
            ("plain.md", format!("---\ntitle: Harbour closes\n---\n{text}\n")),
            ("mail.eml", format!("From: Ana <a@b>\nSubject: Harbour closes\n\n{text}\n")),
            (
                "feed.xml",
                format!(
                    "<rss><channel><item><title>Harbour closes</title><description>{text}</description></item></channel></rss>"
                ),
            ),
            ("row.jsonl", format!("{{\"title\": \"Harbour closes\", \"text\": \"{text}\"}}\n")),
            ("rows.csv", format!("title,text\nHarbour closes,\"{text}\"\n")),
        ];
        for (name, file) in files {
            let pages = read(Path::new(name), file.as_bytes(), &Rules::default());
            assert_eq!(pages[0].hidden, 2, "{name}: {pages:?}");
        }
    }

    #[test]
    fn rules_of_a_source_reach_every_format() {
        let promotion = "Buy our calendar";
        let text = "The harbour of Port Blue was closed on Monday after a storm, officials said.";
        let files = [
            ("page.txt", format!("Harbour closes after storm\n\n{text}\n\n{promotion}\n\n{text} Twice.\n")),
            (
                "page.html",
                format!("<h1>Harbour closes</h1><p>{text}</p><p>{promotion}</p><p>{text} Twice.</p>"),
            ),
            ("note.md", format!("# Harbour closes\n\n{text}\n\n{promotion}\n\n{text} Twice.\n")),
            (
                "mail.eml",
                format!(
                    "From: Ana <a@b>\nSubject: Harbour closes\n\n{text}\n\n{promotion}\n\n{text} Twice.\n"
                ),
            ),
            (
                "feed.xml",
                format!(
                    "<rss><channel><item><title>Harbour closes</title><description>&lt;p>{text}&lt;/p>\
                     &lt;p>{promotion}&lt;/p>&lt;p>{text} Twice.&lt;/p></description></item></channel></rss>"
                ),
            ),
        ];
        let mut source = Source::new(Paths::new("*").unwrap());
        source.drop = vec![Pattern::new("^Buy our").unwrap()];
        let rules = Rules::new(&[], vec![source]);
        for (name, file) in files {
            let pages = read(Path::new(name), file.as_bytes(), &rules);
            let article = pages[0].articles.first().unwrap_or_else(|| panic!("{name}: {pages:?}"));
            assert!(article.body.iter().all(|block| &*block.text != promotion), "{name}: {article:?}");
            let removed = article.removed.iter().chain(&pages[0].removed);
            let dropped: Vec<&str> = removed.map(|part| &*part.text).collect();
            assert!(dropped.contains(&promotion), "{name}: {dropped:?}");
            assert_eq!(article.body.len(), 2, "{name}: {article:?}");
        }
    }
}
