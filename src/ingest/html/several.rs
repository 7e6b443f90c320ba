//! Pages that hold several articles in full, such as the front page of a weblog: each in an `article` element of
//! its own, under a heading of its own, with more than the beginning of its text.

use std::ops::Range;

use crate::ingest::document::Part;

use super::content::{self, Fate};
use super::outline::{Block, Outline};
use super::tag::Tag;
use super::tree::Tree;

/// The fewest words of prose of a whole article.
const FEWEST_WORDS: usize = 40;

/// The fewest paragraphs of a whole article; the beginning of one is a single paragraph.
const FEWEST_PARAGRAPHS: usize = 2;

/// The elements of the whole articles of a page.
pub(super) fn roots(tree: &Tree, outline: &Outline) -> Vec<usize> {
    let mut roots = Vec::new();
    let mut at = 0;
    while let Some(node) = tree.nodes.get(at) {
        let is_whole = node.tag == Tag::Article && is_whole(outline.blocks.get(outline.within(tree, at)));
        if is_whole {
            roots.push(at);
        }
        at = if is_whole { node.end } else { at + 1 };
    }
    roots
}

fn is_whole(blocks: Option<&[Block]>) -> bool {
    let blocks = blocks.unwrap_or_default();
    let headed = blocks.iter().take(4).any(|block| block.part == Part::Heading);
    let prose = blocks.iter().map(content::prose).filter(|words| *words > 0);
    let (words, paragraphs) = prose.fold((0, 0), |(sum, count), words| (sum + words, count + 1));
    headed && words >= FEWEST_WORDS && paragraphs >= FEWEST_PARAGRAPHS
}

/// The first heading of an article, which is kept even as a link to its own page.
pub(super) fn headline(outline: &Outline, range: Range<usize>, fates: &mut [Fate]) -> Option<String> {
    let mut places =
        range.filter(|at| outline.blocks.get(*at).is_some_and(|block| block.part == Part::Heading));
    let at = places.next()?;
    if let Some(fate) = fates.get_mut(at) {
        *fate = Fate::Kept;
    }
    outline.blocks.get(at).map(|block| block.text.clone())
}
