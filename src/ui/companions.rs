//! The panel of copies and related articles, and how a copy differs from the open article.

use ratatui::buffer::Buffer;

use super::Kit;
use super::help::{closes, window};
use super::paint::{Cut, Pen};
use super::status::{Hint, name_keys};
use crate::app::{
    Action, App, Area, Companion, CompanionView, Companions, DIFFERENCE_MARK, Pane, difference_lines,
};
use crate::article::Standing;
use crate::text::SafeText;

/// The keys of the list.
const KEYS: [Hint; 4] = [
    (&[Action::NextArticle, Action::PreviousArticle], "move"),
    (&[Action::Read], "open"),
    (&[Action::Companions], "what differs"),
    (&[Action::Dismiss], "close"),
];

/// Draws the panel.
pub(super) fn draw(app: &App, panel: Companions, kit: Kit, buffer: &mut Buffer) {
    match panel.view {
        CompanionView::List => draw_list(app, panel.chosen, kit, buffer),
        CompanionView::Difference(top) => draw_difference(app, (panel.chosen, top), kit, buffer),
    }
}

fn draw_list(app: &App, chosen: usize, kit: Kit, buffer: &mut Buffer) {
    let area = window(app, kit, buffer);
    Pen::new(buffer, area, 0).write("Copies and related articles", kit.styles.accent);
    let list = Area { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    let shown = usize::from(list.height / 2).max(1);
    let top = chosen.saturating_sub(shown - 1);
    for (row, (place, companion)) in
        (0..list.height).step_by(2).zip(app.companions().iter().enumerate().skip(top))
    {
        draw_companion(kit, companion, place == chosen, (list, row), buffer);
    }
    name_keys(app, (Pane::List, &KEYS), kit, Pen::new(buffer, app.panes().status, 0).skip(1));
}

/// Two rows: the headline with its date, then the reason and the source.
fn draw_companion(
    kit: Kit,
    companion: &Companion,
    chosen: bool,
    (area, row): (Area, u16),
    buffer: &mut Buffer,
) {
    let article = &companion.article;
    let style = if chosen { kit.styles.strong } else { kit.styles.text };
    let mut pen = Pen::new(buffer, area, row);
    let date = article.dates.published.map_or("undated".to_owned(), |dated| dated.date.to_string());
    kit.begin_row(&mut pen, chosen);
    pen.skip(1).write_right(&SafeText::label(&date), kit.styles.quiet);
    let cells = pen.room().saturating_sub(2);
    pen.write_within(&article.headline.shown(), Cut { cells, more: kit.signs.more }, style);
    if row + 1 < area.height {
        let mut pen = Pen::new(buffer, area, row + 1);
        let source = SafeText::label(&article.source.path.to_string_lossy());
        let cells = pen.room() / 2;
        pen.skip(4)
            .write_within(&companion.reason(), Cut { cells, more: kit.signs.more }, kit.styles.text)
            .skip(2);
        let cells = pen.room();
        pen.write_within(&source, Cut { cells, more: kit.signs.more }, kit.styles.quiet);
    }
}

fn draw_difference(app: &App, (chosen, top): (usize, usize), kit: Kit, buffer: &mut Buffer) {
    let area = window(app, kit, buffer);
    let Some((open, other)) = app.reading().opened().zip(app.companions().get(chosen)) else { return };
    let mut title = Pen::new(buffer, area, 0);
    title.write("- in the open article alone   + in ", kit.styles.quiet);
    let (source, cells) =
        (SafeText::label(&other.article.source.path.to_string_lossy()), title.room().saturating_sub(6));
    title
        .write_within(&source, Cut { cells, more: kit.signs.more }, kit.styles.quiet)
        .write(" alone", kit.styles.quiet);
    let text = Area { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    let lines = difference_lines(&open.article, &other.article, app.size().width);
    for (row, line) in (0..text.height).zip(lines.iter().skip(top)) {
        let (mark, style) = match line.standing {
            Standing::Both => ("  ", kit.styles.quiet),
            Standing::Left => ("- ", kit.styles.text),
            Standing::Right => ("+ ", kit.styles.strong),
        };
        let mut pen = Pen::new(buffer, text, row);
        if line.first {
            pen.write(mark, kit.styles.accent);
        } else {
            pen.skip(DIFFERENCE_MARK);
        }
        pen.write(&line.text, style);
    }
    closes(app, kit, buffer);
}
