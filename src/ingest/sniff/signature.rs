//! The fixed bytes that well-known binary formats begin with.

use super::Kind;
use crate::ingest::Format;

/// How a document was made smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::ingest) enum Compression {
    /// RFC 1952: `.gz`.
    Gzip,
    /// RFC 8878: `.zst`.
    Zstandard,
    /// `.bz2`.
    Bzip2,
    /// `.xz`.
    Xz,
}

impl Compression {
    /// What people call it.
    pub(in crate::ingest) fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstandard => "Zstandard",
            Self::Bzip2 => "bzip2",
            Self::Xz => "xz",
        }
    }
}

/// How several files were put into one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::ingest) enum Archive {
    /// `.zip`, and what is built on it.
    Zip,
    /// `.tar`.
    Tar,
}

/// Bytes at the beginning of a file, and what they make it.
const SIGNATURES: [(&[u8], Kind); 31] = [
    (b"\x1F\x8B\x08", Kind::Compressed(Compression::Gzip)),
    (b"\x28\xB5\x2F\xFD", Kind::Compressed(Compression::Zstandard)),
    (b"\xFD7zXZ\0", Kind::Compressed(Compression::Xz)),
    (b"PK\x03\x04", Kind::Archive(Archive::Zip)),
    (b"PK\x05\x06", Kind::Archive(Archive::Zip)),
    (b"WARC/1.", Kind::Document(Format::WebArchive)),
    (b"WARC/0.", Kind::Document(Format::WebArchive)),
    (b"%PDF-", Kind::Foreign("a PDF document")),
    (b"{\\rtf", Kind::Foreign("a document of a word processor")),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Kind::Foreign("a document of a word processor")),
    (b"\x89PNG\r\n", Kind::Foreign("a picture")),
    (b"\xFF\xD8\xFF", Kind::Foreign("a picture")),
    (b"GIF87a", Kind::Foreign("a picture")),
    (b"GIF89a", Kind::Foreign("a picture")),
    (b"II*\0", Kind::Foreign("a picture")),
    (b"MM\0*", Kind::Foreign("a picture")),
    (b"\0\0\x01\0", Kind::Foreign("a picture")),
    (b"wOFF", Kind::Foreign("a font")),
    (b"wOF2", Kind::Foreign("a font")),
    (b"ID3\x02", Kind::Foreign("a sound")),
    (b"ID3\x03", Kind::Foreign("a sound")),
    (b"ID3\x04", Kind::Foreign("a sound")),
    (b"OggS", Kind::Foreign("a sound")),
    (b"fLaC", Kind::Foreign("a sound")),
    (b"\x1AE\xDF\xA3", Kind::Foreign("a film")),
    (b"7z\xBC\xAF\x27\x1C", Kind::Foreign("an archive of a kind that is not read")),
    (b"Rar!\x1A\x07", Kind::Foreign("an archive of a kind that is not read")),
    (b"\x04\x22\x4D\x18", Kind::Foreign("compressed in a way that is not read")),
    (b"\x7FELF", Kind::Foreign("a program")),
    (b"SQLite format 3\0", Kind::Foreign("a database")),
    (b"bplist00", Kind::Foreign("a property list")),
];

/// What fixed bytes make of a file; nothing where it has none that are known.
pub(super) fn known(bytes: &[u8]) -> Option<Kind> {
    let signature = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature));
    signature
        .map(|(_, kind)| *kind)
        .or_else(|| is_bzip2(bytes).then_some(Kind::Compressed(Compression::Bzip2)))
        .or_else(|| is_zstandard_skip(bytes).then_some(Kind::Compressed(Compression::Zstandard)))
        .or_else(|| is_riff(bytes).then_some(Kind::Foreign("a picture or a sound")))
        .or_else(|| (bytes.get(4..8) == Some(b"ftyp")).then_some(Kind::Foreign("a film")))
        .or_else(|| is_tar(bytes).then_some(Kind::Archive(Archive::Tar)))
}

/// `BZh`, the block size, and the mark of a first block or of the end: the letters alone may begin a text.
fn is_bzip2(bytes: &[u8]) -> bool {
    let mark = bytes.get(4..10);
    bytes.starts_with(b"BZh")
        && bytes.get(3).is_some_and(|size| (b'1'..=b'9').contains(size))
        && (mark == Some(b"1AY&SY") || mark == Some(b"\x17\x72\x45\x38\x50\x90"))
}

/// A frame of Zstandard that holds no data, which may stand before those that do.
fn is_zstandard_skip(bytes: &[u8]) -> bool {
    bytes.first().is_some_and(|byte| (0x50..=0x5F).contains(byte)) && bytes.get(1..4) == Some(b"\x2A\x4D\x18")
}

fn is_riff(bytes: &[u8]) -> bool {
    let kind = bytes.get(8..12);
    bytes.starts_with(b"RIFF") && [b"WEBP", b"WAVE", b"AVI "].into_iter().any(|known| kind == Some(known))
}

/// The magic word of POSIX archives, or a header of an older one whose checksum is right.
fn is_tar(bytes: &[u8]) -> bool {
    let Some(header) = bytes.get(..512) else {
        return false;
    };
    header.get(257..262) == Some(b"ustar") || has_checksum(header)
}

/// Whether the octal number at 148 is the sum of the header's bytes, with spaces in its own place.
fn has_checksum(header: &[u8]) -> bool {
    let field = header.get(148..156).unwrap_or_default();
    let stated = str::from_utf8(field).ok().map(|field| field.trim_matches(['\0', ' ']));
    let Some(stated) = stated.and_then(|digits| u32::from_str_radix(digits, 8).ok()) else {
        return false;
    };
    let sum = |bytes: &[u8]| bytes.iter().map(|byte| u32::from(*byte)).sum::<u32>();
    let spaces = 8 * u32::from(b' ');
    header.first().is_some_and(|byte| *byte != 0) && sum(header) - sum(field) + spaces == stated
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_tar_is_known_by_its_checksum() {
        let mut header = vec![0_u8; 512];
        header[..5].copy_from_slice(b"a.txt");
        let sum = header.iter().map(|byte| u32::from(*byte)).sum::<u32>() + 8 * 32;
        header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        assert_eq!(known(&header), Some(Kind::Archive(Archive::Tar)));
        header[0] = b'b';
        assert_eq!(known(&header), None);
    }

    #[test]
    fn words_that_begin_like_a_signature_are_no_signature() {
        for text in ["BZh is a band", "RIFF raff", "PK is a name", "WARC/ARC", "GIF pictures", "ftypftyp"] {
            assert_eq!(
                known(text.as_bytes()).filter(|kind| !matches!(kind, Kind::Foreign(_))),
                None,
                "{text}"
            );
        }
    }
}
