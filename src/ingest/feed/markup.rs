//! A text of a feed that is plain or HTML, as its feed says or as it looks.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::xml::{Element, unescape};
use crate::article::Lines;
use crate::ingest::html;

/// A text and what it is written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Markup {
    /// The text as decoded from the feed.
    pub(super) text: String,
    /// Plain, or HTML.
    pub(super) language: Language,
    /// The lines of the feed it stands on.
    pub(super) lines: Lines,
}

/// What a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    /// Plain text.
    Plain,
    /// HTML, or XHTML as it stands in the feed.
    Html,
}

impl Markup {
    /// The text of an element, which may be a construct of Atom or free as in RSS; `document` is the whole feed.
    pub(super) fn of(element: &Element, document: &str) -> Self {
        let kind = element.attribute("type").unwrap_or_default().trim().to_ascii_lowercase();
        let lines = element.lines;
        if !element.children.is_empty() {
            let inner = document.get(element.inner.clone()).unwrap_or_default();
            return Self { text: inner.to_owned(), language: Language::Html, lines };
        }
        let encoded = element.attribute("mode") == Some("base64") || is_binary(&kind);
        let decoded = encoded.then(|| decode_base64(&element.text)).flatten();
        Self::seen(decoded.unwrap_or_else(|| element.text.clone()), kind.contains("html"), lines)
    }

    /// A text that is HTML where it is declared as such or looks so.
    pub(super) fn seen(text: String, declared_html: bool, lines: Lines) -> Self {
        let language = if declared_html || looks_like_html(&text) { Language::Html } else { Language::Plain };
        Self { text, language, lines }
    }

    /// Whether no letter is in it.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The text alone, for one line: no tags, references resolved also where they were escaped once too often.
    pub(super) fn plain(&self) -> String {
        let plain = match self.language {
            Language::Plain => unescape(&self.text),
            Language::Html => unescape(&unescape(&without_tags(&self.text))),
        };
        plain.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Whether Atom means by this type that the text is encoded as base64.
fn is_binary(kind: &str) -> bool {
    let text = ["text", "html", "xhtml"].contains(&kind) || kind.starts_with("text/") || kind.contains("xml");
    kind.contains('/') && !text
}

fn decode_base64(text: &str) -> Option<String> {
    let dense: String = text.split_whitespace().collect();
    STANDARD.decode(dense).ok().and_then(|bytes| String::from_utf8(bytes).ok())
}

/// Elements that need no end tag.
const LONE: [&str; 10] = ["br", "dd", "dt", "hr", "img", "li", "p", "source", "td", "tr"];

/// Whether the text has an end tag, or a tag that needs none, of an element of HTML: a text about the `<marquee>` tag
/// is no HTML.
fn looks_like_html(text: &str) -> bool {
    let mut closed = false;
    // Behind the last mark that ends a tag stands none.
    let mut rest = text.rfind('>').and_then(|last| text.get(..=last)).unwrap_or_default();
    while let Some((_, behind)) = rest.split_once('<') {
        rest = behind;
        let (end, name) = behind.strip_prefix('/').map_or((false, behind), |name| (true, name));
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = name.get(..length).unwrap_or_default();
        let is_alone = || LONE.iter().any(|lone| name.eq_ignore_ascii_case(lone));
        closed |= (end || is_alone()) && html::is_element(name);
    }
    closed
}

/// The bytes of a text looked at for one line; damaged tags may cost a look at all of them each.
const LONGEST: usize = 16 << 10;

/// HTML without its tags, and without what is never text.
fn without_tags(html: &str) -> String {
    let html = (LONGEST - 3..=LONGEST).rev().find_map(|end| html.get(..end)).unwrap_or(html);
    let mut text = String::with_capacity(html.len());
    // Behind the last mark that ends a tag stands none.
    let (mut rest, untagged) = html.split_at(html.rfind('>').map_or(0, |last| last + 1));
    while let Some((before, behind)) = rest.split_once('<') {
        text.push_str(before);
        let is_tag = behind.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        let end = is_tag.then(|| tag_length(behind)).flatten();
        let Some(end) = end else {
            text.push('<');
            rest = behind;
            continue;
        };
        let (tag, behind) = behind.split_at(end);
        rest = behind.strip_prefix('>').unwrap_or(behind);
        let silent = ["script", "style", "object", "applet"].into_iter().find(|name| opens(tag, name));
        if let Some(name) = silent {
            rest = behind_end_tag(rest, name);
        } else if ["br", "p", "/p", "div", "/div", "li", "td"].iter().any(|name| opens(tag, name)) {
            text.push(' ');
        }
    }
    text.push_str(rest);
    text.push_str(untagged);
    text
}

/// The length of a tag up to its closing mark, which may not stand in quotes; a comment ends at its own end if it has
/// one.
fn tag_length(behind: &str) -> Option<usize> {
    if let Some(length) = behind.strip_prefix("!--").and_then(|comment| comment.find("-->")) {
        return Some(length + "!----".len());
    }
    let mut quote = None;
    for (place, letter) in behind.char_indices() {
        match (quote, letter) {
            (None, '>') => return Some(place),
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), letter) if open == letter => quote = None,
            (None | Some(_), _) => {}
        }
    }
    behind.find('>')
}

fn opens(tag: &str, name: &str) -> bool {
    let named = tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    named && !tag.get(name.len()..).unwrap_or_default().starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// What stands behind the end tag of an element whose content is no text; everything where it never ends.
fn behind_end_tag<'h>(html: &'h str, name: &str) -> &'h str {
    let mut rest = html;
    while let Some((_, behind)) = rest.split_once("</") {
        if opens(behind, name) {
            return behind.split_once('>').map_or("", |(_, behind)| behind);
        }
        rest = behind;
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str, declared_html: bool) -> String {
        Markup::seen(text.to_owned(), declared_html, Lines::one(1)).plain()
    }

    #[test]
    fn titles_lose_their_markup() {
        let cases = [
            ("Harbour <b>closes</b>", "Harbour closes"),
            ("Fish &amp; ships", "Fish & ships"),
            ("Fish &amp;amp; ships", "Fish & ships"),
            ("1 < 2 and 2 > 1", "1 < 2 and 2 > 1"),
            ("One<br/>two", "One two"),
            ("<script>run('<b>')</script>Harbour closes</p>", "Harbour closes"),
            ("<a title=\"a > b\" href='#'>Harbour</a>", "Harbour"),
            ("<!-- <b> -->Harbour", "Harbour"),
        ];
        for (html, expected) in cases {
            assert_eq!(plain(html, true), expected, "{html}");
        }
    }

    #[test]
    fn texts_that_only_speak_of_tags_keep_them() {
        for text in ["The <blink> tag is gone", "Use <b> for bold", "a <- b -> c", "x </nosuch> y"] {
            assert_eq!(plain(text, false), text);
        }
        assert_eq!(plain("Harbour <em>closes</em>", false), "Harbour closes");
    }
}
