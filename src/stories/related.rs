//! Which articles tell of the same event: nearness of words, weighted by how rare they are.
//!
//! Only what is kept of an article and of those that share a term with it is looked at, however many there are.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;

use super::field::{Field, Row, WHOLE, read_list};

/// Two articles are linked from this nearness on: of such links between the leads of known events in the ECB+ corpus
/// (976 leads, 86 events) 96 in a hundred stay within one event.
pub const LINKED: f32 = 0.35;

/// The neighbours of an article whose words count as its own, as they tell what it could have said, too.
const NEIGHBOURS: usize = 4;

/// So many articles are looked at closely for each.
const CANDIDATES: usize = 48;

/// A link from one article to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// The number of the other one.
    pub to: u32,
    /// How near the two are, 0 to about 1.
    pub nearness: f32,
}

/// Which links are wanted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wanted {
    /// How near two articles must be.
    pub least: f32,
    /// The most links of an article.
    pub most: usize,
}

impl Default for Wanted {
    fn default() -> Self {
        Self { least: LINKED, most: 5 }
    }
}

/// The nearest other articles of one, nearest first; of equally near ones the one with the lower number is first. None
/// for one that is not compared.
///
/// # Errors
/// What is kept of the articles cannot be read.
pub fn links<F: Field>(field: &F, article: u32, wanted: Wanted) -> Result<Vec<Link>, F::Error> {
    let own = Row::read(&field.row(article)?)?;
    let candidates = candidates(field, article, &own)?;
    let mut members = vec![(article, own)];
    for candidate in candidates {
        members.push((candidate, Row::read(&field.row(candidate)?)?));
    }
    Ok(Group::new(members).links(wanted))
}

/// Those that have most in common with an article by the terms that lead to others, in the order of their numbers.
fn candidates<F: Field>(field: &F, article: u32, own: &Row) -> Result<Vec<u32>, F::Error> {
    let mut shared: FxHashMap<u32, u64> = FxHashMap::default();
    for term in own.weights.iter().filter(|term| term.leads) {
        for other in read_list(&field.lists(term.at)?)? {
            *shared.entry(other).or_default() += u64::from(term.weight).pow(2);
        }
    }
    shared.remove(&article);
    let mut found: Vec<(u32, u64)> = shared.into_iter().collect();
    if found.len() > CANDIDATES {
        found.select_nth_unstable_by(CANDIDATES, |(one, more), (other, less)| {
            less.cmp(more).then_with(|| one.cmp(other))
        });
        found.truncate(CANDIDATES);
    }
    let mut candidates: Vec<u32> = found.into_iter().map(|(other, _)| other).collect();
    candidates.sort_unstable();
    Ok(candidates)
}

/// An article with its candidates. Members are known by their places; that of the article is 0.
struct Group {
    members: Vec<(u32, Row)>,
    /// How near each is to each, a row for each.
    near: Vec<f32>,
}

/// The neighbours of a member, and the length of its words together with theirs, each as far as it is near.
struct Around {
    neighbours: Vec<(usize, f32)>,
    spread: f32,
}

impl Group {
    fn new(members: Vec<(u32, Row)>) -> Self {
        let mut terms: Vec<(u32, u16, u16)> = Vec::new();
        for (place, (_, row)) in (0..).zip(&members) {
            terms.extend(row.weights.iter().map(|term| (term.at, place, term.weight)));
        }
        terms.sort_unstable();
        let size = members.len();
        let mut products = vec![0_u64; size * size];
        for run in terms.chunk_by(|(one, ..), (other, ..)| one == other) {
            for (_, one, weight) in run {
                let row = products.get_mut(usize::from(*one) * size..).unwrap_or_default();
                for (_, other, times) in run {
                    if let Some(sum) = row.get_mut(usize::from(*other)) {
                        *sum += u64::from(*weight) * u64::from(*times);
                    }
                }
            }
        }
        Self { members, near: products.into_iter().map(cosine).collect() }
    }

    /// How near two are by their own words.
    fn nearness(&self, one: usize, other: usize) -> f32 {
        if one == other {
            return 1.0;
        }
        self.near.get(one * self.members.len() + other).copied().unwrap_or_default()
    }

    fn links(&self, wanted: Wanted) -> Vec<Link> {
        let own = self.around(0);
        let mut found: Vec<Link> = Vec::new();
        for (place, (to, _)) in self.members.iter().enumerate().skip(1) {
            let expanded = self.expanded(&own, place, &self.around(place));
            found.push(Link { to: *to, nearness: expanded * self.apart(place) });
        }
        found.retain(|link| link.nearness >= wanted.least);
        found.sort_by(|one, other| nearer((one.to, one.nearness), (other.to, other.nearness)));
        found.truncate(wanted.most);
        found
    }

    fn around(&self, member: usize) -> Around {
        let others = (0..self.members.len()).filter(|other| *other != member);
        let mut neighbours: Vec<(usize, f32)> = others
            .map(|other| (other, self.nearness(member, other)))
            .filter(|(_, near)| *near > 0.0)
            .collect();
        let order = |one: &(usize, f32), other: &(usize, f32)| {
            nearer((self.number(one.0), one.1), (self.number(other.0), other.1))
        };
        if neighbours.len() > NEIGHBOURS {
            neighbours.select_nth_unstable_by(NEIGHBOURS, order);
            neighbours.truncate(NEIGHBOURS);
        }
        neighbours.sort_by(order);
        let spread = self.spread(member, &neighbours);
        Around { neighbours, spread }
    }

    fn number(&self, member: usize) -> u32 {
        self.members.get(member).map_or(u32::MAX, |(number, _)| *number)
    }

    fn spread(&self, member: usize, neighbours: &[(usize, f32)]) -> f32 {
        let parts = || [(member, 1.0)].into_iter().chain(neighbours.iter().copied());
        let mut sum = 0.0;
        for (one, near) in parts() {
            for (other, nearby) in parts() {
                sum += near * nearby * self.nearness(one, other);
            }
        }
        sum.sqrt()
    }

    /// How near the words of the article are to those of another member and of its neighbours, and the other way round.
    fn expanded(&self, own: &Around, other: usize, around: &Around) -> f32 {
        let towards = |one: usize, other: usize, around: &Around| {
            let neighbours = around.neighbours.iter().map(|(place, near)| near * self.nearness(one, *place));
            (self.nearness(one, other) + neighbours.sum::<f32>()) / around.spread
        };
        f32::midpoint(towards(0, other, around), towards(other, 0, own))
    }

    /// What is left of nearness when the article and another member appeared on different days.
    fn apart(&self, other: usize) -> f32 {
        let day = |member: usize| self.members.get(member).and_then(|(_, row)| row.day);
        apart(day(0), day(other))
    }
}

/// What is left of nearness when two articles appeared on different days: all of it within a week, less and less for two
/// months, then three fifths. Events of one kind in one place recur.
pub(super) fn apart(one: Option<u32>, other: Option<u32>) -> f32 {
    let (Some(one), Some(other)) = (one, other) else { return 1.0 };
    match one.abs_diff(other) {
        0..=7 => 1.0,
        days @ 8..=60 => 1.0 - 0.4 * f32::from(u16::try_from(days - 7).unwrap_or(53)) / 53.0,
        _ => 0.6,
    }
}

/// Nearest first; equally near ones in the order of their numbers.
fn nearer(one: (u32, f32), other: (u32, f32)) -> Ordering {
    other.1.total_cmp(&one.1).then_with(|| one.0.cmp(&other.0))
}

/// The nearness of two articles whose weights have this product.
pub(super) fn cosine(product: u64) -> f32 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "the last digits do not matter where two events are told apart"
    )]
    let product = product as f32;
    product / (WHOLE * WHOLE)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::{Article, ArticleId, DateOrigin, Dated};
    use crate::stories::field::{LEADING, part};
    use crate::stories::samples::article;
    use crate::stories::terms::{Shape, Term};
    use crate::stories::{CommonWords, Held, Sketch};

    /// Two events, three reports each, and a text that belongs to neither.
    const REPORTS: [&str; 7] = [
        "The harbour of Ellmouth was closed on Tuesday when a crane fell on the pilot boat, killing skipper Jonas Wray.",
        "Skipper Jonas Wray was killed in Ellmouth as a crane toppled onto his pilot boat.",
        "In Ellmouth, divers searched on Wednesday below the crane that sank the pilot boat.",
        "The parliament of Santa Maura lowered the voting age to sixteen by 34 votes to 29.",
        "Sixteen-year-olds may vote in Santa Maura after parliament passed the law by 34 to 29.",
        "President Calado has ten days to sign the law on the voting age in Santa Maura.",
        "Bees kept on roofs gave more honey this summer than those in the fields, a study found.",
    ];

    fn linked(articles: &[Article]) -> Vec<Vec<Link>> {
        let common = CommonWords::new();
        let sketches: Vec<Sketch> = articles.iter().map(|article| Sketch::of(article, &common)).collect();
        let held = Held::new(&common, &sketches.iter().collect::<Vec<_>>());
        let wanted = Wanted { least: 0.1, most: 5 };
        (0..).zip(articles).map(|(number, _)| links(&held, number, wanted).unwrap()).collect()
    }

    #[test]
    fn reports_of_one_event_are_linked_and_others_are_not() {
        let found: Vec<Vec<u32>> = linked(&REPORTS.map(article))
            .into_iter()
            .map(|links| {
                let mut to: Vec<u32> = links.into_iter().map(|link| link.to).collect();
                to.sort_unstable();
                to
            })
            .collect();
        assert_eq!(found, [vec![1, 2], vec![0, 2], vec![0, 1], vec![4, 5], vec![3, 5], vec![3, 4], vec![]]);
    }

    #[test]
    fn events_long_apart_are_less_near() {
        let dated = |dates: [&str; 2]| {
            let mut articles = [article(REPORTS[0]), article(REPORTS[1])];
            for (article, date) in articles.iter_mut().zip(dates) {
                let date = date.parse().unwrap();
                article.dates.published = Some(Dated { date, origin: DateOrigin::Page });
            }
            linked(&articles)[0][0].nearness
        };
        let same = dated(["2024-03-01", "2024-03-02"]);
        let months = dated(["2024-03-01", "2024-04-05"]);
        let years = dated(["2024-03-01", "2021-03-02"]);
        assert!(same > months && months > years, "{same} {months} {years}");
        assert!((years / same - 0.6).abs() < 0.01);
    }

    /// The definition, found by holding an article against all others.
    struct Plain<'a> {
        sketches: &'a [Sketch],
        weights: Vec<FxHashMap<u32, u16>>,
        having: FxHashMap<u32, usize>,
    }

    impl<'a> Plain<'a> {
        fn new(common: &CommonWords, sketches: &'a [Sketch]) -> Self {
            let all = || sketches.iter().flat_map(|sketch| &*sketch.terms);
            let (mut having, mut names) = (FxHashMap::default(), FxHashMap::default());
            for term in all() {
                *having.entry(term.number).or_default() += 1;
                *names.entry(term.number).or_insert(0) += usize::from(term.shape == Shape::Name);
            }
            let weighed = |term: &Term| {
                let having = having[&term.number];
                let is_name = names[&term.number] * 10 >= having * 7;
                let shape = if term.shape == Shape::Name && !is_name { Shape::Word } else { term.shape };
                let rarity = common.rarity(term.number, having, sketches.len());
                (term.number, Term { shape, ..*term }.weight() * rarity)
            };
            let weights = sketches.iter().map(|sketch| {
                let weights: Vec<(u32, f32)> = sketch.terms.iter().map(weighed).collect();
                let length = weights.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
                weights.into_iter().map(|(number, weight)| (number, part(weight / length))).collect()
            });
            Self { sketches, weights: weights.collect(), having }
        }

        fn sum(
            &self,
            one: usize,
            other: usize,
            counts: impl Fn(u32) -> bool,
            product: fn(u16, u16) -> u64,
        ) -> u64 {
            let own = self.weights[one].iter().filter(|(number, _)| counts(**number));
            own.filter_map(|(number, weight)| Some(product(*weight, *self.weights[other].get(number)?))).sum()
        }

        fn nearness(&self, one: usize, other: usize) -> f32 {
            if one == other {
                1.0
            } else {
                cosine(self.sum(one, other, |_| true, |one, other| u64::from(one) * u64::from(other)))
            }
        }

        fn links(&self, article: usize, wanted: Wanted) -> Vec<Link> {
            let leads = |number: u32| self.having[&number] <= LEADING;
            let shared = |other| self.sum(article, other, leads, |own, _| u64::from(own).pow(2));
            let mut group: Vec<usize> =
                (0..self.sketches.len()).filter(|other| *other != article && shared(*other) > 0).collect();
            group.sort_by_key(|other| (std::cmp::Reverse(shared(*other)), *other));
            group.truncate(CANDIDATES);
            group.insert(0, article);
            let around = |one: usize| {
                let mut near: Vec<(usize, f32)> = group
                    .iter()
                    .filter(|other| **other != one)
                    .map(|other| (*other, self.nearness(one, *other)))
                    .collect();
                near.retain(|(_, nearness)| *nearness > 0.0);
                near.sort_by(|(one, near), (other, far)| far.total_cmp(near).then(one.cmp(other)));
                near.truncate(NEIGHBOURS);
                near
            };
            let towards = |one: usize, other: usize| {
                let neighbours = around(other);
                let parts: Vec<(usize, f32)> =
                    [(other, 1.0)].into_iter().chain(neighbours.iter().copied()).collect();
                let mut spread = 0.0;
                for (first, near) in &parts {
                    for (second, nearby) in &parts {
                        spread += near * nearby * self.nearness(*first, *second);
                    }
                }
                let sum: f32 = neighbours.iter().map(|(place, near)| near * self.nearness(one, *place)).sum();
                (self.nearness(one, other) + sum) / spread.sqrt()
            };
            let days = |other: usize| Some(self.sketches[article].day?.abs_diff(self.sketches[other].day?));
            let kept = |other: usize| match days(other).unwrap_or_default() {
                0..=7 => 1.0,
                days @ 8..=60 => 1.0 - 0.4 * f32::from(u16::try_from(days - 7).unwrap()) / 53.0,
                _ => 0.6,
            };
            let link = |other: usize| {
                let nearness = f32::midpoint(towards(article, other), towards(other, article)) * kept(other);
                Link { to: u32::try_from(other).unwrap(), nearness }
            };
            let mut found: Vec<Link> = group.iter().skip(1).map(|other| link(*other)).collect();
            found.retain(|link| link.nearness >= wanted.least);
            found.sort_by(|one, other| other.nearness.total_cmp(&one.nearness).then(one.to.cmp(&other.to)));
            found.truncate(wanted.most);
            found
        }
    }

    fn terms() -> impl Strategy<Value = Vec<Term>> {
        let shape = prop::sample::select(vec![Shape::Word, Shape::Name, Shape::Figure, Shape::Pair]);
        let terms = prop::collection::btree_map(0_u32..60, (shape, 1_u8..16), 0..12);
        terms.prop_map(|terms| {
            let term = |(number, (shape, times)): (u32, _)| Term {
                number: number.wrapping_mul(0x9E37_79B1),
                shape,
                times,
            };
            let mut terms: Vec<Term> = terms.into_iter().map(term).collect();
            terms.sort_unstable();
            terms
        })
    }

    proptest! {
        #[test]
        fn what_is_kept_tells_the_same_as_holding_an_article_against_all_others(
            told in prop::collection::vec((terms(), prop::option::of(0_u32..90)), 1..90),
            crowd in prop::option::weighted(0.2, LEADING - 3..LEADING + 3),
            article in any::<prop::sample::Index>(),
            most in 1_usize..60,
        ) {
            let bare = |number: usize| Sketch::bare(ArticleId::from_number(number as u64));
            let mut sketches: Vec<Sketch> = told
                .into_iter()
                .enumerate()
                .map(|(number, (terms, day))| Sketch { terms: terms.into(), day, ..bare(number) })
                .collect();
            let common_to_many = Term { number: 0, shape: Shape::Word, times: 1 };
            sketches.extend((0..crowd.unwrap_or_default()).map(|number| Sketch { terms: [common_to_many].into(), ..bare(number) }));
            let common = CommonWords::default();
            let held = Held::new(&common, &sketches.iter().collect::<Vec<_>>());
            let (article, wanted) = (article.index(sketches.len()), Wanted { least: 0.05, most });
            let expected = Plain::new(&common, &sketches).links(article, wanted);
            prop_assert_eq!(links(&held, u32::try_from(article).unwrap(), wanted).unwrap(), expected);
        }

        #[test]
        fn links_do_not_depend_on_the_order_of_articles(keys in prop::collection::vec(any::<u32>(), 7)) {
            let mut order: Vec<usize> = (0..REPORTS.len()).collect();
            order.sort_by_key(|place| keys[*place]);
            let moved: Vec<Article> = order.iter().map(|place| article(REPORTS[*place])).collect();
            let expected = linked(&REPORTS.map(article));
            for (place, found) in linked(&moved).into_iter().enumerate() {
                let found: Vec<Link> = found.into_iter().map(|link| Link { to: u32::try_from(order[link.to as usize]).unwrap(), ..link }).collect();
                prop_assert_eq!(&found, &expected[order[place]]);
            }
        }
    }
}
