//! Cuts lines that hold several things into pieces: a crawler's ` date 2023-11-10 ` before a text, a section glued
//! to its headline, a headline with its byline and dates.

use std::collections::HashSet;

use crate::article::Lines;

use super::lines::{Line, Setting};
use super::meta;
use super::neighbours;
use super::records::Records;
use super::shape::{self, Shape};
use crate::ingest::forms::dates::{self, DateRow, NumericOrder};
use crate::ingest::forms::field::{Field, Labelled};
use crate::ingest::forms::{byline, contact, control, ending, numeric, prose, sentence, site};

/// A part of a page that has one role: a line, several that were wrapped, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// The cleaned text, white space folded.
    pub(super) text: String,
    /// Where it stood.
    pub(super) lines: Lines,
    /// How many blank lines stand before it.
    pub(super) gap: u32,
    /// What it looks like by itself.
    pub(super) shape: Shape,
    /// Whether a document of an export begins here.
    pub(super) opens: bool,
    /// The numbers of links that were taken out of its line.
    pub(super) marks: Option<String>,
}

/// Cuts the lines into pieces and looks at each.
pub(super) fn pieces(lines: &[Line]) -> Vec<Piece> {
    let order = numeric::numeric_order(lines.iter().map(|line| line.text.as_str()));
    let mut pieces = Vec::with_capacity(lines.len() + 8);
    let records = Records::of(lines);
    let sites = sites(lines);
    let mut is_top = true;
    for (at, line) in lines.iter().enumerate() {
        let (mut gap, mut opens) = (line.gap, records.opens(at));
        // Labelled rows above the headline are no part of the page itself.
        let top = is_top;
        let labelled = records.labelled(at, line);
        is_top = top && labelled.is_some();
        let mut marks = line.marks.clone();
        let ruled = if labelled.is_none() { ruled_row(&line.text, order) } else { None };
        let parts = match labelled {
            _ if line.menu => vec![(line.text.as_str(), Shape::Control(control::MENU))],
            _ if line.setting == Setting::Quoted => vec![(line.text.as_str(), Shape::Quote)],
            _ if line.setting == Setting::Preformatted => vec![(line.text.as_str(), Shape::Preformatted)],
            Some(found) => cut_field(&line.text, &found, order),
            None => match ruled {
                Some(row) => {
                    opens = true;
                    vec![(line.text.as_str(), Shape::DateRow(row))]
                }
                None => cut_titled(&line.text, top || sites.contains(site_of(&line.text)), order),
            },
        };
        for (text, shape) in parts {
            pieces.push(Piece {
                text: text.to_owned(),
                lines: line.lines,
                gap,
                shape,
                opens,
                marks: marks.take(),
            });
            (gap, opens) = (0, false);
        }
    }
    neighbours::compare(pieces, order)
}

/// Names behind headlines that stand behind several of the page.
fn sites(lines: &[Line]) -> HashSet<&str> {
    let (mut once, mut often) = (HashSet::new(), HashSet::new());
    for name in lines.iter().map(|line| site_of(&line.text)).filter(|name| !name.is_empty()) {
        if !once.insert(name) {
            often.insert(name);
        }
    }
    often
}

fn site_of(text: &str) -> &str {
    if text.len() > LONGEST_ROW { "" } else { site::site_suffix(text).map_or("", |(_, name)| name) }
}

/// Cuts the name of the site off a headline, where one may stand there.
fn cut_titled(text: &str, may_be_named: bool, order: NumericOrder) -> Vec<(&str, Shape)> {
    let may_be_named = may_be_named && text.len() <= LONGEST_ROW;
    let named = if may_be_named { site::site_suffix(text) } else { None };
    match named.filter(|_| shape::is_title(text) && !meta::is_row(text)) {
        Some((headline, name)) if shape::is_title(headline) || sentence::breaks_off(headline) => {
            vec![(headline, shape::shape(headline, order)), (name, Shape::Control(control::SITE))]
        }
        _ => cut(text, order),
    }
}

/// `=== The Port Post, 3 May 2019 ===`: a line drawn across the page with a date in it begins an article.
fn ruled_row(text: &str, order: NumericOrder) -> Option<DateRow> {
    let marks = ['=', '*', '#', '~', '-', '—'];
    let inner = text.trim_matches(marks);
    let drawn = text.len() >= inner.len() + 4 && text.starts_with(marks) && text.ends_with(marks);
    let inner = inner.trim();
    let row = || {
        let (start, row) = dates::trailing_row(inner, order)?;
        (sentence::words(inner.get(..start)?) <= 6).then_some(row)
    };
    if drawn && inner.len() <= LONGEST_ROW { dates::row(inner, order).or_else(row) } else { None }
}

/// The parts of a labelled row: a headline or a text stands apart from its label, other rows are one piece.
fn cut_field<'a>(text: &'a str, found: &Labelled<'a>, order: NumericOrder) -> Vec<(&'a str, Shape)> {
    let value = found.value;
    let row = || dates::row(value, order);
    let shape = match found.field {
        Field::Headline if !value.is_empty() => {
            return vec![(found.label, Shape::Label), (value, Shape::Title)];
        }
        Field::Text if !value.is_empty() => {
            let mut parts = vec![(found.label, Shape::Control(control::FIELD))];
            parts.extend(cut(value, order));
            return parts;
        }
        Field::Byline if !value.is_empty() => Some(Shape::Byline(byline::named(value))),
        Field::Date => row().map(Shape::DateRow),
        Field::OtherDate => row().map(|row| Shape::DateRow(dates::relabelled(found.label, row))),
        Field::Address => contact::address(value).map(|_| Shape::Address),
        Field::Headline | Field::Text | Field::Byline | Field::Source | Field::Other => None,
    };
    let known = || control::labelled(text).unwrap_or(control::FIELD);
    vec![(text, shape.unwrap_or_else(|| Shape::Control(known())))]
}

/// The parts of one line, each with its shape.
fn cut(text: &str, order: NumericOrder) -> Vec<(&str, Shape)> {
    if prose::is_prose(text) && dates::stamp(text).is_none() && site::glued_section(text).is_none() {
        return vec![(text, Shape::Prose)];
    }
    let mut parts = Vec::with_capacity(1);
    let mut rest = shape::without_emphasis(text);
    if let Some((label, caption)) = control::labelled_caption(rest) {
        return vec![(label, Shape::Control(control::PICTURE)), (caption, Shape::Caption)];
    }
    if let Some(length) = ending::glued_end(rest) {
        let mut parts = cut(part(rest, 0, length), order);
        parts.push((part(rest, length, rest.len()), Shape::Control(control::END)));
        return parts;
    }
    if let Some((length, date)) = dates::stamp(rest) {
        parts.push((part(rest, 0, length), Shape::Stamp(date)));
        rest = part(rest, length, rest.len());
        if let Some(length) = clock(rest).or_else(|| stray_date(rest, order)) {
            parts.push((part(rest, 0, length), shape::shape(part(rest, 0, length), order)));
            rest = part(rest, length, rest.len());
        }
    }
    if let Some(row) = quoted_mail(rest, order) {
        return vec![(rest, Shape::DateRow(row))];
    }
    if parts.is_empty()
        && let Some(length) = dated_title(rest, order)
    {
        parts.push((part(rest, 0, length), shape::shape(part(rest, 0, length), order)));
        rest = part(rest, length, rest.len()).trim_start_matches(['-', '–', '—', '|', ':', ' ']);
    }
    if let Some(length) = site::glued_section(rest) {
        parts.push((part(rest, 0, length), Shape::Title));
        rest = part(rest, length, rest.len());
    }
    if !rest.is_empty() {
        cut_row(rest, order, !parts.is_empty(), &mut parts);
    }
    parts
}

pub(super) fn part(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or_default().trim()
}

/// A clock time that was left behind the stamp, with a text behind it: `12:30 Talks resume`.
fn clock(text: &str) -> Option<usize> {
    let length = text.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b':').count();
    let behind = text.get(length..)?;
    let shaped =
        text.get(..length)?.split(':').all(|part| part.len() == 2) && text.get(..length)?.contains(':');
    (shaped && behind.starts_with(' ')).then_some(length)
}

/// `On Fri, May 3, 2019 at 10:31 AM Jane Doe <jane@port.example> wrote:` above a mail that is quoted.
fn quoted_mail(text: &str, order: NumericOrder) -> Option<DateRow> {
    let inner = text.strip_prefix("On ")?.strip_suffix(" wrote:")?;
    let (_, date) = dates::leading_date(inner, order)?;
    Some(DateRow { published: Some(date), ..DateRow::default() })
}

/// A long date before a text that does not go on from it: `Sunday, May 19, 2019 Talks resume`.
fn stray_date(text: &str, order: NumericOrder) -> Option<usize> {
    let (length, _) = dates::leading_date(text, order)?;
    let behind = text.get(length..)?.strip_prefix(' ')?;
    sentence::is_capitalised(behind.split(' ').next()?).then_some(length)
}

/// A date before a headline: `2019-05-03 Talks resume in Niamey`, `3 May 2019 Talks resume in Niamey`.
fn dated_title(text: &str, order: NumericOrder) -> Option<usize> {
    let (length, _) = dates::leading_date(text, order)?;
    let plain = text.get(..length)?.bytes().all(|byte| byte.is_ascii_digit() || b"-/.".contains(&byte));
    let title = text.get(length..)?.strip_prefix(' ')?.trim_start_matches(['-', '–', '|', ':', ' ']);
    let named = title.starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit());
    let timed = clock(title).is_some();
    let fits = (plain || named) && !timed && sentence::words(title) >= 4 && shape::is_title(title);
    (fits && !(text.contains('|') && meta::is_row(text))).then_some(length)
}

/// The longest line that may be a headline with its byline and dates, in bytes.
const LONGEST_ROW: usize = 500;

/// Cuts `Headline JANE DOE, Agency May 1, 2020 Updated: …` and rows of a byline and a date.
fn cut_row<'a>(text: &'a str, order: NumericOrder, is_rest: bool, parts: &mut Vec<(&'a str, Shape)>) {
    if let Some(read) = meta::parts(text, order) {
        parts.extend(read);
        return;
    }
    // Whole lines were already asked whether they are running text.
    let whole = if is_rest { shape::shape(text, order) } else { shape::closely(text, order) };
    let row = (text.len() <= LONGEST_ROW && !matches!(whole, Shape::DateRow(_)))
        .then(|| dates::trailing_row(text, order));
    let Some((start, found)) = row.flatten().filter(|&(start, _)| start > 0) else {
        parts.push((text, whole));
        return;
    };
    let marks = [' ', ',', '|', '-', '–', '—', '·', '•', '/', ':'];
    let before = part(text, 0, start);
    let names = before.trim_end_matches(marks);
    let labelled = || part(text, start, text.len()).split(' ').next().is_some_and(dates::is_label);
    let parted = names.len() < before.len() || labelled();
    let date = (part(text, start, text.len()), Shape::DateRow(found));
    if is_sentence_label(before) || is_edition(before) {
        parts.push((text, date.1));
    } else if let Some(byline) = sourced(before) {
        parts.extend([(before, Shape::Byline(byline)), date]);
    } else if let Some(headline) = before.strip_suffix('(').filter(|_| text.ends_with(')')).map(str::trim_end)
        && sentence::words(headline) >= 4
        && shape::is_title(headline)
    {
        parts.extend([(headline, Shape::Title), (part(text, start - 1, text.len()), date.1)]);
    } else if let Some(byline) =
        byline::byline(names).or_else(|| bare_byline(names, parted && !before.ends_with(',')))
    {
        parts.extend([(before, Shape::Byline(byline)), date]);
    } else if let Some((at, byline)) = byline::trailing(names).filter(|_| is_rest || found.updated.is_some())
    {
        let headline = part(before, 0, at);
        parts.extend([
            (headline, shape::shape(headline, order)),
            (part(before, at, before.len()), Shape::Byline(byline)),
            date,
        ]);
    } else if found.updated.is_some() && !sentence::ends_sentence(before) && sentence::words(before) >= 3 {
        parts.extend([(before, shape::shape(before, order)), date]);
    } else {
        parts.push((text, whole));
    }
}

/// `This content was published on`, before a date.
fn is_sentence_label(before: &str) -> bool {
    let words = sentence::plain(before);
    let mut words = words.split(' ');
    let work = ["content", "article", "story", "page", "post", "item", "report", "text"];
    words.next() == Some("this")
        && words.next().is_some_and(|word| work.contains(&word))
        && words.next() == Some("was")
        && words.all(|word| ["first", "last", "originally"].contains(&word))
}

/// `General News of`, `Issue of`, before a date.
fn is_edition(before: &str) -> bool {
    let works = ["News", "Issue", "Edition", "Bulletin", "Newsletter", "Paper"];
    let Some(name) = before.strip_suffix(" of").filter(|name| sentence::words(name) <= 3) else {
        return false;
    };
    name.split(' ').all(sentence::is_capitalised) && name.split(' ').any(|word| works.contains(&word))
}

/// `Source: Xinhua`, before a date.
fn sourced(before: &str) -> Option<byline::Byline> {
    let name = sentence::strip_prefix_folded(before, "source:")?.trim_matches([' ', ',', '|', '-']);
    let fits = (1..=5).contains(&sentence::words(name)) && name.split(' ').all(sentence::is_capitalised);
    fits.then(|| byline::Byline { names: None, agency: Some(name.to_owned()) })
}

/// `Jane Doe | May 1, 2020`: a bare name is a byline where a mark parts it from a date.
fn bare_byline(names: &str, parted: bool) -> Option<byline::Byline> {
    (parted && byline::is_bare_name(names))
        .then(|| byline::Byline { names: Some(names.to_owned()), agency: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &[&str]) {
        let parts = cut(line, NumericOrder::Unsettled);
        let texts: Vec<&str> = parts.iter().map(|(text, _)| *text).collect();
        assert_eq!(texts, expected, "{line}");
    }

    #[test]
    fn stamps_are_cut_off() {
        check("date 2023-11-10 The harbour closed.", &["date 2023-11-10", "The harbour closed."]);
        check("date 2024-05 Harbour closed", &["date 2024-05", "Harbour closed"]);
        check("date 2023-11-10", &["date 2023-11-10"]);
        check("date 2023-11-10 12", &["date 2023-11-10", "12"]);
        check("date 2023-11-10 12:30 Harbour closed", &["date 2023-11-10", "12:30", "Harbour closed"]);
        check("date 2019-05-19 Sunday, May 19, 2019", &["date 2019-05-19", "Sunday, May 19, 2019"]);
        check(
            "date 2019-05-19 Sunday, May 19, 2019 Harbour closed",
            &["date 2019-05-19", "Sunday, May 19, 2019", "Harbour closed"],
        );
        check("date palms grow here.", &["date palms grow here."]);
        let long = "The ferry company said on Monday that all service to the outer islands is suspended until the storm passes.";
        check(&format!("date 2023-11-10 {long}"), &["date 2023-11-10", long]);
        check(&format!("World{long}"), &["World", long]);
        check("dated 2019-05-19", &["dated 2019-05-19"]);
    }

    #[test]
    fn a_headline_is_cut_out_of_its_row() {
        check(
            "date 2019-01-07 Storm closes harbour JOHN SMITH and JANE DOE, Associated Press January 7, 2019 Updated: January 7, 2019 10:31 a.m.",
            &[
                "date 2019-01-07",
                "Storm closes harbour",
                "JOHN SMITH and JANE DOE, Associated Press",
                "January 7, 2019 Updated: January 7, 2019 10:31 a.m.",
            ],
        );
        check("By Jane Doe | 7 January 2019", &["By Jane Doe |", "7 January 2019"]);
        check("Jane Doe - 7 January 2019", &["Jane Doe -", "7 January 2019"]);
    }

    #[test]
    fn texts_that_end_in_a_date_stay_whole() {
        for line in [
            "Port Blue pictured on August 10, 2018",
            "Old Harbour, January 7, 2019",
            "The trial opened on January 7, 2019",
        ] {
            check(line, &[line]);
        }
    }

    #[test]
    fn a_glued_section_is_cut_off() {
        check("WorldHarbour closed after storm", &["World", "Harbour closed after storm"]);
    }
}
