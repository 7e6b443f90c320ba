//! The blocks of a page as parts of an article, with their lines: what a format tells and no more.

use crate::article::{Lines, RemovedKind};
use crate::ingest::document::{Part, Told};
use crate::ingest::forms::{byline, credit, dates};

use super::content::Fate;
use super::hint::Hint;
use super::outline::{Block, Outline};

/// What is told of one article, and what stands outside it.
#[derive(Debug, Default)]
pub(super) struct Telling {
    /// The parts of the article, and what was taken out between them.
    pub(super) told: Vec<Told>,
    /// The summaries between headline and body.
    pub(super) standfirst: Vec<String>,
    /// What stands outside the article.
    pub(super) outside: Vec<Told>,
    /// Whether a paragraph of the text was told.
    has_begun: bool,
}

/// Tells the blocks by what became of them; `lines` are theirs.
pub(super) fn tell(outline: &Outline, lines: &[Lines], fates: &[Fate]) -> Telling {
    let mut telling = Telling::default();
    for ((block, lines), fate) in outline.blocks.iter().zip(lines).zip(fates) {
        telling.add(block, *fate, *lines);
    }
    telling
}

/// A paragraph longer than this, in bytes, is of the text: no byline or date of the article stands below it.
const SHORTEST_OPENING: usize = 200;

impl Telling {
    fn add(&mut self, block: &Block, fate: Fate, lines: Lines) {
        let part = match fate {
            Fate::Kept => block.part,
            Fate::Outside(kind) => return self.add_outside(block, kind, lines),
            Fate::Removed(kind, why) => Part::Foreign(kind, why),
            Fate::Named(hint) => match self.named(block, hint) {
                Some(part) => part,
                None => return self.standfirst.push(block.text.clone()),
            },
        };
        self.has_begun |= part == Part::Paragraph && block.text.len() > SHORTEST_OPENING;
        match self.told.last_mut().filter(|last| part == Part::Caption && last.part == part) {
            Some(last) if credit::is_credit_alone(&block.text) => {
                last.text.push(' ');
                last.text.push_str(&block.text);
                last.lines = last.lines.to(lines);
            }
            _ => self.told.push(Told { part, text: block.text.clone(), lines }),
        }
    }

    /// What an element's name makes of a block; nothing where it is a summary.
    fn named(&self, block: &Block, hint: Hint) -> Option<Part> {
        let part = match hint {
            Hint::Body => block.part,
            Hint::Aside(kind) => Part::Foreign(kind, "in an element of the page that is named so"),
            Hint::Hidden => Part::Foreign(RemovedKind::Widget, "hidden when the page opens"),
            Hint::Caption | Hint::Picture if block.words > 2 => Part::Caption,
            Hint::Caption | Hint::Picture => Part::Foreign(RemovedKind::Widget, "in an element of a picture"),
            Hint::Byline if self.is_read(block) => Part::Paragraph,
            Hint::Byline => {
                Part::Foreign(RemovedKind::Byline, "in an element named after the author or date")
            }
            Hint::Standfirst => return None,
        };
        Some(part)
    }

    /// Whether the article reads the byline or the date off this block.
    fn is_read(&self, block: &Block) -> bool {
        let order = dates::NumericOrder::Unsettled;
        !self.has_begun && (byline::byline(&block.text).is_some() || dates::row(&block.text, order).is_some())
    }

    /// Neighbours of one kind outside the article are one part.
    fn add_outside(&mut self, block: &Block, kind: RemovedKind, lines: Lines) {
        let part = Part::Foreign(kind, "outside the element that holds the article");
        match self.outside.last_mut().filter(|last| last.part == part) {
            Some(last) => {
                last.text.push(' ');
                last.text.push_str(&block.text);
                last.lines = last.lines.to(lines);
            }
            None => self.outside.push(Told { part, text: block.text.clone(), lines }),
        }
    }
}

/// All blocks as they stand; nothing is taken for the page's own but what is hidden.
pub(super) fn tell_all(blocks: &[Block], is_hidden: impl Fn(usize) -> bool, lines: Lines) -> Vec<Told> {
    let numbered = blocks.iter().enumerate();
    numbered
        .map(|(at, block)| {
            let hidden = Part::Foreign(RemovedKind::Widget, "hidden when the page opens");
            let part = if is_hidden(at) { hidden } else { block.part };
            Told { part, text: block.text.clone(), lines }
        })
        .collect()
}
