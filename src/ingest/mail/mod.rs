//! Mails to articles, one a mail: single ones, boxes of them, and mails that a mail carries.
//!
//! `mbox` cuts boxes, `plain` reads plain text, `frame` knows what newsletters put around their text, `letter` which
//! stories they have, `forward` what those do who send a mail on. Attachments are passed over.

mod forward;
mod frame;
mod letter;
mod mbox;
mod plain;
mod saved_page;

use std::path::Path;

use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use crate::article::{Article, DateOrigin, Dated, Lines, Problem, ProblemKind};
use crate::text::{self, SafeText};

use super::document::{self, Part, Told};
use super::draft::Stated;
use super::forms::timestamps::timestamp;
use super::{Format, Page, Rules, html};
pub(super) use saved_page::saved_page;

use forward::Forwarded;
use frame::List;
use letter::Letter;
use plain::{Breaks, Place};

/// How deep mails that carry mails are followed.
const DEEPEST: usize = 4;

/// The most mails that one mail may carry, at any depth. The parser follows each into all the others it carries.
const MOST_CARRIED: usize = 1000;

/// A plain text beside HTML is read instead of it where it has this many times its letters.
const FULLER: usize = 2;

/// Reads the bytes of one mail.
pub(super) fn read(path: &Path, bytes: &[u8], rules: &Rules) -> Page {
    let mut page = Page::empty(path, Format::Mail);
    put(&mut page, &Lined { bytes, first: 1, rules });
    page
}

/// Reads the bytes of a box of mails.
pub(super) fn read_box(path: &Path, bytes: &[u8], rules: &Rules) -> Page {
    let mut page = Page::empty(path, Format::Mbox);
    for boxed in mbox::mails(bytes) {
        let known = page.articles.len();
        put(&mut page, &Lined { bytes: &boxed.bytes, first: boxed.line.saturating_add(1), rules });
        for article in page.articles.get_mut(known..).unwrap_or_default() {
            if article.source.lines.first == boxed.line.saturating_add(1) {
                article.source.lines.first = boxed.line;
            }
        }
    }
    page
}

/// Adds the mail that begins on this line of the file, and those it carries.
fn put(page: &mut Page, source: &Lined) {
    let Lined { bytes, first: line, rules } = *source;
    let cut = carried(bytes).nth(MOST_CARRIED);
    if cut.is_some() {
        let message =
            format!("The mail carries more than {MOST_CARRIED} mails; what follows them is not read.");
        page.problems.push(problem(ProblemKind::TooLarge, line, &message));
    }
    let bytes = cut.and_then(|cut| bytes.get(..cut)).unwrap_or(bytes);
    match MessageParser::default().parse(bytes).filter(|mail| !mail.headers().is_empty()) {
        Some(mail) => put_mail(page, &mail, &Lined { bytes, first: line, rules }, 0),
        None => page.problems.push(problem(ProblemKind::Unreadable, line, "The mail has no header.")),
    }
}

/// Where types of carried mails are named: `message/rfc822`.
fn carried(bytes: &[u8]) -> impl Iterator<Item = usize> {
    const TYPE: &[u8] = b"message";
    let slashes = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/').map(|(place, _)| place);
    slashes.filter(|place| {
        let name = bytes.get(place.saturating_sub(TYPE.len())..*place);
        name.is_some_and(|name| name.eq_ignore_ascii_case(TYPE))
    })
}

fn problem(kind: ProblemKind, line: u32, message: &str) -> Problem {
    Problem { kind, lines: Some(Lines::one(line)), message: SafeText::label(message) }
}

/// The bytes of a mail, the line of the file they begin on, and what the reader set for the file.
struct Lined<'b> {
    bytes: &'b [u8],
    first: u32,
    rules: &'b Rules,
}

impl Lined<'_> {
    /// The line of a place in the bytes.
    fn line(&self, place: u32) -> u32 {
        let place = usize::try_from(place).unwrap_or(usize::MAX);
        let before = self.bytes.get(..place).unwrap_or(self.bytes);
        let ends = before.split(|byte| *byte == b'\n').count().saturating_sub(1);
        self.first.saturating_add(u32::try_from(ends).unwrap_or(u32::MAX))
    }

    /// The lines from one place to before another.
    fn lines(&self, from: u32, to: u32) -> Lines {
        let first = self.line(from);
        Lines { first, last: self.line(to.saturating_sub(1)).max(first) }
    }

    fn all(&self) -> Lines {
        self.lines(0, u32::try_from(self.bytes.len()).unwrap_or(u32::MAX))
    }
}

fn put_mail(page: &mut Page, mail: &Message, source: &Lined, depth: usize) {
    let (mut body, headlines) = body(mail, source);
    page.hidden += document::hidden(&body);
    frame::remove(&mut body);
    let forwarded = forward::take(&mut body, mail.subject().unwrap_or_default());
    source.rules.mark(&page.path, &mut body);
    if body.iter().any(|block| block.text.contains(char::REPLACEMENT_CHARACTER)) {
        let message = "Some bytes of the mail are no text in its encoding; U+FFFD stands for them.";
        page.problems.push(problem(ProblemKind::Encoding, source.first, message));
    }
    let subject = headline(mail, forwarded.as_ref(), source);
    let stated = stated(mail, forwarded);
    if let Some(letter) = letter::cut(&body, &headlines) {
        put_letter(page, letter, subject, &stated, source);
    } else {
        let told: Vec<Told> = subject.into_iter().chain(body).collect();
        put_article(page, mail, document::article_in(&page.path, stated, &told, source.all()), source);
    }
    put_carried(page, mail, source, depth);
}

fn put_article(page: &mut Page, mail: &Message, article: Option<Article>, source: &Lined) {
    if article.is_none() && !mail.attachments().any(MessagePart::is_message) {
        let message = "The mail has neither a subject nor a text.";
        page.problems.push(problem(ProblemKind::NoArticle, source.first, message));
    }
    page.articles.extend(article);
}

/// Adds the stories of a newsletter, and under its subject what stands above them if that is more than a greeting.
fn put_letter(page: &mut Page, letter: Letter, subject: Option<Told>, stated: &Stated, source: &Lined) {
    let mut articles = letter.stories;
    if letter::is_greeting(&letter.opening) {
        page.removed.extend(letter::removed(subject.as_ref(), &letter.opening));
    } else {
        articles.insert(0, subject.into_iter().chain(letter.opening).collect());
    }
    for told in articles {
        page.articles.extend(document::article_in(&page.path, stated.of_all(), &told, source.all()));
    }
}

/// Adds the mails that a mail carries.
fn put_carried(page: &mut Page, mail: &Message, source: &Lined, depth: usize) {
    for part in mail.attachments().filter(|part| part.is_message()) {
        let lines = source.lines(part.raw_body_offset(), part.raw_end_offset());
        match part.message() {
            Some(inner) if depth < DEEPEST => {
                // Its places count from its own beginning where it was encoded, else from that of the whole mail.
                let encoded = part.encoding != Encoding::None;
                let own = Lined { bytes: &[], first: lines.first, rules: source.rules };
                let known = page.articles.len();
                put_mail(page, inner, if encoded { &own } else { source }, depth + 1);
                for article in page.articles.get_mut(known..).unwrap_or_default() {
                    article.source.lines = lines;
                }
            }
            Some(_) | None => {
                let message = "A mail within the mail is nested too deep to be read.";
                page.problems.push(problem(ProblemKind::NoArticle, lines.first, message));
            }
        }
    }
}

/// What the headers say: those of the mail that was sent on in it, where there is one.
fn stated(mail: &Message, forwarded: Option<Forwarded>) -> Stated {
    let raw = |name: &'static str| mail.header_raw(name).map(str::trim).filter(|value| !value.is_empty());
    let own = raw("Date").and_then(timestamp);
    let date = forwarded.as_ref().and_then(|inner| inner.date).or(own);
    let author = mail.from().and_then(|from| from.first()).and_then(|author| author.name());
    let named =
        author.map(|name| name.trim().trim_matches(['"', '\'']).trim()).filter(|name| !name.contains('@'));
    let archived = raw("Archived-At").map(|address| address.trim_matches(['<', '>', ' ']));
    let language = raw("Content-Language").and_then(|value| value.split(',').next()).map(str::trim);
    Stated {
        published: date.map(|date| Dated { date, origin: DateOrigin::Metadata }),
        byline: match forwarded {
            Some(inner) => inner.sender,
            None => named.filter(|name| !name.is_empty()).map(str::to_owned),
        },
        url: archived.filter(|address| address.starts_with("http")).map(str::to_owned),
        language: language.filter(|language| !language.is_empty()).map(str::to_owned),
        ..Stated::default()
    }
}

fn headline(mail: &Message, forwarded: Option<&Forwarded>, source: &Lined) -> Option<Told> {
    let header = mail.headers().iter().find(|header| header.name() == "Subject")?;
    let over_list = ["List-Id", "List-Post"].iter().any(|name| mail.header_raw(*name).is_some());
    let list = if over_list { List::Sent } else { List::Direct };
    let inner = forwarded.and_then(|inner| inner.subject.as_deref());
    let text = frame::headline(inner.or(mail.subject())?, list);
    Some(Told { part: Part::Heading, text, lines: source.lines(header.offset_field(), header.offset_end()) })
}

/// Blocks, and the places among them of the headlines of several stories.
type Body = (Vec<Told>, Vec<usize>);

/// The text of a mail: HTML where it has some, unless the plain text beside it says much more.
fn body(mail: &Message, source: &Lined) -> Body {
    let blocks = |parts: Vec<&MessagePart>| {
        let mut body = Body::default();
        for (told, headlines) in parts.into_iter().map(|part| part_blocks(part, source)) {
            let above = body.0.len();
            body.1.extend(headlines.into_iter().map(|at| above + at));
            body.0.extend(told);
        }
        body
    };
    let rich = blocks(mail.html_bodies().collect());
    let plain = blocks(mail.text_bodies().collect());
    let letters = |body: &Body| body.0.iter().map(|block| block.text.len()).sum::<usize>();
    if letters(&plain) > FULLER * letters(&rich) { plain } else { rich }
}

fn part_blocks(part: &MessagePart, source: &Lined) -> Body {
    let lines = source.lines(part.raw_body_offset(), part.raw_end_offset());
    match &part.body {
        PartType::Html(text) => html::letter(text, lines),
        PartType::Text(text) => {
            let place =
                if part.encoding == Encoding::None { Place::From(lines.first) } else { Place::Within(lines) };
            let detected = undeclared(part, source);
            (plain::blocks(detected.as_deref().unwrap_or(text), breaks(part), place), Vec::new())
        }
        PartType::Binary(_) | PartType::InlineBinary(_) | PartType::Message(_) | PartType::Multipart(_) => {
            Body::default()
        }
    }
}

/// The text of a part that says nothing of its encoding although it is not ASCII.
fn undeclared(part: &MessagePart, source: &Lined) -> Option<String> {
    let declared = part.content_type().is_some_and(|kind| kind.has_attribute("charset"));
    let place = |offset: u32| usize::try_from(offset).ok();
    let raw = source.bytes.get(place(part.raw_body_offset())?..place(part.raw_end_offset())?)?;
    let detected = !declared && part.encoding == Encoding::None && !raw.is_ascii();
    detected.then(|| text::decode(raw).text)
}

fn breaks(part: &MessagePart) -> Breaks {
    let kind = part.content_type();
    let attribute = |name: &str| kind.and_then(|kind| kind.attribute(name)).map(str::to_ascii_lowercase);
    match (attribute("format").as_deref(), attribute("delsp").as_deref()) {
        (Some("flowed"), Some("yes")) => Breaks::FlowedWithoutSpace,
        (Some("flowed"), _) => Breaks::Flowed,
        _ => Breaks::Fixed,
    }
}
