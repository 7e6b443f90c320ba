//! The entries of a tar archive, in one pass over its bytes.

use std::io::{self, Read};

use tar::{Archive, Entry, EntryType};

use super::EntryKind;

/// Whether to go on to the next entry.
pub(in crate::ingest) enum Next {
    /// Go on.
    Go,
    /// Leave the rest alone.
    Stop,
}

/// Hands out each entry with its name and its bytes, which need not be read.
///
/// # Errors
/// The archive is damaged, or `from` fails.
pub(in crate::ingest) fn each_entry(
    from: &mut dyn Read,
    mut visit: impl FnMut(&[u8], EntryKind, &mut dyn Read) -> Next,
) -> io::Result<()> {
    for entry in Archive::new(from).entries()? {
        let mut entry = entry?;
        let (name, kind) = (entry.path_bytes().into_owned(), kind(&entry));
        if matches!(visit(&name, kind, &mut entry), Next::Stop) {
            break;
        }
    }
    Ok(())
}

fn kind<R: Read>(entry: &Entry<'_, R>) -> EntryKind {
    match entry.header().entry_type() {
        // An old archive marks a folder by the end of its name alone.
        EntryType::Regular | EntryType::Continuous | EntryType::GNUSparse => {
            if entry.path_bytes().ends_with(b"/") { EntryKind::Folder } else { EntryKind::File }
        }
        EntryType::Directory => EntryKind::Folder,
        EntryType::Link | EntryType::Symlink => EntryKind::Link,
        _ => EntryKind::Special,
    }
}
