//! A reading list that fits a time: unread articles, topics in turn, in each the stories most papers tell and the
//! newest first.

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::app::{Budget, Group, Row};
use crate::article::ArticleId;
use crate::library::{Library, Ordered};
use crate::text::SafeText;

/// A reading list: chosen once, whatever is read of it stays on it.
#[derive(Debug)]
pub(super) struct ReadingList {
    budget: Budget,
    /// Its articles by topic, in their order.
    shares: Vec<(Option<SafeText>, Vec<ArticleId>)>,
    /// A query that finds these and no others.
    query: String,
}

impl ReadingList {
    /// Chooses from these articles, the newest first.
    pub(super) fn of(library: &Library, rows: Vec<Row>, budget: Budget) -> Self {
        let candidate = |row: Row| {
            let topic = row.topics.first().map(ToString::to_string);
            Some(Candidate {
                number: library.number(row.id)?,
                minutes: row.minutes,
                copies: row.copies,
                topic,
            })
        };
        let candidates: Vec<Candidate> = rows.into_iter().filter_map(candidate).collect();
        let kin = |number| library.related(number).into_iter().filter_map(|id| library.number(id)).collect();
        let shares = queue(&candidates, usize::from(budget.minutes), &kin).into_iter().map(|share| {
            let ids = share.articles.into_iter().filter_map(|number| library.id(number)).collect();
            (share.topic.map(|topic| SafeText::label(&topic)), ids)
        });
        let shares: Vec<(Option<SafeText>, Vec<ArticleId>)> = shares.collect();
        let ids: Vec<String> = shares.iter().flat_map(|(_, ids)| ids).map(|id| format!("id:{id}")).collect();
        // A query that says nothing would find everything.
        let query = if ids.is_empty() { "is:read -is:read".to_owned() } else { ids.join(" ") };
        Self { budget, shares, query }
    }

    /// Whether it is the one that was asked for.
    pub(super) fn is_of(&self, budget: Budget) -> bool {
        self.budget == budget
    }

    /// A query that finds its articles and no others.
    pub(super) fn query(&self) -> &str {
        &self.query
    }

    /// Its articles among those found, in its order and grouped by topic.
    pub(super) fn in_turn(&self, library: &Library, found: Ordered) -> (Ordered, Vec<Group>) {
        let (mut order, mut groups) = (Vec::new(), Vec::new());
        let is_found = |number: &u32| usize::try_from(*number).is_ok_and(|place| found.set().contains(place));
        for (topic, ids) in &self.shares {
            let numbers = ids.iter().filter_map(|id| library.number(*id));
            let own: Vec<u32> = numbers.filter(is_found).collect();
            if !own.is_empty() {
                groups.push(Group { label: topic.clone(), count: own.len(), folded: false });
                order.extend(own);
            }
        }
        (found.rearranged(order), groups)
    }
}

/// What the choice goes by.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Candidate {
    /// The number of the article.
    number: u32,
    /// Minutes of reading.
    minutes: usize,
    /// How many copies there are, itself included.
    copies: usize,
    /// The topic it is foremost about; none where it is about none.
    topic: Option<String>,
}

/// Articles chosen of one topic.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Share {
    /// The topic.
    topic: Option<String>,
    /// The numbers of the articles, those to be read first before the others.
    articles: Vec<u32>,
}

/// Chooses of articles that stand newest first. Topics take turns, the one with most articles first; each gives the
/// article most papers have, of those with as many the newest, as long as there are minutes left for it. `kin` are other
/// articles on the event of one: of them none is taken.
fn queue(candidates: &[Candidate], minutes: usize, kin: &dyn Fn(u32) -> Vec<u32>) -> Vec<Share> {
    let mut topics: Vec<(Option<String>, Vec<&Candidate>)> = Vec::new();
    for candidate in candidates {
        match topics.iter_mut().find(|(topic, _)| *topic == candidate.topic) {
            Some((_, own)) => own.push(candidate),
            None => topics.push((candidate.topic.clone(), vec![candidate])),
        }
    }
    topics.sort_by_key(|(topic, own)| (topic.is_none(), Reverse(own.len())));
    let mut waiting: Vec<std::vec::IntoIter<&Candidate>> = Vec::new();
    for (_, own) in &topics {
        let mut own = own.clone();
        own.sort_by_key(|candidate| Reverse(candidate.copies));
        waiting.push(own.into_iter());
    }
    let mut shares: Vec<Share> =
        topics.into_iter().map(|(topic, _)| Share { topic, articles: Vec::new() }).collect();
    let (mut left, mut told) = (minutes, HashSet::new());
    loop {
        let mut taken = false;
        for (own, share) in waiting.iter_mut().zip(&mut shares) {
            let fits = |candidate: &&Candidate| {
                candidate.minutes.max(1) <= left && !told.contains(&candidate.number)
            };
            if let Some(next) = own.find(fits) {
                left -= next.minutes.max(1);
                told.extend(kin(next.number));
                share.articles.push(next.number);
                taken = true;
            }
        }
        if !taken {
            break;
        }
    }
    shares.retain(|share| !share.articles.is_empty());
    shares
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn candidate(number: u32, minutes: usize, copies: usize, topic: &str) -> Candidate {
        let topic = (!topic.is_empty()).then(|| topic.to_owned());
        Candidate { number, minutes, copies, topic }
    }

    fn chosen(candidates: &[Candidate], minutes: usize) -> String {
        let shares = queue(candidates, minutes, &|_| Vec::new());
        let told = shares
            .iter()
            .map(|share| format!("{:?} {:?}", share.topic.as_deref().unwrap_or(""), share.articles));
        told.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn topics_take_turns_and_what_most_papers_have_goes_first() {
        let candidates = [
            candidate(0, 3, 1, "war"),
            candidate(1, 3, 4, "war"),
            candidate(2, 3, 1, "sport"),
            candidate(3, 3, 1, "war"),
            candidate(4, 3, 1, ""),
        ];
        assert_eq!(chosen(&candidates, 9), r#""war" [1], "sport" [2], "" [4]"#);
        assert_eq!(chosen(&candidates, 12), r#""war" [1, 0], "sport" [2], "" [4]"#);
        assert_eq!(chosen(&candidates, 2), "");
    }

    #[test]
    fn what_is_too_long_gives_way_to_the_next() {
        let candidates = [candidate(0, 30, 9, "war"), candidate(1, 4, 1, "war")];
        assert_eq!(chosen(&candidates, 10), r#""war" [1]"#);
    }

    #[test]
    fn of_one_event_one_article_is_taken() {
        let candidates = [candidate(0, 3, 1, "war"), candidate(1, 3, 1, "war"), candidate(2, 3, 1, "sport")];
        let shares = queue(&candidates, 20, &|number| if number == 0 { vec![1] } else { Vec::new() });
        let taken: Vec<u32> = shares.into_iter().flat_map(|share| share.articles).collect();
        assert_eq!(taken, [0, 2]);
    }

    proptest! {
        #[test]
        fn no_queue_takes_longer_than_was_asked_for(
            drawn in proptest::collection::vec((0_usize..12, 1_usize..4, 0_usize..4), 0..40), minutes in 0_usize..60
        ) {
            let candidates: Vec<Candidate> = (0..)
                .zip(drawn)
                .map(|(number, (length, copies, topic))| {
                    candidate(number, length, copies, ["", "war", "sport", "money"][topic])
                })
                .collect();
            let shares = queue(&candidates, minutes, &|_| Vec::new());
            let taken: Vec<u32> = shares.iter().flat_map(|share| share.articles.clone()).collect();
            let length = |number: &u32| candidates[usize::try_from(*number).unwrap()].minutes.max(1);
            prop_assert!(taken.iter().map(length).sum::<usize>() <= minutes);
            let mut once = taken.clone();
            once.sort_unstable();
            once.dedup();
            prop_assert_eq!(once.len(), taken.len());
            // Whatever was left out would not have fitted.
            let left = minutes - taken.iter().map(length).sum::<usize>();
            prop_assert!((0..).zip(&candidates).all(|(number, other)| taken.contains(&number) || other.minutes.max(1) > left));
        }
    }
}
