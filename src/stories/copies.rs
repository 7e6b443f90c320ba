//! Articles grouped by the text they are copies of.

use std::collections::HashMap;

use super::overlap::{Overlap, Runs, Wording};
use super::sketch::Sketch;

/// An article is held against so many others that share a fingerprint with it at most: the ones before it in the
/// order of ids. Below that number all pairs are seen; above it, chains of pairs still join what belongs together.
const NEAREST: usize = 64;

/// Two articles are held against each other if they share this part of the shorter one's fingerprints.
const LEAST_SHARED: f32 = 0.15;

/// Groups articles that are copies of one text. Each group is a list of places in `sketches`, those without a copy
/// left out; `wording` gives the words of the article at a place. The groups depend on what the articles say alone.
///
/// Sketches of one id are copies, whatever else. Of two groups that share a pair of copies one is made if their
/// fullest members bear that out, so that a chain of partial copies does not glue different stories.
pub fn groups(sketches: &[&Sketch], wording: impl FnMut(usize) -> Wording) -> Vec<Vec<usize>> {
    let different = each_id_once(sketches);
    let mut compared = Compared { wording, known: HashMap::new() };
    let mut joined = Joined::new(sketches);
    for (one, other) in copies(sketches, &different, &mut compared) {
        let (first, second) = (joined.fullest(one), joined.fullest(other));
        let mut same = || [first, second] == [one, other] || compared.overlap(first, second).is_akin();
        if first != second && same() {
            joined.join(first, second);
        }
    }
    joined.groups()
}

/// The places of different articles in the order of their ids.
fn each_id_once(sketches: &[&Sketch]) -> Vec<usize> {
    let sketch = |place: &usize| sketches.get(*place);
    let mut places: Vec<usize> = (0..sketches.len()).collect();
    places.sort_by_key(|place| sketch(place).map(|sketch| (sketch.id, sketch.wording, sketch.length)));
    places.dedup_by_key(|place| sketch(place).map(|sketch| sketch.id));
    places
}

/// Articles held against each other by all their words.
struct Compared<W> {
    wording: W,
    known: HashMap<usize, Runs>,
}

impl<W: FnMut(usize) -> Wording> Compared<W> {
    fn overlap(&mut self, one: usize, other: usize) -> Overlap {
        for place in [one, other] {
            self.known.entry(place).or_insert_with(|| Runs::of(&(self.wording)(place)));
        }
        match (self.known.get(&one), self.known.get(&other)) {
            (Some(one), Some(other)) => Overlap::of(one, other),
            (None, _) | (_, None) => Overlap::default(),
        }
    }
}

/// The pairs of copies, those that share most first.
fn copies<W: FnMut(usize) -> Wording>(
    sketches: &[&Sketch],
    different: &[usize],
    compared: &mut Compared<W>,
) -> Vec<(usize, usize)> {
    let id = |place: usize| sketches.get(place).map(|sketch| sketch.id);
    let mut copies: Vec<(f32, usize, usize)> = Vec::new();
    for (one, other) in candidates(sketches, different) {
        let shared = compared.overlap(one, other);
        if shared.is_copy() {
            copies.push((shared.shorter.share, one, other));
        }
    }
    copies.sort_by(|(share, one, other), (less, first, second)| {
        let ids = (id(*one), id(*other)).cmp(&(id(*first), id(*second)));
        less.total_cmp(share).then(ids)
    });
    copies.into_iter().map(|(_, one, other)| (one, other)).collect()
}

/// Pairs of places whose articles share enough fingerprints to be held against each other, in the order of ids.
fn candidates(sketches: &[&Sketch], different: &[usize]) -> Vec<(usize, usize)> {
    let prints = |rank: usize| {
        let sketch = different.get(rank).and_then(|place| sketches.get(*place));
        sketch.map_or(&[][..], |sketch| &sketch.prints)
    };
    let having = having(different.len(), &prints);
    // Where each article stands among those that have a fingerprint.
    let mut standing: Vec<(u32, u32)> = having.iter().zip(0..).map(|((_, rank), at)| (*rank, at)).collect();
    standing.sort_unstable();
    let mut shared = vec![0_u32; different.len()];
    let mut alike: Vec<usize> = Vec::new();
    let mut pairs = Vec::new();
    for stands in standing.chunk_by(|(one, _), (other, _)| one == other) {
        for (_, other) in stands.iter().flat_map(|(_, at)| before(&having, size(*at))) {
            let other = size(*other);
            if let Some(count) = shared.get_mut(other) {
                alike.extend((*count == 0).then_some(other));
                *count += 1;
            }
        }
        alike.sort_unstable();
        let rank = stands.first().map_or(0, |(rank, _)| size(*rank));
        for other in alike.drain(..) {
            let count = shared.get_mut(other).map_or(0, std::mem::take);
            let fewest = prints(rank).len().min(prints(other).len());
            #[expect(
                clippy::cast_precision_loss,
                reason = "fingerprints of one article are far fewer than 2^24"
            )]
            let share = count as f32 / fewest.max(1) as f32;
            if share >= LEAST_SHARED {
                pairs.extend(different.get(other).copied().zip(different.get(rank).copied()));
            }
        }
    }
    pairs
}

/// The fingerprints that more than one article has, in order, each with the ranks of these.
fn having<'a>(articles: usize, prints: &impl Fn(usize) -> &'a [u32]) -> Vec<(u32, u32)> {
    let all = || {
        (0..articles)
            .zip(0..)
            .flat_map(|(rank, number)| prints(rank).iter().map(move |print| (*print, number)))
    };
    let repeated = Repeated::among(all().map(|(print, _)| print));
    let mut having: Vec<(u32, u32)> = Vec::new();
    having.extend(all().filter(|(print, _)| repeated.may_have(*print)));
    having.sort_unstable();
    let several = having.chunk_by(|(one, _), (other, _)| one == other).filter(|run| run.len() > 1);
    several.flatten().copied().collect()
}

/// The numbers that stand in a row of numbers more than once, and a few others: most stand there once, and are not to be
/// sorted with the rest.
struct Repeated {
    /// How often numbers with the same last bits were seen, 2 at most.
    seen: Vec<u8>,
}

impl Repeated {
    fn among(numbers: impl Iterator<Item = u32> + Clone) -> Self {
        let mut repeated = Self { seen: vec![0; numbers.clone().count().next_power_of_two()] };
        for number in numbers {
            let place = repeated.place(number);
            if let Some(seen) = repeated.seen.get_mut(place) {
                *seen = (*seen + 1).min(2);
            }
        }
        repeated
    }

    fn may_have(&self, number: u32) -> bool {
        self.seen.get(self.place(number)).is_some_and(|seen| *seen > 1)
    }

    fn place(&self, number: u32) -> usize {
        size(number) & (self.seen.len() - 1)
    }
}

fn size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// The last few that have the same fingerprint and stand before this place.
fn before(having: &[(u32, u32)], at: usize) -> &[(u32, u32)] {
    let print = having.get(at).map(|(print, _)| *print);
    let nearest = having.get(at.saturating_sub(NEAREST)..at).unwrap_or_default();
    let other = nearest.partition_point(|(earlier, _)| Some(*earlier) < print);
    nearest.get(other..).unwrap_or_default()
}

/// Groups that grow by joining two of them. Each is known by its fullest member.
struct Joined<'a> {
    sketches: &'a [&'a Sketch],
    above: Vec<usize>,
}

impl<'a> Joined<'a> {
    /// Every id a group of its own.
    fn new(sketches: &'a [&'a Sketch]) -> Self {
        let mut first = HashMap::new();
        let above =
            sketches.iter().enumerate().map(|(place, sketch)| *first.entry(sketch.id).or_insert(place));
        Self { sketches, above: above.collect() }
    }

    /// The fullest member of a member's group.
    fn fullest(&self, member: usize) -> usize {
        let mut member = member;
        while let Some(above) = self.above.get(member).copied().filter(|above| *above != member) {
            member = above;
        }
        member
    }

    /// Makes one group of the groups of two fullest members.
    fn join(&mut self, one: usize, other: usize) {
        let fullness = |place: usize| self.sketches.get(place).map(|sketch| (sketch.length, sketch.id));
        let (above, below) = if fullness(one) >= fullness(other) { (one, other) } else { (other, one) };
        if let Some(place) = self.above.get_mut(below) {
            *place = above;
        }
    }

    /// The groups of more than one, by their first members.
    fn groups(&self) -> Vec<Vec<usize>> {
        let mut groups: HashMap<usize, Vec<usize>> = HashMap::new();
        for member in 0..self.sketches.len() {
            groups.entry(self.fullest(member)).or_default().push(member);
        }
        let mut groups: Vec<Vec<usize>> = groups.into_values().filter(|group| group.len() > 1).collect();
        groups.sort_unstable();
        groups
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::{Article, ArticleId};
    use crate::stories::CommonWords;
    use crate::stories::samples::{article, sentences};

    fn grouped(articles: &[Article]) -> Vec<Vec<ArticleId>> {
        let sketches: Vec<Sketch> =
            articles.iter().map(|article| Sketch::of(article, &CommonWords::default())).collect();
        let groups = groups(&sketches.iter().collect::<Vec<_>>(), |place| Wording::of(&articles[place]));
        let ids = |group: Vec<usize>| {
            let mut ids: Vec<ArticleId> = group.into_iter().map(|place| sketches[place].id).collect();
            ids.sort_unstable();
            ids
        };
        let mut groups: Vec<Vec<ArticleId>> = groups.into_iter().map(ids).collect();
        groups.sort_unstable();
        groups
    }

    fn check(texts: &[&[u32]], expected: &[&[usize]]) {
        let articles: Vec<Article> = texts.iter().map(|numbers| article(&sentences(numbers))).collect();
        let ids = |group: &&[usize]| {
            let mut ids: Vec<ArticleId> = group.iter().map(|place| articles[*place].id).collect();
            ids.sort_unstable();
            ids
        };
        let mut expected: Vec<Vec<ArticleId>> = expected.iter().map(ids).collect();
        expected.sort_unstable();
        assert_eq!(grouped(&articles), expected, "{texts:?}");
    }

    #[test]
    fn copies_are_grouped_around_the_fullest() {
        check(&[&[0, 1, 2, 3, 4, 5, 6, 7], &[50, 51], &[0, 1, 2], &[0, 1, 2, 3, 4, 60]], &[&[0, 2, 3]]);
        check(&[&[0, 1], &[2, 3]], &[]);
        check(&[&[0, 1], &[0, 1], &[2]], &[&[0, 1]]);
        check(&[], &[]);
    }

    #[test]
    fn a_page_of_several_briefs_does_not_glue_them() {
        check(&[&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14], &[6, 7], &[9, 10]], &[]);
    }

    #[test]
    fn a_chain_of_halves_does_not_glue_its_ends() {
        let chain: [&[u32]; 3] = [
            &[0, 1, 2, 3, 4, 5, 6, 7],
            &[0, 1, 2, 3, 4, 20, 21, 22, 23],
            &[30, 31, 32, 33, 20, 21, 22, 23, 34, 35],
        ];
        check(&chain, &[&[0, 1]]);
    }

    #[test]
    fn more_copies_than_are_compared_with_each_other_are_one_group() {
        let texts: Vec<Vec<u32>> =
            (0..150).map(|number| vec![0, 1, 2, 3, 4, 5, 6, 7, 8, 100 + number]).collect();
        let articles: Vec<Article> = texts.iter().map(|numbers| article(&sentences(numbers))).collect();
        assert_eq!(grouped(&articles).iter().map(Vec::len).collect::<Vec<_>>(), [150]);
    }

    proptest! {
        #[test]
        fn groups_do_not_depend_on_the_order_of_articles(
            texts in prop::collection::vec(prop::collection::vec(0_u32..14, 0..9), 1..12),
            keys in prop::collection::vec(any::<u32>(), 12),
        ) {
            let articles: Vec<Article> = texts.iter().map(|numbers| article(&sentences(numbers))).collect();
            let mut order: Vec<(u32, &Article)> = keys.into_iter().zip(&articles).collect();
            order.sort_by_key(|(key, _)| *key);
            let moved: Vec<Article> = order.into_iter().map(|(_, article)| article.clone()).collect();
            prop_assert_eq!(grouped(&moved), grouped(&articles));
        }
    }
}
