//! Feeds to articles, one an entry: RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0, CDF, JSON Feed, ill-formed ones included.
//!
//! `xml` mends and reads any XML, `space` knows the vocabularies, `entry` reads what an entry states, `json` does the
//! same for JSON Feed, `markup` tells plain text from HTML, `tail` knows what feeds hang on their entries.

mod entry;
mod json;
mod markup;
mod space;
mod tail;
mod xml;

use std::path::Path;

use crate::article::{DateOrigin, Dated, HeadlineOrigin, Lines, MonthName, Problem, ProblemKind};
use crate::text::{self, SafeText};

use super::document::{self, Part, Told};
use super::draft::Stated;
use super::{Format, Page, Rules, encoding_problem, html};
use entry::{Context, Entry};
use markup::{Language, Markup};
use space::Space;
use xml::Element;

/// The bytes in which a declaration names its encoding.
const DECLARATION: usize = 512;

/// The longest summary that is a standfirst, in characters; a longer one is the text over again.
const LONGEST_STANDFIRST: usize = 500;

/// What a feed holds.
#[derive(Debug, Default)]
struct Feed {
    title: Option<String>,
    entries: Vec<Entry>,
    problems: Vec<Problem>,
}

/// Reads the bytes of a feed.
pub(super) fn read(path: &Path, bytes: &[u8], rules: &Rules) -> Page {
    let decoded = match declared_encoding(bytes) {
        Some(label) => text::decode_declared(bytes, label),
        None => text::decode(bytes),
    };
    let is_json = decoded.text.trim_start_matches('\u{feff}').trim_start().starts_with('{');
    let feed = if is_json { json::read(&decoded.text) } else { of_xml(&decoded.text) };
    let mut page = Page::empty(path, Format::Feed);
    page.problems.extend(encoding_problem(&decoded));
    page.problems.extend(feed.problems);
    if feed.entries.is_empty() {
        let named = feed.title.map(|title| format!(" “{title}”")).unwrap_or_default();
        page.problems.push(problem(
            ProblemKind::NoArticle,
            None,
            &format!("The feed{named} has no entries."),
        ));
    }
    let mut bodies: Vec<Vec<Told>> = feed.entries.iter().map(body).collect();
    tail::remove(&mut bodies);
    for (entry, mut told) in feed.entries.into_iter().zip(bodies) {
        rules.mark(path, &mut told);
        put(&mut page, entry, &told);
    }
    page
}

/// The encoding that an XML declaration names.
fn declared_encoding(bytes: &[u8]) -> Option<&str> {
    let head = bytes.get(..DECLARATION).unwrap_or(bytes);
    let end = head.windows(2).position(|pair| pair == b"?>")?;
    let declaration = head.get(..end).and_then(|declaration| std::str::from_utf8(declaration).ok())?;
    let (_, behind) = declaration.split_once("<?xml")?.1.split_once("encoding")?;
    let value = behind.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    value.get(1..)?.split(quote).next()
}

fn problem(kind: ProblemKind, lines: Option<Lines>, message: &str) -> Problem {
    Problem { kind, lines, message: SafeText::label(message) }
}

fn of_xml(document: &str) -> Feed {
    let tree = xml::parse(document);
    let mut feed = Feed::default();
    gather(&tree.top, &Context::default(), document, &mut feed);
    if tree.faults > 0 {
        let times = if tree.faults == 1 { "one place".to_owned() } else { format!("{} places", tree.faults) };
        let message = format!("The feed is no well-formed XML; it was mended at {times}.");
        feed.problems.push(problem(ProblemKind::Unsure, None, &message));
    }
    feed
}

/// Collects the entries below an element, with what the elements around them hand down.
fn gather(element: &Element, context: &Context, document: &str, feed: &mut Feed) {
    for child in element.children.iter().filter(|child| child.space == Space::Core || is_outermost(child)) {
        match child.name.as_str() {
            "item" | "entry" => feed.entries.push(entry::read(child, context, document)),
            "channel" | "feed" | "rss" | "rdf" => {
                let inner = of_feed(child, context, document, feed);
                gather(child, &inner, document, feed);
            }
            _ => {}
        }
    }
}

/// RDF has a vocabulary of its own for the element around everything.
fn is_outermost(element: &Element) -> bool {
    matches!(element.name.as_str(), "rdf" | "rss" | "feed" | "channel")
}

/// What the element around the entries says of all of them.
fn of_feed(element: &Element, context: &Context, document: &str, feed: &mut Feed) -> Context {
    let mut inner = context.within(element);
    inner.base = inner.base.or_else(|| entry::link(element, context));
    inner.language = entry::language(element).or(inner.language);
    inner.byline = entry::byline(element).or(inner.byline);
    feed.title = feed.title.take().or_else(|| entry::title(element, document).map(|title| title.plain()));
    inner
}

/// The blocks of an entry: its headline, then its text.
fn body(entry: &Entry) -> Vec<Told> {
    let mut told = Vec::new();
    if let Some(title) = &entry.title {
        told.push(Told { part: Part::Heading, text: title.plain(), lines: title.lines });
    }
    if let Some(text) = &entry.text {
        told.extend(blocks(text));
    }
    told
}

fn blocks(markup: &Markup) -> Vec<Told> {
    match markup.language {
        Language::Html => html::fragment(&markup.text, markup.lines),
        Language::Plain => paragraphs(&markup.text).map(|text| paragraph(text, markup.lines)).collect(),
    }
}

fn paragraph(text: &str, lines: Lines) -> Told {
    Told { part: Part::Paragraph, text: xml::unescape(text), lines }
}

/// Plain text parted at blank lines.
fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n").map(str::trim).filter(|text| !text.is_empty())
}

fn put(page: &mut Page, entry: Entry, told: &[Told]) {
    let lines = entry.lines;
    page.hidden += document::hidden(told);
    if let Some(written) = &entry.unread_date {
        let message = format!("The date “{written}” is of no known form.");
        page.problems.push(problem(ProblemKind::Unsure, Some(lines), &message));
    }
    let dated = |date| Dated { date, origin: DateOrigin::Feed };
    let stated = Stated {
        published: entry.published.or(entry.updated).map(dated),
        updated: entry.updated.filter(|_| entry.published.is_some()),
        standfirst: entry
            .summary
            .as_ref()
            .and_then(|summary| standfirst(summary, told))
            .into_iter()
            .collect(),
        byline: entry.byline,
        url: entry.link,
        language: entry.language,
        ..Stated::default()
    };
    let named = name_of_untitled(&stated);
    let article = document::article_in(&page.path, stated.clone(), told, lines).or_else(|| {
        let mut article =
            document::article_in(&page.path, Stated { headline: named, ..stated }, told, lines)?;
        article.headline.origin = HeadlineOrigin::Derived;
        Some(article)
    });
    if let Some(article) = article {
        page.articles.push(article);
    } else {
        let message = "The entry has neither a headline nor a text, an address or a date.";
        page.problems.push(problem(ProblemKind::NoArticle, Some(lines), message));
    }
}

/// What an entry with neither headline nor text is called: by its address, else by its date.
fn name_of_untitled(stated: &Stated) -> Option<String> {
    let date = stated.published.map(|dated| format!("Untitled, {}", dated.date.in_words(MonthName::Full)));
    stated.url.clone().or(date)
}

/// A summary that says something of its own: short, whole, and not the words of the text.
fn standfirst(summary: &Markup, told: &[Told]) -> Option<String> {
    let plain = summary.plain();
    let whole = !["...", "…", "[…]", "[...]"].iter().any(|cut| plain.ends_with(cut));
    let folded = |text: &str| -> String { text.chars().filter(|letter| letter.is_alphanumeric()).collect() };
    let text: String = told.iter().map(|block| folded(&block.text)).collect();
    let own = !text.contains(&folded(&plain));
    let short = plain.chars().count() <= LONGEST_STANDFIRST;
    (whole && own && short && !plain.is_empty()).then_some(plain)
}
