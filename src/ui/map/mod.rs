//! The map: the earth with what is listed on it, the chosen place with its headlines, or a ranked list of places where
//! there is no room.

mod canvas;

use ratatui::buffer::Buffer;

use super::Kit;
use super::help::window;
use super::paint::{Cut, Pen, wipe};
use crate::app::{App, Area, BESIDE, Level, Map, MapPlace};
use crate::text::SafeText;

use canvas::Canvas;

/// Columns of a name in the list of places.
const NAME: u16 = 28;

/// Draws the map over the panes.
pub(super) fn draw(app: &App, map: &Map, kit: Kit, buffer: &mut Buffer) {
    let inside = window(app, kit, buffer);
    if map.places().is_empty() {
        Pen::new(buffer, inside, 0).write("nothing here is about a country or region", kit.styles.quiet);
    } else if app.lists_places() {
        draw_list(map, kit, inside, buffer);
    } else {
        draw_map(app, map, kit, buffer);
    }
    name_keys(app, map, kit, buffer);
}

fn draw_map(app: &App, map: &Map, kit: Kit, buffer: &mut Buffer) {
    let areas = app.map_areas();
    wipe(buffer, areas.whole);
    // The place that is chosen may be on no map.
    kit.cursor.set(Pen::new(buffer, areas.text, 0).spot());
    Canvas::new(map, areas.chart, kit.signs.dots()).draw(kit, buffer);
    draw_chosen(map, kit, areas.text, buffer);
}

/// The chosen place: its name, how many articles, the first of them.
fn draw_chosen(map: &Map, kit: Kit, area: Area, buffer: &mut Buffer) {
    let Some(chosen) = map.chosen() else { return };
    let mut pen = Pen::new(buffer, area, 0);
    let cells = pen.room();
    pen.write_within(&chosen.facet.label, Cut { cells, more: kit.signs.more }, kit.styles.accent);
    pen.skip(2).write(&articles(chosen.facet.count), kit.styles.strong).skip(2);
    let rank = rank(map, chosen);
    if rank.len() < usize::from(pen.room()) {
        pen.write(&rank, kit.styles.quiet);
    }
    let Some(headlines) = map.headlines() else { return };
    let rows = area.height.saturating_sub(1) / 3;
    let each = if area.width <= BESIDE + 8 { rows.clamp(1, 3) } else { 1 };
    let mut row = 1 + u16::from(each > 1);
    for headline in headlines {
        row += draw_headline(
            headline,
            kit,
            (Area { y: area.y + row, height: area.height.saturating_sub(row), ..area }, each),
            buffer,
        );
    }
}

/// A headline in so many rows at most; says how many it took.
fn draw_headline(headline: &SafeText, kit: Kit, (area, rows): (Area, u16), buffer: &mut Buffer) -> u16 {
    let width = usize::from(area.width.saturating_sub(2)).max(1);
    let options = crate::text::WrapOptions { width, hyphenation: crate::text::Hyphenation::Off };
    let lines = crate::text::wrap(headline, options);
    let shown = lines.len().min(usize::from(rows));
    for (row, line) in (0..rows).zip(lines) {
        let mut pen = Pen::new(buffer, area, row);
        pen.write(if row == 0 { kit.signs.dot } else { " " }, kit.styles.quiet).skip(1);
        let last = row + 1 == rows;
        let end = if last { headline.len() } else { line.shown.end };
        let cells = pen.room();
        pen.write_within(
            super::paint::part(headline, line.shown.start..end),
            Cut { cells, more: kit.signs.more },
            kit.styles.text,
        );
    }
    u16::try_from(shown).unwrap_or(rows)
}

fn articles(count: usize) -> SafeText {
    SafeText::label(&format!("{count} {}", if count == 1 { "article" } else { "articles" }))
}

/// Which of how many of its kind it is by the number of articles.
fn rank(map: &Map, chosen: &MapPlace) -> SafeText {
    let nouns = match chosen.level {
        Level::Country => "countries",
        Level::Region => "regions",
        Level::Continent => "continents",
        Level::Group => "groups",
    };
    let alike = map.places().iter().filter(|place| place.level == chosen.level);
    let before = alike.clone().position(|place| place.facet.code == chosen.facet.code).unwrap_or(0);
    SafeText::label(&format!("rank {} of {} {nouns}", before + 1, alike.count()))
}

/// The places one by one, where there is no room for a map.
fn draw_list(map: &Map, kit: Kit, area: Area, buffer: &mut Buffer) {
    let ranked = map.ranked();
    let top = map.first_ranked(area.height);
    for (row, (rank, place)) in (0..area.height).zip(ranked.iter().enumerate().skip(top)) {
        let Some(place) = map.places().get(*place) else { continue };
        let chosen = rank == map.rank();
        let style = if chosen { kit.styles.accent } else { kit.styles.text };
        let mut pen = Pen::new(buffer, area, row);
        kit.begin_row(&mut pen, chosen);
        pen.skip(1);
        let before = pen.room();
        let cells = NAME.min(before).saturating_sub(1);
        pen.write_within(&place.facet.label, Cut { cells, more: kit.signs.more }, style);
        let used = before - pen.room();
        let count = SafeText::label(&format!("{:>6}", place.facet.count));
        pen.skip(NAME.min(before.saturating_sub(8)).saturating_sub(used)).write(&count, style);
    }
}

/// What is typed, and the keys.
fn name_keys(app: &App, map: &Map, kit: Kit, buffer: &mut Buffer) {
    let mut pen = Pen::new(buffer, app.panes().status, 0);
    let typed = SafeText::label(map.typed());
    let prompt = if app.lists_places() { "find: " } else { "type to find: " };
    pen.skip(1).write(prompt, kit.styles.quiet).write(&typed, kit.styles.text);
    pen.write("_", kit.styles.accent).skip(2);
    if map.finds_nothing() {
        pen.write("nothing here is about that", kit.styles.warning).skip(2);
    }
    let moves = if app.lists_places() { "Up Down" } else { "arrows" };
    let keys = [
        ("Esc", " leave"),
        ("Enter", " filter"),
        (moves, " move"),
        ("Tab", " next by count"),
        ("PgUp PgDn", " region, country"),
    ];
    for (key, says) in keys {
        if key.len() + says.len() > usize::from(pen.room()) {
            return;
        }
        pen.write(key, kit.styles.strong).write(says, kit.styles.quiet).skip(2);
    }
}
