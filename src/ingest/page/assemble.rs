//! Articles, removed parts and problems from the told parts of a page. Every piece ends in exactly one of them.

use std::path::Path;

use crate::article::{
    Article, ArticleId, Attribution, Block, BlockKind, Caption, Date, DateOrigin, Dated, Dates, Headline,
    HeadlineOrigin, Lines, Problem, ProblemKind, Removed, RemovedKind, Source, Standfirst,
};
use crate::text::SafeText;

use super::opening::Piece;
use super::roles::{self, Reason, Role, Section, Verdict};
use super::shape::{self, Shape};
use crate::ingest::forms::{byline, credit, dateline, headline, language};

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
    for section in sections {
        if section.verdict == Verdict::Article {
            let (article, behind) = article(path, pieces, section);
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

/// An article and what was removed behind its last line.
fn article(path: &Path, pieces: &[Piece], section: &Section) -> (Article, Vec<Removed>) {
    let mut draft = Draft::default();
    for at in section.range.clone() {
        if let Some(piece) = pieces.get(at) {
            draft.add(pieces, piece, section.parts.get(at));
        }
    }
    let first = pieces.get(section.range.start).map_or(Lines::one(1), |piece| piece.lines);
    draft.finish(path, first)
}

/// An article while its pieces arrive.
#[derive(Debug, Default)]
struct Draft {
    headline: Option<Headline>,
    kicker: Option<SafeText>,
    dates: FoundDates,
    attribution: Attribution,
    captions: Vec<Caption>,
    standfirst: Vec<Standfirst>,
    body: Vec<Block>,
    removed: Vec<Removed>,
    last: u32,
}

/// The dates of a page by where they stood.
#[derive(Debug, Default)]
struct FoundDates {
    stamp: Option<Date>,
    published: Option<Date>,
    updated: Option<Date>,
}

impl Draft {
    fn add(&mut self, pieces: &[Piece], piece: &Piece, role: Role) {
        if !matches!(role, Role::Removed(..)) {
            self.last = self.last.max(piece.lines.last);
        }
        let (text, lines) = (piece.text.as_str(), piece.lines);
        match role {
            Role::Headline => {
                let text = SafeText::label(shape::unmarked(text));
                self.headline = Some(Headline { text, origin: HeadlineOrigin::Page, lines: Some(lines) });
            }
            Role::Kicker => self.kicker = Some(SafeText::label(text)),
            Role::Caption => {
                let credit = credit::credit(text).map(|credit| SafeText::label(credit.name));
                self.captions.push(Caption { text: SafeText::label(text), credit, lines });
            }
            Role::Standfirst => {
                let bare = shape::bullet(text).unwrap_or_else(|| shape::unmarked(text));
                self.standfirst.push(Standfirst { text: SafeText::label(bare), lines });
            }
            Role::Body(kind) => self.add_block(kind, text, lines),
            Role::Dateline => self.add_dateline(text, lines),
            Role::Unsure => self.add_block(BlockKind::Paragraph, text, lines),
            Role::Dated => self.dates.add(&piece.shape),
            Role::Attributed => self.add_byline(piece),
            Role::Removed(..) => {}
        }
        self.removed.extend(removed(pieces, piece, role));
    }

    fn add_block(&mut self, kind: BlockKind, text: &str, lines: Lines) {
        let bare = match kind {
            BlockKind::Paragraph if self.body.is_empty() => self.add_opening(text, lines),
            BlockKind::Paragraph | BlockKind::Quote | BlockKind::Preformatted => text,
            BlockKind::Subheading => shape::unmarked(text),
            BlockKind::Item => shape::bullet(text)
                .or_else(|| shape::hyphen_bullet(text))
                .or_else(|| shape::numbered(text).map(|(_, rest)| rest))
                .unwrap_or(text),
        };
        if !bare.is_empty() {
            self.body.push(Block { kind, text: SafeText::body(bare), lines });
        }
    }

    /// Takes the dateline off the first paragraph.
    fn add_opening<'t>(&mut self, text: &'t str, lines: Lines) -> &'t str {
        let Some(found) = dateline::dateline(text).filter(|found| !found.rest.is_empty()) else {
            return text;
        };
        if found.place.is_some() && self.attribution.dateline.is_some() {
            return text;
        }
        self.add_dateline(text, lines);
        found.rest
    }

    fn add_dateline(&mut self, text: &str, lines: Lines) {
        let Some(found) = dateline::dateline(text) else { return };
        if let Some(place) = found.place {
            if self.attribution.dateline.is_none() {
                self.attribution.dateline = Some(SafeText::label(place));
            } else {
                self.remove(RemovedKind::Byline, place, lines, "a further dateline");
            }
        }
        if let Some(agency) = found.agency {
            if self.attribution.agency.is_none() {
                self.attribution.agency = Some(SafeText::label(agency));
            } else {
                self.remove(RemovedKind::Byline, agency, lines, "agency of the dateline");
            }
        }
        if let Some(date) = found.date {
            self.remove(RemovedKind::Date, date, lines, "day of filing in the dateline");
        }
    }

    fn remove(&mut self, kind: RemovedKind, text: &str, lines: Lines, why: &str) {
        self.removed.push(Removed { kind, text: SafeText::label(text), lines, why: SafeText::label(why) });
    }

    /// The first byline counts.
    fn add_byline(&mut self, piece: &Piece) {
        let parsed = match &piece.shape {
            Shape::Byline(byline) => byline.clone(),
            _ => byline::Byline { names: Some(piece.text.clone()), agency: None },
        };
        if let Some(names) = parsed.names.filter(|_| self.attribution.byline.is_none()) {
            self.attribution.byline = Some(SafeText::label(&names));
        }
        if let Some(agency) = parsed.agency.filter(|_| self.attribution.agency.is_none()) {
            self.attribution.agency = Some(SafeText::label(&agency));
        }
    }

    fn finish(mut self, path: &Path, first: Lines) -> (Article, Vec<Removed>) {
        let headline = self.headline.take().unwrap_or_else(|| derived(&self.body));
        let lines = Lines { first: first.first, last: self.last.max(first.first) };
        let (removed, behind) =
            self.removed.into_iter().partition(|part: &Removed| part.lines.first <= lines.last);
        let language = language::detect(self.body.iter().map(|block| block.text.as_str()));
        let article = Article {
            id: id(&headline, &self.body),
            headline,
            kicker: self.kicker,
            dates: self.dates.resolve(),
            attribution: self.attribution,
            url: None,
            language: language.map(SafeText::label),
            source: Source { path: path.to_owned(), lines },
            captions: self.captions,
            standfirst: self.standfirst,
            body: self.body,
            removed,
        };
        (article, behind)
    }
}

impl FoundDates {
    fn add(&mut self, shape: &Shape) {
        match shape {
            Shape::Stamp(date) => self.stamp = self.stamp.or(*date),
            Shape::DateRow(row) => {
                self.published = self.published.or(row.published);
                self.updated = self.updated.or(row.updated);
            }
            _ => {}
        }
    }

    /// A crawler's stamp counts first; a date line that lies within it makes it more precise.
    fn resolve(&self) -> Dates {
        let precise = |stamp: Date| self.published.filter(|&date| lies_within(date, stamp)).unwrap_or(stamp);
        let published = self.stamp.map(precise).or(self.published);
        let updated = self.updated.filter(|_| published.is_some());
        let date = published.or(self.updated);
        Dates { published: date.map(|date| Dated { date, origin: DateOrigin::Page }), updated }
    }
}

fn lies_within(date: Date, wider: Date) -> bool {
    let month = wider.month().is_none() || wider.month() == date.month();
    let day = wider.day().is_none() || wider.day() == date.day();
    date.year() == wider.year() && month && day
}

fn derived(body: &[Block]) -> Headline {
    let lede = body.iter().find(|block| block.kind == BlockKind::Paragraph).or_else(|| body.first());
    let text = lede.map(|block| headline::derive(&block.text)).unwrap_or_default();
    Headline { text: SafeText::label(&text), origin: HeadlineOrigin::Derived, lines: None }
}

fn id(headline: &Headline, body: &[Block]) -> ArticleId {
    if body.is_empty() {
        return ArticleId::of_body([headline.text.as_str()]);
    }
    ArticleId::of_body(body.iter().map(|block| block.text.as_str()))
}
