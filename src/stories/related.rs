//! Which articles tell of the same event: nearness of words, weighted by how rare they are.

use std::cmp::Ordering;
use std::sync::OnceLock;

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
    let relations = Relations::new(common, sketches);
    let mut sums = Sums::default();
    (0..sketches.len()).map(|place| relations.links(place, wanted, &mut sums)).collect()
}

/// Articles made ready to tell what is related to one of them, without finding it for all.
#[derive(Debug)]
pub struct Relations {
    /// The places of the articles in the order of their ids; their numbers there are their ranks.
    places: Vec<usize>,
    /// The rank of each place.
    ranks: Vec<usize>,
    /// The day of each rank.
    days: Vec<Option<u32>>,
    field: Field,
    /// What is around each rank, found when it is first asked for.
    around: Vec<OnceLock<Around>>,
}

/// What is around one article.
#[derive(Debug)]
struct Around {
    /// Those that may be related, the nearest by their own words first.
    candidates: Box<[Link]>,
    /// The length of the article's words together with those of its neighbours, each as far as it is near.
    spread: f32,
}

impl Around {
    /// The articles whose words count as its own.
    fn neighbours(&self) -> &[Link] {
        self.candidates.get(..NEIGHBOURS).unwrap_or(&self.candidates)
    }

    /// How near another article is, if it is among the candidates.
    fn nearness(&self, to: usize) -> Option<f32> {
        self.candidates.iter().find(|link| link.to == to).map(|link| link.nearness)
    }
}

impl Relations {
    /// Makes articles ready, whose places are those of their sketches.
    pub fn new(common: &CommonWords, sketches: &[&Sketch]) -> Self {
        let mut places: Vec<usize> = (0..sketches.len()).collect();
        places.sort_by_key(|place| sketches.get(*place).map(|sketch| sketch.id));
        let ordered: Vec<&Sketch> = places.iter().filter_map(|place| sketches.get(*place).copied()).collect();
        let mut ranks = vec![0; places.len()];
        for (rank, place) in places.iter().enumerate() {
            if let Some(slot) = ranks.get_mut(*place) {
                *slot = rank;
            }
        }
        let days = ordered.iter().map(|sketch| sketch.day).collect();
        let around = ordered.iter().map(|_| OnceLock::new()).collect();
        Self { places, ranks, days, field: Field::new(common, &ordered), around }
    }

    /// The nearest other articles of the one at a place, nearest first; none where there is no such place.
    pub fn of(&self, place: usize, wanted: Wanted) -> Vec<Link> {
        self.links(place, wanted, &mut Sums::default())
    }

    fn links(&self, place: usize, wanted: Wanted, sums: &mut Sums) -> Vec<Link> {
        let Some(rank) = self.ranks.get(place).copied() else { return Vec::new() };
        let Some(around) = self.around(rank, sums) else { return Vec::new() };
        let mut found: Vec<Link> = Vec::new();
        for Link { to, nearness } in &around.candidates {
            let Some(other) = self.around(*to, sums) else { continue };
            let expanded = self.expanded((rank, around), (*to, other), *nearness);
            found.push(Link { to: *to, nearness: expanded * self.apart(rank, *to) });
        }
        found.retain(|link| link.nearness >= wanted.least);
        found.sort_by(nearer);
        found.truncate(wanted.most);
        found.iter().filter_map(|link| Some(Link { to: *self.places.get(link.to)?, ..*link })).collect()
    }

    fn around(&self, rank: usize, sums: &mut Sums) -> Option<&Around> {
        self.around.get(rank).map(|known| known.get_or_init(|| self.field.around(rank, sums)))
    }

    /// How near the words of an article are to those of another one and of its neighbours, and the other way round;
    /// `own` is how near the two are by their own words.
    fn expanded(&self, one: (usize, &Around), other: (usize, &Around), own: f32) -> f32 {
        let towards = |(one, around_one): (usize, &Around), (_, around_other): (usize, &Around)| {
            let around = around_other.neighbours().iter().map(|link| {
                let known =
                    || around_one.nearness(link.to).unwrap_or_else(|| self.field.cosine(one, link.to));
                link.nearness * if link.to == one { 1.0 } else { known() }
            });
            (own + around.sum::<f32>()) / around_other.spread
        };
        f32::midpoint(towards(one, other), towards(other, one))
    }

    /// What is left of nearness when two articles appeared on different days: all of it within a week, less and less
    /// for two months, then three fifths. Events of one kind in one place recur.
    fn apart(&self, one: usize, other: usize) -> f32 {
        let day = |rank: usize| self.days.get(rank).copied().flatten();
        match (day(one), day(other)) {
            (Some(one), Some(other)) => match one.abs_diff(other) {
                0..=7 => 1.0,
                days @ 8..=60 => 1.0 - 0.4 * f32::from(u16::try_from(days - 7).unwrap_or(53)) / 53.0,
                _ => 0.6,
            },
            _ => 1.0,
        }
    }
}

/// Nearest first; equally near ones in the order of their places.
fn nearer(one: &Link, other: &Link) -> Ordering {
    other.nearness.total_cmp(&one.nearness).then_with(|| one.to.cmp(&other.to))
}

/// Rows of different lengths in one piece.
#[derive(Debug)]
struct Rows<T> {
    /// Where each row ends.
    ends: Vec<usize>,
    all: Vec<T>,
}

impl<T> Rows<T> {
    fn get(&self, row: usize) -> &[T] {
        let start = row.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let range = start.zip(self.ends.get(row).copied()).map(|(start, end)| start..end);
        range.and_then(|range| self.all.get(range)).unwrap_or_default()
    }
}

/// All articles as directions in the space of their terms.
#[derive(Debug)]
struct Field {
    /// The terms of each article that another one has, too, with their weights; the length of the whole is 1.
    vectors: Rows<(u32, f32)>,
    /// The articles of each term; none where it leads to no candidates.
    having: Rows<u32>,
}

impl Field {
    fn new(common: &CommonWords, sketches: &[&Sketch]) -> Self {
        let mut entries: Vec<(u32, u32, Term)> = Vec::new();
        for (rank, sketch) in (0_u32..).zip(sketches) {
            entries.extend(sketch.terms.iter().map(|term| (term.number, rank, *term)));
        }
        entries.sort_unstable();
        let mut weighed = Weighed {
            lengths: vec![0.0; sketches.len()],
            weights: Vec::new(),
            having: Rows { ends: Vec::new(), all: Vec::new() },
        };
        for run in entries.chunk_by(|one, other| one.0 == other.0) {
            weighed.add(run, common);
        }
        weighed.field()
    }

    /// How near two articles are by their own words.
    fn cosine(&self, one: usize, other: usize) -> f32 {
        let mut theirs = self.vectors.get(other).iter().peekable();
        let mut sum = 0.0;
        for (number, weight) in self.vectors.get(one) {
            while theirs.next_if(|(other, _)| other < number).is_some() {}
            if let Some((_, other)) = theirs.next_if(|(other, _)| other == number) {
                sum += weight * other;
            }
        }
        sum
    }

    /// What is around an article: those nearest by leading terms, and how near they are by all of them.
    fn around(&self, rank: usize, sums: &mut Sums) -> Around {
        sums.make_room(self.vectors.ends.len());
        for (number, weight) in self.vectors.get(rank) {
            let having = usize::try_from(*number).map_or(&[][..], |number| self.having.get(number));
            for other in having {
                sums.add(*other, weight * weight);
            }
        }
        let mut candidates = sums.take_best(rank);
        for link in &mut candidates {
            link.nearness = self.cosine(rank, link.to);
        }
        candidates.sort_by(nearer);
        let mut around = Around { candidates: candidates.into_boxed_slice(), spread: 0.0 };
        around.spread = self.spread(rank, &around);
        around
    }

    /// The length of an article's words together with those of its neighbours, each as far as it is near.
    fn spread(&self, rank: usize, around: &Around) -> f32 {
        let mut parts = vec![Link { to: rank, nearness: 1.0 }];
        parts.extend(around.neighbours());
        let mut sum = 0.0;
        for one in &parts {
            for other in &parts {
                let same = if one.to == other.to { 1.0 } else { self.cosine(one.to, other.to) };
                sum += one.nearness * other.nearness * same;
            }
        }
        sum.sqrt()
    }
}

/// The field while terms are added to it.
struct Weighed {
    /// The squared length of each article.
    lengths: Vec<f32>,
    /// Articles, terms that more than one has, and their weights.
    weights: Vec<(u32, u32, f32)>,
    having: Rows<u32>,
}

impl Weighed {
    /// Adds all that have a term.
    fn add(&mut self, run: &[(u32, u32, Term)], common: &CommonWords) {
        let rarity =
            run.first().map_or(0.0, |(number, ..)| common.rarity(*number, run.len(), self.lengths.len()));
        let names = run.iter().filter(|(.., term)| term.shape == Shape::Name).count();
        let is_name = names * 10 >= run.len() * 7;
        let term_number = u32::try_from(self.having.ends.len()).unwrap_or(u32::MAX);
        for (_, rank, term) in run {
            let shape = if term.shape == Shape::Name && !is_name { Shape::Word } else { term.shape };
            let weight = Term { shape, ..*term }.weight() * rarity;
            let length = usize::try_from(*rank).ok().and_then(|rank| self.lengths.get_mut(rank));
            if let Some(length) = length {
                *length += weight * weight;
            }
            if run.len() > 1 {
                self.weights.push((*rank, term_number, weight));
            }
        }
        if run.len() > 1 {
            let leads = run.len() <= LEADING;
            self.having.all.extend(run.iter().filter(|_| leads).map(|(_, rank, _)| *rank));
            self.having.ends.push(self.having.all.len());
        }
    }

    fn field(mut self) -> Field {
        self.weights.sort_unstable_by_key(|(rank, number, _)| (*rank, *number));
        let mut vectors = Rows {
            ends: Vec::with_capacity(self.lengths.len()),
            all: Vec::with_capacity(self.weights.len()),
        };
        let mut weights = self.weights.iter().peekable();
        for (rank, length) in (0_u32..).zip(&self.lengths) {
            let length = length.sqrt().max(f32::MIN_POSITIVE);
            while let Some((_, number, weight)) = weights.next_if(|(of, ..)| *of == rank) {
                vectors.all.push((*number, weight / length));
            }
            vectors.ends.push(vectors.all.len());
        }
        self.having.all.shrink_to_fit();
        Field { vectors, having: self.having }
    }
}

/// How much each article has in common with one of them, with room for all so that nothing is looked up.
#[derive(Debug, Default)]
struct Sums {
    sums: Vec<f32>,
    /// The articles with a sum.
    touched: Vec<u32>,
}

impl Sums {
    /// Makes room for so many articles.
    fn make_room(&mut self, articles: usize) {
        if self.sums.is_empty() {
            self.sums = vec![0.0; articles];
        }
    }

    fn add(&mut self, rank: u32, weight: f32) {
        let sum = usize::try_from(rank).ok().and_then(|rank| self.sums.get_mut(rank));
        if let Some(sum) = sum.filter(|_| weight > 0.0) {
            if *sum == 0.0 {
                self.touched.push(rank);
            }
            *sum += weight;
        }
    }

    /// The articles with the greatest sums apart from one, in no order; afterwards all sums are nothing again.
    fn take_best(&mut self, apart_from: usize) -> Vec<Link> {
        let mut found: Vec<Link> = Vec::with_capacity(self.touched.len());
        for to in self.touched.drain(..).filter_map(|rank| usize::try_from(rank).ok()) {
            let nearness = self.sums.get_mut(to).map_or(0.0, std::mem::take);
            found.extend((to != apart_from).then_some(Link { to, nearness }));
        }
        if found.len() > CANDIDATES {
            found.select_nth_unstable_by(CANDIDATES, nearer);
            found.truncate(CANDIDATES);
        }
        found
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
