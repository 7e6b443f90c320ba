//! The head of an article: everything from its first line to its first paragraph.

use std::ops::Range;

use crate::article::{BlockKind, RemovedKind};

use super::lede::{self, LONGEST_STANDFIRST, MOST_CAPTIONS};
use super::roles::{Parts, Reason, Role};
use super::shape::Shape;
use super::survey::{Survey, is_label};
use crate::ingest::forms::{byline, caption, control, sentence, signature, site};

/// The head of a section.
#[derive(Debug)]
pub(super) struct Head {
    /// The pieces of the section.
    pub(super) section: Range<usize>,
    /// The first piece behind the head.
    pub(super) end: usize,
    /// The headline, in the copy that is kept.
    pub(super) headline: Option<usize>,
    /// The last copy of the headline within the head.
    last_copy: Option<usize>,
    /// The paragraphs between the headline and the byline or the date.
    standfirst: Range<usize>,
}

impl Head {
    /// Finds the headline of a section and where its head ends.
    pub(super) fn of(survey: &Survey<'_>, section: Range<usize>) -> Self {
        let first_text = survey.next_running(section.start, section.end);
        let headline = headline(survey, section.start..first_text);
        let behind = behind_rows(survey, &section, first_text, headline)
            .or_else(|| lede::before_dateline(survey, &section, first_text, headline));
        let end = head_end(survey, &section, behind.unwrap_or(first_text), headline);
        let standfirst = first_text..behind.unwrap_or(first_text);
        let copies = |at: &usize| headline.is_some_and(|headline| survey.repeats.same(headline, *at));
        let last_copy = (section.start..end).rev().find(copies);
        let end = without_opening_blocks(survey, &section, last_copy, end);
        Self { section, end, headline, last_copy, standfirst }
    }

    /// Tells the part of each piece of the head.
    pub(super) fn tell(&self, survey: &Survey<'_>, parts: &mut Parts) {
        let mut listed = false;
        for at in self.section.start..self.end {
            listed |= matches!(survey.shape(at), Some(Shape::Opener(_)));
            match self.role(survey, at, listed) {
                Some(role) => parts.set(at, role),
                None => parts.set_caption(survey, at, self.section.end),
            }
        }
    }

    /// The part of a piece of the head; none where it is a caption.
    fn role(&self, survey: &Survey<'_>, at: usize, listed: bool) -> Option<Role> {
        if let Some(kept) = self.headline.filter(|&kept| survey.repeats.same(kept, at)) {
            let copy = Role::Removed(RemovedKind::Headline, Reason::Repeats(kept));
            return Some(if at == kept { Role::Headline } else { copy });
        }
        let above = self.headline.is_some_and(|headline| at < headline);
        match survey.shape(at)? {
            Shape::Stamp(_) | Shape::DateRow(_) => Some(Role::Dated),
            Shape::Byline(_) => Some(Role::Attributed),
            Shape::Dateline => Some(Role::Dateline),
            Shape::Address => Some(Role::Addressed),
            Shape::Label => Some(removed(RemovedKind::Boilerplate, "label of the headline behind it")),
            Shape::Counter => Some(removed(RemovedKind::Counter, "counter of the page")),
            Shape::Control(control) => Some(removed(control.kind, control.why)),
            Shape::Opener(_) => Some(removed(RemovedKind::Related, "opens a list of other articles")),
            Shape::Bullet | Shape::Heading if above => Some(removed(RemovedKind::Navigation, ABOVE)),
            Shape::Bullet | Shape::Heading => Some(Role::Standfirst),
            Shape::Prose
                if self.standfirst.contains(&at)
                    && survey.is_running(at)
                    && !lede::is_pictured(survey, at) =>
            {
                Some(Role::Standfirst)
            }
            Shape::Quote => Some(Role::Body(BlockKind::Quote)),
            Shape::Preformatted => Some(Role::Body(BlockKind::Preformatted)),
            Shape::Caption | Shape::Prose => None,
            Shape::Title if above => Some(self.label(survey, at)),
            Shape::Title => self.title(survey, at, listed),
        }
    }

    /// A short line above the headline.
    fn label(&self, survey: &Survey<'_>, at: usize) -> Role {
        let kicker = site::is_section(survey.text(at)) && self.headline == Some(at + 1);
        if kicker { Role::Kicker } else { removed(RemovedKind::Navigation, ABOVE) }
    }

    /// A line under the headline that could be a headline itself.
    fn title(&self, survey: &Survey<'_>, at: usize, listed: bool) -> Option<Role> {
        let text = survey.text(at);
        let between = self.last_copy.is_some_and(|last| at < last);
        let repeated =
            survey.repeats.next(at).is_some_and(|copy| copy < self.end) || self.is_second(survey, at);
        if survey.follows_picture_counter(at) {
            None
        } else if self.is_signature(survey, at) {
            Some(Role::Attributed)
        } else if site::is_masthead(text) && !between {
            Some(removed(control::SITE.kind, control::SITE.why))
        } else if is_odd(text) {
            Some(self.odd(survey, at, between))
        } else if listed && !between {
            Some(removed(RemovedKind::Related, "headline of another article"))
        } else if repeated || between || caption::stands_under_headline(text) || caption::ends_with_year(text)
        {
            None
        } else {
            Some(if self.headline.is_some() {
                Role::Standfirst
            } else {
                removed(RemovedKind::Navigation, "label above the text")
            })
        }
    }

    /// What the author is, right under the name; or a name with a paper, right above the date.
    fn is_signature(&self, survey: &Survey<'_>, at: usize) -> bool {
        let text = survey.text(at);
        if text.len() > 60 || at == 0 || Some(at) == self.headline {
            return false;
        }
        let signed = Some(at - 1) != self.headline
            && (matches!(survey.shape(at - 1), Some(Shape::Byline(_)))
                || byline::is_bare_name(survey.text(at - 1)));
        let row = || matches!(survey.shape(at + 1), Some(Shape::DateRow(_)));
        let named = || {
            let parts =
                [" - ", " – ", " — ", " | ", ", ", " / "].iter().find_map(|mark| text.split_once(*mark));
            parts.is_some_and(|(name, paper)| {
                let titled = paper.split(' ').all(sentence::is_capitalised);
                byline::is_bare_name(name) && titled && sentence::words(paper) <= 4
            })
        };
        // `Port News, Marsa` below a name: for whom it works and where.
        let placed = || {
            survey.gap(at) <= survey.gap(at - 1).max(1)
                && sentence::words(text) <= 5
                && text.split(' ').all(sentence::is_capitalised)
        };
        // `MARSA - Port Press`: where and for whom.
        let filed = || {
            text.split_once(" - ").is_some_and(|(place, source)| {
                place.split(' ').all(sentence::is_all_caps)
                    && source.split(' ').all(sentence::is_capitalised)
                    && sentence::words(text) <= 7
            })
        };
        let titled = || survey.is_title(at) && signature::is_titled_name(text);
        // Below a sentence and above a date stands who signs them.
        let signs = || row() && survey.is_running(at - 1) && signature::is_row_of_names(text);
        titled()
            || signs()
            || filed()
            || (signed && (byline::is_role(text) || placed()))
            || (row() && named())
    }

    /// Whether a copy of the piece stands right before it.
    fn is_second(&self, survey: &Survey<'_>, at: usize) -> bool {
        at > self.section.start && survey.repeats.same(at - 1, at)
    }

    /// A short line that is no caption: a name, the name of a section, or a control.
    fn odd(&self, survey: &Survey<'_>, at: usize, between: bool) -> Role {
        let text = survey.text(at);
        if byline::is_bare_name(text) && !between && self.headline.is_some() {
            Role::Attributed
        } else if site::is_section(text) || self.headline.is_none() {
            removed(RemovedKind::Navigation, "label beside the headline")
        } else {
            removed(RemovedKind::Widget, "control of the page")
        }
    }
}

const ABOVE: &str = "stands above the headline";

/// A removed part with its reason.
pub(super) fn removed(kind: RemovedKind, why: &'static str) -> Role {
    Role::Removed(kind, Reason::Because(why))
}

/// A line too short to say anything about a picture or an event.
fn is_odd(text: &str) -> bool {
    sentence::length(text) <= 24 && sentence::words(text) <= 3
}

/// The first piece of the body: captions right under the headline that look like prose still belong to the head,
/// unless nothing would be left.
fn head_end(
    survey: &Survey<'_>,
    section: &Range<usize>,
    first_text: usize,
    headline: Option<usize>,
) -> usize {
    let mut end = first_text;
    for _ in 0..MOST_CAPTIONS {
        let next = survey.next_running(end + 1, section.end);
        let caption = headline.is_some() && lede::is_pictured(survey, end);
        let counted = survey.follows_picture_counter(end);
        let shown = || headline.is_some_and(|headline| lede::is_shown(survey, headline, end, section.end));
        if next >= section.end || !(caption || counted || shown()) {
            break;
        }
        end = next;
    }
    end
}

/// The first paragraph behind a byline or a date that stands a little below the headline: what stands before these
/// rows is no body yet.
fn behind_rows(
    survey: &Survey<'_>,
    section: &Range<usize>,
    first_text: usize,
    headline: Option<usize>,
) -> Option<usize> {
    let is_told =
        |at: usize| matches!(survey.shape(at), Some(Shape::DateRow(_) | Shape::Byline(_) | Shape::Address));
    let is_name = |at: usize| survey.is_title(at) && byline::is_bare_name(survey.text(at));
    // A name alone is a row where something of the page follows.
    let is_row = |at: usize| {
        let above = || is_told(at + 1) || matches!(survey.shape(at + 1), Some(Shape::Control(_)));
        let signs = || {
            survey.is_title(at)
                && matches!(survey.shape(at + 1), Some(Shape::DateRow(_)))
                && signature::is_row_of_names(survey.text(at))
        };
        is_told(at) || (is_name(at) && above()) || signs()
    };
    let headline = headline?;
    let above = || (headline..first_text).filter(|&at| is_row(at));
    // A date alone above the sentence leaves the byline to stand below it.
    let is_byline = |at: usize| matches!(survey.shape(at), Some(Shape::Byline(_)));
    let dated = above().next().is_some();
    if above().any(|at| !matches!(survey.shape(at), Some(Shape::DateRow(_)))) {
        return lede::behind_buttons(survey, section, first_text);
    }
    let close = |at: &usize| *at < section.end.min(headline + 8);
    let short = |at: usize| {
        sentence::length(survey.text(at)) <= LONGEST_STANDFIRST.0 && !lede::is_pictured(survey, at)
    };
    let below = (first_text..)
        .take(LONGEST_STANDFIRST.1 + 1)
        .find(|&at| !(survey.is_running(at) && short(at)))
        .filter(|&at| at > first_text)?;
    let is_between = |at: usize| {
        let pictured = || (survey.is_running(at) || survey.is_title(at)) && lede::is_pictured(survey, at);
        matches!(survey.shape(at), Some(Shape::Caption | Shape::Control(_))) || pictured()
    };
    let rows = (below..section.end)
        .find(|&at| !is_between(at))
        .filter(|&at| close(&at) && is_row(at) && (!dated || is_byline(at)))?;
    let next = survey.next_running(rows, section.end);
    (next < section.end).then_some(next)
}

/// Headings that stand right before the first paragraph open the body, and so do points where no paragraph follows.
fn without_opening_blocks(
    survey: &Survey<'_>,
    section: &Range<usize>,
    last_copy: Option<usize>,
    end: usize,
) -> usize {
    let floor = last_copy.map_or(section.start, |last| last + 1);
    let is_block = |at: usize| {
        let heading = survey.shape(at) == Some(&Shape::Heading) && last_copy.is_some();
        heading || (end == section.end && survey.shape(at) == Some(&Shape::Bullet))
    };
    let mut start = end;
    while start > floor && is_block(start - 1) {
        start -= 1;
    }
    start
}

/// The piece that is the headline of a head.
fn headline(survey: &Survey<'_>, head: Range<usize>) -> Option<usize> {
    let first_level = head.clone().find(|&at| survey.text(at).starts_with("# "));
    let labelled = (head.start + 1..head.end).find(|&at| survey.shape(at - 1) == Some(&Shape::Label));
    let found = first_level
        .or(labelled)
        .or_else(|| repeated_title(survey, &head))
        .or_else(|| single_title(survey, &head))
        .or_else(|| head.clone().find(|&at| survey.is_labelled_headline(at)))
        .or_else(|| head.clone().find(|&at| survey.shape(at) == Some(&Shape::Heading)))
        .or_else(|| {
            head.clone().find(|&at| survey.shape(at) == Some(&Shape::Prose) && is_repeated(survey, at, &head))
        })?;
    Some(survey.best_copy(found, head.end))
}

fn is_repeated(survey: &Survey<'_>, at: usize, head: &Range<usize>) -> bool {
    survey.repeats.next(at).is_some_and(|copy| copy < head.end && !survey.text(copy).starts_with('@'))
}

fn repeated_title(survey: &Survey<'_>, head: &Range<usize>) -> Option<usize> {
    let titled = |at: usize| head.start <= at && survey.is_title(at) && sentence::words(survey.text(at)) >= 3;
    let candidates = || {
        head.clone().filter(|&at| {
            let doubled_caption = survey.repeats.next(at) == Some(at + 1)
                && survey.gap(at + 1) == 0
                && at > head.start
                && titled(at - 1);
            survey.is_title(at) && is_repeated(survey, at, head) && !doubled_caption
        })
    };
    candidates()
        .find(|&at| titled(at))
        .or_else(|| candidates().find(|&at| sentence::length(survey.text(at)) > 4))
}

/// The title behind the rows below a name: an office or a paper stands first, its statement has the headline.
fn behind_name(survey: &Survey<'_>, head: &Range<usize>) -> Option<usize> {
    let named = |at: usize| {
        let text = survey.text(at);
        sentence::words(text) <= 5
            && text.split(' ').all(|word| sentence::is_capitalised(word) || word.len() <= 3)
    };
    let first = head.clone().find(|&at| survey.is_title(at)).filter(|&at| named(at))?;
    let row = (first + 1..head.end).find(|&at| matches!(survey.shape(at), Some(Shape::DateRow(_))))?;
    // A headline above the row is the one the row belongs to.
    if (first + 1..row).any(|at| survey.is_title(at) && sentence::words(survey.text(at)) >= 4) {
        return None;
    }
    let titles = || (row + 1..head.end).filter(|&at| survey.is_title(at));
    let told = titles().find(|&at| sentence::words(survey.text(at)) >= 5 && !named(at))?;
    (titles().count() == 1).then_some(told)
}

fn single_title(survey: &Survey<'_>, head: &Range<usize>) -> Option<usize> {
    let titles = || head.clone().filter(|&at| survey.is_title(at));
    let listed = |at: usize| survey.is_listed(head.start, at);
    let label = |at: usize| is_label(survey.text(at));
    let is_account =
        |at: usize| byline::is_bare_name(survey.text(at)) && survey.text(at + 1).starts_with('@');
    let fits = |at: usize, words: usize| sentence::words(survey.text(at)) >= words && !listed(at);
    let dated = |at: usize| matches!(survey.shape(at + 1), Some(Shape::DateRow(_) | Shape::Byline(_)));
    behind_name(survey, head)
        .or_else(|| titles().find(|&at| fits(at, 4) && !label(at)))
        .or_else(|| titles().find(|&at| fits(at, 3) && !label(at)))
        .or_else(|| {
            titles().find(|&at| {
                !(is_account(at) || site::is_masthead(survey.text(at)) && dated(at))
                    && fits(at, 2)
                    && sentence::length(survey.text(at)) >= 10
                    && !site::is_section(survey.text(at))
            })
        })
        .or_else(|| {
            titles().find(|&at| {
                fits(at, 1)
                    && sentence::length(survey.text(at)) > 4
                    && dated(at)
                    && !site::is_masthead(survey.text(at))
            })
        })
}
