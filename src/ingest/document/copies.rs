//! Which of an article's blocks say again what stood above. A refrain is kept, and so are the rows of lists and plans:
//! only what pages print twice goes, which is the block right above, the lede, or the text from the lede on.

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_64;

use super::{Part, Told};
use crate::ingest::forms::sentence;
use crate::text;

/// The shortest paragraph that is not said twice in a row, in words.
const SHORTEST: usize = 8;
/// So many blocks below the lede it may stand again.
const NEAR_LEDE: usize = 6;
/// The fewest words from the lede on that stand again wherever it is.
const FEWEST_ANEW: usize = 30;

/// For each block, whether it is a copy of one above.
pub(super) fn copies(told: &[Told]) -> Vec<bool> {
    let mut seen = HashMap::new();
    let worded: Vec<Worded> = told.iter().enumerate().filter_map(|(at, block)| worded(at, block)).collect();
    let above: Vec<Option<usize>> =
        worded.iter().enumerate().map(|(index, block)| seen.insert(block.key, index)).collect();
    let lede = worded.iter().position(|block| block.part == Part::Paragraph && block.words >= SHORTEST);
    let mut copies = vec![false; told.len()];
    let mut mark = |index: usize| {
        let at = worded.get(index).map(|block| block.at);
        at.and_then(|at| copies.get_mut(at)).into_iter().for_each(|copy| *copy = true);
    };
    let mut index = 0;
    while index < worded.len() {
        let first = above.get(index).copied().flatten();
        let anew = if first.is_some() && first == lede { run(&above, index) } else { 0 };
        let words: usize = worded.iter().skip(index).take(anew).map(|block| block.words).sum();
        if words >= FEWEST_ANEW {
            (index..index + anew).for_each(&mut mark);
            index += anew;
            continue;
        }
        if let (Some(first), Some(block)) = (first, worded.get(index)) {
            let is_next = first + 1 == index && (block.part == Part::Heading || block.words >= SHORTEST);
            if is_next || (anew > 0 && index - first <= NEAR_LEDE) {
                mark(index);
            }
        }
        index += 1;
    }
    copies
}

/// A block of words.
struct Worded {
    /// Its place among all blocks.
    at: usize,
    part: Part,
    /// The hash of its letters and digits.
    key: u64,
    words: usize,
}

fn worded(at: usize, block: &Told) -> Option<Worded> {
    match block.part {
        Part::Heading | Part::Paragraph | Part::Item | Part::Quote => {}
        Part::Preformatted | Part::Caption | Part::Foreign(..) => return None,
    }
    let letters = text::letters(&block.text);
    let key = xxh3_64(letters.as_bytes());
    (!letters.is_empty()).then(|| Worded { at, part: block.part, key, words: sentence::words(&block.text) })
}

/// How many blocks from this one on stand again in the order in which they stood above.
fn run(above: &[Option<usize>], index: usize) -> usize {
    let Some(Some(first)) = above.get(index) else { return 0 };
    let follows =
        |offset: &usize| first + offset < index && above.get(index + offset) == Some(&Some(first + offset));
    (0..above.len() - index).take_while(follows).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Lines;

    const LEDE: &str = "The harbour of Port Blue was closed on Monday after a storm, officials said.";
    const SECOND: &str = "Two ferries wait outside, and forty trucks stand on the quay of the old town.";
    const THIRD: &str = "Nobody was hurt, the mayor told reporters who had come by the coastal road.";
    const FOURTH: &str = "A third ferry turned back to the island it had left that morning.";
    const REFRAIN: &str = "We had our reasons.";

    /// The numbers of the blocks that are copies.
    fn check(blocks: &[(Part, &str)], expected: &[usize]) {
        let told: Vec<Told> = blocks
            .iter()
            .map(|(part, text)| Told { part: *part, text: (*text).to_owned(), lines: Lines::one(1) })
            .collect();
        let copies =
            copies(&told).iter().enumerate().filter(|(_, copy)| **copy).map(|(at, _)| at).collect::<Vec<_>>();
        assert_eq!(copies, expected, "{blocks:?}");
    }

    #[test]
    fn what_a_page_prints_twice_is_a_copy_and_what_recurs_is_not() {
        let (text, heading) = (Part::Paragraph, Part::Heading);
        let recut = LEDE.replace("Monday", "Monday,").replace("said.", "said");
        check(&[(text, LEDE), (text, LEDE), (text, SECOND)], &[1]);
        check(&[(text, LEDE), (text, SECOND), (text, &recut)], &[2]);
        check(&[(text, LEDE), (heading, "Ships wait"), (heading, "Ships wait")], &[2]);
        check(&[(text, LEDE), (text, SECOND), (text, THIRD), (text, SECOND)], &[]);
        check(&[(text, LEDE), (text, REFRAIN), (text, REFRAIN), (text, SECOND), (text, REFRAIN)], &[]);
        check(&[(text, "* * *"), (text, "* * *")], &[]);
    }

    #[test]
    fn the_text_from_the_lede_on_goes_where_it_stands_again() {
        let plan = [LEDE, "At noon:", SECOND, THIRD, FOURTH, REFRAIN, "At night:", SECOND, THIRD];
        check(&plan.map(|text| (Part::Paragraph, text)), &[]);
        let twice = [REFRAIN, LEDE, SECOND, THIRD, FOURTH, "Ships", "wait", "at", "sea", LEDE, SECOND, THIRD];
        check(&twice.map(|text| (Part::Paragraph, text)), &[9, 10, 11]);
    }

    #[test]
    fn tables_captions_and_what_is_foreign_are_no_copies() {
        for part in [Part::Preformatted, Part::Caption] {
            check(&[(part, LEDE), (part, LEDE)], &[]);
        }
    }
}
