//! Which articles fit a query, and how well each does, as sets: what a whole archive has in common is joined, cut and
//! counted without a look at any single article.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use fixedbitset::FixedBitSet;

/// The articles that fit a query, and how well each does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fitting {
    set: FixedBitSet,
    /// The same articles by what they earn, the most first: each in one tier. Empty where nothing earns points.
    tiers: Vec<Tier>,
}

/// Articles that earn as much as one another.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Tier {
    points: u32,
    set: FixedBitSet,
}

impl Fitting {
    /// None of so many articles.
    pub(super) fn none(articles: usize) -> Self {
        Self::unranked(FixedBitSet::with_capacity(articles))
    }

    /// All of so many articles.
    pub(super) fn all(articles: usize) -> Self {
        let mut all = FixedBitSet::with_capacity(articles);
        all.insert_range(..);
        Self::unranked(all)
    }

    /// Articles that earn nothing by it.
    pub(super) fn unranked(set: FixedBitSet) -> Self {
        Self { set, tiers: Vec::new() }
    }

    /// Those that fit.
    pub fn set(&self) -> &FixedBitSet {
        &self.set
    }

    /// Leaves only those that are in a set, too.
    pub fn narrow(&mut self, set: &FixedBitSet) {
        self.set.intersect_with(set);
        for tier in &mut self.tiers {
            tier.set.intersect_with(set);
        }
    }

    /// The same articles, of which none fits better than another.
    #[must_use]
    pub fn alike(self) -> Self {
        Self::unranked(self.set)
    }

    /// The points of an article that fits.
    pub fn points(&self, article: usize) -> u32 {
        self.tiers.iter().find(|tier| tier.set.contains(article)).map_or(0, |tier| tier.points)
    }

    /// How many fit.
    pub fn count(&self) -> usize {
        self.set.count_ones(..)
    }

    /// Those that fit, best first and in the order of their numbers where they fit equally: the ones at these places, as
    /// far as there are so many.
    pub fn stretch(&self, places: Range<usize>) -> Vec<u32> {
        let mut found = Vec::new();
        let mut begins = 0;
        for set in self.in_order() {
            if begins >= places.end {
                break;
            }
            let ends = begins + set.count_ones(..);
            if places.start < ends {
                let inside = set.ones().skip(places.start.saturating_sub(begins));
                let inside = inside.take(places.end.saturating_sub(begins.max(places.start)));
                found.extend(inside.map(|article| u32::try_from(article).unwrap_or(u32::MAX)));
            }
            begins = ends;
        }
        found
    }

    /// The place of an article in that order; none where it does not fit.
    pub fn place_of(&self, article: usize) -> Option<usize> {
        let mut before = 0;
        for set in self.in_order() {
            if set.contains(article) {
                return Some(before + set.count_ones(..article));
            }
            before += set.count_ones(..);
        }
        None
    }

    /// The sets one behind the other, each in the order of its numbers.
    fn in_order(&self) -> impl Iterator<Item = &FixedBitSet> {
        let alike = self.tiers.is_empty().then_some(&self.set);
        alike.into_iter().chain(self.tiers.iter().map(|tier| &tier.set))
    }

    /// Those that fit both, with the points of both.
    pub(super) fn and(mut self, other: &Self) -> Self {
        if self.tiers.is_empty() || other.tiers.is_empty() {
            if self.tiers.is_empty() {
                self.tiers.clone_from(&other.tiers);
                self.narrow(&self.set.clone());
            }
            self.narrow(&other.set);
            return self;
        }
        let mut sums: BTreeMap<Reverse<u32>, FixedBitSet> = BTreeMap::new();
        for own in &self.tiers {
            if own.set.is_disjoint(&other.set) {
                continue;
            }
            for tier in other.tiers.iter().filter(|tier| !tier.set.is_disjoint(&own.set)) {
                let mut both = own.set.clone();
                both.intersect_with(&tier.set);
                let sum = own.points.saturating_add(tier.points);
                sums.entry(Reverse(sum)).and_modify(|set| set.union_with(&both)).or_insert(both);
            }
        }
        self.set.intersect_with(&other.set);
        self.tiers = sums.into_iter().map(|(Reverse(points), set)| Tier { points, set }).collect();
        self
    }

    /// Those that fit one or the other, with the better one's points.
    pub(super) fn or(self, other: Self) -> Self {
        let mut either = Self::none(self.set.len());
        if self.tiers.is_empty() && other.tiers.is_empty() {
            either.set = self.set;
            either.set.union_with(&other.set);
            return either;
        }
        let mut tiers = [self.into_tiers(), other.into_tiers()].concat();
        tiers.sort_by_key(|tier| Reverse(tier.points));
        for Tier { points, set } in tiers {
            either.add(set, points);
        }
        either
    }

    fn into_tiers(self) -> Vec<Tier> {
        if self.tiers.is_empty() { vec![Tier { points: 0, set: self.set }] } else { self.tiers }
    }

    /// Adds articles with their points, where they do not fit yet.
    pub(super) fn add(&mut self, mut set: FixedBitSet, points: u32) {
        set.difference_with(&self.set);
        if set.is_clear() {
            return;
        }
        self.set.union_with(&set);
        match self.tiers.binary_search_by_key(&Reverse(points), |tier| Reverse(tier.points)) {
            Ok(place) => self.tiers.iter_mut().skip(place).take(1).for_each(|tier| tier.set.union_with(&set)),
            Err(place) => self.tiers.insert(place, Tier { points, set }),
        }
    }
}
