//! What the pieces of a page tell about one another: which are captions by their place, how far apart the paragraphs
//! stand, which copies are one headline. Cuts nothing and tells no parts.

use crate::article::RemovedKind;

use super::opening::Piece;
use super::repeats::Repeats;
use super::rhythm;
use super::shape::Shape;
use crate::ingest::forms::control::Opener;
use crate::ingest::forms::{byline, caption, counter, sentence, site};

/// A page with what its pieces tell about one another.
#[derive(Debug)]
pub(super) struct Survey<'a> {
    /// The pieces of the page.
    pub(super) pieces: &'a [Piece],
    /// Which of them say the same.
    pub(super) repeats: &'a Repeats,
    /// How many blank lines usually stand between two paragraphs.
    pub(super) rhythm: u32,
    /// The mark that underlines the first headline.
    pub(super) underline: Option<char>,
    running: Vec<bool>,
    /// How many paragraphs break off right under a headline.
    pub(super) teasers: usize,
}

/// So many pieces behind its opening line a list may go on.
const LONGEST_LIST: usize = 200;
/// So many pieces after a headline its next copy is looked for.
pub(super) const REACH: usize = 30;
/// So many paragraphs may stand between two copies of a headline, being captions.
const MOST_CAPTIONS: usize = 4;
/// So many rows of a head may stand between a headline and a caption.
const MOST_ROWS: usize = 6;
/// The longest caption without a credit, in characters.
const LONGEST_CAPTION: usize = 500;

impl<'a> Survey<'a> {
    /// Surveys the pieces of a page.
    pub(super) fn of(pieces: &'a [Piece], repeats: &'a Repeats) -> Self {
        let is_running = |(at, piece): (usize, &Piece)| {
            matches!(piece.shape, Shape::Prose | Shape::Quote | Shape::Preformatted) && !repeats.is_glued(at)
        };
        let running = pieces.iter().enumerate().map(is_running).collect();
        let mut survey =
            Self { pieces, repeats, rhythm: usual_gap(pieces), underline: None, running, teasers: 0 };
        survey.mark_captions();
        survey.underline = rhythm::underline(&survey);
        survey.teasers = (1..pieces.len()).filter(|&at| survey.is_teaser(at)).count();
        survey
    }

    /// The shape of a piece.
    pub(super) fn shape(&self, at: usize) -> Option<&'a Shape> {
        self.pieces.get(at).map(|piece| &piece.shape)
    }

    /// Whether a document begins at a piece: a crawler's stamp, or the first row of an export's fields.
    pub(super) fn opens(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.opens || matches!(piece.shape, Shape::Stamp(_)))
    }

    /// The text of a piece.
    pub(super) fn text(&self, at: usize) -> &'a str {
        self.pieces.get(at).map_or("", |piece| &piece.text)
    }

    /// The blank lines before a piece.
    pub(super) fn gap(&self, at: usize) -> u32 {
        self.pieces.get(at).map_or(0, |piece| piece.gap)
    }

    /// Whether a piece is running text and no caption by its place.
    pub(super) fn is_running(&self, at: usize) -> bool {
        self.running.get(at).copied().unwrap_or_default()
    }

    /// Whether a piece could be a headline.
    pub(super) fn is_title(&self, at: usize) -> bool {
        self.shape(at) == Some(&Shape::Title)
    }

    /// Whether the piece stands right under the counter of a picture: `1 / 2`.
    pub(super) fn follows_picture_counter(&self, at: usize) -> bool {
        at > 0 && counter::is_picture_counter(self.text(at - 1))
    }

    /// Whether the piece stands right under the label of a caption: `Image caption,`.
    pub(super) fn follows_caption_label(&self, at: usize) -> bool {
        let label = |above: usize| {
            matches!(self.shape(above), Some(Shape::Control(control)) if control.kind == RemovedKind::Caption)
                && self.text(above).trim_end_matches([',', ':']).ends_with("aption")
        };
        at.checked_sub(1).is_some_and(label)
    }

    /// Whether more blank lines stand before a piece than between paragraphs.
    pub(super) fn is_far(&self, at: usize) -> bool {
        self.gap(at) >= 2 && self.gap(at) > self.rhythm
    }

    /// Whether a blank line stands before a piece on a page whose paragraphs have none between them.
    pub(super) fn is_apart(&self, at: usize) -> bool {
        self.rhythm == 0 && self.gap(at) > 0
    }

    /// The pieces from the first prose on that is no caption, up to `end`.
    pub(super) fn next_running(&self, from: usize, end: usize) -> usize {
        (from..end).find(|&at| self.is_running(at)).unwrap_or(end)
    }

    /// Of the copies of a piece up to `end` the one to keep: the first that was printed on one line and clean.
    pub(super) fn best_copy(&self, at: usize, end: usize) -> usize {
        let copies =
            std::iter::successors(Some(at), |&copy| self.repeats.next(copy).filter(|&next| next < end));
        let whole = |copy: &usize| {
            let unwrapped = self.pieces.get(*copy).is_some_and(|piece| piece.lines.first == piece.lines.last);
            unwrapped && !self.repeats.is_glued(*copy)
        };
        copies.take(REACH).find(whole).unwrap_or(at)
    }

    /// Prose that stands twice under a headline, or between two copies of one, is a caption.
    fn mark_captions(&mut self) {
        for at in 0..self.pieces.len() {
            let under = at > 0 && !self.is_running(at - 1);
            let close = || self.gap(at + 1) == 0 || self.is_under_headline(at);
            if self.is_running(at) && under && self.repeats.next(at) == Some(at + 1) && close() {
                self.set_caption(at);
                self.set_caption(at + 1);
            }
            if let Some(copy) = self.repeats.next(at).filter(|&copy| self.are_head(at, copy)) {
                (at..=copy).for_each(|between| self.set_caption(between));
            }
        }
    }

    /// Whether a title that is no label stands above a piece, with nothing but rows between them.
    fn is_under_headline(&self, at: usize) -> bool {
        let is_row = |above: &usize| {
            matches!(self.shape(*above), Some(Shape::DateRow(_) | Shape::Byline(_) | Shape::Control(_)))
        };
        (at.saturating_sub(MOST_ROWS)..at).rev().find(|above| !is_row(above)).is_some_and(|above| {
            let text = self.text(above);
            self.is_title(above) && sentence::words(text) >= 4 && !is_label(text)
        })
    }

    fn set_caption(&mut self, at: usize) {
        if let Some(running) = self.running.get_mut(at) {
            *running = false;
        }
    }

    /// Whether two copies are the headline of one article, standing over its body.
    pub(super) fn are_head(&self, at: usize, copy: usize) -> bool {
        // A person's account bears the letters of the name.
        if copy - at > REACH
            || self.text(copy).starts_with('@')
            || (at..copy).skip(1).any(|between| matches!(self.shape(between), Some(Shape::Stamp(_))))
        {
            return false;
        }
        let prose = (at + 1..copy).filter(|&between| self.is_running(between)).count();
        let far = self.opens_section(at);
        let titled = match self.shape(at) {
            Some(Shape::Title) => true,
            Some(Shape::Heading) => far,
            Some(Shape::Prose) => {
                far && prose == 0 && !self.is_under_headline(at) && sentence::length(self.text(at)) <= 160
            }
            _ => false,
        };
        let captions = prose == 0 || (far && prose <= MOST_CAPTIONS && self.holds_captions(at, copy));
        let doubled_caption = copy == at + 1 && self.gap(copy) == 0 && !far && !self.repeats.is_glued(at);
        titled && captions && !doubled_caption
    }

    /// Whether the prose between two copies of a headline can only be captions: it is short, no other article begins
    /// there, and after the second copy a text follows that did not stand between the two.
    fn holds_captions(&self, at: usize, copy: usize) -> bool {
        let fits =
            |between: usize| sentence::length(self.text(between)) <= LONGEST_CAPTION && !self.is_far(between);
        let next = (copy + 1..(copy + REACH).min(self.pieces.len()))
            .find(|&next| self.shape(next) == Some(&Shape::Prose));
        let anew = next.is_some_and(|next| !(at..copy).any(|between| self.repeats.same(between, next)));
        let worded = sentence::words(self.text(at)) >= 3 && !is_label(self.text(at));
        worded && anew && (at + 1..copy).all(fits) && !self.holds_article(at, copy)
    }

    /// Whether a whole article stands between two copies: paragraphs that stand once, or a byline or a date which
    /// the second copy has as well.
    fn holds_article(&self, at: usize, copy: usize) -> bool {
        let is_row = |at: usize| matches!(self.shape(at), Some(Shape::DateRow(_) | Shape::Byline(_)));
        let once = |at: usize| self.repeats.next(at).is_none_or(|next| next >= copy);
        let paragraphs = (at + 1..copy)
            .filter(|&between| self.is_running(between) && once(between))
            .filter(|&between| caption::is_paragraph(self.text(between)));
        let behind = self.next_running(copy + 1, self.pieces.len().min(copy + REACH));
        let again = (at + 1..copy).any(is_row) && (copy + 1..behind).any(is_row);
        again || paragraphs.count() >= 2
    }

    /// Whether the place of a piece alone lets an article begin there.
    fn opens_section(&self, at: usize) -> bool {
        let stamped = at > 0
            && matches!(self.shape(at - 1), Some(Shape::Stamp(_) | Shape::Counter | Shape::DateRow(_)));
        let first = at <= REACH && !(0..at).any(|before| self.shape(before) == Some(&Shape::Prose));
        self.is_far(at) || stamped || first
    }

    /// Whether a piece stands in a list that opened at `from` or behind it; a list ends at a wider gap.
    pub(super) fn is_listed(&self, from: usize, at: usize) -> bool {
        let near = from.max(at.saturating_sub(LONGEST_LIST));
        let lists = |before: usize| matches!(self.shape(before), Some(Shape::Opener(opener)) if *opener != Opener::Ending);
        let opener = (near..at).rev().find(|&before| lists(before));
        opener.is_some_and(|opener| !(opener + 2..=at).any(|after| self.is_far(after)))
    }

    /// Whether a line that points elsewhere by its label has what only a headline has below it.
    pub(super) fn is_labelled_headline(&self, at: usize) -> bool {
        let pointer =
            matches!(self.shape(at), Some(Shape::Control(control)) if control.kind == RemovedKind::Related);
        pointer && matches!(self.shape(at + 1), Some(Shape::Byline(_) | Shape::DateRow(_)))
    }

    /// A paragraph that breaks off right under a headline.
    pub(super) fn is_teaser(&self, at: usize) -> bool {
        let under = self.is_title(at - 1) || (at >= 2 && self.is_title(at - 2) && !self.is_running(at - 1));
        self.is_running(at) && under && sentence::breaks_off(self.text(at))
    }
}

/// The usual number of blank lines between two paragraphs; 1 where there are no two.
fn usual_gap(pieces: &[Piece]) -> u32 {
    let mut counts = [0_usize; 8];
    for pair in pieces.windows(2) {
        let [Piece { shape: Shape::Prose, .. }, Piece { shape: Shape::Prose, gap, .. }] = pair else {
            continue;
        };
        if let Some(count) = usize::try_from(*gap).ok().and_then(|gap| counts.get_mut(gap)) {
            *count += 1;
        }
    }
    if counts.iter().all(|&count| count == 0) && are_titled(pieces) {
        return 0;
    }
    let most = counts.iter().copied().max().filter(|&most| most > 0);
    most.and_then(|most| (0..).zip(counts).find(|&(_, count)| count == most)).map_or(1, |(gap, _)| gap)
}

/// Whether every paragraph stands right under a title of its own, and there are several.
fn are_titled(pieces: &[Piece]) -> bool {
    let prose =
        || (0..pieces.len()).filter(|&at| pieces.get(at).is_some_and(|piece| piece.shape == Shape::Prose));
    let titled = |at: &usize| {
        let title = at.checked_sub(1).and_then(|title| pieces.get(title));
        title.is_some_and(|title| title.shape == Shape::Title)
            && pieces.get(*at).is_some_and(|piece| piece.gap == 0)
    };
    prose().count() >= 2 && prose().all(|at| titled(&at))
}

/// A bare name, the name of a section or of a newspaper: no headline while there is another.
pub(super) fn is_label(text: &str) -> bool {
    byline::is_bare_name(text) || site::is_section(text) || site::is_masthead(text)
}
