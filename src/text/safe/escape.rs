//! Where a terminal's escape sequence ends (ECMA-48, sections 5.3 to 5.6, and xterm's BEL at the end of OSC).
//!
//! A sequence never reaches past its line, and one that is not complete is none: nothing is swallowed for it.

const ESCAPE: char = '\u{1b}';
const BELL: char = '\u{7}';
const STRING_TERMINATOR: char = '\u{9c}';

/// The kinds of sequences that go on after their introducer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Parameters and a final byte.
    Control,
    /// A string that BEL may end as well: an operating system command.
    Command,
    /// A string: DCS, APC, PM, SOS.
    Text,
}

/// The bytes of the complete sequence that `text` begins with.
///
/// The scan stops at the first control character, so that a text of introducers takes no more time than any other.
pub(super) fn sequence_length(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let kind = match chars.next()? {
        ESCAPE => match chars.next()? {
            '[' => Kind::Control,
            ']' => Kind::Command,
            'P' | 'X' | '^' | '_' => Kind::Text,
            _ => return text.get(1..).and_then(two_part_length).map(|length| length + 1),
        },
        '\u{9b}' => Kind::Control,
        '\u{9d}' => Kind::Command,
        '\u{90}' | '\u{98}' | '\u{9e}' | '\u{9f}' => Kind::Text,
        _ => return None,
    };
    let payload = chars.as_str();
    let length = match kind {
        Kind::Control => control_length(payload),
        Kind::Command | Kind::Text => string_length(payload, kind),
    }?;
    Some(text.len() - payload.len() + length)
}

/// Intermediate bytes and a final one, as in `ESC ( B` and `ESC 7`.
fn two_part_length(payload: &str) -> Option<usize> {
    let intermediates = count(payload.as_bytes(), 0x20..=0x2F);
    let end = *payload.as_bytes().get(intermediates)?;
    matches!(end, 0x30..=0x7E).then_some(intermediates + 1)
}

/// Parameter bytes, intermediate bytes and a final one, as in `CSI 3 1 m`.
fn control_length(payload: &str) -> Option<usize> {
    let bytes = payload.as_bytes();
    let parameters = count(bytes, 0x30..=0x3F);
    let head = parameters + count(bytes.get(parameters..)?, 0x20..=0x2F);
    matches!(bytes.get(head)?, 0x40..=0x7E).then_some(head + 1)
}

fn string_length(payload: &str, kind: Kind) -> Option<usize> {
    let (at, end) = payload.char_indices().find(|&(_, c)| ends_scan(c))?;
    match end {
        BELL if kind == Kind::Command => Some(at + BELL.len_utf8()),
        STRING_TERMINATOR => Some(at + STRING_TERMINATOR.len_utf8()),
        ESCAPE => payload.get(at..)?.starts_with("\u{1b}\\").then_some(at + 2),
        _ => None,
    }
}

fn ends_scan(c: char) -> bool {
    (c.is_control() && c != '\t') || matches!(c, '\u{2028}' | '\u{2029}')
}

fn count(bytes: &[u8], range: std::ops::RangeInclusive<u8>) -> usize {
    bytes.iter().take_while(|byte| range.contains(byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complete_sequences_are_measured() {
        let table = [
            "\u{1b}[31m",
            "\u{1b}[m",
            "\u{1b}[?1049h",
            "\u{1b}[38;2;1;2;3m",
            "\u{1b}[2 q",
            "\u{9b}31m",
            "\u{1b}]0;a title – é\u{7}",
            "\u{1b}]52;c;cm0gLXJm\u{1b}\\",
            "\u{1b}]8;;http://x\u{9c}",
            "\u{9d}0;t\u{7}",
            "\u{1b}P1$r0m\u{1b}\\",
            "\u{90}q\u{9c}",
            "\u{1b}_G\u{1b}\\",
            "\u{1b}^private\u{1b}\\",
            "\u{1b}Xstring\u{9c}",
            "\u{1b}(B",
            "\u{1b}c",
            "\u{1b}\\",
        ];
        for sequence in table {
            let text = format!("{sequence}rest\u{7}");
            assert_eq!(sequence_length(&text), Some(sequence.len()), "{sequence:?}");
        }
    }

    #[test]
    fn incomplete_sequences_are_none() {
        let table = [
            "\u{1b}",
            "\u{1b}\u{1b}[31m",
            "\u{1b}[31",
            "\u{1b}[31\nm",
            "\u{1b}[3é",
            "\u{9b}",
            "\u{1b}]0;no end",
            "\u{1b}]0;next line\n\u{7}",
            "\u{1b}]0;\u{1b}[31m\u{7}",
            "\u{1b}P bell is no end \u{7}",
            "\u{1b}Pq\u{2028}\u{9c}",
            "\u{1b}é",
            "\u{1b}(",
            "\u{9c}",
            "x",
            "",
        ];
        for text in table {
            assert_eq!(sequence_length(text), None, "{text:?}");
        }
    }
}
