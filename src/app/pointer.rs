//! The mouse: what it points at, and what a click, the wheel and a drag do there. Nothing can be done by it alone.

use super::action::Action;
use super::event::{Effect, NoticeKind};
use super::key::{Key, KeyCode};
use super::keymap::Pane;
use super::overlay::Overlay;
use super::panes::{Area, Panes};
use super::state::App;
use crate::text::SafeText;

/// How many rows or lines one notch of the wheel moves.
const NOTCH: isize = 3;

/// Something done with the mouse at a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pointed {
    /// What was done.
    pub deed: Pointing,
    /// The column, from 0.
    pub column: u16,
    /// The row, from 0.
    pub row: u16,
}

/// What can be done with the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointing {
    /// The left button went down.
    Press,
    /// The mouse moved while it was down.
    Drag,
    /// It was let go.
    Release,
    /// The wheel turned towards the beginning.
    WheelUp,
    /// The wheel turned towards the end.
    WheelDown,
}

/// Whether the terminal tells of the mouse.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mouse {
    /// It does not: text can be selected as in any terminal.
    #[default]
    Off,
    /// It does.
    On,
}

/// What the mouse holds while its button is down.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Dragging {
    /// Nothing.
    #[default]
    Nothing,
    /// The rule between the list and the text beside it or below it.
    Divider,
    /// The end of a span of bars.
    Bars,
}

impl App {
    /// Turns the mouse on or off, and says how to turn it back.
    pub(super) fn toggle_mouse(&mut self) -> Vec<Effect> {
        let key = self.hint(Action::Mouse, "turns it off");
        let (mouse, text) = match self.mouse {
            Mouse::Off => (Mouse::On, format!("mouse on{key}; with Shift it selects text as before")),
            Mouse::On => (Mouse::Off, format!("mouse off{}", self.hint(Action::Mouse, "turns it on"))),
        };
        self.mouse = mouse;
        self.dragging = Dragging::Nothing;
        self.say(NoticeKind::Done, SafeText::label(&text));
        vec![Effect::Mouse(mouse)]
    }

    /// Takes what was done with the mouse; nothing where it is off, or where keys have to wait for what is listed.
    pub(super) fn point(&mut self, pointed: Pointed) -> Vec<Effect> {
        let held = self.dragging;
        if pointed.deed == Pointing::Release {
            self.dragging = Dragging::Nothing;
        }
        if self.mouse == Mouse::Off || self.must_wait() {
            return Vec::new();
        }
        match pointed.deed {
            Pointing::Press => {
                let greeted = self.end_greeting();
                self.press_at(pointed).into_iter().chain(greeted).collect()
            }
            Pointing::Drag => match held {
                Dragging::Divider => self.move_divider(pointed),
                Dragging::Bars => self.draw_span(pointed.column),
                Dragging::Nothing => Vec::new(),
            },
            Pointing::Release if held == Dragging::Bars => self.end_span(),
            Pointing::Release => Vec::new(),
            Pointing::WheelUp => self.turn_wheel(pointed, -NOTCH),
            Pointing::WheelDown => self.turn_wheel(pointed, NOTCH),
        }
    }

    fn press_at(&mut self, pointed: Pointed) -> Vec<Effect> {
        self.said.notice = None;
        match std::mem::take(&mut self.overlay) {
            Overlay::None => self.press_in_panes(pointed),
            overlay => self.press_over_panes(overlay, pointed),
        }
    }

    pub(super) fn press_in_panes(&mut self, pointed: Pointed) -> Vec<Effect> {
        let panes = self.panes();
        let on = |area: Option<Area>| area.filter(|area| area.holds(pointed.column, pointed.row));
        if on(panes.divider.or(panes.middle_rule)).is_some() {
            self.dragging = Dragging::Divider;
            return Vec::new();
        }
        if let Some(area) = on(panes.list) {
            return self.press_in_list(pointed.row - area.y);
        }
        if on(panes.reading).is_some() {
            return self.look_at(Pane::Reading);
        }
        // On a screen with one pane, the line above it leads back.
        if on(panes.header).is_some() { self.look_at(Pane::List) } else { Vec::new() }
    }

    /// Chooses the row at a line of the list; the one that is chosen already is opened where its text does not show.
    fn press_in_list(&mut self, line: u16) -> Vec<Effect> {
        let Some(place) = self.list.place_at(line) else { return Vec::new() };
        let again = self.list.is_chosen(place) && self.focus == Pane::List;
        if again && self.panes().reading.is_none() {
            return self.look_at(Pane::Reading);
        }
        self.list.choose(place);
        let mut effects = self.look_at(Pane::List);
        effects.extend(self.follow_cursor());
        effects
    }

    fn move_divider(&mut self, to: Pointed) -> Vec<Effect> {
        match self.panes() {
            Panes { list: Some(list), middle_rule: Some(_), .. } => {
                self.list_size.rows = Some(to.row.saturating_sub(list.y));
            }
            _ => self.list_size.columns = Some(to.column),
        }
        self.arrange();
        Vec::new()
    }

    /// Scrolls what is under the pointer, or what lies over it.
    fn turn_wheel(&mut self, pointed: Pointed, lines: isize) -> Vec<Effect> {
        let cell = |area: Area| area.holds(pointed.column, pointed.row);
        let over_panes = match &self.overlay {
            // The list beside the facets is still to be seen.
            Overlay::Facets(_) => !self.facet_area().is_some_and(cell),
            Overlay::None
            | Overlay::Filter(_)
            | Overlay::Find(_)
            | Overlay::Passage
            | Overlay::Ask(_)
            | Overlay::Confirm(_) => true,
            Overlay::Map(_) => {
                let code = if lines > 0 { KeyCode::Tab } else { KeyCode::BackTab };
                return self.press_now(Key::plain(code));
            }
            Overlay::Picker(_)
            | Overlay::Arrange(_)
            | Overlay::Palette(_)
            | Overlay::Views(_)
            | Overlay::Help(_)
            | Overlay::Provenance(_)
            | Overlay::Companions(_)
            | Overlay::Retag(_)
            | Overlay::Links(_)
            | Overlay::Notes(_)
            | Overlay::Log(_) => false,
        };
        if !over_panes {
            let code = if lines > 0 { KeyCode::Down } else { KeyCode::Up };
            let keys = std::iter::repeat_n(Key::plain(code), lines.unsigned_abs());
            return keys.flat_map(|key| self.press_now(key)).collect();
        }
        let panes = self.panes();
        if panes.reading.is_some_and(cell) {
            self.reading.scroll(lines);
        } else if panes.list.is_some_and(cell) {
            self.list.scroll(lines);
            return self.follow_cursor();
        }
        Vec::new()
    }
}
