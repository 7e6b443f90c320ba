//! One article from blocks whose format tells what they are: HTML, Markdown, a book's chapter.
//!
//! Markup is believed about structure and not about content: repeats are folded, and controls, bylines and dates
//! are known by their form as on a text page.

mod captions;
mod copies;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::Path;

use crate::article::{Article, BlockKind, Lines, RemovedKind};
use crate::text::{self, Field};

use super::draft::{Draft, Stated};
use super::forms::dates::NumericOrder;
use super::forms::{counter, credit, numeric, sentence};
use super::page::fold_spaces;
use super::page::shape::{self, Shape};

/// A block of text that its format tells apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    /// What the format says it is.
    pub(super) part: Part,
    /// The decoded text, not yet cleaned; white space counts only in preformatted blocks.
    pub(super) text: String,
    /// Where it stands in the decoded file.
    pub(super) lines: Lines,
}

/// What a format says about a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Part {
    /// A heading of any level; the first may be the headline.
    Heading,
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item,
    /// A paragraph of a block quotation.
    Quote,
    /// Text whose line breaks matter: verse, a table, code.
    Preformatted,
    /// The caption of a picture.
    Caption,
    /// Of the page and not of the article, as the format's own conventions tell: what it is, and why it goes.
    Foreign(RemovedKind, &'static str),
}

/// The article that these blocks make; nothing where there is neither a text nor a headline.
pub(super) fn article(path: &Path, stated: Stated, told: &[Told]) -> Option<Article> {
    let place = told.iter().map(|told| told.lines).min().unwrap_or(Lines::one(1));
    article_in(path, stated, told, Lines::one(place.first))
}

/// The same for an article among others of its file, which stands in these lines of it.
pub(super) fn article_in(path: &Path, stated: Stated, told: &[Told], place: Lines) -> Option<Article> {
    let mut teller = Teller {
        order: numeric::numeric_order(told.iter().map(|told| told.text.as_str())),
        headline: stated.headline.as_deref().map(text::letters),
        draft: Draft::of(stated),
        captions: HashMap::new(),
    };
    for (block, is_copy) in told.iter().zip(copies::copies(told)) {
        teller.tell(block, is_copy);
    }
    let mut draft = teller.draft;
    if draft.is_empty() {
        return None;
    }
    draft.reach(place);
    let (mut article, behind) = draft.finish(path, place);
    article.removed.extend(behind);
    Some(article)
}

/// How many hidden characters the character policy takes out of blocks.
pub(super) fn hidden(told: &[Told]) -> usize {
    told.iter().map(|block| text::clean(&block.text, Field::Body).1).sum()
}

struct Teller {
    order: NumericOrder,
    /// The letters of the headline as far as it is known.
    headline: Option<String>,
    draft: Draft,
    /// By the letters of each caption without its credit: its place, and how many letters it has with it.
    captions: HashMap<String, (usize, usize)>,
}

/// The shortest caption that is known again in a paragraph, in words.
const SHORTEST_CAPTION: usize = 4;

impl Teller {
    fn tell(&mut self, block: &Told, is_copy: bool) {
        let text = fold_spaces(&block.text);
        if text.is_empty() || self.is_headline(block.part, &text, block.lines) {
            return;
        }
        if is_copy {
            let is_heading = block.part == Part::Heading;
            let kind = if is_heading { RemovedKind::Headline } else { RemovedKind::Boilerplate };
            self.draft.remove(kind, &text, block.lines, "repeats what stands above");
            return;
        }
        match block.part {
            Part::Preformatted => {
                self.draft.add_block(BlockKind::Preformatted, block.text.trim_matches('\n'), block.lines);
            }
            Part::Caption | Part::Paragraph | Part::Item if captions::is_label(&text) => {
                self.draft.remove(RemovedKind::Widget, &text, block.lines, "names a part of a picture");
            }
            Part::Caption if counter::is_picture_counter(&text) => {
                self.draft.remove(RemovedKind::Counter, &text, block.lines, "counter of the page");
            }
            Part::Caption => self.caption(captions::without_fold(&text), block.lines),
            Part::Heading => self.heading(&text, block.lines),
            Part::Paragraph if self.is_caption(&text) => self.remove_caption(&text, block.lines),
            Part::Paragraph => self.worded(BlockKind::Paragraph, &text, block.lines),
            Part::Item => self.worded(BlockKind::Item, &text, block.lines),
            Part::Quote => self.worded(BlockKind::Quote, &text, block.lines),
            Part::Foreign(kind, why) => self.draft.remove(kind, &text, block.lines, why),
        }
    }

    /// Whether a block is the headline: the heading it is read from, or a copy, which goes.
    fn is_headline(&mut self, part: Part, text: &str, lines: Lines) -> bool {
        if self.headline.as_ref().is_none_or(|headline| *headline != text::letters(text)) {
            return false;
        }
        if part == Part::Heading && !self.draft.is_headline_printed() {
            self.draft.set_headline(text, lines);
        } else {
            self.draft.remove(RemovedKind::Headline, text, lines, "repeats the headline");
        }
        true
    }

    fn heading(&mut self, text: &str, lines: Lines) {
        if self.draft.known_headline().is_none() && self.draft.is_head() {
            self.headline = Some(text::letters(text));
            self.draft.set_headline(text, lines);
        } else {
            self.worded(BlockKind::Subheading, text, lines);
        }
    }

    fn is_caption(&self, text: &str) -> bool {
        let known = || self.captions.contains_key(&text::letters(without_credit(text)));
        !self.captions.is_empty() && sentence::words(text) >= SHORTEST_CAPTION && known()
    }

    fn remove_caption(&mut self, text: &str, lines: Lines) {
        self.draft.remove(RemovedKind::Caption, text, lines, "repeats a caption");
    }

    /// A caption, unless it stood before, whole or longer; of two that differ only by a credit, the one with the credit is
    /// shown.
    fn caption(&mut self, text: &str, lines: Lines) {
        let beginning = captions::beginning(text).filter(|head| sentence::words(head) >= SHORTEST_CAPTION);
        let beginning = beginning.map(text::letters);
        if beginning.is_some_and(|head| self.captions.keys().any(|known| known.starts_with(&head))) {
            return self.remove_caption(text, lines);
        }
        let letters = text::letters(text).len();
        match self.captions.entry(text::letters(without_credit(text))) {
            Entry::Vacant(entry) => {
                entry.insert((self.draft.add_caption(text, lines), letters));
            }
            Entry::Occupied(mut known) if known.get().1 < letters => {
                let at = known.get().0;
                known.insert((at, letters));
                self.draft.replace_caption(at, text, lines, "repeats a caption");
            }
            Entry::Occupied(_) => self.remove_caption(text, lines),
        }
    }

    /// A block that may turn out to be a control, a byline or a date after all.
    fn worded(&mut self, kind: BlockKind, text: &str, lines: Lines) {
        match shape::shape(text, self.order) {
            Shape::Control(control) => self.draft.remove(control.kind, text, lines, control.why),
            Shape::Counter => self.draft.remove(RemovedKind::Counter, text, lines, "counter of the page"),
            Shape::Byline(byline) if self.draft.is_head() => {
                self.draft.add_byline(&byline, lines);
                self.draft.remove(RemovedKind::Byline, text, lines, "the byline was read from it");
            }
            Shape::DateRow(row) if self.draft.is_head() => {
                self.draft.add_dates(&row, lines);
                self.draft.remove(RemovedKind::Date, text, lines, "the date was read from it");
            }
            Shape::Stamp(_)
            | Shape::DateRow(_)
            | Shape::Byline(_)
            | Shape::Label
            | Shape::Address
            | Shape::Dateline
            | Shape::Opener(_)
            | Shape::Bullet
            | Shape::Heading
            | Shape::Caption
            | Shape::Title
            | Shape::Quote
            | Shape::Preformatted
            | Shape::Prose => self.draft.add_block(kind, text, lines),
        }
    }
}

/// A caption without the credit at its end; the text itself where it is nothing else.
fn without_credit(text: &str) -> &str {
    let name = credit::credit(text).map(|credit| credit.name);
    let bare = name.and_then(|name| text.rfind(name)).and_then(|at| text.get(..at));
    bare.filter(|bare| bare.contains(char::is_alphanumeric)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(blocks: &[(Part, &str)]) -> Vec<Told> {
        let numbered = blocks.iter().zip(1..);
        numbered
            .map(|((part, text), line)| Told {
                part: *part,
                text: (*text).to_owned(),
                lines: Lines::one(line),
            })
            .collect()
    }

    #[test]
    fn blocks_go_into_their_fields() {
        let blocks = told(&[
            (Part::Heading, "Harbour closes after storm"),
            (Part::Paragraph, "By Jane Doe"),
            (Part::Paragraph, "January 7, 2019"),
            (Part::Caption, "The harbour of Port Blue. (Reuters)"),
            (Part::Caption, "The harbour of Port Blue (Reuters)"),
            (Part::Paragraph, "PORT BLUE — The harbour closed on Monday."),
            (Part::Paragraph, "Advertisement"),
            (Part::Heading, "Ships wait"),
            (Part::Item, "Two ferries"),
            (Part::Quote, "We wait."),
            (Part::Preformatted, "ship   days\nBlue      2\n"),
        ]);
        let article = article(Path::new("page.html"), Stated::default(), &blocks).unwrap();
        assert_eq!(article.headline.text.as_str(), "Harbour closes after storm");
        assert_eq!(article.attribution.byline.as_deref(), Some("Jane Doe"));
        assert_eq!(article.attribution.dateline.as_deref(), Some("PORT BLUE"));
        assert_eq!(
            article.dates.published.map(|dated| dated.date.to_string()).as_deref(),
            Some("2019-01-07")
        );
        assert_eq!(article.captions.len(), 1);
        let body: Vec<_> = article.body.iter().map(|block| (block.kind, block.text.as_str())).collect();
        assert_eq!(
            body,
            [
                (BlockKind::Paragraph, "The harbour closed on Monday."),
                (BlockKind::Subheading, "Ships wait"),
                (BlockKind::Item, "Two ferries"),
                (BlockKind::Quote, "We wait."),
                (BlockKind::Preformatted, "ship   days\nBlue      2"),
            ]
        );
        let kinds: Vec<_> = article.removed.iter().map(|removed| removed.kind).collect();
        let expected = [RemovedKind::Byline, RemovedKind::Date, RemovedKind::Caption, RemovedKind::Promotion];
        assert_eq!(kinds, expected);
    }

    #[test]
    fn copies_go_with_their_reason_and_the_fuller_caption_stays() {
        let lede = "The harbour of Port Blue was closed on Monday after a storm.";
        let blocks = told(&[
            (Part::Paragraph, "Harbour closes after storm"),
            (Part::Heading, "Harbour closes after storm"),
            (Part::Caption, "The harbour of Port Blue."),
            (Part::Paragraph, lede),
            (Part::Paragraph, "The harbour of Port Blue"),
            (Part::Paragraph, lede),
            (Part::Caption, "The harbour of Port Blue. (Reuters)"),
        ]);
        let stated = Stated { headline: Some("Harbour closes after storm".to_owned()), ..Stated::default() };
        let article = article(Path::new("page.html"), stated, &blocks).unwrap();
        assert_eq!(article.headline.lines, Some(Lines::one(2)));
        let captions: Vec<&str> = article.captions.iter().map(|caption| caption.text.as_str()).collect();
        assert_eq!(captions, ["The harbour of Port Blue. (Reuters)"]);
        assert_eq!(article.body.len(), 1);
        let removed: Vec<_> =
            article.removed.iter().map(|part| (part.lines.first, part.why.as_str())).collect();
        let expected = [
            (1, "repeats the headline"),
            (5, "repeats a caption"),
            (6, "repeats what stands above"),
            (3, "repeats a caption"),
        ];
        assert_eq!(removed, expected);
    }

    #[test]
    fn of_a_gallery_each_caption_stands_once_without_its_labels() {
        let whole = "The harbour of Port Blue on Monday, with the ferries that wait.";
        let blocks = told(&[
            (Part::Heading, "Harbour closes after storm"),
            (Part::Caption, &format!("{whole} less")),
            (Part::Caption, "The harbour of Port Blue on Monday, with ... more Photo: Jane Doe, AP"),
            (Part::Paragraph, "Caption"),
            (Part::Caption, "Image 1 of 23"),
            (Part::Item, "Image source:"),
            (Part::Caption, "A ferry on ... more Photo: Jane Doe, AP"),
            (Part::Paragraph, "The harbour was closed."),
        ]);
        let article = article(Path::new("page.html"), Stated::default(), &blocks).unwrap();
        let captions: Vec<&str> = article.captions.iter().map(|caption| caption.text.as_str()).collect();
        assert_eq!(captions, [whole, "A ferry on ... more Photo: Jane Doe, AP"], "no other begins so");
        assert_eq!(article.body.len(), 1, "{:?}", article.body);
        let removed: Vec<_> = article.removed.iter().map(|part| (part.lines.first, part.kind)).collect();
        let (widget, counter) = (RemovedKind::Widget, RemovedKind::Counter);
        assert_eq!(removed, [(3, RemovedKind::Caption), (4, widget), (5, counter), (6, widget)]);
    }

    #[test]
    fn an_article_among_others_stands_in_its_own_lines_and_loses_what_is_foreign() {
        let mut blocks = told(&[
            (Part::Paragraph, "The harbour closed."),
            (Part::Foreign(RemovedKind::Related, "tail of the feed"), "Read more"),
        ]);
        for block in &mut blocks {
            block.lines = Lines::one(8);
        }
        let place = Lines { first: 6, last: 9 };
        let article = article_in(Path::new("feed.xml"), Stated::default(), &blocks, place).unwrap();
        assert_eq!(article.source.lines, place);
        assert_eq!(article.body.len(), 1);
        assert_eq!(article.removed.first().map(|part| part.why.as_str()), Some("tail of the feed"));
    }

    #[test]
    fn nothing_makes_no_article() {
        assert_eq!(
            article(Path::new("page.html"), Stated::default(), &told(&[(Part::Paragraph, " ")])),
            None
        );
    }
}
