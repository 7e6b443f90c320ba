//! Heads and feet of printed pages: the name and number that stand on every sheet, in the middle of sentences too. They
//! are taken out before lines are joined and put back as pieces of their own.

use std::collections::HashMap;

use super::lines::Line;
use super::opening::Piece;
use super::shape::Shape;
use crate::ingest::forms::{control, sentence};

/// The lines of a page without those of its sheets, and these.
#[derive(Debug, Default)]
pub(super) struct Sheets {
    /// The text.
    pub(super) text: Vec<Line>,
    /// Heads and feet, in order.
    pub(super) taken: Vec<Line>,
}

/// The longest head of a sheet, in characters.
const LONGEST: usize = 160;
/// So many lines before and behind the edge of a sheet may be its foot and head.
const NEAR: usize = 2;
/// The shortest line that may be interrupted by a sheet's edge, in characters.
const SHORTEST_BROKEN: usize = 30;

/// Takes the heads and feet of sheets out of a page.
pub(super) fn take(lines: Vec<Line>) -> Sheets {
    let heads = heads(&lines);
    if !heads.contains(&true) {
        return Sheets { text: lines, taken: Vec::new() };
    }
    let mut sheets = Sheets::default();
    let (mut gap, mut ended_above) = (None, true);
    for (mut line, head) in lines.into_iter().zip(heads) {
        if head {
            if gap.is_none() {
                ended_above = line.gap > 0;
            }
            gap = Some(gap.unwrap_or(0).max(line.gap));
            sheets.taken.push(line);
            continue;
        }
        if let Some(gap) = gap.take() {
            // Where no blank line stands above the foot of a sheet, its last paragraph runs on.
            let runs_on = sheets.taken.last().is_some_and(|_| !ended_above);
            let broken =
                runs_on || sheets.text.last().is_some_and(|before| is_broken(&before.text, &line.text));
            line.gap = if broken { 0 } else { line.gap.max(gap) };
        }
        sheets.text.push(line);
    }
    sheets
}

/// Puts the heads and feet back among the pieces, by their lines.
pub(super) fn put_back(pieces: Vec<Piece>, taken: Vec<Line>) -> Vec<Piece> {
    let mut taken = taken.into_iter().map(as_piece).peekable();
    let mut whole = Vec::with_capacity(pieces.len() + taken.len());
    for piece in pieces {
        while let Some(head) = taken.next_if(|head| head.lines.first < piece.lines.first) {
            whole.push(head);
        }
        whole.push(piece);
    }
    whole.extend(taken);
    whole
}

fn as_piece(line: Line) -> Piece {
    let shape = Shape::Control(control::SHEET);
    Piece { text: line.text, lines: line.lines, gap: line.gap, shape, opens: false, marks: line.marks }
}

/// Whether a sentence runs on from one line to another.
fn is_broken(before: &str, after: &str) -> bool {
    let open = !sentence::ends_sentence(before) && sentence::length(before) >= SHORTEST_BROKEN;
    open || (sentence::starts_lower(after) && !sentence::ends_sentence(before))
}

fn heads(lines: &[Line]) -> Vec<bool> {
    let near = near_edges(lines);
    // Without one line that is certain there is none; most pages end here.
    if !near.contains(&true) && !(0..lines.len()).any(|at| interrupts(lines, at)) {
        return Vec::new();
    }
    let keys: Vec<Option<String>> = lines.iter().map(|line| key(&line.text)).collect();
    let mut found: HashMap<&str, Found> = HashMap::new();
    for (at, key) in keys.iter().enumerate() {
        if let Some(key) = key {
            let found = found.entry(key).or_default();
            found.copies += usize::from(near.get(at) == Some(&true) || is_between(lines, at));
            found.certain |= near.get(at) == Some(&true) || interrupts(lines, at);
        }
    }
    let is_head = |(at, key): (usize, &Option<String>)| {
        let Some(key) = key else { return false };
        let line = lines.get(at).map_or("", |line| &line.text);
        let numbered = line.contains(|letter: char| letter.is_ascii_digit());
        let edge = near.get(at) == Some(&true);
        let repeated = found.get(key.as_str()).is_some_and(|found| found.certain && found.copies >= 2);
        let alone = names_page(line) || key.is_empty();
        (repeated && (numbered || edge)) || (alone && interrupts(lines, at))
    };
    keys.iter().enumerate().map(is_head).collect()
}

/// How often what a line says stands between others, and whether once inside a sentence or at the edge of a sheet.
#[derive(Debug, Default, Clone, Copy)]
struct Found {
    copies: usize,
    certain: bool,
}

/// The letters of a line that may be the head of a sheet; its numbers change.
fn key(text: &str) -> Option<String> {
    let fits = sentence::length(text) <= LONGEST && (!sentence::ends_sentence(text) || names_page(text));
    let numbered = text.contains(|letter: char| letter.is_ascii_digit());
    fits.then(|| text.chars().filter(|letter| letter.is_alphabetic()).collect::<String>())
        .filter(|letters| numbered || !letters.is_empty())
}

/// `Page 4`, `The Port Post   Page 4 of 12`, `p. 4`.
fn names_page(text: &str) -> bool {
    let plain = sentence::plain(text);
    let words: Vec<&str> = plain.split(' ').collect();
    let is_number = |word: &&str| word.parse::<u16>().is_ok();
    words.windows(2).any(|pair| matches!(pair, ["page" | "pg" | "p", number] if is_number(number)))
}

/// The lines close to a form feed.
fn near_edges(lines: &[Line]) -> Vec<bool> {
    let mut near = vec![false; lines.len()];
    for at in lines.iter().enumerate().filter(|(_, line)| line.fed).map(|(at, _)| at) {
        let reach = at.saturating_sub(NEAR)..(at + NEAR).min(lines.len());
        near.iter_mut().take(reach.end).skip(reach.start).for_each(|near| *near = true);
    }
    if near.contains(&true) {
        let ends = [0, lines.len().saturating_sub(1)];
        ends.into_iter().filter_map(|at| near.get_mut(at).map(|near| *near = true)).for_each(drop);
    }
    near
}

/// Whether the line stands between blank ones.
fn is_between(lines: &[Line], at: usize) -> bool {
    let apart = |at: usize| lines.get(at).is_none_or(|line| line.gap > 0);
    apart(at) && apart(at + 1)
}

/// Whether the line stands between blank ones inside a sentence.
fn interrupts(lines: &[Line], at: usize) -> bool {
    if !is_between(lines, at) {
        return false;
    }
    let text = |at: Option<usize>| at.and_then(|at| lines.get(at)).map_or("", |line| line.text.as_str());
    let (before, after) = (text(at.checked_sub(1)), text(Some(at + 1)));
    let open = !sentence::ends_sentence(before) && sentence::is_longer(before, SHORTEST_BROKEN - 1);
    open && sentence::starts_lower(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::page::lines;

    fn check(page: &str, text: &[&str], taken: &[&str]) {
        let sheets = take(lines::number(page, 1).lines);
        let texts = |lines: &[Line]| lines.iter().map(|line| line.text.clone()).collect::<Vec<_>>();
        assert_eq!(texts(&sheets.text), text, "{page}");
        assert_eq!(texts(&sheets.taken), taken, "{page}");
    }

    #[test]
    fn heads_inside_sentences_are_taken_out() {
        let page = "The ferry company said on Monday\n\nThe Port Post   Page 1\n\nthat it stays. It may leave on the\n\n\
                    The Port Post   Page 2\n\nThird of May.";
        let text =
            ["The ferry company said on Monday", "that it stays. It may leave on the", "Third of May."];
        check(page, &text, &["The Port Post Page 1", "The Port Post Page 2"]);
    }

    #[test]
    fn heads_behind_form_feeds_need_no_number() {
        let page = "It rained on the whole coast all day\n\u{c}The Port Post\nand at night.\n\u{c}The Port Post\nIt ended.";
        let text = ["It rained on the whole coast all day", "and at night.", "It ended."];
        check(page, &text, &["The Port Post", "The Port Post"]);
    }

    #[test]
    fn numbered_headings_stay() {
        let page = "Day 1\n\nIt rained.\n\nDay 2\n\nIt rained.";
        check(page, &["Day 1", "It rained.", "Day 2", "It rained."], &[]);
    }
}
