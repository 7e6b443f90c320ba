//! The notes panel: the note on the article, then every highlight with its note and where it stands.

use ratatui::buffer::Buffer;

use super::Kit;
use super::help::window;
use super::hints::{self, Hint, Named};
use super::paint::{Cut, Pen, part};
use super::path::end_of_path;
use crate::app::{Action, App, Area, NOTE_PASSAGE, NOTE_ROWS, NotePanel, Pane};
use crate::text::{Hyphenation, SafeText, WrapOptions, wrap};

/// Draws the panel over the panes.
pub(super) fn draw(app: &App, panel: NotePanel, kit: Kit, buffer: &mut Buffer) {
    let area = window(app, kit, buffer);
    Pen::new(buffer, area, 0).write("Notes and highlights", kit.styles.strong);
    let list = Area { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    let shown = usize::from((list.height / NOTE_ROWS).max(1));
    let top = (panel.cursor + 1).saturating_sub(shown);
    for (line, (place, row)) in (0..).zip(rows(app).iter().enumerate().skip(top).take(shown)) {
        let y = list.y + line * NOTE_ROWS;
        let place_of_row = Area { y, height: NOTE_ROWS.min(list.y + list.height - y), ..list };
        draw_row(kit, row, place == panel.cursor, (place_of_row, &mut *buffer));
    }
    let keys: [Hint; 4] = [
        (&[Action::Tag], "note"),
        (&[Action::Untag], "take away"),
        (&[Action::Copy], "copy"),
        (&[Action::Undo], "undo"),
    ];
    let mut named = vec![Named::fixed("Enter", "go there")];
    named.extend(keys.iter().filter_map(|hint| Named::bound(app, Pane::Reading, hint)));
    named.push(Named::fixed("Esc", "leave"));
    hints::write(kit, Pen::new(buffer, app.panes().status, 0).skip(1), &named);
}

/// What is shown of a note: the words it is on, where they stand, and what it says.
struct Row {
    text: SafeText,
    place: SafeText,
    note: SafeText,
}

fn rows(app: &App) -> Vec<Row> {
    let article = app.reading().opened().map(|opened| opened.article.clone());
    let text = SafeText::label("on the whole article");
    let mut rows = vec![Row { text, place: SafeText::default(), note: app.article_note() }];
    rows.extend(app.highlights().into_iter().map(|highlight| Row {
        place: article.as_ref().map(|article| highlight.place(article)).unwrap_or_default(),
        text: highlight.text,
        note: highlight.note,
    }));
    rows
}

fn draw_row(kit: Kit, row: &Row, chosen: bool, (area, buffer): (Area, &mut Buffer)) {
    let style = if chosen { kit.styles.accent } else { kit.styles.text };
    let text = SafeText::label(&row.text);
    let width = usize::from(area.width.saturating_sub(2).max(1));
    let lines = wrap(&text, WrapOptions { width, hyphenation: Hyphenation::Off });
    let mut next = 0;
    for (number, line) in (0..NOTE_PASSAGE).zip(&lines) {
        let mut pen = Pen::new(buffer, area, number);
        kit.begin_row(&mut pen, chosen && number == 0);
        let last = number + 1 == NOTE_PASSAGE;
        let end = if last { text.len() } else { line.shown.end };
        let cells = pen.skip(1).room();
        pen.write_within(part(&text, line.shown.start..end), Cut { cells, more: kit.signs.more }, style);
        next = number + 1;
    }
    let mut pen = Pen::new(buffer, area, next);
    let shown = end_of_path(&row.place, usize::from(area.width / 3));
    pen.write_right(part(&row.place, shown..row.place.len()), kit.styles.quiet);
    if shown > 0 {
        pen.write_right(kit.signs.more, kit.styles.quiet);
    }
    let cells = pen.skip(4).room().saturating_sub(2);
    let (words, style) = if row.note.is_empty() {
        (SafeText::label("no note"), kit.styles.quiet)
    } else {
        (row.note.clone(), kit.styles.text)
    };
    pen.write_within(&words, Cut { cells, more: kit.signs.more }, style);
}
