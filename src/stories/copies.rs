//! Articles grouped by the text they are copies of.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::overlap::{Overlap, Runs, Wording};
use super::sketches::Sketches;

/// An article is held against so many others that share a fingerprint with it at most: the ones before it in the
/// order of ids. Below that number all pairs are seen; above it, chains of pairs still join what belongs together.
const NEAREST: usize = 64;

/// Two articles are held against each other if they share this part of the shorter one's fingerprints.
const LEAST_SHARED: f32 = 0.15;

/// So many fingerprints are put in order at a time.
const TOGETHER: u64 = 1 << 22;

/// Articles of so many words are held ready to be compared.
const MOST_WORDS: usize = 1 << 21;

/// Groups articles that are copies of one text. Each group is a list of their numbers, those without a copy left out;
/// `wording` gives the words of the article of a number. The groups depend on what the articles say alone.
///
/// Sketches of one id are copies, whatever else. Of two groups that share a pair of copies one is made if their
/// fullest members bear that out, so that a chain of partial copies does not glue different stories.
///
/// # Errors
/// The sketches cannot be read.
pub fn groups<S: Sketches + ?Sized>(
    sketches: &S,
    wording: impl FnMut(usize) -> Wording,
) -> Result<Vec<Vec<usize>>, S::Error> {
    let different = each_id_once(sketches);
    let mut compared = Compared { wording, known: HashMap::new(), words: 0 };
    let mut joined = Joined::new(sketches);
    for (one, other) in copies(sketches, &different, &mut compared)? {
        let (first, second) = (joined.fullest(one), joined.fullest(other));
        let mut same = || [first, second] == [one, other] || compared.overlap(first, second).is_akin();
        if first != second && same() {
            joined.join(first, second);
        }
    }
    Ok(joined.groups())
}

/// The numbers of different articles in the order of their ids.
fn each_id_once<S: Sketches + ?Sized>(sketches: &S) -> Vec<usize> {
    let brief = |article: &usize| sketches.brief(*article);
    let mut articles: Vec<usize> = (0..sketches.count()).collect();
    articles.sort_by_key(|article| brief(article).map(|brief| (brief.id, brief.wording, brief.length)));
    articles.dedup_by_key(|article| brief(article).map(|brief| brief.id));
    articles
}

/// Articles held against each other by all their words.
struct Compared<W> {
    wording: W,
    known: HashMap<usize, Runs>,
    /// How many words they have.
    words: usize,
}

impl<W: FnMut(usize) -> Wording> Compared<W> {
    fn overlap(&mut self, one: usize, other: usize) -> Overlap {
        if self.words > MOST_WORDS {
            self.known.clear();
            self.words = 0;
        }
        for article in [one, other] {
            if let Entry::Vacant(slot) = self.known.entry(article) {
                let wording = (self.wording)(article);
                self.words += wording.words().len();
                slot.insert(Runs::of(&wording));
            }
        }
        match (self.known.get(&one), self.known.get(&other)) {
            (Some(one), Some(other)) => Overlap::of(one, other),
            (None, _) | (_, None) => Overlap::default(),
        }
    }
}

/// The pairs of copies, those that share most first.
fn copies<S: Sketches + ?Sized, W: FnMut(usize) -> Wording>(
    sketches: &S,
    different: &[usize],
    compared: &mut Compared<W>,
) -> Result<Vec<(usize, usize)>, S::Error> {
    let id = |article: usize| sketches.brief(article).map(|brief| brief.id);
    let mut copies: Vec<(f32, usize, usize)> = Vec::new();
    for (one, other) in candidates(sketches, different)? {
        let shared = compared.overlap(one, other);
        if shared.is_copy() {
            copies.push((shared.shorter.share, one, other));
        }
    }
    copies.sort_by(|(share, one, other), (less, first, second)| {
        let ids = (id(*one), id(*other)).cmp(&(id(*first), id(*second)));
        less.total_cmp(share).then(ids)
    });
    Ok(copies.into_iter().map(|(_, one, other)| (one, other)).collect())
}

/// Pairs of articles that share enough fingerprints to be held against each other, in the order of ids.
fn candidates<S: Sketches + ?Sized>(
    sketches: &S,
    different: &[usize],
) -> Result<Vec<(usize, usize)>, S::Error> {
    let having = having(sketches, different)?;
    let prints = |rank: usize| {
        let brief = different.get(rank).and_then(|article| sketches.brief(*article));
        brief.map_or(0, |brief| brief.prints)
    };
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
            let fewest = prints(rank).min(prints(other));
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
    Ok(pairs)
}

/// The fingerprints that more than one article has, in order, each with the ranks of these. They are put in order some at
/// a time.
fn having<S: Sketches + ?Sized>(sketches: &S, different: &[usize]) -> Result<Vec<(u32, u32)>, S::Error> {
    let mut ranks: Vec<Option<u32>> = vec![None; sketches.count()];
    let mut all = 0_u64;
    for (rank, article) in (0..).zip(different) {
        if let Some(slot) = ranks.get_mut(*article) {
            *slot = Some(rank);
        }
        all += sketches.brief(*article).map_or(0, |brief| u64::from(brief.prints));
    }
    let step = (1 << u32::BITS) / (all / TOGETHER + 1) + 1;
    let mut having: Vec<(u32, u32)> = Vec::new();
    for first in (0..1_u64 << u32::BITS).step_by(usize::try_from(step).unwrap_or(usize::MAX)) {
        let mut some: Vec<(u32, u32)> = Vec::new();
        sketches.prints(&mut |article, prints| {
            let from = prints.partition_point(|print| u64::from(*print) < first);
            let within = prints.iter().skip(from).take_while(|print| u64::from(**print) < first + step);
            if let Some(rank) = ranks.get(article).copied().flatten() {
                some.extend(within.map(|print| (*print, rank)));
            }
            Ok(())
        })?;
        some.sort_unstable();
        let several = some.chunk_by(|(one, _), (other, _)| one == other).filter(|run| run.len() > 1);
        having.extend(several.flatten());
    }
    Ok(having)
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
struct Joined<'a, S: ?Sized> {
    sketches: &'a S,
    above: Vec<usize>,
}

impl<'a, S: Sketches + ?Sized> Joined<'a, S> {
    /// Every id a group of its own.
    fn new(sketches: &'a S) -> Self {
        let mut first = HashMap::new();
        let above = (0..sketches.count()).map(|article| {
            let id = sketches.brief(article).map(|brief| brief.id);
            *first.entry(id).or_insert(article)
        });
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
        let fullness = |article: usize| self.sketches.brief(article).map(|brief| (brief.length, brief.id));
        let (above, below) = if fullness(one) >= fullness(other) { (one, other) } else { (other, one) };
        if let Some(article) = self.above.get_mut(below) {
            *article = above;
        }
    }

    /// The groups of more than one, by their first members.
    fn groups(&self) -> Vec<Vec<usize>> {
        let mut grouped: Vec<(usize, usize)> =
            (0..self.sketches.count()).map(|member| (self.fullest(member), member)).collect();
        grouped.sort_unstable();
        let several = grouped.chunk_by(|(one, _), (other, _)| one == other).filter(|group| group.len() > 1);
        let mut groups: Vec<Vec<usize>> =
            several.map(|group| group.iter().map(|(_, member)| *member).collect()).collect();
        groups.sort_unstable();
        groups
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::{Article, ArticleId};
    use crate::stories::samples::{article, sentences};
    use crate::stories::{CommonWords, Sketch};

    fn grouped(articles: &[Article]) -> Vec<Vec<ArticleId>> {
        let sketches: Vec<Sketch> =
            articles.iter().map(|article| Sketch::of(article, &CommonWords::default())).collect();
        let all: Vec<&Sketch> = sketches.iter().collect();
        let Ok(groups) = groups(all.as_slice(), |place| Wording::of(&articles[place]));
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
