//! The entries of a zip archive by its central directory, or by their own headers where that is cut off.

mod salvage;

use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive, ZipFileHeaderRecord, ZipSliceArchive};

use super::meter::MOST_ENTRIES;
use super::{Budget, EntryKind, Meter, Metered, Source, Unpacked, unpack};

/// What a zip archive is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Flavour {
    /// Holding files.
    Plain,
    /// An EPUB book.
    Book,
    /// A document of an office program, whose parts are no pages.
    Office,
}

/// A zip archive, with at most one entry more than are ever read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::ingest) struct Zip<'a> {
    /// Its entries, in the order of its directory.
    pub(in crate::ingest) entries: Vec<Entry<'a>>,
    /// What is wrong with it as a whole, as the end of a sentence.
    pub(in crate::ingest) fault: Option<&'static str>,
}

/// One entry of a zip archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ingest) struct Entry<'a> {
    /// Its name, as its bytes are.
    pub(in crate::ingest) name: Vec<u8>,
    /// What it is.
    pub(in crate::ingest) kind: EntryKind,
    method: Method,
    packed: &'a [u8],
    /// The checksum of its bytes, where it is known.
    checksum: Option<u32>,
}

/// How the bytes of an entry are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    Stored,
    Deflated,
}

impl Method {
    fn of(method: CompressionMethod) -> Option<Self> {
        match method {
            CompressionMethod::STORE => Some(Self::Stored),
            CompressionMethod::DEFLATE => Some(Self::Deflated),
            _ => None,
        }
    }
}

/// Why an entry is not read whose packing is unknown here.
const UNKNOWN_METHOD: EntryKind = EntryKind::Closed("is compressed in a way that is not read");

/// Why an entry is not read that a password protects.
const ENCRYPTED: EntryKind = EntryKind::Closed("is encrypted");

impl<'a> Zip<'a> {
    /// Lists the entries of an archive.
    pub(in crate::ingest) fn open(bytes: &'a [u8]) -> Self {
        match ZipArchive::from_slice(bytes) {
            Ok(archive) => Self::listed(bytes, &archive),
            Err(_) => Self {
                entries: salvage::entries(bytes),
                fault: Some("is damaged or cut off; only the files that are still whole were read"),
            },
        }
    }

    fn listed(bytes: &'a [u8], archive: &ZipSliceArchive<&'a [u8]>) -> Self {
        let (mut zip, mut ranges) = (Self::default(), Vec::new());
        for record in archive.entries().take(MOST_ENTRIES + 1) {
            let Ok(record) = record else {
                zip.fault = Some("has a damaged directory; only the files named before the damage were read");
                break;
            };
            let (entry, range) = listed(bytes, archive, &record);
            ranges.extend(range.map(|(start, end)| (start, end, zip.entries.len())));
            zip.entries.push(entry);
        }
        zip.close_shared(ranges);
        zip
    }

    /// Entries that share bytes are how a small archive claims to hold endless ones.
    fn close_shared(&mut self, mut ranges: Vec<(usize, usize, usize)>) {
        ranges.sort_unstable();
        let mut reached = 0;
        for (start, end, place) in ranges {
            match self.entries.get_mut(place) {
                Some(entry) if start < reached => {
                    entry.kind = EntryKind::Closed("shares its bytes with another file of the archive");
                }
                _ => {}
            }
            reached = reached.max(end);
        }
    }

    /// What the archive is made for.
    pub(in crate::ingest) fn flavour(&self) -> Flavour {
        let mimetype = self.entry(b"mimetype").filter(|entry| entry.method == Method::Stored);
        let states = |kind: &[u8]| mimetype.is_some_and(|entry| entry.packed.starts_with(kind));
        if states(b"application/epub+zip") || self.entry(b"META-INF/container.xml").is_some() {
            Flavour::Book
        } else if states(b"application/vnd.") || self.entry(b"[Content_Types].xml").is_some() {
            Flavour::Office
        } else {
            Flavour::Plain
        }
    }

    /// The entry of this name; where there are several, the last, as unpacking them would leave it.
    pub(in crate::ingest) fn entry(&self, name: &[u8]) -> Option<&Entry<'a>> {
        self.entries.iter().rev().find(|entry| entry.name == name)
    }
}

impl Entry<'_> {
    /// The bytes of a file, as far as they can be unpacked.
    pub(in crate::ingest) fn unpack(&self, budget: &Budget) -> Unpacked<'static> {
        let meter = Meter::new(budget);
        let source = Source::new(self.packed, &meter);
        let mut unpacked = match self.method {
            Method::Stored => unpack(&mut Metered::new(source, &meter), &meter),
            Method::Deflated => unpack(&mut Metered::new(DeflateDecoder::new(source), &meter), &meter),
        };
        let wrong = self.checksum.is_some_and(|stated| rawzip::crc32(&unpacked.bytes) != stated);
        if unpacked.trouble.is_none() && wrong {
            unpacked.trouble = Some(meter.trouble());
        }
        unpacked
    }
}

/// An entry of the directory, and where its packed bytes are. What stands at its place must agree with it.
fn listed<'a>(
    bytes: &'a [u8],
    archive: &ZipSliceArchive<&'a [u8]>,
    record: &ZipFileHeaderRecord<'_>,
) -> (Entry<'a>, Option<(usize, usize)>) {
    let mut entry = Entry {
        name: record.file_path().as_bytes().to_vec(),
        kind: EntryKind::File,
        method: Method::Stored,
        packed: &[],
        checksum: Some(record.crc32()),
    };
    let Ok(local) = archive.get_entry(record.wayfinder()) else {
        entry.kind = EntryKind::Closed("is cut off");
        return (entry, None);
    };
    let header = local.local_header();
    let range = local.compressed_data_range();
    let range = usize::try_from(range.0).ok().zip(usize::try_from(range.1).ok());
    entry.packed = range.and_then(|(start, end)| bytes.get(start..end)).unwrap_or_default();
    entry.kind = if record.is_dir() {
        EntryKind::Folder
    } else if record.mode().is_symlink() {
        EntryKind::Link
    } else if header.file_path().as_bytes() != entry.name
        || header.compression_method() != record.compression_method()
    {
        EntryKind::Closed("is named in one way in the directory of the archive and in another at its place")
    } else if record.flags().is_encrypted() || record.flags().has_strong_encryption() {
        ENCRYPTED
    } else if let Some(method) = Method::of(record.compression_method()) {
        entry.method = method;
        EntryKind::File
    } else {
        UNKNOWN_METHOD
    };
    (entry, range)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::pack::samples::zip;

    fn texts(zip: &Zip<'_>) -> Vec<(String, String)> {
        let budget = Budget::of_a_file();
        let text = |entry: &Entry<'_>| {
            let unpacked = entry.unpack(&budget);
            let name = String::from_utf8_lossy(&entry.name).into_owned();
            let trouble = if unpacked.trouble.is_some() { "…" } else { "" };
            (name, String::from_utf8_lossy(&unpacked.bytes).into_owned() + trouble)
        };
        zip.entries.iter().map(text).collect()
    }

    fn pair(name: &str, text: &str) -> (String, String) {
        (name.to_owned(), text.to_owned())
    }

    #[test]
    fn entries_come_with_their_bytes() {
        let bytes = zip(&[("a.txt", b"Rain"), ("b/c.txt", b"")]);
        let found = Zip::open(&bytes);
        assert_eq!(found.fault, None);
        assert_eq!(found.flavour(), Flavour::Plain);
        assert_eq!(texts(&found), [pair("a.txt", "Rain"), pair("b/c.txt", "")]);
    }

    #[test]
    fn what_a_zip_is_for_is_told_by_its_entries() {
        for (entries, flavour) in [
            (&[("META-INF/container.xml", &b"x"[..])][..], Flavour::Book),
            (&[("word/document.xml", b"x"), ("[Content_Types].xml", b"x")], Flavour::Office),
            (&[("a.html", b"x")], Flavour::Plain),
        ] {
            assert_eq!(Zip::open(&zip(entries)).flavour(), flavour);
        }
    }

    #[test]
    fn a_zip_that_was_cut_off_gives_what_it_has() {
        let text = "It will rain, and it will rain again. ".repeat(40);
        let bytes = zip(&[("a.txt", b"Rain"), ("b.txt", text.as_bytes()), ("c.txt", b"Sun")]);
        let end = bytes.windows(5).position(|window| window == b"b.txt").unwrap() + 5 + 20;
        let cut = Zip::open(&bytes[..end]);
        assert!(cut.fault.is_some());
        let found = texts(&cut);
        assert_eq!(found[0], pair("a.txt", "Rain"));
        assert!(found.len() == 2 && found[1].1.ends_with('…'), "{found:?}");
    }

    #[test]
    fn a_wrong_checksum_or_name_is_told() {
        let good = zip(&[("a.txt", b"Rain and nothing else")]);
        let place = good.windows(5).rposition(|window| window == b"a.txt").unwrap();
        let mut renamed = good.clone();
        renamed[place] = b'b';
        assert!(matches!(Zip::open(&renamed).entries[0].kind, EntryKind::Closed(_)));
        let mut changed = good.clone();
        // The checksum stands thirty bytes before the name in the directory.
        changed[place - 30] ^= 1;
        assert!(texts(&Zip::open(&changed))[0].1.ends_with('…'));
    }
}
