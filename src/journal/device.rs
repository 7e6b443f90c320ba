//! Which file of a journal is this device's own. A folder may be shared between devices by a synchroniser, so
//! nothing in it but the file's name says whose it is.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::hash::{BuildHasher, RandomState};

/// How the name of every journal file ends.
pub(super) const EXTENSION: &str = "jsonl";

/// The longest part of a host's name that is kept.
const HOST_LETTERS: usize = 24;

/// The variable that names this device for those that have one host name.
const GIVEN: &str = "DATELINE_DEVICE";

/// The name of this machine, given or its own, in lower-case letters, digits and dashes; `device` where it has none.
pub(super) fn host() -> String {
    let given = env::var(GIVEN).ok();
    let files = ["/proc/sys/kernel/hostname", "/etc/hostname"];
    let from_files = files.iter().filter_map(|path| fs::read_to_string(path).ok());
    let from_environment = env::var("HOSTNAME").ok();
    let names = given.into_iter().chain(from_files).chain(from_environment);
    let mut plain = names.map(|name| plain(&name));
    plain.find(|name| !name.is_empty()).unwrap_or_else(|| "device".to_owned())
}

/// A new name for a device of this host: `desk-1f0c77a2`.
pub(super) fn new_name(host: &str) -> String {
    // Hashers of the standard library are seeded by the system's random numbers.
    let random = RandomState::new().hash_one(host);
    format!("{host}-{:08x}", random & 0xffff_ffff)
}

/// Whether a file's name is one that [`new_name`] gives for this host.
pub(super) fn is_of(host: &str, file_name: &OsStr) -> bool {
    let digits = || {
        let name = file_name.to_str()?.strip_suffix(EXTENSION)?.strip_suffix('.')?;
        name.strip_prefix(host)?.strip_prefix('-')
    };
    digits().is_some_and(|digits| digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn plain(name: &str) -> String {
    let first = name.trim().split('.').next().unwrap_or_default();
    let letters = first.chars().map(|letter| match letter.to_ascii_lowercase() {
        letter if letter.is_ascii_alphanumeric() => letter,
        _ => '-',
    });
    letters.take(HOST_LETTERS).collect::<String>().trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_files_are_known_by_name() {
        let own = format!("{}.{EXTENSION}", new_name("desk"));
        assert!(is_of("desk", OsStr::new(&own)), "{own}");
        let others = [
            "desk.jsonl",
            "desk-1f0c77a2.jsonl.bak",
            "desk-1f0c77a2.sync-conflict-20230801.jsonl",
            "desk-1f0c77a2 (conflicted copy).jsonl",
            "desktop-1f0c77a2.jsonl",
            "desk-1f0c77ag.jsonl",
        ];
        for name in others {
            assert!(!is_of("desk", OsStr::new(name)), "{name}");
        }
    }

    #[test]
    fn host_names_become_plain() {
        for (name, expected) in
            [("Desk.example.org\n", "desk"), ("Ann's MacBook", "ann-s-macbook"), ("…", "")]
        {
            assert_eq!(plain(name), expected);
        }
        assert!(!host().is_empty());
    }
}
