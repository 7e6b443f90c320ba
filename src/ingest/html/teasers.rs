//! The ledes of other articles: short texts in rows of like elements, each with a link of its own.

use std::collections::HashMap;

use super::content::Sums;
use super::outline::Outline;
use super::tree::Tree;

/// The longest text of a teaser, in words.
const LONGEST: usize = 110;

/// The fewest teasers that make a row.
const FEWEST: usize = 3;

/// How far above a text its element among the others of a row is looked for.
const HIGHEST: usize = 16;

/// Takes the weight of teasers away, unless hardly anything is left then; returns their places.
pub(super) fn forget(tree: &Tree, outline: &Outline, weights: &mut [usize]) -> Vec<usize> {
    let prose = Sums::of(weights);
    let links: Vec<usize> =
        outline.blocks.iter().map(|block| usize::from(block.is_linked() && block.words >= 3)).collect();
    let links = Sums::of(&links);
    let mut rows: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, weight) in weights.iter().enumerate().filter(|(_, weight)| (1..=LONGEST).contains(*weight)) {
        if let Some(row) = row(tree, outline, (&prose, &links), (at, *weight)) {
            rows.entry(row).or_default().push(at);
        }
    }
    let rows = rows.into_values().filter(|row| row.len() >= FEWEST);
    let teasers: Vec<usize> = rows.flatten().collect();
    let listed: usize = teasers.iter().filter_map(|at| weights.get(*at)).sum();
    let total: usize = weights.iter().sum();
    if total >= listed + 40 {
        for at in &teasers {
            if let Some(weight) = weights.get_mut(*at) {
                *weight = 0;
            }
        }
    }
    teasers
}

/// The element whose children would be the teasers of a row, if a text stands with a link in one of its own.
fn row(
    tree: &Tree,
    outline: &Outline,
    (prose, links): (&Sums, &Sums),
    (at, weight): (usize, usize),
) -> Option<usize> {
    let mut around = outline.blocks.get(at)?.owner;
    let mut found = None;
    for _ in 0..HIGHEST {
        let range = outline.within(tree, around);
        let node = tree.nodes.get(around)?;
        if around == 0 || prose.over(&range) > weight {
            break;
        }
        if links.over(&range) > 0 {
            found = Some(node.parent);
        }
        around = node.parent;
    }
    found
}
