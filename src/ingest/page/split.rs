//! Cuts a page into sections, one an article. Decides from copies of headlines, gaps, bylines and dates under
//! headlines, and crawlers' stamps; what each piece is, is decided later.

use std::ops::Range;

use super::rhythm;
use super::shape::Shape;
use super::survey::{REACH, Survey, is_label};
use crate::ingest::forms::control::Opener;
use crate::ingest::forms::{byline, caption, counter, sentence, signature, site};

/// The sections of a page, as ranges of its pieces. What stands before the first belongs to none.
pub(super) fn sections(survey: &Survey<'_>) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> = Vec::new();
    let all = survey.pieces.len();
    let mut at = 0;
    while at < all {
        if survey.is_running(at) {
            if starts.is_empty() {
                starts.push(at);
            }
            at += 1;
            continue;
        }
        let end = survey.next_running(at, all);
        let found = starts_between(survey, at..end, starts.is_empty());
        starts.extend(found.into_iter().map(|start| with_label(survey, start, at)));
        at = end;
    }
    if let Some(first) = starts.first_mut() {
        // Only what stands above the first headline can have no earlier article.
        let captions = (0..*first).rev().take_while(|&at| survey.shape(at) == Some(&Shape::Caption));
        *first -= captions.count();
    }
    let starts = without_comments(survey, without_further_pages(survey, starts));
    let ends = starts.iter().copied().skip(1).chain([all]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// So many pieces before and behind the end of a page its number or its continuation may be told.
const PAGE_END: usize = 6;

/// The starts but those of further pages of the article before, where the page says so.
fn without_further_pages(survey: &Survey<'_>, starts: Vec<usize>) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::with_capacity(starts.len());
    for start in starts {
        if kept.last().is_none_or(|&before| !goes_on(survey, before, start)) {
            kept.push(start);
        }
    }
    kept
}

/// A comment is hardly longer, in characters.
const LONGEST_COMMENT: usize = 160;

/// The starts but those among comments: nothing behind the heading of the only comments of a page is an article,
/// unless it stands far from them or a document begins there.
fn without_comments(survey: &Survey<'_>, starts: Vec<usize>) -> Vec<usize> {
    let opens = |at: &usize| survey.shape(*at) == Some(&Shape::Opener(Opener::Comments));
    let Some(opener) =
        (0..survey.pieces.len()).find(opens).filter(|&opener| starts.iter().any(|&start| start < opener))
    else {
        return starts;
    };
    let once = !survey.repeats.next(opener).is_some_and(|next| opens(&next));
    let long = |at: &usize| survey.is_running(*at) && sentence::is_longer(survey.text(*at), LONGEST_COMMENT);
    let behind = || opener + 1..survey.pieces.len();
    // Two long paragraphs from a start on make it the start of a text.
    let last_told = behind().rev().filter(long).nth(1);
    let first_apart = behind().find(|&at| survey.is_far(at) || survey.opens(at));
    let apart = |start: usize| {
        survey.is_apart(start)
            || last_told.is_some_and(|told| start <= told)
            || first_apart.is_some_and(|first| first <= start)
    };
    starts.into_iter().filter(|&start| start < opener || !once || apart(start)).collect()
}

/// Whether the section at `start` is a further page of the article at `before`.
fn goes_on(survey: &Survey<'_>, before: usize, start: usize) -> bool {
    let says = |at: usize| {
        let plain = sentence::plain(sentence::head(survey.text(at), 80));
        counter::is_continuation(&plain) || counter::page_of(&plain).is_some_and(|(page, all)| page <= all)
    };
    let told = (start.saturating_sub(PAGE_END).max(before)..start + PAGE_END).any(says);
    let head = || before..(before + PAGE_END).min(start);
    let again = (start..start + PAGE_END)
        .any(|at| survey.is_title(at) && head().any(|headline| survey.repeats.same(headline, at)));
    told && again
}

/// The start of an article with what stands right above its headline: the name of its section, and rows of dates and
/// names that are nearer to it than to the text above. Not before `floor`.
fn with_label(survey: &Survey<'_>, start: usize, floor: usize) -> usize {
    let is_section = |at: usize| survey.is_title(at) && site::is_section(survey.text(at));
    let is_row = |at: usize| {
        let named = || survey.is_title(at) && is_label(survey.text(at));
        matches!(survey.shape(at), Some(Shape::DateRow(_) | Shape::Byline(_))) || named()
    };
    let mut first = start;
    while first > floor && is_row(first - 1) && survey.gap(first) <= 1 {
        first -= 1;
    }
    let inside = (first + 1..=start).map(|at| survey.gap(at)).max().unwrap_or_default();
    let dated = (first..start).any(|at| matches!(survey.shape(at), Some(Shape::DateRow(_))));
    let ruled = first > 0 && rhythm::is_rule(survey, first - 1);
    if dated && (first == 0 || ruled || survey.gap(first) > inside) {
        return first;
    }
    let labelled = start > floor && is_section(start - 1);
    if labelled && survey.gap(start) <= survey.gap(start - 1).max(1) { start - 1 } else { start }
}

/// The articles that begin among pieces without running text. `first`: none began before.
fn starts_between(survey: &Survey<'_>, range: Range<usize>, first: bool) -> Vec<usize> {
    let is_stamp = |at: &usize| survey.opens(*at);
    let Some(stamp) = range.clone().find(is_stamp) else {
        return unstamped_starts(survey, range, first);
    };
    let mut starts = repeated_heads(survey, range.start..stamp);
    let mut at = stamp;
    while at < range.end {
        let next = (at + 1..range.end).find(is_stamp).unwrap_or(range.end);
        // A stamp right behind a stamp dates the same article again.
        let empty = next < range.end && !(at..next).any(|between| survey.is_title(between));
        starts.push(at);
        starts.extend(repeated_heads(survey, at + 1..next).into_iter().skip(1));
        at = if empty { (next + 1..range.end).find(is_stamp).unwrap_or(range.end) } else { next };
    }
    starts
}

fn unstamped_starts(survey: &Survey<'_>, range: Range<usize>, first: bool) -> Vec<usize> {
    let repeated = repeated_heads(survey, range.clone());
    if !repeated.is_empty() {
        return repeated;
    }
    let found = teaser_head(survey, range.clone())
        .or_else(|| attributed_head(survey, range.clone()))
        .or_else(|| rhythm::head(survey, range.clone()).filter(|_| !first))
        .or_else(|| far_head(survey, range.clone()))
        .or_else(|| if first { first_head(survey, range) } else { None });
    found.into_iter().collect()
}

/// Headlines that stand at least twice over their body, each by its first copy.
fn repeated_heads(survey: &Survey<'_>, range: Range<usize>) -> Vec<usize> {
    let mut heads = Vec::new();
    let mut at = range.start;
    let mut listed = false;
    while at < range.end {
        let inside = |copy: &usize| *copy < range.end && survey.are_head(at, *copy);
        listed |= matches!(survey.shape(at), Some(Shape::Opener(_)));
        let Some(mut last) = survey.repeats.next(at).filter(inside) else {
            at += 1;
            continue;
        };
        // In a list of related headlines a copy of the next article's headline is not its head.
        let relisted =
            listed && !survey.is_far(at) && survey.repeats.next(last).is_some_and(|copy| copy < range.end);
        let adjacent = !heads.is_empty() && last == at + 1;
        if relisted || adjacent {
            at += 1;
            continue;
        }
        while let Some(copy) = survey.repeats.next(last).filter(|&copy| copy < range.end) {
            last = copy;
        }
        heads.push(at);
        at = after_head(survey, at, last, range.end);
    }
    heads
}

/// The first piece behind the last copy of a headline that repeats nothing of the head.
fn after_head(survey: &Survey<'_>, start: usize, last: usize, end: usize) -> usize {
    let seen = start..(last + 1).min(start + REACH);
    let is_new = |at: &usize| !seen.clone().any(|before| survey.repeats.same(before, *at));
    (last + 1..end).find(is_new).unwrap_or(end)
}

/// The headline right above a paragraph that breaks off, on a page with several of them.
fn teaser_head(survey: &Survey<'_>, range: Range<usize>) -> Option<usize> {
    let listing = survey.teasers >= 2
        && range.end > 0
        && range.end < survey.pieces.len()
        && survey.is_teaser(range.end);
    listing.then(|| range.rev().find(|&at| survey.is_title(at))).flatten()
}

/// The last headline with a byline or a date under it, before running text.
fn attributed_head(survey: &Survey<'_>, range: Range<usize>) -> Option<usize> {
    let listed = |at: usize| survey.is_listed(range.start, at);
    // What a list names stands close to its opening line; the text of an article stands close to its headline.
    let free = |at: usize| survey.is_apart(at) && survey.gap(range.end) <= survey.rhythm;
    let is_head = |at: &usize| {
        let title =
            survey.is_title(*at) && sentence::words(survey.text(*at)) >= 2 && !is_label(survey.text(*at));
        title
            && is_attributed(survey, *at, range.end)
            && (survey.is_far(*at) || !listed(*at) || free(*at))
            && !caption::is_labelled(survey.text(*at))
            && !is_affiliation(survey, range.start, *at)
            && !is_signature_below_sum(survey, *at)
    };
    let mut head = range.clone().rev().find(is_head)?;
    let is_first = |at: usize| at == 0 && sentence::words(&sentence::plain(survey.text(at))) >= 4;
    // A line between the headline and its byline is attributed as well, but a question above may end the text before.
    let is_above = |at: usize| {
        is_head(&at)
            && (is_first(at) || survey.gap(at + 1) <= survey.gap(at))
            && !survey.text(at).ends_with('?')
    };
    while head > range.start && is_above(head - 1) {
        head -= 1;
    }
    Some(head)
}

/// Whether a line right below a byline that stands under a title names for whom its bearer works: `Port News`.
fn is_affiliation(survey: &Survey<'_>, from: usize, at: usize) -> bool {
    let text = survey.text(at);
    let named = sentence::words(text) <= 4 && text.split(' ').all(sentence::is_capitalised);
    let signed = || at > from + 1 && matches!(survey.shape(at - 1), Some(Shape::Byline(_)));
    let titled = || survey.is_title(at - 2) && sentence::words(survey.text(at - 2)) >= 4;
    named && signed() && titled()
}

/// Whether a line of names stands right above a date and below a headline with one or two sentences: it signs them.
fn is_signature_below_sum(survey: &Survey<'_>, at: usize) -> bool {
    if !matches!(survey.shape(at + 1), Some(Shape::DateRow(_)))
        || !signature::is_row_of_names(survey.text(at))
    {
        return false;
    }
    let sum = |at: &usize| survey.is_running(*at) && !sentence::is_longer(survey.text(*at), LONGEST_SUM);
    let above = (0..at).rev().find(|above| !sum(above)).filter(|&above| (1..=2).contains(&(at - 1 - above)));
    above.is_some_and(|above| survey.is_title(above) && sentence::words(survey.text(above)) >= 4)
}

/// The longest sentence between a headline and its byline, in characters.
const LONGEST_SUM: usize = 240;

/// Whether a byline or a date stands under the headline at `at`, one further line between them allowed.
fn is_attributed(survey: &Survey<'_>, at: usize, end: usize) -> bool {
    let mut titles = 0;
    for below in at + 1..end.min(at + 8) {
        match survey.shape(below) {
            Some(Shape::DateRow(_) | Shape::Byline(_)) => return true,
            Some(Shape::Title)
                if byline::is_bare_name(survey.text(below)) && survey.gap(below) <= survey.gap(at).max(1) =>
            {
                return below + 1 == end
                    || matches!(survey.shape(below + 1), Some(Shape::DateRow(_) | Shape::Caption));
            }
            Some(Shape::Title) => titles += 1,
            Some(Shape::Control(_) | Shape::Address | Shape::Counter | Shape::Caption | Shape::Bullet) => {}
            Some(
                Shape::Stamp(_)
                | Shape::Label
                | Shape::Dateline
                | Shape::Opener(_)
                | Shape::Heading
                | Shape::Quote
                | Shape::Preformatted
                | Shape::Prose,
            )
            | None => return false,
        }
        if titles > 1 {
            return false;
        }
    }
    false
}

/// The shortest headline that a gap alone makes one, in characters.
const SHORTEST_FAR: usize = 25;

/// The last headline behind more blank lines than usual, with a text or a caption under it.
fn far_head(survey: &Survey<'_>, range: Range<usize>) -> Option<usize> {
    let has_text = range.end < survey.pieces.len();
    let last_caption = range.clone().rev().find(|&at| survey.shape(at) == Some(&Shape::Caption));
    let captioned = |at: usize| last_caption.is_some_and(|last| at <= last);
    let is_head = |at: &usize| {
        if !survey.is_title(*at)
            || !(survey.is_far(*at) || has_far_label(survey, *at) || has_far_row(survey, *at))
        {
            return false;
        }
        let text = survey.text(*at);
        let long =
            sentence::length(text) >= SHORTEST_FAR || survey.gap(*at) >= survey.rhythm + 2 || captioned(*at);
        long && sentence::words(text) >= 3 && !is_label(text)
    };
    range.clone().rev().find(is_head).filter(|&at| has_text || captioned(at))
}

/// Whether a date and a name stand right before a title, behind more blank lines than usual.
fn has_far_row(survey: &Survey<'_>, at: usize) -> bool {
    let is_row = |at: &usize| matches!(survey.shape(*at), Some(Shape::DateRow(_) | Shape::Byline(_)));
    let dated = at.checked_sub(1).is_some_and(|row| matches!(survey.shape(row), Some(Shape::DateRow(_))));
    let first = (0..at).rev().take_while(is_row).last();
    first.is_some_and(|first| {
        dated && survey.is_far(first) && (first + 1..=at).all(|row| survey.gap(row) <= 1)
    })
}

/// Whether a short label in capitals stands right above a title, behind more blank lines than usual.
fn has_far_label(survey: &Survey<'_>, at: usize) -> bool {
    let Some(label) = at.checked_sub(1).filter(|&label| survey.is_title(label) && survey.is_far(label))
    else {
        return false;
    };
    let text = survey.text(label);
    survey.gap(at) == 0 && sentence::words(text) <= 3 && text.split(' ').all(sentence::is_all_caps)
}

/// Where the first article of a page begins if nothing but the look of its lines tells.
fn first_head(survey: &Survey<'_>, range: Range<usize>) -> Option<usize> {
    let titles =
        || range.clone().filter(|&at| survey.is_title(at) || survey.shape(at) == Some(&Shape::Heading));
    let long = titles().find(|&at| sentence::words(survey.text(at)) >= 4 && !is_label(survey.text(at)));
    let head = long
        .or_else(|| range.clone().find(|&at| survey.is_labelled_headline(at)))
        .or_else(|| titles().max_by_key(|&at| sentence::words(survey.text(at))));
    let about = |at: usize| {
        let dated = matches!(
            survey.shape(at),
            Some(Shape::DateRow(_) | Shape::Byline(_) | Shape::Caption | Shape::Dateline | Shape::Bullet)
        );
        let beside = |other: usize| matches!(survey.shape(other), Some(Shape::DateRow(_)));
        let named = byline::is_bare_name(survey.text(at)) && (beside(at + 1) || at > 0 && beside(at - 1));
        dated || (survey.is_title(at) && (named || site::is_section(survey.text(at))))
    };
    let mut start = head.or_else(|| range.clone().find(|&at| about(at)))?;
    while start > range.start && about(start - 1) {
        start -= 1;
    }
    Some(dated_above(survey, range, start).unwrap_or(start))
}

/// So many rows of addresses and names may stand between a date and the headline it is of.
const MOST_ROWS: usize = 5;

/// The only date of a head where it stands above those who send the text, as on a statement to the press.
fn dated_above(survey: &Survey<'_>, range: Range<usize>, start: usize) -> Option<usize> {
    let is_date = |at: &usize| matches!(survey.shape(*at), Some(Shape::DateRow(_)));
    let sent = |at: usize| {
        matches!(
            survey.shape(at),
            Some(Shape::Opener(Opener::Ending) | Shape::Control(_) | Shape::Address | Shape::Byline(_))
        )
    };
    let above = (range.start..start).rev().take(MOST_ROWS).find(|&at| !sent(at)).filter(is_date)?;
    let sender = (above..start).any(|at| survey.shape(at) == Some(&Shape::Opener(Opener::Ending)));
    (sender && !(start..range.end).any(|at| is_date(&at))).then_some(above)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::page::repeats::Repeats;
    use crate::ingest::page::{corrected, lines, opening, reflow};

    /// The first lines of the sections.
    fn check(page: &str, expected: &[u32]) {
        let pieces =
            opening::pieces(&reflow::reflow(lines::number(page, 1).lines, &corrected::Corrected::default()));
        let repeats = Repeats::of(&pieces);
        let survey = Survey::of(&pieces, &repeats);
        let starts = sections(&survey).into_iter().filter_map(|range| pieces.get(range.start));
        let starts: Vec<u32> = starts.map(|piece| piece.lines.first).collect();
        assert_eq!(starts, expected, "{page}");
    }

    #[test]
    fn repeated_headlines_open_articles() {
        check(
            "Storm nears\nTT\n\nStorm nears\n\nIt rained.\n\nIt blew.\n\nFerry sinks\nTT\n\nFerry sinks\n\nIt sank.",
            &[1, 10],
        );
        check("Menu\nStorm nears\n\nA quay.\n\nStorm nears\n\nIt rained.", &[2]);
    }

    #[test]
    fn a_refrain_opens_nothing() {
        check("Storm nears town\n\nIt rained.\n\nWe stayed.\n\nIt blew.\n\nWe stayed.\n\nIt ended.", &[1]);
    }

    #[test]
    fn bylines_and_dates_under_headlines_open_articles() {
        let page = "Storm nears the old town\nBy Jane Doe\nIt rained all day.\n\nFerry sinks off the coast\n10 May 2020\nIt sank.";
        check(page, &[1, 5]);
        let page = "Storm nears the old town\n\nBy Jane Doe\n\nIt rained.\n\nFerry sinks off the coast\n\nJane Doe\n\nIt sank.";
        check(page, &[1, 7]);
    }

    #[test]
    fn wide_gaps_open_articles_and_narrow_ones_do_not() {
        let page = |gap: &str| {
            format!(
                "Storm nears the old town\n\nIt rained.\n\nIt blew.{gap}Ferry sinks off the coast\n\nIt sank."
            )
        };
        check(&page("\n\n\n\n"), &[1, 9]);
        check(&page("\n\n"), &[1]);
    }

    #[test]
    fn stamps_open_articles() {
        check(" date 2020-05-10 It rained.\n\nIt blew.\n date 2020-05 Ferry sinks\n\nIt sank.", &[1, 4]);
    }

    #[test]
    fn a_list_of_related_headlines_opens_nothing() {
        check(
            "Storm nears the old town\n\nIt rained.\n\nRelated News:\nFerry sinks off coast\n10 May 2020\n\nIt blew.",
            &[1],
        );
    }
}
