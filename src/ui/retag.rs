//! The panel that corrects tags: those there are with their words, or those that fit what is typed.

use ratatui::buffer::Buffer;

use super::Kit;
use super::help::window;
use super::hints::{self, Named};
use super::paint::{Cut, Marks, Pen};
use super::picker::letter_end;
use crate::app::{App, Area, Held, Retag, RuleWord, TagRow};
use crate::article::{Stance, Subject};
use crate::text::SafeText;

/// Columns of what a tag is: `country`.
const SUBJECT: u16 = 9;
/// Columns of a label.
const LABEL: u16 = 24;

/// Lines of tags that must remain above what is offered.
const FEWEST_TAGS: u16 = 5;
/// The keys while a tag is being typed.
const TYPING: [(&str, &str); 3] = [("Enter", "take"), ("Up Down", "move"), ("Esc", "leave")];
/// The keys while the cursor stands on a tag of the article.
const STANDING: [(&str, &str); 5] =
    [("-", "take away"), ("Enter", "replace"), ("letters", "add"), ("Up Down", "move"), ("Esc", "leave")];
/// The keys while the word of a rule is being chosen.
const CHOOSING: [(&str, &str); 4] =
    [("letters", "find a word"), ("Enter", "take"), ("Up Down", "move"), ("Esc", "no rule")];

/// Draws the panel over the panes.
pub(super) fn draw(app: &App, panel: &Retag, kit: Kit, buffer: &mut Buffer) {
    let area = window(app, kit, buffer);
    if let Some(word) = &panel.word {
        draw_words(app, word, kit, (area, buffer));
        return;
    }
    let typing = panel.replaced.is_some() || !panel.prompt.text().is_empty();
    title(panel, kit, &mut Pen::new(buffer, area, 0));
    let rows = app.tag_rows(panel);
    let list = Area { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    if rows.is_empty() {
        let words =
            if typing { "nothing fits" } else { "no tags; type a country, region or topic to add one" };
        Pen::new(buffer, list, 0).write(words, kit.styles.quiet);
    }
    let list =
        Area { height: list.height.saturating_sub(offers(panel, rows.len(), kit, (list, buffer))), ..list };
    let height = usize::from(list.height).max(1);
    let cursor = panel.cursor(&rows);
    let top = cursor.saturating_sub(height - 1);
    let mut before: Option<Subject> = None;
    for (line, (place, row)) in (0..list.height).zip(rows.iter().enumerate().skip(top)) {
        let mut pen = Pen::new(buffer, list, line);
        kit.begin_row(&mut pen, place == cursor);
        pen.skip(1);
        if !typing {
            let named = if before == Some(row.tag.subject) { "" } else { row.tag.subject.name() };
            before = Some(row.tag.subject);
            column(&mut pen, named, SUBJECT, kit);
        }
        draw_row(kit, &mut pen, row, place == cursor);
    }
    bottom(app, if typing { &TYPING } else { &STANDING }, kit, buffer);
}

/// Draws the words that a rule may be about in the place of the tags.
fn draw_words(app: &App, word: &RuleWord, kit: Kit, (area, buffer): (Area, &mut Buffer)) {
    let means =
        if word.stance == Stance::About { "the word that means " } else { "the word that never means " };
    let mut pen = Pen::new(buffer, area, 0);
    pen.write("Tags", kit.styles.strong).skip(3).write(means, kit.styles.quiet);
    pen.write(&word.tag.label, kit.styles.text).write(": ", kit.styles.quiet);
    kit.end_typing(pen.write(&SafeText::label(word.prompt.text()), kit.styles.text));
    let list = Area { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    let rows = app.word_rows(word);
    if rows.is_empty() {
        Pen::new(buffer, list, 0).write("the article has no such word", kit.styles.quiet);
    }
    let top = word.cursor.saturating_sub(usize::from(list.height).max(1) - 1);
    for (line, (place, row)) in (0..list.height).zip(rows.iter().enumerate().skip(top)) {
        let mut pen = Pen::new(buffer, list, line);
        let chosen = place == word.cursor;
        kit.begin_row(&mut pen, chosen);
        pen.skip(1);
        let before = pen.room();
        pen.write(&row.word, if chosen { kit.styles.accent } else { kit.styles.text });
        pen.skip(LABEL.saturating_sub(before - pen.room()));
        if row.count > 1 {
            pen.write(&SafeText::label(&format!("{} times", row.count)), kit.styles.quiet);
        }
    }
    bottom(app, &CHOOSING, kit, buffer);
}

fn title(panel: &Retag, kit: Kit, pen: &mut Pen<'_>) {
    let typed = SafeText::label(panel.prompt.text());
    pen.write("Tags", kit.styles.strong).skip(3);
    match &panel.replaced {
        Some(row) => pen
            .write("instead of ", kit.styles.quiet)
            .write(&row.label, kit.styles.text)
            .write(": ", kit.styles.quiet),
        None => pen.write("type to add: ", kit.styles.quiet),
    };
    kit.end_typing(pen.write(&typed, kit.styles.text));
}

fn column(pen: &mut Pen<'_>, words: &'static str, cells: u16, kit: Kit) {
    let before = pen.room();
    pen.write(words, kit.styles.quiet);
    pen.skip(cells.saturating_sub(before - pen.room()));
}

fn draw_row(kit: Kit, pen: &mut Pen<'_>, row: &TagRow, chosen: bool) {
    let style = match (row.held, chosen) {
        (Held::Taken, _) => kit.styles.quiet,
        (Held::Not | Held::ByWords | Held::Given, true) => kit.styles.accent,
        (Held::Not | Held::ByWords | Held::Given, false) => kit.styles.text,
    };
    let before = pen.room();
    let marks: Vec<_> =
        row.letters.iter().map(|at| (*at..letter_end(&row.label, *at), kit.styles.matched)).collect();
    pen.write_marked(&row.label, 0..row.label.len(), &Marks { ranges: &marks, plain: style });
    pen.skip(LABEL.saturating_sub(before - pen.room()).max(2));
    let mark = match (row.held, row.letters.is_empty()) {
        (Held::Taken, _) => "taken away by you",
        (Held::ByWords | Held::Given, false) => "already a tag",
        (Held::Not | Held::ByWords | Held::Given, _) => "",
    };
    let cut = Cut { cells: pen.room(), more: kit.signs.more };
    if mark.is_empty() {
        pen.write_within(&row.words, cut, kit.styles.quiet);
    } else {
        pen.write_within(mark, cut, kit.styles.warning);
    }
}

/// What is offered: below so many tags, or at the bottom of the area, or in the place of tags where there is no room for
/// both, as what a key does must be seen. Gives how many lines of the area are not left for tags.
fn offers(panel: &Retag, tags: usize, kit: Kit, (area, buffer): (Area, &mut Buffer)) -> u16 {
    let lines = u16::try_from(panel.offers.len()).unwrap_or(u16::MAX);
    if lines == 0 {
        return 0;
    }
    let lowest = area.height.saturating_sub(lines + 1);
    let room = lowest >= FEWEST_TAGS;
    let top = if room { lowest.min(u16::try_from(tags).unwrap_or(u16::MAX).saturating_add(1)) } else { 0 };
    let below = Area { y: area.y + top, height: area.height.saturating_sub(top), ..area };
    if room {
        Pen::new(buffer, below, 0).write("Remember it as a rule?", kit.styles.accent);
    }
    for (row, (number, offer)) in (u16::from(room)..below.height).zip((1_u16..).zip(&panel.offers)) {
        let mut pen = Pen::new(buffer, below, row);
        pen.write(&SafeText::label(&format!("{number} ")), kit.styles.strong);
        let cells = pen.room();
        pen.write_within(&offer.says, Cut { cells, more: kit.signs.more }, kit.styles.text);
    }
    if room { lines + 2 } else { area.height }
}

/// What was just done, or the keys.
fn bottom(app: &App, keys: &[(&'static str, &'static str)], kit: Kit, buffer: &mut Buffer) {
    let mut pen = Pen::new(buffer, app.panes().status, 0);
    pen.skip(1);
    if let Some(notice) = app.notice() {
        let cells = pen.room().saturating_sub(1);
        pen.write_within(&notice.text, Cut { cells, more: kit.signs.more }, kit.styles.text);
        return;
    }
    let named: Vec<Named> = keys.iter().map(|(key, says)| Named::fixed(key, says)).collect();
    hints::write(kit, &mut pen, &named);
}
