//! The help panel: every key of the pane one is in.

use ratatui::buffer::Buffer;

use super::Kit;
use super::hints::{self, Hint, Named};
use super::paint::{Pen, wipe};
use crate::app::{Action, App, Area, Help, HelpLine, Pane, help_below, help_columns, help_keys};
use crate::text::{SafeText, width};

/// The keys that scroll a panel of text.
const SCROLL: Hint = (&[Action::ScrollDown, Action::ScrollUp, Action::Advance, Action::PageUp], "scroll");

/// The key that leaves such a panel.
const CLOSE: Hint = (&[Action::Dismiss], "close");

/// Cells for the key that leaves, with blanks before and behind it.
const WAY_OUT: usize = 13;

/// Clears the panes for a panel and gives the area inside its margins.
pub(super) fn window(app: &App, kit: Kit, buffer: &mut Buffer) -> Area {
    let size = app.size();
    let status = Area { x: 0, y: size.height.saturating_sub(1), width: size.width, height: 1 };
    let panes = app.panes();
    let top = panes.upper_rule.or(panes.header).map_or(0, |area| area.y + 1);
    let bottom = panes.lower_rule.map_or(status.y, |area| area.y);
    let whole = Area { x: 0, y: top, width: size.width, height: bottom.saturating_sub(top) };
    wipe(buffer, whole);
    wipe(buffer, status);
    for line in [panes.upper_rule, panes.lower_rule].into_iter().flatten() {
        super::paint::rule(buffer, line, kit.signs.rule, kit.styles.rule);
    }
    let inside = panes.panel(size);
    // What has no row to be on is read from its beginning.
    kit.cursor.set(Pen::new(buffer, inside, 0).spot());
    inside
}

/// Draws the help.
pub(super) fn draw(app: &App, help: &Help, kit: Kit, buffer: &mut Buffer) {
    let area = window(app, kit, buffer);
    let (columns, indent) = (help_columns(app, help), help_keys(app));
    if columns.is_empty() {
        Pen::new(buffer, area, 0).write("no key does that", kit.styles.quiet);
    }
    let step = area.width / u16::try_from(columns.len()).unwrap_or(1).max(1);
    for (number, column) in (0_u16..).zip(&columns) {
        let place = Area { x: area.x + number * step, width: step, ..area };
        for (row, line) in (0..place.height).zip(column.iter().skip(help.top)) {
            draw_line(kit, &mut Pen::new(buffer, place, row), (line, indent));
        }
    }
    let typed = SafeText::label(help.prompt.text());
    let mut pen = Pen::new(buffer, app.panes().status, 0);
    pen.skip(1).write("type to find: ", kit.styles.quiet).write(&typed, kit.styles.text);
    kit.end_typing(&mut pen);
    let below = help_below(app, help).saturating_sub(help.top);
    let wordings = [format!("{below} more below "), format!("{below} more ")];
    // The way out goes before how much there is.
    let fits = |wording: &&String| width(wording) + WAY_OUT <= usize::from(pen.room());
    if let Some(more) = wordings.iter().find(fits).filter(|_| below > 0) {
        pen.write_right(&SafeText::label(more), kit.styles.text);
    }
    let keys = [Named::fixed("PgDn PgUp", "scroll"), Named::fixed("Esc", "leave")];
    hints::write(kit, pen.skip(3), &keys);
}

/// The bottom line of a panel of text: how to scroll it and how to leave.
pub(super) fn closes(app: &App, kit: Kit, buffer: &mut Buffer) {
    scrolls(app, None, kit, buffer);
}

/// The bottom line of a panel of text with a key of its own.
pub(super) fn scrolls(app: &App, own: Option<Named>, kit: Kit, buffer: &mut Buffer) {
    let bound = [SCROLL, CLOSE];
    let bound = bound.iter().filter_map(|hint| Named::bound(app, Pane::Reading, hint));
    let named: Vec<Named> = own.into_iter().chain(bound).collect();
    hints::write(kit, Pen::new(buffer, app.panes().status, 0).skip(1), &named);
}

fn draw_line(kit: Kit, pen: &mut Pen<'_>, (line, indent): (&HelpLine, u16)) {
    match line {
        HelpLine::Heading(name) => {
            pen.write(*name, kit.styles.accent);
        }
        HelpLine::Keys { keys, says, here } => {
            let style = if *here { kit.styles.text } else { kit.styles.quiet };
            let before = pen.room();
            pen.skip(2).write(keys, kit.styles.strong);
            let used = before - pen.room();
            pen.skip(indent.saturating_sub(used).max(1)).write(says, style);
        }
    }
}
