//! The addresses of the open article, each with the letter that chooses it.

use ratatui::buffer::Buffer;

use super::Kit;
use super::help::window;
use super::hints::{self, Named};
use super::paint::{Cut, Pen};
use crate::app::{Action, App, Area, LinkPanel, Pane};
use crate::article::Mention;
use crate::text::SafeText;

/// Draws the panel over the panes.
pub(super) fn draw(app: &App, panel: LinkPanel, kit: Kit, buffer: &mut Buffer) {
    let area = window(app, kit, buffer);
    let links = app.reading().links();
    let count = SafeText::label(&format!("{}/{}", panel.cursor + 1, links.len()));
    Pen::new(buffer, area, 0).write("Addresses", kit.styles.strong).skip(3).write(&count, kit.styles.quiet);
    let list = Area { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    let top = (panel.cursor + 1).saturating_sub(usize::from(list.height).max(1));
    for (line, (place, mention)) in (0..list.height).zip(links.iter().enumerate().skip(top)) {
        draw_row(kit, &mut Pen::new(buffer, list, line), (place, mention), place == panel.cursor);
    }
    let mut pen = Pen::new(buffer, app.panes().status, 0);
    let copy = Named::bound(app, Pane::Reading, &(&[Action::Copy], "copy"));
    let mut named = vec![Named::fixed("Enter", "open"), Named::fixed("letters", "choose")];
    named.extend(copy);
    named.push(Named::fixed("Esc", "leave"));
    hints::write(kit, pen.skip(1), &named);
}

fn draw_row(kit: Kit, pen: &mut Pen<'_>, (place, mention): (usize, &Mention), chosen: bool) {
    let style = if chosen { kit.styles.accent } else { kit.styles.text };
    let letter = LinkPanel::letter(place).map_or_else(String::new, |letter| letter.to_string());
    kit.begin_row(pen, chosen);
    pen.skip(1);
    pen.write(&SafeText::label(&format!("{letter:1}")), kit.styles.strong).skip(2);
    let own = if mention.spot.is_none() { "the article's own" } else { "" };
    let room = pen.room().saturating_sub(if own.is_empty() || pen.room() < 60 { 0 } else { 20 });
    pen.write_within(mention.link.address(), Cut { cells: room, more: kit.signs.more }, style);
    if pen.room() >= 19 {
        pen.skip(2).write(own, kit.styles.quiet);
    }
}
