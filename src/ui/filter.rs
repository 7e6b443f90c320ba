//! The bottom line while something is typed into it: the filter with what it finds, or a search.

use ratatui::buffer::Buffer;

use super::Kit;
use super::paint::{Cut, Pen};
use crate::app::{App, Ask, Completion, FilterBar, FindBar, completions};
use crate::text::{SafeText, width};

/// How many answers are offered beside the one that is typed.
const SUGGESTIONS: usize = 5;

/// Draws the filter while it is typed.
pub(super) fn draw(app: &App, bar: &FilterBar, kit: Kit, buffer: &mut Buffer) {
    let filter = app.filter();
    let typed = bar.prompt.text();
    if let Some(mistake) = filter.mistake() {
        return draw_line(
            app,
            kit,
            Asked { before: "/", typed, right: &mistake.message, wrong: true },
            buffer,
        );
    }
    let count = format!("{} of {}", app.list().len(), filter.of());
    let similar = if filter.similar() { "no exact match; showing similar  " } else { "" };
    let offered = app.vocabulary().map(|vocabulary| completions(vocabulary, typed)).unwrap_or_default();
    let counted = |completion: &Completion| {
        let mut facets = filter.facets().unwrap_or_default().iter();
        let facet = facets.find(|facet| facet.kind == completion.kind && *facet.code == *completion.code);
        facet.map_or_else(
            || completion.label.to_string(),
            |facet| format!("{} ({})", completion.label, facet.count),
        )
    };
    let offered: Vec<String> = offered.iter().take(2).map(counted).collect();
    let help = if offered.is_empty() { String::new() } else { format!("   {} [Tab]", offered.join("  ")) };
    let right = SafeText::label(&format!("{similar}{count}{help}"));
    draw_line(app, kit, Asked { before: "/", typed, right: &right, wrong: false }, buffer);
}

/// Draws the search in the article while it is typed.
pub(super) fn draw_find(app: &App, bar: &FindBar, kit: Kit, buffer: &mut Buffer) {
    let hits = app.reading().search().map(|search| (search.current() + 1, search.hits().len()));
    let right = match hits {
        None => SafeText::default(),
        Some((_, 0)) => SafeText::label("not in this article"),
        Some((current, count)) => SafeText::label(&format!("{current} of {count}")),
    };
    let wrong = matches!(hits, Some((_, 0)));
    draw_line(app, kit, Asked { before: "/", typed: bar.prompt.text(), right: &right, wrong }, buffer);
}

/// Draws a question with the answer while it is typed, and what it may be.
pub(super) fn draw_ask(app: &App, ask: &Ask, kit: Kit, buffer: &mut Buffer) {
    let suggestions = app.suggestions(ask);
    let shown = suggestions.iter().take(SUGGESTIONS).map(|one| {
        if one.meaning.is_empty() {
            one.answer.to_string()
        } else {
            format!("{} {}", one.answer, one.meaning)
        }
    });
    let shown: Vec<String> = shown.collect();
    let help = if shown.is_empty() { String::new() } else { format!("{} [Tab]", shown.join("  ")) };
    let right = ask.mistake.clone().unwrap_or_else(|| SafeText::label(&help));
    let asked = Asked {
        before: ask.question.name(),
        typed: ask.prompt.text(),
        right: &right,
        wrong: ask.mistake.is_some(),
    };
    draw_line(app, kit, asked, buffer);
}

#[derive(Clone, Copy)]
struct Asked<'a> {
    /// What stands before the text that is typed.
    before: &'static str,
    typed: &'a str,
    right: &'a SafeText,
    wrong: bool,
}

fn draw_line(app: &App, kit: Kit, asked: Asked<'_>, buffer: &mut Buffer) {
    let area = app.panes().status;
    let mut pen = Pen::new(buffer, area, 0);
    let typed = SafeText::label(asked.typed);
    let needed = width(asked.before) + width(&typed) + 5;
    let room = usize::from(pen.room());
    if needed < room {
        let cells = u16::try_from(room - needed).unwrap_or(u16::MAX);
        let style = if asked.wrong { kit.styles.warning } else { kit.styles.quiet };
        let shown = width(asked.right).min(usize::from(cells));
        let mut right = Pen::new(buffer, area, 0);
        right.skip(u16::try_from(room - shown - 1).unwrap_or(0));
        right.write_within(asked.right, Cut { cells, more: kit.signs.more }, style);
        pen = Pen::new(buffer, area, 0);
    }
    pen.skip(1)
        .write(asked.before, kit.styles.accent)
        .skip(1)
        .write(&typed, kit.styles.text)
        .write("_", kit.styles.accent);
}
