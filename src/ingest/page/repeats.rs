//! Which pieces of a page say the same: equal letters and digits, or one glued to a section's name.

use xxhash_rust::xxh3::xxh3_64;

use crate::text::{self, Ends};

use super::opening::Piece;
use super::shape::Shape;
use crate::ingest::forms::sentence;

/// The copies among the pieces of a page.
#[derive(Debug)]
pub(super) struct Repeats {
    keys: Vec<u64>,
    next: Vec<Option<usize>>,
    glued: Vec<bool>,
}

impl Repeats {
    /// Compares all pieces by hash; glued copies only with their neighbours.
    pub(super) fn of(pieces: &[Piece]) -> Self {
        let mut keys = keys(pieces);
        let mut glued = vec![false; pieces.len()];
        for at in 0..pieces.len() {
            if let Some(clean) = clean_copy(pieces, at).or_else(|| whole_copy(pieces, at)) {
                let found = keys.get(clean).copied();
                if let (Some(key), Some(found), Some(glued)) = (keys.get_mut(at), found, glued.get_mut(at)) {
                    *key = found;
                    *glued = true;
                }
            }
        }
        let next = link(&keys);
        Self { keys, next, glued }
    }

    /// The next piece that says the same.
    pub(super) fn next(&self, at: usize) -> Option<usize> {
        self.next.get(at).copied().flatten()
    }

    /// Whether two pieces say the same.
    pub(super) fn same(&self, one: usize, other: usize) -> bool {
        self.keys.get(one).is_some_and(|key| self.keys.get(other) == Some(key))
    }

    /// What the piece says, as a hash.
    pub(super) fn key(&self, at: usize) -> u64 {
        self.keys.get(at).copied().unwrap_or_default()
    }

    /// Whether the piece is a copy with another name glued to it.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.glued.get(at).copied().unwrap_or_default()
    }
}

/// The key of each piece. Pieces that begin or end like no other are not read: of long paragraphs sixteen letters do.
fn keys(pieces: &[Piece]) -> Vec<u64> {
    let mut ends: Vec<(Ends, usize)> = pieces.iter().map(|piece| Ends::of(&piece.text)).zip(0..).collect();
    ends.sort_unstable();
    let mut keys = vec![0; pieces.len()];
    for alike in ends.chunk_by(|(one, _), (other, _)| one == other) {
        for (ends, at) in alike {
            let (Some(slot), Some(piece)) = (keys.get_mut(*at), pieces.get(*at)) else { continue };
            *slot = match alike {
                [_] => xxh3_64([ends.first, ends.last].as_flattened()),
                _ => key(&piece.text),
            };
        }
    }
    keys
}

/// The hash of the folded letters and digits; of the text itself where it has none.
fn key(text: &str) -> u64 {
    let text = without_page(text);
    let letters = text::letters(text);
    xxh3_64(if letters.is_empty() { text } else { &letters }.as_bytes())
}

/// A headline without the number of the page it stands on: `Harbour closed (page 2)`.
fn without_page(text: &str) -> &str {
    let Some((headline, mark)) = text.strip_suffix(')').and_then(|open| open.rsplit_once(" (")) else {
        return text;
    };
    let numbered =
        sentence::strip_prefix_folded(mark, "page ").is_some_and(|number| number.parse::<u16>().is_ok());
    if numbered || ["continued", "cont.", "cont'd"].iter().any(|word| mark.eq_ignore_ascii_case(word)) {
        headline
    } else {
        text
    }
}

fn link(keys: &[u64]) -> Vec<Option<usize>> {
    let mut next = vec![None; keys.len()];
    let mut places: Vec<(u64, usize)> = keys.iter().copied().zip(0..).collect();
    places.sort_unstable();
    for pair in places.windows(2) {
        let [(key, at), (other, copy)] = *pair else { continue };
        if let Some(next) = next.get_mut(at).filter(|_| key == other) {
            *next = Some(copy);
        }
    }
    next
}

/// So many pieces on either side are searched for the clean copy of a glued headline.
const REACH: usize = 10;
/// The shortest headline and the longest name glued to it, in characters.
const SHORTEST_HEADLINE: usize = 15;
const LONGEST_NAME: usize = 30;

/// The neighbour that this piece repeats with a name glued before or behind it.
fn clean_copy(pieces: &[Piece], at: usize) -> Option<usize> {
    let is_title = |piece: &&Piece| matches!(piece.shape, Shape::Title);
    let text = pieces.get(at).filter(is_title)?.text.as_str();
    let near = at.saturating_sub(REACH)..(at + REACH + 1).min(pieces.len());
    near.filter(|&other| other != at).find(|&other| {
        let clean = pieces.get(other).filter(is_title).map_or("", |piece| piece.text.as_str());
        is_glued(text, clean) && sentence::length(clean) >= SHORTEST_HEADLINE
    })
}

/// The headline close behind that this piece is the beginning of: `Harbour closed after s...`.
fn whole_copy(pieces: &[Piece], at: usize) -> Option<usize> {
    let text = pieces.get(at).map(|piece| piece.text.as_str()).filter(|text| sentence::breaks_off(text))?;
    let begun = text.trim_end_matches(['.', '…', ' ', '[', ']']);
    let is_whole = |other: &usize| {
        pieces.get(*other).is_some_and(|piece| piece.shape == Shape::Title && piece.text.starts_with(begun))
    };
    let long = (SHORTEST_HEADLINE..=200).contains(&sentence::length(begun));
    (at + 1..(at + REACH + 1).min(pieces.len())).find(is_whole).filter(|_| long)
}

fn is_glued(text: &str, clean: &str) -> bool {
    let named = |name: &str| {
        let name = name.trim_matches([' ', '|', ':', '-', '–', '—', '»', '/']);
        let short = (1..=LONGEST_NAME).contains(&sentence::length(name)) && sentence::words(name) <= 3;
        short && sentence::is_capitalised(name) && !name.contains(|letter: char| letter.is_ascii_digit())
    };
    let before = text.strip_suffix(clean);
    let after = text.strip_prefix(clean);
    before.or(after).is_some_and(named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::page::{lines, opening};

    fn repeats(page: &str) -> Repeats {
        Repeats::of(&opening::pieces(&lines::number(page, 1).lines))
    }

    #[test]
    fn copies_that_differ_in_white_space_are_the_same() {
        let found = repeats("Harbour closed after storm\u{a0}\n\nHarbour  closed after storm");
        assert!(found.same(0, 1));
        assert_eq!((found.next(0), found.next(1)), (Some(1), None));
    }

    #[test]
    fn a_glued_copy_is_found_beside_the_clean_one() {
        let found = repeats("RiversideHarbour closed after storm\nHarbour closed after storm");
        assert!(found.same(0, 1) && found.is_glued(0) && !found.is_glued(1));
    }

    #[test]
    fn other_lines_are_different() {
        let found = repeats("Harbour closed after storm\nHarbour opened after storm");
        assert!(!found.same(0, 1));
    }
}
