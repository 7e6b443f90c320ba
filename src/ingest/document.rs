//! One article from blocks whose format tells what they are: HTML, Markdown, a book's chapter.
//!
//! Markup is believed about structure and not about content: repeats are folded, and controls, bylines and dates
//! are known by their form as on a text page.

use std::collections::HashSet;
use std::path::Path;

use crate::article::{Article, BlockKind, Lines, RemovedKind};
use crate::text;

use super::draft::{Draft, Stated};
use super::forms::dates::{self, NumericOrder};
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
        order: dates::numeric_order(told.iter().map(|told| told.text.as_str())),
        draft: Draft::of(stated),
        captions: HashSet::new(),
    };
    for block in told {
        teller.tell(block);
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

struct Teller {
    order: NumericOrder,
    draft: Draft,
    captions: HashSet<String>,
}

impl Teller {
    fn tell(&mut self, block: &Told) {
        let text = block.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return;
        }
        if self.draft.known_headline().is_some_and(|headline| text::letters(headline) == text::letters(&text))
        {
            if block.part == Part::Heading && !self.draft.is_headline_printed() {
                self.draft.set_headline(&text, block.lines);
                return;
            }
            self.draft.remove(RemovedKind::Headline, &text, block.lines, "repeats the headline");
            return;
        }
        match block.part {
            Part::Preformatted => {
                self.draft.add_block(BlockKind::Preformatted, block.text.trim_matches('\n'), block.lines);
            }
            Part::Caption => self.caption(&text, block.lines),
            Part::Heading => self.heading(&text, block.lines),
            Part::Paragraph => self.worded(BlockKind::Paragraph, &text, block.lines),
            Part::Item => self.worded(BlockKind::Item, &text, block.lines),
            Part::Quote => self.worded(BlockKind::Quote, &text, block.lines),
            Part::Foreign(kind, why) => self.draft.remove(kind, &text, block.lines, why),
        }
    }

    fn heading(&mut self, text: &str, lines: Lines) {
        if self.draft.known_headline().is_none() && self.draft.is_head() {
            self.draft.set_headline(text, lines);
        } else {
            self.worded(BlockKind::Subheading, text, lines);
        }
    }

    fn caption(&mut self, text: &str, lines: Lines) {
        if self.captions.insert(text::letters(text)) {
            self.draft.add_caption(text, lines);
        } else {
            self.draft.remove(RemovedKind::Caption, text, lines, "repeats a caption");
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
