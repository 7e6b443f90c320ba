//! How the list's entries and rows are had from the library: the one place that knows what an article is listed with.

use std::collections::HashMap;

use crate::app::{Group, ListEntry, Marks, Row, Sums, headline_cells, shown_headline};
use crate::article::ArticleId;
use crate::library::{Item, Library};
use crate::query::Query;
use crate::text::SafeText;

/// What the list needs of every article, at hand by its place among the items.
#[derive(Debug, Default)]
pub(super) struct Columns {
    figures: Vec<Figures>,
    /// The labels of the groups, by number.
    regions: Vec<Option<SafeText>>,
}

#[derive(Debug, Clone, Copy)]
struct Figures {
    id: ArticleId,
    minutes: u16,
    cells: u16,
    /// The number of its group.
    region: u16,
}

impl Columns {
    /// Those of all articles.
    pub(super) fn of(library: &Library) -> Self {
        let mut columns = Self::default();
        let mut known: HashMap<(&str, bool), u16> = HashMap::new();
        let mut nowhere = None;
        for item in library.items() {
            let first = item.tags.regions.first();
            let number = u16::try_from(columns.regions.len()).unwrap_or(u16::MAX);
            let region = match first {
                None => *nowhere.get_or_insert(number),
                Some(tag) => *known.entry((tag.code.as_str(), tag.is_by_home())).or_insert(number),
            };
            if region == number {
                let label = || library.subjects(&item.tags, &Query::default()).regions.into_iter().next();
                columns.regions.push(first.and_then(|_| label()));
            }
            columns.figures.push(Figures {
                id: item.article.id,
                minutes: u16::try_from(item.article.minutes()).unwrap_or(u16::MAX),
                cells: headline_cells(&shown_headline(&item.article.headline)),
                region,
            });
        }
        columns
    }

    fn region(&self, place: u32) -> usize {
        self.at(place).map_or(usize::MAX, |figures| usize::from(figures.region))
    }

    fn minutes(&self, place: u32) -> usize {
        self.at(place).map_or(0, |figures| usize::from(figures.minutes))
    }

    fn at(&self, place: u32) -> Option<&Figures> {
        self.figures.get(usize::try_from(place).ok()?)
    }

    /// Where an article stands in an order.
    pub(super) fn place_in(&self, order: &[u32], id: ArticleId) -> Option<usize> {
        let place = self.figures.iter().position(|figures| figures.id == id)?;
        let place = u32::try_from(place).ok()?;
        order.iter().position(|known| *known == place)
    }

    /// Puts articles of one region together: the region with most articles first, those without one last; the order
    /// within a region stays. Tells the groups in that order.
    pub(super) fn group(&self, order: &mut [u32]) -> Vec<Group> {
        let mut counts: Vec<usize> = vec![0; self.regions.len()];
        // Of two regions with as many articles, the one that is met first goes first.
        let mut met: Vec<usize> = Vec::new();
        for place in order.iter() {
            let region = self.region(*place);
            if let Some(count) = counts.get_mut(region) {
                if *count == 0 {
                    met.push(region);
                }
                *count += 1;
            }
        }
        let label = |region: usize| self.regions.get(region).cloned().flatten();
        let count = |region: usize| counts.get(region).copied().unwrap_or_default();
        met.sort_by_key(|region| (label(*region).is_none(), std::cmp::Reverse(count(*region))));
        let mut ranks = vec![usize::MAX; self.regions.len()];
        for (rank, region) in met.iter().enumerate() {
            if let Some(own) = ranks.get_mut(*region) {
                *own = rank;
            }
        }
        order.sort_by_key(|place| ranks.get(self.region(*place)).copied());
        met.iter().map(|region| Group { label: label(*region), count: count(*region) }).collect()
    }
}

/// Articles of the library by their places among its items.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a> {
    pub(super) library: &'a Library,
    pub(super) columns: &'a Columns,
}

impl<'a> Rows<'a> {
    /// What these articles add up to.
    pub(super) fn sums(self, order: &[u32]) -> Sums {
        let mut sums = Sums::default();
        for place in order {
            sums.add(self.columns.minutes(*place), self.marks(*place));
        }
        sums
    }

    /// The entries of these articles.
    pub(super) fn entries(self, order: &[u32]) -> Vec<ListEntry> {
        let entry = |place: &u32| {
            let figures = self.columns.at(*place)?;
            let Figures { id, minutes, cells, .. } = *figures;
            Some(ListEntry { id, minutes, cells, marks: self.marks(*place) })
        };
        order.iter().filter_map(entry).collect()
    }

    /// The rows of articles as they are listed for a query.
    pub(super) fn rows(self, ids: &[ArticleId], query: &Query) -> Vec<Row> {
        let item = |id: &ArticleId| self.library.folded(*id).filter(|item| item.article.id == *id);
        ids.iter().filter_map(item).map(|item| self.row(item, query)).collect()
    }

    /// The rows of articles by their places.
    pub(super) fn rows_at(self, order: &[u32], query: &Query) -> Vec<Row> {
        order.iter().filter_map(|place| self.item(*place)).map(|item| self.row(item, query)).collect()
    }

    fn row(self, item: &Item, query: &Query) -> Row {
        let article = &item.article;
        let subjects = self.library.subjects(&item.tags, query);
        let source = article.source.path.file_name().unwrap_or(article.source.path.as_os_str());
        Row {
            id: article.id,
            headline: shown_headline(&article.headline),
            matched: query.highlights(&article.headline.text),
            region: subjects.regions.into_iter().next(),
            countries: subjects.countries,
            topics: subjects.topics,
            date: article.dates.published.map(|dated| dated.date),
            source: SafeText::label(&source.to_string_lossy()),
            minutes: article.minutes(),
            copies: item.copies,
            triage: self.library.triage(article.id).clone(),
        }
    }

    fn item(self, place: u32) -> Option<&'a Item> {
        self.library.items().get(usize::try_from(place).ok()?)
    }

    fn marks(self, place: u32) -> Marks {
        let id = self.columns.at(place).map(|figures| figures.id);
        id.map_or_else(Marks::default, |id| Marks::of(self.library.triage(id)))
    }
}
