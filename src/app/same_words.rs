//! Where the words at the top of a page stand once its text is another one: found by what they say, as paragraphs may
//! have come before them.

use std::collections::HashSet;

use super::page::{Line, Page};
use super::part::Part;
use crate::text::{tokens, truncate, word_number};

/// The share of their words that two paragraphs have in common where one became the other.
const SAME: usize = 50;

/// How many paragraphs are looked for at most: of a page on which none of so many is found, little is left.
const TRIED: usize = 64;

/// Cells of text at a place by which it is found again in a paragraph that was edited: as many as there are, then fewer.
const PLACES: [usize; 3] = [60, 30, 15];

impl Page {
    /// The line that shows here what stood on a line of the page before, or the next words there that stand here too,
    /// as far below; else those above. The beginning stays the beginning.
    pub(super) fn line_of_words(&self, before: &Self, line: usize) -> usize {
        if line == 0 {
            return 0;
        }
        let words: Vec<Option<HashSet<u32>>> =
            self.parts().iter().map(|part| part.block.map(|_| words(&part.text))).collect();
        let (mut tried, mut count) = (None, 0);
        for at in (line..before.lines().len()).chain((0..line).rev()) {
            let Some(Line::Text { part, row }) = before.lines().get(at) else { continue };
            if tried.replace(*part) == Some(*part) {
                continue;
            }
            let Some(was) = before.parts().get(*part).filter(|was| was.block.is_some()) else { continue };
            count += 1;
            if count > TRIED {
                break;
            }
            let Some(here) = self.part_like(was, &words) else { continue };
            let offset = self.parts().get(here).map_or(0, |here| offset_in(was, row.range.start, here));
            if let Some(found) = self.line_of_part(here, offset) {
                return (found + line).saturating_sub(at);
            }
        }
        line
    }

    /// The paragraph that says the same as one of another page, of several the one nearest to its place; else the one
    /// that says most of the same.
    fn part_like(&self, was: &Part, words_here: &[Option<HashSet<u32>>]) -> Option<usize> {
        let distance = |part: &Part| part.block.zip(was.block).map(|(one, other)| one.abs_diff(other));
        let body = || (0..).zip(self.parts()).filter(|(_, part)| part.block.is_some());
        let same = body().filter(|(_, part)| part.text == was.text).min_by_key(|(_, part)| distance(part));
        if let Some((place, _)) = same {
            return Some(place);
        }
        let wanted = words(&was.text);
        let share = |place: usize| {
            let here = words_here.get(place)?.as_ref()?;
            let both = here.intersection(&wanted).count();
            (200 * both).checked_div(here.len() + wanted.len())
        };
        let shares = body().filter_map(|(place, part)| Some((share(place)?, distance(part), place)));
        let best = shares.max_by_key(|(share, distance, _)| (*share, std::cmp::Reverse(*distance)));
        best.filter(|(share, ..)| *share >= SAME).map(|(.., place)| place)
    }
}

/// The words of a paragraph by their numbers.
fn words(text: &str) -> HashSet<u32> {
    tokens(text).iter().map(word_number).collect()
}

/// The byte of a paragraph at which it says what another one said at a place.
fn offset_in(was: &Part, offset: usize, here: &Part) -> usize {
    if was.text == here.text {
        return offset;
    }
    let rest = was.text.get(offset..).unwrap_or_default();
    let beginnings = PLACES.into_iter().map(|cells| truncate(rest, cells)).filter(|words| !words.is_empty());
    let found = beginnings.into_iter().find_map(|words| here.text.find(words));
    found.unwrap_or(offset).min(here.text.len())
}
