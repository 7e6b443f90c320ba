//! The records of a crawl (WARC, ISO 28500) and of texts drawn from one (WET), in one pass.

use std::io::{self, BufRead, BufReader, Read};

use super::http::{Answer, Headers};
use super::{Budget, Meter, Unpacked, unpack};

/// The most bytes of one header line: 64 KiB.
const LONGEST_LINE: u64 = 64 << 10;

/// The most header lines of a record.
const MOST_HEADERS: usize = 200;

/// Reads records one after the other.
pub(in crate::ingest) struct Records<'m> {
    from: BufReader<&'m mut dyn Read>,
    meter: &'m Meter<'m>,
}

/// One record of a crawl.
#[derive(Debug)]
pub(in crate::ingest) struct Record {
    headers: Headers,
    payload: Unpacked<'static>,
}

/// What a record holds.
#[derive(Debug)]
pub(in crate::ingest) enum Capture {
    /// A document.
    Document(Captured),
    /// A picture, a style sheet or a script.
    Media,
    /// A request, a note of the crawler, a redirection or a refusal.
    Nothing,
    /// A document that cannot be unpacked, and why, as the end of a sentence.
    Closed(&'static str),
}

/// A document of a crawl.
#[derive(Debug)]
pub(in crate::ingest) struct Captured {
    /// Its bytes.
    pub(in crate::ingest) content: Unpacked<'static>,
    /// Its encoding, where the server said it.
    pub(in crate::ingest) charset: Option<String>,
    /// A name with an ending that fits the kind of content the server said it is.
    pub(in crate::ingest) name: &'static str,
}

impl<'m> Records<'m> {
    /// The records of an unpacked crawl.
    pub(in crate::ingest) fn new(from: &'m mut dyn Read, meter: &'m Meter<'m>) -> Self {
        Self { from: BufReader::new(from), meter }
    }

    /// The next record; nothing at the end.
    ///
    /// # Errors
    /// No record begins where one should, or reading fails.
    pub(in crate::ingest) fn next(&mut self) -> io::Result<Option<Record>> {
        let Some(headers) = self.headers()? else {
            return Ok(None);
        };
        let length = headers.get("content-length").and_then(|length| length.parse().ok());
        let length: u64 = length.ok_or(io::ErrorKind::InvalidData)?;
        let mut block = self.from.by_ref().take(length);
        let payload = unpack(&mut block, self.meter);
        io::copy(&mut block, &mut io::sink())?;
        if block.limit() > 0 && payload.trouble.is_none() {
            let trouble = Some(self.meter.trouble());
            return Ok(Some(Record { headers, payload: Unpacked { trouble, ..payload } }));
        }
        Ok(Some(Record { headers, payload }))
    }

    /// The headers of a record, behind the blank lines that end the one before.
    fn headers(&mut self) -> io::Result<Option<Headers>> {
        let mut first = Vec::new();
        while first.trim_ascii().is_empty() {
            first.clear();
            if self.line(&mut first)? == 0 {
                return Ok(None);
            }
        }
        if !first.starts_with(b"WARC/") {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let mut headers = Headers::default();
        let mut line = Vec::new();
        for _ in 0..MOST_HEADERS {
            line.clear();
            self.line(&mut line)?;
            if line.trim_ascii().is_empty() {
                return Ok(Some(headers));
            }
            headers.add(line.trim_ascii_end());
        }
        Err(io::ErrorKind::InvalidData.into())
    }

    fn line(&mut self, line: &mut Vec<u8>) -> io::Result<usize> {
        self.from.by_ref().take(LONGEST_LINE).read_until(b'\n', line)
    }
}

impl Record {
    /// The address it was fetched from.
    pub(in crate::ingest) fn address(&self) -> Option<&str> {
        let stated = self.headers.get("warc-target-uri")?;
        let bare = stated.trim_start_matches('<').trim_end_matches('>');
        Some(bare).filter(|address| address.starts_with("http"))
    }

    /// What the record holds.
    pub(in crate::ingest) fn capture(self, budget: &Budget) -> Capture {
        match self.headers.get("warc-type").unwrap_or_default() {
            "response" => self.response(budget),
            "resource" | "conversion" => {
                let charset = self.headers.charset();
                captured(&self.headers.media_type(), self.payload, charset)
            }
            _ => Capture::Nothing,
        }
    }

    fn response(self, budget: &Budget) -> Capture {
        let Some(answer) = Answer::of(&self.payload.bytes) else {
            return Capture::Nothing;
        };
        if !(200..300).contains(&answer.status) {
            return Capture::Nothing;
        }
        let kind = answer.headers.media_type();
        if name(&kind).is_none() {
            return Capture::Media;
        }
        match answer.body(budget) {
            Ok(mut body) => {
                body.trouble = body.trouble.or(self.payload.trouble);
                captured(&kind, body, answer.headers.charset())
            }
            Err(why) => Capture::Closed(why),
        }
    }
}

fn captured(kind: &str, content: Unpacked<'static>, charset: Option<String>) -> Capture {
    match name(kind) {
        Some(name) => Capture::Document(Captured { content, charset, name }),
        None => Capture::Media,
    }
}

/// A name for content of this kind; nothing for what never holds news.
fn name(kind: &str) -> Option<&'static str> {
    match kind {
        "text/html" | "application/xhtml+xml" => Some("page.html"),
        "" | "text/plain" => Some("page"),
        "text/css" | "text/javascript" => None,
        "application/rss+xml" | "application/atom+xml" | "application/xml" | "text/xml" => Some("page.xml"),
        "application/json" | "application/feed+json" | "application/ld+json" => Some("page.json"),
        kind if kind.starts_with("text/") => Some("page"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The documents of a crawl with their addresses, and whether it was read to its end.
    fn documents(crawl: &[u8]) -> (Vec<(String, String)>, bool) {
        let budget = Budget::of_a_file();
        let meter = Meter::new(&budget);
        let mut from = crawl;
        let mut records = Records::new(&mut from, &meter);
        let mut found = Vec::new();
        loop {
            match records.next() {
                Ok(None) => return (found, true),
                Err(_) => return (found, false),
                Ok(Some(record)) => {
                    let address = record.address().unwrap_or("none").to_owned();
                    if let Capture::Document(document) = record.capture(&budget) {
                        let text = String::from_utf8_lossy(&document.content.bytes).into_owned();
                        found.push((address, text));
                    }
                }
            }
        }
    }

    fn record(kind: &str, media: &str, block: &str) -> String {
        let length = block.len();
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <http://a.example/b>\r\nContent-Type: {media}\r\n\
             Content-Length: {length}\r\n\r\n{block}\r\n\r\n"
        )
    }

    #[test]
    fn answers_and_texts_are_documents_and_nothing_else() {
        let answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Rain</p>";
        let crawl = [
            record("warcinfo", "application/warc-fields", "software: x\r\n"),
            record("request", "application/http", "GET /b HTTP/1.1\r\n\r\n"),
            record("response", "application/http", answer),
            record("response", "application/http", "HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\nx"),
            record("response", "application/http", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx"),
            record("conversion", "text/plain", "Rain\nIt will rain."),
            record("resource", "text/html", "<p>Sun</p>"),
        ]
        .concat();
        let (found, whole) = documents(crawl.as_bytes());
        let texts: Vec<&str> = found.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["<p>Rain</p>", "Rain\nIt will rain.", "<p>Sun</p>"]);
        assert_eq!(found[0].0, "http://a.example/b");
        assert!(whole);
    }

    #[test]
    fn damage_ends_a_crawl_and_keeps_what_stood_before() {
        let good = record("conversion", "text/plain", "Rain");
        for bad in ["WARC/1.0\r\nContent-Length: x\r\n\r\n", "nonsense\r\n"] {
            let (found, whole) = documents(format!("{good}{bad}").as_bytes());
            assert_eq!((found.len(), whole), (1, false), "{bad}");
        }
        let cut = &good.as_bytes()[..good.len() - 6];
        assert_eq!(documents(cut).0, [("http://a.example/b".to_owned(), "Ra".to_owned())]);
    }
}
