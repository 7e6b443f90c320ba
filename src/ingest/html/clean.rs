//! What stands inside the element of the article and is not its text: the head of the page, links to other
//! articles, what a heading announces as such. It decides from position, links and wording.

use std::ops::Range;

use crate::article::RemovedKind;
use crate::ingest::document::Part;
use crate::ingest::forms::control::{self, Opener};
use crate::ingest::forms::dates::{self, NumericOrder};
use crate::ingest::forms::{sentence, timestamps};
use crate::text;

use super::content::Fate;
use super::hint::Hint;
use super::outline::{Block, Outline};
use super::tag::Tag;
use super::tree::Tree;

/// Takes such blocks out. The text begins at the block `start`; what stands inside before that is the head of the
/// page, from which only the headline, captions, and what is known by its name or form are taken over.
pub(super) fn clean(tree: &Tree, outline: &Outline, inside: Range<usize>, start: usize, fates: &mut [Fate]) {
    let mut cleaner = Cleaner { tree, outline, inside, fates };
    cleaner.unlink();
    cleaner.head();
    cleaner.leave_head(start);
    cleaner.announced();
}

/// How far above the text its headline is looked for, in blocks.
const HIGHEST_HEADLINE: usize = 60;

/// The block of the headline above the text.
pub(super) fn headline(
    tree: &Tree,
    outline: &Outline,
    above: Range<usize>,
    stated: Option<&str>,
) -> Option<usize> {
    let stated = text::fold(stated?);
    let first = above.start.max(above.end.saturating_sub(HIGHEST_HEADLINE));
    (first..above.end).rev().find(|at| {
        is_title(tree, outline, *at)
            && outline.blocks.get(*at).is_some_and(|block| text::fold(&block.text) == stated)
    })
}

fn is_title(tree: &Tree, outline: &Outline, at: usize) -> bool {
    let mut owner = outline.blocks.get(at).map_or(0, |block| block.owner);
    for _ in 0..3 {
        let Some(node) = tree.nodes.get(owner) else { return false };
        if node.tag == Tag::Title {
            return true;
        }
        owner = node.parent;
    }
    false
}

struct Cleaner<'p> {
    tree: &'p Tree,
    outline: &'p Outline,
    inside: Range<usize>,
    fates: &'p mut [Fate],
}

/// The most words above the headline that are no part of the text.
const MOST_ABOVE: usize = 80;

/// The longest label or date below the headline, in words.
const LONGEST_LABEL: usize = 16;

impl Cleaner<'_> {
    fn mark(&mut self, at: usize, marked: Fate) {
        if let Some(fate) = self.fates.get_mut(at).filter(|fate| **fate == Fate::Kept) {
            *fate = marked;
        }
    }

    fn kept(&self) -> Vec<usize> {
        self.inside.clone().filter(|at| self.fates.get(*at) == Some(&Fate::Kept)).collect()
    }

    fn block(&self, at: usize) -> Option<&Block> {
        self.outline.blocks.get(at)
    }

    /// Blocks that are links and nothing else.
    fn unlink(&mut self) {
        for at in self.kept() {
            if self.block(at).is_some_and(|block| is_links(block) && block.part != Part::Caption) {
                self.mark(at, Fate::Removed(RemovedKind::Related, "is a link and nothing else"));
            }
        }
    }

    /// What stands above the headline, and between it and the text.
    fn head(&mut self) {
        let kept = self.kept();
        let title = kept.iter().position(|at| is_title(self.tree, self.outline, *at));
        if let Some(title) = title {
            let above = kept.get(..title).unwrap_or_default();
            let words: usize = above.iter().filter_map(|at| self.block(*at)).map(|block| block.words).sum();
            for at in above.iter().filter(|_| words < MOST_ABOVE) {
                self.mark(*at, Fate::Removed(RemovedKind::Navigation, "stands above the headline"));
            }
        }
        let below = title.map_or(0, |title| title + 1);
        let mut below: Vec<usize> = kept.into_iter().skip(below).collect();
        let prose = below.iter().position(|at| self.is_prose(*at)).unwrap_or(below.len());
        self.keep_summaries_below(below.get(prose).copied());
        below.truncate(prose);
        for (index, at) in below.iter().enumerate() {
            if let Some(fate) = self.below_headline(*at, title.is_some() && index == 0) {
                self.mark(*at, fate);
            }
        }
    }

    /// A summary below the beginning of the text is a heading of it, whatever it is called.
    fn keep_summaries_below(&mut self, prose: Option<usize>) {
        let Some(prose) = prose else { return };
        for fate in self.fates.get_mut(prose..self.inside.end).unwrap_or_default() {
            if *fate == Fate::Named(Hint::Standfirst) {
                *fate = Fate::Kept;
            }
        }
    }

    /// Leaves in the head what is neither headline nor caption nor named.
    fn leave_head(&mut self, start: usize) {
        for at in self.kept().into_iter().take_while(|at| *at < start) {
            let is_caption = self.block(at).is_some_and(|block| block.part == Part::Caption);
            if !is_caption && !is_title(self.tree, self.outline, at) {
                self.mark(at, Fate::Outside(RemovedKind::Navigation));
            }
        }
        for at in self.inside.start..start {
            let fate = self.fates.get_mut(at);
            if let Some(fate) = fate
                && let Fate::Named(Hint::Aside(kind)) | Fate::Removed(kind, _) = *fate
            {
                *fate = Fate::Outside(kind);
            }
        }
    }

    fn is_prose(&self, at: usize) -> bool {
        self.block(at).is_some_and(|block| {
            let long =
                block.words > LONGEST_LABEL || (block.words > 8 && sentence::ends_sentence(&block.text));
            block.part != Part::Heading && long
        })
    }

    /// What a short block between headline and text is, if it is not of the text.
    fn below_headline(&self, at: usize, is_next: bool) -> Option<Fate> {
        let block = self.block(at)?;
        if block.part == Part::Heading {
            return (is_next && block.words >= 10).then_some(Fate::Named(Hint::Standfirst));
        }
        let order = NumericOrder::Unsettled;
        let is_date = block.text.bytes().any(|byte| byte.is_ascii_digit())
            && (timestamps::timestamp(&block.text).is_some()
                || dates::row(&block.text, order).is_some()
                || dates::trailing_row(&block.text, order).is_some());
        let is_label = block.words <= 3 && block.text.ends_with(':');
        (is_date || is_label).then_some(Fate::Named(Hint::Byline))
    }

    /// What a heading or a label announces, as far as it is no prose.
    fn announced(&mut self) {
        let mut announced = false;
        for at in self.kept() {
            let Some(block) = self.block(at) else { continue };
            if is_opener(&block.text) {
                announced = true;
                self.mark(at, Fate::Removed(RemovedKind::Related, "opens a list of other articles"));
                continue;
            }
            announced &= !goes_on(block);
            if announced {
                self.mark(at, Fate::Removed(RemovedKind::Related, "in a list of other articles"));
            }
        }
    }
}

/// Whether a block is links and little else, and no sentence.
fn is_links(block: &Block) -> bool {
    let mostly = block.words >= 4 && block.linked * 10 >= block.words * 7;
    block.is_linked() || (mostly && !sentence::ends_sentence(&block.text))
}

/// Whether a block behind a list of other articles is the text again.
fn goes_on(block: &Block) -> bool {
    let unlinked = block.linked * 3 < block.words;
    block.words >= 8 && unlinked && block.part != Part::Heading && sentence::ends_sentence(&block.text)
}

fn is_opener(text: &str) -> bool {
    control::opener(text).is_some_and(|opener| match opener {
        Opener::Related | Opener::Recommended | Opener::Comments => true,
        Opener::Tags | Opener::Ending => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::html::{outline, parse};

    const TEXT: &str = "The harbour of Port Blue was closed on Monday after a storm had broken the mole.";

    /// What is kept of a page whose text begins with the first block of prose.
    fn kept(html: &str) -> Vec<String> {
        let tree = parse::parse(html);
        let outline = outline::outline(&tree);
        let mut fates = vec![Fate::Kept; outline.blocks.len()];
        clean(&tree, &outline, 0..outline.blocks.len(), 0, &mut fates);
        let kept = outline.blocks.iter().zip(fates).filter(|(_, fate)| *fate == Fate::Kept);
        kept.map(|(block, _)| block.text.clone()).collect()
    }

    #[test]
    fn what_is_not_of_the_text_goes() {
        let text = format!("<p>{TEXT}</p>");
        let table = [
            (format!("{text}<p><a href=/a>Ferry runs aground in fog</a></p>{text}"), vec![TEXT, TEXT]),
            (format!("<p>World</p><h1>Harbour closes</h1>{text}"), vec!["Harbour closes", TEXT]),
            (format!("<h1>Harbour closes</h1><p>10 May 2020</p>{text}"), vec!["Harbour closes", TEXT]),
            (format!("<h1>Harbour closes</h1><p>Share:</p>{text}"), vec!["Harbour closes", TEXT]),
            (format!("{text}<h3>Related News</h3><p>Ferry aground</p>{text}"), vec![TEXT, TEXT]),
            (format!("{text}<p>Ships wait</p>"), vec![TEXT, "Ships wait"]),
        ];
        for (html, expected) in table {
            assert_eq!(kept(&html), expected, "{html}");
        }
    }

    #[test]
    fn the_headline_above_the_text_is_the_heading_that_says_it() {
        let html = format!("<h1>The Port</h1><div><h1>Harbour Closes</h1></div><p>{TEXT}</p>");
        let tree = parse::parse(&html);
        let outline = outline::outline(&tree);
        let find = |stated| headline(&tree, &outline, 0..2, stated);
        assert_eq!(find(Some("Harbour closes")), Some(1));
        assert_eq!(find(Some("Ferry aground")), None);
        assert_eq!(find(None), None);
    }
}
