//! The bottom line while something is typed into it: the filter with what it finds, or a search.

use std::ops::Range;

use ratatui::buffer::Buffer;

use super::Kit;
use super::paint::{Cut, Marks, Pen};
use super::status::draw_above;
use crate::app::{App, Ask, Completion, FilterBar, FindBar, Suggestion};
use crate::text::{SafeText, width};

/// How many answers are offered beside the one that is typed.
const SUGGESTIONS: usize = 5;

/// Columns of the filter's line that are neither typed nor told: signs, the cursor and what stands between.
const BESIDE: usize = 5 + ESC;

/// How many completions of the filter are offered at once.
const OFFERS: usize = 8;

/// Draws the filter while it is typed.
pub(super) fn draw(app: &App, bar: &FilterBar, kit: Kit, buffer: &mut Buffer) {
    let filter = app.filter();
    let typed = bar.prompt.text();
    let (before, nothing) = (SafeText::label("/"), SafeText::default());
    let asked = Asked { before: &before, typed, wrong: None, right: &nothing, leave: LEAVE };
    let offered = offered(app, bar);
    // What is half typed makes no sense yet: as long as it can be completed, that is told instead, until it is to be
    // taken as it is.
    let unfinished = || filter.mistake().filter(|_| offered.is_empty());
    if let Some(mistake) = bar.refused.as_ref().or_else(unfinished) {
        // The filter has lost the blanks it began with.
        let blanks = typed.len() - typed.trim_start().len();
        let wrong = Some(mistake.at.start + blanks..mistake.at.end + blanks);
        return draw_line(app, kit, &Asked { wrong, right: &mistake.message, ..asked }, buffer);
    }
    let count = format!("{} of {}", app.list().articles(), filter.of());
    let similar = if filter.similar() { "no exact match; showing similar  " } else { "" };
    let guesses = filter.guesses().iter().map(SafeText::as_str);
    let told = guesses.chain([count.as_str()]).collect::<Vec<_>>().join("  ");
    let right = |offered: &[String]| match offered {
        [] => SafeText::label(&format!("{similar}{told}")),
        offered => SafeText::label(&format!("{similar}{told}   {} [Tab]", offered.join("  "))),
    };
    let room = usize::from(app.size().width).saturating_sub(width(typed) + BESIDE);
    let mut all = (0..=offered.len()).rev().map(|count| right(&offered[..count]));
    let right =
        all.clone().find(|right| width(right) <= room).or_else(|| all.next_back()).unwrap_or_default();
    // What was only guessed is told whole, like a mistake.
    let wrong = (!filter.guesses().is_empty()).then_some(0..0);
    draw_line(app, kit, &Asked { wrong, right: &right, ..asked }, buffer);
}

/// What Tab puts in, in the order in which it does: `region: Sahel (2)`, `Levant (1)`, `topic: conflict (3)`. A field is
/// named once for all its values.
fn offered(app: &App, bar: &FilterBar) -> Vec<String> {
    let mut before = String::new();
    let counted = |offer: &Completion| {
        let label = match offer.label.split_once(": ") {
            Some((field, value)) if field == before => value,
            // What a field is for is none of its values.
            Some((field, _)) if !offer.query.ends_with(':') => {
                field.clone_into(&mut before);
                &offer.label
            }
            Some(_) | None => &offer.label,
        };
        offer.count.map_or_else(|| label.to_owned(), |count| format!("{label} ({count})"))
    };
    app.offers(bar).iter().take(OFFERS).map(counted).collect()
}

/// Draws the search in the article while it is typed.
pub(super) fn draw_find(app: &App, bar: &FindBar, kit: Kit, buffer: &mut Buffer) {
    let hits = app.reading().search().map(|search| (search.current(), search.hits().len()));
    let right = match hits {
        None => SafeText::default(),
        Some((_, 0)) => SafeText::label("not in this article"),
        Some((None, count)) => SafeText::label(&format!("{count} of the filter")),
        Some((Some(current), count)) => SafeText::label(&format!("{} of {count}", current + 1)),
    };
    let wrong = matches!(hits, Some((_, 0))).then_some(0..0);
    let before = SafeText::label("find:");
    draw_line(
        app,
        kit,
        &Asked { before: &before, typed: bar.prompt.text(), right: &right, wrong, leave: LEAVE },
        buffer,
    );
}

/// Draws a question with the answer while it is typed, and what it may be.
pub(super) fn draw_ask(app: &App, ask: &Ask, kit: Kit, buffer: &mut Buffer) {
    let before = app.asks(ask.question);
    let typed = ask.prompt.text();
    let room = usize::from(app.size().width).saturating_sub(width(&before) + width(typed) + BESIDE - 1);
    let offers = offers(app, ask);
    let help =
        (0..=offers.len().min(SUGGESTIONS)).rev().map(|count| offered_answers(typed, &offers[..count]));
    // What can be taken with Enter goes before other ways.
    let other = app.way_to_write_all(ask.question).filter(|_| !typed.is_empty());
    let ends = app.ends_of_note(ask.question);
    let keeps = ends.map(|[keeps, _]| SafeText::label(&format!("Enter {keeps}")));
    let help =
        keeps.into_iter().chain(other).chain(help).find(|help| width(help) <= room).unwrap_or_default();
    let right = ask.mistake.clone().unwrap_or(help);
    let wrong = ask.mistake.is_some().then_some(0..0);
    let leave = ends.map_or(LEAVE, |[_, leave]| leave);
    draw_line(app, kit, &Asked { before: &before, typed, right: &right, wrong, leave }, buffer);
}

/// The answers that are offered, each with what it stands for.
fn offers(app: &App, ask: &Ask) -> Vec<String> {
    let shown = |one: Suggestion| {
        if one.meaning.is_empty() {
            one.answer.to_string()
        } else {
            format!("{} {}", one.answer, one.meaning)
        }
    };
    app.suggestions(ask).into_iter().map(shown).collect()
}

/// Answers with the keys that take the first of them: Enter while nothing is typed.
fn offered_answers(typed: &str, offers: &[String]) -> SafeText {
    let text = match offers {
        [] => String::new(),
        [first, rest @ ..] if typed.trim().is_empty() => {
            let gap = if rest.is_empty() { "" } else { "  " };
            format!("{first} [Enter]{gap}{}", rest.join("  "))
        }
        all => format!("{} [Tab]", all.join("  ")),
    };
    SafeText::label(&text)
}

/// Draws a line that is typed into something other than a question.
pub(super) fn draw_typed(app: &App, (before, typed): (&'static str, &str), kit: Kit, buffer: &mut Buffer) {
    let before = &SafeText::label(before);
    draw_line(
        app,
        kit,
        &Asked { before, typed, right: &SafeText::default(), wrong: None, leave: LEAVE },
        buffer,
    );
}

#[derive(Clone)]
struct Asked<'a> {
    /// What stands before the text that is typed.
    before: &'a SafeText,
    typed: &'a str,
    right: &'a SafeText,
    /// The bytes of what is typed that are wrong; none where nothing is.
    wrong: Option<Range<usize>>,
    /// What the key does that stands at the end of the line.
    leave: &'static str,
}

fn draw_line(app: &App, kit: Kit, asked: &Asked<'_>, buffer: &mut Buffer) {
    let area = app.panes().status;
    let typed = SafeText::label(asked.typed);
    let before = width(asked.before) + 4;
    let room = usize::from(area.width).saturating_sub(before + width(&typed) + ESC);
    // What is wrong is told whole, above what is typed where there is too little room beside it.
    let above = asked.wrong.is_some() && width(asked.right) > room;
    if above {
        draw_above(app, asked.right, kit, buffer);
    }
    let beside = if above { 0 } else { width(asked.right).min(room) };
    let mut pen = Pen::new(buffer, area, 0);
    pen.write_right(" ", kit.styles.quiet);
    if beside + 1 + asked.leave.len() < room {
        pen.write_right(asked.leave, kit.styles.quiet).write_right(" ", kit.styles.quiet);
    }
    pen.write_right("Esc", kit.styles.strong).write_right("  ", kit.styles.quiet);
    if beside > 0 {
        let style = if asked.wrong.is_some() { kit.styles.warning } else { kit.styles.quiet };
        let cells = u16::try_from(beside).unwrap_or(u16::MAX);
        let cut = Cut { cells, more: kit.signs.more };
        pen.cut_off_right(cells).write_within(asked.right, cut, style);
    }
    // Of what is longer than the line the end shows, where one types.
    let shown = tail(&typed, usize::from(pen.room()).saturating_sub(before));
    pen.skip(1).write(asked.before, kit.styles.accent).skip(1);
    let wrong = asked.wrong.iter().filter(|_| *typed == *asked.typed);
    let marked: Vec<_> = wrong.map(|range| (range.clone(), kit.styles.wrong())).collect();
    pen.write_marked(&typed, shown..typed.len(), &Marks { ranges: &marked, plain: kit.styles.text });
    kit.end_typing(&mut pen);
}

/// The cells of the key that leaves, with blanks around it.
const ESC: usize = 6;
/// What the key does that stands at the end of the line, where nothing else is said.
const LEAVE: &str = "leave";

/// The byte from which on a text takes at most so many cells.
pub(super) fn tail(text: &SafeText, cells: usize) -> usize {
    let starts = text.char_indices().map(|(start, _)| start);
    starts
        .chain([text.len()])
        .find(|start| width(text.get(*start..).unwrap_or_default()) <= cells)
        .unwrap_or(0)
}
