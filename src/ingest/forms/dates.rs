//! Dates as English pages write them. Knows nothing of where on a page a date may count.

use std::sync::LazyLock;

use crate::article::Date;

use super::clock;
use super::names::Names;
use super::sentence;
use super::short_dates::{self, DayOfYear};
use super::tokens::{Token, class, tokens};

/// How the page writes numeric dates, as far as it settles that itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::ingest) enum NumericOrder {
    /// Nothing on the page tells; `03/04/2020` stays unread.
    #[default]
    Unsettled,
    /// Day before month.
    DayFirst,
    /// Month before day.
    MonthFirst,
}

/// What a row of dates says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::ingest) struct DateRow {
    /// A date without a label, or labelled as the publication.
    pub(in crate::ingest) published: Option<Date>,
    /// A date labelled as an update.
    pub(in crate::ingest) updated: Option<Date>,
    /// A date labelled as the day the page was saved.
    pub(in crate::ingest) seen: Option<Date>,
    /// A day whose year the page tells elsewhere.
    pub(in crate::ingest) yearless: Option<DayOfYear>,
}

/// The longest line that is read as a row of dates, in bytes.
pub(super) const LONGEST_ROW: usize = 160;

/// Reads a line that holds dates, their labels and times, and nothing else.
pub(in crate::ingest) fn row(text: &str, order: NumericOrder) -> Option<DateRow> {
    if !holds_year(text.as_bytes()) {
        return short_dates::row(text, order);
    }
    if text.len() > LONGEST_ROW {
        return None;
    }
    if let Some(parted) = clock::parted_from_year(text) {
        return read_row(&tokens(&parted), order);
    }
    if row_tail(text) > 0 {
        return None;
    }
    read_row(&tokens(text), order)
}

/// A row of dates whose label stood apart: an update's, or the day the page was saved.
pub(in crate::ingest) fn relabelled(label: &str, row: DateRow) -> DateRow {
    let date = row.published.or(row.updated).or(row.seen);
    let is_update = tokens(label).iter().any(|token| token.is_any(UPDATED));
    if is_update {
        DateRow { updated: date, ..DateRow::default() }
    } else {
        DateRow { seen: date, ..DateRow::default() }
    }
}

/// Where a row of dates begins that ends the line, and what it says.
pub(in crate::ingest) fn trailing_row(text: &str, order: NumericOrder) -> Option<(usize, DateRow)> {
    let cut = text.len().saturating_sub(LONGEST_ROW);
    if !holds_year(text.as_bytes().get(cut..)?) {
        return None;
    }
    let tail = row_tail(text);
    let all = tokens(text.get(tail..)?);
    (0..all.len()).filter_map(|index| all.get(index..)).find_map(|rest| {
        let start = rest.first().map(|token| tail + token.start).filter(|&start| start >= cut)?;
        may_open_row(rest).then(|| read_row(rest, order)).flatten().map(|found| (start, found))
    })
}

/// Whether four digits stand together, as in every date that is read. Rules out most lines without parting them.
pub(in crate::ingest) fn holds_year(text: &[u8]) -> bool {
    // Most lines have no digit at all, which is seen sixteen bytes at once.
    let numbered = text.iter().fold(false, |numbered, byte| numbered | byte.is_ascii_digit());
    // A run of four covers a place whose number is a multiple of four.
    numbered
        && text.iter().enumerate().skip(3).step_by(4).any(|(at, byte)| {
            byte.is_ascii_digit() && {
                let near = text.get(at.saturating_sub(3)..(at + 4).min(text.len())).unwrap_or_default();
                near.windows(4).any(|four| four.iter().all(u8::is_ascii_digit))
            }
        })
}

/// Where the run of tokens begins that ends the text and holds only what a row of dates is made of; looks no
/// further back than a row may reach.
fn row_tail(text: &str) -> usize {
    let cut = text.len().saturating_sub(LONGEST_ROW);
    let mut tail = text.len();
    while let Some(last) = text.get(..tail).map(str::trim_end).filter(|open| open.len() > cut) {
        let kind = last.chars().next_back().map_or((false, false), class);
        let start = match kind {
            (false, false) => last.char_indices().next_back().map_or(0, |(at, _)| at),
            _ => last.trim_end_matches(|letter| class(letter) == kind).len(),
        };
        if !last.get(start..).is_some_and(may_stand_in_row) {
            break;
        }
        tail = start;
    }
    if text.get(..tail).is_some_and(|before| before.trim_end().is_empty()) { 0 } else { tail }
}

fn may_stand_in_row(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_digit()) || MARKS.contains(&text) || ROW_WORDS.hold(text)
}

/// Every word that a row of dates may hold.
static ROW_WORDS: LazyLock<Names> = LazyLock::new(|| {
    Names::of(&[&[UPDATED, PUBLISHED, SEEN, FILLING, WEEKDAYS, ORDINALS], &MONTHS[..]].concat())
});

/// The length of a full date at the start of the text, a weekday before it included.
pub(in crate::ingest) fn leading_date(text: &str, order: NumericOrder) -> Option<(usize, Date)> {
    let head = text.get(..text.len().min(64)).unwrap_or_default();
    // Most texts begin with a word that no date begins with.
    let first = head.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    if !head.starts_with(|letter: char| letter.is_ascii_digit() || " ,".contains(letter))
        && !ROW_WORDS.hold(first)
    {
        return None;
    }
    let all = tokens(head);
    let skip = all.iter().take_while(|token| is_weekday(token) || token.is(",")).count();
    let rest = all.get(skip..)?;
    let (read, used) = read_date(rest, order)?;
    let last = rest.get(used.checked_sub(1)?)?;
    read.filter(|date| date.day().is_some()).map(|date| (last.start + last.text.len(), date))
}

/// The length of `date 2023-11-10` at the start of a line, and the date; the day may be missing.
pub(in crate::ingest) fn stamp(text: &str) -> Option<(usize, Option<Date>)> {
    let rest = sentence::strip_prefix_folded(text, "date")?;
    let written = rest.trim_start_matches([' ', ':']);
    if written.len() == rest.len() {
        return None;
    }
    let length = written.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'-').count();
    let digits = written.get(..length)?;
    let behind = written.get(length..)?;
    let shaped =
        matches!(digits.len(), 7 | 10) && digits.split('-').next().is_some_and(|year| year.len() == 4);
    let apart = behind.is_empty() || behind.starts_with(' ');
    (shaped && apart).then(|| (text.len() - behind.len(), digits.parse().ok()))
}

/// Whether a token may stand beside a date and say nothing.
pub(super) fn fills(token: &Token<'_>) -> bool {
    is_filling(token) || is_weekday(token) || is_clock_number(token)
}

/// Whether the word says what the date behind it is: `Published`, `Updated:`.
pub(in crate::ingest) fn is_label(word: &str) -> bool {
    let bare = word.trim_end_matches(':');
    [UPDATED, PUBLISHED].iter().any(|list| list.iter().any(|known| known.eq_ignore_ascii_case(bare)))
}

pub(super) const UPDATED: &[&str] = &["updated", "update", "modified", "edited", "revised", "changed"];
const SEEN: &[&str] = &["retrieved", "accessed", "crawled", "saved", "archived", "downloaded", "captured"];
const PUBLISHED: &[&str] = &[
    "published",
    "posted",
    "date",
    "created",
    "issued",
    "publication",
    "publish",
    "release",
    "released",
    "filed",
];
/// Words that may stand among dates and times and say nothing about them.
const FILLING: &[&str] = &[
    "on", "at", "last", "first", "of", "am", "pm", "a", "m", "p", "gmt", "utc", "est", "edt", "et", "pst",
    "pdt", "cet", "cest", "bst", "ist", "ast", "eat", "wat", "cat", "msk", "sgt", "hkt", "jst", "kst",
    "aest", "gst", "pkt", "pht", "wib", "mst", "cst", "sast", "trt", "eet", "eest", "irst", "ict", "myt",
    "nzst", "nzdt", "aedt", "brt", "local", "time", "hrs", "h", "hours", "noon", "t", "z", "min", "mins",
    "minute", "minutes", "read", "eastern", "pacific", "daylight", "standard",
];
const ORDINALS: &[&str] = &["st", "nd", "rd", "th"];
const MARKS: &[&str] = &[",", ".", ":", "-", "–", "—", "|", "/", "·", "•", "(", ")", "+", ";", "@", "[", "]"];
const WEEKDAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
];
const MONTHS: [&[&str]; 12] = [
    &["january", "jan"],
    &["february", "feb"],
    &["march", "mar"],
    &["april", "apr"],
    &["may"],
    &["june", "jun"],
    &["july", "jul"],
    &["august", "aug"],
    &["september", "sept", "sep"],
    &["october", "oct"],
    &["november", "nov"],
    &["december", "dec"],
];

fn is_weekday(token: &Token<'_>) -> bool {
    token.is_any(WEEKDAYS)
}

pub(super) fn month(token: &Token<'_>) -> Option<u8> {
    let at = MONTHS.iter().position(|names| token.is_any(names))?;
    u8::try_from(at + 1).ok()
}

fn may_open_row(tokens: &[Token<'_>]) -> bool {
    let labels = |token: &Token<'_>| Label::of(token).is_some() || token.is_any(&["last", "first"]);
    let opens = tokens.first().is_some_and(|token| labels(token) || is_weekday(token));
    opens || read_date(tokens, NumericOrder::Unsettled).is_some()
}

/// What the word before a date makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    Published,
    Updated,
    Seen,
}

impl Label {
    fn of(token: &Token<'_>) -> Option<Self> {
        let lists = [(UPDATED, Self::Updated), (PUBLISHED, Self::Published), (SEEN, Self::Seen)];
        lists.into_iter().find(|(list, _)| token.is_any(list)).map(|(_, label)| label)
    }
}

fn read_row(tokens: &[Token<'_>], order: NumericOrder) -> Option<DateRow> {
    let mut row = DateRow::default();
    let (mut label, mut dates, mut at) = (Label::Published, 0, 0);
    while let Some(rest) = tokens.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some((date, used)) = read_date(rest, order) {
            let slot = match label {
                Label::Published => &mut row.published,
                Label::Updated => &mut row.updated,
                Label::Seen => &mut row.seen,
            };
            *slot = slot.or(date);
            dates += 1;
            at += used;
            continue;
        }
        let token = rest.first()?;
        if let Some(found) = Label::of(token) {
            label = found;
        } else if !is_filling(token) && !is_weekday(token) && !is_clock_number(token) && !is_zone(tokens, at)
        {
            return None;
        }
        at += 1;
    }
    (dates > 0).then_some(row)
}

fn is_filling(token: &Token<'_>) -> bool {
    token.is_any(FILLING) || token.is_any(MARKS)
}

/// The digits of an offset from Greenwich: `+0000`, `-0530`.
fn is_zone(tokens: &[Token<'_>], at: usize) -> bool {
    let signed =
        at.checked_sub(1).and_then(|sign| tokens.get(sign)).is_some_and(|sign| sign.is_any(&["+", "-"]));
    signed
        && tokens
            .get(at)
            .is_some_and(|token| token.text.len() == 4 && token.number().is_some_and(|zone| zone <= 1400))
}

fn is_clock_number(token: &Token<'_>) -> bool {
    token.text.len() <= 2 && token.number().is_some_and(|value| value < 60)
}

/// A date at the start of the tokens and how many of them it takes. A numeric date whose order is not settled
/// is a date of unknown value.
fn read_date(tokens: &[Token<'_>], order: NumericOrder) -> Option<(Option<Date>, usize)> {
    read_iso(tokens).or_else(|| read_month_first(tokens)).or_else(|| read_day_first(tokens)).or_else(|| {
        let (first, second, year) = numeric_parts(tokens)?;
        // Full stops stand only in dates that begin with the day.
        let dotted = tokens.get(1).is_some_and(|mark| mark.is("."));
        let order = if dotted { NumericOrder::DayFirst } else { order };
        Some((numeric_date(first, second, year, order), 5))
    })
}

/// `2023-11-10`, `2023/11/10`.
fn read_iso(tokens: &[Token<'_>]) -> Option<(Option<Date>, usize)> {
    let [year, first, month, second, day, ..] = tokens else { return None };
    if year.text.len() != 4 || first.text != second.text || !first.is_any(&["-", "/", "."]) {
        return None;
    }
    let date = day_of(year.number()?, u8::try_from(month.number()?).ok()?, day.number()?)?;
    Some((Some(date), 5))
}

/// `November 10, 2023`, `Nov. 10th 2023`, `November 2023`.
fn read_month_first(tokens: &[Token<'_>]) -> Option<(Option<Date>, usize)> {
    let month = month(tokens.first()?)?;
    let mut at = 1 + usize::from(tokens.get(1).is_some_and(|token| token.is(".") || token.is("-")));
    let first = tokens.get(at)?.number()?;
    if tokens.get(at)?.text.len() == 4 {
        return Some((Date::month_of(first, month).ok(), at + 1));
    }
    at += 1;
    at += tokens
        .get(at..)?
        .iter()
        .take(2)
        .take_while(|token| token.is_any(ORDINALS) || token.is_any(&[",", "-"]))
        .count();
    let year = tokens.get(at).filter(|token| token.text.len() == 4)?.number()?;
    Some((Some(day_of(year, month, first)?), at + 1))
}

/// `10 November 2023`, `10th of Nov., 2023`.
fn read_day_first(tokens: &[Token<'_>]) -> Option<(Option<Date>, usize)> {
    let day = tokens.first()?.number()?;
    let skip = |at: usize, texts: &[&str]| {
        let rest = tokens.get(at..).unwrap_or_default();
        at + rest.iter().take(2).take_while(|token| token.is_any(texts)).count()
    };
    let at = skip(1, &["st", "nd", "rd", "th", "of", "-", "."]);
    let month = month(tokens.get(at)?)?;
    let at = skip(at + 1, &[".", ",", "-"]);
    let year = tokens.get(at).filter(|token| token.text.len() == 4)?.number()?;
    Some((Some(day_of(year, month, day)?), at + 1))
}

/// The numbers of `24/09/2019`, `24.09.2019` or `24-09-2019`.
pub(super) fn numeric_parts(tokens: &[Token<'_>]) -> Option<(u16, u16, u16)> {
    let [first, mark, second, again, year, ..] = tokens else { return None };
    let shaped = mark.text == again.text && mark.is_any(&["/", ".", "-"]) && year.text.len() == 4;
    let small = |token: &Token<'_>| {
        token.number().filter(|&value| (1..=31).contains(&value) && token.text.len() <= 2)
    };
    if shaped { Some((small(first)?, small(second)?, year.number()?)) } else { None }
}

pub(super) fn numeric_date(first: u16, second: u16, year: u16, order: NumericOrder) -> Option<Date> {
    let date = |month: u16, day: u16| day_of(year, u8::try_from(month).ok()?, day);
    match (date(second, first), date(first, second), order) {
        (Some(only), None, _) | (None, Some(only), _) => Some(only),
        (Some(day_first), Some(_), NumericOrder::DayFirst) => Some(day_first),
        (Some(_), Some(month_first), NumericOrder::MonthFirst) => Some(month_first),
        (Some(one), Some(other), NumericOrder::Unsettled) => (one == other).then_some(one),
        (None, None, _) => None,
    }
}

fn day_of(year: u16, month: u8, day: u16) -> Option<Date> {
    Date::day_of(year, month, u8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ingest::forms::numeric::numeric_order;

    fn date(written: &str) -> Option<Date> {
        written.parse().ok()
    }

    #[test]
    fn rows_of_english_pages_are_read() {
        let table = [
            ("2023-11-10", "2023-11-10"),
            ("10 November 2023", "2023-11-10"),
            ("November 10, 2023", "2023-11-10"),
            ("Nov. 10, 2023", "2023-11-10"),
            ("Sunday, May 19, 2019", "2019-05-19"),
            ("Sunday 19th of May 2019", "2019-05-19"),
            ("May 2019", "2019-05"),
            ("Published: 4 Sept. 2019 10:31 a.m. GMT", "2019-09-04"),
            ("Posted on Nov 10, 2023 at 7 pm", "2023-11-10"),
            ("24/09/2019", "2019-09-24"),
            ("09/24/2019", "2019-09-24"),
            ("05.05.2020", "2020-05-05"),
            ("2023-11-10T12:30:00Z", "2023-11-10"),
            ("12:30 | 10 November 2023", "2023-11-10"),
            ("Tue, 10 Nov 2023 10:31:00 +0530", "2023-11-10"),
        ];
        for (line, expected) in table {
            let found = row(line, NumericOrder::Unsettled);
            assert_eq!(
                found,
                Some(DateRow { published: date(expected), updated: None, seen: None, ..DateRow::default() }),
                "{line}"
            );
        }
    }

    #[test]
    fn updates_are_told_from_publication() {
        let found = row("January 7, 2019 Updated: January 8, 2019 10:31 a.m.", NumericOrder::Unsettled);
        assert_eq!(
            found,
            Some(DateRow {
                published: date("2019-01-07"),
                updated: date("2019-01-08"),
                seen: None,
                ..DateRow::default()
            })
        );
        let found = row("Updated 24 September 2019", NumericOrder::Unsettled);
        assert_eq!(
            found,
            Some(DateRow { published: None, updated: date("2019-09-24"), seen: None, ..DateRow::default() })
        );
    }

    #[test]
    fn ambiguous_numbers_need_a_page_that_settles_them() {
        assert_eq!(row("03/04/2020", NumericOrder::Unsettled), Some(DateRow::default()));
        let settled = numeric_order(["Updated 24/03/2020"].into_iter());
        assert_eq!(row("03/04/2020", settled).and_then(|row| row.published), date("2020-04-03"));
        let torn = numeric_order(["24/03/2020", "03/24/2020"].into_iter());
        assert_eq!(torn, NumericOrder::Unsettled);
    }

    #[test]
    fn prose_and_numbers_are_no_rows() {
        for line in ["On May 19, 2019 he left", "19", "1 / 2", "Fighting in May", "", "2019 budget"] {
            assert_eq!(row(line, NumericOrder::Unsettled), None, "{line}");
        }
    }

    #[test]
    fn a_row_is_found_at_the_end_of_a_line() {
        let line = "Fire kills three JOHN SMITH January 7, 2019 Updated: January 7, 2019 10:31 a.m.";
        let (start, found) = trailing_row(line, NumericOrder::Unsettled).unwrap();
        assert_eq!(line.get(..start), Some("Fire kills three JOHN SMITH "));
        assert_eq!(found.updated, date("2019-01-07"));
    }

    #[test]
    fn a_leading_date_takes_its_weekday() {
        let (length, found) =
            leading_date("Sunday, May 19, 2019 Election ends", NumericOrder::Unsettled).unwrap();
        assert_eq!((length, Some(found)), (20, date("2019-05-19")));
        assert_eq!(leading_date("May 2019", NumericOrder::Unsettled), None);
    }

    /// A row that ends the text, looked for from every one of its tokens.
    fn trailing_row_from_anywhere(text: &str) -> Option<(usize, DateRow)> {
        let cut = text.len().saturating_sub(LONGEST_ROW);
        let all = tokens(text);
        (0..all.len()).filter_map(|index| all.get(index..)).find_map(|rest| {
            let start = rest.first().map(|token| token.start).filter(|&start| start >= cut)?;
            let found = may_open_row(rest).then(|| read_row(rest, NumericOrder::Unsettled)).flatten();
            found.map(|found| (start, found))
        })
    }

    proptest! {
        #[test]
        fn lines_ruled_out_by_their_ends_are_no_rows(words in prop::collection::vec(
            "(May|Updated:|Retrieved|on|by|Monday|st|[0-9]{1,2}|2019|20190|2019-05-04|4/5/2019|[,.|:–-]|at 10:31 a\\.m\\.|é|left|½|x{150}) ?", 0..9
        )) {
            let text = words.concat();
            let read = |text: &str| read_row(&tokens(text), NumericOrder::Unsettled);
            let slowly = if !holds_year(text.as_bytes()) {
                short_dates::row(&text, NumericOrder::Unsettled)
            } else if text.len() > LONGEST_ROW {
                None
            } else {
                clock::parted_from_year(&text).map_or_else(|| read(&text), |parted| read(&parted))
            };
            prop_assert_eq!(row(&text, NumericOrder::Unsettled), slowly);
            prop_assert_eq!(trailing_row(&text, NumericOrder::Unsettled), trailing_row_from_anywhere(&text));
        }
    }
}
