//! The reading pane: the laid-out article, each part in its own weight.

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};

use super::Kit;
use super::paint::{Ink, Marks, Pen, part};
use crate::app::{App, Area, Emphasis, Line, Page, Pane, Part, PartKind};
use crate::text::{Row, justify};

/// Draws the lines on screen.
pub(super) fn draw(app: &App, kit: Kit, area: Area, buffer: &mut Buffer) {
    let Some(page) = app.reading().page() else { return };
    let air = app.air();
    let text = Area {
        x: area.x + page.left(),
        y: area.y + air,
        width: page.measure(),
        height: area.height.saturating_sub(2 * air),
    };
    if app.focus() == Pane::Reading {
        // Beside the text, so that it covers no letter of it; where one is at a hit, on its line.
        let beside = Area { x: text.x.saturating_sub(1).max(area.x), width: 1, ..text };
        let line = app.reading().hit_on_screen().and_then(|line| u16::try_from(line).ok());
        kit.cursor.set(Pen::new(buffer, beside, line.unwrap_or(0)).spot());
    }
    let lines = page.lines().iter().skip(app.reading().top());
    for (row, line) in (0..text.height).zip(lines) {
        let mut pen = Pen::new(buffer, text, row);
        draw_line(app, kit, (page, line), &mut pen);
    }
}

fn draw_line(app: &App, kit: Kit, line: (&Page, &Line), pen: &mut Pen<'_>) {
    let (page, line) = line;
    let Line::Text { part: index, row } = line else { return };
    let Some(shown) = page.parts().get(*index) else { return };
    let plain = style(kit, shown.kind);
    lead(kit, shown, row, page.measure(), pen);
    let room = page.measure() - shown.indent_of(row, page.measure());
    let gaps = if page.setting().justify && shown.kind.is_running_text() {
        justify(&shown.text, row, usize::from(room))
    } else {
        Vec::new()
    };
    if shown.right_to_left && gaps.is_empty() {
        let width = part(&shown.text, row.shown.clone()).width() + u16::from(row.hyphen);
        pen.skip(room.saturating_sub(width));
    } else if !shown.right_to_left && row.range.start == 0 {
        pen.skip(shown.first_indent);
    }
    let emphasis = app.reading().emphasis_on(line);
    let styled: Vec<_> = emphasis.into_iter().map(|(range, why)| (range, emphasised(kit, why))).collect();
    let marks = Marks { ranges: &styled, plain };
    let mut at = row.shown.start;
    for gap in &gaps {
        pen.write_marked(&shown.text, at..gap.at, &marks);
        pen.skip(u16::try_from(gap.cells).unwrap_or(0));
        at = gap.at;
    }
    pen.write_marked(&shown.text, at..row.shown.end, &marks);
    if row.hyphen {
        pen.write(kit.signs.hyphen, plain);
    }
}

fn emphasised(kit: Kit, why: Emphasis) -> Style {
    match why {
        // Not the colours of a match: a passage stands out calmly.
        Emphasis::Highlight => {
            let plain = kit.styles.warning.remove_modifier(Modifier::BOLD);
            plain.add_modifier(Modifier::UNDERLINED)
        }
        Emphasis::Passage => kit.styles.text.add_modifier(Modifier::REVERSED),
        Emphasis::Match => kit.styles.matched,
        Emphasis::Current | Emphasis::Link => kit.styles.hit,
    }
}

/// The bar or mark before a line.
fn lead(kit: Kit, shown: &Part, row: &Row, measure: u16, pen: &mut Pen<'_>) {
    let first = row.range.start == 0;
    let indent = shown.kind.indent(measure);
    let mark: Ink<'static> = match shown.kind {
        PartKind::Caption | PartKind::Quote => kit.signs.divider.into(),
        PartKind::Note if first => "+".into(),
        PartKind::Item | PartKind::Standfirst if first => "-".into(),
        PartKind::Item | PartKind::Standfirst | PartKind::Note => " ".into(),
        PartKind::Kicker
        | PartKind::Headline
        | PartKind::Dateline
        | PartKind::Tags
        | PartKind::Paragraph
        | PartKind::Subheading
        | PartKind::Preformatted => return,
        PartKind::End => {
            let free = measure.saturating_sub(u16::try_from(shown.text.len()).unwrap_or(0));
            pen.skip(free / 2);
            return;
        }
    };
    if indent > 0 {
        let taken = mark.width();
        pen.write(mark, kit.styles.quiet).skip(indent.saturating_sub(taken));
    }
}

fn style(kit: Kit, kind: PartKind) -> Style {
    match kind {
        PartKind::Headline | PartKind::Subheading => kit.styles.strong,
        PartKind::Note => kit.styles.accent,
        PartKind::Kicker | PartKind::Dateline | PartKind::Tags | PartKind::Caption | PartKind::End => {
            kit.styles.quiet
        }
        PartKind::Standfirst
        | PartKind::Paragraph
        | PartKind::Quote
        | PartKind::Item
        | PartKind::Preformatted => kit.styles.text,
    }
}
