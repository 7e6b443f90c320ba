//! How many of the articles were published when: bars of days, weeks, months or years, by how much time they span.

use jiff::ToSpan;
use jiff::civil;

use crate::article::{Date, MonthName};
use crate::text::SafeText;

/// The most bars of each step before a wider one is taken.
const MOST_BARS: usize = 40;

/// Bars in the order of time, none left out between the first and the last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Histogram {
    /// The bars.
    pub bars: Vec<Bar>,
    /// How many articles have no date, or one that does not tell in which bar they belong.
    pub elsewhere: usize,
}

/// A span of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What a query calls it: `2023-08`, `2023-08-07..2023-08-13`.
    pub value: String,
    /// How it is shown: `Aug 2023`.
    pub label: SafeText,
    /// How many articles are of it.
    pub count: usize,
}

/// How long a bar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Day,
    Week,
    Month,
    Year,
}

impl Step {
    const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Year];

    /// The first day of the bar that holds a date; none where the date may mean days of several.
    fn begin(self, date: Date) -> Option<civil::Date> {
        let (month, day) = match self {
            Self::Day | Self::Week => (date.month()?, date.day()?),
            Self::Month => (date.month()?, 1),
            Self::Year => (1, 1),
        };
        let begin = civil_date(date.year(), month, day)?;
        match self {
            Self::Week => begin.checked_sub(i64::from(begin.weekday().to_monday_zero_offset()).days()).ok(),
            Self::Day | Self::Month | Self::Year => Some(begin),
        }
    }

    /// The first day of the bar behind one.
    fn next(self, begin: civil::Date) -> Option<civil::Date> {
        let span = match self {
            Self::Day => 1.days(),
            Self::Week => 1.weeks(),
            Self::Month => 1.months(),
            Self::Year => 1.years(),
        };
        begin.checked_add(span).ok()
    }

    fn bar(self, begin: civil::Date) -> Option<Bar> {
        let year = u16::try_from(begin.year()).ok()?;
        let (month, day) = (u8::try_from(begin.month()).ok()?, u8::try_from(begin.day()).ok()?);
        let day_of = |date: civil::Date| {
            let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
            Date::day_of(u16::try_from(date.year()).ok()?, month, day).ok()
        };
        let dated = match self {
            Self::Day | Self::Week => Date::day_of(year, month, day),
            Self::Month => Date::month_of(year, month),
            Self::Year => Date::year_only(year),
        };
        let dated = dated.ok()?;
        let words = dated.in_words(MonthName::Short);
        let (value, label) = match self {
            Self::Week => {
                let last = day_of(begin.checked_add(6.days()).ok()?)?;
                (format!("{dated}..{last}"), format!("week of {words}"))
            }
            Self::Day | Self::Month | Self::Year => (dated.to_string(), words),
        };
        Some(Bar { value, label: SafeText::label(&label), count: 0 })
    }

    /// The bars from the first to the last date; none where they would be too many.
    fn bars(self, dates: &[(Date, usize)]) -> Option<Vec<(civil::Date, Bar)>> {
        let begins = || dates.iter().filter_map(|(date, _)| self.begin(*date));
        let (first, last) = (begins().min()?, begins().max()?);
        let most = if self == Self::Year { usize::MAX } else { MOST_BARS };
        let all = std::iter::successors(Some(first), |begin| self.next(*begin));
        let wanted = all.take_while(|begin| *begin <= last).take(most.saturating_add(1));
        let bars: Vec<(civil::Date, Bar)> =
            wanted.filter_map(|begin| Some((begin, self.bar(begin)?))).collect();
        (bars.len() <= most).then_some(bars)
    }
}

impl Histogram {
    /// Counts articles by their dates in the narrowest bars that are not too many and that most dates tell apart.
    pub(super) fn new(dates: &[(Option<Date>, usize)]) -> Self {
        let known: Vec<(Date, usize)> =
            dates.iter().filter_map(|(date, count)| Some(((*date)?, *count))).collect();
        let all: usize = dates.iter().map(|(_, count)| count).sum();
        let told = |step: Step| -> usize {
            known.iter().filter(|(date, _)| step.begin(*date).is_some()).map(|(_, count)| count).sum()
        };
        let fits = |step: &&Step| told(**step) * 2 > told(Step::Year) && step.bars(&known).is_some();
        let Some(step) = Step::ALL.iter().find(fits) else {
            return Self { bars: Vec::new(), elsewhere: all };
        };
        let mut bars = step.bars(&known).unwrap_or_default();
        for (date, count) in &known {
            let begin = step.begin(*date);
            if let Some((_, bar)) = bars.iter_mut().find(|(own, _)| Some(*own) == begin) {
                bar.count += count;
            }
        }
        let bars: Vec<Bar> = bars.into_iter().map(|(_, bar)| bar).collect();
        let counted: usize = bars.iter().map(|bar| bar.count).sum();
        Self { bars, elsewhere: all.saturating_sub(counted) }
    }

    /// The greatest number of a bar.
    pub fn most(&self) -> usize {
        self.bars.iter().map(|bar| bar.count).max().unwrap_or_default()
    }
}

fn civil_date(year: u16, month: u8, day: u8) -> Option<civil::Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    civil::Date::new(i16::try_from(year).ok()?, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn histogram(dates: &str) -> String {
        let dates: Vec<(Option<Date>, usize)> = dates.split(' ').map(|date| (date.parse().ok(), 1)).collect();
        let histogram = Histogram::new(&dates);
        let bars = histogram.bars.iter().filter(|bar| bar.count > 0);
        let bars: Vec<String> = bars.map(|bar| format!("{}={}", bar.value, bar.count)).collect();
        format!("{} of {}; {}", bars.join(" "), histogram.bars.len(), histogram.elsewhere)
    }

    #[test]
    fn bars_are_as_long_as_the_span_asks_for() {
        let cases = [
            ("2024-05-01 2024-05-01 2024-05-03", "2024-05-01=2 2024-05-03=1 of 3; 0"),
            (
                "2024-05-01 2024-05-20 2024-07-30",
                "2024-04-29..2024-05-05=1 2024-05-20..2024-05-26=1 2024-07-29..2024-08-04=1 of 14; 0",
            ),
            ("2023-01-15 2024-05", "2023-01=1 2024-05=1 of 17; 0"),
            ("1931-03-01 2024-05-02 2024-05-02", "1931=1 2024=2 of 94; 0"),
            ("1931 2024-05-02 2024-05-02", "2024-05-02=2 of 1; 1"),
            ("2024-05-01 2024-05-02 2024-05", "2024-05-01=1 2024-05-02=1 of 2; 1"),
            ("none", " of 0; 1"),
        ];
        for (dates, expected) in cases {
            assert_eq!(histogram(dates), expected, "{dates}");
        }
    }
}
