//! Which columns stand behind the headline on a row of one line, by the room there is.

use super::listing::Row;

/// What a column tells of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// Minutes of reading.
    Minutes,
    /// When it was published.
    Date,
    /// How much of it was read, else how many copies there are.
    Share,
    /// The country it is about first, else the region.
    Place,
    /// The topic it is about first.
    Topic,
    /// The file it comes from.
    Source,
}

/// The columns in the order in which they are left out, the last one first.
const FROM_THE_RIGHT: [Column; 6] =
    [Column::Minutes, Column::Date, Column::Share, Column::Place, Column::Topic, Column::Source];

/// The same from the right as they are shown: what tells nothing of many articles stands right behind the headline, which
/// has its room there.
const SHOWN: [&[Column]; 6] = [
    &[Column::Minutes],
    &[Column::Minutes, Column::Date],
    &[Column::Minutes, Column::Date, Column::Share],
    &[Column::Minutes, Column::Place, Column::Date, Column::Share],
    &[Column::Minutes, Column::Topic, Column::Place, Column::Date, Column::Share],
    &[Column::Minutes, Column::Source, Column::Topic, Column::Place, Column::Date, Column::Share],
];

/// Cells that a headline keeps at least.
const HEADLINE: u16 = 29;

impl Column {
    /// Cells it takes, the blank ones before it included.
    pub fn width(self) -> u16 {
        match self {
            Self::Minutes => 4,
            Self::Date => 12,
            Self::Share => 5,
            Self::Place | Self::Topic => 13,
            Self::Source => 18,
        }
    }
}

impl Row {
    /// How much of an article was read that was begun and is not done: `40%`.
    pub fn progress(&self) -> Option<String> {
        let percent = self.triage.position.percent();
        (percent > 0 && !self.triage.read).then(|| format!("{percent}%"))
    }

    /// Whether a column has nothing to tell of it.
    pub fn lacks(&self, column: Column) -> bool {
        match column {
            Column::Minutes | Column::Source => false,
            Column::Date => self.date.is_none(),
            Column::Share => self.copies < 2 && self.progress().is_none(),
            Column::Place => self.countries.is_empty() && self.region.is_none(),
            Column::Topic => self.topics.is_empty(),
        }
    }
}

/// The columns there is room for beside a headline, from the right; the minutes always.
pub(super) fn columns(width: u16) -> &'static [Column] {
    let mut left = width.saturating_sub(HEADLINE);
    let fits = |column: &&Column| {
        let rest = left.checked_sub(column.width());
        left = rest.unwrap_or_default();
        rest.is_some()
    };
    let count = FROM_THE_RIGHT.iter().take_while(fits).count().max(1);
    SHOWN.get(count - 1).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headline_keeps_its_room_and_minutes_always_stand() {
        for width in 0..200 {
            let taken: u16 = columns(width).iter().map(|column| column.width()).sum();
            assert!(columns(width).len() == 1 || taken + HEADLINE <= width, "{width}");
            assert_eq!(columns(width).first(), Some(&Column::Minutes), "{width}");
        }
    }

    #[test]
    fn what_is_shown_is_what_there_is_room_for() {
        for (count, shown) in (1..).zip(SHOWN) {
            assert!(shown.len() == count && FROM_THE_RIGHT[..count].iter().all(|one| shown.contains(one)));
        }
    }

    #[test]
    fn more_room_shows_more_columns() {
        for (width, count) in [(20, 1), (44, 1), (45, 2), (50, 3), (63, 4), (76, 5), (94, 6)] {
            assert_eq!(columns(width).len(), count, "{width}");
        }
    }
}
