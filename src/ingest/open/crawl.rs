//! The documents of a crawl.

use std::borrow::Cow;
use std::io::Read;
use std::path::Path;

use crate::article::ProblemKind;
use crate::ingest::Reason;
use crate::ingest::draft::Stated;
use crate::ingest::pack::{self, Capture, Meter, Records, Unpacked};
use crate::ingest::sniff::{self, Kind};
use crate::text;

use super::{Document, Found, Opener};

impl<T> Opener<'_, T> {
    pub(super) fn crawl(&mut self, path: &Path, from: &mut dyn Read, meter: &Meter<'_>) {
        let mut records = Records::new(from, meter);
        let mut number = 0;
        loop {
            number += 1;
            match records.next() {
                Ok(None) => return,
                Err(_) => return self.trouble(path, &meter.trouble()),
                Ok(Some(_)) if !self.budget.take_entry() => {
                    let why = "holds more than 10,000 records; the rest was not read";
                    return self.unread(path, ProblemKind::TooLarge, why);
                }
                Ok(Some(record)) => {
                    let address = record.address().map(ToOwned::to_owned);
                    let place = pack::record_path(path, number, address.as_deref());
                    self.record(&place, address, record.capture(self.budget));
                }
            }
        }
    }

    fn record(&mut self, path: &Path, url: Option<String>, capture: Capture) {
        match capture {
            Capture::Nothing => {}
            Capture::Media => self.pass_over(path, Reason::Binary, "is a part of a page and no page"),
            Capture::Closed(why) => self.unread(path, ProblemKind::Unreadable, why),
            Capture::Document(captured) => {
                let Unpacked { bytes, trouble } = captured.content;
                let kind = sniff::sniff(Path::new(captured.name), &bytes);
                let Kind::Document(format) = kind else {
                    return self.pass_over(path, Reason::Binary, "is no text");
                };
                let bytes = match captured.charset {
                    Some(charset) => Cow::Owned(in_utf_8(&bytes, &charset)),
                    None => bytes,
                };
                let (path, stated) = (path.to_owned(), Stated { url, ..Stated::default() });
                self.visit(Found::Document(Document { path, format, bytes, stated, problem: trouble }));
            }
        }
    }
}

/// A text in UTF-8 with a mark that says so, because what the server said counts more than what the page says.
fn in_utf_8(bytes: &[u8], charset: &str) -> Vec<u8> {
    let decoded = text::decode_declared(bytes, charset);
    ["\u{FEFF}".as_bytes(), decoded.text.as_bytes()].concat()
}
