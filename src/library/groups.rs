//! Puts articles together that stand under one heading of a list: those of one region, story, day, topic or source.
//! They are placed and not compared: sorting a million takes longer than a key may.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::collection::Library;
use super::numbers::size;
use crate::article::MonthName;
use crate::index;
use crate::query::{Direction, Grouping, Sort, SortKey};
use crate::text::SafeText;

/// Articles that stand under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// What it says; none over articles that have nothing in common but that they have no such thing.
    pub label: Option<SafeText>,
    /// How many articles stand under it.
    pub count: usize,
}

/// What each of some articles is put together by: one number for all that stand under one heading, 0 for those without
/// such a thing.
struct Keyed<'a> {
    keys: Vec<u32>,
    label: Box<dyn Fn(u32) -> Option<SafeText> + 'a>,
}

/// Labels with their numbers, from 1.
#[derive(Default)]
struct Labels(Vec<SafeText>);

impl Labels {
    /// The number of a label that may be new.
    fn number(&mut self, label: &SafeText) -> u32 {
        let known = self.0.iter().position(|known| known == label);
        let place = known.unwrap_or_else(|| {
            self.0.push(label.clone());
            self.0.len() - 1
        });
        u32::try_from(place + 1).unwrap_or(0)
    }

    /// The label of a number.
    fn of(&self, number: u32) -> Option<SafeText> {
        self.0.get(size(number).checked_sub(1)?).cloned()
    }
}

impl Library {
    /// Puts articles together and tells under which headings, in order; the order under one heading stays. The heading
    /// with most articles goes first, of two with as many the one met first; days stand one after the other, the
    /// newest first unless the oldest articles go first. Those without a region, day or topic stand last, and those that
    /// are alone in telling their story.
    pub fn group(&self, order: &mut [u32], by: Grouping, sort: Sort) -> Vec<Heading> {
        let Keyed { keys, label } = match by {
            Grouping::Region => self.by_region(order),
            Grouping::Story => self.by_story(order),
            Grouping::Day => self.by_day(order),
            Grouping::Topic => self.by_topic(order),
            Grouping::Source => self.by_source(order),
            Grouping::Nothing => return Vec::new(),
        };
        let (mut met, counts) = counted(&keys);
        let count = |key: u32| counts.get(size(key)).copied().unwrap_or_default();
        if by == Grouping::Day {
            let oldest_first = (sort.key, sort.direction) == (SortKey::Date, Direction::Reversed);
            let rank = |day: &u32| if oldest_first { i64::from(*day) } else { -i64::from(*day) };
            met.sort_by_key(|day| (*day == 0, rank(day)));
        } else {
            met.sort_by_cached_key(|key| (label(*key).is_none(), Reverse(count(*key))));
        }
        bring_together(order, &keys, met.iter().map(|key| (*key, count(*key))));
        met.iter().map(|key| Heading { label: label(*key), count: count(*key) }).collect()
    }

    fn by_region(&self, order: &[u32]) -> Keyed<'_> {
        let region = |key: u32| u16::try_from(key).ok().and_then(|region| self.region_label(region));
        Keyed {
            keys: order.iter().map(|number| u32::from(self.region(*number))).collect(),
            label: Box::new(region),
        }
    }

    /// A story that only one of these articles tells is none here.
    fn by_story(&self, order: &[u32]) -> Keyed<'_> {
        let told = self.shelf.events();
        let firsts: Vec<u32> = order.iter().map(|number| told.first_of(*number)).collect();
        let (_, counts) = counted(&firsts);
        let several = |first: &u32| counts.get(size(*first)).is_some_and(|count| *count > 1);
        let key = |first: u32| if several(&first) { first.saturating_add(1) } else { 0 };
        Keyed {
            keys: firsts.into_iter().map(key).collect(),
            label: Box::new(|key| told.headline(key.checked_sub(1)?)),
        }
    }

    fn by_day(&self, order: &[u32]) -> Keyed<'_> {
        let dates = self.shelf.told(self.shelf.articles().dates()).unwrap_or_default();
        let day = |key: u32| Some(SafeText::label(&index::date(key)?.in_words(MonthName::Short)));
        Keyed {
            keys: order.iter().map(|number| dates.get(size(*number)).copied().unwrap_or_default()).collect(),
            label: Box::new(day),
        }
    }

    /// Lesser topics stand under the wider ones they are shown as.
    fn by_topic(&self, order: &[u32]) -> Keyed<'_> {
        let articles = self.shelf.articles();
        let first = self.shelf.told(articles.first_topics()).unwrap_or_default();
        let settled: HashMap<u32, _> = self.shelf.settled().collect();
        let (mut labels, mut known) = (Labels::default(), HashMap::new());
        let mut shown = |code: &str, label: &SafeText| {
            let wider = self.tagger().wider_topic(code);
            labels.number(wider.unwrap_or(label))
        };
        let mut key = |number: &u32| {
            if let Some(tags) = settled.get(number) {
                return tags.topics.first().map_or(0, |topic| shown(&topic.code, &topic.label));
            }
            let topic = first.get(size(*number)).copied().unwrap_or_default();
            *known.entry(topic).or_insert_with(|| {
                let named = self.shelf.told(articles.region(topic)).flatten();
                named.map_or(0, |(code, label)| shown(code, label))
            })
        };
        let keys = order.iter().map(&mut key).collect();
        Keyed { keys, label: Box::new(move |key| labels.of(key)) }
    }

    fn by_source(&self, order: &[u32]) -> Keyed<'_> {
        let files = self.shelf.told(self.shelf.articles().files()).unwrap_or_default();
        let sources = self.shelf.sources();
        let file = |number: &u32| files.get(size(*number)).copied().unwrap_or(u32::MAX);
        Keyed {
            keys: order.iter().map(|number| sources.of_file(file(number))).collect(),
            label: Box::new(|key| sources.name(key)),
        }
    }
}

/// The distinct keys in the order they are met, and how often each is there, by the keys.
fn counted(keys: &[u32]) -> (Vec<u32>, Vec<usize>) {
    let most = keys.iter().max().map_or(0, |most| size(*most) + 1);
    let (mut met, mut counts) = (Vec::new(), vec![0; most]);
    for key in keys {
        if let Some(count) = counts.get_mut(size(*key)) {
            if *count == 0 {
                met.push(*key);
            }
            *count += 1;
        }
    }
    (met, counts)
}

/// Puts articles with these keys into the order of the groups, of which each has so many; the order within a group
/// stays.
fn bring_together(order: &mut [u32], keys: &[u32], groups: impl Iterator<Item = (u32, usize)>) {
    let most = keys.iter().max().map_or(0, |most| size(*most) + 1);
    let mut next: Vec<usize> = vec![0; most];
    let mut begin = 0;
    for (key, count) in groups {
        next.get_mut(size(key)).into_iter().for_each(|next| *next = begin);
        begin += count;
    }
    let unordered = order.to_vec();
    for (number, key) in unordered.into_iter().zip(keys) {
        if let Some(next) = next.get_mut(size(*key)) {
            order.get_mut(*next).into_iter().for_each(|slot| *slot = number);
            *next += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_under_one_heading_are_brought_together_in_their_order() {
        let mut order = [4, 9, 1, 7, 3];
        bring_together(&mut order, &[2, 0, 2, 5, 0], [(0, 2), (2, 2), (5, 1)].into_iter());
        assert_eq!(order, [9, 3, 4, 1, 7]);
    }

    #[test]
    fn keys_are_counted_in_the_order_they_are_met() {
        let (met, counts) = counted(&[2, 0, 2, 5, 0, 2]);
        assert_eq!(met, [2, 0, 5]);
        assert_eq!(counts, [2, 0, 3, 0, 0, 1]);
    }
}
