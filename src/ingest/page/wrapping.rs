//! Paragraphs that were broken at a width, told from the lines themselves: all but the last are as full as that width
//! allows, whatever the width of the rest of the page. Says only which lines go on in the next one.

use std::collections::HashMap;

use super::lines::{Line, Setting};
use super::set_in;
use crate::ingest::forms::{byline, sentence};

/// The widths at which a page breaks its paragraphs: between the first and the second, in characters.
pub(super) const WIDTHS: (usize, usize) = (28, 110);

/// How well it is known that a line goes on in the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Proof {
    /// Both are lines of a paragraph that proves its own width, whatever they look like alone.
    Certain,
    /// Their width allows it; one that is whole by what it is stays apart.
    Likely,
    /// Not at all: the next line is set in as the first lines of paragraphs are.
    Refuted,
}

/// How the paragraphs of a page were broken.
#[derive(Debug, Default)]
pub(super) struct Wrapping {
    /// For each line, whether it goes on in the next one.
    joins: Vec<Option<Proof>>,
    /// The widest line of the paragraphs that begin at an indent.
    widths: HashMap<usize, usize>,
}

impl Wrapping {
    /// Looks for paragraphs of three lines and more that prove their width, then for shorter ones of that width.
    pub(super) fn of(lines: &[Line]) -> Self {
        let mut wrapping = Self::default();
        wrapping.part_at_indents(lines);
        let parts = parts(lines);
        if !parts.iter().any(|part| is_wrapped(lines.get(part.0..part.1).unwrap_or_default())) {
            return wrapping;
        }
        wrapping.joins.resize(lines.len(), None);
        for &(start, end) in &parts {
            let part = lines.get(start..end).unwrap_or_default();
            if is_wrapped(part) {
                let widest = part.iter().map(width).max().unwrap_or_default();
                let indent = part.last().map_or(0, |line| line.indent);
                let known = wrapping.widths.entry(indent).or_default();
                *known = (*known).max(widest);
                wrapping.join(start, end, Proof::Certain);
            }
        }
        for &(start, end) in &parts {
            let part = lines.get(start..end).unwrap_or_default();
            if wrapping.fills(part) {
                wrapping.join(start, end, Proof::Likely);
            }
        }
        wrapping.join_titles(lines);
        wrapping
    }

    /// Whether the line at `at` goes on in the next one.
    pub(super) fn goes_on(&self, at: usize) -> Option<Proof> {
        self.joins.get(at).copied().flatten()
    }

    fn join(&mut self, start: usize, end: usize, proof: Proof) {
        let open = self.joins.iter_mut().take(end.saturating_sub(1)).skip(start);
        open.for_each(|join| *join = join.or(Some(proof)));
    }

    /// Where paragraphs begin at an indent and nowhere else, that tells everything.
    fn part_at_indents(&mut self, lines: &[Line]) {
        for (start, proofs) in set_in::runs(lines) {
            self.joins.resize(lines.len(), None);
            for (join, proof) in self.joins.iter_mut().skip(start).zip(proofs) {
                *join = proof;
            }
        }
    }

    /// Headlines broken in two: all of it in capitals, or all of it set on one axis.
    fn join_titles(&mut self, lines: &[Line]) {
        for (at, (line, next)) in pairs(lines).enumerate() {
            let near = next.gap == 0 && !line.menu && !next.menu;
            if near
                && (is_centred(line, next) || is_shouted(line, next))
                && is_title_like(&line.text)
                && is_title_like(&next.text)
                && let Some(join) = self.joins.get_mut(at)
            {
                *join = join.or(Some(Proof::Likely));
            }
        }
    }

    /// Whether a paragraph is broken at the width of another one of the same indent.
    fn fills(&self, part: &[Line]) -> bool {
        let known = part.last().and_then(|last| self.widths.get(&last.indent));
        known.is_some_and(|&widest| {
            let fits = part.iter().all(|line| width(line) <= widest + 1);
            fits && pairs(part).all(|(line, next)| {
                let open = !sentence::ends_sentence(&line.text) || sentence::starts_lower(&next.text);
                (open || part.len() > 2) && width(line) + 1 + sentence::first_word(&next.text) > widest
            })
        })
    }
}

/// Each line with the next one.
fn pairs(part: &[Line]) -> impl Iterator<Item = (&Line, &Line)> {
    part.iter().zip(part.iter().skip(1))
}

/// Runs of running lines without a blank one between them, each begun by a wider indent where lines have one.
fn parts(lines: &[Line]) -> Vec<(usize, usize)> {
    let mut parts = Vec::new();
    let mut start = 0;
    for at in 1..=lines.len() {
        let goes_on = match (lines.get(at - 1), lines.get(at)) {
            (Some(line), Some(next)) => {
                let running = line.setting == Setting::Running && next.setting == Setting::Running;
                let wider = next.indent > line.indent + 1;
                next.gap == 0 && running && !wider && !line.menu && !next.menu
            }
            _ => false,
        };
        if !goes_on {
            if at - start >= 2 {
                parts.push((start, at));
            }
            start = at;
        }
    }
    parts
}

/// Whether all lines but the last are as full as the widest allows, and the text runs on over their ends.
pub(super) fn is_wrapped(part: &[Line]) -> bool {
    let margin = |line: &Line| part.last().is_some_and(|last| last.indent == line.indent);
    // No line of so many bytes is as short as a broken one.
    let long = |line: &Line| line.text.len() > WIDTHS.1 * 4;
    if part.len() < 3 || part.iter().any(long) || !part.iter().skip(1).all(margin) {
        return false;
    }
    let widest = part.iter().map(width).max().unwrap_or_default();
    if !(WIDTHS.0..=WIDTHS.1).contains(&widest) {
        return false;
    }
    let full = pairs(part).all(|(line, next)| width(line) + 1 + sentence::first_word(&next.text) > widest);
    full && runs_on(part)
}

/// Whether at least one line in three is taken up by the next in a small letter, and few end a sentence.
fn runs_on(part: &[Line]) -> bool {
    let taken_up = |(line, next): &(&Line, &Line)| {
        sentence::starts_lower(&next.text) && !sentence::ends_sentence(&line.text)
    };
    let ended = pairs(part).filter(|(line, _)| sentence::ends_sentence(&line.text)).count();
    let breaks = part.len().saturating_sub(1);
    pairs(part).filter(taken_up).count() * 3 >= breaks && ended * 3 <= breaks
}

fn is_title_like(text: &str) -> bool {
    !sentence::ends_sentence(text)
        && !text.contains(['|', '@'])
        && sentence::words(text) <= 14
        && !byline::is_bare_name(text)
        && byline::byline(text).is_none()
}

/// Two lines in capitals, the first of which could not have held the next word where the second is as long.
fn is_shouted(line: &Line, next: &Line) -> bool {
    let shouted = |line: &Line| !line.text.chars().any(char::is_lowercase);
    let widest = sentence::characters(&line.text).max(sentence::characters(&next.text));
    shouted(line)
        && shouted(next)
        && sentence::words(&line.text) >= 3
        && sentence::characters(&line.text) + 1 + sentence::first_word(&next.text) > widest
}

/// Two lines set in from the margin about one axis.
fn is_centred(line: &Line, next: &Line) -> bool {
    let axis = |line: &Line| 2 * line.indent + sentence::characters(&line.text);
    let set_in = line.indent >= 4 && next.indent >= 4;
    set_in
        && line.indent != next.indent
        && axis(line).abs_diff(axis(next)) <= 2
        && sentence::words(&line.text) >= 3
}

/// The characters of a line as printed, the white space before and within it included.
pub(super) fn width(line: &Line) -> usize {
    let marks: usize = line.marks.as_ref().map_or(0, |marks| marks.split(' ').map(str::len).sum());
    let printed = line.raw.as_deref().map_or_else(|| sentence::characters(&line.text), sentence::characters);
    printed.max(line.indent + sentence::characters(&line.text)) + marks
}

/// So many lines broken inside a sentence, each behind a blank line, show that the page is set with double spacing.
const FEWEST_OPEN: usize = 6;

/// Takes one blank line away between all lines of a page that is set with double spacing.
pub(super) fn close_up(lines: &mut [Line]) {
    let open = |pair: &[Line]| {
        matches!(pair, [line, next] if next.gap == 1 && sentence::starts_lower(&next.text)
            && !sentence::ends_sentence(&line.text)
            && (WIDTHS.0..=WIDTHS.1).contains(&width(line)))
    };
    let opened = lines.windows(2).filter(|pair| open(pair)).count();
    if opened < FEWEST_OPEN {
        return;
    }
    let spaced = lines.iter().skip(1).filter(|line| line.gap == 1).count();
    let tight = lines.iter().skip(1).filter(|line| line.gap == 0).count();
    if opened * 2 >= spaced && tight * 10 <= spaced {
        for line in lines {
            line.gap = line.gap.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::page::lines;

    /// The paragraphs of a page, by the lines they take.
    fn joined(page: &str) -> Vec<(u32, u32)> {
        let mut numbered = lines::number(page, 1).lines;
        close_up(&mut numbered);
        let wrapping = Wrapping::of(&numbered);
        let mut paragraphs: Vec<(u32, u32)> = Vec::new();
        for (at, line) in numbered.iter().enumerate() {
            match paragraphs.last_mut().filter(|_| at > 0 && wrapping.goes_on(at - 1).is_some()) {
                Some(open) => open.1 = line.lines.last,
                None => paragraphs.push((line.lines.first, line.lines.last)),
            }
        }
        paragraphs
    }

    const TOLD: &str = "The harbour of Port Blue was closed on\nMonday after a storm broke the wall of\nthe quay in two places, the council\nsaid.\n";

    #[test]
    fn full_lines_that_run_on_are_one_paragraph() {
        assert_eq!(joined(TOLD), [(1, 4)]);
    }

    #[test]
    fn a_short_paragraph_follows_the_width_of_a_longer_one() {
        let page = format!("{TOLD}\nThe ferries of Port Blue wait outside\nMarsa until Friday.\n");
        assert_eq!(joined(&page), [(1, 4), (6, 7)]);
    }

    #[test]
    fn paragraphs_set_in_have_a_width_of_their_own() {
        let set_in = "        “We counted every lamp that\n        was left on the quay,” the\n        harbour master said.\n";
        assert_eq!(joined(&format!("{TOLD}\n{set_in}")), [(1, 4), (6, 8)]);
    }

    #[test]
    fn lines_that_end_on_their_own_stay_apart() {
        let list = "Storm closes harbour of Port Blue\nFerries wait outside the long wall\nSchools open again on Tuesday\n";
        assert_eq!(joined(list), [(1, 1), (2, 2), (3, 3)]);
    }

    #[test]
    fn headlines_in_capitals_or_on_one_axis_are_joined() {
        let shouted = format!("STORM CLOSES THE HARBOUR OF PORT\nBLUE\n\n{TOLD}");
        assert_eq!(joined(&shouted), [(1, 2), (4, 7)]);
        let centred = format!("      Storm closes the harbour\n            of Port Blue\n\n{TOLD}");
        assert_eq!(joined(&centred), [(1, 2), (4, 7)]);
    }

    #[test]
    fn double_spacing_is_closed_up() {
        let spaced = [TOLD; 3].join("\n").replace('\n', "\n\n");
        assert_eq!(joined(&spaced).len(), 3);
    }
}
