//! Lines whose breaks matter, and lines that are quoted: verse, tables and code become one preformatted line each,
//! quoted lines lose their marks. All other lines are left for the reflow.

use super::corrected::Corrected;
use super::lines::{Line, Setting};
use super::meta;
use super::shape;
use super::wrapping;
use crate::ingest::forms::dates::NumericOrder;
use crate::ingest::forms::{byline, control, counter, credit, dates, field, sentence};

/// Sets verse, tables, code and quotations apart, but for lines the reader said something about.
pub(super) fn set_apart(lines: Vec<Line>, corrected: &Corrected) -> Vec<Line> {
    let spans = spans(&lines);
    if spans.is_empty() {
        return lines;
    }
    let mut set = Vec::with_capacity(lines.len());
    let mut rest = lines.into_iter().enumerate().peekable();
    for span in spans {
        while let Some((_, line)) = rest.next_if(|(at, _)| *at < span.start) {
            set.push(line);
        }
        let block: Vec<Line> =
            std::iter::from_fn(|| rest.next_if(|(at, _)| *at < span.end)).map(|(_, line)| line).collect();
        if block.iter().any(|line| corrected.stands_alone(line.lines.first)) {
            set.extend(block);
        } else if span.setting == Setting::Quoted {
            set.extend(unquoted(block));
        } else {
            set.extend(preformatted(&block));
        }
    }
    set.extend(rest.map(|(_, line)| line));
    set
}

/// So many lines of a page must be quoted, in a hundred, to make it one that was quoted as a whole.
const QUOTED_PAGE: usize = 80;

/// Takes the marks off a page that was quoted as a whole, as in the answer to a mail; a bare mark is a blank line.
pub(super) fn unquote(lines: Vec<Line>) -> Vec<Line> {
    let marked = lines.iter().filter(|line| line.text.starts_with('>')).count();
    if marked < 5 || marked * 100 < lines.len() * QUOTED_PAGE {
        return lines;
    }
    let (mut bare, mut gap) = (Vec::with_capacity(lines.len()), 0);
    for mut line in lines {
        gap += line.gap;
        if let Some(text) = quoted(&line.text).map(str::to_owned) {
            if text.is_empty() {
                gap += 1;
                continue;
            }
            (line.text, line.raw, line.indent) = (text, None, 0);
        }
        line.gap = std::mem::take(&mut gap);
        bare.push(line);
    }
    bare
}

/// Some lines and how they are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    start: usize,
    end: usize,
    setting: Setting,
}

fn spans(lines: &[Line]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let end = stanza_end(lines, at);
        let stanza = lines.get(at..end).unwrap_or_default();
        let after_verse =
            matches!(spans.last(), Some(Span { end, setting: Setting::Preformatted, .. }) if *end == at);
        if let Some(close) = fence_end(lines, at) {
            spans.push(Span { start: at + 1, end: close, setting: Setting::Preformatted });
            at = close + 1;
            continue;
        }
        if is_verse(stanza, if after_verse { 2 } else { 4 }) {
            spans.push(Span { start: at, end, setting: Setting::Preformatted });
        } else {
            within(stanza, at, &mut spans);
        }
        at = end;
    }
    spans
}

/// The line behind those that stand without a blank one between them.
fn stanza_end(lines: &[Line], start: usize) -> usize {
    let fence = |line: &Line| line.text.starts_with(FENCE);
    let more = lines.iter().skip(start + 1).take_while(|line| line.gap == 0 && !fence(line));
    start + 1 + more.count()
}

const FENCE: &str = "```";

/// The closing fence of a block of code that opens at a line.
fn fence_end(lines: &[Line], at: usize) -> Option<usize> {
    lines.get(at).filter(|line| line.text.starts_with(FENCE))?;
    let rest = lines.iter().enumerate().skip(at + 1);
    rest.take(200)
        .find(|(_, line)| line.text == FENCE)
        .map(|(close, _)| close)
        .filter(|&close| close > at + 1)
}

/// Quotations and tables within lines that stand together.
fn within(stanza: &[Line], start: usize, spans: &mut Vec<Span>) {
    let mut at = 0;
    while at < stanza.len() {
        let rest = stanza.get(at..).unwrap_or_default();
        let quoted = rest.iter().take_while(|line| quoted(&line.text).is_some()).count();
        let rows = rest.iter().take_while(|line| cells(line) >= 2).count();
        let (length, setting) = if is_quotation(rest.get(..quoted).unwrap_or_default()) {
            (quoted, Setting::Quoted)
        } else if is_table(rest.get(..rows).unwrap_or_default()) && !wrapping::is_wrapped(stanza) {
            (rows, Setting::Preformatted)
        } else {
            at += 1;
            continue;
        };
        spans.push(Span { start: start + at, end: start + at + length, setting });
        at += length;
    }
}

/// The text behind the mark of a quoted line.
fn quoted(text: &str) -> Option<&str> {
    text.strip_prefix('>').filter(|rest| rest.is_empty() || rest.starts_with(' ')).map(str::trim_start)
}

/// The shortest quotation on one line, in characters.
const SHORTEST_QUOTATION: usize = 40;

fn is_quotation(block: &[Line]) -> bool {
    let long = |line: &Line| sentence::characters(&line.text) >= SHORTEST_QUOTATION;
    block.len() >= 2 || block.first().is_some_and(|line| long(line) && sentence::ends_sentence(&line.text))
}

/// Quoted lines without their marks, wrapped ones joined.
fn unquoted(block: Vec<Line>) -> Vec<Line> {
    let bare = |line: &Line| quoted(&line.text).unwrap_or_default().to_owned();
    let widest = block.iter().map(|line| sentence::characters(&line.text)).max().unwrap_or_default();
    let mut paragraphs: Vec<Line> = Vec::new();
    let mut open = false;
    let mut before = 0;
    for line in block {
        let text = bare(&line);
        if text.is_empty() {
            open = false;
            continue;
        }
        let full = before + 1 + sentence::first_word(&text) > widest;
        before = sentence::characters(&line.text);
        let ended = paragraphs.last().is_none_or(|last| sentence::ends_sentence(&last.text));
        match paragraphs.last_mut().filter(|_| open && (full || !ended)) {
            Some(last) => {
                last.text = format!("{} {text}", last.text);
                last.lines = last.lines.to(line.lines);
            }
            None => paragraphs.push(Line { text, setting: Setting::Quoted, ..line }),
        }
        open = true;
    }
    paragraphs
}

/// How many values a line sets beside one another.
fn cells(line: &Line) -> usize {
    if line.text.contains('|') {
        return line.text.split('|').filter(|cell| !cell.trim().is_empty()).count();
    }
    let Some(raw) = &line.raw else { return 1 };
    let mut cells = raw.trim().split("  ").map(str::trim).filter(|cell| !cell.is_empty()).peekable();
    let mut count = 0;
    while let Some(cell) = cells.next() {
        // Two spaces behind a sentence are a typist's habit.
        let parts = cells.peek().is_none() || !sentence::ends_sentence(cell);
        count += usize::from(parts);
    }
    count
}

fn is_table(rows: &[Line]) -> bool {
    let counts: Vec<usize> = rows.iter().map(cells).collect();
    let most = counts.iter().copied().max().unwrap_or_default();
    let even = counts.iter().filter(|&&count| count + 1 >= most).count() == rows.len();
    let figures = rows.iter().filter(|row| row.text.contains(|letter: char| letter.is_ascii_digit())).count();
    let words: usize = rows.iter().map(|row| sentence::words(&row.text)).sum();
    let short = words <= 4 * counts.iter().sum::<usize>();
    let named = rows.iter().any(|row| {
        let text = row.text.as_str();
        meta::is_row(text)
            || field::labelled(text).is_some()
            || field::coded(text).is_some()
            || byline::byline(text).is_some()
            || dates::row(text, NumericOrder::Unsettled).is_some()
    });
    let long = rows.len() >= 3 || (rows.len() == 2 && most >= 3);
    long && even && short && !named && figures * 2 >= rows.len()
}

/// The longest line of verse, in characters.
const LONGEST_VERSE: usize = 64;

/// Whether lines that stand together are broken by their author and not by a margin.
fn is_verse(stanza: &[Line], least: usize) -> bool {
    if stanza.len() < least || !stanza.iter().all(may_be_verse) {
        return false;
    }
    let width = |line: &Line| sentence::characters(&line.text);
    let widest = stanza.iter().map(width).max().unwrap_or_default();
    let pairs = || stanza.iter().zip(stanza.iter().skip(1));
    let full =
        pairs().filter(|(line, next)| width(line) + 1 + sentence::first_word(&next.text) > widest).count();
    let words: usize = stanza.iter().map(|line| sentence::words(&line.text)).sum();
    let runs_on = |(line, next): &(&Line, &Line)| {
        line.text.ends_with([',', ';', ':', '—', '–']) || sentence::starts_lower(&next.text)
    };
    let open = pairs().filter(runs_on).count();
    let ended = stanza
        .last()
        .is_some_and(|line| sentence::ends_sentence(&line.text) || line.text.ends_with([',', ';', '—']));
    let breaks = stanza.len() - 1;
    // A margin breaks before capitals only by chance.
    let capital = pairs()
        .filter(|(line, next)| !sentence::ends_sentence(&line.text) && !sentence::starts_lower(&next.text))
        .count();
    let capitals = stanza
        .iter()
        .flat_map(|line| line.text.split(' '))
        .filter(|word| sentence::is_capitalised(word))
        .count();
    let broken = full * 2 < breaks.max(1) || (capital * 4 >= breaks * 3 && capitals * 2 <= words);
    broken && words >= stanza.len() * 3 && open * 3 >= breaks && ended
}

fn may_be_verse(line: &Line) -> bool {
    let text = line.text.as_str();
    let fits =
        sentence::characters(text) <= LONGEST_VERSE && sentence::words(text) >= 2 && !text.ends_with('-');
    let own = || {
        counter::is_counter(text)
            || dates::row(text, NumericOrder::Unsettled).is_some()
            || byline::byline(text).is_some()
            || control::opener(text).is_some()
            || control::control(text).is_some()
            || shape::bullet(text).is_some()
            || shape::numbered(text).is_some()
            || field::labelled(text).is_some()
            || credit::credit(text).is_some()
    };
    fits && !own()
}

/// One line of several that keeps their breaks; blank lines between them stay.
fn preformatted(block: &[Line]) -> Option<Line> {
    let mut whole = block.first()?.clone();
    let indent = block.iter().map(|line| line.indent).min().unwrap_or_default();
    let printed = |line: &Line| {
        let raw = line.raw.as_deref().unwrap_or(&line.text);
        let skip = raw.char_indices().nth(indent).map_or(0, |(at, _)| at);
        let blank = raw.get(..skip).is_some_and(|margin| margin.trim().is_empty());
        if blank { raw.get(skip..).unwrap_or(raw).to_owned() } else { raw.to_owned() }
    };
    whole.text = printed(&whole);
    for line in block.iter().skip(1) {
        whole.text.extend(std::iter::repeat_n('\n', usize::from(line.gap > 0) + 1));
        whole.text.push_str(&printed(line));
        whole.lines = whole.lines.to(line.lines);
    }
    whole.setting = Setting::Preformatted;
    Some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::page::lines;

    fn check(page: &str, expected: &[(&str, Setting)]) {
        let lines = set_apart(lines::number(page, 1).lines, &Corrected::default());
        let found: Vec<_> = lines.iter().map(|line| (line.text.as_str(), line.setting)).collect();
        assert_eq!(found, expected, "{page}");
    }

    #[test]
    fn verse_keeps_its_lines() {
        let verse = "The lamps are out along the quay,\nThe boats lie still,\nAnd no one comes to ask the price\nOf anything at all.";
        check(
            &format!("It rained.\n\n{verse}\n\nIt ended."),
            &[
                ("It rained.", Setting::Running),
                (verse, Setting::Preformatted),
                ("It ended.", Setting::Running),
            ],
        );
    }

    #[test]
    fn wrapped_prose_is_no_verse() {
        let page = "The ferry company said on Monday that\nall of its service to the islands will\nbe stopped, and that the ferries will\nwait in the harbour until it is over.";
        let expected: Vec<_> = page.lines().map(|line| (line, Setting::Running)).collect();
        check(page, &expected);
    }

    #[test]
    fn columns_of_figures_are_a_table() {
        let table = "Team      P   Pts\nRovers   12    26\nUnited   12    24";
        check(
            &format!("The table:\n{table}"),
            &[("The table:", Setting::Running), (table, Setting::Preformatted)],
        );
        check(
            "Port Blue | 12 | 3\nGannet | 9 | 4",
            &[("Port Blue | 12 | 3\nGannet | 9 | 4", Setting::Preformatted)],
        );
    }

    #[test]
    fn two_spaces_behind_a_sentence_make_no_column() {
        let page = "It rained.  It blew.\nIt ended on 3 May.  We left.\nIt was 4 May.  It rained.";
        let texts = ["It rained. It blew.", "It ended on 3 May. We left.", "It was 4 May. It rained."];
        check(page, &texts.map(|text| (text, Setting::Running)));
    }

    #[test]
    fn quoted_lines_lose_their_marks() {
        check(
            "> We will stay in the harbour until the\n> storm is over.\n>\n> Then we leave.",
            &[
                ("We will stay in the harbour until the storm is over.", Setting::Quoted),
                ("Then we leave.", Setting::Quoted),
            ],
        );
        check("> World", &[("> World", Setting::Running)]);
    }

    #[test]
    fn fenced_code_is_kept_as_printed() {
        check(
            "```\nlet a = 1;\n\n    a + 1\n```",
            &[
                ("```", Setting::Running),
                ("let a = 1;\n\n    a + 1", Setting::Preformatted),
                ("```", Setting::Running),
            ],
        );
    }
}
