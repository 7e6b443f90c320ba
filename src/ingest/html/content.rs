//! The main content of a page: the element in which its prose stands together, and what in it is something else.

use std::ops::Range;

use crate::article::RemovedKind;
use crate::ingest::document::Part;

use super::agreement::Agreement;
use super::clean;
use super::hint::{self, Hint};
use super::metadata::Metadata;
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
/// `root` is the element it stands in.
pub(super) fn choose(tree: &Tree, outline: &Outline, root: usize, metadata: &Metadata) -> Choice {
    let here = outline.within(tree, root);
    let weigh = |(at, block)| if here.contains(&at) { prose(block) } else { 0 };
    let mut weights: Vec<usize> = outline.blocks.iter().enumerate().map(weigh).collect();
    let teasers = teasers::forget(tree, outline, &mut weights);
    let mut finder = Finder { tree, outline, prose: Sums::of(&weights), hints: hints(tree, outline) };
    let mut fates = finder.name();
    for (weight, fate) in weights.iter_mut().zip(&fates) {
        if *fate != Fate::Kept {
            *weight = 0;
        }
    }
    finder.prose = Sums::of(&weights);
    let text = outline.within(tree, finder.descend(root));
    let headline = metadata.stated.headline.as_deref();
    let first = clean::headline(tree, outline, here.start..text.start, headline).unwrap_or(text.start);
    for (at, fate) in fates.iter_mut().enumerate() {
        if !(first..text.end).contains(&at) {
            *fate = Fate::Outside(match fate {
                Fate::Named(Hint::Aside(kind)) => *kind,
                _ => RemovedKind::Navigation,
            });
        }
    }
    clean::clean(tree, outline, first..text.end, text.start, &mut fates);
    if let Some(body) = metadata.body.as_deref() {
        agree(&Agreement::with(body), outline, &mut fates);
    }
    let verdict = verdict(outline, &fates, &teasers, metadata.is_article);
    Choice { fates, verdict }
}

/// Brings back what the page's data gives as text, where most of the data stands on the page.
fn agree(agreement: &Agreement, outline: &Outline, fates: &mut [Fate]) {
    let common: Vec<(usize, usize)> =
        outline.blocks.iter().map(|block| agreement.common(&block.text)).collect();
    let is_given = |(found, all): &&(usize, usize)| found * 10 >= all * 9;
    let found: usize = common.iter().filter(is_given).map(|(found, _)| found).sum();
    if found * 10 < agreement.words() * 7 {
        return;
    }
    for ((block, common), fate) in outline.blocks.iter().zip(&common).zip(fates) {
        let is_text =
            matches!(block.part, Part::Paragraph | Part::Quote) && common.1 >= 8 && !block.is_linked();
        let is_taken = matches!(fate, Fate::Removed(..) | Fate::Named(_));
        if is_text && is_taken && is_given(&common) {
            *fate = Fate::Kept;
        }
    }
}

/// A page of teasers with hardly any text of its own is a list, unless it says that it is an article.
fn verdict(outline: &Outline, fates: &[Fate], teasers: &[usize], is_article: bool) -> Verdict {
    let words_of = |at: &usize| outline.blocks.get(*at).map_or(0, |block| block.words);
    let is_text = |at: &usize| {
        let part = outline.blocks.get(*at).map(|block| block.part);
        fates.get(*at) == Some(&Fate::Kept) && !matches!(part, Some(Part::Heading | Part::Caption))
    };
    let words: usize = (0..fates.len()).filter(is_text).map(|at| words_of(&at)).sum();
    let listed: usize = teasers.iter().map(words_of).sum();
    let own: usize = words - teasers.iter().filter(|at| is_text(at)).map(words_of).sum::<usize>();
    let captions =
        outline.blocks.iter().zip(fates).filter(|(block, fate)| {
            block.part == Part::Caption || matches!(fate, Fate::Named(Hint::Caption))
        });
    match words {
        _ if !is_article && own < FEWEST_WORDS && listed > 3 * own + 60 => Verdict::List,
        0..8 if captions.count() >= 3 => Verdict::Gallery,
        0 => Verdict::Empty,
        _ => Verdict::Article,
    }
}

/// The fewest words of text beside a list of other articles that make an article.
const FEWEST_WORDS: usize = 40;

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
pub(super) fn prose(block: &Block) -> usize {
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

/// The longest caption, in words, for which a name that says so is believed on a page of little text.
const LONGEST_CAPTION: usize = 60;

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
            Hint::Body => return false,
            Hint::Picture if prose > LONGEST_CAPTION || !self.has_picture(at) => return false,
            Hint::Aside(RemovedKind::Teaser) if !self.has_link(at) => return false,
            Hint::Aside(RemovedKind::Comments) => 90,
            Hint::Aside(RemovedKind::Footer | RemovedKind::Navigation) => 70,
            Hint::Aside(RemovedKind::Teaser) => 10,
            Hint::Aside(_) | Hint::Hidden => 60,
            Hint::Picture | Hint::Caption if prose <= LONGEST_CAPTION => 35,
            Hint::Picture | Hint::Caption | Hint::Byline | Hint::Standfirst => 15,
        };
        prose * 100 <= self.prose.total() * most
    }

    fn has_link(&self, at: usize) -> bool {
        let blocks = self.outline.blocks.get(self.outline.within(self.tree, at)).unwrap_or_default();
        blocks.iter().any(Block::is_linked)
    }

    fn has_picture(&self, at: usize) -> bool {
        self.tree.inside(at).iter().any(|node| node.tag == Tag::Image)
    }

    /// The element inside this one that holds the article.
    fn descend(&self, root: usize) -> usize {
        let mut at = root;
        while let Some(child) = self.narrower(at) {
            at = child;
        }
        at
    }

    /// The element inside this one that holds nearly all of its prose.
    fn narrower(&self, at: usize) -> Option<usize> {
        let sum = self.prose(at);
        let (mut best, mut bodies) = (None, 0);
        let mut child = at + 1;
        let end = self.tree.nodes.get(at).map_or(0, |node| node.end);
        while child < end {
            let prose = self.prose(child);
            bodies += usize::from(prose > 0 && self.is_body(child));
            if best.is_none_or(|(_, most)| prose > most) {
                best = Some((child, prose));
            }
            child = self.tree.nodes.get(child)?.end;
        }
        let (child, prose) = best?;
        let tag = self.tree.nodes.get(child)?.tag;
        let is_leaf =
            tag.is_inline() || matches!(tag, Tag::Paragraph | Tag::Item | Tag::Blockquote | Tag::Heading);
        let share = match (self.is_body(child), tag) {
            (true, _) if bodies == 1 => 50,
            (false, Tag::Article | Tag::Main) => 75,
            _ => 88,
        };
        (sum > 0 && prose * 100 >= sum * share && !is_leaf).then_some(child)
    }

    /// Whether the element is called the text of the article.
    fn is_body(&self, at: usize) -> bool {
        self.hints.get(at) == Some(&Some(Hint::Body))
    }
}
