//! Web pages that browsers save with all their parts as one MIME message (MHTML): the page among the parts.

use mail_parser::{HeaderValue, MessageParser, MessagePart, MimeHeaders, PartType};

/// The page of a MIME message, decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ingest) struct SavedPage {
    /// Its HTML.
    pub(in crate::ingest) html: String,
    /// The address it was saved from.
    pub(in crate::ingest) address: Option<String>,
}

/// The first HTML part of a message; nothing where it has none. Pictures, styles and frames are the parts behind it.
pub(in crate::ingest) fn saved_page(bytes: &[u8]) -> Option<SavedPage> {
    let message = MessageParser::default().parse(bytes)?;
    let (part, html) = message.parts.iter().find_map(|part| match &part.body {
        PartType::Html(html) => Some((part, html)),
        PartType::Text(_)
        | PartType::Binary(_)
        | PartType::InlineBinary(_)
        | PartType::Message(_)
        | PartType::Multipart(_) => None,
    })?;
    let whole = message.parts.first();
    let snapshot = whole.and_then(|whole| header(whole, "Snapshot-Content-Location"));
    let address = part.content_location().map(str::to_owned).or(snapshot);
    let address = address.filter(|address| address.starts_with("http://") || address.starts_with("https://"));
    Some(SavedPage { html: html.to_string(), address })
}

fn header(part: &MessagePart<'_>, name: &str) -> Option<String> {
    let value = part
        .headers
        .iter()
        .find(|header| header.name().eq_ignore_ascii_case(name))
        .map(|header| &header.value);
    if let Some(HeaderValue::Text(text)) = value { Some(text.trim().to_owned()) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAVED: &str = "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://example.org/storm\r\n\
        Subject: Storm\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"edge\"\r\n\r\n\
        --edge\r\nContent-Type: text/css\r\n\r\np { color: red }\r\n\
        --edge\r\nContent-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        <p>The caf=E9 of the har=\r\nbour closed.</p>\r\n\
        --edge\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--edge--\r\n";

    #[test]
    fn the_page_is_found_among_its_parts() {
        let page = saved_page(SAVED.as_bytes()).unwrap();
        assert_eq!(page.html.trim(), "<p>The café of the harbour closed.</p>");
        assert_eq!(page.address.as_deref(), Some("https://example.org/storm"));
    }

    #[test]
    fn a_message_without_a_page_has_none() {
        assert_eq!(saved_page(b"Subject: Storm\r\n\r\nThe harbour closed.\r\n"), None);
        assert_eq!(saved_page(b""), None);
    }
}
