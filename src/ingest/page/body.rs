//! The body of an article: paragraphs, subheadings and points, without what the page put between and behind them.

use std::collections::HashSet;
use std::ops::Range;

use crate::article::{BlockKind, RemovedKind};

use super::head::{Head, removed};
use super::lede;
use super::rhythm;
use super::roles::{Parts, Reason, Role};
use super::shape::{self, Shape};
use super::survey::Survey;
use super::vocabulary::{long_words, taken_up};
use crate::ingest::forms::caption::{self, Likeness};
use crate::ingest::forms::control::{Control, Opener};
use crate::ingest::forms::{byline, control, credit, ending, sentence};

/// Tells the part of each piece behind the head.
pub(super) fn tell(survey: &Survey<'_>, head: &Head, parts: &mut Parts) {
    let mut body = Body { survey, head, parts, list: None, last_text: 0, vocabulary: None };
    body.last_text = body.find_last_text();
    for at in head.end..head.section.end {
        match body.role(at) {
            Some(role) => body.parts.set(at, role),
            None => body.parts.set_caption(survey, at, head.section.end),
        }
    }
}

/// The list that the page put into the text, while one is open.
#[derive(Debug, Clone, Copy)]
struct List {
    opener: Opener,
    /// The headline right above, while no paragraph followed it.
    title: Option<usize>,
    /// Whether it lists headlines.
    titled: bool,
    /// Whether anything stood in it yet.
    empty: bool,
}

struct Body<'a, 'p> {
    survey: &'a Survey<'p>,
    head: &'a Head,
    parts: &'a mut Parts,
    list: Option<List>,
    /// The last paragraph of the section.
    last_text: usize,
    vocabulary: Option<HashSet<String>>,
}

/// A numbered title or the row of a head has its like so near.
const REACH: usize = 60;
/// So many paragraphs at the end may tell about the author.
const LAST_PARAGRAPHS: usize = 2;
const OTHER: &str = "headline of another article";
const PARAGRAPH: Role = Role::Body(BlockKind::Paragraph);

impl Body<'_, '_> {
    fn find_last_text(&self) -> usize {
        let is_text = |at: &usize| {
            let shape = self.survey.shape(*at);
            self.survey.is_running(*at) || matches!(shape, Some(Shape::Bullet | Shape::Caption))
        };
        (self.head.end..self.head.section.end).rev().find(is_text).unwrap_or(self.head.end)
    }

    /// The part of a piece; none where it is a caption.
    fn role(&mut self, at: usize) -> Option<Role> {
        let footer = matches!(self.survey.shape(at), Some(Shape::Control(control)) if control.kind == RemovedKind::Footer);
        if matches!(self.list, Some(List { opener: Opener::Ending, .. }))
            && !matches!(self.survey.shape(at), Some(Shape::Opener(_)))
            && !footer
        {
            return Some(removed(RemovedKind::Boilerplate, "stands below the text"));
        }
        if matches!(self.list, Some(List { opener: Opener::Comments, .. })) && !footer {
            return Some(removed(RemovedKind::Comments, "stands below the comments' heading"));
        }
        if let Some(kept) = self.head.headline.filter(|&kept| self.survey.repeats.same(kept, at)) {
            return Some(Role::Removed(RemovedKind::Headline, Reason::Repeats(kept)));
        }
        if let Some(copy) = self.head_copy(at) {
            return Some(copy);
        }
        if self.parts.captions.contains_key(&self.survey.repeats.key(at)) {
            return None;
        }
        if self.list.is_none() && self.is_numbered(at) {
            return Some(Role::Body(BlockKind::Item));
        }
        match self.survey.shape(at)? {
            Shape::Opener(Opener::Ending) if !self.is_end(at) => Some(self.line(at)),
            Shape::Opener(opener) => Some(self.open(at, *opener)),
            Shape::Control(control) => Some(self.control(at, *control)),
            Shape::Address => Some(self.address(at)),
            Shape::Label => Some(removed(RemovedKind::Boilerplate, "label of another headline")),
            Shape::Counter => Some(removed(RemovedKind::Counter, "counter of the page")),
            Shape::Stamp(_) => Some(Role::Dated),
            Shape::DateRow(_) | Shape::Byline(_) | Shape::Title | Shape::Dateline => Some(self.line(at)),
            Shape::Heading => Some(self.text(Role::Body(BlockKind::Subheading))),
            Shape::Bullet if self.list.is_some() => Some(self.item(at)),
            Shape::Bullet => Some(self.text(Role::Body(BlockKind::Item))),
            Shape::Caption => self.credited(at),
            Shape::Quote => Some(self.text(Role::Body(BlockKind::Quote))),
            Shape::Preformatted => Some(self.text(Role::Body(BlockKind::Preformatted))),
            Shape::Prose => self.prose(at),
        }
    }

    /// A byline or a date of the head that a further page of the article prints again.
    fn head_copy(&self, at: usize) -> Option<Role> {
        let kind = match self.survey.shape(at)? {
            Shape::Byline(_) => RemovedKind::Byline,
            Shape::DateRow(_) => RemovedKind::Date,
            _ => return None,
        };
        let mut head = (self.head.section.start..self.head.end).take(REACH);
        let kept = head.find(|&other| self.survey.repeats.same(other, at))?;
        Some(Role::Removed(kind, Reason::Repeats(kept)))
    }

    fn open(&mut self, at: usize, opener: Opener) -> Role {
        if opener == Opener::Related
            && lede::is_button(self.survey, &(self.head.end..self.head.section.end), at)
        {
            return removed(RemovedKind::Related, "leads to another article");
        }
        self.list = Some(List { opener, title: None, titled: false, empty: true });
        match opener {
            Opener::Related | Opener::Recommended => {
                removed(RemovedKind::Related, "opens a list of other articles")
            }
            Opener::Tags => removed(RemovedKind::Tags, "opens the tags"),
            Opener::Comments => removed(RemovedKind::Comments, "opens the comments"),
            Opener::Ending => removed(RemovedKind::Boilerplate, "opens what stands below the text"),
        }
    }

    /// An address below the text is the page's own; one within it leads elsewhere.
    fn address(&self, at: usize) -> Role {
        let own = at > self.last_text && self.list.is_none();
        if own { Role::Addressed } else { removed(control::ADDRESS.kind, control::ADDRESS.why) }
    }

    /// Whether so little text stands behind a piece that it can open what stands below the article.
    fn is_end(&self, at: usize) -> bool {
        let letters = |range: Range<usize>| -> usize {
            range.filter(|&at| self.survey.is_running(at)).map(|at| self.survey.text(at).len()).sum()
        };
        let (start, end) = (self.head.end, self.head.section.end);
        letters(at..end) * 2 <= letters(start..at)
    }

    fn control(&mut self, at: usize, control: Control) -> Role {
        if control.kind == RemovedKind::Widget && self.survey.text(at).eq_ignore_ascii_case("end of list") {
            self.list = None;
        }
        let lone_mark = control.kind == RemovedKind::Widget
            && self.list.is_none()
            && shape::is_figure(self.survey.text(at));
        if lone_mark { PARAGRAPH } else { removed(control.kind, control.why) }
    }

    /// Closes the open list: the text goes on.
    fn text(&mut self, role: Role) -> Role {
        self.list = None;
        role
    }

    /// One entry of the open list.
    fn item(&mut self, at: usize) -> Role {
        let Some(list) = self.list.as_mut() else { return PARAGRAPH };
        list.empty = false;
        list.title = Some(at);
        list.titled = true;
        match list.opener {
            Opener::Tags => removed(RemovedKind::Tags, "stands among the tags"),
            Opener::Related | Opener::Recommended | Opener::Comments | Opener::Ending => {
                removed(RemovedKind::Related, OTHER)
            }
        }
    }

    /// A short line: part of a list, a subheading, a date or a byline behind the text, or a paragraph.
    fn line(&mut self, at: usize) -> Role {
        if self.list.is_some() {
            return self.item(at);
        }
        if lede::is_in_player(self.survey, at) {
            return removed(RemovedKind::Related, OTHER);
        }
        let text = self.survey.text(at);
        if self.names_author_again(at) {
            return removed(RemovedKind::Byline, "names the author again");
        }
        let behind = at > self.last_text;
        match self.survey.shape(at) {
            Some(Shape::DateRow(row)) if behind || row.updated.is_some() => Role::Dated,
            Some(Shape::DateRow(_)) => Role::Body(BlockKind::Subheading),
            Some(Shape::Byline(_)) if behind || sentence::strip_prefix_folded(text, "by ").is_some() => {
                Role::Attributed
            }
            Some(Shape::Title) if behind => self.closing_title(at),
            Some(Shape::Title) if self.is_numbered_heading(at) => Role::Body(BlockKind::Subheading),
            Some(Shape::Title) if lede::is_shouted_link(self.survey, self.head.headline, at) => {
                removed(RemovedKind::Related, OTHER)
            }
            Some(Shape::Title) if self.is_subheading(at) => Role::Body(BlockKind::Subheading),
            _ => PARAGRAPH,
        }
    }

    /// A headline-like line behind the last paragraph.
    fn closing_title(&self, at: usize) -> Role {
        let end = self.head.section.end;
        let titles = (self.last_text + 1..end.min(self.last_text + 40))
            .filter(|&other| self.survey.is_title(other))
            .count();
        let text = self.survey.text(at);
        let short = sentence::words(text) < 4;
        let tags = |mark: &str| {
            let tags = text.split(mark);
            tags.clone().count() >= 3 && tags.clone().all(|tag| (1..=3).contains(&sentence::words(tag)))
        };
        let open = text.ends_with(',') && text.split(',').filter(|tag| !tag.trim().is_empty()).count() >= 2;
        if open || [" / ", " | ", " · ", " • "].iter().any(|mark| tags(mark)) {
            return removed(RemovedKind::Tags, "row of tags behind the last paragraph");
        }
        if self.survey.text(self.last_text).ends_with(':') {
            // The line above announced it: figures, results, names.
            PARAGRAPH
        } else if short && titles > 1 {
            removed(RemovedKind::Tags, "short line behind the last paragraph")
        } else if short && byline::is_bare_name(text) {
            Role::Attributed
        } else if short && sentence::length(text) <= 24 {
            removed(RemovedKind::Boilerplate, "short line behind the last paragraph")
        } else if titles > 1 {
            removed(RemovedKind::Related, OTHER)
        } else {
            PARAGRAPH
        }
    }

    /// A short line without the end of a sentence that stands alone between two paragraphs.
    fn is_subheading(&self, at: usize) -> bool {
        let text = self.survey.text(at);
        let short = sentence::length(text) <= 60 && sentence::words(text) <= 8;
        let clean = !text.contains(['?', '!', ',', ';', '"', '“', ':'])
            && !text.ends_with(|letter: char| letter.is_ascii_digit());
        let alone = self.survey.gap(at) >= self.survey.rhythm.max(1) && at > self.head.end;
        let below = at + 1 + usize::from(rhythm::has_rule_below(self.survey, at));
        let between = self.survey.is_running(below) && at > 0 && !self.survey.is_title(at - 1);
        short && clean && alone && between && below < self.head.section.end
    }

    /// Whether the piece is a point of a numbered list: a neighbour bears the number before or after its own.
    fn is_numbered(&self, at: usize) -> bool {
        let number = |at: usize| {
            let inside = (self.head.end..self.head.section.end).contains(&at);
            inside.then(|| shape::numbered(self.survey.text(at))).flatten().map(|(number, _)| number)
        };
        let before = at.checked_sub(1).and_then(number);
        number(at).is_some_and(|own| {
            before.is_some_and(|before| before + 1 == own)
                || number(at + 1).is_some_and(|next| own + 1 == next)
        })
    }

    /// Whether the piece is a numbered title over a text, and others of the section bear the number before or after.
    fn is_numbered_heading(&self, at: usize) -> bool {
        let number = |at: usize| shape::numbered(self.survey.text(at)).map(|(number, _)| number);
        let Some(own) = number(at).filter(|_| self.survey.is_running(at + 1)) else { return false };
        let near = at.saturating_sub(REACH).max(self.head.end)..(at + REACH).min(self.head.section.end);
        let titles = near.filter(|&other| self.survey.is_title(other));
        titles.filter_map(number).any(|other| other.abs_diff(own) == 1)
    }

    /// A line that ends in the credit of an agency: a caption, or the last line of a dispatch.
    fn credited(&mut self, at: usize) -> Option<Role> {
        if self.list.is_some_and(|list| list.empty || list.opener == Opener::Recommended) {
            return Some(self.item(at));
        }
        let below = at > self.head.end && at + 1 >= self.head.section.end && self.survey.is_running(at - 1);
        if below && credit::is_credit_alone(self.survey.text(at)) {
            return Some(Role::Attributed);
        }
        let certain = caption::likeness(self.survey.text(at)) == Likeness::Certain;
        let doubled = self.survey.repeats.next(at) == Some(at + 1);
        let told = at > 0 && self.survey.shape(at - 1) == Some(&Shape::Control(control::PICTURE));
        if certain || doubled || told || self.survey.follows_picture_counter(at) {
            None
        } else {
            Some(self.text(PARAGRAPH))
        }
    }

    fn prose(&mut self, at: usize) -> Option<Role> {
        if !self.survey.is_running(at)
            || self.survey.follows_picture_counter(at)
            || self.survey.follows_caption_label(at)
        {
            return None;
        }
        if self.list.is_some_and(|list| self.is_listed(at, list)) {
            let role = if sentence::breaks_off(self.survey.text(at)) {
                removed(RemovedKind::Teaser, "teaser of another article")
            } else {
                removed(RemovedKind::Related, "opening of another article")
            };
            if let Some(list) = self.list.as_mut() {
                list.empty = false;
                list.title = None;
            }
            return Some(role);
        }
        let text = self.survey.text(at);
        if self.tells_author(at) {
            return Some(removed(RemovedKind::Byline, "tells who wrote the text"));
        }
        let hyphens = |other: usize| shape::hyphen_bullet(self.survey.text(other)).is_some();
        let listed = hyphens(at) && ((at > 0 && hyphens(at - 1)) || hyphens(at + 1));
        let item = listed && control::opener(text).is_none();
        Some(self.text(Role::Body(if item { BlockKind::Item } else { BlockKind::Paragraph })))
    }

    /// Whether one of the last paragraphs says who the author is.
    fn tells_author(&self, at: usize) -> bool {
        let running = (at + 1..self.head.section.end).filter(|&next| self.survey.is_running(next));
        running.take(LAST_PARAGRAPHS).count() < LAST_PARAGRAPHS
            && (ending::tells_places(self.survey.text(at))
                || ending::tells_author(self.survey.text(at), &self.names()))
    }

    /// Whether a bare name below the text is that of the byline.
    fn names_author_again(&self, at: usize) -> bool {
        let text = self.survey.text(at);
        let near = at > self.head.end && self.survey.is_title(at) && byline::is_bare_name(text);
        near && self.names().iter().any(|name| name.eq_ignore_ascii_case(text))
    }

    /// The names of the byline.
    fn names(&self) -> Vec<&str> {
        let head = self.head.section.start..self.head.end;
        let attributed = head.filter(|&at| self.parts.get(at) == Role::Attributed);
        attributed
            .filter_map(|at| match self.survey.shape(at)? {
                Shape::Byline(byline) => byline.names.as_deref(),
                _ => Some(self.survey.text(at)),
            })
            .collect()
    }

    /// Whether a paragraph within a list opens another article instead of taking the text up again.
    fn is_listed(&mut self, at: usize, list: List) -> bool {
        let text = self.survey.text(at);
        let lede = list.title.map_or(0, |title| taken_up(self.survey.text(title), text));
        let lede = lede >= 50 || (lede >= 33 && !self.belongs(text, 25));
        match list.opener {
            Opener::Comments | Opener::Ending => true,
            Opener::Tags => sentence::words(text) <= 3 && !sentence::ends_sentence(text),
            Opener::Related | Opener::Recommended if list.empty || lede || sentence::breaks_off(text) => true,
            // Ledes of a list that has headlines stand under one of them.
            Opener::Related | Opener::Recommended if list.titled && list.title.is_none() => false,
            Opener::Related => list.title.is_none() && !self.belongs(text, 12),
            Opener::Recommended if list.titled => !self.runs_on(at) && !self.belongs(text, 10),
            Opener::Recommended => !self.belongs(text, 30),
        }
    }

    /// Whether several paragraphs follow without a headline between them, as in no list of other articles.
    fn runs_on(&self, at: usize) -> bool {
        (at..at + 3).all(|next| next < self.head.section.end && self.survey.is_running(next))
    }

    /// Whether at least so many in a hundred of a paragraph's longer words stood in the article before.
    fn belongs(&mut self, paragraph: &str, percent: usize) -> bool {
        let words = long_words(paragraph, 5);
        if self.vocabulary.is_none() {
            self.vocabulary = Some(self.collect_vocabulary());
        }
        let known = self
            .vocabulary
            .as_ref()
            .map_or(0, |known| words.iter().filter(|word| known.contains(*word)).count());
        known * 100 >= words.len() * percent
    }

    fn collect_vocabulary(&self) -> HashSet<String> {
        let section = &self.head.section;
        let texts = section
            .clone()
            .filter(|&at| matches!(self.parts.get(at), Role::Body(_) | Role::Headline | Role::Standfirst));
        texts.take(30).flat_map(|at| long_words(self.survey.text(at), 5)).collect()
    }
}
