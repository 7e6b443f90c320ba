//! An address given to the program that opens addresses.

use std::env;
use std::os::unix::process::CommandExt;
use std::process::Stdio;

use crate::app::Event;
use crate::article::Link;

use super::{Begun, Guest, Outdoors, beside, command, done, ending, fill, name, not_started, warning};

/// What is used where nothing is chosen.
const USUAL: &str = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };

/// Browsers that draw in the terminal.
const IN_TERMINAL: [&str; 9] =
    ["w3m", "lynx", "links", "links2", "elinks", "browsh", "carbonyl", "chawan", "cha"];

impl Outdoors {
    /// Opens an address that the reader was shown and said yes to.
    pub(super) fn open_link(&self, link: &Link) -> Begun {
        let mut words = self.programs.opener.clone();
        let usual = words.is_empty();
        if usual {
            words.push(USUAL.to_owned());
        }
        if !fill(&mut words, "address", link.address()) {
            words.push(link.address().to_string());
        }
        let in_terminal = words.first().is_some_and(|program| IN_TERMINAL.contains(&name(program)));
        let (mut command, name) = command(&words);
        if in_terminal || (usual && !has_display()) {
            return Begun::Lend(Box::new(Guest::new((command, name))));
        }
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
        let mut child = match command.spawn() {
            Ok(child) => child,
            Err(error) => return Begun::Told(not_started(&name, &error)),
        };
        let failed = format!("{name} could not open it: it ended with");
        let _ = beside(&self.teller, move || match child.wait() {
            Ok(status) if !status.success() => {
                vec![Event::Notice(warning(&format!("{failed} {}", ending(status))))]
            }
            Ok(_) | Err(_) => Vec::new(),
        });
        Begun::Told(done(&format!("given to {name}: {}", link.address())))
    }
}

/// Whether a program may open a window: else what opens addresses falls back on a browser in the terminal.
fn has_display() -> bool {
    let variables = ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"];
    cfg!(target_os = "macos")
        || variables.into_iter().any(|variable| env::var_os(variable).is_some_and(|value| !value.is_empty()))
}
