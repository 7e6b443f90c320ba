//! Joins lines that were wrapped: captions beside an unwrapped copy, and pages of fixed width.
//!
//! Only lines with no blank line between them are ever joined.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::text::{self, Ends};

use super::corrected::Corrected;
use super::lines::{Line, Setting};
use super::wrapping::{Proof, Wrapping};
use super::{hyphens, meta};
use crate::ingest::forms::credit::Certainty;
use crate::ingest::forms::dates::NumericOrder;
use crate::ingest::forms::{byline, control, counter, credit, dates, field, scene, sentence};

/// Puts wrapped lines back together, but for those the reader said something about.
pub(super) fn reflow(lines: Vec<Line>, corrected: &Corrected) -> Vec<Line> {
    let mut joins = copied_joins(&lines);
    let broken = broken(&lines);
    let margin = margin(&lines, &broken);
    let wrapping = Wrapping::of(&lines);
    for (at, (pair, join)) in lines.windows(2).zip(&mut joins).enumerate() {
        let [line, next] = pair else { continue };
        if corrected.stands_alone(next.lines.first) {
            *join = Join::Apart;
        }
        if line.setting != Setting::Running || next.setting != Setting::Running || line.menu || next.menu {
            *join = Join::Apart;
        }
        let told = || match wrapping.goes_on(at) {
            Some(Proof::Certain) => !is_marked(&next.text) && !is_signed(&next.text),
            Some(Proof::Likely) => may_go_on(line, next),
            Some(Proof::Refuted) | None => false,
        };
        if *join == Join::Unknown && wrapping.goes_on(at) == Some(Proof::Refuted) {
            *join = Join::Apart;
        }
        if *join == Join::Unknown
            && (next.gap == 0 && (told() || goes_on(line, next, broken.get(at) == Some(&true), margin))
                || is_scene_and_credit(line, next))
        {
            *join = Join::Joined;
        }
    }
    assemble(lines, &joins)
}

/// Whether a line and the next are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    /// Nothing but their own shape tells.
    Unknown,
    /// They are.
    Joined,
    /// They are not: a copy elsewhere ends here.
    Apart,
}

/// The longest text that is looked for as the unwrapped copy of several lines, in bytes.
const LONGEST_COPY: usize = 1200;
/// So many letters of the first line must agree before copies are compared.
const PROBE: usize = 8;
/// So many different copies with the same opening are tried.
const CANDIDATES: usize = 8;

/// Lines that together read as another line of the page does.
fn copied_joins(lines: &[Line]) -> Vec<Join> {
    let mut joins = vec![Join::Unknown; lines.len()];
    let keys = CopyKeys { lines, keys: vec![OnceCell::new(); lines.len()] };
    let mut openings: HashMap<&str, Vec<&str>> = HashMap::new();
    let alike = alike(lines);
    for key in (0..lines.len()).filter(|&at| alike.get(at) == Some(&true)).map(|at| keys.get(at)) {
        if let Some(opening) = opening(key) {
            let known = openings.entry(opening).or_default();
            if known.len() < CANDIDATES && !known.contains(&key) {
                known.push(key);
            }
        }
    }
    let mut at = 0;
    while at < lines.len() {
        let last = if alike.get(at) == Some(&true) { unwrapped_end(&keys, at, &openings) } else { None };
        let last = last.unwrap_or(at);
        joins.iter_mut().take(last).skip(at).for_each(|join| *join = Join::Joined);
        if let Some(join) = joins.get_mut(last).filter(|_| last > at) {
            *join = Join::Apart;
        }
        at = last + 1;
    }
    joins
}

/// Which lines begin with the letters another one begins with: no other line has a copy.
fn alike(lines: &[Line]) -> Vec<bool> {
    let mut alike = vec![false; lines.len()];
    if !lines.iter().skip(1).any(|line| line.gap == 0) {
        return alike;
    }
    let mut firsts: Vec<([u8; 8], usize)> =
        lines.iter().map(|line| Ends::of(&line.text).first).zip(0..).collect();
    firsts.sort_unstable();
    let shared = firsts.chunk_by(|(one, _), (other, _)| one == other).filter(|shared| shared.len() > 1);
    for (_, at) in shared.flatten() {
        if let Some(alike) = alike.get_mut(*at) {
            *alike = true;
        }
    }
    alike
}

/// The [`copy_key`] of each line, made when it is asked for.
struct CopyKeys<'a> {
    lines: &'a [Line],
    keys: Vec<OnceCell<String>>,
}

impl CopyKeys<'_> {
    fn get(&self, at: usize) -> &str {
        let line = self.lines.get(at).map_or("", |line| line.text.as_str());
        self.keys.get(at).map_or("", |key| key.get_or_init(|| copy_key(line)))
    }
}

fn opening(key: &str) -> Option<&str> {
    key.char_indices().nth(PROBE).and_then(|(end, _)| key.get(..end))
}

/// Letters and digits only, so that a hyphen at the end of a line does not count.
fn copy_key(text: &str) -> String {
    if text.len() > LONGEST_COPY {
        return String::new();
    }
    text::letters(text)
}

/// The last of the lines from `at` that together make up another line.
fn unwrapped_end(keys: &CopyKeys<'_>, at: usize, openings: &HashMap<&str, Vec<&str>>) -> Option<usize> {
    let first = keys.get(at);
    let copies = openings.get(opening(first)?)?;
    copies.iter().filter(|copy| copy.len() > first.len()).find_map(|copy| {
        let mut rest = copy.strip_prefix(first)?;
        let mut last = at;
        while !rest.is_empty() {
            last += 1;
            keys.lines.get(last).filter(|line| line.gap == 0)?;
            rest =
                Some(keys.get(last)).filter(|key| !key.is_empty()).and_then(|key| rest.strip_prefix(key))?;
        }
        Some(last)
    })
}

/// How a page was wrapped.
#[derive(Debug, Clone, Copy)]
struct Margin {
    /// The longest line, in characters.
    width: usize,
    /// The white space before lines that go on; a paragraph may begin with more.
    indent: usize,
}

/// Which lines end inside a sentence that the next one takes up.
fn broken(lines: &[Line]) -> Vec<bool> {
    let breaks =
        |pair: &[Line]| matches!(pair, [line, next] if next.gap == 0 && breaks_in_sentence(line, next));
    lines.windows(2).map(breaks).collect()
}

/// The margin of a page, where its lines agree on one.
fn margin(lines: &[Line], broken: &[bool]) -> Option<Margin> {
    let pairs = lines.iter().zip(lines.iter().skip(1)).zip(broken);
    let broken: Vec<(&Line, &Line)> = pairs.filter(|(_, broken)| **broken).map(|(pair, _)| pair).collect();
    let pairs: Vec<(usize, usize)> =
        broken.iter().map(|(line, next)| (width(line), sentence::first_word(&next.text))).collect();
    let widest = pairs.iter().map(|&(length, _)| length).max()?;
    let full = pairs.iter().filter(|&&(length, word)| length + 1 + word > widest).count();
    let indent = broken.iter().map(|(_, next)| next.indent).min().unwrap_or_default();
    let agreed = pairs.len() >= 3 && widest <= LONGEST_WRAPPED && full * 10 >= pairs.len() * 9;
    agreed.then_some(Margin { width: widest, indent })
}

/// The shortest line that is taken for a wrapped one by its wording alone, in characters.
const SHORTEST_WRAPPED: usize = 30;
/// The widest a page is wrapped at, in characters.
const LONGEST_WRAPPED: usize = 200;

/// A line that ends inside a sentence which the next line takes up in a small letter.
fn breaks_in_sentence(line: &Line, next: &Line) -> bool {
    let wrapped = (SHORTEST_WRAPPED..=LONGEST_WRAPPED).contains(&width(line));
    wrapped
        && (!sentence::ends_sentence(&line.text) || ends_in_initial(&line.text))
        && sentence::starts_lower(&next.text)
        && !stands_alone(next)
}

/// The last word is one capital and a full stop: `E. / coli`.
fn ends_in_initial(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    last.len() == 2 && last.ends_with('.') && sentence::is_capitalised(last)
}

/// Words that no line of its own ends in.
const HANGING: &[&str] = &[
    "a", "an", "the", "of", "and", "or", "from", "with", "that", "which", "who", "its", "his", "her",
    "their", "via",
];

/// Words that end a line only inside a sentence or before a headline's end: `sworn in`.
const DANGLING: &[&str] =
    &["in", "on", "at", "to", "for", "by", "as", "after", "before", "near", "during", "is", "are", "was"];

fn goes_on(line: &Line, next: &Line, broken: bool, margin: Option<Margin>) -> bool {
    if credit::is_credit_alone(&next.text) {
        return !stands_alone(line);
    }
    // The cheap questions first: most pairs of lines end here.
    let open = broken || hangs(line, next) || margin.is_some_and(|margin| fills(line, next, margin));
    if !open || line.text == next.text || is_marked(&next.text) {
        return false;
    }
    let dashed = is_dashed(&next.text) && sentence::ends_sentence(&line.text);
    !dashed && !is_credited(&line.text) && !stands_alone(line) && !stands_alone(next)
}

/// What a picture shows and, a blank line below it, whose it is: `Jane Doe/AFP`.
fn is_scene_and_credit(line: &Line, next: &Line) -> bool {
    next.gap == 1
        && next.text.len() <= LONGEST_SCENE_CREDIT
        && (next.text.contains('/') || next.text.starts_with('(') && next.text.contains("hoto"))
        && credit::is_credit_alone(&next.text)
        && scene::is_scene(&line.text)
}

/// The longest name and agency on a line of their own, in bytes.
const LONGEST_SCENE_CREDIT: usize = 60;

/// `By Jane Doe`, as full a line as it may be.
fn is_signed(text: &str) -> bool {
    text.starts_with("By ") && byline::byline(text).is_some()
}

/// Whether nothing but their width speaks about two lines.
fn may_go_on(line: &Line, next: &Line) -> bool {
    line.text != next.text && !is_marked(&next.text) && !stands_alone(line) && !stands_alone(next)
}

/// A line that ends where no line of its own would.
fn hangs(line: &Line, next: &Line) -> bool {
    if !(SHORTEST_WRAPPED..=LONGEST_WRAPPED).contains(&width(line)) || sentence::ends_sentence(&line.text) {
        return false;
    }
    let last = line.text.rsplit(' ').next().unwrap_or_default();
    let is_one_of = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(last));
    let dated = || next.text.starts_with(|letter: char| letter.is_ascii_digit()) || is_one_of(DANGLING);
    is_one_of(HANGING) || line.text.ends_with([',', ';']) || (dated() && credit::credit(&next.text).is_some())
}

/// A caption ends in its credit.
fn is_credited(text: &str) -> bool {
    text.ends_with([')', ']'])
        && credit::credit(text).is_some_and(|credit| credit.certainty == Certainty::Agency)
}

/// Whether the line was as full as the page allows: the next word would not have fitted.
fn fills(line: &Line, next: &Line, margin: Margin) -> bool {
    let needed = width(line) + 1 + sentence::first_word(&next.text);
    let slack = if sentence::ends_sentence(&line.text) { 0 } else { margin.width / 8 };
    let indented = next.indent >= margin.indent + 2;
    let headline = line.gap >= 2 && is_title_case(&line.text);
    width(line) <= margin.width + margin.width / 16 && needed + slack > margin.width && !indented && !headline
}

/// The characters of a line with the white space it began with.
fn width(line: &Line) -> usize {
    let marks = line.marks.as_ref().map_or(0, |marks| marks.split(' ').map(str::len).sum());
    line.indent + sentence::characters(&line.text) + marks
}

/// Most longer words are capitalised, as in a headline.
fn is_title_case(text: &str) -> bool {
    let long = text.split(' ').filter(|word| word.chars().count() >= 4);
    let capitals = long.clone().filter(|word| sentence::is_capitalised(word)).count();
    let all = long.count();
    all >= 4 && capitals * 10 >= all * 9
}

/// Lines that are whole by what they are.
fn stands_alone(line: &Line) -> bool {
    let text = line.text.as_str();
    let row = || dates::row(text, NumericOrder::Unsettled).is_some() || byline::byline(text).is_some();
    let own = || {
        control::control(text).is_some()
            || control::opener(text).is_some()
            || control::labelled(text).is_some()
    };
    let labelled = || field::labelled(text).is_some() || field::opens_document(text);
    dates::stamp(text).is_some()
        || (sentence::characters(text) <= 160
            && (counter::is_counter(text) || row() || own() || labelled() || meta::is_row(text)))
}

fn is_marked(text: &str) -> bool {
    text.starts_with(['•', '‣', '◦', '▪', '●', '·', '*', '#', '►', '■'])
}

fn is_dashed(text: &str) -> bool {
    text.starts_with("- ") || text.starts_with("— ") || text.starts_with("– ")
}

fn assemble(lines: Vec<Line>, joins: &[Join]) -> Vec<Line> {
    let mut compounds = None;
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    let texts: Vec<String> = if joins.contains(&Join::Joined) {
        lines.iter().map(|line| line.text.clone()).collect()
    } else {
        Vec::new()
    };
    for (at, line) in lines.into_iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| joins.get(before));
        match joined.last_mut().filter(|_| before == Some(&Join::Joined)) {
            Some(open) => {
                let known = compounds.get_or_insert_with(|| hyphens::compounds(&texts));
                hyphens::append(&mut open.text, &line.text, known);
                open.lines = open.lines.to(line.lines);
                if let Some(marks) = line.marks {
                    open.marks =
                        Some(open.marks.take().map_or(marks.clone(), |known| format!("{known} {marks}")));
                }
            }
            None => joined.push(line),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::page::lines;

    fn check(page: &str, expected: &[&str]) {
        let texts: Vec<String> = reflow(lines::number(page, 1).lines, &Corrected::default())
            .into_iter()
            .map(|line| line.text)
            .collect();
        assert_eq!(texts, expected, "{page}");
    }

    #[test]
    fn a_wrapped_caption_is_joined_as_its_copy_reads() {
        let page = " A ferry leaves the quay of Port\nBlue, Asharq Al-\nAwsat said.\nA ferry leaves the quay of Port Blue, Asharq Al-Awsat said.\nTT";
        let whole = "A ferry leaves the quay of Port Blue, Asharq Al-Awsat said.";
        check(page, &[whole, whole, "TT"]);
    }

    #[test]
    fn a_wrapped_caption_without_a_copy_is_joined_by_its_wording() {
        check(
            "A ferry leaves the quay of Port Blue on\n10 May 2019. (AP)\nTT",
            &["A ferry leaves the quay of Port Blue on 10 May 2019. (AP)", "TT"],
        );
        check("The mayor of Port Blue speaks.\n(REUTERS)", &["The mayor of Port Blue speaks. (REUTERS)"]);
    }

    #[test]
    fn a_page_of_fixed_width_is_reflowed() {
        let page = "The ferry company said on Monday that all\nservice to the outer islands would be sus-\npended until the storm passes. Some later\nferries will not leave.\nOn the next day a large crowd of anti-\ngovernment protesters met at the quay of\nthe old harbour.\n\nA second paragraph.";
        check(
            page,
            &[
                "The ferry company said on Monday that all service to the outer islands would be suspended until the storm passes. Some later ferries will not leave.",
                "On the next day a large crowd of anti-government protesters met at the quay of the old harbour.",
                "A second paragraph.",
            ],
        );
    }

    #[test]
    fn paragraphs_on_consecutive_lines_stay_apart() {
        let page = "Harbour closed\nThe harbour was closed.\nA ferry waited outside.\nNobody was hurt, the mayor said.";
        check(
            page,
            &[
                "Harbour closed",
                "The harbour was closed.",
                "A ferry waited outside.",
                "Nobody was hurt, the mayor said.",
            ],
        );
        check(
            "Harbour of the old town is closed\n24 September 2019\nby Jane Doe",
            &["Harbour of the old town is closed", "24 September 2019", "by Jane Doe"],
        );
    }
}
