//! Columns of a segment: numbers of articles, one a row. Sorting and counting read a column whole; who wants to know of
//! a few articles reads the blocks they lie in.

use fixedbitset::FixedBitSet;

use super::Broken;
use super::lazy::Lazy;
use super::names::Section;
use super::segment::Segment;
use super::{rows, sections};
use crate::article::{ArticleId, Date};

/// How many articles were published on each date, in the order of time; those without a date first.
type DayCounts = Vec<(Option<Date>, usize)>;

/// The columns that were read whole.
#[derive(Debug)]
pub(super) struct Columns {
    ids: Lazy<Vec<ArticleId>>,
    dates: Lazy<Vec<u32>>,
    lengths: Lazy<Vec<u32>>,
    files: Lazy<Vec<u32>>,
    regions: Lazy<Vec<u16>>,
    cells: Lazy<Vec<u16>>,
    topics: Lazy<Vec<u16>>,
}

impl Columns {
    /// None was read yet.
    pub(super) fn new() -> Self {
        Self {
            ids: Lazy::new(),
            dates: Lazy::new(),
            lengths: Lazy::new(),
            files: Lazy::new(),
            regions: Lazy::new(),
            cells: Lazy::new(),
            topics: Lazy::new(),
        }
    }
}

impl Segment {
    /// The ids of all articles.
    ///
    /// # Errors
    /// As for every method below: the bytes cannot be read or are damaged.
    pub fn ids(&self) -> Result<&[ArticleId], Broken> {
        let read = || {
            let ids = sections::longs(&self.sections.whole(Section::Ids.number())?);
            Ok(ids.into_iter().map(ArticleId::from_number).collect())
        };
        self.columns.ids.get(read).map(Vec::as_slice)
    }

    /// The id of an article.
    ///
    /// # Errors
    /// There is no such article, or the bytes cannot be read or are damaged.
    pub fn id(&self, article: u32) -> Result<ArticleId, Broken> {
        one(&self.columns.ids, article, || {
            let bytes = self.piece(Section::Ids, article)?;
            Ok(ArticleId::from_number(u64::from_le_bytes(bytes)))
        })
    }

    /// The publication dates of all articles as numbers that rise with the date; 0 for none.
    ///
    /// # Errors
    /// The bytes cannot be read or are damaged.
    pub fn dates(&self) -> Result<&[u32], Broken> {
        self.column(&self.columns.dates, Section::Dates)
    }

    /// Adds to a set the articles whose publication date is accepted.
    ///
    /// # Errors
    /// The bytes cannot be read or are damaged.
    pub fn published(
        &self,
        accepted: &dyn Fn(Option<Date>) -> bool,
        set: &mut FixedBitSet,
    ) -> Result<(), Broken> {
        // They stand in the order of their dates, so that each date is asked about once.
        let mut last = None;
        for (article, number) in self.dates()?.iter().enumerate() {
            let fits = match last {
                Some((known, fits)) if known == number => fits,
                _ => accepted(date(*number)),
            };
            last = Some((number, fits));
            set.set(article, fits || set.contains(article));
        }
        Ok(())
    }

    /// How many of some articles were published on each date, in the order of time; those without a date first.
    ///
    /// # Errors
    /// The bytes cannot be read or are damaged.
    pub fn days(&self, articles: &FixedBitSet) -> Result<DayCounts, Broken> {
        let dates = self.dates()?;
        // They stand in the order of their dates: the same day comes many times in a row.
        let mut counts: Vec<(u32, usize)> = Vec::new();
        for day in articles.ones().filter_map(|place| dates.get(place)) {
            match counts.last_mut() {
                Some((known, count)) if known == day => *count += 1,
                _ => counts.push((*day, 1)),
            }
        }
        counts.sort_unstable();
        Ok(counts.into_iter().map(|(day, count)| (date(day), count)).collect())
    }

    /// How many words the body of each article has.
    ///
    /// # Errors
    /// The bytes cannot be read or are damaged.
    pub fn lengths(&self) -> Result<&[u32], Broken> {
        self.column(&self.columns.lengths, Section::Lengths)
    }

    /// How many words the body of an article has.
    ///
    /// # Errors
    /// There is no such article, or the bytes cannot be read or are damaged.
    pub fn length(&self, article: u32) -> Result<u32, Broken> {
        one(&self.columns.lengths, article, || Ok(u32::from_le_bytes(self.piece(Section::Lengths, article)?)))
    }

    /// The number of the file of each article.
    ///
    /// # Errors
    /// The bytes cannot be read or are damaged.
    pub fn files(&self) -> Result<&[u32], Broken> {
        self.column(&self.columns.files, Section::Files)
    }

    /// The bytes a section has of an article, where it has as many of each.
    pub(super) fn piece<const BYTES: usize>(
        &self,
        section: Section,
        article: u32,
    ) -> Result<[u8; BYTES], Broken> {
        let (at, size) = (u64::from(article), BYTES as u64);
        let bytes = self.sections.piece(section.number(), at * size..(at + 1) * size)?;
        bytes.as_slice().try_into().map_err(|_| Broken::Form)
    }

    fn column<'a>(&'a self, column: &'a Lazy<Vec<u32>>, section: Section) -> Result<&'a [u32], Broken> {
        let read = || numbers(&self.sections.whole(section.number())?, self.size());
        column.get(read).map(Vec::as_slice)
    }

    /// Which region each article is listed under, its first one, as a number that [`Segment::region`] names; 0 for none.
    /// One bit more, [`BY_HOME`](super::BY_HOME), tells that the home country of the source decided.
    ///
    /// # Errors
    /// The bytes cannot be read or are damaged.
    pub fn regions(&self) -> Result<&[u16], Broken> {
        self.columns.regions.get(|| self.shorts(Section::Regions)).map(Vec::as_slice)
    }

    /// How many cells the headline of each article takes as it is shown.
    ///
    /// # Errors
    /// The bytes cannot be read or are damaged.
    pub fn cells(&self) -> Result<&[u16], Broken> {
        self.columns.cells.get(|| self.shorts(Section::Cells)).map(Vec::as_slice)
    }

    /// The topic each article is about first, as a number that [`Segment::region`] names, too; 0 for none.
    ///
    /// # Errors
    /// The bytes cannot be read or are damaged.
    pub fn first_topics(&self) -> Result<&[u16], Broken> {
        self.columns.topics.get(|| rows::first_topics(&self.sections)).map(Vec::as_slice)
    }

    /// Which region an article is listed under, as [`Segment::regions`] tells it.
    ///
    /// # Errors
    /// There is no such article, or the bytes cannot be read or are damaged.
    pub fn first_region(&self, article: u32) -> Result<u16, Broken> {
        one(&self.columns.regions, article, || Ok(u16::from_le_bytes(self.piece(Section::Regions, article)?)))
    }

    /// How many cells the headline of an article takes as it is shown.
    ///
    /// # Errors
    /// There is no such article, or the bytes cannot be read or are damaged.
    pub fn headline_cells(&self, article: u32) -> Result<u16, Broken> {
        one(&self.columns.cells, article, || Ok(u16::from_le_bytes(self.piece(Section::Cells, article)?)))
    }

    fn shorts(&self, section: Section) -> Result<Vec<u16>, Broken> {
        rows::shorts(&self.sections, section, self.size())
    }
}

/// What a column has of one article, from the block it lies in where the column was not read whole.
fn one<T: Copy>(
    column: &Lazy<Vec<T>>,
    article: u32,
    read: impl FnOnce() -> Result<T, Broken>,
) -> Result<T, Broken> {
    match (column.known(), usize::try_from(article)) {
        (Some(known), Ok(place)) => known.get(place).copied().ok_or(Broken::Form),
        (_, _) => read(),
    }
}

/// The numbers of so many articles, four bytes each, as they were written.
fn numbers(bytes: &[u8], articles: usize) -> Result<Vec<u32>, Broken> {
    if bytes.len() == articles * 4 { Ok(sections::words(bytes)) } else { Err(Broken::Form) }
}

/// A date as a number: later days have greater ones, a month without a day stands before its first day, and a year
/// without a month before January.
pub(super) fn day_number(date: Option<Date>) -> u32 {
    date.map_or(0, |date| {
        let part = |part: Option<u8>| u32::from(part.unwrap_or_default());
        u32::from(date.year()) << 9 | part(date.month()) << 5 | part(date.day())
    })
}

/// The date of a number that [`Segment::dates`] tells; none for 0.
pub fn date(number: u32) -> Option<Date> {
    let part = |bits: u32| u8::try_from(bits).ok().filter(|part| *part > 0);
    let (month, day) = (part(number >> 5 & 0xf), part(number & 0x1f));
    let year = u16::try_from(number >> 9).ok()?;
    let date = match (month, day) {
        (Some(month), Some(day)) => Date::day_of(year, month, day),
        (Some(month), None) => Date::month_of(year, month),
        (None, _) => Date::year_only(year),
    };
    date.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_back_from_their_numbers_and_rise_with_them() {
        let mut last = 0;
        for text in ["1999", "2023", "2023-08", "2023-08-01", "2023-08-31", "2023-12-31", "2024"] {
            let known: Date = text.parse().unwrap();
            let number = day_number(Some(known));
            assert_eq!(date(number), Some(known), "{text}");
            assert!(number > last, "{text}");
            last = number;
        }
        assert_eq!(date(day_number(None)), None);
    }
}
