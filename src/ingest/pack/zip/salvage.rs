//! The entries of a zip archive whose directory is lost, by the headers that stand before each.

use rawzip::CompressionMethod;

use super::{ENCRYPTED, Entry, Method, UNKNOWN_METHOD};
use crate::ingest::pack::EntryKind;
use crate::ingest::pack::meter::MOST_ENTRIES;

/// What a header begins with (APPNOTE.TXT 4.3.7), and how many bytes of it have fixed places.
const SIGNATURE: &[u8] = b"PK\x03\x04";
const FIXED: usize = 30;

/// What may follow the bytes of an entry: a header, a description of its sizes, or the directory.
const FOLLOWERS: [&[u8]; 3] = [SIGNATURE, b"PK\x07\x08", b"PK\x01\x02"];

/// All entries that still have a header, as far as their bytes go.
pub(super) fn entries(bytes: &[u8]) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    let mut rest = bytes;
    while let Some(start) = find(rest, SIGNATURE) {
        rest = rest.get(start..).unwrap_or_default();
        let Some((entry, length)) = entry(rest) else { break };
        entries.push(entry);
        rest = rest.get(length..).unwrap_or_default();
        if entries.len() > MOST_ENTRIES {
            break;
        }
    }
    entries
}

/// The entry whose header stands at the beginning, and the bytes both take.
fn entry(bytes: &[u8]) -> Option<(Entry<'_>, usize)> {
    let header = bytes.get(..FIXED)?;
    let short = |place: usize| header.get(place..place + 2)?.try_into().ok().map(u16::from_le_bytes);
    let long = |place: usize| header.get(place..place + 4)?.try_into().ok().map(u32::from_le_bytes);
    let (flags, method, checksum, size) = (short(6)?, short(8)?, long(14)?, long(18)?);
    let start = FIXED + usize::from(short(26)?) + usize::from(short(28)?);
    let name = bytes.get(FIXED..FIXED + usize::from(short(26)?))?.to_vec();
    // The sizes of what was written as a stream stand behind it.
    let streamed = flags & 8 != 0 || size == u32::MAX;
    let data = bytes.get(start..).unwrap_or_default();
    let size = if streamed { next(data) } else { usize::try_from(size).unwrap_or(data.len()) };
    let packed = data.get(..size).unwrap_or(data);
    let known = Method::of(CompressionMethod::from(method));
    let kind = if name.ends_with(b"/") {
        EntryKind::Folder
    } else if flags & 1 != 0 {
        ENCRYPTED
    } else if known.is_none() {
        UNKNOWN_METHOD
    } else {
        EntryKind::File
    };
    let checksum = (!streamed).then_some(checksum);
    let entry = Entry { name, kind, method: known.unwrap_or(Method::Stored), packed, checksum };
    Some((entry, start + packed.len()))
}

/// Where the next thing of an archive begins.
fn next(data: &[u8]) -> usize {
    let first = data.windows(4).position(|window| FOLLOWERS.contains(&window));
    first.unwrap_or(data.len())
}

fn find(bytes: &[u8], signature: &[u8]) -> Option<usize> {
    bytes.windows(signature.len()).position(|window| window == signature)
}
