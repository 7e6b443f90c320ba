//! Tells mails, boxes of mails and web pages saved as mails by the block of headers they begin with.

use super::Ending;
use crate::ingest::Format;

/// Headers that a program writes and nobody types.
const MACHINE: [&str; 7] = [
    "received",
    "return-path",
    "message-id",
    "mime-version",
    "delivered-to",
    "x-mailer",
    "snapshot-content-location",
];

/// Headers that show that a mail was sent and not saved by a browser.
const SENT: [&str; 5] = ["to", "received", "message-id", "delivered-to", "return-path"];

/// What kind of mail a text is; nothing where it is none.
pub(super) fn mail(text: &str, ending: Ending) -> Option<Format> {
    if let Some(rest) = text.strip_prefix("From ") {
        let (sender, rest) = rest.split_once('\n')?;
        let headers = headers(rest);
        let is_box = sender.split_whitespace().count() >= 2 && headers.len() >= 2 && is_mail(&headers);
        return is_box.then_some(Format::Mbox);
    }
    let headers = headers(text);
    if headers.len() < 2 || !is_mail(&headers) {
        return None;
    }
    let saved = ending == Ending::Mhtml || is_saved_page(&headers);
    Some(if saved { Format::Mhtml } else { Format::Mail })
}

/// The headers before the first blank line, as name and value; none where another line stands among them.
fn headers(text: &str) -> Vec<(&str, String)> {
    let mut headers: Vec<(&str, String)> = Vec::new();
    for line in text.lines() {
        if line.trim().is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = headers.last_mut() {
                value.push_str(line);
            }
            continue;
        }
        match line.split_once(':') {
            Some((name, value)) if is_name(name) => headers.push((name, value.to_owned())),
            _ if line.starts_with(">From ") => {}
            _ => return Vec::new(),
        }
    }
    headers
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

fn is_mail(headers: &[(&str, String)]) -> bool {
    let has = |name: &str| headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name));
    let sent = has("from") && (has("subject") || has("to") || has("date"));
    sent || (has("subject") && has("date")) || MACHINE.iter().any(|name| has(name))
}

/// Whether a browser wrote these headers: a page with its pictures, sent to nobody.
fn is_saved_page(headers: &[(&str, String)]) -> bool {
    let value = |name: &str| {
        headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.to_lowercase())
    };
    let saved_by = value("from").is_some_and(|from| from.contains("<saved by"));
    let related =
        value("content-type").is_some_and(|kind| kind.trim_start().starts_with("multipart/related"));
    let sent = SENT.iter().any(|name| value(name).is_some());
    value("snapshot-content-location").is_some() || saved_by || (related && !sent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_end_at_a_blank_line_and_may_be_folded() {
        let found = headers("A: b\r\n c\r\nD: e\r\n\r\nF: g\n");
        assert_eq!(found, [("A", " b c".to_owned()), ("D", " e".to_owned())]);
        assert!(headers("A: b\nand so on\n").is_empty());
    }

    #[test]
    fn saved_pages_are_told_from_mails_with_pictures() {
        for (headers, expected) in [
            (
                "From: <Saved by Blink>\nSubject: Rain\nContent-Type: multipart/related\n\n",
                Some(Format::Mhtml),
            ),
            ("From: a@b\nSubject: Rain\nTo: c@d\nContent-Type: multipart/related\n\n", Some(Format::Mail)),
            ("Subject: Rain\nDate: Tue, 3 Mar 2020\n\nIt will rain.\n", Some(Format::Mail)),
            ("Weather: rain\nWind: strong\n\nIt will rain.\n", None),
            ("Note: the following\n\nIt will rain.\n", None),
        ] {
            assert_eq!(mail(headers, Ending::Silent), expected, "{headers}");
        }
        assert_eq!(mail("From: a@b\nSubject: Rain\n\n", Ending::Mhtml), Some(Format::Mhtml));
    }
}
