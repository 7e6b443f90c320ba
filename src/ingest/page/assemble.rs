//! Articles, removed parts and problems from the told parts of a page. Every piece ends in exactly one of them.

use std::path::Path;

use crate::article::{Article, BlockKind, Date, Lines, Problem, ProblemKind, Removed, RemovedKind};
use crate::ingest::draft::{Draft, Elsewhere};
use crate::ingest::forms::byline::Byline;
use crate::ingest::forms::{ages, contact, sentence};
use crate::text::{self, SafeText};

use super::opening::Piece;
use super::roles::{self, Reason, Role, Section, Verdict};
use super::shape::{self, Shape};

/// What a page came to.
#[derive(Debug, Default)]
pub(super) struct Assembled {
    /// Its articles in order.
    pub(super) articles: Vec<Article>,
    /// Removed parts that stand in none of them.
    pub(super) removed: Vec<Removed>,
    /// What could not be understood.
    pub(super) problems: Vec<Problem>,
}

/// Puts the sections of a page together.
pub(super) fn assemble(path: &Path, pieces: &[Piece], sections: &[Section]) -> Assembled {
    let mut page = Assembled::default();
    let first = sections.first().map_or(pieces.len(), |section| section.range.start);
    for (at, piece) in pieces.iter().enumerate().take(first) {
        place(&mut page, pieces, at, roles::stray(&piece.shape));
    }
    let about = About::of(pieces, first, sections);
    for section in sections {
        if section.verdict == Verdict::Article {
            let (article, behind) = article(path, pieces, section, &about);
            page.articles.push(article);
            page.removed.extend(behind);
            continue;
        }
        for at in section.range.clone() {
            place(&mut page, pieces, at, section.parts.get(at));
        }
    }
    if page.articles.is_empty() {
        page.problems.insert(0, no_article(pieces, sections));
    }
    page
}

/// Puts a piece that is in no article where a reader finds it.
fn place(page: &mut Assembled, pieces: &[Piece], at: usize, role: Role) {
    let Some(piece) = pieces.get(at) else { return };
    page.removed.extend(marks(piece));
    if let Some(removed) = removed(pieces, piece, role) {
        page.removed.push(removed);
    } else {
        page.problems.push(unsure(piece));
    }
}

fn unsure(piece: &Piece) -> Problem {
    let message = SafeText::label(&format!("This fits no part of an article: “{}”", piece.text));
    Problem { kind: ProblemKind::Unsure, lines: Some(piece.lines), message }
}

fn no_article(pieces: &[Piece], sections: &[Section]) -> Problem {
    let any = |verdict| sections.iter().any(|section| section.verdict == verdict);
    let message = if pieces.is_empty() {
        "The file has no text."
    } else if any(Verdict::Teaser) {
        "The page only lists articles that stand elsewhere."
    } else if any(Verdict::Gallery) {
        "The page is a gallery: captions without an article."
    } else {
        "Nothing on the page reads as an article."
    };
    Problem { kind: ProblemKind::NoArticle, lines: None, message: SafeText::label(message) }
}

/// A removed part as the reader sees it; none where the part is unsure or belongs to the text.
fn removed(pieces: &[Piece], piece: &Piece, role: Role) -> Option<Removed> {
    let (kind, why) = match role {
        Role::Removed(kind, Reason::Because(why)) => (kind, why.to_owned()),
        Role::Removed(kind, Reason::Repeats(kept)) => {
            let line = pieces.get(kept).map_or(0, |kept| kept.lines.first);
            (kind, format!("repeats line {line}"))
        }
        Role::Dated => (RemovedKind::Date, "the date was read from it".to_owned()),
        Role::Attributed => (RemovedKind::Byline, "the byline was read from it".to_owned()),
        Role::Addressed => (RemovedKind::Widget, "the page's address was read from it".to_owned()),
        Role::Headline
        | Role::Kicker
        | Role::Caption
        | Role::Standfirst
        | Role::Body(_)
        | Role::Dateline
        | Role::Unsure => {
            return None;
        }
    };
    Some(Removed { kind, text: SafeText::label(&piece.text), lines: piece.lines, why: SafeText::label(&why) })
}

/// The numbers of links that were taken out of a piece's line.
fn marks(piece: &Piece) -> Option<Removed> {
    let (kind, why) = (RemovedKind::Widget, SafeText::label("numbers of links"));
    Some(Removed { kind, text: SafeText::label(piece.marks.as_deref()?), lines: piece.lines, why })
}

/// An article and what was removed behind its last line.
fn article(path: &Path, pieces: &[Piece], section: &Section, about: &About<'_>) -> (Article, Vec<Removed>) {
    let mut draft = Draft::default();
    draft.set_seen(about.seen);
    draft.set_elsewhere(about.elsewhere);
    if let Some(address) = about.address {
        draft.set_url(contact::address(&address.text).unwrap_or(&address.text), Lines::one(0));
    }
    fill(&mut draft, pieces, section);
    let first = pieces.get(section.range.start).map_or(Lines::one(1), |piece| piece.lines);
    draft.finish(path, first)
}

/// What a page tells about all of itself.
struct About<'a> {
    /// The day on which it was saved.
    seen: Option<Date>,
    /// What it tells about dates outside its articles.
    elsewhere: Elsewhere,
    /// The address above its only article.
    address: Option<&'a Piece>,
}

impl<'a> About<'a> {
    fn of(pieces: &'a [Piece], first: usize, sections: &[Section]) -> Self {
        let articles = sections.iter().filter(|section| section.verdict == Verdict::Article).count();
        let address = || pieces.iter().take(first).find(|piece| piece.shape == Shape::Address);
        Self {
            seen: pieces.iter().find_map(|piece| seen(&piece.shape)),
            address: if articles == 1 { address() } else { None },
            elsewhere: elsewhere(pieces, first, sections),
        }
    }
}

fn elsewhere(pieces: &[Piece], first: usize, sections: &[Section]) -> Elsewhere {
    let mut elsewhere = Elsewhere { common: common_date(pieces, first, sections), ..Elsewhere::default() };
    let waits = |piece: &Piece| matches!(&piece.shape, Shape::DateRow(row) if row.yearless.is_some());
    if pieces.iter().any(waits) {
        let told = |piece: &Piece| match &piece.shape {
            Shape::DateRow(row) => row.seen.or(row.updated).or(row.published),
            Shape::Stamp(date) => *date,
            _ => None,
        };
        elsewhere.latest = pieces.iter().find_map(told);
        elsewhere.year = pieces.iter().find_map(year);
    }
    elsewhere
}

/// The date above the first headline of several articles none of which has one of its own.
fn common_date(pieces: &[Piece], first: usize, sections: &[Section]) -> Option<Date> {
    if sections.iter().filter(|section| section.verdict == Verdict::Article).count() < 2 {
        return None;
    }
    let head = sections.first().and_then(|section| section.headline).unwrap_or(first);
    let date = |piece: &Piece| match &piece.shape {
        Shape::DateRow(row) => row.published,
        _ => None,
    };
    let common = pieces.iter().take(head).find_map(date)?;
    let dated = |piece: &Piece| matches!(piece.shape, Shape::DateRow(_) | Shape::Stamp(_));
    (!pieces.iter().skip(head).any(dated)).then_some(common)
}

/// The year in an address or beside the rights of a page.
fn year(piece: &Piece) -> Option<u16> {
    let owned =
        || piece.text.contains('©') || sentence::strip_prefix_folded(&piece.text, "copyright").is_some();
    let told = piece.shape == Shape::Address || (matches!(piece.shape, Shape::Control(_)) && owned());
    let years = piece.text.split(|letter: char| !letter.is_ascii_digit()).filter(|_| told);
    years
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .find(|year| (1900..2100).contains(year))
}

/// The day on which the page was saved, where a piece tells it.
fn seen(shape: &Shape) -> Option<Date> {
    match shape {
        Shape::DateRow(row) => row.seen,
        _ => None,
    }
}

/// Puts the pieces of a section into the fields of their roles.
pub(super) fn fill(draft: &mut Draft, pieces: &[Piece], section: &Section) {
    for at in section.range.clone() {
        if let Some(piece) = pieces.get(at) {
            if let Some(Removed { kind, text, lines, why }) = marks(piece) {
                draft.remove(kind, &text, lines, &why);
            }
            tell(draft, piece, section.parts.get(at));
            if let Some(Removed { kind, text, lines, why }) = removed(pieces, piece, section.parts.get(at)) {
                draft.remove(kind, &text, lines, &why);
            }
        }
    }
}

/// Puts a piece of an article into the field of its role.
fn tell(draft: &mut Draft, piece: &Piece, role: Role) {
    let (text, lines) = (piece.text.as_str(), piece.lines);
    match role {
        Role::Headline => add_headline(draft, shape::unmarked(text), lines),
        Role::Kicker => draft.set_kicker(text, lines),
        Role::Caption => {
            draft.add_caption(text, lines);
        }
        Role::Standfirst => {
            let bare = shape::bullet(text).or_else(|| shape::hyphen_bullet(text));
            draft.add_standfirst(bare.unwrap_or_else(|| shape::unmarked(text)), lines);
        }
        Role::Body(kind) => draft.add_block(kind, bare(kind, text), lines),
        Role::Unsure => draft.add_block(BlockKind::Paragraph, text, lines),
        Role::Dateline => draft.add_dateline(text, lines),
        Role::Dated => add_dates(draft, &piece.shape, lines),
        Role::Attributed => draft.add_byline(&attributed(piece), lines),
        Role::Addressed => draft.set_url(contact::address(text).unwrap_or(text), lines),
        Role::Removed(RemovedKind::Date, _) if draft.is_head() => {
            if let Some(days) = ages::days_ago(text) {
                draft.add_age(days, lines);
            }
        }
        Role::Removed(..) => {}
    }
}

/// The headline; where the format states another one, the printed line must not be lost.
fn add_headline(draft: &mut Draft, text: &str, lines: Lines) {
    let other = draft.stated_headline().is_some_and(|stated| !reads_as(stated, text));
    if other { draft.add_standfirst(text, lines) } else { draft.set_headline(text, lines) }
}

fn reads_as(one: &str, other: &str) -> bool {
    text::letters(one) == text::letters(other)
}

/// The text of a block without its mark.
fn bare(kind: BlockKind, text: &str) -> &str {
    match kind {
        BlockKind::Paragraph | BlockKind::Quote | BlockKind::Preformatted => text,
        BlockKind::Subheading => {
            let bare = shape::unmarked(text);
            shape::numbered(bare).map_or(bare, |(_, rest)| rest)
        }
        BlockKind::Item => shape::bullet(text)
            .or_else(|| shape::hyphen_bullet(text))
            .or_else(|| shape::numbered(text).map(|(_, rest)| rest))
            .unwrap_or(text),
    }
}

fn add_dates(draft: &mut Draft, shape: &Shape, lines: Lines) {
    match shape {
        Shape::Stamp(date) => draft.add_stamp(*date, lines),
        Shape::DateRow(row) => draft.add_dates(row, lines),
        _ => draft.reach(lines),
    }
}

fn attributed(piece: &Piece) -> Byline {
    match &piece.shape {
        Shape::Byline(byline) => byline.clone(),
        _ => Byline { names: Some(piece.text.clone()), agency: None },
    }
}
