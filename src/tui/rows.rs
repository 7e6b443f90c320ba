//! How the list's entries and rows are had from the library: the one place that knows what an article is listed with.

use fixedbitset::FixedBitSet;

use crate::app::{Group, ListEntry, Marks, Row, Sums};
use crate::article::{ArticleId, Date, Triage, minutes_of};
use crate::library::{Front, Library, Overview};
use crate::query::Query;
use crate::text::SafeText;

/// Articles of the library by their numbers.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a> {
    library: &'a Library,
    /// The day on which they are told.
    today: Date,
    /// Whether rows tell how their articles begin.
    ledes: bool,
}

/// From so many articles on, what a list says of every article is read at once.
const MANY: usize = 10_000;

impl<'a> Rows<'a> {
    /// Those of a library as they are on a day.
    pub(super) fn of(library: &'a Library, today: Date) -> Self {
        Self { library, today, ledes: false }
    }

    /// The same with rows that tell how their articles begin, or do not.
    pub(super) fn with_ledes(self, ledes: bool) -> Self {
        Self { ledes, ..self }
    }

    /// The groups of what is listed before anything is asked.
    pub(super) fn groups(self, front: &Front) -> Vec<Group> {
        let label = |region| self.library.region_label(region);
        let regions = front.regions();
        regions.map(|(region, count)| Group { label: label(region), count, folded: false }).collect()
    }

    /// What its articles add up to.
    pub(super) fn sums_of(self, front: &Front) -> Sums {
        let mut sums = Sums { minutes_left: front.minutes(), waiting: front.count(), touched: 0 };
        for number in front.decided() {
            let minutes = self.minutes(*number);
            sums.subtract(minutes, Marks::default());
            sums.add(minutes, self.marks(*number));
        }
        sums
    }

    /// What these articles add up to.
    pub(super) fn sums(self, articles: &FixedBitSet) -> Sums {
        let lengths = self.library.lengths();
        // Nothing was decided about most, and looking for each of a million by its id takes longer than a key may.
        let (minutes_left, waiting) = (minutes_of_all(articles, lengths), articles.count_ones(..));
        let mut sums = Sums { minutes_left, waiting, touched: 0 };
        for at in self.library.decided().intersection(articles) {
            let minutes = minutes_of(place(lengths.get(at).copied().unwrap_or_default()));
            sums.subtract(minutes, Marks::default());
            sums.add(minutes, self.marks(u32::try_from(at).unwrap_or(u32::MAX)));
        }
        sums
    }

    /// The entries of these articles.
    pub(super) fn entries(self, order: &[u32]) -> Vec<ListEntry> {
        if order.len() >= MANY {
            self.library.read_columns();
        }
        let entry = |number: &u32| {
            let id = self.library.id(*number)?;
            let minutes = u16::try_from(self.minutes(*number)).unwrap_or(u16::MAX);
            let cells = self.library.headline_cells(*number)?;
            Some(ListEntry {
                id,
                minutes,
                cells,
                marks: Marks::of(self.library.triage(id), Some(self.today)),
            })
        };
        order.iter().filter_map(entry).collect()
    }

    /// The rows of articles as they are listed for a query.
    pub(super) fn rows(self, ids: &[ArticleId], query: &Query) -> Vec<Row> {
        let number = |id: &ArticleId| self.library.number(*id);
        let shown = |number: &u32| self.library.shown_for(*number) == *number;
        let numbers = ids.iter().filter_map(number).filter(shown);
        let overviews = numbers.filter_map(|number| self.library.overview(number));
        overviews.map(|one| self.row(&one, query)).collect()
    }

    /// The rows of articles by their numbers.
    pub(super) fn rows_at(self, order: &[u32], query: &Query) -> Vec<Row> {
        let overviews = order.iter().filter_map(|number| self.library.overview(*number));
        overviews.map(|one| self.row(&one, query)).collect()
    }

    fn row(self, one: &Overview, query: &Query) -> Row {
        let subjects = self.library.subjects(&one.tags, query);
        let source = one.path.file_name().unwrap_or(one.path.as_os_str());
        let triage = self.library.triage(one.id);
        Row {
            id: one.id,
            headline: one.headline.shown(),
            lede: self.ledes.then(|| self.library.lede(one.number).unwrap_or_default()),
            matched: query.highlights(&one.headline.text),
            region: subjects.regions.into_iter().next(),
            countries: subjects.countries,
            topics: subjects.topics,
            date: one.published,
            source: SafeText::label(&source.to_string_lossy()),
            minutes: minutes_of(one.words),
            copies: one.copies,
            notes: self.notes(one.number, triage),
            triage: triage.clone(),
        }
    }

    /// How many notes and highlighted passages an article has: its text tells which of them are one.
    fn notes(self, number: u32, triage: &Triage) -> usize {
        let item = Some(number).filter(|_| triage.is_noted()).and_then(|number| self.library.item(number));
        item.map_or(0, |item| item.article.count_notes(triage))
    }

    fn minutes(self, number: u32) -> usize {
        minutes_of(self.library.length(number))
    }

    fn marks(self, number: u32) -> Marks {
        let marks = |id| Marks::of(self.library.triage(id), Some(self.today));
        self.library.id(number).map_or_else(Marks::default, marks)
    }
}

/// How long some articles take to read, by how many words each article has.
fn minutes_of_all(articles: &FixedBitSet, lengths: &[u32]) -> usize {
    const TOGETHER: usize = usize::BITS as usize;
    /// Of so many neighbours on it is quicker to add up all of them, the others as nothing.
    const MANY: u32 = 16;
    let minutes = |words: u32| minutes_of(place(words));
    let neighbours = |(bits, lengths): (&usize, &[u32])| -> usize {
        if bits.count_ones() >= MANY {
            let counted = (0..).zip(lengths).map(|(at, words)| minutes(*words) * (bits >> at & 1));
            return counted.sum();
        }
        let mut left = *bits;
        let places = std::iter::from_fn(|| {
            let at = left.trailing_zeros();
            left &= left.wrapping_sub(1);
            lengths.get(place(at)).copied()
        });
        places.map(minutes).sum()
    };
    articles.as_slice().iter().zip(lengths.chunks(TOGETHER)).map(neighbours).sum()
}

fn place(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn minutes_add_up(articles in prop::collection::vec((any::<bool>(), 0_u32..2000), 0..300), every in 1_usize..40) {
            let mut set = FixedBitSet::with_capacity(articles.len());
            let chosen = articles.iter().enumerate().filter(|(at, (chosen, _))| *chosen && at % every == 0);
            set.extend(chosen.map(|(at, _)| at));
            let lengths: Vec<u32> = articles.iter().map(|(_, words)| *words).collect();
            let expected: usize = set.ones().map(|at| minutes_of(lengths[at] as usize)).sum();
            prop_assert_eq!(minutes_of_all(&set, &lengths), expected);
        }
    }
}
