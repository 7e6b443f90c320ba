//! Rows under or above a headline that name dates, people, agencies and places, parted by marks, in any order. Says
//! nothing about where on a page such a row may stand.

use memchr::memchr_iter;

use super::shape::Shape;
use crate::ingest::forms::byline::{self, Byline};
use crate::ingest::forms::dates::{self, DateRow, NumericOrder};
use crate::ingest::forms::{control, sentence, site};

/// The longest row, in bytes.
const LONGEST: usize = 140;
/// The marks that part a row.
const MARKS: &[&str] = &[" | ", " / ", " · ", " • ", " » ", " ● ", " -- ", " – ", " — ", " - ", " /", "|"];

/// The parts of a row, each with its shape; none where one of them is something else.
pub(super) fn parts(text: &str, order: NumericOrder) -> Option<Vec<(&str, Shape)>> {
    if let Some(row) = open_row(text) {
        return Some(row);
    }
    let undated = || !dates::holds_year(text.as_bytes());
    if text.len() > LONGEST || sentence::ends_sentence(text) || undated() || dates::row(text, order).is_some()
    {
        return None;
    }
    bracketed(text, order).or_else(|| parted(text, order)).or_else(|| scattered(text, order))
}

/// Names in a row that a mark leaves open for the date below: `Jane Doe · Port News ·`.
fn open_row(text: &str) -> Option<Vec<(&str, Shape)>> {
    let open = text.trim_end_matches(['|', '·', '•', '●']);
    let row = open.strip_suffix(' ').filter(|_| open.len() < text.len())?;
    let mut parts = row.split(['|', '·', '•', '●']).map(str::trim);
    let first = parts.next().filter(|first| byline::is_bare_name(first))?;
    let named = |part: &str| sentence::words(part) <= 4 && part.split(' ').all(sentence::is_capitalised);
    let byline = Byline { names: Some(first.to_owned()), agency: None };
    (text.len() <= LONGEST && parts.all(named)).then(|| vec![(text, Shape::Byline(byline))])
}

/// A row within brackets: `[The Port Post, 3 May 2019]`.
fn bracketed(text: &str, order: NumericOrder) -> Option<Vec<(&str, Shape)>> {
    let inner = text.strip_prefix('[')?.strip_suffix(']').filter(|inner| !inner.contains(['[', ']']))?;
    let row = dates::row(inner, order).or_else(|| {
        let (start, row) = dates::trailing_row(inner, order)?;
        let before = inner.get(..start)?.trim_end_matches([' ', ',', '-', '|']);
        (sentence::words(before) <= 5 && before.split(' ').all(is_named)).then_some(row)
    })?;
    Some(vec![(text, Shape::DateRow(row))])
}

/// A row whose every part is read by itself.
fn parted(text: &str, order: NumericOrder) -> Option<Vec<(&str, Shape)>> {
    let may_part = |at: usize| {
        text.get(at + 1..).is_some_and(|rest| rest.starts_with(['|', '/', '·', '•', '●', '»', '-', '–', '—']))
    };
    let parted = text.contains('|') || memchr_iter(b' ', text.as_bytes()).any(may_part);
    let mark = if parted { MARKS.iter().find(|mark| text.contains(**mark)).copied() } else { None };
    let printed: Vec<&str> = match mark {
        Some(mark) => text.split_inclusive(mark).map(str::trim).collect(),
        None => placed_date(text, order)
            .or_else(|| signed_date(text, order))
            .or_else(|| labelled_date(text, order))?
            .into(),
    };
    let read: Option<Vec<(&str, Shape)>> =
        printed.into_iter().map(|part| Some((part, read(without_mark(part), order)?))).collect();
    let read = read?;
    let dated = read.iter().any(|(_, shape)| matches!(shape, Shape::DateRow(_)));
    (dated && read.len() >= 2).then_some(read)
}

/// The most words of a row that names more than can be told apart.
const MOST_WORDS: usize = 18;

/// A row that has a whole date with the time or between marks, and names besides: `All News 10:31 May 3, 2019`.
fn scattered(text: &str, order: NumericOrder) -> Option<Vec<(&str, Shape)>> {
    let may_be_known = text.contains(':')
        || sentence::strip_prefix_folded(text, "by ").is_some()
        || text.split(' ').filter(|word| !word.contains(char::is_alphanumeric)).count() >= 2;
    if !may_be_known {
        return None;
    }
    let mut starts = std::iter::once(0).chain(memchr_iter(b' ', text.as_bytes()).map(|at| at + 1));
    let (start, length, date) = starts.find_map(|at| {
        dates::leading_date(text.get(at..)?, order).map(|(length, date)| (at, length, date))
    })?;
    let (before, after) = (text.get(..start)?, text.get(start + length..)?);
    let words = || before.split(' ').chain(after.split(' ')).filter(|word| !word.is_empty());
    let is_time = |word: &str| {
        word.split(':').count() == 2
            && word.trim_end_matches(',').split(':').all(|part| part.parse::<u8>().is_ok())
    };
    let is_mark = |word: &str| !word.contains(char::is_alphanumeric);
    let timed = words().any(is_time);
    let marks = words().filter(|word| is_mark(word)).count();
    let named = words().all(|word| is_mark(word) || is_time(word) || is_named(word) || is_joining(word));
    let known = timed || marks >= 2 || sentence::strip_prefix_folded(before, "by ").is_some();
    let fits = words().count() <= MOST_WORDS
        && words().filter(|word| word.len() > 3 && !is_named(word)).count() <= 3;
    if !(named && known && fits) {
        return None;
    }
    let row = Shape::DateRow(DateRow { published: Some(date), ..DateRow::default() });
    let signed = before.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    match byline::byline(signed) {
        Some(byline) => {
            let cut = signed.len();
            Some(vec![(text.get(..cut)?, Shape::Byline(byline)), (text.get(cut..)?.trim_start(), row)])
        }
        None => Some(vec![(text, row)]),
    }
}

/// A capitalised word or a number.
fn is_named(word: &str) -> bool {
    let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    sentence::is_capitalised(word) || bare.is_empty() || bare.bytes().all(|byte| byte.is_ascii_digit())
}

/// A small word between names, times and dates.
fn is_joining(word: &str) -> bool {
    let plain = sentence::plain(word);
    let joining = [
        "by",
        "in",
        "on",
        "at",
        "of",
        "and",
        "the",
        "from",
        "for",
        "am",
        "pm",
        "a",
        "p",
        "m",
        "last",
        "first",
        "updated",
        "published",
        "posted",
        "hrs",
        "min",
        "read",
    ];
    joining.contains(&plain.as_str())
}

/// Whether the line is such a row, however its dates are to be read.
pub(super) fn is_row(text: &str) -> bool {
    parts(text, NumericOrder::Unsettled).is_some()
}

fn without_mark(part: &str) -> &str {
    part.trim_end_matches([' ', '|', '/', '·', '•', '●', '–', '—', '-'])
}

fn read(part: &str, order: NumericOrder) -> Option<Shape> {
    if let Some(row) = dates::row(part, order) {
        return Some(Shape::DateRow(row));
    }
    if let Some(byline) = byline::byline(part).or_else(|| named(part)) {
        return Some(Shape::Byline(byline));
    }
    if site::is_masthead(part) || site::is_section(part) {
        return Some(Shape::Byline(Byline::default()));
    }
    if is_age(part) || is_time_of_change(part) {
        return Some(Shape::Control(control::AGE));
    }
    let names = byline::is_bare_name(part).then(|| part.to_owned());
    (names.is_some() || is_place(part)).then_some(Shape::Byline(Byline { names, agency: None }))
}

/// `Last update: 2 years 3 months ago`.
fn is_age(part: &str) -> bool {
    part.ends_with(" ago")
        && sentence::words(part) <= 8
        && part.bytes().any(|byte| byte.is_ascii_digit())
        && dates::is_label(part.split([' ', ':']).find(|word| *word != "Last").unwrap_or_default())
}

/// `Updated 9:58 pm IST - PORT BLUE`: a label and a time, and what stands behind it in capitals.
fn is_time_of_change(part: &str) -> bool {
    let mut words = part.split(' ');
    let labelled = words.next().is_some_and(dates::is_label);
    let is_time =
        |word: &str| word.contains(':') && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    let follows = |word: &str| {
        is_time(word)
            || !word.contains(char::is_alphabetic)
            || sentence::is_all_caps(word)
            || ["am", "pm"].contains(&word)
    };
    labelled && part.split(' ').any(is_time) && words.all(follows)
}

/// `Source: Xinhua`, `Editor: huaxia`, `by admin`, `Posted by Jane Doe`.
fn named(part: &str) -> Option<Byline> {
    let labels = [
        "source:",
        "editor:",
        "author:",
        "from:",
        "posted by ",
        "by ",
        "published by ",
        "written by ",
        "post by ",
        "in ",
        "story by ",
    ];
    let (label, name) =
        labels.iter().find_map(|label| Some((*label, sentence::strip_prefix_folded(part, label)?.trim())))?;
    let short = (1..=4).contains(&sentence::words(name)) && !sentence::ends_sentence(name);
    let known = byline::named(name);
    let agency = known.agency.or_else(|| label.starts_with("source").then(|| name.to_owned()));
    let names = known.names.filter(|_| agency.is_none() && !label.starts_with("editor"));
    short.then_some(Byline { names, agency })
}

/// `Paris, 2 November 2019`: a place of one word and a full date; of several words it may be a scene.
fn placed_date(text: &str, order: NumericOrder) -> Option<[&str; 2]> {
    let (place, date) = text.split_once(", ")?;
    let whole = dates::leading_date(date, order).is_some_and(|(length, _)| length == date.len());
    let placed = is_place(place) && sentence::words(place) == 1;
    (whole && (placed || site::is_masthead(place))).then_some([place, date])
}

/// `August 29, 2019 by admin`, `Posted by admin on August 29, 2019`.
fn signed_date(text: &str, order: NumericOrder) -> Option<[&str; 2]> {
    let lower = text.to_ascii_lowercase();
    let by = lower.find(" by ").map(|at| at + 1).or_else(|| lower.starts_with("by ").then_some(0))?;
    let (before, name) = text.split_at_checked(by)?;
    // `by Jane Doe, posted in Harbour, Ships`: the sections say nothing of the author.
    let name = name.split_once(", posted in ").map_or(name, |(name, _)| name);
    if dates::row(before, order).is_some() {
        return Some([before.trim_end(), name]);
    }
    let on = name.to_ascii_lowercase().rfind(" on ")?;
    let labelled = before.is_empty() || sentence::words(before) == 1;
    let cut = by + on + 1;
    let (signature, date) = text.split_at_checked(cut)?;
    (labelled && dates::row(date, order).is_some()).then_some([signature.trim_end(), date])
}

/// `HARBOUR May 3, 2019`: a label in capitals of one word and a whole date.
fn labelled_date(text: &str, order: NumericOrder) -> Option<[&str; 2]> {
    let (label, date) = text.split_once(' ')?;
    let whole = || dates::leading_date(date, order).is_some_and(|(length, _)| length == date.len());
    (sentence::is_all_caps(label) && label.chars().all(char::is_alphabetic) && whole())
        .then_some([label, date])
}

/// One to three capitalised words without a figure.
fn is_place(text: &str) -> bool {
    let spelled = |letter: char| letter.is_alphabetic() || letter.is_whitespace() || ".'’-".contains(letter);
    (1..=3).contains(&sentence::words(text))
        && text.split_whitespace().all(sentence::is_capitalised)
        && text.chars().all(spelled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_in_any_order() {
        let rows = [
            "2 November 2019 | Reuters",
            "Reuters | 2 November 2019",
            "Nov 2, 2019 | Port Blue",
            "Niamey, 2 November 2019",
            "PTI | Nairobi | 2 November 2019",
            "TNN / Nov 2, 2019, 10:31 IST",
            "3 May 2019 | Jane Doe",
            "Source: Xinhua | 2019-11-02 10:31:22 | Editor: huaxia",
            "November 2, 2019 by admin",
            "Posted by admin on November 2, 2019",
            "Saturday 2 November 2019 10:31, UK",
            "All News 10:31 November 02, 2019",
            "By Jane Doe, Port News - Nov 2, 2019 - 10:31 | All, World",
            "Jane Doe -- The Port Post -- November 2, 2019",
            "[The Port Post, 2 November 2019]",
            "Gannet Times, 2 November 2019",
        ];
        for text in rows {
            assert!(is_row(text), "{text}");
        }
    }

    #[test]
    fn scenes_and_sentences_are_no_rows() {
        let lines = [
            "Soldiers in the port of Port Blue, 2 November 2019",
            "The talks - the first since 2 May 2019 - failed",
            "Mali | Niger",
            "Jane Doe - Port Blue",
            "Old Harbour, 2 November 2019",
            "Niamey, 2 November 2019.",
            "Port Blue Votes On 2 November 2019",
            "Soldiers patrol a road at 10:31 on 2 November 2019",
        ];
        for text in lines {
            assert!(!is_row(text), "{text}");
        }
    }
}
