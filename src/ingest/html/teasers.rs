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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::html::content::prose;
    use crate::ingest::html::{outline, parse};

    const LEDE: &str =
        "Two ferries wait outside the harbour, and forty trucks stand on the quay of the old town.";
    const TEXT: &str = "The harbour was closed on Monday after a storm had broken the mole, the council of the \
                        town said, and it will stay closed until the stones have been raised from the sea again. \
                        Nobody was hurt, the mayor told those who had come by the coastal road to see it.";

    /// How many texts of a page are taken for teasers, and how much prose is left.
    fn check(html: &str) -> (usize, usize) {
        let tree = parse::parse(html);
        let outline = outline::outline(&tree);
        let mut weights: Vec<usize> = outline.blocks.iter().map(prose).collect();
        let teasers = forget(&tree, &outline, &mut weights);
        (teasers.len(), weights.iter().sum())
    }

    fn card(text: &str) -> String {
        format!("<li><h3><a href=/a>Port Blue closes its harbour</a></h3><p>{text}</p></li>")
    }

    #[test]
    fn ledes_in_a_row_with_links_of_their_own_weigh_nothing_beside_a_text() {
        let text = format!("<div><p>{TEXT}</p></div>");
        let words = TEXT.split(' ').count();
        assert_eq!(check(&format!("{text}<ul>{}</ul>", card(LEDE).repeat(3))), (3, words));
        assert_eq!(check(&format!("{text}<ul>{}</ul>", card(LEDE).repeat(2))).0, 0);
        let unlinked = format!("<li><p>{LEDE}</p></li>").repeat(4);
        assert_eq!(check(&format!("{text}<ul>{unlinked}</ul>")).0, 0);
        assert_eq!(check(&format!("{text}<ul>{}</ul>", card(&TEXT.repeat(4)).repeat(3))).0, 0);
    }

    #[test]
    fn a_page_of_nothing_else_keeps_their_weight() {
        let (teasers, weight) = check(&format!("<ul>{}</ul>", card(LEDE).repeat(5)));
        assert_eq!((teasers, weight), (5, 5 * LEDE.split(' ').count()));
    }
}
