//! The time line of a story with what is new in each article, and how a copy differs from the open one.

use ratatui::buffer::Buffer;

use super::Kit;
use super::help::{closes, window};
use super::paint::{Cut, Pen};
use super::path::write_path;
use super::status::{Hint, name_keys, tell};
use crate::app::{
    Action, App, Area, CompanionView, Companions, DIFFERENCE_MARK, Moment, Pane, Told, difference_lines,
    members,
};
use crate::article::{Article, Standing};
use crate::text::{SafeText, width};

/// The keys of the list.
const KEYS: [Hint; 4] = [
    (&[Action::NextArticle, Action::PreviousArticle], "move"),
    (&[Action::Read], "open"),
    (&[Action::Companions], "what differs"),
    (&[Action::Dismiss], "close"),
];

/// Columns of a date and the space behind it.
const DATE: u16 = 12;

/// Draws the panel.
pub(super) fn draw(app: &App, panel: Companions, kit: Kit, buffer: &mut Buffer) {
    match panel.view {
        CompanionView::List => draw_list(app, panel.chosen, kit, buffer),
        CompanionView::Difference(top) => draw_difference(app, (panel, top), kit, buffer),
    }
}

fn draw_list(app: &App, chosen: usize, kit: Kit, buffer: &mut Buffer) {
    let area = window(app, kit, buffer);
    let line = app.time_line();
    let members = members(app.companions());
    let wordings = [format!("The story in time {} {members}", kit.signs.dot), members];
    let wordings = wordings.map(|wording| SafeText::label(&wording));
    let fits = wordings.iter().find(|wording| width(wording) <= usize::from(area.width));
    let cut = Cut { cells: area.width, more: kit.signs.more };
    Pen::new(buffer, area, 0).write_within(fits.unwrap_or(&wordings[1]), cut, kit.styles.accent);
    let list = Area { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    let told = |place: usize, moment: &Moment| told(app, *moment, place == chosen);
    let rows: Vec<TimeRow<'_>> =
        line.iter().enumerate().flat_map(|(place, moment)| told(place, moment)).collect();
    let end = rows.iter().rposition(|row| row.chosen).map_or(0, |last| last + 1);
    let top = end.saturating_sub(usize::from(list.height));
    for (row, told) in (0..list.height).zip(rows.into_iter().skip(top)) {
        draw_told(kit, &told, &mut Pen::new(buffer, list, row));
    }
    let mut pen = Pen::new(buffer, app.panes().status, 0);
    if !tell(app, kit, pen.skip(1)) {
        name_keys(app, (Pane::List, &KEYS), kit, &mut pen);
    }
}

/// A row of the time line.
struct TimeRow<'a> {
    /// Whether it belongs to the chosen article.
    chosen: bool,
    says: Says<'a>,
}

/// What a row says.
enum Says<'a> {
    /// An article with its date.
    Article(&'a Article),
    /// A copy with its date: why it is one.
    Copy(&'a Article, SafeText),
    /// Why an article is named, and its source.
    Reason(SafeText, &'a Article),
    /// A sentence that was not told before.
    News(&'a SafeText),
    /// How many more there are.
    More(usize),
    /// A blank row.
    Blank,
}

/// The rows of one article: its headline with the date, its source, what is new in it; a copy has one row.
fn told(app: &App, moment: Moment, chosen: bool) -> Vec<TimeRow<'_>> {
    let Some(opened) = app.reading().opened() else { return Vec::new() };
    let (article, reason, news) = match moment {
        Moment::Open => (&opened.article, SafeText::label("open"), &opened.news),
        Moment::Companion(place) => match app.companions().get(place) {
            Some(other) => (&other.article, other.reason(), &other.news),
            None => return Vec::new(),
        },
    };
    let mut rows = Vec::new();
    match app.told(moment, chosen) {
        None => {}
        Some(Told::Copy) => rows.push(Says::Copy(article, reason)),
        Some(Told::Article { news: shown, more }) => {
            rows.extend([Says::Article(article), Says::Reason(reason, article)]);
            rows.extend(news.iter().take(shown).map(Says::News));
            rows.extend((more > 0).then_some(Says::More(more)));
        }
    }
    let mut rows: Vec<TimeRow<'_>> = rows.into_iter().map(|says| TimeRow { chosen, says }).collect();
    rows.push(TimeRow { chosen: false, says: Says::Blank });
    rows
}

fn draw_told(kit: Kit, told: &TimeRow<'_>, pen: &mut Pen<'_>) {
    let source = |article: &Article| SafeText::label(&article.source.path.to_string_lossy());
    let style = if told.chosen { kit.styles.strong } else { kit.styles.text };
    let more = kit.signs.more;
    match &told.says {
        Says::Article(article) => {
            draw_date(kit, article, told.chosen, pen);
            let cells = pen.room();
            pen.write_within(&article.headline.shown(), Cut { cells, more }, style);
        }
        Says::Copy(article, reason) => {
            draw_date(kit, article, told.chosen, pen);
            let cells = pen.room();
            let style = if told.chosen { style } else { kit.styles.quiet };
            pen.write_within(reason, Cut { cells, more }, style).skip(2);
            write_path(pen, &source(article), more, style);
        }
        Says::Reason(reason, article) => {
            let cells = pen.skip(DATE + 2).room() / 2;
            pen.write_within(reason, Cut { cells, more }, kit.styles.text).skip(2);
            write_path(pen, &source(article), more, kit.styles.quiet);
        }
        Says::News(sentence) => {
            pen.skip(DATE + 2).write("+ ", kit.styles.accent);
            let cells = pen.room();
            pen.write_within(*sentence, Cut { cells, more }, kit.styles.text);
        }
        Says::More(count) => {
            let noun = if *count == 1 { "sentence" } else { "sentences" };
            let text = SafeText::label(&format!("+ {count} more new {noun}"));
            pen.skip(DATE + 2).write(&text, kit.styles.quiet);
        }
        Says::Blank => {}
    }
}

fn draw_date(kit: Kit, article: &Article, chosen: bool, pen: &mut Pen<'_>) {
    let date = article.dates.published.map_or("undated".to_owned(), |dated| dated.date.to_string());
    kit.begin_row(pen, chosen);
    let before = pen.skip(1).room();
    pen.write(&SafeText::label(&date), kit.styles.quiet);
    pen.skip(DATE.saturating_sub(before - pen.room()));
}

fn draw_difference(app: &App, (panel, top): (Companions, usize), kit: Kit, buffer: &mut Buffer) {
    let area = window(app, kit, buffer);
    let Some((open, other)) = app.reading().opened().zip(app.chosen_companion(panel)) else { return };
    let mut title = Pen::new(buffer, area, 0);
    let source = other.article.source.path.to_string_lossy();
    let wordings = [
        format!("- in the open article alone   + in {source} alone"),
        "- in the open one   + in the other".to_owned(),
    ];
    let wordings = wordings.map(|wording| SafeText::label(&wording));
    let fits = wordings.iter().find(|wording| width(wording) <= usize::from(title.room()));
    let cells = title.room();
    let wording = fits.unwrap_or(&wordings[1]);
    title.write_within(wording, Cut { cells, more: kit.signs.more }, kit.styles.quiet);
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
