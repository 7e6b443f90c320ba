//! The bottom line while something is typed into it: the filter with what it finds, or a search.

use ratatui::buffer::Buffer;

use super::Kit;
use super::paint::{Cut, Pen};
use crate::app::{App, Completion, FilterBar, FindBar, completions};
use crate::text::{SafeText, width};

/// Draws the filter while it is typed.
pub(super) fn draw(app: &App, bar: &FilterBar, kit: Kit, buffer: &mut Buffer) {
    let filter = app.filter();
    let typed = bar.prompt.text();
    if let Some(mistake) = filter.mistake() {
        return draw_line(app, kit, Asked { typed, right: &mistake.message, wrong: true }, buffer);
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
    draw_line(app, kit, Asked { typed, right: &right, wrong: false }, buffer);
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
    draw_line(app, kit, Asked { typed: bar.prompt.text(), right: &right, wrong }, buffer);
}

#[derive(Clone, Copy)]
struct Asked<'a> {
    typed: &'a str,
    right: &'a SafeText,
    wrong: bool,
}

fn draw_line(app: &App, kit: Kit, asked: Asked<'_>, buffer: &mut Buffer) {
    let area = app.panes().status;
    let mut pen = Pen::new(buffer, area, 0);
    let typed = SafeText::label(asked.typed);
    let needed = width(&typed) + 6;
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
    pen.skip(1).write("/ ", kit.styles.accent).write(&typed, kit.styles.text).write("_", kit.styles.accent);
}
