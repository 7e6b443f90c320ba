//! From what the terminal library reports to the keys and the mouse of the state. What the state has no name for is dropped.

use crossterm::event::{
    Event, KeyCode as Code, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};

use crate::app::{Key, KeyCode, Pointed, Pointing};

use super::encode::is_withheld;

/// The key of an event, if it is one the state knows.
pub(super) fn key(event: &Event) -> Option<Key> {
    match event {
        Event::Key(pressed) => pressed_key(pressed),
        Event::FocusGained | Event::FocusLost | Event::Mouse(_) | Event::Resize(..) => None,
    }
}

/// What an event says was done with the mouse, if the state knows of that. With a modifier it is the terminal's.
pub(super) fn pointed(event: &Event) -> Option<Pointed> {
    let Event::Mouse(mouse) = event else { return None };
    let deed = match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Pointing::Press,
        MouseEventKind::Drag(MouseButton::Left) => Pointing::Drag,
        MouseEventKind::Up(_) => Pointing::Release,
        MouseEventKind::ScrollUp => Pointing::WheelUp,
        MouseEventKind::ScrollDown => Pointing::WheelDown,
        MouseEventKind::Down(MouseButton::Right | MouseButton::Middle)
        | MouseEventKind::Drag(MouseButton::Right | MouseButton::Middle)
        | MouseEventKind::Moved
        | MouseEventKind::ScrollLeft
        | MouseEventKind::ScrollRight => return None,
    };
    let plain = mouse.modifiers.is_empty();
    plain.then_some(Pointed { deed, column: mouse.column, row: mouse.row })
}

fn pressed_key(pressed: &KeyEvent) -> Option<Key> {
    match pressed.kind {
        KeyEventKind::Press | KeyEventKind::Repeat => {}
        KeyEventKind::Release => return None,
    }
    let known = KeyModifiers::SHIFT | KeyModifiers::CONTROL | KeyModifiers::ALT;
    if !known.contains(pressed.modifiers) {
        return None;
    }
    let control = pressed.modifiers.contains(KeyModifiers::CONTROL);
    let alt = pressed.modifiers.contains(KeyModifiers::ALT);
    let code = match code(pressed.code)? {
        KeyCode::Char(letter) if control => KeyCode::Char(letter.to_ascii_lowercase()),
        KeyCode::Tab if pressed.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        other => other,
    };
    Some(Key { code, control, alt })
}

fn code(code: Code) -> Option<KeyCode> {
    let code = match code {
        Code::Char(letter) if is_withheld(letter) => return None,
        Code::Char(letter) => KeyCode::Char(letter),
        Code::Enter => KeyCode::Enter,
        Code::Esc => KeyCode::Esc,
        Code::Tab => KeyCode::Tab,
        Code::BackTab => KeyCode::BackTab,
        Code::Backspace => KeyCode::Backspace,
        Code::Delete => KeyCode::Delete,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        Code::F(number) => KeyCode::Function(number),
        Code::Insert
        | Code::Null
        | Code::CapsLock
        | Code::ScrollLock
        | Code::NumLock
        | Code::PrintScreen
        | Code::Pause
        | Code::Menu
        | Code::KeypadBegin
        | Code::Media(_)
        | Code::Modifier(_) => return None,
    };
    Some(code)
}

#[cfg(test)]
mod tests {
    use crossterm::event::MouseEvent;

    use super::*;

    fn pressed(code: Code, modifiers: KeyModifiers) -> Option<String> {
        key(&Event::Key(KeyEvent::new(code, modifiers))).map(|key| key.to_string())
    }

    #[test]
    fn modifiers_are_exact_and_shift_is_part_of_the_letter() {
        let cases = [
            (Code::Char('q'), KeyModifiers::NONE, "q"),
            (Code::Char('q'), KeyModifiers::CONTROL, "^Q"),
            (Code::Char('q'), KeyModifiers::ALT, "Alt-q"),
            (Code::Char('J'), KeyModifiers::SHIFT, "J"),
            (Code::Char('R'), KeyModifiers::CONTROL | KeyModifiers::SHIFT, "^R"),
            (Code::Char(' '), KeyModifiers::NONE, "Space"),
            (Code::Tab, KeyModifiers::SHIFT, "BackTab"),
            (Code::BackTab, KeyModifiers::SHIFT, "BackTab"),
            (Code::Up, KeyModifiers::SHIFT, "Up"),
            (Code::F(5), KeyModifiers::NONE, "F5"),
        ];
        for (code, modifiers, expected) in cases {
            assert_eq!(pressed(code, modifiers).as_deref(), Some(expected), "{code:?} {modifiers:?}");
        }
    }

    #[test]
    fn what_is_no_key_of_ours_is_dropped() {
        let cases = [
            (Code::Char('q'), KeyModifiers::SUPER),
            (Code::Char('q'), KeyModifiers::META | KeyModifiers::CONTROL),
            (Code::Char('\u{9b}'), KeyModifiers::NONE),
            (Code::Char('\u{202e}'), KeyModifiers::NONE),
            (Code::Insert, KeyModifiers::NONE),
            (Code::Null, KeyModifiers::NONE),
        ];
        for (code, modifiers) in cases {
            assert_eq!(pressed(code, modifiers), None, "{code:?} {modifiers:?}");
        }
    }

    #[test]
    fn the_left_button_and_the_wheel_count_where_no_key_is_held() {
        let told = |kind, modifiers| {
            pointed(&Event::Mouse(MouseEvent { kind, column: 7, row: 3, modifiers })).map(|pointed| {
                assert_eq!((pointed.column, pointed.row), (7, 3));
                pointed.deed
            })
        };
        for (kind, deed) in [
            (MouseEventKind::Down(MouseButton::Left), Some(Pointing::Press)),
            (MouseEventKind::Drag(MouseButton::Left), Some(Pointing::Drag)),
            (MouseEventKind::Up(MouseButton::Left), Some(Pointing::Release)),
            (MouseEventKind::ScrollUp, Some(Pointing::WheelUp)),
            (MouseEventKind::ScrollDown, Some(Pointing::WheelDown)),
            (MouseEventKind::Down(MouseButton::Right), None),
            (MouseEventKind::Moved, None),
        ] {
            assert_eq!(told(kind, KeyModifiers::NONE), deed, "{kind:?}");
            assert_eq!(told(kind, KeyModifiers::CONTROL), None, "{kind:?}");
        }
    }

    #[test]
    fn a_key_counts_when_pressed_or_repeated_and_not_when_released() {
        let event = |kind| Event::Key(KeyEvent::new_with_kind(Code::Char('j'), KeyModifiers::NONE, kind));
        assert_eq!(key(&event(KeyEventKind::Press)), Some(Key::char('j')));
        assert_eq!(key(&event(KeyEventKind::Repeat)), Some(Key::char('j')));
        assert_eq!(key(&event(KeyEventKind::Release)), None);
    }
}
