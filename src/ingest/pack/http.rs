//! An answer of a web server as crawls keep it: headers, and a body that may come in chunks and compressed.

use std::io::Read;

use super::{Budget, Meter, Metered, Source, Unpacked, decoder, unpack};
use crate::ingest::sniff::Compression;

/// Header lines, as name and value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Headers(Vec<(String, String)>);

impl Headers {
    /// Takes in one line; what has no colon goes on with the line before.
    pub(super) fn add(&mut self, line: &[u8]) {
        let line = String::from_utf8_lossy(line);
        match line.split_once(':').filter(|_| !line.starts_with([' ', '\t'])) {
            Some((name, value)) => self.0.push((name.trim().to_ascii_lowercase(), value.trim().to_owned())),
            None => {
                if let Some((_, value)) = self.0.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            }
        }
    }

    /// The first value of a header, whose name is given in small letters.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The kind of content, in small letters and without its parameters.
    pub(super) fn media_type(&self) -> String {
        let stated = self.get("content-type").unwrap_or_default();
        stated.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// The encoding of a text.
    pub(super) fn charset(&self) -> Option<String> {
        let parameters = self.get("content-type")?.split(';').skip(1);
        let pairs = parameters.filter_map(|parameter| parameter.split_once('='));
        let charset = pairs.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
        charset.map(|(_, value)| value.trim().trim_matches(['"', '\'']).to_owned()).next()
    }
}

/// An answer to a request.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer<'a> {
    /// The number that says how the request went; 200 is success.
    pub(super) status: u16,
    /// What is said about the body.
    pub(super) headers: Headers,
    body: &'a [u8],
}

impl<'a> Answer<'a> {
    /// Takes an answer apart; nothing where it does not begin as one.
    pub(super) fn of(bytes: &'a [u8]) -> Option<Self> {
        let (first, mut rest) = line(bytes)?;
        let first = str::from_utf8(first).ok().filter(|first| first.starts_with("HTTP/"))?;
        let status = first.split_whitespace().nth(1)?.parse().ok()?;
        let mut headers = Headers::default();
        while let Some((header, behind)) = line(rest) {
            rest = behind;
            if header.is_empty() {
                break;
            }
            headers.add(header);
        }
        Some(Self { status, headers, body: rest })
    }

    /// The body as it was before it was sent.
    ///
    /// # Errors
    /// Why it cannot be had, as the end of a sentence.
    pub(super) fn body(&self, budget: &Budget) -> Result<Unpacked<'static>, &'static str> {
        let says = |name, word| self.headers.get(name).is_some_and(|value| value.eq_ignore_ascii_case(word));
        let chunks = if says("transfer-encoding", "chunked") { dechunked(self.body) } else { None };
        let sent = chunks.as_deref().unwrap_or(self.body);
        let encoding = self.headers.get("content-encoding").unwrap_or("identity").to_ascii_lowercase();
        let meter = Meter::new(budget);
        let source = Source::new(sent, &meter);
        let mut decoder: Box<dyn Read> = match &*encoding {
            // Many crawlers undo the encoding and leave its name.
            "gzip" | "x-gzip" if sent.starts_with(b"\x1F\x8B") => decoder(Compression::Gzip, source),
            "zstd" if sent.starts_with(b"\x28\xB5\x2F\xFD") => decoder(Compression::Zstandard, source),
            "deflate" if is_zlib(sent) => Box::new(flate2::bufread::ZlibDecoder::new(source)),
            "deflate" if !sent.starts_with(b"<") => Box::new(flate2::bufread::DeflateDecoder::new(source)),
            "br" if !begins_as_text(sent) => return Err("is compressed with brotli, which is not read"),
            _ => Box::new(source),
        };
        Ok(unpack(&mut Metered::new(&mut decoder, &meter), &meter))
    }
}

/// The first line without its end, and what stands behind it; nothing at the end.
fn line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    if bytes.is_empty() {
        return None;
    }
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    let line = bytes.get(..end).unwrap_or(bytes);
    Some((line.strip_suffix(b"\r").unwrap_or(line), bytes.get(end + 1..).unwrap_or_default()))
}

/// The header of zlib (RFC 1950): the method, and a check that makes both bytes a multiple of 31.
fn is_zlib(bytes: &[u8]) -> bool {
    let pair = bytes.first().zip(bytes.get(1));
    pair.is_some_and(|(first, second)| {
        first & 0x0F == 8 && (u16::from(*first) * 256 + u16::from(*second)).is_multiple_of(31)
    })
}

/// Whether the beginning is readable as it is, so that the name of an encoding was left from before.
fn begins_as_text(bytes: &[u8]) -> bool {
    let head = bytes.get(..64).unwrap_or(bytes);
    head.iter().all(|byte| !byte.is_ascii_control() || byte.is_ascii_whitespace())
        && head.iter().filter(|byte| byte.is_ascii()).count() * 10 >= head.len() * 9
}

/// A body put together from its chunks (RFC 9112, 7.1); nothing where it has none.
fn dechunked(bytes: &[u8]) -> Option<Vec<u8>> {
    let (mut rest, mut whole) = (bytes, Vec::new());
    while let Some((size, behind)) = line(rest) {
        let digits = str::from_utf8(size).ok().and_then(|size| size.split(';').next()).map(str::trim);
        let Some(size) = digits.and_then(|digits| usize::from_str_radix(digits, 16).ok()) else {
            // Where the first line is no size, somebody put the chunks together and left the header.
            return (!whole.is_empty()).then_some(whole);
        };
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(behind.get(..size).unwrap_or(behind));
        rest = behind.get(size..).unwrap_or_default();
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
    Some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::pack::samples::gzip;

    fn body(head: &str, body: &[u8]) -> Result<String, &'static str> {
        let bytes = [b"HTTP/1.1 200 OK\r\n", head.as_bytes(), b"\r\n", body].concat();
        let found = Answer::of(&bytes).unwrap().body(&Budget::of_a_file())?;
        Ok(String::from_utf8_lossy(&found.bytes).into_owned())
    }

    #[test]
    fn bodies_are_had_as_they_were_before_they_were_sent() {
        let packed = gzip(b"<p>Rain</p>");
        let chunks = b"4;x=y\r\n<p>R\r\n7\r\nain</p>\r\n0\r\n\r\n";
        for (head, sent) in [
            ("", &b"<p>Rain</p>"[..]),
            ("Transfer-Encoding: chunked\r\n", chunks),
            ("Transfer-Encoding: chunked\r\n", b"<p>Rain</p>"),
            ("Content-Encoding: gzip\r\n", &packed),
            ("Content-Encoding: gzip\r\n", b"<p>Rain</p>"),
            ("Content-Encoding: br\r\n", b"<p>Rain</p>"),
            ("Content-Encoding: deflate\r\n", b"<p>Rain</p>"),
        ] {
            assert_eq!(body(head, sent).unwrap(), "<p>Rain</p>", "{head}");
        }
        assert!(body("Content-Encoding: br\r\n", b"\x8B\x05\x80Rain\x03").is_err());
    }

    #[test]
    fn headers_tell_kind_and_encoding() {
        let bytes = b"HTTP/1.0 404 Not Found\nContent-Type: Text/HTML;\n Charset=\"windows-1252\"\n\nGone";
        let answer = Answer::of(bytes).unwrap();
        assert_eq!(answer.status, 404);
        assert_eq!(answer.headers.media_type(), "text/html");
        assert_eq!(answer.headers.charset().as_deref(), Some("windows-1252"));
        assert_eq!(Answer::of(b"<html>"), None);
        assert_eq!(Answer::of(b""), None);
    }
}
