//! What a file is, from its first bytes, and from its name's ending only where the bytes cannot tell.
//!
//! It looks at a bounded part of the file and decodes nothing but that; a wrong guess costs a worse reading, never
//! a failure.

mod data;
mod mail;
mod markup;
mod signature;

use std::borrow::Cow;
use std::ffi::OsStr;
use std::path::Path;

use crate::text;

use super::Format;

pub(super) use signature::{Archive, Compression};

/// The bytes looked at.
pub(super) const HEAD: usize = 16 << 10;

/// What the bytes of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One document or archive, made smaller.
    Compressed(Compression),
    /// Several files in one.
    Archive(Archive),
    /// A document that can be read.
    Document(Format),
    /// A well-known kind of file that holds no text that could be read, as the end of a sentence: `a picture`.
    Foreign(&'static str),
    /// No text, and nothing that is known.
    Binary,
}

/// What a name's ending says, where it says something content cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// Web pages: `.html`, `.htm`, `.xhtml`.
    Html,
    /// Saved web pages in one file: `.mht`, `.mhtml`.
    Mhtml,
    /// Notes: `.md`, `.markdown`.
    Markdown,
    /// Rows: `.csv`, `.tsv`, `.tab`.
    Table,
    /// One JSON value: `.json`.
    Json,
    /// A JSON value a line: `.jsonl`, `.ndjson`.
    JsonLines,
    /// Anything else, which says nothing.
    Silent,
}

impl Ending {
    fn of(path: &Path) -> Self {
        let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
        match &*ending {
            "html" | "htm" | "xhtml" | "xht" => Self::Html,
            "mht" | "mhtml" => Self::Mhtml,
            "md" | "markdown" | "mdown" | "mkd" => Self::Markdown,
            "csv" | "tsv" | "tab" => Self::Table,
            "json" => Self::Json,
            "jsonl" | "ndjson" => Self::JsonLines,
            _ => Self::Silent,
        }
    }
}

/// What these bytes are. `path` is the name of the file, without the ending of a compression.
pub(super) fn sniff(path: &Path, bytes: &[u8]) -> Kind {
    if let Some(known) = signature::known(bytes) {
        return known;
    }
    if is_binary(bytes) {
        return Kind::Binary;
    }
    let text = head(bytes);
    let whole = if bytes.len() <= HEAD { Extent::Whole } else { Extent::Cut };
    document(text.trim_start_matches('\u{FEFF}'), Ending::of(path), whole)
}

/// Whether the part looked at is all there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// It is.
    Whole,
    /// There is more.
    Cut,
}

/// What a text is, by its beginning.
fn document(text: &str, ending: Ending, extent: Extent) -> Kind {
    let start = text.trim_start();
    let format = if start.starts_with('<') {
        match markup::begun(start, ending) {
            Some(markup::Markup::Drawing) => return Kind::Foreign("a drawing"),
            Some(markup::Markup::Feed) => Some(Format::Feed),
            Some(markup::Markup::Html) => Some(Format::Html),
            None => None,
        }
    } else if start.starts_with(['{', '[']) {
        data::json(start, ending, extent)
    } else {
        None
    };
    let format = format
        .or_else(|| is_front_matter(start).then_some(Format::Note))
        .or_else(|| mail::mail(start, ending))
        .or_else(|| data::is_table(start, ending).then_some(Format::Table))
        .or_else(|| {
            (ending == Ending::JsonLines && data::has_object_line(start)).then_some(Format::JsonLines)
        })
        .or_else(|| (ending == Ending::Markdown).then_some(Format::Note))
        .or_else(|| markup::is_inside(start, ending).then_some(Format::Html));
    Kind::Document(format.unwrap_or(Format::Text))
}

/// The beginning of a file as text, cheaply: it need only be good enough to know its structure by.
fn head(bytes: &[u8]) -> Cow<'_, str> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    if head.contains(&0) {
        // UTF-16 and the like, whose marks of structure have a zero beside each letter.
        return Cow::Owned(text::decode(head).text);
    }
    let cut = match str::from_utf8(head) {
        Ok(text) => return Cow::Borrowed(text),
        Err(error) if error.error_len().is_none() => error.valid_up_to(),
        Err(_) => head.len(),
    };
    String::from_utf8_lossy(head.get(..cut).unwrap_or(head))
}

/// Whether these first bytes of a file are not text.
///
/// Text may hold a stray NUL, or end in them where a disk lost its end; many of them, or one among bytes that are
/// no UTF-8, mean something else, unless the zeros are those of UTF-16 or UTF-32.
fn is_binary(bytes: &[u8]) -> bool {
    let whole = bytes.get(..HEAD).unwrap_or(bytes);
    if !whole.contains(&0) {
        return false;
    }
    let end = whole.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    if end == 0 {
        return !whole.is_empty();
    }
    let head = whole.get(..end).unwrap_or(whole);
    let zeros = head.split(|byte| *byte == 0).count() - 1;
    let many = zeros * 100 > head.len();
    zeros > 0 && (many || !is_utf8_so_far(head)) && !is_wide(text::decode(whole).encoding)
}

/// Whether an encoding takes two or four bytes for each letter.
fn is_wide(encoding: &str) -> bool {
    encoding.starts_with("UTF-16") || encoding.starts_with("UTF-32")
}

/// Whether the bytes are UTF-8, but for a character cut at their end.
fn is_utf8_so_far(bytes: &[u8]) -> bool {
    str::from_utf8(bytes).map_or_else(|error| error.error_len().is_none(), |_| true)
}

/// Whether a text begins with a fenced block of `key: value` (or, between plus signs, `key = value`) lines.
/// A rule of dashes under a newspaper's name has no second fence with nothing but keys between.
fn is_front_matter(text: &str) -> bool {
    let mut lines = text.lines();
    let (fence, sign) = match lines.next().map(str::trim_end) {
        Some("---") => ("---", ':'),
        Some("+++") => ("+++", '='),
        _ => return false,
    };
    let mut keys = 0;
    for line in lines.map(str::trim_end) {
        if line == fence || (line == "..." && keys > 0) {
            return keys > 0;
        }
        if line.starts_with([' ', '\t', '#', '-']) || line.is_empty() {
            continue;
        }
        match line.split_once(sign) {
            Some((key, _)) if is_key(key.trim_end()) => keys += 1,
            _ => return false,
        }
    }
    false
}

/// Whether this is the name of a field and not the beginning of a sentence.
fn is_key(name: &str) -> bool {
    let letters = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.' | '"' | '\'');
    !name.is_empty() && name.len() <= 40 && name.chars().all(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text in UTF-16 without a byte order mark.
    fn utf_16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    fn kind(name: &str, bytes: &[u8]) -> Kind {
        sniff(Path::new(name), bytes)
    }

    #[test]
    fn content_tells_what_a_file_is() {
        use Format::{Feed, Html, Json, JsonLines, Mail, Mbox, Mhtml, Note, Table, Text};
        for (name, text, format) in [
            ("a.txt", "", Text),
            ("a.txt", "Rain is expected\n\nIt will rain on Monday.\n", Text),
            ("a.txt", "3 March 2020\nRain is expected\n", Text),
            ("a.txt", "2020-03-03\n\nRain is expected\n", Text),
            ("a.html", "Rain is expected\n\nIt will rain on Monday.\n", Text),
            ("a.html", "Rain is expected <br> It will rain.\n", Html),
            ("a.txt", "<!DOCTYPE html><title>Rain</title>", Html),
            ("a.txt", "\u{FEFF}\n <!-- saved --> <HTML lang=en>", Html),
            ("a", "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C\">\n<html/>", Html),
            ("a.rss", "<?xml version=\"1.0\"?><rss version=\"2.0\">", Feed),
            ("a.html", "<?xml version=\"1.0\"?><!-- a --><a:feed xmlns:a=\"x\">", Feed),
            ("a.xml", "<!DOCTYPE rss [<!ENTITY a \"<b>\">]>\n<rss>", Feed),
            ("a.xml", "<rdf:RDF xmlns:rdf=\"x\">", Feed),
            ("a.json", "{\"version\": \"https:\\/\\/jsonfeed.org\\/version\\/1.1\", \"items\": []}", Feed),
            ("a.json", "{\"title\": \"Rain\"}", Json),
            ("a.txt", "[{\"title\": \"Rain\"}, {\"title\": \"Sun\"}]", Json),
            ("a.txt", "{\"title\": \"Rain\"}\n{\"title\": \"Sun\"}\n", JsonLines),
            ("a.jsonl", "{\"title\": \"Rain\"}\n", JsonLines),
            ("a.jsonl", "{broken\n{\"title\": \"Sun\"}\n", JsonLines),
            ("a.txt", "{\"title\": \"cut in the mid", Json),
            ("a.txt", "{Photo: harbour at night}\nRain is expected\n", Text),
            ("a.txt", "[1] Rain is expected\n", Text),
            ("a.txt", "[Updated] Rain is expected\n", Text),
            ("a.txt", "{\"Rain\" is expected}\n", Text),
            ("a.txt", "<< Back\nRain is expected\n", Text),
            ("a.txt", "<Advertisement>\nRain is expected\n", Text),
            ("a.txt", "<b>Breaking</b>\nRain is expected\nIt will rain.\n", Text),
            ("a.txt", "<p>Rain is expected.</p>\n<p>It will rain.</p>\n", Html),
            ("a.md", "<p align=center>A logo</p>\n\n# Rain\n\nIt will rain.</p>", Note),
            ("a.md", "# Rain\n\nIt will rain.\n", Note),
            ("a.txt", "---\ntitle: Rain\ndate: 2020-03-03\n---\nIt will rain.\n", Note),
            ("a.txt", "+++\ntitle = \"Rain\"\n+++\nIt will rain.\n", Note),
            ("a.txt", "---\nRain is expected: what to do\n---\n", Text),
            ("a.txt", "---\nRain\n", Text),
            ("a.eml", "From: A <a@b>\nTo: c@d\nSubject: Rain\n\nIt will rain.\n", Mail),
            ("a.txt", "Received: from a\n by b\nMessage-ID: <1@b>\n\nIt will rain.\n", Mail),
            ("a.txt", "From a@b Tue Mar  3 10:00:00 2020\nFrom: a@b\nSubject: Rain\n\nIt.\n", Mbox),
            ("a.log", "started\nFrom a@b Tue Mar  3 10:00:00 2020\nSubject: Rain\n", Text),
            ("a.txt", "From here on it will rain\nand rain\n", Text),
            ("a.txt", "Subject: matters of rain\nIt will rain.\n", Text),
            ("a.txt", "MIME-Version: 1.0\nContent-Type: multipart/related;\n boundary=x\n\n--x", Mhtml),
            ("a.txt", "From: a@b\nTo: c@d\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n", Mail),
            ("a.csv", "place,rain\nhere,2\n", Table),
            ("a.csv", "It will rain\n", Text),
            ("a.txt", "date;title;text\n2020-03-03;Rain;It will rain.\n", Table),
            ("a.txt", "title, date and text\nIt will rain, and rain.\n", Text),
        ] {
            assert_eq!(kind(name, text.as_bytes()), Kind::Document(format), "{name}: {text}");
        }
    }

    #[test]
    fn signatures_count_more_than_names() {
        let mut tar = vec![0; 1024];
        tar[257..262].copy_from_slice(b"ustar");
        for (name, bytes, expected) in [
            ("a.txt", &b"\x1F\x8B\x08\0"[..], Kind::Compressed(Compression::Gzip)),
            ("a.txt", b"\x28\xB5\x2F\xFD\0", Kind::Compressed(Compression::Zstandard)),
            ("a.txt", b"BZh91AY&SY\0", Kind::Compressed(Compression::Bzip2)),
            ("a.txt", b"BZh9 is the new name of the band", Kind::Document(Format::Text)),
            ("a.txt", b"\xFD7zXZ\0\0", Kind::Compressed(Compression::Xz)),
            ("a.txt", b"PK\x03\x04\0\0\0", Kind::Archive(Archive::Zip)),
            ("a.txt", b"PK\x05\x06\0\0\0", Kind::Archive(Archive::Zip)),
            ("a.txt", &tar, Kind::Archive(Archive::Tar)),
            ("a.txt", b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", Kind::Document(Format::WebArchive)),
            ("a.txt", b"%PDF-1.7\n", Kind::Foreign("a PDF document")),
            ("a.txt", b"\x89PNG\r\n\x1A\n\0\0", Kind::Foreign("a picture")),
            ("a.svg", b"<?xml version='1.0'?><svg xmlns='x'>", Kind::Foreign("a drawing")),
            ("a.html", &[0; 64], Kind::Binary),
        ] {
            assert_eq!(kind(name, bytes), expected, "{name}: {:?}", bytes.get(..8.min(bytes.len())));
        }
    }

    #[test]
    fn binary_is_told_from_text() {
        let mut long = "é".repeat(HEAD).into_bytes();
        long.insert(0, b'x');
        let stray = [&b"a\0"[..], &b"text ".repeat(40)].concat();
        for (bytes, binary) in [
            (&b""[..], false),
            (b"plain text", false),
            (b"\xFF\xFEt\0e\0", false),
            (b"\xFE\xFF\0t\0e", false),
            (&utf_16("Rain is expected on Monday."), false),
            (b"\0\0\0t\0\0\0e\0\0\0x\0\0\0t", false),
            (b"caf\xE9 in an old encoding", false),
            (&long, false),
            (&stray, false),
            (b"text\0\0\0\0\0\0\0\0", false),
            (b"\0\0\0\0", true),
            (b"\0\0\0\x01\x7Fsome", true),
        ] {
            assert_eq!(is_binary(bytes), binary, "{:?}", bytes.get(..12.min(bytes.len())));
        }
    }

    #[test]
    fn wide_and_old_encodings_are_seen_through() {
        let page = "<!DOCTYPE html>\n<html><body><p>Rain is expected.</p></body></html>";
        let marked = [&b"\xFF\xFE"[..], &utf_16(page)].concat();
        for bytes in [utf_16(page), marked, b"<html><title>caf\xE9</title>".to_vec()] {
            assert_eq!(kind("a.txt", &bytes), Kind::Document(Format::Html));
        }
    }

    #[test]
    fn a_long_file_is_known_by_its_beginning() {
        let mut object = "{\"title\": \"Rain\", \"text\": \"".to_owned();
        object.push_str(&"It will rain. ".repeat(4000));
        assert_eq!(kind("a.txt", object.as_bytes()), Kind::Document(Format::Json));
        let page = format!("<html><body>{}", "é".repeat(HEAD));
        assert_eq!(kind("a.txt", page.as_bytes()), Kind::Document(Format::Html));
    }
}
