//! What is told where paths lead to nothing: a command that was mistyped is taken for a path.

use std::path::{Path, PathBuf};

use clap::CommandFactory;

use super::arguments::Arguments;
use crate::query::distance;

/// Says that there is nothing at any of the paths, and which command the first of them may stand for.
pub(super) fn nothing_at(paths: &[PathBuf]) -> String {
    let named: Vec<_> = paths.iter().map(|path| path.to_string_lossy()).collect();
    let meant = paths.first().and_then(|path| meant(path));
    let meant = meant.map(|command| format!("; did you mean `dateline {command}`?")).unwrap_or_default();
    format!("there is nothing at {}{meant}", named.join(", "))
}

/// The most letters that are wrong, missing or too many in a command that is known again.
const SLIPS: usize = 2;

/// The command whose name is nearest to a path of one word.
fn meant(path: &Path) -> Option<String> {
    let typed = path.to_str().filter(|typed| typed.bytes().all(|byte| byte.is_ascii_alphabetic()))?;
    let limit = SLIPS.min(typed.len() / 3);
    let commands = Arguments::command();
    let apart = |name: &str| distance(name, typed, limit);
    let near = commands.get_subcommands().filter_map(|one| Some((apart(one.get_name())?, one.get_name())));
    near.filter(|(apart, _)| *apart > 0).min().map(|(_, name)| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_with_a_slip_is_known_again() {
        for (typed, command) in
            [("lst", "list"), ("exprot", "export"), ("shwo", "show"), ("docter", "doctor")]
        {
            let told = nothing_at(&[PathBuf::from(typed), PathBuf::from("seeds")]);
            assert!(told.contains(&format!("did you mean `dateline {command}`?")), "{told}");
        }
    }

    #[test]
    fn paths_are_not_taken_for_commands() {
        for typed in ["lists/today", "news", "./lst", "2024", "", "ma", "list"] {
            let told = nothing_at(&[PathBuf::from(typed)]);
            assert!(!told.contains("did you mean"), "{told}");
        }
    }
}
