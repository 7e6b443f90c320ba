//! What the values of fields mean: states, ids, dates, numbers. Words and terms are understood elsewhere.

use jiff::civil;
use jiff::{Span, ToSpan};

use super::site::Site;
use super::typo;
use super::words::Wanted;
use crate::article::Date;

/// What a field's value was understood as, field by field.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Meaning {
    Region(Terms),
    Country(Terms),
    Mentions(Terms),
    Topic(Terms),
    Tag(Terms),
    Note(Wanted),
    Source(Wanted),
    Headline(Wanted),
    Text(Wanted),
    Byline(Wanted),
    /// A language tag or the start of one, in lower case.
    Language(String),
    /// The start of an article's id, in lower case.
    Id(String),
    /// The start of a story's id, in lower case.
    Story(String),
    Is(State),
    Date(Days),
    Words(Numbers),
    Minutes(Numbers),
}

impl Meaning {
    /// The terms, where it has some.
    pub(super) fn terms(&self) -> Option<&Terms> {
        match self {
            Self::Region(terms)
            | Self::Country(terms)
            | Self::Mentions(terms)
            | Self::Topic(terms)
            | Self::Tag(terms) => Some(terms),
            Self::Note(_)
            | Self::Source(_)
            | Self::Headline(_)
            | Self::Text(_)
            | Self::Byline(_)
            | Self::Language(_)
            | Self::Id(_)
            | Self::Story(_)
            | Self::Is(_)
            | Self::Date(_)
            | Self::Words(_)
            | Self::Minutes(_) => None,
        }
    }

    /// The words it wants in any text of an article.
    pub(super) fn printed_words(&self) -> Option<&Wanted> {
        self.words_at(Site::Headline).or_else(|| self.words_at(Site::Person))
    }

    /// The words it wants in a kind of text.
    pub(super) fn words_at(&self, site: Site) -> Option<&Wanted> {
        match (self, site) {
            (Self::Headline(wanted), Site::Headline)
            | (Self::Text(wanted), Site::Headline | Site::Body)
            | (Self::Byline(wanted), Site::Person) => Some(wanted),
            (_, Site::Headline | Site::Label | Site::Person | Site::Body) => None,
        }
    }
}

/// Codes of the vocabulary, and how sure it is that they were meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Terms {
    /// The codes.
    pub(super) codes: Vec<String>,
    /// The labels, where the value was not the start or the initials of a name; else none.
    pub(super) guessed: Vec<String>,
}

/// A state an article can be in: what can stand after `is:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Not read.
    Unread,
    /// Read.
    Read,
    /// Starred.
    Starred,
    /// Archived.
    Archived,
    /// Neither archived nor snoozed on this day.
    Inbox(Date),
    /// Out of the inbox on this day, to come back later.
    Snoozed(Date),
    /// With a note on it, or a highlighted passage in it.
    Noted,
    /// With further copies.
    Copy,
    /// Whose text is another than when something was decided about it.
    Changed,
}

/// Words that readers of other programs type for a state.
const MEANT: [(&str, &str); 16] = [
    ("new", "unread"),
    ("fresh", "unread"),
    ("todo", "unread"),
    ("seen", "read"),
    ("done", "read"),
    ("star", "starred"),
    ("favourite", "starred"),
    ("flagged", "starred"),
    ("archive", "archived"),
    ("later", "snoozed"),
    ("note", "noted"),
    ("notes", "noted"),
    ("highlighted", "noted"),
    ("copies", "copy"),
    ("duplicate", "copy"),
    ("edited", "changed"),
];

impl State {
    /// Every state, in the order of the guide.
    pub fn all(today: Date) -> [Self; 9] {
        [
            Self::Unread,
            Self::Read,
            Self::Starred,
            Self::Archived,
            Self::Inbox(today),
            Self::Snoozed(today),
            Self::Noted,
            Self::Copy,
            Self::Changed,
        ]
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Read => "read",
            Self::Starred => "starred",
            Self::Archived => "archived",
            Self::Inbox(_) => "inbox",
            Self::Snoozed(_) => "snoozed",
            Self::Noted => "noted",
            Self::Copy => "copy",
            Self::Changed => "changed",
        }
    }

    /// The name of the state that something else was typed for.
    fn meant(typed: &str, all: &[Self]) -> Option<&'static str> {
        let other = MEANT.iter().find(|(word, _)| *word == typed).map(|(_, name)| *name);
        let apart = |name: &str| typo::distance(name, typed, typo::tolerated(typed.chars().count()));
        let near = all.iter().filter_map(|state| Some((apart(state.name())?, state.name())));
        other.or_else(|| near.min_by_key(|(apart, _)| *apart).map(|(_, name)| name))
    }

    /// The state of a name; capitals do not matter.
    pub(super) fn named(typed: &str, today: Date) -> Result<Self, String> {
        let all = Self::all(today);
        let found = all.into_iter().find(|state| state.name().eq_ignore_ascii_case(typed));
        found.ok_or_else(|| match Self::meant(&typed.to_lowercase(), &all) {
            Some(meant) => format!("`{typed}` is no state; did you mean `is:{meant}`?"),
            None => format!("`{typed}` is no state; there are {}", all.map(Self::name).join(", ")),
        })
    }
}

/// The start of an id: one to sixteen hex digits.
pub(super) fn id(typed: &str) -> Result<String, String> {
    let digits = (1..=16).contains(&typed.len()) && typed.bytes().all(|byte| byte.is_ascii_hexdigit());
    if digits {
        Ok(typed.to_ascii_lowercase())
    } else {
        Err(format!("`{typed}` is no id: one to sixteen of the digits 0-9 and a-f"))
    }
}

/// Some days: all from one to another, or the lack of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Days {
    /// Articles without a date.
    Unknown,
    /// From the first to the last day; open where there is none.
    Span(Option<civil::Date>, Option<civil::Date>),
}

impl Days {
    /// Understands `2023`, `2023-08`, `2023-08-01`, `today`, `yesterday`, `2w` (the last two weeks), `none`, and
    /// ranges `a..b`, `a..`, `..b` of them.
    pub(super) fn parse(typed: &str, today: Date) -> Result<Self, String> {
        let lower = typed.to_ascii_lowercase();
        if lower == "none" {
            return Ok(Self::Unknown);
        }
        let refusal = || {
            format!(
                "`{typed}` is no date: write 2023, 2023-08, 2023-08-01, today, yesterday, 2w.. \
                 (the last two weeks; d, w, m or y) or a range a..b"
            )
        };
        let bound = |text: &str| -> Result<Option<Bound>, String> {
            if text.is_empty() { Ok(None) } else { Bound::parse(text, today).ok_or_else(refusal).map(Some) }
        };
        let (from, to) = match lower.split_once("..") {
            Some((from, to)) => (bound(from)?, bound(to)?),
            None => match Bound::parse(&lower, today).ok_or_else(refusal)? {
                Bound::Ago(day) => (Some(Bound::Ago(day)), None),
                span @ Bound::Span(..) => (Some(span), Some(span)),
            },
        };
        let (first, last) = (from.map(Bound::first), to.map(Bound::last));
        match (first, last) {
            (Some(first), Some(last)) if first > last => Err(format!("`{typed}` ends before it begins")),
            (_, _) => Ok(Self::Span(first, last)),
        }
    }

    /// Whether all days that a date may mean are among these.
    pub(super) fn hold(self, date: Option<Date>) -> bool {
        match (self, date.and_then(span)) {
            (Self::Unknown, None) => true,
            (Self::Span(from, to), Some((first, last))) => {
                from.is_none_or(|from| from <= first) && to.is_none_or(|to| last <= to)
            }
            (Self::Unknown, Some(_)) | (Self::Span(..), None) => false,
        }
    }
}

/// How many of some articles, counted by their dates, appeared on the days that a value of `date:` names; none where it
/// names none.
pub fn published(days: &str, dates: &[(Option<Date>, usize)], today: Date) -> Option<usize> {
    let days = Days::parse(days, today).ok()?;
    Some(dates.iter().filter(|(date, _)| days.hold(*date)).map(|(_, count)| count).sum())
}

/// One end of a range of days.
#[derive(Debug, Clone, Copy)]
enum Bound {
    /// So many days, weeks, months or years before today.
    Ago(civil::Date),
    /// A day, month or year.
    Span(civil::Date, civil::Date),
}

impl Bound {
    fn parse(text: &str, today: Date) -> Option<Self> {
        let (now, _) = span(today)?;
        let day = |day: civil::Date| Self::Span(day, day);
        match text {
            "today" => Some(day(now)),
            "yesterday" => now.yesterday().ok().map(day),
            _ => match text.parse().ok().and_then(span) {
                Some((first, last)) => Some(Self::Span(first, last)),
                None => ago(text, now).map(Self::Ago),
            },
        }
    }

    fn first(self) -> civil::Date {
        match self {
            Self::Ago(first) | Self::Span(first, _) => first,
        }
    }

    fn last(self) -> civil::Date {
        match self {
            Self::Ago(last) | Self::Span(_, last) => last,
        }
    }
}

fn ago(text: &str, now: civil::Date) -> Option<civil::Date> {
    now.checked_sub(distance(text)?).ok()
}

/// So many days, weeks, months or years: `3d`, `2w`, `1m`, `1y`.
pub(super) fn distance(text: &str) -> Option<Span> {
    let unit = text.chars().next_back()?;
    let count: i32 = text.strip_suffix(unit)?.parse::<u16>().ok()?.into();
    match unit {
        'd' => Some(count.days()),
        'w' => Some(count.weeks()),
        'm' => Some(count.months()),
        'y' => Some(i16::try_from(count).ok()?.years()),
        _ => None,
    }
}

/// The first and the last day a date may mean.
pub(super) fn span(date: Date) -> Option<(civil::Date, civil::Date)> {
    let year = i16::try_from(date.year()).ok()?;
    let small = |part: Option<u8>| part.map_or(Some(1), |part| i8::try_from(part).ok());
    let first = civil::Date::new(year, small(date.month())?, small(date.day())?).ok()?;
    let last = match (date.month(), date.day()) {
        (_, Some(_)) => first,
        (Some(_), None) => first.last_of_month(),
        (None, None) => first.last_of_year(),
    };
    Some((first, last))
}

/// Some numbers: all from one to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numbers {
    least: usize,
    most: usize,
}

impl Numbers {
    /// Understands `400`, `>400`, `>=400`, `<400`, `<=400`, `10..20`, `10..` and `..20`.
    pub(super) fn parse(typed: &str) -> Result<Self, String> {
        Self::read(typed).ok_or_else(|| format!("`{typed}` is no number: write 400, >400, <=400 or 400..900"))
    }

    fn read(typed: &str) -> Option<Self> {
        let number =
            |text: &str| text.trim().parse::<u32>().ok().and_then(|number| usize::try_from(number).ok());
        let (least, most) = if let Some(rest) = typed.strip_prefix(">=") {
            (number(rest)?, usize::MAX)
        } else if let Some(rest) = typed.strip_prefix('>') {
            (number(rest)?.checked_add(1)?, usize::MAX)
        } else if let Some(rest) = typed.strip_prefix("<=") {
            (0, number(rest)?)
        } else if let Some(rest) = typed.strip_prefix('<') {
            (0, number(rest)?.checked_sub(1)?)
        } else if let Some((from, to)) = typed.split_once("..") {
            let least = if from.is_empty() { Some(0) } else { number(from) };
            let most = if to.is_empty() { Some(usize::MAX) } else { number(to) };
            (least?, most?)
        } else {
            (number(typed)?, number(typed)?)
        };
        (least <= most).then_some(Self { least, most })
    }

    /// Whether a number is among them.
    pub(super) fn hold(self, number: usize) -> bool {
        (self.least..=self.most).contains(&number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(written: &str) -> Date {
        written.parse().unwrap_or_else(|_| panic!("{written}"))
    }

    #[test]
    fn days_hold_what_they_name() {
        let today = date("2023-08-16");
        let probes = [
            ("2023", "2023-01-01 2023-12-31 2023-08 2023", "2022-12-31 2024-01-01"),
            ("2023-08", "2023-08-01 2023-08-31 2023-08", "2023-07-31 2023 2023-09"),
            ("2023-08-01..2023-08-31", "2023-08-01 2023-08 2023-08-31", "2023-07-31 2023"),
            ("2024-02", "2024-02-29 2024-02", "2024-03"),
            ("2w..", "2023-08-02 2023-08-16 2024", "2023-08-01 2023-08 2023"),
            ("2w", "2023-08-02 2023-08-16", "2023-08-01"),
            ("..1m", "2023-07-16 2022", "2023-07-17 2023"),
            ("1y..today", "2022-08-16 2023-08-16", "2022-08-15 2023-08-17"),
            ("TODAY", "2023-08-16", "2023-08-15 2023-08-17"),
            ("yesterday", "2023-08-15", "2023-08-16"),
            ("..", "0001 9999-12-31", ""),
            ("2022..2023-03", "2022 2023-03-31", "2023-04-01 2021-12-31"),
        ];
        for (typed, inside, outside) in probes {
            let days = Days::parse(typed, today).unwrap_or_else(|error| panic!("{error}"));
            for written in inside.split_whitespace() {
                assert!(days.hold(Some(date(written))), "{typed} should hold {written}");
            }
            for written in outside.split_whitespace() {
                assert!(!days.hold(Some(date(written))), "{typed} should not hold {written}");
            }
            assert!(!days.hold(None), "{typed} should not hold the undated");
        }
        let undated = Days::parse("none", today).unwrap_or_else(|error| panic!("{error}"));
        assert!(undated.hold(None) && !undated.hold(Some(today)));
    }

    #[test]
    fn impossible_days_are_refused() {
        let today = date("2023-08-16");
        let typed =
            ["2023-13", "8/2023", "2w...", "w", "2x..", "2023-08..2023-07", "tomorrow", "99999w", "é"];
        for typed in typed {
            assert!(Days::parse(typed, today).is_err(), "{typed}");
        }
    }

    #[test]
    fn numbers_hold_what_they_name() {
        let probes = [
            (">400", "401 9999", "400 0"),
            (">=400", "400 401", "399"),
            ("<5", "0 4", "5"),
            ("<=5", "0 5", "6"),
            ("10..20", "10 15 20", "9 21"),
            ("10..", "10 99", "9"),
            ("..20", "0 20", "21"),
            ("7", "7", "6 8"),
        ];
        for (typed, inside, outside) in probes {
            let numbers = Numbers::parse(typed).unwrap_or_else(|error| panic!("{error}"));
            let held = |list: &str| -> Vec<bool> {
                list.split_whitespace()
                    .filter_map(|number| number.parse().ok())
                    .map(|n| numbers.hold(n))
                    .collect()
            };
            assert!(held(inside).into_iter().all(|held| held), "{typed}");
            assert!(held(outside).into_iter().all(|held| !held), "{typed}");
        }
        for typed in ["", ">", "<0", "20..10", "many", "-3", "1.5", ">99999999999999999999"] {
            assert!(Numbers::parse(typed).is_err(), "{typed}");
        }
    }
}
