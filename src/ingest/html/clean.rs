//! What stands inside the element of the article and is not its text: the head of the page, links to other
//! articles, what a heading announces as such. It decides from position, links and wording.

use std::ops::Range;

use super::super::document::Part;
use super::super::forms::control::{self, Opener};
use super::super::forms::sentence;
use super::content::Fate;
use super::outline::{Block, Outline};
use super::tag::Tag;
use super::tree::Tree;
use crate::article::RemovedKind;

/// Takes such blocks out.
pub(super) fn clean(tree: &Tree, outline: &Outline, inside: Range<usize>, fates: &mut [Fate]) {
    let mut cleaner = Cleaner { tree, outline, inside, fates };
    cleaner.unlink();
    cleaner.behead();
    cleaner.announced();
}

struct Cleaner<'p> {
    tree: &'p Tree,
    outline: &'p Outline,
    inside: Range<usize>,
    fates: &'p mut [Fate],
}

impl Cleaner<'_> {
    fn remove(&mut self, at: usize, kind: RemovedKind, why: &'static str) {
        if let Some(fate) = self.fates.get_mut(at).filter(|fate| **fate == Fate::Kept) {
            *fate = Fate::Removed(kind, why);
        }
    }

    fn kept(&self) -> Vec<usize> {
        self.inside.clone().filter(|at| self.fates.get(*at) == Some(&Fate::Kept)).collect()
    }

    fn block(&self, at: usize) -> Option<&Block> {
        self.outline.blocks.get(at)
    }

    /// What stands before the headline, unless it is text.
    fn behead(&mut self) {
        let kept = self.kept();
        let is_title = |at: &usize| {
            let owner = self.block(*at).map(|block| block.owner);
            let node = owner.and_then(|owner| self.tree.nodes.get(owner));
            node.is_some_and(|node| node.tag == Tag::Title)
        };
        let Some(title) = kept.iter().copied().find(is_title) else { return };
        let before: Vec<usize> = kept.into_iter().take_while(|at| *at < title).collect();
        let words: usize = before.iter().filter_map(|at| self.block(*at)).map(|block| block.words).sum();
        if words < 80 {
            for at in before {
                self.remove(at, RemovedKind::Navigation, "stands above the headline");
            }
        }
    }

    /// Blocks that are links and nothing else.
    fn unlink(&mut self) {
        for at in self.kept() {
            let Some(block) = self.block(at) else { continue };
            if block.is_linked() && block.part != Part::Caption {
                self.remove(at, RemovedKind::Related, "is a link and nothing else");
            }
        }
    }

    /// What a heading or a label announces, as far as it is no prose.
    fn announced(&mut self) {
        let mut opener = None;
        for at in self.kept() {
            let Some(block) = self.block(at) else { continue };
            if let Some(found) = control::opener(&block.text).filter(|found| *found != Opener::Tags) {
                opener = Some(found);
                self.remove(at, RemovedKind::Related, "opens a list of other articles");
                continue;
            }
            if opener.is_none() {
                continue;
            }
            if block.words >= 8
                && block.linked * 2 < block.words
                && sentence::ends_sentence(&block.text)
                && block.part != Part::Heading
            {
                opener = None;
                continue;
            }
            self.remove(at, RemovedKind::Related, "in a list of other articles");
        }
    }
}
