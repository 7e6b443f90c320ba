//! The headlines of a newsletter: several blocks that are links and nothing else, each above a text of its own. A
//! letter with sections has headings that lead nowhere; a list of articles has no text below its links.

use super::outline::Block;
use crate::ingest::document::Part;
use crate::ingest::forms::sentence;

/// The fewest stories that a letter is cut into.
const FEWEST: usize = 3;
/// How many words a headline has.
const HEADLINE: std::ops::RangeInclusive<usize> = 3..=25;
/// The fewest words of a paragraph that tells a story.
const FEWEST_WORDS: usize = 12;
/// The most short blocks between a headline and its text: a picture, a byline, a date.
const BETWEEN: usize = 3;

/// The places of the headlines; none where they are not clear.
pub(super) fn headlines(blocks: &[Block]) -> Vec<usize> {
    let all: Vec<usize> = (0..blocks.len()).filter(|at| is_headline(blocks, *at)).collect();
    let is_heading = |at: &usize| blocks.get(*at).is_some_and(|block| block.part == Part::Heading);
    let headings: Vec<usize> = all.iter().copied().filter(is_heading).collect();
    // Where headlines are marked as headings, another link above a text is none.
    let found = if headings.len() >= FEWEST { headings } else { all };
    if found.len() >= FEWEST { found } else { Vec::new() }
}

fn is_headline(blocks: &[Block], at: usize) -> bool {
    let Some(block) = blocks.get(at) else { return false };
    block.is_linked()
        && HEADLINE.contains(&block.words)
        && matches!(block.part, Part::Heading | Part::Paragraph)
        && !block.text.ends_with(['.', ':', '…', '»', '>', '→'])
        && blocks.get(at + 1..).is_some_and(has_text)
}

/// Whether a paragraph of a story stands among the next blocks, above any other link or heading.
fn has_text(below: &[Block]) -> bool {
    let is_text = |block: &&Block| block.part != Part::Caption && block.words >= FEWEST_WORDS;
    let mut next = below.iter().take(BETWEEN + 1).take_while(|block| {
        block.part == Part::Caption || !block.is_linked() && block.part == Part::Paragraph
    });
    next.find(is_text).is_some_and(|block| sentence::ends_sentence(block.text.trim()))
}
