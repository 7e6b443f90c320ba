//! Names of entries: how they are shown, and which are passed over. None of them is ever a path to be opened.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use crate::ingest::Reason;
use crate::text::{self, SafeText};

/// The longest name of an entry that is shown, in characters.
const LONGEST: usize = 300;

/// The folder in which the archives of macOS keep what its file system knows about each file.
const SHADOWS: &str = "__MACOSX";

/// The path of an entry: that of its archive, `!/`, and its name without what would lead out of a folder.
pub(in crate::ingest) fn member_path(archive: &Path, name: &[u8]) -> PathBuf {
    let name = text::decode(name).text.replace('\\', "/");
    let parts = name.split('/').filter(|part| !matches!(part.trim(), "" | "." | ".."));
    let shown = parts.collect::<Vec<_>>().join("/");
    let shown: String = SafeText::label(&shown).chars().take(LONGEST).collect();
    let mut path = OsString::from(archive);
    path.push("!/");
    path.push(shown);
    PathBuf::from(path)
}

/// The path of a record of a crawl: its number, and the address it was fetched from as far as that names a page.
pub(in crate::ingest) fn record_path(crawl: &Path, number: usize, address: Option<&str>) -> PathBuf {
    let address = address.unwrap_or_default();
    let address = address.split_once("://").map_or(address, |(_, address)| address);
    let page = address.split(['?', '#']).next().unwrap_or_default();
    member_path(crawl, format!("{number}/{page}").as_bytes())
}

/// Why an entry is passed over for its name; the folders it lies in count as well.
pub(in crate::ingest) fn passed_over(name: &[u8]) -> Option<Reason> {
    let name = text::decode(name).text.replace('\\', "/");
    let mut parts = name.split('/').filter(|part| !matches!(*part, "" | "." | ".."));
    let last = parts.next_back().unwrap_or_default();
    let hidden = |part: &str| part.starts_with('.') || part == SHADOWS;
    if parts.any(hidden) { Some(Reason::Hidden) } else { Reason::of_name(OsStr::new(last)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_out_of_its_archive() {
        for (name, shown) in [
            (&b"a/b.html"[..], "x.zip!/a/b.html"),
            (b"../../etc/passwd", "x.zip!/etc/passwd"),
            (b"/etc/passwd", "x.zip!/etc/passwd"),
            (b"./a//b/", "x.zip!/a/b"),
            (b"a\\..\\b", "x.zip!/a/b"),
            (b"a\x1B]0;b\x07c", "x.zip!/a\u{241B}c"),
            (b"caf\xC3\xA9", "x.zip!/café"),
            (b"", "x.zip!/"),
        ] {
            assert_eq!(member_path(Path::new("x.zip"), name).to_str(), Some(shown));
        }
        assert!(member_path(Path::new("x"), &[b'a'; 5000]).as_os_str().len() < 400);
    }

    #[test]
    fn a_record_is_known_by_its_number_and_address() {
        for (address, shown) in
            [(Some("https://a.example/b/../c.html?d=e"), "x.warc!/7/a.example/b/c.html"), (None, "x.warc!/7")]
        {
            assert_eq!(record_path(Path::new("x.warc"), 7, address).to_str(), Some(shown));
        }
    }

    #[test]
    fn hidden_folders_and_documents_are_passed_over() {
        for (name, reason) in [
            (&b"a/b.html"[..], None),
            (b".git/config", Some(Reason::Hidden)),
            (b"a/.b", Some(Reason::Hidden)),
            (b"__MACOSX/a/b.html", Some(Reason::Hidden)),
            (b"a/README.md", Some(Reason::Document)),
            (b"../a", None),
        ] {
            assert_eq!(passed_over(name), reason);
        }
    }
}
