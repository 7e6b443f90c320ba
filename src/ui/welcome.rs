//! The first run: five keys, told with the reader's own articles. It takes no key: the first one closes it and acts.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::Kit;
use super::paint::{Cut, Pen, rule, wipe};
use crate::app::{Action, App, Area, Stage};
use crate::article::time_in_words;
use crate::text::{SafeText, truncate, width};

/// Rows of the panel with the rule above it.
const ROWS: u16 = 12;
/// Columns of a key.
const KEY: u16 = 8;

/// Columns of a headline.
const TITLE: usize = 28;

/// Draws it over the text, or over the lower part of the list where there is no text beside it.
pub(super) fn draw(app: &App, kit: Kit, buffer: &mut Buffer) {
    let panes = app.panes();
    let Some(whole) = panes.reading.or(panes.list) else { return };
    let height = if panes.shows_both() { whole.height } else { whole.height.min(ROWS) };
    let area = Area { y: whole.y + whole.height - height, height, ..whole };
    wipe(buffer, area);
    if area.y > whole.y {
        rule(buffer, Area { height: 1, ..area }, kit.signs.rule, kit.styles.rule);
    }
    let inner = Area {
        x: area.x + 2,
        y: area.y + 1,
        width: area.width.saturating_sub(4),
        height: height.saturating_sub(1),
    };
    write_fitting(kit, &mut Pen::new(buffer, inner, 0), &summary(app), kit.styles.strong);
    let mut row = 2;
    for (action, says) in lessons(app) {
        let Some(key) = app.keymap().keys(app.focus(), action).into_iter().next() else { continue };
        let mut pen = Pen::new(buffer, inner, row);
        let before = pen.room();
        pen.write(&SafeText::label(&key.to_string()), kit.styles.strong);
        pen.skip(KEY.saturating_sub(before - pen.room()));
        write_fitting(kit, &mut pen, &says, kit.styles.text);
        row += 1;
    }
    let closes = ["Any key closes this, and does what it always does.", "Any key closes this and acts."];
    let foot = &mut Pen::new(buffer, inner, row + 1);
    write_fitting(kit, foot, &closes.map(str::to_owned), kit.styles.quiet);
}

/// Writes the first of some wordings for which there is room.
fn write_fitting(kit: Kit, pen: &mut Pen<'_>, wordings: &[String], style: Style) {
    let cells = pen.room();
    let fits = |wording: &&String| width(wording) <= usize::from(cells);
    if let Some(wording) = wordings.iter().find(fits).or(wordings.last()) {
        pen.write_within(&SafeText::label(wording), Cut { cells, more: kit.signs.more }, style);
    }
}

/// What was found: `5 articles in 2 files, 16 minutes of reading`.
fn summary(app: &App) -> [String; 2] {
    let Stage::Ready(loaded) = app.stage() else { return Default::default() };
    let counted = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    let (articles, files) = (counted(loaded.articles, "article"), counted(loaded.files, "file"));
    let time = match app.minutes_left() {
        minutes @ ..60 => counted(minutes, "minute"),
        longer => time_in_words(longer),
    };
    [format!("{articles} in {files}, {time} of reading"), format!("{articles}, {time} of reading")]
}

/// Five keys and what they do to the articles that are listed, in more and in fewer words.
fn lessons(app: &App) -> [(Action, [String; 3]); 5] {
    let [first, next] = [0, 1].map(|index| title(app, index));
    let country = app.list().row(0).and_then(|row| row.countries.first());
    let word = country.and_then(|country| country.split_whitespace().next()).map(str::to_lowercase);
    let such_as = word.map_or_else(String::new, |word| format!(": try {word}"));
    let words = |wordings: [&str; 3]| wordings.map(str::to_owned);
    let page = format!("pages {first}, and at its end opens the next");
    let done = format!("done: marks it read and goes on to {next}");
    [
        (Action::Advance, words([&page, "pages the text, then opens the next", "page, then the next"])),
        (Action::Done, words([&done, "done: read, on to the next", "done, next"])),
        (Action::Undo, words(["takes that back, and everything before it", "takes that back", "undo"])),
        (
            Action::Filter,
            words([
                &format!("filters the list while you type{such_as}"),
                &format!("filters{such_as}"),
                "filter",
            ]),
        ),
        (Action::Help, words(["all keys, found by typing what you want to do", "all keys", "keys"])),
    ]
}

/// The beginning of a listed headline.
fn title(app: &App, index: usize) -> String {
    let Some(row) = app.list().row(index) else { return "the article".to_owned() };
    let start = truncate(&row.headline, TITLE);
    if start.len() == row.headline.len() {
        format!("\"{start}\"")
    } else {
        format!("\"{}…\"", start.trim_end())
    }
}
