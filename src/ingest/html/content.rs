//! The main content of a page: the element in which its prose stands together, and what in it is something else.

use std::ops::Range;

use crate::article::RemovedKind;
use crate::ingest::document::Part;

use super::clean;
use super::hint::{self, Hint};
use super::outline::{Block, Outline};
use super::tag::Tag;
use super::teasers;
use super::tree::Tree;

/// What became of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Part of the article.
    Kept,
    /// Outside the element that holds the article.
    Outside(RemovedKind),
    /// Inside it, in an element whose name says what it is.
    Named(Hint),
    /// Inside it, but not of it: what it is and why.
    Removed(RemovedKind, &'static str),
}

/// What a page turned out to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// An article.
    Article,
    /// The beginnings of articles that stand elsewhere.
    List,
    /// Captions alone.
    Gallery,
    /// Nothing that reads as text.
    Empty,
}

/// What is the article, block by block.
#[derive(Debug)]
pub(super) struct Choice {
    /// For each block of the outline.
    pub(super) fates: Vec<Fate>,
    /// What the page holds.
    pub(super) verdict: Verdict,
}

/// Finds the article of a page.
pub(super) fn choose(tree: &Tree, outline: &Outline) -> Choice {
    let mut weights: Vec<usize> = outline.blocks.iter().map(prose).collect();
    let listed = teasers::forget(tree, outline, &mut weights);
    let mut finder = Finder { tree, outline, prose: Sums::of(&weights), hints: hints(tree, outline) };
    let mut fates = finder.name();
    for (weight, fate) in weights.iter_mut().zip(&fates) {
        if *fate != Fate::Kept {
            *weight = 0;
        }
    }
    finder.prose = Sums::of(&weights);
    let container = finder.descend();
    let inside = outline.within(tree, container);
    for (at, fate) in fates.iter_mut().enumerate() {
        if !inside.contains(&at) {
            *fate = Fate::Outside(match fate {
                Fate::Named(Hint::Aside(kind)) => *kind,
                _ => RemovedKind::Navigation,
            });
        }
    }
    clean::clean(tree, outline, inside, &mut fates);
    let verdict = verdict(outline, &fates, listed);
    Choice { fates, verdict }
}

/// A page whose text is short beside the ledes it lists is a list.
fn verdict(outline: &Outline, fates: &[Fate], listed: usize) -> Verdict {
    let kept = || outline.blocks.iter().zip(fates).filter(|(_, fate)| **fate == Fate::Kept);
    let words: usize =
        kept().filter(|(block, _)| block.part != Part::Heading).map(|(block, _)| block.words).sum();
    let captions =
        outline.blocks.iter().zip(fates).filter(|(block, fate)| {
            block.part == Part::Caption || matches!(fate, Fate::Named(Hint::Caption))
        });
    match words {
        0..40 if listed > 3 * words + 60 => Verdict::List,
        0..8 if captions.count() >= 3 => Verdict::Gallery,
        0 => Verdict::Empty,
        _ => Verdict::Article,
    }
}

/// What the elements around text are called.
fn hints(tree: &Tree, outline: &Outline) -> Vec<Option<Hint>> {
    let nodes = tree.nodes.iter().enumerate();
    let named = nodes.map(|(at, node)| {
        let holds = node.tag != Tag::Text && !outline.within(tree, at).is_empty();
        holds.then(|| hint::hint(tree, node)).flatten()
    });
    named.collect()
}

/// How many words of a block are prose.
fn prose(block: &Block) -> usize {
    let free = block.words.saturating_sub(block.linked);
    let shortest = if block.part == Part::Item { 12 } else { 10 };
    match block.part {
        Part::Caption | Part::Heading | Part::Foreign(..) => 0,
        // An item that opens with a long link and goes on for a while is the lede of another article.
        Part::Item if block.linked >= 5 && block.linked * 4 >= block.words => 0,
        _ if free * 2 < block.words || block.words < shortest => 0,
        Part::Paragraph | Part::Item | Part::Quote | Part::Preformatted => free,
    }
}

/// Running sums over the blocks of a page, for the sum of any range of them.
#[derive(Debug)]
pub(super) struct Sums(Vec<usize>);

impl Sums {
    pub(super) fn of(weights: &[usize]) -> Self {
        let mut sum = 0;
        let sums = weights.iter().map(|weight| {
            sum += weight;
            sum
        });
        Self(std::iter::once(0).chain(sums).collect())
    }

    pub(super) fn over(&self, range: &Range<usize>) -> usize {
        let sum = |at: usize| self.0.get(at).copied().unwrap_or_default();
        sum(range.end).saturating_sub(sum(range.start))
    }

    fn total(&self) -> usize {
        self.0.last().copied().unwrap_or_default()
    }
}

struct Finder<'p> {
    tree: &'p Tree,
    outline: &'p Outline,
    /// The words of prose in each block.
    prose: Sums,
    hints: Vec<Option<Hint>>,
}

impl Finder<'_> {
    fn prose(&self, at: usize) -> usize {
        self.prose.over(&self.outline.within(self.tree, at))
    }

    /// Marks what stands in elements that are called something else than the article.
    fn name(&self) -> Vec<Fate> {
        let mut fates = vec![Fate::Kept; self.outline.blocks.len()];
        for (at, hint) in self.hints.iter().enumerate() {
            let Some(hint) = hint.filter(|hint| self.is_believed(at, *hint)) else { continue };
            let range = self.outline.within(self.tree, at);
            for fate in fates.get_mut(range).unwrap_or_default() {
                if *fate == Fate::Kept {
                    *fate = Fate::Named(hint);
                }
            }
        }
        fates
    }

    /// A name is believed as long as it does not take away too much of the page's prose, in percent.
    fn is_believed(&self, at: usize, hint: Hint) -> bool {
        let prose = self.prose(at);
        let most = match hint {
            Hint::Body | Hint::Standfirst => return false,
            Hint::Picture if prose > 60 || !self.has_picture(at) => return false,
            Hint::Aside(RemovedKind::Comments) => 90,
            Hint::Aside(RemovedKind::Footer | RemovedKind::Navigation) => 70,
            Hint::Aside(RemovedKind::Teaser) => 10,
            Hint::Aside(_) | Hint::Hidden => 60,
            Hint::Picture | Hint::Caption | Hint::Byline => 15,
        };
        prose * 100 <= self.prose.total() * most
    }

    fn has_picture(&self, at: usize) -> bool {
        self.tree.inside(at).iter().any(|node| node.tag == Tag::Image)
    }

    /// The element that holds the article.
    fn descend(&self) -> usize {
        let mut at = 0;
        while let Some(child) = self.narrower(at) {
            at = child;
        }
        at
    }

    /// The element inside this one that holds nearly all of its prose.
    fn narrower(&self, at: usize) -> Option<usize> {
        let sum = self.prose(at);
        let mut best = None;
        let mut child = at + 1;
        let end = self.tree.nodes.get(at).map_or(0, |node| node.end);
        while child < end {
            let prose = self.prose(child);
            if best.is_none_or(|(_, most)| prose > most) {
                best = Some((child, prose));
            }
            child = self.tree.nodes.get(child)?.end;
        }
        let (child, prose) = best?;
        let tag = self.tree.nodes.get(child)?.tag;
        let is_leaf =
            tag.is_inline() || matches!(tag, Tag::Paragraph | Tag::Item | Tag::Blockquote | Tag::Heading);
        let share = if self.hints.get(child) == Some(&Some(Hint::Body)) { 50 } else { 88 };
        (sum > 0 && prose * 100 >= sum * share && !is_leaf).then_some(child)
    }
}
