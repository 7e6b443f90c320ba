//! The header and the rules: where one is and how much is left.

use ratatui::buffer::Buffer;

use super::Kit;
use super::list;
use super::paint::{Cut, Pen, column, rule};
use crate::app::{Action, App, Area, Stage};
use crate::article::time_in_words;
use crate::text::{SafeText, width};

/// Columns of the name of a view.
const VIEW_NAME: u16 = 24;

/// Columns of the filter for which even the number of articles gives way.
const FILTER: usize = 24;

/// Columns before a filter and behind it.
const FILTER_SIGN: usize = 5;

/// Columns that are left to others where it is told how the list is arranged.
const ARRANGEMENT: usize = 20;

/// Draws everything around the panes.
pub(super) fn draw(app: &App, kit: Kit, buffer: &mut Buffer) {
    let panes = app.panes();
    if let Some(area) = panes.header {
        header(app, kit, area, buffer);
    }
    for area in [panes.upper_rule, panes.lower_rule].into_iter().flatten() {
        rule(buffer, area, kit.signs.rule, kit.styles.rule);
    }
    if let Some(area) = panes.upper_rule {
        gauge(app, kit, area, buffer);
    }
    if let Some((rule, list)) = panes.upper_rule.zip(panes.list).filter(|_| shows_list(app)) {
        list::draw_group_above(app, kit, Area { width: list.width, ..rule }, buffer);
    }
    if let Some(area) = panes.divider.or(panes.facet_rule()) {
        part(app, kit, area, buffer);
    }
    if let Some(area) = panes.middle_rule {
        rule(buffer, area, kit.signs.rule, kit.styles.rule);
    }
}

/// Draws a rule between two panes that stand side by side, and where it meets the rules above and below.
fn part(app: &App, kit: Kit, area: Area, buffer: &mut Buffer) {
    let panes = app.panes();
    column(buffer, area, kit.signs.divider, kit.styles.rule);
    let meets = |line: Area| Area { x: area.x, width: 1, ..line };
    for (line, sign) in [(panes.upper_rule, kit.signs.tee_down), (panes.lower_rule, kit.signs.tee_up)] {
        if let Some(line) = line {
            Pen::new(buffer, meets(line), 0).write(sign, kit.styles.rule);
        }
    }
}

/// Whether the list is in sight, and neither a panel nor anything else stands in its place.
fn shows_list(app: &App) -> bool {
    let is_listed = matches!(app.stage(), Stage::Ready(_)) && !app.list().is_empty();
    is_listed && !app.overlay().covers_panes()
}

fn header(app: &App, kit: Kit, area: Area, buffer: &mut Buffer) {
    let mut pen = Pen::new(buffer, area, 0);
    pen.skip(1).write("Dateline", kit.styles.accent).skip(3);
    pen.write_within(&app.view_name(), Cut { cells: VIEW_NAME, more: kit.signs.more }, kit.styles.text);
    let arrangement = app.arrangement_in_words();
    if !arrangement.is_empty() && usize::from(pen.room()) > width(&arrangement) + ARRANGEMENT {
        pen.skip(2).write(&arrangement, kit.styles.quiet);
    }
    let query = SafeText::label(app.filter().query().trim());
    // A filter is told before anything else.
    let whole = if query.is_empty() { 0 } else { width(&query) + FILTER_SIGN };
    let least = whole.min(FILTER + FILTER_SIGN);
    let summaries = summaries(app, kit);
    let beside = |filter: usize| {
        let room = usize::from(pen.room()).saturating_sub(filter);
        move |summary: &&SafeText| width(summary) + 2 < room
    };
    let shortest = summaries.last().filter(beside(least));
    if let Some(summary) = summaries.iter().find(beside(whole)).or(shortest).cloned() {
        pen.write_right(" ", kit.styles.text).write_right(&summary, kit.styles.quiet);
    }
    if !query.is_empty() {
        pen.skip(3).write("/ ", kit.styles.quiet);
        let cells = pen.room().saturating_sub(1);
        pen.write_within(&query, Cut { cells, more: kit.signs.more }, kit.styles.text);
    }
}

/// What is listed and what was done in this run, in fewer and fewer words.
fn summaries(app: &App, kit: Kit) -> Vec<SafeText> {
    let Stage::Ready(loaded) = app.stage() else { return Vec::new() };
    let rows = app.list().articles();
    let all = app.filter().of();
    let noun = if all == 1 { "article" } else { "articles" };
    let articles = if rows == all { format!("{rows} {noun}") } else { format!("{rows} of {all} {noun}") };
    let articles = if app.filter().similar() { format!("{articles}, only similar") } else { articles };
    if all == 0 {
        return vec![SafeText::label(&articles)];
    }
    // With a filter on, that counts what it finds; what was done is of this run and of all articles.
    let of_these = if rows == all { "" } else { " in these" };
    let minutes = format!("{} left{of_these}", time_in_words(app.minutes_left()));
    let done = done(app, kit.signs.more);
    let untouched = rows == loaded.articles && app.list().sums().touched == 0;
    let undoes = app.keymap().keys(app.focus(), Action::Undo).into_iter().next();
    let undoes = undoes.map(|key| format!("{key} undoes")).unwrap_or_default();
    let (articles, minutes) = (articles.as_str(), minutes.as_str());
    let mut wordings: Vec<Vec<&str>> = Vec::new();
    wordings.extend(done.first().map(|whole| vec![articles, minutes, whole, &undoes]));
    wordings.extend(done.iter().map(|done| vec![articles, minutes, done]));
    wordings.extend(done.last().map(|least| vec![articles, least]));
    wordings.extend((done.is_empty() && untouched).then(|| vec![articles, minutes, "nothing triaged yet"]));
    wordings.extend([vec![articles, minutes], vec![articles]]);
    let joined = |mut parts: Vec<&str>| {
        parts.retain(|part| !part.is_empty());
        SafeText::label(&parts.join(&format!(" {} ", kit.signs.dot)))
    };
    wordings.into_iter().map(joined).collect()
}

/// How much was done in this run, in fewer and fewer words: `this time: 214 read, 12 starred`, `this time: 214 read…`.
fn done(app: &App, more: &str) -> Vec<String> {
    let session = app.session();
    let counts = [
        (session.read, "read"),
        (session.starred, "starred"),
        (session.archived, "archived"),
        (session.snoozed, "snoozed"),
        (session.tagged, "tagged"),
    ];
    let done = counts.iter().filter(|(count, _)| *count > 0);
    let done: Vec<String> = done.map(|(count, verb)| format!("{count} {verb}")).collect();
    let first = |kinds: usize| {
        let more = if kinds < done.len() { more } else { "" };
        format!("this time: {}{more}", done.get(..kinds).unwrap_or_default().join(", "))
    };
    (1..=done.len()).rev().map(first).collect()
}

/// How much of what is listed is dealt with, as the heavy part of the rule.
fn gauge(app: &App, kit: Kit, area: Area, buffer: &mut Buffer) {
    let all = app.list().articles();
    let dealt_with = all.saturating_sub(app.list().sums().waiting);
    let cells = usize::from(area.width) * dealt_with / all.max(1);
    let cells = u16::try_from(cells).unwrap_or(area.width);
    rule(buffer, Area { width: cells, ..area }, kit.signs.gauge, kit.styles.rule);
}
