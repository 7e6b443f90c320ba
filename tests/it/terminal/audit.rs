//! Takes apart everything a program sent while it had the terminal, and accounts for each byte.

use vte::{Params, Parser, Perform};

const TAKEN: &[u8] = b"\x1b[?1049h";
const GIVEN_BACK: &[u8] = b"\x1b[?1049l";

/// Everything between taking the terminal and giving it back is a move, a style, an erasure, one of the two modes or
/// a letter that can do no harm.
pub(super) fn audit(bytes: &[u8]) {
    let mut rest = bytes;
    while let Some(start) = find(rest, TAKEN) {
        let taken = &rest[start..];
        let end = find(taken, GIVEN_BACK).map_or(taken.len(), |at| at + GIVEN_BACK.len());
        audit_screen(&taken[..end]);
        rest = &taken[end..];
    }
}

fn audit_screen(bytes: &[u8]) {
    let mut auditor = Auditor::default();
    Parser::new().advance(&mut auditor, bytes);
    assert_eq!(auditor.strange, Vec::<String>::new(), "sent to the terminal");
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

#[derive(Default)]
struct Auditor {
    strange: Vec<String>,
}

impl Auditor {
    fn strange(&mut self, what: String) {
        if self.strange.len() < 5 {
            self.strange.push(what);
        }
    }
}

impl Perform for Auditor {
    fn print(&mut self, letter: char) {
        let harmful = letter.is_control()
            || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
            || matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{e000}'..='\u{f8ff}')
            || letter >= '\u{e0000}';
        if harmful {
            self.strange(format!("letter {letter:?}"));
        }
    }

    fn execute(&mut self, byte: u8) {
        self.strange(format!("control {byte:#x}"));
    }

    fn csi_dispatch(&mut self, params: &Params, intermediates: &[u8], ignored: bool, action: char) {
        let known = match (intermediates, action) {
            (b"", 'H' | 'm' | 'J' | 'K') => true,
            (b"?", 'h' | 'l') => params.iter().all(|param| matches!(param, [25 | 1002 | 1006 | 1049])),
            _ => false,
        };
        if !known || ignored {
            self.strange(format!("CSI {intermediates:?} {params:?} {action}"));
        }
    }

    fn esc_dispatch(&mut self, _intermediates: &[u8], _ignored: bool, byte: u8) {
        self.strange(format!("ESC {byte:#x}"));
    }

    fn osc_dispatch(&mut self, params: &[&[u8]], _bell: bool) {
        self.strange(format!("OSC {params:?}"));
    }

    fn hook(&mut self, _params: &Params, _intermediates: &[u8], _ignored: bool, action: char) {
        self.strange(format!("DCS {action}"));
    }
}

#[test]
fn the_audit_sees_what_does_not_belong() {
    for strange in
        ["\x1b]0;title\x07", "\x1b[6n", "\x1b[?2004h", "\x07", "\x1bc", "\x1bP1$r\x1b\\", "\u{202e}"]
    {
        let sent = format!("\x1b[?1049h\x1b[?25lx{strange}\x1b[?1049l");
        assert!(std::panic::catch_unwind(|| audit(sent.as_bytes())).is_err(), "{strange:?}");
    }
    audit(b"\x1b[?1049h\x1b[?25l\x1b[2J\x1b[1;1H\x1b[0;1;38;5;3mx\x1b[m\x1b[?25h\x1b[?1049l\r\n");
}
