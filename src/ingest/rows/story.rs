//! One row to one article: what its fields state, and its body by whatever form it is written in.

use std::path::Path;

use crate::article::{Article, BlockKind, Caption, Date, DateOrigin, Dated, Lines, Removed};
use crate::ingest::document;
use crate::ingest::draft::{Draft, Stated};
use crate::ingest::forms::byline::{self, Byline};
use crate::ingest::forms::dates::{self, NumericOrder};
use crate::ingest::forms::{agency, credit, dateline, sentence, timestamps};
use crate::ingest::html;
use crate::ingest::page::{self, Place};
use crate::ingest::rules::{self, Rules};
use crate::text::{self, Field, SafeText};

use super::markup;
use super::names::Slot;
use super::row::{self, Row};

/// The longest headline, in characters.
const LONGEST_HEADLINE: usize = 300;
/// The longest name of a section, in characters.
const LONGEST_KICKER: usize = 60;
/// The longest name of an author, in characters.
const LONGEST_NAME: usize = 120;
/// The longest line of a text that is wrapped at a fixed width, in characters.
const WIDEST_WRAPPED: usize = 90;
/// How much of a summary is compared with the text, in folded letters.
const COMPARED: usize = 60;
/// How much of the text a summary is looked for in, in characters.
const OPENING: usize = 4000;
/// The names of the pictures' captions and their credits inside an object.
const CAPTIONS: &[&str] = &["caption", "fullcaption", "captiontext", "imagecaption", "photocaption"];
const CREDITS: &[&str] = &["credit", "photographer", "copyright", "source"];

/// An article and what of its dates must wait for the other rows.
#[derive(Debug, PartialEq)]
pub(super) struct Story {
    /// The article.
    pub(super) article: Article,
    /// A date of figures only, whose day and month the row alone does not tell apart.
    pub(super) unsettled: Option<String>,
    /// How many hidden characters the character policy took out of its text.
    pub(super) hidden: usize,
}

/// The article of a row; nothing where the row has no text.
pub(super) fn story(path: &Path, row: &Row<'_>, lines: Lines, rules: &Rules) -> Option<Story> {
    let (stated, body) = match body(row) {
        Some(body) => (stated_beside(row, &body), body),
        None => (stated(row), summaries(row).into_iter().max_by_key(String::len).unwrap_or_default()),
    };
    let unsettled = stated.published.is_none().then(|| row.texts(Slot::Published).find(|text| is_torn(text)));
    let mut hidden = text::clean(&body, Field::Body).1;
    let mut article = if markup::is_html(&body) {
        let mut told = html::fragment(&body, lines);
        hidden = document::hidden(&told);
        rules.mark(path, &mut told);
        document::article_in(path, stated, &told, lines)
    } else {
        let (body, ruled_out) = ruled(path, &markup::unescaped(&body), lines, rules);
        let article = plain(path, &body, lines, stated);
        article.map(|mut article| {
            article.removed.extend(ruled_out);
            article
        })
    }?;
    add_captions(&mut article, row, lines);
    article.source.lines = lines;
    Some(Story { article, unsettled: unsettled.flatten(), hidden })
}

/// The text without the lines that a rule of the configuration takes out, and those.
fn ruled(path: &Path, text: &str, lines: Lines, rules: &Rules) -> (String, Vec<Removed>) {
    let Some(keeps) = rules.keeps(path, || text.lines().map(str::trim).collect()) else {
        return (text.to_owned(), Vec::new());
    };
    let (stay, go): (Vec<_>, Vec<_>) = text.lines().zip(keeps).partition(|(_, keep)| *keep);
    let stay: Vec<&str> = stay.into_iter().map(|(line, _)| line).collect();
    let go = go.into_iter().map(|(line, _)| line).filter(|line| !line.trim().is_empty());
    (stay.join("\n"), go.map(|line| rules::removed(line, lines)).collect())
}

/// The article of a plain text. What a row holds is a text even where on a page it could be a headline or a control.
fn plain(path: &Path, text: &str, lines: Lines, stated: Stated) -> Option<Article> {
    let text = &whole_opening(text);
    let paragraphs = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    if paragraphs().nth(1).is_some() {
        let article = page::one(path, text, Place::Within(lines), stated.clone());
        if article.as_ref().is_some_and(|article| !article.body.is_empty()) {
            return article;
        }
    }
    let mut draft = Draft::of(stated);
    for paragraph in paragraphs() {
        draft.add_block(BlockKind::Paragraph, paragraph, lines);
    }
    (!draft.is_empty()).then(|| draft.finish(path, lines).0)
}

/// The text with the lines of its first paragraph joined where it is wrapped at a fixed width: the head of a page may
/// have lines of its own there, but a row begins with its text.
fn whole_opening(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let start = lines.iter().position(|line| !line.trim().is_empty()).unwrap_or(0);
    let indent = |line: &str| line.len() - line.trim_start().len();
    let first = lines.get(start).map_or(0, |line| indent(line));
    let belongs = |line: &&&str| !line.trim().is_empty() && indent(line) <= first;
    let end = start + lines.iter().skip(start).take_while(belongs).count();
    let opening = lines.get(start..end).unwrap_or_default();
    let narrow = lines.len() >= 3 && lines.iter().all(|line| sentence::length(line) <= WIDEST_WRAPPED);
    let Some((last, others)) = opening.split_last().filter(|(_, others)| narrow && !others.is_empty()) else {
        return text.to_owned();
    };
    let ended = others.iter().filter(|line| sentence::ends_sentence(line.trim())).count();
    if !sentence::ends_sentence(last.trim()) || ended * 2 > others.len() {
        return text.to_owned();
    }
    let joined = opening.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
    let rest = lines.get(end..).unwrap_or_default();
    [&[joined.as_str()], rest].concat().join("\n")
}

/// Whether a row has what only articles have: a text of several words under a name that means one, or a headline
/// with a text, a date, an address, an author or a summary beside it.
pub(super) fn is_article(row: &Row<'_>) -> bool {
    let words = body(row).map_or(0, |body| sentence::words(&body));
    let titled = headline(row).is_some_and(|headline| sentence::words(&headline) >= 2);
    let beside = [Slot::Published, Slot::Url, Slot::Byline, Slot::Standfirst];
    let told = || words >= 2 || beside.into_iter().any(|slot| row.values(slot).next().is_some());
    words >= 4 || (titled && told())
}

/// Whether a row has a text of its own, not only a headline or a summary.
pub(super) fn has_body(row: &Row<'_>) -> bool {
    body(row).is_some_and(|body| sentence::words(&body) >= 4)
}

/// What a row states beside a text, with a summary only where it says something the text does not begin with.
pub(super) fn stated_beside(row: &Row<'_>, text: &str) -> Stated {
    let stated = stated(row);
    let standfirst = standfirst(summaries(row), text, stated.headline.as_deref());
    Stated { standfirst, ..stated }
}

fn stated(row: &Row<'_>) -> Stated {
    let (byline, agency) = attribution(row);
    Stated {
        headline: headline(row),
        kicker: row
            .values(Slot::Kicker)
            .find_map(|value| row::list(value).into_iter().find(|text| is_label(text))),
        published: row
            .texts(Slot::Published)
            .chain(row.texts(Slot::Dateline))
            .find_map(|text| date(&text))
            .map(|date| Dated { date, origin: DateOrigin::Metadata }),
        updated: row.texts(Slot::Updated).find_map(|text| date(&text)),
        byline,
        agency,
        dateline: row.texts(Slot::Dateline).find_map(|text| filed_from(&text)),
        // Clipping programs call the address the source.
        url: row.texts(Slot::Url).chain(row.texts(Slot::Agency)).find(|text| is_address(text)),
        language: row.texts(Slot::Language).find_map(|text| language(&text)),
        standfirst: Vec::new(),
    }
}

fn body(row: &Row<'_>) -> Option<String> {
    row.body(Slot::Html).or_else(|| row.body(Slot::Text)).or_else(|| row.body(Slot::Page))
}

fn headline(row: &Row<'_>) -> Option<String> {
    let texts = row.texts(Slot::Headline).map(|text| markup::plain(&text));
    let mut fitting = texts.filter(|text| (1..=LONGEST_HEADLINE).contains(&sentence::length(text)));
    fitting.find(|text| text.chars().any(char::is_alphanumeric))
}

fn summaries(row: &Row<'_>) -> Vec<String> {
    row.texts(Slot::Standfirst).collect()
}

/// The first summary as points, unless the text or the headline says the same.
fn standfirst(summaries: Vec<String>, body: &str, headline: Option<&str>) -> Vec<String> {
    let first = summaries.into_iter().find(|text| text.chars().any(char::is_alphabetic));
    let opening: String = body.chars().take(OPENING).collect();
    let opening = letters(&text::fold(&markup::plain(&opening)));
    let headline = headline.map(|headline| letters(&text::fold(headline)));
    let says_nothing_new = |point: &String| {
        let whole = letters(&text::fold(point));
        let compared: String = whole.chars().take(COMPARED).collect();
        opening.contains(&compared) || headline.as_ref() == Some(&whole)
    };
    let points = first.map(|text| points(&text)).unwrap_or_default();
    points.into_iter().filter(|point| !says_nothing_new(point)).collect()
}

/// The points of a summary: one a line, without their marks.
fn points(text: &str) -> Vec<String> {
    let lines: Vec<String> = if markup::is_html(text) {
        html::fragment(text, Lines::one(1)).into_iter().map(|told| told.text).collect()
    } else {
        markup::unescaped(text).lines().map(str::to_owned).collect()
    };
    let bare = lines.iter().map(|line| line.trim().trim_start_matches(['•', '*', '-', '–']).trim());
    bare.filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// The authors and the agency, each once.
fn attribution(row: &Row<'_>) -> (Option<String>, Option<String>) {
    let authors =
        row.values(Slot::Byline).map(authors).find(|read| read.names.is_some() || read.agency.is_some());
    let authors = authors.unwrap_or(Byline { names: None, agency: None });
    let publisher = row.texts(Slot::Agency).find(|name| agency::is_wire(name));
    (authors.names, authors.agency.or(publisher))
}

fn authors(value: &serde_json::Value) -> Byline {
    let mut names: Vec<String> = Vec::new();
    let mut agency = None;
    for written in row::list(value) {
        let written = markup::plain(&written);
        let name = sentence::strip_prefix_folded(&written, "by ").unwrap_or(&written).trim();
        if agency::is_wire(name) {
            agency.get_or_insert_with(|| name.to_owned());
        } else if let Some(read) = byline::byline(&format!("By {name}")) {
            names.extend(read.names.filter(|name| !names.contains(name)));
            agency = agency.or(read.agency);
        } else if is_name(name) && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    Byline { names: (!names.is_empty()).then(|| names.join(", ")), agency }
}

fn is_name(text: &str) -> bool {
    let lettered = text.chars().any(char::is_alphabetic);
    lettered && sentence::length(text) <= LONGEST_NAME && !text.contains("://") && !text.contains('\n')
}

fn is_label(text: &str) -> bool {
    let lettered = text.chars().any(char::is_alphabetic);
    lettered && sentence::length(text) <= LONGEST_KICKER && !text.contains('\n') && !text.contains("://")
}

fn is_address(text: &str) -> bool {
    let web =
        ["http://", "https://"].iter().any(|scheme| sentence::strip_prefix_folded(text, scheme).is_some());
    web && !text.chars().any(char::is_whitespace)
}

/// A date as machines or people write it.
fn date(text: &str) -> Option<Date> {
    timestamps::timestamp(text).or_else(|| settled(text, NumericOrder::Unsettled))
}

/// A date read with what is known of the order of day and month.
pub(super) fn settled(text: &str, order: NumericOrder) -> Option<Date> {
    let row = dates::row(text.trim(), order)?;
    row.published.or(row.updated)
}

/// Whether a text is a date of figures that could be two days.
fn is_torn(text: &str) -> bool {
    dates::row(text.trim(), NumericOrder::Unsettled).is_some() && date(text).is_none()
}

/// The place of a dateline, however much of it the field holds.
fn filed_from(text: &str) -> Option<String> {
    // A line with the date is called a date line as well.
    if date(text).is_some() {
        return None;
    }
    let whole = format!("{} — The", text.trim().trim_end_matches(['-', '–', '—', ' ']));
    let place = dateline::dateline(&whole).and_then(|read| read.place.map(str::to_owned));
    let bare = || is_name(text).then(|| text.trim().trim_end_matches(['-', '–', '—', ' ', ',']).to_owned());
    place.or_else(bare).filter(|place| !place.is_empty())
}

/// A language as a BCP 47 tag, from a tag, an ISO 639-2 code or an English name.
fn language(text: &str) -> Option<String> {
    const NAMES: [(&str, &str); 10] = [
        ("en", "english eng"),
        ("fr", "french fra fre"),
        ("es", "spanish spa"),
        ("de", "german deu ger"),
        ("ar", "arabic ara"),
        ("pt", "portuguese por"),
        ("ru", "russian rus"),
        ("zh", "chinese zho chi"),
        ("it", "italian ita"),
        ("nl", "dutch nld dut"),
    ];
    let written = text.trim().replace('_', "-");
    let folded = written.to_lowercase();
    let named = NAMES.iter().find(|(_, names)| names.split(' ').any(|name| name == folded));
    let tag = folded.split('-').next().is_some_and(|main| (2..=3).contains(&main.len()));
    let plain =
        written.len() <= 11 && written.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    named.map(|(tag, _)| (*tag).to_owned()).or_else(|| (tag && plain).then_some(written))
}

/// Captions that stand in fields of their own and not in the text.
fn add_captions(article: &mut Article, row: &Row<'_>, lines: Lines) {
    let key = |text: &str| letters(&text::fold(text));
    for text in row.values(Slot::Captions).flat_map(captions) {
        let text = SafeText::label(&markup::plain(&text));
        let known = article.captions.iter().any(|caption| key(&caption.text) == key(&text));
        if !known && !text.is_empty() {
            let credit = credit::credit(&text).map(|credit| SafeText::label(credit.name));
            article.captions.push(Caption { text, credit, lines });
        }
    }
}

/// The captions in a value: of a text itself, of pictures with their credit behind.
fn captions(value: &serde_json::Value) -> Vec<String> {
    match value {
        serde_json::Value::Array(values) => values.iter().flat_map(captions).collect(),
        serde_json::Value::Object(fields) => {
            let find = |names: &[&str]| {
                let named = fields.iter().find(|(name, _)| names.contains(&&*super::names::folded(name)));
                named.and_then(|(_, value)| row::text(value))
            };
            let Some(caption) = find(CAPTIONS) else { return Vec::new() };
            let credit = find(CREDITS).filter(|credit| !caption.contains(credit.as_str()));
            vec![credit.map_or(caption.clone(), |credit| format!("{caption} ({credit})"))]
        }
        // The address or the name of a picture is no caption.
        serde_json::Value::String(text) if sentence::words(text) >= 3 && !is_address(text) => {
            row::list(value)
        }
        serde_json::Value::Null
        | serde_json::Value::Bool(_)
        | serde_json::Value::Number(_)
        | serde_json::Value::String(_) => Vec::new(),
    }
}
