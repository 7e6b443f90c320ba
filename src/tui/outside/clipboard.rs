//! The clipboard: the terminal is asked to set it (OSC 52, which also reaches through a remote shell), and the tool of the
//! platform is given the same text where there is one.

use std::env;
use std::io::Write as _;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::app::Notice;
use crate::text::SafeText;

use super::{Outdoors, beside, done};

/// Tools that set the clipboard from their standard input, each with the variable that says that it can.
const TOOLS: [(&str, &[&str]); 5] = [
    ("TMUX", &["tmux", "load-buffer", "-w", "-"]),
    ("WAYLAND_DISPLAY", &["wl-copy"]),
    ("DISPLAY", &["xclip", "-selection", "clipboard", "-in"]),
    ("DISPLAY", &["xsel", "--clipboard", "--input"]),
    ("WSL_DISTRO_NAME", &["clip.exe"]),
];

impl Outdoors {
    /// Copies a text. Whether a terminal obeys cannot be known without asking it, which is never done.
    pub(super) fn copy(&self, text: String, what: &SafeText) -> Notice {
        // A terminal that is gone is noticed by the thread that reads keys.
        let _ = self.terminal.write(&sequence(&text));
        let _ = beside(&self.teller, move || {
            give_to_tools(&text);
            Vec::new()
        });
        done(&format!("copied {what}"))
    }
}

/// What asks a terminal to put a text on its clipboard.
fn sequence(text: &str) -> Vec<u8> {
    format!("\x1b]52;c;{}\x07", STANDARD.encode(text)).into_bytes()
}

/// Gives the text to the tools there are; the two that set the same clipboard are tried one after the other.
fn give_to_tools(text: &str) {
    if cfg!(target_os = "macos") {
        give(&["pbcopy"], text);
    }
    let mut set = Vec::new();
    for (variable, words) in TOOLS {
        if env::var_os(variable).is_some_and(|value| !value.is_empty())
            && !set.contains(&variable)
            && give(words, text)
        {
            set.push(variable);
        }
    }
}

/// Runs one tool; says whether it took the text.
fn give(words: &[&str], text: &str) -> bool {
    let Some((program, arguments)) = words.split_first() else { return false };
    let started = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn();
    let Ok(mut child) = started else { return false };
    let taken = child.stdin.take().is_some_and(|mut input| input.write_all(text.as_bytes()).is_ok());
    taken && child.wait().is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_sequence_early() {
        let bytes = sequence("a\x07\x1b]0;b\n");
        assert_eq!(bytes.iter().filter(|byte| byte.is_ascii_control()).count(), 2);
        assert!(bytes.starts_with(b"\x1b]52;c;") && bytes.ends_with(b"\x07"));
    }
}
