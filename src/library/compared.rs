//! Tells how many articles that have a text in common are no copies of one another, that text not counted.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::boilerplate::Outline;

/// Two articles that share so many of a hundred bytes of the shorter one are copies.
const COPIES_SHARE: u64 = 40;

/// Articles that have texts in common. What two of them share is counted once, however many texts are asked about.
#[derive(Debug)]
pub(super) struct Compared {
    members: Vec<Bytes>,
    shared: HashMap<(usize, usize), u64>,
}

/// The bytes of an article.
#[derive(Debug)]
struct Bytes {
    /// The keys of its texts in order, each once with the bytes it takes in all.
    of_texts: Vec<(u64, u64)>,
    /// Those of all texts.
    all: u64,
}

impl Compared {
    /// Articles to compare, in the order in which they are to be.
    pub(super) fn new<'a>(outlines: impl Iterator<Item = &'a Outline>) -> Self {
        Self { members: outlines.map(Bytes::of).collect(), shared: HashMap::new() }
    }

    /// How many of them are no copy of one before, apart from a text that all have.
    pub(super) fn different(&mut self, apart_from: u64) -> usize {
        let mut kept: Vec<usize> = Vec::new();
        for member in 0..self.members.len() {
            if !kept.iter().any(|known| self.are_copies(member, *known, apart_from)) {
                kept.push(member);
            }
        }
        kept.len()
    }

    /// Whether two of them share much of their text, one text not counted.
    fn are_copies(&mut self, one: usize, other: usize, apart_from: u64) -> bool {
        let Some((first, second)) = self.members.get(one).zip(self.members.get(other)) else { return false };
        let shared = *self.shared.entry((one, other)).or_insert_with(|| first.shared_with(second));
        let (in_first, in_second) = (first.bytes_of(apart_from), second.bytes_of(apart_from));
        let shared = if in_second > 0 { shared - in_first } else { shared };
        let shorter = (first.all - in_first).min(second.all - in_second);
        shared > 0 && shared * 100 >= shorter * COPIES_SHARE
    }
}

impl Bytes {
    fn of(outline: &Outline) -> Self {
        let mut texts: Vec<(u64, u64)> =
            outline.blocks.iter().map(|(key, length)| (*key, u64::from(*length))).collect();
        texts.sort_unstable();
        let once = texts.chunk_by(|(one, _), (other, _)| one == other);
        let of_texts: Vec<(u64, u64)> = once
            .filter_map(|same| Some((same.first()?.0, same.iter().map(|(_, length)| length).sum())))
            .collect();
        let all = of_texts.iter().map(|(_, length)| length).sum();
        Self { of_texts, all }
    }

    /// Those of one text; none where the article has no such text.
    fn bytes_of(&self, text: u64) -> u64 {
        let place = self.of_texts.binary_search_by_key(&text, |(key, _)| *key);
        place.ok().and_then(|at| self.of_texts.get(at)).map_or(0, |(_, bytes)| *bytes)
    }

    /// Those of the texts that another article has too.
    fn shared_with(&self, other: &Self) -> u64 {
        let (mut own, mut others) = (self.of_texts.iter().peekable(), other.of_texts.iter().peekable());
        let mut shared = 0;
        while let (Some((key, bytes)), Some((other, _))) = (own.peek(), others.peek()) {
            match key.cmp(other) {
                Ordering::Less => drop(own.next()),
                Ordering::Greater => drop(others.next()),
                Ordering::Equal => {
                    shared += bytes;
                    own.next();
                    others.next();
                }
            }
        }
        shared
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    #[test]
    fn articles_that_share_little_but_the_text_asked_about_are_different() {
        let outline =
            |paragraphs: &[&str]| Outline::of(&Article::plain("A headline", paragraphs.iter().copied()));
        let foot = "The Example writes on ports since the year in which the harbour was built.";
        let foot_key = Outline::of(&Article::plain("A headline", [foot])).blocks[0].0;
        let pages = [
            outline(&["One came by ship.", foot]),
            outline(&["Two went by train.", foot]),
            outline(&["Two went by train.", foot, "Three."]),
            outline(&[foot]),
        ];
        let different = |members: &[usize], apart_from| {
            Compared::new(members.iter().map(|member| &pages[*member])).different(apart_from)
        };
        assert_eq!(different(&[0, 1, 2, 3], foot_key), 3, "the second and the third are copies");
        assert_eq!(different(&[0, 1, 2], 0), 1, "with the foot all are");
        assert_eq!(different(&[], foot_key), 0);
        let mut compared = Compared::new(pages.iter());
        assert_eq!([foot_key, 0, foot_key].map(|text| compared.different(text)), [3, 1, 3], "in any order");
    }
}
