//! Which articles tell of the same event: nearness of words, weighted by how rare they are.

use std::cmp::Ordering;

use super::sketch::Sketch;
use super::terms::{CommonWords, Shape, Term};

/// Two articles are linked from this nearness on: of such links between the leads of known events in the ECB+ corpus
/// (976 leads, 86 events) 96 in a hundred stay within one event.
pub const LINKED: f32 = 0.35;

/// The neighbours of an article whose words count as its own, as they tell what it could have said, too.
const NEIGHBOURS: usize = 5;

/// So many articles are looked at closely for each.
const CANDIDATES: usize = 24;

/// Terms that stand in more articles than this lead to no candidates.
const LEADING: usize = 400;

/// A link from one article to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// The place of the other one.
    pub to: usize,
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

/// The nearest other articles of each article, nearest first. The order of the sketches changes nothing but the
/// places.
pub fn related(common: &CommonWords, sketches: &[&Sketch], wanted: Wanted) -> Vec<Vec<Link>> {
    let mut order: Vec<usize> = (0..sketches.len()).collect();
    order.sort_by_key(|place| sketches.get(*place).map(|sketch| sketch.id));
    let ordered: Vec<&Sketch> = order.iter().filter_map(|place| sketches.get(*place).copied()).collect();
    let field = Field::new(common, &ordered);
    let mut sums = Sums::of(ordered.len());
    let candidates: Vec<Vec<usize>> =
        (0..ordered.len()).map(|place| field.candidates(place, &mut sums)).collect();
    let near: Vec<Vec<Link>> =
        candidates.iter().enumerate().map(|(place, candidates)| field.near(place, candidates)).collect();
    let spread: Vec<f32> = (0..ordered.len()).map(|place| field.spread(place, &near)).collect();
    let mut links = vec![Vec::new(); sketches.len()];
    for ((rank, place), candidates) in order.iter().enumerate().zip(&candidates) {
        let mut found: Vec<Link> = candidates
            .iter()
            .map(|&to| {
                let nearness = field.expanded(rank, to, (&near, &spread)) * apart(&ordered, rank, to);
                Link { to, nearness }
            })
            .collect();
        found.retain(|link| link.nearness >= wanted.least);
        sort(&mut found);
        found.truncate(wanted.most);
        if let Some(slot) = links.get_mut(*place) {
            *slot =
                found.iter().filter_map(|link| Some(Link { to: *order.get(link.to)?, ..*link })).collect();
        }
    }
    links
}

/// What is left of nearness when two articles appeared on different days: all of it within a week, less and less for
/// two months, then three fifths. Events of one kind in one place recur.
fn apart(sketches: &[&Sketch], one: usize, other: usize) -> f32 {
    let day = |place: usize| sketches.get(place).and_then(|sketch| sketch.day);
    match (day(one), day(other)) {
        (Some(one), Some(other)) => match one.abs_diff(other) {
            0..=7 => 1.0,
            days @ 8..=60 => 1.0 - 0.4 * f32::from(u16::try_from(days - 7).unwrap_or(53)) / 53.0,
            _ => 0.6,
        },
        _ => 1.0,
    }
}

/// Nearest first; equally near ones in the order of their places.
fn sort(links: &mut [Link]) {
    links.sort_by(nearer);
}

fn nearer(one: &Link, other: &Link) -> Ordering {
    other.nearness.total_cmp(&one.nearness).then_with(|| one.to.cmp(&other.to))
}

/// All articles as directions in the space of their terms.
struct Field {
    /// The terms of each article that another one has, too, with their weights; the length of the whole is 1.
    vectors: Vec<Vec<(u32, f32)>>,
    /// The articles of each term that leads to candidates.
    having: Vec<Vec<u32>>,
}

impl Field {
    fn new(common: &CommonWords, sketches: &[&Sketch]) -> Self {
        let mut entries: Vec<(u32, u32, Term)> = Vec::new();
        for (place, sketch) in (0_u32..).zip(sketches) {
            entries.extend(sketch.terms.iter().map(|term| (term.number, place, *term)));
        }
        entries.sort_unstable();
        let mut lengths = vec![0.0_f32; sketches.len()];
        let mut field = Self { vectors: vec![Vec::new(); sketches.len()], having: Vec::new() };
        for run in entries.chunk_by(|one, other| one.0 == other.0) {
            field.add(run, common, &mut lengths);
        }
        for (vector, length) in field.vectors.iter_mut().zip(lengths) {
            let length = length.sqrt().max(f32::MIN_POSITIVE);
            for (_, weight) in vector {
                *weight /= length;
            }
        }
        field
    }

    /// Adds all that have a term.
    fn add(&mut self, run: &[(u32, u32, Term)], common: &CommonWords, lengths: &mut [f32]) {
        let rarity = run.first().map_or(0.0, |(number, ..)| common.rarity(*number, run.len(), lengths.len()));
        let names = run.iter().filter(|(.., term)| term.shape == Shape::Name).count();
        let is_name = names * 10 >= run.len() * 7;
        let term_number = u32::try_from(self.having.len()).unwrap_or(u32::MAX);
        for (_, place, term) in run {
            let shape = if term.shape == Shape::Name && !is_name { Shape::Word } else { term.shape };
            let weight = Term { shape, ..*term }.weight() * rarity;
            let place = usize::try_from(*place).unwrap_or(usize::MAX);
            if let Some(length) = lengths.get_mut(place) {
                *length += weight * weight;
            }
            if let Some(vector) = self.vectors.get_mut(place).filter(|_| run.len() > 1) {
                vector.push((term_number, weight));
            }
        }
        if run.len() > 1 {
            let leads = run.len() <= LEADING;
            self.having.push(run.iter().filter(|_| leads).map(|(_, place, _)| *place).collect());
        }
    }

    /// How near two articles are by their own words.
    fn cosine(&self, one: usize, other: usize) -> f32 {
        let vector = |place: usize| self.vectors.get(place).map_or(&[][..], Vec::as_slice);
        let mut theirs = vector(other).iter().peekable();
        let mut sum = 0.0;
        for (number, weight) in vector(one) {
            while theirs.next_if(|(other, _)| other < number).is_some() {}
            if let Some((_, other)) = theirs.next_if(|(other, _)| other == number) {
                sum += weight * other;
            }
        }
        sum
    }

    /// The articles nearest by leading terms, best first.
    fn candidates(&self, place: usize, sums: &mut Sums) -> Vec<usize> {
        for (number, weight) in self.vectors.get(place).into_iter().flatten() {
            let having = usize::try_from(*number).ok().and_then(|number| self.having.get(number));
            for other in having.into_iter().flatten() {
                sums.add(*other, weight * weight);
            }
        }
        sums.take_best(place)
    }

    /// The nearest articles by their own words.
    fn near(&self, place: usize, candidates: &[usize]) -> Vec<Link> {
        let mut near: Vec<Link> =
            candidates.iter().map(|&to| Link { to, nearness: self.cosine(place, to) }).collect();
        sort(&mut near);
        near.truncate(NEIGHBOURS);
        near
    }

    /// The length of an article's words together with those of its neighbours, each as far as it is near.
    fn spread(&self, place: usize, near: &[Vec<Link>]) -> f32 {
        let mut parts = vec![Link { to: place, nearness: 1.0 }];
        parts.extend(near.get(place).into_iter().flatten());
        let mut sum = 0.0;
        for one in &parts {
            for other in &parts {
                let same = if one.to == other.to { 1.0 } else { self.cosine(one.to, other.to) };
                sum += one.nearness * other.nearness * same;
            }
        }
        sum.sqrt()
    }

    /// How near the words of an article are to those of another one and of its neighbours, and the other way round.
    fn expanded(&self, one: usize, other: usize, (near, spread): (&[Vec<Link>], &[f32])) -> f32 {
        let towards = |one: usize, other: usize| {
            let own = self.cosine(one, other);
            let around = near
                .get(other)
                .into_iter()
                .flatten()
                .map(|link| link.nearness * if link.to == one { 1.0 } else { self.cosine(one, link.to) });
            (own + around.sum::<f32>()) / spread.get(other).copied().unwrap_or(1.0)
        };
        f32::midpoint(towards(one, other), towards(other, one))
    }
}

/// How much each article has in common with one of them, with room for all so that nothing is looked up.
struct Sums {
    sums: Vec<f32>,
    /// The articles with a sum.
    touched: Vec<u32>,
}

impl Sums {
    /// Room for so many articles.
    fn of(articles: usize) -> Self {
        Self { sums: vec![0.0; articles], touched: Vec::new() }
    }

    fn add(&mut self, place: u32, weight: f32) {
        let sum = usize::try_from(place).ok().and_then(|place| self.sums.get_mut(place));
        if let Some(sum) = sum.filter(|_| weight > 0.0) {
            if *sum == 0.0 {
                self.touched.push(place);
            }
            *sum += weight;
        }
    }

    /// The articles with the greatest sums apart from one, best first; afterwards all sums are nothing again.
    fn take_best(&mut self, apart_from: usize) -> Vec<usize> {
        let mut found: Vec<Link> = Vec::with_capacity(self.touched.len());
        for to in self.touched.drain(..).filter_map(|place| usize::try_from(place).ok()) {
            let nearness = self.sums.get_mut(to).map_or(0.0, std::mem::take);
            found.extend((to != apart_from).then_some(Link { to, nearness }));
        }
        if found.len() > CANDIDATES {
            found.select_nth_unstable_by(CANDIDATES, nearer);
            found.truncate(CANDIDATES);
        }
        sort(&mut found);
        found.into_iter().map(|link| link.to).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::{Article, DateOrigin, Dated};
    use crate::stories::samples::article;

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

    fn links(articles: &[Article]) -> Vec<Vec<Link>> {
        let common = CommonWords::new();
        let sketches: Vec<Sketch> = articles.iter().map(|article| Sketch::of(article, &common)).collect();
        related(&common, &sketches.iter().collect::<Vec<_>>(), Wanted { least: 0.1, most: 5 })
    }

    #[test]
    fn reports_of_one_event_are_linked_and_others_are_not() {
        let linked: Vec<Vec<usize>> = links(&REPORTS.map(article))
            .into_iter()
            .map(|links| {
                let mut to: Vec<usize> = links.into_iter().map(|link| link.to).collect();
                to.sort_unstable();
                to
            })
            .collect();
        assert_eq!(linked, [vec![1, 2], vec![0, 2], vec![0, 1], vec![4, 5], vec![3, 5], vec![3, 4], vec![]]);
    }

    #[test]
    fn events_long_apart_are_less_near() {
        let dated = |dates: [&str; 2]| {
            let mut articles = [article(REPORTS[0]), article(REPORTS[1])];
            for (article, date) in articles.iter_mut().zip(dates) {
                let date = date.parse().unwrap();
                article.dates.published = Some(Dated { date, origin: DateOrigin::Page });
            }
            links(&articles)[0][0].nearness
        };
        let same = dated(["2024-03-01", "2024-03-02"]);
        let months = dated(["2024-03-01", "2024-04-05"]);
        let years = dated(["2024-03-01", "2021-03-02"]);
        assert!(same > months && months > years, "{same} {months} {years}");
        assert!((years / same - 0.6).abs() < 0.01);
    }

    proptest! {
        #[test]
        fn links_do_not_depend_on_the_order_of_articles(keys in prop::collection::vec(any::<u32>(), 7)) {
            let mut order: Vec<usize> = (0..REPORTS.len()).collect();
            order.sort_by_key(|place| keys[*place]);
            let moved: Vec<Article> = order.iter().map(|place| article(REPORTS[*place])).collect();
            let expected = links(&REPORTS.map(article));
            for (place, found) in links(&moved).into_iter().enumerate() {
                let found: Vec<Link> = found.into_iter().map(|link| Link { to: order[link.to], ..link }).collect();
                prop_assert_eq!(&found, &expected[order[place]]);
            }
        }
    }
}
