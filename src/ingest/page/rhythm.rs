//! Headlines told by how the page sets its lines: by gaps where its paragraphs have none, by what only the head of an
//! article has right under its headline, and by lines drawn across the page.

use std::ops::Range;

use super::shape::Shape;
use super::survey::Survey;
use crate::ingest::forms::{byline, caption, dateline, sentence, site};

/// The last headline of a range that the setting of the page tells.
pub(super) fn head(survey: &Survey<'_>, range: Range<usize>) -> Option<usize> {
    let has_text = range.end < survey.pieces.len();
    let listed = |at: usize| survey.is_listed(range.start, at);
    let told = |at: usize| {
        (survey.is_apart(at) && survey.gap(at + 1) == 0 && is_open(survey, at))
            || has_head_below(survey, at)
            || is_ruled(survey, at)
    };
    let is_head = |at: &usize| is_headline(survey, *at) && told(*at);
    let found = range.clone().rev().find(is_head).filter(|_| has_text)?;
    // What a list names stands close to its opening line; the text of an article stands close to its headline.
    let free = survey.is_apart(found) && survey.gap(range.end) <= survey.rhythm;
    (free || !listed(found)).then_some(found)
}

/// The shortest line that its setting alone makes a headline, in characters and words.
const SHORTEST: (usize, usize) = (20, 3);

fn is_headline(survey: &Survey<'_>, at: usize) -> bool {
    let text = survey.text(at);
    let long = sentence::length(text) >= SHORTEST.0 && sentence::words(text) >= SHORTEST.1;
    survey.is_title(at)
        && long
        && !byline::is_bare_name(text)
        && !site::is_section(text)
        && !site::is_masthead(text)
        && !survey.follows_picture_counter(at)
}

/// Whether the page goes on right below with what stands under a headline.
fn is_open(survey: &Survey<'_>, at: usize) -> bool {
    let picture = caption::stands_under_headline(survey.text(at)) || caption::ends_with_year(survey.text(at));
    let below = survey.shape(at + 1);
    let text = matches!(below, Some(Shape::Prose | Shape::Caption | Shape::Dateline));
    !picture && (text || caption::ends_with_year(survey.text(at + 1)))
}

/// Whether a credited caption or the dateline of an agency stands nearer below the line than the text above it.
fn has_head_below(survey: &Survey<'_>, at: usize) -> bool {
    let below = survey.text(at + 1);
    let filed = || dateline::dateline(below).is_some_and(|found| found.agency.is_some());
    let near = survey.gap(at) > survey.gap(at + 1);
    near && (survey.shape(at + 1) == Some(&Shape::Caption) || filed())
}

/// Whether a line is drawn above the piece, or under it as under an earlier headline.
fn is_ruled(survey: &Survey<'_>, at: usize) -> bool {
    let is_row = |row: &usize| matches!(survey.shape(*row), Some(Shape::DateRow(_) | Shape::Byline(_)));
    let rows = (0..at).rev().take(2).take_while(is_row).count();
    let above = at.checked_sub(1 + rows).filter(|&above| rule_mark(survey, above).is_some());
    let parted = above.is_some_and(|above| survey.gap(above) > 0 && survey.gap(at) > 0);
    parted || (is_underlined(survey, at) && survey.gap(at) > 0)
}

fn is_underlined(survey: &Survey<'_>, at: usize) -> bool {
    survey.gap(at + 1) == 0 && rule_mark(survey, at + 1).is_some_and(|mark| survey.underline == Some(mark))
}

/// Whether a line is drawn right under the piece.
pub(super) fn has_rule_below(survey: &Survey<'_>, at: usize) -> bool {
    survey.gap(at + 1) == 0 && rule_mark(survey, at + 1).is_some()
}

/// The mark that underlines the first title of the page, if one does.
pub(super) fn underline(survey: &Survey<'_>) -> Option<char> {
    let first = (0..survey.pieces.len()).find(|&at| survey.is_title(at) || survey.is_running(at))?;
    (survey.is_title(first) && survey.gap(first + 1) == 0).then(|| rule_mark(survey, first + 1)).flatten()
}

/// Whether the piece is a line drawn across the page.
pub(super) fn is_rule(survey: &Survey<'_>, at: usize) -> bool {
    rule_mark(survey, at).is_some()
}

/// The mark of a line drawn across the page: three of the same at least.
fn rule_mark(survey: &Survey<'_>, at: usize) -> Option<char> {
    let mut marks = survey.text(at).chars().filter(|letter| !letter.is_whitespace());
    let mark = marks.next().filter(|mark| "=-_*~–—#".contains(*mark))?;
    let rest = marks.clone().count();
    (rest >= 2 && marks.all(|other| other == mark)).then_some(mark)
}
