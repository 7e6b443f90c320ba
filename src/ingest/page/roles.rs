//! The part each piece of a page plays, and what kind of section it stands in.

use std::collections::HashMap;
use std::ops::Range;

use crate::article::{BlockKind, RemovedKind};

use super::body;
use super::head::Head;
use super::shape::Shape;
use super::survey::Survey;
use crate::ingest::forms::{credit, sentence};
use crate::text;

/// The part a piece plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The headline, in the copy that is kept.
    Headline,
    /// The label above the headline.
    Kicker,
    /// A caption, in the copy that is kept.
    Caption,
    /// A point of the standfirst.
    Standfirst,
    /// A block of the body.
    Body(BlockKind),
    /// A dateline that stands before its paragraph.
    Dateline,
    /// A date that is read; its raw line is removed.
    Dated,
    /// A byline that is read; its raw line is removed.
    Attributed,
    /// The page's own address; its raw line is removed.
    Addressed,
    /// Not part of the text.
    Removed(RemovedKind, Reason),
    /// Nothing that fits.
    Unsure,
}

/// Why a piece was removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// It says the same as that piece.
    Repeats(usize),
    /// In words for the reader.
    Because(&'static str),
}

/// What a section turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// An article.
    Article,
    /// The opening of an article that stands elsewhere.
    Teaser,
    /// Captions without a text.
    Gallery,
    /// Lines that are nothing of these.
    Leftover,
}

/// One section with its parts told.
#[derive(Debug)]
pub(super) struct Section {
    /// Its pieces.
    pub(super) range: Range<usize>,
    /// What it is.
    pub(super) verdict: Verdict,
    /// The piece that is its headline.
    pub(super) headline: Option<usize>,
    /// The part of each of its pieces.
    pub(super) parts: Parts,
}

/// The shortest caption, its credit aside, that another can be a copy of, in characters.
const SHORTEST_SCENE: usize = 20;

/// So many pieces apart two captions are compared.
const NEAR: usize = 40;

/// The letters and digits of a caption without its credit.
fn scene(text: &str) -> String {
    let credit = credit::credit(text).map_or(0, |credit| credit.name.len());
    let bare = if credit::is_credit_alone(text) { "" } else { text };
    let cut = if credit == 0 { None } else { bare.rfind(['(', '[', '/', '.', '|', '—']) };
    let head = cut.and_then(|cut| bare.get(..cut)).unwrap_or(bare);
    text::letters(head)
}

/// The parts of the pieces of one section, while they are told.
#[derive(Debug)]
pub(super) struct Parts {
    start: usize,
    roles: Vec<Role>,
    /// The captions found so far by the key of what they say, each with the copy that is kept.
    pub(super) captions: HashMap<u64, usize>,
}

impl Parts {
    /// Every piece still unsure.
    fn of(range: Range<usize>) -> Self {
        Self { start: range.start, roles: vec![Role::Unsure; range.len()], captions: HashMap::new() }
    }

    /// The part of a piece.
    pub(super) fn get(&self, at: usize) -> Role {
        at.checked_sub(self.start).and_then(|at| self.roles.get(at)).copied().unwrap_or(Role::Unsure)
    }

    /// Tells the part of a piece.
    pub(super) fn set(&mut self, at: usize, role: Role) {
        if let Some(slot) = at.checked_sub(self.start).and_then(|at| self.roles.get_mut(at)) {
            *slot = role;
        }
    }

    /// Tells that a piece is a caption, or a copy of one.
    pub(super) fn set_caption(&mut self, survey: &Survey<'_>, at: usize, end: usize) {
        if let Some(kept) = self.near_copy(survey, at) {
            let fuller = survey.text(at).len() > survey.text(kept).len();
            let (kept, copy) = if fuller { (at, kept) } else { (kept, at) };
            self.captions.values_mut().filter(|known| **known == copy).for_each(|known| *known = kept);
            self.captions.insert(survey.repeats.key(at), kept);
            self.set(kept, Role::Caption);
            self.set(copy, Role::Removed(RemovedKind::Caption, Reason::Repeats(kept)));
            return;
        }
        let kept = *self.captions.entry(survey.repeats.key(at)).or_insert_with(|| survey.best_copy(at, end));
        let copy = Role::Removed(RemovedKind::Caption, Reason::Repeats(kept));
        self.set(at, if at == kept { Role::Caption } else { copy });
    }

    /// The caption that says the same but for a credit that only one of the two has.
    fn near_copy(&self, survey: &Survey<'_>, at: usize) -> Option<usize> {
        if self.captions.contains_key(&survey.repeats.key(at)) {
            return None;
        }
        let said = scene(survey.text(at));
        let told = self.captions.values().copied().filter(|&kept| self.get(kept) == Role::Caption);
        let same = |kept: &usize| {
            let known = survey.text(*kept);
            let alone = said.is_empty() && known.ends_with(survey.text(at));
            alone || (sentence::length(&said) >= SHORTEST_SCENE && scene(known) == said)
        };
        // The order of a map says nothing, the order of the page does.
        told.filter(|&kept| kept != at && kept.abs_diff(at) <= NEAR).filter(same).max()
    }
}

impl Section {
    /// Tells the parts of a section and what it is.
    pub(super) fn of(survey: &Survey<'_>, range: Range<usize>) -> Self {
        let mut section = Self::whole(survey, range);
        section.drop_closing_teaser(survey);
        section.verdict = section.judge(survey);
        section.apply_verdict();
        section
    }

    /// Tells the parts of a section that is known to be one article.
    pub(super) fn whole(survey: &Survey<'_>, range: Range<usize>) -> Self {
        let head = Head::of(survey, range.clone());
        let mut parts = Parts::of(range.clone());
        head.tell(survey, &mut parts);
        body::tell(survey, &head, &mut parts);
        Self { range, verdict: Verdict::Article, headline: head.headline, parts }
    }

    /// The pieces with a part of that sort.
    pub(super) fn pieces_with(
        &self,
        wanted: impl Fn(Role) -> bool,
    ) -> impl DoubleEndedIterator<Item = usize> {
        self.range.clone().filter(move |&at| wanted(self.parts.get(at)))
    }

    fn judge(&self, survey: &Survey<'_>) -> Verdict {
        let is_text = |role| matches!(role, Role::Body(kind) if kind != BlockKind::Subheading);
        let mut texts = self.pieces_with(is_text);
        let stamped = matches!(survey.shape(self.range.start), Some(Shape::Stamp(_)));
        let Some(only) = texts.next() else { return self.judge_without_text() };
        let short = sentence::length(survey.text(only)) <= 700;
        let teaser = texts.next().is_none()
            && short
            && sentence::breaks_off(survey.text(only))
            && self.headline.is_some();
        if teaser && !stamped { Verdict::Teaser } else { Verdict::Article }
    }

    fn judge_without_text(&self) -> Verdict {
        let has = |wanted: fn(Role) -> bool| self.pieces_with(wanted).next().is_some();
        if has(|role| role == Role::Caption) {
            Verdict::Gallery
        } else if self.headline.is_some()
            && has(|role| {
                matches!(
                    role,
                    Role::Dated | Role::Attributed | Role::Removed(RemovedKind::Headline, Reason::Repeats(_))
                )
            })
        {
            Verdict::Article
        } else {
            Verdict::Leftover
        }
    }

    fn apply_verdict(&mut self) {
        let verdict = self.verdict;
        for role in &mut self.parts.roles {
            *role = match verdict {
                Verdict::Article => *role,
                Verdict::Teaser => as_teaser(*role),
                Verdict::Gallery => as_gallery(*role),
                Verdict::Leftover => as_leftover(*role),
            };
        }
        if verdict != Verdict::Article {
            self.headline = None;
        }
    }

    /// The last headline and paragraph, where the paragraph breaks off, are the opening of another article.
    fn drop_closing_teaser(&mut self, survey: &Survey<'_>) {
        let is_text = |role| matches!(role, Role::Body(_));
        let last: Vec<usize> = self.pieces_with(is_text).rev().take(2).collect();
        let more = self.pieces_with(is_text).count() > 3;
        let [lede, title] = last[..] else { return };
        if more
            && survey.is_title(title)
            && survey.is_running(lede)
            && sentence::breaks_off(survey.text(lede))
        {
            for at in [lede, title] {
                self.parts.set(at, Role::Removed(RemovedKind::Teaser, Reason::Because(TEASER)));
            }
        }
    }
}

const TEASER: &str = "teaser of another article";

fn as_teaser(role: Role) -> Role {
    match role {
        Role::Removed(RemovedKind::Headline, _)
        | Role::Headline
        | Role::Kicker
        | Role::Caption
        | Role::Standfirst
        | Role::Body(_)
        | Role::Dateline
        | Role::Dated
        | Role::Attributed
        | Role::Addressed
        | Role::Unsure => Role::Removed(RemovedKind::Teaser, Reason::Because(TEASER)),
        Role::Removed(kind, reason) => Role::Removed(kind, reason),
    }
}

fn as_gallery(role: Role) -> Role {
    let why = Reason::Because("part of a gallery without an article");
    match role {
        Role::Headline => Role::Removed(RemovedKind::Headline, why),
        Role::Caption | Role::Standfirst | Role::Body(_) | Role::Dateline | Role::Unsure => {
            Role::Removed(RemovedKind::Caption, why)
        }
        Role::Kicker => Role::Removed(RemovedKind::Navigation, why),
        Role::Dated => Role::Removed(RemovedKind::Date, why),
        Role::Attributed => Role::Removed(RemovedKind::Byline, why),
        Role::Addressed => Role::Removed(RemovedKind::Widget, why),
        Role::Removed(kind, reason) => Role::Removed(kind, reason),
    }
}

fn as_leftover(role: Role) -> Role {
    let why = Reason::Because("stands without an article");
    match role {
        Role::Headline
        | Role::Kicker
        | Role::Caption
        | Role::Standfirst
        | Role::Body(_)
        | Role::Dateline
        | Role::Unsure => Role::Unsure,
        Role::Dated => Role::Removed(RemovedKind::Date, why),
        Role::Attributed => Role::Removed(RemovedKind::Byline, why),
        Role::Addressed => Role::Removed(RemovedKind::Widget, why),
        Role::Removed(kind, reason) => Role::Removed(kind, reason),
    }
}

/// The part of a piece that stands before every section.
pub(super) fn stray(shape: &Shape) -> Role {
    let why = Reason::Because("stands above the first headline");
    match shape {
        Shape::Control(control) => Role::Removed(control.kind, Reason::Because(control.why)),
        Shape::Stamp(_) | Shape::DateRow(_) => Role::Removed(RemovedKind::Date, why),
        Shape::Byline(_) => Role::Removed(RemovedKind::Byline, why),
        Shape::Counter => Role::Removed(RemovedKind::Counter, why),
        Shape::Caption => Role::Removed(RemovedKind::Caption, why),
        Shape::Address => Role::Removed(RemovedKind::Widget, why),
        Shape::Label => Role::Removed(RemovedKind::Navigation, why),
        Shape::Opener(_) | Shape::Bullet | Shape::Heading | Shape::Title => {
            Role::Removed(RemovedKind::Navigation, why)
        }
        Shape::Dateline | Shape::Prose | Shape::Quote | Shape::Preformatted => Role::Unsure,
    }
}
